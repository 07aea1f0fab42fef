// large_grids.cu:4: void triad(float *, const float *, const float *, float, int)
override block_dim_x: u32 = 256;
override block_dim_y: u32 = 1;
override block_dim_z: u32 = 1;

struct Params {
  s: f32,
  n: i32,
  a_offset: u32,
  b_offset: u32,
  c_offset: u32,
}
@group(0) @binding(0) var<uniform> params: Params;

@group(0) @binding(1) var<storage, read_write> a: array<f32>;
@group(0) @binding(2) var<storage, read> b: array<f32>;
@group(0) @binding(3) var<storage, read> c: array<f32>;

@group(1) @binding(0) var<uniform> whole_grid: vec3u;

@compute @workgroup_size(block_dim_x, block_dim_y, block_dim_z)
fn main(
  @builtin(workgroup_id) block_idx: vec3u,
  @builtin(local_invocation_id) thread_idx: vec3u,
) {
  let grid_dim = whole_grid;
  let t = block_idx.x * 4u + 3u;
  // 5: int i = blockIdx.x * blockDim.x + threadIdx.x;
  let i = block_idx.x * 4u * block_dim_x + thread_idx.x;
  let i_1 = (block_idx.x * 4u + 1u) * block_dim_x + thread_idx.x;
  let i_2 = (block_idx.x * 4u + 2u) * block_dim_x + thread_idx.x;
  let i_3 = t * block_dim_x + thread_idx.x;
  // 6: if (i < n) a[i] = b[i] + s * c[i];
  if t < grid_dim.x && i32(i) < params.n && i32(i_1) < params.n && i32(i_2) < params.n && i32(i_3) < params.n {
    let t_1 = fma(params.s, c[params.c_offset + i_1], b[params.b_offset + i_1]);
    let t_2 = fma(params.s, c[params.c_offset + i_2], b[params.b_offset + i_2]);
    let t_3 = fma(params.s, c[params.c_offset + i_3], b[params.b_offset + i_3]);
    a[params.a_offset + i] = fma(params.s, c[params.c_offset + i], b[params.b_offset + i]);
    a[params.a_offset + i_1] = t_1;
    a[params.a_offset + i_2] = t_2;
    a[params.a_offset + i_3] = t_3;
  } else {
    for (var k = 0u; k < 4u; k += 1u) {
      let t_1 = block_idx.x * 4u + k;
      if t_1 < grid_dim.x {
        // 5: int i = blockIdx.x * blockDim.x + threadIdx.x;
        let i_4 = t_1 * block_dim_x + thread_idx.x;
        // 6: if (i < n) a[i] = b[i] + s * c[i];
        if i32(i_4) < params.n {
          a[params.a_offset + i_4] = fma(params.s, c[params.c_offset + i_4], b[params.b_offset + i_4]);
        }
      }
    }
  }
}

// large_grids.cu:10: void product(const float *, const float *, float *, int)
override block_dim_x: u32 = 256;
override block_dim_y: u32 = 1;
override block_dim_z: u32 = 1;

struct Params {
  n: i32,
  a_offset: u32,
  b_offset: u32,
  c_offset: u32,
}
@group(0) @binding(0) var<uniform> params: Params;

@group(0) @binding(1) var<storage, read> a: array<f32>;
@group(0) @binding(2) var<storage, read> b: array<f32>;
@group(0) @binding(3) var<storage, read_write> c: array<f32>;

@group(1) @binding(0) var<uniform> whole_grid: vec3u;

