// Errors: their names and texts (CUDA 13's), the last one of this thread, and the sticky one that a faulted kernel leaves.
#include <string.h>
#include "runtime.h"

// Ordered by number.
#define ERRORS \
  ROW(0, "cudaSuccess", "no error") \
  ROW(1, "cudaErrorInvalidValue", "invalid argument") \
  ROW(2, "cudaErrorMemoryAllocation", "out of memory") \
  ROW(3, "cudaErrorInitializationError", "initialization error") \
  ROW(4, "cudaErrorCudartUnloading", "driver shutting down") \
  ROW(5, "cudaErrorProfilerDisabled", "profiler disabled while using external profiling tool") \
  ROW(6, "cudaErrorProfilerNotInitialized", "profiler not initialized: call cudaProfilerInitialize()") \
  ROW(7, "cudaErrorProfilerAlreadyStarted", "profiler already started") \
  ROW(8, "cudaErrorProfilerAlreadyStopped", "profiler already stopped") \
  ROW(9, "cudaErrorInvalidConfiguration", "invalid configuration argument") \
  ROW(12, "cudaErrorInvalidPitchValue", "invalid pitch argument") \
  ROW(13, "cudaErrorInvalidSymbol", "invalid device symbol") \
  ROW(16, "cudaErrorInvalidHostPointer", "invalid host pointer") \
  ROW(17, "cudaErrorInvalidDevicePointer", "invalid device pointer") \
  ROW(18, "cudaErrorInvalidTexture", "invalid texture reference") \
  ROW(19, "cudaErrorInvalidTextureBinding", "texture is not bound to a pointer") \
  ROW(20, "cudaErrorInvalidChannelDescriptor", "invalid channel descriptor") \
  ROW(21, "cudaErrorInvalidMemcpyDirection", "invalid copy direction for memcpy") \
  ROW(22, "cudaErrorAddressOfConstant", "invalid address of constant") \
  ROW(23, "cudaErrorTextureFetchFailed", "fetch from texture failed") \
  ROW(24, "cudaErrorTextureNotBound", "cannot fetch from a texture that is not bound") \
  ROW(25, "cudaErrorSynchronizationError", "incorrect use of __syncthreads()") \
  ROW(26, "cudaErrorInvalidFilterSetting", "linear filtering not supported for non-float type") \
  ROW(27, "cudaErrorInvalidNormSetting", "read as normalized float not supported for data type") \
  ROW(28, "cudaErrorMixedDeviceExecution", "device emulation mode and device execution mode cannot be mixed") \
  ROW(31, "cudaErrorNotYetImplemented", "feature not yet implemented") \
  ROW(32, "cudaErrorMemoryValueTooLarge", "memory size or pointer value too large to fit in 32 bit") \
  ROW(34, "cudaErrorStubLibrary", "CUDA driver is a stub library") \
  ROW(35, "cudaErrorInsufficientDriver", "CUDA driver version is insufficient for CUDA runtime version") \
  ROW(36, "cudaErrorCallRequiresNewerDriver", "API call is not supported in the installed CUDA driver") \
  ROW(37, "cudaErrorInvalidSurface", "invalid surface reference") \
  ROW(43, "cudaErrorDuplicateVariableName", "duplicate global variable looked up by string name") \
  ROW(44, "cudaErrorDuplicateTextureName", "duplicate texture looked up by string name") \
  ROW(45, "cudaErrorDuplicateSurfaceName", "duplicate surface looked up by string name") \
  ROW(46, "cudaErrorDevicesUnavailable", "CUDA-capable device(s) is/are busy or unavailable") \
  ROW(49, "cudaErrorIncompatibleDriverContext", "incompatible driver context") \
  ROW(52, "cudaErrorMissingConfiguration", "__global__ function call is not configured") \
  ROW(53, "cudaErrorPriorLaunchFailure", "unspecified launch failure in prior launch") \
  ROW(65, "cudaErrorLaunchMaxDepthExceeded", "launch would exceed maximum depth of nested launches") \
  ROW(66, "cudaErrorLaunchFileScopedTex", "launch failed because kernel uses unsupported, file-scoped textures (texture objects are supported)") \
  ROW(67, "cudaErrorLaunchFileScopedSurf", "launch failed because kernel uses unsupported, file-scoped surfaces (surface objects are supported)") \
  ROW(68, "cudaErrorSyncDepthExceeded", "cudaDeviceSynchronize failed because caller's grid depth exceeds cudaLimitDevRuntimeSyncDepth") \
  ROW(69, "cudaErrorLaunchPendingCountExceeded", "launch failed because launch would exceed cudaLimitDevRuntimePendingLaunchCount") \
  ROW(98, "cudaErrorInvalidDeviceFunction", "invalid device function") \
  ROW(100, "cudaErrorNoDevice", "no CUDA-capable device is detected") \
  ROW(101, "cudaErrorInvalidDevice", "invalid device ordinal") \
  ROW(102, "cudaErrorDeviceNotLicensed", "device doesn't have valid Grid license") \
  ROW(103, "cudaErrorSoftwareValidityNotEstablished", "integrity checks failed") \
  ROW(127, "cudaErrorStartupFailure", "startup failure in cuda runtime") \
  ROW(200, "cudaErrorInvalidKernelImage", "device kernel image is invalid") \
  ROW(201, "cudaErrorDeviceUninitialized", "invalid device context") \
  ROW(205, "cudaErrorMapBufferObjectFailed", "mapping of buffer object failed") \
  ROW(206, "cudaErrorUnmapBufferObjectFailed", "unmapping of buffer object failed") \
  ROW(207, "cudaErrorArrayIsMapped", "array is mapped") \
  ROW(208, "cudaErrorAlreadyMapped", "resource already mapped") \
  ROW(209, "cudaErrorNoKernelImageForDevice", "no kernel image is available for execution on the device") \
  ROW(210, "cudaErrorAlreadyAcquired", "resource already acquired") \
  ROW(211, "cudaErrorNotMapped", "resource not mapped") \
  ROW(212, "cudaErrorNotMappedAsArray", "resource not mapped as array") \
  ROW(213, "cudaErrorNotMappedAsPointer", "resource not mapped as pointer") \
  ROW(214, "cudaErrorECCUncorrectable", "uncorrectable ECC error encountered") \
  ROW(215, "cudaErrorUnsupportedLimit", "limit is not supported on this architecture") \
  ROW(216, "cudaErrorDeviceAlreadyInUse", "exclusive-thread device already in use by a different thread") \
  ROW(217, "cudaErrorPeerAccessUnsupported", "peer access is not supported between these two devices") \
  ROW(218, "cudaErrorInvalidPtx", "a PTX JIT compilation failed") \
  ROW(219, "cudaErrorInvalidGraphicsContext", "invalid OpenGL or DirectX context") \
  ROW(220, "cudaErrorNvlinkUncorrectable", "uncorrectable NVLink error detected during the execution") \
  ROW(221, "cudaErrorJitCompilerNotFound", "PTX JIT compiler library not found") \
  ROW(222, "cudaErrorUnsupportedPtxVersion", "the provided PTX was compiled with an unsupported toolchain.") \
  ROW(223, "cudaErrorJitCompilationDisabled", "PTX JIT compilation was disabled") \
  ROW(224, "cudaErrorUnsupportedExecAffinity", "the provided execution affinity is not supported") \
  ROW(225, "cudaErrorUnsupportedDevSideSync", "the provided PTX contains unsupported call to cudaDeviceSynchronize") \
  ROW(226, "cudaErrorContained", "Invalid access of peer GPU memory over nvlink or a hardware error") \
  ROW(300, "cudaErrorInvalidSource", "device kernel image is invalid") \
  ROW(301, "cudaErrorFileNotFound", "file not found") \
  ROW(302, "cudaErrorSharedObjectSymbolNotFound", "shared object symbol not found") \
  ROW(303, "cudaErrorSharedObjectInitFailed", "shared object initialization failed") \
  ROW(304, "cudaErrorOperatingSystem", "OS call failed or operation not supported on this OS") \
  ROW(400, "cudaErrorInvalidResourceHandle", "invalid resource handle") \
  ROW(401, "cudaErrorIllegalState", "the operation cannot be performed in the present state") \
  ROW(402, "cudaErrorLossyQuery", "attempted introspection would be semantically lossy") \
  ROW(500, "cudaErrorSymbolNotFound", "named symbol not found") \
  ROW(600, "cudaErrorNotReady", "device not ready") \
  ROW(700, "cudaErrorIllegalAddress", "an illegal memory access was encountered") \
  ROW(701, "cudaErrorLaunchOutOfResources", "too many resources requested for launch") \
  ROW(702, "cudaErrorLaunchTimeout", "the launch timed out and was terminated") \
  ROW(703, "cudaErrorLaunchIncompatibleTexturing", "launch uses incompatible texturing mode") \
  ROW(704, "cudaErrorPeerAccessAlreadyEnabled", "peer access is already enabled") \
  ROW(705, "cudaErrorPeerAccessNotEnabled", "peer access has not been enabled") \
  ROW(708, "cudaErrorSetOnActiveProcess", "cannot set while device is active in this process") \
  ROW(709, "cudaErrorContextIsDestroyed", "context is destroyed") \
  ROW(710, "cudaErrorAssert", "device-side assert triggered") \
  ROW(711, "cudaErrorTooManyPeers", "peer mapping resources exhausted") \
  ROW(712, "cudaErrorHostMemoryAlreadyRegistered", "part or all of the requested memory range is already mapped") \
  ROW(713, "cudaErrorHostMemoryNotRegistered", "pointer does not correspond to a registered memory region") \
  ROW(714, "cudaErrorHardwareStackError", "hardware stack error") \
  ROW(715, "cudaErrorIllegalInstruction", "an illegal instruction was encountered") \
  ROW(716, "cudaErrorMisalignedAddress", "misaligned address") \
  ROW(717, "cudaErrorInvalidAddressSpace", "operation not supported on global/shared address space") \
  ROW(718, "cudaErrorInvalidPc", "invalid program counter") \
  ROW(719, "cudaErrorLaunchFailure", "unspecified launch failure") \
  ROW(720, "cudaErrorCooperativeLaunchTooLarge", "too many blocks in cooperative launch") \
  ROW(721, "cudaErrorTensorMemoryLeak", "tensor memory not completely freed") \
  ROW(800, "cudaErrorNotPermitted", "operation not permitted") \
  ROW(801, "cudaErrorNotSupported", "operation not supported") \
  ROW(802, "cudaErrorSystemNotReady", "system not yet initialized") \
  ROW(803, "cudaErrorSystemDriverMismatch", "system has unsupported display driver / cuda driver combination") \
  ROW(804, "cudaErrorCompatNotSupportedOnDevice", "forward compatibility was attempted on non supported HW") \
  ROW(805, "cudaErrorMpsConnectionFailed", "MPS client failed to connect to the MPS control daemon or the MPS server") \
  ROW(806, "cudaErrorMpsRpcFailure", "the remote procedural call between the MPS server and the MPS client failed") \
  ROW(807, "cudaErrorMpsServerNotReady", "MPS server is not ready to accept new MPS client requests") \
  ROW(808, "cudaErrorMpsMaxClientsReached", "the hardware resources required to create MPS client have been exhausted") \
  ROW(809, "cudaErrorMpsMaxConnectionsReached", "the hardware resources required to support device connections have been exhausted") \
  ROW(810, "cudaErrorMpsClientTerminated", "the MPS client has been terminated by the server") \
  ROW(811, "cudaErrorCdpNotSupported", "is using CUDA Dynamic Parallelism, but the current configuration, like MPS, does not support it") \
  ROW(812, "cudaErrorCdpVersionMismatch", "unsupported interaction between different versions of CUDA Dynamic Parallelism") \
  ROW(900, "cudaErrorStreamCaptureUnsupported", "operation not permitted when stream is capturing") \
  ROW(901, "cudaErrorStreamCaptureInvalidated", "operation failed due to a previous error during capture") \
  ROW(902, "cudaErrorStreamCaptureMerge", "operation would result in a merge of separate capture sequences") \
  ROW(903, "cudaErrorStreamCaptureUnmatched", "capture was not ended in the same stream as it began") \
  ROW(904, "cudaErrorStreamCaptureUnjoined", "capturing stream has unjoined work") \
  ROW(905, "cudaErrorStreamCaptureIsolation", "dependency created on uncaptured work in another stream") \
  ROW(906, "cudaErrorStreamCaptureImplicit", "operation would make the legacy stream depend on a capturing blocking stream") \
  ROW(907, "cudaErrorCapturedEvent", "operation not permitted on an event last recorded in a capturing stream") \
  ROW(908, "cudaErrorStreamCaptureWrongThread", "attempt to terminate a thread-local capture sequence from another thread") \
  ROW(909, "cudaErrorTimeout", "wait operation timed out") \
  ROW(910, "cudaErrorGraphExecUpdateFailure", "the graph update was not performed because it included changes which violated constraints specific to instantiated graph update") \
  ROW(911, "cudaErrorExternalDevice", "an async error has occured in external entity outside of CUDA") \
  ROW(912, "cudaErrorInvalidClusterSize", "a kernel launch error has occurred due to cluster misconfiguration") \
  ROW(913, "cudaErrorFunctionNotLoaded", "the function handle is not loaded when calling an API that requires a loaded function") \
  ROW(914, "cudaErrorInvalidResourceType", "one or more resources passed in are not valid resource types for the operation") \
  ROW(915, "cudaErrorInvalidResourceConfiguration", "one or more resources are insufficient or non-applicable for the operation") \
  ROW(999, "cudaErrorUnknown", "unknown error")

