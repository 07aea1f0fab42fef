// run: tolerance=0
// Threads without a bounds check write a little beyond their arrays, as many a program does unnoticed: what other arrays and the host hold stays, and memory can be allocated and freed as before.
#include <cstdio>
#include <cstdlib>

struct State {
  unsigned words[12];
};

__global__ void set_up(State *states) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  for (int k = 0; k < 12; k++) states[i].words[k] = i * 16 + k;
}
__global__ void evaluate(const State *states, float *out, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) out[i] = (float)(states[i].words[3] & 0xffff);
}
__global__ void fill(int *out, int value) { out[blockIdx.x * blockDim.x + threadIdx.x] = value; }

int main() {
  double total = 0;
  for (int n = 100; n <= 100000; n *= 10) {
    State *states;
    float *results, *sums;
    cudaMalloc(&states, n * sizeof(State));
    cudaMalloc(&results, n * sizeof(float));
    int blocks = (n + 255) / 256;
    float *host = (float *)malloc(n * sizeof(float));
    set_up<<<blocks, 256>>>(states);
    evaluate<<<blocks, 256>>>(states, results, n);
    cudaMalloc(&sums, blocks * sizeof(float));
    cudaMemcpy(host, results, n * sizeof(float), cudaMemcpyDeviceToHost);
    for (int i = 0; i < n; i++) total += host[i];
    cudaFree(states);
    cudaFree(results);
    cudaFree(sums);
    free(host);
  }
  printf("%.0f %s\n", total, cudaGetErrorString(cudaDeviceSynchronize()));

  // The last array of all, then many of all sizes in turn.
  int *last, *many[40], wrong = 0;
  cudaMalloc(&last, 1000 * sizeof(int));
  fill<<<4, 256>>>(last, 7);
  char *text = (char *)malloc(3000);
  snprintf(text, 3000, "the heap is whole");
  for (int round = 0; round < 3; round++) {
    for (int i = 0; i < 40; i++) {
      int count = 256 << (i * 7 + round) % 10;
      cudaMalloc(&many[i], count * sizeof(int));
      fill<<<count / 256, 256>>>(many[i], i + round);
    }
    for (int i = 39; i >= 0; i -= 1) {
      int count = 256 << (i * 7 + round) % 10, values[2];
      cudaMemcpy(&values[0], many[i], sizeof(int), cudaMemcpyDeviceToHost);
      cudaMemcpy(&values[1], many[i] + count - 1, sizeof(int), cudaMemcpyDeviceToHost);
      wrong += (values[0] != i + round) + (values[1] != i + round);
    }
    for (int i = 0; i < 40; i++) cudaFree(many[(i * 11) % 40]);
  }
  printf("%d wrong, %s, %s\n", wrong, text, cudaGetErrorString(cudaDeviceSynchronize()));
  free(text);
  cudaFree(last);
}
