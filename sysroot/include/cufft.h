/* cuFFT on one device: plans for one to three dimensions, batches and layouts, over kernels of our own (__cuda_wasm/fft.h). */
#ifndef _CUFFT_H_
#define _CUFFT_H_
#include <cuComplex.h>
#include <cuda_runtime_api.h>
#include <library_types.h>

#define CUFFT_VER_MAJOR 12
#define CUFFT_VER_MINOR 0
#define CUFFT_VER_PATCH 0
#define CUFFT_VER_BUILD 0
#define CUFFT_VERSION 12000
#define MAX_CUFFT_ERROR 0x11
#define CUFFT_FORWARD -1
#define CUFFT_INVERSE 1

typedef enum cufftResult_t {
  CUFFT_SUCCESS = 0, CUFFT_INVALID_PLAN = 1, CUFFT_ALLOC_FAILED = 2, CUFFT_INVALID_TYPE = 3, CUFFT_INVALID_VALUE = 4, CUFFT_INTERNAL_ERROR = 5,
  CUFFT_EXEC_FAILED = 6, CUFFT_SETUP_FAILED = 7, CUFFT_INVALID_SIZE = 8, CUFFT_UNALIGNED_DATA = 9, CUFFT_INCOMPLETE_PARAMETER_LIST = 10,
  CUFFT_INVALID_DEVICE = 11, CUFFT_PARSE_ERROR = 12, CUFFT_NO_WORKSPACE = 13, CUFFT_NOT_IMPLEMENTED = 14, CUFFT_LICENSE_ERROR = 15,
  CUFFT_NOT_SUPPORTED = 16, CUFFT_MISSING_DEPENDENCY = 17, CUFFT_NVRTC_FAILURE = 18, CUFFT_NVJITLINK_FAILURE = 19, CUFFT_NVSHMEM_FAILURE = 20
} cufftResult;
typedef enum cufftType_t { CUFFT_R2C = 0x2a, CUFFT_C2R = 0x2c, CUFFT_C2C = 0x29, CUFFT_D2Z = 0x6a, CUFFT_Z2D = 0x6c, CUFFT_Z2Z = 0x69 } cufftType;
typedef enum cufftCompatibility_t { CUFFT_COMPATIBILITY_FFTW_PADDING = 1 } cufftCompatibility;
#define CUFFT_COMPATIBILITY_DEFAULT CUFFT_COMPATIBILITY_FFTW_PADDING

typedef float cufftReal;
typedef double cufftDoubleReal;
typedef cuComplex cufftComplex;
typedef cuDoubleComplex cufftDoubleComplex;
typedef int cufftHandle;

#ifdef __cplusplus
#include <__cuda_wasm/fft.h>

