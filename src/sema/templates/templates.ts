/**
 * Template declarations: class, function, alias and variable templates and concepts are only registered; nothing in them is analysed before an argument list
 * is known, but for a function template's signature; that names which depend on no parameter are declared is seen in definition-check.ts. Out-of-class members of class templates are noted with their template.
 */
import type * as Ast from '../../ast/index.js';
import { semaMessages } from '../../diagnostics/sema-messages.js';
import type { Loc } from '../../source/loc.js';
import type { ClassSymbol, FunctionType, NamespaceSymbol, ParentSymbol, TemplateKind, TemplateSymbol } from '../../tree/index.js';
import type { BodyContext, Entity, Scope } from '../context.js';
import { sameSignature } from '../functions.js';
import { addName, addOverload, lookup, lookupClass, lookupInNamespace } from '../lookup.js';
import { declaratorPrefix, nameKey, nameText } from '../names.js';
import type { DeclSema, OutOfClassMember, PartialSpecialization, TemplateInfo } from '../state.js';
import { declaringScope, namespaceScope, ownerOf, scopeContext } from '../state.js';
import { declaratorId, functionSuffix } from '../types.js';
import { isDependentSyntax, spell } from '../syntax-walk.js';
import { isDependentArg } from '../type-table.js';
import { noteDefinition } from './definition-check.js';
import { mayBeDefined } from './member-check.js';
import { abstractScope, noteDefaults, placeholders, valueParameterType } from './arguments.js';
import { isUsablePartial } from './partial-check.js';
import { checkParameterType } from './structural.js';

type TemplateDeclaration = Extract<Ast.Declaration, { kind: 'template' }>;

/** A template parameter for each `auto` in a parameter list, and the list that names them. */
export function inventParameters(params: readonly Ast.ParameterDeclaration[]): { readonly params: readonly Ast.ParameterDeclaration[]; readonly invented: readonly Ast.TemplateParameter[] } {
  const invented: Ast.TemplateParameter[] = [];
  const rewritten = params.map((param, i): Ast.ParameterDeclaration => {
    const { type } = param.specifiers;
    if (type?.kind !== 'auto' || type.decltypeAuto) return param;
    const name = `auto:${i + 1}`;
    const { loc } = type;
    const pack = declaratorId(param.declarator).pack;
    invented.push({ kind: 'type', name, pack, default: undefined, constraint: type.constraint, loc });
    const written: Ast.Name = { kind: 'name', global: false, qualifiers: [], templateKeyword: false, last: { kind: 'identifier', name, loc, end: loc }, loc, end: loc };
    return { ...param, specifiers: { ...param.specifiers, type: { kind: 'named', name: written, typenameKeyword: false, loc } } };
  });
  return invented.length > 0 ? { params: rewritten, invented } : { params, invented };
}

/** Replaces the parameters of the function part next to the name. */
export function withParameters(declarator: Ast.Declarator, params: readonly Ast.ParameterDeclaration[]): Ast.Declarator {
  if (declarator.kind === 'id') return declarator;
  if (declarator.kind === 'function' && declarator.inner.kind === 'id') return { ...declarator, suffix: { ...declarator.suffix, params } };
  return { ...declarator, inner: withParameters(declarator.inner, params) };
}

function checkParameterNames(s: DeclSema, params: readonly Ast.TemplateParameter[]): void {
  const seen = new Set<string>();
  for (const param of params) {
    if (!param.name) continue;
    if (seen.has(param.name)) s.report(semaMessages.parameterRedeclared, param.loc, [param.name]);
    seen.add(param.name);
  }
}

/** Types of value parameters that depend on no other parameter are seen to when the template is declared. */
function checkParameterTypes(s: DeclSema, params: readonly Ast.TemplateParameter[], ctx: BodyContext): void {
  const scope = abstractScope(s, params, placeholders(s, params), ctx.scope);
  for (const param of params) {
    if (param.kind !== 'value') continue;
    const { type } = param.parameter.specifiers;
    // Fundamental types but floating-point ones need no look.
    if (type?.kind !== 'named' && type?.kind !== 'elaborated' && !(type?.kind === 'builtin' && /float|double|void/.test(String(type.base)))) continue;
    const resolved = s.attempt(() => valueParameterType(s, param, scope));
    if (resolved) checkParameterType(s, resolved, param.loc);
  }
}