@compute @workgroup_size(block_dim_x, block_dim_y, block_dim_z)
fn main(
  @builtin(workgroup_id) block_idx: vec3u,
  @builtin(local_invocation_id) thread_idx: vec3u,
) {
  let grid_dim = whole_grid;
  let t = block_idx.x * 4u + 3u;
  // 11: int column = blockIdx.x * blockDim.x + threadIdx.x, row = blockIdx.y * blockDim.y + threadIdx.y;
  let column = block_idx.x * 4u * block_dim_x + thread_idx.x;
  let column_1 = (block_idx.x * 4u + 1u) * block_dim_x + thread_idx.x;
  let column_2 = (block_idx.x * 4u + 2u) * block_dim_x + thread_idx.x;
  let column_3 = t * block_dim_x + thread_idx.x;
  let row = block_idx.y * block_dim_y + thread_idx.y;
  let t_1 = i32(row) >= params.n;
  // 12: if (row >= n || column >= n) return;
  if t < grid_dim.x && (!(t_1 || i32(column) >= params.n)) && (!(t_1 || i32(column_1) >= params.n)) && (!(t_1 || i32(column_2) >= params.n)) && (!(t_1 || i32(column_3) >= params.n)) {
    let t_2 = row * u32(params.n);
    let groups = u32(max(params.n, 0)) >> 2u;
    // 14: for (int k = 0; k < n; k++) sum += a[row * n + k] * b[k * n + column];
    var k = 0u;
    var sum = 0.0f;
    var sum_1 = 0.0f;
    var sum_2 = 0.0f;
    var sum_3 = 0.0f;
    for (var group = 0u; group < groups; group += 1u) {
      let t_3 = a[params.a_offset + t_2 + k];
      let t_4 = k * u32(params.n);
      let k_1 = k + 1u;
      let t_5 = a[params.a_offset + t_2 + k_1];
      let t_6 = k_1 * u32(params.n);
      let k_2 = k + 2u;
      let t_7 = a[params.a_offset + t_2 + k_2];
      let t_8 = k_2 * u32(params.n);
      let k_3 = k + 3u;
      let t_9 = a[params.a_offset + t_2 + k_3];
      let t_10 = k_3 * u32(params.n);
      k += 4u;
      sum = fma(t_9, b[params.b_offset + t_10 + column], fma(t_7, b[params.b_offset + t_8 + column], fma(t_5, b[params.b_offset + t_6 + column], fma(t_3, b[params.b_offset + t_4 + column], sum))));
      sum_1 = fma(t_9, b[params.b_offset + t_10 + column_1], fma(t_7, b[params.b_offset + t_8 + column_1], fma(t_5, b[params.b_offset + t_6 + column_1], fma(t_3, b[params.b_offset + t_4 + column_1], sum_1))));
      sum_2 = fma(t_9, b[params.b_offset + t_10 + column_2], fma(t_7, b[params.b_offset + t_8 + column_2], fma(t_5, b[params.b_offset + t_6 + column_2], fma(t_3, b[params.b_offset + t_4 + column_2], sum_2))));
      sum_3 = fma(t_9, b[params.b_offset + t_10 + column_3], fma(t_7, b[params.b_offset + t_8 + column_3], fma(t_5, b[params.b_offset + t_6 + column_3], fma(t_3, b[params.b_offset + t_4 + column_3], sum_3))));
    }
    while i32(k) < params.n {
      let t_3 = a[params.a_offset + t_2 + k];
      let t_4 = k * u32(params.n);
      k += 1u;
      sum = fma(t_3, b[params.b_offset + t_4 + column], sum);
      sum_1 = fma(t_3, b[params.b_offset + t_4 + column_1], sum_1);
      sum_2 = fma(t_3, b[params.b_offset + t_4 + column_2], sum_2);
      sum_3 = fma(t_3, b[params.b_offset + t_4 + column_3], sum_3);
    }
    // 15: c[row * n + column] = sum;
    c[params.c_offset + t_2 + column] = sum;
    c[params.c_offset + t_2 + column_1] = sum_1;
    c[params.c_offset + t_2 + column_2] = sum_2;
    c[params.c_offset + t_2 + column_3] = sum_3;
  } else {
    for (var k = 0u; k < 4u; k += 1u) {
      let t_2 = block_idx.x * 4u + k;
      if t_2 < grid_dim.x {
        // 11: int column = blockIdx.x * blockDim.x + threadIdx.x, row = blockIdx.y * blockDim.y + threadIdx.y;
        let column_4 = t_2 * block_dim_x + thread_idx.x;
        let row_1 = block_idx.y * block_dim_y + thread_idx.y;
        // 12: if (row >= n || column >= n) return;
        if i32(row_1) >= params.n || i32(column_4) >= params.n {
          continue;
        }
        let t_3 = row_1 * u32(params.n);
        let groups = u32(max(params.n, 0)) >> 2u;
        // 14: for (int k = 0; k < n; k++) sum += a[row * n + k] * b[k * n + column];
        var k_1 = 0u;
        var sum = 0.0f;
        for (var group = 0u; group < groups; group += 1u) {
          let k_2 = k_1 + 1u;
          let k_3 = k_1 + 2u;
          let k_4 = k_1 + 3u;
          sum = fma(a[params.a_offset + t_3 + k_4], b[params.b_offset + k_4 * u32(params.n) + column_4], fma(a[params.a_offset + t_3 + k_3], b[params.b_offset + k_3 * u32(params.n) + column_4], fma(a[params.a_offset + t_3 + k_2], b[params.b_offset + k_2 * u32(params.n) + column_4], fma(a[params.a_offset + t_3 + k_1], b[params.b_offset + k_1 * u32(params.n) + column_4], sum))));
          k_1 += 4u;
        }
        while i32(k_1) < params.n {
          sum = fma(a[params.a_offset + t_3 + k_1], b[params.b_offset + k_1 * u32(params.n) + column_4], sum);
          k_1 += 1u;
        }
        // 15: c[row * n + column] = sum;
        c[params.c_offset + t_3 + column_4] = sum;
      }
    }
  }
}

