// bytes.cu:1: void fill(unsigned char *)
//lanes enable subgroups;
//lanes diagnostic(off, subgroup_uniformity);

override block_dim_x: u32 = 256;
override block_dim_y: u32 = 1;
override block_dim_z: u32 = 1;

struct Params {
  x_offset: u32,
}
@group(0) @binding(0) var<uniform> params: Params;

@group(0) @binding(1) var<storage, read_write> x: array<atomic<u32>>;

fn store_x_8(at: u32, value: u32) {
//lanes   if subgroupBallot(true).x == all__lanes && subgroupAll(subgroupShuffleXor(at, 1u) == (at ^ 1u) && subgroupShuffleXor(at, 2u) == (at ^ 2u)) {
//lanes     var parts = extractBits(value, 0u, 8u) << ((at & 3u) << 3u);
//lanes     parts |= subgroupShuffleXor(parts, 1u);
//lanes     parts |= subgroupShuffleXor(parts, 2u);
//lanes     if (at & 3u) == 0u {
//lanes       atomicStore(&x[at >> 2u], parts);
//lanes     }
//lanes     return;
//lanes   }
  var old = atomicLoad(&x[at >> 2u]);
  loop {
    let result = atomicCompareExchangeWeak(&x[at >> 2u], old, insertBits(old, value, (at & 3u) << 3u, 8u));
    if result.exchanged {
      break;
    }
    old = result.old_value;
  }
}

@compute @workgroup_size(block_dim_x, block_dim_y, block_dim_z)
fn main(
  @builtin(local_invocation_id) thread_idx: vec3u,
) {
  // 1: __global__ void fill(unsigned char *x) { x[threadIdx.x] = 1; }
  store_x_8(params.x_offset + thread_idx.x, 1u);
}

// bytes.cu:3: void halves(short *)
//lanes enable subgroups;
//lanes diagnostic(off, subgroup_uniformity);

override block_dim_x: u32 = 256;
override block_dim_y: u32 = 1;
override block_dim_z: u32 = 1;

struct Params {
  x_offset: u32,
}
@group(0) @binding(0) var<uniform> params: Params;

@group(0) @binding(1) var<storage, read_write> x: array<atomic<u32>>;

fn load_x_i16(at: u32) -> i32 {
  return extractBits(bitcast<i32>(atomicLoad(&x[at >> 2u])), (at & 3u) << 3u, 16u);
}

fn store_x_16(at: u32, value: u32) {
//lanes   if subgroupBallot(true).x == all__lanes && subgroupAll(subgroupShuffleXor(at, 1u) == (at ^ 2u)) {
//lanes     var parts = extractBits(value, 0u, 16u) << ((at & 3u) << 3u);
//lanes     parts |= subgroupShuffleXor(parts, 1u);
//lanes     if (at & 3u) == 0u {
//lanes       atomicStore(&x[at >> 2u], parts);
//lanes     }
//lanes     return;
//lanes   }
  var old = atomicLoad(&x[at >> 2u]);
  loop {
    let result = atomicCompareExchangeWeak(&x[at >> 2u], old, insertBits(old, value, (at & 3u) << 3u, 16u));
    if result.exchanged {
      break;
    }
    old = result.old_value;
  }
}

@compute @workgroup_size(block_dim_x, block_dim_y, block_dim_z)
fn main(
  @builtin(local_invocation_id) thread_idx: vec3u,
) {
  // 3: __global__ void halves(short *x) { x[threadIdx.x] *= 2; }
  store_x_16(params.x_offset + thread_idx.x * 2u, u32(extractBits(load_x_i16(params.x_offset + thread_idx.x * 2u) * 2, 0u, 16u)));
}

// bytes.cu:5: void flags(const bool *, bool *, bool, signed char)
//lanes enable subgroups;
//lanes diagnostic(off, subgroup_uniformity);

override block_dim_x: u32 = 256;
override block_dim_y: u32 = 1;
override block_dim_z: u32 = 1;

struct Params {
  invert: u32,
  step: i32,
  in_offset: u32,
  out_offset: u32,
}
@group(0) @binding(0) var<uniform> params: Params;

