/**
 * Class definitions ([class]): bases, members in order, friends, nested types. Bodies of member functions wait until the outermost class is complete.
 * What completion computes (special members, vtable, layout) is in class-completion.ts.
 */
import { deferMember } from './lazy-members.js';
import type * as Ast from '../ast/index.js';
import { semaMessages } from '../diagnostics/sema-messages.js';
import { sizeOf } from '../layout/sizes.js';
import type { LayoutItem } from '../layout/record.js';
import type { Loc } from '../source/loc.js';
import type { BaseClass, ClassSymbol, FieldSymbol, FunctionSymbol, ParentSymbol, Type } from '../tree/index.js';
import { attributeFacts, declaratorAttributes, refuseUnsupported } from './attributes.js';
import { completeClass } from './class-completion.js';
import type { BodyContext, Scope } from './context.js';
import { declareAlias, declareTypedef, staticAssert, usingNames } from './declarations.js';
import { declareTag, tagScope } from './c-language.js';
import { addName, lookup } from './lookup.js';
import { declaratorPrefix, nameKey } from './names.js';
import type { DeclSema } from './state.js';
import { declaringScope, ownerOf, scopeContext, setTag } from './state.js';
import { newClassSymbol } from './symbols.js';
import { anyName, isDependentSyntax } from './syntax-walk.js';
import { declaratorId, functionSuffix } from './types.js';
import { declareGlobal, isInstance, variableFacts } from './variables.js';

/** Defines (or redeclares and defines) the class that a class specifier with a body names. */
export function defineClass(s: DeclSema, definition: Ast.ClassDefinition, ctx: BodyContext, typedefName?: string): ClassSymbol | undefined {
  const { name, tag, loc } = definition;
  let scope = s.options.c ? tagScope(ctx.scope) : declaringScope(ctx.scope);
  let parent: ParentSymbol = ownerOf(scope);
  if (name && (name.qualifiers.length > 0 || name.global)) {
    const prefix = declaratorPrefix(s, name, ctx);
    if (!prefix) return undefined;
    parent = prefix;
    scope = prefix.kind === 'class' ? s.d.classes.get(prefix)!.scope : s.d.namespaces.get(prefix)!.scope;
  }
  const key = name ? nameKey(name.last) : '';
  const info = s.d.scopeNamespaces.get(scope);
  if (key && info) s.flush(info, key);
  const named = key && !s.options.c ? scope.names.get(key) : undefined;
  const present = named?.kind === 'class' && named.parent === parent ? named : scope.tags?.get(key);
  let cls: ClassSymbol;
  if (present?.kind === 'class' && present !== scope.owner) {
    cls = present;
    if (cls.state !== 'declared') {
      s.report(semaMessages.redefinition, loc, [key], { notes: [{ loc: cls.loc, text: 'previous definition is here' }] });
      return cls;
    }
    if ((cls.tag === 'union') !== (tag === 'union')) s.report(semaMessages.tagMismatch, loc, [key]);
  } else {
    if (named?.kind === 'template') {
      s.report(semaMessages.redefinitionKind, loc, [key]);
      return undefined;
    }
    cls = s.options.c ? declareTag(s, key, tag, scope, loc) : newClassSymbol(s, key || typedefName || '', tag, parent, ctx.scope.kind === 'template' ? ctx.scope : scope, loc, false);
    if (key && parent.kind === 'class' && parent.name === key && !s.options.c) s.report(semaMessages.namedLikeClass, loc, [key]);
    else if (key && !s.options.c) {
      const clash = addName(scope, key, cls);
      if (clash) {
        if (clash.kind === 'typedef') s.report(semaMessages.redefinitionKind, loc, [key]);
        else setTag(scope, key, cls);
      }
      if (scope.kind === 'namespace') s.d.seq.set(cls, s.d.nextSeq);
    } else if (!key && (!typedefName || s.options.c)) s.d.discriminators.set(cls, s.d.unnamed.count++);
  }
  // What is named with its class is defined inside of that.
  const outer = parent.kind === 'class' && ctx.scope.kind !== 'template' ? scope : ctx.scope;
  if (parent.kind === 'class' && parent.state === 'defining' && isInstance(parent) && key) postponeMember(s, cls, definition, outer);
  else fillClass(s, cls, definition, outer);
  return cls;
}

