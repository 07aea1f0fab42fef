/** Sizes of arrays with bounds that are known at run time only (see ../runtime-arrays.ts), as expressions. */
import type { Loc } from '../../source/loc.js';
import type { CheckedExpr, Type } from '../../tree/index.js';
import { convert, sizeExpr, variableExpr } from './nodes.js';
import type { ExprSema } from './own.js';

/** What an array with bounds that are known at run time only consists of; undefined for other types. */
export function runtimeElement(type: Type): Type | undefined {
  let runtime = false;
  let at = type;
  for (; at.kind === 'array'; at = at.element) runtime ||= at.runtime !== undefined;
  return runtime ? at : undefined;
}

/** The number of such an array's innermost elements. */
export function runtimeCount(s: ExprSema, type: Type, loc: Loc): CheckedExpr {
  const size = s.types.builtin('unsigned long');
  let count: CheckedExpr | undefined;
  for (let at = type; at.kind === 'array'; at = at.element) {
    const bound = at.runtime === undefined ? sizeExpr(s, at.size as number, loc) : convert('lvalue-to-rvalue', variableExpr(at.runtime, loc), size);
    count = count === undefined ? bound : { kind: 'arithmetic', op: '*', left: count, right: bound, type: size, category: 'prvalue', loc };
  }
  return count ?? sizeExpr(s, 1, loc);
}

export function runtimeSize(s: ExprSema, type: Type, loc: Loc): CheckedExpr {
  const element = runtimeElement(type) ?? type;
  return { kind: 'arithmetic', op: '*', left: runtimeCount(s, type, loc), right: sizeExpr(s, s.sizeOf(element), loc), type: s.types.builtin('unsigned long'), category: 'prvalue', loc };
}
