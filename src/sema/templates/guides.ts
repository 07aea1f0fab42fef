/**
 * Class template argument deduction ([over.match.class.deduct]): constructors and deduction guides become function templates that return the class, and
 * ordinary overload resolution on a call picks one.
 */
import type * as Ast from '../../ast/index.js';
import { semaMessages } from '../../diagnostics/sema-messages.js';
import type { Loc } from '../../source/loc.js';
import type { CheckedExpr, FunctionSymbol, TemplateSymbol, Type } from '../../tree/index.js';
import type { BodyContext, RecordedError, Scope } from '../context.js';
import { lookup } from '../lookup.js';
import type { DeclSema, TemplateInfo } from '../state.js';
import { declaringScope, newScope, ownerOf, scopeContext, within } from '../state.js';
import { declaratorId, functionSuffix } from '../types.js';
import { newTemplate } from './templates.js';

const GUIDE = '<deduction guide>';

function identifier(name: string, loc: Loc): Ast.UnqualifiedName {
  return { kind: 'identifier', name, loc, end: loc };
}

function plainName(last: Ast.UnqualifiedName, loc: Loc): Ast.Name {
  return { kind: 'name', global: false, qualifiers: [], templateKeyword: false, last, loc, end: loc };
}

function specifiersOf(type: Ast.TypeSpecifier, loc: Loc): Ast.DeclSpecifiers {
  return {
    storage: [], qualifiers: { const: false, volatile: false, restrict: false }, type, inline: false, virtual: false, explicit: false, friend: false, constexpr: undefined, attributes: [], loc,
    end: loc,
  };
}

function typeNamed(last: Ast.UnqualifiedName, loc: Loc): Ast.TypeId {
  const spec: Ast.TypeSpecifier = { kind: 'named', name: plainName(last, loc), typenameKeyword: false, loc };
  return { kind: 'type-id', specifiers: specifiersOf(spec, loc), declarator: { kind: 'id', name: undefined, pack: false, attributes: [], loc }, loc, end: loc };
}

/** `auto guide(params) -> result` as a declaration; guides of member templates are static members. */
function guideDeclaration(template: TemplateInfo, suffix: Ast.FunctionSuffix, result: Ast.TypeId, loc: Loc): Ast.Declaration {
  const declarator: Ast.Declarator = {
    kind: 'function', loc, suffix: { ...suffix, trailingReturn: result, noexcept: false, trailingRequires: undefined, qualifiers: { const: false, volatile: false, restrict: false }, ref: '' },
    inner: { kind: 'id', name: plainName(identifier(GUIDE, loc), loc), pack: false, attributes: [], loc },
  };
  const init: Ast.InitDeclarator = { declarator, init: undefined, bitWidth: undefined, asmName: undefined, attributes: [], loc };
  const specifiers: Ast.DeclSpecifiers = { ...specifiersOf({ kind: 'auto', decltypeAuto: false, loc }, loc), storage: template.thisClass ? ['static'] : [] };
  return { kind: 'simple', specifiers, declarators: [init], loc, end: loc };
}

/** The template's parameters, all with names. */
function namedParameters(params: readonly Ast.TemplateParameter[]): readonly Ast.TemplateParameter[] {
  return params.map((param, i) => (param.name ? param : { ...param, name: `<${i}>` }));
}

function argumentsOf(params: readonly Ast.TemplateParameter[], loc: Loc): readonly Ast.TemplateArgument[] {
  return params.map((param): Ast.TemplateArgument => {
    const last = identifier(param.name!, loc);
    if (param.kind === 'value') return { kind: 'expression', expr: { kind: 'id', name: plainName(last, loc), loc, end: loc }, loc, packExpansion: param.pack };
    return { kind: 'type', type: typeNamed(last, loc), loc, packExpansion: param.pack };
  });
}

/** By analysis: the syntax trees of headers are shared by all. */
const guideTemplates = new WeakMap<DeclSema, Map<Ast.Declaration, TemplateInfo>>();

function addGuide(s: DeclSema, template: TemplateInfo, params: readonly Ast.TemplateParameter[], declaration: Ast.Declaration, implicit: true | 'copy', requires: Ast.Expr | undefined): TemplateInfo {
  const guide = newTemplate(s, GUIDE, 'function', params, declaration, template.scope, template.symbol.parent, requires, undefined);
  guide.seq = s.d.lastSeq;
  guide.guideOf = template.symbol;
  guide.implicitGuides = implicit;
  // Default arguments may stand in an earlier declaration.
  template.defaults.forEach((written, i) => (guide.defaults[i] ??= written));
  let known = guideTemplates.get(s);
  if (!known) guideTemplates.set(s, (known = new Map()));
  known.set(declaration, template);
  return guide;
}

