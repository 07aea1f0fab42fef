__global__ void choice(const float *a, const float *b, float *out, int c) {
  const float *p = c ? a : b;
  out[threadIdx.x] = p[threadIdx.x];
}

__global__ void swaps(int *a, int *b, int steps) {
  for (int s = 0; s < steps; s++) {
    b[threadIdx.x] = a[threadIdx.x] + s;
    int *t = a;
    a = b;
    b = t;
  }
}

__global__ void optional(int *out, const int *more) {
  const int *p = nullptr;
  if (threadIdx.x > 3) p = more;
  out[threadIdx.x] = p ? p[threadIdx.x] : -1;
  if (more != nullptr && out) out[0] = 1;
}

__global__ void staged(const float *in, float *out, int n) {
  __shared__ float tile[64];
  tile[threadIdx.x] = in[threadIdx.x];
  __syncthreads();
  const float *from = threadIdx.x < 32 ? tile + 32 : in + n;
  out[threadIdx.x] = from[threadIdx.x & 31];
}

struct Point {
  float x, y;
};

__global__ void members(Point *points, int key) {
  Point local = {1, 2};
  float &r = key == 0 ? points[1].x : key == 1 ? local.y : local.x;
  r += 1;
  points[0].y = local.x + local.y;
}

__device__ const int &limit(const int &x, const int &low, const int &high) { return x < low ? low : x > high ? high : x; }

__global__ void limits(int *x) { x[threadIdx.x] = limit(x[threadIdx.x], 0, 9); }

__global__ void distance(const char *text, int *out) {
  const char *p = text;
  while (*p) p++;
  *out = p - text;
}

__global__ void aligned(const float *x, int *out) { *out = (unsigned long)x % 16 == 0; }