@group(0) @binding(1) var<storage, read> in: array<u32>;
@group(0) @binding(2) var<storage, read_write> out: array<atomic<u32>>;

fn load_in_u8(at: u32) -> u32 {
  return extractBits(in[at >> 2u], (at & 3u) << 3u, 8u);
}

fn store_out_bool(at: u32, value: u32) {
//lanes   if subgroupBallot(true).x == all__lanes && subgroupAll(subgroupShuffleXor(at, 1u) == (at ^ 1u) && subgroupShuffleXor(at, 2u) == (at ^ 2u)) {
//lanes     var parts = extractBits(value, 0u, 8u) << ((at & 3u) << 3u);
//lanes     parts |= subgroupShuffleXor(parts, 1u);
//lanes     parts |= subgroupShuffleXor(parts, 2u);
//lanes     if (at & 3u) == 0u {
//lanes       atomicStore(&out[at >> 2u], parts);
//lanes     }
//lanes     return;
//lanes   }
  let shift = (at & 3u) << 3u;
  let old = extractBits(atomicLoad(&out[at >> 2u]), shift, 8u);
  if old == value {
    return;
  }
  if value == 0u {
    atomicAnd(&out[at >> 2u], ~(0xffu << shift));
    return;
  }
  if old != 0u {
    atomicAnd(&out[at >> 2u], ~(0xfeu << shift));
  }
  atomicOr(&out[at >> 2u], 1u << shift);
}

@compute @workgroup_size(block_dim_x, block_dim_y, block_dim_z)
fn main(
  @builtin(local_invocation_id) thread_idx: vec3u,
) {
  // 6: int i = threadIdx.x * step;
  let i = thread_idx.x * u32(extractBits(params.step, 0u, 8u));
  // 7: out[i] = in[i] != invert;
  store_out_bool(params.out_offset + i, u32((load_in_u8(params.in_offset + i) != 0u) != (params.invert != 0u)));
}

// bytes.cu:10: void gray(const uchar4 *, unsigned char *, int)
//lanes enable subgroups;
//lanes diagnostic(off, subgroup_uniformity);

override block_dim_x: u32 = 256;
override block_dim_y: u32 = 1;
override block_dim_z: u32 = 1;

struct Params {
  n: i32,
  in_offset: u32,
  out_offset: u32,
}
@group(0) @binding(0) var<uniform> params: Params;

@group(0) @binding(1) var<storage, read> in: array<u32>;
@group(0) @binding(2) var<storage, read_write> out: array<atomic<u32>>;

fn store_out_8(at: u32, value: u32) {
//lanes   if subgroupBallot(true).x == all__lanes && subgroupAll(subgroupShuffleXor(at, 1u) == (at ^ 1u) && subgroupShuffleXor(at, 2u) == (at ^ 2u)) {
//lanes     var parts = extractBits(value, 0u, 8u) << ((at & 3u) << 3u);
//lanes     parts |= subgroupShuffleXor(parts, 1u);
//lanes     parts |= subgroupShuffleXor(parts, 2u);
//lanes     if (at & 3u) == 0u {
//lanes       atomicStore(&out[at >> 2u], parts);
//lanes     }
//lanes     return;
//lanes   }
  var old = atomicLoad(&out[at >> 2u]);
  loop {
    let result = atomicCompareExchangeWeak(&out[at >> 2u], old, insertBits(old, value, (at & 3u) << 3u, 8u));
    if result.exchanged {
      break;
    }
    old = result.old_value;
  }
}

@compute @workgroup_size(block_dim_x, block_dim_y, block_dim_z)
fn main(
  @builtin(workgroup_id) block_idx: vec3u,
  @builtin(local_invocation_id) thread_idx: vec3u,
) {
  // 11: int i = blockIdx.x * blockDim.x + threadIdx.x;
  let i = block_idx.x * block_dim_x + thread_idx.x;
  // 12: if (i >= n) return;
  if i32(i) >= params.n {
    return;
  }
  // 13: uchar4 p = in[i];
  let t = in[(params.in_offset >> 2u) + i];
  // 14: out[i] = (p.x + p.y + p.z) / 3;
  store_out_8(params.out_offset + i, u32(i32((t & 255u) + ((t >> 8u) & 255u) + ((t >> 16u) & 255u)) / 3) & 255u);
}

