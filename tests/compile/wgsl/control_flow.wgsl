// control_flow.cu:2: void rotate(const int *, int *, int)
override block_dim_x: u32 = 256;
override block_dim_y: u32 = 1;
override block_dim_z: u32 = 1;

struct Params {
  n: i32,
  in_offset: u32,
  out_offset: u32,
}
@group(0) @binding(0) var<uniform> params: Params;

@group(0) @binding(1) var<storage, read> in: array<i32>;
@group(0) @binding(2) var<storage, read_write> out: array<i32>;

@compute @workgroup_size(block_dim_x, block_dim_y, block_dim_z)
fn main(
  @builtin(workgroup_id) block_idx: vec3u,
  @builtin(local_invocation_id) thread_idx: vec3u,
) {
  // 3: int i = blockIdx.x * blockDim.x + threadIdx.x;
  let i = block_idx.x * block_dim_x + thread_idx.x;
  // 4: if (i >= n) return;
  if i32(i) >= params.n {
    return;
  }
  let rounds = max(i32(i) & 7, 0);
  // 6: for (int k = 0; k < (i & 7); k++) {
  var a = in[params.in_offset + i];
  var b = in[params.in_offset + i + 1u];
  var c = in[params.in_offset + i + 2u];
  var d = 0;
  let rounds_1 = u32(rounds);
  for (var k = 0u; k < rounds_1; k += 1u) {
    // 11: if (k & 1) {
    if (k & 1u) != 0u {
      d += a;
    } else {
      d -= c;
      let next_a = b;
      b = a;
      a = next_a;
    }
    let next_b = c;
    c = b;
    b = next_b;
  }
  let t = i * 4u;
  // 20: out[4 * i] = a;
  out[params.out_offset + t] = a;
  // 21: out[4 * i + 1] = b;
  out[params.out_offset + t + 1u] = b;
  // 22: out[4 * i + 2] = c;
  out[params.out_offset + t + 2u] = c;
  // 23: out[4 * i + 3] = d;
  out[params.out_offset + t + 3u] = d;
}

// control_flow.cu:26: void interpret(const int *, int *, int)
override block_dim_x: u32 = 256;
override block_dim_y: u32 = 1;
override block_dim_z: u32 = 1;

struct Params {
  n: i32,
  code_offset: u32,
  out_offset: u32,
}
@group(0) @binding(0) var<uniform> params: Params;

@group(0) @binding(1) var<storage, read> code: array<i32>;
@group(0) @binding(2) var<storage, read_write> out: array<i32>;

// The sign is the dividend's. What `%` gives for negative numbers is left open where it reaches the GPU as it is.
fn remainder(a: i32, b: i32) -> i32 {
  return a - (a / b) * b;
}

@compute @workgroup_size(block_dim_x, block_dim_y, block_dim_z)
fn main(
  @builtin(workgroup_id) block_idx: vec3u,
  @builtin(local_invocation_id) thread_idx: vec3u,
) {
  // 27: int i = blockIdx.x * blockDim.x + threadIdx.x;
  let i = block_idx.x * block_dim_x + thread_idx.x;
  // 28: if (i >= n) return;
  if i32(i) >= params.n {
    return;
  }
  // 30: for (int step = 0; step < 50; step++) {
  var leave_loop_1 = false;
  var value = 1;
  var at = i;
  var last = -1;
  for (var step = 0u; step < 50u; step += 1u) {
    var value_1: i32;
    var leave_loop = false;
    switch 0 {
      default: {
        let t = remainder(code[params.code_offset + at] + 5, 7);
        // 32: switch ((code[at] + 5) % 7) {
        switch t {
          case 0: {
            value_1 = value + 3;
          }
          case 1: {
            // 37: value *= 2;
            value_1 = value * 2;
            // 38: if (value > 1000) {
            if value_1 > 1000 {
              value_1 = remainder(value_1, 13);
              leave_loop = true;
              break;
            }
          }
          case 2: {
            value_1 = value;
            at += 2u;
            leave_loop = true;
            break;
          }
          case 3: {
            // 47: if (value & 1) break;
            if (value & 1) != 0 {
              value_1 = value;
              break;
            }
            value_1 = value / 2;
          }
          case 4: {
            value_1 = value ^ i32(step);
            value_1 -= 1;
          }
          case 5: {
            value_1 = value;
            value_1 -= 1;
          }
          default: {
            // 56: out[i] = -value;
            out[params.out_offset + i] = -value;
            return;
          }
        }
        if leave_loop {
          break;
        }
        // 59: at++;
        at += 1u;
        // 60: if (value < -20) {
        if value_1 < -20 {
          last = value;
          value = 7;
          leave_loop_1 = true;
          break;
        }
      }
    }
    if leave_loop_1 {
      break;
    }
    last = value;
    value = value_1;
  }
  // 65: out[i] = value;
  out[params.out_offset + i] = value;
  // 66: out[i + n] = last + at;
  out[params.out_offset + i + u32(params.n)] = last + i32(at);
}

