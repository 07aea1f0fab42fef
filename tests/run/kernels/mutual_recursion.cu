// run: tolerance=0
// Functions that call themselves and each other in more ways than one, that call other recursive functions, whose last act is a call, and with large frames; several in a kernel.
#include <stdio.h>

__device__ int divisor(int a, int b) { return b == 0 ? a : divisor(b, a % b); }

__device__ int walk(int n, int depth) {
  if (n <= 0) return divisor(depth * 12, 18);
  return walk(n - 1, depth + 1) + divisor(n * 30, 42) + walk(n - 2, depth);
}

// Neither can be made part of the other.
__device__ long long second(int n, float scale);
__device__ int first(int n) {
  if (n <= 0) return 1;
  return first(n - 2) + (int)(second(n - 1, 0.5f * n) % 1000);
}
__device__ long long second(int n, float scale) {
  if (n <= 0) return 2;
  return second(n - 3, scale + 1) * 3 + first(n - 1) + (long long)(scale * 2);
}

__device__ void hanoi(int n, int from, int to, int *moves) {
  if (n == 0) return;
  hanoi(n - 1, from, 6 - from - to, moves);
  *moves = (*moves * 3 + from * 4 + to) % 10007;
  hanoi(n - 1, 6 - from - to, to, moves);
}

// As deep as the compiler makes a loop of it.
__device__ unsigned collatz(unsigned n, unsigned steps) {
  if (n == 1) return steps;
  return n % 2 ? collatz(3 * n + 1, steps + 1) : collatz(n / 2, steps + 1);
}
__device__ int countdown(int n, int sum) { return n == 0 ? sum : countdown(n - 1, (sum + n) % 1009); }

/** Calls that are last, but whose arguments are in the caller's frame. */
__device__ int chain(const int *above, int n) {
  int own[3] = {above[0] + n, above[1] * 2, above[2] ^ n};
  if (n == 0) return own[0] * 10000 + own[1] + own[2];
  return chain(own, n - 1);
}

__device__ int large(int n, int seed) {
  int table[60];
  for (int i = 0; i < 60; i++) table[i] = (seed * (i + 3) + n) % 101;
  if (n == 0) return table[seed % 60];
  int below = large(n - 1, table[n * 7]);
  return below + table[below % 60];
}

// A grammar: sums of products of numbers and parentheses.
struct Text {
  const char *text;
  int at;
};
__device__ int sum(Text &t);
__device__ int number(Text &t) {
  if (t.text[t.at] == '(') {
    t.at++;
    int value = sum(t);
    t.at++;
    return value;
  }
  if (t.text[t.at] == '-') {
    t.at++;
    return -number(t);
  }
  int value = 0;
  while (t.text[t.at] >= '0' && t.text[t.at] <= '9') value = value * 10 + (t.text[t.at++] - '0');
  return value;
}
__device__ int product(Text &t) {
  int value = number(t);
  while (t.text[t.at] == '*') {
    t.at++;
    value *= number(t);
  }
  return value;
}
__device__ int sum(Text &t) {
  int value = product(t);
  while (t.text[t.at] == '+') {
    t.at++;
    value += product(t);
  }
  return value;
}

__global__ void calls(int *out) {
  __shared__ int met[8];
  int t = threadIdx.x;
  out[8 * t] = walk(t, 1);
  int moves = 0;
  hanoi(t, 1, 3, &moves);
  met[t] = moves;
  __syncthreads();
  out[8 * t + 1] = met[7 - t];
  out[8 * t + 2] = first(t);
  out[8 * t + 3] = (int)(second(t, 1.5f) % 1000003);
  out[8 * t + 4] = (int)collatz(27 + t, 0);
  out[8 * t + 5] = countdown(1000 * (t + 1), t);
  int start[3] = {t, 1, 2};
  out[8 * t + 6] = chain(start, t);
  out[8 * t + 7] = large(t % 4, 5 + t);
}

__global__ void parse(const char *text, int *out) {
  Text t = {text, 0};
  *out = sum(t);
}

int main() {
  int *out;
  char *text;
  cudaDeviceSetLimit(cudaLimitStackSize, 64 * 1024);
  cudaMallocManaged(&out, 64 * sizeof(int));
  cudaMallocManaged(&text, 64);
  calls<<<1, 8>>>(out);
  cudaDeviceSynchronize();
  for (int i = 0; i < 8; i++) {
    for (int j = 0; j < 8; j++) printf("%d ", out[8 * i + j]);
    printf("\n");
  }
  snprintf(text, 64, "2+3*(4+5*-(6+1))*2+(7*(1+1))");
  parse<<<1, 1>>>(text, out);
  cudaDeviceSynchronize();
  printf("%d\n%s\n", *out, cudaGetErrorString(cudaGetLastError()));
}
