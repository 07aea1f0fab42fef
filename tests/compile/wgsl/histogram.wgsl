// histogram.cu:3: void histogram(const unsigned int *, unsigned int *, int)
override block_dim_x: u32 = 256;
override block_dim_y: u32 = 1;
override block_dim_z: u32 = 1;

struct Params {
  n: i32,
  values_offset: u32,
  bins_offset: u32,
}
@group(0) @binding(0) var<uniform> params: Params;

@group(0) @binding(1) var<storage, read> values: array<u32>;
@group(0) @binding(2) var<storage, read_write> bins: array<atomic<u32>>;

var<workgroup> local: array<atomic<u32>, 64>;

@compute @workgroup_size(block_dim_x, block_dim_y, block_dim_z)
fn main(
  @builtin(local_invocation_id) thread_idx: vec3u,
  @builtin(workgroup_id) block_idx: vec3u,
  @builtin(num_workgroups) grid_dim: vec3u,
) {
  let rounds = select(0u, (64u - thread_idx.x - 1u) / max(block_dim_x, 1u) + 1u, thread_idx.x < 64u);
  // 5: for (int bin = threadIdx.x; bin < BINS; bin += blockDim.x) local[bin] = 0;
  var bin = thread_idx.x;
  for (var round_ = 0u; round_ < rounds; round_ += 1u) {
    atomicStore(&local[bin], 0u);
    bin += block_dim_x;
  }
  // 6: __syncthreads();
  workgroupBarrier();
  // 7: for (int i = blockIdx.x * blockDim.x + threadIdx.x; i < n; i += gridDim.x * blockDim.x) atomicAdd(&local[values[i] % BINS], 1u);
  var i = block_idx.x * block_dim_x + thread_idx.x;
  let rounds_1 = select(0u, (u32(params.n) - i - 1u) / max(grid_dim.x * block_dim_x, 1u) + 1u, i32(i) < params.n);
  for (var round_ = 0u; round_ < rounds_1; round_ += 1u) {
    atomicAdd(&local[values[params.values_offset + i] & 63u], 1u);
    i += grid_dim.x * block_dim_x;
  }
  // 8: __syncthreads();
  workgroupBarrier();
  // 9: for (int bin = threadIdx.x; bin < BINS; bin += blockDim.x) atomicAdd(&bins[bin], local[bin]);
  var bin_1 = thread_idx.x;
  for (var round_ = 0u; round_ < rounds; round_ += 1u) {
    atomicAdd(&bins[params.bins_offset + bin_1], atomicLoad(&local[bin_1]));
    bin_1 += block_dim_x;
  }
}
