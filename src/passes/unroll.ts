/**
 * Full unrolling. In: functions after mem2reg and folding. Out: loops whose number of rounds is known and small are replaced by copies of their body, so that arrays indexed by the counter become scalars and
 * conditions constant (folding and SROA do that afterwards). `#pragma unroll` raises the limits, `#pragma unroll 1` forbids it. Inner loops first.
 *
 * The number of rounds is found by running the counter: the first `if` of the body one arm of which leaves the loop, its condition computed from loop parameters that have constant initial values and
 * constant successors. The copies stand in a block that takes the loop's breaks; a copy with a `continue` elsewhere than at its end is a block of its own.
 */
import { createRegion, makeInst } from '../ir/build.js';
import { cloneRegion, createCloneContext } from '../ir/clone.js';
import type { BlockInst, BreakInst, ContinueInst, Func, Inst, LoopInst, Region, RegionParam, Value } from '../ir/ir.js';
import { addressRoot } from '../ir/effects.js';
import { countInsts, forEachInst, forEachRegion, isStructured, someInst } from '../ir/walk.js';
import { shaderSize } from './shader-size.js';
import { evaluateBinary, evaluateCompare, evaluateConvert, evaluateUnary } from './evaluate.js';

type Num = number | bigint;

/** Rounds and total instructions, without and with a pragma. */
const MAX_ROUNDS = 32;
const MAX_SIZE = 256;
/** In shaders: the tests of few rounds cost a GPU more than their code does, and loads of all rounds are under way together. */
const MAX_SHADER_SIZE = 640;
/** On the device, for loops that count through a local array: its elements become values. */
const MAX_ARRAY_SIZE = 1024;
/** In shaders, for those, and for loops that count through constant memory, whose elements become operands. */
const MAX_COUNTING_ROUNDS = 64;
const MAX_COUNTING_SIZE = 4096;
const PRAGMA_ROUNDS = 1024;
const PRAGMA_SIZE = 16384;

/** False: no loop was unrolled. */
export function unrollLoops(fn: Func): boolean {
  return fn.body !== undefined && unrollIn(fn.body, { synchronizing: false, usual: MAX_SIZE, device: fn.space !== 'host' });
}

/** Loops with barriers and warp operations too: where these cost the same wherever they stand. */
export function unrollForShaders(fn: Func): boolean {
  return fn.body !== undefined && unrollIn(fn.body, { synchronizing: true, usual: MAX_SHADER_SIZE, device: true });
}

interface Limits {
  /** Loops with barriers and warp operations too. */
  readonly synchronizing: boolean;
  /** Instructions of all copies. */
  readonly usual: number;
  readonly device: boolean;
}

function unrollIn(region: Region, limits: Limits): boolean {
  const { synchronizing } = limits;
  let changed = false;
  for (let n = 0; n < region.insts.length; n++) {
    const inst = region.insts[n]!;
    if (!isStructured(inst)) continue;
    forEachRegion(inst, (r) => {
      if (unrollIn(r, limits)) changed = true;
    });
    if (inst.kind !== 'loop' || inst.unroll === 1 || inst.unroll === 0) continue;
    const continues = continuesOf(inst);
    const isCounting = limits.device && countsThrough(inst, synchronizing ? isOwnOrConstant : isOwn);
    const rounds = countRounds(inst, continues, inst.unroll !== undefined ? PRAGMA_ROUNDS : isCounting && synchronizing ? MAX_COUNTING_ROUNDS : MAX_ROUNDS);
    if (rounds === undefined) continue;
    const asked = inst.unroll === true || (inst.unroll ?? 0) >= rounds;
    if (typeof inst.unroll === 'number' && !asked) continue;
    const size = (synchronizing && !asked ? shaderSize(inst.body) : countInsts(inst.body)) * (rounds + 1);
    const usual = !isCounting ? limits.usual : synchronizing ? MAX_COUNTING_SIZE : MAX_ARRAY_SIZE;
    if (size > (asked ? PRAGMA_SIZE : usual) || (!asked && !synchronizing && synchronizes(inst, rounds))) continue;
    const copies = unroll(inst, rounds, continues);
    region.insts[n] = copies;
    changed = true;
    // How often inner loops run may be known now that the outer one's counter is.
    unrollIn(copies.body, limits);
  }
  return changed;
}

function isOwn(root: Value): boolean {
  return root.kind === 'result' && root.inst.kind === 'alloca';
}

function isOwnOrConstant(root: Value): boolean {
  return isOwn(root) || (root.kind === 'global-address' && root.global.space === 'constant');
}

/** Is an element of such memory found by one of the loop's parameters? */
function countsThrough(loop: LoopInst, isMemory: (root: Value) => boolean): boolean {
  const counts = (v: Value, depth: number): boolean => loop.body.params.includes(v as RegionParam) || (depth > 0 && v.kind === 'result' && (v.inst.kind === 'binary' || v.inst.kind === 'convert') && v.inst.operands.some((o) => counts(o, depth - 1)));
  return someInst(loop.body, (inst) => inst.kind === 'index' && counts(inst.operands[1]!, 3) && isMemory(addressRoot(inst.operands[0]!)));
}

function continuesOf(loop: LoopInst): ContinueInst[] {
  const list: ContinueInst[] = [];
  forEachInst(loop.body, (inst) => {
    if (inst.kind === 'continue' && inst.target === loop) list.push(inst);
  });
  return list;
}

/** Shuffles by constants are permutations: a warp's few steps are worth their code. */
const MAX_WARP_ROUNDS = 6;

function synchronizes(loop: LoopInst, rounds: number): boolean {
  return someInst(loop.body, (inst) => inst.kind === 'barrier' || (inst.kind === 'warp' && rounds > MAX_WARP_ROUNDS));
}

