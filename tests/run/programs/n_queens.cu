// run: tolerance=0
// n queens by bit masks: the host lays the first rows, each thread completes one beginning with an explicit stack; block sums, 64-bit totals.
#include <stdio.h>
#include <stdlib.h>
typedef struct {
  unsigned columns, left, right;
} placed_t;
static int begin(placed_t *list, int n, int rows) {
  int count = 0;
  placed_t stack[64];
  int depth[64], top = 0;
  stack[top] = (placed_t){0, 0, 0};
  depth[top++] = 0;
  while (top) {
    placed_t p = stack[--top];
    int d = depth[top];
    if (d == rows) {
      list[count++] = p;
      continue;
    }
    for (unsigned free_ = ~(p.columns | p.left | p.right) & ((1u << n) - 1); free_;
         free_ &= free_ - 1) {
      unsigned bit = free_ & -free_;
      stack[top].columns = p.columns | bit;
      stack[top].left = (p.left | bit) << 1;
      stack[top].right = (p.right | bit) >> 1;
      depth[top++] = d + 1;
    }
  }
  return count;
}
__global__ void complete(const placed_t *list, int count, int n, int rows,
                         unsigned long long *total) {
  __shared__ unsigned s[64];
  int i = blockIdx.x * 64 + threadIdx.x;
  unsigned found = 0, all = (1u << n) - 1;
  if (i < count) {
    unsigned columns[16], left[16], right[16], options[16];
    int d = 0;
    columns[0] = list[i].columns;
    left[0] = list[i].left;
    right[0] = list[i].right;
    options[0] = all & ~(columns[0] | left[0] | right[0]);
    while (d >= 0) {
      if (options[d] == 0) {
        d--;
        continue;
      }
      unsigned bit = options[d] & -options[d];
      options[d] ^= bit;
      if (rows + d + 1 == n) {
        found++;
        continue;
      }
      columns[d + 1] = columns[d] | bit;
      left[d + 1] = (left[d] | bit) << 1;
      right[d + 1] = (right[d] | bit) >> 1;
      d++;
      options[d] = all & ~(columns[d] | left[d] | right[d]);
    }
  }
  s[threadIdx.x] = found;
  __syncthreads();
  for (int w = 32; w; w >>= 1) {
    if (threadIdx.x < w) s[threadIdx.x] += s[threadIdx.x + w];
    __syncthreads();
  }
  if (threadIdx.x == 0) atomicAdd(total, (unsigned long long)s[0]);
}
int main(void) {
  placed_t *list = (placed_t *)malloc(20000 * sizeof *list), *device;
  unsigned long long *total, result;
  cudaMalloc(&device, 20000 * sizeof *list);
  cudaMalloc(&total, sizeof *total);
  for (int n = 4; n <= 10; n++) {
    int rows = n < 6 ? 1 : 3, count = begin(list, n, rows);
    cudaMemcpy(device, list, count * sizeof *list, cudaMemcpyHostToDevice);
    cudaMemset(total, 0, sizeof *total);
    complete<<<(count + 63) / 64, 64>>>(device, count, n, rows, total);
    cudaMemcpy(&result, total, sizeof result, cudaMemcpyDeviceToHost);
    printf("%d queens: %d beginnings, %llu solutions\n", n, count, result);
  }
  return 0;
}
