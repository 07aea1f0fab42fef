// run: tolerance=1e-5 nvcc="-lcublas"
// cuBLAS: handles, vectors and matrices from and to the device, level 1, products in all layouts, batches.
#include <cublas_v2.h>
#include <cstdio>
#include <vector>

template <class T> T *upload(const std::vector<T> &v)
{
    T *p;
    cudaMalloc(&p, v.size() * sizeof(T));
    cublasSetVector((int)v.size(), sizeof(T), v.data(), 1, p, 1);
    return p;
}

template <class T> void show(const char *name, const T *p, int rows, int columns)
{
    std::vector<T> v(rows * columns);
    cublasGetMatrix(rows, columns, sizeof(T), p, rows, v.data(), rows);
    std::printf("%s:", name);
    for (T x : v) std::printf(" %g", (double)x);
    std::printf("\n");
}

int main()
{
    cublasHandle_t handle;
    if (cublasCreate(&handle) != CUBLAS_STATUS_SUCCESS) return 1;
    int n = 1000;
    std::vector<float> x(n), y(n);
    for (int i = 0; i < n; i++) x[i] = (float)(i % 17 - 8), y[i] = (float)(i % 5);
    x[612] = -20;
    float *dx = upload(x), *dy = upload(y), alpha = 0.5f, result;
    cublasSaxpy(handle, n, &alpha, dx, 1, dy, 1);
    cublasSdot(handle, n, dx, 1, dy, 1, &result);
    std::printf("dot %g", result);
    cublasSnrm2(handle, n, dx, 1, &result);
    std::printf(" nrm2 %g", result);
    cublasSasum(handle, n / 2, dx, 2, &result);
    int most, least;
    cublasIsamax(handle, n, dx, 1, &most);
    cublasIsamin(handle, n, dx, 1, &least);
    std::printf(" asum %g amax %d amin %d\n", result, most, least);
    cublasSscal(handle, 10, &alpha, dy, 3);
    cublasSswap(handle, 5, dx, 1, dy, 1);
    cublasScopy(handle, 3, dx, 1, dy + 20, 2);
    show("y", dy, 26, 1);
    float c = 0.6f, s = 0.8f;
    cublasSrot(handle, 6, dx, 1, dy, 1, &c, &s);
    show("rot", dx, 6, 1);

    int m = 3, k = 4, p = 2;
    std::vector<double> a(12), b(8), out(6, 1.0);
    for (int i = 0; i < 12; i++) a[i] = i + 1;
    for (int i = 0; i < 8; i++) b[i] = (i * 5) % 7 - 2;
    double *da = upload(a), *db = upload(b), *dc = upload(out), one = 1, two = 2, zero = 0;
    cublasDgemm(handle, CUBLAS_OP_N, CUBLAS_OP_N, m, p, k, &one, da, m, db, k, &two, dc, m);
    show("nn", dc, m, p);
    cublasDgemm(handle, CUBLAS_OP_T, CUBLAS_OP_N, m, p, k, &one, da, k, db, k, &zero, dc, m);
    show("tn", dc, m, p);
    cublasDgemm(handle, CUBLAS_OP_N, CUBLAS_OP_T, m, p, k, &two, da, m, db, p, &zero, dc, m);
    show("nt", dc, m, p);
    cublasDgemm(handle, CUBLAS_OP_T, CUBLAS_OP_T, m, p, k, &one, da, k, db, p, &one, dc, m);
    show("tt", dc, m, p);
    cublasDgemv(handle, CUBLAS_OP_N, m, k, &one, da, m, db, 2, &zero, dc, 1);
    show("gemv", dc, m, 1);
    cublasDgemv(handle, CUBLAS_OP_T, m, k, &one, da, m, db, 1, &one, dc, 1);
    show("gemv t", dc, k, 1);
    cublasDger(handle, m, k, &one, db, 1, db + 3, 1, da, m);
    show("ger", da, m, k);

    // A larger product, checked against sums in double precision.
    int size = 70;
    std::vector<float> p1(size * size), p2(size * size);
    for (int i = 0; i < size * size; i++) p1[i] = (float)(i * 37 % 101 - 50) / 8, p2[i] = (float)(i * 53 % 89 - 44) / 8;
    float *d1 = upload(p1), *d2 = upload(p2), *d3, fone = 1, fzero = 0;
    cudaMalloc(&d3, 2 * size * size * sizeof(float));
    cublasSgemm(handle, CUBLAS_OP_N, CUBLAS_OP_N, size, size, size, &fone, d1, size, d2, size, &fzero, d3, size);
    std::vector<float> p3(size * size);
    cublasGetVector(size * size, sizeof(float), d3, 1, p3.data(), 1);
    int wrong = 0;
    for (int i = 0; i < size; i++)
        for (int j = 0; j < size; j++) {
            double sum = 0;
            for (int l = 0; l < size; l++) sum += (double)p1[i + l * size] * p2[l + j * size];
            double difference = sum - p3[i + j * size];
            if (difference > 1e-2 || difference < -1e-2) wrong++;
        }
    std::printf("wrong %d\n", wrong);
    cublasSgemmStridedBatched(handle, CUBLAS_OP_N, CUBLAS_OP_N, 2, 2, 2, &fone, d1, 2, 4, d2, 2, 4, &fzero, d3, 2, 4, 3);
    show("strided", d3, 12, 1);
    std::vector<const float *> as = {d1, d1 + 4}, bs = {d2 + 4, d2};
    std::vector<float *> cs = {d3, d3 + 4};
    const float **das = upload(as), **dbs = upload(bs);
    float **dcs = upload(cs);
    cublasSgemmBatched(handle, CUBLAS_OP_N, CUBLAS_OP_T, 2, 2, 2, &fone, das, 2, dbs, 2, &fzero, dcs, 2, 2);
    show("batched", d3, 8, 1);

    cublasSetPointerMode(handle, CUBLAS_POINTER_MODE_DEVICE);
    cublasSdot(handle, n, d1, 1, d2, 1, d3);
    show("dot on the device", d3, 1, 1);
    std::printf("%s %d\n", cublasGetStatusName(CUBLAS_STATUS_SUCCESS), (int)cublasSgemm(handle, CUBLAS_OP_N, CUBLAS_OP_N, -1, 2, 2, d3, d1, 2, d2, 2, d3, d3, 2));
    cublasDestroy(handle);
}
