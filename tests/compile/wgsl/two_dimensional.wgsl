// two_dimensional.cu:1: void blur(const float *, float *, int, int)
override block_dim_x: u32 = 256;
override block_dim_y: u32 = 1;
override block_dim_z: u32 = 1;

struct Params {
  width: i32,
  height: i32,
  in_offset: u32,
  out_offset: u32,
  zero: f32,
  one: f32,
}
@group(0) @binding(0) var<uniform> params: Params;

@group(0) @binding(1) var<storage, read> in: array<f32>;
@group(0) @binding(2) var<storage, read_write> out: array<f32>;

// The quotient of WGSL may be a few units off in the last place; where nothing over- or underflows, what is missing is added.
fn divide(a: f32, b: f32) -> f32 {
  let q = a / b;
  let corrected = fma(fma(-b, q, a), 1.0f / b, q);
  return select(q, corrected, min(abs(q), abs(b)) > 1e-30f && max(abs(q), abs(b)) < 1e37f);
}

@compute @workgroup_size(block_dim_x, block_dim_y, block_dim_z)
fn main(
  @builtin(workgroup_id) block_idx: vec3u,
  @builtin(local_invocation_id) thread_idx: vec3u,
) {
  // 2: int x = blockIdx.x * blockDim.x + threadIdx.x;
  let x = block_idx.x * block_dim_x + thread_idx.x;
  // 3: int y = blockIdx.y * blockDim.y + threadIdx.y;
  let y = block_idx.y * block_dim_y + thread_idx.y;
  // 4: if (x >= width || y >= height) return;
  if i32(x) >= params.width || i32(y) >= params.height {
    return;
  }
  // 9: int xx = x + dx;
  let xx = x - 1u;
  // 10: int yy = y + dy;
  let yy = y - 1u;
  let t = i32(xx) >= 0 && i32(xx) < params.width;
  let t_1 = i32(yy) >= 0;
  let t_2 = i32(yy) < params.height;
  // 11: if (xx >= 0 && xx < width && yy >= 0 && yy < height) {
  var sum = 0.0f;
  var count = 1;
  if t && t_1 && t_2 {
    sum = in[params.in_offset + yy * u32(params.width) + xx] + params.zero;
  } else {
    count = 0;
  }
  let t_3 = i32(x) >= 0 && i32(x) < params.width;
  if t_3 && t_1 && t_2 {
    sum += in[params.in_offset + yy * u32(params.width) + x];
    count += 1;
  }
  // 9: int xx = x + dx;
  let xx_1 = x + 1u;
  let t_4 = i32(xx_1) >= 0 && i32(xx_1) < params.width;
  // 11: if (xx >= 0 && xx < width && yy >= 0 && yy < height) {
  if t_4 && t_1 && t_2 {
    sum += in[params.in_offset + yy * u32(params.width) + xx_1];
    count += 1;
  }
  let t_5 = y >= 0u;
  let t_6 = i32(y) < params.height;
  if t && t_5 && t_6 {
    sum += in[params.in_offset + y * u32(params.width) + xx];
    count += 1;
  }
  if t_3 && t_5 && t_6 {
    sum += in[params.in_offset + y * u32(params.width) + x];
    count += 1;
  }
  if t_4 && t_5 && t_6 {
    sum += in[params.in_offset + y * u32(params.width) + xx_1];
    count += 1;
  }
  // 10: int yy = y + dy;
  let yy_1 = y + 1u;
  let t_7 = yy_1 >= 0u;
  let t_8 = i32(yy_1) < params.height;
  // 11: if (xx >= 0 && xx < width && yy >= 0 && yy < height) {
  if t && t_7 && t_8 {
    sum += in[params.in_offset + yy_1 * u32(params.width) + xx];
    count += 1;
  }
  if t_3 && t_7 && t_8 {
    sum += in[params.in_offset + yy_1 * u32(params.width) + x];
    count += 1;
  }
  if t_4 && t_7 && t_8 {
    sum += in[params.in_offset + yy_1 * u32(params.width) + xx_1];
    count += 1;
  }
  // 17: out[y * width + x] = sum / count;
  out[params.out_offset + y * u32(params.width) + x] = divide(sum, f32(count) * params.one);
}
