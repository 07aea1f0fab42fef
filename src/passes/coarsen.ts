/**
 * Thread coarsening by blocks, for shaders: a kernel whose threads do little → one of which each workgroup runs some neighbouring blocks of the grid's x axis at once. Starting a thread, finding its buffers and
 * waiting for memory is paid once for all of them, their loads are under way together, and what does not depend on the block is computed and loaded once.
 *
 * In: an optimised kernel with everything inlined. Out: a kernel whose `blockIdx.x` is a group of blocks, and whose gridDim is the grid's as before:
 *
 *   full = the group's last block is in the grid, and all of its blocks pass the kernel's guards (`if (i < n)`)
 *   if (full) { the bodies of all blocks, instruction by instruction } else { for each block of the group that is in the grid: the body }
 *
 * Threads of different blocks run in any order, so that one invocation may run some of them in step. It may not where one could wait for another: kernels with atomics or volatile accesses in loops stay as they are. Loops
 * run in step only if all blocks go round them equally often, barriers and warp operations only if all reach them. Shared variables into which all blocks write the same are one; of others each block has its own.
 */
import { append, barrier, binary, breakTo, compare, constant, constI32, continueTo, createBuilder, createRegion, globalAddress, makeInst, regionsOf, returnValue, special, TRUE, yieldValues } from '../ir/build.js';
import type { Builder } from '../ir/build.js';
import { cloneInst, cloneRegion, createCloneContext } from '../ir/clone.js';
import type { CloneContext } from '../ir/clone.js';
import { addressRoot, isPure } from '../ir/effects.js';
import type { BlockInst, BreakInst, Func, Global, IfInst, Inst, InstResult, LoopInst, Region, RegionParam, Value, ValueType } from '../ir/ir.js';
import { forEachInst, isStructured, replaceValues, someInst } from '../ir/walk.js';
import { analyzeUniformity } from './threads/uniformity.js';
import type { Uniformity } from './threads/uniformity.js';

/** Blocks in a group: with 8, as measured, registers cost what is won. */
const BLOCKS = 4;
/** Instructions of the body that depend on the block, at most: larger bodies keep a GPU busy as they are. */
const MAX_SIZE = 72;
/** The same of kernels whose threads wait for each other, and what else they have keeps busy. */
const WAITING_BLOCKS = 2;
const MAX_WAITING_SIZE = 200;
/** Bytes of shared memory that all devices have. */
const MAX_SHARED = 16384;

export interface Coarsened {
  readonly kernel: Func;
  /** Blocks of the original in a workgroup. */
  readonly blocks: number;
}

/** What blocks have in common. */
interface Blocks {
  readonly uniformity: Uniformity;
  /** Shared variables that each block must have for itself. */
  readonly own: ReadonlySet<Global>;
  /** Threads wait for each other somewhere. */
  readonly waits: boolean;
}

/** undefined: the kernel is best left as it is, which it is in any case. `isFunction`: calls whose results depend on their operands only, beside those of pure functions. */
export function coarsenBlocks(kernel: Func, isFunction: (call: Inst) => boolean): Coarsened | undefined {
  const body = kernel.body!;
  if (!mayRunInStep(body, isFunction)) return undefined;
  const common = compareBlocks(body);
  const blocks = common.waits ? WAITING_BLOCKS : BLOCKS;
  if (sharedBytes(body, common, blocks) > MAX_SHARED) return undefined;
  const { guards, rest } = splitAtGuards(body.insts, common);
  return isWorthwhile(rest, common) ? { kernel: { ...kernel, body: inStep(body, guards, rest, blocks, common) }, blocks } : undefined;
}

function compareBlocks(body: Region): Blocks {
  const own = new Set<Global>();
  const waits = someInst(body, waitsForThreads);
  for (;;) {
    const uniformity = analyzeUniformity(body, 'grid', (inst) => hasOwn(inst, own));
    const before = own.size;
    const walk = (insts: readonly Inst[], isApart: boolean): void => {
      for (const inst of insts) {
        const inside = isApart || parts(inst, uniformity);
        for (const region of regionsOf(inst)) walk(region.insts, inside);
        if (inst.kind !== 'store' && inst.kind !== 'atomic' && inst.kind !== 'copy' && inst.kind !== 'fill') continue;
        const global = sharedBehind(inst.operands[0]!);
        if (global !== undefined && (isApart || inst.kind === 'atomic' || inst.operands.some((v) => uniformity.varying.has(v)))) own.add(global);
      }
    };
    walk(body.insts, false);
    if (own.size === before) return { uniformity, own, waits };
  }
}

