// barriers.cu:2: void scan(int *, int)
override block_dim_x: u32 = 256;
override block_dim_y: u32 = 1;
override block_dim_z: u32 = 1;

struct Params {
  n: i32,
  data_offset: u32,
}
@group(0) @binding(0) var<uniform> params: Params;

@group(0) @binding(1) var<storage, read_write> data: array<i32>;

var<workgroup> values: array<i32, 256>;

@compute @workgroup_size(block_dim_x, block_dim_y, block_dim_z)
fn main(
  @builtin(workgroup_id) block_idx: vec3u,
  @builtin(local_invocation_id) thread_idx: vec3u,
) {
  // 4: int i = blockIdx.x * 256 + threadIdx.x;
  let i = block_idx.x * 256u + thread_idx.x;
  let t = i32(i) < params.n;
  // 5: values[threadIdx.x] = i < n ? data[i] : 0;
  var t_1 = 0;
  if t {
    t_1 = data[params.data_offset + i];
  }
  values[thread_idx.x] = t_1;
  // 7: __syncthreads();
  workgroupBarrier();
  storageBarrier();
  // 8: int left = threadIdx.x >= distance ? values[threadIdx.x - distance] : 0;
  var left = 0;
  if thread_idx.x >= 1u {
    left = values[thread_idx.x - 1u];
  }
  // 9: __syncthreads();
  workgroupBarrier();
  storageBarrier();
  // 10: values[threadIdx.x] += left;
  values[thread_idx.x] += left;
  // 7: __syncthreads();
  workgroupBarrier();
  storageBarrier();
  // 8: int left = threadIdx.x >= distance ? values[threadIdx.x - distance] : 0;
  if thread_idx.x >= 2u {
    left = values[thread_idx.x - 2u];
  } else {
    left = 0;
  }
  // 9: __syncthreads();
  workgroupBarrier();
  storageBarrier();
  // 10: values[threadIdx.x] += left;
  values[thread_idx.x] += left;
  // 7: __syncthreads();
  workgroupBarrier();
  storageBarrier();
  // 8: int left = threadIdx.x >= distance ? values[threadIdx.x - distance] : 0;
  if thread_idx.x >= 4u {
    left = values[thread_idx.x - 4u];
  } else {
    left = 0;
  }
  // 9: __syncthreads();
  workgroupBarrier();
  storageBarrier();
  // 10: values[threadIdx.x] += left;
  values[thread_idx.x] += left;
  // 7: __syncthreads();
  workgroupBarrier();
  storageBarrier();
  // 8: int left = threadIdx.x >= distance ? values[threadIdx.x - distance] : 0;
  if thread_idx.x >= 8u {
    left = values[thread_idx.x - 8u];
  } else {
    left = 0;
  }
  // 9: __syncthreads();
  workgroupBarrier();
  storageBarrier();
  // 10: values[threadIdx.x] += left;
  values[thread_idx.x] += left;
  // 7: __syncthreads();
  workgroupBarrier();
  storageBarrier();
  // 8: int left = threadIdx.x >= distance ? values[threadIdx.x - distance] : 0;
  if thread_idx.x >= 16u {
    left = values[thread_idx.x - 16u];
  } else {
    left = 0;
  }
  // 9: __syncthreads();
  workgroupBarrier();
  storageBarrier();
  // 10: values[threadIdx.x] += left;
  values[thread_idx.x] += left;
  // 7: __syncthreads();
  workgroupBarrier();
  storageBarrier();
  // 8: int left = threadIdx.x >= distance ? values[threadIdx.x - distance] : 0;
  if thread_idx.x >= 32u {
    left = values[thread_idx.x - 32u];
  } else {
    left = 0;
  }
  // 9: __syncthreads();
  workgroupBarrier();
  storageBarrier();
  // 10: values[threadIdx.x] += left;
  values[thread_idx.x] += left;
  // 7: __syncthreads();
  workgroupBarrier();
  storageBarrier();
  // 8: int left = threadIdx.x >= distance ? values[threadIdx.x - distance] : 0;
  if thread_idx.x >= 64u {
    left = values[thread_idx.x - 64u];
  } else {
    left = 0;
  }
  // 9: __syncthreads();
  workgroupBarrier();
  storageBarrier();
  // 10: values[threadIdx.x] += left;
  values[thread_idx.x] += left;
  // 7: __syncthreads();
  workgroupBarrier();
  storageBarrier();
  // 8: int left = threadIdx.x >= distance ? values[threadIdx.x - distance] : 0;
  if thread_idx.x >= 128u {
    left = values[thread_idx.x - 128u];
  } else {
    left = 0;
  }
  // 9: __syncthreads();
  workgroupBarrier();
  storageBarrier();
  let t_2 = values[thread_idx.x] + left;
  // 10: values[threadIdx.x] += left;
  values[thread_idx.x] = t_2;
  // 12: if (i < n) data[i] = values[threadIdx.x];
  if t {
    data[params.data_offset + i] = t_2;
  }
}

// barriers.cu:16: void rounds(const float *, float *, int)
override block_dim_x: u32 = 256;
override block_dim_y: u32 = 1;
override block_dim_z: u32 = 1;

struct Params {
  n: i32,
  in_offset: u32,
  out_offset: u32,
}
@group(0) @binding(0) var<uniform> params: Params;

@group(0) @binding(1) var<storage, read> in: array<f32>;
@group(0) @binding(2) var<storage, read_write> out: array<f32>;

var<workgroup> best: array<f32, 64>;

@compute @workgroup_size(block_dim_x, block_dim_y, block_dim_z)
fn main(
  @builtin(local_invocation_id) thread_idx: vec3u,
) {
  // 18: best[threadIdx.x] = 0.0f;
  best[thread_idx.x] = 0.0f;
  let rounds = max(params.n, 0);
  // 19: for (int round = 0; round < n; round++) {
  let rounds_1 = u32(rounds);
  for (var round_ = 0u; round_ < rounds_1; round_ += 1u) {
    // 20: __syncthreads();
    workgroupBarrier();
    // 21: float v = in[round * 64 + threadIdx.x];
    let v = in[params.in_offset + round_ * 64u + thread_idx.x];
    // 22: if (v < 0.0f) continue;
    if !(v < 0.0f) {
      // 23: best[threadIdx.x] = fmaxf(best[threadIdx.x], v * best[63 - threadIdx.x]);
      best[thread_idx.x] = max(best[thread_idx.x], v * best[63u - thread_idx.x]);
    }
  }
  // 25: out[threadIdx.x] = best[threadIdx.x];
  out[params.out_offset + thread_idx.x] = best[thread_idx.x];
}
