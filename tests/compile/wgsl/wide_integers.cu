__global__ void grid_stride(float *x, size_t n) {
  for (size_t i = blockIdx.x * blockDim.x + threadIdx.x; i < n; i += gridDim.x * blockDim.x) x[i] = 1.0f;
}

__global__ void guard(float *x, long n, float a) {
  size_t i = threadIdx.x;
  if (i < n) x[i] *= a;
}

__global__ void wide(long long *x, unsigned long long *y, int s) {
  long long v = x[threadIdx.x];
  x[threadIdx.x] = v * v / (s - 3) + (v >> s);
  y[threadIdx.x] = (y[threadIdx.x] % 1000u) ^ (y[threadIdx.x] << 13);
}

__global__ void generator(unsigned *out, unsigned long long seed, int n) {
  unsigned long long state = seed + threadIdx.x;
  for (int i = 0; i < n; i++) state = state * 6364136223846793005ull + 1442695040888963407ull;
  out[threadIdx.x] = state >> 33;
}

__global__ void halves(const int *a, const unsigned *b, float *f, long long n) {
  f[threadIdx.x] = __mulhi(a[0], a[1]) + __umulhi(b[0], b[1]) + (float)n;
}

struct Packed {
  char tag;
  long long value;
};

__global__ void packed(Packed *p, long long *sum) {
  p[threadIdx.x].value += 1;
  *sum = p[1].value < p[0].value ? p[0].value : -p[1].value;
}
