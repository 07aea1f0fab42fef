// run: tolerance=1e-5
// A CSR graph in a struct that lies in device memory, passed by its address: breadth-first search, page rank, and a nested struct of struct pointers.
#include <stdio.h>
#include <stdlib.h>
#include <vector>

struct Graph {
  int vertices;
  int *offsets;
  int *targets;
  float *weights;
  struct Extra {
    unsigned char *visited;
    long long *sums;
  } extra;
};

struct Job {
  const Graph *graph;
  float *from, *to;
  Job *next;
};

__global__ void level(const Graph *g, int *distance, int depth, int *changed) {
  int v = blockIdx.x * blockDim.x + threadIdx.x;
  if (v >= g->vertices || distance[v] != depth) return;
  for (int e = g->offsets[v]; e < g->offsets[v + 1]; e++) {
    int to = g->targets[e];
    if (distance[to] < 0) {
      distance[to] = depth + 1;
      g->extra.visited[to] = (unsigned char)(depth + 1);
      *changed = 1;
    }
  }
}

__global__ void rank(const Job *job) {
  int v = blockIdx.x * blockDim.x + threadIdx.x;
  const Graph *g = job->graph;
  if (v >= g->vertices) return;
  float sum = 0.15f / g->vertices;
  for (int e = g->offsets[v]; e < g->offsets[v + 1]; e++) sum += 0.85f * job->from[g->targets[e]] * g->weights[e];
  job->next->from[v] = sum;
}

__global__ void totals(Graph *g) {
  int v = blockIdx.x * blockDim.x + threadIdx.x;
  if (v >= g->vertices) return;
  long long sum = (long long)v << 33;
  for (int e = g->offsets[v]; e < g->offsets[v + 1]; e++) sum += g->targets[e];
  g->extra.sums[v] = sum;
  if (v == 0) g->extra.visited = nullptr;
}

template <class T> T *upload(const std::vector<T> &host) {
  T *device;
  cudaMalloc(&device, host.size() * sizeof(T));
  cudaMemcpy(device, host.data(), host.size() * sizeof(T), cudaMemcpyHostToDevice);
  return device;
}

int main() {
  const int n = 150;
  std::vector<int> offsets(1, 0), targets, distance(n, -1);
  std::vector<float> weights, start(n, 1.0f / n);
  for (int v = 0; v < n; v++) start[v] = (float)(v % 7) / n;
  for (int v = 0; v < n; v++) {
    int degree = 1 + v % 4;
    for (int k = 0; k < degree; k++) {
      targets.push_back((v * 7 + k * 31 + 3) % n);
      weights.push_back(1.0f / degree);
    }
    offsets.push_back((int)targets.size());
  }
  Graph host = {n, upload(offsets), upload(targets), upload(weights), {nullptr, nullptr}};
  cudaMalloc(&host.extra.visited, n);
  cudaMemset(host.extra.visited, 0, n);
  cudaMalloc(&host.extra.sums, n * sizeof(long long));
  Graph *graph = upload(std::vector<Graph>(1, host));

  distance[0] = 0;
  int *depths = upload(distance), *changed;
  cudaMalloc(&changed, sizeof(int));
  int any = 1, depth = 0;
  for (; any; depth++) {
    cudaMemset(changed, 0, sizeof(int));
    level<<<3, 64>>>(graph, depths, depth, changed);
    cudaMemcpy(&any, changed, sizeof any, cudaMemcpyDeviceToHost);
  }
  std::vector<unsigned char> visited(n);
  cudaMemcpy(distance.data(), depths, n * sizeof(int), cudaMemcpyDeviceToHost);
  cudaMemcpy(visited.data(), host.extra.visited, n, cudaMemcpyDeviceToHost);
  int reached = 0, agree = 0;
  for (int v = 0; v < n; v++) {
    reached += distance[v] >= 0;
    agree += distance[v] <= 0 || visited[v] == distance[v];
  }
  printf("depth %d, reached %d, agree %d\n", depth, reached, agree);

  Job *jobs;
  cudaMalloc(&jobs, 2 * sizeof(Job));
  float *a = upload(start), *b = upload(start);
  Job pair[2] = {{graph, a, nullptr, jobs + 1}, {graph, b, nullptr, jobs}};
  cudaMemcpy(jobs, pair, sizeof pair, cudaMemcpyHostToDevice);
  for (int i = 0; i < 6; i++) rank<<<3, 64>>>(jobs + (i & 1));
  cudaMemcpy(start.data(), a, n * sizeof(float), cudaMemcpyDeviceToHost);
  printf("ranks %.6f %.6f %.6f\n", start[0], start[77], start[149]);

  totals<<<3, 64>>>(graph);
  std::vector<long long> sums(n);
  cudaMemcpy(sums.data(), host.extra.sums, n * sizeof(long long), cudaMemcpyDeviceToHost);
  cudaMemcpy(&host, graph, sizeof host, cudaMemcpyDeviceToHost);
  printf("sums %lld %lld, cleared %d, %s\n", sums[1], sums[149], host.extra.visited == nullptr, cudaGetErrorString(cudaGetLastError()));
}