/** Member classes of template instances are instantiated by themselves, when somebody needs them complete ([temp.inst]/3): they may contain the class around them, or derive from it. */
function postponeMember(s: DeclSema, cls: ClassSymbol, definition: Ast.ClassDefinition, outer: Scope): void {
  s.d.postponed.set(cls, () => {
    const { trap } = s;
    const { flow, linkage, classDepth } = s.d;
    s.trap = undefined;
    s.d.flow = undefined;
    s.d.linkage = 'C++';
    s.instantiations.push({ what: () => `member class '${s.typeToString(cls.type)}'`, loc: cls.loc });
    fillClass(s, cls, definition, outer);
    s.instantiations.pop();
    s.d.classDepth = classDepth;
    s.d.flow = flow;
    s.d.linkage = linkage;
    s.trap = trap;
  });
}

/** By base specifier: what it depends on is in its words. */
const dependentBases = new WeakMap<Ast.BaseSpecifier, boolean>();

function isDependentBase(s: DeclSema, base: Ast.BaseSpecifier, scope: Scope): boolean {
  let at: Scope | undefined = scope;
  while (at !== undefined && at.kind !== 'template') at = at.parent;
  if (at === undefined) return false;
  let known = dependentBases.get(base);
  if (known === undefined) dependentBases.set(base, (known = dependsOnTemplate(s, base.type, scope, new Set())));
  return known;
}

/** Do parameters of a template occur in a type, or member classes and aliases for them of the class around ([temp.dep.type])? That class itself is known where it is named. */
function dependsOnTemplate(s: DeclSema, type: Ast.TypeId | Ast.TypeSpecifier, scope: Scope, seen: Set<Ast.TypeId | Ast.TypeSpecifier>): boolean {
  if (seen.has(type)) return false;
  seen.add(type);
  return anyName(type, true, (name) => {
    const found = lookup(s, name, scope, 'any', type.loc, true);
    if (found === undefined) return false;
    const { entity, through } = found;
    if (entity.kind === 'template-parameter') return true;
    if (through === undefined || !isInstance(through) || entity === through) return false;
    if (entity.kind === 'class') return entity.parent === through;
    const alias = entity.kind === 'typedef' ? aliasedType(through, name) : undefined;
    return alias !== undefined && dependsOnTemplate(s, alias, s.d.classes.get(through)!.scope, seen);
  });
}

function aliasedType(cls: ClassSymbol, name: string): Ast.TypeId | Ast.TypeSpecifier | undefined {
  for (const { declaration } of cls.definition?.members ?? []) {
    if (declaration.kind === 'alias' && declaration.name === name) return declaration.type;
    if (declaration.kind !== 'simple' || !declaration.specifiers.storage.includes('typedef')) continue;
    for (const { declarator } of declaration.declarators) {
      const last = declaratorId(declarator).name?.last;
      if (last?.kind === 'identifier' && last.name === name) return declaration.specifiers.type;
    }
  }
  return undefined;
}

/** Gives a declared class its members. `outer`: scope around the definition (template parameters are bound there). */
export function fillClass(s: DeclSema, cls: ClassSymbol, definition: Ast.ClassDefinition, outer: Scope): void {
  const { scope } = s.d.classes.get(cls)!;
  if (scope.parent !== outer && (outer.kind !== 'class' || outer.owner === cls.parent)) (scope as { parent: Scope | undefined }).parent = outer;
  cls.definition = definition;
  cls.state = 'defining';
  s.d.classDepth++;
  const ctx = scopeContext(scope, cls);
  const facts = attributeFacts(s, ctx, definition.attributes);
  cls.alignment = facts.alignment;
  cls.pack = definition.pack;
  cls.packed = facts.packed;
  for (const base of definition.bases) addBases(s, cls, definition, base, ctx);
  cls.dynamic = cls.bases.some((base) => base.type.symbol.dynamic || base.virtual);
  const items: LayoutItem[] = [];
  const lazily = isInstance(cls) && !cls.dynamic && s.options.isSystem(definition.loc);
  for (const { declaration, access } of definition.members) {
    if (lazily && deferMember(s, scope, declaration, () => declareMember(s, cls, declaration, access, ctx, items))) continue;
    declareMember(s, cls, declaration, access, ctx, items);
  }
  completeClass(s, cls, items, definition);
  s.d.classDepth--;
  if (!s.options.c && !s.options.isSystem(definition.loc)) checkMemberNames(s, cls, definition);
  if (!s.options.isSystem(definition.loc) && !isInstance(cls)) {
    if (s.d.classes.get(cls)!.defaultInits.size > 0) s.d.initQueue.push(cls);
    for (const fn of cls.methods) if (s.d.functionInfos.get(fn)!.definition && !fn.specialization && !s.d.inherited.has(fn)) s.d.checkQueue.push(fn);
  }
}

