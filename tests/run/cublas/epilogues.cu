// run: nvcc="-lcublasLt -lcublas" tolerance=1e-3
// cuBLASLt: products by descriptors, transposed and in batches, with bias, ReLU, GELU, its gradient and sums for biases after them; attributes read back; what is no product.
#include <cmath>
#include <cstdio>
#include <cublasLt.h>
#include <cuda_bf16.h>
#include <vector>

static cublasLtHandle_t lt;
template <class T> T *upload(const std::vector<float> &v)
{
    std::vector<T> w;
    for (float x : v) w.push_back((T)x);
    T *p;
    cudaMalloc(&p, w.size() * sizeof(T));
    cudaMemcpy(p, w.data(), w.size() * sizeof(T), cudaMemcpyHostToDevice);
    return p;
}
template <class T> void show(const char *name, const T *p, int n)
{
    std::vector<T> v(n);
    cudaMemcpy(v.data(), p, n * sizeof(T), cudaMemcpyDeviceToHost);
    std::printf("  %s:", name);
    for (T x : v) std::printf(" %g", std::round((float)x * 1000.0) / 1000 + 0.0);
    std::printf("\n");
}

template <class T>
void product(const char *name, cudaDataType type, cublasLtEpilogue_t epilogue, bool ta, bool tb, float beta, int count = 1, bool apart = false)
{
    const int m = 16, n = 8, k = 8;
    std::vector<float> a(m * k * count), b(k * n * count), c(m * n * count), bias(m), before(m * n * count);
    for (size_t i = 0; i < a.size(); i++) a[i] = (int)(i * 3 % 7) - 3;
    for (size_t i = 0; i < b.size(); i++) b[i] = ((int)(i * 5 % 9) - 4) * 0.25f;
    for (size_t i = 0; i < c.size(); i++) c[i] = (int)(i % 5) - 2;
    for (size_t i = 0; i < bias.size(); i++) bias[i] = (int)i - 7;
    for (size_t i = 0; i < before.size(); i++) before[i] = (int)(i % 7) * 0.5f - 1.5f;
    T *da = upload<T>(a), *db = upload<T>(b), *dc = upload<T>(c), *dd = apart ? upload<T>(c) : dc, *dbias = upload<T>(bias), *daux = upload<T>(before);

    cublasLtMatmulDesc_t desc;
    cublasLtMatmulDescCreate(&desc, CUBLAS_COMPUTE_32F, CUDA_R_32F);
    cublasOperation_t yes = CUBLAS_OP_T;
    if (ta) cublasLtMatmulDescSetAttribute(desc, CUBLASLT_MATMUL_DESC_TRANSA, &yes, sizeof yes);
    if (tb) cublasLtMatmulDescSetAttribute(desc, CUBLASLT_MATMUL_DESC_TRANSB, &yes, sizeof yes);
    cublasLtMatmulDescSetAttribute(desc, CUBLASLT_MATMUL_DESC_EPILOGUE, &epilogue, sizeof epilogue);
    bool uses_bias = epilogue & (CUBLASLT_EPILOGUE_BIAS | 16 | CUBLASLT_EPILOGUE_BGRADA | CUBLASLT_EPILOGUE_BGRADB), uses_aux = epilogue & 128;
    if (uses_bias) {
        cublasLtMatmulDescSetAttribute(desc, CUBLASLT_MATMUL_DESC_BIAS_POINTER, &dbias, sizeof dbias);
        cublasLtMatmulDescSetAttribute(desc, CUBLASLT_MATMUL_DESC_BIAS_DATA_TYPE, &type, sizeof type);
    }
    if (uses_aux) {
        int64_t ld = m;
        cublasLtMatmulDescSetAttribute(desc, CUBLASLT_MATMUL_DESC_EPILOGUE_AUX_POINTER, &daux, sizeof daux);
        cublasLtMatmulDescSetAttribute(desc, CUBLASLT_MATMUL_DESC_EPILOGUE_AUX_LD, &ld, sizeof ld);
    }
    cublasLtMatrixLayout_t al, bl, cl;
    cublasLtMatrixLayoutCreate(&al, type, ta ? k : m, ta ? m : k, ta ? k : m);
    cublasLtMatrixLayoutCreate(&bl, type, tb ? n : k, tb ? k : n, tb ? n : k);
    cublasLtMatrixLayoutCreate(&cl, type, m, n, m);
    if (count > 1) {
        int64_t sa = m * k, sb = k * n, sc = m * n;
        cublasLtMatrixLayout_t all[] = {al, bl, cl};
        int64_t strides[] = {sa, sb, sc};
        for (int i = 0; i < 3; i++) {
            cublasLtMatrixLayoutSetAttribute(all[i], CUBLASLT_MATRIX_LAYOUT_BATCH_COUNT, &count, sizeof count);
            cublasLtMatrixLayoutSetAttribute(all[i], CUBLASLT_MATRIX_LAYOUT_STRIDED_BATCH_OFFSET, &strides[i], sizeof strides[i]);
        }
    }
    cublasLtMatmulPreference_t preference;
    cublasLtMatmulPreferenceCreate(&preference);
    size_t room = 1 << 20;
    void *workspace;
    cudaMalloc(&workspace, room);
    cublasLtMatmulPreferenceSetAttribute(preference, CUBLASLT_MATMUL_PREF_MAX_WORKSPACE_BYTES, &room, sizeof room);
    cublasLtMatmulHeuristicResult_t result;
    int found = 0;
    cublasLtMatmulAlgoGetHeuristic(lt, desc, al, bl, cl, cl, preference, 1, &result, &found);
    float alpha = 2;
    cublasStatus_t status = found ? cublasLtMatmul(lt, desc, &alpha, da, al, db, bl, &beta, dc, cl, dd, cl, &result.algo, workspace, room, 0) : CUBLAS_STATUS_NOT_SUPPORTED;
    cudaDeviceSynchronize();
    std::printf("%s %d %d\n", name, found, (int)status);
    show("d", dd, m * n * count);
    if (uses_bias) show("bias", dbias, epilogue == CUBLASLT_EPILOGUE_BGRADB ? n : m);
    if (uses_aux) show("before", daux, m * n);
    cublasLtMatmulPreferenceDestroy(preference);
    cublasLtMatrixLayoutDestroy(al), cublasLtMatrixLayoutDestroy(bl), cublasLtMatrixLayoutDestroy(cl);
    cublasLtMatmulDescDestroy(desc);
    cudaFree(da), cudaFree(db), cudaFree(dc), cudaFree(dbias), cudaFree(daux), cudaFree(workspace);
    if (apart) cudaFree(dd);
}

