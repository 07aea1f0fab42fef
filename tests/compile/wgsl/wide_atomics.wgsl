// wide_atomics.cu:1: void sums(unsigned long long *, long long *, double *, unsigned long long *)
override block_dim_x: u32 = 256;
override block_dim_y: u32 = 1;
override block_dim_z: u32 = 1;

struct Params {
  total_offset: u32,
  least_offset: u32,
  mean_offset: u32,
  slot_offset: u32,
  one: f32,
}
@group(0) @binding(0) var<uniform> params: Params;

@group(0) @binding(1) var<storage, read_write> total: array<atomic<u32>>;
@group(0) @binding(2) var<storage, read_write> least: array<atomic<u32>>;
@group(0) @binding(3) var<storage, read_write> mean: array<atomic<u32>>;
@group(0) @binding(4) var<storage, read_write> slot: array<atomic<u32>>;
@group(0) @binding(5) var<storage, read_write> memory__locks: array<atomic<u32>, 65536>;

var<workgroup> block_total: array<atomic<u32>, 2>;
var<workgroup> block_mean: array<atomic<u32>, 2>;
var<workgroup> block__locks: array<atomic<u32>, 32>;

fn shl64(a: vec2u, count: u32) -> vec2u {
  let n = count & 31u;
  let high = select((a.y << n) | (a.x >> (32u - n)), a.y, n == 0u);
  return select(vec2u(a.x << n, high), vec2u(0u, a.x << n), (count & 32u) != 0u);
}

fn f64_of_u32(a: u32) -> vec2u {
  let zeros = countLeadingZeros(a);
  let m = a << zeros;
  return select(vec2u(m << 21u, ((1053u - zeros) << 20u) + (m >> 11u)), vec2u(), a == 0u);
}

fn nan_f64(a: vec2u) -> bool {
  return (a.y & 0x7fffffffu) + min(a.x, 1u) > 0x7ff00000u;
}

