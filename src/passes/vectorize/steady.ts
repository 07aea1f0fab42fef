/**
 * Comparisons that usually give the same in many lanes: of something that grows by a constant from lane to lane (`i < n`, `x == 0`) with something that all lanes share. Where the first and the last lane are in order,
 * nothing has wrapped between them, and so an ordered comparison that agrees at both ends agrees everywhere. And operations whose results usually grow as their operands do, or not at all: `x % n` and `x / n` for lanes
 * of one period, and the same by powers of two, `x & (n - 1)` and `x >> n`.
 *
 * In: code that is going to be vectorized. Out: such comparisons that branches depend on, such operations that addresses depend on, what has to be computed for them, and code that tests whether one holds alike for a
 * run of lanes.
 */
import { binary, compare, constI32 } from '../../ir/build.js';
import type { Builder } from '../../ir/build.js';
import { isPure } from '../../ir/effects.js';
import type { BinaryInst, CompareInst, Inst, Region, Value } from '../../ir/ir.js';
import { forEachInst } from '../../ir/walk.js';
import { isVarying, keepsLowBits, movingOperand } from './shapes.js';
import type { LaneAnalysis } from './shapes.js';

export interface SteadyConditions {
  readonly compares: readonly CompareInst[];
  readonly operations: readonly BinaryInst[];
  /** What has to be computed for them, in order. */
  readonly slice: readonly Inst[];
}

const mostCompares = 12;
const mostInsts = 64;
/** Rows have up to 4,096 threads. */
const steepest = 1 << 18;

/** `isFree`: a value that is there before the test. `row`: the lanes are a whole row, not only the neighbours that the shapes speak of. `operations`: what the analysis takes for steady. Undefined where there is none. */
export function findSteadyConditions(insts: readonly Inst[], analysis: LaneAnalysis, isFree: (value: Value) => boolean, row: boolean, operations: ReadonlySet<BinaryInst> = new Set()): SteadyConditions | undefined {
  const deciding = new Set<CompareInst>();
  forEachInst({ params: [], insts: [...insts] }, (inst) => {
    if ((inst.kind === 'if' || inst.kind === 'switch') && analysis.shapeOf(inst.operands[0]) !== 0) comparesIn(inst.operands[0], deciding, 0);
  });
  const slice = new Set<Inst>();
  const take = (inst: CompareInst | BinaryInst): boolean => {
    const needed = new Set<Inst>();
    if (!inst.operands.every((v) => gather(v, analysis, slice, needed, isFree, row, operations)) || slice.size + needed.size > mostInsts) return false;
    for (const x of needed) slice.add(x);
    return true;
  };
  // Shapes rest on all of them.
  for (const inst of operations) if (!take(inst)) return undefined;
  const compares: CompareInst[] = [];
  for (const inst of deciding) if (compares.length < mostCompares && comparesPlace(inst, analysis) && take(inst)) compares.push(inst);
  return compares.length + operations.size === 0 ? undefined : { compares, operations: [...operations], slice: [...slice] };
}

const mostOperations = 8;

/** Periods and bits that are shorter than that make no difference. */
const shortest = 16;

/** Operations that would make addresses of varying ones grow by a constant, or conditions steady. `reanalyze`: shapes where operations are steady. */
export function findSteadyOperations(insts: readonly Inst[], analysis: LaneAnalysis, reanalyze: (steady: ReadonlySet<Inst>) => LaneAnalysis): ReadonlySet<BinaryInst> {
  const all: Region = { params: [], insts: [...insts] };
  const candidates = new Set<BinaryInst>();
  let better = analysis;
  for (let size = -1; size !== candidates.size; ) {
    size = candidates.size;
    forEachInst(all, (inst) => {
      if (inst.kind === 'binary' && !candidates.has(inst) && isVarying(better.shapeOf(inst.results[0])) && mayBeSteady(inst, better)) candidates.add(inst);
    });
    if (candidates.size > size) better = reanalyze(candidates);
  }
  const used = new Set<BinaryInst>();
  if (candidates.size === 0) return used;
  const seen = new Set<Value>();
  const collect = (v: Value): void => {
    if (v.kind !== 'result' || seen.has(v)) return;
    seen.add(v);
    if (v.inst.kind === 'binary' && candidates.has(v.inst)) used.add(v.inst);
    if (isPure(v.inst)) for (const operand of v.inst.operands) collect(operand);
  };
  forEachInst(all, (inst) => {
    if (inst.kind === 'load' || inst.kind === 'store') {
      if (isVarying(analysis.shapeOf(inst.operands[0])) && !isVarying(better.shapeOf(inst.operands[0]))) collect(inst.operands[0]);
    } else if (inst.kind === 'if' || inst.kind === 'switch') {
      const deciding = new Set<CompareInst>();
      comparesIn(inst.operands[0], deciding, 0);
      for (const compared of deciding) if (!comparesPlace(compared, analysis) && analysis.shapeOf(compared.results[0]) !== 0 && (better.shapeOf(compared.results[0]) === 0 || comparesPlace(compared, better))) collect(compared.results[0]);
    }
  });
  return used.size > mostOperations ? new Set() : used;
}