// large_grids.cu:19: void smooth(const float *, float *, int)
override block_dim_x: u32 = 256;
override block_dim_y: u32 = 1;
override block_dim_z: u32 = 1;

struct Params {
  n: i32,
  in_offset: u32,
  out_offset: u32,
  one: f32,
}
@group(0) @binding(0) var<uniform> params: Params;

@group(0) @binding(1) var<storage, read> in: array<f32>;
@group(0) @binding(2) var<storage, read_write> out: array<f32>;

// The quotient of WGSL may be a few units off in the last place; where nothing over- or underflows, what is missing is added.
fn divide(a: f32, b: f32) -> f32 {
  let q = a / b;
  let corrected = fma(fma(-b, q, a), 1.0f / b, q);
  return select(q, corrected, min(abs(q), abs(b)) > 1e-30f && max(abs(q), abs(b)) < 1e37f);
}

@group(1) @binding(0) var<uniform> whole_grid: vec3u;

@compute @workgroup_size(block_dim_x, block_dim_y, block_dim_z)
fn main(
  @builtin(workgroup_id) block_idx: vec3u,
  @builtin(local_invocation_id) thread_idx: vec3u,
) {
  let grid_dim = whole_grid;
  let t = block_idx.x * 4u + 3u;
  // 20: int i = blockIdx.x * blockDim.x + threadIdx.x;
  let i = block_idx.x * 4u * block_dim_x + thread_idx.x;
  let i_1 = (block_idx.x * 4u + 1u) * block_dim_x + thread_idx.x;
  let i_2 = (block_idx.x * 4u + 2u) * block_dim_x + thread_idx.x;
  let i_3 = t * block_dim_x + thread_idx.x;
  // 22: if (i == 0 || i == n - 1) {
  if t < grid_dim.x && (i32(i) < params.n) && (i32(i_1) < params.n) && (i32(i_2) < params.n) && (i32(i_3) < params.n) && (!(i == 0u || i32(i) == params.n - 1)) && (!(i_1 == 0u || i32(i_1) == params.n - 1)) && (!(i_2 == 0u || i32(i_2) == params.n - 1)) && (!(i_3 == 0u || i32(i_3) == params.n - 1)) {
    let t_1 = divide(in[params.in_offset + i_1 - 1u] + in[params.in_offset + i_1] + in[params.in_offset + i_1 + 1u], 3.0f * params.one);
    let t_2 = divide(in[params.in_offset + i_2 - 1u] + in[params.in_offset + i_2] + in[params.in_offset + i_2 + 1u], 3.0f * params.one);
    let t_3 = divide(in[params.in_offset + i_3 - 1u] + in[params.in_offset + i_3] + in[params.in_offset + i_3 + 1u], 3.0f * params.one);
    // 26: out[i] = (in[i - 1] + in[i] + in[i + 1]) / 3;
    out[params.out_offset + i] = divide(in[params.in_offset + i - 1u] + in[params.in_offset + i] + in[params.in_offset + i + 1u], 3.0f * params.one);
    out[params.out_offset + i_1] = t_1;
    out[params.out_offset + i_2] = t_2;
    out[params.out_offset + i_3] = t_3;
  } else {
    for (var k = 0u; k < 4u; k += 1u) {
      let t_1 = block_idx.x * 4u + k;
      if t_1 < grid_dim.x {
        // 20: int i = blockIdx.x * blockDim.x + threadIdx.x;
        let i_4 = t_1 * block_dim_x + thread_idx.x;
        // 21: if (i >= n) return;
        if i32(i_4) >= params.n {
          continue;
        }
        // 22: if (i == 0 || i == n - 1) {
        if i_4 == 0u || i32(i_4) == params.n - 1 {
          // 23: out[i] = in[i];
          out[params.out_offset + i_4] = in[params.in_offset + i_4];
          continue;
        }
        // 26: out[i] = (in[i - 1] + in[i] + in[i + 1]) / 3;
        out[params.out_offset + i_4] = divide(in[params.in_offset + i_4 - 1u] + in[params.in_offset + i_4] + in[params.in_offset + i_4 + 1u], 3.0f * params.one);
      }
    }
  }
}

