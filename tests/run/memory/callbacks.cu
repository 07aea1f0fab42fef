// run: tolerance=0
// Device functions called through pointers: in tables of device and constant memory, in structs that kernels and the host fill, as kernel arguments, in local arrays; functions that are handed on to others.
#include <stdio.h>

typedef int (*Step)(int, int);
typedef float (*Curve)(float);

__device__ int plus(int a, int b) { return a + b; }
__device__ int minus(int a, int b) { return a - b; }
__device__ int times(int a, int b) { return a * b; }
__device__ int power(int a, int b) {
  int r = 1;
  for (; b > 0; b--) r *= a;
  return r;
}
__device__ float halved(float x) { return x * 0.5f; }
__device__ float squared(float x) { return x * x; }
__device__ float shifted(float x) { return x + 0.25f; }

__device__ Step steps[4] = {plus, minus, times, power};
__constant__ Curve curves[3] = {halved, squared, shifted};
__device__ Step chosen = times;

struct Task {
  Step step;
  int argument;
  Task *unused;
};

__global__ void by_table(int *out, float *values) {
  int t = threadIdx.x;
  out[t] = steps[t % 4](t % 7 + 1, t % 3 + 1);
  float x = values[t];
  for (int i = 0; i < 5; i++) x = curves[(t + i) % 3](x);
  values[t] = x;
}

__device__ int folded(Step step, const int *x, int n) {
  int r = x[0];
  for (int i = 1; i < n; i++) r = step(r, x[i]);
  return r;
}

__global__ void handed_on(const int *x, int n, int *out) {
  Step local[2] = {plus, times};
  Step best = nullptr;
  int most = 0;
  for (int i = 0; i < 4; i++) {
    int value = folded(steps[i], x + threadIdx.x, 3);
    if (best == nullptr || value > most) {
      best = steps[i];
      most = value;
    }
  }
  out[threadIdx.x] = folded(local[threadIdx.x & 1], x, n) % 1000 + best(3, 2) * 1000 + (best == power) * 100000;
}

__global__ void fill(Task *tasks) {
  tasks[0] = {plus, 5, nullptr};
  tasks[1] = {steps[2], 3, nullptr};
  tasks[2].step = chosen == times ? minus : plus;
  tasks[2].argument = 1;
}

__global__ void carry_out(const Task *tasks, int n, int *out) {
  __shared__ int shared[32];
  int value = threadIdx.x;
  for (int i = 0; i < n; i++) {
    shared[threadIdx.x] = tasks[i].step(value, tasks[i].argument);
    __syncthreads();
    value = shared[threadIdx.x ^ 1];
    __syncthreads();
  }
  out[threadIdx.x] = value;
}

__global__ void given(Step step, int *out) {
  out[threadIdx.x] = step == nullptr ? -1 : step(threadIdx.x, 4);
}

int *device, host[64];

void show(const char *name, int n) {
  cudaMemcpy(host, device, n * sizeof(int), cudaMemcpyDeviceToHost);
  printf("%s:", name);
  for (int i = 0; i < n; i++) printf(" %d", host[i]);
  printf("\n");
}

int main() {
  float *values, v[32];
  Task *tasks;
  cudaMalloc(&device, sizeof host);
  cudaMalloc(&values, sizeof v);
  cudaMalloc(&tasks, 3 * sizeof(Task));
  for (int i = 0; i < 32; i++) v[i] = i * 0.5f;
  cudaMemcpy(values, v, sizeof v, cudaMemcpyHostToDevice);
  by_table<<<1, 32>>>(device, values);
  show("table", 32);
  cudaMemcpy(v, values, sizeof v, cudaMemcpyDeviceToHost);
  for (int i = 0; i < 32; i += 5) printf("%g ", v[i]);
  printf("\n");
  int x[10] = {3, 1, 2, 2, 1, 3, 1, 2, 1, 2}, *dx;
  cudaMalloc(&dx, sizeof x);
  cudaMemcpy(dx, x, sizeof x, cudaMemcpyHostToDevice);
  handed_on<<<1, 8>>>(dx, 8, device);
  show("handed on", 8);
  fill<<<1, 1>>>(tasks);
  carry_out<<<1, 32>>>(tasks, 3, device);
  show("tasks", 32);
  Step all[4], one;
  cudaMemcpyFromSymbol(all, steps, sizeof all);
  Task filled[2] = {{all[1], 10, nullptr}, {all[3], 2, nullptr}};
  cudaMemcpy(tasks, filled, sizeof filled, cudaMemcpyHostToDevice);
  carry_out<<<1, 32>>>(tasks, 2, device);
  show("from the host", 32);
  cudaMemcpyFromSymbol(&one, chosen, sizeof one);
  given<<<1, 8>>>(one, device);
  show("given", 8);
  given<<<1, 4>>>(all[0], device);
  show("given", 4);
  given<<<1, 2>>>(nullptr, device);
  show("given nothing", 2);
  printf("%s\n", cudaGetErrorString(cudaDeviceSynchronize()));
}
