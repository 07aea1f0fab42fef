// run: tolerance=0
// CUDA's vector types as programs use them: makers, members, sizes and alignments, arrays of them, own operators, casts between them and memory.
#include <cstdio>

__host__ __device__ inline float3 operator+(float3 a, float3 b) { return make_float3(a.x + b.x, a.y + b.y, a.z + b.z); }
__host__ __device__ inline float3 operator*(float3 a, float s) { return make_float3(a.x * s, a.y * s, a.z * s); }
__host__ __device__ inline float dot(float4 a, float4 b) { return a.x * b.x + a.y * b.y + a.z * b.z + a.w * b.w; }
__host__ __device__ inline uint4 operator^(uint4 a, uint4 b) { return make_uint4(a.x ^ b.x, a.y ^ b.y, a.z ^ b.z, a.w ^ b.w); }

struct Particle {
  float4 position;
  float3 velocity;
  uchar4 color;
  short2 cell;
};

__global__ void step(Particle* p, float4* packed, int n) {
  int i = threadIdx.x;
  if (i >= n) return;
  float3 v = p[i].velocity * 0.5f + make_float3(1, 0, -1);
  p[i].position.x += v.x;
  p[i].position.y += v.y;
  p[i].position.z += v.z;
  p[i].color = make_uchar4(p[i].color.w, p[i].color.x, p[i].color.y, p[i].color.z);
  p[i].cell.x += (short)i;
  packed[i] = *reinterpret_cast<float4*>(&p[i]);
  packed[i].w = dot(packed[i], make_float4(1, 2, 3, 4));
}

int main() {
  printf("%zu %zu %zu %zu %zu %zu %zu %zu\n", sizeof(char3), sizeof(short3), sizeof(float3), sizeof(double3), sizeof(float4), sizeof(double4_16a), sizeof(longlong2), sizeof(Particle));
  printf("%zu %zu %zu %zu %zu %zu\n", alignof(char4), alignof(short4), alignof(float2), alignof(float3), alignof(float4), alignof(double2));
  Particle* p;
  float4* packed;
  cudaMallocManaged(&p, 4 * sizeof(Particle));
  cudaMallocManaged(&packed, 4 * sizeof(float4));
  for (int i = 0; i < 4; i++) {
    p[i].position = make_float4((float)i, 2.0f * i, -1.0f, 1.0f);
    p[i].velocity = make_float3(4, (float)-i, 8);
    p[i].color = make_uchar4(1, 2, 3, (unsigned char)(250 + i));
    p[i].cell = make_short2((short)(10 * i), -1);
  }
  step<<<1, 32>>>(p, packed, 4);
  printf("%s\n", cudaGetErrorString(cudaDeviceSynchronize()));
  for (int i = 0; i < 4; i++) {
    printf("%g %g %g %g | %d %d %d %d | %d %d\n", packed[i].x, packed[i].y, packed[i].z, packed[i].w, p[i].color.x, p[i].color.y, p[i].color.z, p[i].color.w, p[i].cell.x, p[i].cell.y);
  }
  uint4 a = make_uint4(1, 2, 3, 4), b = {5, 6, 7, 8}, c = a ^ b;
  dim3 d(2, 3), e = make_uint3(4, 5, 6);
  printf("%u %u %u %u %u %u %u %u\n", c.x, c.y, c.z, c.w, d.x * d.y * d.z, e.z, make_int3(1, 2, 3).z, (unsigned)make_longlong2(7, 8).y);
}