// large_grids.cu:30: void choose(const int *, int *, int, bool)
override block_dim_x: u32 = 256;
override block_dim_y: u32 = 1;
override block_dim_z: u32 = 1;

struct Params {
  n: i32,
  twice: u32,
  in_offset: u32,
  out_offset: u32,
}
@group(0) @binding(0) var<uniform> params: Params;

@group(0) @binding(1) var<storage, read> in: array<i32>;
@group(0) @binding(2) var<storage, read_write> out: array<i32>;

@group(1) @binding(0) var<uniform> whole_grid: vec3u;

@compute @workgroup_size(block_dim_x, block_dim_y, block_dim_z)
fn main(
  @builtin(workgroup_id) block_idx: vec3u,
  @builtin(local_invocation_id) thread_idx: vec3u,
) {
  let grid_dim = whole_grid;
  let t = block_idx.x * 4u + 3u;
  // 31: int i = blockIdx.x * blockDim.x + threadIdx.x;
  let i = block_idx.x * 4u * block_dim_x + thread_idx.x;
  let i_1 = (block_idx.x * 4u + 1u) * block_dim_x + thread_idx.x;
  let i_2 = (block_idx.x * 4u + 2u) * block_dim_x + thread_idx.x;
  let i_3 = t * block_dim_x + thread_idx.x;
  // 32: if (i >= n) return;
  if t < grid_dim.x && (i32(i) < params.n) && (i32(i_1) < params.n) && (i32(i_2) < params.n) && (i32(i_3) < params.n) {
    // 33: int x = in[i];
    let x = in[params.in_offset + i];
    let x_1 = in[params.in_offset + i_1];
    let x_2 = in[params.in_offset + i_2];
    let x_3 = in[params.in_offset + i_3];
    // 34: if (x > 10) x = x * x - 3;
    let x_4 = select(x, x * x - 3, x > 10);
    let x_5 = select(x_1, x_1 * x_1 - 3, x_1 > 10);
    let x_6 = select(x_2, x_2 * x_2 - 3, x_2 > 10);
    let x_7 = select(x_3, x_3 * x_3 - 3, x_3 > 10);
    // 35: if (twice) out[i] = 2 * x;
    if (params.twice != 0u) {
      out[params.out_offset + i] = x_4 * 2;
      out[params.out_offset + i_1] = x_5 * 2;
      out[params.out_offset + i_2] = x_6 * 2;
      out[params.out_offset + i_3] = x_7 * 2;
    } else {
      // 36: else out[i] = x;
      out[params.out_offset + i] = x_4;
      out[params.out_offset + i_1] = x_5;
      out[params.out_offset + i_2] = x_6;
      out[params.out_offset + i_3] = x_7;
    }
  } else {
    for (var k = 0u; k < 4u; k += 1u) {
      let t_1 = block_idx.x * 4u + k;
      if t_1 < grid_dim.x {
        // 31: int i = blockIdx.x * blockDim.x + threadIdx.x;
        let i_4 = t_1 * block_dim_x + thread_idx.x;
        // 32: if (i >= n) return;
        if i32(i_4) >= params.n {
          continue;
        }
        // 33: int x = in[i];
        let x = in[params.in_offset + i_4];
        // 34: if (x > 10) x = x * x - 3;
        let x_1 = select(x, x * x - 3, x > 10);
        // 35: if (twice) out[i] = 2 * x;
        if (params.twice != 0u) {
          out[params.out_offset + i_4] = x_1 * 2;
        } else {
          // 36: else out[i] = x;
          out[params.out_offset + i_4] = x_1;
        }
      }
    }
  }
}

