// run: tolerance=0 webgpu="arithmetic flushes subnormal numbers"
// __nv_bfloat16 and __nv_bfloat162: conversions in all rounding modes, arithmetic, fma, comparisons and functions, by a hash over many bit patterns and a few values in plain sight.
#include <stdio.h>
#include <string.h>
#include <cuda_bf16.h>

__host__ __device__ unsigned mix(unsigned h, unsigned v) { return (h ^ v) * 16777619u + (h >> 13); }
__host__ __device__ unsigned bits(__nv_bfloat16 h) { return __bfloat16_as_ushort(h); }
__host__ __device__ unsigned bits(__nv_bfloat162 h) { return bits(__low2bfloat16(h)) | bits(__high2bfloat16(h)) << 16; }
__host__ __device__ unsigned bits(float f) {
  unsigned u;
  memcpy(&u, &f, 4);
  return f != f ? 1 : u;
}

// One kind of operation a thread, over all pairs of a sample of patterns.
__global__ void hashes(unsigned *out) {
  unsigned h = 2166136261u;
  for (unsigned i = 0; i < 65536; i += 97) {
    __nv_bfloat16 a = __ushort_as_bfloat16((unsigned short)i);
    if (threadIdx.x == 0) h = mix(h, bits(__bfloat162float(a)));
    for (unsigned j = 5; j < 65536; j += 1201) {
      __nv_bfloat16 b = __ushort_as_bfloat16((unsigned short)j), c = __ushort_as_bfloat16((unsigned short)(i * 31 + j * 7));
      float f = __uint_as_float(i << 16 | j * 3);
      double d = __hiloint2double((int)((i << 16 | j) & 0x3fffffff) | (int)(j << 30), (int)(i * j));
      switch (threadIdx.x) {
        case 1: h = mix(h, bits(a + b)); break;
        case 2: h = mix(h, bits(a - b)); break;
        case 3: h = mix(h, bits(a * b)); break;
        case 4: h = mix(h, bits(__hfma(a, b, c))); break;
        case 5: h = mix(h, bits(__float2bfloat16_rn(f))); break;
        case 6: h = mix(h, bits(__float2bfloat16_rz(f))); break;
        case 7: h = mix(h, bits(__float2bfloat16_ru(f)) * 3 + bits(__float2bfloat16_rd(f))); break;
        case 8: h = mix(h, bits(__double2bfloat16(d))); break;
        case 9: h = mix(h, (a < b) + (a <= b) * 2 + (a == b) * 4 + (a != b) * 8 + __hltu(a, b) * 16 + __hne(a, b) * 32 + __hgeu(a, b) * 64); break;
        case 10: h = mix(h, bits(__hmax(a, b)) + bits(__hmin(a, b)) * 3 + bits(__hmax_nan(a, b)) * 5); break;
        case 11: h = mix(h, bits(__hadd_sat(a, b)) + bits(__hfma_relu(a, b, c)) * 3 + bits(__hmul_sat(a, c)) * 7); break;
        case 12: h = mix(h, bits(__hadd2(__nv_bfloat162(a, b), __nv_bfloat162(b, c))) + bits(__hfma2(__nv_bfloat162(a, b), __nv_bfloat162(c, a), __nv_bfloat162(b, b)))); break;
        case 13: h = mix(h, bits(__int2bfloat16_rn((int)(i * j))) + bits(__uint2bfloat16_rz(i * j)) * 3 + bits(__ll2bfloat16_ru((long long)i * j - 100000)) * 5); break;
        case 14: h = mix(h, (unsigned)__bfloat162int_rn(a) + (unsigned)__bfloat162int_rd(b) * 3 + __bfloat162uint_ru(c) * 5 + (unsigned)__bfloat162short_rz(a) * 7); break;
        case 15: h = mix(h, bits(hceil(a)) + bits(hfloor(b)) * 3 + bits(hrint(c)) * 5 + bits(htrunc(a)) * 7 + bits(-b) + bits(__habs(c)) + __hisinf(a)); break;
        default: break;
      }
    }
  }
  out[threadIdx.x] = h;
}

__global__ void quotients(unsigned *out) {
  unsigned h = 1;
  for (unsigned i = 0x3e00; i < 0x4200; i += 37)
    for (unsigned j = 0x3f00; j < 0x4180; j += 101) h = mix(h, bits(__ushort_as_bfloat16((unsigned short)i) / __ushort_as_bfloat16((unsigned short)j)) + bits(hsqrt(__ushort_as_bfloat16((unsigned short)i))));
  out[0] = h;
}

__global__ void warp_and_memory(__nv_bfloat16 *sum, __nv_bfloat162 *pair, float *out) {
  __nv_bfloat16 v = __float2bfloat16(threadIdx.x * 0.25f);
  for (int o = 16; o; o /= 2) v += __shfl_xor_sync(~0u, v, o);
  __nv_bfloat162 two = __shfl_down_sync(~0u, __floats2bfloat162_rn(threadIdx.x, -1.5f), 3);
  atomicAdd(sum, __float2bfloat16(0.5f));
  atomicAdd(pair, __nv_bfloat162(1.0f, 2.0f));
  out[threadIdx.x] = __bfloat162float(v) + __low2float(two) * 100 + __high2float(two);
}

int main() {
  unsigned *d, h[16];
  cudaMalloc(&d, sizeof h);
  hashes<<<1, 16>>>(d);
  cudaMemcpy(h, d, sizeof h, cudaMemcpyDeviceToHost);
  for (int i = 0; i < 16; i++) printf("%d %08x\n", i, h[i]);
  quotients<<<1, 1>>>(d);
  cudaMemcpy(h, d, 4, cudaMemcpyDeviceToHost);
  printf("%08x\n", h[0]);
  __nv_bfloat16 *sum;
  __nv_bfloat162 *pair, hp;
  float *f, hf[32];
  cudaMalloc(&sum, 4);
  cudaMalloc(&pair, 4);
  cudaMalloc(&f, sizeof hf);
  cudaMemset(sum, 0, 4);
  cudaMemset(pair, 0, 4);
  warp_and_memory<<<1, 32>>>(sum, pair, f);
  cudaMemcpy(hf, f, sizeof hf, cudaMemcpyDeviceToHost);
  cudaMemcpy(&hp, pair, 4, cudaMemcpyDeviceToHost);
  printf("%g %g %g; %g %g\n", hf[0], hf[7], hf[31], __low2float(hp), __high2float(hp));
  cudaMemcpy(&hp, sum, 2, cudaMemcpyDeviceToHost);
  printf("%g\n", __low2float(hp));
  // On the host.
  nv_bfloat16 x = 3.14159f, y = __float2bfloat16(-2.5f), z(7);
  nv_bfloat162 p = make_bfloat162(x, y), q = __bfloat162bfloat162(z);
  p += q * q;
  float2 r = __bfloat1622float2(p);
  printf("%g %g %d %g %g %zu %zu\n", (float)x, __bfloat162float(y * z), (int)z, r.x, r.y, sizeof(nv_bfloat16), alignof(nv_bfloat162));
  z = 1e6f;
  printf("%g %d %04x %04x %04x\n", (float)z, x > y, bits(__float2bfloat16(1e-7f)), bits(__float2bfloat16(65519.99f)), bits(__float2bfloat16(65520.f)));
}
