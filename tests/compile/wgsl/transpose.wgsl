// transpose.cu:4: void transpose(float *, const float *, int, int)
override block_dim_x: u32 = 256;
override block_dim_y: u32 = 1;
override block_dim_z: u32 = 1;

struct Params {
  width: i32,
  height: i32,
  out_offset: u32,
  in_offset: u32,
}
@group(0) @binding(0) var<uniform> params: Params;

@group(0) @binding(1) var<storage, read_write> out: array<f32>;
@group(0) @binding(2) var<storage, read> in: array<f32>;

var<workgroup> tile: array<array<f32, 33>, 32>;

@compute @workgroup_size(block_dim_x, block_dim_y, block_dim_z)
fn main(
  @builtin(workgroup_id) block_idx: vec3u,
  @builtin(local_invocation_id) thread_idx: vec3u,
) {
  // 6: int x = blockIdx.x * TILE + threadIdx.x;
  let x = block_idx.x * 32u + thread_idx.x;
  // 7: int y = blockIdx.y * TILE + threadIdx.y;
  let y = block_idx.y * 32u + thread_idx.y;
  let t = i32(x) < params.width;
  // 9: if (x < width && y + j < height) tile[threadIdx.y + j][threadIdx.x] = in[(y + j) * width + x];
  if t && i32(y) < params.height {
    tile[thread_idx.y][thread_idx.x] = in[params.in_offset + y * u32(params.width) + x];
  }
  let t_1 = y + 8u;
  if t && i32(t_1) < params.height {
    tile[thread_idx.y + 8u][thread_idx.x] = in[params.in_offset + t_1 * u32(params.width) + x];
  }
  let t_2 = y + 16u;
  if t && i32(t_2) < params.height {
    tile[thread_idx.y + 16u][thread_idx.x] = in[params.in_offset + t_2 * u32(params.width) + x];
  }
  let t_3 = y + 24u;
  if t && i32(t_3) < params.height {
    tile[thread_idx.y + 24u][thread_idx.x] = in[params.in_offset + t_3 * u32(params.width) + x];
  }
  // 11: __syncthreads();
  workgroupBarrier();
  // 12: x = blockIdx.y * TILE + threadIdx.x;
  let x_1 = block_idx.y * 32u + thread_idx.x;
  // 13: y = blockIdx.x * TILE + threadIdx.y;
  let y_1 = block_idx.x * 32u + thread_idx.y;
  let t_4 = i32(x_1) < params.height;
  // 15: if (x < height && y + j < width) out[(y + j) * height + x] = tile[threadIdx.x][threadIdx.y + j];
  if t_4 && i32(y_1) < params.width {
    out[params.out_offset + y_1 * u32(params.height) + x_1] = tile[thread_idx.x][thread_idx.y];
  }
  let t_5 = y_1 + 8u;
  if t_4 && i32(t_5) < params.width {
    out[params.out_offset + t_5 * u32(params.height) + x_1] = tile[thread_idx.x][thread_idx.y + 8u];
  }
  let t_6 = y_1 + 16u;
  if t_4 && i32(t_6) < params.width {
    out[params.out_offset + t_6 * u32(params.height) + x_1] = tile[thread_idx.x][thread_idx.y + 16u];
  }
  let t_7 = y_1 + 24u;
  if t_4 && i32(t_7) < params.width {
    out[params.out_offset + t_7 * u32(params.height) + x_1] = tile[thread_idx.x][thread_idx.y + 24u];
  }
}