// large_grids.cu:40: void transpose(const float *, float *, int, int)
override block_dim_x: u32 = 256;
override block_dim_y: u32 = 1;
override block_dim_z: u32 = 1;

struct Params {
  width: i32,
  height: i32,
  in_offset: u32,
  out_offset: u32,
}
@group(0) @binding(0) var<uniform> params: Params;

@group(0) @binding(1) var<storage, read> in: array<f32>;
@group(0) @binding(2) var<storage, read_write> out: array<f32>;

@compute @workgroup_size(block_dim_x, block_dim_y, block_dim_z)
fn main(
  @builtin(workgroup_id) block_idx: vec3u,
  @builtin(local_invocation_id) thread_idx: vec3u,
) {
  // 41: int x = blockIdx.x * blockDim.x + threadIdx.x, y = blockIdx.y * blockDim.y + threadIdx.y;
  let x = block_idx.x * block_dim_x + thread_idx.x;
  let y = block_idx.y * block_dim_y + thread_idx.y;
  // 42: if (x < width && y < height) out[x * height + y] = in[y * width + x];
  if i32(x) < params.width && i32(y) < params.height {
    out[params.out_offset + x * u32(params.height) + y] = in[params.in_offset + y * u32(params.width) + x];
  }
}

// large_grids.cu:46: void collatz(const unsigned int *, int *, int)
override block_dim_x: u32 = 256;
override block_dim_y: u32 = 1;
override block_dim_z: u32 = 1;

struct Params {
  n: i32,
  in_offset: u32,
  rounds_offset: u32,
}
@group(0) @binding(0) var<uniform> params: Params;

@group(0) @binding(1) var<storage, read> in: array<u32>;
@group(0) @binding(2) var<storage, read_write> rounds: array<i32>;

@compute @workgroup_size(block_dim_x, block_dim_y, block_dim_z)
fn main(
  @builtin(workgroup_id) block_idx: vec3u,
  @builtin(local_invocation_id) thread_idx: vec3u,
) {
  // 47: int i = blockIdx.x * blockDim.x + threadIdx.x;
  let i = block_idx.x * block_dim_x + thread_idx.x;
  // 48: if (i >= n) return;
  if i32(i) >= params.n {
    return;
  }
  // 50: for (unsigned x = in[i]; x > 1; count++) x = x % 2 ? 3 * x + 1 : x / 2;
  var x = in[params.in_offset + i];
  var count = 0;
  while x > 1u {
    x = select(x >> 1u, x * 3u + 1u, (x & 1u) != 0u);
    count += 1;
  }
  // 51: rounds[i] = count;
  rounds[params.rounds_offset + i] = count;
}

// large_grids.cu:55: void locked(int *, int *, const int *)
override block_dim_x: u32 = 256;
override block_dim_y: u32 = 1;
override block_dim_z: u32 = 1;

struct Params {
  lock_offset: u32,
  sum_offset: u32,
  in_offset: u32,
}
@group(0) @binding(0) var<uniform> params: Params;

