// doubles.cu:1: void axpy(double, const double *, double *, int)
override block_dim_x: u32 = 256;
override block_dim_y: u32 = 1;
override block_dim_z: u32 = 1;

struct Params {
  a: vec2u,
  n: i32,
  x_offset: u32,
  y_offset: u32,
}
@group(0) @binding(0) var<uniform> params: Params;

@group(0) @binding(1) var<storage, read> x: array<vec2u>;
@group(0) @binding(2) var<storage, read_write> y: array<vec2u>;

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

@compute @workgroup_size(block_dim_x, block_dim_y, block_dim_z)
fn main(
  @builtin(workgroup_id) block_idx: vec3u,
  @builtin(local_invocation_id) thread_idx: vec3u,
) {
  // 2: int i = blockIdx.x * blockDim.x + threadIdx.x;
  let i = block_idx.x * block_dim_x + thread_idx.x;
  // 3: if (i < n) y[i] = a * x[i] + y[i];
  if i32(i) < params.n {
    y[params.y_offset + i] = add_f64(mul_f64(params.a, x[params.x_offset + i]), y[params.y_offset + i]);
  }
}

// doubles.cu:6: void mean(const float *, float *, int)
override block_dim_x: u32 = 256;
override block_dim_y: u32 = 1;
override block_dim_z: u32 = 1;

struct Params {
  n: i32,
  x_offset: u32,
  out_offset: u32,
}
@group(0) @binding(0) var<uniform> params: Params;

@group(0) @binding(1) var<storage, read> x: array<f32>;
@group(0) @binding(2) var<storage, read_write> out: array<f32>;

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

fn f64_of_u32(a: u32) -> vec2u {
  let zeros = countLeadingZeros(a);
  let m = a << zeros;
  return select(vec2u(m << 21u, ((1053u - zeros) << 20u) + (m >> 11u)), vec2u(), a == 0u);
}

fn f64_of_i32(a: i32) -> vec2u {
  return f64_of_u32(u32(abs(a))) | vec2u(0u, u32(a) & 0x80000000u);
}

fn zero_f64(a: vec2u) -> bool {
  return (a.x | (a.y << 1u)) == 0u;
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

// m d modulo 2^64, for a d below 2^16.
fn digit_f64(m: vec2u, d: u32) -> vec2u {
  let low = (m.x & 0xffffu) * d;
  let middle = (m.x >> 16u) * d;
  let sum = low + (middle << 16u);
  return vec2u(sum, m.y * d + (middle >> 16u) + u32(sum < low));
}

fn minus_f64(a: vec2u, b: vec2u) -> vec2u {
  return vec2u(a.x - b.x, a.y - b.y - u32(a.x < b.x));
}

// The double nearest to m 2^(e - 1086), for an m with its highest bit at 63.
fn pack_f64(sign: u32, e: i32, m: vec2u) -> vec2u {
  return round_f64(sign, u32(max(e, 1)), jam_f64(m, u32(clamp(1 - e, 0, 63))));
}

fn div_f64(a: vec2u, b: vec2u) -> vec2u {
  let sign = (a.y ^ b.y) & 0x80000000u;
  var x = vec3u(a.x, (a.y & 0xfffffu) | 0x100000u, (a.y >> 20u) & 0x7ffu);
  var y = vec3u(b.x, (b.y & 0xfffffu) | 0x100000u, (b.y >> 20u) & 0x7ffu);
  if x.z - 1u > 0x7fdu || y.z - 1u > 0x7fdu {
    if nan_f64(a) || nan_f64(b) {
      return quiet_f64(select(b, a, nan_f64(a)));
    }
    let is_zero = zero_f64(a) || y.z == 0x7ffu;
    let is_infinite = zero_f64(b) || x.z == 0x7ffu;
    if is_zero || is_infinite {
      return select(select(vec2u(0u, sign | 0x7ff00000u), vec2u(0u, sign), is_zero), vec2u(0u, 0xfff80000u), is_zero && is_infinite);
    }
    x = mantissa_f64(a);
    y = mantissa_f64(b);
  }
  let scale = 65536.0f / f32((y.y << 11u) | (y.x >> 21u));
  var rest = x.xy;
  var digits = vec4u();
  for (var i = 0; i < 4; i++) {
    let d = u32(max(f32((rest.y << 9u) | (rest.x >> 23u)) * scale - 1.0f, 0.0f));
    rest = minus_f64(vec2u(rest.x << 14u, (rest.y << 14u) | (rest.x >> 18u)), digit_f64(y.xy, d));
    digits = vec4u(digits.yzw, d);
  }
  let upper = (digits.x << 14u) + digits.y;
  var lower = (digits.z << 14u) + digits.w;
  while rest.y > y.y || (rest.y == y.y && rest.x >= y.x) {
    rest = minus_f64(rest, y.xy);
    lower++;
  }
  // 56 or 57 bits.
  let low = (upper << 28u) + lower;
  let high = (upper >> 4u) + u32(low < lower);
  let is_short = u32(high < 0x1000000u);
  let shift = 7u + is_short;
  return pack_f64(sign, i32(x.z - y.z - is_short) + 1023, vec2u((low << shift) | min(rest.x | rest.y, 1u), (high << shift) | (low >> (32u - shift))));
}

fn f32_of_f64(a: vec2u) -> f32 {
  let sign = a.y & 0x80000000u;
  let magnitude = a.y & 0x7fffffffu;
  // Between the smallest normal number and the largest power of two.
  if magnitude - 0x38100000u < 0x0fe00000u {
    let bits = ((magnitude - 0x38000000u) << 3u) | (a.x >> 29u);
    return bitcast<f32>(sign | (bits + u32((a.x << 3u) + (bits & 1u) > 0x80000000u)));
  }
  if magnitude > 0x47efffffu {
    return bitcast<f32>(select(sign | 0x7f800000u, 0x7fffffffu, nan_f64(a)));
  }
  let shift = 0x381u - (magnitude >> 20u);
  if magnitude < 0x36800000u {
    return bitcast<f32>(sign);
  }
  // The mantissa's 53 bits, of which 24 - shift remain.
  let m = jam_f64(vec2u(a.x, (magnitude & 0xfffffu) | 0x100000u), 27u + shift);
  return bitcast<f32>(sign | ((m.x >> 2u) + u32((m.x & 3u) + ((m.x >> 2u) & 1u) > 2u)));
}

@compute @workgroup_size(block_dim_x, block_dim_y, block_dim_z)
fn main() {
  let groups = u32(max(params.n, 0)) >> 2u;
  // 8: for (int i = 0; i < n; i++) sum += x[i];
  var i = 0u;
  var sum = vec2u(0u, 0u);
  for (var group = 0u; group < groups; group += 1u) {
    sum = add_f64(add_f64(add_f64(add_f64(sum, f64_of_f32(x[params.x_offset + i])), f64_of_f32(x[params.x_offset + i + 1u])), f64_of_f32(x[params.x_offset + i + 2u])), f64_of_f32(x[params.x_offset + i + 3u]));
    i += 4u;
  }
  while i32(i) < params.n {
    sum = add_f64(sum, f64_of_f32(x[params.x_offset + i]));
    i += 1u;
  }
  // 9: *out = float(sum / n);
  out[params.out_offset] = f32_of_f64(div_f64(sum, f64_of_i32(params.n)));
}