/** Of class, alias and variable templates. Packs need none. */
function checkParameterDefaults(s: DeclSema, { params, defaults }: TemplateInfo): void {
  const pack = params.findIndex((param) => param.pack);
  if (pack >= 0 && pack !== params.length - 1) s.report(semaMessages.parameterPackLast, params[pack]!.loc, [params[pack]!.name ?? '']);
  const first = defaults.findIndex((value) => value !== undefined);
  const missing = first < 0 ? -1 : params.findIndex((param, i) => i > first && !param.pack && defaults[i] === undefined);
  if (missing >= 0) s.report(semaMessages.parameterDefaultMissing, params[missing]!.loc, [params[missing]!.name ?? '']);
}

function defaultsOf(params: readonly Ast.TemplateParameter[]): TemplateInfo['defaults'] {
  return params.map((param) => (param.kind === 'value' ? (param.parameter.default ? param.parameter : undefined) : param.default));
}

/** Constrained parameters have names, by which what they are bound to is found. */
function nameConstrained(params: readonly Ast.TemplateParameter[]): readonly Ast.TemplateParameter[] {
  const needed = (param: Ast.TemplateParameter): boolean => !param.name && ((param.kind === 'type' && param.constraint !== undefined) || (param.kind === 'value' && param.parameter.specifiers.type?.kind === 'auto' && param.parameter.specifiers.type.constraint !== undefined));
  return params.some(needed) ? params.map((param, i) => (needed(param) ? { ...param, name: `<${i}>` } : param)) : params;
}

export function newTemplate(
  s: DeclSema, name: string, templateKind: TemplateKind, params: readonly Ast.TemplateParameter[], inner: Ast.Declaration, scope: Scope, parent: ParentSymbol, requires: Ast.Expr | undefined,
  access: Ast.Access | undefined,
): TemplateInfo {
  const symbol: TemplateSymbol = { kind: 'template', templateKind, name, loc: inner.loc, parent, declaration: inner };
  const info: TemplateInfo = {
    symbol, params: nameConstrained(params), paramTypes: placeholders(s, params), scope, abstractScope: undefined, inner, defined: isDefinition(inner), requires, defaults: defaultsOf(params), seq: s.d.nextSeq,
    specializations: new Map(), partials: [], members: [], pattern: undefined, patternFailed: false, explicit: new Set(), guides: [], implicitGuides: false, access,
    thisClass: parent.kind === 'class' ? parent : undefined, linkage: s.d.linkage, guideOf: undefined, lambda: undefined, friend: false, outOfClassScope: undefined,
  };
  s.d.templates.set(symbol, info);
  if (access) s.d.access.set(symbol, access);
  return info;
}

function isDefinition(inner: Ast.Declaration): boolean {
  switch (inner.kind) {
    case 'function':
    case 'alias':
    case 'concept':
      return true;
    case 'simple':
      return inner.declarators.length > 0 ? !functionSuffix(inner.declarators[0]!.declarator) : inner.specifiers.type?.kind === 'class';
    default:
      return false;
  }
}

/** Merges a redeclaration: default arguments accumulate, the definition replaces the declaration. */
function redeclare(s: DeclSema, info: TemplateInfo, declaration: TemplateDeclaration, inner: Ast.Declaration): void {
  const defaults = defaultsOf(declaration.params);
  noteDefaults(info.defaults, info.params);
  noteDefaults(defaults, declaration.params);
  defaults.forEach((written, i) => {
    if (written) info.defaults[i] ??= written;
  });
  if (!isDefinition(inner)) return;
  if (info.defined) {
    s.report(semaMessages.templateRedefinition, inner.loc, [info.symbol.name], { notes: [{ loc: info.symbol.loc, text: 'previous definition is here' }] });
    return;
  }
  info.defined = true;
  info.inner = asDeclared(inner, info.inner);
  // Default arguments may refer to parameters that have a name elsewhere only.
  info.params = declaration.params.map((param, i) => (param.name ? param : { ...param, name: `<${i}>` }));
  info.seq = s.d.nextSeq;
  info.abstractScope = undefined;
}