@group(0) @binding(1) var<storage, read_write> lock: array<atomic<i32>>;
@group(0) @binding(2) var<storage, read_write> sum: array<i32>;
@group(0) @binding(3) var<storage, read> in: array<i32>;

@compute @workgroup_size(block_dim_x, block_dim_y, block_dim_z)
fn main(
  @builtin(workgroup_id) block_idx: vec3u,
) {
  // 56: while (atomicCAS(lock, 0, 1) != 0) {
  loop {
    let slot = &lock[params.lock_offset];
    let expected: i32 = 0;
    let desired: i32 = 1;
    var old = expected;
    loop {
      let attempt = atomicCompareExchangeWeak(slot, expected, desired);
      old = attempt.old_value;
      if attempt.exchanged || old != expected {
        break;
      }
    }
    let t = old;
    if t == 0 {
      break;
    }
  }
  // 58: *sum += in[blockIdx.x];
  sum[params.sum_offset] += in[params.in_offset + block_idx.x];
  // 59: atomicExch(lock, 0);
  atomicExchange(&lock[params.lock_offset], 0);
}

// large_grids.cu:63: void tiled(const float *, const float *, float *, int)
override block_dim_x: u32 = 256;
override block_dim_y: u32 = 1;
override block_dim_z: u32 = 1;

struct Params {
  n: i32,
  a_offset: u32,
  b_offset: u32,
  c_offset: u32,
}
@group(0) @binding(0) var<uniform> params: Params;

@group(0) @binding(1) var<storage, read> a: array<f32>;
@group(0) @binding(2) var<storage, read> b: array<f32>;
@group(0) @binding(3) var<storage, read_write> c: array<f32>;

var<workgroup> as_: array<array<f32, 8>, 8>;
var<workgroup> bs: array<array<f32, 8>, 8>;
var<workgroup> bs_1: array<array<f32, 8>, 8>;

@group(1) @binding(0) var<uniform> whole_grid: vec3u;

