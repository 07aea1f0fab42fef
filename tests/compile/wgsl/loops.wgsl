// loops.cu:2: void find_pair(const int *, int *, int, int)
override block_dim_x: u32 = 256;
override block_dim_y: u32 = 1;
override block_dim_z: u32 = 1;

struct Params {
  n: i32,
  target_: i32,
  values_offset: u32,
  result_offset: u32,
}
@group(0) @binding(0) var<uniform> params: Params;

@group(0) @binding(1) var<storage, read> values: array<i32>;
@group(0) @binding(2) var<storage, read_write> result: array<i32>;

@compute @workgroup_size(block_dim_x, block_dim_y, block_dim_z)
fn main(
  @builtin(local_invocation_id) thread_idx: vec3u,
) {
  let rounds = max(params.n, 0);
  // 4: for (int i = 0; i < n && found < 0; i++) {
  var found = -1;
  let rounds_1 = u32(rounds);
  for (var i = 0u; i < rounds_1; i += 1u) {
    if found >= 0 {
      break;
    }
    // 5: if (values[i] < 0) continue;
    let t = values[params.values_offset + i];
    if t < 0 {
      continue;
    }
    // 6: for (int j = i + 1; j < n; j++) {
    var j = i + 1u;
    let t_1 = i32(i) * params.n;
    let groups = select(0u, u32(params.n) - j, i32(j) < params.n) >> 2u;
    var leave_loop = false;
    switch 0 {
      default: {
        for (var group = 0u; group < groups; group += 1u) {
          // 7: if (values[j] < 0) continue;
          let t_2 = values[params.values_offset + j];
          if t_2 >= 0 {
            // 8: if (values[i] + values[j] == target) {
            if t + t_2 == params.target_ {
              found = t_1 + i32(j);
              leave_loop = true;
              break;
            }
          }
          // 6: for (int j = i + 1; j < n; j++) {
          let j_1 = j + 1u;
          // 7: if (values[j] < 0) continue;
          let t_3 = values[params.values_offset + j_1];
          if t_3 >= 0 {
            // 8: if (values[i] + values[j] == target) {
            if t + t_3 == params.target_ {
              found = t_1 + i32(j_1);
              leave_loop = true;
              break;
            }
          }
          // 6: for (int j = i + 1; j < n; j++) {
          let j_2 = j + 2u;
          // 7: if (values[j] < 0) continue;
          let t_4 = values[params.values_offset + j_2];
          if t_4 >= 0 {
            // 8: if (values[i] + values[j] == target) {
            if t + t_4 == params.target_ {
              found = t_1 + i32(j_2);
              leave_loop = true;
              break;
            }
          }
          // 6: for (int j = i + 1; j < n; j++) {
          let j_3 = j + 3u;
          // 7: if (values[j] < 0) continue;
          let t_5 = values[params.values_offset + j_3];
          if t_5 >= 0 {
            // 8: if (values[i] + values[j] == target) {
            if t + t_5 == params.target_ {
              found = t_1 + i32(j_3);
              leave_loop = true;
              break;
            }
          }
          j += 4u;
        }
        if leave_loop {
          break;
        }
        // 6: for (int j = i + 1; j < n; j++) {
        while i32(j) < params.n {
          // 7: if (values[j] < 0) continue;
          let t_2 = values[params.values_offset + j];
          if t_2 >= 0 {
            // 8: if (values[i] + values[j] == target) {
            if t + t_2 == params.target_ {
              found = t_1 + i32(j);
              break;
            }
          }
          j += 1u;
        }
      }
    }
  }
  // 14: result[threadIdx.x] = found;
  result[params.result_offset + thread_idx.x] = found;
}

// loops.cu:17: void primes(int *, int)
override block_dim_x: u32 = 256;
override block_dim_y: u32 = 1;
override block_dim_z: u32 = 1;

struct Params {
  n: i32,
  flags_offset: u32,
}
@group(0) @binding(0) var<uniform> params: Params;

@group(0) @binding(1) var<storage, read_write> flags: array<i32>;

// The sign is the dividend's. What `%` gives for negative numbers is left open where it reaches the GPU as it is.
fn remainder(a: i32, b: i32) -> i32 {
  return a - (a / b) * b;
}

@compute @workgroup_size(block_dim_x, block_dim_y, block_dim_z)
fn main(
  @builtin(workgroup_id) block_idx: vec3u,
  @builtin(local_invocation_id) thread_idx: vec3u,
) {
  // 18: int i = blockIdx.x * blockDim.x + threadIdx.x;
  let i = block_idx.x * block_dim_x + thread_idx.x;
  // 19: if (i >= n) return;
  if i32(i) >= params.n {
    return;
  }
  let rounds = select(0u, i - 1u, i32(i) >= 2);
  // 21: for (int k = 2; k <= i; k++) {
  var k = 2;
  var count = 0;
  for (var round_ = 0u; round_ < rounds; round_ += 1u) {
    // 24: while (d * d <= k) {
    var prime = true;
    for (var d = 2; d * d <= k; d += 1) {
      // 25: if (k % d == 0) {
      if remainder(k, d) == 0 {
        prime = false;
        break;
      }
    }
    // 31: if (!prime) continue;
    if prime {
      count += 1;
    }
    k += 1;
  }
  // 34: flags[i] = count;
  flags[params.flags_offset + i] = count;
}

