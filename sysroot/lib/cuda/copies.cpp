// cudaMemcpy and cudaMemset in all their forms: arguments are checked, then the device copies or fills rows.
#include "runtime.h"

using namespace cw;

// Where an address may lie. The device's variables are not in the table until their address was asked for, so what is
// unknown may be either the host's or such a variable: below the heap it counts as both.
extern "C" unsigned char __heap_base;

// Whether [p, p + bytes) may be the side of a copy that the direction says. The host's side may be device memory too
// (unified addressing), the device's not pageable host memory; what lies in an allocation must end in it.
static bool valid_side(const void* p, unsigned long bytes, bool device) {
  Allocation* a = find_allocation(p);
  if (!a) return !device || (const unsigned char*)p < &__heap_base;
  return a->kind >= registered_memory || (const char*)p + bytes <= a->address + a->bytes;
}

static bool is_device(const void* p) {
  Allocation* a = find_allocation(p);
  return a && (a->kind == device_memory || a->kind == symbol_memory || a->kind == managed_memory);
}

static unsigned long span(unsigned long pitch, unsigned long width, unsigned long height) {
  return (height - 1) * pitch + width;
}

namespace cw {

cudaError_t copy_rows(void* to, unsigned long to_pitch, const void* from, unsigned long from_pitch, unsigned long width,
                             unsigned long height, cudaMemcpyKind kind, cudaStream_t stream, bool async) {
  KernelCall call;
  CW_CHECK_FAULT();
  unsigned id;
  if (!stream_id(stream, &id)) return fail(cudaErrorInvalidResourceHandle);
  if ((unsigned)kind > cudaMemcpyDefault) return fail(cudaErrorInvalidMemcpyDirection);
  if (height > 1 && (to_pitch < width || from_pitch < width)) return fail(cudaErrorInvalidPitchValue);
  if (width == 0 || height == 0) return cudaSuccess;
  if (!to || !from) return fail(cudaErrorInvalidValue);
  unsigned direction = (unsigned)kind;
  if (kind == cudaMemcpyDefault) {
    direction = is_device(from) ? (is_device(to) ? __CW_DEVICE_TO_DEVICE : __CW_DEVICE_TO_HOST)
                                : (is_device(to) ? __CW_HOST_TO_DEVICE : __CW_HOST_TO_HOST);
  }
  bool to_device = direction & 1, from_device = direction >> 1 & 1;
  if (!valid_side(to, span(to_pitch, width, height), to_device)) return fail(cudaErrorInvalidValue);
  if (!valid_side(from, span(from_pitch, width, height), from_device)) return fail(cudaErrorInvalidValue);
  if (__cw_in_kernel && children) {
    return children->copy(to, to_pitch, from, from_pitch, width, height, direction, stream) ? cudaSuccess : fail(cudaErrorMemoryAllocation);
  }
  if (recorder) {
    if (!async && recorder->forbidden(stream, false)) return fail(cudaErrorStreamCaptureImplicit);
    cudaMemcpy3DParms p = {0, {0, 0, 0}, {(void*)from, from_pitch, from_pitch, height}, 0, {0, 0, 0}, {to, to_pitch, to_pitch, height}, {width, height, 1}, kind};
    cudaError_t answer;
    if (recorder->copy(stream, &p, &answer)) return answer;
  }
  // A device that works on its own keeps the order itself, and a copy from it waits for all that was before.
  bool waits = !async && direction != __CW_DEVICE_TO_DEVICE;
  bool own_order = device_info()->asynchronous && direction != __CW_HOST_TO_HOST;
  if (waits && !own_order) {
    cudaError_t error = synchronize(all_streams);
    if (error != cudaSuccess) return error;
  }
  __cw_dev_copy(to, to_pitch, from, from_pitch, width, height, direction, id);
  return waits && direction == __CW_DEVICE_TO_HOST && own_order ? synchronize(all_streams) : cudaSuccess;
}

}  // namespace cw

namespace cw {

cudaError_t fill_rows(void* p, unsigned long pitch, int value, unsigned long width, unsigned long height,
                             cudaStream_t stream) {
  KernelCall call;
  CW_CHECK_FAULT();
  unsigned id;
  if (!stream_id(stream, &id)) return fail(cudaErrorInvalidResourceHandle);
  if (width == 0 || height == 0) return cudaSuccess;
  if (height > 1 && pitch < width) return fail(cudaErrorInvalidValue);
  if (!p || !valid_side(p, span(pitch, width, height), true)) return fail(cudaErrorInvalidValue);
  if (__cw_in_kernel && children) {
    return children->fill(p, pitch, (unsigned)value & 255, width, height, stream) ? cudaSuccess : fail(cudaErrorMemoryAllocation);
  }
  cudaError_t answer;
  if (recorder && recorder->fill(stream, p, pitch, (unsigned)value & 255, width, height, &answer)) return answer;
  __cw_dev_fill(p, pitch, (unsigned)value & 255, width, height, id);
  return cudaSuccess;
}

}  // namespace cw

