// several_objects.cu:1: void choice(const float *, const float *, float *, int)
override block_dim_x: u32 = 256;
override block_dim_y: u32 = 1;
override block_dim_z: u32 = 1;

struct Params {
  c: i32,
  a_offset: u32,
  b_offset: u32,
  out_offset: u32,
}
@group(0) @binding(0) var<uniform> params: Params;

@group(0) @binding(1) var<storage, read> a: array<f32>;
@group(0) @binding(2) var<storage, read> b: array<f32>;
@group(0) @binding(3) var<storage, read_write> out: array<f32>;

@compute @workgroup_size(block_dim_x, block_dim_y, block_dim_z)
fn main(
  @builtin(local_invocation_id) thread_idx: vec3u,
) {
  // 3: out[threadIdx.x] = p[threadIdx.x];
  var t: f32;
  if params.c != 0 {
    t = a[params.a_offset + thread_idx.x];
  } else {
    t = b[params.b_offset + thread_idx.x];
  }
  out[params.out_offset + thread_idx.x] = t;
}

// several_objects.cu:6: void swaps(int *, int *, int)
override block_dim_x: u32 = 256;
override block_dim_y: u32 = 1;
override block_dim_z: u32 = 1;

struct Params {
  steps: i32,
  a_offset: u32,
  b_offset: u32,
}
@group(0) @binding(0) var<uniform> params: Params;

@group(0) @binding(1) var<storage, read_write> a: array<i32>;
@group(0) @binding(2) var<storage, read_write> b: array<i32>;

@compute @workgroup_size(block_dim_x, block_dim_y, block_dim_z)
fn main(
  @builtin(local_invocation_id) thread_idx: vec3u,
) {
  let groups = u32(max(params.steps, 0)) >> 2u;
  // 7: for (int s = 0; s < steps; s++) {
  var a_object = 0;
  var b_object = 1;
  var s = 0;
  for (var group = 0u; group < groups; group += 1u) {
    let t = a[params.a_offset + thread_idx.x] + s;
    // 8: b[threadIdx.x] = a[threadIdx.x] + s;
    b[params.b_offset + thread_idx.x] = t;
    let t_1 = t + s + 1;
    a[params.a_offset + thread_idx.x] = t_1;
    let t_2 = t_1 + s + 2;
    b[params.b_offset + thread_idx.x] = t_2;
    a[params.a_offset + thread_idx.x] = t_2 + s + 3;
    s += 4;
  }
  // 7: for (int s = 0; s < steps; s++) {
  while s < params.steps {
    // 8: b[threadIdx.x] = a[threadIdx.x] + s;
    var t: i32;
    if a_object == 0 {
      t = a[params.a_offset + thread_idx.x];
    } else {
      t = b[params.b_offset + thread_idx.x];
    }
    let t_1 = t + s;
    if b_object == 1 {
      b[params.b_offset + thread_idx.x] = t_1;
    } else {
      a[params.a_offset + thread_idx.x] = t_1;
    }
    s += 1;
    let next_a_object = b_object;
    b_object = a_object;
    a_object = next_a_object;
  }
}

// several_objects.cu:15: void optional(int *, const int *)
override block_dim_x: u32 = 256;
override block_dim_y: u32 = 1;
override block_dim_z: u32 = 1;

struct Params {
  out_offset: u32,
  more_offset: u32,
  more_address: u32,
  out_address: u32,
}
@group(0) @binding(0) var<uniform> params: Params;

@group(0) @binding(1) var<storage, read_write> out: array<i32>;
@group(0) @binding(2) var<storage, read> more: array<i32>;

@compute @workgroup_size(block_dim_x, block_dim_y, block_dim_z)
fn main(
  @builtin(local_invocation_id) thread_idx: vec3u,
) {
  // 18: out[threadIdx.x] = p ? p[threadIdx.x] : -1;
  var t = -1;
  if !((thread_idx.x > 3u && params.more_address == 0u) || thread_idx.x <= 3u) {
    t = more[params.more_offset + thread_idx.x];
  }
  out[params.out_offset + thread_idx.x] = t;
  // 19: if (more != nullptr && out) out[0] = 1;
  if params.more_address != 0u && params.out_address != 0u {
    out[params.out_offset] = 1;
  }
}

// several_objects.cu:22: void staged(const float *, float *, int)
override block_dim_x: u32 = 256;
override block_dim_y: u32 = 1;
override block_dim_z: u32 = 1;

struct Params {
  n: i32,
  in_offset: u32,
  out_offset: u32,
}
@group(0) @binding(0) var<uniform> params: Params;

@group(0) @binding(1) var<storage, read> in: array<f32>;
@group(0) @binding(2) var<storage, read_write> out: array<f32>;

var<workgroup> tile: array<f32, 64>;