/** A function template's definition with what only its declaration says, inside a class mostly: `static`, `explicit`, `constexpr`, execution spaces, default arguments. */
export function asDeclared(inner: Ast.Declaration, before: Ast.Declaration): Ast.Declaration {
  const old = declarators(before)?.specifiers;
  if (inner.kind !== 'function' || old === undefined) return inner;
  const own = inner.specifiers;
  const isStatic = old.storage.includes('static') && !own.storage.includes('static');
  const isExplicit = old.explicit !== false && own.explicit === false;
  const isConstexpr = old.constexpr !== undefined && own.constexpr === undefined;
  let specifiers = own;
  if (isStatic || isExplicit || isConstexpr || old.attributes.length > 0) {
    specifiers = {
      ...own, storage: isStatic ? [...own.storage, 'static'] : own.storage, explicit: isExplicit ? old.explicit : own.explicit, constexpr: own.constexpr ?? old.constexpr,
      attributes: [...old.attributes, ...own.attributes],
    };
  }
  return withDefaultArguments(specifiers === own ? inner : { ...inner, specifiers }, before);
}

/** With the default arguments of the declaration before it, too. */
function withDefaultArguments(inner: Ast.Declaration, before: Ast.Declaration): Ast.Declaration {
  const old = declarators(before);
  const suffix = old && functionSuffix(old.declarator);
  if (inner.kind !== 'function' || !suffix?.params.some((param) => param.default)) return inner;
  const own = functionSuffix(inner.declarator);
  const merged = (at: Ast.Declarator): Ast.Declarator => {
    if (at.kind === 'id') return at;
    if (at.kind !== 'function' || at.suffix !== own) return { ...at, inner: merged(at.inner) };
    const params = at.suffix.params.map((param, i) => (param.default || !suffix.params[i]?.default ? param : { ...param, default: suffix.params[i].default }));
    return { ...at, suffix: { ...at.suffix, params } };
  };
  return { ...inner, declarator: merged(inner.declarator) };
}

function classHead(inner: Ast.Declaration): { readonly name: Ast.Name; readonly definition: Ast.ClassDefinition | undefined } | undefined {
  if (inner.kind !== 'simple' || inner.declarators.length > 0) return undefined;
  const { type } = inner.specifiers;
  if (type?.kind === 'class') return type.definition.name && { name: type.definition.name, definition: type.definition };
  if (type?.kind === 'elaborated') return { name: type.name, definition: undefined };
  return undefined;
}

function declarators(inner: Ast.Declaration): { readonly specifiers: Ast.DeclSpecifiers; readonly declarator: Ast.Declarator } | undefined {
  if (inner.kind === 'function') return inner;
  if (inner.kind === 'simple' && inner.declarators[0]) return { specifiers: inner.specifiers, declarator: inner.declarators[0].declarator };
  return undefined;
}

interface MemberList {
  readonly members: OutOfClassMember[];
  readonly path: string;
  readonly steps: OutOfClassMember['steps'];
  /** The class, once it was defined. */
  readonly definition: Ast.ClassDefinition | undefined;
}

/** Members of which class template (or partial specialization) a qualified declarator defines: `A<T>::B::f` → A's list, 'B::f'. */
function memberList(s: DeclSema, params: readonly Ast.TemplateParameter[], name: Ast.Name, ctx: BodyContext): MemberList | undefined {
  let scopeEntity: Entity | undefined = name.global ? s.d.globalNamespace : undefined;
  for (let i = 0; i < name.qualifiers.length; i++) {
    const step = name.qualifiers[i]!;
    if (step.kind !== 'name') return undefined;
    const key = nameKey(step.name);
    let entity: Entity | undefined;
    if (!scopeEntity) entity = lookup(s, key, ctx.scope, 'type', step.loc)?.entity;
    else if (scopeEntity.kind === 'namespace') entity = lookupInNamespace(s, scopeEntity, key, step.loc, 'type');
    else if (scopeEntity.kind === 'class') entity = lookupClass(s, scopeEntity, key, step.loc, 'type')?.entity;
    if (!entity) return undefined;
    if (entity.kind === 'template' && entity.templateKind === 'class' && step.name.kind === 'template-id') {
      const rest = name.qualifiers.slice(i + 1);
      const path = rest.map((each) => (each.kind === 'name' ? `${nameKey(each.name)}::` : '')).join('') + nameKey(name.last);
      const steps = rest.map((each) => (each.kind === 'name' && each.name.kind === 'template-id' ? each.name.args : undefined));
      const pattern = namedPattern(s, s.entityTemplate(entity), params, step.name.args, ctx.scope, step.loc);
      return pattern && { members: pattern.members, path, steps, definition: classHead(pattern.declaration)?.definition };
    }
    scopeEntity = entity.kind === 'typedef' && entity.type.kind === 'class' ? entity.type.symbol : entity;
  }
  return undefined;
}

