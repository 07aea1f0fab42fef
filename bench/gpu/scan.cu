/* Exclusive prefix sum of 32-bit integers: 1,024 elements a block (four a thread, warp shuffles), the blocks' sums scanned by the same kernel, then added. Exact, every element. Small size: 1100000. */
#include "bench.cuh"

constexpr int BLOCK = 256;
constexpr int ITEMS = 4;
constexpr int SPAN = BLOCK * ITEMS;

__global__ void scan_blocks(const unsigned *in, unsigned *out, unsigned *sums, int n)
{
    __shared__ unsigned warp_sums[BLOCK / 32];
    int lane = threadIdx.x % 32, warp = threadIdx.x / 32;
    int base = blockIdx.x * SPAN + threadIdx.x * ITEMS;

    unsigned item[ITEMS], total = 0;
#pragma unroll
    for (int k = 0; k < ITEMS; k++) {
        item[k] = base + k < n ? in[base + k] : 0;
        total += item[k];
    }
    unsigned inclusive = total;
    for (int offset = 1; offset < 32; offset *= 2) {
        unsigned below = __shfl_up_sync(0xffffffff, inclusive, offset);
        if (lane >= offset) inclusive += below;
    }
    if (lane == 31) warp_sums[warp] = inclusive;
    __syncthreads();
    if (warp == 0) {
        unsigned sum = lane < BLOCK / 32 ? warp_sums[lane] : 0;
        for (int offset = 1; offset < BLOCK / 32; offset *= 2) {
            unsigned below = __shfl_up_sync(0xffffffff, sum, offset);
            if (lane >= offset) sum += below;
        }
        if (lane < BLOCK / 32) warp_sums[lane] = sum;
    }
    __syncthreads();
    unsigned running = inclusive - total + (warp > 0 ? warp_sums[warp - 1] : 0);
#pragma unroll
    for (int k = 0; k < ITEMS; k++) {
        if (base + k < n) out[base + k] = running;
        running += item[k];
    }
    if (sums != nullptr && threadIdx.x == BLOCK - 1) sums[blockIdx.x] = running;
}

__global__ void add_sums(unsigned *out, const unsigned *sums, int n)
{
    unsigned sum = sums[blockIdx.x];
    int base = blockIdx.x * SPAN + threadIdx.x;
#pragma unroll
    for (int k = 0; k < ITEMS; k++)
        if (base + k * BLOCK < n) out[base + k * BLOCK] += sum;
}

/** Scans `in` to `out`; `levels` holds one array of block sums a level of recursion. */
static void scan(const unsigned *in, unsigned *out, unsigned *const *levels, int n)
{
    int blocks = blocks_for(n, SPAN);
    if (blocks == 1) {
        scan_blocks<<<1, BLOCK>>>(in, out, nullptr, n);
        return;
    }
    scan_blocks<<<blocks, BLOCK>>>(in, out, levels[0], n);
    scan(levels[0], levels[0], levels + 1, blocks);
    add_sums<<<blocks, BLOCK>>>(out, levels[0], n);
}

int main(int argc, char **argv)
{
    int n = problem_size(argc, argv, 32 << 20);
    printf("scan: %d integers\n", n);
    unsigned *in = device_array<unsigned>(n), *out = device_array<unsigned>(n);
    fill_hashes(in, n, 1);
    std::vector<unsigned *> levels;
    for (int blocks = blocks_for(n, SPAN); blocks > 1; blocks = blocks_for(blocks, SPAN)) levels.push_back(device_array<unsigned>(blocks));

    Timing t = time_launches([&] { scan(in, out, levels.data(), n); });
    std::vector<unsigned> result = host_copy(out, n);
    bool ok = true;
    unsigned sum = 0;
    for (int i = 0; i < n && ok; i++) {
        ok = check_element(i, result[i], sum, 0.0);
        sum += hash32(i + 0x9e3779b9u);
    }
    return report(ok, t, 2.0 * n * sizeof(unsigned), "GB");
}
