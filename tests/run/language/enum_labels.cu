// run: tolerance=0
// Case labels of an unscoped enumeration are integers of its promoted type: numbers, characters and enumerators of others; scoped ones have their own only.
#include <cstdio>

enum Plain { first, second, last = 15 };
enum Short : short { minus = -1, large = 300 };
enum Wide : unsigned { full = 0xffffffffu };
enum class Scoped { x, y };
struct Bits { Plain low : 2; };

__host__ __device__ int plain(const Plain& p) {
  switch (p) {
    case 0: return 10;
    case second: return 11;
    case 7: return 12;
    case 8:
    case 9: return 13;
  }
  return 14;
}

__host__ __device__ int narrow(Short s) {
  switch (s) {
    case -1: return 20;
    case 'a': return 21;
    case large: return 22;
    default: return 23;
  }
}

__host__ __device__ int wide(Wide w) {
  switch (w) {
    case 0xffffffffu: return 30;
    case true: return 31;
  }
  return 32;
}

__host__ __device__ int scoped(Scoped s) {
  switch (s) {
    case Scoped::x: return 40;
    case Scoped::y: return 41;
  }
  return 42;
}

__host__ __device__ int bits(Bits b) {
  switch (b.low) {
    case 0: return 50;
    case 1: return 51;
    default: return 52;
  }
}

__global__ void kernel(int* out) {
  int i = threadIdx.x;
  out[i] = plain((Plain)i) * 10000 + narrow((Short)(i == 11 ? 300 : i - 1)) * 100 + wide((Wide)(i - 1));
}

int main() {
  int* out;
  cudaMallocManaged(&out, 12 * sizeof(int));
  kernel<<<1, 12>>>(out);
  cudaDeviceSynchronize();
  for (int i = 0; i < 12; i++) printf("%d%c", out[i], i == 11 ? '\n' : ' ');
  printf("%d %d %d %d %d\n", narrow((Short)'a'), scoped(Scoped::y), bits({second}), bits({first}), wide(full));
  cudaFree(out);
}