namespace __cw_fft {

struct plan {
  bool made = false, allocates = true, owns_work = false;
  cufftType type = CUFFT_C2C;
  cudaStream_t stream = 0;
  void* work = nullptr;
  size_t bytes = 0;
  layout in, out;
  /* Basic layouts: real rows are as long as complex ones where a transform is in place. */
  bool basic = true;
  shape arrays;
};
/* Handles are places in this table. */
inline std::vector<plan*> plans;
inline plan* find(cufftHandle handle) { return handle >= 0 && (size_t)handle < plans.size() ? plans[handle] : nullptr; }

/* Frees what a plan has made for its transforms. */
inline void clear(plan* p) {
  p->arrays.release();
  if (p->owns_work) cudaFree(p->work);
  p->made = p->owns_work = false;
}

template <class I, class S> cufftResult make(cufftHandle handle, int rank, const I* n, const I* inembed, I istride, I idist, const I* onembed, I ostride, I odist, cufftType type, I batch, S* bytes) {
  plan* p = find(handle);
  if (!p || p->made) return CUFFT_INVALID_PLAN;
  if (type != CUFFT_R2C && type != CUFFT_C2R && type != CUFFT_C2C && type != CUFFT_D2Z && type != CUFFT_Z2D && type != CUFFT_Z2Z) return CUFFT_INVALID_TYPE;
  if (rank < 1 || rank > 3 || !n) return CUFFT_INVALID_VALUE;
  layout full = {{1, 1, 1}, {1, 1, 1}, 1, 0};
  unsigned long long elements = 1;
  for (int i = 0; i < rank; i++) {
    if (n[i] < 1) return CUFFT_INVALID_SIZE;
    full.n[3 - rank + i] = (unsigned)n[i];
    // Threads are numbered with 32 bits, and lengths are padded to at most four times as many.
    if ((elements *= (unsigned long long)n[i]) > 0x20000000) return CUFFT_INVALID_SIZE;
  }
  if (batch < 1 || elements * (unsigned long long)batch > 0x20000000) return CUFFT_INVALID_SIZE;
  bool real_in = type == CUFFT_R2C || type == CUFFT_D2Z, real_out = type == CUFFT_C2R || type == CUFFT_Z2D;
  layout half = full;
  half.n[2] = full.n[2] / 2 + 1;
  p->type = type;
  p->in = real_out ? half : full;
  p->out = real_in ? half : full;
  p->basic = !inembed || !onembed;
  auto place = [&] (layout& l, const I* embed, I stride, I distance) {
    for (int i = 0; i < 3; i++) l.embed[i] = p->basic ? l.n[i] : i >= 3 - rank ? (unsigned)embed[rank - 3 + i] : 1;
    l.stride = p->basic ? 1 : (unsigned)stride;
    l.distance = p->basic ? l.n[0] * l.n[1] * l.n[2] : (unsigned)distance;
  };
  place(p->in, inembed, istride, idist);
  place(p->out, onembed, ostride, odist);
  p->made = true;
  bool wide = (type & 0x40) != 0, fits = p->arrays.prepare(full.n, (unsigned)batch, wide);
  p->bytes = p->arrays.work() * (wide ? sizeof(cx<double>) : sizeof(cx<float>));
  if (fits && p->allocates) fits = p->owns_work = cudaMalloc(&p->work, p->bytes) == cudaSuccess;
  if (!fits) {
    cudaGetLastError();
    clear(p);
    return CUFFT_ALLOC_FAILED;
  }
  if (bytes) *bytes = p->bytes;
  return CUFFT_SUCCESS;
}

/* In place real data have room for the complex numbers: rows of the real side are padded. */
inline layout padded(const plan* p, layout l, bool in_place) {
  if (p->basic && in_place) {
    l.embed[2] = (l.n[2] / 2 + 1) * 2;
    l.distance = l.n[0] * l.n[1] * l.embed[2];
  }
  return l;
}
inline cufftResult ready(plan* p, cufftType type, const void* in, const void* out) {
  if (!p || !p->made) return CUFFT_INVALID_PLAN;
  if (p->type != type) return CUFFT_INVALID_TYPE;
  if (!in || !out) return CUFFT_INVALID_VALUE;
  return p->work ? CUFFT_SUCCESS : CUFFT_NO_WORKSPACE;
}
inline cufftResult launched() { return cudaGetLastError() == cudaSuccess ? CUFFT_SUCCESS : CUFFT_EXEC_FAILED; }
template <class R, class V> cufftResult run_complex(cufftHandle handle, cufftType type, V* in, V* out, int direction) {
  plan* p = find(handle);
  cufftResult result = ready(p, type, in, out);
  if (result != CUFFT_SUCCESS) return result;
  if (direction != CUFFT_FORWARD && direction != CUFFT_INVERSE) return CUFFT_INVALID_VALUE;
  transform<R>(p->arrays, p->stream, p->work).complex_to_complex((cx<R>*)in, p->in, (cx<R>*)out, p->out, (R)direction);
  return launched();
}
template <class R, class V> cufftResult run_forward(cufftHandle handle, cufftType type, R* in, V* out) {
  plan* p = find(handle);
  cufftResult result = ready(p, type, in, out);
  if (result != CUFFT_SUCCESS) return result;
  transform<R>(p->arrays, p->stream, p->work).real_to_complex(in, padded(p, p->in, (void*)in == (void*)out), (cx<R>*)out, p->out);
  return launched();
}
template <class R, class V> cufftResult run_backward(cufftHandle handle, cufftType type, V* in, R* out) {
  plan* p = find(handle);
  cufftResult result = ready(p, type, in, out);
  if (result != CUFFT_SUCCESS) return result;
  transform<R>(p->arrays, p->stream, p->work).complex_to_real((const cx<R>*)in, p->in, out, padded(p, p->out, (void*)in == (void*)out));
  return launched();
}

}  // namespace __cw_fft

