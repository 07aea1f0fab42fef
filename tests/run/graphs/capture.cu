// run: tolerance=0
// Capture of a stream, of a second one that forks and joins, of copies, fills, host functions and library-style calls; nothing runs before the launch.
#include <cstdio>

__global__ void add(int* p, int value) { p[threadIdx.x] += value; }
__global__ void sum(int* to, const int* a, const int* b) { to[threadIdx.x] = a[threadIdx.x] + b[threadIdx.x]; }
void CUDART_CB say(void* data) { printf("host: %d\n", *(int*)data); }

int main() {
  const int n = 4;
  int *a, *b, *c, host[n] = {};
  cudaMalloc(&a, n * sizeof(int));
  cudaMalloc(&b, n * sizeof(int));
  cudaMalloc(&c, n * sizeof(int));
  cudaStream_t one, two;
  cudaStreamCreateWithFlags(&one, cudaStreamNonBlocking);
  cudaStreamCreateWithFlags(&two, cudaStreamNonBlocking);
  cudaEvent_t fork, join;
  cudaEventCreateWithFlags(&fork, cudaEventDisableTiming);
  cudaEventCreateWithFlags(&join, cudaEventDisableTiming);
  cudaStreamCaptureStatus status;
  cudaStreamIsCapturing(one, &status);
  printf("before: %d\n", (int)status);
  printf("%s\n", cudaGetErrorName(cudaStreamBeginCapture(one, cudaStreamCaptureModeGlobal)));
  cudaStreamIsCapturing(one, &status);
  printf("during: %d\n", (int)status);
  cudaMemsetAsync(a, 0, n * sizeof(int), one);
  cudaEventRecord(fork, one);
  cudaStreamWaitEvent(two, fork, 0);
  cudaStreamIsCapturing(two, &status);
  printf("second: %d\n", (int)status);
  add<<<1, n, 0, one>>>(a, 1);
  cudaMemsetAsync(b, 0, n * sizeof(int), two);
  add<<<1, n, 0, two>>>(b, 20);
  cudaEventRecord(join, two);
  cudaStreamWaitEvent(one, join, 0);
  sum<<<1, n, 0, one>>>(c, a, b);
  cudaMemcpyAsync(host, c, sizeof host, cudaMemcpyDeviceToHost, one);
  cudaLaunchHostFunc(one, say, host);
  cudaGraph_t graph;
  printf("%s\n", cudaGetErrorName(cudaStreamEndCapture(one, &graph)));
  size_t nodes, edges;
  cudaGraphGetNodes(graph, nullptr, &nodes);
  cudaGraphGetEdges(graph, nullptr, nullptr, nullptr, &edges);
  printf("%zu nodes, %zu edges; host still %d\n", nodes, edges, host[0]);
  cudaGraphExec_t exec;
  cudaGraphInstantiate(&exec, graph, 0);
  for (int i = 0; i < 3; i++) {
    cudaGraphLaunch(exec, one);
    cudaStreamSynchronize(one);
  }
  printf("%d %d %d %d\n", host[0], host[1], host[2], host[3]);
  cudaGraphExecDestroy(exec);
  cudaGraphDestroy(graph);
  printf("%s\n", cudaGetErrorString(cudaGetLastError()));
}
