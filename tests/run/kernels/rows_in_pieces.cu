// run: tolerance=0
// Kernels whose neighbours part at borders, wrap around, or walk down columns, with blocks of all shapes, against the same computed by the host: every thread's work is done once, and nothing else is written.
#include <stdio.h>
#include <string.h>
#include <vector>

static const int W = 83, H = 29, N = W * H;
static int failures = 0;

static void compare(const char *name, dim3 block, const std::vector<int> &expected, const int *device, int n) {
  std::vector<int> got(n);
  cudaMemcpy(got.data(), device, n * sizeof(int), cudaMemcpyDeviceToHost);
  for (int i = 0; i < n; i++)
    if (got[i] != expected[i]) {
      if (failures++ < 10) printf("%s, blocks of %u x %u: element %d is %d, not %d\n", name, block.x, block.y, i, got[i], expected[i]);
      return;
    }
}

// Two ways to one store, one of which returns.
__global__ void border(const int *in, int *out, int w, int h) {
  int x = blockIdx.x * blockDim.x + threadIdx.x, y = blockIdx.y * blockDim.y + threadIdx.y;
  if (x >= w || y >= h) return;
  int i = y * w + x;
  if (x == 0 || x == w - 1 || y == 0 || y == h - 1) {
    out[i] = -in[i];
    return;
  }
  out[i] = in[i - 1] + 2 * in[i + 1] + 3 * in[i - w] + 4 * in[i + w];
}

// One of the ways reads what the other has written before.
__global__ void in_place(int *a, int w, int h) {
  int x = blockIdx.x * blockDim.x + threadIdx.x, y = blockIdx.y * blockDim.y + threadIdx.y;
  if (x < w && y < h) {
    if (x < w / 3) {
      a[y * w + x] = a[y * w + x] * 3;
    } else {
      a[y * w + x] = a[y * w + x] + x;
    }
  }
}

__global__ void wrapped(const int *in, int *out, int w, int h, int shift) {
  int x = blockIdx.x * blockDim.x + threadIdx.x, y = blockIdx.y * blockDim.y + threadIdx.y;
  if (x >= w || y >= h) return;
  int left = (x - shift + w) % w, up = (y - 1 + h) % h;
  unsigned right = (unsigned)(x + shift) % (unsigned)w;
  out[y * w + x] = in[y * w + left] * 5 + in[y * w + right] * 7 + in[up * w + x] + (x - shift) % w + (x - 40) / w;
}

// A place in the picture from a place in the grid.
__global__ void decoded(const int *in, int *out, int n, int w, int h) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i >= n) return;
  int x = i % w, y = i / w;
  out[x * h + y] = in[i];
}
__global__ void mirrored(const int *in, int *out, int n, int w) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) out[i] = in[(i / w) * w + (w - 1 - i % w)] + in[i % 16] + in[i / 16];
}
__global__ void powers(const int *in, int *out, int n, int log) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  int period = 1 << log;
  if (i < n) out[i] = in[i & (period - 1)] + 3 * in[i >> log] + in[(i + 5) & (period - 1)] + in[i & 31];
}

// Along x down the columns.
__global__ void columns(int *a, const int *b, int w, int h) {
  int i = blockIdx.x * blockDim.x + threadIdx.x, j = blockIdx.y * blockDim.y + threadIdx.y;
  if (i >= h - 1 || j >= w) return;
  a[w * (i + 1) + j] -= b[w * (i + 1)] * b[j] + (int)blockIdx.y * 10 + (int)gridDim.x;
}

// Values that cross barriers, in loops, where some threads have nothing to do.
__global__ void tiles(const int *in, int *out, int w, int h) {
  __shared__ int tile[40 * 40];
  int bw = blockDim.x, x = blockIdx.x * bw + threadIdx.x, y = blockIdx.y * blockDim.y + threadIdx.y;
  int here = threadIdx.y * bw + threadIdx.x, sum = 0, last = 0;
  for (int round = 0; round < 3; round++) {
    int value = round;
    if (x < w && y < h) value = in[y * w + x] + round;
    if (threadIdx.x == 0) value += 1000;
    if (threadIdx.x == bw - 1) value += 2000;
    tile[here] = value;
    __syncthreads();
    int neighbour = threadIdx.x > 0 ? tile[here - 1] : last;
    if (threadIdx.x + 1 < bw) neighbour += 2 * tile[here + 1];
    sum = sum * 2 + neighbour + last;
    last = value;
    __syncthreads();
  }
  if (x < w && y < h) out[y * w + x] = sum;
}

