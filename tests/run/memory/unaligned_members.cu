// run: tolerance=0
// Members that begin in the middle of a word: bit-fields behind narrow members, packed structs of all types, in global, shared and local memory, read and written by kernels; through pointers of unknown origin too.
#include <stdio.h>
#include <string.h>
struct Fields { unsigned short a; long long b : 22; char c; unsigned char d; };
struct Mixed { unsigned char a; int b : 20; int c : 9; unsigned short d : 11; unsigned long long e : 50; bool f : 1; };
struct __attribute__((packed)) Packed { char a; int b; short c; double d; long long e; float f; unsigned short g; };
__host__ __device__ void change(Fields &x, int by) {
  --x.a;
  x.b *= by;
  x.c += by;
  x.d ^= x.b & 255;
}
__host__ __device__ void change(Mixed &x, int by) {
  x.b -= by * 1000;
  x.c = x.b + by;
  x.d += x.c;
  x.e = x.e * 3 + x.d;
  x.f = !x.f;
  x.a += x.f;
}
__host__ __device__ void change(Packed &x, int by) {
  x.b += by;
  x.c = (short)(x.c * by - x.a);
  x.d += by;
  x.e += x.c;
  x.f *= -2;
  x.g = (unsigned short)x.e;
}
template <class T> __global__ void kernel(T *out) {
  __shared__ T shared[32];
  int t = threadIdx.x;
  shared[t] = out[t];
  __syncthreads();
  T local[2] = {shared[31 - t], shared[t ^ 1]};
  change(local[t & 1], t - 3);
  out[32 + t] = local[0];
  out[64 + t] = local[1];
}
__global__ void through(Fields **list) { change(*list[threadIdx.x], 2); }
template <class T> int compare(const T *out, const T *want, int n) {
  int wrong = 0;
  for (int i = 0; i < n; i++) wrong += memcmp(out + i, want + i, sizeof(T)) != 0;
  return wrong;
}
template <class T> int run(const T &first) {
  T *out, want[96];
  cudaMallocManaged(&out, sizeof want);
  for (int i = 0; i < 32; i++) {
    T x = first;
    change(x, i * 3 + 1);
    out[i] = want[i] = x;
  }
  for (int t = 0; t < 32; t++) {
    T local[2] = {want[31 - t], want[t ^ 1]};
    change(local[t & 1], t - 3);
    want[32 + t] = local[0], want[64 + t] = local[1];
  }
  kernel<<<1, 32>>>(out);
  return cudaDeviceSynchronize() != cudaSuccess ? -1 : compare(out, want, 96);
}
int run_through(const Fields &first) {
  Fields *out, **list, want[8];
  cudaMallocManaged(&out, sizeof want);
  cudaMallocManaged(&list, 8 * sizeof *list);
  for (int i = 0; i < 8; i++) {
    out[i] = want[i] = first;
    list[i] = out + (i ^ 5);
    change(want[i], 2);
  }
  through<<<1, 8>>>(list);
  return cudaDeviceSynchronize() != cudaSuccess ? -1 : compare(out, want, 8);
}
int main() {
  Fields fields;
  Mixed mixed;
  Packed packed;
  memset(&fields, 0, sizeof fields);
  memset(&mixed, 0, sizeof mixed);
  memset(&packed, 0, sizeof packed);
  fields.a = 3, fields.b = -77, fields.c = 'x', fields.d = 9;
  mixed.b = 1234, mixed.c = -5, mixed.d = 99, mixed.e = 1ull << 40 | 77, mixed.f = true;
  packed.a = 1, packed.b = -2, packed.c = 3, packed.d = 4.5, packed.e = 5ll << 40, packed.f = 6.5f, packed.g = 7;
  printf("%d %d %d\n", (int)sizeof(Fields), (int)sizeof(Mixed), (int)sizeof(Packed));
  printf("%d %d %d %d\n", run(fields), run(mixed), run(packed), run_through(fields));
}
