/**
 * Two-phase lookup ([temp.res], [temp.nondep]): names in a template's definition that do not depend on its parameters must be declared before it, whether or not it is ever instantiated. In: the syntax of the
 * user's templates, when the whole unit is declared; names are looked up as from the definition. Out: diagnostics. Only names are resolved here, and what statements may not do anywhere; what depends on types
 * is checked by instantiations.
 */
import type * as Ast from '../../ast/index.js';
import { exprMessages } from '../../diagnostics/expr-messages.js';
import { semaMessages } from '../../diagnostics/sema-messages.js';
import type { Loc } from '../../source/loc.js';
import type { ClassSymbol } from '../../tree/index.js';
import type { Entity, Scope } from '../context.js';
import { lookup, lookupClass, lookupInNamespace } from '../lookup.js';
import { nameKey } from '../names.js';
import type { DeclSema } from '../state.js';
import { newScope, scopeContext } from '../state.js';
import { declaratorId, functionSuffix } from '../types.js';
import type { Reading } from './definition-scope.js';
import { DEPENDENT, DEPENDENT_VARIABLE, enumNames, find, inner, isDependent, mayBeObject, mayDepend, memberNames, OBJECT, PLAIN, VARIABLE } from './definition-scope.js';
import type { DefinitionSites, Site } from './definition-types.js';
import { localName } from './definition-types.js';

type TemplateDeclaration = Extract<Ast.Declaration, { kind: 'template' }>;

/** What a function's statements share. */
interface Frame {
  breakable: number;
  loops: number;
  readonly labels: Set<string>;
  readonly gotos: { readonly label: string; readonly loc: Loc }[];
}

interface Walk extends Reading {
  frame: Frame | undefined;
  /** Members of classes without bases: nothing else is initialized by their constructors. */
  readonly alone: Set<Scope>;
  /** What the types of are checked in the function being read; undefined where they are not. */
  sites: Site[] | undefined;
  /** The result of the function being read. */
  result: Extract<Site, { kind: 'return' }>['result'];
  readonly definitions: DefinitionSites[];
}

/** Notes a template for `checkDefinitions`. Templates inside of others are read with them. */
export function noteDefinition(s: DeclSema, declaration: TemplateDeclaration, scope: Scope): void {
  if (s.trap !== undefined || s.options.isSystem(declaration.loc)) return;
  for (let at: Scope | undefined = scope; at !== undefined; at = at.parent) if (at.kind === 'template' || at.kind === 'function' || at.kind === 'block') return;
  s.d.definitions.push({ declaration, scope, seq: s.d.nextSeq });
}

/** Checks names; what is to be said of types, once it is known what was instantiated, is left for `checkSites`. */
export function checkDefinitions(s: DeclSema): readonly DefinitionSites[] {
  const definitions: DefinitionSites[] = [];
  for (const { declaration, scope, seq } of s.d.definitions) {
    const w: Walk = { s, bases: new Map(), heads: new Set(), outside: new Map(), open: new Set(), frame: undefined, alone: new Set(), sites: undefined, result: undefined, definitions };
    walkTemplate(w, declaration, newScope('template', scope, undefined, seq + 1));
  }
  s.d.definitions.length = 0;
  return definitions;
}

// ---- declarations

function walkTemplate(w: Walk, declaration: TemplateDeclaration, around: Scope): void {
  const scope = newScope('template', around, undefined);
  w.heads.add(scope);
  for (const param of declaration.params) templateParameter(w, param, scope);
  if (declaration.requires) visit(w, declaration.requires, scope);
  walkMember(w, declaration.declaration, scope);
}

function templateParameter(w: Walk, param: Ast.TemplateParameter, scope: Scope): void {
  if (param.kind === 'value') {
    visit(w, param.parameter.specifiers.type, scope);
    visit(w, param.parameter.default, scope);
  } else if (param.default) visit(w, param.default, scope);
  if (param.name) scope.names.set(param.name, DEPENDENT);
}

