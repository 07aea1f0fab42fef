/**
 * Loops that count: a parameter that each round changes by the same amount, compared with a bound at the loop's head; or that is halved until nothing is left. In: a loop. Out: what is needed to compute beforehand
 * how many rounds it will make.
 *
 * The head is `if (c) {} else { break }` (or the other way round) before anything but pure instructions; `c` is the comparison, or a conjunction with it. Wrap-around is left out of account: a counter that
 * wraps makes an endless loop, or is an overflow that C++ leaves undefined, unless the loop has another way out.
 */
import { binary, compare, constant, select, unary } from '../ir/build.js';
import type { Builder } from '../ir/build.js';
import { isPure } from '../ir/effects.js';
import type { BreakInst, CompareInst, CompareOp, ContinueInst, IfInst, Inst, LoopInst, Value } from '../ir/ir.js';
import { forEachInst, forEachRegion, isStructured, someInst } from '../ir/walk.js';

type Order = 'slt' | 'sle' | 'ult' | 'ule' | 'sgt' | 'sge' | 'ugt' | 'uge';

export interface CountingLoop {
  readonly loop: LoopInst;
  /** Where the test stands in the body. */
  readonly test: number;
  /** What else must hold for the loop to go on. */
  readonly rest: Value | undefined;
  readonly exit: BreakInst;
  readonly counter: number;
  /** The loop goes on while counter `op` bound. */
  readonly op: Order;
  readonly bound: Value;
  readonly step: Value;
  /** Not 0: the counter is shifted right by this in each round and compared with 0; `step` means nothing. */
  readonly shift: number;
  /** The step may be negative, where the loop has another way out: then the bound does not end it. */
  readonly eitherWay: boolean;
  readonly continues: readonly ContinueInst[];
}

const opposite: Readonly<Partial<Record<CompareOp, Order>>> = { slt: 'sge', sle: 'sgt', sgt: 'sle', sge: 'slt', ult: 'uge', ule: 'ugt', ugt: 'ule', uge: 'ult' };
const swapped: Readonly<Record<Order, Order>> = { slt: 'sgt', sle: 'sge', sgt: 'slt', sge: 'sle', ult: 'ugt', ule: 'uge', ugt: 'ult', uge: 'ule' };

export function countingLoop(loop: LoopInst): CountingLoop | undefined {
  const { insts, params } = loop.body;
  const test = insts.findIndex(isStructured);
  const branch = insts[test];
  if (branch?.kind !== 'if' || branch.results.length > 0 || !insts.slice(0, test).every(isPure)) return undefined;
  const leavesIf = exitOf(branch, 'then', loop);
  const exit = leavesIf ?? exitOf(branch, 'otherwise', loop);
  if (exit === undefined) return undefined;
  const inside = definedIn(loop);
  // What the break carries must be known before the rest of the head.
  if (exit.operands.some((v) => inside.has(v) && !params.includes(v as never))) return undefined;
  const continues: ContinueInst[] = [];
  forEachInst(loop.body, (inst) => {
    if (inst.kind === 'continue' && inst.target === loop) continues.push(inst);
  });
  for (const { condition, rest } of conjuncts(branch.operands[0]!, leavesIf !== undefined)) {
    const found = comparison(condition, params, inside, leavesIf !== undefined);
    const shift = found === undefined || !isZero(found.bound) || (found.op !== 'sgt' && found.op !== 'ugt') ? 0 : shiftOf(params[found.counter]!, found.counter, continues, found.op === 'sgt');
    if (found !== undefined && shift > 0) return { loop, test, rest, exit, step: found.bound, shift, eitherWay: false, continues, ...found };
    const step = found === undefined ? undefined : stepOf(params[found.counter]!, found.counter, continues, inside);
    if (found === undefined || step === undefined) continue;
    const down = found.op === 'sgt' || found.op === 'sge' || found.op === 'ugt' || found.op === 'uge';
    if (step.kind === 'const' ? (down ? step.value >= 0 : step.value <= 0) : down) continue;
    // Unsigned numbers may wrap around and go on; who leaves such a loop elsewhere may count on it.
    const isOnlyWay = rest === undefined && !leavesElsewhere(loop, exit);
    if (found.op.startsWith('u') && mayWrap(found.op, step, found.bound) && !isOnlyWay) continue;
    return { loop, test, rest, exit, step, shift: 0, eitherWay: step.kind !== 'const' && !isOnlyWay, continues, ...found };
  }
  return undefined;
}

