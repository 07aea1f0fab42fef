// run: tolerance=0
// Global alignment of sequences (Needleman and Wunsch) along anti-diagonals of tiles, with traceback on the host; edit distances of many words.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#define T 16
#define LENGTH 200
#define GAP -2
__global__ void diagonal(const char *a, const char *b, int *score, int width, int d, int tiles) {
  __shared__ int s[T + 1][T + 1];
  __shared__ char sa[T], sb[T];
  int t = threadIdx.x, ty = blockIdx.x + (d >= tiles ? d - tiles + 1 : 0), tx = d - ty,
      row = ty * T, column = tx * T;
  sa[t] = a[row + t];
  sb[t] = b[column + t];
  s[t + 1][0] = score[(row + t + 1) * width + column];
  s[0][t + 1] = score[row * width + column + t + 1];
  if (t == 0) s[0][0] = score[row * width + column];
  __syncthreads();
  for (int step = 0; step < 2 * T - 1; step++) {
    int i = t, j = step - t;
    if (j >= 0 && j < T)
      s[i + 1][j + 1] =
          max(s[i][j] + (sa[i] == sb[j] ? 3 : -1), max(s[i][j + 1], s[i + 1][j]) + GAP);
    __syncthreads();
  }
  for (int i = 0; i < T; i++)
    score[(row + i + 1) * width + column + t + 1] = s[i + 1][t + 1];
}
__global__ void edit_distances(const char (*words)[12], int n, unsigned char *out) {
  int x = blockIdx.x * blockDim.x + threadIdx.x, y = blockIdx.y;
  if (x >= n) return;
  const char *p = words[x], *q = words[y];
  int row[13], m = 0;
  for (; q[m]; m++)
    row[m] = m;
  row[m] = m;
  for (int i = 0; p[i]; i++) {
    int diagonal_ = row[0];
    row[0] = i + 1;
    for (int j = 0; j < m; j++) {
      int up = row[j + 1], v = min(diagonal_ + (p[i] != q[j]), min(up, row[j]) + 1);
      diagonal_ = up;
      row[j + 1] = v;
    }
  }
  out[y * n + x] = row[m];
}
int main(void) {
  char a[LENGTH + T], b[LENGTH + T];
  unsigned r = 99;
  int n = (LENGTH + T - 1) / T * T, tiles = n / T, width = n + 1;
  for (int i = 0; i < n; i++) {
    r = r * 1664525 + 1013904223;
    a[i] = "ACGT"[r >> 30];
    b[i] = (r >> 8) % 5 ? a[i] : "ACGT"[(r >> 20) & 3];
  }
  memmove(b + 50, b + 57, n - 57);
  int *score = (int *)malloc(width * width * sizeof(int)), *d;
  char *da, *db;
  for (int i = 0; i <= n; i++)
    score[i] = score[i * width] = i * GAP;
  cudaMalloc(&d, width * width * sizeof(int));
  cudaMalloc(&da, n);
  cudaMalloc(&db, n);
  cudaMemcpy(d, score, width * width * sizeof(int), cudaMemcpyHostToDevice);
  cudaMemcpy(da, a, n, cudaMemcpyHostToDevice);
  cudaMemcpy(db, b, n, cudaMemcpyHostToDevice);
  for (int k = 0; k < 2 * tiles - 1; k++)
    diagonal<<<(k < tiles ? k + 1 : 2 * tiles - 1 - k), T>>>(da, db, d, width, k, tiles);
  int *got = (int *)malloc(width * width * sizeof(int)), wrong = 0;
  cudaMemcpy(got, d, width * width * sizeof(int), cudaMemcpyDeviceToHost);
  for (int i = 1; i <= n; i++)
    for (int j = 1; j <= n; j++) {
      int v = score[(i - 1) * width + j - 1] + (a[i - 1] == b[j - 1] ? 3 : -1),
          up = score[(i - 1) * width + j] + GAP, left = score[i * width + j - 1] + GAP;
      v = v > up ? v : up;
      score[i * width + j] = v > left ? v : left;
      wrong += score[i * width + j] != got[i * width + j];
    }
  int i = n, j = n, gaps = 0, same = 0;
  char line[2][64];
  int shown = 0;
  while (i > 0 && j > 0) {
    int v = got[i * width + j];
    char x, y;
    if (v == got[(i - 1) * width + j - 1] + (a[i - 1] == b[j - 1] ? 3 : -1)) {
      x = a[--i];
      y = b[--j];
      same += x == y;
    } else if (v == got[(i - 1) * width + j] + GAP) {
      x = a[--i];
      y = '-';
      gaps++;
    } else {
      x = '-';
      y = b[--j];
      gaps++;
    }
    if (shown < 60) {
      line[0][shown] = x;
      line[1][shown++] = y;
    }
  }
  printf("score %d, %d wrong, %d same, %d gaps\n%.*s\n%.*s\n", got[n * width + n], wrong, same,
         gaps, shown, line[0], shown, line[1]);
  char words[8][12] = {"kitten", "sitting", "",        "saturday",
                       "sunday", "kernel",  "colonel", "mitten"},
       (*dw)[12];
  unsigned char out[64], *dout;
  cudaMalloc(&dw, sizeof words);
  cudaMalloc(&dout, 64);
  cudaMemcpy(dw, words, sizeof words, cudaMemcpyHostToDevice);
  edit_distances<<<dim3(1, 8), 32>>>(dw, 8, dout);
  cudaMemcpy(out, dout, 64, cudaMemcpyDeviceToHost);
  for (int k = 0; k < 64; k++)
    printf("%d%c", out[k], k % 8 == 7 ? '\n' : ' ');
  return 0;
}
