// arena_lists.cu:6: void lists(Node *, int *)
override block_dim_x: u32 = 256;
override block_dim_y: u32 = 1;
override block_dim_z: u32 = 1;
override heap_0_start: u32; override heap_0_bytes: u32;
override root__0_known: bool = true;

struct Params {
  nodes: u32,
  sums: u32,
  sums_word: u32,
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

fn store_u32(base: u32, index: u32, value: u32, line: u32) {
  if word_in(base, heap_0_start) + index < (heap_0_bytes >> 2u) { heap_0[word_in(base, heap_0_start) + index] = value; return; }
  bad__access = line + 1u;
}

fn store_u32__root_0(index: u32, value: u32, line: u32) {
  if !root__0_known {
    store_u32(params.sums, index, value, line);
    return;
  }
  heap_0[params.sums_word + index] = value;
}

@compute @workgroup_size(block_dim_x, block_dim_y, block_dim_z)
fn main(
  @builtin(local_invocation_id) thread_idx: vec3u,
  @builtin(workgroup_id) block_idx: vec3u,
  @builtin(num_workgroups) grid_dim: vec3u,
  @builtin(local_invocation_index) thread_index: u32,
) {
  kernel__body(thread_idx, block_idx, grid_dim, thread_index);
  if bad__access != 0u {
    report_fault(700u, (block_idx.z * grid_dim.y + block_idx.y) * grid_dim.x + block_idx.x, thread_index, 0xffffffffu, bad__access - 1u, 0xffffffffu, 0xffffffffu);
  }
}

fn kernel__body(thread_idx: vec3u, block_idx: vec3u, grid_dim: vec3u, thread_index: u32) {
  // 8: for (Node *node = &nodes[threadIdx.x]; node; node = node->next) sum += node->value;
  var node = params.nodes + thread_idx.x * 16u;
  var sum = 0u;
  while node != 0u {
    sum += load_u32(node, 0u, 8u);
    node = load_u32(node, 2u, 8u);
  }
  // 9: sums[threadIdx.x] = sum;
  store_u32__root_0(thread_idx.x, sum, 9u);
}

// arena_lists.cu:12: void tables(float **)
override block_dim_x: u32 = 256;
override block_dim_y: u32 = 1;
override block_dim_z: u32 = 1;
override heap_0_start: u32; override heap_0_bytes: u32;
override root__0_known: bool = true;

struct Params {
  rows: u32,
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
  @builtin(local_invocation_id) thread_idx: vec3u,
) {
  kernel__body(block_idx, grid_dim, thread_index, thread_idx);
  if bad__access != 0u {
    report_fault(700u, (block_idx.z * grid_dim.y + block_idx.y) * grid_dim.x + block_idx.x, thread_index, 0xffffffffu, bad__access - 1u, 0xffffffffu, 0xffffffffu);
  }
}

fn kernel__body(block_idx: vec3u, grid_dim: vec3u, thread_index: u32, thread_idx: vec3u) {
  // 12: __global__ void tables(float **rows) { rows[blockIdx.x][threadIdx.x] = 1.0f; }
  store_u32(load_u32__root_0(block_idx.x * 2u, 12u), thread_idx.x, bitcast<u32>(1.0f), 12u);
}

// arena_lists.cu:21: void search(const double *, const Tree **, int)
override block_dim_x: u32 = 256;
override block_dim_y: u32 = 1;
override block_dim_z: u32 = 1;
override heap_0_start: u32; override heap_0_bytes: u32;
override root__0_known: bool = true;
override root__1_known: bool = true;
override root__2_known: bool = true;

struct Params {
  keys: u32,
  found: u32,
  n: i32,
  root_address: u32,
  root_address_word: u32,
  keys_word: u32,
  found_word: u32,
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
    return load_u32(params.root_address, index, line);
  }
  return heap_0[params.root_address_word + index];
}

