/**
 * Types in a template's definition that do not depend on its parameters ([temp.res.general]): an expression, initializer, return value or assertion in which nothing depends on them is checked although the
 * template is never instantiated. In: what definition-check.ts noted while it read the definition, in order. Out: diagnostics. Bodies that were instantiated are left out: the same is said of them there.
 */
import type * as Ast from '../../ast/index.js';
import { exprMessages } from '../../diagnostics/expr-messages.js';
import { semaMessages } from '../../diagnostics/sema-messages.js';
import type { ClassSymbol, Type } from '../../tree/index.js';
import { attributeFacts } from '../attributes.js';
import type { BodyContext, Entity, RecordedError, Scope } from '../context.js';
import { lookup } from '../lookup.js';
import { nameText } from '../names.js';
import type { DeclSema } from '../state.js';
import { scopeContext } from '../state.js';
import { returnInit } from '../statements.js';
import { newVariable } from '../symbols.js';
import { declaratorId, functionSuffix } from '../types.js';
import { initializeVariable, requireObject } from '../variables.js';
import type { Reading } from './definition-scope.js';
import { DEPENDENT_VARIABLE, isDependent } from './definition-scope.js';

/** What a definition says, in order. */
export type Site =
  | { readonly kind: 'variable'; readonly specifiers: Ast.DeclSpecifiers; readonly declarator: Ast.Declarator; readonly init: Ast.Initializer | undefined; readonly scope: Scope; readonly parameter: boolean }
  | { readonly kind: 'expression' | 'condition' | 'switch'; readonly expr: Ast.Expr; readonly scope: Scope }
  | { readonly kind: 'return'; readonly value: Ast.Expr; readonly result: { readonly specifiers: Ast.DeclSpecifiers; readonly declarator: Ast.Declarator; readonly scope: Scope } | undefined; readonly scope: Scope }
  | { readonly kind: 'static-assert'; readonly declaration: Extract<Ast.Declaration, { kind: 'static-assert' }>; readonly scope: Scope };

export interface DefinitionSites {
  readonly reading: Reading;
  /** The function body; undefined for what stands in a class. */
  readonly body: Ast.FunctionBody | undefined;
  readonly sites: Site[];
}

export function checkSites(s: DeclSema, definitions: readonly DefinitionSites[]): void {
  for (const { reading, body, sites } of definitions) {
    if (body !== undefined && s.d.checkedBodies.has(body)) continue;
    // Each name stands for its variable only behind the declaration.
    for (const site of sites) if (site.kind === 'variable') site.scope.names.delete(localName(site.declarator)!);
    for (const site of sites) checkSite(s, reading, site);
  }
}

export function localName(declarator: Ast.Declarator): string | undefined {
  const { name } = declaratorId(declarator);
  return name?.qualifiers.length === 0 && name.last.kind === 'identifier' ? name.last.name : undefined;
}

/** What an expression that is checked in the scope finds; undefined where members of bases, or of what is around a definition elsewhere, may hide it. */
function known(r: Reading, name: string, scope: Scope): Entity | undefined {
  const { trap } = r.s;
  r.s.trap = [];
  const found = lookup(r.s, name, scope, 'any', 0)?.entity;
  r.s.trap = trap;
  if (found === undefined || (found.kind === 'variable' && found.role !== 'global')) return found;
  for (let at: Scope | undefined = scope; at !== undefined; at = at.parent) if (r.bases.has(at) || r.outside.has(at) || r.open.has(at)) return undefined;
  return found;
}

/** Says whether nothing in a piece of syntax depends on a template parameter or is known by its name only. */
function isClosed(r: Reading, node: unknown, scope: Scope): boolean {
  if (typeof node !== 'object' || node === null) return true;
  if (Array.isArray(node)) return node.every((item) => isClosed(r, item, scope));
  const record = node as { readonly [key: string]: unknown };
  switch (record.kind) {
    case 'this':
    case 'lambda':
    case 'statement-expression':
    case 'requires':
    case 'sizeof-pack':
    case 'pack-expansion':
    case 'fold':
    case 'destructor':
    case 'conversion':
    case 'function-name':
    case 'class':
    case 'enum':
    case 'elaborated':
    case 'va-arg':
    case 'error':
      return false;
    case 'auto':
      // In the type of a new-expression or a function.
      return record.constraint === undefined;
    case 'unary':
      // The address of a label.
      if (record.op === '&&') return false;
      break;
    case 'member':
      return isClosed(r, record.base, scope) && isClosed(r, (record.name as Ast.Name).last, scope) && (record.name as Ast.Name).qualifiers.length === 0;
    case 'name': {
      if (record.last === undefined) break;
      const name = node as Ast.Name;
      if (name.global) break;
      const step = name.qualifiers[0];
      const first = step === undefined ? name.last : step.kind === 'name' ? step.name : undefined;
      const base = first?.kind === 'template-id' ? first.template : first;
      if (base === undefined) break;
      if (base.kind !== 'identifier' || base.name.startsWith('__')) return false;
      const found = known(r, base.name, scope);
      if (found === undefined || isDependent(found) || found.kind === 'pack') return false;
      break;
    }
    default:
      break;
  }
  for (const key in record) if (key !== 'attributes' && !isClosed(r, record[key], scope)) return false;
  return true;
}

