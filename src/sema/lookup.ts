/**
 * Name lookup: unqualified (scopes outwards, class members through bases, using-directives as if their names stood in the nearest enclosing namespace of
 * both), in classes, in namespaces, and argument-dependent. Pending declarations of system headers are declared here, when their name is first asked for.
 */
import type { Loc } from '../source/loc.js';
import type { BaseClass, ClassSymbol, EnumSymbol, FunctionSymbol, NamespaceSymbol, TemplateArg, TemplateSymbol, Type } from '../tree/index.js';
import { semaMessages } from '../diagnostics/sema-messages.js';
import type { Entity, OverloadSet, Scope } from './context.js';
import type { DeclSema, NamespaceInfo } from './state.js';
import { flushMembers, newScope, setTag } from './state.js';

export interface Found {
  readonly entity: Entity;
  /** The class in whose scope (or whose bases' scopes) it was found. */
  readonly through: ClassSymbol | undefined;
}

type Wanted = 'any' | 'type';

export function isTypeEntity(entity: Entity): boolean {
  switch (entity.kind) {
    case 'class':
    case 'enum':
    case 'typedef':
    case 'namespace':
      return true;
    case 'template':
      return entity.templateKind === 'class' || entity.templateKind === 'alias';
    case 'template-parameter':
      return entity.arg.kind === 'type' || entity.arg.kind === 'template' || entity.arg.kind === 'pack';
    default:
      return false;
  }
}

/** The name in one scope itself. */
function own(scope: Scope, name: string, wanted: Wanted): Entity | undefined {
  if (scope.pending !== undefined) flushMembers(scope, name);
  const entity = scope.names.get(name);
  if (wanted === 'any') return entity ?? scope.tags?.get(name);
  if (entity && isTypeEntity(entity)) return entity;
  return scope.tags?.get(name);
}

/** Drops what was declared later than `before`. */
function visible(s: DeclSema, entity: Entity, before: number): Entity | undefined {
  if (entity.kind !== 'overloads') return (s.d.seq.get(entity) ?? 0) < before ? entity : undefined;
  const { seq } = s.d;
  let later = false;
  for (const member of entity.members) later ||= (seq.get(member) ?? 0) >= before;
  if (!later) return entity;
  const members = entity.members.filter((member) => (seq.get(member) ?? 0) < before);
  return members.length > 0 ? { kind: 'overloads', name: entity.name, members } : undefined;
}

function merge(s: DeclSema, a: Entity | undefined, b: Entity | undefined, name: string, loc: Loc): Entity | undefined {
  if (!a || a === b) return b;
  if (!b) return a;
  if (a.kind === 'overloads' && b.kind === 'overloads') {
    const members = [...a.members];
    for (const member of b.members) if (!members.includes(member)) members.push(member);
    return members.length === a.members.length ? a : { kind: 'overloads', name, members };
  }
  const typeOf = (e: Entity) => (e.kind === 'typedef' ? e.type : e.kind === 'class' || e.kind === 'enum' ? e.type : undefined);
  if (typeOf(a) && typeOf(a) === typeOf(b)) return a;
  // A function or variable hides a class or enum of the same name.
  const tag = (e: Entity) => e.kind === 'class' || e.kind === 'enum';
  if (tag(a) && !tag(b) && b.kind !== 'typedef') return b;
  if (tag(b) && !tag(a) && a.kind !== 'typedef') return a;
  s.report(semaMessages.ambiguousName, loc, [name]);
  return a;
}

/** Names of a namespace with its inline namespaces and, when it has none of its own, those of the namespaces it nominates. */
function inNamespace(s: DeclSema, scope: Scope, name: string, wanted: Wanted, before: number, loc: Loc, seen: Scope[] | undefined): Entity | undefined {
  const info = s.d.scopeNamespaces.get(scope)!;
  s.flush(info, name);
  let found = own(scope, name, wanted);
  if (found && before !== Infinity) found = visible(s, found, before);
  if (scope.using.length === 0) return found;
  if (seen?.includes(scope)) return undefined;
  const visited = seen ?? [];
  visited.push(scope);
  for (const used of scope.using) {
    const inline = (used.owner as NamespaceSymbol).inline || (used.owner as NamespaceSymbol).anonymous;
    if (inline) found = merge(s, found, inNamespace(s, used, name, wanted, before, loc, visited), name, loc);
  }
  if (found) return found;
  for (const used of scope.using) {
    const ns = used.owner as NamespaceSymbol;
    if (!ns.inline && !ns.anonymous) found = merge(s, found, inNamespace(s, used, name, wanted, before, loc, visited), name, loc);
  }
  return found;
}