fn load_pair(base: u32, index: u32, line: u32) -> vec2u {
  let word = word_in(base, heap_0_start) + index;
  bad__access = select(bad__access, line + 1u, word >= (heap_0_bytes >> 2u));
  return vec2u(heap_0[word], heap_0[word + 1u]);
}

fn load_pair__root_1(index: u32, line: u32) -> vec2u {
  if !root__1_known {
    return load_pair(params.keys, index, line);
  }
  return vec2u(heap_0[params.keys_word + index], heap_0[params.keys_word + index + 1u]);
}

fn nan_f64(a: vec2u) -> bool {
  return (a.y & 0x7fffffffu) + min(a.x, 1u) > 0x7ff00000u;
}

fn eq_f64(a: vec2u, b: vec2u) -> bool {
  return (all(a == b) && !nan_f64(a)) || (a.x | b.x | ((a.y | b.y) << 1u)) == 0u;
}

// Of numbers. The bits of negative ones go down where the number goes up.
fn less_f64(a: vec2u, b: vec2u) -> bool {
  let below = a.y < b.y || (a.y == b.y && a.x < b.x);
  let above = a.y > b.y || (a.y == b.y && a.x > b.x);
  let zeros = (a.x | b.x | ((a.y | b.y) << 1u)) == 0u;
  return select(below && b.y >> 31u == 0u, above && !zeros, a.y >> 31u == 1u);
}

fn lt_f64(a: vec2u, b: vec2u) -> bool {
  return less_f64(a, b) && !nan_f64(a) && !nan_f64(b);
}

fn store_pair(base: u32, index: u32, value: vec2u, line: u32) {
  if word_in(base, heap_0_start) + index < (heap_0_bytes >> 2u) { heap_0[word_in(base, heap_0_start) + index] = value.x; heap_0[word_in(base, heap_0_start) + index + 1u] = value.y; return; }
  bad__access = line + 1u;
}

fn store_pair__root_2(index: u32, value: vec2u, line: u32) {
  if !root__2_known {
    store_pair(params.found, index, value, line);
    return;
  }
  heap_0[params.found_word + index] = value.x; heap_0[params.found_word + index + 1u] = value.y;
}

@compute @workgroup_size(block_dim_x, block_dim_y, block_dim_z)
fn main(
  @builtin(workgroup_id) block_idx: vec3u,
  @builtin(local_invocation_id) thread_idx: vec3u,
  @builtin(num_workgroups) grid_dim: vec3u,
  @builtin(local_invocation_index) thread_index: u32,
) {
  kernel__body(block_idx, thread_idx, grid_dim, thread_index);
  if bad__access != 0u {
    report_fault(700u, (block_idx.z * grid_dim.y + block_idx.y) * grid_dim.x + block_idx.x, thread_index, 0xffffffffu, bad__access - 1u, 0xffffffffu, 0xffffffffu);
  }
}

fn kernel__body(block_idx: vec3u, thread_idx: vec3u, grid_dim: vec3u, thread_index: u32) {
  // 22: int i = blockIdx.x * blockDim.x + threadIdx.x;
  let i = block_idx.x * block_dim_x + thread_idx.x;
  // 23: if (i >= n) return;
  if i32(i) >= params.n {
    return;
  }
  // 25: while (at && at->key != keys[i]) at = at->child[at->key < keys[i]];
  var at = load_u32__root_0(0u, 24u);
  while at != 0u {
    let t = load_pair(at, 0u, 25u);
    let t_1 = load_pair__root_1(i * 2u, 25u);
    if !!eq_f64(t, t_1) {
      break;
    }
    at = load_u32(at, (u32(lt_f64(t, t_1))) * 2u + 2u, 25u);
  }
  // 26: found[i] = at;
  store_pair__root_2(i * 2u, vec2u(at, 0u), 26u);
}

// arena_lists.cu:36: void unions(Word *, unsigned long long *)
override block_dim_x: u32 = 256;
override block_dim_y: u32 = 1;
override block_dim_z: u32 = 1;
override heap_0_start: u32; override heap_0_bytes: u32;
override root__0_known: bool = true;
override root__1_known: bool = true;

