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
  let t_1 = t && i32(y) < params.height;
  let t_2 = y + 8u;
  let t_3 = t && i32(t_2) < params.height;
  let t_4 = y + 16u;
  let t_5 = t && i32(t_4) < params.height;
  let t_6 = y + 24u;
  let t_7 = t && i32(t_6) < params.height;
  // 9: if (x < width && y + j < height) tile[threadIdx.y + j][threadIdx.x] = in[(y + j) * width + x];
  if t_1 && t_3 && t_5 && t_7 {
    tile[thread_idx.y][thread_idx.x] = in[params.in_offset + y * u32(params.width) + x];
    tile[thread_idx.y + 8u][thread_idx.x] = in[params.in_offset + t_2 * u32(params.width) + x];
    tile[thread_idx.y + 16u][thread_idx.x] = in[params.in_offset + t_4 * u32(params.width) + x];
    tile[thread_idx.y + 24u][thread_idx.x] = in[params.in_offset + t_6 * u32(params.width) + x];
  } else {
    if t_1 {
      tile[thread_idx.y][thread_idx.x] = in[params.in_offset + y * u32(params.width) + x];
    }
    if t_3 {
      tile[thread_idx.y + 8u][thread_idx.x] = in[params.in_offset + t_2 * u32(params.width) + x];
    }
    if t_5 {
      tile[thread_idx.y + 16u][thread_idx.x] = in[params.in_offset + t_4 * u32(params.width) + x];
    }
    if t_7 {
      tile[thread_idx.y + 24u][thread_idx.x] = in[params.in_offset + t_6 * u32(params.width) + x];
    }
  }
  // 11: __syncthreads();
  workgroupBarrier();
  // 12: x = blockIdx.y * TILE + threadIdx.x;
  let x_1 = block_idx.y * 32u + thread_idx.x;
  // 13: y = blockIdx.x * TILE + threadIdx.y;
  let y_1 = block_idx.x * 32u + thread_idx.y;
  let t_8 = i32(x_1) < params.height;
  let t_9 = t_8 && i32(y_1) < params.width;
  let t_10 = y_1 + 8u;
  let t_11 = t_8 && i32(t_10) < params.width;
  let t_12 = y_1 + 16u;
  let t_13 = t_8 && i32(t_12) < params.width;
  let t_14 = y_1 + 24u;
  let t_15 = t_8 && i32(t_14) < params.width;
  // 15: if (x < height && y + j < width) out[(y + j) * height + x] = tile[threadIdx.x][threadIdx.y + j];
  if t_9 && t_11 && t_13 && t_15 {
    out[params.out_offset + y_1 * u32(params.height) + x_1] = tile[thread_idx.x][thread_idx.y];
    out[params.out_offset + t_10 * u32(params.height) + x_1] = tile[thread_idx.x][thread_idx.y + 8u];
    out[params.out_offset + t_12 * u32(params.height) + x_1] = tile[thread_idx.x][thread_idx.y + 16u];
    out[params.out_offset + t_14 * u32(params.height) + x_1] = tile[thread_idx.x][thread_idx.y + 24u];
  } else {
    if t_9 {
      out[params.out_offset + y_1 * u32(params.height) + x_1] = tile[thread_idx.x][thread_idx.y];
    }
    if t_11 {
      out[params.out_offset + t_10 * u32(params.height) + x_1] = tile[thread_idx.x][thread_idx.y + 8u];
    }
    if t_13 {
      out[params.out_offset + t_12 * u32(params.height) + x_1] = tile[thread_idx.x][thread_idx.y + 16u];
    }
    if t_15 {
      out[params.out_offset + t_14 * u32(params.height) + x_1] = tile[thread_idx.x][thread_idx.y + 24u];
    }
  }
}
