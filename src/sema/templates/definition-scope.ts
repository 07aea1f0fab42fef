/**
 * Scopes in which a template's definition is read without arguments (definition-check.ts): its own parameters, parameters and locals of its functions, members of its classes, all of which are only known by
 * name. Around them stand the real scopes, which see what was declared before the definition ([temp.nondep]).
 */
import type * as Ast from '../../ast/index.js';
import type { ClassSymbol } from '../../tree/index.js';
import type { Entity, Scope } from '../context.js';
import { lookup, lookupClass } from '../lookup.js';
import { nameKey } from '../names.js';
import type { DeclSema } from '../state.js';
import { newScope } from '../state.js';
import { declaratorId } from '../types.js';

/** What a name of the template stands for: its type may depend on the parameters, or it does not. */
export const DEPENDENT: Entity = { kind: 'template-parameter', name: '', arg: { kind: 'dependent', key: '', pack: false }, loc: 0 };
export const PLAIN: Entity = { kind: 'pack', name: '', elements: [] };
/** Like `PLAIN`, and a variable: it cannot be declared again. */
export const VARIABLE: Entity = { kind: 'pack', name: '', elements: [] };
/** A variable whose type may be a class: argument-dependent lookup may find functions by it. */
export const OBJECT: Entity = { kind: 'pack', name: '', elements: [] };
export const DEPENDENT_VARIABLE: Entity = { ...DEPENDENT };

export const isDependent = (entity: Entity): boolean => entity === DEPENDENT || entity === DEPENDENT_VARIABLE;

export interface Reading {
  readonly s: DeclSema;
  /** Classes that non-dependent bases of a class template are, by the scope of its members. */
  readonly bases: Map<Scope, ClassSymbol[]>;
  /** Scopes of template parameters. */
  readonly heads: Set<Scope>;
  /** Scopes around a definition that stands outside of its class or namespace, by the scope of that class's members. */
  readonly outside: Map<Scope, Scope>;
  /** Not everything is known here: what is not found may be declared all the same. */
  readonly open: Set<Scope>;
}

export function inner(scope: Scope): Scope {
  return newScope('block', scope, undefined);
}

export function find(r: Reading, name: string, scope: Scope): Entity | undefined {
  const { trap } = r.s;
  // What is ambiguous is for instantiations to tell.
  r.s.trap = [];
  const found = lookup(r.s, name, scope, 'any', 0)?.entity ?? findBeside(r, name, scope);
  r.s.trap = trap;
  return found;
}

function findBeside(r: Reading, name: string, scope: Scope): Entity | undefined {
  for (let at: Scope | undefined = scope; at !== undefined; at = at.parent) {
    if (r.open.has(at)) return DEPENDENT;
    for (const base of r.bases.get(at) ?? []) {
      const member = lookupClass(r.s, base, name, 0)?.entity;
      if (member !== undefined) return member;
    }
    const around = r.outside.get(at);
    const found = around && lookup(r.s, name, around, 'any', 0)?.entity;
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Calls `visit` for each name and each `this` in a piece of syntax until it says true. Lambdas and statement expressions count as a name that is not known. */
export function anyMention(node: unknown, visit: (name: string | undefined) => boolean): boolean {
  if (Array.isArray(node)) return node.some((item) => anyMention(item, visit));
  if (typeof node !== 'object' || node === null) return false;
  const record = node as { readonly [key: string]: unknown };
  switch (record.kind) {
    case 'this':
    case 'lambda':
    case 'statement-expression':
    case 'requires':
      return visit(undefined);
    case 'sizeof-pack':
    case 'sizeof':
    case 'alignof':
    case 'noexcept':
      // Of a type that depends on nothing.
      return false;
    case 'member':
      return anyMention(record.base, visit) || anyMention((record.name as Ast.Name).last, visit);
    case 'name': {
      // A step of a qualifier has this kind too.
      if (record.last === undefined) break;
      const name = node as Ast.Name;
      const step = name.qualifiers[0];
      const first = step === undefined ? name.last : step.kind === 'name' ? step.name : undefined;
      const base = first?.kind === 'template-id' ? first.template : first;
      if (!name.global && base?.kind === 'identifier' && visit(base.name)) return true;
      break;
    }
    default:
      break;
  }
  for (const key in record) if (key !== 'attributes' && anyMention(record[key], visit)) return true;
  return false;
}

/** May the type of an expression, or what a type is, depend on template parameters? */
export function mayDepend(r: Reading, node: unknown, scope: Scope): boolean {
  return anyMention(node, (name) => {
    if (name === undefined) return true;
    const found = find(r, name, scope);
    return found === undefined || isDependent(found);
  });
}

/** May an expression that depends on nothing have a class or an enumeration for its type, or a pointer to one? */
export function mayBeObject(r: Reading, node: unknown, scope: Scope): boolean {
  return anyMention(node, (name) => {
    const found = name === undefined ? undefined : find(r, name, scope);
    return found !== VARIABLE && !(found?.kind === 'variable' && found.type.kind === 'builtin');
  });
}

/** The names that a class's members have, as far as unqualified lookup finds them. */
export function memberNames(definition: Ast.ClassDefinition, visit: (name: string) => void): void {
  if (definition.name) visit(nameKey(definition.name.last.kind === 'template-id' ? definition.name.last.template : definition.name.last));
  for (const { declaration } of definition.members) declaredNames(declaration, visit);
}

function declaredNames(declaration: Ast.Declaration, visit: (name: string) => void): void {
  switch (declaration.kind) {
    case 'template':
    case 'explicit-specialization':
      declaredNames(declaration.declaration, visit);
      return;
    case 'function':
      if (!declaration.specifiers.friend) declaratorNames(declaration.declarator, visit);
      return;
    case 'simple': {
      const { specifiers } = declaration;
      if (specifiers.friend) return;
      for (const { declarator } of declaration.declarators) declaratorNames(declarator, visit);
      const { type } = specifiers;
      if (type?.kind === 'class') {
        if (type.definition.name) visit(nameKey(type.definition.name.last));
        else memberNames(type.definition, visit);
      } else if (type?.kind === 'elaborated') visit(nameKey(type.name.last));
      else if (type?.kind === 'enum') enumNames(type.definition, visit);
      return;
    }
    case 'alias':
    case 'concept':
      visit(declaration.name);
      return;
    case 'using-declaration':
      for (const { name } of declaration.names) visit(nameKey(name.last.kind === 'template-id' ? name.last.template : name.last));
      return;
    default:
      return;
  }
}

function declaratorNames(declarator: Ast.Declarator, visit: (name: string) => void): void {
  const { name } = declaratorId(declarator);
  if (name !== undefined) visit(nameKey(name.last.kind === 'template-id' ? name.last.template : name.last));
}

export function enumNames(definition: Ast.EnumDefinition, visit: (name: string) => void): void {
  if (definition.name) visit(nameKey(definition.name.last));
  if (!definition.scoped) for (const enumerator of definition.enumerators ?? []) visit(enumerator.name);
}
