/** Kernels as block functions: loops over threads, loops split at barriers. Launched by hand. */
import { describe, expect, it } from 'vitest';
import type { ExecutionModel } from '../../passes/threads/lower-kernel.js';
import { createFiberHost, fibersText } from './test-fibers.js';
import { dataOffset, launch, load, scratchText } from './test-launch.js';
import type { Loaded } from './test-launch.js';

function ints(loaded: Loaded, at: number, n: number): number[] {
  return Array.from({ length: n }, (_, i) => loaded.memory.getInt32(at + 4 * i, true));
}

const descriptor = (kernel: string): string => `
func @descriptor() -> ptr host external export "descriptor" {
  return &@${kernel}
}
`;

describe('without barriers', () => {
  it('vector_add with an early return', () => {
    const loaded = load(`
func @add(%a: ptr, %b: ptr, %c: ptr, %n: i32) kernel external kernel(a: ptr @0, b: ptr @8, c: ptr @16, n: i32 @24) bytes 28 {
  %bx: i32 = special blockIdx.x
  %bd: i32 = special blockDim.x
  %tx: i32 = special threadIdx.x
  %base: i32 = mul %bx, %bd
  %i: i32 = add %base, %tx
  %out: i1 = sge %i, %n
  if %out {
    return
  } else {
    yield
  }
  %pa: ptr = index f32, %a, %i
  %va: f32 = load f32, %pa
  %pb: ptr = index f32, %b, %i
  %vb: f32 = load f32, %pb
  %sum: f32 = fadd %va, %vb
  %pc: ptr = index f32, %c, %i
  store f32, %pc, %sum
  return
}
${descriptor('add')}`);
    const [a, b, c] = [0, 1, 2].map((i) => loaded.heap + dataOffset + i * 4096);
    for (let i = 0; i < 1000; i++) {
      loaded.memory.setFloat32(a + 4 * i, i, true);
      loaded.memory.setFloat32(b + 4 * i, 0.5 * i, true);
      loaded.memory.setFloat32(c + 4 * i, -1, true);
    }
    launch(loaded, { grid: [4, 1, 1], block: [256, 1, 1] }, [{ ptr: a }, { ptr: b }, { ptr: c }, 999]);
    for (let i = 0; i < 999; i++) expect(loaded.memory.getFloat32(c + 4 * i, true)).toBe(1.5 * i);
    expect(loaded.memory.getFloat32(c + 4 * 999, true)).toBe(-1);
  });

  it('three-dimensional indices, division by zero gives all ones', () => {
    const loaded = load(`
func @k(%p: ptr, %zero: i32) kernel external kernel(p: ptr @0, zero: i32 @8) bytes 12 {
  %x: i32 = special threadIdx.x
  %y: i32 = special threadIdx.y
  %z: i32 = special threadIdx.z
  %by: i32 = special blockIdx.y
  %linear: i32 = special linearThread
  %y10: i32 = mul %y, 10
  %z100: i32 = mul %z, 100
  %by1000: i32 = mul %by, 1000
  %s1: i32 = add %x, %y10
  %s2: i32 = add %s1, %z100
  %s3: i32 = add %s2, %by1000
  %q: i32 = sdiv %s3, %zero
  %s4: i32 = add %s3, %q
  %row: i32 = mul %by, 24
  %at: i32 = add %linear, %row
  %a: ptr = index i32, %p, %at
  store i32, %a, %s4
  return
}
${descriptor('k')}`);
    const p = loaded.heap + dataOffset;
    launch(loaded, { grid: [1, 2, 1], block: [4, 3, 2] }, [{ ptr: p }, 0]);
    const expected: number[] = [];
    for (let b = 0; b < 2; b++) for (let z = 0; z < 2; z++) for (let y = 0; y < 3; y++) for (let x = 0; x < 4; x++) expected.push(x + 10 * y + 100 * z + 1000 * b - 1);
    expect(ints(loaded, p, 48)).toEqual(expected);
  });
});

