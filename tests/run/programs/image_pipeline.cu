// run: tolerance=0
// An image pipeline on 8-bit pixels: made, smoothed, edges by Sobel, histogram equalized, written as PGM and read again; all in integers.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#define W 96
#define H 64
#define N (W * H)
__global__ void smooth(const unsigned char *in, unsigned char *out) {
  __shared__ unsigned char s[10][34];
  int x = blockIdx.x * 32 + threadIdx.x, y = blockIdx.y * 8 + threadIdx.y;
  for (int i = threadIdx.y * 32 + threadIdx.x; i < 340; i += 256) {
    int sy = min(max((int)blockIdx.y * 8 + i / 34 - 1, 0), H - 1),
        sx = min(max((int)blockIdx.x * 32 + i % 34 - 1, 0), W - 1);
    s[i / 34][i % 34] = in[sy * W + sx];
  }
  __syncthreads();
  const int k[3] = {1, 2, 1};
  int v = 8;
  for (int dy = 0; dy < 3; dy++)
    for (int dx = 0; dx < 3; dx++)
      v += k[dy] * k[dx] * s[threadIdx.y + dy][threadIdx.x + dx];
  out[y * W + x] = v / 16;
}
__global__ void sobel(const unsigned char *in, unsigned char *out) {
  int x = blockIdx.x * blockDim.x + threadIdx.x, y = blockIdx.y * blockDim.y + threadIdx.y;
  if (x == 0 || y == 0 || x >= W - 1 || y >= H - 1) {
    if (x < W && y < H) out[y * W + x] = 0;
    return;
  }
  const unsigned char *p = in + y * W + x;
  int gx = p[-W + 1] + 2 * p[1] + p[W + 1] - p[-W - 1] - 2 * p[-1] - p[W - 1],
      gy = p[W - 1] + 2 * p[W] + p[W + 1] - p[-W - 1] - 2 * p[-W] - p[-W + 1];
  out[y * W + x] = min(abs(gx) + abs(gy), 255);
}
__global__ void histogram(const uchar4 *in, unsigned *bins) {
  __shared__ unsigned s[256];
  s[threadIdx.x] = 0;
  __syncthreads();
  for (int i = blockIdx.x * 256 + threadIdx.x; i < N / 4; i += gridDim.x * 256) {
    uchar4 v = in[i];
    atomicAdd(&s[v.x], 1u);
    atomicAdd(&s[v.y], 1u);
    atomicAdd(&s[v.z], 1u);
    atomicAdd(&s[v.w], 1u);
  }
  __syncthreads();
  atomicAdd(&bins[threadIdx.x], s[threadIdx.x]);
}
__global__ void cumulate(const unsigned *bins, unsigned char *map) {
  __shared__ unsigned s[256];
  int t = threadIdx.x;
  s[t] = bins[t];
  __syncthreads();
  for (int o = 1; o < 256; o <<= 1) {
    unsigned v = t >= o ? s[t - o] : 0;
    __syncthreads();
    s[t] += v;
    __syncthreads();
  }
  unsigned first = s[0];
  map[t] = N > first ? (s[t] - first) * 255u / (N - first) : t;
}
__global__ void apply(const unsigned char *map, unsigned char *image) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < N) image[i] = map[image[i]];
}
static unsigned char image[N];
static unsigned sum(void) {
  unsigned h = 0;
  for (int i = 0; i < N; i++)
    h = h * 31 + image[i];
  return h;
}
static void write_pgm(const char *name) {
  FILE *f = fopen(name, "wb");
  fprintf(f, "P5\n# made by a test\n%d %d\n255\n", W, H);
  fwrite(image, 1, N, f);
  fclose(f);
}
static int read_pgm(const char *name) {
  char line[64];
  int w, h, most;
  FILE *f = fopen(name, "rb");
  if (!f) return 1;
  if (!fgets(line, sizeof line, f) || strncmp(line, "P5", 2)) return 2;
  do
    if (!fgets(line, sizeof line, f)) return 3;
  while (line[0] == '#');
  if (sscanf(line, "%d %d", &w, &h) != 2 || w != W || h != H) return 4;
  if (fscanf(f, "%d", &most) != 1 || most != 255) return 5;
  fgetc(f);
  size_t n = fread(image, 1, N, f);
  fclose(f);
  remove(name);
  return n == N ? 0 : 6;
}
int main(void) {
  for (int y = 0; y < H; y++)
    for (int x = 0; x < W; x++) {
      int dx = x - 40, dy = y - 30;
      image[y * W + x] =
          dx * dx + dy * dy < 300 ? 180 - (dx * dy & 15) : x * 60 / W + (x / 8 + y / 8) % 2 * 20;
    }
  printf("made 0x%08x\n", sum());
  unsigned char *a, *b, *map;
  unsigned *bins;
  cudaMalloc(&a, N);
  cudaMalloc(&b, N);
  cudaMalloc(&map, 256);
  cudaMalloc(&bins, 1024);
  cudaMemset(bins, 0, 1024);
  cudaMemcpy(a, image, N, cudaMemcpyHostToDevice);
  smooth<<<dim3(W / 32, H / 8), dim3(32, 8)>>>(a, b);
  cudaMemcpy(image, b, N, cudaMemcpyDeviceToHost);
  printf("smooth 0x%08x\n", sum());
  sobel<<<dim3((W + 15) / 16, (H + 15) / 16), dim3(16, 16)>>>(b, a);
  cudaMemcpy(image, a, N, cudaMemcpyDeviceToHost);
  printf("edges 0x%08x\n", sum());
  for (int y = 8; y < H; y += 8) {
    for (int x = 0; x < W; x += 2)
      putchar(" .:*#"[image[y * W + x] / 52]);
    putchar('\n');
  }
  histogram<<<3, 256>>>((uchar4 *)b, bins);
  cumulate<<<1, 256>>>(bins, map);
  apply<<<N / 128, 128>>>(map, b);
  cudaMemcpy(image, b, N, cudaMemcpyDeviceToHost);
  printf("equalized 0x%08x\n", sum());
  write_pgm("out.pgm");
  memset(image, 0, N);
  printf("read %d ", read_pgm("out.pgm"));
  printf("0x%08x\n", sum());
  return 0;
}
