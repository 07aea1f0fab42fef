// Conversions to integers: CUDA's limits where a value may lie beyond them or be NaN, WGSL's own conversion where it cannot.
__global__ void anything(const float *x, int *i, unsigned *u) {
  int t = threadIdx.x;
  i[t] = (int)x[t];
  u[t] = (unsigned)x[t];
}

__global__ void known(const float *x, const int *n, int *i, unsigned *u) {
  int t = threadIdx.x;
  i[t] = (int)(fminf(x[t], 1.f) * 255.f);
  i[t + 32] = (int)(n[t] * 0.25f);
  u[t] = (unsigned)fminf(fmaxf(x[t], 0.f), 255.f);
  u[t + 32] = (unsigned)(t / 3.f + 0.5f);
}
