/** Lists of expressions as written → each checked, with pack expansions expanded. */
import type * as Ast from '../ast/index.js';
import type { CheckedExpr } from '../tree/index.js';
import type { BodyContext } from './context.js';
import type { DeclSema } from './state.js';

export function checkAll(s: DeclSema, exprs: readonly Ast.Expr[], ctx: BodyContext): readonly CheckedExpr[] {
  return exprs.flatMap((expr) => (expr.kind === 'pack-expansion' ? (s.expandPack(expr.pattern, ctx, expr.loc) ?? []).map((each) => s.checkExpr(expr.pattern, each)) : [s.checkExpr(expr, ctx)]));
}

export const checkItems = (s: DeclSema, list: Ast.InitList, ctx: BodyContext): readonly CheckedExpr[] => checkAll(s, list.items.map((item) => item.value), ctx);
