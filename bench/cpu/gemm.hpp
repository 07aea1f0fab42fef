/* What the matrix products share: inputs, the OpenMP form, the comparison. */
#pragma once
#include "bench.hpp"

inline int bench_gemm(const char *source, int n)
{
    size_t count = (size_t)n * n;
    auto A = units(count, 1), B = units(count, 2);
    std::vector<float> C(count);
    OpenCL cl(source);
    cl_mem dA = cl.buffer(A), dB = cl.buffer(B), dC = cl.buffer(C);
    cl_kernel k = cl.kernel("sgemm");
    Shape s = shape(blocks_for(n, 16), blocks_for(n, 16), 16, 16);
    double pocl = time_opencl(cl, [&] { cl.launch(k, s, dA, dB, dC, n); });
    double openmp = time_loop([&] {
        const float *a = A.data(), *b = B.data();
        float *c = C.data();
#pragma omp parallel for
        for (int row = 0; row < n; row++) {
            for (int col = 0; col < n; col++) c[row * n + col] = 0.0f;
            for (int k = 0; k < n; k++) {
                float x = a[row * n + k];
#pragma omp simd
                for (int col = 0; col < n; col++) c[row * n + col] += x * b[k * n + col];
            }
        }
    });
    return report(agree(cl.read<float>(dC, count), C, 1e-5), pocl, openmp);
}
