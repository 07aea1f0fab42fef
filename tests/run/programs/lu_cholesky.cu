// run: tolerance=1e-6
// LU decomposition with partial pivoting and Cholesky decomposition of small dense systems in double precision, solutions and residuals.
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#define N 48
__global__ void lu(double *a, int *pivots) {
  __shared__ double best[N];
  __shared__ int where[N];
  int t = threadIdx.x;
  for (int k = 0; k < N; k++) {
    best[t] = t >= k ? fabs(a[t * N + k]) : -1.0;
    where[t] = t;
    __syncthreads();
    for (int w = 32; w; w >>= 1) {
      if (t < w && t + w < N && best[t + w] > best[t]) {
        best[t] = best[t + w];
        where[t] = where[t + w];
      }
      __syncthreads();
    }
    int p = where[0];
    if (t == 0) pivots[k] = p;
    double x = a[k * N + t], y = a[p * N + t];
    __syncthreads();
    a[k * N + t] = y;
    if (p != k) a[p * N + t] = x;
    __syncthreads();
    if (t > k) {
      double f = a[t * N + k] / a[k * N + k];
      a[t * N + k] = f;
      for (int j = k + 1; j < N; j++)
        a[t * N + j] -= f * a[k * N + j];
    }
    __syncthreads();
  }
}
__global__ void cholesky(double *a) {
  int t = threadIdx.x;
  for (int k = 0; k < N; k++) {
    if (t == k) a[k * N + k] = sqrt(a[k * N + k]);
    __syncthreads();
    if (t > k) a[t * N + k] /= a[k * N + k];
    __syncthreads();
    if (t > k)
      for (int j = k + 1; j <= t; j++)
        a[t * N + j] -= a[t * N + k] * a[j * N + k];
    __syncthreads();
  }
}
int main(void) {
  static double a[N * N], l[N * N], b[N], x[N], *d;
  int pivots[N], *dp;
  for (int i = 0; i < N; i++) {
    b[i] = 1 + i % 5;
    for (int j = 0; j < N; j++)
      a[i * N + j] = ((i * 37 + j * 101 + i * j) % 97) / 10.0 - 4;
  }
  cudaMalloc(&d, sizeof a);
  cudaMalloc(&dp, sizeof pivots);
  cudaMemcpy(d, a, sizeof a, cudaMemcpyHostToDevice);
  lu<<<1, N>>>(d, dp);
  cudaMemcpy(l, d, sizeof l, cudaMemcpyDeviceToHost);
  cudaMemcpy(pivots, dp, sizeof pivots, cudaMemcpyDeviceToHost);
  double determinant = 1, residual = 0;
  for (int k = 0; k < N; k++) {
    x[k] = b[k];
    determinant *= l[k * N + k] / 10 * (pivots[k] == k ? 1 : -1);
  }
  for (int k = 0; k < N; k++) {
    double t = x[k];
    x[k] = x[pivots[k]];
    x[pivots[k]] = t;
  }
  for (int i = 0; i < N; i++)
    for (int j = 0; j < i; j++)
      x[i] -= l[i * N + j] * x[j];
  for (int i = N - 1; i >= 0; i--) {
    for (int j = i + 1; j < N; j++)
      x[i] -= l[i * N + j] * x[j];
    x[i] /= l[i * N + i];
  }
  for (int i = 0; i < N; i++) {
    double r = -b[i];
    for (int j = 0; j < N; j++)
      r += a[i * N + j] * x[j];
    residual = fmax(residual, fabs(r));
  }
  printf("lu: residual %s, determinant %.6e, x %.7f %.7f\n", residual < 1e-9 ? "small" : "large",
         determinant, x[0], x[N - 1]);
  for (int i = 0; i < N; i++)
    for (int j = 0; j < N; j++)
      a[i * N + j] = (i == j ? N : 0) + 1.0 / (1 + abs(i - j));
  cudaMemcpy(d, a, sizeof a, cudaMemcpyHostToDevice);
  cholesky<<<1, N>>>(d);
  cudaMemcpy(l, d, sizeof l, cudaMemcpyDeviceToHost);
  residual = 0;
  double log_ = 0;
  for (int i = 0; i < N; i++) {
    log_ += 2 * log(l[i * N + i]);
    for (int j = 0; j <= i; j++) {
      double s = 0;
      for (int k = 0; k <= j; k++)
        s += l[i * N + k] * l[j * N + k];
      residual = fmax(residual, fabs(s - a[i * N + j]));
    }
  }
  printf("cholesky: residual %s, log determinant %.8f, %.8f\n",
         residual < 1e-11 ? "small" : "large", log_, l[N * N - 1]);
  return 0;
}
