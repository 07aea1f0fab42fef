/**
 * Declarations of all kinds, dispatched: simple declarations, functions, namespaces, using, aliases, static assertions, linkage blocks. What system headers
 * declare at namespace scope is only noted by name until somebody asks for it.
 */
import type * as Ast from '../ast/index.js';
import { semaMessages } from '../diagnostics/sema-messages.js';
import type { CheckedStmt, ClassSymbol, NamespaceSymbol, Type, TypedefSymbol } from '../tree/index.js';
import { declaratorAttributes, refuseUnsupported } from './attributes.js';
import type { BodyContext, Entity, OverloadSet, Scope } from './context.js';
import { drainChecks } from './function-bodies.js';
import { sameSignature } from './functions.js';
import { addNames } from './headers.js';
import { addName, addOverload, lookupClass, openNamespace } from './lookup.js';
import { declaratorPrefix, nameKey } from './names.js';
import type { DeclSema } from './state.js';
import { declaringScope, namespaceScope, ownerOf, scopeContext, setTag } from './state.js';
import { allowsRuntimeBounds, declareRuntimeArray, hasRuntimeBound } from './runtime-arrays.js';
import { declareBindings } from './structured-bindings.js';
import { declaratorId, functionSuffix } from './types.js';
import { declareBlockVariable, declareGlobal, variableFacts } from './variables.js';

// ---- pending declarations

function writtenName(name: Ast.Name | undefined, into: string[]): boolean {
  if (!name) return true;
  if (name.global) return false;
  const first = name.qualifiers[0];
  if (first) {
    // Members defined out of class belong to the class's name.
    if (first.kind !== 'name') return false;
    into.push(nameKey(first.name));
    return true;
  }
  into.push(nameKey(name.last));
  return true;
}

function specifierNames(specifiers: Ast.DeclSpecifiers, into: string[]): boolean {
  const { type } = specifiers;
  if (type?.kind === 'class') return writtenName(type.definition.name, into);
  if (type?.kind === 'elaborated') return writtenName(type.name, into);
  if (type?.kind === 'enum') {
    if (!type.definition.scoped) for (const enumerator of type.definition.enumerators ?? []) into.push(enumerator.name);
    return writtenName(type.definition.name, into);
  }
  return true;
}

/** The names that a declaration introduces; false when it must be looked at right away. */
function introduces(declaration: Ast.Declaration, into: string[]): boolean {
  switch (declaration.kind) {
    case 'simple': {
      if (!specifierNames(declaration.specifiers, into)) return false;
      for (const declarator of declaration.declarators) if (!writtenName(declaratorId(declarator.declarator).name, into)) return false;
      return into.length > 0;
    }
    case 'function':
      return writtenName(declaratorId(declaration.declarator).name, into) && into.length > 0;
    case 'alias':
    case 'concept':
      into.push(declaration.name);
      return true;
    case 'deduction-guide':
      into.push(declaration.name);
      return true;
    case 'template':
    case 'explicit-specialization':
    case 'explicit-instantiation':
      return introduces(declaration.declaration, into);
    case 'using-declaration':
      for (const { name } of declaration.names) into.push(nameKey(name.last));
      return true;
    case 'deferred':
      into.push(...declaration.names);
      return true;
    default:
      return false;
  }
}

/** The names by which a system header's declaration at namespace scope can be deferred; undefined if it must be looked at where it stands. */
export function deferredNames(declaration: Ast.Declaration): readonly string[] | undefined {
  const names: string[] = [];
  return declaration.kind !== 'namespace' && declaration.kind !== 'linkage' && introduces(declaration, names) ? names : undefined;
}

/** Friend functions are found by argument-dependent lookup only through their class, which is complete then: nothing to note. */
function defer(s: DeclSema, declaration: Ast.Declaration, scope: Scope): boolean {
  const names = declaration.kind === 'deferred' ? declaration.names : deferredNames(declaration);
  if (names === undefined) return false;
  // Overloads of operators are looked for by every expression with class operands: still by name.
  // After an unclosed brace, what should be at namespace level may stand in another scope.
  const lazy = s.d.scopeNamespaces.get(scope)?.lazy;
  if (lazy === undefined) return false;
  addNames(lazy, names, { declaration, seq: s.d.nextSeq, linkage: s.d.linkage });
  return true;
}

// ---- namespaces and using

