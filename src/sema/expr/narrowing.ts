/** Narrowing conversions in braced lists (C++ [dcl.init.list]/7). As in gcc and nvcc: constants that do not fit are errors, other values warnings. */
import { exprMessages } from '../../diagnostics/expr-messages.js';
import type { CheckedExpr, Type } from '../../tree/index.js';
import type { BodyContext } from '../context.js';
import type { ExprSema } from './own.js';
import { toRvalue } from './standard.js';
import { builtinFacts, fits, integerFacts, isFloating, promoted } from './type-facts.js';

/** Reports a narrowing conversion of `e` (before conversion) to `to`; without `ctx` it is a constant expression's, in which each is an error. */
export function checkNarrowing(s: ExprSema, e: CheckedExpr, to: Type, ctx: BodyContext | undefined): void {
  const target = to.kind === 'reference' ? to.referee.unqualified : to.unqualified;
  const from = e.type.unqualified;
  if (from === target || (target.kind !== 'builtin' && target.kind !== 'enum')) return;
  if (from.kind !== 'builtin' && from.kind !== 'enum') return;
  const sourceInteger = integerFacts(from);
  const targetInteger = integerFacts(target);
  const sourceFloat = isFloating(from);
  const targetFloat = isFloating(target);
  let possible = false;
  if (sourceFloat && targetInteger !== undefined) possible = true;
  else if (sourceFloat && targetFloat) possible = from.kind === 'builtin' && target.kind === 'builtin' && builtinFacts[from.name].rank > builtinFacts[target.name].rank;
  else if (sourceInteger !== undefined && targetFloat) possible = true;
  else if (sourceInteger !== undefined && targetInteger !== undefined) {
    if (sourceInteger.kind === 'bool') return;
    possible =
      targetInteger.kind === 'bool' || sourceInteger.size > targetInteger.size || (sourceInteger.size === targetInteger.size && sourceInteger.signed !== targetInteger.signed) ||
      (sourceInteger.signed && !targetInteger.signed);
    if (!possible || promoted(s.types, from) === target) return;
  } else return;
  if (!possible) return;
  const constant = s.evaluate(toRvalue(s, e));
  if (constant === undefined || (constant.kind !== 'integer' && constant.kind !== 'floating')) {
    // Where it decides what may be, it may not be.
    s.report(s.trap === undefined ? exprMessages.narrowing : { ...exprMessages.narrowing, severity: 'error' }, e.loc, [s.typeToString(from), s.typeToString(target)]);
    return;
  }
  let ok = false;
  if (constant.kind === 'integer') {
    if (targetInteger !== undefined) ok = targetInteger.kind === 'bool' ? constant.value === 0n || constant.value === 1n : fits(target, constant.value);
    else {
      const value = target.kind === 'builtin' && target.name === 'float' ? Math.fround(Number(constant.value)) : Number(constant.value);
      ok = Number.isFinite(value) && BigInt(value) === constant.value;
    }
  } else if (targetFloat) ok = !Number.isFinite(constant.value) || Math.abs(constant.value) < 3.4028235677973366e38;
  if (ok) return;
  // As nvcc has it: in device code a fraction cut off is only worth a warning.
  if (constant.kind === 'floating' && targetInteger !== undefined && ctx?.fn !== undefined && !ctx.fn.space.host && !s.trap) s.report(exprMessages.narrowing, e.loc, [s.typeToString(from), s.typeToString(target)]);
  else s.report(exprMessages.narrowingConstant, e.loc, [String(constant.value), s.typeToString(target)]);
}
