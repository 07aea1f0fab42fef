// arena_lists.cu:6: void lists(Node *, int *)
override block_dim_x: u32 = 256;
override block_dim_y: u32 = 1;
override block_dim_z: u32 = 1;
override heap_0_start: u32; override heap_0_bytes: u32;

struct Params {
  nodes: u32,
  sums: u32,
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
  @builtin(local_invocation_id) thread_idx: vec3u,
  @builtin(workgroup_id) block_idx: vec3u,
  @builtin(num_workgroups) grid_dim: vec3u,
  @builtin(local_invocation_index) thread_index: u32,
) {
  kernel__body(thread_idx, block_idx, grid_dim, thread_index);
  if bad__access.y != 0u {
    report_fault(700u, (block_idx.z * grid_dim.y + block_idx.y) * grid_dim.x + block_idx.x, thread_index, 0xffffffffu, bad__access.y - 1u, 0xffffffffu, bad__access.x);
  }
}

fn kernel__body(thread_idx: vec3u, block_idx: vec3u, grid_dim: vec3u, thread_index: u32) {
  // 8: for (Node *node = &nodes[threadIdx.x]; node; node = node->next) sum += node->value;
  var node = params.nodes + thread_idx.x * 16u;
  var sum = 0u;
  while node != 0u {
    sum += load_u32(node, 8u);
    node = load_u32(node + 8u, 8u);
  }
  // 9: sums[threadIdx.x] = sum;
  store_u32(params.sums + thread_idx.x * 4u, sum, 9u);
}

// arena_lists.cu:12: void tables(float **)
override block_dim_x: u32 = 256;
override block_dim_y: u32 = 1;
override block_dim_z: u32 = 1;
override heap_0_start: u32; override heap_0_bytes: u32;

struct Params {
  rows: u32,
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
  // 12: __global__ void tables(float **rows) { rows[blockIdx.x][threadIdx.x] = 1.0f; }
  store_u32(load_u32(params.rows + block_idx.x * 8u, 12u) + thread_idx.x * 4u, bitcast<u32>(1.0f), 12u);
}

// arena_lists.cu:21: void search(const double *, const Tree **, int)
override block_dim_x: u32 = 256;
override block_dim_y: u32 = 1;
override block_dim_z: u32 = 1;
override heap_0_start: u32; override heap_0_bytes: u32;

struct Params {
  keys: u32,
  found: u32,
  n: i32,
  root_address: u32,
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

fn load_pair(at: u32, line: u32) -> vec2u {
  let offset = at - heap_0_start;
  if offset >= heap_0_bytes {
    bad_access(at, line);
  }
  return select(vec2u(heap_0[offset >> 2u], heap_0[(offset >> 2u) + 1u]), vec2u(), offset >= heap_0_bytes);
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

fn store_pair(at: u32, value: vec2u, line: u32) {
  if at - heap_0_start < heap_0_bytes { heap_0[(at - heap_0_start) >> 2u] = value.x; heap_0[((at - heap_0_start) >> 2u) + 1u] = value.y; return; }
  bad_access(at, line);
}

@compute @workgroup_size(block_dim_x, block_dim_y, block_dim_z)
fn main(
  @builtin(workgroup_id) block_idx: vec3u,
  @builtin(local_invocation_id) thread_idx: vec3u,
  @builtin(num_workgroups) grid_dim: vec3u,
  @builtin(local_invocation_index) thread_index: u32,
) {
  kernel__body(block_idx, thread_idx, grid_dim, thread_index);
  if bad__access.y != 0u {
    report_fault(700u, (block_idx.z * grid_dim.y + block_idx.y) * grid_dim.x + block_idx.x, thread_index, 0xffffffffu, bad__access.y - 1u, 0xffffffffu, bad__access.x);
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
  var at = load_u32(params.root_address, 24u);
  loop {
    var t = false;
    if at != 0u {
      t = !eq_f64(load_pair(at, 25u), load_pair(params.keys + i * 8u, 25u));
    }
    if !t {
      break;
    }
    at = load_u32(at + (u32(lt_f64(load_pair(at, 25u), load_pair(params.keys + i * 8u, 25u)))) * 8u + 8u, 25u);
  }
  // 26: found[i] = at;
  store_pair(params.found + i * 8u, vec2u(at, 0u), 26u);
}

// arena_lists.cu:36: void unions(Word *, unsigned long long *)
override block_dim_x: u32 = 256;
override block_dim_y: u32 = 1;
override block_dim_z: u32 = 1;
override heap_0_start: u32; override heap_0_bytes: u32;

struct Params {
  words: u32,
  addresses: u32,
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

fn load_u8(at: u32, line: u32) -> u32 {
  return extractBits(load_u32(at & ~3u, line), (at & 3u) << 3u, 8u);
}

fn store_u32(at: u32, value: u32, line: u32) {
  if at - heap_0_start < heap_0_bytes { heap_0[(at - heap_0_start) >> 2u] = value; return; }
  bad_access(at, line);
}

fn load_pair(at: u32, line: u32) -> vec2u {
  let offset = at - heap_0_start;
  if offset >= heap_0_bytes {
    bad_access(at, line);
  }
  return select(vec2u(heap_0[offset >> 2u], heap_0[(offset >> 2u) + 1u]), vec2u(), offset >= heap_0_bytes);
}

fn store_pair(at: u32, value: vec2u, line: u32) {
  if at - heap_0_start < heap_0_bytes { heap_0[(at - heap_0_start) >> 2u] = value.x; heap_0[((at - heap_0_start) >> 2u) + 1u] = value.y; return; }
  bad_access(at, line);
}

@compute @workgroup_size(block_dim_x, block_dim_y, block_dim_z)
fn main(
  @builtin(local_invocation_id) thread_idx: vec3u,
  @builtin(workgroup_id) block_idx: vec3u,
  @builtin(num_workgroups) grid_dim: vec3u,
  @builtin(local_invocation_index) thread_index: u32,
) {
  kernel__body(thread_idx, block_idx, grid_dim, thread_index);
  if bad__access.y != 0u {
    report_fault(700u, (block_idx.z * grid_dim.y + block_idx.y) * grid_dim.x + block_idx.x, thread_index, 0xffffffffu, bad__access.y - 1u, 0xffffffffu, bad__access.x);
  }
}

fn kernel__body(thread_idx: vec3u, block_idx: vec3u, grid_dim: vec3u, thread_index: u32) {
  // 38: if (word->bytes[3] & 0x80) word->u ^= 0x80000000u;
  if (load_u8(params.words + thread_idx.x * 8u + 3u, 38u) & 128u) != 0u {
    store_u32(params.words + thread_idx.x * 8u, load_u32(params.words + thread_idx.x * 8u, 38u) ^ 0x80000000u, 38u);
  } else {
    // 39: else word->next = (Word *)(addresses[threadIdx.x] + 8);
    store_pair(params.words + thread_idx.x * 8u, vec2u(load_pair(params.addresses + thread_idx.x * 8u, 39u).x + 8u, 0u), 39u);
  }
  // 40: addresses[threadIdx.x] = (unsigned long long)word;
  store_pair(params.addresses + thread_idx.x * 8u, vec2u(params.words + thread_idx.x * 8u, 0u), 40u);
}
