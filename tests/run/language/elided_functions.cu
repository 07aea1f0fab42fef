// run: tolerance=0
// Functions in lists without braces of their own: each initializes the first member of an aggregate.
#include <cstdio>

struct Operation {
  int (*apply)(int);
  const char* name;
};

static int twice(int n) { return 2 * n; }
static int square(int n) { return n * n; }
template <typename T>
static T negative(T n) { return -n; }

static Operation table[] = {twice, "twice", square, "square", negative<int>, "negative"};

__device__ int triple(int n) { return 3 * n; }

struct DeviceOperation {
  int (*apply)(int);
  int shift;
};

__global__ void run(int* out) {
  DeviceOperation operations[2] = {triple, 1, triple, 10};
  int i = threadIdx.x;
  out[i] = operations[i & 1].apply(i) + operations[i & 1].shift;
}

int main() {
  for (const Operation& operation : table) std::printf("%s %d\n", operation.name, operation.apply(7));
  int* out;
  cudaMallocManaged(&out, 4 * sizeof(int));
  run<<<1, 4>>>(out);
  cudaDeviceSynchronize();
  std::printf("%zu %d %d %d %d\n", sizeof table / sizeof table[0], out[0], out[1], out[2], out[3]);
  return 0;
}
