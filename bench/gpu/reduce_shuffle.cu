/* Sum of floats: float4 grid-stride loads, warp shuffles, a second launch for the blocks' sums. Verified against the full sum in double, tolerance 1e-5. Small size: 100000. */
#include "bench.cuh"

__device__ float warp_sum(float value)
{
    for (int offset = warpSize / 2; offset > 0; offset /= 2) value += __shfl_down_sync(0xffffffff, value, offset);
    return value;
}

__device__ float block_sum(float value)
{
    __shared__ float sums[32];
    int lane = threadIdx.x % warpSize, warp = threadIdx.x / warpSize;
    value = warp_sum(value);
    if (lane == 0) sums[warp] = value;
    __syncthreads();
    value = threadIdx.x < blockDim.x / warpSize ? sums[lane] : 0.0f;
    if (warp == 0) value = warp_sum(value);
    return value;
}

__global__ void reduce4(const float4 *in, float *out, int n)
{
    float sum = 0.0f;
    for (int i = blockIdx.x * blockDim.x + threadIdx.x; i < n; i += gridDim.x * blockDim.x) {
        float4 v = in[i];
        sum += (v.x + v.y) + (v.z + v.w);
    }
    sum = block_sum(sum);
    if (threadIdx.x == 0) out[blockIdx.x] = sum;
}

__global__ void reduce(const float *in, float *out, int n)
{
    float sum = 0.0f;
    for (int i = threadIdx.x; i < n; i += blockDim.x) sum += in[i];
    sum = block_sum(sum);
    if (threadIdx.x == 0) *out = sum;
}

int main(int argc, char **argv)
{
    int n = (problem_size(argc, argv, 64 << 20) + 3) / 4 * 4;
    printf("reduce_shuffle: %d floats\n", n);
    int blocks = std::min(blocks_for(n / 4, 256), 2048u);
    float *in = device_array<float>(n), *partial = device_array<float>(blocks), *out = device_array<float>(1);
    fill_units(in, n, 1);

    Timing t = time_launches([&] {
        reduce4<<<blocks, 256>>>((const float4 *)in, partial, n / 4);
        reduce<<<1, 1024>>>(partial, out, blocks);
    });
    double expected = 0.0;
    for (int i = 0; i < n; i++) expected += unit(i, 1);
    bool ok = verify(out, 1, [=](size_t) { return expected; }, 1e-5);
    return report(ok, t, (double)n * sizeof(float), "GB");
}