/** Only a field may be named like its class, and only if that has no constructor of its own ([class.mem]). */
function checkMemberNames(s: DeclSema, cls: ClassSymbol, definition: Ast.ClassDefinition): void {
  if (!definition.name) return;
  const { scope, constructors } = s.d.classes.get(cls)!;
  const entity = scope.names.get(cls.name);
  if (entity === undefined || entity === cls || entity.kind === 'overloads') return;
  if (entity.kind === 'field' && !constructors.some((fn) => fn.kind === 'template' || s.d.functionInfos.get(fn)!.specifiers !== undefined)) return;
  if ('loc' in entity && (entity.kind === 'field' || entity.kind === 'variable' || entity.kind === 'enumerator' || entity.kind === 'typedef')) s.report(semaMessages.namedLikeClass, entity.loc, [cls.name]);
}

function addBases(s: DeclSema, cls: ClassSymbol, definition: Ast.ClassDefinition, base: Ast.BaseSpecifier, ctx: BodyContext): void {
  const contexts = base.packExpansion ? (s.expandPack(base.type, ctx, base.loc) ?? []) : [ctx];
  for (const each of contexts) {
    const type = s.resolveTypeId(base.type, each).unqualified;
    if (type === s.types.error) continue;
    if (cls.tag === 'union') {
      s.report(semaMessages.unionBase, base.loc);
      return;
    }
    if (type.kind !== 'class' || type.symbol.tag === 'union') {
      s.report(semaMessages.notABase, base.loc);
      continue;
    }
    if (!s.completeType(type) || type.symbol.state !== 'complete') {
      if (type.symbol.state !== 'invalid') s.report(semaMessages.incompleteBase, base.loc);
      continue;
    }
    if (type.symbol.definition?.final) s.report(semaMessages.finalBase, base.loc, [type.symbol.name]);
    if (cls.bases.some((other) => other.type === type)) {
      s.report(semaMessages.duplicateBase, base.loc, [type.symbol.name]);
      continue;
    }
    const access = base.access ?? (definition.tag === 'class' ? 'private' : 'public');
    const entry: BaseClass = { type, virtual: base.virtual, access, dependent: isDependentBase(s, base, ctx.scope), offset: 0 };
    cls.bases.push(entry);
  }
}

function declareMember(s: DeclSema, cls: ClassSymbol, declaration: Ast.Declaration, access: Ast.Access, ctx: BodyContext, items: LayoutItem[]): void {
  const template = s.abbreviated(declaration);
  if (template) return s.declareTemplate(template, ctx, access, isFriend(declaration));
  switch (declaration.kind) {
    case 'simple':
      return declareSimpleMember(s, cls, declaration, access, ctx, items);
    case 'function': {
      const fn = s.declareFunction({
        specifiers: declaration.specifiers, declarator: declaration.declarator, attributes: [], asmName: undefined, body: declaration.body, ctx, access, loc: declaration.loc, pure: false,
        friend: declaration.specifiers.friend, specialization: undefined,
      });
      if (!fn) return;
      if (declaration.specifiers.friend) befriend(s, cls, fn);
      return;
    }
    case 'template':
      return s.declareTemplate(declaration, ctx, access, isFriend(declaration));
    case 'explicit-specialization':
      return s.explicitSpecialization(declaration.declaration, ctx, access);
    case 'using-declaration':
      return usingNames(s, declaration, ctx, access);
    case 'alias':
      return declareAlias(s, declaration, ctx, access);
    case 'static-assert':
      return staticAssert(s, declaration, ctx);
    case 'deduction-guide':
      return s.declareGuide(declaration, undefined, ctx);
    case 'empty':
    case 'pragma':
      return;
    case 'using-enum':
    case 'structured-binding':
    case 'explicit-instantiation':
    case 'namespace':
    case 'namespace-alias':
    case 'using-directive':
    case 'linkage':
    case 'concept':
    case 'asm':
    case 'deferred':
      return s.declare(declaration, ctx);
    default:
      throw new Error(`member ${(declaration satisfies never as Ast.Declaration).kind}`);
  }
}

