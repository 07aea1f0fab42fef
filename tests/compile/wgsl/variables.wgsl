// variables.cu:6: void weigh(const int *, float *)
override block_dim_x: u32 = 256;
override block_dim_y: u32 = 1;
override block_dim_z: u32 = 1;

struct Params {
  x_offset: u32,
  y_offset: u32,
}
@group(0) @binding(0) var<uniform> params: Params;

@group(0) @binding(1) var<storage, read> x: array<i32>;
@group(0) @binding(2) var<storage, read_write> y: array<f32>;
@group(0) @binding(3) var<storage, read> weights: array<f32, 16>;
@group(0) @binding(4) var<uniform> scale: array<vec4u, 1>;

fn scale_at(word: u32) -> u32 {
  return scale[word >> 2u][word & 3u];
}

@compute @workgroup_size(block_dim_x, block_dim_y, block_dim_z)
fn main(
  @builtin(local_invocation_id) thread_idx: vec3u,
) {
  // 7: y[threadIdx.x] = weights[x[threadIdx.x]] * scale;
  y[params.y_offset + thread_idx.x] = weights[u32(x[params.x_offset + thread_idx.x])] * f32(i32(scale_at(0u)));
}

// variables.cu:10: void count(const int *)
override block_dim_x: u32 = 256;
override block_dim_y: u32 = 1;
override block_dim_z: u32 = 1;

struct Params {
  x_offset: u32,
}
@group(0) @binding(0) var<uniform> params: Params;

@group(0) @binding(1) var<storage, read> x: array<i32>;
@group(0) @binding(2) var<storage, read_write> counter: atomic<i32>;
@group(0) @binding(3) var<storage, read_write> results: array<array<f32, 8>, 4>;

@compute @workgroup_size(block_dim_x, block_dim_y, block_dim_z)
fn main(
  @builtin(local_invocation_id) thread_idx: vec3u,
) {
  // 11: if (x[threadIdx.x] > 0) atomicAdd(&counter, 1);
  if x[params.x_offset + thread_idx.x] > 0 {
    atomicAdd(&counter, 1);
  }
  // 12: results[threadIdx.y][threadIdx.x] += 1.0f;
  results[thread_idx.y][thread_idx.x] += 1.0f;
}
