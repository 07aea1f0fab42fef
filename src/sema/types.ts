/**
 * Types from syntax: declaration specifiers and declarators ([dcl.type], [dcl.meaning]). A declarator is applied outside in: take the specifiers' type,
 * apply the outermost node, hand the result on to the inner one.
 */
import type { Loc } from '../source/loc.js';
import type * as Ast from '../ast/index.js';
import { semaMessages } from '../diagnostics/sema-messages.js';
import type { BuiltinName, Type, VarSymbol } from '../tree/index.js';
import type { BodyContext, Scope } from './context.js';
import { taggedType } from './c-language.js';
import { addName, lookup, lookupInNamespace } from './lookup.js';
import { nameKey, nameText } from './names.js';
import type { DeclaratorResult, DeclSema, SpecifierOptions } from './state.js';
import { declaringScope, namespaceScope, newScope, ownerOf, within, setTag } from './state.js';
import { hasRuntimeBound, runtimeArray } from './runtime-arrays.js';
import { isDependentSyntax, spell } from './syntax-walk.js';
import { newClassSymbol } from './symbols.js';

export function cvBits(qualifiers: Ast.Qualifiers): number {
  return (qualifiers.const ? 1 : 0) | (qualifiers.volatile ? 2 : 0);
}

function builtinName(spec: Ast.BuiltinSpecifier): BuiltinName {
  const { base, signedness } = spec;
  const unsigned = signedness === 'unsigned';
  switch (base) {
    case 'char':
      return signedness === undefined ? 'char' : unsigned ? 'unsigned char' : 'signed char';
    case '__int128':
      return unsigned ? 'unsigned __int128' : '__int128';
    case 'double':
      return spec.long > 0 ? 'long double' : 'double';
    case 'int':
    case undefined:
      if (spec.short) return unsigned ? 'unsigned short' : 'short';
      if (spec.long === 1) return unsigned ? 'unsigned long' : 'long';
      if (spec.long === 2) return unsigned ? 'unsigned long long' : 'long long';
      return unsigned ? 'unsigned int' : 'int';
    default:
      return base;
  }
}

function namedType(s: DeclSema, spec: Extract<Ast.TypeSpecifier, { kind: 'named' }>, ctx: BodyContext, options: SpecifierOptions): Type {
  const named = s.resolve(spec.name, ctx, false, true);
  if (!named) return s.types.error;
  switch (named.kind) {
    case 'type':
      return named.type;
    case 'template':
      if (options.deduced && named.template.templateKind === 'class') return s.types.auto(false, named.template);
      if (options.deduced && named.template.templateKind === 'alias') return s.types.auto(false, named.template);
      s.report(semaMessages.templateNeedsArguments, spec.loc, [named.template.name]);
      return s.types.error;
    case 'constant':
    case 'entity':
    case 'functions':
      s.report(semaMessages.notAType, spec.loc, [nameText(spec.name)]);
      return s.types.error;
    default:
      throw new Error(`name ${(named satisfies never as { kind: string }).kind}`);
  }
}