function isEnclosing(outer: Scope, inner: Scope): boolean {
  for (let at: Scope | undefined = inner; at; at = at.parent) if (at === outer) return true;
  return false;
}

/** The nearest namespace that encloses both the directive and the nominated namespace. */
function commonAncestor(directive: Scope, nominated: Scope): Scope {
  let at: Scope | undefined = directive;
  while (at && (at.kind !== 'namespace' || !isEnclosing(at, nominated))) at = at.parent;
  return at!;
}

/** `templateId`: `<` follows, so that injected class names of one template are its name, whichever bases they come from. */
export function lookup(s: DeclSema, name: string, scope: Scope, wanted: Wanted, loc: Loc, templateId = false): Found | undefined {
  let before = Infinity;
  let directives: { readonly at: Scope; readonly used: Scope }[] | undefined;
  for (let at: Scope | undefined = scope; at; at = at.parent) {
    // The innermost mark counts: a member defined outside its class sees what was declared after the class.
    if (at.before !== undefined && before === Infinity) before = at.before;
    if (at.kind === 'class') {
      // In C members are found through objects only.
      if (s.options.c) continue;
      const direct = own(at, name, wanted);
      if (direct) return { entity: direct, through: at.owner as ClassSymbol };
      const cls = at.owner as ClassSymbol;
      if (cls.bases.length > 0 || name === 'operator=') {
        const member = lookupClass(s, cls, name, loc, wanted, templateId, true);
        if (member) return { entity: member.entity, through: cls };
      }
      continue;
    }
    if (at.kind !== 'namespace') {
      const entity = own(at, name, wanted);
      if (entity) return { entity, through: undefined };
      const member = at.members && lookupClass(s, at.members, name, loc, wanted, templateId, true);
      if (member) return { entity: member.entity, through: at.members };
      for (const used of at.using) (directives ??= []).push({ at: commonAncestor(at, used), used });
      continue;
    }
    // A namespace: its own names, and those nominated from here or from inside that count as its own.
    const info = s.d.scopeNamespaces.get(at)!;
    s.flush(info, name);
    let entity = own(at, name, wanted);
    if (entity && before !== Infinity) entity = visible(s, entity, before);
    for (const used of at.using) {
      const ns = used.owner as NamespaceSymbol;
      if ((ns.inline || ns.anonymous) && used.parent === at) entity = merge(s, entity, inNamespace(s, used, name, wanted, before, loc, undefined), name, loc);
      else (directives ??= []).push({ at: commonAncestor(at, used), used });
    }
    if (directives) {
      for (const directive of directives) {
        if (directive.at === at) entity = merge(s, entity, inNamespace(s, directive.used, name, wanted, before, loc, undefined), name, loc);
      }
    }
    if (entity) return { entity, through: undefined };
  }
  return undefined;
}

export function lookupInNamespace(s: DeclSema, ns: NamespaceSymbol, name: string, loc: Loc, wanted: Wanted = 'any'): Entity | undefined {
  return inNamespace(s, s.d.namespaces.get(ns)!.scope, name, wanted, Infinity, loc, undefined);
}

interface MemberFound {
  readonly entity: Entity;
  readonly path: readonly BaseClass[];
  readonly found: ClassSymbol;
}

/** A member of a class or of its bases; the class must be complete or being defined. `fromInside`: by a name alone in the class's own code, for which its dependent bases are not searched. */
export function lookupClass(s: DeclSema, cls: ClassSymbol, name: string, loc: Loc, wanted: Wanted = 'any', templateId = false, fromInside = false): MemberFound | undefined {
  const scope = s.d.classes.get(cls)!.scope;
  if (name === 'operator=') s.constructorsOf(cls);
  const direct = own(scope, name, wanted);
  if (direct) return { entity: direct, path: [], found: cls };
  let result: MemberFound | undefined;
  for (const base of cls.bases) {
    if (fromInside && base.dependent) continue;
    const inBase = lookupClass(s, base.type.symbol, name, loc, wanted, templateId);
    if (!inBase) continue;
    const candidate: MemberFound = { entity: inBase.entity, path: [base, ...inBase.path], found: inBase.found };
    if (!result) {
      result = candidate;
      continue;
    }
    if (sameMember(result, candidate) || (templateId && sameTemplate(result.entity, candidate.entity))) continue;
    // A member of a class that has the other's class as virtual base dominates it.
    if (dominates(s, result, candidate)) continue;
    if (dominates(s, candidate, result)) {
      result = candidate;
      continue;
    }
    s.report(semaMessages.ambiguousMember, loc, [name]);
    return result;
  }
  return result;
}

