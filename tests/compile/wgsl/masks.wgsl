// masks.cu:1: void reverse(float *, int)
override block_dim_x: u32 = 256;
override block_dim_y: u32 = 1;
override block_dim_z: u32 = 1;

struct Params {
  n: i32,
  x_offset: u32,
}
@group(0) @binding(0) var<uniform> params: Params;

@group(0) @binding(1) var<storage, read_write> x: array<f32>;

var<workgroup> tile: array<f32, 64>;

@compute @workgroup_size(block_dim_x, block_dim_y, block_dim_z)
fn main(
  @builtin(local_invocation_id) thread_idx: vec3u,
) {
  // 4: if (i >= n) return;
  let active_thread = i32(thread_idx.x) < params.n;
  // 5: tile[i] = x[i];
  let t = x[params.x_offset + thread_idx.x];
  if active_thread {
    tile[thread_idx.x] = t;
  }
  // 6: __syncthreads();
  workgroupBarrier();
  storageBarrier();
  // 7: x[i] = tile[n - 1 - i];
  let t_1 = tile[u32(params.n - 1) - thread_idx.x];
  if active_thread {
    x[params.x_offset + thread_idx.x] = t_1;
  }
}

// masks.cu:10: void sums(const int *, int *, int *, int, int)
override block_dim_x: u32 = 256;
override block_dim_y: u32 = 1;
override block_dim_z: u32 = 1;

struct Params {
  n: i32,
  rounds: i32,
  x_offset: u32,
  count_offset: u32,
  y_offset: u32,
}
@group(0) @binding(0) var<uniform> params: Params;

@group(0) @binding(1) var<storage, read> x: array<i32>;
@group(0) @binding(2) var<storage, read_write> count: array<atomic<i32>>;
@group(0) @binding(3) var<storage, read_write> y: array<i32>;

var<workgroup> tile: array<i32, 128>;

@compute @workgroup_size(block_dim_x, block_dim_y, block_dim_z)
fn main(
  @builtin(workgroup_id) block_idx: vec3u,
  @builtin(local_invocation_id) thread_idx: vec3u,
) {
  // 12: int i = blockIdx.x * blockDim.x + threadIdx.x;
  let i = block_idx.x * block_dim_x + thread_idx.x;
  // 13: if (i >= n) return;
  let active_thread = i32(i) < params.n;
  // 14: int v = x[i];
  var v = x[params.x_offset + i];
  let t = v < 0;
  // 15: if (v < 0) {
  if active_thread {
    if t {
      // 16: y[i] = -1;
      y[params.y_offset + i] = -1;
    }
  }
  // 15: if (v < 0) {
  let active_thread_1 = active_thread && (!t);
  // 19: int place = atomicAdd(count, 1);
  var place: i32;
  if active_thread_1 {
    place = atomicAdd(&count[params.count_offset], 1);
  }
  let rounds = max(params.rounds, 0);
  // 20: for (int r = 0; r < rounds; r++) {
  let rounds_1 = u32(rounds);
  for (var r = 0u; r < rounds_1; r += 1u) {
    // 21: tile[threadIdx.x] = v;
    if active_thread_1 {
      tile[thread_idx.x] = v;
    }
    // 22: __syncthreads();
    workgroupBarrier();
    storageBarrier();
    // 23: for (int k = 0; k < 4; k++) v += tile[(threadIdx.x + k) % 128];
    v = v + tile[thread_idx.x & 127u] + tile[(thread_idx.x + 1u) & 127u] + tile[(thread_idx.x + 2u) & 127u] + tile[(thread_idx.x + 3u) & 127u];
    // 24: __syncthreads();
    workgroupBarrier();
    storageBarrier();
  }
  // 26: if (v > 10) y[place] = v;
  if active_thread_1 {
    if v > 10 {
      y[params.y_offset + u32(place)] = v;
    }
  }
}
