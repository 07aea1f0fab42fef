/** Arrays as copies of other arrays: members of defaulted copies, captures, structured bindings ([dcl.struct.bind]/1). */
import type { Loc } from '../../source/loc.js';
import type { CheckedExpr, CheckedInit, Type } from '../../tree/index.js';
import type { BodyContext } from '../context.js';
import { copiesPlainly } from './conversions.js';
import type { ExprSema } from './own.js';
import { elementType } from './type-facts.js';

/** Bytes, or each element by the constructor that overload resolution picks for it. */
export function copyArray(s: ExprSema, type: Type, source: CheckedExpr, ctx: BodyContext, loc: Loc): CheckedInit {
  const element = elementType(type);
  if (element.kind !== 'class' || copiesPlainly(s, element.symbol)) return { kind: 'copy-array', type, source, constructor: undefined };
  const from = elementType(source.type);
  const one: CheckedExpr = { ...source, type: s.types.qualified(from, from.cv | source.type.cv) };
  const copy = s.own.constructWith(element.symbol, element.unqualified, [one], ctx, loc, true);
  return { kind: 'copy-array', type, source, constructor: copy.kind === 'construct' ? copy.constructor : undefined };
}
