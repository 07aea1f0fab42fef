// struct_parameters.cu:21: void plain(Options, int, Options, float *)
override block_dim_x: u32 = 256;
override block_dim_y: u32 = 1;
override block_dim_z: u32 = 1;

struct Options {
  a: i32,
  b: f32,
}

struct Params {
  n: i32,
  @align(16) @size(16) options: Options,
  @align(16) @size(16) more: Options,
  x_offset: u32,
}
@group(0) @binding(0) var<uniform> params: Params;

@group(0) @binding(1) var<storage, read_write> x: array<f32>;

@compute @workgroup_size(block_dim_x, block_dim_y, block_dim_z)
fn main() {
  // 21: __global__ void plain(Options options, int n, Options more, float *x) { x[n] = options.a * options.b + more.b; }
  x[params.x_offset + u32(params.n)] = fma(f32(params.options.a), params.options.b, params.more.b);
}

// struct_parameters.cu:23: void nested(Camera, float *, int)
override block_dim_x: u32 = 256;
override block_dim_y: u32 = 1;
override block_dim_z: u32 = 1;

struct Point {
  x: f32,
  y: f32,
  z: f32,
}

struct Camera {
  origin: Point,
  direction: Point,
  times: array<f32, 4>,
}

struct Params {
  i: i32,
  camera_origin_x: f32,
  camera_direction_y: f32,
  camera: Camera,
  x_offset: u32,
}
@group(0) @binding(0) var<storage, read> params: Params;

@group(0) @binding(1) var<storage, read_write> x: array<f32>;

@compute @workgroup_size(block_dim_x, block_dim_y, block_dim_z)
fn main() {
  // 23: __global__ void nested(Camera camera, float *x, int i) { x[0] = camera.origin.x + camera.direction.y + camera.times[i]; }
  x[params.x_offset] = params.camera_origin_x + params.camera_direction_y + params.camera.times[u32(params.i)];
}

// struct_parameters.cu:25: void changed(Camera, float *, int)
override block_dim_x: u32 = 256;
override block_dim_y: u32 = 1;
override block_dim_z: u32 = 1;

struct Point {
  x: f32,
  y: f32,
  z: f32,
}

struct Camera {
  origin: Point,
  direction: Point,
  times: array<f32, 4>,
}

struct Params {
  i: i32,
  camera: Camera,
  x_offset: u32,
}
@group(0) @binding(0) var<storage, read> params: Params;

@group(0) @binding(1) var<storage, read_write> x: array<f32>;

@compute @workgroup_size(block_dim_x, block_dim_y, block_dim_z)
fn main() {
  var camera: Camera;
  // 25: __global__ void changed(Camera camera, float *x, int i) {
  camera = params.camera;
  // 26: camera.times[i] += 1;
  camera.times[u32(params.i)] += 1.0f;
  // 27: x[0] = camera.times[0];
  x[params.x_offset] = camera.times[0];
}

// struct_parameters.cu:30: void narrow(Mixed, float *)
override block_dim_x: u32 = 256;
override block_dim_y: u32 = 1;
override block_dim_z: u32 = 1;

struct Params {
  m_a: i32,
  m_flip: u32,
  m_c: u32,
  x_offset: u32,
}
@group(0) @binding(0) var<uniform> params: Params;

@group(0) @binding(1) var<storage, read_write> x: array<f32>;

@compute @workgroup_size(block_dim_x, block_dim_y, block_dim_z)
fn main() {
  // 31: if (m.flip) x[m.a] = m.c;
  if (params.m_flip != 0u) {
    x[params.x_offset + u32(params.m_a)] = f32(params.m_c);
  }
}
