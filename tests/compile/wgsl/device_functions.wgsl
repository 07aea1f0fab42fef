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
  let groups = u32(max(params.columns, 0)) >> 2u;
  // 4: for (int i = 0; i < n; i++) sum += square(row[i]);
  var i = 0u;
  var sum = 0.0f;
  for (var group = 0u; group < groups; group += 1u) {
    let t = matrix[params.matrix_offset + row * u32(params.columns) + i];
    let t_1 = matrix[params.matrix_offset + row * u32(params.columns) + i + 1u];
    let t_2 = matrix[params.matrix_offset + row * u32(params.columns) + i + 2u];
    let t_3 = matrix[params.matrix_offset + row * u32(params.columns) + i + 3u];
    i += 4u;
    sum = fma(t_3, t_3, fma(t_2, t_2, fma(t_1, t_1, fma(t, t, sum))));
  }
  while i32(i) < params.columns {
    let t = matrix[params.matrix_offset + row * u32(params.columns) + i];
    i += 1u;
    sum = fma(t, t, sum);
  }
  // 22: lengths[row] = sqrtf(sum);
  lengths[params.lengths_offset + row] = square_root(sum);
  // 8: *low = values[0];
  var low = matrix[params.matrix_offset + row * u32(params.columns)];
  let groups_1 = u32(select(0, params.columns - 1, params.columns > 1)) >> 2u;
  // 10: for (int i = 1; i < n; i++) {
  var i_1 = 1u;
  var high = low;
  for (var group = 0u; group < groups_1; group += 1u) {
    // 11: float v = values[i];
    let v = matrix[params.matrix_offset + row * u32(params.columns) + i_1];
    // 12: if (v < *low) *low = v;
    let low_1 = select(low, v, v < low);
    // 13: if (v > *high) *high = v;
    let high_1 = select(high, v, v > high);
    // 11: float v = values[i];
    let v_1 = matrix[params.matrix_offset + row * u32(params.columns) + i_1 + 1u];
    // 12: if (v < *low) *low = v;
    let low_2 = select(low_1, v_1, v_1 < low_1);
    // 13: if (v > *high) *high = v;
    let high_2 = select(high_1, v_1, v_1 > high_1);
    // 11: float v = values[i];
    let v_2 = matrix[params.matrix_offset + row * u32(params.columns) + i_1 + 2u];
    // 12: if (v < *low) *low = v;
    let low_3 = select(low_2, v_2, v_2 < low_2);
    // 13: if (v > *high) *high = v;
    let high_3 = select(high_2, v_2, v_2 > high_2);
    // 11: float v = values[i];
    let v_3 = matrix[params.matrix_offset + row * u32(params.columns) + i_1 + 3u];
    i_1 += 4u;
    low = select(low_3, v_3, v_3 < low_3);
    high = select(high_3, v_3, v_3 > high_3);
  }
  // 10: for (int i = 1; i < n; i++) {
  while i32(i_1) < params.columns {
    // 11: float v = values[i];
    let v = matrix[params.matrix_offset + row * u32(params.columns) + i_1];
    i_1 += 1u;
    low = select(low, v, v < low);
    high = select(high, v, v > high);
  }
  // 25: spreads[row] = high - low;
  spreads[params.spreads_offset + row] = high - low;
}