// One end of a three-dimensional copy.
struct Side {
  char* start;
  unsigned long pitch, slice;
};

// Positions count texels in arrays, bytes elsewhere; the extent's width counts texels as soon as one end is an array.
static bool side_of(cudaArray_const_t array, const cudaPitchedPtr& p, const cudaPos& at, const cudaExtent& extent, Side* side,
                    unsigned* texel) {
  if (!array) {
    side->pitch = p.pitch;
    side->slice = p.pitch * p.ysize;
    side->start = (char*)p.ptr + at.z * side->slice + at.y * p.pitch + at.x;
    return true;
  }
  ArrayView a;
  if (p.ptr || !view_array(array, &a)) return false;
  unsigned long rows = a.extent.height ? a.extent.height : 1, slices = a.extent.depth ? a.extent.depth : 1;
  if (at.x + extent.width > a.extent.width || at.y + extent.height > rows || at.z + extent.depth > slices) return false;
  if (*texel != 1 && *texel != a.texel) return false;
  *texel = a.texel;
  side->pitch = a.pitch;
  side->slice = a.pitch * rows;
  side->start = a.data + at.z * side->slice + at.y * a.pitch + at.x * a.texel;
  return true;
}

namespace cw {

cudaError_t copy_3d(const cudaMemcpy3DParms* p, cudaStream_t stream, bool async) {
  if (!p) return fail(cudaErrorInvalidValue);
  cudaExtent e = p->extent;
  Side to, from;
  unsigned texel = 1;
  if (!side_of(p->dstArray, p->dstPtr, p->dstPos, e, &to, &texel)) return fail(cudaErrorInvalidValue);
  if (!side_of(p->srcArray, p->srcPtr, p->srcPos, e, &from, &texel)) return fail(cudaErrorInvalidValue);
  cudaError_t answer;
  if (recorder && async && recorder->copy(stream, p, &answer)) return answer;
  for (size_t z = 0; z < e.depth; z++) {
    cudaError_t error = copy_rows(to.start + z * to.slice, to.pitch, from.start + z * from.slice, from.pitch, e.width * texel,
                                  e.height, p->kind, stream, async);
    if (error != cudaSuccess) return error;
  }
  return fault();
}

}  // namespace cw

static cudaError_t fill_3d(cudaPitchedPtr p, int value, cudaExtent extent, cudaStream_t stream) {
  for (size_t z = 0; z < extent.depth; z++) {
    cudaError_t error = fill_rows((char*)p.ptr + z * p.ysize * p.pitch, p.pitch, value, extent.width, extent.height, stream);
    if (error != cudaSuccess) return error;
  }
  return fault();
}