function waitsForThreads(inst: Inst): boolean {
  return inst.kind === 'barrier' || inst.kind === 'warp';
}

/** Do blocks get apart in it? */
function parts(inst: Inst, { varying, divergent }: Uniformity): boolean {
  return ((inst.kind === 'if' || inst.kind === 'switch') && varying.has(inst.operands[0]!)) || divergent.has(inst);
}

function hasOwn(inst: Inst, own: ReadonlySet<Global>): boolean {
  return inst.operands.some((v) => v.kind === 'global-address' && own.has(v.global));
}

/** The shared variable that an address is in. */
function sharedBehind(address: Value): Global | undefined {
  const root = addressRoot(address);
  return root.kind === 'global-address' && root.global.space === 'shared' ? root.global : undefined;
}

function sharedBytes(body: Region, { own }: Blocks, blocks: number): number {
  const found = new Set<Global>();
  forEachInst(body, (inst) => {
    for (const v of inst.operands) if (v.kind === 'global-address' && v.global.space === 'shared') found.add(v.global);
  });
  return [...found].reduce((sum, global) => sum + Math.ceil(global.type.size / 16) * 16 * (own.has(global) ? blocks : 1), 0);
}

function mayRunInStep(body: Region, isFunction: (call: Inst) => boolean): boolean {
  let may = true;
  const walk = (region: Region, inLoop: boolean): void => {
    for (const inst of region.insts) {
      // Then it would not be seen who writes to it.
      if (inst.operands.some((v) => v.type === 'ptr' && v.kind === 'global-address' && v.global.space === 'shared') && !isAddressed(inst)) may = false;
      switch (inst.kind) {
        case 'if':
          walk(inst.then, inLoop);
          walk(inst.otherwise, inLoop);
          break;
        case 'switch':
          for (const { region: other } of inst.cases) walk(other, inLoop);
          walk(inst.otherwise, inLoop);
          break;
        case 'block':
          walk(inst.body, inLoop);
          break;
        case 'loop':
          walk(inst.body, true);
          break;
        case 'load':
        case 'store':
          if (inst.volatile) may = false;
          break;
        case 'atomic':
          if (inLoop) may = false;
          break;
        case 'special':
          if (inst.register === 'dynamicShared') may = false;
          break;
        case 'copy':
        case 'fill':
        case 'barrier':
        case 'warp':
        case 'yield':
        case 'break':
        case 'continue':
        case 'return':
        case 'unreachable':
          break;
        default:
          if (!isPure(inst) && !isFunction(inst)) may = false;
      }
    }
  };
  walk(body, false);
  return may;
}

/** Does it use pointers as addresses only? */
function isAddressed(inst: Inst): boolean {
  switch (inst.kind) {
    case 'load':
    case 'atomic':
    case 'index':
    case 'field':
    case 'copy':
    case 'fill':
      return true;
    case 'store':
      return inst.operands[1]!.type !== 'ptr';
    default:
      return false;
  }
}

// ---- guards

/** What stands before the first instruction that touches memory: pure instructions, and conditions without which a thread has nothing to do. */
interface Guarded {
  readonly guards: readonly (Inst | { readonly condition: Value; readonly passes: boolean })[];
  /** Ends with a return, or with a yield where control goes on to one. */
  readonly rest: readonly Inst[];
}

function splitAtGuards(insts: readonly Inst[], common: Blocks): Guarded {
  const guards: (Inst | { readonly condition: Value; readonly passes: boolean })[] = [];
  let rest = insts;
  let i = 0;
  /** What stands behind the last condition is the body's. */
  let ofBody = 0;
  while (i < rest.length) {
    const inst = rest[i]!;
    if (isPure(inst) || isPureChoice(inst)) {
      guards.push(inst);
      i++;
      ofBody++;
      continue;
    }
    const guard = guardAt(rest, i, common, true);
    // A thread must not leave the others' way where it would wait for them.
    if (guard === undefined || (common.waits && common.uniformity.varying.has(guard.condition))) break;
    guards.push({ condition: guard.condition, passes: guard.passes });
    rest = guard.tail;
    i = ofBody = 0;
  }
  return { guards: guards.slice(0, guards.length - ofBody), rest: rest.slice(i - ofBody) };
}