function declareNamespace(s: DeclSema, declaration: Extract<Ast.Declaration, { kind: 'namespace' }>, ctx: BodyContext): void {
  let scope: Scope | undefined = declaringScope(ctx.scope);
  const path = declaration.path.length > 0 ? declaration.path : [''];
  for (let i = 0; i < path.length && scope; i++) scope = openNamespace(s, path[i]!, (declaration.inline && i === path.length - 1) || (declaration.inlineAt?.includes(i) ?? false), scope, declaration.loc);
  if (!scope) return;
  const { linkage } = s.d;
  declareAll(s, declaration.body, scopeContext(scope));
  s.d.linkage = linkage;
}

function namespaceNamed(s: DeclSema, name: Ast.Name, ctx: BodyContext): NamespaceSymbol | undefined {
  const named = s.resolve(name, ctx, true, true);
  if (named?.kind === 'entity' && named.entity.kind === 'namespace') return named.entity;
  s.report(semaMessages.namespaceExpected, name.loc);
  return undefined;
}

function usingDeclaration(s: DeclSema, name: Ast.Name, ctx: BodyContext, access: Ast.Access | undefined): void {
  const prefix = usingPrefix(s, name, ctx);
  if (!prefix) return;
  const scope = declaringScope(ctx.scope);
  const key = nameKey(name.last);
  if (prefix === 'enum') return;
  if (prefix.kind === 'class') {
    usingMember(s, prefix, key, name, scope, access);
    return;
  }
  const entity = s.lookupInNamespace(prefix, key, name.loc);
  if (!entity) {
    s.report(semaMessages.usingNotFound, name.last.loc, [key, prefix.parent ? `namespace '${prefix.name}'` : 'the global namespace']);
    return;
  }
  introduce(s, scope, key, entity, name.loc);
}

function usingPrefix(s: DeclSema, name: Ast.Name, ctx: BodyContext): NamespaceSymbol | ClassSymbol | 'enum' | undefined {
  if (name.qualifiers.length > 0) {
    // using E::a; brings one enumerator.
    const step = name.qualifiers.at(-1)!;
    if (step.kind === 'name') {
      const enumName: Ast.Name = { ...name, qualifiers: name.qualifiers.slice(0, -1), last: step.name };
      const named = s.resolve(enumName, ctx, true, true);
      if (named?.kind === 'type' && named.type.kind === 'enum') {
        const enumerator = named.type.symbol.enumerators.find((each) => each.name === nameKey(name.last));
        if (enumerator) addName(declaringScope(ctx.scope), enumerator.name, enumerator);
        return 'enum';
      }
      if (named?.kind === 'type' && named.type.dependent) return 'enum';
    }
  }
  return declaratorPrefix(s, name, ctx);
}

function introduce(s: DeclSema, scope: Scope, key: string, entity: Entity, loc: number): void {
  if (entity.kind === 'overloads') {
    for (const member of entity.members) {
      if (!addOverload(scope, key, member)) {
        s.report(semaMessages.usingConflict, loc);
        return;
      }
    }
    // A set of its own: later overloads of the namespace do not come along.
    const set = scope.names.get(key) as OverloadSet;
    if (set === entity) scope.names.set(key, { kind: 'overloads', name: key, members: [...entity.members] });
    return;
  }
  const clash = addName(scope, key, entity);
  if (clash && clash !== entity && !sameType(clash, entity)) {
    if (entity.kind === 'class' || entity.kind === 'enum') setTag(scope, key, entity);
    else s.report(semaMessages.usingConflict, loc);
  }
}

function sameType(a: Entity, b: Entity): boolean {
  const typeOf = (e: Entity): Type | undefined => (e.kind === 'class' || e.kind === 'enum' || e.kind === 'typedef' ? e.type : undefined);
  return typeOf(a) !== undefined && typeOf(a) === typeOf(b);
}