/** The template itself or its partial specialization that arguments name in front of a member's name: `A<T>::`, `A<T*>::`. */
export function namedPattern(
  s: DeclSema, info: TemplateInfo, params: readonly Ast.TemplateParameter[], written: readonly Ast.TemplateArgument[], around: Scope, loc: Loc,
): { readonly members: OutOfClassMember[]; readonly declaration: Ast.Declaration } | undefined {
  const scope = abstractScope(s, params, placeholders(s, params), around);
  const args = s.resolveTemplateArguments(written, scopeContext(scope));
  const primary = info.params.map((param, at) => {
    const type = s.types.templateParam(0, at, param.pack, '');
    if (param.kind === 'value') return { kind: 'dependent', param: type, key: '', pack: param.pack } as const;
    return { kind: 'type', type: param.pack ? s.types.packExpansion(type) : type } as const;
  });
  if (s.types.argsKey(args) === s.types.argsKey(primary)) return { members: info.members, declaration: info.inner };
  const converted = s.convertArguments(info, args, loc);
  const wanted = converted && s.types.argsKey(converted);
  const named = info.partials.filter((each) => s.types.argsKey(each.args) === wanted);
  return named.find((each) => sameParameters(s, each.params, params, each.scope, around)) ?? named[0];
}

/** Does the class declare what is defined here? Reports it otherwise. */
function isMember(s: DeclSema, list: MemberList, name: Ast.Name, suffix: Ast.FunctionSuffix | undefined): boolean {
  const { definition } = list;
  if (!definition || mayBeDefined(definition, list.path, suffix)) return true;
  s.report(semaMessages.noMatchingMember, name.last.loc, [nameText(name), definition.name ? nameText(definition.name) : 'class']);
  return false;
}

/** A template declared before with the same parameters, among the overloads of a name. */
function findFunctionTemplate(s: DeclSema, scope: Scope, key: string, declaration: TemplateDeclaration, inner: Ast.Declaration, lookupScope: Scope, hidden: boolean): TemplateInfo | undefined {
  const entity = scope.names.get(key);
  const own = entity?.kind === 'overloads' ? entity.members : [];
  const ns = hidden ? s.d.scopeNamespaces.get(scope)?.hidden.get(key)?.members : undefined;
  const constructors = scope.kind === 'class' ? s.d.classes.get(scope.owner as ClassSymbol)!.constructors : [];
  const owner = ownerOf(scope);
  const candidates: TemplateInfo[] = [];
  for (const member of [...own, ...(ns ?? []), ...constructors]) {
    if (member.kind !== 'template' || member.parent !== owner || member.name !== key) continue;
    const info = s.d.templates.get(member)!;
    if (!sameRequires(s, info, declaration, lookupScope)) continue;
    if (sameParameters(s, info.params, declaration.params, info.scope, lookupScope)) candidates.push(info);
  }
  if (candidates.length === 0) return undefined;
  const pattern = analyse(s, declaration.params, inner, lookupScope, scope.kind === 'class' ? (scope.owner as ClassSymbol) : undefined);
  if (!pattern) return candidates.length === 1 ? candidates[0] : undefined;
  return candidates.find((info) => {
    const known = signature(s, info);
    return known !== undefined && sameSignature(known, pattern) && known.result === pattern.result;
  });
}

/** Template heads are equivalent: kinds, constraints and the types of value parameters. */
function sameParameters(s: DeclSema, a: readonly Ast.TemplateParameter[], b: readonly Ast.TemplateParameter[], aScope: Scope, bScope: Scope): boolean {
  if (a.length !== b.length) return false;
  let compared = false;
  for (let i = 0; i < a.length; i++) {
    const p = a[i]!;
    const q = b[i]!;
    if (p.kind !== q.kind || p.pack !== q.pack) return false;
    compared ||= p.kind === 'value' || (p.kind === 'type' && (p.constraint !== undefined || (q.kind === 'type' && q.constraint !== undefined)));
    if (p.kind === 'template' && q.kind === 'template' && !sameParameters(s, p.params, q.params, aScope, bScope)) return false;
  }
  if (!compared) return true;
  const [own, other] = [spelledHead(s, a, aScope), spelledHead(s, b, bScope)];
  return own.every((text, i) => text === other[i]);
}

