// run: tolerance=0
// Copies from global to shared memory that a thread need not wait for: of 4, 8 and 16 bytes, of fewer bytes than their size, behind a predicate; in groups, with a tile ahead.
#include <cstdio>

__device__ unsigned shared_address(const void *p) { return (unsigned)__cvta_generic_to_shared(p); }
__device__ void copy4(void *to, const void *from) { asm volatile("cp.async.ca.shared.global [%0], [%1], 4;" ::"r"(shared_address(to)), "l"(from)); }
__device__ void copy8(void *to, const void *from) { asm volatile("cp.async.ca.shared.global [%0], [%1], %2;\n" ::"r"(shared_address(to)), "l"(from), "n"(8)); }
__device__ void copy16(void *to, const void *from, int bytes) {
  asm volatile("cp.async.cg.shared.global.L2::128B [%0], [%1], 16, %2;" ::"r"(shared_address(to)), "l"(from), "r"(bytes) : "memory");
}
__device__ void copy_if(void *to, const void *from, bool wanted) {
  asm volatile(
      "{\n"
      "  .reg .pred p;\n"
      "  setp.ne.b32 p, %2, 0;\n"
      "  @p cp.async.ca.shared.global [%0], [%1], 4;\n"
      "}\n" ::"r"(shared_address(to)),
      "l"(from), "r"((int)wanted));
}
__device__ void commit() { asm volatile("cp.async.commit_group;\n" ::); }
template <int n> __device__ void wait() { asm volatile("cp.async.wait_group %0;\n" ::"n"(n)); }

__global__ void sizes(const unsigned *in, unsigned *out) {
  __shared__ __align__(16) unsigned tile[32][4];
  const int t = threadIdx.x;
  for (int k = 0; k < 4; k++) tile[t][k] = 0xaaaaaaaau;
  __syncthreads();
  const unsigned *from = in + 4 * t;
  switch (t % 4) {
    case 0: copy4(&tile[t][1], from + 1); break;
    case 1: copy8(&tile[t][2], from + 2); break;
    case 2: copy16(tile[t], from, t > 17 ? 16 : t); break;
    default: copy_if(&tile[t][0], from, t > 10); break;
  }
  commit();
  asm volatile("cp.async.wait_all;\n" ::: "memory");
  __syncthreads();
  for (int k = 0; k < 4; k++) out[4 * t + k] = tile[t][k];
}

/* Sums of rows, a tile ahead. */
__global__ void ahead(const float *in, float *out, int tiles) {
  __shared__ float buffer[2][64];
  const int t = threadIdx.x;
  copy4(&buffer[0][t], in + t);
  commit();
  float sum = 0;
  for (int i = 0; i < tiles; i++) {
    if (i + 1 < tiles) copy4(&buffer[(i + 1) & 1][t], in + 64 * (i + 1) + t);
    commit();
    wait<1>();
    __syncthreads();
    sum += buffer[i & 1][63 - t];
    __syncthreads();
  }
  out[t] = sum;
}

int main() {
  unsigned *in, *out, host[128];
  cudaMalloc(&in, sizeof host);
  cudaMalloc(&out, sizeof host);
  for (unsigned i = 0; i < 128; i++) host[i] = i * 0x01030507u + 0x11223344u;
  cudaMemcpy(in, host, sizeof host, cudaMemcpyHostToDevice);
  sizes<<<1, 32>>>(in, out);
  cudaMemcpy(host, out, sizeof host, cudaMemcpyDeviceToHost);
  for (int t = 0; t < 32; t++) printf("%2d: %08x %08x %08x %08x\n", t, host[4 * t], host[4 * t + 1], host[4 * t + 2], host[4 * t + 3]);

  float *rows, *sums, values[640];
  cudaMalloc(&rows, sizeof values);
  cudaMalloc(&sums, 64 * sizeof(float));
  for (int i = 0; i < 640; i++) values[i] = (float)(i % 97);
  cudaMemcpy(rows, values, sizeof values, cudaMemcpyHostToDevice);
  ahead<<<1, 64>>>(rows, sums, 10);
  float result[64];
  cudaMemcpy(result, sums, sizeof result, cudaMemcpyDeviceToHost);
  int wrong = 0;
  for (int t = 0; t < 64; t++) {
    float sum = 0;
    for (int i = 0; i < 10; i++) sum += values[64 * i + 63 - t];
    wrong += sum != result[t];
  }
  printf("%d wrong, %s\n", wrong, cudaGetErrorString(cudaDeviceSynchronize()));
}
