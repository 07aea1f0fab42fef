// arena_loops.cu:9: void sums(const Rows *, float *)
override block_dim_x: u32 = 256;
override block_dim_y: u32 = 1;
override block_dim_z: u32 = 1;
override heap_0_start: u32; override heap_0_bytes: u32;

struct Params {
  rows: u32,
  out: u32,
}
@group(0) @binding(0) var<uniform> params: Params;

@group(0) @binding(1) var<storage, read_write> kernel__output: array<atomic<u32>>;
@group(0) @binding(2) var<storage, read_write> heap_0: array<u32>;

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

var<private> bad__access: vec2u;

fn bad_access(at: u32, line: u32) {
  if bad__access.y == 0u {
    bad__access = vec2u(at, line + 1u);
  }
}

fn load_u32(at: u32, line: u32) -> u32 {
  let offset = at - heap_0_start;
  if offset >= heap_0_bytes {
    bad_access(at, line);
  }
  return select(heap_0[offset >> 2u], 0u, offset >= heap_0_bytes);
}

fn store_u32(at: u32, value: u32, line: u32) {
  if at - heap_0_start < heap_0_bytes { heap_0[(at - heap_0_start) >> 2u] = value; return; }
  bad_access(at, line);
}

@compute @workgroup_size(block_dim_x, block_dim_y, block_dim_z)
fn main(
  @builtin(workgroup_id) block_idx: vec3u,
  @builtin(num_workgroups) grid_dim: vec3u,
  @builtin(local_invocation_index) thread_index: u32,
  @builtin(local_invocation_id) thread_idx: vec3u,
) {
  kernel__body(block_idx, grid_dim, thread_index, thread_idx);
  if bad__access.y != 0u {
    report_fault(700u, (block_idx.z * grid_dim.y + block_idx.y) * grid_dim.x + block_idx.x, thread_index, 0xffffffffu, bad__access.y - 1u, 0xffffffffu, bad__access.x);
  }
}

fn kernel__body(block_idx: vec3u, grid_dim: vec3u, thread_index: u32, thread_idx: vec3u) {
  // 12: for (int k = threadIdx.x; k < row.count; k += blockDim.x) sum += row.values[k] * row.x[row.columns[k]];
  let t = i32(load_u32(params.rows + block_idx.x * 32u + 24u, 12u));
  var t_1: u32;
  var t_2: u32;
  var t_3: u32;
  if i32(thread_idx.x) < t {
    t_1 = load_u32(params.rows + block_idx.x * 32u, 12u);
    t_2 = load_u32(params.rows + block_idx.x * 32u + 16u, 12u);
    t_3 = load_u32(params.rows + block_idx.x * 32u + 8u, 12u);
  }
  var sum = 0.0f;
  for (var k = thread_idx.x; i32(k) < t; k += block_dim_x) {
    sum = fma(bitcast<f32>(load_u32(t_1 + k * 4u, 12u)), bitcast<f32>(load_u32(t_2 + load_u32(t_3 + k * 4u, 12u) * 4u, 12u)), sum);
  }
  // 13: out[blockIdx.x * blockDim.x + threadIdx.x] = sum;
  store_u32(params.out + (block_idx.x * block_dim_x + thread_idx.x) * 4u, bitcast<u32>(sum), 13u);
}

// arena_loops.cu:17: void scale(const Rows *, float)
override block_dim_x: u32 = 256;
override block_dim_y: u32 = 1;
override block_dim_z: u32 = 1;
override heap_0_start: u32; override heap_0_bytes: u32;

struct Params {
  rows: u32,
  by: f32,
}
@group(0) @binding(0) var<uniform> params: Params;

@group(0) @binding(1) var<storage, read_write> kernel__output: array<atomic<u32>>;
@group(0) @binding(2) var<storage, read_write> heap_0: array<u32>;

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

var<private> bad__access: vec2u;

fn bad_access(at: u32, line: u32) {
  if bad__access.y == 0u {
    bad__access = vec2u(at, line + 1u);
  }
}