function sameTemplate(a: Entity, b: Entity): boolean {
  return a.kind === 'class' && b.kind === 'class' && a.specialization !== undefined && a.specialization.template === b.specialization?.template;
}

function sameMember(a: MemberFound, b: MemberFound): boolean {
  if (a.entity === b.entity) {
    if (a.entity.kind !== 'field' && a.entity.kind !== 'overloads') return true;
    if (a.entity.kind === 'overloads' && a.entity.members.every((member) => member.kind === 'function' && !member.thisClass)) return true;
    return a.path.some((base) => base.virtual) && b.path.some((base) => base.virtual);
  }
  const typeOf = (e: Entity) => (e.kind === 'typedef' || e.kind === 'class' || e.kind === 'enum' ? e.type : undefined);
  return typeOf(a.entity) !== undefined && typeOf(a.entity) === typeOf(b.entity);
}

function dominates(s: DeclSema, a: MemberFound, b: MemberFound): boolean {
  if (!b.path.some((base) => base.virtual)) return false;
  return a.found !== b.found && s.basePath(a.found, b.found) !== undefined;
}

/** Path from `derived` to `base`; 'ambiguous' when there are several subobjects of it. */
export function basePath(s: DeclSema, derived: ClassSymbol, base: ClassSymbol): readonly BaseClass[] | undefined | 'ambiguous' {
  const chain: BaseClass[] = [];
  let at = derived;
  for (;;) {
    if (at.state !== 'complete' && at.state !== 'defining') s.completeType(at.type);
    if (at.bases.length !== 1) break;
    // Single inheritance, which may be deep: step by step.
    const step = at.bases[0]!;
    chain.push(step);
    at = step.type.symbol;
    if (at === base) return chain;
  }
  const rest = at.bases.length === 0 ? undefined : branchingPath(s, at, base);
  return Array.isArray(rest) ? [...chain, ...rest] : rest;
}

function branchingPath(s: DeclSema, derived: ClassSymbol, base: ClassSymbol): readonly BaseClass[] | undefined | 'ambiguous' {
  let result: readonly BaseClass[] | undefined;
  for (const step of derived.bases) {
    const symbol = step.type.symbol;
    const rest = symbol === base ? [] : basePath(s, symbol, base);
    if (rest === 'ambiguous') return rest;
    if (!rest) continue;
    const path = [step, ...rest];
    if (!result) result = path;
    else if (!(lastVirtual(path) && lastVirtual(path) === lastVirtual(result))) return 'ambiguous';
  }
  return result;
}

/** The class of the last virtual step with what follows: equal for paths that meet in the same subobject. */
function lastVirtual(path: readonly BaseClass[]): string | undefined {
  let at = -1;
  path.forEach((base, i) => {
    if (base.virtual) at = i;
  });
  return at < 0 ? undefined : path.slice(at).map((base) => base.type.id).join();
}

// ---- argument-dependent lookup

interface Associated {
  readonly namespaces: Set<NamespaceSymbol>;
  readonly classes: Set<ClassSymbol>;
}

function namespaceOf(symbol: ClassSymbol | EnumSymbol | TemplateSymbol): NamespaceSymbol {
  let at: NamespaceSymbol | ClassSymbol | FunctionSymbol = symbol.parent;
  while (at.kind !== 'namespace') at = at.parent;
  return at;
}

function associateClass(s: DeclSema, cls: ClassSymbol, into: Associated): void {
  if (into.classes.has(cls)) return;
  into.classes.add(cls);
  if (cls.state === 'declared') s.completeType(cls.type);
  into.namespaces.add(namespaceOf(cls));
  if (cls.parent.kind === 'class') into.classes.add(cls.parent);
  for (const base of cls.bases) associateClass(s, base.type.symbol, into);
  if (cls.specialization) for (const arg of cls.specialization.args) associateArg(s, arg, into);
}

function associateArg(s: DeclSema, arg: TemplateArg, into: Associated): void {
  if (arg.kind === 'type') associate(s, arg.type, into);
  else if (arg.kind === 'template') into.namespaces.add(namespaceOf(arg.template));
  else if (arg.kind === 'pack') for (const element of arg.elements) associateArg(s, element, into);
}

