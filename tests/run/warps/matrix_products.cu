// run: tolerance=1e-3
// nvcuda::wmma: shapes, layouts and types of products by whole warps.
#include <cstdio>
#include <mma.h>
using namespace nvcuda;

template <class T> __device__ T made(int i) { return T((i * 7 + 3) % 11 - 5); }

template <int m, int n, int k, class T, class S, class A, class LayoutA, class LayoutB>
__global__ void product(float* out, int ldc) {
  __shared__ S a[m * k], b[k * n];
  __shared__ A c[m * n];
  for (int i = threadIdx.x; i < m * k; i += 32) a[i] = made<S>(i);
  for (int i = threadIdx.x; i < k * n; i += 32) b[i] = made<S>(i + 5);
  for (int i = threadIdx.x; i < m * n; i += 32) c[i] = made<A>(i + 2);
  __syncwarp();
  const bool row_a = sizeof(LayoutA) == 1, row_b = sizeof(LayoutB) == 1;
  typedef typename LayoutA::type TagA;
  typedef typename LayoutB::type TagB;
  wmma::fragment<wmma::matrix_a, m, n, k, T, TagA> fa;
  wmma::fragment<wmma::matrix_b, m, n, k, T, TagB> fb;
  wmma::fragment<wmma::accumulator, m, n, k, A> fc, fd;
  wmma::load_matrix_sync(fa, a, row_a ? k : m);
  wmma::load_matrix_sync(fb, b, row_b ? n : k);
  wmma::load_matrix_sync(fc, c, n, wmma::mem_row_major);
  wmma::mma_sync(fd, fa, fb, fc);
  wmma::mma_sync(fd, fa, fb, fd);
  for (int i = 0; i < fd.num_elements; i++) fd.x[i] = fd.x[i] * A(2) - fc.x[i];
  wmma::store_matrix_sync(c, fd, m, wmma::mem_col_major);
  __syncwarp();
  int wrong = 0;
  for (int i = threadIdx.x; i < m * n; i += 32) {
    int row = i % m, column = i / m;
    double sum = 0;
    for (int j = 0; j < k; j++) sum += (double)(float)made<S>(row_a ? row * k + j : j * m + row) * (double)(float)made<S>((row_b ? j * n + column : column * k + j) + 5);
    double first = (double)(float)made<A>(row * n + column + 2), expected = (first + 2 * sum) * 2 - first;
    if ((double)(float)c[i] != expected) wrong++;
  }
  for (int o = 16; o; o /= 2) wrong += __shfl_xor_sync(~0u, wrong, o);
  if (threadIdx.x == 0) {
    out[0] = wrong;
    out[1] = (float)c[1];
    out[2] = (float)c[m * n - 1];
  }
}

struct Row {
  typedef wmma::row_major type;
};
struct Column {
  typedef wmma::col_major type;
  short wide;
};

__global__ void blocks(const half* a, const half* b, float* c, int size) {
  int warp = (blockIdx.x * blockDim.x + threadIdx.x) / 32, tile_row = warp / (size / 16), tile_column = warp % (size / 16);
  wmma::fragment<wmma::accumulator, 16, 16, 16, float> sum;
  wmma::fill_fragment(sum, 0.0f);
  for (int i = 0; i < size; i += 16) {
    wmma::fragment<wmma::matrix_a, 16, 16, 16, half, wmma::row_major> fa;
    wmma::fragment<wmma::matrix_b, 16, 16, 16, half, wmma::col_major> fb;
    wmma::load_matrix_sync(fa, a + tile_row * 16 * size + i, size);
    wmma::load_matrix_sync(fb, b + tile_column * 16 * size + i, size);
    wmma::mma_sync(sum, fa, fb, sum);
  }
  wmma::store_matrix_sync(c + tile_row * 16 * size + tile_column * 16, sum, size, wmma::mem_row_major);
}

int main() {
  float* out;
  cudaMallocManaged(&out, 64 * sizeof(float));
#define TRY(name, m, n, k, T, S, A, LA, LB)                       \
  product<m, n, k, T, S, A, LA, LB><<<1, 32>>>(out, n);           \
  cudaDeviceSynchronize();                                        \
  printf("%-22s %g wrong, %g %g\n", name, out[0], out[1], out[2]);
  TRY("half 16x16x16", 16, 16, 16, half, half, float, Row, Column)
  TRY("half 32x8x16", 32, 8, 16, half, half, float, Column, Column)
  TRY("half sums", 16, 16, 16, half, half, half, Row, Column)
  TRY("signed char", 16, 16, 16, signed char, signed char, int, Row, Column)

  const int size = 64;
  half *a, *b;
  float* c;
  cudaMallocManaged(&a, size * size * sizeof(half));
  cudaMallocManaged(&b, size * size * sizeof(half));
  cudaMallocManaged(&c, size * size * sizeof(float));
  for (int i = 0; i < size * size; i++) {
    a[i] = __float2half((i * 13 % 17) / 8.0f);
    b[i] = __float2half((i * 5 % 23) / 4.0f - 2);
  }
  blocks<<<4, 128>>>(a, b, c, size);
  cudaDeviceSynchronize();
  double total = 0;
  for (int i = 0; i < size * size; i++) total += c[i] * (i % 7);
  printf("%.3f %.3f %s\n", c[size * 3 + 5], total, cudaGetErrorString(cudaGetLastError()));
  return 0;
}