@compute @workgroup_size(block_dim_x, block_dim_y, block_dim_z)
fn main(
  @builtin(local_invocation_id) thread_idx: vec3u,
) {
  // 24: tile[threadIdx.x] = in[threadIdx.x];
  tile[thread_idx.x] = in[params.in_offset + thread_idx.x];
  // 25: __syncthreads();
  workgroupBarrier();
  let t = thread_idx.x < 32u;
  let t_1 = select(u32(params.n), 32u, t);
  // 27: out[threadIdx.x] = from[threadIdx.x & 31];
  var t_2: f32;
  if t {
    t_2 = tile[t_1 + (thread_idx.x & 31u)];
  } else {
    t_2 = in[params.in_offset + t_1 + (thread_idx.x & 31u)];
  }
  out[params.out_offset + thread_idx.x] = t_2;
}

// several_objects.cu:34: void members(Point *, int)
override block_dim_x: u32 = 256;
override block_dim_y: u32 = 1;
override block_dim_z: u32 = 1;

struct Point {
  x: f32,
  y: f32,
}

struct Params {
  key: i32,
  points_offset: u32,
}
@group(0) @binding(0) var<uniform> params: Params;

@group(0) @binding(1) var<storage, read_write> points: array<Point>;

@compute @workgroup_size(block_dim_x, block_dim_y, block_dim_z)
fn main() {
  // 36: float &r = key == 0 ? points[1].x : key == 1 ? local.y : local.x;
  let r_object = select(select(2, 1, params.key == 1), 0, params.key == 0);
  let t = r_object == 0;
  // 37: r += 1;
  var t_1: f32;
  if t {
    t_1 = points[params.points_offset + 1u].x;
  } else {
    t_1 = select(1.0f, 2.0f, r_object == 1);
  }
  var local_y = t_1 + 1.0f;
  var local_x = 1.0f;
  if t {
    points[params.points_offset + 1u].x = local_y;
    local_y = 2.0f;
  } else {
    let t_2 = r_object == 1;
    local_x = select(local_y, 1.0f, t_2);
    local_y = select(2.0f, local_y, t_2);
  }
  // 38: points[0].y = local.x + local.y;
  points[params.points_offset].y = local_x + local_y;
}

// several_objects.cu:43: void limits(int *)
override block_dim_x: u32 = 256;
override block_dim_y: u32 = 1;
override block_dim_z: u32 = 1;

struct Params {
  x_offset: u32,
}
@group(0) @binding(0) var<uniform> params: Params;

@group(0) @binding(1) var<storage, read_write> x: array<i32>;

@compute @workgroup_size(block_dim_x, block_dim_y, block_dim_z)
fn main(
  @builtin(local_invocation_id) thread_idx: vec3u,
) {
  // 41: __device__ const int &limit(const int &x, const int &low, const int &high) { return x < low ? low : x > high ? high : x; }
  let t = x[params.x_offset + thread_idx.x];
  var t_1 = 0;
  var t_2 = 0u;
  if t >= 0 {
    let t_3 = t > 9;
    t_1 = select(2, 1, t_3);
    t_2 = select(thread_idx.x, 0u, t_3);
  }
  // 43: __global__ void limits(int *x) { x[threadIdx.x] = limit(x[threadIdx.x], 0, 9); }
  var t_3 = 0;
  if t_1 != 0 {
    if t_1 == 1 {
      t_3 = 9;
    } else {
      t_3 = x[params.x_offset + t_2];
    }
  }
  x[params.x_offset + thread_idx.x] = t_3;
}

// several_objects.cu:45: void distance(const char *, int *)
override block_dim_x: u32 = 256;
override block_dim_y: u32 = 1;
override block_dim_z: u32 = 1;

struct Params {
  text_offset: u32,
  out_offset: u32,
  text_address: u32,
}
@group(0) @binding(0) var<uniform> params: Params;

@group(0) @binding(1) var<storage, read> text: array<u32>;
@group(0) @binding(2) var<storage, read_write> out: array<i32>;

fn load_text_i8(at: u32) -> i32 {
  return extractBits(bitcast<i32>(text[at >> 2u]), (at & 3u) << 3u, 8u);
}

@compute @workgroup_size(block_dim_x, block_dim_y, block_dim_z)
fn main() {
  // 47: while (*p) p++;
  var p = params.text_offset;
  while load_text_i8(p) != 0 {
    p += 1u;
  }
  // 48: *out = p - text;
  out[params.out_offset] = i32(params.text_address + (p - params.text_offset) - (params.text_address));
}

// several_objects.cu:51: void aligned(const float *, int *)
override block_dim_x: u32 = 256;
override block_dim_y: u32 = 1;
override block_dim_z: u32 = 1;

struct Params {
  x_offset: u32,
  out_offset: u32,
  x_address: u32,
}
@group(0) @binding(0) var<uniform> params: Params;

@group(0) @binding(1) var<storage, read> x: array<f32>;
@group(0) @binding(2) var<storage, read_write> out: array<i32>;

@compute @workgroup_size(block_dim_x, block_dim_y, block_dim_z)
fn main() {
  // 51: __global__ void aligned(const float *x, int *out) { *out = (unsigned long)x % 16 == 0; }
  out[params.out_offset] = i32(u32(all(((vec2u(params.x_address, 0u)) & (vec2u(15u, 0u))) == vec2u(0u, 0u))));
}