struct Params {
  words: u32,
  addresses: u32,
  words_word: u32,
  addresses_word: u32,
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

fn load_u8(at: u32, line: u32) -> u32 {
  return extractBits(load_u32(at, 0u, line), (at & 3u) << 3u, 8u);
}

fn load_u8__root_0(byte: u32, line: u32) -> u32 {
  if !root__0_known {
    return load_u8(params.words + byte, line);
  }
  let offset = params.words - heap_0_start + byte;
  return extractBits(heap_0[offset >> 2u], (offset & 3u) << 3u, 8u);
}

fn load_u32__root_0(index: u32, line: u32) -> u32 {
  if !root__0_known {
    return load_u32(params.words, index, line);
  }
  return heap_0[params.words_word + index];
}

fn store_u32(base: u32, index: u32, value: u32, line: u32) {
  if word_in(base, heap_0_start) + index < (heap_0_bytes >> 2u) { heap_0[word_in(base, heap_0_start) + index] = value; return; }
  bad__access = line + 1u;
}

fn store_u32__root_0(index: u32, value: u32, line: u32) {
  if !root__0_known {
    store_u32(params.words, index, value, line);
    return;
  }
  heap_0[params.words_word + index] = value;
}

fn load_pair(base: u32, index: u32, line: u32) -> vec2u {
  let word = word_in(base, heap_0_start) + index;
  bad__access = select(bad__access, line + 1u, word >= (heap_0_bytes >> 2u));
  return vec2u(heap_0[word], heap_0[word + 1u]);
}

fn load_pair__root_1(index: u32, line: u32) -> vec2u {
  if !root__1_known {
    return load_pair(params.addresses, index, line);
  }
  return vec2u(heap_0[params.addresses_word + index], heap_0[params.addresses_word + index + 1u]);
}

fn store_pair(base: u32, index: u32, value: vec2u, line: u32) {
  if word_in(base, heap_0_start) + index < (heap_0_bytes >> 2u) { heap_0[word_in(base, heap_0_start) + index] = value.x; heap_0[word_in(base, heap_0_start) + index + 1u] = value.y; return; }
  bad__access = line + 1u;
}

fn store_pair__root_0(index: u32, value: vec2u, line: u32) {
  if !root__0_known {
    store_pair(params.words, index, value, line);
    return;
  }
  heap_0[params.words_word + index] = value.x; heap_0[params.words_word + index + 1u] = value.y;
}

fn store_pair__root_1(index: u32, value: vec2u, line: u32) {
  if !root__1_known {
    store_pair(params.addresses, index, value, line);
    return;
  }
  heap_0[params.addresses_word + index] = value.x; heap_0[params.addresses_word + index + 1u] = value.y;
}

@compute @workgroup_size(block_dim_x, block_dim_y, block_dim_z)
fn main(
  @builtin(local_invocation_id) thread_idx: vec3u,
  @builtin(workgroup_id) block_idx: vec3u,
  @builtin(num_workgroups) grid_dim: vec3u,
  @builtin(local_invocation_index) thread_index: u32,
) {
  kernel__body(thread_idx, block_idx, grid_dim, thread_index);
  if bad__access != 0u {
    report_fault(700u, (block_idx.z * grid_dim.y + block_idx.y) * grid_dim.x + block_idx.x, thread_index, 0xffffffffu, bad__access - 1u, 0xffffffffu, 0xffffffffu);
  }
}

fn kernel__body(thread_idx: vec3u, block_idx: vec3u, grid_dim: vec3u, thread_index: u32) {
  // 38: if (word->bytes[3] & 0x80) word->u ^= 0x80000000u;
  if (load_u8__root_0(thread_idx.x * 8u + 3u, 38u) & 128u) != 0u {
    store_u32__root_0(thread_idx.x * 2u, load_u32__root_0(thread_idx.x * 2u, 38u) ^ 0x80000000u, 38u);
  } else {
    // 39: else word->next = (Word *)(addresses[threadIdx.x] + 8);
    store_pair__root_0(thread_idx.x * 2u, vec2u(load_pair__root_1(thread_idx.x * 2u, 39u).x + 8u, 0u), 39u);
  }
  // 40: addresses[threadIdx.x] = (unsigned long long)word;
  store_pair__root_1(thread_idx.x * 2u, vec2u(params.words + thread_idx.x * 8u, 0u), 40u);
}

// arena_lists.cu:49: void descend(const Branch *, const unsigned int *, short *)
override block_dim_x: u32 = 256;
override block_dim_y: u32 = 1;
override block_dim_z: u32 = 1;
override heap_0_start: u32; override heap_0_bytes: u32;
override root__0_known: bool = true;
override root__1_known: bool = true;

struct Params {
  branch: u32,
  keys: u32,
  weights: u32,
  branch_word: u32,
  keys_word: u32,
}
@group(0) @binding(0) var<uniform> params: Params;

@group(0) @binding(1) var<storage, read_write> kernel__output: array<atomic<u32>>;
@group(0) @binding(2) var<storage, read_write> heap_0: array<atomic<u32>>;

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
  return atomicLoad(&heap_0[word]);
}

