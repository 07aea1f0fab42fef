// flat_arrays.cu:1: void shared_rows(const float *, float *)
override block_dim_x: u32 = 256;
override block_dim_y: u32 = 1;
override block_dim_z: u32 = 1;

struct Params {
  in_offset: u32,
  out_offset: u32,
}
@group(0) @binding(0) var<uniform> params: Params;

@group(0) @binding(1) var<storage, read> in: array<f32>;
@group(0) @binding(2) var<storage, read_write> out: array<f32>;

var<workgroup> tile: array<array<f32, 17>, 16>;

@compute @workgroup_size(block_dim_x, block_dim_y, block_dim_z)
fn main(
  @builtin(local_invocation_id) thread_idx: vec3u,
) {
  let groups = select(0u, (272u - thread_idx.x - 1u) / max(block_dim_x, 1u) + 1u, thread_idx.x < 272u) >> 2u;
  // 4: for (int i = threadIdx.x; i < 16 * 17; i += blockDim.x) flat[i] = in[i];
  var i = thread_idx.x;
  for (var group = 0u; group < groups; group += 1u) {
    tile[i / 17u][i % 17u] = in[params.in_offset + i];
    let i_1 = i + block_dim_x;
    tile[i_1 / 17u][i_1 % 17u] = in[params.in_offset + i_1];
    let i_2 = i_1 + block_dim_x;
    tile[i_2 / 17u][i_2 % 17u] = in[params.in_offset + i_2];
    let i_3 = i_2 + block_dim_x;
    tile[i_3 / 17u][i_3 % 17u] = in[params.in_offset + i_3];
    i = i_3 + block_dim_x;
  }
  while i32(i) < 272 {
    tile[i / 17u][i % 17u] = in[params.in_offset + i];
    i += block_dim_x;
  }
  // 5: __syncthreads();
  workgroupBarrier();
  // 6: out[threadIdx.x] = tile[threadIdx.x % 16][threadIdx.x / 16] + tile[0][threadIdx.x % 17] + (*tile)[20];
  out[params.out_offset + thread_idx.x] = tile[thread_idx.x & 15u][thread_idx.x >> 4u] + tile[0][thread_idx.x % 17u] + tile[1][3];
}

// flat_arrays.cu:9: void walking(int *)
override block_dim_x: u32 = 256;
override block_dim_y: u32 = 1;
override block_dim_z: u32 = 1;

struct Params {
  out_offset: u32,
}
@group(0) @binding(0) var<uniform> params: Params;

@group(0) @binding(1) var<storage, read_write> out: array<i32>;

var<workgroup> grid: array<u32, 64>;

@compute @workgroup_size(block_dim_x, block_dim_y, block_dim_z)
fn main(
  @builtin(local_invocation_id) thread_idx: vec3u,
) {
  // 12: *p = threadIdx.x;
  grid[thread_idx.x] = thread_idx.x;
  // 13: __syncthreads();
  workgroupBarrier();
  // 15: for (int *q = &grid[1][0][0]; q < &grid[2][0][0]; q++) sum += *q;
  var q = 64u;
  var sum = 0;
  while q < 128u {
    sum += i32(grid[q >> 2u]);
    q += 4u;
  }
  // 16: out[threadIdx.x] = sum;
  out[params.out_offset + thread_idx.x] = sum;
}
