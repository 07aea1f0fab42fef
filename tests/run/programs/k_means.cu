// run: tolerance=1e-4
// k-means in three dimensions: assignment, sums by shared atomics in fixed point (the order does not matter), convergence, sizes of clusters.
#include <float.h>
#include <stdio.h>
#include <stdlib.h>
#define POINTS 2000
#define K 5
typedef struct {
  float x[3];
} point_t;
__constant__ point_t centres[K];
__global__ void assign(const point_t *points, int *member, long long *sums, int *counts,
                       int *moved) {
  __shared__ unsigned long long s[K][3];
  __shared__ int c[K], m;
  int t = threadIdx.x, i = blockIdx.x * blockDim.x + t;
  if (t < K * 3) s[t / 3][t % 3] = 0;
  if (t < K) c[t] = 0;
  if (t == 0) m = 0;
  __syncthreads();
  if (i < POINTS) {
    float best = FLT_MAX;
    int which = -1;
    for (int k = 0; k < K; k++) {
      float d = 0;
      for (int j = 0; j < 3; j++) {
        float e = points[i].x[j] - centres[k].x[j];
        d += e * e;
      }
      if (d < best) {
        best = d;
        which = k;
      }
    }
    if (member[i] != which) {
      member[i] = which;
      atomicAdd(&m, 1);
    }
    atomicAdd(&c[which], 1);
    for (int j = 0; j < 3; j++)
      atomicAdd(&s[which][j], (unsigned long long)(long long)(points[i].x[j] * 65536));
  }
  __syncthreads();
  if (t < K * 3) atomicAdd((unsigned long long *)&sums[t], s[t / 3][t % 3]);
  if (t < K) atomicAdd(&counts[t], c[t]);
  if (t == 0 && m) atomicAdd(moved, m);
}
int main(void) {
  point_t *h = (point_t *)malloc(POINTS * sizeof *h), *d, c[K];
  int *member, *counts, *moved, hc[K], hm;
  long long *sums, hs[K * 3];
  srand(11);
  for (int i = 0; i < POINTS; i++)
    for (int j = 0; j < 3; j++)
      h[i].x[j] = (i % K * (j + 2) * 7 % 23) + rand() / (float)RAND_MAX * 3;
  for (int k = 0; k < K; k++)
    c[k] = h[k * 37 + k];
  cudaMalloc(&d, POINTS * sizeof *d);
  cudaMalloc(&member, POINTS * 4);
  cudaMalloc(&counts, sizeof hc);
  cudaMalloc(&moved, 4);
  cudaMalloc(&sums, sizeof hs);
  cudaMemcpy(d, h, POINTS * sizeof *h, cudaMemcpyHostToDevice);
  cudaMemset(member, 0xff, POINTS * 4);
  for (int round = 1; round < 30; round++) {
    cudaMemcpyToSymbol(centres, c, sizeof c);
    cudaMemset(counts, 0, sizeof hc);
    cudaMemset(moved, 0, 4);
    cudaMemset(sums, 0, sizeof hs);
    assign<<<(POINTS + 127) / 128, 128>>>(d, member, sums, counts, moved);
    cudaMemcpy(hc, counts, sizeof hc, cudaMemcpyDeviceToHost);
    cudaMemcpy(&hm, moved, 4, cudaMemcpyDeviceToHost);
    cudaMemcpy(hs, sums, sizeof hs, cudaMemcpyDeviceToHost);
    if (round == 1) printf("round 1: %d moved\n", hm);
    if (!hm) {
      printf("settled\n");
      break;
    }
    for (int k = 0; k < K; k++)
      if (hc[k])
        for (int j = 0; j < 3; j++)
          c[k].x[j] = hs[k * 3 + j] / 65536.0f / hc[k];
  }
  for (int k = 0; k < K; k++)
    printf("%d: %d points around %.4f %.4f %.4f\n", k, hc[k], c[k].x[0], c[k].x[1], c[k].x[2]);
  return 0;
}
