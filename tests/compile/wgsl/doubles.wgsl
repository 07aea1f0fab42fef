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

fn shl64(a: vec2u, count: u32) -> vec2u {
  let n = count & 31u;
  let high = select((a.y << n) | (a.x >> (32u - n)), a.y, n == 0u);
  return select(vec2u(a.x << n, high), vec2u(0u, a.x << n), (count & 32u) != 0u);
}

fn umulhi(a: u32, b: u32) -> u32 {
  let low = (a & 0xffffu) * (b & 0xffffu);
  let middle = (a >> 16u) * (b & 0xffffu) + (low >> 16u);
  let other = (a & 0xffffu) * (b >> 16u) + (middle & 0xffffu);
  return (a >> 16u) * (b >> 16u) + (middle >> 16u) + (other >> 16u);
}

// All 128 bits, lowest word first.
fn product64(a: vec2u, b: vec2u) -> vec4u {
  let first = a.x * b.y;
  let second = a.y * b.x;
  let middle = umulhi(a.x, b.x) + first;
  let low = middle + second;
  let carry = u32(middle < first) + u32(low < second);
  let upper = umulhi(a.x, b.y) + umulhi(a.y, b.x);
  let next = upper + a.y * b.y;
  let high = next + carry;
  let top = umulhi(a.y, b.y) + u32(upper < umulhi(a.y, b.x)) + u32(next < upper) + u32(high < next);
  return vec4u(a.x * b.x, low, high, top);
}

fn nan_f64(a: vec2u) -> bool {
  return (a.y & 0x7fffffffu) > 0x7ff00000u || ((a.y & 0x7fffffffu) == 0x7ff00000u && a.x != 0u);
}

fn clz64(a: vec2u) -> u32 {
  return select(countLeadingZeros(a.y), 32u + countLeadingZeros(a.x), a.y == 0u);
}

// Mantissa with its highest bit at 52, and the exponent, of a finite number other than 0.
fn mantissa_f64(a: vec2u) -> vec3u {
  let e = (a.y >> 20u) & 2047u;
  let m = vec2u(a.x, a.y & 0xfffffu);
  if e != 0u {
    return vec3u(m.x, m.y | 0x100000u, e);
  }
  let shift = clz64(m) - 11u;
  return vec3u(shl64(m, shift), 1u - shift);
}

fn lshr64(a: vec2u, count: u32) -> vec2u {
  let n = count & 31u;
  let low = select((a.x >> n) | (a.y << (32u - n)), a.x, n == 0u);
  return select(vec2u(low, a.y >> n), vec2u(a.y >> n, 0u), (count & 32u) != 0u);
}

fn add64(a: vec2u, b: vec2u) -> vec2u {
  let low = a.x + b.x;
  return vec2u(low, a.y + b.y + u32(low < a.x));
}

// Shifted right; what is lost leaves a trace.
fn trace_f64(m: vec2u, count: u32) -> vec2u {
  if count == 0u {
    return m;
  }
  if count > 63u {
    return vec2u(u32((m.x | m.y) != 0u), 0u);
  }
  let lost = shl64(m, 64u - count);
  let kept = lshr64(m, count);
  return vec2u(kept.x | u32((lost.x | lost.y) != 0u), kept.y);
}

// The double nearest to m 2^(e - 1085), with a sign bit.
fn pack_f64(sign: u32, e: i32, m: vec2u) -> vec2u {
  if (m.x | m.y) == 0u {
    return vec2u(0u, sign);
  }
  let shift = min(i32(clz64(m)) - 1, e - 1);
  var bits = m;
  if shift >= 0 {
    bits = shl64(m, u32(shift));
  } else {
    bits = trace_f64(m, u32(-shift));
  }
  let exponent = e - shift;
  if exponent >= 2047 {
    return vec2u(0u, sign | 0x7ff00000u);
  }
  let rest = bits.x & 1023u;
  var rounded = lshr64(bits, 10u);
  if rest > 512u || (rest == 512u && (rounded.x & 1u) == 1u) {
    rounded = add64(rounded, vec2u(1u, 0u));
  }
  return vec2u(rounded.x, (rounded.y + (u32(exponent - 1) << 20u)) | sign);
}