// loops.cu:38: void search(const int *, int *, int, int)
override block_dim_x: u32 = 256;
override block_dim_y: u32 = 1;
override block_dim_z: u32 = 1;

struct Params {
  rows: i32,
  columns: i32,
  grid_offset: u32,
  out_offset: u32,
}
@group(0) @binding(0) var<uniform> params: Params;

@group(0) @binding(1) var<storage, read> grid: array<i32>;
@group(0) @binding(2) var<storage, read_write> out: array<i32>;

@compute @workgroup_size(block_dim_x, block_dim_y, block_dim_z)
fn main(
  @builtin(local_invocation_id) thread_idx: vec3u,
) {
  let rounds = max(params.rows, 0);
  // 40: for (int y = 0; y < rows; y++) {
  var leave_loop_1 = false;
  var hits = 0;
  let rounds_1 = u32(rounds);
  for (var y = 0u; y < rounds_1; y += 1u) {
    var leave_loop = false;
    switch 0 {
      default: {
        let t = y * u32(params.columns);
        let groups = u32(max(params.columns, 0)) >> 2u;
        // 41: for (int x = 0; x < columns; x++) {
        var x = 0u;
        for (var group = 0u; group < groups; group += 1u) {
          // 42: int cell = grid[y * columns + x];
          let cell = grid[params.grid_offset + t + x];
          // 43: if (cell == 0) goto next_row;
          if cell == 0 {
            leave_loop = true;
            break;
          }
          // 44: if (cell < 0) goto done;
          if cell < 0 {
            leave_loop_1 = true;
            break;
          }
          // 45: hits += cell;
          hits += cell;
          // 42: int cell = grid[y * columns + x];
          let cell_1 = grid[params.grid_offset + t + x + 1u];
          // 43: if (cell == 0) goto next_row;
          if cell_1 == 0 {
            leave_loop = true;
            break;
          }
          // 44: if (cell < 0) goto done;
          if cell_1 < 0 {
            leave_loop_1 = true;
            break;
          }
          // 45: hits += cell;
          hits += cell_1;
          // 42: int cell = grid[y * columns + x];
          let cell_2 = grid[params.grid_offset + t + x + 2u];
          // 43: if (cell == 0) goto next_row;
          if cell_2 == 0 {
            leave_loop = true;
            break;
          }
          // 44: if (cell < 0) goto done;
          if cell_2 < 0 {
            leave_loop_1 = true;
            break;
          }
          // 45: hits += cell;
          hits += cell_2;
          // 42: int cell = grid[y * columns + x];
          let cell_3 = grid[params.grid_offset + t + x + 3u];
          // 43: if (cell == 0) goto next_row;
          if cell_3 == 0 {
            leave_loop = true;
            break;
          }
          // 44: if (cell < 0) goto done;
          if cell_3 < 0 {
            leave_loop_1 = true;
            break;
          }
          x += 4u;
          hits += cell_3;
        }
        if leave_loop {
          break;
        }
        if leave_loop_1 {
          break;
        }
        // 41: for (int x = 0; x < columns; x++) {
        while i32(x) < params.columns {
          // 42: int cell = grid[y * columns + x];
          let cell = grid[params.grid_offset + t + x];
          // 43: if (cell == 0) goto next_row;
          if cell == 0 {
            leave_loop = true;
            break;
          }
          // 44: if (cell < 0) goto done;
          if cell < 0 {
            leave_loop_1 = true;
            break;
          }
          x += 1u;
          hits += cell;
        }
        if leave_loop {
          break;
        }
        if leave_loop_1 {
          break;
        }
        hits *= 2;
      }
    }
    if leave_loop_1 {
      break;
    }
  }
  // 51: out[threadIdx.x] = hits;
  out[params.out_offset + thread_idx.x] = hits;
}

// loops.cu:54: void collatz(unsigned int *, int)
override block_dim_x: u32 = 256;
override block_dim_y: u32 = 1;
override block_dim_z: u32 = 1;

struct Params {
  n: i32,
  steps_offset: u32,
}
@group(0) @binding(0) var<uniform> params: Params;

@group(0) @binding(1) var<storage, read_write> steps: array<u32>;

@compute @workgroup_size(block_dim_x, block_dim_y, block_dim_z)
fn main(
  @builtin(workgroup_id) block_idx: vec3u,
  @builtin(local_invocation_id) thread_idx: vec3u,
) {
  // 55: int i = blockIdx.x * blockDim.x + threadIdx.x;
  let i = block_idx.x * block_dim_x + thread_idx.x;
  // 56: if (i >= n) return;
  if i32(i) >= params.n {
    return;
  }
  // 59: do {
  var value = steps[params.steps_offset + i];
  var count = 0u;
  loop {
    // 60: value = value % 2 == 0 ? value / 2 : 3 * value + 1;
    value = select(value * 3u + 1u, value >> 1u, (value & 1u) == 0u);
    // 61: count++;
    count += 1u;
    // 62: } while (value != 1);
    if value == 1u {
      break;
    }
  }
  // 63: steps[i] = count;
  steps[params.steps_offset + i] = count;
}
