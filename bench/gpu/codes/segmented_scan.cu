/* Prefix sums that begin anew at flagged elements: a scan of pairs in shared memory, one of the blocks' results by a single block, and their addition up to each block's first flag. Exact, every element. Small size: 20000. */
#include "../bench.cuh"

#define BLOCK 256

__global__ void scan_blocks(const int *values, const unsigned char *heads, int *out, int *block_sums, unsigned char *block_flags, int *first_head, int n)
{
    __shared__ int sums[BLOCK];
    __shared__ unsigned char flags[BLOCK];
    __shared__ int first;
    int tid = threadIdx.x;
    int i = blockIdx.x * BLOCK + tid;
    if (tid == 0) first = BLOCK;
    sums[tid] = i < n ? values[i] : 0;
    flags[tid] = i < n ? heads[i] : 0;
    __syncthreads();
    if (flags[tid]) atomicMin(&first, tid);
    for (int d = 1; d < BLOCK; d *= 2) {
        int sum = sums[tid];
        unsigned char flag = flags[tid];
        if (tid >= d) {
            if (!flag) sum += sums[tid - d];
            flag |= flags[tid - d];
        }
        __syncthreads();
        sums[tid] = sum;
        flags[tid] = flag;
        __syncthreads();
    }
    if (i < n) out[i] = sums[tid];
    if (tid == BLOCK - 1) {
        block_sums[blockIdx.x] = sums[tid];
        block_flags[blockIdx.x] = flags[tid];
        first_head[blockIdx.x] = first;
    }
}

/** What comes into each block, for a run of blocks a thread. */
__global__ void scan_sums(int *block_sums, const unsigned char *block_flags, int blocks)
{
    __shared__ int sums[1024];
    __shared__ bool flags[1024];
    int tid = threadIdx.x, per_thread = (blocks + 1023) / 1024;
    int begin = min(tid * per_thread, blocks), end = min(begin + per_thread, blocks);
    int sum = 0;
    bool flag = false;
    for (int b = begin; b < end; b++) {
        sum = block_flags[b] ? block_sums[b] : sum + block_sums[b];
        flag = flag || block_flags[b];
    }
    sums[tid] = sum;
    flags[tid] = flag;
    __syncthreads();
    for (int d = 1; d < 1024; d *= 2) {
        int s = sums[tid];
        bool f = flags[tid];
        if (tid >= d) {
            if (!f) s += sums[tid - d];
            f = f || flags[tid - d];
        }
        __syncthreads();
        sums[tid] = s;
        flags[tid] = f;
        __syncthreads();
    }
    int running = tid > 0 ? sums[tid - 1] : 0;
    for (int b = begin; b < end; b++) {
        int own = block_sums[b];
        block_sums[b] = running;
        running = block_flags[b] ? own : running + own;
    }
}

__global__ void add_sums(int *out, const int *block_sums, const int *first_head, int n)
{
    int i = blockIdx.x * BLOCK + threadIdx.x;
    if (i < n && threadIdx.x < first_head[blockIdx.x]) out[i] += block_sums[blockIdx.x];
}

__host__ __device__ inline int value_at(unsigned i) { return (int)(hash32(i) % 100) - 30; }
__host__ __device__ inline unsigned char head_at(unsigned i) { return hash32(i + 1000000007u) % 700 == 0; }

__global__ void make_input(int *values, unsigned char *heads, int n)
{
    int i = blockIdx.x * BLOCK + threadIdx.x;
    if (i < n) {
        values[i] = value_at(i);
        heads[i] = head_at(i);
    }
}

int main(int argc, char **argv)
{
    int n = problem_size(argc, argv, 8 << 20), blocks = blocks_for(n, BLOCK);
    printf("segmented_scan: %d elements\n", n);
    int *values = device_array<int>(n), *out = device_array<int>(n), *block_sums = device_array<int>(blocks), *first_head = device_array<int>(blocks);
    unsigned char *heads = device_array<unsigned char>(n), *block_flags = device_array<unsigned char>(blocks);
    make_input<<<blocks, BLOCK>>>(values, heads, n);

    Timing t = time_launches([&] {
        scan_blocks<<<blocks, BLOCK>>>(values, heads, out, block_sums, block_flags, first_head, n);
        scan_sums<<<1, 1024>>>(block_sums, block_flags, blocks);
        add_sums<<<blocks, BLOCK>>>(out, block_sums, first_head, n);
    });
    int running = 0;
    bool ok = verify(out, n, [&](size_t i) { return running = head_at(i) ? value_at(i) : running + value_at(i); }, 0.0, 1.0, 1, n);
    return report(ok, t, (double)n, "Gelement");
}
