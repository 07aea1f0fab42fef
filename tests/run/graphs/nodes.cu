// run: tolerance=0
// A graph built by hand: kernels, copies, fills of 1, 2 and 4 bytes, host functions, an empty node and a child graph; its structure; two launches.
#include <cstdio>
#include <vector>

__global__ void add(int* p, int value, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) p[i] += value;
}
__global__ void times(int* p, int factor, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) p[i] *= factor;
}
void CUDART_CB say(void* data) { printf("host: %s\n", (const char*)data); }

void check(cudaError_t error, int line) {
  if (error != cudaSuccess) printf("line %d: %s\n", line, cudaGetErrorName(error));
}
#define CHECK(call) check(call, __LINE__)

int main() {
  const int n = 8;
  int *device, host[n], input[n] = {1, 2, 3, 4, 5, 6, 7, 8};
  unsigned short* shorts;
  CHECK(cudaMalloc(&device, sizeof host));
  CHECK(cudaMalloc(&shorts, 16));
  cudaGraph_t graph, child;
  CHECK(cudaGraphCreate(&graph, 0));
  CHECK(cudaGraphCreate(&child, 0));

  cudaGraphNode_t up, plus, down, hello, both, inner, mul, fill2;
  CHECK(cudaGraphAddMemcpyNode1D(&up, graph, nullptr, 0, device, input, sizeof input, cudaMemcpyHostToDevice));
  int value = 10, count = n, factor = 3;
  void* args[] = {&device, &value, &count};
  cudaKernelNodeParams k = {};
  k.func = (void*)add;
  k.gridDim = dim3(2);
  k.blockDim = dim3(4);
  k.kernelParams = args;
  CHECK(cudaGraphAddKernelNode(&plus, graph, &up, 1, &k));
  value = 1000;  // the node has its own copy
  void* more[] = {&device, &factor, &count};
  k.func = (void*)times;
  k.kernelParams = more;
  CHECK(cudaGraphAddKernelNode(&mul, child, nullptr, 0, &k));
  CHECK(cudaGraphAddChildGraphNode(&inner, graph, &plus, 1, child));
  cudaMemsetParams f = {};
  f.dst = shorts;
  f.value = 0x1234;
  f.elementSize = 2;
  f.width = 8;
  f.height = 1;
  f.pitch = 16;
  CHECK(cudaGraphAddMemsetNode(&fill2, graph, nullptr, 0, &f));
  cudaHostNodeParams h = {say, (void*)"between"};
  cudaGraphNode_t two[] = {inner, fill2};
  CHECK(cudaGraphAddHostNode(&hello, graph, two, 2, &h));
  CHECK(cudaGraphAddEmptyNode(&both, graph, &hello, 1));
  CHECK(cudaGraphAddMemcpyNode1D(&down, graph, &both, 1, host, device, sizeof host, cudaMemcpyDeviceToHost));

  size_t nodes = 0, roots = 0, edges = 0;
  CHECK(cudaGraphGetNodes(graph, nullptr, &nodes));
  CHECK(cudaGraphGetRootNodes(graph, nullptr, &roots));
  CHECK(cudaGraphGetEdges(graph, nullptr, nullptr, nullptr, &edges));
  printf("%zu nodes, %zu roots, %zu edges\n", nodes, roots, edges);
  size_t before = 0, after = 0;
  CHECK(cudaGraphNodeGetDependencies(hello, nullptr, nullptr, &before));
  CHECK(cudaGraphNodeGetDependentNodes(hello, nullptr, nullptr, &after));
  cudaGraphNodeType type;
  CHECK(cudaGraphNodeGetType(hello, &type));
  printf("the host node: %zu before, %zu after, type %d\n", before, after, (int)type);

  cudaGraphExec_t exec;
  CHECK(cudaGraphInstantiate(&exec, graph, 0));
  CHECK(cudaGraphDestroy(graph));
  CHECK(cudaGraphDestroy(child));
  cudaStream_t stream;
  CHECK(cudaStreamCreate(&stream));
  for (int launch = 0; launch < 2; launch++) {
    CHECK(cudaGraphLaunch(exec, stream));
    CHECK(cudaStreamSynchronize(stream));
    for (int i = 0; i < n; i++) printf("%d ", host[i]);
    printf("\n");
    input[0] += 100;
  }
  unsigned short back[8];
  CHECK(cudaMemcpy(back, shorts, 16, cudaMemcpyDeviceToHost));
  printf("%x %x\n", back[0], back[7]);
  CHECK(cudaGraphExecDestroy(exec));
  printf("%s\n", cudaGetErrorString(cudaGetLastError()));
}
