/**
 * Calls through a declaration whose result differs from the definition's. In: both functions. Out: a function of the declared signature that calls the definition and gives what a caller finds on x86-64,
 * where such C programs work: `bool` is the low byte of the result register, a result that is not declared is not looked at. Other differences are errors.
 */
import { binary, call, compare, constant, convert, createBuilder, createRegion, returnValue } from './build.js';
import type { Func } from './ir.js';

/** May calls of `declared` go to `defined` by an adapter? */
export function isAdaptable(declared: Func, defined: Func): boolean {
  if (declared.kernel !== undefined || defined.kernel !== undefined || declared.params.length !== defined.params.length) return false;
  if (!declared.params.every((p, i) => p.type === defined.params[i]!.type)) return false;
  const from = defined.result;
  const to = declared.result;
  return to === undefined || (to === 'i1' && from === 'i32') || (to === 'i32' && from === 'i1');
}

export function makeAdapter(declared: Func, defined: Func): Func {
  const body = createRegion(declared.params);
  const b = createBuilder(body);
  const result = call(b, defined, [...body.params]);
  if (declared.result === undefined || result === undefined) returnValue(b);
  else if (declared.result === 'i1') returnValue(b, compare(b, 'ne', binary(b, 'and', result, constant('i32', 255)), constant('i32', 0)));
  else returnValue(b, convert(b, 'zext', result, 'i32'));
  return { ...declared, body, linkage: 'internal', exportName: undefined, import: undefined, inline: 'always', pure: false, noreturn: false };
}
