/**
 * Which classes no other unit can name: those in unnamed namespaces, in functions of internal linkage, closures outside of functions, and specializations with such
 * arguments. What is made of them (members, specializations, vtables) has internal linkage too ([basic.link]).
 */
import type { ClassSymbol, FunctionSymbol, ParentSymbol, TemplateArg, Type, VarSymbol } from '../tree/index.js';
import { isInternal } from './functions.js';
import type { DeclSema } from './state.js';

function ofParent(parent: ParentSymbol): boolean {
  switch (parent.kind) {
    case 'namespace':
      return isInternal(parent);
    case 'class':
      return isInternalClass(parent);
    case 'function':
      return parent.linkage === 'internal' || (parent.specialization?.args.some(ofArg) ?? false) || ofParent(parent.parent);
    default:
      throw new Error(`parent ${(parent satisfies never as ParentSymbol).kind}`);
  }
}

function isInternalClass(cls: ClassSymbol): boolean {
  cls.internal ??= (cls.lambda && cls.parent.kind === 'namespace') || (cls.specialization?.args.some(ofArg) ?? false) || ofParent(cls.parent);
  return cls.internal;
}

function ofType(type: Type): boolean {
  switch (type.kind) {
    case 'class':
      return isInternalClass(type.symbol);
    case 'enum':
      return ofParent(type.symbol.parent);
    case 'pointer':
      return ofType(type.pointee);
    case 'reference':
      return ofType(type.referee);
    case 'array':
      return ofType(type.element);
    case 'function':
      return ofType(type.result) || type.params.some(ofType);
    case 'member-pointer':
      return ofType(type.class) || ofType(type.member);
    default:
      return false;
  }
}

function ofArg(arg: TemplateArg): boolean {
  switch (arg.kind) {
    case 'type':
      return ofType(arg.type);
    case 'entity':
      return arg.entity !== undefined && 'linkage' in arg.entity && arg.entity.linkage === 'internal';
    case 'pack':
      return arg.elements.some(ofArg);
    case 'object':
      return ofType(arg.type) || arg.elements.some((each) => each !== undefined && ofArg(each));
    case 'integer':
    case 'floating':
    case 'string':
    case 'template':
    case 'dependent':
      return false;
    default:
      throw new Error(`template argument ${(arg satisfies never as TemplateArg).kind}`);
  }
}

/** Settles the linkage of what the unit emits. */
export function settleLinkage(s: DeclSema, functions: readonly FunctionSymbol[], globals: readonly VarSymbol[]): void {
  for (const cls of s.d.classes.keys()) if (cls.state === 'complete') isInternalClass(cls);
  for (const fn of functions) {
    if (fn.linkage === 'once' && (ofParent(fn.parent) || (fn.specialization?.args.some(ofArg) ?? false))) fn.linkage = 'internal';
  }
  for (const variable of globals) {
    if (variable.linkage !== 'once') continue;
    const own = s.d.varArgs.get(variable);
    if (ofParent(variable.parent) || (own?.args.some(ofArg) ?? false)) variable.linkage = 'internal';
  }
}
