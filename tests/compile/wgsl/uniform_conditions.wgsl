// uniform_conditions.cu:1: void rounds(int *, int *)
override block_dim_x: u32 = 256;
override block_dim_y: u32 = 1;
override block_dim_z: u32 = 1;

struct Params {
  state_offset: u32,
  out_offset: u32,
}
@group(0) @binding(0) var<uniform> params: Params;

@group(0) @binding(1) var<storage, read> state: array<i32>;
@group(0) @binding(2) var<storage, read_write> out: array<i32>;

var<workgroup> tile: array<i32, 64>;
var<workgroup> changed: i32;
var<workgroup> block_votes: atomic<u32>;

@compute @workgroup_size(block_dim_x, block_dim_y, block_dim_z)
fn main(
  @builtin(local_invocation_id) thread_idx: vec3u,
  @builtin(local_invocation_index) thread_index: u32,
) {
  // 5: tile[i] = state[i];
  tile[thread_idx.x] = state[params.state_offset + thread_idx.x];
  let t = thread_idx.x == 0u;
  // 6: do {
  loop {
    // 7: __syncthreads();
    workgroupBarrier();
    // 8: if (i == 0) changed = 0;
    if t {
      changed = 0;
    }
    // 9: __syncthreads();
    workgroupBarrier();
    // 10: int next = max(tile[i], tile[(i + 1) & 63]);
    let t_1 = tile[(thread_idx.x + 1u) & 63u];
    let t_2 = tile[thread_idx.x];
    let t_3 = select(t_2, t_1, t_2 < t_1);
    // 11: if (next != tile[i]) changed = 1;
    if t_3 != t_2 {
      changed = 1;
    }
    // 12: __syncthreads();
    workgroupBarrier();
    // 13: tile[i] = next;
    tile[thread_idx.x] = t_3;
    // 14: } while (changed);
    if thread_index == 0u {
      atomicStore(&block_votes, 0u);
    }
    workgroupBarrier();
    if changed != 0 {
      atomicAdd(&block_votes, 1u);
    }
    let t_4 = i32(u32(workgroupUniformLoad(&block_votes) != 0u));
    if t_4 == 0 {
      break;
    }
  }
  // 15: out[i] = tile[i];
  out[params.out_offset + thread_idx.x] = tile[thread_idx.x];
}

// uniform_conditions.cu:18: void chosen(const int *, int *)
override block_dim_x: u32 = 256;
override block_dim_y: u32 = 1;
override block_dim_z: u32 = 1;

struct Params {
  flags_offset: u32,
  x_offset: u32,
}
@group(0) @binding(0) var<uniform> params: Params;

@group(0) @binding(1) var<storage, read> flags: array<i32>;
@group(0) @binding(2) var<storage, read_write> x: array<i32>;

var<workgroup> first: i32;
var<workgroup> block_votes: atomic<u32>;

@compute @workgroup_size(block_dim_x, block_dim_y, block_dim_z)
fn main(
  @builtin(local_invocation_id) thread_idx: vec3u,
  @builtin(workgroup_id) block_idx: vec3u,
  @builtin(local_invocation_index) thread_index: u32,
) {
  // 20: if (threadIdx.x == 0) first = x[blockIdx.x];
  if thread_idx.x == 0u {
    first = x[params.x_offset + block_idx.x];
  }
  // 21: __syncthreads();
  workgroupBarrier();
  // 22: if (first > flags[0]) {
  let t = first;
  if thread_index == 0u {
    atomicStore(&block_votes, 0u);
  }
  workgroupBarrier();
  if t > flags[params.flags_offset] {
    atomicAdd(&block_votes, 1u);
  }
  let t_1 = i32(u32(workgroupUniformLoad(&block_votes) != 0u));
  if t_1 != 0 {
    // 23: x[threadIdx.x] += first;
    x[params.x_offset + thread_idx.x] += t;
    // 24: __syncthreads();
    workgroupBarrier();
    storageBarrier();
    // 25: x[threadIdx.x] -= x[threadIdx.x ^ 1];
    x[params.x_offset + thread_idx.x] -= x[params.x_offset + (thread_idx.x ^ 1u)];
  }
}
