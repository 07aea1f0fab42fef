/* Sums of 64-bit values by key with 64-bit atomics in global memory, 1,024 keys. Exact, every key. Small size: 20000. */
#include "../bench.cuh"

typedef unsigned long long u64;

constexpr int KEYS = 1024;

__global__ void sum_by_key(const unsigned *in, u64 *sums, int n)
{
    for (int i = blockIdx.x * blockDim.x + threadIdx.x; i < n; i += gridDim.x * blockDim.x) {
        unsigned word = in[i];
        atomicAdd(&sums[word % KEYS], (u64)word << 8);
    }
}

int main(int argc, char **argv)
{
    int n = problem_size(argc, argv, 16 << 20);
    printf("histogram64: %d values, %d keys\n", n, KEYS);
    unsigned *in = device_array<unsigned>(n);
    u64 *sums = device_array<u64>(KEYS);
    fill_hashes(in, n, 1);

    int blocks = std::min(blocks_for(n, 256), 2048u);
    Timing t = time_launches([&] {
        CHECK(cudaMemsetAsync(sums, 0, KEYS * sizeof(u64)));
        sum_by_key<<<blocks, 256>>>(in, sums, n);
    });
    std::vector<u64> expected(KEYS, 0);
    for (int i = 0; i < n; i++) {
        unsigned word = hash32(i + 0x9e3779b9u);
        expected[word % KEYS] += (u64)word << 8;
    }
    std::vector<u64> actual = host_copy(sums, KEYS);
    bool ok = true;
    for (int k = 0; k < KEYS && ok; k++) {
        ok = actual[k] == expected[k];
        if (!ok) fprintf(stderr, "element %d: got %llu, expected %llu\n", k, actual[k], expected[k]);
    }
    return report(ok, t, n, "Gvalue");
}
