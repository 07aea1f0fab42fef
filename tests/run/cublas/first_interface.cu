// run: nvcc="-lcublas" tolerance=0
// cuBLAS's first interface: without handles, scalars by value, results returned.
#include <cstdio>
#include <cublas.h>

static void print(const char *what, const float *device, int n) {
    float host[16];
    cublasGetVector(n, sizeof(float), device, 1, host, 1);
    printf("%s:", what);
    for (int i = 0; i < n; i++) printf(" %g", host[i]);
    printf("\n");
}

int main() {
    cublasStatus status = cublasInit();
    if (status != CUBLAS_STATUS_SUCCESS) return 1;
    const float x[] = {1, -2, 3, 4}, y[] = {5, 6, -7, 8}, a[] = {1, 2, 3, 4, 5, 6}, b[] = {1, 0, 2, 1, 1, 1}, t[] = {2, 1, 0, 4};
    float *dx, *dy, *da, *db, *dc, *dt;
    cublasAlloc(4, sizeof(float), (void **)&dx);
    cublasAlloc(4, sizeof(float), (void **)&dy);
    cublasAlloc(6, sizeof(float), (void **)&da);
    cublasAlloc(6, sizeof(float), (void **)&db);
    cublasAlloc(4, sizeof(float), (void **)&dc);
    cublasAlloc(4, sizeof(float), (void **)&dt);
    cublasSetVector(4, sizeof(float), x, 1, dx, 1);
    cublasSetVector(4, sizeof(float), y, 1, dy, 1);
    cublasSetMatrix(2, 3, sizeof(float), a, 2, da, 2);
    cublasSetMatrix(3, 2, sizeof(float), b, 3, db, 3);
    cublasSetMatrix(2, 2, sizeof(float), t, 2, dt, 2);
    printf("%g %g %g %d %d\n", cublasSdot(4, dx, 1, dy, 1), cublasSasum(4, dx, 1), cublasSnrm2(1, dy + 2, 1), cublasIsamax(4, dx, 1), cublasIsamin(4, dx, 1));
    cublasSaxpy(4, 2.0f, dx, 1, dy, 1);
    print("axpy", dy, 4);
    cublasSscal(4, 0.5f, dy, 1);
    cublasSswap(4, dx, 1, dy, 1);
    print("swap", dx, 4);
    cublasSgemm('n', 'N', 2, 2, 3, 1.0f, da, 2, db, 3, 0.0f, dc, 2);
    print("gemm", dc, 4);
    printf("status %d\n", cublasGetError());
    cublasSgemv('T', 2, 2, 2.0f, dt, 2, dx, 1, 0.0f, dy, 1);
    print("gemv", dy, 2);
    cublasStrsm('L', 'L', 'N', 'N', 2, 1, 1.0f, dt, 2, dy, 2);
    print("trsm", dy, 2);
    cublasSsyr('U', 2, 1.0f, dx, 1, dt, 2);
    print("syr", dt, 4);
    for (float *p : {dx, dy, da, db, dc, dt}) cublasFree(p);
    return cublasShutdown();
}
