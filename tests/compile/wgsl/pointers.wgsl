// pointers.cu:2: void copy_strings(const int *, int *, int)
override block_dim_x: u32 = 256;
override block_dim_y: u32 = 1;
override block_dim_z: u32 = 1;

struct Params {
  n: i32,
  from_offset: u32,
  to_offset: u32,
}
@group(0) @binding(0) var<uniform> params: Params;

@group(0) @binding(1) var<storage, read> from_: array<i32>;
@group(0) @binding(2) var<storage, read_write> to: array<i32>;

@compute @workgroup_size(block_dim_x, block_dim_y, block_dim_z)
fn main(
  @builtin(local_invocation_id) thread_idx: vec3u,
) {
  // 5: while (p < from + n) {
  var p = params.from_offset + thread_idx.x;
  var q = params.to_offset + thread_idx.x;
  while p < params.from_offset + u32(params.n) {
    // 6: *q = *p;
    to[q] = from_[p];
    p += block_dim_x;
    q += block_dim_x;
  }
}

// pointers.cu:12: void dot(const float *, const float *, float *, int)
override block_dim_x: u32 = 256;
override block_dim_y: u32 = 1;
override block_dim_z: u32 = 1;

struct Params {
  n: i32,
  a_offset: u32,
  b_offset: u32,
  out_offset: u32,
}
@group(0) @binding(0) var<uniform> params: Params;

@group(0) @binding(1) var<storage, read> a: array<f32>;
@group(0) @binding(2) var<storage, read> b: array<f32>;
@group(0) @binding(3) var<storage, read_write> out: array<f32>;

@compute @workgroup_size(block_dim_x, block_dim_y, block_dim_z)
fn main() {
  // 15: for (; a != end; ++a, ++b) sum += *a * *b;
  var a_1 = params.a_offset;
  var b_1 = params.b_offset;
  var sum = 0.0f;
  while a_1 != params.a_offset + u32(params.n) {
    sum = fma(a[a_1], b[b_1], sum);
    a_1 += 1u;
    b_1 += 1u;
  }
  // 16: *out = sum;
  out[params.out_offset] = sum;
}