/** Each parameter in words. Of many overloads each is compared with each. */
function spelledHead(s: DeclSema, params: readonly Ast.TemplateParameter[], scope: Scope): readonly string[] {
  const known = s.d.spelledHeads.get(params);
  if (known?.scope === scope) return known.texts;
  const inner = abstractScope(s, params, placeholders(s, params), scope);
  const texts = params.map((param) => spellHead(s, param, inner));
  s.d.spelledHeads.set(params, { scope, texts });
  return texts;
}

function spellHead(s: DeclSema, param: Ast.TemplateParameter, scope: Scope): string {
  if (param.kind === 'type') return spell(s, param.constraint, scope);
  if (param.kind === 'template') return '';
  const { specifiers, declarator } = param.parameter;
  return `${spell(s, specifiers.type, scope)} ${spell(s, withoutName(declarator), scope)}`;
}

function withoutName(declarator: Ast.Declarator): Ast.Declarator {
  return declarator.kind === 'id' ? { ...declarator, name: undefined } : { ...declarator, inner: withoutName(declarator.inner) };
}

function sameRequires(s: DeclSema, info: TemplateInfo, declaration: TemplateDeclaration, scope: Scope): boolean {
  if (!info.requires || !declaration.requires) return info.requires === declaration.requires;
  const spelled = (params: readonly Ast.TemplateParameter[], expr: Ast.Expr): string => spell(s, expr, abstractScope(s, params, placeholders(s, params), scope));
  return spelled(info.params, info.requires) === spelled(declaration.params, declaration.requires);
}

/** A function with `auto` parameters is a function template without a head. */
export function abbreviated(declaration: Ast.Declaration): TemplateDeclaration | undefined {
  const parts = declarators(declaration);
  const suffix = parts && functionSuffix(parts.declarator);
  if (!suffix?.params.some((param) => param.specifiers.type?.kind === 'auto' && !param.specifiers.type.decltypeAuto)) return undefined;
  return { kind: 'template', params: [], requires: undefined, declaration, loc: declaration.loc, end: declaration.end };
}

/** The type of a function template's signature with the parameters standing for themselves. */
function analyse(s: DeclSema, params: readonly Ast.TemplateParameter[], inner: Ast.Declaration, scope: Scope, cls: ClassSymbol | undefined, seq?: number): FunctionType | undefined {
  const parts = declarators(inner);
  if (!parts) return undefined;
  const own = abstractScope(s, params, placeholders(s, params), scope, seq);
  s.prepareGuideScope(inner, own);
  const ctx: BodyContext = { ...scopeContext(own, cls) };
  const { last } = declaratorId(parts.declarator).name!;
  const { trap } = s;
  s.trap = [];
  const name = last.kind === 'template-id' ? last.template : last;
  const base = name.kind === 'conversion' ? s.resolveTypeId(name.type, ctx) : s.specifierType(parts.specifiers, ctx);
  const { type } = s.applyDeclarator(base, parts.declarator, ctx);
  const errors = s.trap;
  s.trap = trap;
  if (errors.length > 0 && !s.options.isSystem(inner.loc)) for (const error of errors) s.report(error.row, error.loc, error.args, { notes: error.notes });
  return errors.length === 0 && type.kind === 'function' ? type : undefined;
}

export function signature(s: DeclSema, info: TemplateInfo): FunctionType | undefined {
  if (!info.pattern && !info.patternFailed) {
    const { trap } = s;
    s.trap = undefined;
    info.pattern = info.lambda ? s.lambdaSignature(info) : analyse(s, info.params, info.inner, info.scope, info.thisClass, info.seq);
    s.trap = trap;
    if (!info.pattern) info.patternFailed = true;
  }
  return info.pattern;
}