// bytes.cu:17: void shared_bytes(const char *, int *)
override block_dim_x: u32 = 256;
override block_dim_y: u32 = 1;
override block_dim_z: u32 = 1;

struct Params {
  in_offset: u32,
  out_offset: u32,
}
@group(0) @binding(0) var<uniform> params: Params;

@group(0) @binding(1) var<storage, read> in: array<u32>;
@group(0) @binding(2) var<storage, read_write> out: array<i32>;

var<workgroup> tile: array<i32, 64>;
var<workgroup> any_: bool;

fn load_in_i8(at: u32) -> i32 {
  return extractBits(bitcast<i32>(in[at >> 2u]), (at & 3u) << 3u, 8u);
}

@compute @workgroup_size(block_dim_x, block_dim_y, block_dim_z)
fn main(
  @builtin(local_invocation_id) thread_idx: vec3u,
) {
  // 20: tile[threadIdx.x] = in[threadIdx.x];
  tile[thread_idx.x] = load_in_i8(params.in_offset + thread_idx.x);
  // 21: if (threadIdx.x == 0) any = false;
  if thread_idx.x == 0u {
    any_ = false;
  }
  // 22: __syncthreads();
  workgroupBarrier();
  // 23: if (tile[63 - threadIdx.x] > 0) any = true;
  if tile[63u - thread_idx.x] > 0 {
    any_ = true;
  }
  // 24: __syncthreads();
  workgroupBarrier();
  // 25: out[threadIdx.x] = any ? tile[63 - threadIdx.x] : (unsigned char)tile[0];
  var t: i32;
  if any_ {
    t = tile[63u - thread_idx.x];
  } else {
    t = i32(u32(tile[0]) & 255u);
  }
  out[params.out_offset + thread_idx.x] = t;
}

// bytes.cu:28: void quads(const float *, float *)
override block_dim_x: u32 = 256;
override block_dim_y: u32 = 1;
override block_dim_z: u32 = 1;

struct Params {
  x_offset: u32,
  y_offset: u32,
}
@group(0) @binding(0) var<uniform> params: Params;

@group(0) @binding(1) var<storage, read> x: array<vec4f>;
@group(0) @binding(2) var<storage, read_write> y: array<vec4f>;

@compute @workgroup_size(block_dim_x, block_dim_y, block_dim_z)
fn main(
  @builtin(local_invocation_id) thread_idx: vec3u,
) {
  var vector: vec4f;
  var vector_1: vec4f;
  // 29: float4 v = reinterpret_cast<const float4 *>(x)[threadIdx.x];
  vector = x[params.x_offset + thread_idx.x];
  let v_y = vector.y;
  let v_z = vector.z;
  let v_w = vector.w;
  // 31: reinterpret_cast<float4 *>(y)[threadIdx.x] = v;
  vector_1.x = vector.x + 1.0f;
  vector_1.y = v_y;
  vector_1.z = v_z;
  vector_1.w = v_w;
  y[params.y_offset + thread_idx.x] = vector_1;
}

// bytes.cu:34: void untyped(void *)
override block_dim_x: u32 = 256;
override block_dim_y: u32 = 1;
override block_dim_z: u32 = 1;

struct Params {
  x_offset: u32,
}
@group(0) @binding(0) var<uniform> params: Params;

@group(0) @binding(1) var<storage, read_write> x: array<i32>;

@compute @workgroup_size(block_dim_x, block_dim_y, block_dim_z)
fn main() {
  // 34: __global__ void untyped(void *x) { *(int *)x = 1; }
  x[params.x_offset] = 1;
}

// bytes.cu:36: void bytes_of(float *, int *)
override block_dim_x: u32 = 256;
override block_dim_y: u32 = 1;
override block_dim_z: u32 = 1;

struct Params {
  x_offset: u32,
  sum_offset: u32,
}
@group(0) @binding(0) var<uniform> params: Params;

@group(0) @binding(1) var<storage, read> x: array<u32>;
@group(0) @binding(2) var<storage, read_write> sum: array<i32>;

fn load_x_u8(at: u32) -> u32 {
  return extractBits(x[at >> 2u], (at & 3u) << 3u, 8u);
}

