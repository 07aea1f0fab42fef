// run: tolerance=1e-3 nvcc="-lcurand"
// cuRAND's device API: XORWOW and Philox, sequences and offsets, distributions.
#include <cstdio>
#include <curand_kernel.h>

__global__ void setup(curandState* states, unsigned long long seed) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  curand_init(seed, i, 0, &states[i]);
}

__global__ void draw(curandState* states, float* uniform, unsigned* bits, int each) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  curandState local = states[i];
  for (int n = 0; n < each; n++) uniform[i * each + n] = curand_uniform(&local);
  bits[i] = curand(&local);
  states[i] = local;
}

__global__ void jumps(unsigned* out) {
  curandState_t a, b;
  curand_init(77, 5, 1000, &a);
  curand_init(77, 5, 0, &b);
  for (int i = 0; i < 1000; i++) curand(&b);
  out[0] = curand(&a);
  out[1] = curand(&b);
  skipahead(123456789012ull, &a);
  out[2] = curand(&a);
  skipahead_sequence(1ull << 40, &a);
  out[3] = curand(&a);
  curand_init(0xfedcba9876543210ull, 1ull << 33, 7, &a);
  out[4] = curand(&a);
  curandStatePhilox4_32_10_t p, q;
  curand_init(0, 0, 0, &p);
  for (int i = 0; i < 4; i++) out[5 + i] = curand(&p);
  curand_init(42, 3, 6, &p);
  curand_init(42, 3, 0, &q);
  for (int i = 0; i < 6; i++) curand(&q);
  out[9] = curand(&p);
  out[10] = curand(&q);
  uint4 four = curand4(&p);
  out[11] = four.x ^ four.y;
  out[12] = four.z ^ four.w;
  out[13] = curand(&p);
}

__global__ void distributions(float* f, double* d) {
  curandState s;
  curand_init(2024, threadIdx.x, 0, &s);
  f[0] = curand_normal(&s);
  f[1] = curand_normal(&s);
  f[2] = curand_log_normal(&s, 0.5f, 0.25f);
  float2 two = curand_normal2(&s);
  f[3] = two.x;
  f[4] = two.y;
  d[0] = curand_uniform_double(&s);
  d[1] = curand_normal_double(&s);
  d[2] = curand_normal_double(&s);
  d[3] = curand_log_normal_double(&s, 0.5, 0.25);
  curandStatePhilox4_32_10_t p;
  curand_init(2024, 9, 0, &p);
  float4 four = curand_uniform4(&p);
  f[5] = four.x;
  f[6] = four.w;
  four = curand_normal4(&p);
  f[7] = four.y;
  f[8] = four.z;
  f[9] = curand_normal(&p);
  d[4] = curand_uniform_double(&p);
  double2 pair = curand_uniform2_double(&p);
  d[5] = pair.x + pair.y;
}

__global__ void pi(unsigned* inside, int each) {
  curandState s;
  curand_init(99, blockIdx.x * blockDim.x + threadIdx.x, 0, &s);
  unsigned count = 0;
  for (int i = 0; i < each; i++) {
    float x = curand_uniform(&s), y = curand_uniform(&s);
    count += x * x + y * y <= 1.0f;
  }
  atomicAdd(inside, count);
}

int main() {
  const int threads = 96, each = 3;
  curandState* states;
  float* uniform;
  unsigned* bits;
  double* d;
  cudaMalloc(&states, threads * sizeof(curandState));
  cudaMallocManaged(&uniform, threads * each * sizeof(float));
  cudaMallocManaged(&bits, threads * sizeof(unsigned));
  cudaMallocManaged(&d, 8 * sizeof(double));
  setup<<<3, 32>>>(states, 1234);
  draw<<<3, 32>>>(states, uniform, bits, each);
  draw<<<3, 32>>>(states, uniform, bits, each);
  cudaDeviceSynchronize();
  for (int i : {0, 1, 33, 95}) printf("%.6f %.6f %u\n", uniform[i * each], uniform[i * each + 2], bits[i]);
  jumps<<<1, 1>>>(bits);
  cudaDeviceSynchronize();
  for (int i = 0; i < 14; i++) printf("%08x%c", bits[i], i % 5 == 4 || i == 13 ? '\n' : ' ');
  distributions<<<1, 1>>>(uniform, d);
  cudaDeviceSynchronize();
  for (int i = 0; i < 10; i++) printf("%.5f%c", uniform[i], i == 9 ? '\n' : ' ');
  for (int i = 0; i < 6; i++) printf("%.9f%c", d[i], i == 5 ? '\n' : ' ');
  bits[0] = 0;
  pi<<<8, 64>>>(bits, 200);
  cudaDeviceSynchronize();
  printf("%u of %d, state of %zu bytes: %s\n", bits[0], 8 * 64 * 200, sizeof(curandState), cudaGetErrorString(cudaGetLastError()));
  return 0;
}
