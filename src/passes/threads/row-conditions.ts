/**
 * Conditions that hold for whole rows: bounds checks (`i < n`), borders (`x == 0`). In: code that is going to be vectorized. Out: its comparisons of a thread's place with something that all threads share, and code
 * that finds, before a row is run, between which threads none of them changes. There the conditions are the same for all lanes, and the code needs no masks.
 *
 * Along a row such a place grows by a constant; where the first and the last one are in order, nothing has wrapped between them, and so an ordered comparison that agrees at both ends agrees everywhere.
 */
import { binary, compare, constI32, FALSE, select, TRUE } from '../../ir/build.js';
import type { Builder } from '../../ir/build.js';
import { isPure } from '../../ir/effects.js';
import type { CompareInst, Inst, Value, ValueType } from '../../ir/ir.js';
import { countInsts, forEachInst } from '../../ir/walk.js';
import { isVarying } from '../vectorize/shapes.js';
import type { LaneAnalysis } from '../vectorize/shapes.js';
import { branch } from '../vectorize/vectorizer.js';
import { copyInst, copyValue } from './copy.js';
import type { Copier } from './copy.js';

export interface RowConditions {
  readonly compares: readonly CompareInst[];
  /** What has to be computed for them, in order. */
  readonly slice: readonly Inst[];
  readonly analysis: LaneAnalysis;
}

const mostCompares = 12;
/** Larger code is not written twice. */
const largestCode = 2000;
const mostInsts = 64;
/** Rows have up to 1,024 threads. */
const steepest = 1 << 20;

/** `isFree`: a value from outside of the code that is there before the row. Undefined where nothing would be gained. */
export function findRowConditions(insts: readonly Inst[], analysis: LaneAnalysis, isFree: (value: Value) => boolean): RowConditions | undefined {
  if (countInsts({ params: [], insts: [...insts] }) > largestCode) return undefined;
  const deciding = new Set<CompareInst>();
  forEachInst({ params: [], insts: [...insts] }, (inst) => {
    if ((inst.kind === 'if' || inst.kind === 'switch') && analysis.shapeOf(inst.operands[0]) !== 0) comparesIn(inst.operands[0], deciding, 0);
  });
  const slice = new Set<Inst>();
  const compares: CompareInst[] = [];
  for (const inst of deciding) {
    if (compares.length === mostCompares || !comparesPlace(inst, analysis)) continue;
    const needed = new Set<Inst>();
    if (!inst.operands.every((v) => gather(v, analysis, slice, needed, isFree)) || slice.size + needed.size > mostInsts) continue;
    for (const x of needed) slice.add(x);
    compares.push(inst);
  }
  return compares.length === 0 ? undefined : { compares, slice: [...slice], analysis };
}

/** The comparisons that a condition is made of. */
function comparesIn(v: Value, found: Set<CompareInst>, depth: number): void {
  if (v.kind !== 'result' || depth > 16) return;
  const { inst } = v;
  if (inst.kind === 'compare') found.add(inst);
  else if ((inst.kind === 'binary' || inst.kind === 'select') && v.type === 'i1') for (const operand of inst.operands) comparesIn(operand, found, depth + 1);
}

function comparesPlace(inst: CompareInst, analysis: LaneAnalysis): boolean {
  const [left, right] = inst.operands;
  if (left.type !== 'i32' && left.type !== 'i64') return false;
  const shapes = [analysis.shapeOf(left), analysis.shapeOf(right)];
  return shapes.includes(0) && shapes.some((s) => s !== 0 && !isVarying(s) && Math.abs(s) < steepest);
}

/** What computes a value, operands first; false where it depends on memory or loops, or does not grow alike along the whole row. */
function gather(v: Value, analysis: LaneAnalysis, known: ReadonlySet<Inst>, needed: Set<Inst>, isFree: (value: Value) => boolean): boolean {
  if (v.kind !== 'result' && v.kind !== 'param') return true;
  if (isFree(v)) return true;
  if (v.kind === 'param' || needed.size > mostInsts) return false;
  const { inst } = v;
  if (known.has(inst) || needed.has(inst)) return true;
  if (!isPure(inst) || inst.kind === 'call' || inst.kind === 'intrinsic' || !isAlikeAlongRow(inst, analysis)) return false;
  if (!inst.operands.every((operand) => gather(operand, analysis, known, needed, isFree))) return false;
  needed.add(inst);
  return true;
}

