// bits.cu:3: void bits(unsigned int *, unsigned long long *, float *)
override block_dim_x: u32 = 256;
override block_dim_y: u32 = 1;
override block_dim_z: u32 = 1;

struct Params {
  x_offset: u32,
  w_offset: u32,
  f_offset: u32,
}
@group(0) @binding(0) var<uniform> params: Params;

@group(0) @binding(1) var<storage, read_write> x: array<u32>;
@group(0) @binding(2) var<storage, read_write> w: array<vec2u>;
@group(0) @binding(3) var<storage, read_write> f: array<f32>;

fn lshr64(a: vec2u, count: u32) -> vec2u {
  let n = count & 31u;
  let low = select((a.x >> n) | (a.y << (32u - n)), a.x, n == 0u);
  return select(vec2u(low, a.y >> n), vec2u(a.y >> n, 0u), (count & 32u) != 0u);
}

fn byteswap(a: u32) -> u32 {
  return (a << 24u) | ((a & 0xff00u) << 8u) | ((a >> 8u) & 0xff00u) | (a >> 24u);
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

fn add64(a: vec2u, b: vec2u) -> vec2u {
  let low = a.x + b.x;
  return vec2u(low, a.y + b.y + u32(low < a.x));
}

fn sext64(a: i32) -> vec2u {
  return vec2u(bitcast<u32>(a), bitcast<u32>(a >> 31u));
}

fn popcount64(a: vec2u) -> u32 {
  return countOneBits(a.x) + countOneBits(a.y);
}

fn clz64(a: vec2u) -> u32 {
  return select(countLeadingZeros(a.y), 32u + countLeadingZeros(a.x), a.y == 0u);
}

fn ctz64(a: vec2u) -> u32 {
  return select(countTrailingZeros(a.x), 32u + countTrailingZeros(a.y), a.x == 0u);
}

fn slt64(a: vec2u, b: vec2u) -> bool {
  return (bitcast<i32>(a.y) < bitcast<i32>(b.y)) | ((a.y == b.y) & (a.x < b.x));
}

fn sub64(a: vec2u, b: vec2u) -> vec2u {
  return vec2u(a.x - b.x, a.y - b.y - u32(a.x < b.x));
}

fn shl64(a: vec2u, count: u32) -> vec2u {
  let n = count & 31u;
  let high = select((a.y << n) | (a.x >> (32u - n)), a.y, n == 0u);
  return select(vec2u(a.x << n, high), vec2u(0u, a.x << n), (count & 32u) != 0u);
}

fn copy_sign(a: f32, b: f32) -> f32 {
  return bitcast<f32>((bitcast<u32>(a) & 0x7fffffffu) | (bitcast<u32>(b) & 0x80000000u));
}

@compute @workgroup_size(block_dim_x, block_dim_y, block_dim_z)
fn main(
  @builtin(local_invocation_id) thread_idx: vec3u,
) {
  // 5: x[i] = __byte_perm(x[i], 0, 0x0123) + __brev(x[i]) + __popc(x[i]) + __clz(x[i]) + __ffs(x[i]);
  let bytes = x[params.x_offset + thread_idx.x];
  let x_1 = ((bytes >> 1u) & 0x55555555u) | ((bytes & 0x55555555u) << 1u);
  let x_2 = ((x_1 >> 2u) & 0x33333333u) | ((x_1 & 0x33333333u) << 2u);
  let t = bytes == 0u;
  x[params.x_offset + thread_idx.x] = ((lshr64(vec2u(bytes, 0u), 24u).x & 255u) | ((lshr64(vec2u(bytes, 0u), 16u).x & 255u) << 8u) | ((lshr64(vec2u(bytes, 0u), 8u).x & 255u) << 16u) | ((bytes & 255u) << 24u)) + byteswap(((x_2 >> 4u) & 252645135u) | ((x_2 & 252645135u) << 4u)) + countOneBits(bytes) + select(countLeadingZeros(bytes), 32u, t) + select(countTrailingZeros(bytes) + 1u, 0u, t);
  // 6: w[i] = __popcll(w[i]) + __clzll(w[i]) + __ffsll(w[i]) + __umul64hi(w[i], w[i + 1]) + __mul64hi(w[i], w[i + 1]) + __brevll(w[i]);
  let t_1 = w[params.w_offset + thread_idx.x];
  let t_2 = all(t_1 == vec2u(0u, 0u));
  let t_3 = w[params.w_offset + thread_idx.x + 1u];
  let a0 = t_1.x;
  let a1 = lshr64(t_1, 32u);
  let b0 = i32(t_3.x);
  let b1 = lshr64(t_3, 32u);
  let m = add64(mul64(a1, vec2u(u32(b0), 0u)), lshr64(mul64(vec2u(a0, 0u), vec2u(u32(b0), 0u)), 32u));
  let t_4 = add64(add64(mul64(a1, b1), lshr64(m, 32u)), lshr64(add64(mul64(vec2u(a0, 0u), b1), vec2u(m.x, 0u)), 32u));
  let x_3 = ((a0 >> 1u) & 0x55555555u) | ((a0 & 0x55555555u) << 1u);
  let x_4 = ((x_3 >> 2u) & 0x33333333u) | ((x_3 & 0x33333333u) << 2u);
  let t_5 = a1.x;
  let x_5 = ((t_5 >> 1u) & 0x55555555u) | ((t_5 & 0x55555555u) << 1u);
  let x_6 = ((x_5 >> 2u) & 0x33333333u) | ((x_5 & 0x33333333u) << 2u);
  w[params.w_offset + thread_idx.x] = add64(add64(add64(sext64(i32(vec2u(popcount64(t_1), 0u).x + select(vec2u(clz64(t_1), 0u).x, 64u, t_2) + select(vec2u(ctz64(t_1), 0u).x + 1u, 0u, t_2))), t_4), sub64(sub64(t_4, select(vec2u(0u, 0u), t_3, slt64(t_1, vec2u(0u, 0u)))), select(vec2u(0u, 0u), t_1, slt64(t_3, vec2u(0u, 0u))))), ((shl64(vec2u(byteswap(((x_4 >> 4u) & 252645135u) | ((x_4 & 252645135u) << 4u)), 0u), 32u)) | (vec2u(byteswap(((x_6 >> 4u) & 252645135u) | ((x_6 & 252645135u) << 4u)), 0u))));
  // 7: f[i] = fminf(copysignf(f[i], f[i + 1]), FLT_MAX);
  f[params.f_offset + thread_idx.x] = min(copy_sign(f[params.f_offset + thread_idx.x], f[params.f_offset + thread_idx.x + 1u]), 3.4028234663852886e+38f);
}