/** `struct S` ([basic.lookup.elab]): finds the type, or declares the class in the nearest enclosing namespace or block. */
function elaboratedType(s: DeclSema, spec: Extract<Ast.TypeSpecifier, { kind: 'elaborated' }>, ctx: BodyContext, options: SpecifierOptions): Type {
  const { name, tag } = spec;
  const qualified = name.qualifiers.length > 0 || name.global;
  if (qualified || name.last.kind === 'template-id') {
    const named = s.resolve(name, ctx, false, true);
    if (named?.kind === 'type') return named.type;
    if (named) s.report(semaMessages.notAType, spec.loc, [nameText(name)]);
    return s.types.error;
  }
  const key = nameKey(name.last);
  if (s.options.c) return taggedType(s, key, tag, ctx, spec.loc, options.lone === true);
  const scope = declaringScope(ctx.scope);
  let found: import('./context.js').Entity | undefined;
  if (options.lone && !options.friend) {
    const info = s.d.scopeNamespaces.get(scope);
    if (info) s.flush(info, key);
    found = scope.names.get(key);
    if (found && found.kind !== 'class' && found.kind !== 'enum' && found.kind !== 'typedef' && found.kind !== 'template') found = scope.tags?.get(key);
  } else if (options.friend) {
    const ns = namespaceScope(scope);
    found = lookup(s, key, ctx.scope, 'type', spec.loc)?.entity ?? lookupInNamespace(s, ns.owner as import('../tree/index.js').NamespaceSymbol, key, spec.loc, 'type');
  } else found = lookup(s, key, ctx.scope, 'type', spec.loc)?.entity;
  if (found) {
    if (found.kind === 'class' || found.kind === 'enum') {
      if ((found.kind === 'enum') !== (tag === 'enum') || (found.kind === 'class' && (found.tag === 'union') !== (tag === 'union'))) s.report(semaMessages.tagMismatch, spec.loc, [key]);
      return found.type;
    }
    if (found.kind === 'typedef' && (found.type.kind === 'class' || found.type.kind === 'enum')) return found.type;
    if (found.kind === 'template-parameter' && found.arg.kind === 'type') return found.arg.type;
    s.report(found.kind === 'template' ? semaMessages.templateNeedsArguments : semaMessages.tagMismatch, spec.loc, [key]);
    return s.types.error;
  }
  if (tag === 'enum') {
    s.report(semaMessages.undeclared, spec.loc, [key]);
    return s.types.error;
  }
  let target: Scope = scope;
  if (!options.lone || options.friend) while (target.kind === 'class' || target.kind === 'template' || target.kind === 'prototype' || (options.friend && target.kind !== 'namespace')) target = target.parent!;
  if (target.kind === 'namespace') {
    // Read late, as default arguments of templates are: what was declared since is the class that is declared here.
    const info = s.d.scopeNamespaces.get(target);
    if (info) s.flush(info, key);
    const since = target.names.get(key);
    if (since?.kind === 'class' && (since.tag === 'union') === (tag === 'union')) return since.type;
  }
  const cls = newClassSymbol(s, key, tag, ownerOf(target), target, spec.loc, false);
  if (target.kind === 'namespace') s.d.seq.set(cls, s.d.nextSeq);
  const clash = addName(target, key, cls);
  if (clash && clash !== cls) setTag(target, key, cls);
  return cls.type;
}

export function specifierType(s: DeclSema, specifiers: Ast.DeclSpecifiers, ctx: BodyContext, options: SpecifierOptions = {}): Type {
  const { type: spec } = specifiers;
  const cv = cvBits(specifiers.qualifiers);
  if (!spec) return s.types.builtin('void');
  const type = typeOfSpecifier(s, spec, ctx, options);
  return cv === 0 ? type : s.types.qualified(type, cv);
}

function typeOfSpecifier(s: DeclSema, spec: Ast.TypeSpecifier, ctx: BodyContext, options: SpecifierOptions): Type {
  switch (spec.kind) {
    case 'builtin':
      return s.types.builtin(builtinName(spec));
    case 'named':
      return namedType(s, spec, ctx, options);
    case 'elaborated':
      return elaboratedType(s, spec, ctx, options);
    case 'class':
      return s.defineClass(spec.definition, ctx, options.typedefName)?.type ?? s.types.error;
    case 'enum': {
      const symbol = s.declareEnum(spec.definition, ctx, options.typedefName);
      if (symbol === undefined) return s.types.error;
      return s.options.c ? symbol.underlying : symbol.type;
    }
    case 'auto':
      return s.types.auto(spec.decltypeAuto);
    case 'decltype':
      if (isDependentSyntax(s, spec.expr, ctx.scope)) return s.types.opaque(`decltype(${spell(s, spec.expr, ctx.scope)})`);
      return s.decltypeOf(spec.expr, { ...ctx, unevaluated: true });
    case 'typeof': {
      if (isDependentSyntax(s, spec.operand, ctx.scope)) return s.types.opaque(`typeof(${spell(s, spec.operand, ctx.scope)})`);
      if (spec.operand.kind === 'type-id') return s.resolveTypeId(spec.operand, ctx);
      return s.checkExpr(spec.operand, { ...ctx, unevaluated: true }).type;
    }
    case 'transform': {
      const type = s.resolveTypeId(spec.type, ctx);
      if (type.dependent) return s.types.opaque(`${spec.trait}(${type.id})`);
      const result = s.typeTrait(spec.trait, [type], ctx, spec.loc);
      return typeof result === 'object' ? result : s.types.error;
    }
    default:
      throw new Error(`type specifier ${(spec satisfies never as Ast.TypeSpecifier).kind}`);
  }
}

/** Parameter types: arrays and functions become pointers, top-level cv goes. */
export function adjustParameter(s: DeclSema, type: Type): Type {
  if (type.kind === 'array') return s.types.pointer(type.element);
  if (type.kind === 'function') return s.types.pointer(type);
  return type.unqualified;
}