int main() {
  std::vector<int> in(N);
  for (int i = 0; i < N; i++) in[i] = (int)((unsigned)i * 2654435761u >> 22);
  int *a, *b;
  cudaMalloc(&a, N * sizeof(int));
  cudaMalloc(&b, N * sizeof(int));
  cudaMemcpy(a, in.data(), N * sizeof(int), cudaMemcpyHostToDevice);
  const int widths[] = {1, 2, 3, 4, 5, 7, 8, 11, 12, 16, 17, 24, 32, 37}, heights[] = {1, 3, 8, 11, 16};
  for (int bx : widths)
    for (int by : heights) {
      dim3 block(bx, by), grid((W + bx - 1) / bx, (H + by - 1) / by);
      std::vector<int> expected(N);
      auto start = [&] { cudaMemset(b, 0x55, N * sizeof(int)); };

      start();
      border<<<grid, block>>>(a, b, W, H);
      for (int y = 0; y < H; y++)
        for (int x = 0; x < W; x++) {
          int i = y * W + x;
          bool edge = x == 0 || x == W - 1 || y == 0 || y == H - 1;
          expected[i] = edge ? -in[i] : in[i - 1] + 2 * in[i + 1] + 3 * in[i - W] + 4 * in[i + W];
        }
      compare("border", block, expected, b, N);

      cudaMemcpy(b, in.data(), N * sizeof(int), cudaMemcpyHostToDevice);
      in_place<<<grid, block>>>(b, W, H);
      for (int i = 0; i < N; i++) expected[i] = i % W < W / 3 ? in[i] * 3 : in[i] + i % W;
      compare("in_place", block, expected, b, N);

      for (int shift = 1; shift < W; shift += 9) {
        start();
        wrapped<<<grid, block>>>(a, b, W, H, shift);
        for (int y = 0; y < H; y++)
          for (int x = 0; x < W; x++) {
            int left = (x - shift + W) % W, right = (x + shift) % W, up = (y - 1 + H) % H;
            expected[y * W + x] = in[y * W + left] * 5 + in[y * W + right] * 7 + in[up * W + x] + (x - shift) % W + (x - 40) / W;
          }
        compare("wrapped", block, expected, b, N);
      }

      cudaMemcpy(b, in.data(), N * sizeof(int), cudaMemcpyHostToDevice);
      dim3 turned((H + bx - 1) / bx, (W + by - 1) / by);
      columns<<<turned, block>>>(b, a, W, H);
      expected = in;
      for (int i = 0; i < H - 1; i++)
        for (int j = 0; j < W; j++) expected[W * (i + 1) + j] -= in[W * (i + 1)] * in[j] + j / by * 10 + (int)turned.x;
      compare("columns", block, expected, b, N);

      start();
      tiles<<<grid, block>>>(a, b, W, H);
      for (int y = 0; y < H; y++)
        for (int x = 0; x < W; x++) {
          auto value = [&](int x, int round) {
            int lane = x % bx, v = x < W ? in[y * W + x] + round : round;
            return v + (lane == 0 ? 1000 : 0) + (lane == bx - 1 ? 2000 : 0);
          };
          int sum = 0, last = 0;
          for (int round = 0; round < 3; round++) {
            int neighbour = x % bx > 0 ? value(x - 1, round) : last;
            if (x % bx + 1 < bx) neighbour += 2 * value(x + 1, round);
            sum = sum * 2 + neighbour + last;
            last = value(x, round);
          }
          expected[y * W + x] = sum;
        }
      compare("tiles", block, expected, b, N);

      if (by != 1) continue;
      for (int w : {1, 2, 3, 5, 8, 13, 16, 20, 64, 83}) {
        start();
        int h = N / w, n = w * h;
        decoded<<<(n + bx - 1) / bx, bx>>>(a, b, n, w, h);
        for (int i = 0; i < n; i++) expected[i % w * h + i / w] = in[i];
        compare("decoded", block, expected, b, n);
        mirrored<<<(n + bx - 1) / bx, bx>>>(a, b, n, w);
        for (int i = 0; i < n; i++) expected[i] = in[i / w * w + (w - 1 - i % w)] + in[i % 16] + in[i / 16];
        compare("mirrored", block, expected, b, n);
      }
      for (int log = 0; log < 10; log++) {
        powers<<<(N + bx - 1) / bx, bx>>>(a, b, N, log);
        int period = 1 << log;
        for (int i = 0; i < N; i++) expected[i] = in[i & (period - 1)] + 3 * in[i >> log] + in[(i + 5) & (period - 1)] + in[i & 31];
        compare("powers", block, expected, b, N);
      }
    }
  cudaError_t status = cudaDeviceSynchronize();
  printf("%s, %d failures\n", cudaGetErrorString(status), failures);
}
