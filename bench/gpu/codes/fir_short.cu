/* A filter of 32 taps over samples of 16 bits, two channels: taps in constant memory, a tile of samples with its past in shared memory, sums of 32 bits, rounded and saturated. Exact. Small size: 20000. */
#include "../bench.cuh"

#define BLOCK 256
#define TAPS 32

__constant__ short taps[TAPS];

struct Frame {
    short left, right;
};

__device__ __host__ inline short saturate(int sum)
{
    int value = (sum + (1 << 14)) >> 15;
    if (value > 32767) value = 32767;
    if (value < -32768) value = -32768;
    return (short)value;
}

__global__ void filter(const Frame *in, Frame *out, int n)
{
    __shared__ short left[BLOCK + TAPS - 1];
    __shared__ short right[BLOCK + TAPS - 1];
    int first = blockIdx.x * BLOCK - (TAPS - 1);
    for (int i = threadIdx.x; i < BLOCK + TAPS - 1; i += BLOCK) {
        int from = first + i;
        Frame frame = {0, 0};
        if (from >= 0 && from < n) frame = in[from];
        left[i] = frame.left;
        right[i] = frame.right;
    }
    __syncthreads();
    int i = blockIdx.x * BLOCK + threadIdx.x;
    if (i < n) {
        int sum_left = 0, sum_right = 0;
        for (int k = 0; k < TAPS; k++) {
            sum_left += taps[k] * left[threadIdx.x + TAPS - 1 - k];
            sum_right += taps[k] * right[threadIdx.x + TAPS - 1 - k];
        }
        out[i].left = saturate(sum_left);
        out[i].right = saturate(sum_right);
    }
}

int main(int argc, char **argv)
{
    int n = problem_size(argc, argv, 16 << 20);
    printf("fir_short: %d frames, %d taps\n", n, TAPS);
    short host_taps[TAPS];
    for (int k = 0; k < TAPS; k++) host_taps[k] = (short)((int)(hash32(k + 5) % 8192) - 4096);
    CHECK(cudaMemcpyToSymbol(taps, host_taps, sizeof host_taps));
    Frame *in = device_array<Frame>(n), *out = device_array<Frame>(n);
    fill_hashes((unsigned *)in, n, 1);

    Timing t = time_launches([&] { filter<<<blocks_for(n, BLOCK), BLOCK>>>(in, out, n); });
    bool ok = sample(out, n, [&](size_t i, Frame value) {
        int left = 0, right = 0;
        for (int k = 0; k < TAPS && (int)i - k >= 0; k++) {
            unsigned word = hash32((unsigned)i - k + 0x9e3779b9u);
            left += host_taps[k] * (short)(word & 0xffff);
            right += host_taps[k] * (short)(word >> 16);
        }
        return check_element(i, value.left, saturate(left), 0.0) && check_element(i, value.right, saturate(right), 0.0);
    }, 64, 512);
    return report(ok, t, (double)n, "Gframe");
}
