/** Member access control ([class.access]): public, protected from derived classes, private from members and friends. */
import type * as Ast from '../ast/index.js';
import type { ClassSymbol, FunctionSymbol, ParentSymbol } from '../tree/index.js';
import type { BodyContext, Entity } from './context.js';
import type { DeclSema } from './state.js';

function isFriend(s: DeclSema, cls: ClassSymbol, ctx: BodyContext): boolean {
  const { friends } = s.d.classes.get(cls)!;
  if (friends.size === 0) return false;
  const { fn } = ctx;
  if (fn && (friends.has(fn) || (fn.specialization && friends.has(fn.specialization.template)))) return true;
  for (const inside of enclosing(ctx)) if (friends.has(inside) || (inside.specialization && friends.has(inside.specialization.template))) return true;
  // Lambdas and local classes in friends.
  for (let at: ParentSymbol | undefined = fn?.parent; at; at = at.parent) {
    if (at.kind === 'function' && (friends.has(at) || (at.specialization && friends.has(at.specialization.template)))) return true;
  }
  return false;
}

/** Classes in whose members the context lies: nested ones and lambdas have the access of those around. */
function enclosing(ctx: BodyContext): ClassSymbol[] {
  const classes: ClassSymbol[] = [];
  for (let at: BodyContext['scope'] | undefined = ctx.scope; at; at = at.parent) {
    const { owner } = at;
    if (owner?.kind === 'class') classes.push(owner);
    else if (owner?.kind === 'function') for (let up: ParentSymbol | undefined = owner.parent; up; up = up.parent) if (up.kind === 'class') classes.push(up);
  }
  for (let at: ParentSymbol | undefined = ctx.thisClass; at; at = at.parent) if (at.kind === 'class') classes.push(at);
  return classes;
}

export function isAccessible(s: DeclSema, entity: Entity | FunctionSymbol, _through: ClassSymbol, ctx: BodyContext): boolean {
  let access: Ast.Access | undefined = s.d.access.get(entity);
  if (access === undefined && entity.kind === 'field') access = entity.access;
  if (access === undefined || access === 'public' || s.d.usingAccess.has(entity)) return true;
  const parent: ParentSymbol | undefined = 'parent' in entity ? entity.parent as ParentSymbol : undefined;
  let cls = parent?.kind === 'class' ? parent : undefined;
  if (entity.kind === 'enumerator') cls = entity.parent.parent.kind === 'class' ? entity.parent.parent : undefined;
  if (!cls) return true;
  const inside = enclosing(ctx);
  for (const each of inside) {
    if (each === cls) return true;
    if (access === 'protected' && each.state !== 'declared' && s.basePath(each, cls) !== undefined) return true;
    // A definition outside of the template: the same template's specializations are as one here only for themselves.
  }
  if (isFriend(s, cls, ctx)) return true;
  // Friends of classes derived from the one that has the protected member.
  return access === 'protected' && _through !== cls && isFriend(s, _through, ctx);
}
