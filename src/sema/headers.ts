/**
 * What system headers declare in front of every unit, by name. In: their syntax trees, once. Out: an index that units share, so that a unit pays for the names which it uses, not for those that there are.
 *
 * The index gives each declaration the sequence number that `declareAll` would; whatever cannot wait for its name is looked at when the unit begins.
 */
import type * as Ast from '../ast/index.js';
import { addName, openNamespace } from './lookup.js';
import type { DeclSema, NamespaceInfo, PendingDeclaration } from './state.js';
import { ownerOf, scopeContext } from './state.js';
import { newClassSymbol } from './symbols.js';

export interface HeaderNamespace {
  /** The first declaration that opens it; undefined for the global one. */
  readonly opened: { readonly name: string; readonly inline: boolean; readonly loc: number } | undefined;
  readonly names: Map<string, PendingDeclaration[]>;
  readonly inner: Map<string, HeaderNamespace>;
}

export interface HeaderIndex {
  readonly global: HeaderNamespace;
  readonly immediate: readonly { readonly at: HeaderNamespace; readonly entry: PendingDeclaration }[];
  /** The last sequence number. */
  readonly count: number;
}

export function indexHeaders(declarations: readonly Ast.Declaration[]): HeaderIndex {
  const global: HeaderNamespace = { opened: undefined, names: new Map(), inner: new Map() };
  const immediate: { at: HeaderNamespace; entry: PendingDeclaration }[] = [];
  let seq = 0;
  const walk = (list: readonly Ast.Declaration[], at: HeaderNamespace, linkage: 'C' | 'C++'): void => {
    for (const declaration of list) {
      seq++;
      if (declaration.kind === 'namespace') walk(declaration.body, innermost(at, declaration), linkage);
      else if (declaration.kind === 'linkage') walk(declaration.body, at, declaration.language);
      else {
        const entry: PendingDeclaration = { declaration, seq, linkage };
        if (declaration.kind === 'deferred') addNames(at.names, declaration.names, entry);
        else immediate.push({ at, entry });
      }
    }
  };
  walk(declarations, global, 'C++');
  return { global, immediate, count: seq };
}

function innermost(outer: HeaderNamespace, declaration: Extract<Ast.Declaration, { kind: 'namespace' }>): HeaderNamespace {
  const path = declaration.path.length > 0 ? declaration.path : [''];
  let at = outer;
  path.forEach((name, i) => {
    let next = at.inner.get(name);
    if (next === undefined) {
      next = { opened: { name, inline: declaration.inline && i === path.length - 1, loc: declaration.loc }, names: new Map(), inner: new Map() };
      at.inner.set(name, next);
    }
    at = next;
  });
  return at;
}

export function addNames(table: Map<string, PendingDeclaration[]>, names: readonly string[], entry: PendingDeclaration): void {
  for (const name of names) {
    const list = table.get(name);
    if (list) list.push(entry);
    else table.set(name, [entry]);
  }
}

/** The unit begins behind the headers. */
export function declareHeaders(s: DeclSema, index: HeaderIndex): void {
  const infos = new Map<HeaderNamespace, NamespaceInfo>();
  const open = (from: HeaderNamespace, info: NamespaceInfo): void => {
    infos.set(from, info);
    info.headers = from.names;
    for (const inner of from.inner.values()) {
      const { name, inline, loc } = inner.opened!;
      const scope = openNamespace(s, name, inline, info.scope, loc);
      if (scope) open(inner, s.d.scopeNamespaces.get(scope)!);
    }
  };
  open(index.global, s.d.scopeNamespaces.get(s.globalScope)!);
  for (const { at, entry } of index.immediate) declareNow(s, entry, infos.get(at)!);
  s.d.lastSeq = index.count;
  s.d.nextSeq = index.count;
}

function declareNow(s: DeclSema, entry: PendingDeclaration, info: NamespaceInfo): void {
  const { linkage, nextSeq } = s.d;
  s.d.linkage = entry.linkage;
  s.d.nextSeq = entry.seq;
  s.declare(entry.declaration, scopeContext(info.scope));
  s.d.linkage = linkage;
  s.d.nextSeq = nextSeq;
}

/** Declares what waits for this name. */
export function flush(s: DeclSema, info: NamespaceInfo, name: string): void {
  const { headers, lazy } = info;
  if (headers !== undefined) {
    const pending = headers.get(name);
    if (pending !== undefined && !info.flushed.has(name)) {
      info.flushed.add(name);
      info.flushing.add(name);
      declarePending(s, info, pending);
      info.flushing.delete(name);
    }
  }
  // What the unit's own headers declare comes behind what the shared ones do, of which one may be asking.
  if (lazy.size === 0 || info.flushing.has(name)) return;
  const pending = lazy.get(name);
  if (pending === undefined) return;
  lazy.delete(name);
  declarePending(s, info, pending);
}

function declarePending(s: DeclSema, info: NamespaceInfo, pending: readonly PendingDeclaration[]): void {
  for (const entry of pending) {
    if (s.d.declared.has(entry)) continue;
    s.d.declared.add(entry);
    if (s.d.classDepth > 0 && postpone(s, info, entry)) continue;
    declareUntrapped(s, entry, info);
  }
}

function declareUntrapped(s: DeclSema, entry: PendingDeclaration, info: NamespaceInfo): void {
  const { trap } = s;
  s.trap = undefined;
  declareNow(s, entry, info);
  s.trap = trap;
}

/**
 * A derived class that is asked for inside a class definition, which may be that of its base (`class B; class A { B *b; }; class B : public A {};`): its name is enough for now, and the definition waits until
 * somebody needs the class complete.
 */
function postpone(s: DeclSema, info: NamespaceInfo, entry: PendingDeclaration): boolean {
  const declaration = entry.declaration.kind === 'deferred' ? entry.declaration.read() : entry.declaration;
  if (declaration.kind !== 'simple' || declaration.declarators.length > 0 || declaration.specifiers.type?.kind !== 'class') return false;
  const { definition } = declaration.specifiers.type;
  const { name } = definition;
  if (definition.bases.length === 0 || name?.last.kind !== 'identifier' || name.qualifiers.length > 0) return false;
  const key = name.last.name;
  const declared = info.scope.names.get(key);
  const cls = declared ?? newClassSymbol(s, key, definition.tag, ownerOf(info.scope), info.scope, name.loc, false);
  if (declared === undefined) {
    s.d.seq.set(cls, entry.seq);
    addName(info.scope, key, cls);
  }
  if (cls.kind !== 'class' || cls.state !== 'declared') return false;
  s.d.postponed.set(cls, () => declareUntrapped(s, entry, info));
  return true;
}
