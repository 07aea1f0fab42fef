/**
 * Random valid structured functions, for tests of passes: integer and float arithmetic, conversions, nested if/switch/block/loop with breaks and continues over several levels, returns, exceptions, scalar and struct allocas, array
 * elements with constant and variable (masked) indices, whole copies, calls of a helper. All memory is initialized before it is read; loops end by a counter. Driven by a list of random numbers, so that
 * a failing case shrinks.
 */
import {
  alloca, append, binary, breakTo, compare, constant, constI32, continueTo, convert, copy, createBuilder, createModule, createRegion, field, fill, globalAddress, index, load, returnValue, select, store,
  unary, yieldValues, call,
} from '../src/ir/build.js';
import type { Builder } from '../src/ir/build.js';
import type {
  BinaryOp, BlockInst, CompareOp, Func, Global, IfInst, InstResult, LoopInst, MemoryType, Module, ScalarMemoryType, StructType, SwitchInst, ThrowInst, TryInst, Value, ValueType,
} from '../src/ir/ir.js';

const scalar = (s: ScalarMemoryType, size: number): MemoryType => ({ kind: 'scalar', scalar: s, size, align: size, unsigned: false });
const I8 = scalar('i8', 1);
const I16 = scalar('i16', 2);
const I32 = scalar('i32', 4);
const I64 = scalar('i64', 8);
const F32 = scalar('f32', 4);

interface Slot {
  readonly address: (b: Builder) => Value;
  readonly memory: ScalarMemoryType;
}

interface Gen {
  readonly next: () => number;
  readonly b: Builder;
  readonly slots: Slot[];
  readonly pairs: Value[];
  readonly array: Value;
  readonly pair: StructType;
  readonly helper: Func | undefined;
  budget: number;
  loops: number;
}

interface Scope {
  readonly values: Record<ValueType, Value[]>;
  readonly targets: (BlockInst | LoopInst)[];
}

function makeFunc(name: string, params: { type: ValueType; name: string }[]): Func {
  return {
    kind: 'function', name, pretty: `${name}()`, side: 'both', space: 'any', params, result: 'i32', linkage: 'external', body: createRegion(params), import: undefined, exportName: undefined, inline: undefined,
    noreturn: false, pure: false, kernel: undefined, loc: 0,
  };
}

/** A module with a function `main(i32, i32) -> i32`, one or two helpers, and a global array, from random numbers ≥ 0. */
export function randomModule(numbers: readonly number[]): Module {
  let at = 0;
  const next = (): number => {
    const n = numbers[at % numbers.length]! + (at >= numbers.length ? at * 7 : 0);
    at++;
    return n;
  };
  const module = createModule();
  const pair: StructType = {
    kind: 'struct', name: 'Pair', size: 24, align: 8,
    fields: [{ name: 'a', type: I32, offset: 0 }, { name: 'b', type: I16, offset: 4 }, { name: 'w', type: I64, offset: 8 }, { name: 'v', type: { kind: 'array', element: F32, count: 2, size: 8, align: 4 }, offset: 16 }],
  };
  module.structs.set(pair.name, pair);
  const global: Global = { kind: 'global', name: 'data', type: { kind: 'array', element: I32, count: 8, size: 32, align: 4 }, space: 'host', linkage: 'external', init: { bytes: new Uint8Array([1, 2, 3, 4, 5]), relocations: [] }, align: 8, constant: false, loc: 0 };
  module.globals.set(global.name, global);
  const helper = makeFunc('helper', [{ type: 'i32', name: 'x' }, { type: 'i32', name: 'y' }]);
  const main = makeFunc('main', [{ type: 'i32', name: 'p' }, { type: 'i32', name: 'q' }]);
  module.functions.set('helper', helper);
  module.functions.set('main', main);
  fillFunction(helper, pair, global, undefined, next, 12);
  fillFunction(main, pair, global, helper, next, 40);
  return module;
}

