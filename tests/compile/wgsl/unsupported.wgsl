// unsupported.cu:12: void child(int *)
override block_dim_x: u32 = 256;
override block_dim_y: u32 = 1;
override block_dim_z: u32 = 1;

struct Params {
  x_offset: u32,
}
@group(0) @binding(0) var<uniform> params: Params;

@group(0) @binding(1) var<storage, read_write> x: array<i32>;

@compute @workgroup_size(block_dim_x, block_dim_y, block_dim_z)
fn main() {
  // 12: __global__ void child(int *x) { *x = 1; }
  x[params.x_offset] = 1;
}

// unsupported.cu:13: void launches(int *)
override block_dim_x: u32 = 256;
override block_dim_y: u32 = 1;
override block_dim_z: u32 = 1;
override heap_0_start: u32; override heap_0_bytes: u32;
override root__0_known: bool = true;
override function_child: u32 = 0;

struct Params {
  x: u32,
  cw_child_queue_address: u32,
  cw_child_queue_address_word: u32,
}
@group(0) @binding(0) var<uniform> params: Params;

@group(0) @binding(1) var<storage, read_write> kernel__output: array<atomic<u32>>;
@group(0) @binding(2) var<storage, read_write> heap_0: array<atomic<u32>>;

var<private> args: array<u32, 2>;

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

fn atomic_add(at: u32, value: u32, line: u32) -> u32 {
  if at - heap_0_start < heap_0_bytes { return atomicAdd(&heap_0[(at - heap_0_start) >> 2u], value); }
  bad__access = line + 1u;
  return 0u;
}

fn compare_exchange(at: u32, expected: u32, desired: u32, line: u32) -> vec2u {
  if at - heap_0_start < heap_0_bytes { let result = atomicCompareExchangeWeak(&heap_0[(at - heap_0_start) >> 2u], expected, desired); return vec2u(result.old_value, u32(result.exchanged)); }
  bad__access = line + 1u;
  return vec2u(expected, 1u);
}

fn word_in(base: u32, start: u32) -> u32 {
  return bitcast<u32>(bitcast<i32>(base - start) >> 2u);
}

fn store_u32(base: u32, index: u32, value: u32, line: u32) {
  if word_in(base, heap_0_start) + index < (heap_0_bytes >> 2u) { atomicStore(&heap_0[word_in(base, heap_0_start) + index], value); return; }
  bad__access = line + 1u;
}

fn store_u32__root_0(index: u32, value: u32, line: u32) {
  if !root__0_known {
    store_u32(params.cw_child_queue_address, index, value, line);
    return;
  }
  atomicStore(&heap_0[params.cw_child_queue_address_word + index], value);
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
  // 13: __global__ void launches(int *x) { child<<<1, 1>>>(x); }
  let wide = vec2u(params.x, 0u);
  let at = 0u;
  args[at >> 2u] = wide.x;
  args[(at >> 2u) + 1u] = wide.y;
  var used = atomic_add(params.cw_child_queue_address, 0u, 13u);
  var at_1 = 0u;
  while 262142u - used >= 14u {
    let at_2 = params.cw_child_queue_address;
    let operand = used;
    let desired = used + 14u;
    var old = operand;
    loop {
      let attempt = compare_exchange(at_2, operand, desired, 13u);
      old = attempt.x;
      if attempt.y != 0u || old != operand {
        break;
      }
    }
    let seen = old;
    if seen == used {
      at_1 = used + 2u;
      break;
    }
    used = seen;
  }
  if at_1 != 0u {
    store_u32__root_0(at_1, 14u, 0u);
    store_u32__root_0(at_1 + 1u, 0u, 0u);
    store_u32__root_0(at_1 + 2u, 0u, 0u);
    store_u32__root_0(at_1 + 3u, (block_idx.z * grid_dim.y + block_idx.y) * grid_dim.x + block_idx.x, 0u);
    store_u32__root_0(at_1 + 4u, function_child, 0u);
    store_u32__root_0(at_1 + 5u, 1u, 0u);
    store_u32__root_0(at_1 + 6u, 1u, 0u);
    store_u32__root_0(at_1 + 7u, 1u, 0u);
    store_u32__root_0(at_1 + 8u, 1u, 0u);
    store_u32__root_0(at_1 + 9u, 1u, 0u);
    store_u32__root_0(at_1 + 10u, 1u, 0u);
    store_u32__root_0(at_1 + 11u, 0u, 0u);
    store_u32__root_0(at_1 + 12u, args[0], 0u);
    store_u32__root_0(at_1 + 13u, args[1], 0u);
  }
}
