// run: tolerance=1.2e-4
// Math functions of float over a table of arguments, in a kernel and on the host.
#include <stdio.h>
#include <math.h>
#define N 14
typedef float real;
#define F(name) name##f
__constant__ real dx[N] = {-3.7, -1, -0.75, -0.1, 0.001, 0.3,  0.5,
                           0.99, 1,  1.5,   2.25, 7,     30.5, 100.25};
static const real hx[N] = {-3.7, -1, -0.75, -0.1, 0.001, 0.3,  0.5,
                           0.99, 1,  1.5,   2.25, 7,     30.5, 100.25};
static const char *names[] = {
    "sqrt",  "cbrt", "exp",      "exp2", "expm1", "log",       "log2", "log10", "log1p", "sin",
    "cos",   "tan",  "asin",     "acos", "atan",  "sinh",      "cosh", "tanh",  "asinh", "acosh",
    "atanh", "fabs", "floor",    "ceil", "trunc", "round",     "rint", "atan2", "hypot", "fmod",
    "fmin",  "fmax", "copysign", "fdim", "pow",   "remainder", "ldexp"};
__host__ __device__ void evaluate(const real *x, int i, real *out) {
  real v = x[i], w = x[(i * 5 + 3) % N], p = F(fabs)(v) + real(0.125), u = F(sin)(v);
  (void)w;
  (void)p;
  (void)u;
  out[0] = F(sqrt)(p);
  out[1] = F(cbrt)(v);
  out[2] = F(exp)(v / 2);
  out[3] = F(exp2)(v / 2);
  out[4] = F(expm1)(v / 4);
  out[5] = F(log)(p);
  out[6] = F(log2)(p);
  out[7] = F(log10)(p);
  out[8] = F(log1p)(p);
  out[9] = F(sin)(v);
  out[10] = F(cos)(v);
  out[11] = F(tan)(v);
  out[12] = F(asin)(u);
  out[13] = F(acos)(u);
  out[14] = F(atan)(v);
  out[15] = F(sinh)(v / 4);
  out[16] = F(cosh)(v / 4);
  out[17] = F(tanh)(v);
  out[18] = F(asinh)(v);
  out[19] = F(acosh)(p + 1);
  out[20] = F(atanh)(u * real(0.9));
  out[21] = F(fabs)(v);
  out[22] = F(floor)(v);
  out[23] = F(ceil)(v);
  out[24] = F(trunc)(v);
  out[25] = F(round)(v);
  out[26] = F(rint)(v);
  out[27] = F(atan2)(v, w);
  out[28] = F(hypot)(v, w);
  out[29] = F(fmod)(v, w);
  out[30] = F(fmin)(v, w);
  out[31] = F(fmax)(v, w);
  out[32] = F(copysign)(v, w);
  out[33] = F(fdim)(v, w);
  out[34] = F(pow)(p, w / 4);
  out[35] = F(remainder)(v, w);
  out[36] = F(ldexp)(v, i - 5);
}
__global__ void kernel(real *out) {
  evaluate(dx, threadIdx.x, out + threadIdx.x * 37);
}
int main() {
  real *d, h[N][37], e[37];
  cudaMalloc(&d, sizeof h);
  kernel<<<1, N>>>(d);
  cudaMemcpy(h, d, sizeof h, cudaMemcpyDeviceToHost);
  int far = 0;
  for (int i = 0; i < N; i++) {
    evaluate(hx, i, e);
    for (int f = 0; f < 37; f++)
      if (!(fabs((double)h[i][f] - e[f]) <= 0.0001 * (fabs((double)e[f]) + 1e-3))) {
        far++;
        printf("%s(%g): device and host differ\n", names[f], (double)hx[i]);
      }
  }
  for (int f = 0; f < 37; f++) {
    printf("%s:", names[f]);
    for (int i = 0; i < N; i++)
      printf(" %.5g", (double)h[i][f]);
    printf("\n");
  }
  printf("%d\n", far);
  return 0;
}
