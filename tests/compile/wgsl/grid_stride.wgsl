// grid_stride.cu:1: void add_one(int *, int)
override block_dim_x: u32 = 256;
override block_dim_y: u32 = 1;
override block_dim_z: u32 = 1;

struct Params {
  n: i32,
  data_offset: u32,
}
@group(0) @binding(0) var<uniform> params: Params;

@group(0) @binding(1) var<storage, read_write> data: array<i32>;

@compute @workgroup_size(block_dim_x, block_dim_y, block_dim_z)
fn main(
  @builtin(num_workgroups) grid_dim: vec3u,
  @builtin(workgroup_id) block_idx: vec3u,
  @builtin(local_invocation_id) thread_idx: vec3u,
) {
  // 2: int stride = gridDim.x * blockDim.x;
  let stride = grid_dim.x * block_dim_x;
  // 3: for (int i = blockIdx.x * blockDim.x + threadIdx.x; i < n; i += stride) data[i] += 1;
  var i = block_idx.x * block_dim_x + thread_idx.x;
  let groups = select(0u, (u32(params.n) - i - 1u) / max(stride, 1u) + 1u, i32(i) < params.n) >> 2u;
  for (var group = 0u; group < groups; group += 1u) {
    data[params.data_offset + i] += 1;
    let i_1 = i + stride;
    data[params.data_offset + i_1] += 1;
    let i_2 = i_1 + stride;
    data[params.data_offset + i_2] += 1;
    let i_3 = i_2 + stride;
    data[params.data_offset + i_3] += 1;
    i = i_3 + stride;
  }
  while i32(i) < params.n {
    data[params.data_offset + i] += 1;
    i += stride;
  }
}

// grid_stride.cu:7: void wide_index(const float *, float *, int, int)
override block_dim_x: u32 = 256;
override block_dim_y: u32 = 1;
override block_dim_z: u32 = 1;

struct Params {
  rows: i32,
  columns: i32,
  in_offset: u32,
  out_offset: u32,
}
@group(0) @binding(0) var<uniform> params: Params;

@group(0) @binding(1) var<storage, read> in: array<f32>;
@group(0) @binding(2) var<storage, read_write> out: array<f32>;

@compute @workgroup_size(block_dim_x, block_dim_y, block_dim_z)
fn main(
  @builtin(workgroup_id) block_idx: vec3u,
  @builtin(local_invocation_id) thread_idx: vec3u,
) {
  let row = block_idx.y * block_dim_y + thread_idx.y;
  let column = block_idx.x * block_dim_x + thread_idx.x;
  // 10: if (row < rows && column < columns) out[column * rows + row] = in[row * columns + column];
  if (params.rows < 0 || row < u32(params.rows)) && (params.columns < 0 || column < u32(params.columns)) {
    out[params.out_offset + column * u32(params.rows) + row] = in[params.in_offset + row * u32(params.columns) + column];
  }
}
