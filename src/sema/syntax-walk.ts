/**
 * Questions about syntax as written: which names occur in a node, does it depend on template parameters (only asked while a template's signature is
 * analysed in the abstract), which packs does a pattern mention, and a canonical spelling by which equal dependent expressions are equal.
 */
import type * as Ast from '../ast/index.js';
import type { Entity, Scope } from './context.js';
import { isDependentArg } from './type-table.js';
import { lookup } from './lookup.js';
import type { DeclSema } from './state.js';

type Node = { readonly [key: string]: unknown };

function firstIdentifier(name: Ast.Name): string | undefined {
  if (name.global) return undefined;
  const step = name.qualifiers[0];
  const first = step === undefined ? name.last : step.kind === 'name' ? step.name : undefined;
  const base = first?.kind === 'template-id' ? first.template : first;
  return base?.kind === 'identifier' ? base.name : undefined;
}

/** Calls `visit` with every first identifier of a name in the node; stops when it returns true. `nested`: also inside nested pack expansions. */
export function anyName(node: unknown, nested: boolean, visit: (name: string) => boolean): boolean {
  if (Array.isArray(node)) return node.some((item) => anyName(item, nested, visit));
  if (typeof node !== 'object' || node === null) return false;
  const record = node as Node;
  if (record.kind === 'name' && record.last !== undefined) {
    const first = firstIdentifier(node as Ast.Name);
    if (first !== undefined && visit(first)) return true;
  }
  if (record.kind === 'sizeof-pack') return nested && visit(record.name as string);
  if (!nested && (record.kind === 'pack-expansion' || record.kind === 'fold' || record.packExpansion === true)) return false;
  if (record.kind === 'id' && record.pack === true && !nested) return false;
  for (const key in record) {
    const value = record[key];
    if (typeof value === 'object' && value !== null && anyName(value, nested, visit)) return true;
  }
  return false;
}

/** Does a lambda (or a statement expression) stand in the node? */
export function mentionsLambda(node: unknown): boolean {
  if (Array.isArray(node)) return node.some(mentionsLambda);
  if (typeof node !== 'object' || node === null) return false;
  const record = node as Node;
  if (record.kind === 'lambda' || record.kind === 'statement-expression') return true;
  for (const key in record) if (mentionsLambda(record[key])) return true;
  return false;
}

export function isDependentEntity(entity: Entity): boolean {
  switch (entity.kind) {
    case 'template-parameter':
      return isDependentArg(entity.arg);
    case 'typedef':
    case 'variable':
      return entity.type.dependent;
    case 'pack':
      return entity.elements.some((element) => element.kind === 'variable' && element.type.dependent);
    default:
      return false;
  }
}

/** Is a template's signature being analysed with its parameters standing for themselves? */
export function isAbstract(s: DeclSema, scope: Scope): boolean {
  for (let at: Scope | undefined = scope; at && at.kind !== 'namespace'; at = at.parent) if (s.abstractScopes.has(at)) return true;
  return false;
}

export function isDependentSyntax(s: DeclSema, node: Ast.Expr | Ast.TypeId | Ast.Name, scope: Scope): boolean {
  if (!isAbstract(s, scope)) return false;
  return anyName(node, true, (name) => {
    const found = lookup(s, name, scope, 'any', node.loc, true);
    return found !== undefined && isDependentEntity(found.entity);
  });
}

/** The names of packs that a pattern mentions outside nested expansions. */
export function packsIn(s: DeclSema, pattern: unknown, scope: Scope): { readonly name: string; readonly entity: Entity }[] {
  const seen = new Set<string>();
  const packs: { name: string; entity: Entity }[] = [];
  const visit = (name: string): boolean => {
    if (seen.has(name)) return false;
    seen.add(name);
    const entity = lookup(s, name, scope, 'any', 0, true)?.entity;
    if (!entity) return false;
    if (entity.kind === 'pack') packs.push({ name, entity });
    else if (entity.kind === 'template-parameter') {
      const { arg } = entity;
      if (arg.kind === 'pack' || (arg.kind === 'type' && arg.type.kind === 'template-param' && arg.type.pack) || (arg.kind === 'dependent' && arg.param?.pack)) packs.push({ name, entity });
    }
    return false;
  };
  const node = pattern as Node;
  // The pattern of an expansion may itself be written as the node that carries the dots.
  if (node.kind === 'pack-expansion') anyName(node.pattern, false, visit);
  else if (Array.isArray(pattern)) anyName(pattern, false, visit);
  else for (const key in node) anyName(node[key], false, visit);
  if (node.kind === 'name' && node.last !== undefined) anyName(node, false, visit);
  return packs;
}

/** Canonical spelling: template parameters by position, everything else as written. */
export function spell(s: DeclSema, node: unknown, scope: Scope): string {
  const parts: string[] = [];
  spellInto(s, node, scope, parts);
  return parts.join('');
}

function spellInto(s: DeclSema, node: unknown, scope: Scope, parts: string[]): void {
  if (Array.isArray(node)) {
    parts.push('[');
    for (const item of node) {
      spellInto(s, item, scope, parts);
      parts.push(',');
    }
    parts.push(']');
    return;
  }
  if (typeof node !== 'object' || node === null) {
    parts.push(typeof node === 'string' ? node : typeof node === 'bigint' ? `${node}n` : String(node));
    return;
  }
  const record = node as Node;
  parts.push('{');
  if (record.kind === 'name' && record.last !== undefined) {
    const first = firstIdentifier(node as Ast.Name);
    const entity = first === undefined ? undefined : lookup(s, first, scope, 'any', 0, true)?.entity;
    if (entity?.kind === 'template-parameter') {
      const { arg } = entity;
      parts.push('$', s.types.argsKey([arg]));
      const named = node as Ast.Name;
      if (named.qualifiers.length > 0) {
        for (const step of named.qualifiers.slice(1)) spellInto(s, step, scope, parts);
        spellInto(s, named.last, scope, parts);
      } else if (named.last.kind !== 'identifier') spellInto(s, (named.last as { args?: unknown }).args, scope, parts);
      parts.push('}');
      return;
    }
    if (entity?.kind === 'variable' && entity.role === 'parameter') {
      parts.push(`v${entity.type.id}:${first}}`);
      return;
    }
  }
  for (const key in record) {
    if (key === 'loc' || key === 'end' || key === 'opLoc' || key === 'nameLoc' || key === 'joined') continue;
    const value = record[key];
    if (value === undefined || value === false || value === '' || (Array.isArray(value) && value.length === 0)) continue;
    parts.push(key, ':');
    spellInto(s, value, scope, parts);
    parts.push(';');
  }
  parts.push('}');
}
