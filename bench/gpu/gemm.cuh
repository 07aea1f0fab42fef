/* The host half of the matrix products: C = A * B for n x n floats, timed and verified by sampled dot products in double. */
#pragma once
#include "bench.cuh"

template <class Launch> inline int bench_gemm(const char *name, int n, const Launch &launch)
{
    size_t count = (size_t)n * n;
    printf("%s: %d x %d floats\n", name, n, n);
    float *A = device_array<float>(count), *B = device_array<float>(count), *C = device_array<float>(count);
    fill_units(A, count, 1);
    fill_units(B, count, 2);

    Timing t = time_launches([&] { launch(A, B, C); });
    auto expected = [=](size_t i) {
        size_t row = i / n, col = i % n;
        double sum = 0.0;
        for (int k = 0; k < n; k++) sum += (double)unit(row * n + k, 1) * unit(k * n + col, 2);
        return sum;
    };
    bool ok = verify(C, count, expected, 1e-5, 1.0, 64, 32);
    return report(ok, t, 2.0 * n * n * n, "GFLOP");
}
