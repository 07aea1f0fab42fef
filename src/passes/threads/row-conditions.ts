/**
 * Conditions that hold for whole rows: bounds checks (`i < n`), borders (`x == 0`). In: code that is going to be vectorized. Out: its comparisons of a thread's place with something that all threads share, and code
 * that finds, before a row is run, between which threads none of them changes. There the conditions are the same for all lanes, and the code needs no masks.
 */
import { append, binary, breakTo, compare, constI32, continueTo, createRegion, FALSE, select, TRUE } from '../../ir/build.js';
import type { Builder } from '../../ir/build.js';
import type { BinaryInst, CompareInst, Inst, LoopInst, Value, ValueType } from '../../ir/ir.js';
import { countInsts } from '../../ir/walk.js';
import type { LaneAnalysis } from '../vectorize/shapes.js';
import { findSteadyConditions, findSteadyOperations, steadyCompare, steadyOperation } from '../vectorize/steady.js';
import type { SteadyConditions } from '../vectorize/steady.js';
import { branch } from '../vectorize/vectorizer.js';
import { copyInst, copyValue } from './copy.js';
import type { Copier } from './copy.js';

export interface RowConditions extends SteadyConditions {
  readonly analysis: LaneAnalysis;
  /** They depend on the place in the row only: all rows of a block have the same. */
  readonly alikeInRows: boolean;
}

/** Larger code is not written twice. */
const largestCode = 2000;

/** `isFree`: a value from outside of the code that is there before the row. `analyze`: shapes where something is steady. Undefined where nothing would be gained. */
export function findRowConditions(insts: readonly Inst[], analyze: (steady: ReadonlySet<Inst>) => LaneAnalysis, isFree: (value: Value) => boolean): RowConditions | undefined {
  if (countInsts({ params: [], insts: [...insts] }) > largestCode) return undefined;
  const none = analyze(new Set());
  const operations = findSteadyOperations(insts, none, analyze);
  let analysis = operations.size > 0 ? analyze(operations) : none;
  let found = findSteadyConditions(insts, analysis, isFree, true, operations);
  if (found === undefined && operations.size > 0) {
    analysis = none;
    found = findSteadyConditions(insts, analysis, isFree, true);
  }
  if (found === undefined) return undefined;
  const alikeInRows = found.slice.every((inst) => inst.kind !== 'special' || (inst.register !== 'threadIdx.y' && inst.register !== 'threadIdx.z' && inst.register !== 'linearThread'));
  return { ...found, analysis, alikeInRows };
}

export interface SteadyRange {
  /** First and end of the threads for whom the conditions do not change; the same where there are none. */
  readonly first: Value;
  readonly end: Value;
  /** What each comparison gives there, and each operation for the first of them. */
  readonly results: ReadonlyMap<Inst, Value>;
}

/**
 * Among the threads from `from` to `to` (at least a width), whole widths for which the conditions do not change: all; or all but one step at either end, where borders are; or a beginning. `at` gives a copier for the thread at x.
 */
