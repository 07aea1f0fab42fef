// structs.cu:7: void move(Particle *, const float3 *, float, int)
override block_dim_x: u32 = 256;
override block_dim_y: u32 = 1;
override block_dim_z: u32 = 1;

struct float3 {
  x: f32,
  y: f32,
  z: f32,
}

struct Particle {
  position: float3,
  mass: f32,
  kind: i32,
}

struct Params {
  dt: f32,
  n: i32,
  particles_offset: u32,
  velocities_offset: u32,
}
@group(0) @binding(0) var<uniform> params: Params;

@group(0) @binding(1) var<storage, read_write> particles: array<Particle>;
@group(0) @binding(2) var<storage, read> velocities: array<float3>;

@compute @workgroup_size(block_dim_x, block_dim_y, block_dim_z)
fn main(
  @builtin(workgroup_id) block_idx: vec3u,
  @builtin(local_invocation_id) thread_idx: vec3u,
) {
  // 8: int i = blockIdx.x * blockDim.x + threadIdx.x;
  let i = block_idx.x * block_dim_x + thread_idx.x;
  // 9: if (i >= n) return;
  if i32(i) >= params.n {
    return;
  }
  // 11: float3 v = velocities[i];
  let v_y = velocities[params.velocities_offset + i].y;
  let v_z = velocities[params.velocities_offset + i].z;
  // 12: p.position.x += v.x * dt;
  particles[params.particles_offset + i].position.x = fma(velocities[params.velocities_offset + i].x, params.dt, particles[params.particles_offset + i].position.x);
  // 13: p.position.y += v.y * dt;
  particles[params.particles_offset + i].position.y = fma(v_y, params.dt, particles[params.particles_offset + i].position.y);
  // 14: p.position.z += v.z * dt;
  particles[params.particles_offset + i].position.z = fma(v_z, params.dt, particles[params.particles_offset + i].position.z);
  // 15: if (p.kind == 2) p.mass *= 0.5f;
  if particles[params.particles_offset + i].kind == 2 {
    particles[params.particles_offset + i].mass *= 0.5f;
  }
}

// structs.cu:18: void scale4(const float4 *, float4 *, float, int)
override block_dim_x: u32 = 256;
override block_dim_y: u32 = 1;
override block_dim_z: u32 = 1;

struct Params {
  factor: f32,
  n: i32,
  in_offset: u32,
  out_offset: u32,
}
@group(0) @binding(0) var<uniform> params: Params;

@group(0) @binding(1) var<storage, read> in: array<vec4f>;
@group(0) @binding(2) var<storage, read_write> out: array<vec4f>;

@compute @workgroup_size(block_dim_x, block_dim_y, block_dim_z)
fn main(
  @builtin(workgroup_id) block_idx: vec3u,
  @builtin(local_invocation_id) thread_idx: vec3u,
) {
  var vector: vec4f;
  var vector_1: vec4f;
  // 19: int i = blockIdx.x * blockDim.x + threadIdx.x;
  let i = block_idx.x * block_dim_x + thread_idx.x;
  // 20: if (i < n) {
  if i32(i) < params.n {
    // 21: float4 v = in[i];
    vector = in[params.in_offset + i];
    let v_w = vector.w;
    // 22: out[i] = make_float4(v.x * factor, v.y * factor, v.z * factor, v.w);
    let tmp_z = vector.z * params.factor;
    let tmp_y = vector.y * params.factor;
    vector_1.x = vector.x * params.factor;
    vector_1.y = tmp_y;
    vector_1.z = tmp_z;
    vector_1.w = v_w;
    out[params.out_offset + i] = vector_1;
  }
}

// structs.cu:26: void copy4(const float4 *, float4 *, int)
override block_dim_x: u32 = 256;
override block_dim_y: u32 = 1;
override block_dim_z: u32 = 1;

struct Params {
  n: i32,
  in_offset: u32,
  out_offset: u32,
}
@group(0) @binding(0) var<uniform> params: Params;

@group(0) @binding(1) var<storage, read> in: array<vec4f>;
@group(0) @binding(2) var<storage, read_write> out: array<vec4f>;

@compute @workgroup_size(block_dim_x, block_dim_y, block_dim_z)
fn main(
  @builtin(workgroup_id) block_idx: vec3u,
  @builtin(local_invocation_id) thread_idx: vec3u,
) {
  // 27: int i = blockIdx.x * blockDim.x + threadIdx.x;
  let i = block_idx.x * block_dim_x + thread_idx.x;
  // 28: if (i < n) out[i] = in[i];
  if i32(i) < params.n {
    out[params.out_offset + i] = in[params.in_offset + i];
  }
}