/** Sum of 64 numbers in shared memory: a uniform loop with a barrier, a thread-dependent if inside. */
const reduceText = `
global @tile: [64 x i32] shared internal align 4 = hex ""
func @reduce(%in: ptr, %out: ptr) kernel external kernel(in: ptr @0, out: ptr @8) bytes 16 {
  %t: i32 = special threadIdx.x
  %b: i32 = special blockIdx.x
  %n: i32 = special blockDim.x
  %base: i32 = mul %b, %n
  %i: i32 = add %base, %t
  %pi: ptr = index i32, %in, %i
  %v: i32 = load i32, %pi
  %own: ptr = index i32, @tile, %t
  store i32, %own, %v
  barrier block
  %half: i32 = lshr %n, 1
  loop ^l (%s: i32 = %half) {
    %more: i1 = ne %s, 0
    if %more {
      yield
    } else {
      break ^l
    }
    %active: i1 = ult %t, %s
    if %active {
      %o: i32 = add %t, %s
      %po: ptr = index i32, @tile, %o
      %x: i32 = load i32, %po
      %y: i32 = load i32, %own
      %sum: i32 = add %x, %y
      store i32, %own, %sum
      yield
    }
    barrier block
    %next: i32 = lshr %s, 1
    continue ^l %next
  }
  %first: i1 = eq %t, 0
  if %first {
    %r: i32 = load i32, @tile
    %pr: ptr = index i32, %out, %b
    store i32, %pr, %r
    yield
  }
  return
}
${descriptor('reduce')}${scratchText}${fibersText}`;

/** A varying value carried around a loop with barriers, threads that exit early, a count of those that are left, a local array. */
const carriedText = `
global @box: [32 x i32] shared internal align 4 = hex ""
func @carried(%out: ptr, %limit: i32, %rounds: i32) kernel external kernel(out: ptr @0, limit: i32 @8, rounds: i32 @12) bytes 16 {
  %t: i32 = special threadIdx.x
  %mine: ptr = alloca [2 x i32] "mine"
  store i32, %mine, %t
  %gone: i1 = sge %t, %limit
  if %gone {
    return
  } else {
    yield
  }
  %heavy: i32 = mul %t, %t
  %odd: i32 = srem %heavy, 7
  %slot: ptr = index i32, @box, %t
  %sum: i32 = loop ^l (%i: i32 = 0, %acc: i32 = %odd) {
    %more: i1 = slt %i, %rounds
    if %more {
      yield
    } else {
      break ^l %acc
    }
    store i32, %slot, %acc
    barrier block
    %t1: i32 = add %t, 1
    %wrap: i1 = eq %t1, %limit
    %neighbour: i32 = select %wrap, 0, %t1
    %pn: ptr = index i32, @box, %neighbour
    %vn: i32 = load i32, %pn
    barrier block
    %acc2: i32 = add %vn, %i
    %i2: i32 = add %i, 1
    continue ^l %i2, %acc2
  }
  %m0: i32 = load i32, %mine
  %even: i32 = and %m0, 1
  %count: i32 = barrier block-count, %even
  %wide: i32 = mul %count, 1000
  %r: i32 = add %sum, %wide
  %po: ptr = index i32, %out, %t
  store i32, %po, %r
  return
}
${descriptor('carried')}${scratchText}${fibersText}`;

function carriedExpected(limit: number, rounds: number): number[] {
  let acc = Array.from({ length: limit }, (_, t) => (t * t) % 7);
  for (let i = 0; i < rounds; i++) acc = acc.map((_, t) => acc[(t + 1) % limit] + i);
  const odd = acc.filter((_, t) => t & 1).length;
  return acc.map((v) => v + odd * 1000);
}

/** Barriers in different arms of a thread-dependent if, a shuffle reduction in a loop, a ballot under divergence, a lock that lanes of a warp contend for. */
const divergentText = `
global @lock: i32 device internal align 4 = hex ""
global @shared_sum: i32 shared internal align 4 = hex ""
func @divergent(%out: ptr, %n: i32) kernel external kernel(out: ptr @0, n: i32 @8) bytes 12 {
  %t: i32 = special threadIdx.x
  %lane: i32 = special laneid
  %low: i1 = slt %t, 16
  %first: i32 = if %low {
    %even: i32 = and %t, 1
    %votes: i32 = warp ballot, 65535, %even
    barrier block
    yield %votes
  } else {
    %big: i1 = sge %t, %n
    if %big {
      return
    } else {
      yield
    }
    barrier block
    %t3: i32 = mul %t, 3
    yield %t3
  }
  %total: i32 = loop ^l (%delta: i32 = 16, %acc: i32 = %t) {
    %more: i1 = ne %delta, 0
    if %more {
      yield
    } else {
      break ^l %acc
    }
    %other: i32 = warp shfl-xor, -1, %acc, %delta, 32
    %acc2: i32 = add %acc, %other
    %half: i32 = lshr %delta, 1
    continue ^l %half, %acc2
  }
  loop ^spin {
    %old: i32 = atomic compare-exchange i32 device, @lock, 0, 1
    %got: i1 = eq %old, 0
    if %got {
      %s: i32 = load i32 volatile, @shared_sum
      %s2: i32 = add %s, %t
      store i32 volatile, @shared_sum, %s2
      %ignore: i32 = atomic exchange i32 device, @lock, 0
      break ^spin
    } else {
      continue ^spin
    }
    unreachable
  }
  barrier block
  %sum: i32 = load i32, @shared_sum
  %a: i32 = mul %total, 1000
  %b: i32 = add %a, %first
  %po: ptr = index [2 x i32], %out, %t
  store i32, %po, %b
  %po2: ptr = index i32, %po, 1
  store i32, %po2, %sum
  return
}
${descriptor('divergent')}${fibersText}`;

