// run: tolerance=0
// Streams, events, waiting between streams, host functions, callbacks, queries, the order within a stream and against the default stream, elapsed times.
#include <stdio.h>
__global__ void step(int *p, int k) {
  *p = *p * 3 + k;
}
__global__ void sum(const int *a, const int *b, int *c) {
  *c = *a + *b;
}
static int log_[8], logged;
static void CUDART_CB note(void *data) {
  log_[logged++] = *(int *)data;
}
static void CUDART_CB called(cudaStream_t, cudaError_t e, void *data) {
  log_[logged++] = *(int *)data + e;
}
int main() {
  cudaStream_t s[3];
  cudaEvent_t begin, end, ready[2];
  int *d, h[3], values[] = {11, 22, 33};
  float ms = -1;
  cudaMalloc(&d, 12);
  cudaMemset(d, 0, 12);
  cudaStreamCreate(&s[0]);
  cudaStreamCreateWithFlags(&s[1], cudaStreamNonBlocking);
  int least, greatest;
  cudaDeviceGetStreamPriorityRange(&least, &greatest);
  cudaStreamCreateWithPriority(&s[2], cudaStreamDefault, greatest);
  cudaEventCreate(&begin);
  cudaEventCreate(&end);
  for (cudaEvent_t &e : ready)
    cudaEventCreateWithFlags(&e, cudaEventDisableTiming);
  cudaDeviceSynchronize();
  cudaEventRecord(begin, s[0]);
  for (int i = 1; i <= 5; i++) {
    step<<<1, 1, 0, s[0]>>>(d, i);
    step<<<1, 1, 0, s[1]>>>(d + 1, 2 * i);
  }
  cudaEventRecord(ready[0], s[0]);
  cudaEventRecord(ready[1], s[1]);
  cudaStreamWaitEvent(s[2], ready[0], 0);
  cudaStreamWaitEvent(s[2], ready[1], 0);
  sum<<<1, 1, 0, s[2]>>>(d, d + 1, d + 2);
  cudaLaunchHostFunc(s[2], note, &values[0]);
  step<<<1, 1, 0, s[2]>>>(d + 2, 1);
  cudaStreamAddCallback(s[2], called, &values[1], 0);
  cudaLaunchHostFunc(s[2], note, &values[2]);
  cudaStreamSynchronize(s[2]);
  cudaEventRecord(end, s[0]);
  cudaEventSynchronize(end);
  cudaMemcpy(h, d, 12, cudaMemcpyDeviceToHost);
  printf("%d %d %d\n", h[0], h[1], h[2]);
  printf("%d: %d %d %d\n", logged, log_[0], log_[1], log_[2]);
  printf("%s %d\n", cudaGetErrorName(cudaEventElapsedTime(&ms, begin, end)), ms >= 0);
  printf("%s\n", cudaGetErrorName(cudaEventElapsedTime(&ms, ready[0], ready[1])));
  cudaGetLastError();
  printf("%s %s\n", cudaGetErrorName(cudaStreamQuery(s[0])), cudaGetErrorName(cudaEventQuery(end)));
  step<<<1, 1, 0, s[0]>>>(d, 7);
  step<<<1, 1>>>(d, 1);
  step<<<1, 1, 0, s[0]>>>(d, 2);
  cudaMemcpy(h, d, 4, cudaMemcpyDeviceToHost);
  printf("%d\n", h[0]);
  unsigned flags;
  cudaStreamGetFlags(s[1], &flags);
  printf("%u %d\n", flags, least >= greatest);
  cudaEventRecord(begin);
  cudaEventRecord(end);
  cudaDeviceSynchronize();
  cudaEventElapsedTime(&ms, begin, end);
  printf("%d\n", ms >= 0);
  for (cudaStream_t x : s)
    printf("%s ", cudaGetErrorName(cudaStreamDestroy(x)));
  printf("%s\n", cudaGetErrorName(cudaEventDestroy(begin)));
  printf("%s\n", cudaGetErrorName(cudaDeviceReset()));
  return 0;
}
