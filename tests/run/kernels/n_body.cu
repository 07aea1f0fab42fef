// run: tolerance=1e-4
// All-pairs gravity with float4 tiles in shared memory, several steps, block sizes that do not divide the number of bodies.
#include <stdio.h>
template <int B>
__global__ void step(const float4 *in, float4 *out, float4 *v, int n, float dt) {
  __shared__ float4 tile[B];
  int i = blockIdx.x * B + threadIdx.x;
  float4 p = i < n ? in[i] : make_float4(0, 0, 0, 0);
  float3 a = make_float3(0, 0, 0);
  for (int base = 0; base < n; base += B) {
    tile[threadIdx.x] = base + threadIdx.x < n ? in[base + threadIdx.x] : make_float4(0, 0, 0, 0);
    __syncthreads();
#pragma unroll 4
    for (int k = 0; k < B; k++) {
      float dx = tile[k].x - p.x, dy = tile[k].y - p.y, dz = tile[k].z - p.z,
            r2 = dx * dx + dy * dy + dz * dz + 0.01f, inv = rsqrtf(r2),
            s = tile[k].w * inv * inv * inv;
      a.x += dx * s;
      a.y += dy * s;
      a.z += dz * s;
    }
    __syncthreads();
  }
  if (i < n) {
    float4 u = v[i];
    u.x += a.x * dt;
    u.y += a.y * dt;
    u.z += a.z * dt;
    v[i] = u;
    out[i] = make_float4(p.x + u.x * dt, p.y + u.y * dt, p.z + u.z * dt, p.w);
  }
}
int main() {
  const int n = 150;
  float4 h[n], *a, *b, *v;
  for (int i = 0; i < n; i++)
    h[i] = make_float4(i * 37 % 101 / 50.f, i * 53 % 97 / 50.f, i * 71 % 89 / 50.f,
                       0.01f + i % 7 * 0.001f);
  cudaMalloc(&a, sizeof h);
  cudaMalloc(&b, sizeof h);
  cudaMalloc(&v, sizeof h);
  cudaMemset(v, 0, sizeof h);
  cudaMemcpy(a, h, sizeof h, cudaMemcpyHostToDevice);
  for (int i = 0; i < 4; i++) {
    step<64><<<3, 64>>>(a, b, v, n, 0.02f);
    step<48><<<4, 48>>>(b, a, v, n, 0.02f);
  }
  cudaMemcpy(h, a, sizeof h, cudaMemcpyDeviceToHost);
  double s = 0;
  for (float4 p : h)
    s += p.x + 2 * p.y + 3 * p.z;
  printf("%.5g | %.5g %.5g %.5g | %.5g\n", s, h[0].x, h[77].y, h[149].z, h[100].x);
  return 0;
}
