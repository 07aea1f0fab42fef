/* Stream triad, a = b + s * c. Tolerance 1e-6: a compiler may fuse. Small size: 100000. */
#include "bench.cuh"

__global__ void triad(float *a, const float *b, const float *c, float s, int n)
{
    int i = blockIdx.x * blockDim.x + threadIdx.x;
    if (i < n) a[i] = b[i] + s * c[i];
}

int main(int argc, char **argv)
{
    int n = problem_size(argc, argv, 64 << 20);
    printf("triad: %d floats\n", n);
    float *a = device_array<float>(n), *b = device_array<float>(n), *c = device_array<float>(n);
    fill_units(b, n, 1);
    fill_units(c, n, 2);

    Timing t = time_launches([&] { triad<<<blocks_for(n, 256), 256>>>(a, b, c, 3.0f, n); });
    bool ok = verify(a, n, [](size_t i) { return unit(i, 1) + 3.0 * unit(i, 2); }, 1e-6);
    return report(ok, t, 3.0 * n * sizeof(float), "GB");
}
