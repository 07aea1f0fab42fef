// run: tolerance=1e-6
// Arrays of pointers: double** rows, tables of tables, a table in constant memory, rows swapped by a kernel, rows of different lengths, more pointers than a kernel could bind.
#include <stdio.h>

__constant__ float *inputs[3];
__device__ double **shared_rows;

__global__ void scale(double **rows, const int *lengths, int count) {
  for (int r = blockIdx.x; r < count; r += gridDim.x)
    for (int i = threadIdx.x; i < lengths[r]; i += blockDim.x) rows[r][i] = rows[r][i] * (r + 1) + 0.25;
}

__global__ void swap_rows(double **rows, int count) {
  int r = threadIdx.x;
  if (r >= count / 2) return;
  double *kept = rows[r];
  rows[r] = rows[count - 1 - r];
  rows[count - 1 - r] = kept;
  if (r == 0) shared_rows = rows;
}

__global__ void total(const int *lengths, int count, double *out) {
  double sum = 0;
  for (int r = 0; r < count; r++)
    for (int i = 0; i < lengths[count - 1 - r]; i++) sum += shared_rows[r][i];
  *out = sum;
}

__global__ void combine(float *out, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) out[i] = inputs[0][i] + 2 * inputs[1][i] - inputs[i % 3][n - 1 - i];
}

__global__ void many(const int *a, const int *b, const int *c, const int *d, const int *e, const int *f, const int *g, const int *h, const int *i, const int *j, const int *k, int *l, int *m, int *sum) {
  int t = threadIdx.x;
  sum[t] = a[t] + b[t] * 2 + c[t] * 3 + d[t] * 4 + e[t] * 5 + f[t] * 6 + g[t] * 7 + h[t] * 8 + i[t] * 9 + j[t] * 10 + k[t] * 11;
  l[t] = sum[t] & 255;
  m[t] = sum[t] >> 8;
}

__global__ void deep(int ****p, int *out) { out[threadIdx.x] = ***p[threadIdx.x & 1] + (**p)[0][threadIdx.x]; }

int main() {
  const int count = 5;
  double *rows[count], **table, *sum, result;
  int lengths[count] = {7, 1, 30, 12, 64}, *sizes;
  for (int r = 0; r < count; r++) {
    double host[64];
    for (int i = 0; i < lengths[r]; i++) host[i] = r * 10 + i * 0.5;
    cudaMalloc(&rows[r], lengths[r] * sizeof(double));
    cudaMemcpy(rows[r], host, lengths[r] * sizeof(double), cudaMemcpyHostToDevice);
  }
  cudaMalloc(&table, sizeof rows);
  cudaMalloc(&sizes, sizeof lengths);
  cudaMalloc(&sum, sizeof(double));
  cudaMemcpy(table, rows, sizeof rows, cudaMemcpyHostToDevice);
  cudaMemcpy(sizes, lengths, sizeof lengths, cudaMemcpyHostToDevice);
  scale<<<2, 32>>>(table, sizes, count);
  swap_rows<<<1, 32>>>(table, count);
  total<<<1, 1>>>(sizes, count, sum);
  cudaMemcpy(&result, sum, sizeof result, cudaMemcpyDeviceToHost);
  double *back[count];
  cudaMemcpy(back, table, sizeof back, cudaMemcpyDeviceToHost);
  printf("%.10g %d\n", result, back[0] == rows[4] && back[4] == rows[0] && back[2] == rows[2]);

  const int n = 40;
  float host[n], *in[3], *out;
  for (int a = 0; a < 3; a++) {
    for (int i = 0; i < n; i++) host[i] = a * 100 + i;
    cudaMalloc(&in[a], sizeof host);
    cudaMemcpy(in[a], host, sizeof host, cudaMemcpyHostToDevice);
  }
  cudaMalloc(&out, sizeof host);
  cudaMemcpyToSymbol(inputs, in, sizeof in);
  combine<<<1, 64>>>(out, n);
  cudaMemcpy(host, out, sizeof host, cudaMemcpyDeviceToHost);
  printf("%g %g %g %g\n", host[0], host[1], host[2], host[39]);

  int *arrays[14], numbers[14][32];
  for (int a = 0; a < 14; a++) {
    for (int i = 0; i < 32; i++) numbers[a][i] = a + i * 3;
    cudaMalloc(&arrays[a], sizeof numbers[a]);
    cudaMemcpy(arrays[a], numbers[a], sizeof numbers[a], cudaMemcpyHostToDevice);
  }
  many<<<1, 32>>>(arrays[0], arrays[1], arrays[2], arrays[3], arrays[4], arrays[5], arrays[6], arrays[7], arrays[8], arrays[9], arrays[10], arrays[11], arrays[12], arrays[13]);
  for (int a = 11; a < 14; a++) {
    cudaMemcpy(numbers[a], arrays[a], sizeof numbers[a], cudaMemcpyDeviceToHost);
    printf("%d %d ", numbers[a][0], numbers[a][31]);
  }

  int **one, ***two, ****three, *first = arrays[2];
  cudaMalloc(&one, 2 * sizeof(int *));
  cudaMalloc(&two, 2 * sizeof(int **));
  cudaMalloc(&three, 2 * sizeof(int ***));
  int *ones[2] = {first, arrays[3]}, **twos[2] = {one, one + 1}, ***threes[2] = {two, two + 1};
  cudaMemcpy(one, ones, sizeof ones, cudaMemcpyHostToDevice);
  cudaMemcpy(two, twos, sizeof twos, cudaMemcpyHostToDevice);
  cudaMemcpy(three, threes, sizeof threes, cudaMemcpyHostToDevice);
  deep<<<1, 8>>>(three, arrays[0]);
  cudaMemcpy(numbers[0], arrays[0], 32, cudaMemcpyDeviceToHost);
  for (int i = 0; i < 8; i++) printf("%d ", numbers[0][i]);
  printf("\n%s\n", cudaGetErrorString(cudaGetLastError()));
}
