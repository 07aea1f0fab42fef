// arena_atomics.cu:11: void count(const Counters *, int)
override block_dim_x: u32 = 256;
override block_dim_y: u32 = 1;
override block_dim_z: u32 = 1;
override heap_0_start: u32; override heap_0_bytes: u32;
override root__0_known: bool = true;

struct Params {
  counters: u32,
  n: i32,
  zero: f32,
  one: f32,
  counters_word: u32,
}
@group(0) @binding(0) var<uniform> params: Params;

@group(0) @binding(1) var<storage, read_write> kernel__output: array<atomic<u32>>;
@group(0) @binding(2) var<storage, read_write> memory__locks: array<atomic<u32>, 65536>;
@group(0) @binding(3) var<storage, read_write> heap_0: array<atomic<u32>>;

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
  let word = word_in(base, heap_0_start) + index + bitcast<u32>(params.zero);
  bad__access = select(bad__access, line + 1u, word >= (heap_0_bytes >> 2u));
  return atomicLoad(&heap_0[word]);
}

fn load_u32__root_0(index: u32, line: u32) -> u32 {
  if !root__0_known {
    return load_u32(params.counters, index, line);
  }
  return atomicLoad(&heap_0[params.counters_word + index + bitcast<u32>(params.zero)]);
}

fn compare_exchange(at: u32, expected: u32, desired: u32, line: u32) -> vec2u {
  if at - heap_0_start < heap_0_bytes { let result = atomicCompareExchangeWeak(&heap_0[(at - heap_0_start) >> 2u], expected, desired); return vec2u(result.old_value, u32(result.exchanged)); }
  bad__access = line + 1u;
  return vec2u(expected, 1u);
}

fn atomic_or(at: u32, value: u32, line: u32) -> u32 {
  if at - heap_0_start < heap_0_bytes { return atomicOr(&heap_0[(at - heap_0_start) >> 2u], value); }
  bad__access = line + 1u;
  return 0u;
}

fn nan_f64(a: vec2u) -> bool {
  return (a.y & 0x7fffffffu) + min(a.x, 1u) > 0x7ff00000u;
}

// A NaN passes on, as a quiet one.
fn quiet_f64(a: vec2u) -> vec2u {
  return vec2u(a.x, a.y | 0x80000u);
}

// By less than 64; amounts of shifts count modulo 32.
fn left_f64(m: vec2u, count: u32) -> vec2u {
  let w = select(m, vec2u(0u, m.x), count > 31u);
  return vec2u(w.x << count, (w.y << count) | ((w.x >> 1u) >> ~count));
}

// To the right, by less than 64; what is lost leaves a trace in the lowest bit.
fn jam_f64(m: vec2u, count: u32) -> vec2u {
  let w = select(m, vec2u(m.y, 0u), count > 31u);
  let lost = select(0u, m.x, count > 31u) | ((w.x << 1u) << ~count);
  return vec2u((w.x >> count) | ((w.y << 1u) << ~count) | min(lost, 1u), w.y >> count);
}

fn zeros_f64(m: vec2u) -> u32 {
  return select(countLeadingZeros(m.y), 32u + countLeadingZeros(m.x), m.y == 0u);
}

// The double nearest to m 2^(e - 1086), for a positive e and an m with its highest bit at 63, lower only for e = 1.
fn round_f64(sign: u32, e: u32, m: vec2u) -> vec2u {
  let low = (m.x >> 11u) | (m.y << 21u);
  let rounded = low + u32((m.x & 0x7ffu) + (low & 1u) > 0x400u);
  // Carries run on into the exponent, as they should.
  let high = sign + ((e - 1u) << 20u) + (m.y >> 11u) + u32(rounded < low);
  return select(vec2u(rounded, high), vec2u(0u, sign | 0x7ff00000u), e > 2046u);
}