/** What is left to instantiations: who may name what is private (friends are), what nvcc says of instances only, and calls of members, for which there is no object here. */
const LATER: ReadonlySet<number> = new Set([exprMessages.inaccessible.code, exprMessages.assignConst.code, exprMessages.bindRvalue.code, exprMessages.memberWithoutObject.code]);

/** Runs a check and reports the errors that it finds; says whether there were none. */
function told(s: DeclSema, check: () => void): boolean {
  const { trap } = s;
  const errors: RecordedError[] = [];
  s.trap = errors;
  check();
  s.trap = trap;
  const real = errors.filter(({ row }) => row.severity === 'error' && !LATER.has(row.code));
  for (const { row, loc, args, notes } of real) s.report(row, loc, args, { notes });
  return errors.length === 0;
}

/** In a class there is an object, as far as a definition without arguments tells: whether the function is static, or const, is for its instantiations. */
function contextOf(s: DeclSema, r: Reading, scope: Scope): BodyContext {
  const thisClass = classAround(r, scope);
  return { ...scopeContext(scope, thisClass), unevaluated: true, thisType: thisClass && s.types.pointer(thisClass.type) };
}

function classAround(r: Reading, scope: Scope): ClassSymbol | undefined {
  for (let at: Scope | undefined = scope; at !== undefined; at = at.parent) {
    const found = at.kind === 'class' ? at.owner : r.outside.get(at)?.owner;
    if (found?.kind === 'class') return found;
  }
  return undefined;
}

function checkSite(s: DeclSema, r: Reading, site: Site): void {
  const ctx = contextOf(s, r, site.scope);
  switch (site.kind) {
    case 'variable':
      declareVariable(s, r, site);
      return;
    case 'expression':
    case 'condition':
    case 'switch':
      if (!isClosed(r, site.expr, site.scope)) checkParts(s, r, site.expr, site.scope);
      else if (site.expr.kind !== 'init-list') told(s, () => void (site.kind === 'condition' ? s.checkCondition(site.expr, ctx) : site.kind === 'switch' ? s.checkSwitchCondition(site.expr, ctx) : s.checkFullExpr(site.expr, ctx)));
      return;
    case 'return':
      checkReturn(s, r, site);
      return;
    case 'static-assert':
      if (isClosed(r, site.declaration.condition, site.scope)) told(s, () => s.declare(site.declaration, ctx));
      return;
    default:
      site satisfies never;
  }
}

/** The type that a declaration gives; undefined where something in it depends on parameters, or is wrong (which then was reported). */
function typeOf(s: DeclSema, r: Reading, specifiers: Ast.DeclSpecifiers, declarator: Ast.Declarator, scope: Scope): Type | undefined {
  if (!specifiers.type || !isClosed(r, specifiers.type, scope) || !isClosed(r, withoutName(declarator), scope)) return undefined;
  const ctx = contextOf(s, r, scope);
  // Bounds that are no constants make arrays whose size is known at run time.
  for (let at = declarator; at.kind !== 'id'; at = at.inner) {
    const size = at.kind === 'array' ? at.size : undefined;
    if (size && s.attempt(() => s.evaluateInteger(size, { ...ctx, constant: true })) === undefined) return undefined;
  }
  let type: Type | undefined;
  const fine = told(s, () => {
    type = s.applyDeclarator(s.specifierType(specifiers, ctx, { deduced: true }), declarator, ctx).type;
  });
  if (!fine || type === undefined || type === s.types.error || type.dependent) return undefined;
  if (specifiers.constexpr === 'constexpr' && type.kind !== 'auto') type = s.types.qualified(type, 1);
  return type;
}

function withoutName(declarator: Ast.Declarator): unknown {
  return declarator.kind === 'id' ? undefined : declarator.kind === 'function' ? { ...declarator.suffix, inner: withoutName(declarator.inner) } : { ...declarator, inner: withoutName(declarator.inner) };
}

