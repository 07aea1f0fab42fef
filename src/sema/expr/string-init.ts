/** Character arrays from string literals (C++ [dcl.init.string]). */
import { exprMessages } from '../../diagnostics/expr-messages.js';
import type { Loc } from '../../source/loc.js';
import type { CheckedExpr, Type } from '../../tree/index.js';
import type { ExprSema } from './own.js';
import { builtinFacts } from './type-facts.js';

/** undefined when it is no string for this array. Arrays of unknown bound get the string's length. */
export function stringInit(s: ExprSema, type: Type & { kind: 'array' }, e: CheckedExpr, loc: Loc): CheckedExpr | undefined {
  if (e.kind !== 'string' || type.element.kind !== 'builtin' || e.type.kind !== 'array' || e.type.element.kind !== 'builtin') return undefined;
  const source = e.type.element.unqualified;
  const target = type.element.unqualified;
  const narrow = target.kind === 'builtin' && builtinFacts[target.name].rank === 1 && builtinFacts[target.name].kind === 'integer';
  const narrowSource = source.kind === 'builtin' && builtinFacts[source.name].rank === 1;
  if (source !== target && !(narrow && narrowSource)) return undefined;
  const size = typeof type.size === 'number' ? type.size : e.units.length;
  // C: the terminating zero need not fit.
  if (e.units.length - (s.options.c ? 1 : 0) > size) s.report(s.options.c ? exprMessages.stringTooLongInC : exprMessages.stringTooLong, loc);
  const result = typeof type.size === 'number' ? type : s.types.array(type.element, size);
  const units = e.units.length > size ? e.units.slice(0, size) : e.units;
  return { kind: 'init', init: { kind: 'string', type: result, units }, type: result, category: 'prvalue', loc };
}