/** Four neighbours may share, or count up by, what the row does not: `x / 32`, `x % 32`. */
function isAlikeAlongRow(inst: Inst, analysis: LaneAnalysis): boolean {
  if (inst.kind === 'special') return inst.register !== 'laneid';
  if (inst.operands.every((v) => analysis.shapeOf(v) === 0)) return true;
  switch (inst.kind) {
    case 'binary':
      return inst.op === 'add' || inst.op === 'sub' || inst.op === 'mul' || inst.op === 'shl';
    case 'convert':
    case 'select':
      return true;
    default:
      return false;
  }
}

export interface SteadyRange {
  /** First and end of the threads of a row for whom the conditions do not change. */
  readonly first: Value;
  readonly end: Value;
  /** What each comparison gives there. */
  readonly results: ReadonlyMap<Inst, Value>;
}

/** `at` gives a copier for the thread at x. What does not hold for the whole row is tried without `border` threads at either end. */
export function steadyRange(b: Builder, conditions: RowConditions, length: Value, border: number, at: (b: Builder, x: Value) => Copier): SteadyRange {
  const last = binary(b, 'sub', length, constI32(1));
  const types: ValueType[] = ['i32', 'i32', ...conditions.compares.map((): ValueType => 'i1')];
  const whole = steadyBetween(b, conditions, at(b, constI32(0)), at(b, last));
  const none: readonly Value[] = [constI32(0), constI32(0), ...conditions.compares.map(() => FALSE)];
  const range = branch(b, whole.steady, types, () => [constI32(0), length, ...whole.results], (other) => {
    // Borders are at the ends.
    const inner = compare(other, 'ugt', length, constI32(2 * border));
    return branch(other, inner, types, (some) => {
      const end = binary(some, 'sub', length, constI32(border));
      const { steady, results } = steadyBetween(some, conditions, at(some, constI32(border)), at(some, binary(some, 'sub', end, constI32(1))));
      return [select(some, steady, constI32(border), constI32(0)), select(some, steady, end, constI32(0)), ...results];
    }, () => none);
  });
  return { first: range[0], end: range[1], results: new Map(conditions.compares.map((inst, i) => [inst, range[2 + i]])) };
}

/** Does none of the comparisons change between two threads, and what do they give at the first? */
function steadyBetween(b: Builder, conditions: RowConditions, first: Copier, last: Copier): { steady: Value; results: readonly Value[] } {
  for (const copier of [first, last]) for (const inst of conditions.slice) copyInst(b, inst, copier);
  let steady: Value = TRUE;
  const results: Value[] = [];
  for (const inst of conditions.compares) {
    const [left, right] = inst.operands.map((v) => [copyValue(b, v, first), copyValue(b, v, last)] as const);
    const moves = conditions.analysis.shapeOf(inst.operands[0]) !== 0;
    const [from, to] = moves ? left : right;
    const shape = conditions.analysis.shapeOf(inst.operands[moves ? 0 : 1]);
    const [low, high] = shape > 0 ? [from, to] : [to, from];
    const equality = inst.op === 'eq' || inst.op === 'ne';
    const unsigned = inst.op.startsWith('u');
    const ordered = compare(b, unsigned ? 'ule' : 'sle', low, high);
    const result = compare(b, inst.op, left[0], right[0]);
    results.push(result);
    let same: Value;
    if (equality) {
      const other = moves ? right[0] : left[0];
      same = binary(b, 'or', compare(b, 'slt', other, low), compare(b, 'sgt', other, high));
    } else same = compare(b, 'eq', result, compare(b, inst.op, left[1], right[1]));
    steady = binary(b, 'and', steady, binary(b, 'and', ordered, same));
  }
  return { steady, results };
}
