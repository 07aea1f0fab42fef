/* Sum of floats: grid-stride loads, a tree in shared memory, a second launch for the blocks' sums. Verified against the full sum in double, tolerance 1e-5. Small size: 100000. */
#include "bench.cuh"

constexpr int BLOCK = 256;

__global__ void reduce(const float *in, float *out, int n)
{
    __shared__ float sums[BLOCK];
    float sum = 0.0f;
    for (int i = blockIdx.x * BLOCK + threadIdx.x; i < n; i += gridDim.x * BLOCK) sum += in[i];
    sums[threadIdx.x] = sum;
    __syncthreads();
    for (int s = BLOCK / 2; s > 0; s >>= 1) {
        if (threadIdx.x < s) sums[threadIdx.x] += sums[threadIdx.x + s];
        __syncthreads();
    }
    if (threadIdx.x == 0) out[blockIdx.x] = sums[0];
}

int main(int argc, char **argv)
{
    int n = problem_size(argc, argv, 64 << 20);
    printf("reduce_shared: %d floats\n", n);
    int blocks = std::min(blocks_for(n, BLOCK), 2048u);
    float *in = device_array<float>(n), *partial = device_array<float>(blocks), *out = device_array<float>(1);
    fill_units(in, n, 1);

    Timing t = time_launches([&] {
        reduce<<<blocks, BLOCK>>>(in, partial, n);
        reduce<<<1, BLOCK>>>(partial, out, blocks);
    });
    double expected = 0.0;
    for (int i = 0; i < n; i++) expected += unit(i, 1);
    bool ok = verify(out, 1, [=](size_t) { return expected; }, 1e-5);
    return report(ok, t, (double)n * sizeof(float), "GB");
}
