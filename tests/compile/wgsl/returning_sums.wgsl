// returning_sums.cu:1: void compensated(const float *, float *, int)
override block_dim_x: u32 = 256;
override block_dim_y: u32 = 1;
override block_dim_z: u32 = 1;

struct Params {
  n: i32,
  x_offset: u32,
  out_offset: u32,
  one: f32,
}
@group(0) @binding(0) var<uniform> params: Params;

@group(0) @binding(1) var<storage, read> x: array<f32>;
@group(0) @binding(2) var<storage, read_write> out: array<f32>;

@compute @workgroup_size(block_dim_x, block_dim_y, block_dim_z)
fn main() {
  let groups = u32(max(params.n, 0)) >> 2u;
  // 3: for (int i = 0; i < n; i++) {
  var i = 0u;
  var lost = 0.0f;
  var sum = 0.0f;
  for (var group = 0u; group < groups; group += 1u) {
    // 4: float y = x[i] - lost;
    let y = fma(params.one, x[params.x_offset + i], -lost);
    // 5: float t = sum + y;
    let t = fma(params.one, sum, y);
    // 4: float y = x[i] - lost;
    let y_1 = fma(params.one, x[params.x_offset + i + 1u], -fma(params.one, fma(params.one, t, -sum), -y));
    // 5: float t = sum + y;
    let t_1 = fma(params.one, t, y_1);
    // 4: float y = x[i] - lost;
    let y_2 = fma(params.one, x[params.x_offset + i + 2u], -fma(params.one, fma(params.one, t_1, -t), -y_1));
    // 5: float t = sum + y;
    let t_2 = fma(params.one, t_1, y_2);
    // 4: float y = x[i] - lost;
    let y_3 = fma(params.one, x[params.x_offset + i + 3u], -fma(params.one, fma(params.one, t_2, -t_1), -y_2));
    // 5: float t = sum + y;
    sum = fma(params.one, t_2, y_3);
    i += 4u;
    lost = fma(params.one, fma(params.one, sum, -t_2), -y_3);
  }
  // 3: for (int i = 0; i < n; i++) {
  while i32(i) < params.n {
    // 4: float y = x[i] - lost;
    let y = fma(params.one, x[params.x_offset + i], -lost);
    // 5: float t = sum + y;
    let t = fma(params.one, sum, y);
    i += 1u;
    lost = fma(params.one, fma(params.one, t, -sum), -y);
    sum = t;
  }
  // 9: *out = sum;
  out[params.out_offset] = sum;
}

// returning_sums.cu:12: void two_sum(const float *, float *, float *)
override block_dim_x: u32 = 256;
override block_dim_y: u32 = 1;
override block_dim_z: u32 = 1;

struct Params {
  x_offset: u32,
  sum_offset: u32,
  error_offset: u32,
  one: f32,
}
@group(0) @binding(0) var<uniform> params: Params;

@group(0) @binding(1) var<storage, read> x: array<f32>;
@group(0) @binding(2) var<storage, read_write> sum: array<f32>;
@group(0) @binding(3) var<storage, read_write> error: array<f32>;

@compute @workgroup_size(block_dim_x, block_dim_y, block_dim_z)
fn main() {
  // 13: float a = x[0], b = x[1];
  let a = x[params.x_offset];
  let b = x[params.x_offset + 1u];
  // 14: float s = a + b, t = s - a;
  let s = fma(params.one, a, b);
  let t = fma(params.one, s, -a);
  // 15: *sum = s;
  sum[params.sum_offset] = s;
  // 16: *error = (a - (s - t)) + (b - t);
  error[params.error_offset] = fma(params.one, fma(params.one, a, -fma(params.one, s, -t)), fma(params.one, b, -t));
}

// returning_sums.cu:19: void nearest(float *)
override block_dim_x: u32 = 256;
override block_dim_y: u32 = 1;
override block_dim_z: u32 = 1;

struct Params {
  x_offset: u32,
  one: f32,
}
@group(0) @binding(0) var<uniform> params: Params;

@group(0) @binding(1) var<storage, read_write> x: array<f32>;

@compute @workgroup_size(block_dim_x, block_dim_y, block_dim_z)
fn main(
  @builtin(local_invocation_id) thread_idx: vec3u,
) {
  // 19: __global__ void nearest(float *x) { x[threadIdx.x] = (x[threadIdx.x] + 12582912.0f) - 12582912.0f; }
  x[params.x_offset + thread_idx.x] = fma(params.one, fma(params.one, x[params.x_offset + thread_idx.x], 12582912.0f), -12582912.0f);
}

// returning_sums.cu:21: void plain(float *)
override block_dim_x: u32 = 256;
override block_dim_y: u32 = 1;
override block_dim_z: u32 = 1;

struct Params {
  x_offset: u32,
}
@group(0) @binding(0) var<uniform> params: Params;

@group(0) @binding(1) var<storage, read_write> x: array<f32>;

@compute @workgroup_size(block_dim_x, block_dim_y, block_dim_z)
fn main(
  @builtin(local_invocation_id) thread_idx: vec3u,
) {
  // 21: __global__ void plain(float *x) { x[threadIdx.x] = x[threadIdx.x] + x[threadIdx.x + 1] - 3.0f; }
  x[params.x_offset + thread_idx.x] = x[params.x_offset + thread_idx.x] + x[params.x_offset + thread_idx.x + 1u] - 3.0f;
}