// control_flow.cu:69: void insertion_sort(const int *, int *)
override block_dim_x: u32 = 256;
override block_dim_y: u32 = 1;
override block_dim_z: u32 = 1;

struct Params {
  in_offset: u32,
  out_offset: u32,
}
@group(0) @binding(0) var<uniform> params: Params;

@group(0) @binding(1) var<storage, read> in: array<i32>;
@group(0) @binding(2) var<storage, read_write> out: array<i32>;

@compute @workgroup_size(block_dim_x, block_dim_y, block_dim_z)
fn main(
  @builtin(local_invocation_id) thread_idx: vec3u,
) {
  var v: array<i32, 6>;
  // 71: for (int k = 0; k < 6; k++) v[k] = in[threadIdx.x * 6 + k];
  v[0] = in[params.in_offset + thread_idx.x * 6u];
  let t = thread_idx.x * 6u + 1u;
  let key = in[params.in_offset + t];
  v[1] = key;
  let t_1 = thread_idx.x * 6u + 2u;
  v[2] = in[params.in_offset + t_1];
  let t_2 = thread_idx.x * 6u + 3u;
  v[3] = in[params.in_offset + t_2];
  let t_3 = thread_idx.x * 6u + 4u;
  v[4] = in[params.in_offset + t_3];
  let t_4 = thread_idx.x * 6u + 5u;
  v[5] = in[params.in_offset + t_4];
  // 75: while (j >= 0 && v[j] > key) {
  var j = 0u;
  while i32(j) >= 0 {
    let t_5 = v[j];
    if t_5 <= key {
      break;
    }
    // 76: v[j + 1] = v[j];
    v[j + 1u] = t_5;
    j -= 1u;
  }
  // 79: v[j + 1] = key;
  v[j + 1u] = key;
  // 73: int key = v[k];
  let key_1 = v[2];
  // 75: while (j >= 0 && v[j] > key) {
  var j_1 = 1u;
  while i32(j_1) >= 0 {
    let t_5 = v[j_1];
    if t_5 <= key_1 {
      break;
    }
    // 76: v[j + 1] = v[j];
    v[j_1 + 1u] = t_5;
    j_1 -= 1u;
  }
  // 79: v[j + 1] = key;
  v[j_1 + 1u] = key_1;
  // 73: int key = v[k];
  let key_2 = v[3];
  // 75: while (j >= 0 && v[j] > key) {
  var j_2 = 2u;
  while i32(j_2) >= 0 {
    let t_5 = v[j_2];
    if t_5 <= key_2 {
      break;
    }
    // 76: v[j + 1] = v[j];
    v[j_2 + 1u] = t_5;
    j_2 -= 1u;
  }
  // 79: v[j + 1] = key;
  v[j_2 + 1u] = key_2;
  // 73: int key = v[k];
  let key_3 = v[4];
  // 75: while (j >= 0 && v[j] > key) {
  var j_3 = 3u;
  while i32(j_3) >= 0 {
    let t_5 = v[j_3];
    if t_5 <= key_3 {
      break;
    }
    // 76: v[j + 1] = v[j];
    v[j_3 + 1u] = t_5;
    j_3 -= 1u;
  }
  // 79: v[j + 1] = key;
  v[j_3 + 1u] = key_3;
  // 73: int key = v[k];
  let key_4 = v[5];
  // 75: while (j >= 0 && v[j] > key) {
  var j_4 = 4u;
  while i32(j_4) >= 0 {
    let t_5 = v[j_4];
    if t_5 <= key_4 {
      break;
    }
    // 76: v[j + 1] = v[j];
    v[j_4 + 1u] = t_5;
    j_4 -= 1u;
  }
  // 79: v[j + 1] = key;
  v[j_4 + 1u] = key_4;
  // 81: for (int k = 0; k < 6; k++) out[threadIdx.x * 6 + k] = v[k];
  out[params.out_offset + thread_idx.x * 6u] = v[0];
  out[params.out_offset + t] = v[1];
  out[params.out_offset + t_1] = v[2];
  out[params.out_offset + t_2] = v[3];
  out[params.out_offset + t_3] = v[4];
  out[params.out_offset + t_4] = v[5];
}

// control_flow.cu:84: void shifted_bound(int *)
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
  // 86: if (part < blockDim.x / 32) x[threadIdx.x] = 1;
  if u32(x[params.x_offset + thread_idx.x]) < (block_dim_x >> 5u) {
    x[params.x_offset + thread_idx.x] = 1;
  }
}
