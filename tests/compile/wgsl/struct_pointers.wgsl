// struct_pointers.cu:20: void copies(Pair)
override block_dim_x: u32 = 256;
override block_dim_y: u32 = 1;
override block_dim_z: u32 = 1;

struct Params {
  pair_from_rows: i32,
  pair_from_columns: i32,
  pair_from_transposed: u32,
  pair_to_rows: i32,
  pair_to_columns: i32,
  pair_to_transposed: u32,
  pair_from_data_offset: u32,
  pair_to_data_offset: u32,
}
@group(0) @binding(0) var<uniform> params: Params;

@group(0) @binding(1) var<storage, read> pair_from_data: array<f32>;
@group(0) @binding(2) var<storage, read_write> pair_to_data: array<f32>;

@compute @workgroup_size(block_dim_x, block_dim_y, block_dim_z)
fn main(
  @builtin(local_invocation_id) thread_idx: vec3u,
  @builtin(workgroup_id) block_idx: vec3u,
) {
  // 6: __device__ float &at(int i, int j) { return transposed ? data[j * rows + i] : data[i * columns + j]; }
  var t: u32;
  if (params.pair_from_transposed != 0u) {
    t = params.pair_from_data_offset + thread_idx.x * u32(params.pair_from_rows) + block_idx.x;
  } else {
    t = params.pair_from_data_offset + block_idx.x * u32(params.pair_from_columns) + thread_idx.x;
  }
  // 20: __global__ void copies(Pair pair) { pair.to.at(blockIdx.x, threadIdx.x) = pair.from.at(blockIdx.x, threadIdx.x); }
  let t_1 = pair_from_data[t];
  // 6: __device__ float &at(int i, int j) { return transposed ? data[j * rows + i] : data[i * columns + j]; }
  var t_2: u32;
  if (params.pair_to_transposed != 0u) {
    t_2 = params.pair_to_data_offset + thread_idx.x * u32(params.pair_to_rows) + block_idx.x;
  } else {
    t_2 = params.pair_to_data_offset + block_idx.x * u32(params.pair_to_columns) + thread_idx.x;
  }
  // 20: __global__ void copies(Pair pair) { pair.to.at(blockIdx.x, threadIdx.x) = pair.from.at(blockIdx.x, threadIdx.x); }
  pair_to_data[t_2] = t_1;
}

// struct_pointers.cu:27: void moves(Cursor, int *)
override block_dim_x: u32 = 256;
override block_dim_y: u32 = 1;
override block_dim_z: u32 = 1;

struct Params {
  cursor_step: u32,
  out_offset: u32,
  cursor_at_offset: u32,
}
@group(0) @binding(0) var<uniform> params: Params;

@group(0) @binding(1) var<storage, read_write> out: array<i32>;
@group(0) @binding(2) var<storage, read> cursor_at: array<vec4i>;

@compute @workgroup_size(block_dim_x, block_dim_y, block_dim_z)
fn main(
  @builtin(local_invocation_id) thread_idx: vec3u,
) {
  // 29: out[threadIdx.x] = cursor.at->y;
  out[params.out_offset + thread_idx.x] = cursor_at[params.cursor_at_offset + thread_idx.x * u32(extractBits(i32(params.cursor_step), 0u, 16u))].y;
}

// struct_pointers.cu:10: void each(int, Squares)
override block_dim_x: u32 = 256;
override block_dim_y: u32 = 1;
override block_dim_z: u32 = 1;

struct Params {
  n: i32,
  f_in_offset: u32,
  f_out_offset: u32,
}
@group(0) @binding(0) var<uniform> params: Params;

@group(0) @binding(1) var<storage, read> f_in: array<f32>;
@group(0) @binding(2) var<storage, read_write> f_out: array<f32>;

@compute @workgroup_size(block_dim_x, block_dim_y, block_dim_z)
fn main(
  @builtin(workgroup_id) block_idx: vec3u,
  @builtin(local_invocation_id) thread_idx: vec3u,
) {
  // 11: int i = blockIdx.x * blockDim.x + threadIdx.x;
  let i = block_idx.x * block_dim_x + thread_idx.x;
  // 12: if (i < n) f(i);
  if i32(i) < params.n {
    // 36: __device__ void operator()(int i) const { out[i] = in[i] * in[i]; }
    let t = f_in[params.f_in_offset + i];
    f_out[params.f_out_offset + i] = t * t;
  }
}
