struct Particle {
  float3 position;
  float mass;
  int kind;
};

__global__ void move(Particle *particles, const float3 *velocities, float dt, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i >= n) return;
  Particle &p = particles[i];
  float3 v = velocities[i];
  p.position.x += v.x * dt;
  p.position.y += v.y * dt;
  p.position.z += v.z * dt;
  if (p.kind == 2) p.mass *= 0.5f;
}

__global__ void scale4(const float4 *in, float4 *out, float factor, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) {
    float4 v = in[i];
    out[i] = make_float4(v.x * factor, v.y * factor, v.z * factor, v.w);
  }
}

__global__ void copy4(const float4 *in, float4 *out, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) out[i] = in[i];
}
