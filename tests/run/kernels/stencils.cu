// run: tolerance=1e-5 nvcc="--extended-lambda"
// Stencils in 1, 2 and 3 dimensions with halos in shared memory and registers; double buffering.
#include <stdio.h>
#include <stdlib.h>
#define R 3
__constant__ float weights[2 * R + 1];
__global__ void line(const float *in, float *out, int n) {
  __shared__ float s[128 + 2 * R];
  int g = blockIdx.x * blockDim.x + threadIdx.x, l = threadIdx.x + R;
  s[l] = g < n ? in[g] : 0;
  if (threadIdx.x < R) { s[l - R] = g >= R ? in[g - R] : 0; s[l + 128] = g + 128 < n ? in[g + 128] : 0; }
  __syncthreads();
  float v = 0;
  for (int o = -R; o <= R; o++) v += s[l + o] * weights[o + R];
  if (g < n) out[g] = v;
}
__global__ void plane(const float *in, float *out, int w, int h) {
  __shared__ float s[10][18];
  int x = blockIdx.x * 16 + threadIdx.x, y = blockIdx.y * 8 + threadIdx.y, lx = threadIdx.x + 1, ly = threadIdx.y + 1;
  auto at = [=] __device__(int x, int y) { x = min(max(x, 0), w - 1); y = min(max(y, 0), h - 1); return in[y * w + x]; };
  s[ly][lx] = at(x, y);
  if (lx == 1) s[ly][0] = at(x - 1, y);
  if (lx == 16) s[ly][17] = at(x + 1, y);
  if (ly == 1) s[0][lx] = at(x, y - 1);
  if (ly == 8) s[9][lx] = at(x, y + 1);
  __syncthreads();
  if (x < w && y < h) out[y * w + x] = 0.5f * s[ly][lx] + 0.125f * (s[ly - 1][lx] + s[ly + 1][lx] + s[ly][lx - 1] + s[ly][lx + 1]);
}
__global__ void volume(const float *in, float *out, int nx, int ny, int nz) {
  int x = blockIdx.x * blockDim.x + threadIdx.x, y = blockIdx.y * blockDim.y + threadIdx.y;
  if (x < 1 || y < 1 || x >= nx - 1 || y >= ny - 1) return;
  int slice = nx * ny, i = y * nx + x;
  float below = in[i], here = in[i + slice], above;
  for (int z = 1; z < nz - 1; z++, i += slice) {
    above = in[i + 2 * slice];
    int c = i + slice;
    out[c] = here + 0.1f * (below + above + in[c - 1] + in[c + 1] + in[c - nx] + in[c + nx] - 6 * here);
    below = here; here = above;
  }
}
static void show(const char *name, const float *device, int n) {
  float *h = (float *)malloc(n * 4); cudaMemcpy(h, device, n * 4, cudaMemcpyDeviceToHost);
  double s = 0, q = 0; for (int i = 0; i < n; i++) { s += h[i]; q += h[i] * h[i]; }
  printf("%s %.6g %.6g | %.5g %.5g %.5g\n", name, s, q, h[n / 3], h[n / 2], h[n - n / 7]); free(h);
}
int main() {
  const int n = 1000, w = 53, h = 31, nx = 20, ny = 18, nz = 12;
  float w7[] = {0.05f, 0.1f, 0.2f, 0.3f, 0.2f, 0.1f, 0.05f}, *host = (float *)malloc(nx * ny * nz * 4), *a, *b;
  cudaMemcpyToSymbol(weights, w7, sizeof w7);
  for (int i = 0; i < nx * ny * nz; i++) host[i] = (i * 37 % 101) / 10.0f;
  cudaMalloc(&a, nx * ny * nz * 4); cudaMalloc(&b, nx * ny * nz * 4); cudaMemcpy(a, host, nx * ny * nz * 4, cudaMemcpyHostToDevice);
  line<<<(n + 127) / 128, 128>>>(a, b, n); show("line", b, n);
  for (int i = 0; i < 10; i++) { plane<<<dim3((w + 15) / 16, (h + 7) / 8), dim3(16, 8)>>>(a, b, w, h); float *t = a; a = b; b = t; } show("plane", a, w * h);
  cudaMemcpy(a, host, nx * ny * nz * 4, cudaMemcpyHostToDevice); cudaMemcpy(b, a, nx * ny * nz * 4, cudaMemcpyDeviceToDevice);
  for (int i = 0; i < 6; i++) { volume<<<dim3(3, 5), dim3(8, 4)>>>(a, b, nx, ny, nz); float *t = a; a = b; b = t; } show("volume", a, nx * ny * nz);
  return 0;
}