fn load_u32__root_0(index: u32, line: u32) -> u32 {
  if !root__0_known {
    return load_u32(params.branch, index, line);
  }
  return atomicLoad(&heap_0[params.branch_word + index]);
}

fn load_u32__root_1(index: u32, line: u32) -> u32 {
  if !root__1_known {
    return load_u32(params.keys, index, line);
  }
  return atomicLoad(&heap_0[params.keys_word + index]);
}

fn load_i16(at: u32, line: u32) -> i32 {
  return extractBits(bitcast<i32>(load_u32(at, 0u, line)), (at & 3u) << 3u, 16u);
}

fn compare_exchange(at: u32, expected: u32, desired: u32, line: u32) -> vec2u {
  if at - heap_0_start < heap_0_bytes { let result = atomicCompareExchangeWeak(&heap_0[(at - heap_0_start) >> 2u], expected, desired); return vec2u(result.old_value, u32(result.exchanged)); }
  bad__access = line + 1u;
  return vec2u(expected, 1u);
}

fn store_16(at: u32, value: u32, line: u32) {
  var old = load_u32(at, 0u, line);
  loop {
    let result = compare_exchange(at & ~3u, old, insertBits(old, value, (at & 3u) << 3u, 16u), line);
    if result.y != 0u {
      break;
    }
    old = result.x;
  }
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
  // 51: while (branch->left) {
  var t: u32;
  if load_u32__root_0(2u, 51u) != 0u {
    t = load_u32__root_1(thread_idx.x, 52u);
  }
  var branch = params.branch;
  var weight = 0;
  loop {
    let t_1 = load_u32(branch, 2u, 51u);
    // 53: branch = keys[threadIdx.x] < branch->key ? branch->left : branch->right;
    let t_2 = load_u32(branch, 4u, 53u);
    // 51: while (branch->left) {
    if t_1 == 0u {
      break;
    }
    let t_3 = t < load_u32(branch, 0u, 52u);
    weight = select(load_i16(branch + 6u, 52u), load_i16(branch + 4u, 52u), t_3);
    branch = select(t_2, t_1, t_3);
  }
  // 55: weights[threadIdx.x] = weight;
  store_16(params.weights + thread_idx.x * 2u, u32(extractBits(weight, 0u, 16u)), 55u);
}

// arena_lists.cu:58: void traverse(const Branch *, unsigned int *)
override block_dim_x: u32 = 256;
override block_dim_y: u32 = 1;
override block_dim_z: u32 = 1;
override heap_0_start: u32; override heap_0_bytes: u32;
override root__0_known: bool = true;

