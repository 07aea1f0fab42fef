/* Stream copy, one float a thread, size_t indices. Exact. Small size: 100000. */
#include "bench.cuh"

__global__ void copy(const float *__restrict__ in, float *__restrict__ out, size_t n)
{
    size_t i = blockIdx.x * (size_t)blockDim.x + threadIdx.x;
    if (i < n) out[i] = in[i];
}

int main(int argc, char **argv)
{
    size_t n = (size_t)problem_size(argc, argv, 64 << 20);
    printf("copy: %zu floats\n", n);
    float *in = device_array<float>(n), *out = device_array<float>(n);
    fill_units(in, n, 1);

    Timing t = time_launches([&] { copy<<<blocks_for(n, 256), 256>>>(in, out, n); });
    bool ok = verify(out, n, [](size_t i) { return unit(i, 1); }, 0.0);
    return report(ok, t, 2.0 * n * sizeof(float), "GB");
}
