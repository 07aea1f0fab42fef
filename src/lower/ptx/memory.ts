/**
 * PTX instructions on memory, and those with which threads wait for each other: loads and stores with all cache operators (which change nothing here), atomics, copies to shared memory, fences, barriers, prefetches. Addresses are generic: a state
 * space says where an address points to, not how it is to be read.
 */
import * as build from '../../ir/build.js';
import { constI32, createRegion } from '../../ir/build.js';
import type { AtomicInst, AtomicOp } from '../../ir/ir.js';
import type { FunctionState } from '../context.js';
import type { IfInst, Value } from '../ir-imports.js';
import { libraryFunction } from '../functions.js';
import { inRegion } from '../statements.js';
import { BYTE } from '../types.js';
import type { PtxOperand } from './parse.js';
import type { PtxType } from './registers.js';
import { PRED, U32, U64, bitsOf, memoryFor } from './registers.js';
import type { Row, Rows, Step } from './step.js';
import { effect, isSigned } from './step.js';

const DATA = 'b8 b16 b32 b64 u8 u16 u32 u64 s8 s16 s32 s64 f32 f64';
const SPACES = 'global shared shared::cta shared::cluster local const';
const SCOPES = 'cta cluster gpu sys';
const HINTS =
  'L1::evict_normal L1::evict_unchanged L1::evict_first L1::evict_last L1::no_allocate L2::evict_normal L2::evict_first L2::evict_last L2::cache_hint L2::64B L2::128B L2::256B unified level::eviction_priority level::prefetch_size';

/** No value: the instruction has written what it writes. */
const DONE: readonly Value[] = [];

export function addressOf(s: Step, o: PtxOperand | undefined): Value {
  if (o?.kind !== 'address') return s.unknown();
  const base = build.convert(s.b, 'inttoptr', s.read(o.base, U64), 'ptr');
  return o.offset === 0 ? base : build.index(s.b, base, BYTE, constI32(o.offset));
}
export const offsetBy = (s: Step, base: Value, bytes: number): Value => (bytes === 0 ? base : build.index(s.b, base, BYTE, constI32(bytes)));

/** The parts of a vector, as many as `.v2` and `.v4` say. */
function elements(s: Step, o: PtxOperand | undefined): readonly PtxOperand[] {
  const count = s.has('v2') ? 2 : s.has('v4') ? 4 : 1;
  const items = o === undefined ? [] : o.kind === 'list' ? o.items : [o];
  return items.length === count ? items : s.unknown();
}
const ordered = (s: Step): boolean => ['volatile', 'relaxed', 'acquire', 'release', 'mmio'].some(s.has);
/** Operands in front of a cache policy. */
const withoutPolicy = (s: Step): readonly PtxOperand[] => (s.has('L2::cache_hint') ? s.operands.slice(0, -1) : s.operands);
const fence = (s: Step): void => {
  build.append(s.b, { kind: 'fence', scope: s.has('cta') ? 'block' : s.has('sys') ? 'system' : 'device', operands: [] }, []);
};

const load = effect(`${SPACES} ${SCOPES} ${HINTS} weak volatile relaxed acquire mmio ca cg cs lu cv nc v2 v4`, DATA, (s) => {
  const { b, type } = s;
  const operands = withoutPolicy(s);
  if (operands.length !== 2) return undefined;
  const memory = memoryFor(type)!;
  const size = type.bits / 8;
  const from = addressOf(s, operands[1]);
  const values = elements(s, operands[0]).map((item, i) => [item, build.load(b, memory, offsetBy(s, from, i * size), isSigned(type), size, ordered(s))] as const);
  for (const [item, v] of values) s.write(item, v, type);
  if (s.has('acquire')) fence(s);
  return DONE;
});

const store = effect(`${SPACES} ${SCOPES} ${HINTS} weak volatile relaxed release mmio wb cg cs wt v2 v4`, DATA, (s) => {
  const { b, type } = s;
  const operands = withoutPolicy(s);
  if (operands.length !== 2) return undefined;
  const to = addressOf(s, operands[0]);
  const size = type.bits / 8;
  const values = elements(s, operands[1]).map((item) => s.read(item, type));
  if (s.has('release')) fence(s);
  values.forEach((v, i) => build.store(b, memoryFor(type)!, offsetBy(s, to, i * size), v, size, ordered(s)));
  return DONE;
});

