#include <cfloat>

__global__ void bits(unsigned *x, unsigned long long *w, float *f) {
  int i = threadIdx.x;
  x[i] = __byte_perm(x[i], 0, 0x0123) + __brev(x[i]) + __popc(x[i]) + __clz(x[i]) + __ffs(x[i]);
  w[i] = __popcll(w[i]) + __clzll(w[i]) + __ffsll(w[i]) + __umul64hi(w[i], w[i + 1]) + __mul64hi(w[i], w[i + 1]) + __brevll(w[i]);
  f[i] = fminf(copysignf(f[i], f[i + 1]), FLT_MAX);
}