function declareVariable(s: DeclSema, r: Reading, site: Extract<Site, { kind: 'variable' }>): void {
  const { specifiers, declarator, init, scope } = site;
  const name = localName(declarator)!;
  const { loc } = declaratorId(declarator);
  const unknown = (): void => void scope.names.set(name, DEPENDENT_VARIABLE);
  const type = typeOf(s, r, specifiers, declarator, scope);
  const closed = init === undefined || isClosed(r, init, scope);
  if (type === undefined || (!closed && (type.kind === 'auto' || (type.cv & 1) !== 0 || !isComplete(type)))) {
    unknown();
    if (init && !closed) initParts(s, r, init, scope);
    return;
  }
  const role = specifiers.storage.includes('static') || specifiers.storage.includes('thread_local') ? 'global' : site.parameter ? 'parameter' : 'local';
  const variable = newVariable(name, loc, s.d.globalNamespace, type, role);
  if (site.parameter) variable.type = type.kind === 'array' ? s.types.pointer(type.element) : type.kind === 'function' ? s.types.pointer(type) : type;
  if (attributeFacts(s, contextOf(s, r, scope), specifiers.attributes).shared) variable.storage = 'shared';
  scope.names.set(name, variable);
  if (site.parameter) return;
  const before = variable.type;
  const fine = told(s, () => {
    const object = before.kind === 'auto' || requireObject(s, variable, loc);
    if (!object || specifiers.storage.includes('extern') || (variable.storage === 'shared' && init === undefined)) return;
    if (closed) variable.init = initializeVariable(s, variable, init, contextOf(s, r, scope), loc);
  });
  if (init && !closed) initParts(s, r, init, scope);
  if (!fine || variable.type === s.types.error || variable.type.dependent) unknown();
}

/** Its size does not come from the initializer. */
function isComplete(type: Type): boolean {
  return type.kind !== 'array' || type.size !== undefined;
}

function initParts(s: DeclSema, r: Reading, init: Ast.Initializer, scope: Scope): void {
  if (init.kind === 'copy') checkParts(s, r, init.value, scope);
  else if (init.kind === 'direct') for (const arg of init.args) part(s, r, arg, scope);
}

function checkReturn(s: DeclSema, r: Reading, { value, result, scope }: Extract<Site, { kind: 'return' }>): void {
  const suffix = result && functionSuffix(result.declarator);
  const type = result && suffix && !suffix.trailingReturn && result.specifiers.type?.kind !== 'auto' ? typeOf(s, r, result.specifiers, resultDeclarator(result.declarator), result.scope) : undefined;
  if (!isClosed(r, value, scope)) {
    checkParts(s, r, value, scope);
    return;
  }
  const ctx = contextOf(s, r, scope);
  if (type === undefined) {
    if (value.kind !== 'init-list') part(s, r, value, scope);
    return;
  }
  told(s, () => {
    if (type.kind === 'builtin' && type.name === 'void') {
      const checked = value.kind === 'init-list' ? undefined : s.checkFullExpr(value, ctx);
      if (checked && checked.kind !== 'error' && !(checked.type.kind === 'builtin' && checked.type.name === 'void')) s.report(semaMessages.returnValueVoid, value.loc, [functionNameOf(result!.declarator)]);
    } else returnInit(s, type, value, ctx);
  });
}

function functionNameOf(declarator: Ast.Declarator): string {
  const { name } = declaratorId(declarator);
  return name ? nameText(name) : '';
}

/** The declarator of a function's result: what is around the function part. */
function resultDeclarator(declarator: Ast.Declarator): Ast.Declarator {
  if (declarator.kind === 'function' && declarator.inner.kind === 'id') return declarator.inner;
  return declarator.kind === 'id' ? declarator : { ...declarator, inner: resultDeclarator(declarator.inner) };
}

/** Expressions that mean something by themselves: names of functions and lists need a context. */
const CHECKED: ReadonlySet<Ast.Expr['kind']> = new Set(['unary', 'postfix', 'binary', 'assign', 'conditional', 'subscript', 'call', 'launch', 'member', 'c-cast', 'named-cast', 'functional-cast', 'new', 'delete']);

function part(s: DeclSema, r: Reading, expr: Ast.Expr, scope: Scope): void {
  if (!CHECKED.has(expr.kind) || !isClosed(r, expr, scope)) return checkParts(s, r, expr, scope);
  // The address of an overloaded function, and members that are functions.
  if (expr.kind === 'member' || (expr.kind === 'unary' && expr.op === '&')) return checkParts(s, r, expr, scope);
  told(s, () => void s.checkExpr(expr, contextOf(s, r, scope)));
}

/** The largest parts of an expression in which nothing depends on parameters. */
function checkParts(s: DeclSema, r: Reading, expr: Ast.Expr, scope: Scope): void {
  const each = (...parts: readonly (Ast.Expr | undefined)[]): void => {
    for (const one of parts) if (one) part(s, r, one, scope);
  };
  switch (expr.kind) {
    case 'paren':
      return each(expr.expr);
    case 'unary':
    case 'postfix':
    case 'delete':
    case 'c-cast':
    case 'named-cast':
      return each(expr.operand);
    case 'binary':
    case 'assign':
      return each(expr.left, expr.right);
    case 'conditional':
      return each(expr.condition, expr.then, expr.otherwise);
    case 'subscript':
      return each(expr.base, expr.index);
    case 'call':
      return each(...(expr.callee.kind === 'member' ? [expr.callee.base] : []), ...expr.args);
    case 'launch':
      return each(...expr.config, ...expr.args);
    case 'functional-cast':
      return each(...expr.args);
    case 'member':
      return each(expr.base);
    default:
      return;
  }
}
