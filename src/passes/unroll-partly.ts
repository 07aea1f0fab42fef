/**
 * Partial unrolling for shaders: innermost counting loops that read memory run four rounds at a time, so that their loads are under way together; what is left runs in the loop as it was. (Drivers for
 * WGSL do this seldom, since each load has its bounds check; nvcc does it always.)
 *
 * In: `loop (k = …) { if (k < bound) {} else break; body; continue k + step }`, the bound and the step from outside of the loop. Out, before it:
 * `loop (k = …) { if (k < bound - 3 * step && no wrap) {} else break; body × 4; continue }`, whose last values the old loop starts with. All rounds of a group are known to run, so the copies stand in the
 * order of the rounds, and nothing is computed that was not.
 */
import { binary, compare, constant, createBuilder, createRegion, makeInst } from '../ir/build.js';
import type { Builder } from '../ir/build.js';
import { cloneRegion, createCloneContext } from '../ir/clone.js';
import type { BreakInst, CompareInst, CompareOp, ContinueInst, Func, IfInst, Inst, LoopInst, Region, Value, YieldInst } from '../ir/ir.js';
import { countInsts, forEachInst, forEachRegion, isStructured, someInst } from '../ir/walk.js';

const ROUNDS = 4;
/** Instructions of the body, at most. */
const MAX_SIZE = 48;

export function unrollPartly(fn: Func): void {
  if (fn.body) unrollIn(fn.body);
}

function unrollIn(region: Region): void {
  for (let n = 0; n < region.insts.length; n++) {
    const inst = region.insts[n]!;
    if (!isStructured(inst)) continue;
    forEachRegion(inst, (r) => unrollIn(r));
    if (inst.kind !== 'loop') continue;
    const counting = isWorthwhile(inst) ? countingLoop(inst) : undefined;
    if (counting === undefined) continue;
    const { before, group } = unroll(counting);
    const isWhole = takesAll(counting, group);
    region.insts.splice(n, isWhole ? 1 : 0, ...before, group);
    n += before.length + (isWhole ? 0 : 1);
  }
}

function isWorthwhile(loop: LoopInst): boolean {
  if (loop.unroll === 0 || loop.unroll === 1 || countInsts(loop.body) > MAX_SIZE) return false;
  let loads = false;
  let fits = true;
  forEachInst(loop.body, (inst) => {
    if (inst.kind === 'load' && !inst.volatile) loads = true;
    if (inst.kind === 'loop' || inst.kind === 'barrier' || inst.kind === 'warp' || inst.kind === 'atomic' || inst.kind === 'alloca' || inst.kind === 'try') fits = false;
  });
  return loads && fits;
}

interface CountingLoop {
  readonly loop: LoopInst;
  /** Where the test stands in the body. */
  readonly test: number;
  readonly counter: number;
  /** The loop goes on while counter `op` bound. */
  readonly op: 'slt' | 'sle' | 'ult' | 'ule';
  readonly bound: Value;
  readonly step: Value;
}

const kept: Readonly<Partial<Record<CompareOp, CompareOp>>> = { slt: 'sge', sle: 'sgt', sgt: 'sle', sge: 'slt', ult: 'uge', ule: 'ugt', ugt: 'ule', uge: 'ult' };
const swapped: Readonly<Partial<Record<CompareOp, CompareOp>>> = { slt: 'sgt', sle: 'sge', sgt: 'slt', sge: 'sle', ult: 'ugt', ule: 'uge', ugt: 'ult', uge: 'ule' };

function countingLoop(loop: LoopInst): CountingLoop | undefined {
  const { insts, params } = loop.body;
  const last = insts[insts.length - 1]!;
  if (last.kind !== 'continue' || last.target !== loop) return undefined;
  const test = insts.findIndex(isStructured);
  const branch = insts[test];
  if (branch?.kind !== 'if' || branch.results.length > 0) return undefined;
  const leavesIf = leaves(branch.then, loop);
  if (!(leavesIf ? isEmpty(branch.otherwise) : isEmpty(branch.then) && leaves(branch.otherwise, loop))) return undefined;
  // No other way out, and no other way back.
  const other = (inst: Inst): boolean => ((inst.kind === 'break' || inst.kind === 'continue') && inst.target === loop) || inst.kind === 'return';
  if (insts.some((inst, i) => i !== test && inst !== last && (other(inst) || (isStructured(inst) && regionsHave(inst, other))))) return undefined;
  const condition = branch.operands[0]!;
  if (condition.kind !== 'result' || condition.inst.kind !== 'compare') return undefined;
  const inside = definedIn(loop);
  const found = comparison(condition.inst, params, inside, leavesIf);
  if (found === undefined) return undefined;
  const next = last.operands[found.counter]!;
  if (next.kind !== 'result' || next.inst.kind !== 'binary' || next.inst.op !== 'add') return undefined;
  const [a, b] = next.inst.operands as [Value, Value];
  const step = a === params[found.counter] ? b : b === params[found.counter] ? a : undefined;
  if (step === undefined || inside.has(step)) return undefined;
  if (step.kind === 'const' && (step.value <= 0 || step.value > 1 << 20)) return undefined;
  return { loop, test, step, ...found };
}

function comparison(inst: CompareInst, params: readonly Value[], inside: ReadonlySet<Value>, leavesIf: boolean): Pick<CountingLoop, 'counter' | 'op' | 'bound'> | undefined {
  let op: CompareOp | undefined = leavesIf ? kept[inst.op] : inst.op;
  let [left, right] = inst.operands as [Value, Value];
  if (!params.includes(left)) {
    [left, right] = [right, left];
    op = op === undefined ? undefined : swapped[op];
  }
  const counter = params.indexOf(left);
  if (counter < 0 || inside.has(right) || !(op === 'slt' || op === 'sle' || op === 'ult' || op === 'ule')) return undefined;
  return { counter, op, bound: right };
}

