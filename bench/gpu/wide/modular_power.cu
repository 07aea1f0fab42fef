/* Modular powers with 64-bit products and remainders, as number-theoretic codes have them. Exact. Small size: 2000. */
#include "../bench.cuh"

typedef unsigned long long u64;

constexpr u64 MODULUS = 2147483629ull;

__host__ __device__ inline u64 power(u64 base, u64 exponent)
{
    u64 result = 1;
    base %= MODULUS;
    while (exponent > 0) {
        if (exponent & 1) result = result * base % MODULUS;
        base = base * base % MODULUS;
        exponent >>= 1;
    }
    return result;
}

__global__ void powers(const unsigned *bases, u64 *out, int n)
{
    int i = blockIdx.x * blockDim.x + threadIdx.x;
    if (i < n) out[i] = power(bases[i], (u64)i * 0x100000001b3ull);
}

int main(int argc, char **argv)
{
    int n = problem_size(argc, argv, 4 << 20);
    printf("modular_power: %d powers\n", n);
    unsigned *bases = device_array<unsigned>(n);
    u64 *out = device_array<u64>(n);
    fill_hashes(bases, n, 1);

    Timing t = time_launches([&] { powers<<<blocks_for(n, 256), 256>>>(bases, out, n); });
    auto expected = [](size_t i) { return power(hash32((unsigned)i + 0x9e3779b9u), (u64)i * 0x100000001b3ull); };
    bool ok = verify(out, n, expected, 0.0, 1.0, 64, 64);
    return report(ok, t, n, "Gpower");
}
