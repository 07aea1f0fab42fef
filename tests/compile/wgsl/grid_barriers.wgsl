// grid_barriers.cu:5: void relax(float *, float *, int, int)
override block_dim_x: u32 = 256;
override block_dim_y: u32 = 1;
override block_dim_z: u32 = 1;

struct Params {
  n: i32,
  steps: i32,
  grid_round: u32,
  grid_mark: u32,
  a_offset: u32,
  b_offset: u32,
}
@group(0) @binding(0) var<uniform> params: Params;

@group(0) @binding(1) var<storage, read_write> a: array<f32>;
@group(0) @binding(2) var<storage, read_write> b: array<f32>;
@group(0) @binding(3) var<storage, read_write> grid__frames: array<u32>;

var<workgroup> block_votes: atomic<u32>;

@compute @workgroup_size(block_dim_x, block_dim_y, block_dim_z)
fn main(
  @builtin(num_workgroups) grid_dim: vec3u,
  @builtin(workgroup_id) block_idx: vec3u,
  @builtin(local_invocation_index) thread_index: u32,
  @builtin(local_invocation_id) thread_idx: vec3u,
) {
  // 5: __global__ void relax(float *a, float *b, int n, int steps) {
  let blocks = grid_dim.x * grid_dim.y * grid_dim.z;
  let block_threads = block_dim_x * block_dim_y * block_dim_z;
  let block_rank = (block_idx.z * grid_dim.y + block_idx.y) * grid_dim.x + block_idx.x;
  let t = blocks * 3u;
  let t_1 = blocks + blocks * block_threads;
  let t_2 = (params.grid_round & 1u) * t;
  let thread_words = t_1 + t + t;
  let thread_rank = block_rank * block_threads + thread_index;
  let common_words = t_1 + t_2;
  let next_common_words = t_1 + t - t_2;
  let t_3 = params.grid_round == 0u;
  var waited_at = 0;
  if !t_3 {
    waited_at = i32(grid__frames[blocks + thread_rank]);
  }
  grid__frames[blocks + thread_rank] = 0u;
  if thread_index == 0u {
    atomicStore(&block_votes, 0u);
  }
  workgroupBarrier();
  if (waited_at & 1) != 0 {
    atomicAdd(&block_votes, 1u);
  }
  let t_4 = i32(u32(workgroupUniformLoad(&block_votes) != 0u));
  // 7: int i = blockIdx.x * blockDim.x + threadIdx.x;
  let i = block_idx.x * block_dim_x + thread_idx.x;
  let t_5 = i32(i) < params.n;
  let rounds = max(params.steps, 0);
  let i_1 = block_idx.x * block_dim_x + thread_idx.x;
  let t_6 = i32(i_1) > 0 && i32(i_1) < params.n - 1;
  let t_7 = i_1 - 1u;
  let t_8 = i_1 + 1u;
  let t_9 = thread_index == 0u;
  // 5: __global__ void relax(float *a, float *b, int n, int steps) {
  var state = select(select(7u, 0u, t_3), 6u, t_4 == 1);
  var b_object: i32;
  var moved: f32;
  var s: u32;
  var a_object: u32;
  var b_object_1: u32;
  var moved_1: f32;
  while state < 7u {
    switch state {
      case 0u: {
        state = 2u;
        s = 0u;
        a_object = 0u;
        b_object_1 = 1u;
        moved_1 = 0.0f;
      }
      case 1u: {
        // 19: if (i < n) b[i] = moved;
        if t_5 {
          if b_object == 1 {
            b[params.b_offset + i] = moved;
          } else {
            a[params.a_offset + i] = moved;
          }
        }
        state = 7u;
      }
      case 2u: {
        if thread_index == 0u {
          atomicStore(&block_votes, 0u);
        }
        workgroupBarrier();
        if s < u32(rounds) {
          atomicAdd(&block_votes, 1u);
        }
        let t_10 = i32(u32(workgroupUniformLoad(&block_votes) != 0u));
        storageBarrier();
        state = select(5u, 3u, t_10 != 0);
      }
      case 3u: {
        // 10: if (i > 0 && i < n - 1) {
        var moved_2: f32;
        if t_6 {
          let t_10 = a_object == 0u;
          // 11: b[i] = 0.5f * (a[i - 1] + a[i + 1]);
          var t_11: f32;
          if t_10 {
            t_11 = a[params.a_offset + t_7];
          } else {
            t_11 = b[params.b_offset + t_7];
          }
          var t_12: f32;
          if t_10 {
            t_12 = a[params.a_offset + t_8];
          } else {
            t_12 = b[params.b_offset + t_8];
          }
          let t_13 = t_11 + t_12;
          let t_14 = t_13 * 0.5f;
          if b_object_1 == 1u {
            b[params.b_offset + i_1] = t_14;
          } else {
            a[params.a_offset + i_1] = t_14;
          }
          // 12: moved += b[i] - a[i];
          var t_15: f32;
          if t_10 {
            t_15 = a[params.a_offset + i_1];
          } else {
            t_15 = b[params.b_offset + i_1];
          }
          moved_2 = moved_1 + fma(t_13, 0.5f, -t_15);
        } else {
          moved_2 = moved_1;
        }
        grid__frames[blocks + thread_rank] = 1u;
        grid__frames[thread_words + thread_rank] = bitcast<u32>(moved_2);
        if t_9 {
          grid__frames[block_rank] = params.grid_mark;
          grid__frames[next_common_words + block_rank] = s;
          grid__frames[next_common_words + blocks + block_rank] = b_object_1;
          grid__frames[next_common_words + blocks * 2u + block_rank] = a_object;
        }
        state = 7u;
      }
      case 5u: {
        state = 1u;
        b_object = i32(b_object_1);
        moved = moved_1;
      }
      case 6u: {
        state = 2u;
        s = grid__frames[common_words + block_rank] + 1u;
        a_object = grid__frames[common_words + blocks + block_rank];
        b_object_1 = grid__frames[common_words + blocks * 2u + block_rank];
        moved_1 = bitcast<f32>(grid__frames[thread_words + thread_rank]);
      }
      default: {
        state = 7u;
      }
    }
  }
}