/** `using Base::f;` in a class: its functions join the class's own, unless those hide them; `using Base::Base;` inherits constructors. */
function usingMember(s: DeclSema, base: ClassSymbol, key: string, name: Ast.Name, scope: Scope, access: Ast.Access | undefined): void {
  if (scope.kind === 'class' && (key === base.name || sameTemplateName(base, name))) {
    s.inheritConstructors(scope.owner as ClassSymbol, base, access ?? 'public');
    return;
  }
  const found = lookupClass(s, base, key, name.loc);
  if (!found) {
    s.report(semaMessages.noMember, name.last.loc, [key, s.typeToString(base.type)]);
    return;
  }
  const { entity } = found;
  if (entity.kind === 'overloads') {
    const own = scope.names.get(key);
    const present = own?.kind === 'overloads' ? own.members : [];
    for (const member of entity.members) {
      const hidden = member.kind === 'function' && present.some((mine) => mine.kind === 'function' && mine.parent === scope.owner && sameSignature(mine.type, member.type));
      if (!hidden) addOverload(scope, key, member);
    }
    if (access === 'public') for (const member of entity.members) s.d.usingAccess.add(member);
    return;
  }
  if (scope.names.get(key) === undefined) scope.names.set(key, entity);
  if (access === 'public') s.d.usingAccess.add(entity);
}

function sameTemplateName(base: ClassSymbol, name: Ast.Name): boolean {
  const step = name.qualifiers.at(-1);
  return step?.kind === 'name' && nameKey(step.name) === nameKey(name.last) && base.name !== '' && name.last.kind === 'identifier';
}

// ---- simple declarations

export function declareTypedef(s: DeclSema, name: string, type: Type, scope: Scope, loc: number, access: Ast.Access | undefined): void {
  const present = scope.names.get(name);
  if (present) {
    const known = present.kind === 'typedef' || present.kind === 'class' || present.kind === 'enum' ? present.type : undefined;
    // typedef struct S S; names what it is.
    if (known === type) return;
    if (known && (type === s.types.error || known === s.types.error)) return;
    if (known && present.kind === 'typedef') s.report(semaMessages.conflictingTypedef, loc, [s.typeToString(type), s.typeToString(known)], { notes: [{ loc: present.loc, text: 'previous definition is here' }] });
    else if (scope.kind === 'class' && scope.owner?.kind === 'class' && present === scope.owner) s.report(semaMessages.redefinitionKind, loc, [name]);
    else s.report(semaMessages.redefinitionKind, loc, [name]);
    return;
  }
  const typedef: TypedefSymbol = { kind: 'typedef', name, loc, parent: ownerOf(scope), type };
  scope.names.set(name, typedef);
  if (scope.kind === 'namespace') s.d.seq.set(typedef, s.d.nextSeq);
  if (access) s.d.access.set(typedef, access);
}

/** The name that a typedef gives an unnamed class or enumeration for linkage. */
function linkageName(declaration: Extract<Ast.Declaration, { kind: 'simple' }>): string | undefined {
  const first = declaration.declarators[0];
  if (!first || !declaration.specifiers.storage.includes('typedef') || first.declarator.kind !== 'id') return undefined;
  const last = first.declarator.name?.last;
  return last?.kind === 'identifier' ? last.name : undefined;
}