/** A declaration at class scope, or what a template declares. */
function walkMember(w: Walk, declaration: Ast.Declaration, scope: Scope): void {
  switch (declaration.kind) {
    case 'template':
      walkTemplate(w, declaration, scope);
      return;
    case 'function':
      walkFunction(w, declaration.specifiers, declaration.declarator, declaration.body, scope);
      return;
    case 'simple': {
      const { specifiers, declarators } = declaration;
      if (specifiers.type?.kind === 'class') walkClass(w, specifiers.type.definition, scope);
      else if (specifiers.type?.kind === 'enum') walkEnum(w, specifiers.type.definition, scope);
      else if (specifiers.type?.kind === 'named') visit(w, specifiers.type, scope);
      for (const each of declarators) {
        if (functionSuffix(each.declarator)) walkFunction(w, { ...specifiers, type: undefined }, each.declarator, undefined, scope);
        else {
          const place = definitionScope(w, declaratorId(each.declarator).name, scope);
          visitDeclarator(w, each.declarator, place);
          visit(w, each.init, place);
          visit(w, each.bitWidth, place);
        }
      }
      return;
    }
    case 'alias':
      visit(w, declaration.type, scope);
      return;
    case 'concept':
      visit(w, declaration.constraint, scope);
      return;
    case 'static-assert':
      visit(w, declaration.condition, scope);
      w.definitions.push({ reading: w, body: undefined, sites: [{ kind: 'static-assert', declaration, scope }] });
      return;
    case 'using-declaration':
      for (const { name } of declaration.names) visit(w, name, scope);
      return;
    default:
      return;
  }
}

function walkEnum(w: Walk, definition: Ast.EnumDefinition, scope: Scope): void {
  const own = inner(scope);
  for (const enumerator of definition.enumerators ?? []) {
    visit(w, enumerator.value, own);
    own.names.set(enumerator.name, DEPENDENT);
  }
}

/** The scope in which a class template's members see each other. */
function classScope(w: Walk, definition: Ast.ClassDefinition, around: Scope): Scope {
  const scope = inner(around);
  memberNames(definition, (name) => scope.names.set(name, DEPENDENT));
  if (definition.bases.length === 0) w.alone.add(scope);
  const classes: ClassSymbol[] = [];
  for (const base of definition.bases) {
    if (base.packExpansion || mayDepend(w, base.type, around)) continue;
    const type = w.s.attempt(() => w.s.resolveTypeId(base.type, scopeContext(around)));
    if (type?.kind === 'class' && w.s.attempt(() => w.s.completeType(type)) === true) classes.push(type.symbol);
    else w.open.add(scope);
  }
  if (classes.length > 0) w.bases.set(scope, classes);
  return scope;
}

function walkClass(w: Walk, definition: Ast.ClassDefinition, around: Scope): void {
  const outer = definition.name ? definitionScope(w, definition.name, around) : around;
  for (const base of definition.bases) visit(w, base.type, outer);
  const scope = classScope(w, definition, outer);
  for (const { declaration } of definition.members) {
    for (const name of w.heads.has(around) ? around.names.keys() : []) if (namesMember(declaration, name)) w.s.report(semaMessages.shadowsParameter, declaration.loc, [name]);
    const { frame } = w;
    walkMember(w, declaration, scope);
    w.frame = frame;
  }
}

function namesMember(declaration: Ast.Declaration, name: string): boolean {
  if (declaration.kind !== 'simple' || declaration.specifiers.friend) return false;
  return declaration.declarators.some((each) => {
    const id = declaratorId(each.declarator).name;
    return id?.qualifiers.length === 0 && id.last.kind === 'identifier' && id.last.name === name;
  });
}