export function isFriend(declaration: Ast.Declaration): boolean {
  if (declaration.kind === 'template') return isFriend(declaration.declaration);
  return (declaration.kind === 'simple' || declaration.kind === 'function') && declaration.specifiers.friend;
}

export function befriend(s: DeclSema, cls: ClassSymbol, fn: FunctionSymbol): void {
  const info = s.d.classes.get(cls)!;
  info.friends.add(fn);
  if (!info.friendFunctions.includes(fn)) info.friendFunctions.push(fn);
}

function declareFriend(s: DeclSema, cls: ClassSymbol, declaration: Extract<Ast.Declaration, { kind: 'simple' }>, ctx: BodyContext): void {
  const { specifiers, declarators } = declaration;
  const info = s.d.classes.get(cls)!;
  if (declarators.length === 0) {
    const type = s.specifierType(specifiers, ctx, { friend: true, deduced: true });
    if (type.kind === 'class') info.friends.add(type.symbol);
    else if (type.kind === 'auto' && type.template) info.friends.add(type.template);
    return;
  }
  for (const declarator of declarators) {
    const { name } = declaratorId(declarator.declarator);
    if (!name) continue;
    if (name.last.kind === 'template-id') {
      // A specialization of a function template: all of the template's specializations are friends.
      const found = s.resolve({ ...name, last: name.last.template }, ctx, true, false);
      if (found?.kind === 'functions') for (const member of found.set.members) info.friends.add(member);
      continue;
    }
    const fn = s.declareFunction({
      specifiers, declarator: declarator.declarator, attributes: declarator.attributes, asmName: declarator.asmName, body: undefined, ctx, access: undefined, loc: declarator.loc, pure: false,
      friend: true, specialization: undefined,
    });
    if (fn) befriend(s, cls, fn);
  }
}

function isPure(init: Ast.Initializer | undefined): boolean {
  return init?.kind === 'copy' && init.value.kind === 'integer' && init.value.token.value === 0n;
}

function declareSimpleMember(s: DeclSema, cls: ClassSymbol, declaration: Extract<Ast.Declaration, { kind: 'simple' }>, access: Ast.Access, ctx: BodyContext, items: LayoutItem[]): void {
  const { specifiers, declarators } = declaration;
  if (specifiers.friend) return declareFriend(s, cls, declaration, ctx);
  const typedef = specifiers.storage.includes('typedef');
  const firstId = declarators[0] && declaratorId(declarators[0].declarator).name?.last;
  const typedefName = typedef && firstId?.kind === 'identifier' ? firstId.name : undefined;
  // Constructors, destructors and conversions have no type of their own.
  const base = specifiers.type ? s.specifierType(specifiers, ctx, { lone: declarators.length === 0, typedefName, deduced: specifiers.storage.includes('static') }) : s.types.builtin('void');
  if (specifiers.type && (specifiers.type.kind === 'class' || specifiers.type.kind === 'enum' || specifiers.type.kind === 'elaborated')) noteAccess(s, base, access, cls);
  if (declarators.length === 0) {
    if (specifiers.type?.kind === 'class' && !specifiers.type.definition.name && base.kind === 'class') addAnonymous(s, cls, base, access, specifiers.loc, items, ctx, specifiers);
    return;
  }
  for (const declarator of declarators) {
    const { name, loc } = declaratorId(declarator.declarator);
    if (functionSuffix(declarator.declarator) && !typedef && name) {
      s.declareFunction({
        specifiers, declarator: declarator.declarator, attributes: declarator.attributes, asmName: declarator.asmName, body: undefined, ctx, access, loc: declarator.loc,
        pure: isPure(declarator.init), friend: false, specialization: undefined,
      });
      continue;
    }
    const { type } = s.applyDeclarator(base, declarator.declarator, ctx);
    if (typedef) {
      refuseUnsupported(s, [...specifiers.attributes, ...declarator.attributes, ...declaratorAttributes(declarator.declarator)]);
      if (name) declareTypedef(s, nameKey(name.last), type, ctx.scope, loc, access);
      continue;
    }
    if (type.kind === 'function' && name) {
      s.declareMethodByType(cls, declaration, declarator, type, access, ctx);
      continue;
    }
    if (specifiers.storage.includes('static') && name) {
      const facts = variableFacts(s, specifiers, declarator, declaratorAttributes(declarator.declarator), ctx);
      declareGlobal(s, { specifiers, declarator, type, name, facts, ctx, access });
      continue;
    }
    declareField(s, cls, specifiers, declarator, type, name ? nameKey(name.last) : '', loc, access, ctx, items);
  }
}

