__global__ void integers(const int *a, const unsigned int *b, int *out, unsigned int *unsignedOut, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i >= n) return;
  int x = a[i];
  unsigned int y = b[i];
  out[i] = (x / 3 + x % 5) * (x >> 2) - (x << (y & 7));
  unsignedOut[i] = (y / 3u + y % 5u) ^ (y >> 2) | ~y & 0xff00ff00u;
  out[i + n] = x > -5 ? min(x, 100) : max(x, -100);
  unsignedOut[i + n] = __popc(y) + __clz(x) + abs(x);
}

__global__ void floats(const float *a, const float *b, float *out, int *rounded, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i >= n) return;
  float x = a[i];
  float y = b[i];
  out[i] = fmaf(x, y, 1.0f) + sqrtf(fabsf(x)) - fminf(x, y) * fmaxf(x, y);
  out[i + n] = x < y ? floorf(x) : -ceilf(y);
  rounded[i] = (int)(x * 10.0f) + (int)truncf(y);
  rounded[i + n] = __float_as_int(x) & 0x7fffffff;
}

__global__ void limits(const float *a, float *out, int n) {
  float low = INFINITY;
  float high = -INFINITY;
  for (int i = 0; i < n; i++) {
    low = fminf(low, a[i]);
    high = fmaxf(high, a[i]);
  }
  out[0] = low;
  out[1] = high;
}
