// early_return.cu:1: void scale(float *, float, int)
override block_dim_x: u32 = 256;
override block_dim_y: u32 = 1;
override block_dim_z: u32 = 1;

struct Params {
  factor: f32,
  n: i32,
  data_offset: u32,
}
@group(0) @binding(0) var<uniform> params: Params;

@group(0) @binding(1) var<storage, read_write> data: array<f32>;

@compute @workgroup_size(block_dim_x, block_dim_y, block_dim_z)
fn main(
  @builtin(workgroup_id) block_idx: vec3u,
  @builtin(local_invocation_id) thread_idx: vec3u,
) {
  // 2: int i = blockIdx.x * blockDim.x + threadIdx.x;
  let i = block_idx.x * block_dim_x + thread_idx.x;
  // 3: if (i >= n) return;
  if i32(i) >= params.n {
    return;
  }
  // 4: float value = data[i];
  let value = data[params.data_offset + i];
  // 5: if (value < 0.0f) return;
  if value < 0.0f {
    return;
  }
  // 6: data[i] = value * factor;
  data[params.data_offset + i] = value * params.factor;
}