// grid_barriers.cu:22: void sum(const int *, int *, int *)
override block_dim_x: u32 = 256;
override block_dim_y: u32 = 1;
override block_dim_z: u32 = 1;

struct Params {
  grid_round: u32,
  grid_mark: u32,
  in_offset: u32,
  partial_offset: u32,
  out_offset: u32,
}
@group(0) @binding(0) var<uniform> params: Params;

@group(0) @binding(1) var<storage, read> in: array<i32>;
@group(0) @binding(2) var<storage, read_write> partial: array<i32>;
@group(0) @binding(3) var<storage, read_write> out: array<atomic<i32>>;
@group(0) @binding(4) var<storage, read_write> grid__frames: array<u32>;

var<workgroup> part: array<i32, 64>;
var<workgroup> block_votes: atomic<u32>;

@compute @workgroup_size(block_dim_x, block_dim_y, block_dim_z)
fn main(
  @builtin(num_workgroups) grid_dim: vec3u,
  @builtin(workgroup_id) block_idx: vec3u,
  @builtin(local_invocation_index) thread_index: u32,
  @builtin(local_invocation_id) thread_idx: vec3u,
) {
  // 22: __global__ void sum(const int *in, int *partial, int *out) {
  let blocks = grid_dim.x * grid_dim.y * grid_dim.z;
  let block_threads = block_dim_x * block_dim_y * block_dim_z;
  let block_rank = (block_idx.z * grid_dim.y + block_idx.y) * grid_dim.x + block_idx.x;
  let shared_words = blocks + blocks * block_threads + block_rank * 64u;
  let t = params.grid_round == 0u;
  var waited_at = 0;
  if !t {
    waited_at = i32(grid__frames[blocks + block_rank * block_threads + thread_index]);
  }
  grid__frames[blocks + block_rank * block_threads + thread_index] = 0u;
  if thread_index == 0u {
    atomicStore(&block_votes, 0u);
  }
  workgroupBarrier();
  if (waited_at & 1) != 0 {
    atomicAdd(&block_votes, 1u);
  }
  let t_1 = i32(u32(workgroupUniformLoad(&block_votes) != 0u));
  let t_2 = thread_idx.x < 32u;
  let t_3 = thread_idx.x < 16u;
  let t_4 = thread_idx.x < 8u;
  let t_5 = thread_idx.x < 4u;
  let t_6 = thread_idx.x < 2u;
  let t_7 = thread_idx.x < 1u;
  let t_8 = thread_idx.x == 0u;
  let t_9 = thread_index == 0u;
  let t_10 = block_idx.x > 0u;
  let groups = select(0u, ((grid_dim.x - thread_idx.x - 1u) >> 6u) + 1u, thread_idx.x < grid_dim.x) >> 2u;
  var state = select(select(2u, 0u, t), 1u, t_1 == 1);
  while state < 2u {
    switch state {
      case 0u: {
        // 24: part[threadIdx.x] = in[blockIdx.x * 64 + threadIdx.x];
        part[thread_idx.x] = in[params.in_offset + block_idx.x * 64u + thread_idx.x];
        // 25: __syncthreads();
        workgroupBarrier();
        storageBarrier();
        // 27: if (threadIdx.x < half) part[threadIdx.x] += part[threadIdx.x + half];
        if t_2 {
          part[thread_idx.x] += part[thread_idx.x + 32u];
        }
        // 28: __syncthreads();
        workgroupBarrier();
        storageBarrier();
        // 27: if (threadIdx.x < half) part[threadIdx.x] += part[threadIdx.x + half];
        if t_3 {
          part[thread_idx.x] += part[thread_idx.x + 16u];
        }
        // 28: __syncthreads();
        workgroupBarrier();
        storageBarrier();
        // 27: if (threadIdx.x < half) part[threadIdx.x] += part[threadIdx.x + half];
        if t_4 {
          part[thread_idx.x] += part[thread_idx.x + 8u];
        }
        // 28: __syncthreads();
        workgroupBarrier();
        storageBarrier();
        // 27: if (threadIdx.x < half) part[threadIdx.x] += part[threadIdx.x + half];
        if t_5 {
          part[thread_idx.x] += part[thread_idx.x + 4u];
        }
        // 28: __syncthreads();
        workgroupBarrier();
        storageBarrier();
        // 27: if (threadIdx.x < half) part[threadIdx.x] += part[threadIdx.x + half];
        if t_6 {
          part[thread_idx.x] += part[thread_idx.x + 2u];
        }
        // 28: __syncthreads();
        workgroupBarrier();
        storageBarrier();
        // 27: if (threadIdx.x < half) part[threadIdx.x] += part[threadIdx.x + half];
        if t_7 {
          part[thread_idx.x] += part[thread_idx.x + 1u];
        }
        // 28: __syncthreads();
        workgroupBarrier();
        storageBarrier();
        // 30: if (threadIdx.x == 0) partial[blockIdx.x] = part[0];
        if t_8 {
          partial[params.partial_offset + block_idx.x] = part[0];
        }
        workgroupBarrier();
        storageBarrier();
        for (var i = thread_index; i < 64u; i += block_threads) {
          grid__frames[shared_words + i] = u32(part[i]);
        }
        grid__frames[blocks + block_rank * block_threads + thread_index] = 1u;
        if t_9 {
          grid__frames[block_rank] = params.grid_mark;
        }
      }
      case 1u: {
        for (var i = thread_index; i < 64u; i += block_threads) {
          part[i] = i32(grid__frames[shared_words + i]);
        }
        workgroupBarrier();
        storageBarrier();
        // 32: if (blockIdx.x > 0) return;
        if t_10 {
          break;
        }
        // 34: for (int b = threadIdx.x; b < gridDim.x; b += 64) all += partial[b];
        var b = thread_idx.x;
        var all_ = 0;
        for (var group = 0u; group < groups; group += 1u) {
          all_ = all_ + partial[params.partial_offset + b] + partial[params.partial_offset + b + 64u] + partial[params.partial_offset + b + 128u] + partial[params.partial_offset + b + 192u];
          b += 256u;
        }
        while b < grid_dim.x {
          all_ += partial[params.partial_offset + b];
          b += 64u;
        }
        // 35: atomicAdd(out, all + part[threadIdx.x] - part[threadIdx.x]);
        let t_11 = part[thread_idx.x];
        atomicAdd(&out[params.out_offset], all_ + t_11 - t_11);
      }
      default: {
      }
    }
    state = 2u;
  }
}