/** Where the names of an out-of-class definition are looked up: the scope inside of the classes and namespaces that its name is qualified with. */
function definitionScope(w: Walk, name: Ast.Name | undefined, around: Scope): Scope {
  if (name === undefined || name.qualifiers.length === 0) return around;
  const { s } = w;
  let entity: Entity | undefined = name.global ? s.d.globalNamespace : undefined;
  let scope = around;
  let definition: Ast.ClassDefinition | undefined;
  const unclear = (): Scope => {
    const open = inner(scope);
    w.open.add(open);
    return open;
  };
  for (const step of name.qualifiers) {
    if (step.kind !== 'name') return unclear();
    const key = nameKey(step.name.kind === 'template-id' ? step.name.template : step.name);
    if (definition !== undefined) {
      definition = memberClass(definition, key);
      if (definition === undefined) return unclear();
      scope = classScope(w, definition, scope);
      continue;
    }
    const found: Entity | undefined =
      entity === undefined ? lookup(s, key, around, 'type', step.loc)?.entity : entity.kind === 'namespace' ? lookupInNamespace(s, entity, key, step.loc, 'type') : entity.kind === 'class' ? lookupClass(s, entity, key, step.loc, 'type')?.entity : undefined;
    if (found?.kind === 'template' && found.templateKind === 'class') {
      const info = s.entityTemplate(found);
      const syntax = info.inner.kind === 'simple' && info.inner.specifiers.type?.kind === 'class' ? info.inner.specifiers.type.definition : undefined;
      if (syntax === undefined || info.partials.length > 0) return unclear();
      definition = syntax;
      scope = classScope(w, definition, around);
      // Names of the namespace or class around the template come after its members.
      w.outside.set(scope, info.scope);
      continue;
    }
    if (found?.kind !== 'namespace' && found?.kind !== 'class') return unclear();
    entity = found;
  }
  if (definition !== undefined) return scope;
  const made = inner(around);
  const real = entity?.kind === 'class' ? s.d.classes.get(entity)?.scope : entity?.kind === 'namespace' ? s.d.namespaces.get(entity)?.scope : undefined;
  if (real === undefined) return unclear();
  w.outside.set(made, real);
  return made;
}

function memberClass(definition: Ast.ClassDefinition, key: string): Ast.ClassDefinition | undefined {
  for (const { declaration } of definition.members) {
    const plain = declaration.kind === 'template' ? declaration.declaration : declaration;
    const type = plain.kind === 'simple' ? plain.specifiers.type : undefined;
    if (type?.kind === 'class' && type.definition.name && nameKey(type.definition.name.last) === key) return type.definition;
  }
  return undefined;
}

function walkFunction(w: Walk, specifiers: Ast.DeclSpecifiers, declarator: Ast.Declarator, body: Ast.FunctionBody | undefined, around: Scope): void {
  const id = declaratorId(declarator);
  const suffix = functionSuffix(declarator);
  if (suffix === undefined || body?.kind === 'deferred') return;
  const place = definitionScope(w, id.name, around);
  if (specifiers.type?.kind === 'named' || specifiers.type?.kind === 'decltype') visit(w, specifiers.type, place);
  const scope = inner(place);
  parameters(w, suffix, scope, id.name?.qualifiers.length === 0);
  visit(w, suffix.trailingReturn, scope);
  visit(w, suffix.trailingRequires, scope);
  if (typeof suffix.noexcept === 'object') visit(w, suffix.noexcept, scope);
  if (body?.kind !== 'block') return;
  const { frame: outer, sites, result } = w;
  const frame: Frame = { breakable: 0, loops: 0, labels: new Set(), gotos: [] };
  w.frame = frame;
  // Functions of local classes see variables of the one around.
  w.sites = outer === undefined ? [] : undefined;
  w.result = { specifiers, declarator, scope: place };
  if (w.sites) {
    w.definitions.push({ reading: w, body, sites: w.sites });
    for (const param of suffix.params) {
      if (localName(param.declarator) !== undefined && !declaratorId(param.declarator).pack) w.sites.push({ kind: 'variable', specifiers: param.specifiers, declarator: param.declarator, init: undefined, scope, parameter: true });
    }
  }
  for (const { name, init, loc } of body.initializers) {
    visit(w, init.args, scope);
    if (w.alone.has(place) && name.qualifiers.length === 0 && !name.global && name.last.kind === 'identifier' && !place.names.has(name.last.name)) w.s.report(exprMessages.memberNotABase, loc, [name.last.name]);
  }
  for (const each of body.handlers ?? []) handler(w, each, scope);
  for (const stmt of body.statement.body) visit(w, stmt, scope);
  for (const { label, loc } of frame.gotos) if (!frame.labels.has(label)) w.s.report(semaMessages.labelUndeclared, loc, [label]);
  w.frame = outer;
  w.sites = sites;
  w.result = result;
}

