// run: tolerance=0
// Matrices that a warp holds: mma with all element types against sums that the host forms, ldmatrix and stmatrix with and without transposition, movmatrix.
#include <cuda_bf16.h>
#include <cuda_fp16.h>
#include <stdint.h>
#include <stdio.h>

// Small integers are exact in every type. Matrices lie row by row; element (r, c).
__host__ __device__ static int a_at(int r, int k) { return (r * 5 + k * 3) % 7 - 3; }
__host__ __device__ static int b_at(int k, int c) { return (k * 2 + c * 7) % 5 - 2; }
__host__ __device__ static int c_at(int r, int c) { return r - 2 * c; }

__device__ static unsigned pack16(int low, int high) {
  return __half_as_ushort(__float2half((float)low)) | (unsigned)__half_as_ushort(__float2half((float)high)) << 16;
}
__device__ static unsigned pack_bf(int low, int high) {
  return __bfloat16_as_ushort(__float2bfloat16((float)low)) | (unsigned)__bfloat16_as_ushort(__float2bfloat16((float)high)) << 16;
}
__device__ static unsigned pack8(int a, int b, int c, int d) { return (a & 255) | (b & 255) << 8 | (c & 255) << 16 | (unsigned)(d & 255) << 24; }

__global__ void halves(float* d16) {
  int g = threadIdx.x / 4, t = threadIdx.x % 4;
  unsigned a[4], b[2];
  for (int i = 0; i < 4; i++) a[i] = pack16(a_at(g + i % 2 * 8, t * 2 + i / 2 * 8), a_at(g + i % 2 * 8, t * 2 + 1 + i / 2 * 8));
  for (int i = 0; i < 2; i++) b[i] = pack16(b_at(t * 2 + i * 8, g), b_at(t * 2 + 1 + i * 8, g));
  float d[4], c[4];
  for (int i = 0; i < 4; i++) c[i] = (float)c_at(g + i / 2 * 8, t * 2 + i % 2);
  asm volatile("mma.sync.aligned.m16n8k16.row.col.f32.f16.f16.f32 {%0,%1,%2,%3}, {%4,%5,%6,%7}, {%8,%9}, {%10,%11,%12,%13};"
               : "=f"(d[0]), "=f"(d[1]), "=f"(d[2]), "=f"(d[3])
               : "r"(a[0]), "r"(a[1]), "r"(a[2]), "r"(a[3]), "r"(b[0]), "r"(b[1]), "f"(c[0]), "f"(c[1]), "f"(c[2]), "f"(c[3]));
  for (int i = 0; i < 4; i++) d16[(g + i / 2 * 8) * 8 + t * 2 + i % 2] = d[i];
}

__global__ void short_halves(float* d8) {
  int g = threadIdx.x / 4, t = threadIdx.x % 4;
  unsigned a[4], b[2];
  for (int i = 0; i < 4; i++) a[i] = pack16(a_at(g + i % 2 * 8, t * 2 + i / 2 * 8), a_at(g + i % 2 * 8, t * 2 + 1 + i / 2 * 8));
  for (int i = 0; i < 2; i++) b[i] = pack16(b_at(t * 2 + i * 8, g), b_at(t * 2 + 1 + i * 8, g));
  float c[4];
  for (int i = 0; i < 4; i++) c[i] = (float)c_at(g + i / 2 * 8, t * 2 + i % 2);
  asm volatile("mma.sync.aligned.m16n8k8.row.col.f32.f16.f16.f32 {%0,%1,%2,%3}, {%4,%5}, {%6}, {%0,%1,%2,%3};" : "+f"(c[0]), "+f"(c[1]), "+f"(c[2]), "+f"(c[3]) : "r"(a[0]), "r"(a[1]), "r"(b[0]));
  for (int i = 0; i < 4; i++) d8[(g + i / 2 * 8) * 8 + t * 2 + i % 2] = c[i];
}

__global__ void halves_only(unsigned* narrow) {
  int g = threadIdx.x / 4, t = threadIdx.x % 4;
  unsigned a[4], b[2];
  for (int i = 0; i < 4; i++) a[i] = pack16(a_at(g + i % 2 * 8, t * 2 + i / 2 * 8), a_at(g + i % 2 * 8, t * 2 + 1 + i / 2 * 8));
  for (int i = 0; i < 2; i++) b[i] = pack16(b_at(t * 2 + i * 8, g), b_at(t * 2 + 1 + i * 8, g));
  unsigned h[2] = {pack16(1, 2), pack16(3, 4)};
  asm volatile("mma.sync.aligned.m16n8k16.row.col.f16.f16.f16.f16 {%0,%1}, {%2,%3,%4,%5}, {%6,%7}, {%0,%1};"
               : "+r"(h[0]), "+r"(h[1]) : "r"(a[0]), "r"(a[1]), "r"(a[2]), "r"(a[3]), "r"(b[0]), "r"(b[1]));
  for (int i = 0; i < 2; i++) narrow[(g + i * 8) * 4 + t] = h[i];
}

