// Functions that are missing of libraries that cuda-wasm has: of cuBLAS and of cuSOLVER.
#include <cublas_v2.h>
#include <cusolverDn.h>

int main() {
  cublasHandle_t handle;
  cusolverDnHandle_t solver;
  if (cublasCreate(&handle) != CUBLAS_STATUS_SUCCESS || cusolverDnCreate(&solver) != CUSOLVER_STATUS_SUCCESS) return 1;
  float a[4], b[4], c[4], one = 1;
  int info;
  cublasSgbmv(handle, CUBLAS_OP_N, 2, 2, 1, 1, &one, a, 2, b, 1, &one, c, 1);
//^ error CW4088: 'cublasSgbmv' is unavailable: cuda-wasm does not have this function of cuBLAS: write the operation as a kernel
  cusolverDnSsytrf(solver, CUBLAS_FILL_MODE_LOWER, 2, a, 2, &info, b, 4, &info);
//^ error CW4088: 'cusolverDnSsytrf' is unavailable: cuda-wasm does not have this function of cuSOLVER: solve the problem in the program itself
  cusolverDnDestroy(solver);
  cublasDestroy(handle);
}