function parameters(w: Walk, suffix: Ast.FunctionSuffix, scope: Scope, first: boolean): void {
  let defaults = false;
  for (const [i, param] of suffix.params.entries()) {
    visit(w, param.specifiers.type, scope);
    visitDeclarator(w, param.declarator, scope);
    visit(w, param.default, scope);
    const id = declaratorId(param.declarator);
    if (param.default) defaults = true;
    else if (defaults && first && !id.pack) {
      w.s.report(semaMessages.defaultArgumentMissing, param.loc, [`${i + 1}`]);
      defaults = false;
    }
    if (id.name?.last.kind === 'identifier') local(w, scope, id.name.last.name, id.pack || mayDepend(w, [param.specifiers.type, declaratorParts(param.declarator)], scope) || param.specifiers.type?.kind === 'auto', id.loc, param.specifiers.type);
  }
}

/** Declares a local variable. */
function local(w: Walk, scope: Scope, name: string, dependent: boolean, loc: Loc, type: Ast.TypeSpecifier | undefined): void {
  for (let at: Scope | undefined = scope; at !== undefined; at = at.parent) if (w.heads.has(at) && at.names.has(name)) w.s.report(semaMessages.shadowsParameter, loc, [name]);
  const known = scope.names.get(name);
  if (known === VARIABLE || known === OBJECT || known === DEPENDENT_VARIABLE) w.s.report(semaMessages.redefinition, loc, [name]);
  scope.names.set(name, dependent ? DEPENDENT_VARIABLE : type?.kind === 'builtin' ? VARIABLE : OBJECT);
}

/** What a declarator's type is made of, without the name that it declares. */
function declaratorParts(declarator: Ast.Declarator): unknown[] {
  const parts: unknown[] = [];
  for (let at = declarator; at.kind !== 'id'; at = at.inner) {
    if (at.kind === 'array') parts.push(at.size);
    else if (at.kind === 'member-pointer') parts.push(at.class);
    else if (at.kind === 'function') for (const param of at.suffix.params) parts.push(param.specifiers.type, declaratorParts(param.declarator));
  }
  return parts;
}

/** What a declarator mentions: bounds, parameters of function types, the class of a member pointer. */
function visitDeclarator(w: Walk, declarator: Ast.Declarator, scope: Scope): void {
  for (let at = declarator; at.kind !== 'id'; at = at.inner) {
    if (at.kind === 'array') visit(w, at.size, scope);
    else if (at.kind === 'function') parameters(w, at.suffix, inner(scope), false);
    else if (at.kind === 'member-pointer') visit(w, at.class, scope);
  }
}

