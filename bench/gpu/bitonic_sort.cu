/* Bitonic sort of 32-bit keys: 1,024 keys a block in shared memory, longer strides in global memory. Each repeat sorts a fresh copy. Exact, every key. Small size: 8192. */
#include "bench.cuh"

constexpr int BLOCK = 512;
constexpr int SPAN = 2 * BLOCK;

__device__ void order(unsigned &a, unsigned &b, bool ascending)
{
    if ((a > b) == ascending) {
        unsigned swap = a;
        a = b;
        b = swap;
    }
}

/** Every stage of sizes `from` to `to` whose strides fit in a block. */
__global__ void sort_shared(unsigned *keys, unsigned from, unsigned to)
{
    __shared__ unsigned local[SPAN];
    unsigned base = blockIdx.x * SPAN;
    local[threadIdx.x] = keys[base + threadIdx.x];
    local[threadIdx.x + BLOCK] = keys[base + threadIdx.x + BLOCK];
    for (unsigned size = from; size <= to; size *= 2) {
        for (unsigned stride = min(size / 2, BLOCK); stride > 0; stride /= 2) {
            __syncthreads();
            unsigned i = 2 * threadIdx.x - (threadIdx.x & (stride - 1));
            order(local[i], local[i + stride], ((base + i) & size) == 0);
        }
    }
    __syncthreads();
    keys[base + threadIdx.x] = local[threadIdx.x];
    keys[base + threadIdx.x + BLOCK] = local[threadIdx.x + BLOCK];
}

__global__ void merge_global(unsigned *keys, unsigned size, unsigned stride)
{
    unsigned t = blockIdx.x * blockDim.x + threadIdx.x;
    unsigned i = 2 * t - (t & (stride - 1));
    unsigned a = keys[i], b = keys[i + stride];
    if ((a > b) == ((i & size) == 0)) {
        keys[i] = b;
        keys[i + stride] = a;
    }
}

int main(int argc, char **argv)
{
    int wanted = problem_size(argc, argv, 1 << 23);
    unsigned n = SPAN;
    while (n < (unsigned)wanted) n *= 2;
    printf("bitonic_sort: %u keys\n", n);
    unsigned *input = device_array<unsigned>(n), *keys = device_array<unsigned>(n);
    fill_hashes(input, n, 1);

    Timing t = time_launches([&] {
        CHECK(cudaMemcpyAsync(keys, input, n * sizeof(unsigned), cudaMemcpyDeviceToDevice));
        sort_shared<<<n / SPAN, BLOCK>>>(keys, 2, SPAN);
        for (unsigned size = 2 * SPAN; size <= n; size *= 2) {
            for (unsigned stride = size / 2; stride >= SPAN; stride /= 2) merge_global<<<n / SPAN, BLOCK>>>(keys, size, stride);
            sort_shared<<<n / SPAN, BLOCK>>>(keys, size, size);
        }
    });
    std::vector<unsigned> expected = host_copy(input, n), sorted = host_copy(keys, n);
    std::sort(expected.begin(), expected.end());
    bool ok = true;
    for (unsigned i = 0; i < n && ok; i++) ok = check_element(i, sorted[i], expected[i], 0.0);
    return report(ok, t, n, "Gkey");
}
