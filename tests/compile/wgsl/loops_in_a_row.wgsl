// loops_in_a_row.cu:2: void twice(const unsigned int *, unsigned int *)
override block_dim_x: u32 = 256;
override block_dim_y: u32 = 1;
override block_dim_z: u32 = 1;

struct Params {
  bounds_offset: u32,
  out_offset: u32,
}
@group(0) @binding(0) var<uniform> params: Params;

@group(0) @binding(1) var<storage, read> bounds: array<u32>;
@group(0) @binding(2) var<storage, read_write> out: array<u32>;

@compute @workgroup_size(block_dim_x, block_dim_y, block_dim_z)
fn main(
  @builtin(local_invocation_id) thread_idx: vec3u,
) {
  // 5: for (unsigned i = 0; i < bounds[threadIdx.x * 2]; i++) sum = sum * 3 + i;
  let rounds = bounds[params.bounds_offset + thread_idx.x * 2u];
  var sum = 0u;
  for (var i = 0u; i < rounds; i += 1u) {
    sum = sum * 3u + i;
  }
  // 6: for (unsigned i = 0; i < bounds[threadIdx.x * 2 + 1]; i++) sum = sum * 5 + i;
  let rounds_1 = bounds[params.bounds_offset + thread_idx.x * 2u + 1u];
  for (var i = 0u; i < rounds_1; i += 1u) {
    sum = sum * 5u + i;
  }
  // 7: out[threadIdx.x] = sum;
  out[params.out_offset + thread_idx.x] = sum;
}
