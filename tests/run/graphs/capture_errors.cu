// run: tolerance=0
// What a capture does not allow: synchronization, ending it on another stream, streams that were not joined, beginning twice.
#include <cstdio>

__global__ void nothing() {}
#define SHOW(call) printf("%s: %s\n", #call, cudaGetErrorName(call))

int main() {
  cudaStream_t one, two;
  cudaStreamCreateWithFlags(&one, cudaStreamNonBlocking);
  cudaStreamCreateWithFlags(&two, cudaStreamNonBlocking);
  cudaEvent_t event;
  cudaEventCreateWithFlags(&event, cudaEventDisableTiming);
  cudaGraph_t graph = nullptr;
  SHOW(cudaStreamEndCapture(one, &graph));
  SHOW(cudaStreamBeginCapture(one, cudaStreamCaptureModeThreadLocal));
  SHOW(cudaStreamBeginCapture(one, cudaStreamCaptureModeThreadLocal));
  SHOW(cudaStreamSynchronize(one));
  SHOW(cudaStreamEndCapture(one, &graph));
  printf("%d\n", graph == nullptr);
  SHOW(cudaStreamBeginCapture(one, cudaStreamCaptureModeThreadLocal));
  SHOW(cudaEventRecord(event, one));
  SHOW(cudaStreamWaitEvent(two, event, 0));
  nothing<<<1, 1, 0, two>>>();
  SHOW(cudaStreamEndCapture(one, &graph));
  SHOW(cudaStreamBeginCapture(one, cudaStreamCaptureModeRelaxed));
  nothing<<<1, 1, 0, one>>>();
  SHOW(cudaStreamEndCapture(one, &graph));
  printf("%d\n", graph != nullptr);
  SHOW(cudaStreamBeginCapture(0, cudaStreamCaptureModeRelaxed));
  cudaGetLastError();
  SHOW(cudaDeviceSynchronize());
}
