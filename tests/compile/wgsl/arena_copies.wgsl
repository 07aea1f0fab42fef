// arena_copies.cu:8: void copies(Large **, float4 **)
override block_dim_x: u32 = 256;
override block_dim_y: u32 = 1;
override block_dim_z: u32 = 1;
override heap_0_start: u32; override heap_0_bytes: u32;
override root__0_known: bool = true;
override root__1_known: bool = true;

struct Params {
  list: u32,
  vectors: u32,
  list_word: u32,
  vectors_word: u32,
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
    return load_u32(params.list, index, line);
  }
  return atomicLoad(&heap_0[params.list_word + index]);
}

fn store_u32(base: u32, index: u32, value: u32, line: u32) {
  if word_in(base, heap_0_start) + index < (heap_0_bytes >> 2u) { atomicStore(&heap_0[word_in(base, heap_0_start) + index], value); return; }
  bad__access = line + 1u;
}

fn load_u32__root_1(index: u32, line: u32) -> u32 {
  if !root__1_known {
    return load_u32(params.vectors, index, line);
  }
  return atomicLoad(&heap_0[params.vectors_word + index]);
}

fn load_quad(base: u32, index: u32, line: u32) -> vec4u {
  let word = word_in(base, heap_0_start) + index;
  bad__access = select(bad__access, line + 1u, word >= (heap_0_bytes >> 2u));
  return vec4u(atomicLoad(&heap_0[word]), atomicLoad(&heap_0[word + 1u]), atomicLoad(&heap_0[word + 2u]), atomicLoad(&heap_0[word + 3u]));
}

fn store_quad(base: u32, index: u32, value: vec4u, line: u32) {
  if word_in(base, heap_0_start) + index < (heap_0_bytes >> 2u) { atomicStore(&heap_0[word_in(base, heap_0_start) + index], value.x); atomicStore(&heap_0[word_in(base, heap_0_start) + index + 1u], value.y); atomicStore(&heap_0[word_in(base, heap_0_start) + index + 2u], value.z); atomicStore(&heap_0[word_in(base, heap_0_start) + index + 3u], value.w); return; }
  bad__access = line + 1u;
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
  var vector: vec4f;
  var vector_1: vec4f;
  // 9: Large *first = list[threadIdx.x];
  let first = load_u32__root_0(thread_idx.x * 2u, 9u);
  // 10: *first->next = *first;
  let at = load_u32(first, 100u, 10u);
  for (var i = 0u; i < 408u; i += 4u) {
    store_u32(at + i, 0u, load_u32(first + i, 0u, 10u), 10u);
  }
  // 11: *vectors[1] = *vectors[0];
  store_quad(load_u32__root_1(2u, 11u), 0u, load_quad(load_u32__root_1(0u, 11u), 0u, 11u), 11u);
  // 12: float4 sum = vectors[2][threadIdx.x];
  vector = bitcast<vec4f>(load_quad(load_u32__root_1(4u, 12u), thread_idx.x * 4u, 12u));
  let vector_y = vector.y;
  let vector_z = vector.z;
  let vector_w = vector.w;
  // 14: vectors[3][threadIdx.x] = sum;
  let t = load_u32__root_1(6u, 14u);
  vector_1.x = vector.x + vector_w;
  vector_1.y = vector_y;
  vector_1.z = vector_z;
  vector_1.w = vector_w;
  store_quad(t, thread_idx.x * 4u, bitcast<vec4u>(vector_1), 14u);
}

// arena_copies.cu:17: void strings(const char *)
override block_dim_x: u32 = 256;
override block_dim_y: u32 = 1;
override block_dim_z: u32 = 1;
override heap_0_start: u32; override heap_0_bytes: u32;

struct Params {
  s: u32,
}
@group(0) @binding(0) var<uniform> params: Params;

@group(0) @binding(1) var<storage, read_write> kernel__output: array<atomic<u32>>;
@group(0) @binding(2) var<storage, read> heap_0: array<u32>;

fn print__1(format: u32, a0: vec2u) {
  let at = atomicAdd(&kernel__output[0], 4u) + 8u;
  if at + 4u > arrayLength(&kernel__output) {
    return;
  }
  atomicStore(&kernel__output[at + 0u], 4u);
  atomicStore(&kernel__output[at + 1u], format);
  atomicStore(&kernel__output[at + 2u], a0.x);
  atomicStore(&kernel__output[at + 3u], a0.y);
}

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

fn print__text(origin: u32, line: u32) -> vec2u {
  if origin == 0u {
    return vec2u();
  }
  var bytes = 0u;
  while load_u8(origin + bytes, line) != 0u {
    bytes += 1u;
  }
  let words = 3u + (bytes >> 2u);
  let at = atomicAdd(&kernel__output[0], words) + 8u;
  if at + words > arrayLength(&kernel__output) {
    return vec2u(0u, 0xfffffffeu);
  }
  atomicStore(&kernel__output[at], words);
  atomicStore(&kernel__output[at + 1u], 0xffffffffu);
  for (var i = 0u; i <= bytes; i += 4u) {
    var word = 0u;
    for (var k = 0u; k < min(4u, bytes - i); k += 1u) {
      word |= load_u8(origin + i + k, line) << (8u * k);
    }
    atomicStore(&kernel__output[at + 2u + (i >> 2u)], word);
  }
  return vec2u(at - 6u, 0xfffffffeu);
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
  // 17: __global__ void strings(const char *s) { printf("%s\n", s); }
  print__1(0u, print__text(params.s, 17u));
}
