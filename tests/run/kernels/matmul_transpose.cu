// run: tolerance=1e-5
// Tiled matrix product with partial tiles, naive and with registers; transposes through padded shared memory.
#include <stdio.h>
#include <stdlib.h>
#include <math.h>
#define TILE 16
__global__ void naive(const float *a, const float *b, float *c, int m, int n, int k) {
  int row = blockIdx.y * blockDim.y + threadIdx.y, col = blockIdx.x * blockDim.x + threadIdx.x;
  if (row >= m || col >= n) return;
  float s = 0;
  for (int i = 0; i < k; i++)
    s += a[row * k + i] * b[i * n + col];
  c[row * n + col] = s;
}
__global__ void tiled(const float *__restrict__ a, const float *__restrict__ b,
                      float *__restrict__ c, int m, int n, int k) {
  __shared__ float as[TILE][TILE], bs[TILE][TILE];
  int tx = threadIdx.x, ty = threadIdx.y, row = blockIdx.y * TILE + ty,
      col = blockIdx.x * TILE + tx;
  float s = 0;
  for (int t = 0; t < (k + TILE - 1) / TILE; t++) {
    as[ty][tx] = row < m && t * TILE + tx < k ? a[row * k + t * TILE + tx] : 0.0f;
    bs[ty][tx] = col < n && t * TILE + ty < k ? b[(t * TILE + ty) * n + col] : 0.0f;
    __syncthreads();
#pragma unroll
    for (int i = 0; i < TILE; i++)
      s += as[ty][i] * bs[i][tx];
    __syncthreads();
  }
  if (row < m && col < n) c[row * n + col] = s;
}
template <int R>
__global__ void registers(const float *a, const float *b, float *c, int n) {
  __shared__ float as[8 * R][8], bs[8][8 * R];
  float acc[R][R] = {};
  int tx = threadIdx.x, ty = threadIdx.y, r0 = blockIdx.y * 8 * R, c0 = blockIdx.x * 8 * R;
  for (int t = 0; t < n; t += 8) {
    for (int i = 0; i < R; i++) {
      as[ty * R + i][tx] = a[(r0 + ty * R + i) * n + t + tx];
      bs[ty][tx * R + i] = b[(t + ty) * n + c0 + tx * R + i];
    }
    __syncthreads();
    for (int k = 0; k < 8; k++)
      for (int i = 0; i < R; i++)
        for (int j = 0; j < R; j++)
          acc[i][j] += as[ty * R + i][k] * bs[k][tx * R + j];
    __syncthreads();
  }
  for (int i = 0; i < R; i++)
    for (int j = 0; j < R; j++)
      c[(r0 + ty * R + i) * n + c0 + tx * R + j] = acc[i][j];
}
template <typename T>
__global__ void transpose(T *out, const T *in, int w, int h) {
  __shared__ T tile[32][33];
  int x = blockIdx.x * 32 + threadIdx.x, y = blockIdx.y * 32 + threadIdx.y;
  for (int j = 0; j < 32; j += 8)
    if (x < w && y + j < h) tile[threadIdx.y + j][threadIdx.x] = in[(y + j) * w + x];
  __syncthreads();
  x = blockIdx.y * 32 + threadIdx.x;
  y = blockIdx.x * 32 + threadIdx.y;
  for (int j = 0; j < 32; j += 8)
    if (x < h && y + j < w) out[(y + j) * h + x] = tile[threadIdx.x][threadIdx.y + j];
}
static void report(const char *name, const float *c, const float *expected, int n) {
  double worst = 0, sum = 0;
  for (int i = 0; i < n; i++) {
    worst = fmax(worst, fabs(c[i] - expected[i]));
    sum += fabs(c[i]);
  }
  printf("%s: sum %.6g, %.6g %.6g, %s\n", name, sum, c[0], c[n - 1],
         worst < 1e-3 ? "agrees" : "differs");
}
int main() {
  int m = 50, n = 71, k = 37;
  float *a = (float *)malloc(64 * 96 * 4), *b = (float *)malloc(96 * 96 * 4),
        *c = (float *)malloc(96 * 96 * 4), *e = (float *)malloc(96 * 96 * 4), *da, *db, *dc;
  for (int i = 0; i < 64 * 96; i++)
    a[i] = (i * 7919 % 1000) / 500.0f - 1;
  for (int i = 0; i < 96 * 96; i++)
    b[i] = (i * 104729 % 1000) / 250.0f - 2;
  for (int i = 0; i < m; i++)
    for (int j = 0; j < n; j++) {
      float s = 0;
      for (int q = 0; q < k; q++)
        s += a[i * k + q] * b[q * n + j];
      e[i * n + j] = s;
    }
  cudaMalloc(&da, 96 * 96 * 4);
  cudaMalloc(&db, 96 * 96 * 4);
  cudaMalloc(&dc, 96 * 96 * 4);
  cudaMemcpy(da, a, 64 * 96 * 4, cudaMemcpyHostToDevice);
  cudaMemcpy(db, b, 96 * 96 * 4, cudaMemcpyHostToDevice);
  dim3 block(TILE, TILE), grid((n + TILE - 1) / TILE, (m + TILE - 1) / TILE);
  naive<<<grid, block>>>(da, db, dc, m, n, k);
  cudaMemcpy(c, dc, m * n * 4, cudaMemcpyDeviceToHost);
  report("naive", c, e, m * n);
  cudaMemset(dc, 0, m * n * 4);
  tiled<<<grid, block>>>(da, db, dc, m, n, k);
  cudaMemcpy(c, dc, m * n * 4, cudaMemcpyDeviceToHost);
  report("tiled", c, e, m * n);
  n = 64;
  for (int i = 0; i < n; i++)
    for (int j = 0; j < n; j++) {
      float s = 0;
      for (int q = 0; q < n; q++)
        s += a[i * n + q] * b[q * n + j];
      e[i * n + j] = s;
    }
  registers<2><<<dim3(4, 4), dim3(8, 8)>>>(da, db, dc, n);
  cudaMemcpy(c, dc, n * n * 4, cudaMemcpyDeviceToHost);
  report("registers 2", c, e, n * n);
  registers<4><<<dim3(2, 2), dim3(8, 8)>>>(da, db, dc, n);
  cudaMemcpy(c, dc, n * n * 4, cudaMemcpyDeviceToHost);
  report("registers 4", c, e, n * n);
  int w = 70, h = 45, wrong = 0;
  transpose<float><<<dim3(3, 2), dim3(32, 8)>>>(dc, db, w, h);
  cudaMemcpy(c, dc, w * h * 4, cudaMemcpyDeviceToHost);
  for (int y = 0; y < h; y++)
    for (int x = 0; x < w; x++)
      wrong += c[x * h + y] != b[y * w + x];
  transpose<char><<<dim3(3, 2), dim3(32, 8)>>>((char *)dc, (char *)db, w, h);
  cudaMemcpy(c, dc, w * h, cudaMemcpyDeviceToHost);
  for (int y = 0; y < h; y++)
    for (int x = 0; x < w; x++)
      wrong += ((char *)c)[x * h + y] != ((char *)b)[y * w + x];
  printf("transpose: %d wrong\n", wrong);
  return 0;
}