/** All that a thread still does, under a condition. */
interface Guard {
  readonly condition: Value;
  readonly passes: boolean;
  readonly tail: readonly Inst[];
}

/** `mayAct`: a thread that does not pass may do something else. */
function guardAt(insts: readonly Inst[], i: number, { uniformity }: Blocks, mayAct: boolean): Guard | undefined {
  const inst = insts[i]!;
  if (inst.kind !== 'if' || inst.results.length > 0 || !isBound(inst.operands[0]!, uniformity)) return undefined;
  const condition = inst.operands[0]!;
  const [then, otherwise] = [inst.then.insts, inst.otherwise.insts];
  const isLast = i === insts.length - 2 && endsThere(insts[i + 1]!);
  const leaves = (list: readonly Inst[]): boolean => list.at(-1)!.kind === 'return' && (mayAct || list.length === 1);
  if (leaves(then) && falls(otherwise)) return { condition, passes: false, tail: insts.slice(i + 1) };
  if (leaves(otherwise) && falls(then)) return { condition, passes: true, tail: insts.slice(i + 1) };
  if (isLast && falls(otherwise)) return { condition, passes: true, tail: then };
  if (isLast && falls(then)) return { condition, passes: false, tail: otherwise };
  return undefined;
}

/** The same behind what touched memory, where all blocks should go on together if they can. */
function innerGuard(insts: readonly Inst[], i: number, common: Blocks): Guard | undefined {
  const guard = guardAt(insts, i, common, false);
  return guard !== undefined && common.uniformity.varying.has(guard.condition) && !someInst({ params: [], insts: [...guard.tail] }, waitsForThreads) && guard.tail.some((inst) => inst.kind === 'loop' || inst.kind === 'load') ? guard : undefined;
}

function endsThere(inst: Inst): boolean {
  return inst.kind === 'return' || inst.kind === 'yield';
}

function falls([first]: readonly Inst[]): boolean {
  return first?.kind === 'yield';
}

/** `a && b` as it is lowered. */
function isPureChoice(inst: Inst): boolean {
  return inst.kind === 'if' && inst.results.length > 0 && [inst.then, inst.otherwise].every((region) => region.insts.every((other) => other.kind === 'yield' || isPure(other)));
}

/** A test whether a place is inside of something, or at its border: neighbours nearly always agree. */
function isBound(condition: Value, uniformity: Uniformity): boolean {
  if (!uniformity.varying.has(condition)) return true;
  if (condition.kind !== 'result') return false;
  const { inst } = condition;
  switch (inst.kind) {
    case 'compare':
      return inst.operands.every((v) => stepOf(v, uniformity) !== 'irregular');
    case 'binary':
      return inst.operands.every((v) => isBound(v, uniformity));
    case 'if':
      return isPureChoice(inst) && [inst.operands[0]!, ...inst.then.insts.at(-1)!.operands, ...inst.otherwise.insts.at(-1)!.operands].every((v) => isBound(v, uniformity));
    default:
      return false;
  }
}

// ---- worth

/** How an index grows from thread to thread along the x axis: by at most so many elements, and where the block is another one. */
const SMALL_STRIDE = 8;

/** Bytes of an array's element beyond which neighbours count as far apart. */
const LARGE_ELEMENT = 32;

type Step = 'none' | 'small' | 'large' | 'irregular';

