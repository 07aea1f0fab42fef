// output.cu:4: void prints(int, float, long long, const float *)
override block_dim_x: u32 = 256;
override block_dim_y: u32 = 1;
override block_dim_z: u32 = 1;

struct Params {
  n: i32,
  f: f32,
  w: vec2u,
  p_offset: u32,
  p_address: u32,
}
@group(0) @binding(0) var<uniform> params: Params;

@group(0) @binding(1) var<storage, read> p: array<f32>;
@group(0) @binding(2) var<storage, read_write> kernel__output: array<atomic<u32>>;

fn print__5(format: u32, a0: vec2u, a1: vec2u, a2: vec2u, a3: vec2u, a4: vec2u) {
  let at = atomicAdd(&kernel__output[0], 12u) + 8u;
  if at + 12u > arrayLength(&kernel__output) {
    return;
  }
  atomicStore(&kernel__output[at + 0u], 12u);
  atomicStore(&kernel__output[at + 1u], format);
  atomicStore(&kernel__output[at + 2u], a0.x);
  atomicStore(&kernel__output[at + 3u], a0.y);
  atomicStore(&kernel__output[at + 4u], a1.x);
  atomicStore(&kernel__output[at + 5u], a1.y);
  atomicStore(&kernel__output[at + 6u], a2.x);
  atomicStore(&kernel__output[at + 7u], a2.y);
  atomicStore(&kernel__output[at + 8u], a3.x);
  atomicStore(&kernel__output[at + 9u], a3.y);
  atomicStore(&kernel__output[at + 10u], a4.x);
  atomicStore(&kernel__output[at + 11u], a4.y);
}

fn f64_of_f32(a: f32) -> vec2u {
  let bits = bitcast<u32>(a);
  let sign = bits & 0x80000000u;
  var m = bits & 0x7fffffffu;
  var e = 0x38000000u;
  if m - 0x800000u > 0x7effffffu {
    // Zero, subnormal, or not finite.
    if m == 0u {
      return vec2u(0u, sign);
    }
    if m > 0x7f7fffffu {
      return vec2u(m << 29u, sign | 0x7ff00000u | ((m & 0x7fffffu) >> 3u) | select(0u, 0x80000u, m > 0x7f800000u));
    }
    let shift = countLeadingZeros(m) - 8u;
    m <<= shift;
    e -= shift << 20u;
  }
  return vec2u(m << 29u, sign | ((m >> 3u) + e));
}

fn print__0(format: u32) {
  let at = atomicAdd(&kernel__output[0], 2u) + 8u;
  if at + 2u > arrayLength(&kernel__output) {
    return;
  }
  atomicStore(&kernel__output[at + 0u], 2u);
  atomicStore(&kernel__output[at + 1u], format);
}

@compute @workgroup_size(block_dim_x, block_dim_y, block_dim_z)
fn main(
  @builtin(local_invocation_id) thread_idx: vec3u,
) {
  // 5: if (threadIdx.x == 0) printf("%d %5.2f %lld %s %p\n", n, f, w, n > 0 ? "yes" : "no", p);
  if thread_idx.x == 0u {
    print__5(0u, vec2u(u32(params.n), 0u), f64_of_f32(params.f), params.w, select(vec2u(1u, 0xffffffffu), vec2u(2u, 0xffffffffu), params.n > 0), vec2u(params.p_address, 0u));
  }
  // 6: printf("hello\n");
  print__0(3u);
}

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