@compute @workgroup_size(block_dim_x, block_dim_y, block_dim_z)
fn main(
  @builtin(workgroup_id) block_idx: vec3u,
  @builtin(local_invocation_id) thread_idx: vec3u,
) {
  let grid_dim = whole_grid;
  let t = block_idx.x * 2u + 1u;
  if t < grid_dim.x {
    // 65: int column = blockIdx.x * 8 + threadIdx.x, row = blockIdx.y * 8 + threadIdx.y;
    let column = block_idx.x * 2u * 8u + thread_idx.x;
    let column_1 = t * 8u + thread_idx.x;
    let t_1 = (block_idx.y * 8u + thread_idx.y) * u32(params.n);
    let rounds = select(0u, (u32(params.n - 1) >> 3u) + 1u, params.n > 0);
    // 67: for (int t = 0; t < n; t += 8) {
    var t_2 = 0u;
    var sum = 0.0f;
    var sum_1 = 0.0f;
    for (var round_ = 0u; round_ < rounds; round_ += 1u) {
      // 68: as[threadIdx.y][threadIdx.x] = a[row * n + t + threadIdx.x];
      as_[thread_idx.y][thread_idx.x] = a[params.a_offset + t_1 + t_2 + thread_idx.x];
      let t_3 = (t_2 + thread_idx.y) * u32(params.n);
      // 69: bs[threadIdx.y][threadIdx.x] = b[(t + threadIdx.y) * n + column];
      let t_4 = b[params.b_offset + t_3 + column_1];
      bs[thread_idx.y][thread_idx.x] = b[params.b_offset + t_3 + column];
      bs_1[thread_idx.y][thread_idx.x] = t_4;
      // 70: __syncthreads();
      workgroupBarrier();
      // 71: for (int k = 0; k < 8; k++) sum += as[threadIdx.y][k] * bs[k][threadIdx.x];
      let t_5 = as_[thread_idx.y][0];
      let t_6 = as_[thread_idx.y][1];
      let t_7 = as_[thread_idx.y][2];
      let t_8 = as_[thread_idx.y][3];
      let t_9 = as_[thread_idx.y][4];
      let t_10 = as_[thread_idx.y][5];
      let t_11 = as_[thread_idx.y][6];
      let t_12 = as_[thread_idx.y][7];
      sum = fma(t_12, bs[7][thread_idx.x], fma(t_11, bs[6][thread_idx.x], fma(t_10, bs[5][thread_idx.x], fma(t_9, bs[4][thread_idx.x], fma(t_8, bs[3][thread_idx.x], fma(t_7, bs[2][thread_idx.x], fma(t_6, bs[1][thread_idx.x], fma(t_5, bs[thread_idx.x / 8u][thread_idx.x % 8u], sum))))))));
      sum_1 = fma(t_12, bs_1[7][thread_idx.x], fma(t_11, bs_1[6][thread_idx.x], fma(t_10, bs_1[5][thread_idx.x], fma(t_9, bs_1[4][thread_idx.x], fma(t_8, bs_1[3][thread_idx.x], fma(t_7, bs_1[2][thread_idx.x], fma(t_6, bs_1[1][thread_idx.x], fma(t_5, bs_1[thread_idx.x / 8u][thread_idx.x % 8u], sum_1))))))));
      // 72: __syncthreads();
      workgroupBarrier();
      t_2 += 8u;
    }
    // 74: c[row * n + column] = sum;
    c[params.c_offset + t_1 + column] = sum;
    c[params.c_offset + t_1 + column_1] = sum_1;
  } else {
    for (var k = 0u; k < 2u; k += 1u) {
      let t_1 = block_idx.x * 2u + k;
      if t_1 < grid_dim.x {
        // 65: int column = blockIdx.x * 8 + threadIdx.x, row = blockIdx.y * 8 + threadIdx.y;
        let column = t_1 * 8u + thread_idx.x;
        let t_2 = (block_idx.y * 8u + thread_idx.y) * u32(params.n);
        let rounds = select(0u, (u32(params.n - 1) >> 3u) + 1u, params.n > 0);
        // 67: for (int t = 0; t < n; t += 8) {
        var t_3 = 0u;
        var sum = 0.0f;
        for (var round_ = 0u; round_ < rounds; round_ += 1u) {
          // 68: as[threadIdx.y][threadIdx.x] = a[row * n + t + threadIdx.x];
          as_[thread_idx.y][thread_idx.x] = a[params.a_offset + t_2 + t_3 + thread_idx.x];
          // 69: bs[threadIdx.y][threadIdx.x] = b[(t + threadIdx.y) * n + column];
          bs[thread_idx.y][thread_idx.x] = b[params.b_offset + (t_3 + thread_idx.y) * u32(params.n) + column];
          // 70: __syncthreads();
          workgroupBarrier();
          storageBarrier();
          // 71: for (int k = 0; k < 8; k++) sum += as[threadIdx.y][k] * bs[k][threadIdx.x];
          sum = fma(as_[thread_idx.y][7], bs[7][thread_idx.x], fma(as_[thread_idx.y][6], bs[6][thread_idx.x], fma(as_[thread_idx.y][5], bs[5][thread_idx.x], fma(as_[thread_idx.y][4], bs[4][thread_idx.x], fma(as_[thread_idx.y][3], bs[3][thread_idx.x], fma(as_[thread_idx.y][2], bs[2][thread_idx.x], fma(as_[thread_idx.y][1], bs[1][thread_idx.x], fma(as_[thread_idx.y][0], bs[thread_idx.x / 8u][thread_idx.x % 8u], sum))))))));
          // 72: __syncthreads();
          workgroupBarrier();
          storageBarrier();
          t_3 += 8u;
        }
        // 74: c[row * n + column] = sum;
        c[params.c_offset + t_2 + column] = sum;
      }
      workgroupBarrier();
      storageBarrier();
    }
  }
}

// large_grids.cu:78: void look_up(const int *, const int *, int *, int)
override block_dim_x: u32 = 256;
override block_dim_y: u32 = 1;
override block_dim_z: u32 = 1;