/** A declaration in a block. */
function walkLocal(w: Walk, declaration: Ast.Declaration, scope: Scope): void {
  switch (declaration.kind) {
    case 'simple': {
      const { specifiers, declarators } = declaration;
      const { type } = specifiers;
      if (type?.kind === 'class') {
        if (type.definition.name) scope.names.set(nameKey(type.definition.name.last), DEPENDENT);
        else if (declarators.length === 0) memberNames(type.definition, (name) => scope.names.set(name, DEPENDENT));
        walkClass(w, type.definition, scope);
      } else if (type?.kind === 'enum') {
        walkEnum(w, type.definition, scope);
        enumNames(type.definition, (name) => scope.names.set(name, PLAIN));
      } else if (type?.kind === 'elaborated') scope.names.set(nameKey(type.name.last), PLAIN);
      else visit(w, type, scope);
      for (const each of declarators) {
        visitDeclarator(w, each.declarator, scope);
        const id = declaratorId(each.declarator);
        if (id.name?.qualifiers.length === 0 && id.name.last.kind === 'identifier') {
          const depends = type?.kind === 'class' || type?.kind === 'auto' || mayDepend(w, [type, declaratorParts(each.declarator)], scope);
          const redeclarable = specifiers.storage.includes('typedef') || specifiers.storage.includes('extern') || functionSuffix(each.declarator) !== undefined;
          if (redeclarable) scope.names.set(id.name.last.name, depends ? DEPENDENT : PLAIN);
          else {
            local(w, scope, id.name.last.name, depends, id.loc, type);
            if (type?.kind !== 'class' && type?.kind !== 'enum') w.sites?.push({ kind: 'variable', specifiers, declarator: each.declarator, init: each.init, scope, parameter: false });
          }
        }
        visit(w, each.init, scope);
      }
      return;
    }
    case 'structured-binding':
      visit(w, declaration.init, scope);
      for (const name of declaration.names) scope.names.set(name, DEPENDENT);
      return;
    case 'alias':
      visit(w, declaration.type, scope);
      scope.names.set(declaration.name, mayDepend(w, declaration.type, scope) ? DEPENDENT : PLAIN);
      return;
    case 'namespace-alias':
      scope.names.set(declaration.name, DEPENDENT);
      return;
    case 'using-declaration':
      for (const { name } of declaration.names) scope.names.set(nameKey(name.last), DEPENDENT);
      return;
    case 'using-directive':
    case 'using-enum':
      if (!declares(w, declaration, scope)) w.open.add(scope);
      return;
    case 'static-assert':
      visit(w, declaration.condition, scope);
      w.sites?.push({ kind: 'static-assert', declaration, scope });
      return;
    default:
      return;
  }
}

function declares(w: Walk, declaration: Ast.Declaration, scope: Scope): boolean {
  const done = w.s.attempt(() => {
    w.s.declare(declaration, scopeContext(scope));
    return true;
  });
  return done === true;
}

// ---- statements, expressions, types

type Node = { readonly kind?: unknown; readonly [key: string]: unknown };

function breakable(w: Walk, loop: boolean, body: () => void): void {
  const { frame } = w;
  if (frame === undefined) return body();
  frame.breakable++;
  if (loop) frame.loops++;
  body();
  frame.breakable--;
  if (loop) frame.loops--;
}