__global__ void bfloats(float* bf) {
  int g = threadIdx.x / 4, t = threadIdx.x % 4;
  unsigned a[4], b[2];
  float d[4], c[4];
  for (int i = 0; i < 4; i++) a[i] = pack_bf(a_at(g + i % 2 * 8, t * 2 + i / 2 * 8), a_at(g + i % 2 * 8, t * 2 + 1 + i / 2 * 8));
  for (int i = 0; i < 2; i++) b[i] = pack_bf(b_at(t * 2 + i * 8, g), b_at(t * 2 + 1 + i * 8, g));
  for (int i = 0; i < 4; i++) c[i] = (float)c_at(g + i / 2 * 8, t * 2 + i % 2);
  asm volatile("mma.sync.aligned.m16n8k16.row.col.f32.bf16.bf16.f32 {%0,%1,%2,%3}, {%4,%5,%6,%7}, {%8,%9}, {%10,%11,%12,%13};"
               : "=f"(d[0]), "=f"(d[1]), "=f"(d[2]), "=f"(d[3])
               : "r"(a[0]), "r"(a[1]), "r"(a[2]), "r"(a[3]), "r"(b[0]), "r"(b[1]), "f"(c[0]), "f"(c[1]), "f"(c[2]), "f"(c[3]));
  for (int i = 0; i < 4; i++) bf[(g + i / 2 * 8) * 8 + t * 2 + i % 2] = d[i];
}

__global__ void rounded(float* tf) {
  int g = threadIdx.x / 4, t = threadIdx.x % 4;
  float d[4];
  unsigned a[4], b[2];
  for (int i = 0; i < 4; i++) a[i] = __float_as_uint((float)a_at(g + i % 2 * 8, t + i / 2 * 4));
  for (int i = 0; i < 2; i++) b[i] = __float_as_uint((float)b_at(t + i * 4, g));
  for (int i = 0; i < 4; i++) d[i] = (float)c_at(g + i / 2 * 8, t * 2 + i % 2);
  asm volatile("mma.sync.aligned.m16n8k8.row.col.f32.tf32.tf32.f32 {%0,%1,%2,%3}, {%4,%5,%6,%7}, {%8,%9}, {%0,%1,%2,%3};"
               : "+f"(d[0]), "+f"(d[1]), "+f"(d[2]), "+f"(d[3]) : "r"(a[0]), "r"(a[1]), "r"(a[2]), "r"(a[3]), "r"(b[0]), "r"(b[1]));
  for (int i = 0; i < 4; i++) tf[(g + i / 2 * 8) * 8 + t * 2 + i % 2] = d[i];
}

__global__ void bytes(int* d8) {
  int g = threadIdx.x / 4, t = threadIdx.x % 4;
  unsigned a[4], b[2];
  for (int i = 0; i < 4; i++) {
    int r = g + i % 2 * 8, k = t * 4 + i / 2 * 16;
    a[i] = pack8(a_at(r, k), a_at(r, k + 1), a_at(r, k + 2), a_at(r, k + 3));
  }
  for (int i = 0; i < 2; i++) {
    int k = t * 4 + i * 16;
    b[i] = pack8(b_at(k, g), b_at(k + 1, g), b_at(k + 2, g), b_at(k + 3, g));
  }
  int e[4];
  for (int i = 0; i < 4; i++) e[i] = c_at(g + i / 2 * 8, t * 2 + i % 2);
  asm volatile("mma.sync.aligned.m16n8k32.row.col.satfinite.s32.s8.s8.s32 {%0,%1,%2,%3}, {%4,%5,%6,%7}, {%8,%9}, {%0,%1,%2,%3};"
               : "+r"(e[0]), "+r"(e[1]), "+r"(e[2]), "+r"(e[3]) : "r"(a[0]), "r"(a[1]), "r"(a[2]), "r"(a[3]), "r"(b[0]), "r"(b[1]));
  for (int i = 0; i < 4; i++) d8[(g + i / 2 * 8) * 8 + t * 2 + i % 2] = e[i];
}

__global__ void small_bytes(int* d4) {
  int g = threadIdx.x / 4, t = threadIdx.x % 4, k = t * 4, u[2] = {0, 0};
  unsigned a = pack8(a_at(g, k), a_at(g, k + 1), a_at(g, k + 2), a_at(g, k + 3)), b = pack8(b_at(k, g), b_at(k + 1, g), b_at(k + 2, g), b_at(k + 3, g));
  asm volatile("mma.sync.aligned.m8n8k16.row.col.s32.u8.s8.s32 {%0,%1}, {%2}, {%3}, {%0,%1};" : "+r"(u[0]), "+r"(u[1]) : "r"(a), "r"(b));
  for (int i = 0; i < 2; i++) d4[g * 8 + t * 2 + i] = u[i];
}

