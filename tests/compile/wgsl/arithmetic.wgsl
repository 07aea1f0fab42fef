// arithmetic.cu:1: void integers(const int *, const unsigned int *, int *, unsigned int *, int)
override block_dim_x: u32 = 256;
override block_dim_y: u32 = 1;
override block_dim_z: u32 = 1;

struct Params {
  n: i32,
  a_offset: u32,
  b_offset: u32,
  out_offset: u32,
  unsignedOut_offset: u32,
}
@group(0) @binding(0) var<uniform> params: Params;

@group(0) @binding(1) var<storage, read> a: array<i32>;
@group(0) @binding(2) var<storage, read> b: array<u32>;
@group(0) @binding(3) var<storage, read_write> out: array<i32>;
@group(0) @binding(4) var<storage, read_write> unsignedOut: array<u32>;

// The sign is the dividend's. What `%` gives for negative numbers is left open where it reaches the GPU as it is.
fn remainder(a: i32, b: i32) -> i32 {
  return a - (a / b) * b;
}

@compute @workgroup_size(block_dim_x, block_dim_y, block_dim_z)
fn main(
  @builtin(workgroup_id) block_idx: vec3u,
  @builtin(local_invocation_id) thread_idx: vec3u,
) {
  // 2: int i = blockIdx.x * blockDim.x + threadIdx.x;
  let i = block_idx.x * block_dim_x + thread_idx.x;
  // 3: if (i >= n) return;
  if i32(i) >= params.n {
    return;
  }
  // 4: int x = a[i];
  let x = a[params.a_offset + i];
  // 5: unsigned int y = b[i];
  let y = b[params.b_offset + i];
  // 6: out[i] = (x / 3 + x % 5) * (x >> 2) - (x << (y & 7));
  out[params.out_offset + i] = (x / 3 + remainder(x, 5)) * (x >> 2u) - (x << (y & 7u));
  // 7: unsignedOut[i] = (y / 3u + y % 5u) ^ (y >> 2) | ~y & 0xff00ff00u;
  unsignedOut[params.unsignedOut_offset + i] = ((y / 3u + y % 5u) ^ (y >> 2u)) | (~y & 0xff00ff00u);
  let t = i + u32(params.n);
  // 8: out[i + n] = x > -5 ? min(x, 100) : max(x, -100);
  out[params.out_offset + t] = select(select(x, -100, x < -100), select(x, 100, x > 100), x > -5);
  // 9: unsignedOut[i + n] = __popc(y) + __clz(x) + abs(x);
  unsignedOut[params.unsignedOut_offset + t] = countOneBits(y) + select(u32(countLeadingZeros(x)), 32u, x == 0) + u32(abs(x));
}

// arithmetic.cu:12: void floats(const float *, const float *, float *, int *, int)
override block_dim_x: u32 = 256;
override block_dim_y: u32 = 1;
override block_dim_z: u32 = 1;

struct Params {
  n: i32,
  a_offset: u32,
  b_offset: u32,
  out_offset: u32,
  rounded_offset: u32,
}
@group(0) @binding(0) var<uniform> params: Params;

@group(0) @binding(1) var<storage, read> a: array<f32>;
@group(0) @binding(2) var<storage, read> b: array<f32>;
@group(0) @binding(3) var<storage, read_write> out: array<f32>;
@group(0) @binding(4) var<storage, read_write> rounded: array<i32>;

fn square_root(a: f32) -> f32 {
  let r = sqrt(a);
  let corrected = fma(fma(-r, r, a), 0.5f / r, r);
  return select(r, corrected, a > 1e-30f && a < 1e38f);
}

// Beyond an integer's limits WGSL stops at the last float before them; CUDA at the limits, and NaN is 0.
fn i32_of_f32(a: f32) -> i32 {
  let bits = bitcast<u32>(a);
  let magnitude = bits & 0x7fffffffu;
  return select(select(bitcast<i32>(0x7fffffffu + (bits >> 31u)), 0, magnitude > 0x7f800000u), i32(a), magnitude < 0x4f000000u);
}

@compute @workgroup_size(block_dim_x, block_dim_y, block_dim_z)
fn main(
  @builtin(workgroup_id) block_idx: vec3u,
  @builtin(local_invocation_id) thread_idx: vec3u,
) {
  // 13: int i = blockIdx.x * blockDim.x + threadIdx.x;
  let i = block_idx.x * block_dim_x + thread_idx.x;
  // 14: if (i >= n) return;
  if i32(i) >= params.n {
    return;
  }
  // 15: float x = a[i];
  let x = a[params.a_offset + i];
  // 16: float y = b[i];
  let y = b[params.b_offset + i];
  // 17: out[i] = fmaf(x, y, 1.0f) + sqrtf(fabsf(x)) - fminf(x, y) * fmaxf(x, y);
  out[params.out_offset + i] = fma(-min(x, y), max(x, y), fma(x, y, 1.0f) + square_root(abs(x)));
  // 18: out[i + n] = x < y ? floorf(x) : -ceilf(y);
  var t: f32;
  if x < y {
    t = floor(x);
  } else {
    t = -ceil(y);
  }
  let t_1 = i + u32(params.n);
  out[params.out_offset + t_1] = t;
  // 19: rounded[i] = (int)(x * 10.0f) + (int)truncf(y);
  rounded[params.rounded_offset + i] = i32_of_f32(x * 10.0f) + i32_of_f32(trunc(y));
  // 20: rounded[i + n] = __float_as_int(x) & 0x7fffffff;
  rounded[params.rounded_offset + t_1] = bitcast<i32>(x) & 2147483647;
}

// arithmetic.cu:23: void limits(const float *, float *, int)
override block_dim_x: u32 = 256;
override block_dim_y: u32 = 1;
override block_dim_z: u32 = 1;

struct Params {
  n: i32,
  a_offset: u32,
  out_offset: u32,
}
@group(0) @binding(0) var<uniform> params: Params;

@group(0) @binding(1) var<storage, read> a: array<f32>;
@group(0) @binding(2) var<storage, read_write> out: array<f32>;

// Written as variables: WGSL has no constants of these.
var<private> infinity_bits = 0x7f800000u;

@compute @workgroup_size(block_dim_x, block_dim_y, block_dim_z)
fn main() {
  let groups = u32(max(params.n, 0)) >> 2u;
  // 26: for (int i = 0; i < n; i++) {
  var i = 0u;
  var low = bitcast<f32>(infinity_bits);
  var high = -bitcast<f32>(infinity_bits);
  for (var group = 0u; group < groups; group += 1u) {
    low = min(min(min(min(low, a[params.a_offset + i]), a[params.a_offset + i + 1u]), a[params.a_offset + i + 2u]), a[params.a_offset + i + 3u]);
    high = max(max(max(max(high, a[params.a_offset + i]), a[params.a_offset + i + 1u]), a[params.a_offset + i + 2u]), a[params.a_offset + i + 3u]);
    i += 4u;
  }
  while i32(i) < params.n {
    low = min(low, a[params.a_offset + i]);
    high = max(high, a[params.a_offset + i]);
    i += 1u;
  }
  // 30: out[0] = low;
  out[params.out_offset] = low;
  // 31: out[1] = high;
  out[params.out_offset + 1u] = high;
}
