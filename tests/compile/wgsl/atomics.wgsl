// atomics.cu:1: void sums(float *, const float *)
//lanes enable subgroups;
//lanes diagnostic(off, subgroup_uniformity);

override block_dim_x: u32 = 256;
override block_dim_y: u32 = 1;
override block_dim_z: u32 = 1;

struct Params {
  x_offset: u32,
  y_offset: u32,
}
@group(0) @binding(0) var<uniform> params: Params;

@group(0) @binding(1) var<storage, read_write> x: array<atomic<u32>>;
@group(0) @binding(2) var<storage, read> y: array<f32>;

struct SumShare {
  value: f32,
  adds: bool,
}

// What this thread adds at an index, where others of its subgroup may add there too.
fn share_of_sum(at: u32, value: f32) -> SumShare {
//lanes   if subgroupAll(at == subgroupBroadcastFirst(at)) {
//lanes     return SumShare(subgroupAdd(value), subgroupElect());
//lanes   }
  return SumShare(value, true);
}

@compute @workgroup_size(block_dim_x, block_dim_y, block_dim_z)
fn main(
  @builtin(local_invocation_id) thread_idx: vec3u,
) {
  // 2: float before = atomicAdd(x, y[threadIdx.x]);
  let slot = &x[params.x_offset];
  let operand: f32 = y[params.y_offset + thread_idx.x];
  var old = atomicLoad(slot);
  loop {
    let attempt = atomicCompareExchangeWeak(slot, old, bitcast<u32>(bitcast<f32>(old) + operand));
    if attempt.exchanged {
      break;
    }
    old = attempt.old_value;
  }
  let before = bitcast<f32>(old);
  // 3: if (before > 100.0f) atomicAdd(&x[1], 1.0f);
  if before > 100.0f {
    let at: u32 = params.x_offset + 1u;
    let slot_1 = &x[at];
    let share = share_of_sum(at, 1.0f);
    if share.adds {
      let operand_1 = share.value;
      var old_1 = atomicLoad(slot_1);
      loop {
        let attempt_1 = atomicCompareExchangeWeak(slot_1, old_1, bitcast<u32>(bitcast<f32>(old_1) + operand_1));
        if attempt_1.exchanged {
          break;
        }
        old_1 = attempt_1.old_value;
      }
    }
  }
}

// atomics.cu:6: void exchanges(int *, unsigned int *, float *)
override block_dim_x: u32 = 256;
override block_dim_y: u32 = 1;
override block_dim_z: u32 = 1;

struct Params {
  lock_offset: u32,
  tail_offset: u32,
  best_offset: u32,
}
@group(0) @binding(0) var<uniform> params: Params;

@group(0) @binding(1) var<storage, read_write> lock: array<atomic<i32>>;
@group(0) @binding(2) var<storage, read_write> tail: array<atomic<u32>>;
@group(0) @binding(3) var<storage, read_write> best: array<atomic<u32>>;

@compute @workgroup_size(block_dim_x, block_dim_y, block_dim_z)
fn main() {
  // 7: if (atomicCAS(lock, 0, 1) == 0) atomicExch(best, 2.0f);
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
    atomicExchange(&best[params.best_offset], 0x40000000u);
  }
  // 8: atomicInc(tail, 7u);
  let slot_1 = &tail[params.tail_offset];
  let operand: u32 = 7u;
  var old_1 = atomicLoad(slot_1);
  loop {
    let attempt_1 = atomicCompareExchangeWeak(slot_1, old_1, select(old_1 + 1u, 0u, old_1 >= operand));
    if attempt_1.exchanged {
      break;
    }
    old_1 = attempt_1.old_value;
  }
  // 9: tail[1] = atomicDec(&tail[2], 7u);
  let slot_2 = &tail[params.tail_offset + 2u];
  let operand_1: u32 = 7u;
  var old_2 = atomicLoad(slot_2);
  loop {
    let attempt_2 = atomicCompareExchangeWeak(slot_2, old_2, select(old_2 - 1u, operand_1, old_2 == 0u || old_2 > operand_1));
    if attempt_2.exchanged {
      break;
    }
    old_2 = attempt_2.old_value;
  }
  let t_1 = old_2;
  atomicStore(&tail[params.tail_offset + 1u], t_1);
}

// atomics.cu:12: void maximum(float *, float)
override block_dim_x: u32 = 256;
override block_dim_y: u32 = 1;
override block_dim_z: u32 = 1;

