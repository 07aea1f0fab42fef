// emit: --large
// Kernels of which a workgroup runs several blocks where a grid is large, and some that stay as they are.

__global__ void triad(float *a, const float *b, const float *c, float s, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) a[i] = b[i] + s * c[i];
}

/** What does not depend on the column is loaded once for all blocks; each has a sum of its own. */
__global__ void product(const float *a, const float *b, float *c, int n) {
  int column = blockIdx.x * blockDim.x + threadIdx.x, row = blockIdx.y * blockDim.y + threadIdx.y;
  if (row >= n || column >= n) return;
  float sum = 0;
  for (int k = 0; k < n; k++) sum += a[row * n + k] * b[k * n + column];
  c[row * n + column] = sum;
}

/** Threads at the border leave the others' way. */
__global__ void smooth(const float *in, float *out, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i >= n) return;
  if (i == 0 || i == n - 1) {
    out[i] = in[i];
    return;
  }
  out[i] = (in[i - 1] + in[i] + in[i + 1]) / 3;
}

/** A choice that each block makes for itself, and one that all make alike. */
__global__ void choose(const int *in, int *out, int n, bool twice) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i >= n) return;
  int x = in[i];
  if (x > 10) x = x * x - 3;
  if (twice) out[i] = 2 * x;
  else out[i] = x;
}

/** As it is: blocks side by side would write to rows far apart. */
__global__ void transpose(const float *in, float *out, int width, int height) {
  int x = blockIdx.x * blockDim.x + threadIdx.x, y = blockIdx.y * blockDim.y + threadIdx.y;
  if (x < width && y < height) out[x * height + y] = in[y * width + x];
}

/** As it is: each block goes round as often as its data say. */
__global__ void collatz(const unsigned *in, int *rounds, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i >= n) return;
  int count = 0;
  for (unsigned x = in[i]; x > 1; count++) x = x % 2 ? 3 * x + 1 : x / 2;
  rounds[i] = count;
}

/** As it is: a block might wait for another. */
__global__ void locked(int *lock, int *sum, const int *in) {
  while (atomicCAS(lock, 0, 1) != 0) {
  }
  *sum += in[blockIdx.x];
  atomicExch(lock, 0);
}

/** All blocks read the same tile of a; each has a tile of b for itself. */
__global__ void tiled(const float *a, const float *b, float *c, int n) {
  __shared__ float as[8][8], bs[8][8];
  int column = blockIdx.x * 8 + threadIdx.x, row = blockIdx.y * 8 + threadIdx.y;
  float sum = 0;
  for (int t = 0; t < n; t += 8) {
    as[threadIdx.y][threadIdx.x] = a[row * n + t + threadIdx.x];
    bs[threadIdx.y][threadIdx.x] = b[(t + threadIdx.y) * n + column];
    __syncthreads();
    for (int k = 0; k < 8; k++) sum += as[threadIdx.y][k] * bs[k][threadIdx.x];
    __syncthreads();
  }
  c[row * n + column] = sum;
}

/** A table that all blocks fill alike, and a border behind the barrier. */
__global__ void look_up(const int *table, const int *in, int *out, int n) {
  __shared__ int local[64];
  if (threadIdx.x < 64) local[threadIdx.x] = table[threadIdx.x];
  __syncthreads();
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i >= n) return;
  out[i] = local[in[i] & 63];
}

/** As it is: each thread has four elements side by side. */
__global__ void quarter_sums(const float *in, float *out) {
  int base = blockIdx.x * blockDim.x * 4 + threadIdx.x * 4;
  float first = in[base], second = in[base + 1], third = in[base + 2], fourth = in[base + 3];
  out[base / 4] = first + second + third + fourth;
}