/** Of an index or address. 'large': by more than neighbours in memory are apart. */
function stepOf(value: Value, uniformity: Uniformity): Step {
  if (!uniformity.varying.has(value)) return 'none';
  if (value.kind !== 'result') return 'irregular';
  const { inst } = value;
  switch (inst.kind) {
    case 'special':
      return 'small';
    case 'convert':
      return inst.op === 'zext' || inst.op === 'sext' || inst.op === 'trunc' ? stepOf(inst.operands[0]!, uniformity) : 'irregular';
    case 'field':
      return stepOf(inst.operands[0]!, uniformity);
    case 'index': {
      const [base, index] = inst.operands.map((v) => stepOf(v, uniformity)) as [Step, Step];
      return larger(base, index === 'small' && inst.element.size > LARGE_ELEMENT ? 'large' : index);
    }
    case 'binary': {
      const [left, right] = inst.operands as [Value, Value];
      if (inst.op === 'add' || inst.op === 'sub') return larger(stepOf(left, uniformity), stepOf(right, uniformity));
      if (inst.op !== 'mul' && inst.op !== 'shl') return 'irregular';
      const [scaled, factor] = uniformity.varying.has(left) ? [left, right] : [right, left];
      const step = stepOf(scaled, uniformity);
      if (uniformity.varying.has(factor) || step === 'irregular') return 'irregular';
      // blockIdx.x * blockDim.x
      if (scaled.kind === 'result' && scaled.inst.kind === 'special') return 'small';
      return factor.kind === 'const' && (inst.op === 'shl' ? 2 ** Number(factor.value) : Number(factor.value)) <= SMALL_STRIDE ? step : 'large';
    }
    default:
      return 'irregular';
  }
}

function larger(a: Step, b: Step): Step {
  const order: readonly Step[] = ['none', 'small', 'large', 'irregular'];
  return order[Math.max(order.indexOf(a), order.indexOf(b))]!;
}

/** Bytes that a thread should move in one access to have all that memory can give: with as many there is nothing to win. */
const WIDE = 16;

function isWorthwhile(rest: readonly Inst[], common: Blocks): boolean {
  const { uniformity, own, waits } = common;
  const { varying } = uniformity;
  let size = 0;
  let fits = true;
  /** Accesses that all blocks do together, and those that each does under conditions of its own. */
  const accesses = { together: 0, apart: 0 };
  const rows = createRows();
  const walk = (insts: readonly Inst[], isApart: boolean, isTop: boolean): void => {
    const last = insts.at(-1);
    if (isTop && (last === undefined || !endsThere(last))) fits = false;
    for (let i = 0; i < insts.length; i++) {
      const inst = insts[i]!;
      const guard = isTop ? innerGuard(insts, i, common) : undefined;
      if (guard !== undefined) return walk(guard.tail, isApart, true);
      if (inst.kind === 'return' && !(isTop && inst === last)) fits = false;
      const inside = isApart || parts(inst, uniformity);
      if (inside && (inst.kind === 'loop' || waitsForThreads(inst))) fits = false;
      for (const region of regionsOf(inst)) walk(region.insts, inside, false);
      if (!inst.operands.some((v) => varying.has(v)) && !inst.results.some((v) => varying.has(v)) && !hasOwn(inst, own)) continue;
      size++;
      const [address] = inst.operands;
      if (inst.kind === 'copy' && (inst.type === undefined || inst.type.size >= WIDE)) fits = false;
      if (inst.kind !== 'load' && inst.kind !== 'store' && inst.kind !== 'copy') continue;
      if (sharedBehind(address!) !== undefined || !varying.has(address!)) continue;
      accesses[isApart ? 'apart' : 'together']++;
      // Blocks side by side would be far apart in memory.
      if (!waits && (stepOf(address!, uniformity) === 'large' || rows.isFull(address!))) fits = false;
    }
  };
  walk(rest, false, true);
  return fits && size <= (waits ? MAX_WAITING_SIZE : MAX_SIZE) && accesses.together > accesses.apart;
}

/** Neighbouring elements that a thread accesses one by one, the next thread those behind them: in step with other blocks', caches would have lost them in between. */
const ROW = 3;

interface Rows {
  /** Adds an access; true, if its thread has a row by now. */
  isFull(address: Value): boolean;
}