const ATOMICS: Readonly<Record<string, { readonly signed: AtomicOp; readonly unsigned: AtomicOp; readonly types: string }>> = {
  add: { signed: 'add', unsigned: 'add', types: 'u32 s32 u64 s64 f32 f64' }, min: { signed: 'smin', unsigned: 'umin', types: 'u32 s32 u64 s64' }, max: { signed: 'smax', unsigned: 'umax', types: 'u32 s32 u64 s64' },
  and: { signed: 'and', unsigned: 'and', types: 'b32 b64' }, or: { signed: 'or', unsigned: 'or', types: 'b32 b64' }, xor: { signed: 'xor', unsigned: 'xor', types: 'b32 b64' },
  exch: { signed: 'exchange', unsigned: 'exchange', types: 'b32 b64' }, cas: { signed: 'compare-exchange', unsigned: 'compare-exchange', types: 'b16 b32 b64' }, inc: { signed: 'inc', unsigned: 'inc', types: 'u32' }, dec: { signed: 'dec', unsigned: 'dec', types: 'u32' },
};
/** Sums of narrow floats, by functions of the library. */
const NARROW_SUMS: ReadonlySet<string> = new Set(['f16', 'bf16', 'f16x2', 'bf16x2']);

function atomic(returns: boolean): Row {
  return effect(`${SPACES} ${SCOPES} ${HINTS} relaxed acquire release acq_rel noftz v2 v4 ${Object.keys(ATOMICS).join(' ')}`, `b16 b32 b64 u32 u64 s32 s64 f32 f64 ${[...NARROW_SUMS].join(' ')}`, (s) => {
    const { b, f, type } = s;
    const key = s.modifiers.find((m) => Object.hasOwn(ATOMICS, m));
    if (key === undefined) return undefined;
    const operands = withoutPolicy(s);
    const place = returns ? 1 : 0;
    if (operands.length !== place + (key === 'cas' ? 3 : 2)) return undefined;
    const { signed, unsigned, types } = ATOMICS[key]!;
    const narrow = NARROW_SUMS.has(type.name);
    if (narrow ? key !== 'add' : !types.split(' ').includes(type.name)) return undefined;
    if ((s.has('v2') || s.has('v4')) && (key !== 'add' || type.bits !== 32 || (type.letter !== 'f' && !narrow))) return undefined;
    const to = addressOf(s, operands[place]);
    const sums = type.letter === 'f' && key === 'add';
    const as: PtxType = sums || narrow ? type : bitsOf(type);
    const values = key === 'cas' ? operands.slice(place + 1).map((o) => [s.read(o, as)]) : [elements(s, operands[place + 1]).map((o) => s.read(o, as))];
    if (s.has('release') || s.has('acq_rel')) fence(s);
    // Vectors are changed element by element, as the ISA has it.
    const olds = values[0]!.map((first, i): Value => {
      const at = offsetBy(s, to, (i * type.bits) / 8);
      if (narrow) return build.call(b, libraryFunction(f.unit, `__cw_ptx_atomic_add_${type.name}`, ['ptr', 'i32'], 'i32'), [at, first])!;
      const memory = (sums ? `f${type.bits}` : `i${type.bits}`) as AtomicInst['memory'];
      return build.atomic(b, sums ? 'fadd' : isSigned(type) ? signed : unsigned, memory, s.has('cta') ? 'block' : s.has('sys') ? 'system' : 'device', [at, first, ...values.slice(1).map((v) => v[0]!)])!;
    });
    if (s.has('acquire') || s.has('acq_rel')) fence(s);
    if (returns) elements(s, operands[0]).forEach((o, i) => s.write(o, olds[i]!, as));
    return DONE;
  });
}

/** cp.async.{ca,cg}.shared.global [to], [from], 4, 8 or 16{, bytes}: all are words; what lies behind so many bytes of the source is not read, and becomes zero. */
function copyToShared(s: Step): readonly Value[] | undefined {
  const { f, b } = s;
  const [first, second, size, count] = withoutPolicy(s);
  const [to, from] = [addressOf(s, first), addressOf(s, second)];
  const bytes = size === undefined ? undefined : constantOf(s.read(size, U32));
  if (bytes !== 4 && bytes !== 8 && bytes !== 16) return undefined;
  // Where a predicate stands in the place of the count, it says that nothing is read.
  const given = count === undefined ? undefined : s.isPredicate(count) ? build.select(b, s.read(count, PRED), constI32(0), constI32(bytes)) : s.read(count, U32);
  const either = (condition: Value, then: () => Value, otherwise: () => Value): Value => {
    const inst = build.append<IfInst>(b, { kind: 'if', operands: [condition], then: createRegion(), otherwise: createRegion() }, ['i32']);
    inRegion(f, inst.then, () => build.yieldValues(b, [then()]));
    inRegion(f, inst.otherwise, () => build.yieldValues(b, [otherwise()]));
    return inst.results[0]!;
  };
  const reaches = (offset: number): Value => build.compare(b, 'ugt', given!, constI32(offset));
  const byte = (offset: number, k: number): Value => build.binary(b, 'shl', build.load(b, 'i8', offsetBy(s, from, offset + k), false, 1), constI32(8 * k));
  const part = (offset: number, k: number): Value => (k === 3 ? constI32(0) : either(reaches(offset + k), () => build.binary(b, 'or', byte(offset, k), part(offset, k + 1)), () => constI32(0)));
  const word = (offset: number): Value => build.load(b, 'i32', offsetBy(s, from, offset), false, 4);
  const loaded: Value[] = [];
  for (let offset = 0; offset < bytes; offset += 4) loaded.push(given === undefined ? word(offset) : either(reaches(offset + 3), () => word(offset), () => part(offset, 0)));
  loaded.forEach((value, i) => build.store(b, 'i32', offsetBy(s, to, 4 * i), value, 4));
  return DONE;
}
const constantOf = (v: Value): number | undefined => (v.kind === 'const' ? Number(v.value) : undefined);

