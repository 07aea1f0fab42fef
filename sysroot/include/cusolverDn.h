/* cuSOLVER for dense matrices: handles here, algorithms in __cuda_wasm/cusolver_compute.h, functions by name in cusolver_api.h. Those that are missing are refused at the call. */
#ifndef CUSOLVERDN_H_
#define CUSOLVERDN_H_
#include <cusolver_common.h>

struct cusolverDnContext {
  cudaStream_t stream;
  cusolverDeterministicMode_t mode;
};
typedef struct cusolverDnContext* cusolverDnHandle_t;
typedef struct cusolverDnParams* cusolverDnParams_t;
typedef struct syevjInfo* syevjInfo_t;
typedef struct gesvdjInfo* gesvdjInfo_t;
typedef enum { CUSOLVERDN_GETRF = 0, CUSOLVERDN_POTRF = 1 } cusolverDnFunction_t;

#ifdef __cplusplus
/* How often the Jacobi methods may sweep, and what they reached. */
struct __cw_jacobi {
  double tolerance = 0;
  int max_sweeps = 100, sweeps = 0;
  double residual = 0;
};
struct cusolverDnParams { cusolverAlgMode_t mode[2] = {}; };
struct syevjInfo : __cw_jacobi {};
struct gesvdjInfo : __cw_jacobi {};

inline cusolverStatus_t cusolverDnCreate(cusolverDnHandle_t* handle) {
  if (!handle) return CUSOLVER_STATUS_INVALID_VALUE;
  *handle = new cusolverDnContext{nullptr, CUSOLVER_DETERMINISTIC_RESULTS};
  return CUSOLVER_STATUS_SUCCESS;
}
inline cusolverStatus_t cusolverDnDestroy(cusolverDnHandle_t handle) {
  if (!handle) return CUSOLVER_STATUS_NOT_INITIALIZED;
  delete handle;
  return CUSOLVER_STATUS_SUCCESS;
}
inline cusolverStatus_t cusolverDnSetStream(cusolverDnHandle_t handle, cudaStream_t stream) {
  if (!handle) return CUSOLVER_STATUS_NOT_INITIALIZED;
  handle->stream = stream;
  return CUSOLVER_STATUS_SUCCESS;
}
inline cusolverStatus_t cusolverDnGetStream(cusolverDnHandle_t handle, cudaStream_t* stream) {
  if (!handle) return CUSOLVER_STATUS_NOT_INITIALIZED;
  *stream = handle->stream;
  return CUSOLVER_STATUS_SUCCESS;
}
inline cusolverStatus_t cusolverDnSetDeterministicMode(cusolverDnHandle_t handle, cusolverDeterministicMode_t mode) {
  if (!handle) return CUSOLVER_STATUS_NOT_INITIALIZED;
  handle->mode = mode;
  return CUSOLVER_STATUS_SUCCESS;
}
inline cusolverStatus_t cusolverDnGetDeterministicMode(cusolverDnHandle_t handle, cusolverDeterministicMode_t* mode) {
  if (!handle) return CUSOLVER_STATUS_NOT_INITIALIZED;
  *mode = handle->mode;
  return CUSOLVER_STATUS_SUCCESS;
}
inline cusolverStatus_t cusolverGetVersion(int* version) {
  if (!version) return CUSOLVER_STATUS_INVALID_VALUE;
  *version = CUSOLVER_VERSION;
  return CUSOLVER_STATUS_SUCCESS;
}
inline cusolverStatus_t cusolverGetProperty(libraryPropertyType type, int* value) {
  if (!value) return CUSOLVER_STATUS_INVALID_VALUE;
  *value = type == MAJOR_VERSION ? CUSOLVER_VER_MAJOR : type == MINOR_VERSION ? CUSOLVER_VER_MINOR : CUSOLVER_VER_PATCH;
  return CUSOLVER_STATUS_SUCCESS;
}
inline cusolverStatus_t cusolverDnCreateParams(cusolverDnParams_t* params) {
  *params = new cusolverDnParams();
  return CUSOLVER_STATUS_SUCCESS;
}
inline cusolverStatus_t cusolverDnDestroyParams(cusolverDnParams_t params) {
  delete params;
  return CUSOLVER_STATUS_SUCCESS;
}
inline cusolverStatus_t cusolverDnSetAdvOptions(cusolverDnParams_t params, cusolverDnFunction_t function, cusolverAlgMode_t mode) {
  if (!params) return CUSOLVER_STATUS_NOT_INITIALIZED;
  params->mode[function] = mode;
  return CUSOLVER_STATUS_SUCCESS;
}
#define __CW_JACOBI_INFO(Name, name)                                                                                                              \
  inline cusolverStatus_t cusolverDnCreate##Name##Info(name##Info_t* info) { *info = new name##Info(); return CUSOLVER_STATUS_SUCCESS; }          \
  inline cusolverStatus_t cusolverDnDestroy##Name##Info(name##Info_t info) { delete info; return CUSOLVER_STATUS_SUCCESS; }                       \
  inline cusolverStatus_t cusolverDnX##name##SetTolerance(name##Info_t info, double value) { info->tolerance = value; return CUSOLVER_STATUS_SUCCESS; } \
  inline cusolverStatus_t cusolverDnX##name##SetMaxSweeps(name##Info_t info, int value) { info->max_sweeps = value; return CUSOLVER_STATUS_SUCCESS; } \
  inline cusolverStatus_t cusolverDnX##name##SetSortEig(name##Info_t, int) { return CUSOLVER_STATUS_SUCCESS; }                                        \
  inline cusolverStatus_t cusolverDnX##name##GetResidual(cusolverDnHandle_t, name##Info_t info, double* value) { *value = info->residual; return CUSOLVER_STATUS_SUCCESS; } \
  inline cusolverStatus_t cusolverDnX##name##GetSweeps(cusolverDnHandle_t, name##Info_t info, int* value) { *value = info->sweeps; return CUSOLVER_STATUS_SUCCESS; }
__CW_JACOBI_INFO(Syevj, syevj)
__CW_JACOBI_INFO(Gesvdj, gesvdj)
#undef __CW_JACOBI_INFO

#include <__cuda_wasm/cusolver_api.h>
#endif
#endif
