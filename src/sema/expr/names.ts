/** Id-expressions (C++ [expr.prim.id]): what a resolved name is as an expression. Members get their implicit `this`. */
import type * as Ast from '../../ast/index.js';
import { exprMessages } from '../../diagnostics/expr-messages.js';
import type { Loc } from '../../source/loc.js';
import type { CheckedExpr, ClassSymbol, FieldSymbol, TemplateArg, Type, VarSymbol } from '../../tree/index.js';
import { CONST } from '../../tree/index.js';
import type { BodyContext, OverloadSet, ResolvedName } from '../context.js';
import { isAllocationOperator, withImplicitOperators } from './builtin-symbols.js';
import { boundExpr, enclosing, localVariable, thisPointer } from './captures.js';
import { functionReference } from './conversions.js';
import { fieldAccess } from './members.js';
import { addressOf, convert, deref, errorExpr, integerExpr, variableExpr } from './nodes.js';
import type { ExprSema, Operand } from './own.js';
import { derivesFrom } from './standard.js';
import { checkAccess } from './use.js';

/** `*this`; undefined (nothing reported) outside of non-static members. */
export function thisObject(s: ExprSema, ctx: BodyContext, loc: Loc): CheckedExpr | undefined {
  const pointer = thisPointer(s, ctx, loc);
  return pointer === undefined || pointer.kind === 'error' ? undefined : deref(pointer);
}

export function checkId(s: ExprSema, name: Ast.Name, ctx: BodyContext): Operand {
  const found = s.resolveName(name, ctx);
  return found === undefined ? errorExpr(s, name.loc) : resolvedOperand(s, found, name, ctx);
}

export function resolvedOperand(s: ExprSema, found: ResolvedName, name: Ast.Name, ctx: BodyContext): Operand {
  const { loc } = name;
  switch (found.kind) {
    case 'functions': {
      const first = found.set.members[0];
      const owner = first !== undefined && first.parent.kind === 'class' ? first.parent : undefined;
      const object = owner !== undefined ? implicitObject(s, owner, ctx, loc) : undefined;
      // The implicitly declared forms stand beside those of headers.
      const set: OverloadSet =
        owner === undefined && isAllocationOperator(found.set.name) ? { ...found.set, members: [...withImplicitOperators(s, found.set.name, found.set.members)] } : found.set;
      return {
        kind: 'overload-set', set, explicitArgs: found.explicitArgs, object, qualified: found.qualified, through: found.through, addressed: false, loc,
      };
    }
    case 'constant':
      return templateConstant(s, found.arg, ctx, loc);
    case 'type':
    case 'template':
      s.report(exprMessages.notAValue, loc, [found.kind === 'type' ? s.typeToString(found.type) : found.template.name]);
      return errorExpr(s, loc);
    case 'entity':
      break;
  }
  const { entity } = found;
  switch (entity.kind) {
    case 'variable':
      return useVariable(s, entity, found.through, ctx, loc);
    case 'field':
      return implicitMember(s, entity, ctx, loc);
    case 'enumerator':
      if (s.options.c) return integerExpr(enumeratorType(s, entity.value), entity.value, loc);
      if (entity.parent.complete) return integerExpr(entity.parent.type, entity.value, loc);
      // While the enumeration is open its enumerators have types of their own.
      return integerExpr(entity.parent.fixed ? entity.parent.underlying : enumeratorType(s, entity.value), entity.value, loc);
    case 'binding':
      return boundExpr(s, entity, ctx, loc);
    case 'template-parameter':
      return templateConstant(s, entity.arg, ctx, loc);
    case 'namespace':
    case 'class':
    case 'enum':
    case 'typedef':
    case 'template':
      s.report(exprMessages.notAValue, loc, [entity.name]);
      return errorExpr(s, loc);
    default:
      return entity satisfies never;
  }
}

/** The object for an unqualified (or class-qualified) member: `*this` when the current class is, or derives from, the member's. */
function implicitObject(s: ExprSema, owner: ClassSymbol, ctx: BodyContext, loc: Loc): CheckedExpr | undefined {
  const { thisClass: cls, thisType } = enclosing(ctx);
  if (cls === undefined || thisType === undefined) return undefined;
  if (cls !== owner && !derivesFrom(s, cls.type, owner.type)) return undefined;
  const { trap } = s;
  // In a lambda that does not capture `this`, static members may still be called.
  s.trap = [];
  const object = thisObject(s, ctx, loc);
  s.trap = trap;
  return object;
}

function implicitMember(s: ExprSema, field: FieldSymbol, ctx: BodyContext, loc: Loc): CheckedExpr {
  const object = thisObject(s, ctx, loc);
  if (object !== undefined && object.type.kind === 'class') {
    checkAccess(s, field, object.type.symbol, ctx, loc, object.type.symbol);
    return fieldAccess(s, object, field, loc);
  }
  if (ctx.unevaluated) {
    // sizeof(C::member), decltype(C::member): no object needed.
    const type = field.type.kind === 'reference' ? field.type.referee : field.type;
    const base = deref({ kind: 'integer', value: 0n, type: s.types.pointer(field.parent.type), category: 'prvalue', loc });
    return { kind: 'field', base, field, type, category: 'lvalue', loc };
  }
  if (enclosing(ctx).thisType === undefined) s.report(exprMessages.fieldWithoutObject, loc, [field.name]);
  return errorExpr(s, loc, field.type.kind === 'reference' ? field.type.referee : field.type);
}