/** Names that a constructor's parameters may use: the class itself (with its parameters as arguments), and its member types. */
export function prepareGuideScope(s: DeclSema, inner: Ast.Declaration, scope: Scope): void {
  const template = guideTemplates.get(s)?.get(inner);
  if (!template) return;
  const { loc } = inner;
  const params = namedParameters(template.params);
  const ctx = scopeContext(scope);
  const self = s.resolveTypeId(typeNamed({ kind: 'template-id', template: identifier(template.symbol.name, loc), args: argumentsOf(params, loc), loc, end: loc }, loc), ctx);
  const alias = (name: string, type: Type): void => void scope.names.set(name, { kind: 'typedef', name, loc, parent: ownerOf(declaringScope(scope)), type });
  const definition = template.inner.kind === 'simple' && template.inner.specifiers.type?.kind === 'class' ? template.inner.specifiers.type.definition : undefined;
  for (const member of definition?.members ?? []) {
    const { declaration } = member;
    if (declaration.kind === 'alias') {
      const type = s.attempt(() => s.resolveTypeId(declaration.type, ctx));
      if (type) alias(declaration.name, type);
    } else if (declaration.kind === 'simple' && declaration.specifiers.storage.includes('typedef')) {
      for (const declarator of declaration.declarators) {
        const name = declaratorId(declarator.declarator).name?.last;
        const type = s.attempt(() => s.applyDeclarator(s.specifierType(declaration.specifiers, ctx), declarator.declarator, ctx).type);
        if (type && name?.kind === 'identifier') alias(name.name, type);
      }
    }
  }
  alias(template.symbol.name, self);
}

function constructorSuffix(declaration: Ast.Declaration, className: string): Ast.FunctionSuffix | undefined {
  const declarator = declaration.kind === 'function' ? declaration.declarator : declaration.kind === 'simple' ? declaration.declarators[0]?.declarator : undefined;
  if (!declarator || (declaration.kind !== 'function' && declaration.kind !== 'simple') || declaration.specifiers.type) return undefined;
  const name = declaratorId(declarator).name?.last;
  return name?.kind === 'identifier' && name.name === className ? functionSuffix(declarator) : undefined;
}

/** Guides from the constructors of the primary template, the default and the copy one included. */
function implicitGuides(s: DeclSema, template: TemplateInfo): TemplateInfo[] {
  const guides: TemplateInfo[] = [];
  const { loc, name } = template.symbol;
  const params = namedParameters(template.params);
  const result = typeNamed(identifier(name, loc), loc);
  const definition = template.inner.kind === 'simple' && template.inner.specifiers.type?.kind === 'class' ? template.inner.specifiers.type.definition : undefined;
  const none: Ast.FunctionSuffix = {
    params: [], variadic: false, qualifiers: { const: false, volatile: false, restrict: false }, ref: '', noexcept: false, trailingReturn: undefined, trailingRequires: undefined, attributes: [],
    override: false, final: false,
  };
  let any = false;
  for (const { declaration } of definition?.members ?? []) {
    const inner = declaration.kind === 'template' ? declaration.declaration : declaration;
    const suffix = constructorSuffix(inner, name);
    if (!suffix) continue;
    any = true;
    const all = declaration.kind === 'template' ? [...params, ...namedParameters(declaration.params).map((param, i) => (param.name?.startsWith('<') ? { ...param, name: `<own ${i}>` } : param))] : params;
    guides.push(addGuide(s, template, all, guideDeclaration(template, suffix, result, loc), true, declaration.kind === 'template' ? declaration.requires : suffix.trailingRequires));
  }
  if (!any) {
    guides.push(addGuide(s, template, params, guideDeclaration(template, none, result, loc), true, undefined));
    // An aggregate's elements, in order (C++20; earlier standards would not deduce here).
    const fields = definition && aggregateParameters(definition);
    if (fields && fields.length > 0 && s.options.std >= 20) guides.push(addGuide(s, template, params, guideDeclaration(template, { ...none, params: fields }, result, loc), true, undefined));
  }
  const copy: Ast.ParameterDeclaration = { specifiers: typeNamed(identifier(name, loc), loc).specifiers, declarator: { kind: 'id', name: undefined, pack: false, attributes: [], loc }, default: undefined, loc };
  guides.push(addGuide(s, template, params, guideDeclaration(template, { ...none, params: [copy] }, result, loc), 'copy', undefined));
  return guides;
}

