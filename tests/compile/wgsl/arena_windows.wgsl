// arena_windows.cu:8: void anywhere(const float *, float *, int)
override block_dim_x: u32 = 256;
override block_dim_y: u32 = 1;
override block_dim_z: u32 = 1;
override dynamic_shared_count: u32 = 1;

struct Params {
  n: i32,
  x_offset: u32,
  out_offset: u32,
  zero: f32,
}
@group(0) @binding(0) var<uniform> params: Params;

@group(0) @binding(1) var<storage, read> x: array<f32>;
@group(0) @binding(2) var<storage, read_write> out: array<f32>;

var<workgroup> tile: array<f32, 64>;
var<workgroup> dynamic_shared: array<f32, dynamic_shared_count>;

@compute @workgroup_size(block_dim_x, block_dim_y, block_dim_z)
fn main(
  @builtin(local_invocation_id) thread_idx: vec3u,
) {
  var own: array<f32, 4>;
  var t = x[params.x_offset] * f32(thread_idx.x);
  // 12: for (int i = 0; i < 4; i++) own[i] = x[i] * threadIdx.x;
  own[0] = t;
  var t_1 = x[params.x_offset + 1u] * f32(thread_idx.x);
  own[1] = t_1;
  var t_2 = x[params.x_offset + 2u] * f32(thread_idx.x);
  own[2] = t_2;
  var t_3 = x[params.x_offset + 3u] * f32(thread_idx.x);
  own[3] = t_3;
  // 13: tile[threadIdx.x] = x[threadIdx.x];
  tile[thread_idx.x] = x[params.x_offset + thread_idx.x];
  // 14: more[threadIdx.x] = own[n & 3];
  dynamic_shared[thread_idx.x] = own[u32(params.n) & 3u];
  // 15: __syncthreads();
  workgroupBarrier();
  // 16: const float *from = n == 0 ? x : n == 1 ? tile : n == 2 ? more : own;
  let from_object = select(select(select(2, 1, params.n == 2), 3, params.n == 1), 0, params.n == 0);
  let t_4 = from_object == 0;
  // 4: for (int i = 0; i < n; i++) sum += x[i];
  if t_4 {
    t = x[params.x_offset];
  } else {
    if from_object == 3 {
      t = tile[0];
    } else {
      if from_object == 1 {
        t = dynamic_shared[0];
      }
    }
  }
  if t_4 {
    t_1 = x[params.x_offset + 1u];
  } else {
    if from_object == 3 {
      t_1 = tile[1];
    } else {
      if from_object == 1 {
        t_1 = dynamic_shared[min(1u, dynamic_shared_count - 1u)];
      }
    }
  }
  if t_4 {
    t_2 = x[params.x_offset + 2u];
  } else {
    if from_object == 3 {
      t_2 = tile[2];
    } else {
      if from_object == 1 {
        t_2 = dynamic_shared[min(2u, dynamic_shared_count - 1u)];
      }
    }
  }
  if t_4 {
    t_3 = x[params.x_offset + 3u];
  } else {
    if from_object == 3 {
      t_3 = tile[3];
    } else {
      if from_object == 1 {
        t_3 = dynamic_shared[min(3u, dynamic_shared_count - 1u)];
      }
    }
  }
  // 17: out[threadIdx.x] = total(from, 4);
  out[params.out_offset + thread_idx.x] = t + params.zero + t_1 + t_2 + t_3;
}

// arena_windows.cu:26: void entries(Entry *, Entry **)
override block_dim_x: u32 = 256;
override block_dim_y: u32 = 1;
override block_dim_z: u32 = 1;
override heap_0_start: u32; override heap_0_bytes: u32;
override root__0_known: bool = true;
override root__1_known: bool = true;

struct Params {
  table: u32,
  last: u32,
  table_word: u32,
  last_word: u32,
}
@group(0) @binding(0) var<uniform> params: Params;

@group(0) @binding(1) var<storage, read_write> kernel__output: array<atomic<u32>>;
@group(0) @binding(2) var<storage, read_write> heap_0: array<u32>;

