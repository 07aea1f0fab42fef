/** Member access control ([class.access]): public, protected from derived classes, private from members and friends. */
import type * as Ast from '../ast/index.js';
import type { BaseClass, ClassSymbol, FunctionSymbol, ParentSymbol } from '../tree/index.js';
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

/** Does the context lie in a member or friend of `cls`? */
function isInsider(s: DeclSema, cls: ClassSymbol, ctx: BodyContext, inside: readonly ClassSymbol[]): boolean {
  return inside.includes(cls) || isFriend(s, cls, ctx);
}

function isBaseOf(s: DeclSema, base: ClassSymbol, derived: ClassSymbol): boolean {
  return derived.state !== 'declared' && s.basePath(derived, base) !== undefined;
}

/** May the context use what is `access` as a member of `cls`? */
function isPermitted(s: DeclSema, access: Ast.Access | undefined, cls: ClassSymbol, ctx: BodyContext, inside: readonly ClassSymbol[]): boolean {
  if (access === 'public') return true;
  if (access === undefined) return false;
  if (isInsider(s, cls, ctx, inside)) return true;
  return access === 'protected' && inside.some((each) => isBaseOf(s, cls, each));
}

const ORDER: readonly Ast.Access[] = ['public', 'protected', 'private'];

/** Access that a member of `owner` has as a member of `cls`, along the most open path; undefined: none. */
function accessAs(s: DeclSema, cls: ClassSymbol, owner: ClassSymbol, access: Ast.Access): Ast.Access | undefined {
  if (cls === owner) return access;
  let open: Ast.Access | undefined;
  for (const base of cls.bases) {
    const { symbol } = base.type;
    if (symbol !== owner && !isBaseOf(s, owner, symbol)) continue;
    const inner = accessAs(s, symbol, owner, access);
    if (inner === undefined || inner === 'private') continue;
    const here = ORDER[Math.max(ORDER.indexOf(inner), ORDER.indexOf(base.access))]!;
    if (open === undefined || ORDER.indexOf(here) < ORDER.indexOf(open)) open = here;
  }
  return open;
}

/** [class.access.base]/5: a member of `owner` when named in `cls`. */
function isAccessibleIn(s: DeclSema, cls: ClassSymbol, owner: ClassSymbol, access: Ast.Access, ctx: BodyContext, inside: readonly ClassSymbol[]): boolean {
  if (isPermitted(s, accessAs(s, cls, owner, access), cls, ctx, inside)) return true;
  return cls.bases.some(({ type: { symbol }, access: step }) => (symbol === owner || isBaseOf(s, owner, symbol)) && isPermitted(s, step, cls, ctx, inside) && isAccessibleIn(s, symbol, owner, access, ctx, inside));
}

/** Is the first class on the path that the context may not know as a base there: the step. */
export function inaccessibleStep(s: DeclSema, from: ClassSymbol, path: readonly BaseClass[], ctx: BodyContext): BaseClass | undefined {
  if (path.every((step) => step.access === 'public')) return undefined;
  const inside = enclosing(ctx);
  let at = from;
  for (const step of path) {
    if (!isPermitted(s, step.access, at, ctx, inside)) return step;
    at = step.type.symbol;
  }
  return undefined;
}

/**
 * May `entity` be used when named in the class `through`? `object`: it is a non-static member of an object of that class ([class.protected]: a protected one must be of the class that derives, or of one derived from
 * it).
 */
export function isAccessible(s: DeclSema, entity: Entity | FunctionSymbol, through: ClassSymbol, ctx: BodyContext, object?: ClassSymbol): boolean {
  if (s.d.usingAccess.has(entity)) return true;
  const access: Ast.Access = s.d.access.get(entity) ?? (entity.kind === 'field' ? entity.access : 'public');
  const parent: ParentSymbol | undefined = 'parent' in entity ? entity.parent as ParentSymbol : undefined;
  let cls = parent?.kind === 'class' ? parent : undefined;
  if (entity.kind === 'enumerator') cls = entity.parent.parent.kind === 'class' ? entity.parent.parent : undefined;
  if (!cls || (access === 'public' && (through === cls || through.bases.length === 0))) return true;
  const inside = enclosing(ctx);
  const named = through !== cls && isBaseOf(s, cls, through) ? through : cls;
  if (!isAccessibleIn(s, named, cls, access, ctx, inside)) {
    // Friends of classes derived from the one that has the protected member.
    return access === 'protected' && through !== cls && isFriend(s, through, ctx);
  }
  if (access !== 'protected' || object === undefined || isInsider(s, cls, ctx, inside)) return true;
  return inside.some((each) => isBaseOf(s, cls, each) && (object === each || isBaseOf(s, each, object))) || (object !== cls && isFriend(s, object, ctx));
}