function mayWrap(op: Order, step: Value, bound: Value): boolean {
  if (step.kind !== 'const') return true;
  const width = Math.abs(Number(step.value));
  const last = op.startsWith('ul') ? 2 ** 32 - width : width - 1;
  if (bound.kind === 'const') {
    const value = Number(bound.value) >>> 0;
    return op.startsWith('ul') ? value > last : value < last;
  }
  return width !== 1 || op === 'ule' || op === 'uge';
}

/** Is there a way out of the loop besides this one? */
function leavesElsewhere(loop: LoopInst, exit: BreakInst): boolean {
  const inside = new Set<Inst>([loop]);
  forEachInst(loop.body, (inst) => void inside.add(inst));
  return someInst(loop.body, (inst) => inst !== exit && (inst.kind === 'return' || (inst.kind === 'break' && (inst.target === loop || !inside.has(inst.target))) || (inst.kind === 'continue' && !inside.has(inst.target))));
}

/** The break of an arm that does nothing else, the other arm being empty. */
function exitOf(branch: IfInst, arm: 'then' | 'otherwise', loop: LoopInst): BreakInst | undefined {
  const [leaving, staying] = arm === 'then' ? [branch.then, branch.otherwise] : [branch.otherwise, branch.then];
  const [first] = leaving.insts;
  return first?.kind === 'break' && first.target === loop && staying.insts[0]?.kind === 'yield' ? first : undefined;
}

/** The comparisons that all must hold: of `a and b` both, each with the other as the rest. */
function conjuncts(condition: Value, leavesIf: boolean): { condition: CompareInst; rest: Value | undefined }[] {
  if (condition.kind !== 'result') return [];
  const { inst } = condition;
  if (inst.kind === 'compare') return [{ condition: inst, rest: undefined }];
  if (inst.kind !== 'binary' || inst.op !== 'and' || leavesIf) return [];
  const [a, b] = inst.operands as [Value, Value];
  return [[a, b] as const, [b, a] as const].flatMap(([own, rest]) => (own.kind === 'result' && own.inst.kind === 'compare' ? [{ condition: own.inst, rest }] : []));
}

function comparison(inst: CompareInst, params: readonly Value[], inside: ReadonlySet<Value>, leavesIf: boolean): Pick<CountingLoop, 'counter' | 'op' | 'bound'> | undefined {
  if (inst.operands[0]!.type !== 'i32') return undefined;
  // As unsigned numbers, what differs from 0 is larger.
  let op = inst.op === (leavesIf ? 'eq' : 'ne') && inst.operands.some(isZero) ? 'ugt' : leavesIf ? opposite[inst.op] : opposite[inst.op] && (inst.op as Order);
  if (op === undefined) return undefined;
  let [left, right] = inst.operands as [Value, Value];
  if (!params.includes(left)) {
    [left, right] = [right, left];
    op = swapped[op];
  }
  const counter = params.indexOf(left);
  return counter < 0 || inside.has(right) ? undefined : { counter, op, bound: right };
}

function isZero(v: Value): boolean {
  return v.kind === 'const' && v.value === 0;
}

/** By how many bits every way into the next round shifts the counter to the right; 0: it does something else. `positive`: the sign does not matter. */
function shiftOf(param: Value, counter: number, continues: readonly ContinueInst[], positive: boolean): number {
  let shift = 0;
  for (const { operands } of continues) {
    const next = operands[counter]!;
    if (next.kind !== 'result' || next.inst.kind !== 'binary' || next.inst.operands[0] !== param || next.inst.operands[1]!.kind !== 'const') return 0;
    const by = Number(next.inst.operands[1]!.value);
    let bits = 0;
    if (next.inst.op === 'lshr' || (next.inst.op === 'ashr' && positive)) bits = by;
    else if (next.inst.op === 'udiv' || (next.inst.op === 'sdiv' && positive)) bits = Math.log2(by);
    if (!Number.isInteger(bits) || bits <= 0 || bits > 31 || (shift !== 0 && shift !== bits)) return 0;
    shift = bits;
  }
  return shift;
}

