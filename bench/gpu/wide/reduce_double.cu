/* Sum of doubles: grid-stride loads, warp shuffles, a second launch for the blocks' sums. Verified against the full sum, tolerance 1e-12. Small size: 100000. */
#include "../bench.cuh"

__global__ void fill(double *out, int n)
{
    int i = blockIdx.x * blockDim.x + threadIdx.x;
    if (i < n) out[i] = unit(i, 1) * 1e-3;
}

__global__ void reduce(const double *in, double *out, int n)
{
    __shared__ double sums[32];
    double sum = 0.0;
    for (int i = blockIdx.x * blockDim.x + threadIdx.x; i < n; i += gridDim.x * blockDim.x) sum += in[i];
    for (int offset = 16; offset > 0; offset /= 2) sum += __shfl_down_sync(0xffffffff, sum, offset);
    int lane = threadIdx.x % 32, warp = threadIdx.x / 32;
    if (lane == 0) sums[warp] = sum;
    __syncthreads();
    if (warp == 0) {
        sum = lane < blockDim.x / 32 ? sums[lane] : 0.0;
        for (int offset = 16; offset > 0; offset /= 2) sum += __shfl_down_sync(0xffffffff, sum, offset);
        if (lane == 0) out[blockIdx.x] = sum;
    }
}

int main(int argc, char **argv)
{
    int n = problem_size(argc, argv, 32 << 20);
    printf("reduce_double: %d doubles\n", n);
    int blocks = std::min(blocks_for(n, 256), 2048u);
    double *in = device_array<double>(n), *partial = device_array<double>(blocks), *out = device_array<double>(1);
    fill<<<blocks_for(n, 256), 256>>>(in, n);

    Timing t = time_launches([&] {
        reduce<<<blocks, 256>>>(in, partial, n);
        reduce<<<1, 1024>>>(partial, out, blocks);
    });
    double expected = 0.0;
    for (int i = 0; i < n; i++) expected += unit(i, 1) * 1e-3;
    bool ok = verify(out, 1, [=](size_t) { return expected; }, 1e-12);
    return report(ok, t, (double)n * sizeof(double), "GB");
}
