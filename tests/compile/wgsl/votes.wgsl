// votes.cu:1: void votes(const int *, int *)
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

var<workgroup> block_votes: atomic<u32>;

@compute @workgroup_size(block_dim_x, block_dim_y, block_dim_z)
fn main(
  @builtin(local_invocation_index) thread_index: u32,
  @builtin(local_invocation_id) thread_idx: vec3u,
) {
  // 2: int positive = __syncthreads_count(x[threadIdx.x] > 0);
  if thread_index == 0u {
    atomicStore(&block_votes, 0u);
  }
  workgroupBarrier();
  if x[params.x_offset + thread_idx.x] > 0 {
    atomicAdd(&block_votes, 1u);
  }
  let positive = i32(workgroupUniformLoad(&block_votes));
  // 3: int some = __syncthreads_or(x[threadIdx.x] == 7);
  if thread_index == 0u {
    atomicStore(&block_votes, 0u);
  }
  workgroupBarrier();
  if x[params.x_offset + thread_idx.x] == 7 {
    atomicAdd(&block_votes, 1u);
  }
  let some = i32(u32(workgroupUniformLoad(&block_votes) != 0u));
  // 4: if (__syncthreads_and(x[threadIdx.x] != 3)) {
  if thread_index == 0u {
    atomicStore(&block_votes, 0u);
  }
  workgroupBarrier();
  if !(x[params.x_offset + thread_idx.x] != 3) {
    atomicAdd(&block_votes, 1u);
  }
  let t = i32(u32(workgroupUniformLoad(&block_votes) == 0u));
  if t != 0 {
    // 5: __syncthreads();
    workgroupBarrier();
    // 6: y[threadIdx.x] = positive + some;
    y[params.y_offset + thread_idx.x] = positive + some;
  }
}