#define ROW(number, name, text) number,
static const short numbers[] = {ERRORS};
#undef ROW
// Name and text of each, one behind the other: in one string, because programs that ask for one text link them all.
#define ROW(number, name, text) name "\0" text "\0"
static const char texts[] = ERRORS;
#undef ROW

// The name of an error, or (`part` 1) its text.
static const char* find(int number, int part) {
  int low = 0, high = (int)(sizeof numbers / sizeof numbers[0]) - 1;
  while (low <= high) {
    int middle = (low + high) / 2;
    if (numbers[middle] == number) {
      const char* at = texts;
      for (int skip = 2 * middle + part; skip > 0; skip--) at += strlen(at) + 1;
      return at;
    }
    if (numbers[middle] < number) low = middle + 1;
    else high = middle - 1;
  }
  return 0;
}

static thread_local cudaError_t last_error = cudaSuccess;
static cudaError_t pending_fault = cudaSuccess;  // a kernel failed; no call has said so yet
static cudaError_t sticky_fault = cudaSuccess;

namespace cw {

cudaError_t fail(cudaError_t error) {
  if (error != cudaSuccess) last_error = error;
  return error;
}

cudaError_t known_fault() { return sticky_fault; }

void note_fault(int error) {
  if (pending_fault == cudaSuccess) pending_fault = (cudaError_t)error;
}

cudaError_t fault() {
  if (sticky_fault == cudaSuccess && pending_fault != cudaSuccess) sticky_fault = pending_fault;
  return sticky_fault == cudaSuccess ? cudaSuccess : fail(sticky_fault);
}

void clear_errors() { last_error = pending_fault = sticky_fault = cudaSuccess; }

cudaError_t synchronize(unsigned stream) {
  int error = __cw_dev_wait(stream);
  __cw_flush_device_output();
  if (error) note_fault(error);
  return fault();
}

}  // namespace cw

extern "C" {
const char* cudaGetErrorName(cudaError_t error) {
  const char* name = find((int)error, 0);
  return name ? name : "unrecognized error code";
}

const char* cudaGetErrorString(cudaError_t error) {
  const char* text = find((int)error, 1);
  return text ? text : "unrecognized error code";
}

// A fault that no call has reported yet stays hidden here, as on a device that is still running; one that has been reported
// is cleared here and comes back with the next call.
cudaError_t cudaGetLastError(void) {
  cudaError_t error = last_error;
  last_error = cudaSuccess;
  return error;
}

cudaError_t cudaPeekAtLastError(void) { return last_error; }
}
