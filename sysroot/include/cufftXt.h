/* cuFFT's extended interface: the plain one, and names that are refused at the call. */
#ifndef _CUFFTXT_H_
#define _CUFFTXT_H_
#include <cufft.h>
#ifdef __cplusplus
typedef struct cudaLibXtDesc_t cudaLibXtDesc;
typedef enum { CUFFT_COPY_HOST_TO_DEVICE, CUFFT_COPY_DEVICE_TO_HOST, CUFFT_COPY_DEVICE_TO_DEVICE } cufftXtCopyType;
typedef enum { CUFFT_XT_FORMAT_INPUT, CUFFT_XT_FORMAT_OUTPUT, CUFFT_XT_FORMAT_INPLACE, CUFFT_XT_FORMAT_INPLACE_SHUFFLED } cufftXtSubFormat;
/* The plans of all types that the plain interface has. */
inline cufftResult cufftXtMakePlanMany(cufftHandle plan, int rank, long long int* n, long long int* inembed, long long int istride, long long int idist, cudaDataType inputtype, long long int* onembed, long long int ostride,
                                       long long int odist, cudaDataType outputtype, long long int batch, size_t* workSize, cudaDataType executiontype) {
  cudaDataType in = inputtype, out = outputtype;
  if (executiontype != CUDA_C_32F && executiontype != CUDA_C_64F) return CUFFT_NOT_SUPPORTED;
  bool wide = executiontype == CUDA_C_64F;
  cudaDataType real = wide ? CUDA_R_64F : CUDA_R_32F;
  if (in != executiontype && in != real) return CUFFT_INVALID_TYPE;
  if (out != executiontype && (out != real || in == real)) return CUFFT_INVALID_TYPE;
  cufftType type = in == real ? (wide ? CUFFT_D2Z : CUFFT_R2C) : out == real ? (wide ? CUFFT_Z2D : CUFFT_C2R) : wide ? CUFFT_Z2Z : CUFFT_C2C;
  return cufftMakePlanMany64(plan, rank, n, inembed, istride, idist, onembed, ostride, odist, type, batch, workSize);
}
/* Executes a plan of any type. */
inline cufftResult cufftXtExec(cufftHandle plan, void* input, void* output, int direction) {
  __cw_fft::plan* p = __cw_fft::find(plan);
  if (!p || !p->made) return CUFFT_INVALID_PLAN;
  switch (p->type) {
    case CUFFT_R2C: return cufftExecR2C(plan, (cufftReal*)input, (cufftComplex*)output);
    case CUFFT_C2R: return cufftExecC2R(plan, (cufftComplex*)input, (cufftReal*)output);
    case CUFFT_C2C: return cufftExecC2C(plan, (cufftComplex*)input, (cufftComplex*)output, direction);
    case CUFFT_D2Z: return cufftExecD2Z(plan, (cufftDoubleReal*)input, (cufftDoubleComplex*)output);
    case CUFFT_Z2D: return cufftExecZ2D(plan, (cufftDoubleComplex*)input, (cufftDoubleReal*)output);
    case CUFFT_Z2Z: return cufftExecZ2Z(plan, (cufftDoubleComplex*)input, (cufftDoubleComplex*)output, direction);
  }
  return CUFFT_INVALID_TYPE;
}
#define __CW_CUFFT(f) \
  template <class... T> cufftResult f(T&&...) __attribute__((unavailable("cuda-wasm has cuFFT on one device, without callbacks")));
__CW_CUFFT(cufftXtSetGPUs) __CW_CUFFT(cufftXtMalloc) __CW_CUFFT(cufftXtMemcpy) __CW_CUFFT(cufftXtFree) __CW_CUFFT(cufftXtSetCallback) __CW_CUFFT(cufftXtSetJITCallback)
__CW_CUFFT(cufftXtExecDescriptor) __CW_CUFFT(cufftXtExecDescriptorC2C) __CW_CUFFT(cufftXtExecDescriptorR2C) __CW_CUFFT(cufftXtExecDescriptorC2R) __CW_CUFFT(cufftXtExecDescriptorZ2Z)
#undef __CW_CUFFT
#endif
#endif
