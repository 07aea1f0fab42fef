/* Integer hashing: 64 rounds of multiplications, rotations, shifts and high products a key. Exact. Small size: 20000. */
#include "bench.cuh"

constexpr int ROUNDS = 64;

__host__ __device__ inline unsigned rotate_left(unsigned x, int r) { return (x << r) | (x >> (32 - r)); }

__host__ __device__ inline unsigned high_product(unsigned a, unsigned b)
{
#ifdef __CUDA_ARCH__
    return __umulhi(a, b);
#else
    return (unsigned)((unsigned long long)a * b >> 32);
#endif
}

__host__ __device__ inline unsigned digest(unsigned key)
{
    unsigned h = key + 0x165667b1u;
    for (int r = 0; r < ROUNDS; r++) {
        h = rotate_left(h + key * 0x9e3779b1u, 13) * 0x85ebca77u;
        h ^= high_product(h, 0xc2b2ae3du) + (unsigned)r;
        h ^= h >> 15;
    }
    return h;
}

__global__ void hash_keys(const unsigned *keys, unsigned *digests, int n)
{
    int i = blockIdx.x * blockDim.x + threadIdx.x;
    if (i < n) digests[i] = digest(keys[i]);
}

int main(int argc, char **argv)
{
    int n = problem_size(argc, argv, 32 << 20);
    printf("hash: %d keys, %d rounds\n", n, ROUNDS);
    unsigned *keys = device_array<unsigned>(n), *digests = device_array<unsigned>(n);
    fill_hashes(keys, n, 1);

    Timing t = time_launches([&] { hash_keys<<<blocks_for(n, 256), 256>>>(keys, digests, n); });
    bool ok = verify(digests, n, [](size_t i) { return digest(hash32((unsigned)i + 0x9e3779b9u)); }, 0.0);
    return report(ok, t, (double)n * ROUNDS, "Ground");
}
