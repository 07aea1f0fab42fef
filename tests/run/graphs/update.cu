// run: tolerance=0
// Changing executable graphs: parameters of nodes, nodes that are switched off, cudaGraphExecUpdate with the same and with another topology, clones.
#include <cstdio>

__global__ void set(int* p, int value) { *p = value; }
__global__ void add(int* p, int value) { *p += value; }

int* device;
int read() {
  int value;
  cudaMemcpy(&value, device, 4, cudaMemcpyDeviceToHost);
  return value;
}

cudaKernelNodeParams kernel(void (*f)(int*, int), void** args) {
  cudaKernelNodeParams k = {};
  k.func = (void*)f;
  k.gridDim = k.blockDim = dim3(1);
  k.kernelParams = args;
  return k;
}

cudaGraph_t build(int first, int second, bool third) {
  cudaStream_t s;
  cudaStreamCreateWithFlags(&s, cudaStreamNonBlocking);
  cudaStreamBeginCapture(s, cudaStreamCaptureModeRelaxed);
  set<<<1, 1, 0, s>>>(device, first);
  add<<<1, 1, 0, s>>>(device, second);
  if (third) add<<<1, 1, 0, s>>>(device, 1);
  cudaGraph_t graph;
  cudaStreamEndCapture(s, &graph);
  return graph;
}

int main() {
  cudaMalloc(&device, 4);
  cudaGraph_t graph;
  cudaGraphCreate(&graph, 0);
  int one = 1, ten = 10;
  void *first[] = {&device, &one}, *second[] = {&device, &ten};
  cudaKernelNodeParams k = kernel(set, first), l = kernel(add, second);
  cudaGraphNode_t a, b;
  cudaGraphAddKernelNode(&a, graph, nullptr, 0, &k);
  cudaGraphAddKernelNode(&b, graph, &a, 1, &l);
  cudaGraphExec_t exec;
  cudaGraphInstantiate(&exec, graph, 0);
  cudaGraphLaunch(exec, 0);
  printf("%d\n", read());
  one = 5;
  cudaGraphExecKernelNodeSetParams(exec, a, &k);
  cudaGraphLaunch(exec, 0);
  printf("%d\n", read());
  cudaGraphNodeSetEnabled(exec, b, 0);
  unsigned enabled;
  cudaGraphNodeGetEnabled(exec, b, &enabled);
  cudaGraphLaunch(exec, 0);
  printf("%d, enabled %u\n", read(), enabled);
  cudaKernelNodeParams got = {};
  cudaGraphKernelNodeGetParams(b, &got);
  printf("%u %u %d\n", got.gridDim.x, got.blockDim.x, *(int*)got.kernelParams[1]);
  cudaGraph_t clone;
  printf("%s\n", cudaGetErrorName(cudaGraphClone(&clone, graph)));
  cudaGraphNode_t in_clone;
  printf("%s %d\n", cudaGetErrorName(cudaGraphNodeFindInClone(&in_clone, b, clone)), in_clone != b);

  cudaGraph_t x = build(100, 7, false), y = build(200, 8, false), z = build(300, 9, true);
  cudaGraphExec_t other;
  cudaGraphInstantiate(&other, x, 0);
  cudaGraphLaunch(other, 0);
  printf("%d\n", read());
  cudaGraphExecUpdateResultInfo info;
  cudaError_t error = cudaGraphExecUpdate(other, y, &info);
  printf("%s %d\n", cudaGetErrorName(error), (int)info.result);
  cudaGraphLaunch(other, 0);
  printf("%d\n", read());
  error = cudaGraphExecUpdate(other, z, &info);
  printf("%s %d\n", cudaGetErrorName(error), (int)info.result);
  cudaGetLastError();
  printf("%s\n", cudaGetErrorString(cudaDeviceSynchronize()));
}