int main()
{
    cublasLtCreate(&lt);
    product<float>("plain", CUDA_R_32F, CUBLASLT_EPILOGUE_DEFAULT, false, false, 0);
    product<float>("transposed", CUDA_R_32F, CUBLASLT_EPILOGUE_DEFAULT, true, true, 1);
    product<float>("apart", CUDA_R_32F, CUBLASLT_EPILOGUE_DEFAULT, true, false, 3, 1, true);
    product<float>("batch", CUDA_R_32F, CUBLASLT_EPILOGUE_DEFAULT, false, true, 1, 2);
    product<float>("bias", CUDA_R_32F, CUBLASLT_EPILOGUE_BIAS, true, false, 0);
    product<float>("relu", CUDA_R_32F, CUBLASLT_EPILOGUE_RELU, false, false, 1);
    product<float>("relu bias", CUDA_R_32F, CUBLASLT_EPILOGUE_RELU_BIAS, true, false, 0);
    product<float>("gelu", CUDA_R_32F, CUBLASLT_EPILOGUE_GELU, true, false, 0);
    product<float>("gelu bias", CUDA_R_32F, CUBLASLT_EPILOGUE_GELU_BIAS, true, false, 0);
    product<float>("gelu kept", CUDA_R_32F, CUBLASLT_EPILOGUE_GELU_AUX_BIAS, true, false, 0);
    product<float>("gradient", CUDA_R_32F, CUBLASLT_EPILOGUE_DGELU, false, false, 0);
    product<__nv_bfloat16>("bf16", CUDA_R_16BF, CUBLASLT_EPILOGUE_BIAS, true, false, 1);
    product<__half>("half", CUDA_R_16F, CUBLASLT_EPILOGUE_RELU, true, false, 0);
    product<__half>("sums of a", CUDA_R_16F, CUBLASLT_EPILOGUE_BGRADA, false, true, 0);
    product<__nv_bfloat16>("sums of b", CUDA_R_16BF, CUBLASLT_EPILOGUE_BGRADB, false, true, 0);

    cublasLtMatrixLayout_t l;
    cublasLtMatrixLayoutCreate(&l, CUDA_R_32F, 5, 6, 7);
    uint64_t rows = 0;
    int64_t ld = 0;
    int32_t count = 0;
    size_t written = 0;
    cublasLtMatrixLayoutGetAttribute(l, CUBLASLT_MATRIX_LAYOUT_ROWS, &rows, sizeof rows, &written);
    std::printf("%d %zu", (int)rows, written);
    cublasLtMatrixLayoutGetAttribute(l, CUBLASLT_MATRIX_LAYOUT_LD, &ld, sizeof ld, &written);
    cublasLtMatrixLayoutGetAttribute(l, CUBLASLT_MATRIX_LAYOUT_BATCH_COUNT, &count, sizeof count, &written);
    std::printf(" %d %d %zu\n", (int)ld, count, written);
    std::printf("%d %d\n", (int)cublasLtMatrixLayoutSetAttribute(l, CUBLASLT_MATRIX_LAYOUT_ROWS, &count, 3), (int)cublasLtMatmulDescCreate(nullptr, CUBLAS_COMPUTE_32F, CUDA_R_32F));
    cublasLtMatmulDesc_t d;
    cublasLtMatmulDescCreate(&d, CUBLAS_COMPUTE_32F, CUDA_R_32F);
    float one = 1, *p = upload<float>(std::vector<float>(64));
    std::printf("%d\n", (int)cublasLtMatmul(lt, d, &one, p, l, p, l, &one, p, l, p, l, nullptr, nullptr, 0, 0));
    cublasLtDestroy(lt);
    return 0;
}
