/* All shortest paths of a dense graph, one launch a middle vertex. Each repeat starts from a fresh copy. Verified for eight sources by Dijkstra's algorithm, exactly. Small size: 128. */
#include "bench.cuh"

__host__ __device__ inline int weight(unsigned from, unsigned to, unsigned n) { return from == to ? 0 : 1 + (int)(hash32(from * n + to) % 10000u); }

__global__ void fill(int *dist, int n)
{
    int x = blockIdx.x * blockDim.x + threadIdx.x, y = blockIdx.y * blockDim.y + threadIdx.y;
    if (x < n && y < n) dist[y * n + x] = weight(y, x, n);
}

__global__ void relax(int *dist, int n, int k)
{
    int x = blockIdx.x * blockDim.x + threadIdx.x, y = blockIdx.y * blockDim.y + threadIdx.y;
    if (x >= n || y >= n) return;
    int through = dist[y * n + k] + dist[k * n + x];
    if (through < dist[y * n + x]) dist[y * n + x] = through;
}

static std::vector<int> dijkstra(int source, int n)
{
    std::vector<int> dist(n, 1 << 30);
    std::vector<bool> done(n, false);
    dist[source] = 0;
    for (int round = 0; round < n; round++) {
        int u = -1;
        for (int v = 0; v < n; v++)
            if (!done[v] && (u < 0 || dist[v] < dist[u])) u = v;
        done[u] = true;
        for (int v = 0; v < n; v++) dist[v] = std::min(dist[v], dist[u] + weight(u, v, n));
    }
    return dist;
}

int main(int argc, char **argv)
{
    int n = problem_size(argc, argv, 2048);
    size_t count = (size_t)n * n;
    printf("floyd_warshall: %d vertices\n", n);
    int *graph = device_array<int>(count), *dist = device_array<int>(count);
    dim3 block(32, 8), grid(blocks_for(n, 32), blocks_for(n, 8));
    fill<<<grid, block>>>(graph, n);

    Timing t = time_launches([&] {
        CHECK(cudaMemcpyAsync(dist, graph, count * sizeof(int), cudaMemcpyDeviceToDevice));
        for (int k = 0; k < n; k++) relax<<<grid, block>>>(dist, n, k);
    });
    bool ok = true;
    for (int s = 0; s < 8 && ok; s++) {
        int source = (int)((long long)(n - 1) * s / 7);
        std::vector<int> expected = dijkstra(source, n);
        ok = verify(dist + (size_t)source * n, n, [&](size_t v) { return expected[v]; }, 0.0, 1.0, 1, n);
    }
    return report(ok, t, (double)count * n, "Grelaxation");
}