struct Params {
  x: f32,
  best_offset: u32,
}
@group(0) @binding(0) var<uniform> params: Params;

@group(0) @binding(1) var<storage, read_write> best: array<atomic<u32>>;

@compute @workgroup_size(block_dim_x, block_dim_y, block_dim_z)
fn main() {
  // 14: while (x > __int_as_float(old)) {
  var old = bitcast<i32>(bitcast<f32>(atomicLoad(&best[params.best_offset])));
  while params.x > bitcast<f32>(old) {
    // 16: old = atomicCAS((int *)best, assumed, __float_as_int(x));
    let slot = &best[params.best_offset];
    let expected: u32 = u32(old);
    let desired: u32 = bitcast<u32>(params.x);
    var old_1 = expected;
    loop {
      let attempt = atomicCompareExchangeWeak(slot, expected, desired);
      old_1 = attempt.old_value;
      if attempt.exchanged || old_1 != expected {
        break;
      }
    }
    let t = i32(old_1);
    // 17: if (old == assumed) break;
    if t == old {
      break;
    }
    old = t;
  }
}

// atomics.cu:26: void members(Cell *, unsigned int *)
//lanes enable subgroups;
//lanes diagnostic(off, subgroup_uniformity);

override block_dim_x: u32 = 256;
override block_dim_y: u32 = 1;
override block_dim_z: u32 = 1;

struct Params {
  cells_offset: u32,
  least_offset: u32,
}
@group(0) @binding(0) var<uniform> params: Params;

@group(0) @binding(1) var<storage, read_write> cells: array<atomic<u32>>;
@group(0) @binding(2) var<storage, read_write> least: array<atomic<u32>>;

struct SumShare {
  value: f32,
  adds: bool,
}

// What this thread adds at an index, where others of its subgroup may add there too.
fn share_of_sum(at: u32, value: f32) -> SumShare {
//lanes   if subgroupAll(at == subgroupBroadcastFirst(at)) {
//lanes     return SumShare(subgroupAdd(value), subgroupElect());
//lanes   }
  return SumShare(value, true);
}

@compute @workgroup_size(block_dim_x, block_dim_y, block_dim_z)
fn main(
  @builtin(workgroup_id) block_idx: vec3u,
) {
  // 27: atomicAdd(&cells[blockIdx.x].count, 1);
  atomicAdd(&cells[(params.cells_offset >> 2u) + block_idx.x * 2u], 1u);
  // 28: atomicAdd(&cells[blockIdx.x].sum, 0.5f);
  let at: u32 = (params.cells_offset >> 2u) + block_idx.x * 2u + 1u;
  let slot = &cells[at];
  let share = share_of_sum(at, 0.5f);
  if share.adds {
    let operand = share.value;
    var old = atomicLoad(slot);
    loop {
      let attempt = atomicCompareExchangeWeak(slot, old, bitcast<u32>(bitcast<f32>(old) + operand));
      if attempt.exchanged {
        break;
      }
      old = attempt.old_value;
    }
  }
  // 29: atomicMin((int *)least, -1);
  let slot_1 = &least[params.least_offset];
  let operand_1: i32 = -1;
  var old_1 = atomicLoad(slot_1);
  loop {
    let attempt_1 = atomicCompareExchangeWeak(slot_1, old_1, bitcast<u32>(min(bitcast<i32>(old_1), operand_1)));
    if attempt_1.exchanged {
      break;
    }
    old_1 = attempt_1.old_value;
  }
}

// atomics.cu:32: void flag(volatile int *, int *)
override block_dim_x: u32 = 256;
override block_dim_y: u32 = 1;
override block_dim_z: u32 = 1;

struct Params {
  ready_offset: u32,
  x_offset: u32,
}
@group(0) @binding(0) var<uniform> params: Params;

@group(0) @binding(1) var<storage, read_write> ready: array<atomic<i32>>;
@group(0) @binding(2) var<storage, read_write> x: array<i32>;

@compute @workgroup_size(block_dim_x, block_dim_y, block_dim_z)
fn main() {
  // 33: ready[1] = x[0];
  atomicStore(&ready[params.ready_offset + 1u], x[params.x_offset]);
  // 34: while (ready[0] == 0) {}
  loop {
    let t = atomicAdd(&ready[params.ready_offset], 0);
    if t != 0 {
      break;
    }
  }
  // 35: x[1] = ready[2];
  x[params.x_offset + 1u] = atomicLoad(&ready[params.ready_offset + 2u]);
}
