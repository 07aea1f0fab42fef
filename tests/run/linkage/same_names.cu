// run: units="same_names_other.cu same_names_host.cpp" tolerance=0
// Names that units keep to themselves: static functions, kernels and device variables, unnamed namespaces, local classes and static locals of one name in three units.
#include <stdio.h>

static int state = 1;
static __device__ int device_state = 10;
static int helper() { return state++; }
static __global__ void kernel(int *out) { *out = device_state++; }
namespace {
struct Secret {
  int value = 11;
  virtual int get() const { return value; }
};
int hidden() { return Secret().get(); }
template <class T> T scaled(T x) { return x * 2; }
}
int other_sum();
int host_sum();

int main() {
  int *d, a, b;
  cudaMalloc(&d, sizeof *d);
  kernel<<<1, 1>>>(d);
  cudaMemcpy(&a, d, sizeof a, cudaMemcpyDeviceToHost);
  kernel<<<1, 1>>>(d);
  cudaMemcpy(&b, d, sizeof b, cudaMemcpyDeviceToHost);
  printf("%d %d %d %d\n", a, b, helper() + helper(), hidden() + scaled(1));
  int first = other_sum(), second = other_sum();
  printf("%d %d\n", first, second);
  first = host_sum();
  printf("%d\n", first);
  printf("%d\n", helper());
  cudaFree(d);
}
