// run: tolerance=0
// 8-bit floating point: values of all codes, rounding of floats, doubles, halves and integers with and without saturation, classes for one, two and four; on the host, and on the device bit for bit the same.
#include <cuda_fp8.h>
#include <stdio.h>
#include <string.h>

__host__ __device__ static unsigned bits(float f) {
  unsigned u;
  memcpy(&u, &f, 4);
  return u;
}
__host__ __device__ static float of_bits(unsigned u) {
  float f;
  memcpy(&f, &u, 4);
  return f;
}
__host__ __device__ static unsigned mix(unsigned h, unsigned v) { return (h ^ v) * 16777619u; }

// Floats around all codes: the code's own value, what lies halfway to the next, and the neighbours of both.
__host__ __device__ static float around(int code, int which) {
  __nv_fp8_e5m2 low, high;
  low.__x = (unsigned char)(code & 0x7f), high.__x = (unsigned char)((code & 0x7f) + 1);
  float a = (float)low, b = (float)high, middle = a + (b - a) / 2;
  float chosen = which < 3 ? a : which < 6 ? middle : a + (b - a) * 0.25f;
  unsigned u = bits(chosen) + (which % 3) - (chosen != 0 ? 1 : 0);
  return code & 0x80 ? -of_bits(u) : of_bits(u);
}

__host__ __device__ static void all(unsigned* out) {
  unsigned values = 0, halves = 0, floats = 0, wide = 0, doubles = 0, narrow = 0, whole = 0, back = 0;
  for (int i = 0; i < 256; i++) {
    __nv_fp8_e4m3 a;
    __nv_fp8_e5m2 b;
    a.__x = b.__x = (unsigned char)i;
    values = mix(mix(values, bits((float)a)), bits((float)b));
    halves = mix(mix(halves, __nv_cvt_fp8_to_halfraw(a.__x, __NV_E4M3).x), __nv_cvt_fp8_to_halfraw(b.__x, __NV_E5M2).x);
    whole = mix(mix(whole, (unsigned)(int)a), (unsigned)(int)(signed char)b);
    whole = mix(mix(whole, __nv_fp8_e4m3(i * 3 - 300).__x), __nv_fp8_e5m2((long long)i * i * i * 100).__x);
    for (int k = 0; k < 8; k++) {
      float f = around(i, k);
      if (f != f) continue;
      floats = mix(mix(floats, __nv_cvt_float_to_fp8(f, __NV_SATFINITE, __NV_E4M3)), __nv_cvt_float_to_fp8(f, __NV_SATFINITE, __NV_E5M2));
      wide = mix(mix(wide, __nv_cvt_float_to_fp8(f / 64, __NV_NOSAT, __NV_E4M3)), __nv_cvt_float_to_fp8(f * 3, __NV_NOSAT, __NV_E5M2));
      doubles = mix(mix(doubles, __nv_cvt_double_to_fp8(f * (1 + 1e-12), __NV_SATFINITE, __NV_E4M3)), __nv_cvt_double_to_fp8((double)f * (1 - 1e-15), __NV_NOSAT, __NV_E5M2));
      narrow = mix(mix(narrow, __nv_cvt_halfraw_to_fp8((__half_raw)__float2half(f), __NV_SATFINITE, __NV_E4M3)), __nv_cvt_bfloat16raw_to_fp8((__nv_bfloat16_raw)__float2bfloat16(f), __NV_NOSAT, __NV_E5M2));
    }
    __nv_fp8x4_e4m3 four(make_float4((float)i, -(float)i / 2, 0.01f * i, 1000.0f));
    float4 v = (float4)four;
    __nv_fp8x2_e5m2 two(make_float2((float)i * 7, -0.001f * i));
    float2 w = (float2)two;
    back = mix(mix(mix(mix(mix(back, four.__x), bits(v.x + v.y * 3 + v.z * 5)), bits(v.w)), two.__x), bits(w.x + w.y * 1024));
  }
  out[0] = values, out[1] = halves, out[2] = floats, out[3] = wide, out[4] = doubles, out[5] = narrow, out[6] = whole, out[7] = back;
}

__global__ void run(unsigned* out) { all(out); }

// By instructions: pairs of floats and halves, and back.
__global__ void instructions(unsigned* wrong) {
  unsigned i = threadIdx.x;
  float x = around(i, 4), y = around(255 - i, 7);
  if (x != x || y != y) return;
  unsigned short r;
  unsigned h;
  asm("cvt.rn.satfinite.e4m3x2.f32 %0, %1, %2;" : "=h"(r) : "f"(y), "f"(x));
  if (r != __nv_cvt_float2_to_fp8x2(make_float2(x, y), __NV_SATFINITE, __NV_E4M3)) atomicAdd(wrong, 1);
  asm("cvt.rn.satfinite.e5m2x2.f32 %0, %1, %2;" : "=h"(r) : "f"(y), "f"(x));
  if (r != __nv_cvt_float2_to_fp8x2(make_float2(x, y), __NV_SATFINITE, __NV_E5M2)) atomicAdd(wrong, 1);
  asm("cvt.rn.f16x2.e5m2x2 %0, %1;" : "=r"(h) : "h"(r));
  __half2_raw two = __nv_cvt_fp8x2_to_halfraw2(r, __NV_E5M2);
  if (h != (two.x | (unsigned)two.y << 16)) atomicAdd(wrong, 1);
  asm("cvt.rn.satfinite.e4m3x2.f16x2 %0, %1;" : "=h"(r) : "r"(h));
  if (r != __nv_cvt_halfraw2_to_fp8x2(two, __NV_SATFINITE, __NV_E4M3)) atomicAdd(wrong, 1);
}

int main() {
  unsigned host[8], *device;
  all(host);
  for (int i = 0; i < 8; i++) printf("%08x ", host[i]);
  const float samples[] = {0.0f, 1.0f, -1.5f, 0.3f, 447.0f, 449.0f, 465.0f, 1e6f, 57344.0f, 61440.0f, 0.001953125f, 0.0009765625f, 0.00146484375f, 1e-8f};
  printf("\n");
  for (float f : samples) printf("%g: %02x %02x %02x %02x\n", f, __nv_fp8_e4m3(f).__x, __nv_fp8_e5m2(f).__x, __nv_cvt_float_to_fp8(f, __NV_NOSAT, __NV_E4M3), __nv_cvt_float_to_fp8(f, __NV_NOSAT, __NV_E5M2));
  cudaMallocManaged(&device, 9 * sizeof(unsigned));
  memset(device, 0, 9 * sizeof(unsigned));
  run<<<1, 1>>>(device);
  instructions<<<1, 256>>>(device + 8);
  cudaError_t e = cudaDeviceSynchronize();
  printf("%s %d %u\n", cudaGetErrorName(e), memcmp(host, device, sizeof host), device[8]);
}