// grid_barriers.cu:39: void leave(int *, int)
override block_dim_x: u32 = 256;
override block_dim_y: u32 = 1;
override block_dim_z: u32 = 1;

struct Params {
  n: i32,
  grid_round: u32,
  grid_mark: u32,
  a_offset: u32,
}
@group(0) @binding(0) var<uniform> params: Params;

@group(0) @binding(1) var<storage, read_write> a: array<i32>;
@group(0) @binding(2) var<storage, read_write> grid__frames: array<u32>;

var<workgroup> first: i32;
var<workgroup> block_votes: atomic<u32>;

@compute @workgroup_size(block_dim_x, block_dim_y, block_dim_z)
fn main(
  @builtin(num_workgroups) grid_dim: vec3u,
  @builtin(workgroup_id) block_idx: vec3u,
  @builtin(local_invocation_index) thread_index: u32,
  @builtin(local_invocation_id) thread_idx: vec3u,
) {
  // 39: __global__ void leave(int *a, int n) {
  let blocks = grid_dim.x * grid_dim.y * grid_dim.z;
  let block_threads = block_dim_x * block_dim_y * block_dim_z;
  let block_rank = (block_idx.z * grid_dim.y + block_idx.y) * grid_dim.x + block_idx.x;
  let thread_words = blocks + blocks * block_threads;
  let thread_rank = block_rank * block_threads + thread_index;
  let t = params.grid_round == 0u;
  var waited_at = 0;
  if !t {
    waited_at = i32(grid__frames[blocks + thread_rank]);
  }
  grid__frames[blocks + thread_rank] = 0u;
  if thread_index == 0u {
    atomicStore(&block_votes, 0u);
  }
  workgroupBarrier();
  if (waited_at & 1) != 0 {
    atomicAdd(&block_votes, 1u);
  }
  let t_1 = i32(u32(workgroupUniformLoad(&block_votes) != 0u));
  // 41: int i = blockIdx.x * blockDim.x + threadIdx.x;
  let i = block_idx.x * block_dim_x + thread_idx.x;
  let t_2 = i32(i) >= params.n;
  let t_3 = thread_idx.x == 0u;
  // 39: __global__ void leave(int *a, int n) {
  var state = select(select(2u, 0u, t), 1u, t_1 == 1);
  var active_thread = t || waited_at != 0;
  var mine: i32;
  while state < 2u {
    var active_thread_1: bool;
    var mine_1: u32;
    switch state {
      case 0u: {
        if !active_thread {
          active_thread_1 = false;
          mine_1 = u32(mine);
        } else {
          // 42: if (i >= n) return;
          if t_2 {
            active_thread_1 = false;
            mine_1 = u32(mine);
          } else {
            active_thread_1 = true;
            mine_1 = u32(a[params.a_offset + i]);
          }
        }
        if active_thread_1 {
          grid__frames[blocks + thread_rank] = 1u;
          grid__frames[thread_words + thread_rank] = mine_1;
        }
        if active_thread_1 {
          grid__frames[block_rank] = params.grid_mark;
        }
      }
      case 1u: {
        mine_1 = grid__frames[thread_words + thread_rank];
        // 45: if (threadIdx.x == 0) first = a[blockIdx.x];
        if active_thread {
          if t_3 {
            first = a[params.a_offset + block_idx.x];
          }
        }
        // 46: __syncthreads();
        workgroupBarrier();
        storageBarrier();
        let t_4 = i32(mine_1) + first;
        // 47: a[i] = mine + first;
        if active_thread {
          a[params.a_offset + block_idx.x * block_dim_x + thread_idx.x] = t_4;
        }
        active_thread_1 = active_thread;
      }
      default: {
        active_thread_1 = active_thread;
        mine_1 = u32(mine);
      }
    }
    state = 2u;
    active_thread = active_thread_1;
    mine = i32(mine_1);
  }
}
