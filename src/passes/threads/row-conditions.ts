/**
 * Conditions that hold for whole rows: bounds checks (`i < n`), borders (`x == 0`). In: code that is going to be vectorized. Out: its comparisons of a thread's place with something that all threads share, and code
 * that finds, before a row is run, between which threads none of them changes. There the conditions are the same for all lanes, and the code needs no masks.
 */
import { binary, compare, constI32, FALSE, select, TRUE } from '../../ir/build.js';
import type { Builder } from '../../ir/build.js';
import type { Inst, Value, ValueType } from '../../ir/ir.js';
import { countInsts } from '../../ir/walk.js';
import type { LaneAnalysis } from '../vectorize/shapes.js';
import { findSteadyConditions, steadyCompare } from '../vectorize/steady.js';
import type { SteadyConditions } from '../vectorize/steady.js';
import { branch } from '../vectorize/vectorizer.js';
import { copyInst, copyValue } from './copy.js';
import type { Copier } from './copy.js';

export interface RowConditions extends SteadyConditions {
  readonly analysis: LaneAnalysis;
}

/** Larger code is not written twice. */
const largestCode = 2000;

/** `isFree`: a value from outside of the code that is there before the row. Undefined where nothing would be gained. */
export function findRowConditions(insts: readonly Inst[], analysis: LaneAnalysis, isFree: (value: Value) => boolean): RowConditions | undefined {
  if (countInsts({ params: [], insts: [...insts] }) > largestCode) return undefined;
  const found = findSteadyConditions(insts, analysis, isFree, true);
  return found === undefined ? undefined : { ...found, analysis };
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
    const found = steadyCompare(b, inst, conditions.analysis, inst.operands.map((v) => copyValue(b, v, first)), inst.operands.map((v) => copyValue(b, v, last)));
    results.push(found.result);
    steady = binary(b, 'and', steady, found.steady);
  }
  return { steady, results };
}