function fillFunction(fn: Func, pair: StructType, global: Global, helper: Func | undefined, next: () => number, budget: number): void {
  const b = createBuilder(fn.body!);
  const slots: Slot[] = [];
  const [p, q] = fn.body!.params as [Value, Value];
  const scalars: [string, MemoryType, ScalarMemoryType][] = [['i', I32, 'i32'], ['j', I32, 'i32'], ['c', I8, 'i8'], ['s', I16, 'i16'], ['w', I64, 'i64'], ['f', F32, 'f32']];
  for (const [name, type, memory] of scalars) {
    const a = alloca(b, type, name);
    store(b, memory, a, memory === 'i64' ? constant('i64', 7) : memory === 'f32' ? constant('f32', 1.5) : p, type.align);
    slots.push({ address: () => a, memory });
  }
  const pairs: Value[] = [];
  for (const name of ['one', 'two']) {
    const a = alloca(b, pair, name);
    fill(b, a, constI32(0), constI32(pair.size), 8, pair);
    pairs.push(a);
    pair.fields.slice(0, 3).forEach((f, i) => slots.push({ address: (x) => field(x, a, pair, i), memory: (f.type as { scalar: ScalarMemoryType }).scalar }));
    for (let k = 0; k < 2; k++) slots.push({ address: (x) => index(x, field(x, a, pair, 3), F32, constI32(k)), memory: 'f32' });
  }
  slots.push({ address: (x) => index(x, globalAddress(global), I32, constI32(3)), memory: 'i32' });
  const g: Gen = { next, b, slots, pairs, array: globalAddress(global), pair, helper, budget, loops: 0 };
  const scope: Scope = { values: { i1: [], i32: [p, q], i64: [], f32: [], f64: [], ptr: [], v4i32: [], v4f32: [], v2i64: [], v2f64: [] }, targets: [] };
  statements(g, scope, 3);
  let sum: Value = value(g, scope, 'i32');
  for (const s of slots) {
    const v = load(b, s.memory, s.address(b), true, 1);
    const word = v.type === 'i64' ? convert(b, 'trunc', v, 'i32') : v.type === 'f32' ? convert(b, 'fptosi', v, 'i32') : v;
    sum = binary(b, 'add', binary(b, 'mul', sum, constI32(31)), word);
  }
  returnValue(b, sum);
}

function inner(s: Scope, target?: BlockInst | LoopInst): Scope {
  const values = Object.fromEntries(Object.entries(s.values).map(([k, v]) => [k, [...v]])) as Scope['values'];
  return { values, targets: target ? [...s.targets, target] : s.targets };
}

function value(g: Gen, s: Scope, type: ValueType): Value {
  const known = s.values[type];
  const n = g.next();
  if (known.length > 0 && n % 4 !== 0) return known[(n >> 2) % known.length]!;
  switch (type) {
    case 'i1':
      return n % 3 === 0 ? constant('i1', n & 1) : compare(g.b, (['slt', 'eq', 'uge', 'ne', 'sgt'] as CompareOp[])[n % 5]!, value(g, s, 'i32'), constI32(n % 50));
    case 'i32':
      return constI32([0, 1, -1, 2, 31, 255, 1000, -2147483648][n % 8]!);
    case 'i64':
      return n % 2 ? constant('i64', [0n, 1n, -1n, 4294967296n, 12345678901n][n % 5]!) : convert(g.b, n % 3 ? 'sext' : 'zext', value(g, s, 'i32'), 'i64');
    case 'f32':
      return n % 2 ? constant('f32', [0, -0, 1, 0.5, -3.25, 1e10][n % 6]!) : convert(g.b, 'sitofp', value(g, s, 'i32'), 'f32');
    case 'f64':
      return constant('f64', n);
    case 'ptr':
      return g.array;
    case 'v4i32':
    case 'v4f32':
    case 'v2i64':
    case 'v2f64':
      return constant(type, BigInt(n) * 0x0123456789abcdef0123456789n);
    default:
      return type satisfies never;
  }
}

const INT_OPS: BinaryOp[] = ['add', 'sub', 'mul', 'and', 'or', 'xor', 'shl', 'lshr', 'ashr', 'smin', 'umax', 'sdiv', 'urem', 'umulhi', 'smulhi'];
const FLOAT_OPS: BinaryOp[] = ['fadd', 'fsub', 'fmul', 'fdiv'];

