// run: tolerance=2e-3
// Device-only math: fast intrinsics, rsqrt, sincos, sinpi, norm, exp10, rounding helpers, fdividef, mixed precision arithmetic, host min and max.
#include <stdio.h>
#include <math.h>
__constant__ float xs[8] = {0.1f, 0.5f, 1.f, 1.7f, 2.5f, 3.f, 5.25f, 9.f};
__global__ void kernel(float *out) {
  int t = threadIdx.x, n = 0;
  float x = xs[t], y = xs[7 - t], s, c, *o = out + t * 32;
  double ds, dc;
  o[n++] = __expf(x);
  o[n++] = __logf(x + 0.5f);
  o[n++] = __log2f(x + 1.5f);
  o[n++] = __log10f(x + 2);
  o[n++] = __sinf(x * 0.3f);
  o[n++] = __cosf(x * 0.1f);
  o[n++] = __tanf(x * 0.15f);
  o[n++] = __powf(x, y * 0.3f);
  o[n++] = __fdividef(x, y);
  o[n++] = __exp10f(x * 0.2f);
  sincosf(x, &s, &c);
  o[n++] = s * s + c * c;
  o[n++] = s + 2;
  __sincosf(x * 0.2f, &s, &c);
  o[n++] = s;
  o[n++] = rsqrtf(x);
  o[n++] = rcbrtf(x);
  o[n++] = sinpif(x * 0.09f);
  o[n++] = cospif(x * 0.05f);
  o[n++] = exp10f(x * 0.3f);
  o[n++] = norm3df(x, y, 1);
  o[n++] = rhypotf(x, y);
  o[n++] = rnorm4df(x, y, 2, 3);
  sincos((double)x, &ds, &dc);
  o[n++] = ds + 2 * dc + 5;
  o[n++] = rsqrt((double)x);
  o[n++] = x * 0.1 + y;
  o[n++] = (float)(x + 1e-9) * 2;
  o[n++] = x > 2 ? x * y : x / y;
  o[n++] = fmaf(x, y, -1) + __fmul_rn(x, y) + 10;
  o[n++] = cbrtf(x) * hypotf(x, y);
  o[n++] = normcdff(x * 0.2f);
  o[n++] = j0f(x * 0.2f);
  o[n++] = max(x, 2.f) + min(y, 3.f);
  o[n++] = erfinvf(x * 0.1f);
}
int main() {
  float *d, h[256];
  cudaMalloc(&d, sizeof h);
  kernel<<<1, 8>>>(d);
  cudaMemcpy(h, d, sizeof h, cudaMemcpyDeviceToHost);
  for (int i = 0; i < 32; i++) {
    printf("%2d:", i);
    for (int t = 0; t < 8; t++)
      printf(" %.4e", h[t * 32 + i]);
    printf("\n");
  }
  return 0;
}