/** What every way into the next round adds to the counter. */
function stepOf(param: Value, counter: number, continues: readonly ContinueInst[], inside: ReadonlySet<Value>): Value | undefined {
  let step: Value | undefined;
  for (const { operands } of continues) {
    const next = operands[counter]!;
    if (next.kind !== 'result' || next.inst.kind !== 'binary' || next.inst.op !== 'add') return undefined;
    const [a, b] = next.inst.operands as [Value, Value];
    const by = a === param ? b : b === param ? a : undefined;
    if (by === undefined || inside.has(by) || (step !== undefined && !sameValue(step, by))) return undefined;
    step = by;
  }
  return step;
}

function sameValue(a: Value, b: Value): boolean {
  return a === b || (a.kind === 'const' && b.kind === 'const' && a.value === b.value);
}

export function definedIn(loop: LoopInst): ReadonlySet<Value> {
  const values = new Set<Value>(loop.body.params);
  forEachInst(loop.body, (inst) => {
    for (const result of inst.results) values.add(result);
    forEachRegion(inst, (region) => {
      for (const param of region.params) values.add(param);
    });
  });
  return values;
}

/** How many rounds the loop makes at most (exactly, if nothing else leaves it): unsigned, computed before the loop. */
export function roundsOf(b: Builder, { loop, counter, op, bound, step, shift, eitherWay }: CountingLoop): Value {
  const start = loop.operands[counter]!;
  if (shift > 0) return roundsOfShifts(b, start, shift, op === 'sgt');
  const zero = constant('i32', 0);
  const down = op === 'sgt' || op === 'sge' || op === 'ugt' || op === 'uge';
  const inclusive = op === 'sle' || op === 'ule' || op === 'sge' || op === 'uge';
  const width = step.kind === 'const' ? constant('i32', Math.abs(Number(step.value))) : binary(b, 'umax', step, constant('i32', 1));
  const isOne = width.kind === 'const' && width.value === 1;
  if (start.kind === 'const' && bound.kind === 'const') {
    const distance = down ? Number(start.value) - Number(bound.value) : Number(bound.value) - Number(start.value);
    if (width.kind === 'const' && op.startsWith('s')) return constant('i32', Math.max(0, inclusive ? Math.floor(distance / Number(width.value)) + 1 : Math.ceil(distance / Number(width.value))));
  }
  if (isOne && op === 'slt' && start.kind === 'const' && start.value === 0) return binary(b, 'smax', bound, zero);
  if (isOne && op === 'ult' && start.kind === 'const' && start.value === 0) return bound;
  const any = compare(b, op, start, bound);
  const span = down ? binary(b, 'sub', start, bound) : binary(b, 'sub', bound, start);
  const steps = (distance: Value): Value => (isOne ? distance : binary(b, 'udiv', distance, width));
  const one = constant('i32', 1);
  const rounds = inclusive ? binary(b, 'add', steps(span), one) : isOne ? span : binary(b, 'add', steps(binary(b, 'sub', span, one)), one);
  const upwards = select(b, any, rounds, zero);
  return eitherWay ? select(b, compare(b, 'sgt', step, zero), upwards, constant('i32', -1)) : upwards;
}

/** A number of n bits is gone after n / `shift` rounds. */
function roundsOfShifts(b: Builder, start: Value, shift: number, signed: boolean): Value {
  const bits = binary(b, 'sub', constant('i32', 32), unary(b, 'clz', start));
  const rounds = shift === 1 ? bits : binary(b, 'udiv', binary(b, 'add', bits, constant('i32', shift - 1)), constant('i32', shift));
  return signed ? select(b, compare(b, 'sgt', start, constant('i32', 0)), rounds, constant('i32', 0)) : rounds;
}
