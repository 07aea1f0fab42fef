/**
 * Constraints ([temp.constr]): whether arguments satisfy them, and which of two declarations is more constrained. `&&`, `||` and names of concepts are taken apart down to atomic constraints, each of which is tried by itself;
 * for the order, two atomic constraints are the same if they are one expression of a concept with the same arguments.
 */
import type * as Ast from '../../ast/index.js';
import type { Loc } from '../../source/loc.js';
import type { ClassSymbol, FunctionSymbol, TemplateArg, TemplateParamType, TemplateSymbol } from '../../tree/index.js';
import type { BodyContext, Scope } from '../context.js';
import type { DeclSema, PartialSpecialization, TemplateInfo } from '../state.js';
import { scopeContext } from '../state.js';
import { argToString } from '../type-print.js';
import { functionSuffix, parameters, prototypeContext } from '../types.js';
import { abstractScope, boundScope, placeholderArg } from './arguments.js';
import { inventParameters } from './templates.js';

/** Does a constraint hold? What cannot be substituted into an atomic one makes it false, and nothing else. */
function holds(s: DeclSema, expr: Ast.Expr, ctx: BodyContext): boolean {
  if (expr.kind === 'paren') return holds(s, expr.expr, ctx);
  if (expr.kind === 'binary' && expr.op === '&&') return holds(s, expr.left, ctx) && holds(s, expr.right, ctx);
  if (expr.kind === 'binary' && expr.op === '||') return holds(s, expr.left, ctx) || holds(s, expr.right, ctx);
  const held = s.attempt(() => s.evaluate(s.checkCondition(expr, { ...ctx, constant: true, unevaluated: true })));
  return held?.kind === 'integer' && held.value !== 0n;
}

/** A requires-clause behind the parameters can name them. What its function type cannot be formed of does not satisfy it. */
function requiresContext(s: DeclSema, suffix: Ast.FunctionSuffix | undefined, ctx: BodyContext): BodyContext {
  if (suffix?.trailingRequires === undefined) return ctx;
  const params = s.attempt(() => parameters(s, suffix, ctx));
  return params === undefined ? ctx : prototypeContext(s, suffix, params, ctx);
}

/** Of a function template: its parameters, `auto` ones with the names of the template parameters that stand for them. */
export function templateSuffix({ inner, lambda }: TemplateInfo): Ast.FunctionSuffix | undefined {
  if (lambda?.expr.suffix !== undefined) return { ...lambda.expr.suffix, params: inventParameters(lambda.expr.suffix.params).params };
  if (inner.kind === 'function') return functionSuffix(inner.declarator);
  return inner.kind === 'simple' && inner.declarators.length > 0 ? functionSuffix(inner.declarators[0]!.declarator) : undefined;
}

interface TypeConstraint {
  readonly concept: TemplateSymbol;
  /** Arguments behind the constrained type. */
  readonly rest: readonly TemplateArg[];
}

function typeConstraint(s: DeclSema, name: Ast.Name, scope: Scope, thisClass: ClassSymbol | undefined): TypeConstraint | undefined {
  const { last } = name;
  const ctx = scopeContext(scope, thisClass);
  const found = s.resolve(last.kind === 'template-id' ? { ...name, last: last.template } : name, ctx, true, false);
  if (found?.kind !== 'template') return undefined;
  return { concept: found.template, rest: last.kind === 'template-id' ? s.resolveTemplateArguments(last.args, ctx) : [] };
}

/** The constraint on a parameter: `C T`, `C auto V`. */
export function constraintOf(param: Ast.TemplateParameter): Ast.Name | undefined {
  if (param.kind === 'type') return param.constraint;
  const type = param.kind === 'value' ? param.parameter.specifiers.type : undefined;
  return type?.kind === 'auto' ? type.constraint : undefined;
}

function constrainedType(arg: TemplateArg): TemplateArg {
  return arg.kind === 'integer' || arg.kind === 'floating' || arg.kind === 'object' || arg.kind === 'entity' ? { kind: 'type', type: arg.type } : arg;
}

/** Are the template's constraints satisfied by the arguments? */
export function constraintsHold(s: DeclSema, params: readonly Ast.TemplateParameter[], requires: Ast.Expr | undefined, scope: Scope, thisClass: ClassSymbol | undefined, suffix?: Ast.FunctionSuffix): boolean {
  for (const param of params) {
    const written = constraintOf(param);
    const bound = written && param.name ? scope.names.get(param.name) : undefined;
    if (bound?.kind !== 'template-parameter') continue;
    const constraint = typeConstraint(s, written!, scope, thisClass);
    if (!constraint) continue;
    const args = bound.arg.kind === 'pack' ? bound.arg.elements : [bound.arg];
    for (const arg of args) if (!satisfies(s, constraint.concept, [constrainedType(arg), ...constraint.rest], param.loc)) return false;
  }
  return !requires || holds(s, requires, requiresContext(s, suffix, scopeContext(scope, thisClass)));
}

