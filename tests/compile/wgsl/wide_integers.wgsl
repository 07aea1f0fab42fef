// wide_integers.cu:1: void grid_stride(float *, unsigned long)
override block_dim_x: u32 = 256;
override block_dim_y: u32 = 1;
override block_dim_z: u32 = 1;

struct Params {
  n: vec2u,
  x_offset: u32,
}
@group(0) @binding(0) var<uniform> params: Params;

@group(0) @binding(1) var<storage, read_write> x: array<f32>;

fn ult64(a: vec2u, b: vec2u) -> bool {
  return (a.y < b.y) | ((a.y == b.y) & (a.x < b.x));
}

fn add64(a: vec2u, b: vec2u) -> vec2u {
  let low = a.x + b.x;
  return vec2u(low, a.y + b.y + u32(low < a.x));
}

@compute @workgroup_size(block_dim_x, block_dim_y, block_dim_z)
fn main(
  @builtin(workgroup_id) block_idx: vec3u,
  @builtin(local_invocation_id) thread_idx: vec3u,
  @builtin(num_workgroups) grid_dim: vec3u,
) {
  // 2: for (size_t i = blockIdx.x * blockDim.x + threadIdx.x; i < n; i += gridDim.x * blockDim.x) x[i] = 1.0f;
  for (var i = vec2u(block_idx.x * block_dim_x + thread_idx.x, 0u); ult64(i, params.n); i = add64(i, vec2u(grid_dim.x * block_dim_x, 0u))) {
    x[params.x_offset + i.x] = 1.0f;
  }
}

// wide_integers.cu:5: void guard(float *, long, float)
override block_dim_x: u32 = 256;
override block_dim_y: u32 = 1;
override block_dim_z: u32 = 1;

struct Params {
  n: vec2u,
  a: f32,
  x_offset: u32,
}
@group(0) @binding(0) var<uniform> params: Params;

@group(0) @binding(1) var<storage, read_write> x: array<f32>;

fn ult64(a: vec2u, b: vec2u) -> bool {
  return (a.y < b.y) | ((a.y == b.y) & (a.x < b.x));
}

@compute @workgroup_size(block_dim_x, block_dim_y, block_dim_z)
fn main(
  @builtin(local_invocation_id) thread_idx: vec3u,
) {
  // 7: if (i < n) x[i] *= a;
  if ult64(vec2u(thread_idx.x, 0u), params.n) {
    x[params.x_offset + thread_idx.x] *= params.a;
  }
}

// wide_integers.cu:10: void wide(long long *, unsigned long long *, int)
override block_dim_x: u32 = 256;
override block_dim_y: u32 = 1;
override block_dim_z: u32 = 1;

struct Params {
  s: i32,
  x_offset: u32,
  y_offset: u32,
}
@group(0) @binding(0) var<uniform> params: Params;

@group(0) @binding(1) var<storage, read_write> x: array<vec2u>;
@group(0) @binding(2) var<storage, read_write> y: array<vec2u>;

fn umulhi(a: u32, b: u32) -> u32 {
  let low = (a & 0xffffu) * (b & 0xffffu);
  let middle = (a >> 16u) * (b & 0xffffu) + (low >> 16u);
  let other = (a & 0xffffu) * (b >> 16u) + (middle & 0xffffu);
  return (a >> 16u) * (b >> 16u) + (middle >> 16u) + (other >> 16u);
}

fn mul64(a: vec2u, b: vec2u) -> vec2u {
  return vec2u(a.x * b.x, umulhi(a.x, b.x) + a.x * b.y + a.y * b.x);
}