// Rows of 8 halves; each lane gives the address of a row.
__global__ void moves(unsigned short* out) {
  __shared__ __align__(16) unsigned short tile[32][8], back[32][8];
  for (int i = 0; i < 8; i++) tile[threadIdx.x][i] = (unsigned short)(threadIdx.x * 8 + i);
  __syncwarp();
  uint32_t at = (uint32_t)__cvta_generic_to_shared(tile[threadIdx.x]), to = (uint32_t)__cvta_generic_to_shared(back[threadIdx.x]);
  unsigned r[4], q[2], s, m;
  asm volatile("ldmatrix.sync.aligned.m8n8.x4.shared.b16 {%0,%1,%2,%3}, [%4];" : "=r"(r[0]), "=r"(r[1]), "=r"(r[2]), "=r"(r[3]) : "r"(at));
  for (int i = 0; i < 4; i++) out[threadIdx.x * 8 + i * 2] = (unsigned short)r[i], out[threadIdx.x * 8 + i * 2 + 1] = (unsigned short)(r[i] >> 16);
  asm volatile("ldmatrix.sync.aligned.m8n8.x2.trans.shared.b16 {%0,%1}, [%2];" : "=r"(q[0]), "=r"(q[1]) : "r"(at));
  asm volatile("ldmatrix.sync.aligned.m8n8.x1.shared::cta.b16 {%0}, [%1];" : "=r"(s) : "r"(at));
  asm volatile("movmatrix.sync.aligned.m8n8.trans.b16 %0, %1;" : "=r"(m) : "r"(s));
  unsigned short* o = out + 256 + threadIdx.x * 8;
  o[0] = (unsigned short)q[0], o[1] = (unsigned short)(q[0] >> 16), o[2] = (unsigned short)q[1], o[3] = (unsigned short)(q[1] >> 16);
  o[4] = (unsigned short)s, o[5] = (unsigned short)(s >> 16), o[6] = (unsigned short)m, o[7] = (unsigned short)(m >> 16);
  asm volatile("stmatrix.sync.aligned.m8n8.x4.trans.shared.b16 [%0], {%1,%2,%3,%4};" : : "r"(to), "r"(r[0]), "r"(r[1]), "r"(r[2]), "r"(r[3]) : "memory");
  __syncwarp();
  for (int i = 0; i < 8; i++) out[512 + threadIdx.x * 8 + i] = back[threadIdx.x][i];
}

template <class T> static int wrong(const T* got, int rows, int depth, int b_offset, bool unsigned_a = false, bool with_c = true) {
  int bad = 0;
  for (int r = 0; r < rows; r++)
    for (int c = 0; c < 8; c++) {
      int sum = with_c ? c_at(r, c) : 0;
      for (int k = 0; k < depth; k++) sum += (unsigned_a ? a_at(r, k) & 255 : a_at(r, k)) * b_at(k + b_offset, c);
      bad += (double)got[r * 8 + c] != sum;
    }
  return bad;
}

int main() {
  float *f;
  int *n;
  unsigned *h;
  unsigned short *s;
  cudaMallocManaged(&f, 4 * 128 * sizeof(float));
  cudaMallocManaged(&n, 256 * sizeof(int));
  cudaMallocManaged(&h, 64 * sizeof(unsigned));
  cudaMallocManaged(&s, 768 * sizeof(short));
  halves<<<1, 32>>>(f);
  short_halves<<<1, 32>>>(f + 128);
  halves_only<<<1, 32>>>(h);
  bfloats<<<1, 32>>>(f + 256);
  rounded<<<1, 32>>>(f + 384);
  bytes<<<1, 32>>>(n);
  small_bytes<<<1, 32>>>(n + 128);
  moves<<<1, 32>>>(s);
  printf("%s\n", cudaGetErrorName(cudaDeviceSynchronize()));
  printf("m16n8k16 f16 %d, m16n8k8 f16 %d, m16n8k16 bf16 %d\n", wrong(f, 16, 16, 0), wrong(f + 128, 16, 8, 0), wrong(f + 256, 16, 16, 0));
  printf("m16n8k8 tf32 %d, m16n8k32 s8 %d, m8n8k16 u8 %d\n", wrong(f + 384, 16, 8, 0), wrong(n, 16, 32, 0), wrong(n + 128, 8, 16, 0, true, false));
  for (int i = 0; i < 8; i++) printf("%08x ", h[i * 5]);
  printf("\n");
  for (int i = 0; i < 32; i += 9) {
    for (int k = 0; k < 8; k++) printf("%d ", s[i * 8 + k]);
    printf("| ");
    for (int k = 0; k < 8; k++) printf("%d ", s[256 + i * 8 + k]);
    printf("| ");
    for (int k = 0; k < 8; k++) printf("%d ", s[512 + i * 8 + k]);
    printf("\n");
  }
}