function mayBeSteady(inst: BinaryInst, analysis: LaneAnalysis): boolean {
  if (inst.results[0].type !== 'i32') return false;
  const moving = movingOperand(inst, analysis.shapeOf);
  const other = inst.operands[1 - moving];
  const shape = analysis.shapeOf(inst.operands[moving]);
  if (shape === 0 || isVarying(shape) || Math.abs(shape) >= steepest || analysis.shapeOf(other) !== 0) return false;
  const known = other.kind === 'const' ? Number(BigInt.asUintN(32, BigInt(other.value))) : undefined;
  switch (inst.op) {
    case 'udiv':
    case 'urem':
    case 'sdiv':
    case 'srem':
      return moving === 0 && (known === undefined || known >= shortest);
    case 'lshr':
    case 'ashr':
      return moving === 0 && (known === undefined || 1 << (known & 31) >= shortest);
    case 'and':
      return keepsLowBits(other) && (known === undefined || (~known & -~known) >>> 0 >= shortest);
    default:
      return false;
  }
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
  const [a, b] = [analysis.shapeOf(left), analysis.shapeOf(right)];
  return (a === 0 || b === 0 || a === b) && [a, b].some((s) => s !== 0 && !isVarying(s) && Math.abs(s) < steepest);
}

/** What computes a value, operands first; false where it depends on memory or loops, or does not grow alike along all lanes. */
function gather(v: Value, analysis: LaneAnalysis, known: ReadonlySet<Inst>, needed: Set<Inst>, isFree: (value: Value) => boolean, row: boolean, operations: ReadonlySet<Inst>): boolean {
  if (v.kind !== 'result' && v.kind !== 'param') return true;
  if (isFree(v)) return true;
  if (v.kind === 'param' || needed.size > mostInsts) return false;
  const { inst } = v;
  if (known.has(inst) || needed.has(inst)) return true;
  if (!isPure(inst) || inst.kind === 'call' || inst.kind === 'intrinsic' || isVarying(analysis.shapeOf(v)) || (row && !operations.has(inst) && !isAlikeAlongRow(inst, analysis))) return false;
  if (!inst.operands.every((operand) => gather(operand, analysis, known, needed, isFree, row, operations))) return false;
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
  const ordered = (i: 0 | 1): Value => {
    const [low, high] = analysis.shapeOf(inst.operands[i]) > 0 ? [first[i], last[i]] : [last[i], first[i]];
    return compare(b, inst.op.startsWith('u') ? 'ule' : 'sle', low, high);
  };
  const result = compare(b, inst.op, first[0], first[1]);
  // Both grow alike.
  if (inst.operands.every((v) => analysis.shapeOf(v) !== 0)) return { steady: binary(b, 'and', ordered(0), ordered(1)), result };
  const moving = movingOperand(inst, analysis.shapeOf);
  const [low, high] = analysis.shapeOf(inst.operands[moving]) > 0 ? [first[moving], last[moving]] : [last[moving], first[moving]];
  const other = first[1 - moving];
  const same = inst.op === 'eq' || inst.op === 'ne'
    ? binary(b, 'or', compare(b, 'slt', other, low), compare(b, 'sgt', other, high))
    : compare(b, 'eq', result, compare(b, inst.op, last[0], last[1]));
  return { steady: binary(b, 'and', ordered(moving), same), result };
}

/** Do the results of an operation grow as its operand does, or not at all, from the first to the last lane? */
export function steadyOperation(b: Builder, inst: BinaryInst, analysis: LaneAnalysis, first: readonly Value[], last: readonly Value[]): Value {
  const moving = movingOperand(inst, analysis.shapeOf);
  const other = first[1 - moving];
  const [low, high] = analysis.shapeOf(inst.operands[moving]) > 0 ? [first[moving], last[moving]] : [last[moving], first[moving]];
  const signed = inst.op === 'sdiv' || inst.op === 'srem' || inst.op === 'ashr';
  const ordered = compare(b, signed ? 'sle' : 'ule', low, high);
  if (inst.op === 'and') {
    // All bits up to the highest that differs, differ somewhere: the lowest one that is taken away must be above.
    const bits = binary(b, 'xor', other, constI32(-1));
    const below = binary(b, 'sub', binary(b, 'and', bits, binary(b, 'sub', constI32(0), bits)), constI32(1));
    return binary(b, 'and', ordered, compare(b, 'ule', binary(b, 'xor', low, high), below));
  }
  const quotient = inst.op === 'urem' ? 'udiv' : inst.op === 'srem' ? 'sdiv' : inst.op;
  return binary(b, 'and', ordered, compare(b, 'eq', binary(b, quotient, low, other), binary(b, quotient, high, other)));
}
