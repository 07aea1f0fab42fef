// unread_results.cu:4: void vote_then_loop(unsigned int *, int)
enable subgroups;
diagnostic(off, subgroup_uniformity);

override block_dim_x: u32 = 256;
override block_dim_y: u32 = 1;
override block_dim_z: u32 = 1;

struct Params {
  n: i32,
  out_offset: u32,
}
@group(0) @binding(0) var<uniform> params: Params;

@group(0) @binding(1) var<storage, read_write> out: array<u32>;

@compute @workgroup_size(block_dim_x, block_dim_y, block_dim_z)
fn main(
  @builtin(local_invocation_id) thread_idx: vec3u,
) {
  // 5: unsigned b = __ballot_sync(0xffffffffu, n & 1);
  let rounds = max(params.n, 0);
  // 7: for (int k = 0; k < n; k++) {
  var b = out[params.out_offset + thread_idx.x] + 1u;
  let rounds_1 = u32(rounds);
  for (var k = 0u; k < rounds_1; k += 1u) {
    // 8: out[threadIdx.x] += b * 3;
    out[params.out_offset + thread_idx.x] += b * 3u;
    // 9: b = out[threadIdx.x ^ 1] + k;
    b = out[params.out_offset + (thread_idx.x ^ 1u)] + k;
    // 10: __syncthreads();
    workgroupBarrier();
    storageBarrier();
  }
  // 12: out[threadIdx.x] = b;
  out[params.out_offset + thread_idx.x] = b;
}

// unread_results.cu:14: void count_then_loop(int *, int *, int)
override block_dim_x: u32 = 256;
override block_dim_y: u32 = 1;
override block_dim_z: u32 = 1;

struct Params {
  n: i32,
  out_offset: u32,
  total_offset: u32,
}
@group(0) @binding(0) var<uniform> params: Params;

@group(0) @binding(1) var<storage, read_write> out: array<i32>;
@group(0) @binding(2) var<storage, read_write> total: array<atomic<i32>>;

var<workgroup> block_votes: atomic<u32>;

@compute @workgroup_size(block_dim_x, block_dim_y, block_dim_z)
fn main(
  @builtin(local_invocation_index) thread_index: u32,
  @builtin(local_invocation_id) thread_idx: vec3u,
) {
  // 15: int d = atomicAdd(total, 1);
  atomicAdd(&total[params.total_offset], 1);
  // 16: d = __syncthreads_count(n & 1);
  if thread_index == 0u {
    atomicStore(&block_votes, 0u);
  }
  workgroupBarrier();
  if (params.n & 1) != 0 {
    atomicAdd(&block_votes, 1u);
  }
  _ = workgroupUniformLoad(&block_votes);
  let t = i32(thread_idx.x) < params.n;
  // 17: for (d = threadIdx.x; d < n; d = d * 2 + 1) out[threadIdx.x] += d;
  var kept: i32;
  if t {
    kept = out[params.out_offset + thread_idx.x];
  }
  var d = i32(thread_idx.x);
  while d < params.n {
    kept += d;
    d = d * 2 + 1;
  }
  if t {
    out[params.out_offset + thread_idx.x] = kept;
  }
  // 18: out[threadIdx.x] += d;
  out[params.out_offset + thread_idx.x] += d;
}
