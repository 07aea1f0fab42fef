// warp_memory.cu:1: void exchanges(const int *, int *)
enable subgroups;
diagnostic(off, subgroup_uniformity);

override block_dim_x: u32 = 256;
override block_dim_y: u32 = 1;
override block_dim_z: u32 = 1;

struct Params {
  in_offset: u32,
  out_offset: u32,
  zero: f32,
}
@group(0) @binding(0) var<uniform> params: Params;

@group(0) @binding(1) var<storage, read> in: array<i32>;
@group(0) @binding(2) var<storage, read_write> out: array<i32>;

var<workgroup> tile: array<atomic<i32>, 64>;

fn matching__u32(value: u32) -> u32 {
  var rest = subgroupBallot(true).x;
  var lanes = 0u;
  while rest != 0u {
    let is_same = value == subgroupShuffle(value, countTrailingZeros(rest));
    let found = subgroupBallot(is_same).x;
    if is_same {
      lanes = found;
    }
    rest &= ~found;
  }
  return lanes;
}

fn all_matching__u32(value: u32) -> u32 {
  return select(0u, subgroupBallot(true).x, subgroupAll(value == subgroupBroadcastFirst(value)));
}

fn subgroupAdd__i32(value: i32, mask: u32) -> i32 {
  if subgroupAll(mask == subgroupBroadcastFirst(mask)) {
    return subgroupAdd(value);
  }
  let first = countTrailingZeros(mask);
  var result = subgroupShuffle(value, first);
  for (var lane = 0u; lane < 32u; lane++) {
    let other = subgroupShuffle(value, lane);
    if lane > first && ((mask >> lane) & 1u) != 0u {
      result = result + other;
    }
  }
  return result;
}

@compute @workgroup_size(block_dim_x, block_dim_y, block_dim_z)
fn main(
  @builtin(local_invocation_id) thread_idx: vec3u,
) {
  // 3: int lane = threadIdx.x & 31;
  let lane_1 = thread_idx.x & 31u;
  // 4: tile[threadIdx.x] = in[threadIdx.x];
  atomicStore(&tile[thread_idx.x], in[params.in_offset + thread_idx.x]);
  // 6: int peers = __match_any_sync(0xffffffff, tile[threadIdx.x ^ 1]);
  let t = i32(matching__u32(u32(atomicLoad(&tile[u32(thread_idx.x ^ 1u) + bitcast<u32>(params.zero)]))));
  // 8: unsigned same = __match_all_sync(0xffffffff, lane, &all);
  let lanes = i32(all_matching__u32(lane_1));
  // 9: out[threadIdx.x] = peers + same + __reduce_add_sync(0xffffu << (lane & 16), lane);
  let t_1 = subgroupAdd__i32(i32(lane_1), 65535u << (thread_idx.x & 16u));
  out[params.out_offset + thread_idx.x] = t + lanes + t_1;
}

// warp_memory.cu:12: void last_block(const float *, float *, unsigned int *, float *)
override block_dim_x: u32 = 256;
override block_dim_y: u32 = 1;
override block_dim_z: u32 = 1;

struct Params {
  in_offset: u32,
  sums_offset: u32,
  count_offset: u32,
  total_offset: u32,
  zero: f32,
}
@group(0) @binding(0) var<uniform> params: Params;

@group(0) @binding(1) var<storage, read> in: array<f32>;
@group(0) @binding(2) var<storage, read_write> sums: array<atomic<u32>>;
@group(0) @binding(3) var<storage, read_write> count: array<atomic<u32>>;
@group(0) @binding(4) var<storage, read_write> total: array<atomic<u32>>;

var<workgroup> is_last: array<atomic<u32>, 1>;

fn store_is_last_bool(at: u32, value: u32) {
  let shift = (at & 3u) << 3u;
  let old = extractBits(atomicLoad(&is_last[at >> 2u]), shift, 8u);
  if old == value {
    return;
  }
  if value == 0u {
    atomicAnd(&is_last[at >> 2u], ~(0xffu << shift));
    return;
  }
  if old != 0u {
    atomicAnd(&is_last[at >> 2u], ~(0xfeu << shift));
  }
  atomicOr(&is_last[at >> 2u], 1u << shift);
}

fn load_is_last_u8(at: u32) -> u32 {
  return extractBits(atomicLoad(&is_last[u32(at >> 2u) + bitcast<u32>(params.zero)]), (at & 3u) << 3u, 8u);
}

@compute @workgroup_size(block_dim_x, block_dim_y, block_dim_z)
fn main(
  @builtin(local_invocation_id) thread_idx: vec3u,
  @builtin(workgroup_id) block_idx: vec3u,
  @builtin(num_workgroups) grid_dim: vec3u,
) {
  let t = thread_idx.x == 0u;
  // 14: if (threadIdx.x == 0) {
  if t {
    // 15: sums[blockIdx.x] = in[blockIdx.x] * 2;
    atomicStore(&sums[params.sums_offset + block_idx.x], bitcast<u32>(in[params.in_offset + block_idx.x] * 2.0f));
    // 17: is_last = atomicInc(count, gridDim.x) == gridDim.x - 1;
    let slot = &count[params.count_offset];
    let operand: u32 = grid_dim.x;
    var old = atomicLoad(slot);
    loop {
      let attempt = atomicCompareExchangeWeak(slot, old, select(old + 1u, 0u, old >= operand));
      if attempt.exchanged {
        break;
      }
      old = attempt.old_value;
    }
    let t_1 = old;
    store_is_last_bool(0u, u32(t_1 == grid_dim.x - 1u));
  }
  // 19: __syncthreads();
  workgroupBarrier();
  storageBarrier();
  // 20: if (is_last && threadIdx.x == 0) {
  if (load_is_last_u8(0u) != 0u) && t {
    let groups = grid_dim.x >> 2u;
    // 22: for (int i = 0; i < gridDim.x; i++) sum += sums[i];
    var i = 0u;
    var sum = 0.0f;
    for (var group = 0u; group < groups; group += 1u) {
      sum = sum + bitcast<f32>(atomicLoad(&sums[u32(params.sums_offset + i) + bitcast<u32>(params.zero)])) + bitcast<f32>(atomicLoad(&sums[u32(params.sums_offset + i + 1u) + bitcast<u32>(params.zero)])) + bitcast<f32>(atomicLoad(&sums[u32(params.sums_offset + i + 2u) + bitcast<u32>(params.zero)])) + bitcast<f32>(atomicLoad(&sums[u32(params.sums_offset + i + 3u) + bitcast<u32>(params.zero)]));
      i += 4u;
    }
    while i < grid_dim.x {
      sum += bitcast<f32>(atomicLoad(&sums[u32(params.sums_offset + i) + bitcast<u32>(params.zero)]));
      i += 1u;
    }
    // 23: *total = sum;
    atomicStore(&total[params.total_offset], bitcast<u32>(sum));
  }
}
