// run: tolerance=0
// __half: from and to floats, doubles and integers in every rounding mode; what is not a number, infinities, ties, values too large and too small.
#include <cstdio>
#include <cuda_fp16.h>

__device__ unsigned bits(__half h) { return __half_as_ushort(h); }

__device__ void work(unsigned* out) {
  const float values[] = {0.0f, -0.0f, 1.0f, -1.5f, 0.1f, 65504.0f, 65519.0f, 65520.0f, 1e6f, -1e30f, 6.1e-5f, 5.9e-8f, 2.9e-8f, 1e-40f, 2049.0f, 2051.0f, -1.00048828125f, 1.0f / 0.0f, -1.0f / 0.0f};
  int n = 0;
  for (float v : values) {
    out[n++] = bits(__float2half(v));
    out[n++] = bits(__float2half_rn(v)) | bits(__float2half_rz(v)) << 16;
    out[n++] = bits(__float2half_ru(v)) | bits(__float2half_rd(v)) << 16;
    out[n++] = bits(__double2half((double)v * 1.0000001));
    out[n++] = __float_as_uint(__half2float(__float2half(v)));
  }
  const int integers[] = {0, 1, -1, 2048, 2049, 2050, 2051, 65519, 65520, -70000, 2147483647, -2147483647 - 1, 16777217};
  for (int i : integers) {
    out[n++] = bits(__int2half_rn(i)) | bits(__int2half_rz(i)) << 16;
    out[n++] = bits(__int2half_ru(i)) | bits(__int2half_rd(i)) << 16;
    out[n++] = bits(__uint2half_rn((unsigned)i)) | bits(__ll2half_rz((long long)i * 3)) << 16;
    out[n++] = bits(__ull2half_rn((unsigned long long)i)) | bits(__short2half_rn((short)i)) << 16;
  }
  const float back[] = {0.5f, 1.5f, -2.5f, 3.7f, -3.7f, 300.0f, 40000.0f, -40000.0f, 1.0f / 0.0f, -1.0f / 0.0f};
  for (float v : back) {
    __half h = __float2half(v);
    out[n++] = (unsigned)__half2int_rn(h);
    out[n++] = (unsigned)__half2int_rz(h) ^ (unsigned)__half2int_ru(h) * 3 ^ (unsigned)__half2int_rd(h) * 5;
    out[n++] = __half2uint_rn(h);
    out[n++] = (unsigned short)__half2short_rz(h) | (unsigned)__half2ushort_rz(h) << 16;
    out[n++] = (unsigned char)__half2char_rz(h) | (unsigned)__half2uchar_rz(h) << 8;
    out[n++] = (unsigned)(__half2ll_rn(h) >> 3) ^ (unsigned)__half2ull_rz(h);
  }
  out[n++] = 0xffffffff;
}

__global__ void kernel(unsigned* out) { work(out); }

int main() {
  unsigned* device;
  cudaMallocManaged(&device, 512 * sizeof(unsigned));
  kernel<<<1, 1>>>(device);
  printf("%s\n", cudaGetErrorString(cudaDeviceSynchronize()));
  int n = 0;
  for (; device[n] != 0xffffffff || n < 200; n++) {
    printf("%08x%c", device[n], n % 10 == 9 ? '\n' : ' ');
  }
  printf("\n%d\n", n);
}
