// run: nvcc="-lcublas -lcublasLt"
// cuBLAS's products of other types than they are computed in: GemmEx and its batches, Hgemm, the combinations that are none; vectors of complex numbers, rotations. Every sum is exact.
#include <cstdio>
#include <cublas_v2.h>
#include <cublasLt.h>
#include <vector>

template <class T> T *upload(const std::vector<T> &v)
{
    T *p;
    cudaMalloc(&p, v.size() * sizeof(T));
    cudaMemcpy(p, v.data(), v.size() * sizeof(T), cudaMemcpyHostToDevice);
    return p;
}
template <class T> void show(const char *name, const T *p, int n)
{
    std::vector<T> v(n);
    cudaMemcpy(v.data(), p, n * sizeof(T), cudaMemcpyDeviceToHost);
    std::printf("%s:", name);
    for (T x : v) std::printf(" %g", (double)(float)x);
    std::printf("\n");
}
static void show(const char *name, const cuComplex *p, int n)
{
    std::vector<cuComplex> v(n);
    cudaMemcpy(v.data(), p, n * sizeof(cuComplex), cudaMemcpyDeviceToHost);
    std::printf("%s:", name);
    for (cuComplex x : v) std::printf(" %g%+gi", x.x, x.y);
    std::printf("\n");
}

template <class T, class C> void product(cublasHandle_t h, const char *name, cudaDataType type, cudaDataType result, cublasComputeType_t compute)
{
    const int m = 3, n = 2, k = 4, count = 2;
    std::vector<T> a(m * k * count), b(k * n * count);
    std::vector<C> c(m * n * count, C(1.0f));
    for (size_t i = 0; i < a.size(); i++) a[i] = (T)(float)((int)i % 7 - 3);
    for (size_t i = 0; i < b.size(); i++) b[i] = (T)(float)((int)i * 5 % 9 - 4);
    T *da = upload(a), *db = upload(b);
    C *dc = upload(c);
    float one = 1, two = 2;
    int whole_one = 1, whole_two = 2;
    __half half_one = 1.0f, half_two = 2.0f;
    const void *alpha = compute == CUBLAS_COMPUTE_32I ? (void *)&whole_two : compute == CUBLAS_COMPUTE_16F ? (void *)&half_two : &two;
    const void *beta = compute == CUBLAS_COMPUTE_32I ? (void *)&whole_one : compute == CUBLAS_COMPUTE_16F ? (void *)&half_one : &one;
    cublasStatus_t status = cublasGemmEx(h, CUBLAS_OP_N, CUBLAS_OP_N, m, n, k, alpha, da, type, m, db, type, k, beta, dc, result, m, compute, CUBLAS_GEMM_DEFAULT);
    std::printf("%s ", cublasGetStatusName(status) + 14);
    show(name, dc, m * n);
    cublasGemmStridedBatchedEx(h, CUBLAS_OP_T, CUBLAS_OP_N, m, n, k, alpha, da, type, k, m * k, db, type, k, k * n, beta, dc, result, m, m * n, count, compute, CUBLAS_GEMM_DEFAULT);
    show("  batch", dc, m * n * count);
    std::vector<const void *> pa = {da + m * k, da}, pb = {db, db + k * n};
    std::vector<void *> pc = {dc, dc + m * n};
    cublasGemmBatchedEx(h, CUBLAS_OP_N, CUBLAS_OP_T, m, n, k, alpha, upload(pa), type, m, upload(pb), type, n, beta, upload(pc), result, m, count, compute, CUBLAS_GEMM_DEFAULT);
    show("  pointers", dc, m * n * count);
}

