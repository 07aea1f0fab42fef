// barrier_order.cu:10: void sorted(unsigned int *)
override block_dim_x: u32 = 256;
override block_dim_y: u32 = 1;
override block_dim_z: u32 = 1;

struct Params {
  keys_offset: u32,
}
@group(0) @binding(0) var<uniform> params: Params;

@group(0) @binding(1) var<storage, read_write> keys: array<u32>;

var<workgroup> local: array<u32, 256>;

@compute @workgroup_size(block_dim_x, block_dim_y, block_dim_z)
fn main(
  @builtin(local_invocation_id) thread_idx: vec3u,
) {
  // 13: local[threadIdx.x] = keys[threadIdx.x];
  local[thread_idx.x] = keys[params.keys_offset + thread_idx.x];
  // 15: __syncthreads();
  workgroupBarrier();
  // 16: unsigned other = local[threadIdx.x ^ stride];
  let other = local[thread_idx.x ^ 128u];
  // 17: __syncthreads();
  workgroupBarrier();
  // 18: local[threadIdx.x] = min(local[threadIdx.x], other);
  let t = local[thread_idx.x];
  local[thread_idx.x] = select(t, other, other < t);
  // 15: __syncthreads();
  workgroupBarrier();
  // 16: unsigned other = local[threadIdx.x ^ stride];
  let other_1 = local[thread_idx.x ^ 64u];
  // 17: __syncthreads();
  workgroupBarrier();
  // 18: local[threadIdx.x] = min(local[threadIdx.x], other);
  let t_1 = local[thread_idx.x];
  local[thread_idx.x] = select(t_1, other_1, other_1 < t_1);
  // 15: __syncthreads();
  workgroupBarrier();
  // 16: unsigned other = local[threadIdx.x ^ stride];
  let other_2 = local[thread_idx.x ^ 32u];
  // 17: __syncthreads();
  workgroupBarrier();
  // 18: local[threadIdx.x] = min(local[threadIdx.x], other);
  let t_2 = local[thread_idx.x];
  local[thread_idx.x] = select(t_2, other_2, other_2 < t_2);
  // 15: __syncthreads();
  workgroupBarrier();
  // 16: unsigned other = local[threadIdx.x ^ stride];
  let other_3 = local[thread_idx.x ^ 16u];
  // 17: __syncthreads();
  workgroupBarrier();
  // 18: local[threadIdx.x] = min(local[threadIdx.x], other);
  let t_3 = local[thread_idx.x];
  local[thread_idx.x] = select(t_3, other_3, other_3 < t_3);
  // 15: __syncthreads();
  workgroupBarrier();
  // 16: unsigned other = local[threadIdx.x ^ stride];
  let other_4 = local[thread_idx.x ^ 8u];
  // 17: __syncthreads();
  workgroupBarrier();
  // 18: local[threadIdx.x] = min(local[threadIdx.x], other);
  let t_4 = local[thread_idx.x];
  local[thread_idx.x] = select(t_4, other_4, other_4 < t_4);
  // 15: __syncthreads();
  workgroupBarrier();
  // 16: unsigned other = local[threadIdx.x ^ stride];
  let other_5 = local[thread_idx.x ^ 4u];
  // 17: __syncthreads();
  workgroupBarrier();
  // 18: local[threadIdx.x] = min(local[threadIdx.x], other);
  let t_5 = local[thread_idx.x];
  local[thread_idx.x] = select(t_5, other_5, other_5 < t_5);
  // 15: __syncthreads();
  workgroupBarrier();
  // 16: unsigned other = local[threadIdx.x ^ stride];
  let other_6 = local[thread_idx.x ^ 2u];
  // 17: __syncthreads();
  workgroupBarrier();
  // 18: local[threadIdx.x] = min(local[threadIdx.x], other);
  let t_6 = local[thread_idx.x];
  local[thread_idx.x] = select(t_6, other_6, other_6 < t_6);
  // 15: __syncthreads();
  workgroupBarrier();
  // 16: unsigned other = local[threadIdx.x ^ stride];
  let other_7 = local[thread_idx.x ^ 1u];
  // 17: __syncthreads();
  workgroupBarrier();
  // 18: local[threadIdx.x] = min(local[threadIdx.x], other);
  let t_7 = local[thread_idx.x];
  local[thread_idx.x] = select(t_7, other_7, other_7 < t_7);
  // 20: __syncthreads();
  workgroupBarrier();
  // 21: keys[threadIdx.x] = local[threadIdx.x ^ 1];
  keys[params.keys_offset + thread_idx.x] = local[thread_idx.x ^ 1u];
}