function noteAccess(s: DeclSema, type: Type, access: Ast.Access, cls: ClassSymbol): void {
  if ((type.kind === 'class' || type.kind === 'enum') && type.symbol.parent === cls) {
    s.d.access.set(type.symbol, access);
    if (type.kind === 'enum' && !type.symbol.scoped) for (const enumerator of type.symbol.enumerators) s.d.access.set(enumerator, access);
  }
}

export function newField(
  s: DeclSema, cls: ClassSymbol, name: string, type: Type, loc: Loc,
  rest: { readonly access: Ast.Access; readonly mutable?: boolean; readonly bitWidth?: number; readonly alignment?: number | undefined; readonly packed?: boolean; readonly overlapping?: boolean; readonly hasDefaultInit?: boolean },
): FieldSymbol {
  const field: FieldSymbol = {
    kind: 'field', name, loc, parent: cls, type, access: rest.access, mutable: rest.mutable ?? false, index: cls.fields.length, bitWidth: rest.bitWidth, alignment: rest.alignment, packed: rest.packed ?? false,
    overlapping: rest.overlapping ?? false, offset: 0, bitOffset: 0, hasDefaultInit: rest.hasDefaultInit ?? false,
  };
  cls.fields.push(field);
  if (name) {
    const scope = s.d.classes.get(cls)!.scope;
    const clash = name === cls.name ? undefined : addName(scope, name, field);
    if (clash) s.report(semaMessages.duplicateMember, loc, [name]);
    if (name === cls.name) scope.names.set(name, field);
  }
  return field;
}

