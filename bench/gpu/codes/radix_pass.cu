/* One pass of a radix sort on four bits: a histogram a block, a scan of all counts by one block, and a stable scatter that ranks keys by ballots of their warp. Exact, every key. Small size: 20000. */
#include "../bench.cuh"

#define BLOCK 256
#define WARPS (BLOCK / 32)
#define DIGITS 16
#define FULL 0xffffffffu

__global__ void count_digits(const unsigned *keys, unsigned *counts, int n, int shift)
{
    __shared__ unsigned local[DIGITS];
    if (threadIdx.x < DIGITS) local[threadIdx.x] = 0;
    __syncthreads();
    int i = blockIdx.x * BLOCK + threadIdx.x;
    if (i < n) atomicAdd(&local[(keys[i] >> shift) & (DIGITS - 1)], 1u);
    __syncthreads();
    if (threadIdx.x < DIGITS) counts[threadIdx.x * gridDim.x + blockIdx.x] = local[threadIdx.x];
}

/** Exclusive prefix sums of `counts` by one block of 1024 threads, a run of them a thread. */
__global__ void scan_counts(unsigned *counts, int n)
{
    __shared__ unsigned sums[1024];
    int per_thread = (n + 1023) / 1024;
    int begin = threadIdx.x * per_thread, end = min(begin + per_thread, n);
    unsigned sum = 0;
    for (int i = begin; i < end; i++) sum += counts[i];
    sums[threadIdx.x] = sum;
    __syncthreads();
    for (int d = 1; d < 1024; d <<= 1) {
        unsigned before = threadIdx.x >= d ? sums[threadIdx.x - d] : 0;
        __syncthreads();
        sums[threadIdx.x] += before;
        __syncthreads();
    }
    unsigned running = sums[threadIdx.x] - sum;
    for (int i = begin; i < end; i++) {
        unsigned value = counts[i];
        counts[i] = running;
        running += value;
    }
}

__global__ void scatter(const unsigned *keys, unsigned *out, const unsigned *offsets, int n, int shift)
{
    __shared__ unsigned warp_counts[WARPS][DIGITS];
    int lane = threadIdx.x & 31, warp = threadIdx.x >> 5;
    int i = blockIdx.x * BLOCK + threadIdx.x;
    unsigned key = i < n ? keys[i] : 0xffffffffu;
    unsigned digit = (key >> shift) & (DIGITS - 1);
    if (lane < DIGITS) warp_counts[warp][lane] = 0;
    __syncwarp();
    unsigned peers = __ballot_sync(FULL, i < n);
    for (int bit = 0; bit < 4; bit++) {
        unsigned ballot = __ballot_sync(FULL, (digit >> bit) & 1);
        peers &= (digit >> bit) & 1 ? ballot : ~ballot;
    }
    unsigned rank = __popc(peers & ((1u << lane) - 1));
    if (i < n && rank == 0) warp_counts[warp][digit] = __popc(peers);
    __syncthreads();
    if (threadIdx.x < DIGITS) {
        unsigned sum = offsets[threadIdx.x * gridDim.x + blockIdx.x];
        for (int w = 0; w < WARPS; w++) {
            unsigned value = warp_counts[w][threadIdx.x];
            warp_counts[w][threadIdx.x] = sum;
            sum += value;
        }
    }
    __syncthreads();
    if (i < n) out[warp_counts[warp][digit] + rank] = key;
}

int main(int argc, char **argv)
{
    int n = problem_size(argc, argv, 4 << 20), shift = 8;
    printf("radix_pass: %d keys\n", n);
    unsigned *keys = device_array<unsigned>(n), *out = device_array<unsigned>(n);
    unsigned blocks = blocks_for(n, BLOCK);
    unsigned *counts = device_array<unsigned>((size_t)blocks * DIGITS);
    fill_hashes(keys, n, 1);

    Timing t = time_launches([&] {
        count_digits<<<blocks, BLOCK>>>(keys, counts, n, shift);
        scan_counts<<<1, 1024>>>(counts, blocks * DIGITS);
        scatter<<<blocks, BLOCK>>>(keys, out, counts, n, shift);
    });
    std::vector<unsigned> input = host_copy(keys, n), sorted = input;
    std::stable_sort(sorted.begin(), sorted.end(), [=](unsigned a, unsigned b) { return (a >> shift) % DIGITS < (b >> shift) % DIGITS; });
    bool ok = verify(out, n, [&](size_t i) { return sorted[i]; }, 0.0, 1.0, 1, n);
    return report(ok, t, (double)n, "Gkey");
}