export function declareTemplate(s: DeclSema, declaration: TemplateDeclaration, ctx: BodyContext, access: Ast.Access | undefined, friend: boolean): void {
  let { declaration: inner } = declaration;
  checkParameterNames(s, declaration.params);
  if (!s.options.isSystem(declaration.loc)) checkParameterTypes(s, declaration.params, ctx);
  noteDefinition(s, declaration, ctx.scope);
  if (inner.kind === 'template') {
    declareMemberTemplate(s, declaration, inner, ctx);
    return;
  }
  const scope = declaringScope(ctx.scope);
  const head = classHead(inner);
  if (head) return declareClassTemplate(s, declaration, inner, head, ctx, access, friend);
  if (inner.kind === 'alias') {
    const info = newTemplate(s, inner.name, 'alias', declaration.params, inner, ctx.scope, ownerOf(scope), declaration.requires, access);
    checkParameterDefaults(s, info);
    register(s, scope, inner.name, info);
    return;
  }
  if (inner.kind === 'concept') {
    const info = newTemplate(s, inner.name, 'concept', declaration.params, inner, ctx.scope, ownerOf(scope), undefined, access);
    register(s, scope, inner.name, info);
    return;
  }
  if (inner.kind === 'deduction-guide') return s.declareGuide(inner, declaration.params, ctx);
  const parts = declarators(inner);
  if (!parts) {
    if (inner.kind !== 'simple' || friend) return;
    s.report(semaMessages.notATemplate, inner.loc, ['declaration']);
    return;
  }
  const { name } = declaratorId(parts.declarator);
  if (!name) return;
  const suffix = functionSuffix(parts.declarator);
  let { params } = declaration;
  if (suffix) {
    const invented = inventParameters(suffix.params);
    if (invented.invented.length > 0) {
      params = [...params, ...invented.invented];
      const declarator = withParameters(parts.declarator, invented.params);
      if (inner.kind === 'function') inner = { ...inner, declarator };
    }
  }
  const trailing = suffix?.trailingRequires;
  const requires: Ast.Expr | undefined = declaration.requires && trailing ? { kind: 'binary', op: '&&', left: declaration.requires, right: trailing, opLoc: trailing.loc, loc: declaration.requires.loc, end: trailing.end } : (declaration.requires ?? trailing);
  const full: TemplateDeclaration = { ...declaration, params, requires };
  if (name.qualifiers.length > 0 || name.global) {
    const list = memberList(s, declaration.params, name, ctx);
    if (list) {
      if (isMember(s, list, name, suffix)) list.members.push({ params: declaration.params, inner: undefined, declaration: inner, name: list.path, steps: list.steps, seq: s.d.nextSeq });
      return;
    }
    const prefix = declaratorPrefix(s, name, ctx);
    if (!prefix) return;
    const target = prefix.kind === 'class' ? s.d.classes.get(prefix)!.scope : s.d.namespaces.get(prefix)!.scope;
    redefine(s, full, inner, target, target, nameKey(name.last), name);
    return;
  }
  const key = nameKey(name.last);
  if (suffix) declareFunctionTemplate(s, full, inner, key, ctx, access, friend, requires);
  else declareVariableTemplate(s, full, inner, name, ctx, access);
}

/** Definition of a template that was declared in a namespace or class. */
function redefine(s: DeclSema, declaration: TemplateDeclaration, inner: Ast.Declaration, target: Scope, lookupScope: Scope, key: string, name: Ast.Name): void {
  const found = findFunctionTemplate(s, target, key, declaration, inner, lookupScope, true);
  if (found) redeclare(s, found, declaration, inner);
  else s.report(semaMessages.noMemberTemplate, name.last.loc, [nameText(name), target.owner?.kind === 'class' ? s.typeToString(target.owner.type) : (target.owner as NamespaceSymbol).name]);
}

/** `template<class T> template<class U> R A<T>::f(U) { … }`. */
function declareMemberTemplate(s: DeclSema, outer: TemplateDeclaration, inner: TemplateDeclaration, ctx: BodyContext): void {
  const deeper: (readonly Ast.TemplateParameter[])[] = [];
  let { declaration } = inner;
  for (; declaration.kind === 'template'; { declaration } = declaration) deeper.push(declaration.params);
  const parts = declarators(declaration);
  const name = parts ? declaratorId(parts.declarator).name : classHead(declaration)?.name;
  const list = name && memberList(s, outer.params, name, ctx);
  if (!list) {
    if (name) s.report(semaMessages.noMemberTemplate, name.loc, [nameText(name), 'template']);
    return;
  }
  if (isMember(s, list, name, parts && functionSuffix(parts.declarator))) list.members.push({ params: outer.params, inner: inner.params, deeper, declaration, name: list.path, steps: list.steps, seq: s.d.nextSeq });
}