fn sext64(a: i32) -> vec2u {
  return vec2u(bitcast<u32>(a), bitcast<u32>(a >> 31u));
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

fn negate64(a: vec2u) -> vec2u {
  return sub64(vec2u(), a);
}

fn sdiv64(a: vec2u, b: vec2u) -> vec2u {
  let result = divide64(select(a, negate64(a), a.y >> 31u == 1u), select(b, negate64(b), b.y >> 31u == 1u)).xy;
  return select(result, negate64(result), (a.y ^ b.y) >> 31u == 1u);
}

fn ashr64(a: vec2u, count: u32) -> vec2u {
  let n = count & 31u;
  let low = select((a.x >> n) | (a.y << (32u - n)), a.x, n == 0u);
  let high = bitcast<u32>(bitcast<i32>(a.y) >> n);
  return select(vec2u(low, high), vec2u(high, bitcast<u32>(bitcast<i32>(a.y) >> 31u)), (count & 32u) != 0u);
}

fn urem64(a: vec2u, b: vec2u) -> vec2u {
  return divide64(a, b).zw;
}

fn shl64(a: vec2u, count: u32) -> vec2u {
  let n = count & 31u;
  let high = select((a.y << n) | (a.x >> (32u - n)), a.y, n == 0u);
  return select(vec2u(a.x << n, high), vec2u(0u, a.x << n), (count & 32u) != 0u);
}

@compute @workgroup_size(block_dim_x, block_dim_y, block_dim_z)
fn main(
  @builtin(local_invocation_id) thread_idx: vec3u,
) {
  // 11: long long v = x[threadIdx.x];
  let v = x[params.x_offset + thread_idx.x];
  // 12: x[threadIdx.x] = v * v / (s - 3) + (v >> s);
  x[params.x_offset + thread_idx.x] = add64(sdiv64(mul64(v, v), sext64(params.s - 3)), ashr64(v, u32(params.s)));
  // 13: y[threadIdx.x] = (y[threadIdx.x] % 1000u) ^ (y[threadIdx.x] << 13);
  let t = y[params.y_offset + thread_idx.x];
  y[params.y_offset + thread_idx.x] = ((urem64(t, vec2u(1000u, 0u))) ^ (shl64(t, 13u)));
}

// wide_integers.cu:16: void generator(unsigned int *, unsigned long long, int)
override block_dim_x: u32 = 256;
override block_dim_y: u32 = 1;
override block_dim_z: u32 = 1;

struct Params {
  seed: vec2u,
  n: i32,
  out_offset: u32,
}
@group(0) @binding(0) var<uniform> params: Params;

@group(0) @binding(1) var<storage, read_write> out: array<u32>;

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

fn lshr64(a: vec2u, count: u32) -> vec2u {
  let n = count & 31u;
  let low = select((a.x >> n) | (a.y << (32u - n)), a.x, n == 0u);
  return select(vec2u(low, a.y >> n), vec2u(a.y >> n, 0u), (count & 32u) != 0u);
}

@compute @workgroup_size(block_dim_x, block_dim_y, block_dim_z)
fn main(
  @builtin(local_invocation_id) thread_idx: vec3u,
) {
  let rounds = max(params.n, 0);
  // 18: for (int i = 0; i < n; i++) state = state * 6364136223846793005ull + 1442695040888963407ull;
  var state = add64(params.seed, vec2u(thread_idx.x, 0u));
  let rounds_1 = u32(rounds);
  for (var i = 0u; i < rounds_1; i += 1u) {
    state = add64(mul64(state, vec2u(1284865837u, 1481765933u)), vec2u(4150755663u, 335903614u));
  }
  // 19: out[threadIdx.x] = state >> 33;
  out[params.out_offset + thread_idx.x] = lshr64(state, 33u).x;
}

// wide_integers.cu:22: void halves(const int *, const unsigned int *, float *, long long)
override block_dim_x: u32 = 256;
override block_dim_y: u32 = 1;
override block_dim_z: u32 = 1;

struct Params {
  n: vec2u,
  a_offset: u32,
  b_offset: u32,
  f_offset: u32,
}
@group(0) @binding(0) var<uniform> params: Params;

@group(0) @binding(1) var<storage, read> a: array<i32>;
@group(0) @binding(2) var<storage, read> b: array<u32>;
@group(0) @binding(3) var<storage, read_write> f: array<f32>;

fn sext64(a: i32) -> vec2u {
  return vec2u(bitcast<u32>(a), bitcast<u32>(a >> 31u));
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

fn ashr64(a: vec2u, count: u32) -> vec2u {
  let n = count & 31u;
  let low = select((a.x >> n) | (a.y << (32u - n)), a.x, n == 0u);
  let high = bitcast<u32>(bitcast<i32>(a.y) >> n);
  return select(vec2u(low, high), vec2u(high, bitcast<u32>(bitcast<i32>(a.y) >> 31u)), (count & 32u) != 0u);
}

fn lshr64(a: vec2u, count: u32) -> vec2u {
  let n = count & 31u;
  let low = select((a.x >> n) | (a.y << (32u - n)), a.x, n == 0u);
  return select(vec2u(low, a.y >> n), vec2u(a.y >> n, 0u), (count & 32u) != 0u);
}

fn shl64(a: vec2u, count: u32) -> vec2u {
  let n = count & 31u;
  let high = select((a.y << n) | (a.x >> (32u - n)), a.y, n == 0u);
  return select(vec2u(a.x << n, high), vec2u(0u, a.x << n), (count & 32u) != 0u);
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

@compute @workgroup_size(block_dim_x, block_dim_y, block_dim_z)
fn main(
  @builtin(local_invocation_id) thread_idx: vec3u,
) {
  // 23: f[threadIdx.x] = __mulhi(a[0], a[1]) + __umulhi(b[0], b[1]) + (float)n;
  f[params.f_offset + thread_idx.x] = f32(ashr64(mul64(sext64(a[params.a_offset]), sext64(a[params.a_offset + 1u])), 32u).x + lshr64(mul64(vec2u(b[params.b_offset], 0u), vec2u(b[params.b_offset + 1u], 0u)), 32u).x) + float_of_i64(params.n);
}

// wide_integers.cu:31: void packed(Packed *, long long *)
override block_dim_x: u32 = 256;
override block_dim_y: u32 = 1;
override block_dim_z: u32 = 1;

struct Params {
  p_offset: u32,
  sum_offset: u32,
}
@group(0) @binding(0) var<uniform> params: Params;

@group(0) @binding(1) var<storage, read_write> p: array<u32>;
@group(0) @binding(2) var<storage, read_write> sum: array<vec2u>;

fn add64(a: vec2u, b: vec2u) -> vec2u {
  let low = a.x + b.x;
  return vec2u(low, a.y + b.y + u32(low < a.x));
}

fn slt64(a: vec2u, b: vec2u) -> bool {
  return (bitcast<i32>(a.y) < bitcast<i32>(b.y)) | ((a.y == b.y) & (a.x < b.x));
}

fn sub64(a: vec2u, b: vec2u) -> vec2u {
  return vec2u(a.x - b.x, a.y - b.y - u32(a.x < b.x));
}

@compute @workgroup_size(block_dim_x, block_dim_y, block_dim_z)
fn main(
  @builtin(local_invocation_id) thread_idx: vec3u,
) {
  // 32: p[threadIdx.x].value += 1;
  let wide = add64(vec2u(p[(params.p_offset >> 2u) + thread_idx.x * 4u + 2u], p[(params.p_offset >> 2u) + thread_idx.x * 4u + 3u]), vec2u(1u, 0u));
  let at = params.p_offset + thread_idx.x * 16u + 8u;
  p[at >> 2u] = wide.x;
  p[(at >> 2u) + 1u] = wide.y;
  // 33: *sum = p[1].value < p[0].value ? p[0].value : -p[1].value;
  let t = vec2u(p[(params.p_offset >> 2u) + 6u], p[(params.p_offset >> 2u) + 7u]);
  var t_1 = vec2u(p[(params.p_offset >> 2u) + 2u], p[(params.p_offset >> 2u) + 3u]);
  if !slt64(t, t_1) {
    t_1 = sub64(vec2u(0u, 0u), t);
  }
  sum[params.sum_offset] = t_1;
}