extern "C" {
cudaError_t cudaMemcpy(void* to, const void* from, size_t count, cudaMemcpyKind kind) {
  return copy_rows(to, count, from, count, count, 1, kind, 0, false);
}
cudaError_t cudaMemcpyAsync(void* to, const void* from, size_t count, cudaMemcpyKind kind, cudaStream_t stream) {
  return copy_rows(to, count, from, count, count, 1, kind, stream, true);
}
cudaError_t cudaMemcpyPeer(void* to, int to_device, const void* from, int from_device, size_t count) {
  return cudaMemcpyPeerAsync(to, to_device, from, from_device, count, 0);
}
cudaError_t cudaMemcpyPeerAsync(void* to, int to_device, const void* from, int from_device, size_t count, cudaStream_t stream) {
  if (to_device != 0 || from_device != 0) return fail(cudaErrorInvalidDevice);
  return copy_rows(to, count, from, count, count, 1, cudaMemcpyDeviceToDevice, stream, true);
}
cudaError_t cudaMemcpy2D(void* to, size_t to_pitch, const void* from, size_t from_pitch, size_t width, size_t height,
                         cudaMemcpyKind kind) {
  return copy_rows(to, to_pitch, from, from_pitch, width, height, kind, 0, false);
}
cudaError_t cudaMemcpy2DAsync(void* to, size_t to_pitch, const void* from, size_t from_pitch, size_t width, size_t height,
                              cudaMemcpyKind kind, cudaStream_t stream) {
  return copy_rows(to, to_pitch, from, from_pitch, width, height, kind, stream, true);
}
cudaError_t cudaMemcpy3D(const cudaMemcpy3DParms* p) { return copy_3d(p, 0, false); }
cudaError_t cudaMemcpy3DAsync(const cudaMemcpy3DParms* p, cudaStream_t stream) { return copy_3d(p, stream, true); }

cudaError_t cudaMemcpy3DPeerAsync(const cudaMemcpy3DPeerParms* p, cudaStream_t stream) {
  if (!p) return fail(cudaErrorInvalidValue);
  if (p->srcDevice != 0 || p->dstDevice != 0) return fail(cudaErrorInvalidDevice);
  cudaMemcpy3DParms q;
  q.srcArray = p->srcArray;
  q.srcPos = p->srcPos;
  q.srcPtr = p->srcPtr;
  q.dstArray = p->dstArray;
  q.dstPos = p->dstPos;
  q.dstPtr = p->dstPtr;
  q.extent = p->extent;
  q.kind = cudaMemcpyDeviceToDevice;
  return copy_3d(&q, stream, true);
}
cudaError_t cudaMemcpy3DPeer(const cudaMemcpy3DPeerParms* p) { return cudaMemcpy3DPeerAsync(p, 0); }

cudaError_t cudaMemset(void* p, int value, size_t count) { return fill_rows(p, count, value, count, 1, 0); }
cudaError_t cudaMemsetAsync(void* p, int value, size_t count, cudaStream_t stream) {
  return fill_rows(p, count, value, count, 1, stream);
}
cudaError_t cudaMemset2D(void* p, size_t pitch, int value, size_t width, size_t height) {
  return fill_rows(p, pitch, value, width, height, 0);
}
cudaError_t cudaMemset2DAsync(void* p, size_t pitch, int value, size_t width, size_t height, cudaStream_t stream) {
  return fill_rows(p, pitch, value, width, height, stream);
}
cudaError_t cudaMemset3D(cudaPitchedPtr p, int value, cudaExtent extent) { return fill_3d(p, value, extent, 0); }
cudaError_t cudaMemset3DAsync(cudaPitchedPtr p, int value, cudaExtent extent, cudaStream_t stream) {
  return fill_3d(p, value, extent, stream);
}

// Symbols. size 0: unknown (the C functions get only an address).
cudaError_t __cw_copy_symbol(const void* symbol, size_t size, void* to, const void* from, size_t count, size_t offset,
                             cudaMemcpyKind kind, cudaStream_t stream, int async) {
  CW_CHECK_FAULT();
  if (!symbol) return fail(cudaErrorInvalidSymbol);
  if (size != 0 && (offset > size || count > size - offset)) return fail(cudaErrorInvalidValue);
  if (count == 0) return cudaSuccess;
  char* variable = (char*)__cw_dev_symbol(symbol);
  if (!variable) return fail(cudaErrorInvalidSymbol);
  register_symbol(variable, size);
  if (from) {
    if (kind != cudaMemcpyHostToDevice && kind != cudaMemcpyDeviceToDevice && kind != cudaMemcpyDefault) {
      return fail(cudaErrorInvalidMemcpyDirection);
    }
    return copy_rows(variable + offset, count, from, count, count, 1, kind, stream, async != 0);
  }
  if (kind != cudaMemcpyDeviceToHost && kind != cudaMemcpyDeviceToDevice && kind != cudaMemcpyDefault) {
    return fail(cudaErrorInvalidMemcpyDirection);
  }
  return copy_rows(to, count, variable + offset, count, count, 1, kind, stream, async != 0);
}

cudaError_t cudaMemcpyToSymbol(const void* symbol, const void* from, size_t count, size_t offset, cudaMemcpyKind kind) {
  if (!from) return fail(cudaErrorInvalidValue);
  return __cw_copy_symbol(symbol, 0, 0, from, count, offset, kind, 0, 0);
}
cudaError_t cudaMemcpyToSymbolAsync(const void* symbol, const void* from, size_t count, size_t offset, cudaMemcpyKind kind,
                                    cudaStream_t stream) {
  if (!from) return fail(cudaErrorInvalidValue);
  return __cw_copy_symbol(symbol, 0, 0, from, count, offset, kind, stream, 1);
}
cudaError_t cudaMemcpyFromSymbol(void* to, const void* symbol, size_t count, size_t offset, cudaMemcpyKind kind) {
  return __cw_copy_symbol(symbol, 0, to, 0, count, offset, kind, 0, 0);
}
cudaError_t cudaMemcpyFromSymbolAsync(void* to, const void* symbol, size_t count, size_t offset, cudaMemcpyKind kind,
                                      cudaStream_t stream) {
  return __cw_copy_symbol(symbol, 0, to, 0, count, offset, kind, stream, 1);
}

cudaError_t __cw_symbol_address(void** p, const void* symbol, size_t size) {
  CW_CHECK_FAULT();
  if (!p) return fail(cudaErrorInvalidValue);
  void* variable = symbol ? __cw_dev_symbol(symbol) : 0;
  if (!variable) return fail(cudaErrorInvalidSymbol);
  register_symbol(variable, size);
  *p = variable;
  return cudaSuccess;
}
cudaError_t cudaGetSymbolAddress(void** p, const void* symbol) { return __cw_symbol_address(p, symbol, 0); }

cudaError_t cudaGetSymbolSize(size_t* size, const void* symbol) {
  CW_CHECK_FAULT();
  if (!size) return fail(cudaErrorInvalidValue);
  Allocation* a = symbol ? find_allocation(__cw_dev_symbol(symbol)) : 0;
  if (!a || a->kind != symbol_memory || a->flags) return fail(cudaErrorInvalidSymbol);
  *size = a->bytes;
  return cudaSuccess;
}

// Between host code and device memory that it cannot touch; kernels never come here.
__CW_HD void __cw_copy_remotely(void* to, const void* from, size_t bytes) { cudaMemcpy(to, from, bytes, cudaMemcpyDefault); }
}
