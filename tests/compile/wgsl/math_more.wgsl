// math_more.cu:1: void logarithms(float *)
override block_dim_x: u32 = 256;
override block_dim_y: u32 = 1;
override block_dim_z: u32 = 1;

struct Params {
  x_offset: u32,
  one: f32,
  whole: f32,
}
@group(0) @binding(0) var<uniform> params: Params;

@group(0) @binding(1) var<storage, read_write> x: array<f32>;

// Written as variables: WGSL has no constants of these.
var<private> infinity_bits = 0x7f800000u;
var<private> nan_bits = 0x7fc00000u;

fn logarithm_of_special(x: f32) -> f32 {
  let bits = bitcast<u32>(x);
  if (bits & 0x7fffffffu) == 0u {
    return -bitcast<f32>(infinity_bits);
  }
  return select(x, bitcast<f32>(nan_bits), bits > 0x80000000u);
}

// Exponent of a positive finite number, and the natural logarithm, as the sum of two numbers, of its mantissa between the square roots of 1/2 and 2.
fn mantissa_logarithm(x: f32) -> vec3f {
  var bits = bitcast<u32>(x);
  // The exponent and its bias, to which 2 to the 23 is added by its bits.
  var bias = 8388735.0f;
  if bits < 0x00800000u {
    bits = bitcast<u32>(f32(bits));
    bias += 149.0f;
  }
  let shifted = bits + 0x004afb0du;
  let f = bitcast<f32>((shifted & 0x007fffffu) + 0x3f3504f3u) - 1.0f;
  var p = fma(7.0376836292e-2f, f, -1.1514610310e-1f);
  p = fma(p, f, 1.1676998740e-1f);
  p = fma(p, f, -1.2420140846e-1f);
  p = fma(p, f, 1.4249322787e-1f);
  p = fma(p, f, -1.6668057665e-1f);
  p = fma(p, f, 2.0000714765e-1f);
  p = fma(p, f, -2.4999993993e-1f);
  p = fma(p, f, 3.3333331174e-1f);
  let z = f * f;
  return vec3f(bitcast<f32>((shifted >> 23u) | 0x4b000000u) - bias, f, fma(-0.5f, z, f * z * p));
}

fn logarithm_10(x: f32) -> f32 {
  if !(bitcast<u32>(x) - 1u < 0x7f7fffffu) {
    return logarithm_of_special(x);
  }
  let parts = mantissa_logarithm(x);
  return fma(parts.x, 0.301025391f, fma(parts.x, 4.60503898e-6f, (parts.y + parts.z) * 0.434294482f));
}

// Shaders may assume that there are no NaNs where they compare floats.
fn is_nan(a: f32) -> bool {
  return (bitcast<u32>(a) & 0x7fffffffu) > 0x7f800000u;
}

// Adding this number rounds to a whole one; the lowest bits of the sum then are that number and 127, the exponent of its power of two. What is taken off again is known at run time only, so that engines cannot cancel the two.
const WHOLE = 12583039.0f;

fn exponential_2(x: f32) -> f32 {
  // Not a plain sum: what is taken from x would be x again, taken in another order.
  let n = fma(clamp(x, -127.0f, 127.0f), params.one, WHOLE);
  return select(exp2(x - (n - params.whole)) * bitcast<f32>(bitcast<u32>(n) << 23u), x, is_nan(x));
}

fn logarithm_2(x: f32) -> f32 {
  if !(bitcast<u32>(x) - 1u < 0x7f7fffffu) {
    return logarithm_of_special(x);
  }
  let parts = mantissa_logarithm(x);
  let mantissa = parts.y + parts.z;
  return fma(mantissa, 1.44269502f, fma(mantissa, 1.92596299e-8f, parts.x));
}

fn exponential_10(x: f32) -> f32 {
  let n = fma(clamp(x, -38.2f, 38.3f), 3.32192809f, WHOLE);
  let whole = n - params.whole;
  let rest = fma(whole, -4.60503898e-6f, fma(whole, -0.301025391f, x));
  return select(exp2(rest * 3.32192809f) * bitcast<f32>(bitcast<u32>(n) << 23u), x, is_nan(x));
}

@compute @workgroup_size(block_dim_x, block_dim_y, block_dim_z)
fn main(
  @builtin(local_invocation_id) thread_idx: vec3u,
) {
  // 3: x[i] = log2f(x[i]) + log10f(x[i + 1]) * exp2f(x[i + 2]) - exp10f(x[i + 3]);
  x[params.x_offset + thread_idx.x] = fma(logarithm_10(x[params.x_offset + thread_idx.x + 1u]), exponential_2(x[params.x_offset + thread_idx.x + 2u]), logarithm_2(x[params.x_offset + thread_idx.x])) - exponential_10(x[params.x_offset + thread_idx.x + 3u]);
}

// math_more.cu:6: void rotations(float *, float *, float)
override block_dim_x: u32 = 256;
override block_dim_y: u32 = 1;
override block_dim_z: u32 = 1;

struct Params {
  angle: f32,
  x_offset: u32,
  y_offset: u32,
  whole: f32,
}
@group(0) @binding(0) var<uniform> params: Params;

@group(0) @binding(1) var<storage, read_write> x: array<f32>;
@group(0) @binding(2) var<storage, read_write> y: array<f32>;

// Written as variables: WGSL has no constants of these.
var<private> infinity_bits = 0x7f800000u;
var<private> nan_bits = 0x7fc00000u;

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

fn cosine(x: f32) -> f32 {
  return sine_of(x, 1u);
}

fn sine(x: f32) -> f32 {
  return sine_of(x, 0u);
}

@compute @workgroup_size(block_dim_x, block_dim_y, block_dim_z)
fn main(
  @builtin(local_invocation_id) thread_idx: vec3u,
) {
  let t = params.angle * f32(thread_idx.x);
  // 9: float a = x[threadIdx.x], b = y[threadIdx.x];
  let b = y[params.y_offset + thread_idx.x];
  // 10: x[threadIdx.x] = c * a - s * b;
  x[params.x_offset + thread_idx.x] = fma(cosine(t), x[params.x_offset + thread_idx.x], -(sine(t) * b));
  // 11: sincosf(b, &y[threadIdx.x], &c);
  y[params.y_offset + thread_idx.x] = sine(b);
}

// math_more.cu:14: void unordered(const float *, int *)
override block_dim_x: u32 = 256;
override block_dim_y: u32 = 1;
override block_dim_z: u32 = 1;

struct Params {
  x_offset: u32,
  differ_offset: u32,
}
@group(0) @binding(0) var<uniform> params: Params;

@group(0) @binding(1) var<storage, read> x: array<f32>;
@group(0) @binding(2) var<storage, read_write> differ: array<i32>;

@compute @workgroup_size(block_dim_x, block_dim_y, block_dim_z)
fn main(
  @builtin(local_invocation_id) thread_idx: vec3u,
) {
  // 14: __global__ void unordered(const float *x, int *differ) { differ[threadIdx.x] = x[threadIdx.x] != x[threadIdx.x + 1]; }
  differ[params.differ_offset + thread_idx.x] = i32(u32(!(x[params.x_offset + thread_idx.x] == x[params.x_offset + thread_idx.x + 1u])));
}
