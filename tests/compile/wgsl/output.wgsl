// output.cu:9: void checks(const int *, int *)
override block_dim_x: u32 = 256;
override block_dim_y: u32 = 1;
override block_dim_z: u32 = 1;

struct Params {
  x_offset: u32,
  out_offset: u32,
}
@group(0) @binding(0) var<uniform> params: Params;

@group(0) @binding(1) var<storage, read> x: array<i32>;
@group(0) @binding(2) var<storage, read_write> out: array<i32>;
@group(0) @binding(3) var<storage, read_write> kernel__output: array<atomic<u32>>;

fn report_fault(code: u32, linear_block: u32, linear_thread: u32, message: u32, line: u32, file: u32, function_name: u32) {
  loop {
    let result = atomicCompareExchangeWeak(&kernel__output[1], 0u, code);
    if result.exchanged {
      break;
    }
    if result.old_value != 0u {
      return;
    }
  }
  atomicStore(&kernel__output[2], linear_block);
  atomicStore(&kernel__output[3], linear_thread);
  atomicStore(&kernel__output[4], message);
  atomicStore(&kernel__output[5], line);
  atomicStore(&kernel__output[6], file);
  atomicStore(&kernel__output[7], function_name);
}

@compute @workgroup_size(block_dim_x, block_dim_y, block_dim_z)
fn main(
  @builtin(local_invocation_id) thread_idx: vec3u,
  @builtin(workgroup_id) block_idx: vec3u,
  @builtin(num_workgroups) grid_dim: vec3u,
  @builtin(local_invocation_index) thread_index: u32,
) {
  // 10: int v = x[threadIdx.x];
  let v = x[params.x_offset + thread_idx.x];
  // 11: assert(v >= 0 && "is positive");
  if v < 0 {
    report_fault(710u, (block_idx.z * grid_dim.y + block_idx.y) * grid_dim.x + block_idx.x, thread_index, 0u, 11u, 1u, 2u);
    return;
  }
  // 12: if (v > 100) __trap();
  if v > 100 {
    report_fault(719u, (block_idx.z * grid_dim.y + block_idx.y) * grid_dim.x + block_idx.x, thread_index, 0xffffffffu, 12u, 0xffffffffu, 0xffffffffu);
    return;
  }
  // 13: out[threadIdx.x] = v;
  out[params.out_offset + thread_idx.x] = v;
}

// output.cu:16: void checks_between_barriers(const int *, int *)
override block_dim_x: u32 = 256;
override block_dim_y: u32 = 1;
override block_dim_z: u32 = 1;

struct Params {
  x_offset: u32,
  out_offset: u32,
}
@group(0) @binding(0) var<uniform> params: Params;

@group(0) @binding(1) var<storage, read> x: array<i32>;
@group(0) @binding(2) var<storage, read_write> out: array<i32>;
@group(0) @binding(3) var<storage, read_write> kernel__output: array<atomic<u32>>;

var<workgroup> tile: array<i32, 64>;

fn report_fault(code: u32, linear_block: u32, linear_thread: u32, message: u32, line: u32, file: u32, function_name: u32) {
  loop {
    let result = atomicCompareExchangeWeak(&kernel__output[1], 0u, code);
    if result.exchanged {
      break;
    }
    if result.old_value != 0u {
      return;
    }
  }
  atomicStore(&kernel__output[2], linear_block);
  atomicStore(&kernel__output[3], linear_thread);
  atomicStore(&kernel__output[4], message);
  atomicStore(&kernel__output[5], line);
  atomicStore(&kernel__output[6], file);
  atomicStore(&kernel__output[7], function_name);
}

@compute @workgroup_size(block_dim_x, block_dim_y, block_dim_z)
fn main(
  @builtin(local_invocation_id) thread_idx: vec3u,
  @builtin(workgroup_id) block_idx: vec3u,
  @builtin(num_workgroups) grid_dim: vec3u,
  @builtin(local_invocation_index) thread_index: u32,
) {
  // 18: tile[threadIdx.x] = x[threadIdx.x];
  let t = x[params.x_offset + thread_idx.x];
  tile[thread_idx.x] = t;
  // 19: assert(tile[threadIdx.x] > 0);
  if t <= 0 {
    report_fault(710u, (block_idx.z * grid_dim.y + block_idx.y) * grid_dim.x + block_idx.x, thread_index, 0u, 19u, 1u, 2u);
  }
  // 20: __syncthreads();
  workgroupBarrier();
  // 21: out[threadIdx.x] = tile[63 - threadIdx.x];
  out[params.out_offset + thread_idx.x] = tile[63u - thread_idx.x];
}