/** Variables, functions and typedefs outside of classes; `local` receives the statements of a block's declarations. */
export function declareSimple(s: DeclSema, declaration: Extract<Ast.Declaration, { kind: 'simple' }>, ctx: BodyContext, local: CheckedStmt[] | undefined): void {
  const { specifiers, declarators } = declaration;
  const typedefName = specifiers.type?.kind === 'class' || specifiers.type?.kind === 'enum' ? linkageName(declaration) : undefined;
  const first = declarators[0];
  const qualifiedFirst = first ? declaratorId(first.declarator).name : undefined;
  const base = s.specifierType(specifiers, outerContext(s, qualifiedFirst, ctx), { lone: declarators.length === 0, deduced: true, typedefName, friend: specifiers.friend });
  if (specifiers.type?.kind === 'class') drainChecks(s);
  if (declarators.length === 0) {
    anonymousUnion(s, specifiers, base, ctx, local);
    return;
  }
  let deduced: { readonly type: Type; readonly name: string } | undefined;
  for (const declarator of declarators) {
    const id = declaratorId(declarator.declarator);
    const { name } = id;
    if (!name) continue;
    if (functionSuffix(declarator.declarator) && !specifiers.storage.includes('typedef')) {
      s.declareFunction({
        specifiers, declarator: declarator.declarator, attributes: declarator.attributes, asmName: declarator.asmName, body: undefined, ctx, access: undefined, loc: declarator.loc, pure: false,
        friend: specifiers.friend, specialization: undefined,
      });
      continue;
    }
    const bounds: CheckedStmt[] = [];
    const runtime = local !== undefined && specifiers.storage.length === 0 && allowsRuntimeBounds(s, ctx);
    const { type } = s.applyDeclarator(base, declarator.declarator, runtime ? { ...ctx, runtimeBounds: bounds } : outerContext(s, name, ctx));
    if (local !== undefined && bounds.length > 0) {
      local.push(...bounds);
      if (type.kind === 'array' && hasRuntimeBound(type)) {
        local.push(...declareRuntimeArray(s, { name: nameKey(name.last), type, init: declarator.init, loc: name.loc }, ctx));
        continue;
      }
    }
    if (specifiers.storage.includes('typedef')) {
      refuseUnsupported(s, [...specifiers.attributes, ...declarator.attributes, ...declaratorAttributes(declarator.declarator)]);
      declareTypedef(s, nameKey(name.last), type, ctx.scope.kind === 'namespace' ? ctx.scope : declaringScope(ctx.scope), id.loc, undefined);
      continue;
    }
    if (type.kind === 'function') {
      // Declared through a typedef of a function type.
      declareByType(s, declaration, declarator, type, ctx);
      continue;
    }
    const facts = variableFacts(s, specifiers, declarator, declaratorAttributes(declarator.declarator), ctx);
    const request = { specifiers, declarator, type, name, facts, ctx, access: undefined };
    if (local) {
      const statement = declareBlockVariable(s, request);
      if (statement) local.push(statement);
    } else declareGlobal(s, request);
    if (declarators.length > 1 && base.kind === 'auto') {
      const variable = ctx.scope.names.get(nameKey(name.last));
      const own = variable?.kind === 'variable' ? placeholderType(type, variable.type) : undefined;
      if (own === undefined) continue;
      if (deduced === undefined) deduced = { type: own, name: nameKey(name.last) };
      else if (deduced.type !== own) s.report(semaMessages.autoDiffers, id.loc, [s.typeToString(deduced.type), deduced.name, s.typeToString(own), nameKey(name.last)]);
    }
  }
}

/** What the placeholder of a declared type became in the variable's type. */
function placeholderType(declared: Type, actual: Type): Type | undefined {
  if (declared.kind === 'auto') return actual.unqualified;
  if (declared.kind === 'pointer' && actual.kind === 'pointer') return placeholderType(declared.pointee, actual.pointee);
  if (declared.kind === 'reference' && actual.kind === 'reference') return placeholderType(declared.referee, actual.referee);
  return undefined;
}

/** Static members defined out of class: their types are looked up in the class. */
function outerContext(s: DeclSema, name: Ast.Name | undefined, ctx: BodyContext): BodyContext {
  if (!name || name.qualifiers.length === 0) return ctx;
  const prefix = s.attempt(() => declaratorPrefix(s, name, ctx));
  if (prefix?.kind === 'class') return { ...ctx, scope: s.d.classes.get(prefix)!.scope, thisClass: prefix };
  return ctx;
}

/** A function declared through a name for a function type. */
export function declareByType(s: DeclSema, declaration: Extract<Ast.Declaration, { kind: 'simple' }>, declarator: Ast.InitDeclarator, type: Extract<Type, { kind: 'function' }>, ctx: BodyContext, access?: Ast.Access): void {
  const { specifiers } = declaration;
  const { loc } = declarator;
  const param = (each: Type, i: number): Ast.ParameterDeclaration => ({ specifiers: typeSpecifiers(s, each, ctx, `<param ${i}>`, loc), declarator: { kind: 'id', name: undefined, pack: false, attributes: [], loc }, default: undefined, loc });
  const none = { const: false, volatile: false, restrict: false };
  const suffix: Ast.FunctionSuffix = {
    params: type.params.map(param), variadic: type.variadic, qualifiers: none, ref: '', noexcept: type.noexcept, trailingReturn: undefined, trailingRequires: undefined, attributes: [],
    override: false, final: false,
  };
  const result = typeSpecifiers(s, type.result, ctx, '<result>', loc);
  s.declareFunction({
    specifiers: { ...result, storage: specifiers.storage, inline: specifiers.inline, attributes: specifiers.attributes },
    declarator: { kind: 'function', suffix, inner: declarator.declarator, loc }, attributes: declarator.attributes, asmName: declarator.asmName, body: undefined, ctx, access, loc,
    pure: false, friend: specifiers.friend, specialization: undefined,
  });
}

