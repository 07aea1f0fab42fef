// device_functions.cu:17: void norms(const float *, float *, float *, int, int)
override block_dim_x: u32 = 256;
override block_dim_y: u32 = 1;
override block_dim_z: u32 = 1;

struct Params {
  rows: i32,
  columns: i32,
  matrix_offset: u32,
  lengths_offset: u32,
  spreads_offset: u32,
}
@group(0) @binding(0) var<uniform> params: Params;

@group(0) @binding(1) var<storage, read> matrix: array<f32>;
@group(0) @binding(2) var<storage, read_write> lengths: array<f32>;
@group(0) @binding(3) var<storage, read_write> spreads: array<f32>;

fn square_root(a: f32) -> f32 {
  let r = sqrt(a);
  let corrected = fma(fma(-r, r, a), 0.5f / r, r);
  return select(r, corrected, a > 1e-30f && a < 1e38f);
}

@compute @workgroup_size(block_dim_x, block_dim_y, block_dim_z)
fn main(
  @builtin(workgroup_id) block_idx: vec3u,
  @builtin(local_invocation_id) thread_idx: vec3u,
) {
  // 18: int row = blockIdx.x * blockDim.x + threadIdx.x;
  let row = block_idx.x * block_dim_x + thread_idx.x;
  // 19: if (row >= rows) return;
  if i32(row) >= params.rows {
    return;
  }
  // 4: for (int i = 0; i < n; i++) sum += square(row[i]);
  var sum = 0.0f;
  for (var i = 0; i < params.columns; i += 1) {
    let t = matrix[params.matrix_offset + row * u32(params.columns) + u32(i)];
    sum += t * t;
  }
  // 22: lengths[row] = sqrtf(sum);
  lengths[params.lengths_offset + row] = square_root(sum);
  // 8: *low = values[0];
  var low = matrix[params.matrix_offset + row * u32(params.columns)];
  // 10: for (int i = 1; i < n; i++) {
  var high = low;
  for (var i = 1; i < params.columns; i += 1) {
    // 11: float v = values[i];
    let v = matrix[params.matrix_offset + row * u32(params.columns) + u32(i)];
    low = select(low, v, v < low);
    high = select(high, v, v > high);
  }
  // 25: spreads[row] = high - low;
  spreads[params.spreads_offset + row] = high - low;
}