int main()
{
    cublasHandle_t h;
    cublasCreate(&h);
    product<float, float>(h, "float", CUDA_R_32F, CUDA_R_32F, CUBLAS_COMPUTE_32F);
    product<float, float>(h, "fast", CUDA_R_32F, CUDA_R_32F, CUBLAS_COMPUTE_32F_FAST_TF32);
    product<__half, __half>(h, "half", CUDA_R_16F, CUDA_R_16F, CUBLAS_COMPUTE_16F);
    product<__half, __half>(h, "half in float", CUDA_R_16F, CUDA_R_16F, CUBLAS_COMPUTE_32F);
    product<__half, float>(h, "half to float", CUDA_R_16F, CUDA_R_32F, CUBLAS_COMPUTE_32F);
    product<__nv_bfloat16, __nv_bfloat16>(h, "bfloat16", CUDA_R_16BF, CUDA_R_16BF, CUBLAS_COMPUTE_32F);
    product<__nv_bfloat16, float>(h, "bfloat16 to float", CUDA_R_16BF, CUDA_R_32F, CUBLAS_COMPUTE_32F);

    std::vector<signed char> bytes(16);
    for (int i = 0; i < 16; i++) bytes[i] = (signed char)(i * 11 % 17 - 8);
    signed char *db = upload(bytes);
    int *whole = upload(std::vector<int>(16, 0)), one = 1, none = 0;
    cublasGemmEx(h, CUBLAS_OP_N, CUBLAS_OP_N, 4, 4, 4, &one, db, CUDA_R_8I, 4, db, CUDA_R_8I, 4, &none, whole, CUDA_R_32I, 4, CUBLAS_COMPUTE_32I, CUBLAS_GEMM_DEFAULT);
    show("bytes", whole, 16);

    std::vector<double> doubles = {1, 2, 3, 4};
    double *dd = upload(doubles), unit = 1, zero = 0, *dr = upload(std::vector<double>(4, 0.0));
    cublasGemmEx(h, CUBLAS_OP_N, CUBLAS_OP_N, 2, 2, 2, &unit, dd, CUDA_R_64F, 2, dd, CUDA_R_64F, 2, &zero, dr, CUDA_R_64F, 2, CUDA_R_64F, CUBLAS_GEMM_DEFAULT);
    show("double, named by its type", dr, 4);
    std::printf("%s %s\n", cublasGetStatusName(cublasGemmEx(h, CUBLAS_OP_N, CUBLAS_OP_N, 2, 2, 2, &unit, dd, CUDA_R_64F, 2, dd, CUDA_R_64F, 2, &zero, dr, CUDA_R_32F, 2, CUBLAS_COMPUTE_64F, CUBLAS_GEMM_DEFAULT)),
                cublasGetStatusName(cublasGemmEx(h, CUBLAS_OP_N, CUBLAS_OP_N, 2, 2, 2, &unit, dd, CUDA_R_64F, 1, dd, CUDA_R_64F, 2, &zero, dr, CUDA_R_64F, 2, CUBLAS_COMPUTE_64F, CUBLAS_GEMM_DEFAULT)));

    std::vector<__half> halves(8);
    for (int i = 0; i < 8; i++) halves[i] = (float)i;
    __half *dh = upload(halves), *dp = upload(std::vector<__half>(8)), ha = 1.0f, hz = 0.0f;
    cublasHgemmStridedBatched(h, CUBLAS_OP_N, CUBLAS_OP_N, 2, 2, 2, &ha, dh, 2, 4, dh, 2, 0, &hz, dp, 2, 4, 2);
    show("Hgemm", dp, 8);

    std::vector<cuComplex> x, y;
    for (int i = 0; i < 6; i++) x.push_back(make_cuComplex((float)i, (float)(3 - i))), y.push_back(make_cuComplex((float)(i * i), 1));
    cuComplex *dx = upload(x), *dy = upload(y), a = make_cuComplex(0, 2), r, s = make_cuComplex(0.5f, -0.5f);
    float scale = 0.5f, c = 0.5f, length;
    cublasCaxpy(h, 6, &a, dx, 1, dy, 1);
    cublasCsscal(h, 3, &scale, dx, 2);
    cublasCscal(h, 2, &a, dx + 4, 1);
    show("x", dx, 6);
    show("y", dy, 6);
    cublasCrot(h, 2, dx, 1, dy, 1, &c, &s);
    cublasCswap(h, 1, dx + 5, 1, dy + 5, 1);
    show("x", dx, 6);
    cublasCdotc(h, 6, dx, 1, dy, 1, &r);
    int most, least;
    cublasIcamax(h, 6, dy, 1, &most);
    cublasIcamin(h, 6, dy, 1, &least);
    cublasScasum(h, 6, dx, 1, &length);
    std::printf("dotc %g%+gi, amax %d, amin %d, asum %g\n", r.x, r.y, most, least, length);
    float p = 3, q = 4, rc, rs;
    cublasSrotg(h, &p, &q, &rc, &rs);
    std::printf("rotg %g %g %g %g\n", p, q, rc, rs);
    float *fx = upload(std::vector<float>{1, 2, 3}), *fy = upload(std::vector<float>{4, 5, 6}), param[5] = {-1, 2, 3, -1, 0.5f}, simple[5] = {0, 0, 0.5f, 0.25f, 0};
    cublasSrotm(h, 3, fx, 1, fy, 1, param);
    cublasSrotm(h, 2, fx, 1, fy, 1, simple);
    show("rotm x", fx, 3);
    show("rotm y", fy, 3);
    cublasDestroy(h);
    return 0;
}