fn report_fault(code: u32, linear_block: u32, linear_thread: u32, message: u32, line: u32, file: u32, function_name: u32) {
  loop {
    let result = atomicCompareExchangeWeak(&kernel__output[1], 0u, code);
    if result.exchanged {
      break;
    }
    if result.old_value != 0u {
      return;
    }
  }
  atomicStore(&kernel__output[2], linear_block);
  atomicStore(&kernel__output[3], linear_thread);
  atomicStore(&kernel__output[4], message);
  atomicStore(&kernel__output[5], line);
  atomicStore(&kernel__output[6], file);
  atomicStore(&kernel__output[7], function_name);
}

var<private> bad__access: u32;

fn word_in(base: u32, start: u32) -> u32 {
  return bitcast<u32>(bitcast<i32>(base - start) >> 2u);
}

fn load_u32(base: u32, index: u32, line: u32) -> u32 {
  let word = word_in(base, heap_0_start) + index;
  bad__access = select(bad__access, line + 1u, word >= (heap_0_bytes >> 2u));
  return heap_0[word];
}

fn load_u32__root_0(index: u32, line: u32) -> u32 {
  if !root__0_known {
    return load_u32(params.table, index, line);
  }
  return heap_0[params.table_word + index];
}

fn store_u32(base: u32, index: u32, value: u32, line: u32) {
  if word_in(base, heap_0_start) + index < (heap_0_bytes >> 2u) { heap_0[word_in(base, heap_0_start) + index] = value; return; }
  bad__access = line + 1u;
}

fn store_u32__root_0(index: u32, value: u32, line: u32) {
  if !root__0_known {
    store_u32(params.table, index, value, line);
    return;
  }
  heap_0[params.table_word + index] = value;
}

fn store_pair(base: u32, index: u32, value: vec2u, line: u32) {
  if word_in(base, heap_0_start) + index < (heap_0_bytes >> 2u) { heap_0[word_in(base, heap_0_start) + index] = value.x; heap_0[word_in(base, heap_0_start) + index + 1u] = value.y; return; }
  bad__access = line + 1u;
}

fn store_pair__root_0(index: u32, value: vec2u, line: u32) {
  if !root__0_known {
    store_pair(params.table, index, value, line);
    return;
  }
  heap_0[params.table_word + index] = value.x; heap_0[params.table_word + index + 1u] = value.y;
}

fn store_pair__root_1(index: u32, value: vec2u, line: u32) {
  if !root__1_known {
    store_pair(params.last, index, value, line);
    return;
  }
  heap_0[params.last_word + index] = value.x; heap_0[params.last_word + index + 1u] = value.y;
}

@compute @workgroup_size(block_dim_x, block_dim_y, block_dim_z)
fn main(
  @builtin(local_invocation_id) thread_idx: vec3u,
  @builtin(workgroup_id) block_idx: vec3u,
  @builtin(num_workgroups) grid_dim: vec3u,
  @builtin(local_invocation_index) thread_index: u32,
) {
  kernel__body(thread_idx, block_idx, grid_dim, thread_index);
  if bad__access != 0u {
    report_fault(700u, (block_idx.z * grid_dim.y + block_idx.y) * grid_dim.x + block_idx.x, thread_index, 0xffffffffu, bad__access - 1u, 0xffffffffu, 0xffffffffu);
  }
}

fn kernel__body(thread_idx: vec3u, block_idx: vec3u, grid_dim: vec3u, thread_index: u32) {
  // 27: Entry own = table[threadIdx.x];
  let own_name = load_u32__root_0(thread_idx.x * 6u + 2u, 27u);
  // 28: own.key++;
  let own_key = load_u32__root_0(thread_idx.x * 6u, 27u) + 1u;
  // 30: table[own.key & 63] = own;
  store_u32__root_0((own_key & 63u) * 6u, own_key, 30u);
  store_pair__root_0((own_key & 63u) * 6u + 2u, vec2u(own_name, 0u), 30u);
  let t = params.table + (thread_idx.x ^ 1u) * 24u;
  store_pair__root_0((own_key & 63u) * 6u + 4u, vec2u(t, 0u), 30u);
  // 31: if (own.key == 7) *last = own.other;
  if own_key == 7u {
    store_pair__root_1(0u, vec2u(t, 0u), 31u);
  }
}
