// run: tolerance=0
// Loads, stores, atomics and copies in their rarer forms: cache operators and hints, vectors, narrow and widening accesses, orders and scopes, sums of pairs and of vectors, copies that a predicate or a count cuts short.
#include <cuda_fp16.h>
#include <stdint.h>
#include <stdio.h>

__global__ void loads(const unsigned* in, unsigned* out) {
  unsigned t = threadIdx.x, *o = out + t * 16, r, s, u, v;
  const unsigned* p = in + t * 4;
  asm volatile("ld.global.nc.L1::no_allocate.L2::128B.v4.u32 {%0, %1, %2, %3}, [%4];" : "=r"(r), "=r"(s), "=r"(u), "=r"(v) : "l"(p));
  o[0] = r + 2 * s + 3 * u + 4 * v;
  asm volatile("ld.global.cg.v2.b32 {%0, %1}, [%2+8];" : "=r"(r), "=r"(s) : "l"(p));
  o[1] = r ^ s;
  asm volatile("ld.relaxed.gpu.global.u32 %0, [%1+-4];" : "=r"(r) : "l"(p + 1));
  o[2] = r;
  asm volatile("ld.acquire.sys.u32 %0, [%1];" : "=r"(r) : "l"(p));
  o[3] = r;
  unsigned long long w;
  asm volatile("ld.global.u32 %0, [%1];" : "=l"(w) : "l"(p));
  o[4] = (unsigned)(w >> 32);
  asm volatile("ld.global.s32 %0, [%1];" : "=l"(w) : "l"(p));
  o[5] = (unsigned)(w >> 32);
  asm volatile("{ .reg .u16 h; ld.global.s8 h, [%1+3]; cvt.s32.s16 %0, h; }" : "=r"(r) : "l"(p));
  o[6] = r;
  asm volatile("ld.volatile.global.u16 %0, [%1+2];" : "=r"(r) : "l"(p));
  o[7] = r;
  asm volatile("{ .reg .b64 policy; createpolicy.fractional.L2::evict_last.b64 policy, 1.0; ld.global.L2::cache_hint.u32 %0, [%1], policy; }" : "=r"(r) : "l"(p));
  o[8] = r;
  asm volatile("prefetch.global.L2 [%0]; prefetchu.L1 [%0];" : : "l"(p));
  asm volatile("st.global.cs.v4.u32 [%0], {%1, %1, %2, %2};" : : "l"(o + 12), "r"(t), "r"(r) : "memory");
  asm volatile("st.release.gpu.global.u32 [%0], %1;" : : "l"(o + 9), "r"(t + 5) : "memory");
  asm volatile("{ .reg .b16 h; cvt.u16.u32 h, %1; st.global.wt.u16 [%0], h; st.global.u8 [%0+3], %1; }" : : "l"(o + 10), "r"(t * 257 + 3) : "memory");
  asm volatile("fence.acq_rel.gpu; fence.proxy.async; membar.gl;" : : : "memory");
  o[11] = 0;
}

__global__ void atomics(unsigned* a, float* f, __half2* h, unsigned long long* w) {
  unsigned t = threadIdx.x, r;
  asm volatile("red.global.add.u32 [%0], %1;" : : "l"(a), "r"(t) : "memory");
  asm volatile("red.relaxed.gpu.global.max.s32 [%0], %1;" : : "l"(a + 1), "r"((int)t - 40) : "memory");
  asm volatile("atom.acq_rel.cta.global.or.b32 %0, [%1], %2;" : "=r"(r) : "l"(a + 2), "r"(1u << t) : "memory");
  asm volatile("red.global.inc.u32 [%0], %1;" : : "l"(a + 3), "r"(9) : "memory");
  asm volatile("red.global.add.f32 [%0], %1;" : : "l"(f), "f"(t * 0.25f) : "memory");
  asm volatile("red.global.add.noftz.f16x2 [%0], %1;" : : "l"(h), "r"(0x40003c00u) : "memory");
  asm volatile("red.global.add.u64 [%0], %1;" : : "l"(w), "l"(1ull << 33) : "memory");
  asm volatile("red.global.min.s64 [%0], %1;" : : "l"(w + 1), "l"((long long)t - (1ll << 40)) : "memory");
  asm volatile("red.global.v4.f32.add [%0], {%1, %2, %1, %2};" : : "l"(f + 4), "f"(1.0f), "f"(t * 2.0f) : "memory");
  // One thread after the other takes the lock's number up.
  unsigned short old;
  if (t == 0) {
    asm volatile("atom.global.cas.b16 %0, [%1], %2, %3;" : "=h"(old) : "l"(a + 4), "h"((unsigned short)7), "h"((unsigned short)9) : "memory");
    a[5] = old;
    unsigned long long before;
    asm volatile("atom.global.exch.b64 %0, [%1], %2;" : "=l"(before) : "l"(w + 2), "l"(5ull << 40) : "memory");
    a[6] = (unsigned)(before >> 32);
  }
}