function leaves(region: Region, loop: LoopInst): boolean {
  return region.insts.length === 1 && region.insts[0]!.kind === 'break' && (region.insts[0] as BreakInst).target === loop;
}

function isEmpty(region: Region): boolean {
  return region.insts.length === 1 && region.insts[0]!.kind === 'yield';
}

function regionsHave(inst: Inst, test: (inst: Inst) => boolean): boolean {
  let found = false;
  forEachRegion(inst, (region) => {
    found ||= someInst(region, test);
  });
  return found;
}

function definedIn(loop: LoopInst): ReadonlySet<Value> {
  const values = new Set<Value>(loop.body.params);
  forEachInst(loop.body, (inst) => {
    for (const result of inst.results) values.add(result);
    forEachRegion(inst, (region) => {
      for (const param of region.params) values.add(param);
    });
  });
  return values;
}

/** Are no rounds left after the groups? Then the group loop takes the loop's place, with its results. */
function takesAll({ loop, test, counter, op, bound, step }: CountingLoop, group: LoopInst): boolean {
  const first = group.operands[counter]!;
  if (first.kind !== 'const' || bound.kind !== 'const' || step.kind !== 'const' || typeof first.value !== 'number' || typeof bound.value !== 'number') return false;
  const distance = bound.value - first.value;
  if ((op !== 'slt' && op !== 'ult') || distance < 0 || distance % (ROUNDS * Number(step.value)) !== 0) return false;
  const branch = loop.body.insts[test] as IfInst;
  const exit = [...branch.then.insts, ...branch.otherwise.insts].find((inst) => inst.kind === 'break')!;
  const inside = definedIn(loop);
  const results = exit.operands.map((v) => group.body.params[loop.body.params.indexOf(v as never)] ?? (inside.has(v) ? undefined : v));
  if (results.some((v) => v === undefined)) return false;
  const own = (group.body.insts.find((inst) => inst.kind === 'if') as IfInst).otherwise.insts[0]!;
  own.operands = results as Value[];
  group.results.splice(0, group.results.length, ...loop.results);
  for (const result of loop.results) (result as { inst: Inst }).inst = group;
  return true;
}

/** What stands before the loop; the loop itself goes on from the group loop's results. */
function unroll({ loop, test, counter, op, bound, step }: CountingLoop): { before: readonly Inst[]; group: LoopInst } {
  const { params, insts } = loop.body;
  const before = createRegion();
  const b = createBuilder(before);
  const { limit, valid } = groupLimit(b, op, bound, step);

  const group = makeInst<LoopInst>({ kind: 'loop', body: createRegion(params.map(({ type, name }) => (name === undefined ? { type } : { type, name }))), operands: loop.operands.slice(), unroll: 1 }, params.map((p) => p.type), loop.loc);
  const own = createBuilder(group.body);
  const inRange = compare(own, op, group.body.params[counter]!, limit);
  const goesOn = valid === undefined ? inRange : binary(own, 'and', inRange, valid);
  const branch = makeInst<IfInst>({ kind: 'if', then: createRegion(), otherwise: createRegion(), operands: [goesOn] }, [], loop.loc);
  branch.then.insts.push(makeInst<YieldInst>({ kind: 'yield', operands: [] }, [], loop.loc));
  branch.otherwise.insts.push(makeInst<BreakInst>({ kind: 'break', target: group, operands: [...group.body.params] }, [], loop.loc));
  group.body.insts.push(branch);

  const rounds = insts.filter((_, i) => i !== test);
  let values: Value[] = [...group.body.params];
  for (let round = 0; round < ROUNDS; round++) {
    const ctx = createCloneContext();
    params.forEach((p, i) => ctx.values.set(p, values[i]!));
    const copy = cloneRegion({ params: [], insts: rounds }, ctx);
    const end = copy.insts.pop() as ContinueInst;
    group.body.insts.push(...copy.insts);
    values = end.operands;
  }
  group.body.insts.push(makeInst<ContinueInst>({ kind: 'continue', target: group, operands: values }, [], loop.loc));
  if (loop.inlinedAt) for (const inst of [group, branch]) inst.inlinedAt = loop.inlinedAt;
  group.results.forEach((result, i) => {
    if (params[i]!.name !== undefined) result.name = params[i]!.name;
  });
  loop.operands = [...group.results];
  return { before: before.insts, group };
}

/** bound - 3 * step, and whether that and the steps to it stay in range (undefined: they do). */
function groupLimit(b: Builder, op: CountingLoop['op'], bound: Value, step: Value): { limit: Value; valid: Value | undefined } {
  const { type } = bound;
  const signed = op === 'slt' || op === 'sle';
  if (step.kind === 'const') {
    const distance = typeof step.value === 'bigint' ? step.value * BigInt(ROUNDS - 1) : step.value * (ROUNDS - 1);
    if (bound.kind === 'const' && typeof bound.value === 'number' && typeof distance === 'number' && bound.value >= distance) return { limit: constant(type, bound.value - distance), valid: undefined };
    const limit = binary(b, 'sub', bound, constant(type, distance));
    return { limit, valid: compare(b, signed ? 'slt' : 'ult', limit, bound) };
  }
  const largest = constant(type, 1 << 20);
  const limit = binary(b, 'sub', bound, binary(b, 'mul', step, constant(type, ROUNDS - 1)));
  const inRange = compare(b, signed ? 'slt' : 'ult', limit, bound);
  const small = compare(b, 'ult', step, largest);
  return { limit, valid: binary(b, 'and', inRange, small) };
}
