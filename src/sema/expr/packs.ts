/** Pack expansions in argument and initializer lists, fold expressions, sizeof... (C++ [temp.variadic], [expr.prim.fold]). */
import type * as Ast from '../../ast/index.js';
import { exprMessages } from '../../diagnostics/expr-messages.js';
import type { CheckedExpr } from '../../tree/index.js';
import type { BodyContext } from '../context.js';
import { boolExpr, errorExpr, toVoid, integerExpr } from './nodes.js';
import { assign, binary } from './operators.js';
import type { ExprSema, ListItem, ListOperand, Operand } from './own.js';

/** Arguments of a call, pack expansions expanded. */
export function checkArguments(s: ExprSema, args: readonly Ast.Expr[], ctx: BodyContext): Operand[] {
  const operands: Operand[] = [];
  for (const arg of args) {
    if (arg.kind === 'pack-expansion') expand(s, arg.pattern, ctx, operands);
    else operands.push(s.own.checkOperand(arg, ctx));
  }
  return operands;
}

function expand(s: ExprSema, pattern: Ast.Expr, ctx: BodyContext, into: Operand[]): void {
  for (const each of s.expandPack(pattern, ctx, pattern.loc) ?? []) into.push(s.own.checkOperand(pattern, each));
}

export function checkList(s: ExprSema, list: Ast.InitList, ctx: BodyContext): ListOperand {
  const items: ListItem[] = [];
  for (const item of list.items) {
    if (item.value.kind === 'pack-expansion') {
      const values: Operand[] = [];
      expand(s, item.value.pattern, ctx, values);
      for (const value of values) items.push({ designators: item.designators, value });
    } else items.push({ designators: item.designators, value: s.own.checkOperand(item.value, ctx) });
  }
  return { kind: 'list', items, list, ctx, loc: list.loc };
}

const isAssign = (op: string): op is Ast.AssignOp => op === '=' || (op.endsWith('=') && op !== '==' && op !== '!=' && op !== '<=' && op !== '>=');

export function checkFold(s: ExprSema, expr: Extract<Ast.Expr, { kind: 'fold' }>, ctx: BodyContext): CheckedExpr {
  const { op, loc, left, right } = expr;
  const combine = (a: Operand, b: Operand): CheckedExpr => (isAssign(op) ? assign(s, op, a, b, ctx, loc) : binary(s, op as Ast.BinaryOp, a, b, ctx, loc));
  // `(init op ... op pack)` and `(pack op ... op init)` have both sides; which one is the pack shows in what expands.
  const leftPack = left !== undefined && left.kind === 'pack-expansion' ? left.pattern : undefined;
  const rightPack = right !== undefined && right.kind === 'pack-expansion' ? right.pattern : undefined;
  let pack: Ast.Expr;
  let init: Ast.Expr | undefined;
  let fromLeft: boolean;
  if (left === undefined) [pack, init, fromLeft] = [rightPack ?? right!, undefined, true];
  else if (right === undefined) [pack, init, fromLeft] = [leftPack ?? left, undefined, false];
  else if (leftPack !== undefined || (rightPack === undefined && containsPack(s, left, ctx))) [pack, init, fromLeft] = [leftPack ?? left, right, false];
  else [pack, init, fromLeft] = [rightPack ?? right, left, true];
  const contexts = s.expandPack(pack, ctx, loc);
  if (contexts === undefined) return errorExpr(s, loc);
  const operands: Operand[] = contexts.map((each) => s.own.checkOperand(pack, each));
  if (init !== undefined) {
    const value = s.own.checkOperand(init, ctx);
    if (fromLeft) operands.unshift(value);
    else operands.push(value);
  }
  if (operands.length === 0) {
    if (op === '&&' || op === '||') return boolExpr(s, op === '&&', loc);
    if (op === ',') return toVoid(s, integerExpr(s.types.builtin('int'), 0n, loc));
    s.report(exprMessages.foldEmpty, loc, [op]);
    return errorExpr(s, loc);
  }
  let result: Operand;
  if (fromLeft) {
    result = operands[0];
    for (let i = 1; i < operands.length; i++) result = combine(result, operands[i]);
  } else {
    result = operands[operands.length - 1];
    for (let i = operands.length - 2; i >= 0; i--) result = combine(operands[i], result);
  }
  return result as CheckedExpr;
}

function containsPack(s: ExprSema, pattern: Ast.Expr, ctx: BodyContext): boolean {
  return s.attempt(() => s.expandPack(pattern, ctx, pattern.loc)) !== undefined;
}