function createRows(): Rows {
  const found = new Map<Value, Map<Value, Set<number>>>();
  return {
    isFull(address) {
      if (address.kind !== 'result' || address.inst.kind !== 'index') return false;
      const [base, index] = address.inst.operands as [Value, Value];
      const { value, added } = withoutConstant(index);
      if (threadStep(value) < ROW) return false;
      const rows = found.get(base) ?? new Map<Value, Set<number>>();
      const row = rows.get(value) ?? new Set<number>();
      found.set(base, rows.set(value, row.add(added)));
      return row.size >= ROW;
    },
  };
}

function withoutConstant(index: Value): { readonly value: Value; readonly added: number } {
  if (index.kind !== 'result') return { value: index, added: 0 };
  const { inst } = index;
  if (inst.kind === 'convert' && (inst.op === 'sext' || inst.op === 'zext')) return withoutConstant(inst.operands[0]!);
  const second = inst.operands[1];
  return inst.kind === 'binary' && inst.op === 'add' && second?.kind === 'const' ? { value: inst.operands[0]!, added: Number(second.value) } : { value: index, added: 0 };
}

/** By how much an index grows from thread to thread, as far as that is seen. */
function threadStep(v: Value): number {
  if (v.kind !== 'result') return 0;
  const { inst } = v;
  if (inst.kind === 'special') return inst.register === 'threadIdx.x' ? 1 : 0;
  if (inst.kind === 'convert') return threadStep(inst.operands[0]!);
  if (inst.kind !== 'binary') return 0;
  const [a, b] = inst.operands as [Value, Value];
  if (inst.op === 'add') return threadStep(a) + threadStep(b);
  if (b.kind !== 'const') return 0;
  return inst.op === 'mul' ? threadStep(a) * Number(b.value) : inst.op === 'shl' ? threadStep(a) * 2 ** Number(b.value) : 0;
}

// ---- code

interface Steps {
  readonly common: Blocks;
  readonly uniformity: Uniformity;
  /** For each block of a group: what stands for the shared variables that each has for itself. */
  readonly shared: readonly ReadonlyMap<Global, Value>[];
  /** For each block of a group: what stands for the body's values. */
  readonly copies: readonly CloneContext[];
  readonly blocks: readonly Value[];
  /** Blocks and loops that all go through together. */
  readonly targets: Map<Inst, BlockInst | LoopInst>;
}

function inStep(body: Region, guards: Guarded['guards'], rest: readonly Inst[], blocks: number, common: Blocks): Region {
  const region = createRegion(body.params.map(({ type, name }) => (name === undefined ? { type } : { type, name })));
  const b = createBuilder(region);
  const first = binary(b, 'mul', special(b, 'blockIdx.x'), constI32(blocks));
  const gridSize = special(b, 'gridDim.x');
  const numbers = Array.from({ length: blocks }, (_, k) => (k === 0 ? first : binary(b, 'add', first, constI32(k))));
  const shared = numbers.map((_, k) => new Map(k === 0 ? [] : [...common.own].map((global) => [global, globalAddress({ ...global })])));
  const steps: Steps = { common, uniformity: common.uniformity, shared, blocks: numbers, copies: numbers.map(() => createCloneContext()), targets: new Map() };
  body.params.forEach((param, i) => share(steps, param, region.params[i]!));
  let full = compare(b, 'ult', numbers[blocks - 1]!, gridSize);
  for (const guard of guards) {
    if ('kind' in guard) stepInst(b, guard, undefined, steps);
    else {
      const conditions = new Set(steps.copies.map((copy) => valueIn(copy, guard.condition)));
      for (const condition of conditions) full = binary(b, 'and', full, passing(b, condition, guard.passes));
    }
  }
  const choice = append<IfInst>(b, { kind: 'if', then: createRegion(), otherwise: createRegion(), operands: [full] }, []);
  const inner = createBuilder(choice.then);
  stepToEnd(inner, rest, steps);
  oneByOne(createBuilder(choice.otherwise), body, region.params, first, gridSize, blocks, common.waits);
  returnValue(b);
  return region;
}

function valueIn({ values }: CloneContext, value: Value): Value {
  return values.get(value) ?? value;
}

/** One value for all blocks. */
function share({ copies }: Steps, from: Value, to: Value): void {
  for (const { values } of copies) values.set(from, to);
}

