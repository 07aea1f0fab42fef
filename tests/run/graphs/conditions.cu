// run: tolerance=0
// Conditional nodes: if, while and switch, with default values.
#include <cstdio>

__global__ void count(int* p, cudaGraphConditionalHandle handle, int limit) {
  int value = ++*p;
  cudaGraphSetConditional(handle, value < limit);
}
__global__ void decide(cudaGraphConditionalHandle handle, unsigned value) { cudaGraphSetConditional(handle, value); }
__global__ void say(int what) { printf("body %d\n", what); }

cudaGraphNode_t add_kernel(cudaGraph_t graph, const cudaGraphNode_t* from, void* f, void** args) {
  cudaGraphNodeParams p = {cudaGraphNodeTypeKernel};
  p.kernel.func = f;
  p.kernel.gridDim = dim3(1);
  p.kernel.blockDim = dim3(1);
  p.kernel.kernelParams = args;
  cudaGraphNode_t node;
  cudaError_t error = cudaGraphAddNode(&node, graph, from, nullptr, from ? 1 : 0, &p);
  if (error != cudaSuccess) printf("%s\n", cudaGetErrorName(error));
  return node;
}

void run(cudaGraph_t graph) {
  cudaGraphExec_t exec;
  cudaError_t error = cudaGraphInstantiate(&exec, graph, 0);
  if (error != cudaSuccess) printf("%s\n", cudaGetErrorName(error));
  cudaGraphLaunch(exec, 0);
  cudaDeviceSynchronize();
  cudaGraphExecDestroy(exec);
}

int main() {
  int *counter, value;
  cudaMalloc(&counter, 4);
  cudaMemset(counter, 0, 4);
  {
    cudaGraph_t graph;
    cudaGraphCreate(&graph, 0);
    cudaGraphConditionalHandle handle;
    cudaGraphConditionalHandleCreate(&handle, graph, 1, cudaGraphCondAssignDefault);
    cudaGraphNodeParams p = {cudaGraphNodeTypeConditional};
    p.conditional.handle = handle;
    p.conditional.type = cudaGraphCondTypeWhile;
    p.conditional.size = 1;
    cudaGraphNode_t node;
    printf("%s\n", cudaGetErrorName(cudaGraphAddNode(&node, graph, nullptr, nullptr, 0, &p)));
    int limit = 6;
    void* args[] = {&counter, &handle, &limit};
    add_kernel(p.conditional.phGraph_out[0], nullptr, (void*)count, args);
    run(graph);
    cudaMemcpy(&value, counter, 4, cudaMemcpyDeviceToHost);
    printf("while: %d\n", value);
  }
  for (unsigned choice = 0; choice < 4; choice++) {
    cudaGraph_t graph;
    cudaGraphCreate(&graph, 0);
    cudaGraphConditionalHandle handle;
    cudaGraphConditionalHandleCreate(&handle, graph);
    void* args[] = {&handle, &choice};
    cudaGraphNode_t first = add_kernel(graph, nullptr, (void*)decide, args), node;
    cudaGraphNodeParams p = {cudaGraphNodeTypeConditional};
    p.conditional.handle = handle;
    p.conditional.type = choice < 2 ? cudaGraphCondTypeIf : cudaGraphCondTypeSwitch;
    p.conditional.size = choice < 2 ? 1 : 3;
    cudaGraphAddNode(&node, graph, &first, nullptr, 1, &p);
    for (int i = 0; i < (int)p.conditional.size; i++) {
      void* what[] = {&i};
      add_kernel(p.conditional.phGraph_out[i], nullptr, (void*)say, what);
    }
    printf("choice %u\n", choice);
    run(graph);
  }
  printf("%s\n", cudaGetErrorString(cudaGetLastError()));
}