export interface ParameterFacts {
  /** As declared, before top-level cv is dropped (arrays already pointers). */
  readonly type: Type;
  readonly name: string | undefined;
  readonly syntax: Ast.ParameterDeclaration;
  readonly restrict: boolean;
  /** Element of a parameter pack. */
  readonly pack: boolean;
}

/** `(void)`, through a typedef too. */
function isVoidList(s: DeclSema, params: readonly Ast.ParameterDeclaration[], ctx: BodyContext): boolean {
  if (params.length !== 1) return false;
  const { specifiers, declarator } = params[0]!;
  if (declarator.kind !== 'id' || declarator.name !== undefined || declarator.pack || cvBits(specifiers.qualifiers) !== 0) return false;
  if (specifiers.type?.kind === 'builtin') return specifiers.type.base === 'void';
  if (specifiers.type?.kind !== 'named') return false;
  const named = s.resolve(specifiers.type.name, ctx, true, true);
  return named?.kind === 'type' && named.type === s.types.builtin('void');
}

export function isPackParameter(declarator: Ast.Declarator): boolean {
  let at = declarator;
  while (at.kind !== 'id') at = at.inner;
  return at.pack;
}

function isRestrict(declarator: Ast.Declarator): boolean {
  // The pointer nearest to the name.
  let restrict = false;
  for (let at = declarator; at.kind !== 'id'; at = at.inner) restrict = (at.kind === 'pointer' && at.qualifiers.restrict) || (at.kind === 'reference' && at.restrict);
  return restrict;
}

/** The parameters of a function, packs expanded. `protoScope`: each parameter is declared there for those after it and for the trailing return type. */
export function parameters(s: DeclSema, suffix: Ast.FunctionSuffix, ctx: BodyContext, visit?: (fact: ParameterFacts, ctx: BodyContext) => void): ParameterFacts[] {
  const { params } = suffix;
  if (params.length === 0 || isVoidList(s, params, ctx)) return [];
  const facts: ParameterFacts[] = [];
  const add = (param: Ast.ParameterDeclaration, each: BodyContext, pack: boolean, wrap: boolean): void => {
    const { type, id } = s.applyDeclarator(s.specifierType(param.specifiers, each), param.declarator, each);
    let declared = type.kind === 'array' ? s.types.pointer(type.element) : type.kind === 'function' ? s.types.pointer(type) : type;
    if (declared.kind === 'builtin' && declared.name === 'void') {
      s.report(semaMessages.parameterVoid, param.loc);
      declared = s.types.error;
    }
    if (wrap) declared = s.types.packExpansion(declared);
    const name = id.name && id.name.last.kind === 'identifier' ? id.name.last.name : undefined;
    const fact: ParameterFacts = { type: declared, name, syntax: param, restrict: isRestrict(param.declarator), pack };
    facts.push(fact);
    visit?.(fact, each);
  };
  for (const param of params) {
    if (!isPackParameter(param.declarator)) {
      add(param, ctx, false, false);
      continue;
    }
    const contexts = s.expandPack({ specifiers: param.specifiers, declarator: stripPack(param.declarator) } as unknown as Ast.TypeId, ctx, param.loc);
    if (!contexts) add(param, ctx, true, true);
    else for (const each of contexts) add(param, each, true, false);
  }
  return facts;
}

/** The declarator without its dots and its own name, so that what remains is the pattern. */
function stripPack(declarator: Ast.Declarator): Ast.Declarator {
  if (declarator.kind === 'id') return { ...declarator, pack: false, name: undefined };
  return { ...declarator, inner: stripPack(declarator.inner) };
}

/** Declares parameters in a prototype scope, so that trailing return types and noexcept can refer to them. */
function declarePrototype(s: DeclSema, scope: Scope, facts: readonly ParameterFacts[]): void {
  for (let i = 0; i < facts.length; i++) {
    const fact = facts[i]!;
    if (fact.name === undefined) continue;
    if (fact.pack) {
      const elements: VarSymbol[] = [];
      const { syntax } = fact;
      let j = i;
      for (; j < facts.length && facts[j]!.syntax === syntax; j++) elements.push(prototypeVariable(s, facts[j]!, scope));
      // The placeholder of an unexpanded pack stands for itself.
      if (elements.length === 1 && fact.type.kind === 'pack-expansion') scope.names.set(fact.name, elements[0]!);
      else scope.names.set(fact.name, { kind: 'pack', name: fact.name, elements });
      i = j - 1;
    } else scope.names.set(fact.name, prototypeVariable(s, fact, scope));
  }
}

