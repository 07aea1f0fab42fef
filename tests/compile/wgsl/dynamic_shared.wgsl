// dynamic_shared.cu:1: void reverse(int *, int)
override block_dim_x: u32 = 256;
override block_dim_y: u32 = 1;
override block_dim_z: u32 = 1;
override dynamic_shared_count: u32 = 1;

struct Params {
  n: i32,
  data_offset: u32,
}
@group(0) @binding(0) var<uniform> params: Params;

@group(0) @binding(1) var<storage, read_write> data: array<i32>;

var<workgroup> dynamic_shared: array<i32, dynamic_shared_count>;

@compute @workgroup_size(block_dim_x, block_dim_y, block_dim_z)
fn main(
  @builtin(local_invocation_id) thread_idx: vec3u,
  @builtin(workgroup_id) block_idx: vec3u,
) {
  // 4: staged[t] = data[blockIdx.x * n + t];
  dynamic_shared[thread_idx.x] = data[params.data_offset + block_idx.x * u32(params.n) + thread_idx.x];
  // 5: __syncthreads();
  workgroupBarrier();
  // 6: data[blockIdx.x * n + t] = staged[n - 1 - t];
  data[params.data_offset + block_idx.x * u32(params.n) + thread_idx.x] = dynamic_shared[u32(params.n - 1) - thread_idx.x];
}

// dynamic_shared.cu:13: void packs(const Pack *, Pack *, int)
override block_dim_x: u32 = 256;
override block_dim_y: u32 = 1;
override block_dim_z: u32 = 1;
override dynamic_shared_count: u32 = 1;

struct Pack {
  @align(16) v: array<f32, 4>,
}

struct Params {
  columns: i32,
  in_offset: u32,
  out_offset: u32,
}
@group(0) @binding(0) var<uniform> params: Params;

@group(0) @binding(1) var<storage, read> in: array<Pack>;
@group(0) @binding(2) var<storage, read_write> out: array<Pack>;

var<workgroup> dynamic_shared: array<Pack, dynamic_shared_count>;

@compute @workgroup_size(block_dim_x, block_dim_y, block_dim_z)
fn main(
  @builtin(local_invocation_id) thread_idx: vec3u,
) {
  // 16: rows[threadIdx.x] = in[threadIdx.x];
  dynamic_shared[(((thread_idx.y + 2u) * u32(params.columns)) >> 2u) + thread_idx.x] = in[params.in_offset + thread_idx.x];
  // 17: out[threadIdx.x] = rows[threadIdx.x];
  out[params.out_offset + thread_idx.x] = dynamic_shared[(((thread_idx.y + 2u) * u32(params.columns)) >> 2u) + thread_idx.x];
}
