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
static const char *names[] = {"erf", "erfc", "tgamma", "lgamma"};
__host__ __device__ void evaluate(const real *x, int i, real *out) {
  real v = x[i], w = x[(i * 5 + 3) % N], p = F(fabs)(v) + real(0.125), u = F(sin)(v);
  (void)w;
  (void)p;
  (void)u;
  out[0] = F(erf)(v);
  out[1] = F(erfc)(v / 8);
  out[2] = F(tgamma)(p / 8 + real(0.3));
  out[3] = F(lgamma)(p);
}
__global__ void kernel(real *out) {
  evaluate(dx, threadIdx.x, out + threadIdx.x * 4);
}
int main() {
  real *d, h[N][4], e[4];
  cudaMalloc(&d, sizeof h);
  kernel<<<1, N>>>(d);
  cudaMemcpy(h, d, sizeof h, cudaMemcpyDeviceToHost);
  int far = 0;
  for (int i = 0; i < N; i++) {
    evaluate(hx, i, e);
    for (int f = 0; f < 4; f++)
      if (!(fabs((double)h[i][f] - e[f]) <= 0.0001 * (fabs((double)e[f]) + 1e-3))) {
        far++;
        printf("%s(%g): device and host differ\n", names[f], (double)hx[i]);
      }
  }
  for (int f = 0; f < 4; f++) {
    printf("%s:", names[f]);
    for (int i = 0; i < N; i++)
      printf(" %.5g", (double)h[i][f]);
    printf("\n");
  }
  printf("%d\n", far);
  return 0;
}