function associate(s: DeclSema, type: Type, into: Associated): void {
  switch (type.kind) {
    case 'pointer':
      return associate(s, type.pointee, into);
    case 'reference':
      return associate(s, type.referee, into);
    case 'array':
      return associate(s, type.element, into);
    case 'function':
      associate(s, type.result, into);
      for (const param of type.params) associate(s, param, into);
      return;
    case 'member-pointer':
      associate(s, type.class, into);
      return associate(s, type.member, into);
    case 'enum':
      into.namespaces.add(namespaceOf(type.symbol));
      if (type.symbol.parent.kind === 'class') into.classes.add(type.symbol.parent);
      return;
    case 'class':
      return associateClass(s, type.symbol, into);
    case 'builtin':
    case 'auto':
    case 'template-param':
    case 'dependent-specialization':
    case 'pack-expansion':
    case 'opaque-dependent':
      return;
    default:
      throw new Error(`type ${(type satisfies never as Type).kind}`);
  }
}

export function argumentDependentLookup(s: DeclSema, name: string, args: readonly Type[], loc: Loc): readonly (FunctionSymbol | TemplateSymbol)[] {
  const into: Associated = { namespaces: new Set(), classes: new Set() };
  for (const type of args) associate(s, type, into);
  if (into.namespaces.size === 0) return [];
  const found = new Set<FunctionSymbol | TemplateSymbol>();
  for (const ns of into.namespaces) {
    const info = s.d.namespaces.get(ns)!;
    s.flush(info, name);
    addFunctions(info.scope.names.get(name), found);
    for (const used of info.scope.using) {
      if ((used.owner as NamespaceSymbol).inline) addFunctions(lookupInNamespace(s, used.owner as NamespaceSymbol, name, loc), found);
    }
    // An inline namespace's surroundings are associated with it.
    if (ns.inline && ns.parent) addFunctions(lookupInNamespace(s, ns.parent, name, loc), found);
  }
  for (const cls of into.classes) {
    for (const friend of s.d.classes.get(cls)!.friendFunctions) if (friend.name === name) found.add(friend);
  }
  return [...found];
}

function addFunctions(entity: Entity | undefined, into: Set<FunctionSymbol | TemplateSymbol>): void {
  if (entity?.kind === 'overloads') for (const member of entity.members) into.add(member);
}

// ---- declaring names

/** Adds a function or function template to the overload set of its name; false when something else has the name. */
export function addOverload(scope: Scope, name: string, member: FunctionSymbol | TemplateSymbol): boolean {
  const present = scope.names.get(name);
  if (present?.kind === 'overloads') {
    if (!present.members.includes(member)) present.members.push(member);
    return true;
  }
  if (present && (present.kind === 'class' || present.kind === 'enum')) setTag(scope, name, present);
  else if (present) return false;
  scope.names.set(name, { kind: 'overloads', name, members: [member] } satisfies OverloadSet);
  return true;
}

/** Gives a variable, field or enumerator its name; a class or enum of that name moves to the tags. */
export function addName(scope: Scope, name: string, entity: Entity): Entity | undefined {
  const present = scope.names.get(name);
  if (!present) {
    scope.names.set(name, entity);
    return undefined;
  }
  if ((present.kind === 'class' || present.kind === 'enum') && entity.kind !== 'class' && entity.kind !== 'enum' && entity.kind !== 'typedef') {
    setTag(scope, name, present);
    scope.names.set(name, entity);
    return undefined;
  }
  return present;
}

export function addNamespace(s: DeclSema, ns: NamespaceSymbol, parent: Scope | undefined): NamespaceInfo {
  const scope = newScope('namespace', parent, ns);
  const info: NamespaceInfo = { scope, headers: undefined, flushed: new Set(), flushing: new Set(), lazy: new Map(), hidden: new Map() };
  s.d.namespaces.set(ns, info);
  s.d.scopeNamespaces.set(scope, info);
  return info;
}

/** The namespace of that name in this one, made if it is not there; undefined (and reported) if the name means something else. '' is the unnamed one. */
export function openNamespace(s: DeclSema, name: string, inline: boolean, scope: Scope, loc: number): Scope | undefined {
  const anonymous = name === '';
  const key = anonymous ? '<anonymous>' : name;
  const present = scope.names.get(key);
  if (present?.kind === 'namespace') return s.d.namespaces.get(present)!.scope;
  if (present) {
    s.report(semaMessages.redefinitionKind, loc, [name]);
    return undefined;
  }
  const ns: NamespaceSymbol = { kind: 'namespace', name, loc, parent: scope.owner as NamespaceSymbol, inline, anonymous };
  const info = addNamespace(s, ns, scope);
  scope.names.set(key, ns);
  if (inline || anonymous) scope.using.push(info.scope);
  return info.scope;
}
