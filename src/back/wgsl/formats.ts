/** Formats of printf: constant strings, and the arguments that they print. */
import type { Value } from '../../ir/ir.js';

/** The text of a constant string, to its end. */
export function textOf(v: Value): string | undefined {
  if (v.kind !== 'global-address' || v.global.init === undefined || !v.global.constant) return undefined;
  const { bytes } = v.global.init;
  const end = bytes.indexOf(0);
  return String.fromCharCode(...bytes.subarray(0, end < 0 ? bytes.length : end));
}

/** One letter an argument of a format: the conversion; `*` for a width that is given. */
export function conversionsOf(format: string): string[] {
  return [...format.matchAll(/%(?:%|[-+ #0]*(\*|\d*)(?:\.(\*|\d*))?(?:hh|h|ll|l|j|z|t|L)?([a-zA-Z]))/g)].flatMap((m) => (m[0] === '%%' ? [] : [...(m[1] === '*' ? ['*'] : []), ...(m[2] === '*' ? ['*'] : []), m[3]!]));
}