function expression(g: Gen, s: Scope): void {
  const n = g.next();
  const { b } = g;
  const put = (v: Value): void => void s.values[v.type].push(v);
  switch (n % 9) {
    case 0:
    case 1:
    case 2:
      put(binary(b, INT_OPS[(n >> 4) % INT_OPS.length]!, value(g, s, 'i32'), value(g, s, 'i32')));
      break;
    case 3:
      put(binary(b, INT_OPS[(n >> 4) % INT_OPS.length]!, value(g, s, 'i64'), value(g, s, 'i64')));
      break;
    case 4:
      put(binary(b, FLOAT_OPS[(n >> 4) % FLOAT_OPS.length]!, value(g, s, 'f32'), value(g, s, 'f32')));
      break;
    case 5:
      put(select(b, value(g, s, 'i1'), value(g, s, 'i32'), value(g, s, 'i32')));
      break;
    case 6: {
      const op = (['sext8', 'zext8', 'sext16', 'zext16'] as const)[(n >> 4) % 4]!;
      put(convert(b, op, value(g, s, 'i32'), 'i32'));
      break;
    }
    case 7:
      put(n & 16 ? convert(b, 'trunc', value(g, s, 'i64'), 'i32') : convert(b, 'zext', value(g, s, 'i1'), 'i32'));
      break;
    default:
      put(unary(b, (['clz', 'ctz', 'popcount', 'byteswap'] as const)[(n >> 4) % 4]!, value(g, s, 'i32')));
  }
}

function memoryStatement(g: Gen, s: Scope): void {
  const n = g.next();
  const { b } = g;
  const slot = g.slots[(n >> 3) % g.slots.length]!;
  switch (n % 8) {
    case 0:
    case 1:
    case 2: {
      const type: ValueType = slot.memory === 'i64' ? 'i64' : slot.memory === 'f32' ? 'f32' : 'i32';
      store(b, slot.memory, slot.address(b), value(g, s, type), 1);
      break;
    }
    case 3:
      copy(b, g.pairs[0]!, g.pairs[1]!, constI32(g.pair.size), 8, g.pair);
      break;
    case 4: {
      const i = convert(b, 'zext', binary(b, 'and', value(g, s, 'i32'), constI32(7)), 'i64');
      store(b, 'i32', index(b, g.array, I32, i), value(g, s, 'i32'), 4);
      break;
    }
    case 5: {
      const i = binary(b, 'and', value(g, s, 'i32'), constI32(7));
      s.values.i32.push(load(b, 'i32', index(b, g.array, I32, i), true, 4));
      break;
    }
    default: {
      const v = load(b, slot.memory, slot.address(b), (n & 64) !== 0, 1);
      s.values[v.type].push(v);
    }
  }
}

/** Statements into the current region; true if it ended in a terminator. */
function statements(g: Gen, s: Scope, depth: number): boolean {
  const count = 1 + (g.next() % 6);
  for (let i = 0; i < count; i++) {
    if (g.budget-- <= 0) return false;
    const n = g.next();
    if (depth > 0 && n % 3 === 0) structured(g, s, depth, n >> 2);
    else if (n % 3 === 1) memoryStatement(g, s);
    else if (g.helper && n % 17 === 2) s.values.i32.push(call(g.b, g.helper, [value(g, s, 'i32'), value(g, s, 'i32')])!);
    else expression(g, s);
  }
  if (depth < 3 && s.targets.length > 0 && g.next() % 3 === 0) {
    const target = s.targets[g.next() % s.targets.length]!;
    breakTo(g.b, target, target.results.map((r) => value(g, s, r.type)));
    return true;
  }
  if (depth < 3 && g.next() % 11 === 0) {
    returnValue(g.b, value(g, s, 'i32'));
    return true;
  }
  if (depth < 3 && g.next() % 13 === 0) {
    append<ThrowInst>(g.b, { kind: 'throw', operands: [g.array] }, []);
    return true;
  }
  return false;
}

