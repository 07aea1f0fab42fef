/** Atomic operations as texts; of those that WGSL has not, which are loops of compare and exchange, the value that the memory has afterwards. */
import type { AtomicOp } from '../../../ir/ir.js';
import type { WgslScalar } from '../types.js';

/** An atomic operation: statements to come first, then an expression for the old value (alone a statement, if nothing came first). */
export interface AtomicText {
  readonly lines: readonly string[];
  readonly text: string;
  readonly type: WgslScalar;
}

/** What an operation that WGSL lacks leaves in memory. */
export function nextValue(op: AtomicOp, old: string, by: string): string | undefined {
  switch (op) {
    case 'fadd':
    case 'add':
      return `${old} + ${by}`;
    case 'sub':
      return `${old} - ${by}`;
    case 'inc':
      return `select(${old} + 1u, 0u, ${old} >= ${by})`;
    case 'dec':
      return `select(${old} - 1u, ${by}, ${old} == 0u || ${old} > ${by})`;
    case 'smin':
    case 'umin':
      return `min(${old}, ${by})`;
    case 'smax':
    case 'umax':
      return `max(${old}, ${by})`;
    default:
      return undefined;
  }
}
