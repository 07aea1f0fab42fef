// run: tolerance=0
// 64-bit and 128-bit arithmetic on the host and on the device: multiply, divide, shift, compare, overflow builtins.
#include <stdio.h>

typedef unsigned __int128 u128;
typedef __int128 i128;
typedef unsigned long long u64;

__host__ __device__ u128 mulmod_pow(u128 base, u64 e, u64 m) {
  u128 r = 1; base %= m;
  while (e) { if (e & 1) r = r * base % m; base = base * base % m; e >>= 1; }
  return r;
}
__host__ __device__ u64 mix(u64 x) { x ^= x >> 33; x *= 0xff51afd7ed558ccdULL; x ^= x >> 33; x *= 0xc4ceb9fe1a85ec53ULL; return x ^ (x >> 33); }
__host__ __device__ void facts(u64 *out) {
  int n = 0;
  u64 a = 0xfedcba9876543210ULL, b = 0x0123456789abcdefULL;
  u128 p = (u128)a * b;
  out[n++] = (u64)p; out[n++] = (u64)(p >> 64);
  u128 q = p / 1000000007u; out[n++] = (u64)q; out[n++] = (u64)(q >> 64); out[n++] = (u64)(p % 1000000007u);
  i128 s = -(i128)p; out[n++] = (u64)s; out[n++] = (u64)(s >> 64); out[n++] = (u64)(s >> 100); out[n++] = (u64)(s / 12345); out[n++] = (u64)(s % 12345);
  out[n++] = (p << 13) > p; out[n++] = s < 0; out[n++] = (u128)s > p; out[n++] = (u64)((p << 70) >> 66);
  out[n++] = (u64)mulmod_pow(3, 0xffffffffffULL, 0xffffffffffffffc5ULL);
  out[n++] = mix(a) ^ mix(b); out[n++] = a / b; out[n++] = a % b; out[n++] = (u64)((long long)a / (long long)b); out[n++] = (u64)((long long)a % 1000);
  out[n++] = a >> 37 | a << 27; out[n++] = (u64)((long long)a >> 40); out[n++] = (u64)(p == p + 0) + (u64)(s != -s);
  u128 f = 1; for (int i = 2; i <= 33; i++) f *= i; out[n++] = (u64)f; out[n++] = (u64)(f >> 64);
  out[n++] = (u64)((double)p * 0x1p-70); out[n++] = (u64)(u128)1.5e20; out[n++] = (u64)((u128)1.5e25 >> 64);
}
__global__ void kernel(u64 *out) { facts(out); }

static void print128(u128 v) { char t[50]; int n = 49; t[n] = 0; do t[--n] = '0' + (int)(v % 10); while (v /= 10); puts(t + n); }

int main() {
  u64 host[28], *device, copy[28];
  facts(host);
  cudaMalloc(&device, sizeof copy);
  kernel<<<1, 1>>>(device);
  cudaMemcpy(copy, device, sizeof copy, cudaMemcpyDeviceToHost);
  for (int i = 0; i < 28; i++) printf("%2d %016llx %s\n", i, host[i], host[i] == copy[i] ? "same" : "different");
  print128(~(u128)0);
  print128((u128)1 << 100);
  int r; long l; unsigned u;
  printf("%d %d\n", __builtin_add_overflow(2147483647, 1, &r), r);
  printf("%d %d\n", __builtin_mul_overflow(46341, 46341, &r), r);
  printf("%d %ld\n", __builtin_sub_overflow(-9223372036854775807L, 2L, &l), l);
  printf("%d %u\n", __builtin_sub_overflow(3u, 4u, &u), u);
  printf("%d %d %d %d %d\n", __builtin_popcount(0xff0fu), __builtin_clz(1u), __builtin_ctz(8u), __builtin_popcountll(~0ull), __builtin_clzll(1ull << 40));
  printf("%x %llx\n", __builtin_bswap32(0x12345678), __builtin_bswap64(0x0123456789abcdefULL));
  return 0;
}