export function steadyRange(b: Builder, conditions: RowConditions, from: Value, to: Value, width: number, step: number, at: (b: Builder, x: Value) => Copier): SteadyRange {
  const types = rangeTypes(conditions);
  const between = (x: Builder, first: Value, end: Value): ReturnType<typeof steadyBetween> => steadyBetween(x, conditions, at(x, first), at(x, binary(x, 'sub', end, constI32(1))));
  const wholeWidths = (x: Builder, first: Value, end: Value): Value => binary(x, 'add', first, binary(x, 'and', binary(x, 'sub', end, first), constI32(-width)));
  const all = between(b, from, to);
  const range = branch(b, all.steady, types, (x) => [from, wholeWidths(x, from, to), ...all.results], (other) => {
    const first = binary(other, 'add', from, constI32(step));
    const end = binary(other, 'sub', to, constI32(step));
    const isLong = compare(other, 'uge', binary(other, 'sub', to, from), constI32(width + 2 * step));
    const none: readonly Value[] = [from, from, ...conditions.compares.map(() => FALSE), ...conditions.operations.map(() => constI32(0))];
    const inner = branch(other, isLong, types, (x) => {
      const found = between(x, first, end);
      return [first, select(x, found.steady, wholeWidths(x, first, end), first), ...found.results];
    }, () => none);
    return branch(other, compare(other, 'ult', inner[0], inner[1]), types, () => inner, (x) => {
      // A beginning, by doubling it.
      const body = createRegion([{ type: 'i32' }, { type: 'i32' }]);
      const loop = append<LoopInst>(x, { kind: 'loop', body, unroll: undefined, operands: [from, constI32(width)] }, ['i32']);
      const inLoop: Builder = { region: body, loc: x.loc };
      const [known, length] = body.params;
      const stop = (at: Builder): readonly Value[] => {
        breakTo(at, loop, [known]);
        return [];
      };
      branch(inLoop, compare(inLoop, 'ult', binary(inLoop, 'sub', to, from), length), [], stop, () => []);
      const longer = binary(inLoop, 'add', from, length);
      branch(inLoop, between(inLoop, from, longer).steady, [], () => [], stop);
      continueTo(inLoop, loop, [longer, binary(inLoop, 'shl', length, constI32(1))]);
      const { results } = between(x, from, binary(x, 'add', from, constI32(1)));
      return [from, loop.results[0], ...results];
    });
  });
  return rangeOf(conditions, range);
}

/** One of two ranges, found only where it is chosen. */
export function chooseRange(b: Builder, conditions: RowConditions, condition: Value, then: (b: Builder) => SteadyRange, otherwise: (b: Builder) => SteadyRange): SteadyRange {
  return rangeOf(conditions, branch(b, condition, rangeTypes(conditions), (x) => flatRange(conditions, then(x)), (x) => flatRange(conditions, otherwise(x))));
}

export function emptyRange(conditions: RowConditions, at: Value): SteadyRange {
  return { first: at, end: at, results: new Map(known(conditions).map((inst) => [inst, inst.kind === 'compare' ? FALSE : constI32(0)])) };
}

function known(conditions: RowConditions): readonly (CompareInst | BinaryInst)[] {
  return [...conditions.compares, ...conditions.operations];
}

/** As values of these types, and back. */
export function rangeTypes(conditions: RowConditions): readonly ValueType[] {
  return ['i32', 'i32', ...known(conditions).map((inst) => inst.results[0].type)];
}

export function flatRange(conditions: RowConditions, { first, end, results }: SteadyRange): readonly Value[] {
  return [first, end, ...known(conditions).map((inst) => results.get(inst)!)];
}

export function rangeOf(conditions: RowConditions, [first, end, ...results]: readonly Value[]): SteadyRange {
  return { first, end, results: new Map(known(conditions).map((inst, i) => [inst, results[i]])) };
}

/** Does none of the comparisons change between two threads, and what do they give at the first? */
function steadyBetween(b: Builder, conditions: RowConditions, first: Copier, last: Copier): { steady: Value; results: readonly Value[] } {
  for (const copier of [first, last]) for (const inst of conditions.slice) copyInst(b, inst, copier);
  let steady: Value = TRUE;
  const results: Value[] = [];
  const operandsAt = (inst: Inst, copier: Copier): Value[] => inst.operands.map((v) => copyValue(b, v, copier));
  for (const inst of conditions.operations) {
    if (!first.values.has(inst.results[0])) copyInst(b, inst, first);
    steady = binary(b, 'and', steady, steadyOperation(b, inst, conditions.analysis, operandsAt(inst, first), operandsAt(inst, last)));
  }
  for (const inst of conditions.compares) {
    const found = steadyCompare(b, inst, conditions.analysis, operandsAt(inst, first), operandsAt(inst, last));
    results.push(found.result);
    steady = binary(b, 'and', steady, found.steady);
  }
  return { steady, results: [...results, ...conditions.operations.map((inst) => copyValue(b, inst.results[0], first))] };
}