function prototypeVariable(_s: DeclSema, fact: ParameterFacts, scope: Scope): VarSymbol {
  return {
    kind: 'variable', name: fact.name ?? '', loc: fact.syntax.loc, parent: ownerOf(scope), type: fact.type, role: 'parameter', storage: 'automatic', linkage: 'internal', mangled: fact.name ?? '',
    defined: true, init: undefined, constantInit: false, staticLocal: false, alignment: undefined, addressTaken: false, destructor: undefined, dynamicShared: false, builtin: undefined,
    restrict: fact.restrict, threadLocal: false,
  };
}

/** What a trailing return type or requires-clause sees: the parameters, and the object of a member function. */
export function prototypeContext(s: DeclSema, suffix: Ast.FunctionSuffix, params: readonly ParameterFacts[], ctx: BodyContext): BodyContext {
  let inner = ctx;
  if (suffix.params.some((param) => isPackParameter(param.declarator)) || params.some((param) => param.name !== undefined)) {
    const scope = newScope('prototype', ctx.scope, undefined);
    // Empty packs have no facts, but their names must be known.
    for (const param of suffix.params) {
      if (!isPackParameter(param.declarator)) continue;
      let at = param.declarator;
      while (at.kind !== 'id') at = at.inner;
      if (at.name?.last.kind === 'identifier') scope.names.set(at.name.last.name, { kind: 'pack', name: at.name.last.name, elements: [] });
    }
    declarePrototype(s, scope, params);
    inner = within(ctx, scope);
  }
  if (ctx.thisClass && !ctx.thisType) inner = { ...inner, thisType: s.types.pointer(s.types.qualified(ctx.thisClass.type, cvBits(suffix.qualifiers))) };
  return inner;
}

function functionType(s: DeclSema, result: Type, suffix: Ast.FunctionSuffix, ctx: BodyContext, loc: Loc): Type {
  const params = parameters(s, suffix, s.options.c ? { ...ctx, unknownBounds: true, runtimeBounds: undefined } : ctx);
  let type = result;
  if (suffix.trailingReturn) {
    const inner = prototypeContext(s, suffix, params, ctx);
    type = s.resolveTypeId(suffix.trailingReturn, inner);
  }
  if (type.kind === 'array' || type.kind === 'function') {
    s.report(semaMessages.functionReturns, loc, [type.kind]);
    type = s.types.error;
  }
  const noexcept = suffix.noexcept === true || (typeof suffix.noexcept === 'object' && suffix.noexcept.kind === 'bool' && suffix.noexcept.value);
  return s.types.fn(
    type,
    params.map((param) => (param.type.kind === 'pack-expansion' ? param.type : adjustParameter(s, param.type))),
    { variadic: suffix.variadic, unprototyped: suffix.unprototyped === true, thisCv: cvBits(suffix.qualifiers), ref: suffix.ref, noexcept: noexcept && s.options.std >= 17 },
  );
}

function arrayType(s: DeclSema, element: Type, node: Extract<Ast.Declarator, { kind: 'array' }>, ctx: BodyContext): Type {
  if (element.kind === 'reference' || element.kind === 'function' || (element.kind === 'builtin' && element.name === 'void')) {
    s.report(semaMessages.arrayOfReferences, node.loc, [declaratorName(node), element.kind === 'reference' ? 'references' : element.kind === 'function' ? 'functions' : "incomplete type 'void'"]);
    return s.types.error;
  }
  if (element === s.types.error) return element;
  if (element.kind === 'array' && element.size === undefined && element.runtime === undefined && !ctx.unknownBounds) {
    s.report(semaMessages.arrayOfReferences, node.loc, [declaratorName(node), `incomplete type '${s.typeToString(element)}'`]);
    return s.types.error;
  }
  if (!node.size) return s.types.array(element, undefined);
  // A constant bound around one that is known at run time is no constant size either.
  if (hasRuntimeBound(element)) return runtimeArray(s, element, node.size, ctx) ?? s.types.error;
  if (isDependentSyntax(s, node.size, ctx.scope)) {
    if (node.size.kind === 'id' && node.size.name.last.kind === 'identifier' && node.size.name.qualifiers.length === 0) {
      const found = lookup(s, node.size.name.last.name, ctx.scope, 'any', node.loc)?.entity;
      if (found?.kind === 'template-parameter' && found.arg.kind === 'dependent' && found.arg.param) return s.types.array(element, 'dependent', found.arg.param);
    }
    return s.types.array(element, 'dependent');
  }
  const constant = { ...ctx, constant: true, unevaluated: true };
  if (ctx.unknownBounds && s.attempt(() => s.evaluateInteger(node.size!, constant)) === undefined) return s.types.array(element, undefined);
  if (ctx.runtimeBounds !== undefined && s.attempt(() => s.evaluateInteger(node.size!, constant)) === undefined) {
    const runtime = runtimeArray(s, element, node.size, ctx);
    if (runtime !== undefined) return runtime;
  }
  const size = s.evaluateInteger(node.size, constant);
  if (size === undefined) return s.types.error;
  if (size < 0n) {
    s.report(semaMessages.arrayNegative, node.size.loc);
    return s.types.error;
  }
  return s.types.array(element, Number(size));
}

