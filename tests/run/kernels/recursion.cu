// run: tolerance=0
// Device functions that call themselves: several results and types, local arrays, pointers that move, calls from loops, functions that call each other, results that are not used, trees in memory, templates.
#include <stdio.h>

__device__ int fibonacci(int n) { return n < 2 ? n : fibonacci(n - 1) + fibonacci(n - 2); }

__device__ int ackermann(int m, int n) {
  if (m == 0) return n + 1;
  if (n == 0) return ackermann(m - 1, 1);
  return ackermann(m - 1, ackermann(m, n - 1));
}

__device__ double power(double x, int n) {
  if (n == 0) return 1;
  double half = power(x, n / 2);
  return n % 2 ? half * half * x : half * half;
}

__device__ void sort(int *x, int left, int right) {
  while (left < right) {
    int pivot = x[(left + right) / 2], i = left, j = right;
    while (i <= j) {
      while (x[i] < pivot) i++;
      while (x[j] > pivot) j--;
      if (i <= j) {
        int swapped = x[i];
        x[i++] = x[j];
        x[j--] = swapped;
      }
    }
    if (j - left < right - i) {
      sort(x, left, j);
      left = i;
    } else {
      sort(x, i, right);
      right = j;
    }
  }
}

__device__ int odd(int n);
__device__ int even(int n) { return n == 0 ? 1 : odd(n - 1); }
__device__ int odd(int n) { return n == 0 ? 0 : even(n - 1); }

/** Each call has an array of its own. */
__device__ int weave(int n, int salt) {
  int own[4];
  for (int i = 0; i < 4; i++) own[i] = salt * (i + 1) + n;
  if (n == 0) return own[salt & 3];
  int sum = 0;
  for (int i = 0; i < 2; i++) sum += weave(n - 1, salt + i + 1) % 1000;
  return sum + own[n & 3];
}

struct Node {
  int value, left, right;
};

template <class T> __device__ T total(const Node *nodes, int at) {
  if (at < 0) return 0;
  return total<T>(nodes, nodes[at].left) + (T)nodes[at].value + total<T>(nodes, nodes[at].right);
}

__device__ int depth(const Node *nodes, int at) {
  if (at < 0) return 0;
  int left = depth(nodes, nodes[at].left), right = depth(nodes, nodes[at].right);
  return 1 + (left > right ? left : right);
}

__global__ void numbers(int *out, double *powers) {
  int t = threadIdx.x;
  out[4 * t] = fibonacci(t);
  out[4 * t + 1] = ackermann(2, t % 4);
  out[4 * t + 2] = even(t) * 10 + odd(t);
  out[4 * t + 3] = weave(t % 5, t);
  powers[t] = power(1.5, t);
}

__global__ void sorting(int *x, int each) {
  int t = threadIdx.x;
  sort(x + t * each, 0, each - 1);
}

__global__ void trees(const Node *nodes, long long *out) {
  int t = threadIdx.x;
  out[2 * t] = total<long long>(nodes, t) * 1000000007ll;
  out[2 * t + 1] = total<int>(nodes, t) * 100 + depth(nodes, t);
}

int main() {
  int *out, *x;
  double *powers;
  long long *sums;
  Node *nodes;
  cudaMallocManaged(&out, 64 * sizeof(int));
  cudaMallocManaged(&x, 256 * sizeof(int));
  cudaMallocManaged(&powers, 16 * sizeof(double));
  cudaMallocManaged(&sums, 16 * sizeof(long long));
  cudaMallocManaged(&nodes, 31 * sizeof(Node));
  numbers<<<1, 16>>>(out, powers);
  cudaDeviceSynchronize();
  for (int i = 0; i < 16; i++) printf("%d %d %d %d %.6f\n", out[4 * i], out[4 * i + 1], out[4 * i + 2], out[4 * i + 3], powers[i]);
  for (int i = 0; i < 256; i++) x[i] = (i * 7919 + 31) % 1009;
  sorting<<<1, 4>>>(x, 64);
  cudaDeviceSynchronize();
  for (int b = 0; b < 4; b++) {
    int ordered = 1, sum = 0;
    for (int i = 0; i < 64; i++) {
      sum += x[64 * b + i] * (i + 1);
      if (i > 0 && x[64 * b + i - 1] > x[64 * b + i]) ordered = 0;
    }
    printf("sorted %d %d\n", ordered, sum);
  }
  for (int i = 0; i < 31; i++) nodes[i] = Node{i * i % 23, 2 * i + 1 < 31 ? 2 * i + 1 : -1, 2 * i + 2 < 31 && i % 3 ? 2 * i + 2 : -1};
  trees<<<1, 8>>>(nodes, sums);
  cudaDeviceSynchronize();
  for (int i = 0; i < 8; i++) printf("%lld %lld\n", sums[2 * i], sums[2 * i + 1]);
  printf("%s\n", cudaGetErrorString(cudaGetLastError()));
}
