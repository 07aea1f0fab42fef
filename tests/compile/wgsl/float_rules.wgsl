// float_rules.cu:2: void rules(float *, float)
override block_dim_x: u32 = 256;
override block_dim_y: u32 = 1;
override block_dim_z: u32 = 1;

struct Params {
  c: f32,
  x_offset: u32,
  whole: f32,
}
@group(0) @binding(0) var<uniform> params: Params;

@group(0) @binding(1) var<storage, read_write> x: array<f32>;

// Written as variables: WGSL has no constants of these.
var<private> infinity_bits = 0x7f800000u;
var<private> nan_bits = 0x7fc00000u;

// The quotient of WGSL may be a few units off in the last place; where nothing over- or underflows, what is missing is added.
fn divide(a: f32, b: f32) -> f32 {
  let q = a / b;
  let corrected = fma(fma(-b, q, a), 1.0f / b, q);
  return select(q, corrected, min(abs(q), abs(b)) > 1e-30f && max(abs(q), abs(b)) < 1e37f);
}

fn square_root(a: f32) -> f32 {
  let r = sqrt(a);
  let corrected = fma(fma(-r, r, a), 0.5f / r, r);
  return select(r, corrected, a > 1e-30f && a < 1e38f);
}

// Adding this number rounds to a whole one; the lowest bits of the sum then are that number and 127, the exponent of its power of two. What is taken off again is known at run time only, so that engines cannot cancel the two.
const WHOLE = 12583039.0f;

fn add64(a: vec2u, b: vec2u) -> vec2u {
  let low = a.x + b.x;
  return vec2u(low, a.y + b.y + u32(low < a.x));
}

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

fn float_of_u64(a: vec2u) -> f32 {
  let zeros = select(countLeadingZeros(a.y), 32u + countLeadingZeros(a.x), a.y == 0u);
  let m = shl64(a, zeros);
  // 24 bits, and what rounds them: to nearest even.
  let rest = ((m.y & 255u) << 1u) | min(m.x, 1u);
  let bits = ((189u - zeros) << 23u) + (m.y >> 8u);
  return select(bitcast<f32>(bits + u32(rest + (bits & 1u) > 256u)), 0.0f, (a.x | a.y) == 0u);
}

fn sub64(a: vec2u, b: vec2u) -> vec2u {
  return vec2u(a.x - b.x, a.y - b.y - u32(a.x < b.x));
}

fn negate64(a: vec2u) -> vec2u {
  return sub64(vec2u(), a);
}

fn float_of_i64(a: vec2u) -> f32 {
  return select(float_of_u64(a), -float_of_u64(negate64(a)), a.y >> 31u == 1u);
}

// The angle beyond the nearest multiple of pi / 2 (its bits), and that multiple modulo 4. Large angles are multiplied with as many bits of 2 / pi as matter (M. Payne and R. Hanek, 1983).
fn reduce_angle(x: f32) -> vec2u {
  if abs(x) < 48000.0f {
    // Adding a number of this size rounds to a whole number, the lowest bits of the sum and 127.
    let shifted = fma(x, 0.636619772f, WHOLE);
    let n = shifted - params.whole;
    let r = fma(n, -5.39030252995776e-15f, fma(n, -3.13916473260178e-7f, fma(n, -1.57079601287841797f, x)));
    return vec2u(bitcast<u32>(r), bitcast<u32>(shifted) - 127u);
  }
  var two_over_pi = array<u32, 8>(0u, 0u, 0xa2f9836eu, 0x4e441529u, 0xfc2757d1u, 0xf534ddc0u, 0xdb629599u, 0x3c439041u);
  let bits = bitcast<u32>(x);
  let mantissa = (bits << 8u) | 0x80000000u;
  let offset = ((bits >> 23u) & 255u) - 96u;
  let at = offset >> 5u;
  let w0 = shl64(vec2u(two_over_pi[at + 1u], two_over_pi[at]), offset & 31u).y;
  let w1 = shl64(vec2u(two_over_pi[at + 2u], two_over_pi[at + 1u]), offset & 31u).y;
  let w2 = shl64(vec2u(two_over_pi[at + 3u], two_over_pi[at + 2u]), offset & 31u).y;
  let product = add64(vec2u(umulhi(mantissa, w2), mantissa * w0), vec2u(mantissa * w1, umulhi(mantissa, w1)));
  let fraction = shl64(product, 2u);
  let quarter = (product.y >> 30u) + (fraction.y >> 31u);
  let turns = ldexp(float_of_i64(fraction), -64);
  let r = fma(turns, 1.57079633f, turns * -4.37113883e-8f);
  let is_negative = bits >> 31u == 1u;
  return vec2u(bitcast<u32>(select(r, -r, is_negative)), select(quarter, 0u - quarter, is_negative));
}

// The sine of an angle and a number of right angles.
fn sine_of(x: f32, more: u32) -> f32 {
  if (bitcast<u32>(x) & 0x7f800000u) == 0x7f800000u {
    return bitcast<f32>(nan_bits);
  }
  let reduced = reduce_angle(x);
  let r = bitcast<f32>(reduced.x);
  let quarter = reduced.y + more;
  let z = r * r;
  let sine = fma(fma(fma(-1.9515295891e-4f, z, 8.3321608736e-3f), z, -1.6666654611e-1f) * z, r, r);
  let cosine = fma(fma(fma(2.443315711809948e-5f, z, -1.388731625493765e-3f), z, 4.166664568298827e-2f), z * z, fma(-0.5f, z, 1.0f));
  let value = select(sine, cosine, (quarter & 1u) != 0u);
  return select(value, -value, (quarter & 2u) != 0u);
}

fn sine(x: f32) -> f32 {
  return sine_of(x, 0u);
}

// Shaders may assume that there are no NaNs where they compare floats.
fn is_nan(a: f32) -> bool {
  return (bitcast<u32>(a) & 0x7fffffffu) > 0x7f800000u;
}

fn exponential(x: f32) -> f32 {
  // 2 to the n, times e to a rest that is small enough for WGSL's builtin. Overflow and infinity come through the rest.
  let n = fma(clamp(x, -88.0f, 88.3f), 1.44269504f, WHOLE);
  let whole = n - params.whole;
  let rest = fma(whole, 2.12194440e-4f, fma(whole, -0.693359375f, x));
  return select(exp2(rest * 1.44269504f) * bitcast<f32>(bitcast<u32>(n) << 23u), x, is_nan(x));
}

@compute @workgroup_size(block_dim_x, block_dim_y, block_dim_z)
fn main(
  @builtin(local_invocation_id) thread_idx: vec3u,
) {
  // 4: float a = x[i], b = c - a;
  let a = x[params.x_offset + thread_idx.x];
  let b = params.c - a;
  // 5: x[i + 1] = a * b + c;
  x[params.x_offset + thread_idx.x + 1u] = fma(a, b, params.c);
  // 6: x[i + 2] = a / b;
  x[params.x_offset + thread_idx.x + 2u] = divide(a, b);
  // 7: x[i + 3] = sqrtf(a);
  x[params.x_offset + thread_idx.x + 3u] = square_root(a);
  // 8: x[i + 4] = sinf(a) + expf(b);
  x[params.x_offset + thread_idx.x + 4u] = sine(a) + exponential(b);
}
