// run: tolerance=0
// Integer intrinsics on the device over a table of arguments: bit counting, permutation, funnel shifts, high products, sums of differences, SIMD-in-a-word.
#include <stdio.h>
__device__ unsigned add(unsigned h, unsigned long long v) {
  h = (h ^ (unsigned)v) * 16777619u;
  return (h ^ (unsigned)(v >> 32)) * 16777619u;
}
__constant__ unsigned values[12] = {0,          1,          2,          0x7fffffff,
                                    0x80000000, 0xffffffff, 0x12345678, 0xdeadbeef,
                                    0xff00ff00, 1000,       0x00010000, 0xaaaaaaaa};
__global__ void kernel(unsigned *out) {
  int t = threadIdx.x;
  unsigned x = values[t];
  unsigned long long l = (unsigned long long)x << 32 | values[(t + 5) % 12];
  int n = 0;
  unsigned *o = out + t * 40;
  o[n++] = __popc(x);
  o[n++] = __popcll(l);
  o[n++] = __clz(x);
  o[n++] = __clzll(l);
  o[n++] = __ffs(x);
  o[n++] = __ffsll(l);
  o[n++] = __brev(x);
  o[n++] = add(0, __brevll(l));
  unsigned h[26] = {};
  for (int j = 0; j < 12; j++) {
    unsigned y = values[j], z = values[(j * 5 + t) % 12];
    unsigned long long m = (unsigned long long)y << 32 | z;
    h[0] = add(h[0], __byte_perm(x, y, z));
    h[1] = add(h[1], __funnelshift_l(x, y, z));
    h[2] = add(h[2], __funnelshift_r(x, y, z));
    h[3] = add(h[3], __funnelshift_lc(x, y, j * 3));
    h[4] = add(h[4], __funnelshift_rc(x, y, j * 4));
    h[5] = add(h[5], __mulhi(x, y));
    h[6] = add(h[6], __umulhi(x, y));
    h[7] = add(h[7], __mul64hi(l, m));
    h[8] = add(h[8], __umul64hi(l, m));
    h[9] = add(h[9], __mul24(x, y));
    h[10] = add(h[10], __umul24(x, y));
    h[11] = add(h[11], __sad(x, y, z));
    h[12] = add(h[12], __usad(x, y, z));
    h[13] = add(h[13], __hadd(x, y));
    h[14] = add(h[14], __uhadd(x, y));
    h[15] = add(h[15], __rhadd(x, y));
    h[16] = add(h[16], __urhadd(x, y));
    h[17] = add(h[17], __vadd4(x, y));
    h[18] = add(h[18], __vsub2(x, y));
    h[19] = add(h[19], __vmaxu4(x, y));
    h[20] = add(h[20], __vabsdiffu4(x, y));
    h[21] = add(h[21], __vcmpeq4(x, y));
    h[22] = add(h[22], __dp4a((int)x, (int)y, (int)z));
    h[23] = add(h[23], __dp4a(x, y, z));
    h[24] = add(h[24], min(x, y) ^ max((int)x, (int)z));
    h[25] =
        add(h[25], abs((int)y >> 1) + llabs((long long)m >> 1) + min((long long)l, (long long)m));
  }
  for (int i = 0; i < 26; i++)
    o[n++] = h[i];
}
int main() {
  unsigned *d, h[12 * 40];
  cudaMalloc(&d, sizeof h);
  kernel<<<1, 12>>>(d);
  cudaMemcpy(h, d, sizeof h, cudaMemcpyDeviceToHost);
  for (int i = 0; i < 8; i++) {
    for (int t = 0; t < 12; t++)
      printf("%x ", h[t * 40 + i]);
    printf("\n");
  }
  for (int i = 8; i < 34; i++) {
    unsigned s = 0;
    for (int t = 0; t < 12; t++)
      s = s * 31 + h[t * 40 + i];
    printf("%d 0x%08x\n", i, s);
  }
  return 0;
}
