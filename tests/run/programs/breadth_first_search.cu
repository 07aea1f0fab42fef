// run: tolerance=0
// Breadth-first search over a graph in compressed rows, by frontier queues, against the host; then connected components by label propagation.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#define VERTICES 3000
#define DEGREE 4
static unsigned state = 2463534242u;
static unsigned next_random(void) {
  state ^= state << 13;
  state ^= state >> 17;
  state ^= state << 5;
  return state;
}
typedef struct {
  int vertices, edges, *offsets, *targets;
} graph_t;
static graph_t make_graph(int n) {
  graph_t g = {n, 0, (int *)calloc(n + 2, sizeof(int)), NULL};
  int m = n * DEGREE / 2, (*pairs)[2] = (int(*)[2])malloc(m * sizeof *pairs);
  for (int e = 0; e < m; e++) {
    int a = next_random() % n, b = e % 3 ? next_random() % n : (a + 1 + next_random() % 20) % n;
    if (a % 10 == 9 || b % 10 == 9) a = b = a - a % 10 + 8;
    pairs[e][0] = a;
    pairs[e][1] = b;
    g.offsets[a + 1]++;
    g.offsets[b + 1]++;
  }
  for (int v = 0; v < n; v++)
    g.offsets[v + 1] += g.offsets[v];
  g.edges = g.offsets[n];
  g.targets = (int *)malloc(g.edges * sizeof(int));
  int *at = (int *)malloc(n * sizeof(int));
  memcpy(at, g.offsets, n * sizeof(int));
  for (int e = 0; e < m; e++) {
    g.targets[at[pairs[e][0]]++] = pairs[e][1];
    g.targets[at[pairs[e][1]]++] = pairs[e][0];
  }
  free(at);
  free(pairs);
  return g;
}
__global__ void expand(const int *offsets, const int *targets, const int *frontier, int size,
                       int *next, int *next_size, int *distance, int level) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i >= size) return;
  int v = frontier[i];
  for (int e = offsets[v]; e < offsets[v + 1]; e++) {
    int t = targets[e];
    if (atomicCAS(&distance[t], -1, level) == -1) next[atomicAdd(next_size, 1)] = t;
  }
}
__global__ void propagate(const int *offsets, const int *targets, int *label, int n, int *changed) {
  int v = blockIdx.x * blockDim.x + threadIdx.x;
  if (v >= n) return;
  int best = label[v];
  for (int e = offsets[v]; e < offsets[v + 1]; e++)
    best = min(best, ((volatile int *)label)[targets[e]]);
  if (best < label[v]) {
    atomicMin(&label[v], best);
    *changed = 1;
  }
}
static void host_bfs(const graph_t *g, int source, int *distance) {
  int *queue = (int *)malloc(g->vertices * sizeof(int)), head = 0, tail = 0;
  memset(distance, -1, g->vertices * sizeof(int));
  distance[source] = 0;
  queue[tail++] = source;
  while (head < tail) {
    int v = queue[head++];
    for (int e = g->offsets[v]; e < g->offsets[v + 1]; e++)
      if (distance[g->targets[e]] < 0) {
        distance[g->targets[e]] = distance[v] + 1;
        queue[tail++] = g->targets[e];
      }
  }
  free(queue);
}
int main(void) {
  graph_t g = make_graph(VERTICES);
  int n = g.vertices, *offsets, *targets, *f[2], *size, *distance;
  int *host = (int *)malloc(n * sizeof(int)), *expected = (int *)malloc(n * sizeof(int));
  cudaMalloc(&offsets, (n + 1) * sizeof(int));
  cudaMalloc(&targets, g.edges * sizeof(int));
  cudaMalloc(&f[0], n * sizeof(int));
  cudaMalloc(&f[1], n * sizeof(int));
  cudaMalloc(&size, sizeof(int));
  cudaMalloc(&distance, n * sizeof(int));
  cudaMemcpy(offsets, g.offsets, (n + 1) * sizeof(int), cudaMemcpyHostToDevice);
  cudaMemcpy(targets, g.targets, g.edges * sizeof(int), cudaMemcpyHostToDevice);
  printf("%d vertices, %d edges\n", n, g.edges);
  for (int source = 0; source < 3000; source += 999) {
    int count = 1, level = 0, zero = 0;
    cudaMemset(distance, 0xff, n * sizeof(int));
    cudaMemcpy(distance + source, &zero, sizeof(int), cudaMemcpyHostToDevice);
    cudaMemcpy(f[0], &source, sizeof(int), cudaMemcpyHostToDevice);
    printf("from %d:", source);
    while (count > 0) {
      printf(" %d", count);
      level++;
      cudaMemset(size, 0, sizeof(int));
      expand<<<(count + 127) / 128, 128>>>(offsets, targets, f[(level + 1) & 1], count,
                                           f[level & 1], size, distance, level);
      cudaMemcpy(&count, size, sizeof(int), cudaMemcpyDeviceToHost);
    }
    cudaMemcpy(host, distance, n * sizeof(int), cudaMemcpyDeviceToHost);
    host_bfs(&g, source, expected);
    printf(", %s\n", memcmp(host, expected, n * sizeof(int)) ? "differs" : "agrees");
  }
  for (int v = 0; v < n; v++)
    host[v] = v;
  cudaMemcpy(distance, host, n * sizeof(int), cudaMemcpyHostToDevice);
  int changed = 1;
  while (changed) {
    changed = 0;
    cudaMemset(size, 0, sizeof(int));
    propagate<<<(n + 255) / 256, 256>>>(offsets, targets, distance, n, size);
    cudaMemcpy(&changed, size, sizeof(int), cudaMemcpyDeviceToHost);
  }
  cudaMemcpy(host, distance, n * sizeof(int), cudaMemcpyDeviceToHost);
  int components = 0, members = 0;
  for (int v = 0; v < n; v++) {
    components += host[v] == v;
    members += host[v] == 0;
  }
  printf("%d components, %d in the first\n", components, members);
  return 0;
}
