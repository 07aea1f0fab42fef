/* SHA-256 of one block a thread, its message a counter: round constants in constant memory, the schedule of 64 words in a local array; the least first word by an atomic. Digests exact for a sample. Small size: 3000. */
#include "../bench.cuh"

#define ROUNDS 64
#define ROTR(x, n) (((x) >> (n)) | ((x) << (32 - (n))))
#define CH(x, y, z) (((x) & (y)) ^ (~(x) & (z)))
#define MAJ(x, y, z) (((x) & (y)) ^ ((x) & (z)) ^ ((y) & (z)))

static std::vector<unsigned> table(ROUNDS);
__constant__ unsigned round_constants[ROUNDS];

__host__ __device__ inline void digest(unsigned counter, const unsigned *k, unsigned out[8])
{
    unsigned w[ROUNDS];
    unsigned state[8] = {0x6a09e667u, 0xbb67ae85u, 0x3c6ef372u, 0xa54ff53au, 0x510e527fu, 0x9b05688cu, 0x1f83d9abu, 0x5be0cd19u};
    w[0] = counter;
    w[1] = 0x80000000u;
    for (int i = 2; i < 15; i++) w[i] = 0;
    w[15] = 32;
    for (int i = 16; i < ROUNDS; i++) {
        unsigned s0 = ROTR(w[i - 15], 7) ^ ROTR(w[i - 15], 18) ^ (w[i - 15] >> 3);
        unsigned s1 = ROTR(w[i - 2], 17) ^ ROTR(w[i - 2], 19) ^ (w[i - 2] >> 10);
        w[i] = w[i - 16] + s0 + w[i - 7] + s1;
    }
    unsigned a = state[0], b = state[1], c = state[2], d = state[3], e = state[4], f = state[5], g = state[6], h = state[7];
    for (int i = 0; i < ROUNDS; i++) {
        unsigned t1 = h + (ROTR(e, 6) ^ ROTR(e, 11) ^ ROTR(e, 25)) + CH(e, f, g) + k[i] + w[i];
        unsigned t2 = (ROTR(a, 2) ^ ROTR(a, 13) ^ ROTR(a, 22)) + MAJ(a, b, c);
        h = g;
        g = f;
        f = e;
        e = d + t1;
        d = c;
        c = b;
        b = a;
        a = t1 + t2;
    }
    state[0] += a;
    state[1] += b;
    state[2] += c;
    state[3] += d;
    state[4] += e;
    state[5] += f;
    state[6] += g;
    state[7] += h;
    for (int i = 0; i < 8; i++) out[i] = state[i];
}

__global__ void search(unsigned *digests, unsigned *least, unsigned n)
{
    unsigned tid = blockIdx.x * blockDim.x + threadIdx.x;
    if (tid >= n) return;
    unsigned out[8];
    digest(tid, round_constants, out);
    digests[tid] = out[0] ^ out[7];
    if (out[0] < (1u << 20)) atomicMin(least, out[0]);
}

int main(int argc, char **argv)
{
    unsigned n = problem_size(argc, argv, 2 << 20);
    printf("hash_rounds: %u digests\n", n);
    /* The first 32 bits of the fractions of the cube roots of the first 64 primes. */
    for (int candidate = 2, found = 0; found < ROUNDS; candidate++) {
        bool prime = true;
        for (int d = 2; d * d <= candidate; d++) prime = prime && candidate % d != 0;
        if (!prime) continue;
        double root = std::cbrt((double)candidate);
        table[found++] = (unsigned)((root - std::floor(root)) * 4294967296.0);
    }
    CHECK(cudaMemcpyToSymbol(round_constants, table.data(), ROUNDS * sizeof(unsigned)));
    unsigned *digests = device_array<unsigned>(n), *least = device_array<unsigned>(1);
    Timing t = time_launches([&] {
        CHECK(cudaMemset(least, 0xff, sizeof(unsigned)));
        search<<<blocks_for(n, 128), 128>>>(digests, least, n);
    });
    bool ok = verify(digests, n, [&](size_t i) {
        unsigned out[8];
        digest((unsigned)i, table.data(), out);
        return out[0] ^ out[7];
    }, 0.0, 1.0, 32, 64);
    return report(ok, t, (double)n, "Ghash");
}