/** Specifiers that name a given type, through a hidden typedef. */
function typeSpecifiers(s: DeclSema, type: Type, ctx: BodyContext, name: string, loc: number): Ast.DeclSpecifiers {
  const hidden = `${name} ${type.id}`;
  const scope = namespaceScope(ctx.scope);
  if (!scope.names.has(hidden)) scope.names.set(hidden, { kind: 'typedef', name: hidden, loc, parent: s.d.globalNamespace, type } satisfies TypedefSymbol);
  const written: Ast.Name = { kind: 'name', global: false, qualifiers: [], templateKeyword: false, last: { kind: 'identifier', name: hidden, loc, end: loc }, loc, end: loc };
  return {
    storage: [], qualifiers: { const: false, volatile: false, restrict: false }, type: { kind: 'named', name: written, typenameKeyword: false, loc }, inline: false, virtual: false, explicit: false,
    friend: false, constexpr: undefined, attributes: [], loc, end: loc,
  };
}

/** `static union { int a; float b; };` at namespace or block scope: a hidden variable whose members are names of the scope. */
function anonymousUnion(s: DeclSema, specifiers: Ast.DeclSpecifiers, type: Type, ctx: BodyContext, local: CheckedStmt[] | undefined): void {
  if (specifiers.type?.kind !== 'class' || specifiers.type.definition.name || type.kind !== 'class' || type.symbol.tag !== 'union') return;
  const { loc } = specifiers;
  const hidden = `<union ${type.id}>`;
  const name: Ast.Name = { kind: 'name', global: false, qualifiers: [], templateKeyword: false, last: { kind: 'identifier', name: hidden, loc, end: loc }, loc, end: loc };
  const declarator: Ast.InitDeclarator = {
    declarator: { kind: 'id', name, pack: false, attributes: [], loc }, init: undefined, bitWidth: undefined, asmName: undefined, attributes: [], loc,
  };
  const facts = variableFacts(s, specifiers, declarator, [], ctx);
  const request = { specifiers, declarator, type, name, facts, ctx, access: undefined };
  const statement = local ? declareBlockVariable(s, request) : undefined;
  if (!local) declareGlobal(s, request);
  if (statement && local) local.push(statement);
  const variable = ctx.scope.names.get(hidden);
  if (variable?.kind !== 'variable') return;
  for (const field of type.symbol.fields) {
    ctx.scope.names.set(field.name, {
      kind: 'binding', name: field.name,
      make: (at) => ({ kind: 'field', base: { kind: 'variable', variable, type, category: 'lvalue', loc: at }, field, type: field.type, category: 'lvalue', loc: at }),
    });
  }
}

export function staticAssert(s: DeclSema, declaration: Extract<Ast.Declaration, { kind: 'static-assert' }>, ctx: BodyContext): void {
  const condition = s.checkCondition(declaration.condition, { ...ctx, constant: true, unevaluated: true });
  if (condition.kind === 'error') return;
  const value = s.evaluate(condition);
  if (value?.kind !== 'integer') s.report(semaMessages.staticAssertNotConstant, declaration.condition.loc, [], { end: declaration.condition.end, notes: s.whyNotConstant() });
  else if (value.value === 0n) {
    const { message } = declaration;
    const extra = { end: declaration.condition.end };
    if (message) s.report(semaMessages.staticAssertFailedMessage, declaration.condition.loc, [new TextDecoder().decode(Uint8Array.from(message.units))], extra);
    else s.report(semaMessages.staticAssertFailed, declaration.condition.loc, [], extra);
  }
}

export function declareAlias(s: DeclSema, declaration: Extract<Ast.Declaration, { kind: 'alias' }>, ctx: BodyContext, access: Ast.Access | undefined): void {
  declareTypedef(s, declaration.name, s.resolveTypeId(declaration.type, ctx), declaringScope(ctx.scope), declaration.loc, access);
}

export function usingNames(s: DeclSema, declaration: Extract<Ast.Declaration, { kind: 'using-declaration' }>, ctx: BodyContext, access: Ast.Access | undefined): void {
  for (const { name, packExpansion } of declaration.names) {
    if (!packExpansion) {
      usingDeclaration(s, name, ctx, access);
      continue;
    }
    for (const each of s.expandPack({ kind: 'id', name, loc: name.loc, end: name.end }, ctx, name.loc) ?? []) usingDeclaration(s, name, each, access);
  }
}

function usingEnum(s: DeclSema, declaration: Extract<Ast.Declaration, { kind: 'using-enum' }>, ctx: BodyContext): void {
  const named = s.resolve(declaration.name, ctx, false, true);
  if (named?.kind !== 'type' || named.type.kind !== 'enum') return;
  const scope = declaringScope(ctx.scope);
  for (const enumerator of named.type.symbol.enumerators) addName(scope, enumerator.name, enumerator);
}

