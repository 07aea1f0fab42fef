/**
 * Variables that `return x` and `throw x` move from ([class.copy.elision]/3): overload resolution takes x for an rvalue first, then for the lvalue that it is. In: the operand as written and as checked.
 * C++17 moves from objects only, and drops what the first resolution chose if the constructor's parameter is no rvalue reference to the object's class (gcc takes a constructor's parameter by value as well);
 * C++20 moves from rvalue references too, and throw moves from parameters.
 */
import type * as Ast from '../ast/index.js';
import type { CheckedExpr, CheckedInit, Type, VarSymbol } from '../tree/index.js';
import type { BodyContext, Scope } from './context.js';

const VOLATILE = 2;

export function withoutParens(e: Ast.Expr): Ast.Expr {
  let at = e;
  while (at.kind === 'paren') at = at.expr;
  return at;
}

/** The variable of the function that an operand names: nothing but a name, in parentheses at most. */
export function namedVariable(operand: Ast.Expr, checked: CheckedExpr, ctx: BodyContext): VarSymbol | undefined {
  const name = withoutParens(operand);
  if (name.kind !== 'id' || name.name.qualifiers.length > 0 || checked.kind !== 'variable') return undefined;
  const { variable } = checked;
  // Where a definition is checked, its variables have no function yet.
  return variable.role !== 'global' && !variable.staticLocal && (ctx.fn === undefined || variable.parent === ctx.fn) ? variable : undefined;
}

/** May it be moved from (its storage is automatic)? */
function isMovable(type: Type, std: number): boolean {
  const object = type.kind !== 'reference' ? type : type.rvalue && std >= 20 ? type.referee : undefined;
  return object !== undefined && object.kind === 'class' && (object.cv & VOLATILE) === 0;
}

/** The operand as an rvalue where `return` may move from it. */
export function movedByReturn(operand: Ast.Expr, checked: CheckedExpr, ctx: BodyContext, std: number): CheckedExpr | undefined {
  const variable = namedVariable(operand, checked, ctx);
  return variable && isMovable(variable.type, std) ? asRvalue(checked) : undefined;
}

/** The operand as an rvalue where `throw` may move from it: no block of a try around the throw may lie between it and its variable. Parentheses keep gcc from moving. */
export function movedByThrow(operand: Ast.Expr, checked: CheckedExpr, ctx: BodyContext, std: number): CheckedExpr | undefined {
  const variable = operand.kind === 'id' ? namedVariable(operand, checked, ctx) : undefined;
  if (!variable || !isMovable(variable.type, std) || (variable.role === 'parameter' && std < 20)) return undefined;
  for (let scope: Scope | undefined = ctx.scope; scope; scope = scope.parent) {
    if (scope.names.get(variable.name) === variable) return asRvalue(checked);
    if (scope.guarded) return undefined;
  }
  return undefined;
}

function asRvalue(checked: CheckedExpr): CheckedExpr {
  return { kind: 'convert', conversion: 'no-op', operand: checked, type: checked.type, category: 'xvalue', loc: checked.loc };
}

/** Does the initialization that the rvalue got stand? */
export function movesAsAllowed(init: CheckedInit, moved: CheckedExpr, std: number): boolean {
  if (std >= 20 || init.kind !== 'expression') return true;
  let chosen = init.expr;
  while (chosen.kind === 'full' || chosen.kind === 'temporary') chosen = chosen.value;
  if (chosen.kind !== 'construct') return true;
  const param = chosen.constructor.type.params[0];
  if (param === undefined) return true;
  const object = param.kind !== 'reference' ? param : param.rvalue ? param.referee : undefined;
  return object !== undefined && object.unqualified === moved.type.unqualified;
}
