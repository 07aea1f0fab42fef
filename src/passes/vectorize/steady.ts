/**
 * Comparisons that usually give the same in many lanes: of something that grows by a constant from lane to lane (`i < n`, `x == 0`) with something that all lanes share. Where the first and the last lane are in order,
 * nothing has wrapped between them, and so an ordered comparison that agrees at both ends agrees everywhere.
 *
 * In: code that is going to be vectorized. Out: such comparisons that branches depend on, what has to be computed for them, and code that tests whether one holds alike for a run of lanes.
 */
import { binary, compare } from '../../ir/build.js';
import type { Builder } from '../../ir/build.js';
import { isPure } from '../../ir/effects.js';
import type { CompareInst, Inst, Value } from '../../ir/ir.js';
import { forEachInst } from '../../ir/walk.js';
import { isVarying } from './shapes.js';
import type { LaneAnalysis } from './shapes.js';

export interface SteadyConditions {
  readonly compares: readonly CompareInst[];
  /** What has to be computed for them, in order. */
  readonly slice: readonly Inst[];
}

const mostCompares = 12;
const mostInsts = 64;
/** Rows have up to 4,096 threads. */
const steepest = 1 << 18;

/** `isFree`: a value that is there before the test. `row`: the lanes are a whole row, not only the neighbours that the shapes speak of. Undefined where there is none. */
export function findSteadyConditions(insts: readonly Inst[], analysis: LaneAnalysis, isFree: (value: Value) => boolean, row: boolean): SteadyConditions | undefined {
  const deciding = new Set<CompareInst>();
  forEachInst({ params: [], insts: [...insts] }, (inst) => {
    if ((inst.kind === 'if' || inst.kind === 'switch') && analysis.shapeOf(inst.operands[0]) !== 0) comparesIn(inst.operands[0], deciding, 0);
  });
  const slice = new Set<Inst>();
  const compares: CompareInst[] = [];
  for (const inst of deciding) {
    if (compares.length === mostCompares || !comparesPlace(inst, analysis)) continue;
    const needed = new Set<Inst>();
    if (!inst.operands.every((v) => gather(v, analysis, slice, needed, isFree, row)) || slice.size + needed.size > mostInsts) continue;
    for (const x of needed) slice.add(x);
    compares.push(inst);
  }
  return compares.length === 0 ? undefined : { compares, slice: [...slice] };
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

/** What computes a value, operands first; false where it depends on memory or loops, or does not grow alike along all lanes. */
function gather(v: Value, analysis: LaneAnalysis, known: ReadonlySet<Inst>, needed: Set<Inst>, isFree: (value: Value) => boolean, row: boolean): boolean {
  if (v.kind !== 'result' && v.kind !== 'param') return true;
  if (isFree(v)) return true;
  if (v.kind === 'param' || needed.size > mostInsts) return false;
  const { inst } = v;
  if (known.has(inst) || needed.has(inst)) return true;
  if (!isPure(inst) || inst.kind === 'call' || inst.kind === 'intrinsic' || isVarying(analysis.shapeOf(v)) || (row && !isAlikeAlongRow(inst, analysis))) return false;
  if (!inst.operands.every((operand) => gather(operand, analysis, known, needed, isFree, row))) return false;
  needed.add(inst);
  return true;
}

/** Neighbours may share, or count up by, what the row does not: `x / 32`, `x % 32`. */
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

/** Does a comparison give the same from the first to the last lane, and what at the first? `first`, `last`: its operands there. */
export function steadyCompare(b: Builder, inst: CompareInst, analysis: LaneAnalysis, first: readonly Value[], last: readonly Value[]): { steady: Value; result: Value } {
  const moving = analysis.shapeOf(inst.operands[0]) !== 0 ? 0 : 1;
  const [low, high] = analysis.shapeOf(inst.operands[moving]) > 0 ? [first[moving], last[moving]] : [last[moving], first[moving]];
  const ordered = compare(b, inst.op.startsWith('u') ? 'ule' : 'sle', low, high);
  const result = compare(b, inst.op, first[0], first[1]);
  const other = first[1 - moving];
  const same = inst.op === 'eq' || inst.op === 'ne'
    ? binary(b, 'or', compare(b, 'slt', other, low), compare(b, 'sgt', other, high))
    : compare(b, 'eq', result, compare(b, inst.op, last[0], last[1]));
  return { steady: binary(b, 'and', ordered, same), result };
}
