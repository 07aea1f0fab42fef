/* Hits in a quarter circle by random points: each thread keeps a generator (xorshift, four words) in global memory and adds to its counter. Counters verified for a sample of threads, within two hits (rounding at the circle). Small size: 2000. */
#include "../bench.cuh"

#define TRIALS 256

struct Generator {
    unsigned x, y, z, w;
};

__host__ __device__ inline unsigned next_random(Generator *g)
{
    unsigned t = g->x ^ (g->x << 11);
    g->x = g->y;
    g->y = g->z;
    g->z = g->w;
    g->w = g->w ^ (g->w >> 19) ^ t ^ (t >> 8);
    return g->w;
}

__host__ __device__ inline float uniform(Generator *g) { return next_random(g) * (1.0f / 4294967296.0f); }

__host__ __device__ inline Generator seeded(unsigned id)
{
    Generator g = {hash32(4 * id), hash32(4 * id + 1), hash32(4 * id + 2), hash32(4 * id + 3) | 1u};
    return g;
}

__global__ void seed(Generator *states, unsigned *hits, int n)
{
    int id = blockIdx.x * blockDim.x + threadIdx.x;
    if (id < n) {
        states[id] = seeded(id);
        hits[id] = 0;
    }
}

__global__ void sample_circle(Generator *states, unsigned *hits, int n)
{
    int id = blockIdx.x * blockDim.x + threadIdx.x;
    if (id >= n) return;
    Generator *state = &states[id];
    unsigned inside = 0;
    for (int i = 0; i < TRIALS; i++) {
        float x = uniform(state);
        float y = uniform(state);
        if (x * x + y * y < 1.0f) inside++;
    }
    hits[id] += inside;
}

int main(int argc, char **argv)
{
    int n = problem_size(argc, argv, 1 << 20);
    printf("monte_carlo: %d threads, %d points each\n", n, TRIALS);
    Generator *states = device_array<Generator>(n);
    unsigned *hits = device_array<unsigned>(n);
    unsigned blocks = blocks_for(n, 256);
    seed<<<blocks, 256>>>(states, hits, n);
    Timing t = time_launches([&] { sample_circle<<<blocks, 256>>>(states, hits, n); });

    seed<<<blocks, 256>>>(states, hits, n);
    for (int r = 0; r < 2; r++) sample_circle<<<blocks, 256>>>(states, hits, n);
    bool ok = sample(hits, n, [&](size_t id, unsigned value) {
        Generator g = seeded(id);
        unsigned inside = 0;
        for (int i = 0; i < 2 * TRIALS; i++) {
            float x = uniform(&g), y = uniform(&g);
            inside += x * x + y * y < 1.0f;
        }
        return std::abs((int)value - (int)inside) <= 2 || check_element(id, value, inside, 0.0);
    }, 32, 64);
    return report(ok, t, (double)n * TRIALS, "Gpoint");
}