fn add_f64(a: vec2u, b: vec2u) -> vec2u {
  // The larger one first.
  let a_high = a.y & 0x7fffffffu;
  let b_high = b.y & 0x7fffffffu;
  let swap = a_high < b_high || (a_high == b_high && a.x < b.x);
  let x = select(a, b, swap);
  let y = select(b, a, swap);
  let ex = (x.y >> 20u) & 0x7ffu;
  let ey = (y.y >> 20u) & 0x7ffu;
  if ex == 0x7ffu {
    if nan_f64(x) {
      return quiet_f64(x);
    }
    return select(x, vec2u(0u, 0xfff80000u), ey == 0x7ffu && x.y != y.y);
  }
  // Mantissas with room for a carry above and ten bits below.
  let e = max(ex, 1u);
  let mx = vec2u(x.x << 10u, (min(ex, 1u) << 30u) | ((x.y & 0xfffffu) << 10u) | (x.x >> 22u));
  let my = vec2u(y.x << 10u, (min(ey, 1u) << 30u) | ((y.y & 0xfffffu) << 10u) | (y.x >> 22u));
  // All ones where signs differ: then the complement is added.
  let flip = 0u - ((x.y ^ y.y) >> 31u);
  let t = jam_f64(my, min(e - max(ey, 1u), 63u)) ^ vec2u(flip);
  let part = mx.x + t.x;
  let low = part - flip;
  let m = vec2u(low, mx.y + t.y + u32(part < t.x) + u32(low < part));
  if (m.x | m.y) == 0u {
    return vec2u(0u, x.y & y.y & 0x80000000u);
  }
  let shift = min(zeros_f64(m), e);
  return round_f64(x.y & 0x80000000u, e + 1u - shift, left_f64(m, shift));
}

fn atomic_exchange(at: u32, value: u32, line: u32) -> u32 {
  if at - heap_0_start < heap_0_bytes { return atomicExchange(&heap_0[(at - heap_0_start) >> 2u], value); }
  bad__access = line + 1u;
  return 0u;
}

fn sext64(a: i32) -> vec2u {
  return vec2u(bitcast<u32>(a), bitcast<u32>(a >> 31u));
}

fn shl64(a: vec2u, count: u32) -> vec2u {
  let n = count & 31u;
  let high = select((a.y << n) | (a.x >> (32u - n)), a.y, n == 0u);
  return select(vec2u(a.x << n, high), vec2u(0u, a.x << n), (count & 32u) != 0u);
}

fn ult64(a: vec2u, b: vec2u) -> bool {
  return (a.y < b.y) | ((a.y == b.y) & (a.x < b.x));
}

fn store_8(at: u32, value: u32, line: u32) {
  var old = load_u32(at, 0u, line);
  loop {
    let result = compare_exchange(at & ~3u, old, insertBits(old, value, (at & 3u) << 3u, 8u), line);
    if result.y != 0u {
      break;
    }
    old = result.x;
  }
}

