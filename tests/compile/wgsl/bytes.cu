__global__ void fill(unsigned char *x) { x[threadIdx.x] = 1; }

__global__ void halves(short *x) { x[threadIdx.x] *= 2; }

__global__ void flags(const bool *in, bool *out, bool invert, signed char step) {
  int i = threadIdx.x * step;
  out[i] = in[i] != invert;
}

__global__ void gray(const uchar4 *in, unsigned char *out, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i >= n) return;
  uchar4 p = in[i];
  out[i] = (p.x + p.y + p.z) / 3;
}

__global__ void shared_bytes(const char *in, int *out) {
  __shared__ char tile[64];
  __shared__ bool any;
  tile[threadIdx.x] = in[threadIdx.x];
  if (threadIdx.x == 0) any = false;
  __syncthreads();
  if (tile[63 - threadIdx.x] > 0) any = true;
  __syncthreads();
  out[threadIdx.x] = any ? tile[63 - threadIdx.x] : (unsigned char)tile[0];
}

__global__ void quads(const float *x, float *y) {
  float4 v = reinterpret_cast<const float4 *>(x)[threadIdx.x];
  v.x += 1.0f;
  reinterpret_cast<float4 *>(y)[threadIdx.x] = v;
}

__global__ void untyped(void *x) { *(int *)x = 1; }

__global__ void bytes_of(float *x, int *sum) {
  for (const unsigned char *p = (const unsigned char *)x, *end = p + 4; p < end; p++) *sum += *p;
}

__global__ void copies(const uchar4 *in, uchar4 *out, int i) {
  uchar4 local[4];
  for (int k = 0; k < 4; k++) local[k] = in[k];
  out[0] = local[i];
}

__global__ void carve(float *out, int n) {
  extern __shared__ unsigned char raw[];
  float *sums = (float *)raw;
  int *counts = (int *)(raw + n * 4);
  sums[threadIdx.x] = 1.0f;
  counts[threadIdx.x] = 2;
  __syncthreads();
  out[threadIdx.x] = sums[0] * counts[1];
}
