// run:
// Grids so large that a device may give each workgroup several blocks: sizes that leave blocks and threads over, two and three dimensions, borders, guards, choices, sums, pointers into one array.
#include <stdio.h>
#include <stdlib.h>

__global__ void triad(int *a, const int *b, const int *c, int s, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) a[i] = b[i] + s * c[i];
}

__global__ void shift(int *x, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i >= n) return;
  if (i == 0 || i == n - 1) {
    x[n + i] = -1;
    return;
  }
  x[n + i] = x[i - 1] + 2 * x[i] + x[i + 1];
}

__global__ void plane(const int *in, int *out, int width, int height, bool twice) {
  int x = blockIdx.x * blockDim.x + threadIdx.x, y = blockIdx.y * blockDim.y + threadIdx.y;
  if (x < width && y < height) {
    int value = in[y * width + x];
    if (value % 3 == 1) value = value * value - gridDim.x;
    if (twice) value = 2 * value + gridDim.y;
    out[y * width + x] = value;
  }
}

__global__ void product(const int *a, const int *b, int *c, int n, int inner) {
  int column = blockIdx.x * blockDim.x + threadIdx.x, row = blockIdx.y * blockDim.y + threadIdx.y;
  if (row >= n || column >= n) return;
  int sum = 0;
  for (int k = 0; k < inner; k++) sum += a[row * inner + k] * b[k * n + column];
  c[row * n + column] = sum;
}

__global__ void blocks(unsigned *out, int columns, int rows) {
  unsigned block = (blockIdx.z * gridDim.y + blockIdx.y) * gridDim.x + blockIdx.x;
  out[block * blockDim.x + threadIdx.x] = block * 5 + threadIdx.x + (blockIdx.x == gridDim.x - 1) * 1000000u;
}

__global__ void tally(const int *in, unsigned *counts, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) atomicAdd(&counts[in[i] & 63], 1u);
}

__global__ void tiled(const int *a, const int *b, int *c, int n, int inner) {
  __shared__ int as[8][8], bs[8][8];
  int column = blockIdx.x * 8 + threadIdx.x, row = blockIdx.y * 8 + threadIdx.y, sum = 0;
  for (int t = 0; t < inner; t += 8) {
    as[threadIdx.y][threadIdx.x] = t + threadIdx.x < inner ? a[row * inner + t + threadIdx.x] : 0;
    bs[threadIdx.y][threadIdx.x] = t + threadIdx.y < inner ? b[(t + threadIdx.y) * n + column] : 0;
    __syncthreads();
    for (int k = 0; k < 8; k++) sum += as[threadIdx.y][k] * bs[k][threadIdx.x];
    __syncthreads();
  }
  c[row * n + column] = sum;
}

__global__ void look_up(const int *table, const int *in, int *out, int n) {
  __shared__ int local[64];
  if (threadIdx.x < 64) local[threadIdx.x] = table[threadIdx.x];
  __syncthreads();
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i >= n) return;
  out[i] = local[in[i] & 63];
}

/** Each row of 256 less its largest number, which a block finds in warps first. */
__global__ void normalize(const int *in, int *out) {
  __shared__ int largest[8];
  int x = in[blockIdx.x * 256 + threadIdx.x], most = x;
  for (int offset = 16; offset > 0; offset /= 2) most = max(most, __shfl_xor_sync(0xffffffff, most, offset));
  if (threadIdx.x % 32 == 0) largest[threadIdx.x / 32] = most;
  __syncthreads();
  for (int warp = 0; warp < 8; warp++) most = max(most, largest[warp]);
  out[blockIdx.x * 256 + threadIdx.x] = x - most;
}

/** Rows turned round in shared memory; how many are odd is counted there. */
__global__ void reverse(const int *in, int *out, int n) {
  __shared__ int row[128], odd;
  if (threadIdx.x == 0) odd = 0;
  row[threadIdx.x] = in[blockIdx.x * 128 + threadIdx.x];
  __syncthreads();
  if (row[threadIdx.x] & 1) atomicAdd(&odd, 1);
  __syncthreads();
  out[blockIdx.x * 128 + threadIdx.x] = row[127 - threadIdx.x] * 1000 + odd;
}

static unsigned digest(const void *bytes, size_t words) {
  const unsigned *x = (const unsigned *)bytes;
  unsigned hash = 2166136261u;
  for (size_t i = 0; i < words; i++) hash = (hash ^ x[i]) * 16777619u;
  return hash;
}

static void report(const char *name, const int *device, size_t count) {
  int *host = (int *)malloc(count * sizeof(int));
  cudaMemcpy(host, device, count * sizeof(int), cudaMemcpyDeviceToHost);
  printf("%s: %08x, last %d, %s\n", name, digest(host, count), host[count - 1], cudaGetErrorString(cudaGetLastError()));
  free(host);
}

int main() {
  const int n = (1 << 21) + 777;
  int *host = (int *)malloc(2 * n * sizeof(int)), *a, *b, *c;
  for (int i = 0; i < 2 * n; i++) host[i] = (int)((i * 2654435761u) >> 12) % 1000;
  cudaMalloc(&a, 2 * n * sizeof(int));
  cudaMalloc(&b, 2 * n * sizeof(int));
  cudaMalloc(&c, 2 * n * sizeof(int));
  cudaMemcpy(b, host, 2 * n * sizeof(int), cudaMemcpyHostToDevice);
  cudaMemcpy(c, host + 1, (2 * n - 1) * sizeof(int), cudaMemcpyHostToDevice);

  for (int size : {n, n - 777, 1 << 20, n - 256 * 3 - 13}) {
    cudaMemset(a, 0, 2 * n * sizeof(int));
    triad<<<(size + 255) / 256, 256>>>(a, b, c, 3, size);
    report("triad", a, n);
  }
  // More blocks than along one axis of some devices.
  cudaMemset(a, 0, 2 * n * sizeof(int));
  triad<<<(n + 7) / 8, 8>>>(a, b, c, 5, n);
  report("small blocks", a, n);
  // In one array.
  triad<<<(n + 255) / 256, 256>>>(b, b, b + n / 2, 7, n / 2);
  report("one array", b, n);
  shift<<<(n + 127) / 128, 128>>>(b, n);
  report("shift", b, 2 * n);

  for (int width : {2048, 2047, 33, 5}) {
    int height = n / width;
    dim3 block(32, 8), grid((width + 31) / 32, (height + 7) / 8);
    cudaMemset(a, 0, 2 * n * sizeof(int));
    plane<<<grid, block>>>(c, a, width, height, width % 2);
    report("plane", a, n);
  }
  product<<<dim3(75, 75), dim3(16, 16)>>>(b, c, a, 1190, 11);
  report("product", a, 1190 * 1190);
  blocks<<<dim3(13, 31, 41), 128>>>((unsigned *)a, 13, 31);
  report("blocks", a, 13 * 31 * 41 * 128);
  cudaMemset(a, 0, 64 * sizeof(int));
  tally<<<(n + 255) / 256, 256>>>(c, (unsigned *)a, n);
  report("tally", a, 64);
  tiled<<<dim3(181, 181), dim3(8, 8)>>>(b, c, a, 1448, 37);
  report("tiled", a, 1448 * 1448);
  look_up<<<(n + 127) / 128, 128>>>(b, c, a, n);
  report("look up", a, n);
  normalize<<<n / 256, 256>>>(c, a);
  report("normalize", a, n / 256 * 256);
  reverse<<<n / 128, 128>>>(c, a, n);
  report("reverse", a, n / 128 * 128);
  return 0;
}