export function useVariable(s: ExprSema, variable: VarSymbol, through: ClassSymbol | undefined, ctx: BodyContext, loc: Loc): CheckedExpr {
  if (variable.type === s.types.error || (variable.type.kind === 'reference' && variable.type.referee === s.types.error)) return errorExpr(s, loc);
  if (variable.role !== 'global') return localVariable(s, variable, ctx, loc);
  if (through !== undefined && variable.parent.kind === 'class') checkAccess(s, variable, through, ctx, loc);
  if (!ctx.unevaluated) s.markReferenced(variable, loc);
  if (variable.type.kind === 'auto') {
    s.report(exprMessages.deductionFailed, loc, [variable.name]);
    return errorExpr(s, loc);
  }
  return variableExpr(variable, loc);
}

/** The value of a template value parameter. */
export function templateConstant(s: ExprSema, arg: TemplateArg, ctx: BodyContext, loc: Loc): CheckedExpr {
  switch (arg.kind) {
    case 'integer':
      return integerExpr(arg.type.unqualified, arg.value, loc);
    case 'floating':
      return { kind: 'floating', value: arg.value, type: arg.type.unqualified, category: 'prvalue', loc };
    case 'object': {
      const object = s.parameterObject(arg, (element) => templateConstant(s, element, ctx, loc));
      if (!ctx.unevaluated) s.markReferenced(object, loc);
      return variableExpr(object, loc);
    }
    case 'string':
      throw new Error('a string literal is no template argument');
    case 'entity': {
      const { entity } = arg;
      if (entity === undefined) return integerNull(s, arg.type, loc);
      if (entity.kind === 'field') {
        const pointerType = s.types.memberPointer(entity.parent.type, entity.type);
        return { kind: 'member-pointer', member: entity, pointerType, type: pointerType, category: 'prvalue', loc };
      }
      if (entity.kind === 'function')
        return functionReference(s, entity, { addressed: arg.type.kind !== 'reference', loc }, ctx, ctx.unevaluated ? 0 : loc) ?? errorExpr(s, loc);
      if (!ctx.unevaluated) s.markReferenced(entity, loc);
      const variable = subobject(s, variableExpr(entity, loc), arg.path ?? [], loc);
      if (arg.type.kind === 'reference') return variable;
      return variable.type.kind === 'array' ? convert('array-to-pointer', variable, s.types.pointer(variable.type.element)) : addressOf(s, variable);
    }
    case 'type':
    case 'template':
      s.report(exprMessages.notAValue, loc, [arg.kind === 'type' ? s.typeToString(arg.type) : arg.template.name]);
      return errorExpr(s, loc);
    case 'pack':
      throw new Error('an unexpanded pack is an error of name resolution');
    case 'dependent':
      // Only signatures of templates hold these; their values are never asked for.
      return errorExpr(s, loc);
    default:
      return arg satisfies never;
  }
}

/** The part of an object that a path leads to. */
function subobject(s: ExprSema, object: CheckedExpr, path: readonly number[], loc: Loc): CheckedExpr {
  let at = object;
  for (const step of path) {
    const { type } = at;
    if (type.kind === 'array') {
      const first = convert('array-to-pointer', at, s.types.pointer(type.element));
      at = deref({ kind: 'pointer-add', op: '+', pointer: first, index: integerExpr(s.types.builtin('long'), BigInt(step), loc), type: first.type, category: 'prvalue', loc });
    } else if (type.kind === 'class') {
      const { bases, fields } = type.symbol;
      at = step < bases.length ? convert('derived-to-base', at, s.types.qualified(bases[step]!.type, type.cv), 'lvalue', [bases[step]!]) : fieldAccess(s, at, fields[step - bases.length]!, loc);
    }
  }
  return at;
}

function integerNull(s: ExprSema, type: CheckedExpr['type'], loc: Loc): CheckedExpr {
  const zero = integerExpr(s.types.builtin('nullptr_t'), 0n, loc);
  return convert(type.kind === 'member-pointer' ? 'null-to-member-pointer' : 'null-to-pointer', zero, type.unqualified);
}

/** In C, and while its enumeration is open, an enumerator is an int where that holds its value. */
function enumeratorType(s: ExprSema, value: bigint): Type {
  return s.types.builtin(BigInt.asIntN(32, value) === value ? 'int' : BigInt.asUintN(32, value) === value ? 'unsigned int' : 'long');
}

export function checkThis(s: ExprSema, ctx: BodyContext, loc: Loc): CheckedExpr {
  const pointer = thisPointer(s, ctx, loc);
  if (pointer !== undefined) return pointer;
  s.report(exprMessages.invalidThis, loc);
  return errorExpr(s, loc);
}

/** `__func__` and its relatives: a string with static storage. */
export function functionName(s: ExprSema, which: string, ctx: BodyContext, loc: Loc): CheckedExpr {
  const fn = ctx.fn;
  const text = fn === undefined ? '' : which === '__PRETTY_FUNCTION__' ? fn.pretty : fn.name;
  const units = [...new TextEncoder().encode(text), 0];
  const char = s.types.qualified(s.types.builtin('char'), CONST);
  return { kind: 'string', units, type: s.types.array(char, units.length), category: 'lvalue', loc };
}