/** Runs `body` if the guard holds. */
export function guarded(f: FunctionState, guard: Value | undefined, body: () => void): void {
  if (guard === undefined) {
    body();
    return;
  }
  const inst = build.append<IfInst>(f.b, { kind: 'if', operands: [guard], then: createRegion(), otherwise: createRegion() }, []);
  inRegion(f, inst.then, body);
  inRegion(f, inst.otherwise, () => {});
}

/**
 * bar.sync a, bar.red.op p, a, q: without a count of threads a barrier, whatever its number, is one that all threads of the block come to, as __syncthreads is. barrier.cluster: a cluster is one block, and arriving is part of
 * waiting.
 */
function barrier(s: Step): readonly Value[] | undefined {
  const { b } = s;
  if (s.has('cluster')) {
    if (s.has('wait')) build.barrier(b, 'block');
    return s.has('wait') !== s.has('arrive') ? DONE : undefined;
  }
  if (s.has('warp')) {
    build.warp(b, 'sync', [s.operands[0] === undefined ? constI32(-1) : s.read(s.operands[0], U32)]);
    return DONE;
  }
  if (s.has('sync')) {
    if (s.operands.length !== 1) return undefined;
    s.read(s.operands[0]!, U32);
    build.barrier(b, 'block');
    return DONE;
  }
  if (!s.has('red') || s.operands.length !== 3) return undefined;
  const given = s.operands[2]!;
  const asked = build.convert(b, 'zext', s.read(given, PRED), 'i32');
  const kind = s.has('popc') ? 'block-count' : s.has('and') ? 'block-and' : s.has('or') ? 'block-or' : undefined;
  if (kind === undefined || (s.type.letter === 'pred') !== (kind !== 'block-count')) return undefined;
  const result = build.barrier(b, kind, asked)!;
  return [kind === 'block-count' ? result : build.compare(b, 'ne', result, constI32(0))];
}

/** Nothing to do: hints, and waits for what is done at once here. Operands are read, so that what they name is there. */
function nothing(modifiers: string): Row {
  return effect(modifiers, undefined, (s) => {
    for (const o of s.operands) if (o.kind === 'address') addressOf(s, o);
    return DONE;
  });
}
const fences = effect(`${SCOPES} gl sc acq_rel acquire release proxy alias async async.global mbarrier_init cluster sync_restrict::shared::cta::cluster sync_restrict::shared::cluster::cluster ${SPACES}`, '', (s) => {
  fence(s);
  return DONE;
});

const BARRIER = 'sync red arrive wait warp cta cluster aligned popc and or relaxed acquire release';
export const memoryRows: Rows = {
  ld: load,
  ldu: load,
  st: store,
  atom: atomic(true),
  red: atomic(false),
  membar: fences,
  fence: fences,
  bar: effect(BARRIER, 'u32 pred', barrier),
  barrier: effect(BARRIER, 'u32 pred', barrier),
  cp: effect(`async ca cg commit_group wait_group wait_all ${SPACES} ${HINTS}`, '', (s) => {
    if (!s.has('async')) return undefined;
    // Copies are done at once: there is nothing to close or to wait for.
    return ['commit_group', 'wait_group', 'wait_all'].some(s.has) ? DONE : copyToShared(s);
  }),
  prefetch: nothing(`${SPACES} L1 L2 ${HINTS} tensormap`),
  prefetchu: nothing('L1'),
  discard: nothing('global L2'),
  applypriority: nothing(`global ${HINTS}`),
  pmevent: nothing('mask'),
  griddepcontrol: nothing('launch_dependents wait'),
  setmaxnreg: nothing('inc dec sync aligned'),
  createpolicy: effect(`fractional range global cvt L2 ${HINTS} L2::evict_unchanged`, 'b64', () => build.constI64(0n)),
  mapa: effect('shared::cluster', 'u32 u64', (s) => s.arg(0)),
  nanosleep: effect('', 'u32', (s) => {
    build.intrinsic(s.b, 'nanosleep', [s.read(s.operands[0] ?? s.unknown(), U32)], undefined);
    return DONE;
  }),
  trap: effect('', '', (s) => {
    build.intrinsic(s.b, 'trap', [], undefined);
    return DONE;
  }),
  exit: effect('', '', (s) => {
    build.intrinsic(s.b, 'exit-thread', [], undefined);
    return DONE;
  }),
};