@compute @workgroup_size(block_dim_x, block_dim_y, block_dim_z)
fn main() {
  // 37: for (const unsigned char *p = (const unsigned char *)x, *end = p + 4; p < end; p++) *sum += *p;
  var p = params.x_offset;
  while p < params.x_offset + 4u {
    sum[params.sum_offset] += i32(load_x_u8(p));
    p += 1u;
  }
}

// bytes.cu:40: void copies(const uchar4 *, uchar4 *, int)
override block_dim_x: u32 = 256;
override block_dim_y: u32 = 1;
override block_dim_z: u32 = 1;

struct uchar4 {
  @align(4) x: u32,
  y: u32,
  z: u32,
  w: u32,
}

struct Params {
  i: i32,
  in_offset: u32,
  out_offset: u32,
}
@group(0) @binding(0) var<uniform> params: Params;

@group(0) @binding(1) var<storage, read> in: array<u32>;
@group(0) @binding(2) var<storage, read_write> out: array<atomic<u32>>;

@compute @workgroup_size(block_dim_x, block_dim_y, block_dim_z)
fn main() {
  var local: array<uchar4, 4>;
  // 42: for (int k = 0; k < 4; k++) local[k] = in[k];
  let word = in[params.in_offset >> 2u];
  local[0].x = extractBits(word, 0u, 8u);
  local[0].y = extractBits(word, 8u, 8u);
  local[0].z = extractBits(word, 16u, 8u);
  local[0].w = extractBits(word, 24u, 8u);
  let word_1 = in[(params.in_offset >> 2u) + 1u];
  local[1].x = extractBits(word_1, 0u, 8u);
  local[1].y = extractBits(word_1, 8u, 8u);
  local[1].z = extractBits(word_1, 16u, 8u);
  local[1].w = extractBits(word_1, 24u, 8u);
  let word_2 = in[(params.in_offset >> 2u) + 2u];
  local[2].x = extractBits(word_2, 0u, 8u);
  local[2].y = extractBits(word_2, 8u, 8u);
  local[2].z = extractBits(word_2, 16u, 8u);
  local[2].w = extractBits(word_2, 24u, 8u);
  let word_3 = in[(params.in_offset >> 2u) + 3u];
  local[3].x = extractBits(word_3, 0u, 8u);
  local[3].y = extractBits(word_3, 8u, 8u);
  local[3].z = extractBits(word_3, 16u, 8u);
  local[3].w = extractBits(word_3, 24u, 8u);
  // 43: out[0] = local[i];
  atomicStore(&out[params.out_offset >> 2u], ((local[u32(params.i)].x & 0xffu) << 0u) | ((local[u32(params.i)].y & 0xffu) << 8u) | ((local[u32(params.i)].z & 0xffu) << 16u) | ((local[u32(params.i)].w & 0xffu) << 24u));
}

// bytes.cu:46: void carve(float *, int)
override block_dim_x: u32 = 256;
override block_dim_y: u32 = 1;
override block_dim_z: u32 = 1;
override dynamic_shared_count: u32 = 1;

struct Params {
  n: i32,
  out_offset: u32,
}
@group(0) @binding(0) var<uniform> params: Params;

@group(0) @binding(1) var<storage, read_write> out: array<f32>;

var<workgroup> dynamic_shared: array<u32, dynamic_shared_count>;

@compute @workgroup_size(block_dim_x, block_dim_y, block_dim_z)
fn main(
  @builtin(local_invocation_id) thread_idx: vec3u,
) {
  // 50: sums[threadIdx.x] = 1.0f;
  dynamic_shared[thread_idx.x] = bitcast<u32>(1.0f);
  // 51: counts[threadIdx.x] = 2;
  dynamic_shared[((u32(params.n) * 4u) >> 2u) + thread_idx.x] = 2u;
  // 52: __syncthreads();
  workgroupBarrier();
  // 53: out[threadIdx.x] = sums[0] * counts[1];
  out[params.out_offset + thread_idx.x] = bitcast<f32>(dynamic_shared[0]) * f32(i32(dynamic_shared[((u32(params.n) * 4u) >> 2u) + 1u]));
}
