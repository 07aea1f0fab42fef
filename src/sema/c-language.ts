/**
 * C where its rules are not those of C++ (C17 with gcc's extensions): tags have names of their own, which nothing inside a struct keeps to itself; enumerations are their underlying type; functions of one name
 * are one function, whose type is put together from its declarations.
 */
import { semaMessages } from '../diagnostics/sema-messages.js';
import type { Loc } from '../source/loc.js';
import type { ClassSymbol, EnumSymbol, FunctionSymbol, FunctionType, Type } from '../tree/index.js';
import type { BodyContext, Scope } from './context.js';
import type { DeclSema } from './state.js';
import { ownerOf, setTag } from './state.js';
import { newClassSymbol } from './symbols.js';

/** The block, function or file whose tags a declaration in this scope adds to. */
export function tagScope(scope: Scope): Scope {
  let at = scope;
  while (at.kind === 'class' || at.kind === 'prototype' || at.kind === 'template') at = at.parent!;
  return at;
}

/** The tag of this name in one scope itself; what system headers declare waits until its name is asked for. */
function ownTag(s: DeclSema, name: string, scope: Scope): ClassSymbol | EnumSymbol | undefined {
  const info = s.d.scopeNamespaces.get(scope);
  if (info !== undefined) s.flush(info, name);
  return scope.tags?.get(name);
}

function findTag(s: DeclSema, name: string, scope: Scope): ClassSymbol | EnumSymbol | undefined {
  for (let at: Scope | undefined = scope; at !== undefined; at = at.parent) {
    const tag = ownTag(s, name, at);
    if (tag !== undefined) return tag;
  }
  return undefined;
}

export function declareTag(s: DeclSema, name: string, tag: ClassSymbol['tag'], scope: Scope, loc: Loc): ClassSymbol {
  const cls = newClassSymbol(s, name, tag, ownerOf(scope), scope, loc, false);
  // No injected name: a field's type may be a typedef of that name.
  s.d.classes.get(cls)!.scope.names.delete(name);
  if (name !== '') setTag(scope, name, cls);
  return cls;
}

/** `struct S`; `lone`: that alone makes a declaration, which declares a new S where an outer one is known. */
export function taggedType(s: DeclSema, name: string, tag: 'struct' | 'class' | 'union' | 'enum', ctx: BodyContext, loc: Loc, lone: boolean): Type {
  const scope = tagScope(ctx.scope);
  const found = lone ? ownTag(s, name, scope) : findTag(s, name, ctx.scope);
  if (found === undefined) {
    if (tag !== 'enum') return declareTag(s, name, tag, scope, loc).type;
    // Mentioned before its definition, as gcc allows: it is of the type that enumerations without negative values have.
    return s.types.builtin('unsigned int');
  }
  if ((found.kind === 'enum') !== (tag === 'enum') || (found.kind === 'class' && (found.tag === 'union') !== (tag === 'union'))) s.report(semaMessages.tagMismatch, loc, [name]);
  return found.kind === 'enum' ? found.underlying : found.type;
}

/** Does a declaration say the same of a function as another one, as far as both say something? */
function compatibleFunctions(a: FunctionType, b: FunctionType): boolean {
  if (a.result !== b.result) return false;
  if (a.unprototyped || b.unprototyped) return true;
  return a.variadic === b.variadic && a.params.length === b.params.length && a.params.every((param, i) => param === b.params[i]);
}

/** Gives a function the type that it has after one more declaration of it; false (and reported) where that contradicts the earlier ones. */
export function compositeFunction(s: DeclSema, fn: FunctionSymbol, type: FunctionType, loc: Loc): boolean {
  if (!compatibleFunctions(fn.type, type)) {
    s.report(semaMessages.conflictingType, loc, [fn.name, s.typeToString(type), s.typeToString(fn.type)], { notes: [{ loc: fn.loc, text: 'previous declaration is here' }] });
    return false;
  }
  if (fn.type.unprototyped && !type.unprototyped) fn.type = type;
  return true;
}