fn mul_f64(a: vec2u, b: vec2u) -> vec2u {
  let sign = (a.y ^ b.y) & 0x80000000u;
  let a_zero = (a.x | (a.y & 0x7fffffffu)) == 0u;
  let b_zero = (b.x | (b.y & 0x7fffffffu)) == 0u;
  if ((a.y >> 20u) & 2047u) == 2047u || ((b.y >> 20u) & 2047u) == 2047u {
    if nan_f64(a) || nan_f64(b) || a_zero || b_zero {
      return vec2u(0u, 0x7ff80000u);
    }
    return vec2u(0u, sign | 0x7ff00000u);
  }
  if a_zero || b_zero {
    return vec2u(0u, sign);
  }
  let x = mantissa_f64(a);
  let y = mantissa_f64(b);
  let p = product64(shl64(x.xy, 10u), shl64(y.xy, 11u));
  return pack_f64(sign, i32(x.z) + i32(y.z) - 1022, vec2u(p.z | u32((p.x | p.y) != 0u), p.w));
}

fn ult64(a: vec2u, b: vec2u) -> bool {
  return a.y < b.y || (a.y == b.y && a.x < b.x);
}

fn sub64(a: vec2u, b: vec2u) -> vec2u {
  return vec2u(a.x - b.x, a.y - b.y - u32(a.x < b.x));
}

fn add_f64(a: vec2u, b: vec2u) -> vec2u {
  let swap = ult64(vec2u(a.x, a.y & 0x7fffffffu), vec2u(b.x, b.y & 0x7fffffffu));
  let x = select(a, b, swap);
  let y = select(b, a, swap);
  let ex = (x.y >> 20u) & 2047u;
  let ey = (y.y >> 20u) & 2047u;
  if ex == 2047u {
    if nan_f64(x) || (ey == 2047u && x.y != y.y) {
      return vec2u(0u, 0x7ff80000u);
    }
    return x;
  }
  let mx = shl64(vec2u(x.x, (x.y & 0xfffffu) | select(0u, 0x100000u, ex != 0u)), 10u);
  let my = trace_f64(shl64(vec2u(y.x, (y.y & 0xfffffu) | select(0u, 0x100000u, ey != 0u)), 10u), max(ex, 1u) - max(ey, 1u));
  if ((x.y ^ y.y) >> 31u) == 0u {
    return pack_f64(x.y & 0x80000000u, i32(max(ex, 1u)), add64(mx, my));
  }
  let m = sub64(mx, my);
  return pack_f64(select(x.y & 0x80000000u, 0u, (m.x | m.y) == 0u), i32(max(ex, 1u)), m);
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
  let magnitude = bits & 0x7fffffffu;
  if magnitude >= 0x7f800000u {
    return vec2u(magnitude << 29u, sign | 0x7ff00000u | ((magnitude & 0x7fffffu) >> 3u));
  }
  if magnitude < 0x00800000u && magnitude != 0u {
    let shift = countLeadingZeros(magnitude) - 8u;
    let mantissa = (magnitude << shift) & 0x7fffffu;
    return vec2u(mantissa << 29u, sign | ((897u - shift) << 20u) | (mantissa >> 3u));
  }
  return vec2u(magnitude << 29u, sign | select((magnitude >> 3u) + 0x38000000u, 0u, magnitude == 0u));
}

fn ult64(a: vec2u, b: vec2u) -> bool {
  return a.y < b.y || (a.y == b.y && a.x < b.x);
}

fn add64(a: vec2u, b: vec2u) -> vec2u {
  let low = a.x + b.x;
  return vec2u(low, a.y + b.y + u32(low < a.x));
}

fn sub64(a: vec2u, b: vec2u) -> vec2u {
  return vec2u(a.x - b.x, a.y - b.y - u32(a.x < b.x));
}

