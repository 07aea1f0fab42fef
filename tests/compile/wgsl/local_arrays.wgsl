// local_arrays.cu:1: void local_histogram(const int *, int *, int)
override block_dim_x: u32 = 256;
override block_dim_y: u32 = 1;
override block_dim_z: u32 = 1;

struct Params {
  n: i32,
  values_offset: u32,
  out_offset: u32,
}
@group(0) @binding(0) var<uniform> params: Params;

@group(0) @binding(1) var<storage, read> values: array<i32>;
@group(0) @binding(2) var<storage, read_write> out: array<i32>;

@compute @workgroup_size(block_dim_x, block_dim_y, block_dim_z)
fn main(
  @builtin(local_invocation_id) thread_idx: vec3u,
) {
  var counts: array<i32, 8>;
  // 3: for (int k = 0; k < 8; k++) counts[k] = 0;
  counts[0] = 0;
  counts[1] = 0;
  counts[2] = 0;
  counts[3] = 0;
  counts[4] = 0;
  counts[5] = 0;
  counts[6] = 0;
  counts[7] = 0;
  let groups = u32(max(params.n, 0)) >> 2u;
  // 4: for (int i = 0; i < n; i++) counts[values[i] & 7]++;
  var i = 0u;
  for (var group = 0u; group < groups; group += 1u) {
    let t = values[params.values_offset + i] & 7;
    counts[u32(t)] += 1;
    let t_1 = values[params.values_offset + i + 1u] & 7;
    counts[u32(t_1)] += 1;
    let t_2 = values[params.values_offset + i + 2u] & 7;
    counts[u32(t_2)] += 1;
    let t_3 = values[params.values_offset + i + 3u] & 7;
    counts[u32(t_3)] += 1;
    i += 4u;
  }
  while i32(i) < params.n {
    let t = values[params.values_offset + i] & 7;
    counts[u32(t)] += 1;
    i += 1u;
  }
  // 7: if (counts[k] > counts[best]) best = k;
  let best = u32(counts[1] > counts[0]);
  let best_1 = select(best, 2u, counts[2] > counts[best]);
  let best_2 = select(best_1, 3u, counts[3] > counts[best_1]);
  let best_3 = select(best_2, 4u, counts[4] > counts[best_2]);
  let best_4 = select(best_3, 5u, counts[5] > counts[best_3]);
  let best_5 = select(best_4, 6u, counts[6] > counts[best_4]);
  // 9: out[threadIdx.x] = best;
  out[params.out_offset + thread_idx.x] = select(i32(best_5), 7, counts[7] > counts[best_5]);
}

// local_arrays.cu:12: void polynomial(const float *, float *, int)
override block_dim_x: u32 = 256;
override block_dim_y: u32 = 1;
override block_dim_z: u32 = 1;

struct Params {
  n: i32,
  x_offset: u32,
  y_offset: u32,
}
@group(0) @binding(0) var<uniform> params: Params;

@group(0) @binding(1) var<storage, read> x: array<f32>;
@group(0) @binding(2) var<storage, read_write> y: array<f32>;

@compute @workgroup_size(block_dim_x, block_dim_y, block_dim_z)
fn main(
  @builtin(local_invocation_id) thread_idx: vec3u,
) {
  // 16: for (int k = 3; k >= 0; k--) sum = sum * x[i] + coefficients[k];
  let t = x[params.x_offset + thread_idx.x];
  // 17: if (i < n) y[i] = sum;
  if i32(thread_idx.x) < params.n {
    y[params.y_offset + thread_idx.x] = fma(fma(fma(fma(t, 0.0f, -0.125f), t, 0.25f), t, -0.5f), t, 1.0f);
  }
}

// local_arrays.cu:20: void lookup(const int *, int *)
override block_dim_x: u32 = 256;
override block_dim_y: u32 = 1;
override block_dim_z: u32 = 1;

struct Params {
  in_offset: u32,
  out_offset: u32,
}
@group(0) @binding(0) var<uniform> params: Params;

@group(0) @binding(1) var<storage, read> in: array<i32>;
@group(0) @binding(2) var<storage, read_write> out: array<i32>;

@compute @workgroup_size(block_dim_x, block_dim_y, block_dim_z)
fn main(
  @builtin(local_invocation_id) thread_idx: vec3u,
) {
  var steps: array<i32, 4>;
  // 21: const int steps[4] = {1, 0, -1, 0};
  steps = array<i32, 4>();
  steps[0] = 1;
  steps[1] = 0;
  steps[2] = -1;
  steps[3] = 0;
  // 23: out[i] = in[i] + steps[in[i] & 3];
  let t = in[params.in_offset + thread_idx.x];
  out[params.out_offset + thread_idx.x] = t + steps[u32(t) & 3u];
}

// local_arrays.cu:30: void pairs(const Pair *, Pair *, int)
override block_dim_x: u32 = 256;
override block_dim_y: u32 = 1;
override block_dim_z: u32 = 1;

struct Pair {
  x: f32,
  y: f32,
}

struct Params {
  n: i32,
  in_offset: u32,
  out_offset: u32,
}
@group(0) @binding(0) var<uniform> params: Params;

@group(0) @binding(1) var<storage, read> in: array<Pair>;
@group(0) @binding(2) var<storage, read_write> out: array<Pair>;

@compute @workgroup_size(block_dim_x, block_dim_y, block_dim_z)
fn main(
  @builtin(local_invocation_id) thread_idx: vec3u,
) {
  var p: array<Pair, 2>;
  // 31: Pair p[2] = {};
  p = array<Pair, 2>();
  // 32: p[n & 1] = in[threadIdx.x];
  p[u32(params.n) & 1u] = in[params.in_offset + thread_idx.x];
  // 33: out[threadIdx.x] = p[1];
  out[params.out_offset + thread_idx.x] = p[1];
}