function visit(w: Walk, node: unknown, scope: Scope): void {
  if (typeof node !== 'object' || node === null) return;
  if (Array.isArray(node)) {
    for (const item of node) visit(w, item, scope);
    return;
  }
  switch ((node as Node).kind) {
    case 'compound': {
      const own = inner(scope);
      // A statement, or a requirement of a requires-expression.
      visit(w, (node as { body?: readonly Ast.Stmt[] }).body ?? (node as { expr?: Ast.Expr }).expr, own);
      return;
    }
    case 'try': {
      const { body, handlers } = node as Extract<Ast.Stmt, { kind: 'try' }>;
      visit(w, body, scope);
      for (const each of handlers) handler(w, each, scope);
      return;
    }
    case 'elaborated':
      return;
    case 'declaration':
    case 'declaration-condition':
      walkLocal(w, (node as { declaration: Ast.Declaration }).declaration, scope);
      return;
    case 'if':
    case 'switch':
    case 'while':
    case 'for':
    case 'range-for':
    case 'do':
      control(w, node as Control, scope);
      return;
    case 'expression':
      // An argument of a template has this kind as well.
      if ('expr' in node && !('packExpansion' in node) && (node as { expr?: Ast.Expr }).expr) w.sites?.push({ kind: 'expression', expr: (node as { expr: Ast.Expr }).expr, scope });
      break;
    case 'return': {
      const { value } = node as Extract<Ast.Stmt, { kind: 'return' }>;
      if (value) w.sites?.push({ kind: 'return', value, result: w.result, scope });
      break;
    }
    case 'break':
      if (w.frame?.breakable === 0) w.s.report(semaMessages.breakOutside, (node as Ast.Stmt).loc);
      return;
    case 'continue':
      if (w.frame?.loops === 0) w.s.report(semaMessages.continueOutside, (node as Ast.Stmt).loc);
      return;
    case 'goto': {
      const { label, loc } = node as { label: string; loc: Loc };
      w.frame?.gotos.push({ label, loc });
      return;
    }
    case 'label': {
      const { name, body } = node as { name: string; body: Ast.Stmt };
      w.frame?.labels.add(name);
      visit(w, body, scope);
      return;
    }
    case 'lambda':
      lambda(w, node as Extract<Ast.Expr, { kind: 'lambda' }>, scope);
      return;
    case 'requires': {
      const own = inner(scope);
      const { params, requirements } = node as Extract<Ast.Expr, { kind: 'requires' }>;
      for (const param of params) {
        visit(w, param.specifiers.type, own);
        const id = declaratorId(param.declarator);
        if (id.name?.last.kind === 'identifier') own.names.set(id.name.last.name, DEPENDENT);
      }
      visit(w, requirements, own);
      return;
    }
    case 'call':
    case 'launch': {
      const { callee, kernel, config, args } = node as { callee?: Ast.Expr; kernel?: Ast.Expr; config?: readonly Ast.Expr[]; args: readonly Ast.Expr[] };
      const target = (callee ?? kernel)!;
      if (target.kind === 'id') checkName(w, target.name, scope, args);
      else visit(w, target, scope);
      visit(w, config, scope);
      visit(w, args, scope);
      return;
    }
    case 'member': {
      const { base, name } = node as Extract<Ast.Expr, { kind: 'member' }>;
      visit(w, base, scope);
      if (name.last.kind === 'template-id') visit(w, name.last.args, scope);
      return;
    }
    case 'unary': {
      const { op, operand } = node as Extract<Ast.Expr, { kind: 'unary' }>;
      if (op !== '&&') visit(w, operand, scope);
      return;
    }
    case 'offsetof':
      visit(w, (node as Extract<Ast.Expr, { kind: 'offsetof' }>).type, scope);
      return;
    case 'field':
      return;
    case 'name':
      if ((node as Partial<Ast.Name>).last === undefined) break;
      checkName(w, node as Ast.Name, scope, undefined);
      return;
    case 'function':
    case 'array':
    case 'pointer':
    case 'reference':
    case 'member-pointer':
      visitDeclarator(w, node as Ast.Declarator, scope);
      return;
    case 'class':
      walkClass(w, (node as Extract<Ast.TypeSpecifier, { kind: 'class' }>).definition, scope);
      return;
    default:
      break;
  }
  for (const key in node) if (key !== 'attributes') visit(w, (node as Node)[key], scope);
}

function handler(w: Walk, { parameter, body }: Ast.CatchHandler, scope: Scope): void {
  const own = inner(scope);
  if (parameter) {
    visit(w, parameter.specifiers.type, own);
    const id = declaratorId(parameter.declarator);
    if (id.name?.last.kind === 'identifier') local(w, own, id.name.last.name, true, id.loc, undefined);
  }
  visit(w, body, own);
}

type Control = Extract<Ast.Stmt, { kind: 'if' | 'switch' | 'while' | 'for' | 'range-for' | 'do' }>;

/** Reads a piece of a definition whose types are left to instantiations. */
function withoutSites(w: Walk, read: () => void): void {
  const { sites } = w;
  w.sites = undefined;
  read();
  w.sites = sites;
}

function condition(w: Walk, node: object | undefined, scope: Scope, kind: 'condition' | 'switch' = 'condition'): void {
  visit(w, node, scope);
  const { kind: written, expr } = (node ?? {}) as { kind?: string; expr?: Ast.Expr };
  if (node && written !== 'declaration-condition') w.sites?.push({ kind, expr: written === 'expression' && expr ? expr : (node as Ast.Expr), scope });
}

