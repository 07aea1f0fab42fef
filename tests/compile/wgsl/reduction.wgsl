// reduction.cu:2: void reduce(const float *, float *, int)
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

var<workgroup> partial: array<f32, 256>;

@compute @workgroup_size(block_dim_x, block_dim_y, block_dim_z)
fn main(
  @builtin(workgroup_id) block_idx: vec3u,
  @builtin(local_invocation_id) thread_idx: vec3u,
  @builtin(num_workgroups) grid_dim: vec3u,
) {
  // 5: for (int i = blockIdx.x * blockDim.x + threadIdx.x; i < n; i += gridDim.x * blockDim.x) sum += in[i];
  var i = block_idx.x * block_dim_x + thread_idx.x;
  let groups = select(0u, (u32(params.n) - i - 1u) / max(grid_dim.x * block_dim_x, 1u) + 1u, i32(i) < params.n) >> 2u;
  var sum = 0.0f;
  for (var group = 0u; group < groups; group += 1u) {
    let i_1 = i + grid_dim.x * block_dim_x;
    let i_2 = i_1 + grid_dim.x * block_dim_x;
    let i_3 = i_2 + grid_dim.x * block_dim_x;
    sum = sum + in[params.in_offset + i] + in[params.in_offset + i_1] + in[params.in_offset + i_2] + in[params.in_offset + i_3];
    i = i_3 + grid_dim.x * block_dim_x;
  }
  while i32(i) < params.n {
    sum += in[params.in_offset + i];
    i += grid_dim.x * block_dim_x;
  }
  // 6: partial[threadIdx.x] = sum;
  partial[thread_idx.x] = sum;
  // 7: __syncthreads();
  workgroupBarrier();
  // 8: for (unsigned int half = blockDim.x / 2; half > 0; half >>= 1) {
  var half = block_dim_x >> 1u;
  let rounds = 32u - countLeadingZeros(half);
  for (var round_ = 0u; round_ < rounds; round_ += 1u) {
    // 9: if (threadIdx.x < half) partial[threadIdx.x] += partial[threadIdx.x + half];
    if thread_idx.x < half {
      partial[thread_idx.x] += partial[thread_idx.x + half];
    }
    // 10: __syncthreads();
    workgroupBarrier();
    half >>= 1u;
  }
  // 12: if (threadIdx.x == 0) out[blockIdx.x] = partial[0];
  if thread_idx.x == 0u {
    out[params.out_offset + block_idx.x] = partial[0];
  }
}