fn store_u32(base: u32, index: u32, value: u32, line: u32) {
  if word_in(base, heap_0_start) + index < (heap_0_bytes >> 2u) { atomicStore(&heap_0[word_in(base, heap_0_start) + index], value); return; }
  bad__access = line + 1u;
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
  // 12: int i = blockIdx.x * blockDim.x + threadIdx.x;
  let i = block_idx.x * block_dim_x + thread_idx.x;
  // 13: if (i >= n) return;
  if i32(i) >= params.n {
    return;
  }
  // 14: atomicMin(counters->least, -i);
  let at = load_u32__root_0(0u, 14u);
  let operand: i32 = -i32(i);
  var old = load_u32(at, 0u, 14u);
  loop {
    let attempt = compare_exchange(at, old, bitcast<u32>(min(bitcast<i32>(old), operand)), 14u);
    if attempt.y != 0u {
      break;
    }
    old = attempt.x;
  }
  // 15: unsigned ticket = atomicInc(counters->all, 100u);
  let at_1 = load_u32__root_0(2u, 15u);
  let operand_1: u32 = 100u;
  var old_1 = load_u32(at_1, 0u, 15u);
  loop {
    let attempt_1 = compare_exchange(at_1, old_1, select(old_1 + 1u, 0u, old_1 >= operand_1), 15u);
    if attempt_1.y != 0u {
      break;
    }
    old_1 = attempt_1.x;
  }
  let ticket = old_1;
  // 16: atomicOr(counters->all + 1, 1u << (ticket & 31));
  atomic_or(load_u32__root_0(2u, 16u) + 4u, 1u << (ticket & 31u), 16u);
  // 17: atomicAdd(counters->sum, 0.5f);
  let at_2 = load_u32__root_0(4u, 17u);
  let operand_2: f32 = 0.5f;
  var old_2 = load_u32(at_2, 0u, 17u);
  loop {
    let attempt_2 = compare_exchange(at_2, old_2, bitcast<u32>(bitcast<f32>(old_2) + operand_2), 17u);
    if attempt_2.y != 0u {
      break;
    }
    old_2 = attempt_2.x;
  }
  // 18: atomicAdd(counters->mean, 0.25);
  let at_3 = load_u32__root_0(6u, 18u);
  let operand_3 = vec2u(0u, 1070596096u);
  let slot = &memory__locks[(at_3 >> 3u) & 65535u];
  var old_3 = vec2u();
  var is_done = false;
  while !is_done {
    let taken = atomicCompareExchangeWeak(slot, 0u, 1u);
    if taken.exchanged {
      old_3 = vec2u(load_u32(at_3, 0u, 18u), load_u32(at_3 + 4u, 0u, 18u));
      let next = add_f64(old_3, operand_3);
      let low = atomic_exchange(at_3, next.x, 18u);
      let high = atomic_exchange(at_3 + 4u, next.y, 18u);
      atomicStore(slot, (low ^ high) & (bitcast<u32>(params.one) & 1u));
      is_done = true;
    }
  }
  // 19: if (atomicCAS(counters->large, 0ull, 5ull) == 0) atomicMax(counters->large + 1, (unsigned long long)i << 32);
  let at_4 = load_u32__root_0(8u, 19u);
  let expected = vec2u(0u, 0u);
  let desired = vec2u(5u, 0u);
  let slot_1 = &memory__locks[(at_4 >> 3u) & 65535u];
  var old_4 = vec2u();
  var is_done_1 = false;
  while !is_done_1 {
    let taken_1 = atomicCompareExchangeWeak(slot_1, 0u, 1u);
    if taken_1.exchanged {
      old_4 = vec2u(load_u32(at_4, 0u, 19u), load_u32(at_4 + 4u, 0u, 19u));
      let next_1 = select(old_4, desired, all(old_4 == expected));
      let low_1 = atomic_exchange(at_4, next_1.x, 19u);
      let high_1 = atomic_exchange(at_4 + 4u, next_1.y, 19u);
      atomicStore(slot_1, (low_1 ^ high_1) & (bitcast<u32>(params.one) & 1u));
      is_done_1 = true;
    }
  }
  let t = old_4;
  if all(t == vec2u(0u, 0u)) {
    let at_5 = load_u32__root_0(8u, 19u) + 8u;
    let operand_4 = shl64(sext64(i32(i)), 32u);
    if operand_4.y >= load_u32(at_5 + 4u, 0u, 19u) {
      let slot_2 = &memory__locks[(at_5 >> 3u) & 65535u];
      var old_5 = vec2u();
      var is_done_2 = false;
      while !is_done_2 {
        let taken_2 = atomicCompareExchangeWeak(slot_2, 0u, 1u);
        if taken_2.exchanged {
          old_5 = vec2u(load_u32(at_5, 0u, 19u), load_u32(at_5 + 4u, 0u, 19u));
          let next_2 = select(old_5, operand_4, ult64(old_5, operand_4));
          let low_2 = atomic_exchange(at_5, next_2.x, 19u);
          let high_2 = atomic_exchange(at_5 + 4u, next_2.y, 19u);
          atomicStore(slot_2, (low_2 ^ high_2) & (bitcast<u32>(params.one) & 1u));
          is_done_2 = true;
        }
      }
    }
  }
  // 20: counters->marks[i] = (unsigned char)ticket;
  store_8(load_u32__root_0(10u, 20u) + i, ticket & 255u, 20u);
  // 22: *counters->flag = 1;
  store_u32(load_u32__root_0(12u, 22u), 0u, 1u, 22u);
}