/** How often control comes back to the loop's start, if that is a known small number. */
function countRounds(loop: LoopInst, continues: readonly ContinueInst[], limit: number): number | undefined {
  const test = exitTest(loop);
  if (!test || continues.length === 0) return undefined;
  const { params } = loop.body;
  let env = new Map<Value, Num>();
  params.forEach((p, i) => {
    // Of an inner loop, it may follow from the outer one's counter.
    const v = compute(loop.operands[i]!, new Map(), 2 * MAX_ROUNDS);
    if (v !== undefined) env.set(p, v);
  });
  for (let rounds = 0; rounds <= limit; rounds++) {
    const condition = compute(test.condition, env, 12);
    if (condition === undefined) return undefined;
    if ((condition === 1) === test.leavesIf) return rounds;
    const next = new Map<Value, Num>();
    for (let i = 0; i < params.length; i++) {
      const v = compute(continues[0]!.operands[i]!, env, 12);
      if (v !== undefined && continues.every((c, k) => k === 0 || compute(c.operands[i]!, env, 12) === v)) next.set(params[i]!, v);
    }
    env = next;
  }
  return undefined;
}

/** The first structured instruction of the body, if it is an `if` one arm of which only leaves the loop. */
function exitTest(loop: LoopInst): { condition: Value; leavesIf: boolean } | undefined {
  for (const inst of loop.body.insts) {
    if (inst.kind === 'if') {
      if (leaves(inst.then, loop)) return { condition: inst.operands[0]!, leavesIf: true };
      if (leaves(inst.otherwise, loop)) return { condition: inst.operands[0]!, leavesIf: false };
      return undefined;
    }
    if (inst.kind === 'switch' || inst.kind === 'block' || inst.kind === 'loop' || inst.kind === 'try') return undefined;
  }
  return undefined;
}

function leaves(region: Region, loop: LoopInst): boolean {
  const last = region.insts[region.insts.length - 1]!;
  if (region.insts.some(isStructured)) return false;
  if (last.kind === 'return') return true;
  return last.kind === 'break' && (last.target === loop || !contains(loop, last.target));
}

function contains(loop: LoopInst, target: Inst): boolean {
  let found = false;
  forEachInst(loop.body, (inst) => {
    if (inst === target) found = true;
  });
  return found;
}

/** The value of a pure expression of loop parameters. */
function compute(v: Value, env: Map<Value, Num>, depth: number): Num | undefined {
  if (v.kind === 'const') return v.value;
  const known = env.get(v);
  if (known !== undefined || v.kind !== 'result' || depth === 0) return known;
  const { inst } = v;
  const ops = inst.operands;
  let r: Num | undefined;
  switch (inst.kind) {
    case 'binary':
    case 'compare': {
      const a = compute(ops[0]!, env, depth - 1);
      const b = a === undefined ? undefined : compute(ops[1]!, env, depth - 1);
      if (a === undefined || b === undefined) return undefined;
      r = inst.kind === 'binary' ? evaluateBinary(inst.op, v.type, a, b) : evaluateCompare(inst.op, ops[0]!.type, a, b) ? 1 : 0;
      break;
    }
    case 'unary':
    case 'convert': {
      const a = compute(ops[0]!, env, depth - 1);
      if (a === undefined) return undefined;
      r = inst.kind === 'unary' ? evaluateUnary(inst.op, v.type, a) : evaluateConvert(inst.op, ops[0]!.type, v.type, a);
      break;
    }
    default:
      return undefined;
  }
  if (r !== undefined) env.set(v, r);
  return r;
}

function unroll(loop: LoopInst, rounds: number, continues: readonly ContinueInst[]): BlockInst {
  const exit = makeInst<BlockInst>({ kind: 'block', body: createRegion(), operands: [] }, [], loop.loc);
  if (loop.inlinedAt) exit.inlinedAt = loop.inlinedAt;
  // The results themselves move over, so that their uses need no change.
  for (const r of loop.results) {
    (r as { inst: Inst }).inst = exit;
    exit.results.push(r);
  }
  const out = exit.body.insts;
  const last = loop.body.insts[loop.body.insts.length - 1]!;
  const plain = continues.length === 1 && continues[0] === last;
  let values: Value[] = loop.operands.slice();
  for (let round = 0; round <= rounds; round++) {
    const ctx = createCloneContext();
    loop.body.params.forEach((p, i) => ctx.values.set(p, values[i]!));
    ctx.targets.set(loop, exit);
    const body = cloneRegion({ params: [], insts: loop.body.insts }, ctx);
    if (plain) {
      const end = body.insts.pop()!;
      for (const inst of body.insts) out.push(inst);
      values = end.operands;
      continue;
    }
    const copy = makeInst<BlockInst>({ kind: 'block', body, operands: [] }, loop.body.params.map((p) => p.type), loop.loc);
    continuesToBreaks(body, exit, copy);
    out.push(copy);
    values = copy.results.slice();
  }
  // The last copy leaves by its test.
  out.push(makeInst({ kind: 'unreachable', operands: [] }, [], loop.loc));
  return exit;
}

/** Copies' continues name the exit block (which took the loop's place): they go on after the copy instead. */
function continuesToBreaks(region: Region, exit: Inst, copy: BlockInst): void {
  const { insts } = region;
  for (let i = 0; i < insts.length; i++) {
    const inst = insts[i]!;
    if (inst.kind === 'continue' && (inst.target as Inst) === exit) insts[i] = makeInst<BreakInst>({ kind: 'break', target: copy, operands: inst.operands }, [], inst.loc);
    else forEachRegion(inst, (r) => continuesToBreaks(r, exit, copy));
  }
}