/** Declarations at namespace scope; each has a sequence number of its own. */
export function declareAll(s: DeclSema, declarations: readonly Ast.Declaration[], ctx: BodyContext): void {
  const scope = ctx.scope;
  for (const declaration of declarations) {
    s.d.nextSeq = ++s.d.lastSeq;
    const { kind } = declaration;
    if (kind === 'deferred' || (kind !== 'namespace' && kind !== 'linkage' && s.options.isSystem(declaration.loc))) if (defer(s, declaration, scope)) continue;
    declare(s, declaration, ctx);
  }
}

export function declare(s: DeclSema, declaration: Ast.Declaration, ctx: BodyContext): void {
  if (declaration.kind === 'deferred') return declare(s, declaration.read(), ctx);
  const template = s.abbreviated(declaration);
  if (template) return s.declareTemplate(template, ctx, undefined, false);
  switch (declaration.kind) {
    case 'simple':
      return declareSimple(s, declaration, ctx, undefined);
    case 'function': {
      const fn = s.declareFunction({
        specifiers: declaration.specifiers, declarator: declaration.declarator, attributes: [], asmName: undefined, body: declaration.body, ctx, access: undefined, loc: declaration.loc,
        pure: false, friend: declaration.specifiers.friend, specialization: undefined,
      });
      if (!fn || fn.deleted) return;
      const generic = s.d.functionInfos.get(fn)!.template;
      if (!s.options.isSystem(declaration.loc) && !generic) s.bodyOf(fn);
      else if (fn.linkage === 'external') s.d.queue.push(fn);
      return;
    }
    case 'structured-binding':
      declareBindings(s, declaration, ctx);
      return;
    case 'template':
      return s.declareTemplate(declaration, ctx, undefined, false);
    case 'explicit-specialization':
      return s.explicitSpecialization(declaration.declaration, ctx, undefined);
    case 'explicit-instantiation':
      return s.explicitInstantiation(declaration.declaration, declaration.extern, ctx);
    case 'namespace':
      return declareNamespace(s, declaration, ctx);
    case 'namespace-alias': {
      const ns = namespaceNamed(s, declaration.target, ctx);
      if (ns) addName(declaringScope(ctx.scope), declaration.name, ns);
      return;
    }
    case 'using-directive': {
      const ns = namespaceNamed(s, declaration.target, ctx);
      const scope = declaringScope(ctx.scope);
      if (ns) {
        const target = s.d.namespaces.get(ns)!.scope;
        if (!scope.using.includes(target) && target !== scope) scope.using.push(target);
      }
      return;
    }
    case 'using-declaration':
      return usingNames(s, declaration, ctx, undefined);
    case 'using-enum':
      return usingEnum(s, declaration, ctx);
    case 'alias':
      return declareAlias(s, declaration, ctx, undefined);
    case 'linkage': {
      const { linkage } = s.d;
      s.d.linkage = declaration.language;
      declareAll(s, declaration.body, ctx);
      s.d.linkage = linkage;
      return;
    }
    case 'static-assert':
      return staticAssert(s, declaration, ctx);
    case 'deduction-guide':
      return s.declareGuide(declaration, undefined, ctx);
    case 'concept':
      s.report(semaMessages.templateNeedsArguments, declaration.loc, [declaration.name]);
      return;
    case 'asm':
      s.report(semaMessages.asmTopLevel, declaration.loc);
      return;
    case 'pragma':
    case 'empty':
      return;
    default:
      throw new Error(`declaration ${(declaration satisfies never as Ast.Declaration).kind}`);
  }
}

/** Declarations in a block. */
export function declareLocals(s: DeclSema, declaration: Ast.Declaration, ctx: BodyContext): CheckedStmt {
  const { loc } = declaration;
  if (declaration.kind === 'simple') {
    const statements: CheckedStmt[] = [];
    declareSimple(s, declaration, ctx, statements);
    if (statements.length === 1) return statements[0]!;
    return statements.length === 0 ? { kind: 'empty', loc } : { kind: 'sequence', body: statements, loc };
  }
  if (declaration.kind === 'structured-binding') return declareBindings(s, declaration, ctx);
  declare(s, declaration, ctx);
  return { kind: 'empty', loc };
}