function register(s: DeclSema, scope: Scope, key: string, info: TemplateInfo): void {
  if (scope.kind === 'namespace') s.d.seq.set(info.symbol, s.d.nextSeq);
  const clash = addName(scope, key, info.symbol);
  if (clash) s.report(semaMessages.redefinitionKind, info.symbol.loc, [key]);
}

/** What a scope itself has by this name. */
function memberOf(s: DeclSema, scope: Scope, key: string): Entity | undefined {
  const info = s.d.scopeNamespaces.get(scope);
  if (info) s.flush(info, key);
  return scope.names.get(key);
}

function declareClassTemplate(
  s: DeclSema, declaration: TemplateDeclaration, inner: Ast.Declaration, head: { readonly name: Ast.Name; readonly definition: Ast.ClassDefinition | undefined }, ctx: BodyContext, access: Ast.Access | undefined,
  friend: boolean,
): void {
  const { name } = head;
  let scope = declaringScope(ctx.scope);
  let contextScope = ctx.scope;
  if (name.last.kind === 'template-id') return declarePartial(s, declaration, inner, name, ctx);
  const qualified = name.qualifiers.length > 0 || name.global;
  if (qualified) {
    const list = friend ? undefined : memberList(s, declaration.params, name, ctx);
    if (list) {
      list.members.push({ params: declaration.params, inner: undefined, declaration: inner, name: list.path, steps: list.steps, seq: s.d.nextSeq });
      return;
    }
    const prefix = declaratorPrefix(s, name, ctx);
    if (!prefix) return;
    scope = prefix.kind === 'class' ? s.d.classes.get(prefix)!.scope : s.d.namespaces.get(prefix)!.scope;
    contextScope = scope;
  }
  const key = nameKey(name.last);
  if (friend) {
    const found = qualified ? memberOf(s, scope, key) : lookup(s, key, ctx.scope, 'type', name.loc)?.entity;
    const cls = declaringScope(ctx.scope).owner as ClassSymbol;
    // Inside the template its name is the class's own: the template is meant.
    const befriended = found?.kind === 'class' && found.name === key ? found.specialization?.template : found;
    if (befriended?.kind === 'template') {
      s.d.classes.get(cls)!.friends.add(befriended);
      return;
    }
    if (qualified) {
      s.report(semaMessages.noMember, name.loc, [key, scope.owner?.name ?? '']);
      return;
    }
    scope = namespaceScope(scope);
    contextScope = scope;
    const made = newTemplate(s, key, 'class', declaration.params, inner, contextScope, ownerOf(scope), declaration.requires, undefined);
    register(s, scope, key, made);
    s.d.classes.get(cls)!.friends.add(made.symbol);
    return;
  }
  const present = memberOf(s, scope, key);
  if (present?.kind === 'template' && present.parent === ownerOf(scope)) {
    if (present.templateKind !== 'class') s.report(semaMessages.templateKind, name.loc, [key]);
    else redeclare(s, s.entityTemplate(present), declaration, inner);
    return;
  }
  const made = newTemplate(s, key, 'class', declaration.params, inner, contextScope, ownerOf(scope), declaration.requires, access);
  checkParameterDefaults(s, made);
  register(s, scope, key, made);
}

function declarePartial(s: DeclSema, declaration: TemplateDeclaration, inner: Ast.Declaration, name: Ast.Name, ctx: BodyContext): void {
  if (name.last.kind !== 'template-id') return;
  const { last } = name;
  const found = s.resolve({ ...name, last: last.template }, ctx, false, true);
  if (found?.kind !== 'template') {
    if (found) s.report(semaMessages.notATemplate, name.loc, [nameKey(last)]);
    return;
  }
  addPartial(s, s.entityTemplate(found.template), declaration, inner, last.args, ctx);
}

/** Heads of one partial specialization: parameters and constraints are the same. */
function samePartial(s: DeclSema, partial: PartialSpecialization, declaration: TemplateDeclaration, scope: Scope): boolean {
  if (!sameParameters(s, partial.params, declaration.params, partial.scope, scope)) return false;
  if (!partial.requires || !declaration.requires) return partial.requires === declaration.requires;
  const spelled = (params: readonly Ast.TemplateParameter[], expr: Ast.Expr, from: Scope): string => spell(s, expr, abstractScope(s, params, placeholders(s, params), from));
  return spelled(partial.params, partial.requires, partial.scope) === spelled(declaration.params, declaration.requires, scope);
}

