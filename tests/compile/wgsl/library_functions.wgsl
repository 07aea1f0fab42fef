// library_functions.cu:2: void remainders(float *, const double *, int)
override block_dim_x: u32 = 256;
override block_dim_y: u32 = 1;
override block_dim_z: u32 = 1;

struct Params {
  n: i32,
  x_offset: u32,
  d_offset: u32,
}
@group(0) @binding(0) var<uniform> params: Params;

@group(0) @binding(1) var<storage, read_write> x: array<f32>;
@group(0) @binding(2) var<storage, read> d: array<vec2u>;

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

fn eq_f64(a: vec2u, b: vec2u) -> bool {
  return (all(a == b) && !nan_f64(a)) || (a.x | b.x | ((a.y | b.y) << 1u)) == 0u;
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

fn lshr64(a: vec2u, count: u32) -> vec2u {
  let n = count & 31u;
  let low = select((a.x >> n) | (a.y << (32u - n)), a.x, n == 0u);
  return select(vec2u(low, a.y >> n), vec2u(a.y >> n, 0u), (count & 32u) != 0u);
}

fn ult64(a: vec2u, b: vec2u) -> bool {
  return (a.y < b.y) | ((a.y == b.y) & (a.x < b.x));
}

fn sub64(a: vec2u, b: vec2u) -> vec2u {
  return vec2u(a.x - b.x, a.y - b.y - u32(a.x < b.x));
}

fn add64(a: vec2u, b: vec2u) -> vec2u {
  let low = a.x + b.x;
  return vec2u(low, a.y + b.y + u32(low < a.x));
}

fn umulhi(a: u32, b: u32) -> u32 {
  let low = (a & 0xffffu) * (b & 0xffffu);
  let middle = (a >> 16u) * (b & 0xffffu) + (low >> 16u);
  let other = (a & 0xffffu) * (b >> 16u) + (middle & 0xffffu);
  return (a >> 16u) * (b >> 16u) + (middle >> 16u) + (other >> 16u);
}

fn mul64(a: vec2u, b: vec2u) -> vec2u {
  return vec2u(a.x * b.x, umulhi(a.x, b.x) + a.x * b.y + a.y * b.x);
}

// Quotient and remainder: a quotient estimated by floats, never too large, is taken off until none is left.
fn divide64(a: vec2u, b: vec2u) -> vec4u {
  if (a.y | b.y) == 0u && b.x != 0u {
    return vec4u(a.x / b.x, 0u, a.x % b.x, 0u);
  }
  if (b.x | b.y) == 0u {
    return vec4u(0xffffffffu, 0xffffffffu, a);
  }
  // 1 / b, a little less.
  let scale = 0.999999f / (f32(b.y) * 4294967296.0f + f32(b.x));
  var quotient = vec2u();
  var rest = a;
  for (var turn = 0; turn < 5; turn++) {
    let estimate = (f32(rest.y) * 4294967296.0f + f32(rest.x)) * scale;
    if estimate < 1.0f {
      break;
    }
    let high = u32(estimate * 2.3283064e-10f);
    let digits = vec2u(u32(estimate - f32(high) * 4294967296.0f), high);
    quotient = add64(quotient, digits);
    rest = sub64(rest, mul64(digits, b));
  }
  while !ult64(rest, b) {
    rest = sub64(rest, b);
    quotient = add64(quotient, vec2u(1u, 0u));
  }
  return vec4u(quotient, rest);
}

fn urem64(a: vec2u, b: vec2u) -> vec2u {
  return divide64(a, b).zw;
}

fn shl64(a: vec2u, count: u32) -> vec2u {
  let n = count & 31u;
  let high = select((a.y << n) | (a.x >> (32u - n)), a.y, n == 0u);
  return select(vec2u(a.x << n, high), vec2u(0u, a.x << n), (count & 32u) != 0u);
}

fn f64_of_u64(a: vec2u) -> vec2u {
  let zeros = zeros_f64(a);
  return select(round_f64(0u, 1086u - zeros, left_f64(a, zeros)), vec2u(), (a.x | a.y) == 0u);
}

fn sext64(a: i32) -> vec2u {
  return vec2u(bitcast<u32>(a), bitcast<u32>(a >> 31u));
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

fn fmodf_f32(x_1: f32, y: f32) -> f32 {
  var t: vec2u;
  if select(true, !eq_f64(f64_of_f32(y), f64_of_f32(y)), any(((f64_of_f32(x_1)) & (vec2u(0u, 2146435072u))) != vec2u(0u, 2146435072u))) || eq_f64(f64_of_f32(y), vec2u(0u, 0u)) {
    let t_1 = mul_f64(f64_of_f32(x_1), f64_of_f32(y));
    t = div_f64(t_1, t_1);
  } else {
    var t_1 = (f64_of_f32(x_1) & vec2u(0xffffffffu, 0x7fffffffu));
    let t_2 = (f64_of_f32(y) & vec2u(0xffffffffu, 0x7fffffffu));
    if select(true, lt_f64(t_1, t_2), any(((f64_of_f32(y)) & (vec2u(0u, 2146435072u))) != vec2u(0u, 2146435072u))) {
      t = f64_of_f32(x_1);
    } else {
      let t_3 = t_1;
      let ex = i32(lshr64(t_3, 52u).x) & 2047;
      let u = ((t_3) & (vec2u(4294967295u, 1048575u)));
      let t_4 = ex == 0;
      let ex_1 = select(ex, 1, t_4);
      let t_5 = t_2;
      let ey = i32(lshr64(t_5, 52u).x) & 2047;
      let u_1 = ((t_5) & (vec2u(4294967295u, 1048575u)));
      let t_6 = ey == 0;
      let u_2 = select(((u_1) | (vec2u(0u, 1048576u))), u_1, t_6);
      let ey_1 = select(ey, 1, t_6);
      if ex_1 >= ey_1 {
        var n = ex_1 - ey_1;
        var mx = urem64(select(((u) | (vec2u(0u, 1048576u))), u, t_4), u_2);
        while n > 0 && any(mx != vec2u(0u, 0u)) {
          let step = select(11, n, n < 11);
          n -= step;
          mx = urem64(shl64(mx, u32(step)), u_2);
        }
        if all(mx == vec2u(0u, 0u)) {
          t_1 = vec2u(0u, 0u);
        } else {
          let r = f64_of_u64(mx);
          if ey_1 - 1075 < -1022 {
            t_1 = mul_f64(mul_f64(r, vec2u(0u, 1048576u)), shl64(sext64(ey_1 + 970), 52u));
          } else {
            t_1 = mul_f64(r, shl64(sext64(ey_1 - 52), 52u));
          }
        }
      }
      t = ((t_1 & vec2u(0xffffffffu, 0x7fffffffu)) | (f64_of_f32(x_1) & vec2u(0u, 0x80000000u)));
    }
  }
  return f32_of_f64(t);
}

// The rest of a root with one digit more: rest 2^28 - (root 2^15 + d) d.
fn root_step_f64(root: vec2u, rest: vec2u, d: u32) -> vec2u {
  let twice = vec2u((root.x << 15u) + d, (root.y << 15u) | (root.x >> 17u));
  return minus_f64(vec2u(rest.x << 28u, (rest.y << 28u) | (rest.x >> 4u)), digit_f64(twice, d));
}

fn sqrt_f64(a: vec2u) -> vec2u {
  if a.y - 0x100000u >= 0x7fe00000u {
    // Negative, subnormal, or not finite.
    if nan_f64(a) {
      return quiet_f64(a);
    }
    if zero_f64(a) || a.y == 0x7ff00000u {
      return a;
    }
    if a.y >> 31u == 1u {
      return vec2u(0u, 0xfff80000u);
    }
  }
  let x = mantissa_f64(a);
  // An even exponent.
  let odd = ~x.z & 1u;
  let m = vec2u(x.x << odd, (x.y << odd) | ((x.x >> 31u) & odd));
  let estimate = sqrt(f32((m.y << 10u) | (m.x >> 22u))) * 0.25f;
  let top = (m.y << 6u) | (m.x >> 26u);
  var first = u32(estimate);
  first -= u32(first * first > top);
  let scale = 8192.0f / estimate;
  // The first digit is so large that its square matters.
  let rest = top - first * first;
  let r1 = f32(rest) * 8192.0f / f32(first);
  let d1 = u32(max(r1 - r1 * r1 / (estimate * 32768.0f) - 1.0f, 0.0f));
  var left = root_step_f64(vec2u(first, 0u), vec2u(rest, 0u), d1);
  // The remaining bits of the radicand.
  let more = (m.x & 0x3ffffffu) << 2u;
  left = vec2u(left.x + more, left.y + u32(left.x + more < more));
  var root = vec2u((first << 14u) + d1, 0u);
  let d2 = u32(max(f32(left.x) * (scale / 16384.0f) - 1.0f, 0.0f));
  left = root_step_f64(root, left, d2);
  root = vec2u((root.x << 14u) + d2, root.x >> 18u);
  root.y += u32(root.x < d2);
  let d3 = u32(max((f32(left.y) * 4294967296.0f + f32(left.x)) * (scale / 268435456.0f) - 1.0f, 0.0f));
  left = root_step_f64(root, left, d3);
  root = vec2u((root.x << 14u) + d3, (root.y << 14u) | (root.x >> 18u));
  root.y += u32(root.x < d3);
  loop {
    let less = minus_f64(left, vec2u((root.x << 1u) | 1u, (root.y << 1u) | (root.x >> 31u)));
    if less.y >> 31u == 1u {
      break;
    }
    left = less;
    root.x++;
    root.y += u32(root.x == 0u);
  }
  return round_f64(0u, u32((i32(x.z) + 1023) >> 1u), vec2u((root.x << 8u) | min(left.x | left.y, 1u), (root.y << 8u) | (root.x >> 24u)));
}

@compute @workgroup_size(block_dim_x, block_dim_y, block_dim_z)
fn main(
  @builtin(workgroup_id) block_idx: vec3u,
  @builtin(local_invocation_id) thread_idx: vec3u,
) {
  // 3: int i = blockIdx.x * blockDim.x + threadIdx.x;
  let i = block_idx.x * block_dim_x + thread_idx.x;
  // 4: if (i < n) x[i] = fmodf(x[i], 3.0f) + (float)sqrt(d[i]);
  if i32(i) < params.n {
    x[params.x_offset + i] = fmodf_f32(x[params.x_offset + i], 3.0f) + f32_of_f64(sqrt_f64(d[params.d_offset + i]));
  }
}
