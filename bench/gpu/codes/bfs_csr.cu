/* Breadth-first search by levels over adjacency lists: masks of bool for the frontier, two kernels a level, and a flag read back after each. Exact, every level. Small size: 2000. */
#include "../bench.cuh"

#define DEGREE 8

struct Node {
    int first;
    int edges;
};

__global__ void expand(const Node *nodes, const int *edges, bool *frontier, bool *updating, const bool *visited, int *cost, int n)
{
    int tid = blockIdx.x * blockDim.x + threadIdx.x;
    if (tid < n && frontier[tid]) {
        frontier[tid] = false;
        for (int i = nodes[tid].first; i < nodes[tid].first + nodes[tid].edges; i++) {
            int id = edges[i];
            if (!visited[id]) {
                cost[id] = cost[tid] + 1;
                updating[id] = true;
            }
        }
    }
}

__global__ void advance(bool *frontier, bool *updating, bool *visited, bool *over, int n)
{
    int tid = blockIdx.x * blockDim.x + threadIdx.x;
    if (tid < n && updating[tid]) {
        frontier[tid] = true;
        visited[tid] = true;
        *over = true;
        updating[tid] = false;
    }
}

__global__ void start_from(bool *frontier, bool *updating, bool *visited, int *cost, int n, int source)
{
    int tid = blockIdx.x * blockDim.x + threadIdx.x;
    if (tid < n) {
        frontier[tid] = visited[tid] = tid == source;
        updating[tid] = false;
        cost[tid] = tid == source ? 0 : -1;
    }
}

int main(int argc, char **argv)
{
    int n = problem_size(argc, argv, 1 << 20);
    printf("bfs_csr: %d nodes\n", n);
    std::vector<Node> nodes(n);
    std::vector<int> edges;
    edges.reserve((size_t)n * DEGREE);
    for (int i = 0; i < n; i++) {
        int count = hash32(i) % (2 * DEGREE - 1);
        nodes[i] = {(int)edges.size(), count};
        for (int k = 0; k < count; k++) edges.push_back(hash32(i * 16 + k + 1) % n);
    }
    Node *device_nodes = device_copy(nodes);
    int *device_edges = device_copy(edges), *cost = device_array<int>(n);
    bool *frontier = device_array<bool>(n), *updating = device_array<bool>(n), *visited = device_array<bool>(n), *over = device_array<bool>(1);

    int source = n / 2;
    while (nodes[source].edges == 0) source++;
    unsigned blocks = blocks_for(n, 256);
    Timing t = time_launches([&] {
        start_from<<<blocks, 256>>>(frontier, updating, visited, cost, n, source);
        bool more;
        do {
            more = false;
            CHECK(cudaMemcpy(over, &more, sizeof(bool), cudaMemcpyHostToDevice));
            expand<<<blocks, 256>>>(device_nodes, device_edges, frontier, updating, visited, cost, n);
            advance<<<blocks, 256>>>(frontier, updating, visited, over, n);
            CHECK(cudaMemcpy(&more, over, sizeof(bool), cudaMemcpyDeviceToHost));
        } while (more);
    });
    std::vector<int> expected(n, -1), queue;
    expected[source] = 0;
    queue.push_back(source);
    for (size_t head = 0; head < queue.size(); head++) {
        Node node = nodes[queue[head]];
        for (int k = 0; k < node.edges; k++) {
            int id = edges[node.first + k];
            if (expected[id] >= 0) continue;
            expected[id] = expected[queue[head]] + 1;
            queue.push_back(id);
        }
    }
    bool ok = verify(cost, n, [&](size_t i) { return expected[i]; }, 0.0, 1.0, 1, n);
    return report(ok, t, (double)edges.size(), "Gedge");
}
