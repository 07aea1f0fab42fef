// run: tolerance=0
// Words of records that lie side by side, as structs and as rows of an array with constant indices, read by neighbouring threads, some of whom do not take part; against the same computed by the host.
#include <stdio.h>
#include <vector>

template <int D> __global__ void rows(const int *a, int *out, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i >= n) return;
  int sum = 0;
#pragma unroll
  for (int f = 0; f < D; f++) sum = sum * 3 + a[i * D + f];
  if (i % 3 == 1) sum += a[i * D - 1] + a[(size_t)i * D + D - 2];
  if (i > 40 && i % 5 != 0) sum -= a[D * i - 6] * 2;
  out[i] = sum;
}
template <int D> struct Record {
  int words[D];
};
template <int D> __global__ void structs(const Record<D> *a, int *out, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) out[i] = a[i].words[0] * 5 + a[i].words[D - 1] + a[i].words[D / 2] * 7;
}
__global__ void lengths(const float3 *p, float *out, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i >= n) return;
  float3 q = p[i];
  out[i] = q.x * q.x + q.y * 2 - q.z;
}

static int failures = 0;
template <class T> static void compare(const char *name, int d, const std::vector<T> &expected, const void *device) {
  std::vector<T> got(expected.size());
  cudaMemcpy(got.data(), device, got.size() * sizeof(T), cudaMemcpyDeviceToHost);
  for (size_t i = 0; i < got.size(); i++)
    if (got[i] != expected[i]) {
      if (failures++ < 10) printf("%s of %d: element %zu of %zu\n", name, d, i, got.size());
      return;
    }
}

template <int D> static void run(const std::vector<int> &in, const int *device, void *out, int n) {
  const int *a = in.data() + 32;
  rows<D><<<(n + 31) / 32, 32>>>(device + 32, (int *)out, n);
  std::vector<int> expected(n);
  for (int i = 0; i < n; i++) {
    int sum = 0;
    for (int f = 0; f < D; f++) sum = sum * 3 + a[i * D + f];
    if (i % 3 == 1) sum += a[i * D - 1] + a[i * D + D - 2];
    if (i > 40 && i % 5 != 0) sum -= a[D * i - 6] * 2;
    expected[i] = sum;
  }
  compare("rows", D, expected, out);
  structs<D><<<(n + 63) / 64, 64>>>((const Record<D> *)(device + 32), (int *)out, n);
  for (int i = 0; i < n; i++) expected[i] = a[i * D] * 5 + a[i * D + D - 1] + a[i * D + D / 2] * 7;
  compare("structs", D, expected, out);
}

int main() {
  const int most = 150;
  std::vector<int> in(most * 40 + 64);
  for (size_t i = 0; i < in.size(); i++) in[i] = (int)((unsigned)i * 2654435761u >> 20);
  std::vector<float> floats(in.begin(), in.end());
  int *a;
  float *f;
  void *out;
  cudaMalloc(&f, floats.size() * sizeof(float));
  cudaMemcpy(f, floats.data(), floats.size() * sizeof(float), cudaMemcpyHostToDevice);
  cudaMalloc(&a, in.size() * sizeof(int));
  cudaMalloc(&out, in.size() * sizeof(int));
  cudaMemcpy(a, in.data(), in.size() * sizeof(int), cudaMemcpyHostToDevice);
  for (int n : {1, 3, 4, 5, 8, 15, 16, 17, 31, 64, 99, most}) {
    run<2>(in, a, out, n);
    run<3>(in, a, out, n);
    run<4>(in, a, out, n);
    run<5>(in, a, out, n);
    run<6>(in, a, out, n);
    run<8>(in, a, out, n);
    run<12>(in, a, out, n);
    run<19>(in, a, out, n);
    run<40>(in, a, out, n);
    lengths<<<(n + 63) / 64, 64>>>((const float3 *)(f + 64), (float *)out, n);
    std::vector<float> expected(n);
    const float *p = floats.data() + 64;
    for (int i = 0; i < n; i++) expected[i] = p[3 * i] * p[3 * i] + p[3 * i + 1] * 2 - p[3 * i + 2];
    compare("lengths", 3, expected, out);
  }
  cudaError_t status = cudaDeviceSynchronize();
  printf("%s, %d failures\n", cudaGetErrorString(status), failures);
}
