/* The lightest edge of each vertex (a step of Boruvka's algorithm): an edge a thread, weight and number packed into 64 bits, atomicMin on both ends; then a vertex a thread unpacks. Exact, every vertex. Small size: 10000. */
#include "../bench.cuh"

#define DEGREE 8

typedef unsigned long long u64;

struct Edge {
    int from, to;
    unsigned weight;
};

__host__ __device__ inline Edge edge_at(unsigned i, int vertices)
{
    Edge e;
    e.from = i % vertices;
    e.to = hash32(i) % vertices;
    e.weight = hash32(i + 12345u) >> 12;
    return e;
}

__global__ void make_edges(Edge *edges, int m, int vertices)
{
    int i = blockIdx.x * blockDim.x + threadIdx.x;
    if (i < m) edges[i] = edge_at(i, vertices);
}

__global__ void reset(u64 *best, int vertices)
{
    int v = blockIdx.x * blockDim.x + threadIdx.x;
    if (v < vertices) best[v] = ~0ULL;
}

__global__ void offer(const Edge *edges, u64 *best, int m)
{
    int i = blockIdx.x * blockDim.x + threadIdx.x;
    if (i >= m) return;
    Edge e = edges[i];
    u64 packed = ((u64)e.weight << 32) | (unsigned)i;
    if (packed < best[e.from]) atomicMin(&best[e.from], packed);
    if (packed < best[e.to]) atomicMin(&best[e.to], packed);
}

__global__ void choose(const u64 *best, const Edge *edges, int *partner, int vertices)
{
    int v = blockIdx.x * blockDim.x + threadIdx.x;
    if (v >= vertices) return;
    int edge = (int)(best[v] & 0xffffffffu);
    partner[v] = edges[edge].from == v ? edges[edge].to : edges[edge].from;
}

int main(int argc, char **argv)
{
    int vertices = problem_size(argc, argv, 1 << 20), m = vertices * DEGREE;
    printf("lightest_edge: %d vertices, %d edges\n", vertices, m);
    Edge *edges = device_array<Edge>(m);
    u64 *best = device_array<u64>(vertices);
    int *partner = device_array<int>(vertices);
    make_edges<<<blocks_for(m, 256), 256>>>(edges, m, vertices);

    Timing t = time_launches([&] {
        reset<<<blocks_for(vertices, 256), 256>>>(best, vertices);
        offer<<<blocks_for(m, 256), 256>>>(edges, best, m);
        choose<<<blocks_for(vertices, 256), 256>>>(best, edges, partner, vertices);
    });
    std::vector<u64> expected(vertices, ~0ULL);
    for (int i = 0; i < m; i++) {
        Edge e = edge_at(i, vertices);
        u64 packed = ((u64)e.weight << 32) | (unsigned)i;
        expected[e.from] = std::min(expected[e.from], packed);
        expected[e.to] = std::min(expected[e.to], packed);
    }
    bool ok = verify(partner, vertices, [&](size_t v) {
        Edge e = edge_at((unsigned)expected[v], vertices);
        return e.from == (int)v ? e.to : e.from;
    }, 0.0, 1.0, 1, vertices);
    return report(ok, t, (double)m, "Gedge");
}
