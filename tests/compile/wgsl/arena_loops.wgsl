// arena_loops.cu:9: void sums(const Rows *, float *)
override block_dim_x: u32 = 256;
override block_dim_y: u32 = 1;
override block_dim_z: u32 = 1;
override heap_0_start: u32; override heap_0_bytes: u32;
override root__0_known: bool = true;
override root__1_known: bool = true;

struct Params {
  rows: u32,
  out: u32,
  rows_word: u32,
  out_word: u32,
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

var<private> bad__access: u32;

fn word_in(base: u32, start: u32) -> u32 {
  return bitcast<u32>(bitcast<i32>(base - start) >> 2u);
}

fn load_u32(base: u32, index: u32, line: u32) -> u32 {
  let word = word_in(base, heap_0_start) + index;
  bad__access = select(bad__access, line + 1u, word >= (heap_0_bytes >> 2u));
  return heap_0[word];
}

fn load_u32__root_0(index: u32, line: u32) -> u32 {
  if !root__0_known {
    return load_u32(params.rows, index, line);
  }
  return heap_0[params.rows_word + index];
}

fn store_u32(base: u32, index: u32, value: u32, line: u32) {
  if word_in(base, heap_0_start) + index < (heap_0_bytes >> 2u) { heap_0[word_in(base, heap_0_start) + index] = value; return; }
  bad__access = line + 1u;
}

fn store_u32__root_1(index: u32, value: u32, line: u32) {
  if !root__1_known {
    store_u32(params.out, index, value, line);
    return;
  }
  heap_0[params.out_word + index] = value;
}

@compute @workgroup_size(block_dim_x, block_dim_y, block_dim_z)
fn main(
  @builtin(workgroup_id) block_idx: vec3u,
  @builtin(num_workgroups) grid_dim: vec3u,
  @builtin(local_invocation_index) thread_index: u32,
  @builtin(local_invocation_id) thread_idx: vec3u,
) {
  kernel__body(block_idx, grid_dim, thread_index, thread_idx);
  if bad__access != 0u {
    report_fault(700u, (block_idx.z * grid_dim.y + block_idx.y) * grid_dim.x + block_idx.x, thread_index, 0xffffffffu, bad__access - 1u, 0xffffffffu, 0xffffffffu);
  }
}

fn kernel__body(block_idx: vec3u, grid_dim: vec3u, thread_index: u32, thread_idx: vec3u) {
  // 12: for (int k = threadIdx.x; k < row.count; k += blockDim.x) sum += row.values[k] * row.x[row.columns[k]];
  let t = i32(load_u32__root_0(block_idx.x * 8u + 6u, 12u));
  let t_1 = i32(thread_idx.x) < t;
  var t_2: u32;
  var t_3: u32;
  var t_4: u32;
  if t_1 {
    t_2 = load_u32__root_0(block_idx.x * 8u, 12u);
    t_3 = load_u32__root_0(block_idx.x * 8u + 4u, 12u);
    t_4 = load_u32__root_0(block_idx.x * 8u + 2u, 12u);
  }
  let groups = select(0u, (u32(t) - thread_idx.x - 1u) / max(block_dim_x, 1u) + 1u, t_1) >> 2u;
  var k = thread_idx.x;
  var sum = 0.0f;
  for (var group = 0u; group < groups; group += 1u) {
    let k_1 = k + block_dim_x;
    let k_2 = k_1 + block_dim_x;
    let k_3 = k_2 + block_dim_x;
    sum = fma(bitcast<f32>(load_u32(t_2, k_3, 12u)), bitcast<f32>(load_u32(t_3, load_u32(t_4, k_3, 12u), 12u)), fma(bitcast<f32>(load_u32(t_2, k_2, 12u)), bitcast<f32>(load_u32(t_3, load_u32(t_4, k_2, 12u), 12u)), fma(bitcast<f32>(load_u32(t_2, k_1, 12u)), bitcast<f32>(load_u32(t_3, load_u32(t_4, k_1, 12u), 12u)), fma(bitcast<f32>(load_u32(t_2, k, 12u)), bitcast<f32>(load_u32(t_3, load_u32(t_4, k, 12u), 12u)), sum))));
    k = k_3 + block_dim_x;
  }
  while i32(k) < t {
    sum = fma(bitcast<f32>(load_u32(t_2, k, 12u)), bitcast<f32>(load_u32(t_3, load_u32(t_4, k, 12u), 12u)), sum);
    k += block_dim_x;
  }
  // 13: out[blockIdx.x * blockDim.x + threadIdx.x] = sum;
  store_u32__root_1(block_idx.x * block_dim_x + thread_idx.x, bitcast<u32>(sum), 13u);
}

// arena_loops.cu:17: void scale(const Rows *, float)
override block_dim_x: u32 = 256;
override block_dim_y: u32 = 1;
override block_dim_z: u32 = 1;
override heap_0_start: u32; override heap_0_bytes: u32;
override root__0_known: bool = true;

struct Params {
  rows: u32,
  by: f32,
  rows_word: u32,
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

var<private> bad__access: u32;

fn word_in(base: u32, start: u32) -> u32 {
  return bitcast<u32>(bitcast<i32>(base - start) >> 2u);
}

fn load_u32(base: u32, index: u32, line: u32) -> u32 {
  let word = word_in(base, heap_0_start) + index;
  bad__access = select(bad__access, line + 1u, word >= (heap_0_bytes >> 2u));
  return heap_0[word];
}

fn load_u32__root_0(index: u32, line: u32) -> u32 {
  if !root__0_known {
    return load_u32(params.rows, index, line);
  }
  return heap_0[params.rows_word + index];
}

fn store_u32(base: u32, index: u32, value: u32, line: u32) {
  if word_in(base, heap_0_start) + index < (heap_0_bytes >> 2u) { heap_0[word_in(base, heap_0_start) + index] = value; return; }
  bad__access = line + 1u;
}

@compute @workgroup_size(block_dim_x, block_dim_y, block_dim_z)
fn main(
  @builtin(workgroup_id) block_idx: vec3u,
  @builtin(num_workgroups) grid_dim: vec3u,
  @builtin(local_invocation_index) thread_index: u32,
) {
  kernel__body(block_idx, grid_dim, thread_index);
  if bad__access != 0u {
    report_fault(700u, (block_idx.z * grid_dim.y + block_idx.y) * grid_dim.x + block_idx.x, thread_index, 0xffffffffu, bad__access - 1u, 0xffffffffu, 0xffffffffu);
  }
}

fn kernel__body(block_idx: vec3u, grid_dim: vec3u, thread_index: u32) {
  // 18: for (int k = 0; k < rows->count; k++) rows->values[k] *= by;
  var t: u32;
  if i32(load_u32__root_0(6u, 18u)) > 0 {
    t = load_u32__root_0(0u, 18u);
  }
  for (var k = 0; k < i32(load_u32__root_0(6u, 18u)); k += 1) {
    store_u32(t, u32(k), bitcast<u32>(bitcast<f32>(load_u32(t, u32(k), 18u)) * params.by), 18u);
  }
}

// arena_loops.cu:22: void until(Rows *, float)
override block_dim_x: u32 = 256;
override block_dim_y: u32 = 1;
override block_dim_z: u32 = 1;
override heap_0_start: u32; override heap_0_bytes: u32;
override root__0_known: bool = true;

struct Params {
  rows: u32,
  limit: f32,
  rows_word: u32,
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

var<private> bad__access: u32;

fn word_in(base: u32, start: u32) -> u32 {
  return bitcast<u32>(bitcast<i32>(base - start) >> 2u);
}

fn load_u32(base: u32, index: u32, line: u32) -> u32 {
  let word = word_in(base, heap_0_start) + index;
  bad__access = select(bad__access, line + 1u, word >= (heap_0_bytes >> 2u));
  return heap_0[word];
}

fn load_u32__root_0(index: u32, line: u32) -> u32 {
  if !root__0_known {
    return load_u32(params.rows, index, line);
  }
  return heap_0[params.rows_word + index];
}

fn store_u32(base: u32, index: u32, value: u32, line: u32) {
  if word_in(base, heap_0_start) + index < (heap_0_bytes >> 2u) { heap_0[word_in(base, heap_0_start) + index] = value; return; }
  bad__access = line + 1u;
}

fn store_u32__root_0(index: u32, value: u32, line: u32) {
  if !root__0_known {
    store_u32(params.rows, index, value, line);
    return;
  }
  heap_0[params.rows_word + index] = value;
}

@compute @workgroup_size(block_dim_x, block_dim_y, block_dim_z)
fn main(
  @builtin(workgroup_id) block_idx: vec3u,
  @builtin(num_workgroups) grid_dim: vec3u,
  @builtin(local_invocation_index) thread_index: u32,
) {
  kernel__body(block_idx, grid_dim, thread_index);
  if bad__access != 0u {
    report_fault(700u, (block_idx.z * grid_dim.y + block_idx.y) * grid_dim.x + block_idx.x, thread_index, 0xffffffffu, bad__access - 1u, 0xffffffffu, 0xffffffffu);
  }
}

fn kernel__body(block_idx: vec3u, grid_dim: vec3u, thread_index: u32) {
  // 23: for (int k = 0; k < 100; k++) {
  var k = 0u;
  for (var group = 0u; group < 25u; group += 1u) {
    // 24: if (rows[1].values[k] > limit) break;
    if bitcast<f32>(load_u32(load_u32__root_0(8u, 24u), k, 24u)) > params.limit {
      break;
    }
    // 25: rows[k].count = rows[2].columns[k];
    store_u32__root_0(k * 8u + 6u, load_u32(load_u32__root_0(18u, 25u), k, 25u), 25u);
    // 23: for (int k = 0; k < 100; k++) {
    let k_1 = k + 1u;
    // 24: if (rows[1].values[k] > limit) break;
    if bitcast<f32>(load_u32(load_u32__root_0(8u, 24u), k_1, 24u)) > params.limit {
      break;
    }
    // 25: rows[k].count = rows[2].columns[k];
    store_u32__root_0(k_1 * 8u + 6u, load_u32(load_u32__root_0(18u, 25u), k_1, 25u), 25u);
    // 23: for (int k = 0; k < 100; k++) {
    let k_2 = k + 2u;
    // 24: if (rows[1].values[k] > limit) break;
    if bitcast<f32>(load_u32(load_u32__root_0(8u, 24u), k_2, 24u)) > params.limit {
      break;
    }
    // 25: rows[k].count = rows[2].columns[k];
    store_u32__root_0(k_2 * 8u + 6u, load_u32(load_u32__root_0(18u, 25u), k_2, 25u), 25u);
    // 23: for (int k = 0; k < 100; k++) {
    let k_3 = k + 3u;
    // 24: if (rows[1].values[k] > limit) break;
    if bitcast<f32>(load_u32(load_u32__root_0(8u, 24u), k_3, 24u)) > params.limit {
      break;
    }
    // 25: rows[k].count = rows[2].columns[k];
    store_u32__root_0(k_3 * 8u + 6u, load_u32(load_u32__root_0(18u, 25u), k_3, 25u), 25u);
    k += 4u;
  }
}