function inRegion(g: Gen, region: Builder['region'], body: () => void): void {
  const saved = g.b.region;
  g.b.region = region;
  body();
  g.b.region = saved;
}

function structured(g: Gen, s: Scope, depth: number, n: number): void {
  const { b } = g;
  const types: ValueType[] = n & 8 ? ['i32'] : n & 16 ? ['i32', 'f32'] : [];
  const results = (list: InstResult[]): void => {
    for (const r of list) s.values[r.type].push(r);
  };
  switch (n % 5) {
    case 0: {
      const condition = value(g, s, 'i1');
      const inst = append<IfInst>(b, { kind: 'if', then: createRegion(), otherwise: createRegion(), operands: [condition] }, types);
      for (const region of [inst.then, inst.otherwise]) {
        inRegion(g, region, () => {
          const scope = inner(s);
          if (!statements(g, scope, depth - 1)) yieldValues(b, types.map((t) => value(g, scope, t)));
        });
      }
      results(inst.results);
      break;
    }
    case 1: {
      const inst = append<SwitchInst>(b, { kind: 'switch', cases: [{ values: [0, 5], region: createRegion() }, { values: [1], region: createRegion() }], otherwise: createRegion(), operands: [value(g, s, 'i32')] }, types);
      for (const region of [inst.cases[0]!.region, inst.cases[1]!.region, inst.otherwise]) {
        inRegion(g, region, () => {
          const scope = inner(s);
          if (!statements(g, scope, depth - 1)) yieldValues(b, types.map((t) => value(g, scope, t)));
        });
      }
      results(inst.results);
      break;
    }
    case 2: {
      const inst = append<BlockInst>(b, { kind: 'block', body: createRegion(), operands: [] }, types);
      inRegion(g, inst.body, () => {
        const scope = inner(s, inst);
        if (!statements(g, scope, depth - 1)) yieldValues(b, types.map((t) => value(g, scope, t)));
      });
      results(inst.results);
      break;
    }
    case 3: {
      const inst = append<TryInst>(b, { kind: 'try', body: createRegion(), handler: createRegion([{ type: 'ptr', name: 'e' }]), operands: [] }, types);
      for (const region of [inst.body, inst.handler]) {
        inRegion(g, region, () => {
          const scope = inner(s);
          if (!statements(g, scope, depth - 1)) yieldValues(b, types.map((t) => value(g, scope, t)));
        });
      }
      results(inst.results);
      break;
    }
    default:
      counted(g, s, depth, types, 1 + (n % 5), results);
  }
}

/** for (i = 0; i < trips; i++), sometimes with a carried value and a continue from within. */
function counted(g: Gen, s: Scope, depth: number, types: ValueType[], trips: number, results: (list: InstResult[]) => void): void {
  const { b } = g;
  const first = value(g, s, 'i32');
  const loop = append<LoopInst>(b, { kind: 'loop', body: createRegion([{ type: 'i32', name: 'k' }, { type: 'i32', name: 'acc' }]), unroll: undefined, operands: [constI32(0), first] }, types);
  const [k, acc] = loop.body.params as [Value, Value];
  inRegion(g, loop.body, () => {
    const scope = inner(s, loop);
    scope.values.i32.push(k, acc);
    const more = compare(b, 'slt', k, constI32(trips));
    const test = append<IfInst>(b, { kind: 'if', then: createRegion(), otherwise: createRegion(), operands: [more] }, []);
    inRegion(g, test.then, () => yieldValues(b));
    inRegion(g, test.otherwise, () => breakTo(b, loop, types.map((t) => value(g, scope, t))));
    const following = binary(b, 'add', k, constI32(1));
    if (statements(g, scope, depth - 1)) return;
    if (g.next() % 4 === 0) {
      const early = append<IfInst>(b, { kind: 'if', then: createRegion(), otherwise: createRegion(), operands: [value(g, scope, 'i1')] }, []);
      inRegion(g, early.then, () => continueTo(b, loop, [following, value(g, scope, 'i32')]));
      inRegion(g, early.otherwise, () => yieldValues(b));
    }
    continueTo(b, loop, [following, value(g, scope, 'i32')]);
  });
  results(loop.results);
}