struct Params {
  n: i32,
  table_offset: u32,
  in_offset: u32,
  out_offset: u32,
}
@group(0) @binding(0) var<uniform> params: Params;

@group(0) @binding(1) var<storage, read> table: array<i32>;
@group(0) @binding(2) var<storage, read> in: array<i32>;
@group(0) @binding(3) var<storage, read_write> out: array<i32>;

var<workgroup> local: array<i32, 64>;

@group(1) @binding(0) var<uniform> whole_grid: vec3u;

@compute @workgroup_size(block_dim_x, block_dim_y, block_dim_z)
fn main(
  @builtin(workgroup_id) block_idx: vec3u,
  @builtin(local_invocation_id) thread_idx: vec3u,
) {
  let grid_dim = whole_grid;
  let t = block_idx.x * 2u + 1u;
  if t < grid_dim.x {
    // 80: if (threadIdx.x < 64) local[threadIdx.x] = table[threadIdx.x];
    if thread_idx.x < 64u {
      local[thread_idx.x] = table[params.table_offset + thread_idx.x];
    }
    // 81: __syncthreads();
    workgroupBarrier();
    // 82: int i = blockIdx.x * blockDim.x + threadIdx.x;
    let i = block_idx.x * 2u * block_dim_x + thread_idx.x;
    let i_1 = t * block_dim_x + thread_idx.x;
    let t_1 = i32(i) < params.n;
    let t_2 = i32(i_1) < params.n;
    // 83: if (i >= n) return;
    if t_1 && t_2 {
      // 84: out[i] = local[in[i] & 63];
      let t_3 = local[u32(in[params.in_offset + i_1]) & 63u];
      out[params.out_offset + i] = local[u32(in[params.in_offset + i]) & 63u];
      out[params.out_offset + i_1] = t_3;
    } else {
      if t_1 {
        out[params.out_offset + i] = local[u32(in[params.in_offset + i]) & 63u];
      }
      if t_2 {
        out[params.out_offset + i_1] = local[u32(in[params.in_offset + i_1]) & 63u];
      }
    }
  } else {
    for (var k = 0u; k < 2u; k += 1u) {
      let t_1 = block_idx.x * 2u + k;
      if t_1 < grid_dim.x {
        // 80: if (threadIdx.x < 64) local[threadIdx.x] = table[threadIdx.x];
        if thread_idx.x < 64u {
          local[thread_idx.x] = table[params.table_offset + thread_idx.x];
        }
        // 81: __syncthreads();
        workgroupBarrier();
        storageBarrier();
        // 82: int i = blockIdx.x * blockDim.x + threadIdx.x;
        let i = t_1 * block_dim_x + thread_idx.x;
        // 83: if (i >= n) return;
        if i32(i) < params.n {
          // 84: out[i] = local[in[i] & 63];
          out[params.out_offset + i] = local[u32(in[params.in_offset + i]) & 63u];
        }
      }
      workgroupBarrier();
      storageBarrier();
    }
  }
}

// large_grids.cu:88: void quarter_sums(const float *, float *)
override block_dim_x: u32 = 256;
override block_dim_y: u32 = 1;
override block_dim_z: u32 = 1;

struct Params {
  in_offset: u32,
  out_offset: u32,
}
@group(0) @binding(0) var<uniform> params: Params;

@group(0) @binding(1) var<storage, read> in: array<f32>;
@group(0) @binding(2) var<storage, read_write> out: array<f32>;

@compute @workgroup_size(block_dim_x, block_dim_y, block_dim_z)
fn main(
  @builtin(workgroup_id) block_idx: vec3u,
  @builtin(local_invocation_id) thread_idx: vec3u,
) {
  // 89: int base = blockIdx.x * blockDim.x * 4 + threadIdx.x * 4;
  let base = block_idx.x * block_dim_x * 4u + thread_idx.x * 4u;
  // 91: out[base / 4] = first + second + third + fourth;
  out[params.out_offset + u32(i32(base) / 4)] = in[params.in_offset + base] + in[params.in_offset + base + 1u] + in[params.in_offset + base + 2u] + in[params.in_offset + base + 3u];
}