inline cufftResult cufftCreate(cufftHandle* handle) {
  if (!handle) return CUFFT_INVALID_VALUE;
  auto& plans = __cw_fft::plans;
  size_t i = 0;
  while (i < plans.size() && plans[i]) i++;
  if (i == plans.size()) plans.push_back(nullptr);
  plans[i] = new __cw_fft::plan();
  *handle = (cufftHandle)i;
  return CUFFT_SUCCESS;
}
inline cufftResult cufftDestroy(cufftHandle handle) {
  __cw_fft::plan* p = __cw_fft::find(handle);
  if (!p) return CUFFT_INVALID_PLAN;
  __cw_fft::clear(p);
  delete p;
  __cw_fft::plans[handle] = nullptr;
  return CUFFT_SUCCESS;
}
inline cufftResult cufftMakePlanMany(cufftHandle plan, int rank, int* n, int* inembed, int istride, int idist, int* onembed, int ostride, int odist, cufftType type, int batch, size_t* workSize) {
  return __cw_fft::make(plan, rank, n, inembed, istride, idist, onembed, ostride, odist, type, batch, workSize);
}
inline cufftResult cufftMakePlanMany64(cufftHandle plan, int rank, long long int* n, long long int* inembed, long long int istride, long long int idist, long long int* onembed, long long int ostride,
                                       long long int odist, cufftType type, long long int batch, size_t* workSize) {
  return __cw_fft::make(plan, rank, n, inembed, istride, idist, onembed, ostride, odist, type, batch, workSize);
}
inline cufftResult cufftMakePlan1d(cufftHandle plan, int nx, cufftType type, int batch, size_t* workSize) {
  return cufftMakePlanMany(plan, 1, &nx, nullptr, 1, 0, nullptr, 1, 0, type, batch, workSize);
}
inline cufftResult cufftMakePlan2d(cufftHandle plan, int nx, int ny, cufftType type, size_t* workSize) {
  int n[] = {nx, ny};
  return cufftMakePlanMany(plan, 2, n, nullptr, 1, 0, nullptr, 1, 0, type, 1, workSize);
}
inline cufftResult cufftMakePlan3d(cufftHandle plan, int nx, int ny, int nz, cufftType type, size_t* workSize) {
  int n[] = {nx, ny, nz};
  return cufftMakePlanMany(plan, 3, n, nullptr, 1, 0, nullptr, 1, 0, type, 1, workSize);
}
inline cufftResult cufftPlanMany(cufftHandle* plan, int rank, int* n, int* inembed, int istride, int idist, int* onembed, int ostride, int odist, cufftType type, int batch) {
  cufftHandle handle;
  if (!plan) return CUFFT_INVALID_VALUE;
  cufftCreate(&handle);
  cufftResult result = cufftMakePlanMany(handle, rank, n, inembed, istride, idist, onembed, ostride, odist, type, batch, nullptr);
  if (result != CUFFT_SUCCESS) cufftDestroy(handle);
  else *plan = handle;
  return result;
}
inline cufftResult cufftPlan1d(cufftHandle* plan, int nx, cufftType type, int batch) { return cufftPlanMany(plan, 1, &nx, nullptr, 1, 0, nullptr, 1, 0, type, batch); }
inline cufftResult cufftPlan2d(cufftHandle* plan, int nx, int ny, cufftType type) {
  int n[] = {nx, ny};
  return cufftPlanMany(plan, 2, n, nullptr, 1, 0, nullptr, 1, 0, type, 1);
}
inline cufftResult cufftPlan3d(cufftHandle* plan, int nx, int ny, int nz, cufftType type) {
  int n[] = {nx, ny, nz};
  return cufftPlanMany(plan, 3, n, nullptr, 1, 0, nullptr, 1, 0, type, 1);
}

