// run: tolerance=0
// Iterative solvers in one cooperative launch each: Jacobi until it converges, conjugate gradients with dot products over the grid (blocks reduce in shared memory), sums of warps by shuffles, and several launches after each other.
#include <cooperative_groups.h>
#include <cmath>
#include <cstdio>
#include <vector>
namespace cg = cooperative_groups;

/** -u'' = f on n points: the row's product. */
__device__ float row(const float *x, int i, int n) { return 2 * x[i] - (i > 0 ? x[i - 1] : 0) - (i < n - 1 ? x[i + 1] : 0) + 0.25f * x[i]; }

/** Each block reduces its part into a cell of its own; the cells are summed in order, so that all threads get the same. */
__device__ float dot(cg::grid_group &grid, const float *a, const float *b, int n, float *cells) {
  __shared__ float part[32];
  float sum = 0;
  for (int i = (int)grid.thread_rank(); i < n; i += (int)grid.size()) sum += a[i] * b[i];
  part[threadIdx.x] = sum;
  __syncthreads();
  for (int half = blockDim.x / 2; half > 0; half /= 2) {
    if (threadIdx.x < half) part[threadIdx.x] += part[threadIdx.x + half];
    __syncthreads();
  }
  if (threadIdx.x == 0) cells[blockIdx.x] = part[0];
  grid.sync();
  float total = 0;
  for (unsigned i = 0; i < gridDim.x; i++) total += cells[i];
  grid.sync();
  return total;
}

__global__ void conjugate_gradients(float *x, float *r, float *p, float *ap, const float *rhs, float *cells, int n, float tolerance, int most, int *taken) {
  cg::grid_group grid = cg::this_grid();
  int first = (int)grid.thread_rank(), step = (int)grid.size();
  for (int i = first; i < n; i += step) {
    x[i] = 0;
    r[i] = p[i] = rhs[i];
  }
  grid.sync();
  float rr = dot(grid, r, r, n, cells);
  int k = 0;
  while (rr > tolerance && k < most) {
    for (int i = first; i < n; i += step) ap[i] = row(p, i, n);
    grid.sync();
    float alpha = rr / dot(grid, p, ap, n, cells);
    for (int i = first; i < n; i += step) {
      x[i] += alpha * p[i];
      r[i] -= alpha * ap[i];
    }
    grid.sync();
    float next = dot(grid, r, r, n, cells), beta = next / rr;
    for (int i = first; i < n; i += step) p[i] = r[i] + beta * p[i];
    rr = next;
    k++;
    grid.sync();
  }
  if (first == 0) *taken = k;
}

__global__ void jacobi(float *x, float *y, const float *rhs, float *errors, int n, float tolerance, int *taken) {
  cg::grid_group grid = cg::this_grid();
  int first = (int)grid.thread_rank(), step = (int)grid.size(), rounds = 0;
  for (;;) {
    float error = 0;
    for (int i = first; i < n; i += step) {
      y[i] = (rhs[i] + (i > 0 ? x[i - 1] : 0) + (i < n - 1 ? x[i + 1] : 0)) / 2.25f;
      error = fmaxf(error, fabsf(y[i] - x[i]));
    }
    errors[first] = error;
    grid.sync();
    float most = 0;
    for (int i = 0; i < step; i++) most = fmaxf(most, errors[i]);
    rounds++;
    float *t = x;
    x = y;
    y = t;
    if (most < tolerance) break;
    grid.sync();
  }
  if (first == 0) *taken = rounds;
}