fn load_u32(at: u32, line: u32) -> u32 {
  let offset = at - heap_0_start;
  if offset >= heap_0_bytes {
    bad_access(at, line);
  }
  return select(heap_0[offset >> 2u], 0u, offset >= heap_0_bytes);
}

fn store_u32(at: u32, value: u32, line: u32) {
  if at - heap_0_start < heap_0_bytes { heap_0[(at - heap_0_start) >> 2u] = value; return; }
  bad_access(at, line);
}

@compute @workgroup_size(block_dim_x, block_dim_y, block_dim_z)
fn main(
  @builtin(workgroup_id) block_idx: vec3u,
  @builtin(num_workgroups) grid_dim: vec3u,
  @builtin(local_invocation_index) thread_index: u32,
) {
  kernel__body(block_idx, grid_dim, thread_index);
  if bad__access.y != 0u {
    report_fault(700u, (block_idx.z * grid_dim.y + block_idx.y) * grid_dim.x + block_idx.x, thread_index, 0xffffffffu, bad__access.y - 1u, 0xffffffffu, bad__access.x);
  }
}

fn kernel__body(block_idx: vec3u, grid_dim: vec3u, thread_index: u32) {
  // 18: for (int k = 0; k < rows->count; k++) rows->values[k] *= by;
  var t: u32;
  if i32(load_u32(params.rows + 24u, 18u)) > 0 {
    t = load_u32(params.rows, 18u);
  }
  for (var k = 0; k < i32(load_u32(params.rows + 24u, 18u)); k += 1) {
    store_u32(t + u32(k) * 4u, bitcast<u32>(bitcast<f32>(load_u32(t + u32(k) * 4u, 18u)) * params.by), 18u);
  }
}

// arena_loops.cu:22: void until(Rows *, float)
override block_dim_x: u32 = 256;
override block_dim_y: u32 = 1;
override block_dim_z: u32 = 1;
override heap_0_start: u32; override heap_0_bytes: u32;

struct Params {
  rows: u32,
  limit: f32,
}
@group(0) @binding(0) var<uniform> params: Params;

@group(0) @binding(1) var<storage, read_write> kernel__output: array<atomic<u32>>;
@group(0) @binding(2) var<storage, read_write> heap_0: array<u32>;

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

var<private> bad__access: vec2u;

fn bad_access(at: u32, line: u32) {
  if bad__access.y == 0u {
    bad__access = vec2u(at, line + 1u);
  }
}

fn load_u32(at: u32, line: u32) -> u32 {
  let offset = at - heap_0_start;
  if offset >= heap_0_bytes {
    bad_access(at, line);
  }
  return select(heap_0[offset >> 2u], 0u, offset >= heap_0_bytes);
}

fn store_u32(at: u32, value: u32, line: u32) {
  if at - heap_0_start < heap_0_bytes { heap_0[(at - heap_0_start) >> 2u] = value; return; }
  bad_access(at, line);
}

@compute @workgroup_size(block_dim_x, block_dim_y, block_dim_z)
fn main(
  @builtin(workgroup_id) block_idx: vec3u,
  @builtin(num_workgroups) grid_dim: vec3u,
  @builtin(local_invocation_index) thread_index: u32,
) {
  kernel__body(block_idx, grid_dim, thread_index);
  if bad__access.y != 0u {
    report_fault(700u, (block_idx.z * grid_dim.y + block_idx.y) * grid_dim.x + block_idx.x, thread_index, 0xffffffffu, bad__access.y - 1u, 0xffffffffu, bad__access.x);
  }
}

fn kernel__body(block_idx: vec3u, grid_dim: vec3u, thread_index: u32) {
  // 23: for (int k = 0; k < 100; k++) {
  for (var k = 0u; k < 100u; k += 1u) {
    // 24: if (rows[1].values[k] > limit) break;
    if bitcast<f32>(load_u32(load_u32(params.rows + 32u, 24u) + k * 4u, 24u)) > params.limit {
      break;
    }
    // 25: rows[k].count = rows[2].columns[k];
    store_u32(params.rows + k * 32u + 24u, load_u32(load_u32(params.rows + 72u, 25u) + k * 4u, 25u), 25u);
  }
}
