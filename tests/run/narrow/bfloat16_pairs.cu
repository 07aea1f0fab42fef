// run: tolerance=0
// __nv_bfloat162: making and taking apart pairs, arithmetic, comparisons with and without order, as flags, values and masks; minima and maxima with what is not a number.
#include <cstdio>
#include <cuda_bf16.h>

__device__ unsigned raw(__nv_bfloat162 v) { return __bfloat16_as_ushort(__low2bfloat16(v)) | (unsigned)__bfloat16_as_ushort(__high2bfloat16(v)) << 16; }
__device__ __nv_bfloat16 number(unsigned short b) { return __ushort_as_bfloat16(b); }

__global__ void kernel(unsigned* out) {
  int n = 0;
  __nv_bfloat162 a = __floats2bfloat162_rn(1.5f, -2.25f), b = __floats2bfloat162_rn(0.75f, 3.0f), c = __floats2bfloat162_rn(-0.0f, 100.0f), nan = __halves2bfloat162(number(0x7fff), __float2bfloat16(1.0f));
  __nv_bfloat162 all[] = {a, b, c, nan, __float2bfloat162_rn(2.0f), __bfloat162bfloat162(__float2bfloat16(-1.0f)), __lows2bfloat162(a, b), __highs2bfloat162(a, b), __low2bfloat162(a), __high2bfloat162(b)};
  for (__nv_bfloat162 v : all) out[n++] = raw(v);
  for (int i = 0; i < 4; i++) {
    for (int k = 0; k < 3; k++) {
      __nv_bfloat162 x = all[i], y = all[k];
      out[n++] = raw(__hadd2(x, y));
      out[n++] = raw(__hsub2(x, y)) ^ raw(__hmul2(x, y)) * 3;
      out[n++] = raw(__hfma2(x, y, b));
      out[n++] = raw(__hmul2_sat(x, y)) ^ raw(__hadd2_sat(x, y)) * 5;
      out[n++] = raw(__hmax2(x, y));
      out[n++] = raw(__hmin2(x, y));
      out[n++] = raw(__hmax2_nan(x, y));
      out[n++] = raw(__heq2(x, y)) ^ raw(__hlt2(x, y)) * 3 ^ raw(__hge2(x, y)) * 7;
      out[n++] = raw(__hneu2(x, y)) ^ raw(__hltu2(x, y)) * 3 ^ raw(__hgeu2(x, y)) * 7;
      out[n++] = __heq2_mask(x, y) ^ (__hlt2_mask(x, y) & 0x0f0f0f0f) ^ (__hgtu2_mask(x, y) & 0x00ff00ff);
      out[n++] = (unsigned)(__hbeq2(x, y) | __hbne2(x, y) << 1 | __hblt2(x, y) << 2 | __hble2(x, y) << 3 | __hbgtu2(x, y) << 4 | __hbequ2(x, y) << 5);
      out[n++] = (unsigned)((x == y) | (x != y) << 1 | (x < y) << 2 | (x >= y) << 3);
    }
  }
  out[n++] = raw(__hneg2(a)) ^ raw(__habs2(a)) * 3;
  out[n++] = raw(a + b) ^ raw(a - b) * 3 ^ raw(a * b) * 5;
  out[n++] = raw(a / b);
  out[n++] = raw(__hcmadd(a, b, c));
  out[n++] = raw(h2floor(a)) ^ raw(h2ceil(a)) * 3 ^ raw(h2trunc(a)) * 5 ^ raw(h2rint(a)) * 7;
  a += b;
  a *= c;
  out[n++] = raw(a);
  out[n++] = 0x12345678;
}

int main() {
  unsigned* out;
  cudaMallocManaged(&out, 1024 * sizeof(unsigned));
  kernel<<<1, 1>>>(out);
  printf("%s\n", cudaGetErrorString(cudaDeviceSynchronize()));
  for (int n = 0; out[n] != 0x12345678; n++) printf("%08x%c", out[n], n % 12 == 11 ? '\n' : ' ');
  printf("\n");
}
