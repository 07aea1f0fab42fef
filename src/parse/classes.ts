/**
 * Classes ([class]): heads, bases, members.
 *
 * A class declared before its definition has its scope already; the definition fills it. What has to see the whole class (bodies,
 * default arguments, default member initializers, noexcept) is queued in `p.late` and parsed at the closing brace of the outermost class.
 */
import type {
  Access,
  Attribute,
  BaseSpecifier,
  ClassDefinition,
  Declaration,
  Member,
  Name,
  TypeSpecifier,
} from '../ast/index.js';
import { parseMessages } from '../diagnostics/parse-messages.js';
import { attributes } from './attributes.js';
import type { LateItem, Parser, SpecifierContext } from './cursor.js';
import {
  accept,
  advance,
  atWord,
  enter,
  error,
  expect,
  expectClose,
  leave,
  loc,
  none,
  seek,
} from './cursor.js';
import type { NameEntry, Scope } from './names.js';
import { addSpecialization, declarationScope, declareIn, link, lookup, lookupMember, lookupQualifier, makeScope, reenter, setDefinition, setName, typeBehind } from './names.js';
import { parseName, qualifierScope, wordOf } from './qualified-names.js';
import { beginsType } from './scan.js';
import { scopeOfType } from './simple-declarations.js';
import { simpleTypeSpecifier, typeIdOf } from './specifiers.js';

/** At `struct`, `class` or `union`. */
export function classSpecifier(p: Parser, context: SpecifierContext): TypeSpecifier {
  const start = loc(p);
  const tag = p.tok as 'struct' | 'class' | 'union';
  const templated = p.templated;
  p.templated = false;
  advance(p);
  let attrs: readonly Attribute[] = attributes(p);
  let name: Name | undefined;
  if (p.tok === '#id' || p.tok === '::') name = parseName(p, 'type');
  if (name !== undefined) {
    const more = attributes(p);
    if (more.length > 0) attrs = [...attrs, ...more];
  }
  const final =
    name !== undefined && atWord(p, 'final') && (p.ops[p.pos + 1] === '{' || p.ops[p.pos + 1] === ':');
  if (final) advance(p);
  if (p.tok === '{' || (p.tok === ':' && hasBody(p))) {
    const definition = classDefinition(p, tag, name, attrs, final, templated, start);
    return { kind: 'class', definition, loc: start };
  }
  if (name === undefined) {
    error(p, parseMessages.expectedIdentifier);
    name = parseName(p, 'type');
  } else {
    declareElaborated(p, name, context, templated);
  }
  return { kind: 'elaborated', tag, name, loc: start };
}

function hasBody(p: Parser): boolean {
  for (let i = p.pos; i <= p.last; i++) {
    const op = p.ops[i];
    if (op === '{') return true;
    if (op === ';' || op === '}' || op === ')' || op === '#eof') return false;
    const close = p.match[i]!;
    if (close > i) i = close;
  }
  return false;
}

function classEntry(templated: boolean, scope: Scope): NameEntry {
  return { kind: templated ? 'class-template' : 'type', template: templated, scope, hidden: undefined };
}

/** `struct S;` declares in the current scope, another mention of an unknown S in the nearest block or namespace. */
function declareElaborated(p: Parser, name: Name, context: SpecifierContext, templated: boolean): void {
  if (p.c || name.qualifiers.length > 0 || name.global || name.last.kind !== 'identifier') return;
  const word = name.last.name;
  let target = declarationScope(p.scope);
  if (p.tok === ';' && context !== 'type-id') {
    const own = typeBehind(target.names?.get(word));
    if (own !== undefined && own.kind !== 'value') return;
  } else {
    const known = lookupQualifier(p.scope, word);
    if (known !== undefined && known.kind !== 'value') return;
    while (
      (target.kind === 'class' || target.kind === 'function' || target.kind === 'template') &&
      target.parent !== undefined
    ) {
      target = target.parent;
    }
  }
  const scope = makeScope('class', p.scope, word);
  scope.open = true;
  declareIn(target, word, classEntry(templated, scope));
}

function classDefinition(
  p: Parser,
  tag: 'struct' | 'class' | 'union',
  name: Name | undefined,
  attrs: readonly Attribute[],
  final: boolean,
  templated: boolean,
  start: number,
): ClassDefinition {
  const outer = p.scope;
  const scope = enterClass(p, name, templated);
  const bases = p.tok === ':' ? baseClause(p, scope) : none;
  setDefinition(scope, scope.parent, bases.some((base) => !isKnown(p, base)));
  const members: Member[] = [];
  const open = p.pos;
  const pack = p.pack;
  const outermost = p.late === undefined;
  if (outermost) p.late = [];
  p.scope = scope;
  const angle = p.angle;
  p.angle = 0;
  if (expect(p, '{') && enter(p)) memberList(p, members, tag === 'class' ? 'private' : 'public');
  leave(p);
  p.angle = angle;
  p.scope = outer;
  const end = loc(p);
  if (p.ops[open] === '{') expectClose(p, '}', open);
  if (outermost) parseLate(p);
  let all = attrs;
  if (p.tok === '__attribute__') {
    const more = attributes(p);
    all = attrs.length === 0 ? more : [...attrs, ...more];
  }
  if (name === undefined && p.tok === ';' && !p.c) link(declarationScope(outer), scope);
  p.definedScope = scope;
  return { tag, name, attributes: all, final, bases, members, pack, loc: start, end };
}