/** Warp operations that all threads come to; 40 threads, the second warp is not full; some have exited. */
const warpText = `
func @warps(%out: ptr, %limit: i32) kernel external kernel(out: ptr @0, limit: i32 @8) bytes 12 {
  %t: i32 = special threadIdx.x
  %gone: i1 = sge %t, %limit
  if %gone {
    return
  } else {
    yield
  }
  %total: i32 = loop ^l (%delta: i32 = 16, %acc: i32 = %t) {
    %more: i1 = ne %delta, 0
    if %more {
      yield
    } else {
      break ^l %acc
    }
    %other: i32 = warp shfl-xor, -1, %acc, %delta, 32
    %acc2: i32 = add %acc, %other
    %half: i32 = lshr %delta, 1
    continue ^l %half, %acc2
  }
  %third: i32 = srem %t, 3
  %votes: i32 = warp ballot, -1, %third
  %sum: i32 = warp reduce-add, -1, %t
  %next: i32 = warp shfl-down, -1, %t, 1, 32
  %p0: ptr = index [4 x i32], %out, %t
  store i32, %p0, %total
  %p1: ptr = index i32, %p0, 1
  store i32, %p1, %votes
  %p2: ptr = index i32, %p0, 2
  store i32, %p2, %sum
  %p3: ptr = index i32, %p0, 3
  store i32, %p3, %next
  return
}
${descriptor('warps')}${scratchText}${fibersText}`;

function warpExpected(limit: number): number[] {
  const expected: number[] = [];
  for (let t = 0; t < limit; t++) {
    const lanes = Array.from({ length: 32 }, (_, i) => (t & ~31) + i).filter((u) => u < limit);
    let acc = Array.from({ length: limit }, (_, u) => u);
    for (let delta = 16; delta > 0; delta >>= 1) acc = acc.map((v, u) => v + ((u ^ delta) < limit ? acc[u ^ delta] : v));
    const votes = lanes.reduce((mask, u) => mask | (u % 3 !== 0 ? 1 << (u & 31) : 0), 0);
    expected.push(acc[t], votes, lanes.reduce((a, b) => a + b), lanes.includes(t + 1) ? t + 1 : t);
  }
  return expected;
}

function run(text: string, model: ExecutionModel): Loaded {
  const host = createFiberHost();
  const loaded = load(text, { model }, host.imports);
  host.instance = loaded.instance;
  host.base = loaded.heap + dataOffset * 2;
  return loaded;
}

for (const model of ['fission', 'fibers'] as const) {
  describe(`with barriers, by ${model}`, () => {
    it('tree reduction', () => {
      const loaded = run(reduceText, model);
      const input = loaded.heap + dataOffset;
      for (let i = 0; i < 128; i++) loaded.memory.setInt32(input + 4 * i, i * 3 + 1, true);
      const out = input + 4096;
      launch(loaded, { grid: [2, 1, 1], block: [64, 1, 1] }, [{ ptr: input }, { ptr: out }]);
      const sum = (from: number): number => Array.from({ length: 64 }, (_, i) => (from + i) * 3 + 1).reduce((a, b) => a + b);
      expect(ints(loaded, out, 2)).toEqual([sum(0), sum(64)]);
    });

    it('values across barriers, early exits, a counting barrier', () => {
      const loaded = run(carriedText, model);
      const out = loaded.heap + dataOffset;
      launch(loaded, { block: [32, 1, 1] }, [{ ptr: out }, 20, 5]);
      expect(ints(loaded, out, 20)).toEqual(carriedExpected(20, 5));
    });

    it('warp operations under uniform control flow', () => {
      const loaded = run(warpText, model);
      const out = loaded.heap + dataOffset;
      launch(loaded, { block: [40, 1, 1] }, [{ ptr: out }, 37]);
      expect(ints(loaded, out, 37 * 4)).toEqual(warpExpected(37));
    });
  });
}

it('divergent barriers, shuffles and locks, by fibers', () => {
  const loaded = run(divergentText, 'fibers');
  const out = loaded.heap + dataOffset;
  launch(loaded, { block: [64, 1, 1] }, [{ ptr: out }, 64]);
  const expected: number[] = [];
  for (let t = 0; t < 64; t++) {
    const total = t < 32 ? 496 : 1520;
    expected.push(total * 1000 + (t < 16 ? 0xaaaa : t * 3), 2016);
  }
  expect(ints(loaded, out, 128)).toEqual(expected);
});
