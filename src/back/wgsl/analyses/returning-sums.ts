/**
 * Sums that engines may not undo. WGSL lets an engine treat floats like real numbers, and engines do: (a + b) - a becomes b, and (a + 1) - 3 becomes a - 2. In: a kernel. Out: the additions and subtractions out of
 * which an operand of theirs may come back in another one nearby: compensated sums, sums of two numbers without error, rounding by adding and taking away a large number; and those of several constants. These are
 * written as `fma(one, a, b)` with a `one` that is known at run time only, which is exact and costs the same.
 */
import type { BinaryInst, FmaInst, Inst, Region, Value } from '../../../ir/ir.js';
import { forEachInst } from '../../../ir/walk.js';

/** Most additions between a sum and where its operand comes back. */
const DEPTH = 3;

function sumOf(v: Value): BinaryInst | FmaInst | undefined {
  if (v.kind !== 'result' || v.type !== 'f32') return undefined;
  return v.inst.kind === 'fma' || (v.inst.kind === 'binary' && (v.inst.op === 'fadd' || v.inst.op === 'fsub')) ? v.inst : undefined;
}

/** The value without its sign. */
function unsigned(v: Value): Value {
  return v.kind === 'result' && v.inst.kind === 'unary' && v.inst.op === 'fneg' ? unsigned(v.inst.operands[0]!) : v;
}

/** All constants are one: engines add them up. */
function keyOf(v: Value): unknown {
  return v.kind === 'const' ? 'constant' : v;
}

/** The value and what it is a sum of, and the sums in between. */
function termsOf(start: Value): { readonly terms: ReadonlySet<unknown>; readonly sums: readonly Inst[] } {
  const terms = new Set<unknown>();
  const sums: Inst[] = [];
  const visit = (given: Value, depth: number): void => {
    const v = unsigned(given);
    terms.add(keyOf(v));
    const sum = sumOf(v);
    if (sum === undefined || depth === 0) return;
    sums.push(sum);
    for (const operand of sum.kind === 'fma' ? sum.operands.slice(2) : sum.operands) visit(operand, depth - 1);
  };
  visit(start, DEPTH);
  return { terms, sums };
}

export function returningSums(body: Region): ReadonlySet<Inst> {
  const found = new Set<Inst>();
  forEachInst(body, (inst) => {
    if (inst.kind !== 'binary' || inst.results[0]!.type !== 'f32' || (inst.op !== 'fadd' && inst.op !== 'fsub')) return;
    const [a, b] = inst.operands as [Value, Value];
    if (sumOf(unsigned(a)) === undefined && sumOf(unsigned(b)) === undefined) return;
    const [left, right] = [termsOf(a), termsOf(b)];
    if (![...left.terms].some((term) => right.terms.has(term))) return;
    for (const sum of [inst, ...left.sums, ...right.sums]) found.add(sum);
  });
  return found;
}
