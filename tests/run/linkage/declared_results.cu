// run: tolerance=0 units="declared_results_other.cpp"
// extern "C" functions whose declared result is not the defined one, as C programs get away with: int as bool, bool as int, a result nobody looks at.
#include <cstdio>

extern "C" bool is_even(int x);
extern "C" int is_odd(int x);
extern "C" void count(int* counter);

__global__ void twice(int* p) { *p *= 2; }

int main() {
  int counter = 0;
  for (int i = 0; i < 3; i++) count(&counter);
  int *device, value = 21;
  cudaMalloc(&device, sizeof(int));
  cudaMemcpy(device, &value, sizeof(int), cudaMemcpyHostToDevice);
  twice<<<1, 1>>>(device);
  cudaMemcpy(&value, device, sizeof(int), cudaMemcpyDeviceToHost);
  printf("%d %d %d %d %d %d\n", is_even(2), is_even(3), is_odd(2), is_odd(3), counter, value);
  if (is_even(value)) printf("even\n");
}
