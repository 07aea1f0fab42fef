/* Stream copy, one float4 a thread. Exact. Small size: 30000. */
#include "bench.cuh"

__global__ void copy4(const float4 *__restrict__ in, float4 *__restrict__ out, int n)
{
    int i = blockIdx.x * blockDim.x + threadIdx.x;
    if (i < n) out[i] = in[i];
}

int main(int argc, char **argv)
{
    int n = problem_size(argc, argv, 16 << 20);
    size_t floats = (size_t)n * 4;
    printf("copy_float4: %d float4\n", n);
    float *in = device_array<float>(floats), *out = device_array<float>(floats);
    fill_units(in, floats, 1);

    Timing t = time_launches([&] { copy4<<<blocks_for(n, 256), 256>>>((const float4 *)in, (float4 *)out, n); });
    bool ok = verify(out, floats, [](size_t i) { return unit(i, 1); }, 0.0);
    return report(ok, t, 2.0 * floats * sizeof(float), "GB");
}
