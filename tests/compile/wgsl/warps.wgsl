// warps.cu:1: void warp_sum(const float *, float *, int)
enable subgroups;
diagnostic(off, subgroup_uniformity);

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
  @builtin(workgroup_id) block_idx: vec3u,
  @builtin(local_invocation_id) thread_idx: vec3u,
  @builtin(subgroup_invocation_id) lane: u32,
) {
  // 2: int i = blockIdx.x * blockDim.x + threadIdx.x;
  let i = block_idx.x * block_dim_x + thread_idx.x;
  // 3: float v = i < n ? x[i] : 0.0f;
  var v = 0.0f;
  if i32(i) < params.n {
    v = x[params.x_offset + i];
  }
  // 4: for (int d = 16; d > 0; d >>= 1) v += __shfl_down_sync(0xffffffff, v, d);
  let t = subgroupShuffle(bitcast<i32>(v), select(lane + 16u, lane, 16u >= 32u - lane));
  v += bitcast<f32>(t);
  let t_1 = subgroupShuffle(bitcast<i32>(v), select(lane + 8u, lane, 8u >= 32u - lane));
  v += bitcast<f32>(t_1);
  let t_2 = subgroupShuffle(bitcast<i32>(v), select(lane + 4u, lane, 4u >= 32u - lane));
  v += bitcast<f32>(t_2);
  let t_3 = subgroupShuffle(bitcast<i32>(v), select(lane + 2u, lane, 2u >= 32u - lane));
  v += bitcast<f32>(t_3);
  let t_4 = subgroupShuffle(bitcast<i32>(v), select(lane + 1u, lane, 1u >= 32u - lane));
  // 5: if (threadIdx.x % 32 == 0) y[i / 32] = v;
  if (thread_idx.x & 31u) == 0u {
    y[params.y_offset + u32(i32(i) / 32)] = v + bitcast<f32>(t_4);
  }
}

// warps.cu:8: void block_sum(const int *, int *)
enable subgroups;
diagnostic(off, subgroup_uniformity);

override block_dim_x: u32 = 256;
override block_dim_y: u32 = 1;
override block_dim_z: u32 = 1;

struct Params {
  x_offset: u32,
  y_offset: u32,
}
@group(0) @binding(0) var<uniform> params: Params;

@group(0) @binding(1) var<storage, read> x: array<i32>;
@group(0) @binding(2) var<storage, read_write> y: array<i32>;

var<workgroup> sums: array<i32, 32>;

@compute @workgroup_size(block_dim_x, block_dim_y, block_dim_z)
fn main(
  @builtin(local_invocation_id) thread_idx: vec3u,
) {
  // 11: v = __reduce_add_sync(0xffffffff, v);
  let t = subgroupAdd(x[params.x_offset + thread_idx.x]);
  // 12: if (threadIdx.x % 32 == 0) sums[threadIdx.x / 32] = v;
  if (thread_idx.x & 31u) == 0u {
    sums[thread_idx.x >> 5u] = t;
  }
  // 13: __syncthreads();
  workgroupBarrier();
  // 14: if (threadIdx.x < 32) {
  if thread_idx.x < 32u {
    // 15: v = sums[threadIdx.x];
    let v = sums[thread_idx.x];
    // 16: for (int d = 1; d < 32; d *= 2) v += __shfl_xor_sync(0xffffffff, v, d);
    let t_1 = subgroupShuffleXor(v, 1u);
    let v_1 = v + t_1;
    let t_2 = subgroupShuffleXor(v_1, 2u);
    let v_2 = v_1 + t_2;
    let t_3 = subgroupShuffleXor(v_2, 4u);
    let v_3 = v_2 + t_3;
    let t_4 = subgroupShuffleXor(v_3, 8u);
    let v_4 = v_3 + t_4;
    let t_5 = subgroupShuffleXor(v_4, 16u);
    // 17: if (threadIdx.x == 0) *y = v;
    if thread_idx.x == 0u {
      y[params.y_offset] = v_4 + t_5;
    }
  }
}

// warps.cu:21: void shuffles(int *, int, int)
enable subgroups;
diagnostic(off, subgroup_uniformity);

override block_dim_x: u32 = 256;
override block_dim_y: u32 = 1;
override block_dim_z: u32 = 1;

struct Params {
  lane: i32,
  width: i32,
  x_offset: u32,
}
@group(0) @binding(0) var<uniform> params: Params;

@group(0) @binding(1) var<storage, read_write> x: array<i32>;

@compute @workgroup_size(block_dim_x, block_dim_y, block_dim_z)
fn main(
  @builtin(local_invocation_id) thread_idx: vec3u,
  @builtin(subgroup_invocation_id) lane: u32,
) {
  // 22: int v = x[threadIdx.x];
  let v = x[params.x_offset + thread_idx.x];
  // 23: v += __shfl_sync(0xffffffff, v, lane);
  let t = subgroupShuffle(v, u32(params.lane) & 31u);
  let v_1 = v + t;
  // 24: v += __shfl_sync(0xffffffff, v, lane, 8);
  let t_1 = subgroupShuffle(v_1, (lane - (lane & 7u)) + (u32(params.lane) & 7u));
  let v_2 = v_1 + t_1;
  // 25: v += __shfl_up_sync(0xffffffff, v, 1, width);
  let t_2 = subgroupShuffle(v_2, select(lane - 1u, lane, (lane & (u32(params.width) - 1u)) < 1u));
  let v_3 = v_2 + t_2;
  // 26: v += __shfl_xor_sync(0xffffffff, v, lane, 16);
  let t_3 = subgroupShuffle(v_3, select(lane ^ u32(params.lane), lane, (lane ^ u32(params.lane)) >= lane - (lane & 15u) + 16u));
  // 27: x[threadIdx.x] = v;
  x[params.x_offset + thread_idx.x] = v_3 + t_3;
}

// warps.cu:30: void votes(int *, unsigned int)
enable subgroups;
diagnostic(off, subgroup_uniformity);

override block_dim_x: u32 = 256;
override block_dim_y: u32 = 1;
override block_dim_z: u32 = 1;

struct Params {
  mask: u32,
  x_offset: u32,
}
@group(0) @binding(0) var<uniform> params: Params;

@group(0) @binding(1) var<storage, read_write> x: array<i32>;

@compute @workgroup_size(block_dim_x, block_dim_y, block_dim_z)
fn main(
  @builtin(local_invocation_id) thread_idx: vec3u,
) {
  // 31: int v = x[threadIdx.x];
  let v = x[params.x_offset + thread_idx.x];
  // 32: unsigned b = __ballot_sync(0xffffffff, v > 0);
  let b = i32(subgroupBallot(v > 0).x);
  // 33: if (__any_sync(mask, v == 3) && __all_sync(0xffffffff, v < 9)) x[threadIdx.x] = __popc(b) + __activemask();
  let t = i32(u32((subgroupBallot(v == 3).x & (params.mask)) != 0u));
  var t_1 = false;
  if t != 0 {
    let t_2 = i32(u32(subgroupAll(v < 9)));
    t_1 = t_2 != 0;
  }
  if t_1 {
    let t_2 = i32(subgroupBallot(true).x);
    x[params.x_offset + thread_idx.x] = countOneBits(b) + t_2;
  }
}
