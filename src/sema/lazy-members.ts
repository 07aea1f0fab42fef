/**
 * Member functions of class template instances in system headers: declared when their name is first looked up. In: a member's syntax; out: whether it may wait. An instance of `std::string` has some 150 members, of
 * which a program uses ten.
 *
 * Only what nothing but lookup by name asks for waits: no constructors, destructors, conversions, assignments and comparisons (special members depend on them), nothing virtual, no friends, no types.
 */
import type * as Ast from '../ast/index.js';
import type { ClassSymbol } from '../tree/index.js';
import type { Scope } from './context.js';
import { nameKey } from './names.js';
import type { DeclSema } from './state.js';
import { flushMembers } from './state.js';
import { declaratorId, functionSuffix } from './types.js';

const special: ReadonlySet<string> = new Set(['=', '==', '<=>']);

/** The name of a function that may wait. */
function waitingName(declaration: Ast.Declaration): string | undefined {
  switch (declaration.kind) {
    case 'template':
      return declaration.declaration.kind === 'function' || declaration.declaration.kind === 'simple' ? waitingName(declaration.declaration) : undefined;
    case 'function':
      return declaration.body.kind === 'default' || declaration.body.kind === 'delete' ? undefined : functionName(declaration.specifiers, declaration.declarator);
    case 'simple': {
      const [first] = declaration.declarators;
      return first !== undefined && declaration.declarators.length === 1 && first.init === undefined ? functionName(declaration.specifiers, first.declarator) : undefined;
    }
    default:
      return undefined;
  }
}

function functionName(specifiers: Ast.DeclSpecifiers, declarator: Ast.Declarator): string | undefined {
  const { type, storage, friend, virtual } = specifiers;
  const suffix = functionSuffix(declarator);
  if (type === undefined || type.kind === 'class' || type.kind === 'enum' || friend || virtual || storage.includes('typedef') || suffix === undefined || suffix.override || suffix.final) return undefined;
  const name = declaratorId(declarator).name;
  if (name === undefined || name.global || name.qualifiers.length > 0) return undefined;
  const { last } = name;
  return last.kind === 'identifier' || (last.kind === 'operator' && !special.has(last.op)) ? nameKey(last) : undefined;
}

/** True if the member was put aside; `declare` is called for it when somebody looks for its name. */
export function deferMember(s: DeclSema, scope: Scope, declaration: Ast.Declaration, declare: () => void): boolean {
  const name = waitingName(declaration);
  if (name === undefined) return false;
  const { nextSeq } = s.d;
  const pending = (): void => {
    const { trap } = s;
    const { flow, linkage, nextSeq: later } = s.d;
    s.trap = undefined;
    s.d.flow = undefined;
    s.d.linkage = 'C++';
    s.d.nextSeq = nextSeq;
    s.d.classDepth++;
    declare();
    s.d.classDepth--;
    s.d.flow = flow;
    s.d.linkage = linkage;
    s.d.nextSeq = later;
    s.trap = trap;
  };
  scope.pending ??= new Map();
  const list = scope.pending.get(name);
  if (list) list.push(pending);
  else scope.pending.set(name, [pending]);
  return true;
}

/** For an explicit instantiation, which needs all. */
export function flushAllMembers(s: DeclSema, cls: ClassSymbol): void {
  const { scope } = s.d.classes.get(cls)!;
  for (const name of [...(scope.pending?.keys() ?? [])]) flushMembers(scope, name);
}