function addPartial(s: DeclSema, info: TemplateInfo, declaration: TemplateDeclaration, inner: Ast.Declaration, written: readonly Ast.TemplateArgument[], ctx: BodyContext): void {
  const paramTypes = placeholders(s, declaration.params);
  const scope = abstractScope(s, declaration.params, paramTypes, ctx.scope, s.d.nextSeq);
  const args = s.resolveTemplateArguments(written, scopeContext(scope, ctx.thisClass));
  const converted = s.convertArguments(info, args, inner.loc);
  if (!converted) return;
  const key = s.types.argsKey(converted);
  const present = info.partials.find((partial) => s.types.argsKey(partial.args) === key && samePartial(s, partial, declaration, ctx.scope));
  if (present) {
    if (isDefinition(inner)) present.declaration = inner;
    return;
  }
  // An alias may have dropped a parameter (void_t): then only substitution tells whether the arguments are valid.
  const substitute = written.some((each, i) => {
    const arg = args[i];
    return arg !== undefined && !isDependentArg(arg) && isDependentSyntax(s, each.kind === 'type' ? each.type : each.expr, scope);
  });
  if (!substitute && !isUsablePartial(s, info, { params: nameConstrained(declaration.params), paramTypes, requires: declaration.requires, scope: ctx.scope }, converted, inner.loc)) return;
  info.partials.push({ owner: info, params: nameConstrained(declaration.params), requires: declaration.requires, args: converted, paramTypes, declaration: inner, scope: ctx.scope, seq: s.d.nextSeq, members: [], substitute });
}

function declareFunctionTemplate(
  s: DeclSema, declaration: TemplateDeclaration, inner: Ast.Declaration, key: string, ctx: BodyContext, access: Ast.Access | undefined, friend: boolean, requires: Ast.Expr | undefined,
): void {
  const own = declaringScope(ctx.scope);
  const scope = friend ? namespaceScope(own) : own;
  const ns = s.d.scopeNamespaces.get(scope);
  if (ns) s.flush(ns, key);
  const cls = own.kind === 'class' ? (own.owner as ClassSymbol) : undefined;
  const present = findFunctionTemplate(s, scope, key, declaration, inner, ctx.scope, true);
  if (present && !(cls && !friend)) {
    redeclare(s, present, declaration, inner);
    if (friend && cls) {
      const info = s.d.classes.get(cls)!;
      info.friends.add(present.symbol);
      info.friendFunctions.push(present.symbol);
    }
    if (!friend) addOverload(scope, key, present.symbol);
    return;
  }
  const info = newTemplate(s, key, 'function', declaration.params, inner, ctx.scope, ownerOf(scope), requires, access);
  info.friend = friend;
  if (friend && cls) {
    const classInfo = s.d.classes.get(cls)!;
    classInfo.friends.add(info.symbol);
    classInfo.friendFunctions.push(info.symbol);
    const set = ns!.hidden.get(key);
    if (set) set.members.push(info.symbol);
    else ns!.hidden.set(key, { kind: 'overloads', name: key, members: [info.symbol] });
    return;
  }
  if (cls) {
    const classInfo = s.d.classes.get(cls)!;
    const parts = declarators(inner)!;
    const last = declaratorId(parts.declarator).name!.last;
    if (!parts.specifiers.type && last.kind === 'identifier' && last.name === cls.name) {
      classInfo.constructors.push(info.symbol);
      return;
    }
    if (last.kind === 'conversion') classInfo.conversions.push(info.symbol);
  } else s.d.seq.set(info.symbol, s.d.nextSeq);
  if (!addOverload(scope, key, info.symbol)) s.report(semaMessages.redefinitionKind, inner.loc, [key]);
}

function declareVariableTemplate(s: DeclSema, declaration: TemplateDeclaration, inner: Ast.Declaration, name: Ast.Name, ctx: BodyContext, access: Ast.Access | undefined): void {
  const scope = declaringScope(ctx.scope);
  const key = nameKey(name.last);
  if (name.last.kind === 'template-id') {
    const found = scope.names.get(key);
    if (found?.kind === 'template') addPartial(s, s.entityTemplate(found), declaration, inner, name.last.args, ctx);
    else s.report(semaMessages.notATemplate, name.loc, [key]);
    return;
  }
  register(s, scope, key, newTemplate(s, key, 'variable', declaration.params, inner, ctx.scope, ownerOf(scope), declaration.requires, access));
}
