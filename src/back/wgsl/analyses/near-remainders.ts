/**
 * Indices that wrap round: `(x + 1) % n`, `(x - 1 + n) % n`, as grids with periodic edges have them. In: a remainder. Out: is the dividend written as a few steps from an index, so that it probably lies near the divisor?
 * What is near is a difference; what is not costs the question.
 */
import type { BinaryInst, Value } from '../../../ir/ir.js';

const FURTHEST_STEP = 64;
const DEPTH = 4;

export function isNearRemainder(inst: BinaryInst): boolean {
  const [dividend, divisor] = inst.operands as [Value, Value];
  return divisor.kind !== 'const' && (hasTerm(dividend, divisor, DEPTH) || isStep(dividend));
}

function hasTerm(v: Value, term: Value, depth: number): boolean {
  if (v === term) return true;
  if (v.kind !== 'result' || v.inst.kind !== 'binary' || depth === 0) return false;
  const [a, b] = v.inst.operands as [Value, Value];
  return (v.inst.op === 'add' && (hasTerm(a, term, depth - 1) || hasTerm(b, term, depth - 1))) || (v.inst.op === 'sub' && hasTerm(a, term, depth - 1));
}

/** An index and a small constant. A multiple of something is no index. */
function isStep(v: Value): boolean {
  if (v.kind !== 'result' || v.inst.kind !== 'binary' || (v.inst.op !== 'add' && v.inst.op !== 'sub')) return false;
  const [from, by] = v.inst.operands as [Value, Value];
  if (by.kind !== 'const' || Math.abs(Number(by.value)) > FURTHEST_STEP) return false;
  return from.kind !== 'result' || from.inst.kind !== 'binary' || from.inst.op === 'add' || from.inst.op === 'sub';
}
