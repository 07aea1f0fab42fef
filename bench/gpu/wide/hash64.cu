/* 64-bit hashing: 32 rounds of the SplitMix64 finalizer with rotations and high products. Exact. Small size: 20000. */
#include "../bench.cuh"

typedef unsigned long long u64;

constexpr int ROUNDS = 32;

__host__ __device__ inline u64 mix(u64 x)
{
    x ^= x >> 30;
    x *= 0xbf58476d1ce4e5b9ull;
    x ^= x >> 27;
    x *= 0x94d049bb133111ebull;
    return x ^ x >> 31;
}

__host__ __device__ inline u64 digest(u64 key)
{
    u64 h = key;
    for (int r = 0; r < ROUNDS; r++) {
        h += 0x9e3779b97f4a7c15ull;
        h = mix(h);
        h = (h << 23 | h >> 41) + key;
    }
    return h;
}

__global__ void hash_keys(u64 *digests, int n)
{
    int i = blockIdx.x * blockDim.x + threadIdx.x;
    if (i < n) digests[i] = digest((u64)i << 20 ^ 0x1234567);
}

int main(int argc, char **argv)
{
    int n = problem_size(argc, argv, 16 << 20);
    printf("hash64: %d keys, %d rounds\n", n, ROUNDS);
    u64 *digests = device_array<u64>(n);

    Timing t = time_launches([&] { hash_keys<<<blocks_for(n, 256), 256>>>(digests, n); });
    bool ok = sample(digests, n, [](size_t i, u64 value) {
        u64 expected = digest((u64)i << 20 ^ 0x1234567);
        if (value != expected) fprintf(stderr, "element %zu: got %llx, expected %llx\n", i, value, expected);
        return value == expected;
    }, 256, 256);
    return report(ok, t, (double)n * ROUNDS, "Ground");
}