fn shl64(a: vec2u, count: u32) -> vec2u {
  let n = count & 31u;
  let high = select((a.y << n) | (a.x >> (32u - n)), a.y, n == 0u);
  return select(vec2u(a.x << n, high), vec2u(0u, a.x << n), (count & 32u) != 0u);
}

fn nan_f64(a: vec2u) -> bool {
  return (a.y & 0x7fffffffu) > 0x7ff00000u || ((a.y & 0x7fffffffu) == 0x7ff00000u && a.x != 0u);
}

fn lshr64(a: vec2u, count: u32) -> vec2u {
  let n = count & 31u;
  let low = select((a.x >> n) | (a.y << (32u - n)), a.x, n == 0u);
  return select(vec2u(low, a.y >> n), vec2u(a.y >> n, 0u), (count & 32u) != 0u);
}

// Shifted right; what is lost leaves a trace.
fn trace_f64(m: vec2u, count: u32) -> vec2u {
  if count == 0u {
    return m;
  }
  if count > 63u {
    return vec2u(u32((m.x | m.y) != 0u), 0u);
  }
  let lost = shl64(m, 64u - count);
  let kept = lshr64(m, count);
  return vec2u(kept.x | u32((lost.x | lost.y) != 0u), kept.y);
}

fn clz64(a: vec2u) -> u32 {
  return select(countLeadingZeros(a.y), 32u + countLeadingZeros(a.x), a.y == 0u);
}

// The double nearest to m 2^(e - 1085), with a sign bit.
fn pack_f64(sign: u32, e: i32, m: vec2u) -> vec2u {
  if (m.x | m.y) == 0u {
    return vec2u(0u, sign);
  }
  let shift = min(i32(clz64(m)) - 1, e - 1);
  var bits = m;
  if shift >= 0 {
    bits = shl64(m, u32(shift));
  } else {
    bits = trace_f64(m, u32(-shift));
  }
  let exponent = e - shift;
  if exponent >= 2047 {
    return vec2u(0u, sign | 0x7ff00000u);
  }
  let rest = bits.x & 1023u;
  var rounded = lshr64(bits, 10u);
  if rest > 512u || (rest == 512u && (rounded.x & 1u) == 1u) {
    rounded = add64(rounded, vec2u(1u, 0u));
  }
  return vec2u(rounded.x, (rounded.y + (u32(exponent - 1) << 20u)) | sign);
}

fn add_f64(a: vec2u, b: vec2u) -> vec2u {
  let swap = ult64(vec2u(a.x, a.y & 0x7fffffffu), vec2u(b.x, b.y & 0x7fffffffu));
  let x = select(a, b, swap);
  let y = select(b, a, swap);
  let ex = (x.y >> 20u) & 2047u;
  let ey = (y.y >> 20u) & 2047u;
  if ex == 2047u {
    if nan_f64(x) || (ey == 2047u && x.y != y.y) {
      return vec2u(0u, 0x7ff80000u);
    }
    return x;
  }
  let mx = shl64(vec2u(x.x, (x.y & 0xfffffu) | select(0u, 0x100000u, ex != 0u)), 10u);
  let my = trace_f64(shl64(vec2u(y.x, (y.y & 0xfffffu) | select(0u, 0x100000u, ey != 0u)), 10u), max(ex, 1u) - max(ey, 1u));
  if ((x.y ^ y.y) >> 31u) == 0u {
    return pack_f64(x.y & 0x80000000u, i32(max(ex, 1u)), add64(mx, my));
  }
  let m = sub64(mx, my);
  return pack_f64(select(x.y & 0x80000000u, 0u, (m.x | m.y) == 0u), i32(max(ex, 1u)), m);
}

fn sext64(a: i32) -> vec2u {
  return vec2u(bitcast<u32>(a), bitcast<u32>(a >> 31u));
}

fn negate64(a: vec2u) -> vec2u {
  return sub64(vec2u(), a);
}

fn f64_of_i64(a: vec2u) -> vec2u {
  return pack_f64(a.y & 0x80000000u, 1085, select(a, negate64(a), a.y >> 31u == 1u));
}