/** The part of a constraint that does not hold, in words; undefined if it holds. */
function unmet(s: DeclSema, expr: Ast.Expr, ctx: BodyContext): string | undefined {
  if (expr.kind === 'paren') return unmet(s, expr.expr, ctx);
  if (expr.kind === 'binary' && expr.op === '&&') return unmet(s, expr.left, ctx) ?? unmet(s, expr.right, ctx);
  if (holds(s, expr, ctx)) return undefined;
  if (expr.kind === 'id' && expr.name.last.kind === 'template-id') {
    const { last } = expr.name;
    const found = s.attempt(() => s.resolve({ ...expr.name, last: last.template }, ctx, true, false));
    const args = s.attempt(() => s.resolveTemplateArguments(last.args, ctx));
    if (found?.kind === 'template' && found.template.templateKind === 'concept' && args) return unmetConcept(s, found.template, args, expr.loc);
  }
  return 'its requires-clause is false';
}

/** That arguments do not satisfy a concept, and in what concept within it that lies. */
function unmetConcept(s: DeclSema, concept: TemplateSymbol, args: readonly TemplateArg[], loc: Loc): string {
  const template = s.entityTemplate(concept);
  const { inner } = template;
  const text = `'${concept.name}<${args.map(argToString).join(', ')}>' is false`;
  const converted = s.attempt(() => s.convertArguments(template, args, loc));
  if (inner.kind !== 'concept' || converted === undefined) return text;
  const why = unmet(s, inner.constraint, scopeContext(boundScope(s, template.params, converted, template.scope, template.seq)));
  return why === undefined || why.startsWith('its') ? text : `${text}, because ${why}`;
}

/** Why the arguments do not satisfy the template's constraints; undefined if they do. */
export function unmetConstraint(s: DeclSema, params: readonly Ast.TemplateParameter[], requires: Ast.Expr | undefined, scope: Scope, thisClass: ClassSymbol | undefined, suffix?: Ast.FunctionSuffix): string | undefined {
  for (const param of params) {
    const written = constraintOf(param);
    const bound = written && param.name ? scope.names.get(param.name) : undefined;
    const constraint = bound?.kind === 'template-parameter' ? typeConstraint(s, written!, scope, thisClass) : undefined;
    if (bound?.kind !== 'template-parameter' || !constraint) continue;
    for (const arg of bound.arg.kind === 'pack' ? bound.arg.elements : [bound.arg]) {
      const all = [constrainedType(arg), ...constraint.rest];
      if (!satisfies(s, constraint.concept, all, param.loc)) return unmetConcept(s, constraint.concept, all, param.loc);
    }
  }
  return requires && unmet(s, requires, requiresContext(s, suffix, scopeContext(scope, thisClass)));
}

export function satisfies(s: DeclSema, concept: TemplateSymbol, args: readonly TemplateArg[], loc: Loc): boolean {
  const template = s.entityTemplate(concept);
  const { inner } = template;
  if (inner.kind !== 'concept') return false;
  const converted = s.attempt(() => s.convertArguments(template, args, loc));
  return converted !== undefined && holds(s, inner.constraint, scopeContext(boundScope(s, template.params, converted, template.scope, template.seq)));
}

/** The requires-clause behind a function's declarator, of one that is no template itself. */
export function trailingConstraint(s: DeclSema, fn: FunctionSymbol): Ast.Expr | undefined {
  return fn.specialization ? undefined : s.d.functionInfos.get(fn)?.suffix?.trailingRequires;
}

/** Members of class templates may have a requires-clause of their own. */
export function memberConstraintHolds(s: DeclSema, fn: FunctionSymbol): boolean {
  const requires = trailingConstraint(s, fn);
  if (!requires) return true;
  const info = s.d.functionInfos.get(fn)!;
  // Friends stand in the class that declares them, though they are members of the namespace.
  const scope = fn.parent.kind === 'class' ? info.scope : info.definition?.scope;
  return scope === undefined || holds(s, requires, requiresContext(s, info.suffix, scopeContext(scope, fn.parent.kind === 'class' ? fn.parent : undefined)));
}

// ---- order

type Normal = { readonly kind: 'atom'; readonly key: string } | { readonly kind: 'and' | 'or'; readonly parts: readonly Normal[] };

const ids = new WeakMap<object, number>();
let nextId = 0;

function idOf(expr: object): number {
  let id = ids.get(expr);
  if (id === undefined) ids.set(expr, (id = nextId++));
  return id;
}

