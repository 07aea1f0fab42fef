// Pointers that may point to device memory, shared memory or memory of the thread.
__device__ __noinline__ float total(const float *x, int n) {
  float sum = 0;
  for (int i = 0; i < n; i++) sum += x[i];
  return sum;
}

__global__ void anywhere(const float *x, float *out, int n) {
  __shared__ float tile[64];
  extern __shared__ float more[];
  float own[4];
  for (int i = 0; i < 4; i++) own[i] = x[i] * threadIdx.x;
  tile[threadIdx.x] = x[threadIdx.x];
  more[threadIdx.x] = own[n & 3];
  __syncthreads();
  const float *from = n == 0 ? x : n == 1 ? tile : n == 2 ? more : own;
  out[threadIdx.x] = total(from, 4);
}

struct Entry {
  int key;
  const char *name;
  Entry *other;
};

__global__ void entries(Entry *table, Entry **last) {
  Entry own = table[threadIdx.x];
  own.key++;
  own.other = &table[threadIdx.x ^ 1];
  table[own.key & 63] = own;
  if (own.key == 7) *last = own.other;
}
