// run: tolerance=0
// Built-in vector types: make_*, components, loads and stores through casts, arrays of vectors, arguments, operators of one's own, alignment.
#include <stdio.h>
__host__ __device__ inline float3 operator+(float3 a, float3 b) {
  return make_float3(a.x + b.x, a.y + b.y, a.z + b.z);
}
__host__ __device__ inline float3 operator*(float s, float3 a) {
  return make_float3(s * a.x, s * a.y, s * a.z);
}
__host__ __device__ inline float dot(float4 a, float4 b) {
  return a.x * b.x + a.y * b.y + a.z * b.z + a.w * b.w;
}
__host__ __device__ inline int2 &operator+=(int2 &a, const int2 &b) {
  a.x += b.x;
  a.y += b.y;
  return a;
}
__global__ void small(uchar4 *c, char3 *c3, short2 *s, ushort4 *us, char2 *c2) {
  int t = threadIdx.x;
  c[t] = make_uchar4(t, t * 2, 255 - t, 300);
  c3[t] = make_char3(t, -t, 127);
  s[t] = make_short2(-t, t * 1000);
  us[t] = make_ushort4(t, 1, 65535, t << 12);
  uchar4 v = c[t];
  v.w += 1;
  c[t] = v;
  c3[t].y--;
  c2[t] = make_char2(v.x, c3[t].z);
}
__global__ void wide(float4 *f, double2 *d, longlong2 *l, int3 *i) {
  int t = threadIdx.x;
  f[t] = make_float4(t, 0.5f * t, -t, 1);
  d[t] = make_double2(t / 4.0, 1e10 + t);
  l[t] = make_longlong2(1LL << (t + 30), -t);
  i[t] = make_int3(t, t * t, -1);
}
__global__ void casts(const float *in, float *out, int n4) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n4) {
    float4 v = reinterpret_cast<const float4 *>(in)[i];
    float2 *o = (float2 *)out;
    o[2 * i] = make_float2(v.w, v.z);
    o[2 * i + 1] = float2{v.y, v.x};
  }
}
__global__ void arguments(float4 a, int2 b, uchar3 c, double2 d, dim3 e, float3 *out) {
  float3 p = make_float3(a.x, a.y, a.z), q = {(float)b.x, (float)c.y, (float)d.y};
  out[threadIdx.x] = p + 2.0f * q + (float)e.z * p;
  int2 s = b;
  s += make_int2(1, 2);
  out[threadIdx.x].x += s.y + dot(a, make_float4(1, 1, 1, 1));
  float3 list[3] = {p, q, p};
  list[1].y = 9;
  out[threadIdx.x].z += list[threadIdx.x % 3].y;
}
__global__ void shared_vectors(int4 *out) {
  __shared__ int4 s[32];
  __shared__ float3 f[32];
  int t = threadIdx.x;
  s[t] = make_int4(t, t + 1, t + 2, t + 3);
  f[t] = make_float3(t, 2 * t, 3 * t);
  __syncthreads();
  int4 v = s[31 - t];
  v.x += (int)f[t ^ 1].z;
  (&v.x)[2] = 77;
  out[t] = v;
}
static unsigned sum(const void *p, size_t n) {
  unsigned h = 2166136261u;
  for (size_t i = 0; i < n; i++)
    h = (h ^ ((const unsigned char *)p)[i]) * 16777619u;
  return h;
}
int main() {
  unsigned char *d, h[4096];
  cudaMalloc(&d, 4096);
  cudaMemset(d, 0, 4096);
  small<<<1, 32>>>((uchar4 *)d, (char3 *)(d + 128), (short2 *)(d + 256), (ushort4 *)(d + 512),
                   (char2 *)(d + 1024));
  cudaMemcpy(h, d, 4096, cudaMemcpyDeviceToHost);
  printf("%08x %d %d %d\n", sum(h, 1088), ((uchar4 *)h)[5].z, ((char3 *)(h + 128))[7].y,
         ((ushort4 *)(h + 512))[31].w);
  wide<<<1, 16>>>((float4 *)d, (double2 *)(d + 256), (longlong2 *)(d + 512), (int3 *)(d + 768));
  cudaMemcpy(h, d, 4096, cudaMemcpyDeviceToHost);
  printf("%08x %.1f %.2f %lld %d\n", sum(h, 960), ((float4 *)h)[3].y, ((double2 *)(h + 256))[5].x,
         ((longlong2 *)(h + 512))[9].x, ((int3 *)(h + 768))[7].y);
  float in[40], *f = (float *)h;
  for (int i = 0; i < 40; i++)
    in[i] = i * 1.5f;
  cudaMemcpy(d, in, sizeof in, cudaMemcpyHostToDevice);
  casts<<<1, 32>>>((float *)d, (float *)(d + 1024), 10);
  cudaMemcpy(h, d + 1024, 160, cudaMemcpyDeviceToHost);
  printf("%.1f %.1f %.1f\n", f[0], f[3], f[37]);
  arguments<<<1, 3>>>(make_float4(1, 2, 3, 4), make_int2(5, 6), make_uchar3(7, 8, 9),
                      make_double2(0.5, 0.25), dim3(1, 2, 3), (float3 *)d);
  cudaMemcpy(h, d, 36, cudaMemcpyDeviceToHost);
  for (int i = 0; i < 9; i++)
    printf("%.2f ", f[i]);
  printf("\n");
  shared_vectors<<<1, 32>>>((int4 *)d);
  cudaMemcpy(h, d, 512, cudaMemcpyDeviceToHost);
  int *n = (int *)h;
  printf("%d %d %d %d %08x\n", n[0], n[1], n[2], n[127], sum(h, 512));
  float3 a = make_float3(1, 2, 3), b = 0.5f * a + a;
  uint4 u = make_uint4(1, 2, 3, 4u);
  float1 one = make_float1(2.5f);
  longlong2 dummy = {1, 4};
  printf("%.2f %.2f %u %.1f %ld %zu\n", b.x, b.z, u.w, one.x, (long)dummy.y, alignof(float4));
  return 0;
}
