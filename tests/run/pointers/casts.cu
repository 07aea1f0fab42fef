// run: tolerance=0
// Unions, pointers as integers and back, tagged pointers, packed records read through casts, offsets by offsetof, raw copies of computed length.
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

union Value {
  int i;
  float f;
  double d;
  unsigned char bytes[8];
  Value *link;
};

struct Record {
  char tag;
  short length;
  int64_t stamp;
  float data[3];
};

__global__ void unions(Value *values, int n) {
  int i = threadIdx.x;
  Value v = values[i];
  switch (i % 4) {
    case 0: v.f = (float)v.i * 0.5f; break;
    case 1: v.d = v.i * 0.125; break;
    case 2: v.bytes[3] = (unsigned char)i; break;
    default: v.link = &values[(i + 1) % n];
  }
  values[i] = v;
}

__global__ void follow(const Value *values, int n, unsigned *out) {
  int i = threadIdx.x;
  if (i % 4 == 3) out[i] = (unsigned)(values[i].link - values);
  else {
    unsigned sum = 0;
    for (int b = 0; b < 4; b++) sum = sum * 257 + values[i].bytes[b];
    out[i] = sum;
  }
}

/** The low bit of a pointer says which table it is of. */
__global__ void tag(int *even, int *odd, uintptr_t *tagged) {
  int i = threadIdx.x;
  tagged[i] = i & 1 ? (uintptr_t)&odd[i] | 1 : (uintptr_t)&even[i];
}

__global__ void untag(const uintptr_t *tagged, int *out) {
  uintptr_t word = tagged[threadIdx.x];
  int *p = (int *)(word & ~(uintptr_t)1);
  out[threadIdx.x] = (word & 1 ? -1 : 1) * *p;
  *p = 0;
}

__global__ void records(unsigned char *bytes, int count) {
  unsigned char *at = bytes;
  for (int i = 0; i < count; i++) {
    Record *r = (Record *)at;
    r->length = (short)(sizeof(Record) + 8 * (i % 3));
    *(char *)(at + offsetof(Record, tag)) = (char)('A' + i);
    *(int64_t *)(at + offsetof(Record, stamp)) = (int64_t)i << 40;
    for (int k = 0; k < 3; k++) ((float *)(at + offsetof(Record, data)))[k] = i + k * 0.25f;
    at += r->length;
  }
}

__global__ void gather(const unsigned char *bytes, int count, unsigned char *out, int *sizes) {
  const Record *r = (const Record *)bytes;
  for (int i = 0; i < count; i++) {
    if (i % 2) {
      int length = r->length - (int)offsetof(Record, stamp);
      memcpy(out, &r->stamp, length);
      out += length;
      *sizes++ = length;
    }
    r = (const Record *)((uintptr_t)r + r->length);
  }
  memset(out, 0x5a, 3 + count % 4);
}

int main() {
  const int n = 16;
  Value host[n], *values;
  unsigned *out, result[n];
  for (int i = 0; i < n; i++) {
    host[i].d = 0;
    host[i].i = i * 1001;
  }
  cudaMalloc(&values, sizeof host);
  cudaMalloc(&out, sizeof result);
  cudaMemcpy(values, host, sizeof host, cudaMemcpyHostToDevice);
  unions<<<1, n>>>(values, n);
  follow<<<1, n>>>(values, n, out);
  cudaMemcpy(result, out, sizeof result, cudaMemcpyDeviceToHost);
  for (unsigned r : result) printf("%u ", r);
  cudaMemcpy(host, values, sizeof host, cudaMemcpyDeviceToHost);
  printf("\n%g %g %d\n", host[8].f, host[5].d, host[6].bytes[3]);

  int numbers[n], *even, *odd;
  uintptr_t *tagged;
  for (int i = 0; i < n; i++) numbers[i] = 100 + i;
  cudaMalloc(&even, sizeof numbers);
  cudaMalloc(&odd, sizeof numbers);
  cudaMalloc(&tagged, n * sizeof(uintptr_t));
  cudaMemcpy(even, numbers, sizeof numbers, cudaMemcpyHostToDevice);
  cudaMemcpy(odd, numbers, sizeof numbers, cudaMemcpyHostToDevice);
  tag<<<1, n>>>(even, odd, tagged);
  untag<<<1, n>>>(tagged, (int *)out);
  cudaMemcpy(numbers, out, sizeof numbers, cudaMemcpyDeviceToHost);
  for (int x : numbers) printf("%d ", x);
  cudaMemcpy(numbers, even, sizeof numbers, cudaMemcpyDeviceToHost);
  printf("%d %d\n", numbers[0], numbers[1]);

  unsigned char *bytes, *packed, text[256];
  int *sizes, lengths[4] = {0, 0, 0, 0};
  cudaMalloc(&bytes, 1024);
  cudaMalloc(&packed, sizeof text);
  cudaMalloc(&sizes, sizeof lengths);
  cudaMemset(bytes, 0, 1024);
  cudaMemset(packed, 0, sizeof text);
  cudaMemset(sizes, 0, sizeof lengths);
  records<<<1, 1>>>(bytes, 7);
  gather<<<1, 1>>>(bytes, 7, packed, sizes);
  cudaMemcpy(text, packed, sizeof text, cudaMemcpyDeviceToHost);
  cudaMemcpy(lengths, sizes, sizeof lengths, cudaMemcpyDeviceToHost);
  unsigned sum = 0;
  int used = 0;
  for (int i = 0; i < (int)sizeof text; i++) {
    sum = sum * 31 + text[i];
    if (text[i]) used = i + 1;
  }
  printf("%d %d %d %d: %d bytes, %u %s\n", lengths[0], lengths[1], lengths[2], lengths[3], used, sum, cudaGetErrorString(cudaGetLastError()));
}