/** `mapping`: what the concept's parameters stand for, in the outermost template's parameters. */
function normal(s: DeclSema, expr: Ast.Expr, scope: Scope, mapping: string): Normal {
  if (expr.kind === 'paren') return normal(s, expr.expr, scope, mapping);
  if (expr.kind === 'binary' && (expr.op === '&&' || expr.op === '||')) return { kind: expr.op === '&&' ? 'and' : 'or', parts: [normal(s, expr.left, scope, mapping), normal(s, expr.right, scope, mapping)] };
  if (expr.kind === 'id' && expr.name.last.kind === 'template-id') {
    const { last } = expr.name;
    const found = s.attempt(() => s.resolve({ ...expr.name, last: last.template }, scopeContext(scope), true, false));
    if (found?.kind === 'template' && found.template.templateKind === 'concept') {
      const args = s.attempt(() => s.resolveTemplateArguments(last.args, scopeContext(scope)));
      if (args) return ofConcept(s, found.template, args, expr);
    }
  }
  return { kind: 'atom', key: `${idOf(expr)}|${mapping}` };
}

function ofConcept(s: DeclSema, concept: TemplateSymbol, args: readonly TemplateArg[], at: object): Normal {
  const template = s.entityTemplate(concept);
  const { inner } = template;
  const converted = s.attempt(() => s.convertArguments(template, args, concept.loc));
  if (inner.kind !== 'concept' || !converted) return { kind: 'atom', key: `${idOf(at)}|` };
  return normal(s, inner.constraint, boundScope(s, template.params, converted, template.scope, template.seq), s.types.argsKey(converted));
}

function normalOf(s: DeclSema, params: readonly Ast.TemplateParameter[], types: readonly TemplateParamType[], requires: Ast.Expr | undefined, around: Scope): Normal {
  const scope = abstractScope(s, params, types, around);
  const parts: Normal[] = [];
  params.forEach((param, i) => {
    const written = constraintOf(param);
    const constraint = written && s.attempt(() => typeConstraint(s, written, scope, undefined));
    if (constraint) parts.push(ofConcept(s, constraint.concept, [param.kind === 'value' ? { kind: 'type', type: types[i]! } : placeholderArg(param, types[i]!), ...constraint.rest], written));
  });
  if (requires) parts.push(normal(s, requires, scope, ''));
  return { kind: 'and', parts };
}

/** Longer normal forms are not compared. */
const MAX_CLAUSES = 4096;

/** The clauses of the disjunctive (`outer` 'or') or conjunctive normal form: sets of atoms. */
function clauses(n: Normal, outer: 'or' | 'and'): readonly ReadonlySet<string>[] | undefined {
  if (n.kind === 'atom') return [new Set([n.key])];
  const parts = n.parts.map((part) => clauses(part, outer));
  if (parts.some((part) => part === undefined)) return undefined;
  if (n.kind === outer) return parts.flatMap((part) => part!);
  let product: readonly ReadonlySet<string>[] = [new Set<string>()];
  for (const part of parts) {
    if (product.length * part!.length > MAX_CLAUSES) return undefined;
    product = product.flatMap((left) => part!.map((right) => new Set([...left, ...right])));
  }
  return product;
}

function subsumes(p: Normal, q: Normal): boolean {
  const left = clauses(p, 'or');
  const right = clauses(q, 'and');
  return left !== undefined && right !== undefined && left.every((clause) => right.every((other) => [...other].some((atom) => clause.has(atom))));
}

/** Negative if `p` is more constrained. */
function compare(p: Normal, q: Normal): number {
  const pq = subsumes(p, q);
  const qp = subsumes(q, p);
  return pq === qp ? 0 : pq ? -1 : 1;
}

const isConstrained = (params: readonly Ast.TemplateParameter[], requires: Ast.Expr | undefined): boolean => requires !== undefined || params.some((param) => constraintOf(param) !== undefined);

export type Constrained = Pick<PartialSpecialization, 'params' | 'paramTypes' | 'requires' | 'scope'>;

/** Negative if `a` is more constrained: templates and partial specializations. */
export function compareConstraints(s: DeclSema, a: Constrained, b: Constrained): number {
  if (!isConstrained(a.params, a.requires) && !isConstrained(b.params, b.requires)) return 0;
  return compare(normalOf(s, a.params, a.paramTypes, a.requires, a.scope), normalOf(s, b.params, b.paramTypes, b.requires, b.scope));
}

/** Of two functions that are no templates: members with requires-clauses. */
export function compareMemberConstraints(s: DeclSema, a: FunctionSymbol, b: FunctionSymbol): number {
  const of = (fn: FunctionSymbol): Normal => {
    const requires = trailingConstraint(s, fn);
    return requires ? normal(s, requires, s.d.functionInfos.get(fn)!.scope, '') : { kind: 'and', parts: [] };
  };
  return trailingConstraint(s, a) || trailingConstraint(s, b) ? compare(of(a), of(b)) : 0;
}
