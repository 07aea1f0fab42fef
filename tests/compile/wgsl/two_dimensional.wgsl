// two_dimensional.cu:1: void blur(const float *, float *, int, int)
override block_dim_x: u32 = 256;
override block_dim_y: u32 = 1;
override block_dim_z: u32 = 1;

struct Params {
  width: i32,
  height: i32,
  in_offset: u32,
  out_offset: u32,
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
  let xx = i32(x) - 1;
  let t = xx >= 0 && xx < params.width;
  let t_1 = i32(x) >= 0 && i32(x) < params.width;
  let xx_1 = i32(x) + 1;
  let t_2 = xx_1 >= 0 && xx_1 < params.width;
  // 7: for (int dy = -1; dy <= 1; dy++) {
  var dy = -1;
  var sum = 0.0f;
  var count = 0;
  loop {
    break;
  }
  while dy <= 1 {
    // 10: int yy = y + dy;
    let yy = y + u32(dy);
    let t_3 = i32(yy) >= 0;
    let t_4 = i32(yy) < params.height;
    // 11: if (xx >= 0 && xx < width && yy >= 0 && yy < height) {
    if t && t_3 && t_4 {
      sum += in[params.in_offset + yy * u32(params.width) + u32(xx)];
      count += 1;
    }
    if t_1 && t_3 && t_4 {
      sum += in[params.in_offset + yy * u32(params.width) + x];
      count += 1;
    }
    if t_2 && t_3 && t_4 {
      sum += in[params.in_offset + yy * u32(params.width) + u32(xx_1)];
      count += 1;
    }
    dy += 1;
  }
  // 17: out[y * width + x] = sum / count;
  out[params.out_offset + y * u32(params.width) + x] = divide(sum, f32(count));
}
