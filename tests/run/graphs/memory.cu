// run: tolerance=0
// Memory of graphs: allocation and free nodes, by hand and by capture of cudaMallocAsync; freed outside of the graph; launched again.
#include <cstdio>

__global__ void fill(int* p, int value) { p[threadIdx.x] = value + threadIdx.x; }
__global__ void copy(int* to, const int* from) { to[threadIdx.x] = from[threadIdx.x]; }

int main() {
  int *out, host[4];
  cudaMalloc(&out, sizeof host);
  cudaStream_t s;
  cudaStreamCreateWithFlags(&s, cudaStreamNonBlocking);
  cudaStreamBeginCapture(s, cudaStreamCaptureModeGlobal);
  int* scratch;
  cudaMallocAsync(&scratch, sizeof host, s);
  fill<<<1, 4, 0, s>>>(scratch, 40);
  copy<<<1, 4, 0, s>>>(out, scratch);
  cudaFreeAsync(scratch, s);
  cudaGraph_t graph;
  printf("%s\n", cudaGetErrorName(cudaStreamEndCapture(s, &graph)));
  size_t count = 8;
  cudaGraphNode_t nodes[8];
  cudaGraphGetNodes(graph, nodes, &count);
  for (size_t i = 0; i < count; i++) {
    cudaGraphNodeType type;
    cudaGraphNodeGetType(nodes[i], &type);
    printf("%d ", (int)type);
  }
  printf("\n");
  cudaGraphExec_t exec;
  cudaGraphInstantiate(&exec, graph, 0);
  for (int i = 0; i < 3; i++) cudaGraphLaunch(exec, s);
  printf("%s\n", cudaGetErrorName(cudaStreamSynchronize(s)));
  cudaMemcpy(host, out, sizeof host, cudaMemcpyDeviceToHost);
  printf("%d %d %d %d\n", host[0], host[1], host[2], host[3]);

  // Memory that outlives its graph's launch: to be freed before the next one.
  cudaGraph_t keep;
  cudaGraphCreate(&keep, 0);
  cudaMemAllocNodeParams a = {};
  a.poolProps.allocType = cudaMemAllocationTypePinned;
  a.poolProps.location.type = cudaMemLocationTypeDevice;
  a.bytesize = 64;
  cudaGraphNode_t alloc;
  printf("%s\n", cudaGetErrorName(cudaGraphAddMemAllocNode(&alloc, keep, nullptr, 0, &a)));
  cudaGraphExec_t keeper;
  cudaGraphInstantiate(&keeper, keep, 0);
  printf("%s\n", cudaGetErrorName(cudaGraphLaunch(keeper, s)));
  fill<<<1, 4, 0, s>>>((int*)a.dptr, 7);
  cudaMemcpyAsync(host, a.dptr, sizeof host, cudaMemcpyDeviceToHost, s);
  cudaStreamSynchronize(s);
  printf("%d %d\n", host[0], host[3]);
  printf("%s\n", cudaGetErrorName(cudaGraphLaunch(keeper, s)));
  cudaGetLastError();
  printf("%s\n", cudaGetErrorName(cudaFreeAsync(a.dptr, s)));
  printf("%s\n", cudaGetErrorName(cudaGraphLaunch(keeper, s)));
  printf("%s\n", cudaGetErrorName(cudaFree(a.dptr)));
  printf("%s\n", cudaGetErrorString(cudaDeviceSynchronize()));
}
