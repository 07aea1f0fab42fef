/** requires-expressions (C++20 [expr.prim.req]): each requirement is tried with errors trapped. */
import type * as Ast from '../../ast/index.js';
import type { CheckedExpr } from '../../tree/index.js';
import type { BodyContext, Scope } from '../context.js';
import { hiddenVariable } from './hidden.js';
import { boolExpr } from './nodes.js';
import type { ExprSema } from './own.js';
import { unevaluated, withCategory } from './sizes.js';
import { mayThrow } from './throwing.js';

export function checkRequires(s: ExprSema, expr: Extract<Ast.Expr, { kind: 'requires' }>, ctx: BodyContext): CheckedExpr {
  const satisfied = s.attempt(() => {
    const scope: Scope = { kind: 'prototype', parent: ctx.scope, owner: ctx.scope.owner, names: new Map(), tags: undefined, pending: undefined, using: [], before: undefined };
    const inner = unevaluated({ ...ctx, scope });
    for (const param of expr.params) {
      let at = param.declarator;
      while (at.kind !== 'id') at = at.inner;
      const type = s.resolveTypeId({ kind: 'type-id', specifiers: param.specifiers, declarator: param.declarator, loc: param.loc, end: param.loc }, inner);
      if (at.name?.last.kind === 'identifier') scope.names.set(at.name.last.name, hiddenVariable(at.name.last.name, type, s.globalScope.owner!, param.loc));
    }
    return expr.requirements.every((r) => requirement(s, r, inner));
  });
  return boolExpr(s, satisfied === true, expr.loc);
}

function requirement(s: ExprSema, r: Ast.Requirement, ctx: BodyContext): boolean {
  switch (r.kind) {
    case 'simple':
      return s.checkExpr(r.expr, ctx).kind !== 'error';
    case 'type': {
      const found = s.resolveName(r.name, ctx);
      return found !== undefined && (found.kind === 'type' || (found.kind === 'entity' && found.entity.kind === 'class'));
    }
    case 'compound': {
      const e = s.checkExpr(r.expr, ctx);
      if (e.kind === 'error' || (r.noexcept && mayThrow(s, e))) return false;
      if (r.constraint === undefined) return true;
      const { last } = r.constraint;
      const explicit = last.kind === 'template-id' ? s.resolveTemplateArguments(last.args, ctx) : [];
      const named = last.kind === 'template-id' ? { ...r.constraint, last: last.template, end: last.template.end } : r.constraint;
      const concept = s.resolveName(named, ctx);
      return concept?.kind === 'template' && s.satisfies(concept.template, [{ kind: 'type', type: withCategory(s, e) }, ...explicit], r.expr.loc);
    }
    case 'nested':
      return s.evaluateInteger(r.expr, ctx) === 1n;
    default:
      return r satisfies never;
  }
}
