// switch.cu:1: void apply(const int *, int *, int)
override block_dim_x: u32 = 256;
override block_dim_y: u32 = 1;
override block_dim_z: u32 = 1;

struct Params {
  n: i32,
  operations_offset: u32,
  values_offset: u32,
}
@group(0) @binding(0) var<uniform> params: Params;

@group(0) @binding(1) var<storage, read> operations: array<i32>;
@group(0) @binding(2) var<storage, read_write> values: array<i32>;

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
  // 4: int v = values[i];
  var v = values[params.values_offset + i];
  // 5: switch (operations[i]) {
  let t = operations[params.operations_offset + i];
  switch t {
    case 0: {
      v += 1;
    }
    case 1: {
      v *= 3;
    }
    case 2, 3: {
      v -= 7;
      v = -v;
    }
    case 4: {
      v = -v;
    }
    case 5: {
      return;
    }
    default: {
      v = 0;
    }
  }
  // 23: values[i] = v;
  values[params.values_offset + i] = v;
}