function aggregateParameters(definition: Ast.ClassDefinition): Ast.ParameterDeclaration[] | undefined {
  const params: Ast.ParameterDeclaration[] = [];
  for (const base of definition.bases) {
    if (base.virtual || (base.access ?? (definition.tag === 'class' ? 'private' : 'public')) !== 'public') return undefined;
    params.push({ specifiers: base.type.specifiers, declarator: { kind: 'id', name: undefined, pack: base.packExpansion, attributes: [], loc: base.loc }, default: undefined, loc: base.loc });
  }
  for (const { declaration, access } of definition.members) {
    if (declaration.kind !== 'simple' || declaration.specifiers.storage.length > 0) continue;
    for (const declarator of declaration.declarators) {
      if (functionSuffix(declarator.declarator)) continue;
      if (access !== 'public') return undefined;
      params.push({ specifiers: declaration.specifiers, declarator: declarator.declarator, default: declarator.init ? ({ kind: 'error', loc: 0, end: 0 } as Ast.Expr) : undefined, loc: declarator.loc });
    }
  }
  return params;
}

export function declareGuide(s: DeclSema, declaration: Extract<Ast.Declaration, { kind: 'deduction-guide' }>, params: readonly Ast.TemplateParameter[] | undefined, ctx: BodyContext): void {
  const found = lookup(s, declaration.name, ctx.scope, 'type', declaration.loc)?.entity;
  if (found?.kind !== 'template') {
    s.report(semaMessages.notATemplate, declaration.loc, [declaration.name]);
    return;
  }
  const template = s.entityTemplate(found);
  const guide = newTemplate(s, GUIDE, 'function', params ?? [], guideDeclaration(template, declaration.suffix, declaration.result, declaration.loc), ctx.scope, template.symbol.parent, declaration.suffix.trailingRequires, undefined);
  guide.guideOf = template.symbol;
  template.guides.push(guide);
}

const implicitOf = new WeakMap<TemplateInfo, readonly TemplateInfo[]>();

/** Does a guide stand for an initializer-list constructor: one list, and defaults for the rest? */
function takesList(s: DeclSema, guide: TemplateInfo): boolean {
  const first = s.signature(guide)?.params[0];
  const type = first?.kind === 'reference' ? first.referee : first;
  return type?.kind === 'dependent-specialization' && type.template.kind === 'template' && type.template.name === 'initializer_list';
}

/** Calls the guides with the operands and sees what comes out. A braced list is first tried as one argument, unless it is a single object of the class ([over.match.class.deduct]/4). */
export function deduceClass(s: DeclSema, symbol: TemplateSymbol, args: readonly (CheckedExpr | Ast.InitList)[], ctx: BodyContext, loc: Loc, braced = false): Type | undefined {
  const template = s.entityTemplate(symbol);
  if (symbol.templateKind !== 'class') {
    s.report(semaMessages.deductionFailed, loc, [symbol.name]);
    return undefined;
  }
  let implicit = implicitOf.get(template);
  if (!implicit) implicitOf.set(template, (implicit = implicitGuides(s, template)));
  const users = template.guides.filter((guide): guide is TemplateInfo => 'symbol' in guide);
  /** Of the first call that found none. */
  let notes: RecordedError['notes'] = [];
  const call = (guides: readonly TemplateInfo[], asList: boolean): Type | undefined => {
    if (guides.length === 0) return undefined;
    const members: (TemplateSymbol | FunctionSymbol)[] = guides.map((guide) => guide.symbol);
    const scope = newScope('block', ctx.scope, undefined);
    scope.names.set(GUIDE, { kind: 'overloads', name: GUIDE, members });
    const operands = args.map((arg, i): Ast.Expr => {
      if (arg.kind === 'init-list') return arg;
      const name = `<argument ${i}>`;
      scope.names.set(name, { kind: 'binding', name, make: () => arg });
      return { kind: 'id', name: plainName(identifier(name, loc), loc), loc, end: loc };
    });
    const callee: Ast.Expr = { kind: 'id', name: plainName(identifier(GUIDE, loc), loc), loc, end: loc };
    const list: Ast.InitList = { kind: 'init-list', items: operands.map((value) => ({ designators: [], value })), loc, end: loc };
    const errors: RecordedError[] = [];
    const { trap } = s;
    s.trap = errors;
    const checked = s.checkExpr({ kind: 'call', callee, args: asList ? [list] : operands, loc, end: loc }, { ...within(ctx, scope), unevaluated: true });
    s.trap = trap;
    if (errors.length === 0 && checked.kind !== 'error') return checked.type.unqualified;
    if (notes.length === 0) notes = errors[0]?.notes ?? [];
    return undefined;
  };
  const all = [...users, ...implicit];
  const only = args.length === 1 && args[0]!.kind !== 'init-list' ? args[0]!.type : undefined;
  const copied = only?.kind === 'class' && only.symbol.specialization?.template === symbol;
  const listed = braced && args.length > 0 && !copied ? call(all.filter((guide) => takesList(s, guide)), true) : undefined;
  const type = listed ?? call(all, false) ?? (users.length > 0 ? call(users, false) : undefined);
  if (!type) s.report(semaMessages.deductionFailed, loc, [symbol.name], { notes });
  return type;
}