// Mantissa with its highest bit at 52, and the exponent, of a finite number other than 0.
fn mantissa_f64(a: vec2u) -> vec3u {
  let e = (a.y >> 20u) & 2047u;
  let m = vec2u(a.x, a.y & 0xfffffu);
  if e != 0u {
    return vec3u(m.x, m.y | 0x100000u, e);
  }
  let shift = clz64(m) - 11u;
  return vec3u(shl64(m, shift), 1u - shift);
}

fn div_f64(a: vec2u, b: vec2u) -> vec2u {
  let sign = (a.y ^ b.y) & 0x80000000u;
  let a_infinite = ((a.y >> 20u) & 2047u) == 2047u;
  let b_infinite = ((b.y >> 20u) & 2047u) == 2047u;
  let a_zero = (a.x | (a.y & 0x7fffffffu)) == 0u;
  let b_zero = (b.x | (b.y & 0x7fffffffu)) == 0u;
  if nan_f64(a) || nan_f64(b) || (a_infinite && b_infinite) || (a_zero && b_zero) {
    return vec2u(0u, 0x7ff80000u);
  }
  if a_infinite || b_zero {
    return vec2u(0u, sign | 0x7ff00000u);
  }
  if b_infinite || a_zero {
    return vec2u(0u, sign);
  }
  let x = mantissa_f64(a);
  let y = mantissa_f64(b);
  var rest = x.xy;
  var quotient = vec2u();
  for (var i = 0; i < 56; i++) {
    quotient = vec2u(quotient.x << 1u, (quotient.y << 1u) | (quotient.x >> 31u));
    if !ult64(rest, y.xy) {
      rest = sub64(rest, y.xy);
      quotient.x |= 1u;
    }
    rest = vec2u(rest.x << 1u, (rest.y << 1u) | (rest.x >> 31u));
  }
  let m = shl64(quotient, 7u);
  return pack_f64(sign, i32(x.z) - i32(y.z) + 1023, vec2u(m.x | u32((rest.x | rest.y) != 0u), m.y));
}

fn f32_of_f64(a: vec2u) -> f32 {
  let sign = a.y & 0x80000000u;
  let e = i32((a.y >> 20u) & 2047u);
  let m = vec2u(a.x, a.y & 0xfffffu);
  if e == 2047 {
    return bitcast<f32>(sign | select(0x7f800000u, 0x7fc00000u, (m.x | m.y) != 0u));
  }
  if e < 896 - 24 {
    return bitcast<f32>(sign);
  }
  if e > 1150 {
    return bitcast<f32>(sign | 0x7f800000u);
  }
  // 24 bits and three more; fewer for subnormal numbers.
  let bits = trace_f64(vec2u(m.x, m.y | 0x100000u), 26u + u32(max(897 - e, 0))).x;
  let rest = bits & 7u;
  let rounded = (bits >> 3u) + u32(rest > 4u || (rest == 4u && (bits & 8u) != 0u));
  return bitcast<f32>(sign | (rounded + (u32(max(e - 897, 0)) << 23u)));
}

@compute @workgroup_size(block_dim_x, block_dim_y, block_dim_z)
fn main() {
  let t = params.n - 3 < params.n;
  // 8: for (int i = 0; i < n; i++) sum += x[i];
  var i = 0u;
  var sum = vec2u(0u, 0u);
  while i32(i) < params.n - 3 && t {
    sum = add_f64(add_f64(add_f64(add_f64(sum, f64_of_f32(x[params.x_offset + i])), f64_of_f32(x[params.x_offset + i + 1u])), f64_of_f32(x[params.x_offset + i + 2u])), f64_of_f32(x[params.x_offset + i + 3u]));
    i += 4u;
  }
  while i32(i) < params.n {
    sum = add_f64(sum, f64_of_f32(x[params.x_offset + i]));
    i += 1u;
  }
  // 9: *out = float(sum / n);
  out[params.out_offset] = f32_of_f64(div_f64(sum, f64_of_i64(sext64(params.n))));
}