struct Params {
  branch: u32,
  sums: u32,
  sums_word: u32,
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

fn store_u32(base: u32, index: u32, value: u32, line: u32) {
  if word_in(base, heap_0_start) + index < (heap_0_bytes >> 2u) { heap_0[word_in(base, heap_0_start) + index] = value; return; }
  bad__access = line + 1u;
}

fn store_u32__root_0(index: u32, value: u32, line: u32) {
  if !root__0_known {
    store_u32(params.sums, index, value, line);
    return;
  }
  heap_0[params.sums_word + index] = value;
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
  var stack: array<u32, 16>;
  // 61: stack[top++] = branch;
  stack[0] = params.branch;
  // 63: while (top > 0) {
  var top = 1;
  var sum = 0u;
  while top > 0 {
    // 64: const Branch *at = stack[--top];
    let top_1 = top - 1;
    let at = stack[u32(top_1)];
    // 65: sum += at->key % 100;
    sum += load_u32(at, 0u, 65u) % 100u;
    // 66: if (at->left) stack[top++] = at->left;
    let t = load_u32(at, 2u, 66u);
    if t != 0u {
      stack[u32(top_1)] = t;
    } else {
      top = top_1;
    }
    // 67: if (at->right) stack[top++] = at->right;
    let t_1 = load_u32(at, 4u, 67u);
    if t_1 != 0u {
      stack[u32(top)] = t_1;
      top += 1;
    }
  }
  // 69: sums[threadIdx.x] = sum;
  store_u32__root_0(thread_idx.x, sum, 69u);
}

// arena_lists.cu:77: void boxes(const Box *, int *)
override block_dim_x: u32 = 256;
override block_dim_y: u32 = 1;
override block_dim_z: u32 = 1;
override heap_0_start: u32; override heap_0_bytes: u32;
override root__0_known: bool = true;

struct Params {
  box: u32,
  counts: u32,
  counts_word: u32,
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

fn store_u32(base: u32, index: u32, value: u32, line: u32) {
  if word_in(base, heap_0_start) + index < (heap_0_bytes >> 2u) { heap_0[word_in(base, heap_0_start) + index] = value; return; }
  bad__access = line + 1u;
}

fn store_u32__root_0(index: u32, value: u32, line: u32) {
  if !root__0_known {
    store_u32(params.counts, index, value, line);
    return;
  }
  heap_0[params.counts_word + index] = value;
}

@compute @workgroup_size(block_dim_x, block_dim_y, block_dim_z)
fn main(
  @builtin(local_invocation_id) thread_idx: vec3u,
  @builtin(workgroup_id) block_idx: vec3u,
  @builtin(num_workgroups) grid_dim: vec3u,
  @builtin(local_invocation_index) thread_index: u32,
) {
  kernel__body(thread_idx, block_idx, grid_dim, thread_index);
  if bad__access != 0u {
    report_fault(700u, (block_idx.z * grid_dim.y + block_idx.y) * grid_dim.x + block_idx.x, thread_index, 0xffffffffu, bad__access - 1u, 0xffffffffu, 0xffffffffu);
  }
}

fn kernel__body(thread_idx: vec3u, block_idx: vec3u, grid_dim: vec3u, thread_index: u32) {
  // 78: float x = threadIdx.x, y = blockIdx.x;
  let x = f32(thread_idx.x);
  let y = f32(block_idx.x);
  // 80: for (; box; box = box->next) count += x >= box->low[0] && x <= box->high[0] && y >= box->low[1] && y <= box->high[1];
  var box = params.box;
  var count = 0u;
  while box != 0u {
    let t = x <= bitcast<f32>(load_u32(box, 2u, 80u));
    let t_1 = y >= bitcast<f32>(load_u32(box, 1u, 80u));
    let t_2 = y <= bitcast<f32>(load_u32(box, 3u, 80u));
    count += u32(x >= bitcast<f32>(load_u32(box, 0u, 80u)) && t && t_1 && t_2);
    box = load_u32(box, 4u, 80u);
  }
  // 81: counts[blockIdx.x * blockDim.x + threadIdx.x] = count;
  store_u32__root_0(block_idx.x * block_dim_x + thread_idx.x, count, 81u);
}
