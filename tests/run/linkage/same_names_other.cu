static int state = 100;
static __device__ int device_state = 1000;
static int helper() { return state += 10; }
static __global__ void kernel(int *out) { *out = device_state += 5; }
namespace {
struct Secret {
  double value = 22.5;
  virtual int get() const { return int(value * 2); }
};
int hidden() { return Secret().get(); }
template <class T> T scaled(T x) { return x * 3; }
}
int other_sum() {
  int *d, a;
  cudaMalloc(&d, sizeof *d);
  kernel<<<1, 1>>>(d);
  cudaMemcpy(&a, d, sizeof a, cudaMemcpyDeviceToHost);
  cudaFree(d);
  return a + helper() + hidden() + scaled(1);
}