export function declaratorId(declarator: Ast.Declarator): Extract<Ast.Declarator, { kind: 'id' }> {
  let at = declarator;
  while (at.kind !== 'id') at = at.inner;
  return at;
}

export function declaratorName(declarator: Ast.Declarator): string {
  const id = declaratorId(declarator);
  return id.name ? nameText(id.name) : 'type name';
}

/** The function part next to the name, if the declarator declares a function. */
export function functionSuffix(declarator: Ast.Declarator): Ast.FunctionSuffix | undefined {
  let at = declarator;
  let suffix: Ast.FunctionSuffix | undefined;
  while (at.kind !== 'id') {
    suffix = at.kind === 'function' ? at.suffix : undefined;
    at = at.inner;
  }
  return suffix;
}

/** Only members are of such types, and pointers to members. */
const isQualifiedFunction = (type: Type): boolean => type.kind === 'function' && (type.thisCv !== 0 || type.ref !== '');

export function applyDeclarator(s: DeclSema, base: Type, declarator: Ast.Declarator, ctx: BodyContext): DeclaratorResult {
  let type = base;
  let at = declarator;
  let suffix: Ast.FunctionSuffix | undefined;
  while (at.kind !== 'id') {
    suffix = undefined;
    switch (at.kind) {
      case 'pointer':
        if (type.kind === 'reference') {
          s.report(semaMessages.pointerToReference, at.loc, [declaratorName(at), s.typeToString(type)]);
          type = s.types.error;
        } else if (isQualifiedFunction(type)) {
          s.report(semaMessages.pointerToQualified, at.loc, ['pointer', s.typeToString(type)]);
          type = s.types.error;
        } else if (type !== s.types.error) type = s.types.qualified(s.types.pointer(type), cvBits(at.qualifiers));
        break;
      case 'reference':
        if (type.kind === 'builtin' && type.name === 'void') {
          s.report(semaMessages.referenceToVoid, at.loc);
          type = s.types.error;
        } else if (isQualifiedFunction(type)) {
          s.report(semaMessages.pointerToQualified, at.loc, ['reference', s.typeToString(type)]);
          type = s.types.error;
        } else if (type !== s.types.error) type = s.types.reference(type, at.rvalue);
        break;
      case 'member-pointer': {
        const named = s.resolve(at.class, ctx, false, true);
        const cls = named?.kind === 'type' ? named.type : s.types.error;
        if (type.kind === 'reference') s.report(semaMessages.memberPointerToReference, at.loc);
        type = cls === s.types.error || type === s.types.error ? s.types.error : s.types.qualified(s.types.memberPointer(cls, type), cvBits(at.qualifiers));
        break;
      }
      case 'array':
        type = arrayType(s, type, at, ctx);
        break;
      case 'function':
        suffix = at.suffix;
        type = functionType(s, type, at.suffix, ctx, at.loc);
        break;
      default:
        throw new Error(`declarator ${(at satisfies never as Ast.Declarator).kind}`);
    }
    at = at.inner;
  }
  return { type, id: at, suffix };
}

export function resolveTypeId(s: DeclSema, type: Ast.TypeId, ctx: BodyContext, deduced = false): Type {
  const base = s.specifierType(type.specifiers, ctx, { deduced });
  return type.declarator.kind === 'id' ? base : s.applyDeclarator(base, type.declarator, ctx).type;
}