function declareField(
  s: DeclSema, cls: ClassSymbol, specifiers: Ast.DeclSpecifiers, declarator: Ast.InitDeclarator, declared: Type, name: string, loc: Loc, access: Ast.Access, ctx: BodyContext, items: LayoutItem[],
): void {
  let type = declared;
  let element = type;
  while (element.kind === 'array') element = element.element;
  if (element.kind === 'auto') {
    s.report(semaMessages.autoNotAllowed, loc);
    type = element = s.types.error;
  }
  if (element.kind === 'builtin' && element.name === 'void') {
    s.report(semaMessages.incompleteField, loc, ['void']);
    type = s.types.error;
  } else if (element.kind === 'class' && (element.symbol === cls || !s.completeType(element))) {
    if (element.symbol.state !== 'invalid') s.report(element.symbol.specialization && element.symbol.state === 'declared' ? semaMessages.undefinedTemplate : semaMessages.incompleteField, loc, [s.typeToString(element)]);
    type = s.types.error;
  }
  if (cls.tag === 'union' && type.kind === 'reference') s.report(semaMessages.unionReference, loc, [name, s.typeToString(type)]);
  let bitWidth: number | undefined;
  if (declarator.bitWidth) {
    const width = isDependentSyntax(s, declarator.bitWidth, ctx.scope) ? undefined : s.evaluateInteger(declarator.bitWidth, { ...ctx, constant: true });
    if (type.kind !== 'enum' && !(type.kind === 'builtin' && !['float', 'double', 'long double', 'void', 'nullptr_t'].includes(type.name))) {
      if (type !== s.types.error) s.report(semaMessages.bitFieldType, loc, [name, s.typeToString(type)]);
    } else if (width !== undefined) {
      const bits = sizeOf(type) * 8;
      if (width < 0n) s.report(semaMessages.bitFieldWidth, declarator.bitWidth.loc, [name, 'negative']);
      else if (width === 0n && name) s.report(semaMessages.bitFieldWidth, declarator.bitWidth.loc, [name, 'zero']);
      else if (Number(width) > bits) s.report(semaMessages.bitFieldTooWide, declarator.bitWidth.loc, [name, `${width}`, `${bits}`]);
      else bitWidth = Number(width);
    }
    if (!name) {
      if (bitWidth !== undefined) items.push({ kind: 'padding', type, width: bitWidth });
      return;
    }
  }
  const facts = attributeFacts(s, ctx, specifiers.attributes, declarator.attributes, declaratorAttributes(declarator.declarator));
  const mutable = specifiers.storage.includes('mutable');
  if (mutable && (type.kind === 'reference' || (type.cv & 1) !== 0)) s.report(semaMessages.mutableInvalid, loc, [type.kind === 'reference' ? 'references' : 'const']);
  const { alignment, packed } = facts;
  const overlapping = facts.overlapping && type.kind === 'class' && type.symbol.tag !== 'union' && cls.tag !== 'union';
  const field = newField(s, cls, name, type, loc, { access, mutable, bitWidth, alignment, packed, overlapping, hasDefaultInit: declarator.init !== undefined });
  items.push(field);
  s.d.access.set(field, access);
  if (declarator.init) s.d.classes.get(cls)!.defaultInits.set(field, { init: declarator.init, scope: ctx.scope });
}

/** Anonymous struct or union: a field without a name, whose members are found as members of this class. */
function addAnonymous(s: DeclSema, cls: ClassSymbol, type: Extract<Type, { kind: 'class' }>, access: Ast.Access, loc: Loc, items: LayoutItem[], ctx: BodyContext, specifiers: Ast.DeclSpecifiers): void {
  const facts = attributeFacts(s, ctx, specifiers.attributes);
  const field = newField(s, cls, '', type, loc, { access, alignment: facts.alignment });
  items.push(field);
  const inner = s.d.classes.get(type.symbol)!.scope;
  const outer = s.d.classes.get(cls)!.scope;
  for (const [name, entity] of inner.names) {
    if (entity.kind !== 'field') continue;
    const clash = addName(outer, name, entity);
    if (clash) s.report(semaMessages.duplicateMember, loc, [name]);
  }
}

// ---- for lambdas

export function newClass(s: DeclSema, name: string, tag: 'struct' | 'class', ctx: BodyContext, loc: Loc, lambda: boolean): ClassSymbol {
  const scope = declaringScope(ctx.scope);
  const cls = newClassSymbol(s, name, tag, ctx.fn ?? ownerOf(scope), ctx.scope, loc, lambda);
  cls.state = 'defining';
  // Numbered as they appear in their function, so that all translation units agree.
  const number = s.d.lambdaNumbers.get(cls.parent) ?? 0;
  s.d.lambdaNumbers.set(cls.parent, number + 1);
  s.d.discriminators.set(cls, number);
  s.d.classes.get(cls)!.lambdaContext = ctx;
  return cls;
}

export function addField(cls: ClassSymbol, name: string, type: Type, loc: Loc): FieldSymbol {
  const field: FieldSymbol = {
    kind: 'field', name, loc, parent: cls, type, access: 'public', mutable: false, index: cls.fields.length, bitWidth: undefined, alignment: undefined, packed: false, overlapping: false, offset: 0, bitOffset: 0, hasDefaultInit: false,
  };
  cls.fields.push(field);
  return field;
}

export function finishClass(s: DeclSema, cls: ClassSymbol): void {
  completeClass(s, cls, cls.fields, undefined);
}
