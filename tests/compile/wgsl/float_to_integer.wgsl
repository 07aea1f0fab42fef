// float_to_integer.cu:2: void anything(const float *, int *, unsigned int *)
override block_dim_x: u32 = 256;
override block_dim_y: u32 = 1;
override block_dim_z: u32 = 1;

struct Params {
  x_offset: u32,
  i_offset: u32,
  u_offset: u32,
}
@group(0) @binding(0) var<uniform> params: Params;

@group(0) @binding(1) var<storage, read> x: array<f32>;
@group(0) @binding(2) var<storage, read_write> i: array<i32>;
@group(0) @binding(3) var<storage, read_write> u: array<u32>;

// Beyond an integer's limits WGSL stops at the last float before them; CUDA at the limits, and NaN is 0.
fn i32_of_f32(a: f32) -> i32 {
  let bits = bitcast<u32>(a);
  let magnitude = bits & 0x7fffffffu;
  return select(select(bitcast<i32>(0x7fffffffu + (bits >> 31u)), 0, magnitude > 0x7f800000u), i32(a), magnitude < 0x4f000000u);
}

// Beyond an integer's limits WGSL stops at the last float before them; CUDA at the limits, and NaN is 0.
fn u32_of_f32(a: f32) -> u32 {
  let bits = bitcast<u32>(a);
  return select(select(0xffffffffu, 0u, bits > 0x7f800000u), u32(a), bits < 0x4f800000u);
}

@compute @workgroup_size(block_dim_x, block_dim_y, block_dim_z)
fn main(
  @builtin(local_invocation_id) thread_idx: vec3u,
) {
  // 4: i[t] = (int)x[t];
  i[params.i_offset + thread_idx.x] = i32_of_f32(x[params.x_offset + thread_idx.x]);
  // 5: u[t] = (unsigned)x[t];
  u[params.u_offset + thread_idx.x] = u32_of_f32(x[params.x_offset + thread_idx.x]);
}

// float_to_integer.cu:8: void known(const float *, const int *, int *, unsigned int *)
override block_dim_x: u32 = 256;
override block_dim_y: u32 = 1;
override block_dim_z: u32 = 1;

struct Params {
  x_offset: u32,
  n_offset: u32,
  i_offset: u32,
  u_offset: u32,
  one: f32,
}
@group(0) @binding(0) var<uniform> params: Params;

@group(0) @binding(1) var<storage, read> x: array<f32>;
@group(0) @binding(2) var<storage, read> n: array<i32>;
@group(0) @binding(3) var<storage, read_write> i: array<i32>;
@group(0) @binding(4) var<storage, read_write> u: array<u32>;

// The quotient of WGSL may be a few units off in the last place; where nothing over- or underflows, what is missing is added.
fn divide(a: f32, b: f32) -> f32 {
  let q = a / b;
  let corrected = fma(fma(-b, q, a), 1.0f / b, q);
  return select(q, corrected, min(abs(q), abs(b)) > 1e-30f && max(abs(q), abs(b)) < 1e37f);
}

@compute @workgroup_size(block_dim_x, block_dim_y, block_dim_z)
fn main(
  @builtin(local_invocation_id) thread_idx: vec3u,
) {
  // 10: i[t] = (int)(fminf(x[t], 1.f) * 255.f);
  i[params.i_offset + thread_idx.x] = i32(min(x[params.x_offset + thread_idx.x], 1.0f) * 255.0f);
  // 11: i[t + 32] = (int)(n[t] * 0.25f);
  i[params.i_offset + thread_idx.x + 32u] = i32(f32(n[params.n_offset + thread_idx.x]) * 0.25f);
  // 12: u[t] = (unsigned)fminf(fmaxf(x[t], 0.f), 255.f);
  u[params.u_offset + thread_idx.x] = u32(min(max(x[params.x_offset + thread_idx.x], 0.0f), 255.0f));
  // 13: u[t + 32] = (unsigned)(t / 3.f + 0.5f);
  u[params.u_offset + thread_idx.x + 32u] = u32(divide(f32(thread_idx.x), 3.0f * params.one) + 0.5f);
}