fn zero_f64(a: vec2u) -> bool {
  return (a.x | (a.y << 1u)) == 0u;
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

fn zeros_f64(m: vec2u) -> u32 {
  return select(countLeadingZeros(m.y), 32u + countLeadingZeros(m.x), m.y == 0u);
}

// Mantissa with its highest bit at 52, and the exponent, of a finite number other than 0.
fn mantissa_f64(a: vec2u) -> vec3u {
  let e = (a.y >> 20u) & 0x7ffu;
  let m = vec2u(a.x, a.y & 0xfffffu);
  if e != 0u {
    return vec3u(m.x, m.y | 0x100000u, e);
  }
  let shift = zeros_f64(m) - 11u;
  return vec3u(left_f64(m, shift), 1u - shift);
}

// Of mantissas: the lowest 42 bits, then 64 bits. Limbs of 14 bits: four products fit into a word, so that carries wait until the end.
fn product_f64(a: vec2u, b: vec2u) -> vec4u {
  let a0 = a.x & 0x3fffu;
  let a1 = (a.x >> 14u) & 0x3fffu;
  let a2 = ((a.x >> 28u) | (a.y << 4u)) & 0x3fffu;
  let a3 = a.y >> 10u;
  let b0 = b.x & 0x3fffu;
  let b1 = (b.x >> 14u) & 0x3fffu;
  let b2 = ((b.x >> 28u) | (b.y << 4u)) & 0x3fffu;
  let b3 = b.y >> 10u;
  let t0 = a0 * b0;
  let t1 = a0 * b1 + a1 * b0 + (t0 >> 14u);
  let t2 = a0 * b2 + a1 * b1 + a2 * b0 + (t1 >> 14u);
  let t3 = a0 * b3 + a1 * b2 + a2 * b1 + a3 * b0 + (t2 >> 14u);
  let t4 = a1 * b3 + a2 * b2 + a3 * b1 + (t3 >> 14u);
  let t5 = a2 * b3 + a3 * b2 + (t4 >> 14u);
  let t6 = a3 * b3 + (t5 >> 14u);
  return vec4u(
    (t0 & 0x3fffu) | ((t1 & 0x3fffu) << 14u) | (t2 << 28u), (t2 >> 4u) & 0x3ffu,
    (t3 & 0x3fffu) | ((t4 & 0x3fffu) << 14u) | (t5 << 28u), ((t5 >> 4u) & 0x3ffu) | (t6 << 10u));
}

// To the right, by less than 64; what is lost leaves a trace in the lowest bit.
fn jam_f64(m: vec2u, count: u32) -> vec2u {
  let w = select(m, vec2u(m.y, 0u), count > 31u);
  let lost = select(0u, m.x, count > 31u) | ((w.x << 1u) << ~count);
  return vec2u((w.x >> count) | ((w.y << 1u) << ~count) | min(lost, 1u), w.y >> count);
}

// The double nearest to m 2^(e - 1086), for a positive e and an m with its highest bit at 63, lower only for e = 1.
fn round_f64(sign: u32, e: u32, m: vec2u) -> vec2u {
  let low = (m.x >> 11u) | (m.y << 21u);
  let rounded = low + u32((m.x & 0x7ffu) + (low & 1u) > 0x400u);
  // Carries run on into the exponent, as they should.
  let high = sign + ((e - 1u) << 20u) + (m.y >> 11u) + u32(rounded < low);
  return select(vec2u(rounded, high), vec2u(0u, sign | 0x7ff00000u), e > 2046u);
}

// The double nearest to m 2^(e - 1086), for an m with its highest bit at 63.
fn pack_f64(sign: u32, e: i32, m: vec2u) -> vec2u {
  return round_f64(sign, u32(max(e, 1)), jam_f64(m, u32(clamp(1 - e, 0, 63))));
}

fn mul_f64(a: vec2u, b: vec2u) -> vec2u {
  let sign = (a.y ^ b.y) & 0x80000000u;
  var x = vec3u(a.x, (a.y & 0xfffffu) | 0x100000u, (a.y >> 20u) & 0x7ffu);
  var y = vec3u(b.x, (b.y & 0xfffffu) | 0x100000u, (b.y >> 20u) & 0x7ffu);
  if x.z - 1u > 0x7fdu || y.z - 1u > 0x7fdu {
    // The smaller one may be 0 or subnormal, the larger one infinite or NaN.
    let swap = (a.y << 1u) > (b.y << 1u);
    let small = select(a, b, swap);
    let large = select(b, a, swap);
    let e = max(x.z, y.z);
    if e == 0x7ffu {
      let result = select(vec2u(0u, sign | 0x7ff00000u), vec2u(0u, 0xfff80000u), zero_f64(small));
      return select(result, quiet_f64(select(b, a, nan_f64(a))), nan_f64(large) || nan_f64(small));
    }
    if zero_f64(small) || e == 0u {
      return vec2u(0u, sign);
    }
    x = mantissa_f64(small);
    y = vec3u(large.x, (large.y & 0xfffffu) | 0x100000u, e);
  }
  let p = product_f64(x.xy, y.xy);
  let m = vec2u(p.z | min(p.x | p.y, 1u), p.w);
  // 105 or 106 bits.
  let is_short = 1u - (m.y >> 31u);
  return pack_f64(sign, i32(x.z + y.z - is_short) - 1022, vec2u(m.x << is_short, (m.y << is_short) | ((m.x >> 31u) & is_short)));
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

fn add64(a: vec2u, b: vec2u) -> vec2u {
  let low = a.x + b.x;
  return vec2u(low, a.y + b.y + u32(low < a.x));
}

fn slt64(a: vec2u, b: vec2u) -> bool {
  return (bitcast<i32>(a.y) < bitcast<i32>(b.y)) | ((a.y == b.y) & (a.x < b.x));
}

@compute @workgroup_size(block_dim_x, block_dim_y, block_dim_z)
fn main(
  @builtin(local_invocation_id) thread_idx: vec3u,
) {
  let t = thread_idx.x == 0u;
  // 4: if (threadIdx.x == 0) {
  if t {
    // 5: block_total = 0;
    let wide = vec2u(0u, 0u);
    let at = 0u;
    atomicStore(&block_total[at >> 2u], wide.x);
    atomicStore(&block_total[(at >> 2u) + 1u], wide.y);
    // 6: block_mean = 0;
    let wide_1 = vec2u(0u, 0u);
    let at_1 = 0u;
    atomicStore(&block_mean[at_1 >> 2u], wide_1.x);
    atomicStore(&block_mean[(at_1 >> 2u) + 1u], wide_1.y);
  }
  // 8: __syncthreads();
  workgroupBarrier();
  // 9: atomicAdd(&block_total, 1ull << threadIdx.x);
  let at = 0u;
  let operand = shl64(vec2u(1u, 0u), thread_idx.x);
  let low = atomicAdd(&block_total[at], operand.x);
  atomicAdd(&block_total[at + 1u], operand.y + u32(low + operand.x < low));
  // 10: atomicAdd(&block_mean, threadIdx.x * 0.5);
  let at_1 = 0u;
  let operand_1 = mul_f64(f64_of_u32(thread_idx.x), vec2u(0u, 1071644672u));
  let slot_1 = &block__locks[(at_1 >> 1u) & 31u];
  var old = vec2u();
  var is_done = false;
  while !is_done {
    let taken = atomicCompareExchangeWeak(slot_1, 0u, 1u);
    if taken.exchanged {
      old = vec2u(atomicLoad(&block_mean[at_1]), atomicLoad(&block_mean[at_1 + 1u]));
      let next = add_f64(old, operand_1);
      let low_1 = atomicExchange(&block_mean[at_1], next.x);
      let high = atomicExchange(&block_mean[at_1 + 1u], next.y);
      atomicStore(slot_1, (low_1 ^ high) & (bitcast<u32>(params.one) & 1u));
      is_done = true;
    }
  }
  // 11: __syncthreads();
  workgroupBarrier();
  // 12: if (threadIdx.x == 0) {
  if t {
    // 13: atomicAdd(total, block_total);
    let at_2 = params.total_offset >> 2u;
    let operand_2 = vec2u(atomicLoad(&block_total[0]), atomicLoad(&block_total[1]));
    let low_2 = atomicAdd(&total[at_2], operand_2.x);
    atomicAdd(&total[at_2 + 1u], operand_2.y + u32(low_2 + operand_2.x < low_2));
    // 14: atomicAdd(mean, block_mean);
    let at_3 = params.mean_offset >> 2u;
    let operand_3 = vec2u(atomicLoad(&block_mean[0]), atomicLoad(&block_mean[1]));
    let slot_2 = &memory__locks[(at_3 >> 1u) & 65535u];
    var old_1 = vec2u();
    var is_done_1 = false;
    while !is_done_1 {
      let taken_1 = atomicCompareExchangeWeak(slot_2, 0u, 1u);
      if taken_1.exchanged {
        old_1 = vec2u(atomicLoad(&mean[at_3]), atomicLoad(&mean[at_3 + 1u]));
        let next_1 = add_f64(old_1, operand_3);
        let low_3 = atomicExchange(&mean[at_3], next_1.x);
        let high_1 = atomicExchange(&mean[at_3 + 1u], next_1.y);
        atomicStore(slot_2, (low_3 ^ high_1) & (bitcast<u32>(params.one) & 1u));
        is_done_1 = true;
      }
    }
  }
  // 16: atomicMin(least, (long long)threadIdx.x - 5);
  let at_2 = params.least_offset >> 2u;
  let operand_2 = add64(vec2u(thread_idx.x, 0u), vec2u(4294967291u, 4294967295u));
  if bitcast<i32>(operand_2.y) <= bitcast<i32>(atomicLoad(&least[at_2 + 1u])) {
    let slot_2 = &memory__locks[(at_2 >> 1u) & 65535u];
    var old_1 = vec2u();
    var is_done_1 = false;
    while !is_done_1 {
      let taken_1 = atomicCompareExchangeWeak(slot_2, 0u, 1u);
      if taken_1.exchanged {
        old_1 = vec2u(atomicLoad(&least[at_2]), atomicLoad(&least[at_2 + 1u]));
        let next_1 = select(old_1, operand_2, slt64(operand_2, old_1));
        let low_2 = atomicExchange(&least[at_2], next_1.x);
        let high_1 = atomicExchange(&least[at_2 + 1u], next_1.y);
        atomicStore(slot_2, (low_2 ^ high_1) & (bitcast<u32>(params.one) & 1u));
        is_done_1 = true;
      }
    }
  }
  // 17: unsigned long long old = atomicCAS(slot, 0ull, (unsigned long long)threadIdx.x);
  let at_3 = params.slot_offset >> 2u;
  let expected = vec2u(0u, 0u);
  let desired = vec2u(thread_idx.x, 0u);
  let slot_3 = &memory__locks[(at_3 >> 1u) & 65535u];
  var old_2 = vec2u();
  var is_done_2 = false;
  while !is_done_2 {
    let taken_2 = atomicCompareExchangeWeak(slot_3, 0u, 1u);
    if taken_2.exchanged {
      old_2 = vec2u(atomicLoad(&slot[at_3]), atomicLoad(&slot[at_3 + 1u]));
      let next_2 = select(old_2, desired, all(old_2 == expected));
      let low_3 = atomicExchange(&slot[at_3], next_2.x);
      let high_2 = atomicExchange(&slot[at_3 + 1u], next_2.y);
      atomicStore(slot_3, (low_3 ^ high_2) & (bitcast<u32>(params.one) & 1u));
      is_done_2 = true;
    }
  }
  let old_3 = old_2;
  // 18: if (old == 0) atomicOr(slot + 1, 1ull << 40);
  if all(old_3 == vec2u(0u, 0u)) {
    let at_4 = (params.slot_offset >> 2u) + 2u;
    let operand_3 = vec2u(0u, 256u);
    atomicOr(&slot[at_4], operand_3.x);
    atomicOr(&slot[at_4 + 1u], operand_3.y);
  }
}

// wide_atomics.cu:21: void shorts(unsigned short *)
override block_dim_x: u32 = 256;
override block_dim_y: u32 = 1;
override block_dim_z: u32 = 1;

struct Params {
  s_offset: u32,
}
@group(0) @binding(0) var<uniform> params: Params;

@group(0) @binding(1) var<storage, read_write> s: array<atomic<u32>>;

fn load_s_u16(at: u32) -> u32 {
  return extractBits(atomicLoad(&s[at >> 2u]), (at & 3u) << 3u, 16u);
}

@compute @workgroup_size(block_dim_x, block_dim_y, block_dim_z)
fn main() {
  // 23: do {
  var seen = load_s_u16(params.s_offset);
  loop {
    let t = seen & 65535u;
    // 25: seen = atomicCAS(s, old, (unsigned short)(old + 3));
    let at = params.s_offset;
    let slot = &s[at >> 2u];
    let shift = (at & 2u) << 3u;
    let expected = (t) & 65535u;
    let desired = ((t + 3u) & 65535u) & 65535u;
    var word = atomicLoad(slot);
    var old = 0u;
    loop {
      old = extractBits(word, shift, 16u);
      if old != expected {
        break;
      }
      let attempt = atomicCompareExchangeWeak(slot, word, insertBits(word, desired, shift, 16u));
      if attempt.exchanged {
        break;
      }
      word = attempt.old_value;
    }
    seen = old;
    // 26: } while (seen != old);
    if (seen & 65535u) == t {
      break;
    }
  }
}