function control(w: Walk, stmt: Control, scope: Scope): void {
  const own = inner(scope);
  switch (stmt.kind) {
    case 'if':
      visit(w, stmt.init, own);
      condition(w, stmt.condition, own);
      visit(w, stmt.then, inner(own));
      visit(w, stmt.otherwise, inner(own));
      return;
    case 'switch':
      visit(w, stmt.init, own);
      condition(w, stmt.condition, own, 'switch');
      breakable(w, false, () => visit(w, stmt.body, inner(own)));
      return;
    case 'while':
      condition(w, stmt.condition, own);
      breakable(w, true, () => visit(w, stmt.body, inner(own)));
      return;
    case 'do':
      breakable(w, true, () => visit(w, stmt.body, own));
      condition(w, stmt.condition, scope);
      return;
    case 'for':
      visit(w, stmt.init, own);
      condition(w, stmt.condition, own);
      visit(w, stmt.step, own);
      if (stmt.step) w.sites?.push({ kind: 'expression', expr: stmt.step, scope: own });
      breakable(w, true, () => visit(w, stmt.body, inner(own)));
      return;
    case 'range-for':
      visit(w, stmt.init, own);
      visit(w, stmt.range, own);
      // The loop gives the variable its value.
      withoutSites(w, () => walkLocal(w, stmt.variable, own));
      breakable(w, true, () => visit(w, stmt.body, inner(own)));
      return;
    default:
      stmt satisfies never;
  }
}

function lambda(w: Walk, node: Extract<Ast.Expr, { kind: 'lambda' }>, scope: Scope): void {
  const own = inner(scope);
  for (const capture of node.captures) {
    visit(w, capture.init, scope);
    if (capture.init !== undefined) own.names.set(capture.name, DEPENDENT);
  }
  for (const param of node.templateParams) templateParameter(w, param, own);
  if (node.suffix) {
    parameters(w, node.suffix, own, false);
    visit(w, node.suffix.trailingReturn, own);
  }
  const { frame } = w;
  w.frame = { breakable: 0, loops: 0, labels: new Set(), gotos: [] };
  withoutSites(w, () => visit(w, node.body, own));
  w.frame = frame;
}

/** `args`: of the call whose function the name is; argument-dependent lookup may find that at an instantiation. */
function checkName(w: Walk, name: Ast.Name, scope: Scope, args: readonly Ast.Expr[] | undefined): void {
  const { s } = w;
  for (const step of name.qualifiers) {
    if (step.kind === 'decltype') visit(w, step.expr, scope);
    else if (step.name.kind === 'template-id') visit(w, step.name.args, scope);
  }
  if (name.last.kind === 'template-id') visit(w, name.last.args, scope);
  const plain = (part: Ast.UnqualifiedName): string | undefined => {
    const base = part.kind === 'template-id' ? part.template : part;
    return base.kind === 'identifier' ? base.name : undefined;
  };
  const last = plain(name.last);
  if (name.qualifiers.length === 0) {
    // Names of the implementation may be known to the compiler alone.
    if (last === undefined || last.startsWith('__')) return;
    const found = name.global ? lookupInNamespace(s, s.d.globalNamespace, last, 0) : find(w, last, scope);
    if (found !== undefined || s.lookupBuiltin(last) !== undefined) return;
    if (!name.global && args?.some((arg) => arg.kind === 'pack-expansion' || mayDepend(w, arg, scope))) return;
    // What classes of arguments bring is for instantiations to tell.
    if (!name.global && args?.some((arg) => mayBeObject(w, arg, scope))) return;
    s.report(semaMessages.undeclared, name.last.loc, [last]);
    return;
  }
  let entity: Entity | undefined = name.global ? s.d.globalNamespace : undefined;
  for (const step of name.qualifiers) {
    const key = step.kind === 'name' ? plain(step.name) : undefined;
    if (key === undefined) return;
    const found: Entity | undefined = entity === undefined ? find(w, key, scope) : entity.kind === 'namespace' ? lookupInNamespace(s, entity, key, 0) : undefined;
    if (found === undefined) {
      if (entity === undefined) s.report(semaMessages.notNamespaceOrClass, step.loc, [key]);
      else if (entity.kind === 'namespace') s.report(semaMessages.noMember, step.loc, [key, entity.name || 'the global namespace']);
      return;
    }
    if (isDependent(found) || found.kind !== 'namespace') return;
    entity = found;
  }
  if (entity?.kind === 'namespace' && last !== undefined && lookupInNamespace(s, entity, last, 0) === undefined) s.report(semaMessages.noMember, name.last.loc, [last, entity.name || 'the global namespace']);
}
