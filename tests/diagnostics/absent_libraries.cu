// Libraries that are not part of cuda-wasm: functions of cuBLAS that are missing, and all that compute of cuBLASLt.
#include <cublas_v2.h>
#include <cublasLt.h>

int main() {
  cublasHandle_t handle;
  cublasLtHandle_t light;
  if (cublasCreate(&handle) != CUBLAS_STATUS_SUCCESS || cublasLtCreate(&light) != CUBLAS_STATUS_SUCCESS) return 1;
  float a[4], b[4], c[4], one = 1;
  cublasSgbmv(handle, CUBLAS_OP_N, 2, 2, 1, 1, &one, a, 2, b, 1, &one, c, 1);
//^ error CW4088: 'cublasSgbmv' is unavailable: cuda-wasm does not have this function of cuBLAS: write the operation as a kernel
  cublasLtMatmul(light, nullptr, &one, a, nullptr, b, nullptr, &one, c, nullptr, c, nullptr, nullptr, nullptr, 0, 0);
//^ error CW4088: 'cublasLtMatmul' is unavailable: cuBLASLt is not part of cuda-wasm: write the operation as a kernel
  cublasDestroy(handle);
}