__global__ void copies(const unsigned* in, unsigned* out) {
  __shared__ __align__(16) unsigned tile[32 * 12];
  unsigned t = threadIdx.x;
  for (int i = 0; i < 12; i++) tile[t * 12 + i] = 99;
  uint32_t at = (uint32_t)__cvta_generic_to_shared(tile + t * 12);
  asm volatile("cp.async.cg.shared.global.L2::128B [%0], [%1], 16;" : : "r"(at), "l"(in + t * 4) : "memory");
  asm volatile("cp.async.ca.shared::cta.global [%0+16], [%1], 16, %2;" : : "r"(at), "l"(in + t * 4), "r"((t % 5) * 4) : "memory");
  asm volatile("{ .reg .pred p; setp.lt.u32 p, %2, 16; cp.async.ca.shared.global [%0+32], [%1], 8, p; }" : : "r"(at), "l"(in + t * 4), "r"(t) : "memory");
  asm volatile("{ .reg .pred p; setp.eq.u32 p, %2, 3; @p cp.async.ca.shared.global [%0+40], [%1], 4; }" : : "r"(at), "l"(in + t * 4), "r"(t) : "memory");
  asm volatile("cp.async.commit_group;\n\tcp.async.wait_group 0;\n\tcp.async.wait_all;" : : : "memory");
  for (int i = 0; i < 12; i++) out[t * 12 + i] = tile[t * 12 + i];
}

int main() {
  unsigned *in, *out, *a;
  float* f;
  __half2* h;
  unsigned long long* w;
  cudaMallocManaged(&in, 128 * sizeof(unsigned));
  cudaMallocManaged(&out, 512 * sizeof(unsigned));
  cudaMallocManaged(&a, 8 * sizeof(unsigned));
  cudaMallocManaged(&f, 8 * sizeof(float));
  cudaMallocManaged(&h, sizeof(__half2));
  cudaMallocManaged(&w, 3 * sizeof(unsigned long long));
  for (int i = 0; i < 128; i++) in[i] = i * 2654435761u;
  loads<<<1, 32>>>(in, out);
  printf("%s\n", cudaGetErrorName(cudaDeviceSynchronize()));
  for (int i = 0; i < 32; i += 3) {
    for (int k = 0; k < 16; k++) printf("%x ", out[i * 16 + k] & (k == 10 ? 0xff00ffffu : ~0u));
    printf("\n");
  }
  for (int i = 0; i < 8; i++) a[i] = 0, f[i] = 0;
  a[1] = (unsigned)-100, a[4] = 7;
  memset(h, 0, sizeof *h);
  w[0] = 1, w[1] = 0, w[2] = 3ull << 32;
  atomics<<<1, 32>>>(a, f, h, w);
  printf("%s\n", cudaGetErrorName(cudaDeviceSynchronize()));
  for (int i = 0; i < 7; i++) printf("%x ", a[i]);
  printf("\n%g %g %g %g %g\n", f[0], f[4], f[5], f[6], f[7]);
  printf("%g %g %llx %llx %llx\n", __low2float(*h), __high2float(*h), w[0], w[1], w[2]);
  copies<<<1, 32>>>(in, out);
  printf("%s\n", cudaGetErrorName(cudaDeviceSynchronize()));
  for (int i = 0; i < 32; i += 3) {
    for (int k = 0; k < 12; k++) printf("%x ", out[i * 12 + k]);
    printf("\n");
  }
}