// barrier_order.cu:24: void shifted(float *, int)
override block_dim_x: u32 = 256;
override block_dim_y: u32 = 1;
override block_dim_z: u32 = 1;

struct Params {
  n: i32,
  x_offset: u32,
}
@group(0) @binding(0) var<uniform> params: Params;

@group(0) @binding(1) var<storage, read_write> x: array<f32>;

@compute @workgroup_size(block_dim_x, block_dim_y, block_dim_z)
fn main(
  @builtin(local_invocation_id) thread_idx: vec3u,
) {
  // 26: for (int s = n / 2; s > 0; s >>= 1) {
  var s = u32(params.n / 2);
  let rounds = select(0u, 32u - countLeadingZeros(s), i32(s) > 0);
  for (var round_ = 0u; round_ < rounds; round_ += 1u) {
    // 27: if (threadIdx.x < s) x[threadIdx.x] += x[threadIdx.x + s];
    if thread_idx.x < s {
      x[params.x_offset + thread_idx.x] += x[params.x_offset + thread_idx.x + s];
    }
    // 28: __syncthreads();
    workgroupBarrier();
    storageBarrier();
    s = u32(i32(s) >> 1u);
  }
}

// barrier_order.cu:32: void read_then_written(float *)
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
  // 34: float own = x[threadIdx.x ^ 1];
  let own = x[params.x_offset + (thread_idx.x ^ 1u)];
  // 35: __syncthreads();
  workgroupBarrier();
  storageBarrier();
  // 36: x[threadIdx.x] = own;
  x[params.x_offset + thread_idx.x] = own;
}

// barrier_order.cu:39: void weighted(const float *, float *)
override block_dim_x: u32 = 256;
override block_dim_y: u32 = 1;
override block_dim_z: u32 = 1;

struct Params {
  in_offset: u32,
  out_offset: u32,
}
@group(0) @binding(0) var<uniform> params: Params;

@group(0) @binding(1) var<storage, read> in: array<f32>;
@group(0) @binding(2) var<storage, read_write> out: array<f32>;
@group(0) @binding(3) var<uniform> weights: array<vec4f, 2>;
@group(0) @binding(4) var<uniform> settings: array<vec4u, 1>;
@group(0) @binding(5) var<storage, read> table: array<u32, 64>;

fn settings_at(word: u32) -> u32 {
  return settings[word >> 2u][word & 3u];
}

fn weights_at(word: u32) -> f32 {
  return weights[word >> 2u][word & 3u];
}

// The sign is the dividend's. What `%` gives for negative numbers is left open where it reaches the GPU as it is.
fn remainder(a: i32, b: i32) -> i32 {
  return a - (a / b) * b;
}

@compute @workgroup_size(block_dim_x, block_dim_y, block_dim_z)
fn main(
  @builtin(workgroup_id) block_idx: vec3u,
  @builtin(local_invocation_id) thread_idx: vec3u,
) {
  // 41: int i = blockIdx.x * blockDim.x + threadIdx.x;
  let i = block_idx.x * block_dim_x + thread_idx.x;
  // 42: out[i] = weights[6] * in[i] + weights[i % 7] * settings.scale + (float)(table[in[i] > 0.0f ? i & 63 : 5] >> settings.shift);
  let t = in[params.in_offset + i];
  out[params.out_offset + i] = fma(weights_at(6u), t, weights_at(u32(remainder(i32(i), 7))) * bitcast<f32>(settings_at(0u))) + f32(table[select(5u, i & 63u, t > 0.0f)] >> settings_at(1u));
}

// barrier_order.cu:46: void reverse_in_place(const float *, float *)
override block_dim_x: u32 = 256;
override block_dim_y: u32 = 1;
override block_dim_z: u32 = 1;

struct Params {
  in_offset: u32,
  out_offset: u32,
}
@group(0) @binding(0) var<uniform> params: Params;

@group(0) @binding(1) var<storage, read> in: array<f32>;
@group(0) @binding(2) var<storage, read_write> out: array<f32>;

@compute @workgroup_size(block_dim_x, block_dim_y, block_dim_z)
fn main(
  @builtin(local_invocation_id) thread_idx: vec3u,
) {
  // 48: float own = in[blockDim.x - 1 - threadIdx.x];
  let own = in[params.in_offset + block_dim_x - 1u - thread_idx.x];
  // 49: __syncthreads();
  workgroupBarrier();
  // 50: out[threadIdx.x] = own;
  out[params.out_offset + thread_idx.x] = own;
}