/* How much memory a plan takes: asked of one that is made and thrown away, or of the plan itself. */
inline cufftResult cufftEstimateMany(int rank, int* n, int* inembed, int istride, int idist, int* onembed, int ostride, int odist, cufftType type, int batch, size_t* workSize) {
  cufftHandle handle;
  cufftCreate(&handle);
  __cw_fft::find(handle)->allocates = false;
  cufftResult result = cufftMakePlanMany(handle, rank, n, inembed, istride, idist, onembed, ostride, odist, type, batch, workSize);
  cufftDestroy(handle);
  return result;
}
inline cufftResult cufftEstimate1d(int nx, cufftType type, int batch, size_t* workSize) { return cufftEstimateMany(1, &nx, nullptr, 1, 0, nullptr, 1, 0, type, batch, workSize); }
inline cufftResult cufftEstimate2d(int nx, int ny, cufftType type, size_t* workSize) {
  int n[] = {nx, ny};
  return cufftEstimateMany(2, n, nullptr, 1, 0, nullptr, 1, 0, type, 1, workSize);
}
inline cufftResult cufftEstimate3d(int nx, int ny, int nz, cufftType type, size_t* workSize) {
  int n[] = {nx, ny, nz};
  return cufftEstimateMany(3, n, nullptr, 1, 0, nullptr, 1, 0, type, 1, workSize);
}
inline cufftResult cufftGetSize(cufftHandle handle, size_t* workSize) {
  __cw_fft::plan* p = __cw_fft::find(handle);
  if (!p || !p->made) return CUFFT_INVALID_PLAN;
  if (!workSize) return CUFFT_INVALID_VALUE;
  *workSize = p->bytes;
  return CUFFT_SUCCESS;
}
inline cufftResult cufftGetSizeMany(cufftHandle, int rank, int* n, int* inembed, int istride, int idist, int* onembed, int ostride, int odist, cufftType type, int batch, size_t* workSize) {
  return cufftEstimateMany(rank, n, inembed, istride, idist, onembed, ostride, odist, type, batch, workSize);
}
inline cufftResult cufftGetSize1d(cufftHandle, int nx, cufftType type, int batch, size_t* workSize) { return cufftEstimate1d(nx, type, batch, workSize); }
inline cufftResult cufftGetSize2d(cufftHandle, int nx, int ny, cufftType type, size_t* workSize) { return cufftEstimate2d(nx, ny, type, workSize); }
inline cufftResult cufftGetSize3d(cufftHandle, int nx, int ny, int nz, cufftType type, size_t* workSize) { return cufftEstimate3d(nx, ny, nz, type, workSize); }

inline cufftResult cufftSetWorkArea(cufftHandle handle, void* workArea) {
  __cw_fft::plan* p = __cw_fft::find(handle);
  if (!p) return CUFFT_INVALID_PLAN;
  if (p->owns_work) cudaFree(p->work);
  p->owns_work = false;
  p->work = workArea;
  return CUFFT_SUCCESS;
}
inline cufftResult cufftSetAutoAllocation(cufftHandle handle, int autoAllocate) {
  __cw_fft::plan* p = __cw_fft::find(handle);
  if (!p) return CUFFT_INVALID_PLAN;
  p->allocates = autoAllocate != 0;
  return CUFFT_SUCCESS;
}
inline cufftResult cufftSetStream(cufftHandle handle, cudaStream_t stream) {
  __cw_fft::plan* p = __cw_fft::find(handle);
  if (!p) return CUFFT_INVALID_PLAN;
  p->stream = stream;
  return CUFFT_SUCCESS;
}
inline cufftResult cufftGetVersion(int* version) {
  if (!version) return CUFFT_INVALID_VALUE;
  *version = CUFFT_VERSION;
  return CUFFT_SUCCESS;
}
inline cufftResult cufftGetProperty(libraryPropertyType type, int* value) {
  if (!value) return CUFFT_INVALID_VALUE;
  *value = type == MAJOR_VERSION ? CUFFT_VER_MAJOR : type == MINOR_VERSION ? CUFFT_VER_MINOR : CUFFT_VER_PATCH;
  return CUFFT_SUCCESS;
}

inline cufftResult cufftExecC2C(cufftHandle plan, cufftComplex* idata, cufftComplex* odata, int direction) { return __cw_fft::run_complex<float>(plan, CUFFT_C2C, idata, odata, direction); }
inline cufftResult cufftExecZ2Z(cufftHandle plan, cufftDoubleComplex* idata, cufftDoubleComplex* odata, int direction) {
  return __cw_fft::run_complex<double>(plan, CUFFT_Z2Z, idata, odata, direction);
}
inline cufftResult cufftExecR2C(cufftHandle plan, cufftReal* idata, cufftComplex* odata) { return __cw_fft::run_forward(plan, CUFFT_R2C, idata, odata); }
inline cufftResult cufftExecD2Z(cufftHandle plan, cufftDoubleReal* idata, cufftDoubleComplex* odata) { return __cw_fft::run_forward(plan, CUFFT_D2Z, idata, odata); }
inline cufftResult cufftExecC2R(cufftHandle plan, cufftComplex* idata, cufftReal* odata) { return __cw_fft::run_backward(plan, CUFFT_C2R, idata, odata); }
inline cufftResult cufftExecZ2D(cufftHandle plan, cufftDoubleComplex* idata, cufftDoubleReal* odata) { return __cw_fft::run_backward(plan, CUFFT_Z2D, idata, odata); }
#endif
#endif
