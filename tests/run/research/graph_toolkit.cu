// run: tolerance=1e-3
// Graphs in compressed rows: breadth first search downwards and upwards, components by labels, PageRank, triangles by intersecting lists, all against the CPU.
#include <cuda_runtime.h>
#include <limits.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ENSURE(condition, ...)                  \
  do {                                          \
    if (!(condition)) {                         \
      fprintf(stderr, "%d: ", __LINE__);        \
      fprintf(stderr, __VA_ARGS__);             \
      fputc('\n', stderr);                      \
      exit(EXIT_FAILURE);                       \
    }                                           \
  } while (0)
#define CU(call)                                                          \
  do {                                                                    \
    cudaError_t e_ = (call);                                              \
    ENSURE(e_ == cudaSuccess, "%s: %s", #call, cudaGetErrorString(e_));   \
  } while (0)

#define BLOCK 128
#define GRID(n) (((n) + BLOCK - 1) / BLOCK)
#define UNSEEN (-1)

/* Undirected: each edge is in both lists; lists are sorted and free of loops and duplicates. */
typedef struct graph {
  int vertices, arcs;
  int *start;
  int *target;
} graph_t;

typedef struct edge {
  int from, to;
} edge_t;

__device__ int queue_length;
__device__ int something_changed;
__device__ unsigned long long triangle_total;

/* ---- breadth first search ---- */

/* From a queue of vertices: whoever turns a level from UNSEEN queues the vertex. */
__global__ void bfs_down(graph_t g, const int *queue, int length, int *next, int *level,
                         int depth) {
  int k = blockIdx.x * blockDim.x + threadIdx.x;
  if (k >= length) return;
  int v = queue[k];
  for (int a = g.start[v]; a < g.start[v + 1]; a++) {
    int w = g.target[a];
    if (atomicCAS(&level[w], UNSEEN, depth) == UNSEEN) next[atomicAdd(&queue_length, 1)] = w;
  }
}

/* Every unseen vertex looks for a neighbour in the frontier, a bit set; the next is another. */
__global__ void bfs_up(graph_t g, const unsigned *frontier, unsigned *next, int *level,
                       int depth) {
  int v = blockIdx.x * blockDim.x + threadIdx.x;
  int found = 0;
  if (v < g.vertices && level[v] == UNSEEN) {
    for (int a = g.start[v]; a < g.start[v + 1] && !found; a++) {
      int w = g.target[a];
      found = frontier[w >> 5] >> (w & 31) & 1;
    }
    if (found) {
      level[v] = depth;
      atomicOr(&next[v >> 5], 1u << (v & 31));
    }
  }
  int fresh = __syncthreads_count(found);
  if (threadIdx.x == 0 && fresh) atomicAdd(&queue_length, fresh);
}

static int read_int(const void *symbol_address) {
  int value;
  CU(cudaMemcpy(&value, symbol_address, sizeof value, cudaMemcpyDeviceToHost));
  return value;
}

template <typename T>
static T *symbol_address(T &symbol) {
  void *p;
  CU(cudaGetSymbolAddress(&p, symbol));
  return (T *)p;
}

static int search_down(graph_t g, int root, int *level) {
  int *queues[2], *length = symbol_address(queue_length), depth = 0, size = 1;
  CU(cudaMalloc(&queues[0], g.vertices * sizeof(int)));
  CU(cudaMalloc(&queues[1], g.vertices * sizeof(int)));
  CU(cudaMemset(level, 0xff, g.vertices * sizeof(int)));
  CU(cudaMemset(level + root, 0, sizeof(int)));
  CU(cudaMemcpy(queues[0], &root, sizeof root, cudaMemcpyHostToDevice));
  while (size > 0) {
    CU(cudaMemset(length, 0, sizeof(int)));
    bfs_down<<<GRID(size), BLOCK>>>(g, queues[depth & 1], size, queues[1 - (depth & 1)], level,
                                    depth + 1);
    size = read_int(length);
    depth++;
  }
  CU(cudaFree(queues[0]));
  CU(cudaFree(queues[1]));
  return depth - 1;
}

static int search_up(graph_t g, int root, int *level) {
  int words = (g.vertices + 31) / 32, *length = symbol_address(queue_length), depth = 0, size = 1;
  unsigned *bits, first = 1u << (root & 31);
  CU(cudaMalloc(&bits, 2 * words * sizeof(unsigned)));
  CU(cudaMemset(bits, 0, 2 * words * sizeof(unsigned)));
  CU(cudaMemset(level, 0xff, g.vertices * sizeof(int)));
  CU(cudaMemset(level + root, 0, sizeof(int)));
  CU(cudaMemcpy(bits + root / 32, &first, sizeof first, cudaMemcpyHostToDevice));
  while (size > 0) {
    unsigned *now = bits + (depth & 1) * words, *next = bits + (1 - (depth & 1)) * words;
    CU(cudaMemset(length, 0, sizeof(int)));
    CU(cudaMemset(next, 0, words * sizeof(unsigned)));
    bfs_up<<<GRID(g.vertices), BLOCK>>>(g, now, next, level, depth + 1);
    size = read_int(length);
    depth++;
  }
  CU(cudaFree(bits));
  return depth - 1;
}

/* ---- components: the smallest number in reach, by neighbours and by short cuts ---- */

__global__ void number_vertices(int *label, int n) {
  int v = blockIdx.x * blockDim.x + threadIdx.x;
  if (v < n) label[v] = v;
}

__global__ void spread_labels(graph_t g, const int *old, int *fresh) {
  int v = blockIdx.x * blockDim.x + threadIdx.x;
  if (v >= g.vertices) return;
  int best = old[v];
  for (int a = g.start[v]; a < g.start[v + 1]; a++)
    best = min(best, old[g.target[a]]);
  best = old[best]; /* a label names a vertex of the same component: take over what it has */
  if (best < old[v]) {
    atomicExch(&something_changed, 1);
    atomicMin(&fresh[old[v]], best);
  }
  atomicMin(&fresh[v], best);
}

static int label_components(graph_t g, int *label) {
  int rounds = 0, changed = 1, zero = 0, *old;
  size_t bytes = g.vertices * sizeof(int);
  CU(cudaMalloc(&old, bytes));
  number_vertices<<<GRID(g.vertices), BLOCK>>>(label, g.vertices);
  for (; changed; rounds++) {
    CU(cudaMemcpyToSymbol(something_changed, &zero, sizeof zero));
    CU(cudaMemcpy(old, label, bytes, cudaMemcpyDeviceToDevice));
    spread_labels<<<GRID(g.vertices), BLOCK>>>(g, old, label);
    CU(cudaMemcpyFromSymbol(&changed, something_changed, sizeof changed));
  }
  CU(cudaFree(old));
  return rounds;
}

/* ---- PageRank by pulling ---- */

__global__ void share_out(graph_t g, const double *rank, double *share, double *block_dangling) {
  __shared__ double lost[BLOCK];
  int v = blockIdx.x * blockDim.x + threadIdx.x;
  lost[threadIdx.x] = 0;
  if (v < g.vertices) {
    int degree = g.start[v + 1] - g.start[v];
    share[v] = degree ? rank[v] / degree : 0;
    if (!degree) lost[threadIdx.x] = rank[v];
  }
  __syncthreads();
  for (int half = BLOCK / 2; half > 0; half >>= 1) {
    if (threadIdx.x < half) lost[threadIdx.x] += lost[threadIdx.x + half];
    __syncthreads();
  }
  if (threadIdx.x == 0) block_dangling[blockIdx.x] = lost[0];
}

__global__ void pull(graph_t g, const double *share, const double *block_dangling, int blocks,
                     double damping, double *rank) {
  __shared__ double dangling;
  if (threadIdx.x == 0) {
    dangling = 0;
    for (int b = 0; b < blocks; b++)
      dangling += block_dangling[b];
  }
  __syncthreads();
  int v = blockIdx.x * blockDim.x + threadIdx.x;
  if (v >= g.vertices) return;
  double sum = 0;
  for (int a = g.start[v]; a < g.start[v + 1]; a++)
    sum += share[g.target[a]];
  rank[v] = (1 - damping + damping * dangling) / g.vertices + damping * sum;
}

static void page_rank(graph_t g, double *rank, int rounds, double damping) {
  double *share, *dangling, *first = (double *)malloc(g.vertices * sizeof *first);
  int blocks = GRID(g.vertices);
  for (int v = 0; v < g.vertices; v++)
    first[v] = 1.0 / g.vertices;
  CU(cudaMalloc(&share, g.vertices * sizeof *share));
  CU(cudaMalloc(&dangling, blocks * sizeof *dangling));
  CU(cudaMemcpy(rank, first, g.vertices * sizeof *rank, cudaMemcpyHostToDevice));
  for (int k = 0; k < rounds; k++) {
    share_out<<<blocks, BLOCK>>>(g, rank, share, dangling);
    pull<<<blocks, BLOCK>>>(g, share, dangling, blocks, damping, rank);
  }
  CU(cudaFree(share));
  CU(cudaFree(dangling));
  free(first);
}

/* ---- triangles ---- */

__device__ static bool listed(const int *list, int length, int key) {
  int low = 0, high = length;
  while (low < high) {
    int middle = (low + high) >> 1;
    if (list[middle] < key) low = middle + 1;
    else high = middle;
  }
  return low < length && list[low] == key;
}

/* A warp a vertex u: for arcs u < v the lanes look the neighbours w > v of v up in u's list. */
__global__ void count_triangles(graph_t g, unsigned *of_vertex) {
  int u = (blockIdx.x * blockDim.x + threadIdx.x) >> 5, lane = threadIdx.x & 31;
  if (u >= g.vertices) return;
  const int *mine = g.target + g.start[u];
  int degree = g.start[u + 1] - g.start[u];
  unsigned found = 0;
  for (int a = 0; a < degree; a++) {
    int v = mine[a];
    if (v <= u) continue;
    for (int b = g.start[v] + lane; b < g.start[v + 1]; b += 32) {
      int w = g.target[b];
      if (w > v && listed(mine, degree, w)) {
        found++;
        atomicAdd(&of_vertex[v], 1u);
        atomicAdd(&of_vertex[w], 1u);
      }
    }
  }
  for (int d = 16; d; d >>= 1)
    found += __shfl_down_sync(0xffffffff, found, d);
  if (lane == 0 && found) {
    atomicAdd(&of_vertex[u], found);
    atomicAdd(&triangle_total, (unsigned long long)found);
  }
}

__global__ void degree_histogram(graph_t g, int *bins, int bin_count) {
  extern __shared__ int local[];
  for (int b = threadIdx.x; b < bin_count; b += blockDim.x)
    local[b] = 0;
  __syncthreads();
  int v = blockIdx.x * blockDim.x + threadIdx.x;
  if (v < g.vertices) {
    int degree = g.start[v + 1] - g.start[v];
    atomicAdd(&local[min(bin_count - 1, 32 - __clz(degree))], 1);
  }
  __syncthreads();
  for (int b = threadIdx.x; b < bin_count; b += blockDim.x)
    if (local[b]) atomicAdd(&bins[b], local[b]);
}

/* ---- host: making graphs ---- */

static int by_ends(const void *a, const void *b) {
  const edge_t *x = (const edge_t *)a, *y = (const edge_t *)b;
  return x->from != y->from ? (x->from > y->from) - (x->from < y->from)
                            : (x->to > y->to) - (x->to < y->to);
}

static uint32_t draw(uint64_t *state) {
  *state = *state * 6364136223846793005ull + 1442695040888963407ull;
  return (uint32_t)(*state >> 33);
}

/* Islands of vertices; within each, ends are drawn with a preference for small numbers. */
static graph_t make_graph(int vertices, int edges, uint64_t seed) {
  edge_t *list = (edge_t *)malloc(2 * edges * sizeof *list);
  int kept = 0, island = vertices / 4;
  for (int e = 0; e < edges; e++) {
    int base = draw(&seed) % 8 < 5 ? 0 : (1 + draw(&seed) % 3) * island;
    int a = draw(&seed) % island, b = draw(&seed) % island;
    a = base + (draw(&seed) & 1 ? a : a * a / island);
    b = base + (draw(&seed) & 1 ? b : b / 5);
    if (a == b || a % 17 == 3 || b % 17 == 3) continue;
    list[kept++] = (edge_t){a, b};
    list[kept++] = (edge_t){b, a};
  }
  qsort(list, kept, sizeof *list, by_ends);
  graph_t g = {vertices, 0, (int *)calloc(vertices + 1, sizeof(int)),
               (int *)malloc((kept + 1) * sizeof(int))};
  for (int k = 0; k < kept; k++) {
    if (k && by_ends(&list[k - 1], &list[k]) == 0) continue;
    g.start[list[k].from + 1]++;
    g.target[g.arcs++] = list[k].to;
  }
  for (int v = 0; v < vertices; v++)
    g.start[v + 1] += g.start[v];
  free(list);
  return g;
}

static int save_edges(const char *name, const graph_t *g) {
  FILE *f = fopen(name, "w");
  ENSURE(f, "cannot write %s", name);
  int lines = 0;
  for (int v = 0; v < g->vertices; v++)
    for (int a = g->start[v]; a < g->start[v + 1]; a++)
      if (v < g->target[a]) lines += fprintf(f, "%d\t%d\n", v, g->target[a]) > 0;
  fclose(f);
  return lines;
}

static int check_edges(const char *name, const graph_t *g) {
  int from, to, lines = 0;
  FILE *f = fopen(name, "r");
  ENSURE(f, "cannot read %s", name);
  while (fscanf(f, "%d %d", &from, &to) == 2) {
    const int *list = g->target + g->start[from];
    int degree = g->start[from + 1] - g->start[from];
    const void *hit = bsearch(&to, list, degree, sizeof(int), [](const void *a, const void *b) {
      return *(const int *)a - *(const int *)b;
    });
    if (!hit) break;
    lines++;
  }
  fclose(f);
  remove(name);
  return lines;
}

/* ---- host: references ---- */

static void host_search(const graph_t *g, int root, int *level) {
  int *queue = (int *)malloc(g->vertices * sizeof(int)), head = 0, tail = 0;
  for (int v = 0; v < g->vertices; v++)
    level[v] = UNSEEN;
  level[root] = 0;
  queue[tail++] = root;
  while (head < tail) {
    int v = queue[head++];
    for (int a = g->start[v]; a < g->start[v + 1]; a++)
      if (level[g->target[a]] == UNSEEN) {
        level[g->target[a]] = level[v] + 1;
        queue[tail++] = g->target[a];
      }
  }
  free(queue);
}

static int find_root(int *parent, int v) {
  while (parent[v] != v)
    v = parent[v] = parent[parent[v]];
  return v;
}

static void host_components(const graph_t *g, int *label) {
  for (int v = 0; v < g->vertices; v++)
    label[v] = v;
  for (int v = 0; v < g->vertices; v++)
    for (int a = g->start[v]; a < g->start[v + 1]; a++) {
      int x = find_root(label, v), y = find_root(label, g->target[a]);
      if (x < y) label[y] = x;
      else label[x] = y;
    }
  for (int v = 0; v < g->vertices; v++)
    label[v] = find_root(label, v);
}

static void host_rank(const graph_t *g, double *rank, int rounds, double damping) {
  int n = g->vertices;
  double *next = (double *)malloc(n * sizeof *next);
  for (int v = 0; v < n; v++)
    rank[v] = 1.0 / n;
  for (int k = 0; k < rounds; k++) {
    double lost = 0;
    memset(next, 0, n * sizeof *next);
    for (int v = 0; v < n; v++) {
      int degree = g->start[v + 1] - g->start[v];
      if (!degree) lost += rank[v];
      for (int a = g->start[v]; a < g->start[v + 1]; a++)
        next[g->target[a]] += rank[v] / degree;
    }
    for (int v = 0; v < n; v++)
      rank[v] = (1 - damping + damping * lost) / n + damping * next[v];
  }
  free(next);
}

static uint64_t host_triangles(const graph_t *g, unsigned *of_vertex) {
  uint64_t total = 0;
  char *mark = (char *)calloc(g->vertices, 1);
  for (int u = 0; u < g->vertices; u++) {
    for (int a = g->start[u]; a < g->start[u + 1]; a++)
      mark[g->target[a]] = 1;
    for (int a = g->start[u]; a < g->start[u + 1]; a++)
      for (int v = g->target[a], b = g->start[v]; v > u && b < g->start[v + 1]; b++)
        if (g->target[b] > v && mark[g->target[b]]) {
          total++;
          of_vertex[u]++, of_vertex[v]++, of_vertex[g->target[b]]++;
        }
    for (int a = g->start[u]; a < g->start[u + 1]; a++)
      mark[g->target[a]] = 0;
  }
  free(mark);
  return total;
}

static int failures;
static void verdict(const char *what, int good) {
  printf("  %s: %s\n", what, good ? "PASS" : "FAIL");
  failures += !good;
}

int main(int argc, char **argv) {
  int vertices = 2048, edges = 5000, root = 0;
  if (argc > 1) vertices = atoi(argv[1]);
  if (argc > 2) edges = atoi(argv[2]);
  graph_t g = make_graph(vertices, edges, 2024), d = g;
  size_t bytes = vertices * sizeof(int);
  CU(cudaMalloc(&d.start, (vertices + 1) * sizeof(int)));
  CU(cudaMalloc(&d.target, g.arcs * sizeof(int)));
  CU(cudaMemcpy(d.start, g.start, (vertices + 1) * sizeof(int), cudaMemcpyHostToDevice));
  CU(cudaMemcpy(d.target, g.target, g.arcs * sizeof(int), cudaMemcpyHostToDevice));
  printf("%d vertices, %d edges\n", vertices, g.arcs / 2);

  enum { BINS = 10 };
  int *bins; /* small and shared with the host */
  CU(cudaMallocManaged(&bins, BINS * sizeof(int)));
  memset(bins, 0, BINS * sizeof(int));
  degree_histogram<<<GRID(vertices), BLOCK, BINS * sizeof(int)>>>(d, bins, BINS);
  CU(cudaDeviceSynchronize());
  printf("degrees\n");
  for (int b = 0, sum = 0; b < BINS && sum < vertices; sum += bins[b++])
    printf("  below %3d: %d\n", 1 << b, bins[b]);

  int *level, *got = (int *)malloc(bytes), *expected = (int *)malloc(bytes);
  int counts[64] = {0};
  CU(cudaMalloc(&level, bytes));
  int depth = search_down(d, root, level);
  CU(cudaMemcpy(got, level, bytes, cudaMemcpyDeviceToHost));
  host_search(&g, root, expected);
  for (int v = 0; v < vertices; v++)
    if (got[v] >= 0) counts[got[v] & 63]++;
  printf("levels from vertex %d:", root);
  for (int k = 0; k <= depth; k++)
    printf(" %d", counts[k & 63]);
  printf("\n");
  verdict("downwards", !memcmp(got, expected, bytes));
  int depth2 = search_up(d, root, level);
  CU(cudaMemcpy(got, level, bytes, cudaMemcpyDeviceToHost));
  verdict("upwards", depth2 == depth && !memcmp(got, expected, bytes));

  label_components(d, level);
  CU(cudaMemcpy(got, level, bytes, cudaMemcpyDeviceToHost));
  host_components(&g, expected);
  int components = 0, largest = 0, *size = (int *)calloc(vertices, sizeof(int));
  for (int v = 0; v < vertices; v++) {
    components += got[v] == v;
    if (++size[got[v]] > size[largest]) largest = got[v];
  }
  printf("%d components, the largest holds %d\n", components, size[largest]);
  verdict("labels", !memcmp(got, expected, bytes));

  double *rank, *r = (double *)malloc(vertices * sizeof *r), sum = 0, off = 0;
  double *r2 = (double *)malloc(vertices * sizeof *r);
  CU(cudaMalloc(&rank, vertices * sizeof *r));
  page_rank(d, rank, 25, 0.85);
  CU(cudaMemcpy(r, rank, vertices * sizeof *r, cudaMemcpyDeviceToHost));
  host_rank(&g, r2, 25, 0.85);
  for (int v = 0; v < vertices; v++) {
    sum += r[v];
    off = fmax(off, fabs(r[v] - r2[v]));
  }
  printf("PageRank, first five\n");
  for (int k = 0; k < 5; k++) {
    int top = 0;
    for (int v = 1; v < vertices; v++)
      if (r2[v] > r2[top]) top = v;
    printf("  %5d  %.5f  degree %d\n", top, r[top], g.start[top + 1] - g.start[top]);
    r2[top] = 0;
  }
  verdict("ranks", off < 1e-12 && fabs(sum - 1) < 1e-9);

  unsigned *of_vertex, *t = (unsigned *)malloc(bytes), *t2 = (unsigned *)calloc(vertices, 4);
  unsigned long long total;
  CU(cudaMalloc(&of_vertex, bytes));
  CU(cudaMemset(of_vertex, 0, bytes));
  count_triangles<<<GRID(32 * vertices), BLOCK>>>(d, of_vertex);
  CU(cudaGetLastError());
  CU(cudaMemcpyFromSymbol(&total, triangle_total, sizeof total));
  CU(cudaMemcpy(t, of_vertex, bytes, cudaMemcpyDeviceToHost));
  uint64_t total2 = host_triangles(&g, t2);
  printf("%llu triangles, %u at vertex %d\n", total, t[root], root);
  verdict("triangles", total == total2 && !memcmp(t, t2, bytes));

  int lines = save_edges("graph_toolkit.edges", &g);
  verdict("edge list", check_edges("graph_toolkit.edges", &g) == lines && 2 * lines == g.arcs);
  void *device[] = {d.start, d.target, bins, level, rank, of_vertex};
  for (size_t k = 0; k < sizeof device / sizeof *device; k++)
    CU(cudaFree(device[k]));
  void *host[] = {g.start, g.target, got, expected, size, r, r2, t, t2};
  for (size_t k = 0; k < sizeof host / sizeof *host; k++)
    free(host[k]);
  printf("%s\n", failures ? "FAIL" : "PASS");
  return failures;
}
