/**
 * Expressions that have been computed. In: an operation and up to three numbers, of its operands. Out: the value, if it is known; what was added last goes first. All in arrays of integers: hashing texts, or numbers
 * that are no small integers, took most of the time in which common subexpressions were found.
 */
import type { Value } from '../ir/ir.js';

export interface ExpressionTable {
  /** Entry + 1 by hash, 0 where none is; collisions go on at the next slot. */
  readonly slots: Int32Array;
  /** Of each entry: its slot, its operation and numbers, its value. */
  readonly places: Int32Array;
  readonly keys: Int32Array;
  readonly values: Value[];
}

/** `most`: entries at any time. */
export function createExpressionTable(most: number): ExpressionTable {
  return { slots: new Int32Array(2 ** Math.ceil(Math.log2(2 * most + 2))), places: new Int32Array(most), keys: new Int32Array(4 * most), values: [] };
}

/** The value of an expression; if none is known, undefined, and it is `value` from now on. */
export function findOrAdd(table: ExpressionTable, operation: number, a: number, b: number, c: number, value: Value): Value | undefined {
  const { slots, keys, values } = table;
  const mask = slots.length - 1;
  let hash = Math.imul(operation, 0x9e3779b1) ^ Math.imul(a, 0x85ebca6b) ^ Math.imul(b, 0xc2b2ae35) ^ Math.imul(c, 0x27d4eb2f);
  hash ^= hash >>> 15;
  let at = hash & mask;
  for (let entry = slots[at]!; entry !== 0; at = (at + 1) & mask, entry = slots[at]!) {
    const key = 4 * (entry - 1);
    if (keys[key] === operation && keys[key + 1] === a && keys[key + 2] === b && keys[key + 3] === c) return values[entry - 1];
  }
  const key = 4 * values.length;
  keys[key] = operation;
  keys[key + 1] = a;
  keys[key + 2] = b;
  keys[key + 3] = c;
  table.places[values.length] = at;
  values.push(value);
  slots[at] = values.length;
  return undefined;
}

/** Forgets all but the first `count` entries. */
export function forgetFrom(table: ExpressionTable, count: number): void {
  for (let entry = table.values.length - 1; entry >= count; entry--) table.slots[table.places[entry]!] = 0;
  table.values.length = count;
}