/** Ends with a yield. */
function stepToEnd(b: Builder, insts: readonly Inst[], steps: Steps): void {
  for (let i = 0; i < insts.length - 1; i++) {
    const guard = innerGuard(insts, i, steps.common);
    if (guard !== undefined) {
      const conditions = steps.copies.map((copy) => passing(b, valueIn(copy, guard.condition), guard.passes));
      const all = append<IfInst>(b, { kind: 'if', then: createRegion(), otherwise: createRegion(), operands: [conditions.reduce((x, y) => binary(b, 'and', x, y))] }, []);
      stepToEnd(createBuilder(all.then), guard.tail, steps);
      const apart = createBuilder(all.otherwise);
      conditions.forEach((condition, k) => {
        const alone = append<IfInst>(apart, { kind: 'if', then: createRegion(), otherwise: createRegion(), operands: [condition] }, []);
        for (const inst of guard.tail.slice(0, -1)) alone.then.insts.push(copyFor(inst, k, steps));
        yieldValues(createBuilder(alone.then));
        yieldValues(createBuilder(alone.otherwise));
      });
      yieldValues(apart);
      break;
    }
    stepInst(b, insts[i]!, undefined, steps);
  }
  yieldValues(b);
}

function passing(b: Builder, condition: Value, passes: boolean): Value {
  return passes ? condition : binary(b, 'xor', condition, TRUE);
}

/** The instruction of block k. */
function copyFor(inst: Inst, k: number, { copies, shared }: Steps): Inst {
  const copy = cloneInst(inst, copies[k]!);
  const own = shared[k]!;
  if (own.size === 0) return copy;
  const rename = (other: Inst): void => {
    other.operands = other.operands.map((v) => (v.kind === 'global-address' ? (own.get(v.global) ?? v) : v));
  };
  rename(copy);
  for (const region of regionsOf(copy)) forEachInst(region, rename);
  return copy;
}

function stepInst(b: Builder, inst: Inst, owner: Inst | undefined, steps: Steps): void {
  const { uniformity: { varying, divergent }, copies } = steps;
  b.loc = inst.loc;
  if (inst.kind === 'special' && inst.register === 'blockIdx.x') {
    copies.forEach(({ values }, k) => values.set(inst.results[0]!, steps.blocks[k]!));
    return;
  }
  switch (inst.kind) {
    case 'if':
    case 'switch':
      if (!varying.has(inst.operands[0]!)) return stepStructure(b, inst, steps);
      break;
    case 'block':
    case 'loop':
      if (!divergent.has(inst)) return stepStructure(b, inst, steps);
      break;
    case 'yield':
      return yieldValues(b, spread(inst.operands, owner!.results, steps));
    case 'break':
      return breakTo(b, steps.targets.get(inst.target)!, spread(inst.operands, inst.target.results, steps));
    case 'continue':
      return continueTo(b, steps.targets.get(inst.target) as LoopInst, spread(inst.operands, inst.target.body.params, steps));
    default:
  }
  const isOwn = isStructured(inst) || inst.kind === 'atomic' || inst.operands.some((v) => varying.has(v)) || inst.results.some((v) => varying.has(v)) || hasOwn(inst, steps.common.own);
  if (isOwn) {
    for (let k = 0; k < copies.length; k++) b.region.insts.push(copyFor(inst, k, steps));
    return;
  }
  b.region.insts.push(cloneInst(inst, copies[0]!));
  for (const result of inst.results) share(steps, result, valueIn(copies[0]!, result));
}

/** Values as all blocks hand them on to `to`: one each where that depends on the block. */
function spread(values: readonly Value[], to: readonly Value[], { uniformity: { varying }, copies }: Steps): Value[] {
  return values.flatMap((value, i) => (varying.has(to[i]!) ? copies.map((copy) => valueIn(copy, value)) : [valueIn(copies[0]!, value)]));
}

/** What `spread` hands on, as what it is there. */
function receive(from: readonly (InstResult | RegionParam)[], to: readonly Value[], steps: Steps): void {
  let next = 0;
  for (const value of from) {
    if (steps.uniformity.varying.has(value)) for (const { values } of steps.copies) values.set(value, to[next++]!);
    else share(steps, value, to[next++]!);
  }
}