__global__ void reduce(const int *in, int *partial, int *out, int n) {
  extern __shared__ int part[];
  cg::grid_group grid = cg::this_grid();
  cg::thread_block block = cg::this_thread_block();
  auto warp = cg::tiled_partition<32>(block);
  int sum = 0;
  for (int i = (int)grid.thread_rank(); i < n; i += (int)grid.size()) sum += in[i];
  for (int step = 16; step > 0; step /= 2) sum += warp.shfl_down(sum, step);
  if (warp.thread_rank() == 0) part[warp.meta_group_rank()] = sum;
  block.sync();
  if (block.thread_rank() == 0) {
    for (unsigned w = 1; w < warp.meta_group_size(); w++) part[0] += part[w];
    partial[blockIdx.x] = part[0];
  }
  grid.sync();
  if (grid.thread_rank() == 0) {
    for (unsigned i = 1; i < gridDim.x; i++) part[0] += partial[i];
    *out = part[0];
  }
}

/** Largest deviation of the equations that the solution leaves. */
float deviation(const std::vector<float> &x, const std::vector<float> &rhs) {
  float worst = 0;
  int n = (int)x.size();
  for (int i = 0; i < n; i++) worst = std::fmax(worst, std::fabs(2.25f * x[i] - (i > 0 ? x[i - 1] : 0) - (i < n - 1 ? x[i + 1] : 0) - rhs[i]));
  return worst;
}

int main() {
  const int n = 96;
  std::vector<float> h(n), x(n);
  for (int i = 0; i < n; i++) h[i] = (float)(i % 11 - 4);
  float *d[6];
  for (auto &p : d) cudaMalloc(&p, n * sizeof(float));
  int *taken, k;
  cudaMalloc(&taken, 4);
  cudaMemcpy(d[4], h.data(), n * sizeof(float), cudaMemcpyHostToDevice);
  int size = n, most = 500;
  for (int blocks = 1; blocks <= 3; blocks += 2) {
    float tolerance = 1e-8f;
    void *args[] = {&d[0], &d[1], &d[2], &d[3], &d[4], &d[5], &size, &tolerance, &most, &taken};
    cudaLaunchCooperativeKernel((void *)conjugate_gradients, dim3(blocks), dim3(32), args, 0, 0);
    cudaMemcpy(x.data(), d[0], n * sizeof(float), cudaMemcpyDeviceToHost);
    cudaMemcpy(&k, taken, 4, cudaMemcpyDeviceToHost);
    printf("conjugate gradients: %s, deviation %s\n", k > 10 && k < 100 ? "converged" : "did not converge", deviation(x, h) < 1e-3f ? "small" : "large");
  }
  float tolerance = 1e-3f;
  cudaMemset(d[0], 0, n * sizeof(float));
  void *args[] = {&d[0], &d[1], &d[4], &d[2], &size, &tolerance, &taken};
  cudaLaunchCooperativeKernel((void *)jacobi, dim3(2), dim3(32), args, 0, 0);
  cudaMemcpy(&k, taken, 4, cudaMemcpyDeviceToHost);
  cudaMemcpy(x.data(), k % 2 ? d[1] : d[0], n * sizeof(float), cudaMemcpyDeviceToHost);
  printf("jacobi: %s, deviation %s\n", k > 30 && k < 80 ? "converged" : "did not converge", deviation(x, h) < 1e-2f ? "small" : "large");
  const int m = 10000;
  std::vector<int> numbers(m);
  int expected = 0, sum, *partial, *out;
  for (int i = 0; i < m; i++) expected += numbers[i] = (i * 7919) % 100003 - 3000;
  int *in, count = m;
  cudaMalloc(&in, m * 4);
  cudaMalloc(&partial, 64 * 4);
  cudaMalloc(&out, 4);
  cudaMemcpy(in, numbers.data(), m * 4, cudaMemcpyHostToDevice);
  bool right = true;
  for (int i = 0; i < 20; i++) {
    void *args[] = {&in, &partial, &out, &count};
    cudaLaunchCooperativeKernel((void *)reduce, dim3(1 + i % 5), dim3(64), args, 4 * sizeof(int), 0);
    cudaMemcpy(&sum, out, 4, cudaMemcpyDeviceToHost);
    right = right && sum == expected;
  }
  printf("reduce: %s, %d\n", right ? "right" : "wrong", sum);
  printf("%s\n", cudaGetErrorString(cudaGetLastError()));
}