/** Declares the class and gives its scope. */
function enterClass(p: Parser, name: Name | undefined, templated: boolean): Scope {
  const outer = p.scope;
  const word = name === undefined ? undefined : wordOf(name.last);
  // C's tags have names of their own.
  if (name === undefined || word === undefined || p.c) return makeScope('class', outer);
  const qualified = name.qualifiers.length > 0 || name.global;
  const container = qualified ? qualifierScope(p, name) : declarationScope(outer);
  const parent = qualified && container !== undefined ? reenter(outer, container) : outer;
  const specialization = name.last.kind === 'template-id';
  let scope: Scope;
  if (specialization) {
    scope = makeScope('class', parent, word);
    const primary = typeBehind(qualified ? container && lookupMember(container, word) : lookup(outer, word));
    if (primary?.scope !== undefined) addSpecialization(primary.scope, scope);
  } else {
    const known = typeBehind(container?.names?.get(word));
    if (
      known?.scope !== undefined &&
      known.scope.kind === 'class' &&
      known.scope.open &&
      known.scope.className === word &&
      known.scope !== container
    ) {
      scope = known.scope;
      setDefinition(scope, parent, scope.open);
    } else {
      scope = makeScope('class', parent, word);
      if (container !== undefined) declareIn(container, word, classEntry(templated, scope));
    }
  }
  setName(scope, word, { kind: 'type', template: templated || specialization, scope, hidden: undefined });
  return scope;
}

function baseClause(p: Parser, scope: Scope): BaseSpecifier[] {
  advance(p);
  const bases: BaseSpecifier[] = [];
  do {
    const start = loc(p);
    attributes(p);
    let virtual = false;
    let access: Access | undefined;
    for (;;) {
      if (p.tok === 'virtual') virtual = true;
      else if (p.tok === 'public' || p.tok === 'protected' || p.tok === 'private') access = p.tok as Access;
      else break;
      advance(p);
    }
    if (p.tok !== '#id' && p.tok !== '::' && p.tok !== 'typename' && p.tok !== 'decltype') {
      error(p, parseMessages.expectedClassName);
      while (p.tok !== '{' && p.tok !== ',' && p.tok !== ';' && p.tok !== '}' && p.tok !== '#eof') advance(p);
      continue;
    }
    if (
      p.tok === '#id' &&
      !beginsType(p, p.pos) &&
      lookup(p.scope, p.tokens[p.pos]!.text) === undefined &&
      p.ops[p.pos + 1] !== '::'
    ) {
      error(p, parseMessages.unknownType, [p.tokens[p.pos]!.text]);
    }
    const specifier = simpleTypeSpecifier(p);
    const type = typeIdOf(p, specifier);
    const base = scopeOfType(p, specifier);
    if (base !== undefined && base !== scope) link(scope, base);
    bases.push({ access, virtual, type, packExpansion: accept(p, '...'), loc: start });
  } while (accept(p, ','));
  return bases;
}

/** A base whose members are all known: a class that is no template-id. */
function isKnown(p: Parser, base: BaseSpecifier): boolean {
  const type = base.type.specifiers.type;
  if (type === undefined || type.kind !== 'named' || type.name.last.kind !== 'identifier') return false;
  const scope = scopeOfType(p, type);
  return scope !== undefined && !scope.open;
}

function memberList(p: Parser, members: Member[], initial: Access): void {
  let access = initial;
  while (p.tok !== '}' && p.tok !== '#eof') {
    const before = p.pos;
    if (p.tok === 'public' || p.tok === 'protected' || p.tok === 'private') {
      access = p.tok as Access;
      advance(p);
      expect(p, ':');
      continue;
    }
    if (p.tok === ';') {
      advance(p);
      continue;
    }
    const declaration: Declaration = p.rules.declaration(p, 'member');
    if (declaration.kind !== 'empty') members.push({ access, declaration });
    if (p.pos === before) advance(p);
  }
}

/** The outermost class is complete: parse what waited for that, in order. */
function parseLate(p: Parser): void {
  const items: readonly LateItem[] = p.late!;
  const { scope, pos, angle, templated, lastError } = p;
  p.late = undefined;
  if (p.halted) return;
  p.scans.clear();
  p.angle = 0;
  p.templated = false;
  for (const item of items) {
    if (p.halted) break;
    seek(p, item.pos);
    p.scope = item.scope;
    p.lastError = -1;
    item.parse(p);
  }
  p.scope = scope;
  p.angle = angle;
  p.templated = templated;
  if (!p.halted) {
    seek(p, pos);
    p.lastError = lastError;
  }
}