function typesOf(values: readonly (InstResult | RegionParam)[], { uniformity: { varying }, copies }: Steps): { readonly type: ValueType; readonly name?: string }[] {
  return values.flatMap((value) => {
    const { type, name } = value;
    return Array.from({ length: varying.has(value) ? copies.length : 1 }, () => (name === undefined ? { type } : { type, name }));
  });
}

/** A choice or a loop that all blocks take the same way. */
function stepStructure(b: Builder, inst: Inst, steps: Steps): void {
  const types = typesOf(inst.results, steps).map(({ type }) => type);
  const regionOf = (from: Region): Region => createRegion(typesOf(from.params, steps));
  const fill = (to: Region, from: Region): void => {
    receive(from.params, to.params, steps);
    const inner = createBuilder(to);
    for (const other of from.insts) stepInst(inner, other, inst, steps);
  };
  const choice = inst.kind === 'if' || inst.kind === 'switch' ? [valueIn(steps.copies[0]!, inst.operands[0]!)] : [];
  let made: Inst;
  switch (inst.kind) {
    case 'if':
      made = makeInst({ kind: 'if', then: regionOf(inst.then), otherwise: regionOf(inst.otherwise), operands: choice }, types, inst.loc);
      break;
    case 'switch':
      made = makeInst({ kind: 'switch', cases: inst.cases.map(({ values, region }) => ({ values: [...values], region: regionOf(region) })), otherwise: regionOf(inst.otherwise), operands: choice }, types, inst.loc);
      break;
    case 'block':
      made = makeInst({ kind: 'block', body: regionOf(inst.body), operands: [] }, types, inst.loc);
      break;
    case 'loop':
      made = makeInst({ kind: 'loop', body: regionOf(inst.body), unroll: inst.unroll, operands: spread(inst.operands, inst.body.params, steps) }, types, inst.loc);
      break;
    default:
      throw new Error(`no structure: ${inst.kind}`);
  }
  if (made.kind === 'block' || made.kind === 'loop') steps.targets.set(inst, made);
  const regions = regionsOf(inst);
  regionsOf(made).forEach((region, i) => fill(region, regions[i]!));
  b.region.insts.push(made);
  receive(inst.results, made.results, steps);
}

/** The body for each block of the group that is in the grid. `waits`: shared memory is the next block's only when all threads are done with it. */
function oneByOne(b: Builder, body: Region, params: readonly RegionParam[], first: Value, gridSize: Value, blocks: number, waits: boolean): void {
  const loop = append<LoopInst>(b, { kind: 'loop', body: createRegion([{ type: 'i32', name: 'k' }]), unroll: 1, operands: [constI32(0)] }, []);
  const [k] = loop.body.params;
  const inner = createBuilder(loop.body);
  const more = append<IfInst>(inner, { kind: 'if', then: createRegion(), otherwise: createRegion(), operands: [compare(inner, 'ult', k!, constI32(blocks))] }, []);
  yieldValues(createBuilder(more.then));
  breakTo(createBuilder(more.otherwise), loop);
  const block = binary(inner, 'add', first, k!);
  const inGrid = append<IfInst>(inner, { kind: 'if', then: createRegion(), otherwise: createRegion(), operands: [compare(inner, 'ult', block, gridSize)] }, []);
  yieldValues(createBuilder(inGrid.otherwise));
  const labelled = append<BlockInst>(createBuilder(inGrid.then), { kind: 'block', body: createRegion(), operands: [] }, []);
  yieldValues(createBuilder(inGrid.then));
  const copy = createCloneContext(undefined, (_, inst) => makeInst<BreakInst>({ kind: 'break', target: labelled, operands: [] }, [], inst.loc));
  body.params.forEach((param, i) => copy.values.set(param, params[i]!));
  const bare = cloneRegion({ params: [], insts: body.insts }, copy);
  const numbers = new Map<Value, Value>();
  forEachInst(bare, (inst) => {
    if (inst.kind === 'special' && inst.register === 'blockIdx.x') numbers.set(inst.results[0]!, block);
  });
  replaceValues(bare, numbers);
  labelled.body.insts = bare.insts;
  if (waits) barrier(inner, 'block');
  continueTo(inner, loop, [binary(inner, 'add', k!, constant('i32', 1))]);
}
