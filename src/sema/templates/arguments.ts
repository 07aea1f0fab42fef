/**
 * Template arguments: from syntax to values ([temp.arg]), conversion to the parameters with defaults filled in, binding in a scope, and pack expansion
 * ([temp.variadic]).
 */
import type * as Ast from '../../ast/index.js';
import type { MessageRow, Note } from '../../diagnostics/diagnostic.js';
import { semaMessages } from '../../diagnostics/sema-messages.js';
import type { Loc } from '../../source/loc.js';
import type { CheckedExpr, ClassType, FunctionSymbol, TemplateArg, TemplateParamType, Type } from '../../tree/index.js';
import type { BodyContext, ConstantValue, Scope } from '../context.js';
import { lookup } from '../lookup.js';
import type { DeclSema, TemplateInfo } from '../state.js';
import { newScope, scopeContext } from '../state.js';
import { isDependentSyntax, packsIn, spell } from '../syntax-walk.js';
import { isDependentArg } from '../type-table.js';
import { isPackParameter } from '../types.js';
import { checkParameterType, objectArg } from './structural.js';

/** The argument that a constant value stands for; undefined when such values cannot be arguments. */
export function argOfConstant(value: ConstantValue): TemplateArg | undefined {
  switch (value.kind) {
    case 'integer':
      if (value.type.kind === 'builtin' && value.type.name === 'nullptr_t') return { kind: 'entity', type: value.type, entity: undefined, key: 'null' };
      return { kind: 'integer', type: value.type.unqualified, value: value.value };
    case 'pointer': {
      const { base } = value;
      if (base?.kind === 'string' && value.path.length === 0 && value.offset === 0) return { kind: 'string', type: base.type, units: base.units };
      if (!base) return value.offset === 0 ? { kind: 'entity', type: value.type.unqualified, entity: undefined, key: 'null' } : undefined;
      if ((base.kind !== 'variable' && base.kind !== 'function') || !('mangled' in base) || (base.kind === 'variable' && base.role !== 'global')) return undefined;
      const path = value.offset !== 0 || (value.path.length > 0 && value.element) ? [...value.path, value.offset] : value.path;
      if (path.length === 0) return { kind: 'entity', type: value.type.unqualified, entity: base, key: base.mangled };
      return { kind: 'entity', type: value.type.unqualified, entity: base, key: `${base.mangled}.${path.join('.')}`, path };
    }
    case 'member-pointer':
      if (!value.member) return { kind: 'entity', type: value.type, entity: undefined, key: 'null' };
      return { kind: 'entity', type: value.type, entity: value.member, key: value.member.kind === 'field' ? `${value.member.parent.mangled}.${value.member.index}` : value.member.mangled };
    case 'floating':
      return { kind: 'floating', type: value.type.unqualified, value: value.value };
    case 'aggregate':
      return objectArg(value, argOfConstant);
    default:
      throw new Error(`constant ${(value satisfies never as ConstantValue).kind}`);
  }
}

const IN_TEMPLATE_ARGUMENT = { constant: true, unevaluated: true } as const;

function expressionArg(s: DeclSema, expr: Ast.Expr, ctx: BodyContext, loc: Loc): TemplateArg | undefined {
  if (expr.kind === 'paren') return expressionArg(s, expr.expr, ctx, loc);
  if (isDependentSyntax(s, expr, ctx.scope)) {
    if (expr.kind === 'id' && expr.name.qualifiers.length === 0 && expr.name.last.kind === 'identifier') {
      const found = lookup(s, expr.name.last.name, ctx.scope, 'any', loc)?.entity;
      if (found?.kind === 'template-parameter') return found.arg;
    }
    return { kind: 'dependent', key: spell(s, expr, ctx.scope), pack: false };
  }
  if (expr.kind === 'id') {
    const named = s.resolve(expr.name, ctx, false, false);
    if (!named) return undefined;
    switch (named.kind) {
      case 'type':
        return { kind: 'type', type: named.type };
      case 'template':
        return { kind: 'template', template: named.template };
      case 'constant':
        return named.arg;
      case 'functions':
        return functionArg(s, expr, named.set.members, named.explicitArgs, loc);
      case 'entity':
        if (named.entity.kind === 'enumerator' && named.entity.parent.complete) return { kind: 'integer', type: named.entity.parent.type, value: named.entity.value };
        break;
      default:
        throw new Error(`name ${(named satisfies never as { kind: string }).kind}`);
    }
  }
  if (expr.kind === 'unary' && expr.op === '&' && expr.operand.kind === 'id') {
    const named = s.resolve(expr.operand.name, ctx, true, false);
    if (named?.kind === 'functions' && !named.through) return functionArg(s, expr, named.set.members, named.explicitArgs, loc);
  }
  const checked = s.checkExpr(expr, { ...ctx, ...IN_TEMPLATE_ARGUMENT });
  if (checked.kind === 'error') return undefined;
  return constantArg(s, checked, loc);
}

function constantArg(s: DeclSema, checked: CheckedExpr, loc: Loc): TemplateArg | undefined {
  // An object named as such is the argument of a reference parameter; a constant of scalar type is its value.
  if (checked.kind === 'string') return { kind: 'string', type: checked.type, units: checked.units };
  const named: TemplateArg | undefined = checked.kind === 'variable' && checked.variable.role === 'global' && checked.variable.type.kind !== 'reference' && !checked.variable.mangled.startsWith('_ZTA')
    ? { kind: 'entity', type: s.types.reference(checked.type, false), entity: checked.variable, key: checked.variable.mangled } : undefined;
  if (named && (checked.type.kind === 'class' || checked.type.kind === 'array')) return named;
  const value = s.evaluate(checked);
  const arg = value && argOfConstant(value);
  if (arg && !(arg.kind === 'entity' && arg.path && s.options.std < 20)) return arg;
  if (value) {
    s.report(semaMessages.argumentKind, loc, [s.typeToString(checked.type)]);
    return undefined;
  }
  if (named) return named;
  // A part of an object, for a reference.
  if (checked.category === 'lvalue' && s.options.std >= 20 && checked.type.kind !== 'function') {
    const address = s.evaluate({ kind: 'address-of', operand: checked, type: s.types.pointer(checked.type), category: 'prvalue', loc });
    const part = address && argOfConstant(address);
    if (part?.kind === 'entity' && part.entity) return { ...part, type: s.types.reference(checked.type, false) };
  }
  s.report(semaMessages.argumentNotConstant, loc);
  return undefined;
}

function functionArg(s: DeclSema, expr: Ast.Expr, members: readonly (FunctionSymbol | import('../../tree/index.js').TemplateSymbol)[], explicit: readonly TemplateArg[] | undefined, loc: Loc): TemplateArg | undefined {
  if (members.length === 1) {
    const only = members[0]!;
    const fn = only.kind === 'function' ? only : s.deduceAddress(only, explicit ?? [], undefined, loc);
    if ('kind' in fn) return { kind: 'entity', type: s.types.pointer(fn.type), entity: fn, key: fn.mangled };
  }
  // Several, or a template: the parameter's type selects one, in `convertArgument`.
  const template = members.find((member) => member.kind === 'template');
  if (template) {
    const arg: TemplateArg = { kind: 'template', template };
    functionSets.set(arg, { members, explicit: explicit ?? [] });
    return arg;
  }
  const functions = members.filter((member) => member.kind === 'function');
  const first = functions[0];
  if (!first) {
    s.report(semaMessages.argumentNotConstant, expr.loc);
    return undefined;
  }
  overloadedArgs.set(first, functions);
  return { kind: 'entity', type: s.types.pointer(first.type), entity: first, key: first.mangled };
}

/** Overload sets given as arguments: the other candidates, by the first function. */
const overloadedArgs = new WeakMap<object, readonly FunctionSymbol[]>();

/** Sets with function templates given as arguments, by the argument that stands for them. */
const functionSets = new WeakMap<TemplateArg, { readonly members: readonly (FunctionSymbol | import('../../tree/index.js').TemplateSymbol)[]; readonly explicit: readonly TemplateArg[] }>();

function writtenArg(s: DeclSema, written: Ast.TemplateArgument, ctx: BodyContext): TemplateArg | undefined {
  if (written.kind === 'expression') return expressionArg(s, written.expr, ctx, written.loc);
  const { type } = written;
  const { type: specifier } = type.specifiers;
  const plain = type.declarator.kind === 'id' && specifier?.kind === 'named' && !specifier.typenameKeyword && !type.specifiers.qualifiers.const && !type.specifiers.qualifiers.volatile;
  if (!plain) return { kind: 'type', type: s.resolveTypeId(type, ctx) };
  // A name alone may be a type, a template, or a value.
  const expr: Ast.Expr = { kind: 'id', name: specifier.name, loc: type.loc, end: type.end };
  const named = s.resolve(specifier.name, ctx, true, false);
  if (named?.kind === 'type') return { kind: 'type', type: named.type };
  if (named) return expressionArg(s, expr, ctx, written.loc);
  return { kind: 'type', type: s.resolveTypeId(type, ctx) };
}

/** `T...` may have been read with the dots as part of an abstract declarator. */
function withDots(written: Ast.TemplateArgument): Ast.TemplateArgument {
  if (written.kind !== 'type' || written.packExpansion || !isPackParameter(written.type.declarator)) return written;
  return { ...written, type: { ...written.type, declarator: withoutDots(written.type.declarator) }, packExpansion: true };
}

function withoutDots(declarator: Ast.Declarator): Ast.Declarator {
  return declarator.kind === 'id' ? { ...declarator, pack: false } : { ...declarator, inner: withoutDots(declarator.inner) };
}

export function resolveTemplateArguments(s: DeclSema, args: readonly Ast.TemplateArgument[], ctx: BodyContext): readonly TemplateArg[] {
  const result: TemplateArg[] = [];
  const failed = (): TemplateArg => ({ kind: 'type', type: s.types.error });
  for (const given of args) {
    const written = withDots(given);
    const pattern = written.kind === 'type' ? written.type : written.expr;
    if (!written.packExpansion && !(written.kind === 'expression' && written.expr.kind === 'pack-expansion')) {
      result.push(writtenArg(s, written, ctx) ?? failed());
      continue;
    }
    const inner = written.kind === 'expression' && written.expr.kind === 'pack-expansion' ? written.expr.pattern : pattern;
    const plain: Ast.TemplateArgument =
      written.kind === 'type' ? { ...written, packExpansion: false } : { kind: 'expression', expr: inner as Ast.Expr, loc: written.loc, packExpansion: false };
    const contexts = s.expandPack(inner, ctx, written.loc);
    if (contexts) {
      for (const each of contexts) result.push(writtenArg(s, plain, each) ?? failed());
      continue;
    }
    const arg = writtenArg(s, plain, ctx);
    if (!arg) result.push(failed());
    else if (arg.kind === 'type') result.push({ kind: 'type', type: s.types.packExpansion(arg.type) });
    else if (arg.kind === 'dependent') result.push({ ...arg, pack: true });
    else result.push(arg);
  }
  return result;
}

// ---- packs

function packElements(entity: import('../context.js').Entity): number | undefined {
  if (entity.kind === 'pack') return entity.elements.length;
  if (entity.kind === 'template-parameter' && entity.arg.kind === 'pack') return entity.arg.elements.length;
  return undefined;
}

/** A limit of the compiler's is told in any case: that an argument led there makes no candidate unfit. */
export function reportLimit(s: DeclSema, message: MessageRow, loc: Loc, args: readonly string[]): void {
  const { trap } = s;
  s.trap = undefined;
  s.report(message, loc, args);
  s.trap = trap;
}

/** Packs that double with each instantiation would fill the memory long before there are too many instantiations. */
export function isTooLong(s: DeclSema, length: number, loc: Loc): boolean {
  const { instantiations } = s.options.limits;
  if (length > instantiations) reportLimit(s, semaMessages.packTooLong, loc, [`${length}`, `${instantiations}`]);
  return length > instantiations;
}

/** Contexts in which the pattern's packs stand for one element each; undefined when the packs are template parameters that stand for themselves. */
export function expandPack(s: DeclSema, pattern: Ast.Expr | Ast.TypeId | Ast.Declarator | object, ctx: BodyContext, loc: Loc): readonly BodyContext[] | undefined {
  const packs = packsIn(s, pattern, ctx.scope);
  if (packs.length === 0) {
    s.report(semaMessages.noPack, loc);
    return [];
  }
  let length: number | undefined;
  for (const { entity } of packs) {
    const count = packElements(entity);
    if (count === undefined) return undefined;
    if (length !== undefined && length !== count) {
      s.report(semaMessages.packLengths, loc);
      return [];
    }
    length = count;
  }
  if (isTooLong(s, length!, loc)) return [];
  const contexts: BodyContext[] = [];
  for (let i = 0; i < length!; i++) {
    const scope = newScope('template', ctx.scope, undefined);
    expansions.add(scope);
    for (const { name, entity } of packs) {
      if (entity.kind === 'pack') scope.names.set(name, entity.elements[i]!);
      else if (entity.kind === 'template-parameter' && entity.arg.kind === 'pack') scope.names.set(name, { kind: 'template-parameter', name, arg: entity.arg.elements[i]!, loc });
    }
    contexts.push({ ...ctx, scope });
  }
  return contexts;
}

/** Scopes in which the names of packs stand for one of their elements. */
const expansions = new WeakSet<Scope>();

/** Of `sizeof...`: within an expansion of the pack, too, its name is the whole pack's. */
export function packLength(s: DeclSema, name: string, ctx: BodyContext, loc: Loc): number | undefined {
  let { scope } = ctx;
  for (let at: Scope | undefined = scope; at !== undefined; at = at.parent) {
    if (!at.names.has(name)) continue;
    if (!expansions.has(at)) break;
    scope = at.parent!;
  }
  const entity = lookup(s, name, scope, 'any', loc)?.entity;
  const length = entity && packElements(entity);
  if (length === undefined) s.report(entity ? semaMessages.notAPack : semaMessages.undeclared, loc, [name]);
  return length;
}

// ---- parameters

export function parameterName(param: Ast.TemplateParameter): string | undefined {
  return param.name;
}

/** Placeholders for parameters at `depth`, starting at position `first`. */
export function placeholders(s: DeclSema, params: readonly Ast.TemplateParameter[], depth = 0, first = 0): TemplateParamType[] {
  return params.map((param, i) => s.types.templateParam(depth, first + i, param.pack, param.name ?? ''));
}

export function bind(scope: Scope, param: Ast.TemplateParameter, arg: TemplateArg): void {
  if (param.name) scope.names.set(param.name, { kind: 'template-parameter', name: param.name, arg, loc: param.loc });
}

/** How a parameter stands for itself. */
export function placeholderArg(param: Ast.TemplateParameter, type: TemplateParamType): TemplateArg {
  if (param.kind === 'value') return { kind: 'dependent', param: type, key: '', pack: type.pack };
  return { kind: 'type', type };
}

export function abstractScope(s: DeclSema, params: readonly Ast.TemplateParameter[], types: readonly TemplateParamType[], parent: Scope, seq?: number): Scope {
  const scope = newScope('template', parent, undefined, seq === undefined ? undefined : seq + 1);
  params.forEach((param, i) => bind(scope, param, placeholderArg(param, types[i]!)));
  s.abstractScopes.add(scope);
  return scope;
}

/** A scope with all parameters bound. `seq`: position of the template's declaration; what was declared later is not seen from it. */
export function boundScope(s: DeclSema, params: readonly Ast.TemplateParameter[], args: readonly TemplateArg[], parent: Scope, seq?: number): Scope {
  const scope = newScope('template', parent, undefined, seq === undefined ? undefined : seq + 1);
  params.forEach((param, i) => {
    const arg = args[i];
    if (arg) bind(scope, param, arg);
  });
  if (args.some(isDependentArg)) s.abstractScopes.add(scope);
  return scope;
}

/** Type of a value parameter in a scope where the parameters before it are bound. */
export function valueParameterType(s: DeclSema, param: Extract<Ast.TemplateParameter, { kind: 'value' }>, scope: Scope): Type {
  const ctx = scopeContext(scope);
  const type = s.applyDeclarator(s.specifierType(param.parameter.specifiers, ctx, { deduced: true }), param.parameter.declarator, ctx).type;
  if (type.kind === 'array') return s.types.pointer(type.element);
  if (type.kind === 'function') return s.types.pointer(type);
  return type.unqualified;
}

function containsAuto(type: Type): boolean {
  switch (type.kind) {
    case 'auto':
      return true;
    case 'pointer':
      return containsAuto(type.pointee);
    case 'reference':
      return containsAuto(type.referee);
    default:
      return false;
  }
}

export function wrapInteger(s: DeclSema, value: bigint, type: Type): bigint {
  const under = type.kind === 'enum' ? type.symbol.underlying : type;
  if (under.kind !== 'builtin') return value;
  if (under.name === 'bool') return value === 0n ? 0n : 1n;
  const bits = s.sizeOf(under) * 8;
  return isUnsigned(under) ? BigInt.asUintN(bits, value) : BigInt.asIntN(bits, value);
}

function isUnsigned(type: Type): boolean {
  return type.kind === 'builtin' && (type.name.startsWith('unsigned') || type.name.startsWith('char8') || type.name.startsWith('char16') || type.name.startsWith('char32'));
}

/** An argument as the expression whose value it is. */
export function argExpr(s: DeclSema, arg: TemplateArg, loc: Loc): CheckedExpr {
  if (arg.kind === 'string') return { kind: 'string', units: arg.units, type: arg.type, category: 'lvalue', loc };
  const name = '<argument>';
  const scope = newScope('block', s.globalScope, undefined);
  scope.names.set(name, { kind: 'template-parameter', name, arg, loc });
  const written: Ast.Name = { kind: 'name', global: false, qualifiers: [], templateKeyword: false, last: { kind: 'identifier', name, loc, end: loc }, loc, end: loc };
  return s.checkExpr({ kind: 'id', name: written, loc, end: loc }, { ...scopeContext(scope), ...IN_TEMPLATE_ARGUMENT });
}

/** What an expression of a parameter's class, or that class itself is to be deduced from, is as an argument. */
function convertToClass(s: DeclSema, value: CheckedExpr, type: Type, loc: Loc): TemplateArg | undefined {
  const ctx: BodyContext = { ...scopeContext(s.globalScope), ...IN_TEMPLATE_ARGUMENT };
  const wanted = type.kind === 'auto' ? s.deduceClass(type.template!, [value], ctx, loc) : type;
  if (!wanted || value.kind === 'error' || !checkParameterType(s, wanted, loc)) return undefined;
  const converted = s.convertTo(value, wanted.unqualified, ctx, loc, 'initialize a template parameter with');
  if (converted.kind === 'error') return undefined;
  return constantArg(s, converted, loc);
}

/** Conversions that no integer takes part in: among floating-point types, out of and into classes. */
function convertByExpression(s: DeclSema, arg: TemplateArg, type: Type, loc: Loc): TemplateArg | undefined {
  const value = argExpr(s, arg, loc);
  if (type.kind === 'class' || type.kind === 'auto') return convertToClass(s, value, type, loc);
  if (arg.kind === 'object' || (arg.kind === 'floating' && isFloatingType(type))) {
    const converted = s.convertTo(value, type, { ...scopeContext(s.globalScope), ...IN_TEMPLATE_ARGUMENT }, loc);
    const result = converted.kind === 'error' ? undefined : s.evaluate(converted);
    // A number that is too large for the type is narrowed.
    if (result && !(result.kind === 'floating' && !Number.isFinite(result.value) && arg.kind === 'floating' && Number.isFinite(arg.value))) return argOfConstant(result);
    if (converted.kind === 'error') return undefined;
  }
  if (arg.kind === 'integer' && isFloatingType(type) && !(arg.type.kind === 'enum' && arg.type.symbol.scoped)) {
    const number = type.kind === 'builtin' && type.name === 'float' ? Math.fround(Number(arg.value)) : Number(arg.value);
    if (BigInt(number) === arg.value) return { kind: 'floating', type, value: number };
  }
  s.report(semaMessages.argumentNotConstant, loc);
  return undefined;
}

const isFloatingType = (type: Type): boolean => type.kind === 'builtin' && (type.name === 'float' || type.name === 'double' || type.name === 'long double');

type EntityArg = Extract<TemplateArg, { kind: 'entity' }>;

function sameFunctionType(s: DeclSema, { type }: FunctionSymbol, wanted: Type | undefined): boolean {
  return type === wanted || (wanted?.kind === 'function' && type.noexcept && !wanted.noexcept && s.types.fn(type.result, type.params, { ...type, noexcept: false }) === wanted);
}

/** A function, or the one among several whose type the parameter asks for. */
function convertFunction(s: DeclSema, first: FunctionSymbol, type: Type, loc: Loc): TemplateArg | undefined {
  const wanted = type.kind === 'pointer' ? type.pointee : type.kind === 'reference' ? type.referee : type.kind === 'member-pointer' ? type.member : undefined;
  const fn = [first, ...(overloadedArgs.get(first) ?? [])].find((fn) => sameFunctionType(s, fn, wanted));
  if (fn) return { kind: 'entity', type, entity: fn, key: fn.mangled };
  s.report(semaMessages.argumentNotConvertible, loc, [first.name, s.typeToString(type)]);
  return undefined;
}

/** The function of a set with templates whose type the parameter asks for: one that is no template before those that are ([over.over]). */
function convertFunctionSet(s: DeclSema, arg: Extract<TemplateArg, { kind: 'template' }>, type: Type, loc: Loc): TemplateArg | undefined {
  const { members, explicit } = functionSets.get(arg)!;
  const wanted = type.kind === 'pointer' ? type.pointee : type.kind === 'reference' ? type.referee : type.kind === 'member-pointer' ? type.member : undefined;
  if (wanted?.kind === 'function') {
    const plain = explicit.length > 0 ? undefined : members.find((member) => member.kind === 'function' && sameFunctionType(s, member, wanted));
    const made = members.flatMap((member) => {
      const fn = plain === undefined && member.kind === 'template' ? s.deduceAddress(member, explicit, wanted, loc) : undefined;
      return fn !== undefined && 'kind' in fn && sameFunctionType(s, fn, wanted) ? [fn] : [];
    });
    const fn = (plain ?? (made.length === 1 ? made[0] : undefined)) as FunctionSymbol | undefined;
    if (fn) return { kind: 'entity', type, entity: fn, key: fn.mangled };
  }
  s.report(semaMessages.argumentNotConvertible, loc, [members[0]!.name, s.typeToString(type)]);
  return undefined;
}

/** The value of an object that was named, for a parameter that takes values. */
function valueOfObject(s: DeclSema, arg: EntityArg, loc: Loc): TemplateArg | undefined {
  const value = s.toRvalue(argExpr(s, arg, loc));
  return value.kind === 'error' ? undefined : constantArg(s, value, loc);
}

/** The address of an object, a named object or a pointer to a data member: objects named are for references, and arrays for pointers to their elements. */
function convertAddress(s: DeclSema, arg: EntityArg, type: Type, loc: Loc): TemplateArg | undefined {
  const given = arg.type.kind === 'reference' ? arg.type.referee : arg.type;
  let fits = false;
  if (type.kind === 'reference') fits = arg.type.kind === 'reference' && (given === type.referee || s.types.qualified(given, type.referee.cv) === type.referee || derives(s, given, type.referee));
  else if (type.kind === 'pointer' || type.kind === 'member-pointer') {
    if (arg.type.kind !== 'reference' || given.kind === 'array') {
      const converted = s.attempt(() => s.convertTo(argExpr(s, arg, loc), type, { ...scopeContext(s.globalScope), ...IN_TEMPLATE_ARGUMENT }, loc));
      fits = converted !== undefined && converted.kind !== 'error' && !(type.kind === 'pointer' && type.pointee.kind === 'builtin' && type.pointee.name === 'void' && given !== type);
    }
  }
  if (fits) return { ...arg, type };
  s.report(semaMessages.argumentNotConvertible, loc, [arg.entity!.name, s.typeToString(type)]);
  return undefined;
}

function derives(s: DeclSema, from: Type, to: Type): boolean {
  return from.kind === 'class' && to.kind === 'class' && (from.cv & ~to.cv) === 0 && Array.isArray(s.basePath(from.symbol, to.symbol));
}

function convertValue(s: DeclSema, arg: TemplateArg, type: Type, loc: Loc): TemplateArg | undefined {
  if (type.dependent || type === s.types.error || arg.kind === 'dependent') return arg;
  if (arg.kind === 'template' && functionSets.has(arg)) return convertFunctionSet(s, arg, type, loc);
  if (type.kind === 'auto' && type.template) {
    if (arg.kind === 'object' && arg.type.kind === 'class' && arg.type.symbol.specialization?.template === type.template) return arg;
    if (arg.kind !== 'type' && arg.kind !== 'template' && arg.kind !== 'pack') return convertByExpression(s, arg, type, loc);
  }
  if (containsAuto(type)) {
    if (arg.kind === 'string') {
      s.report(semaMessages.argumentKind, loc, [s.typeToString(arg.type)]);
      return undefined;
    }
    if (arg.kind === 'entity' && arg.type.kind === 'reference' && type.kind === 'auto') {
      if (!type.decltypeAuto) return valueOfObject(s, arg, loc);
      return s.attempt(() => valueOfObject(s, arg, loc)) ?? arg;
    }
    return (arg.kind === 'object' || arg.kind === 'floating') && !checkParameterType(s, arg.type, loc) ? undefined : arg;
  }
  if (type.kind === 'class' || isFloatingType(type)) {
    if (arg.kind === 'floating' && arg.type === type) return arg;
    if (arg.kind === 'object' && arg.type === type && checkParameterType(s, type, loc)) return arg;
    if (arg.kind === 'integer' || arg.kind === 'entity' || arg.kind === 'string' || arg.kind === 'object' || arg.kind === 'floating') return checkParameterType(s, type, loc) ? convertByExpression(s, arg, type, loc) : undefined;
  }
  switch (arg.kind) {
    case 'object':
      return convertByExpression(s, arg, type, loc);
    case 'floating':
      s.report(semaMessages.argumentNotConstant, loc);
      return undefined;
    case 'string':
      s.report(semaMessages.argumentKind, loc, [s.typeToString(type)]);
      return undefined;
    case 'integer': {
      if (type.kind === 'builtin' || type.kind === 'enum') {
        if (type.kind === 'enum' && arg.type !== type) break;
        if (type.kind === 'builtin' && arg.type.kind === 'enum' && arg.type.symbol.scoped) break;
        if (type.kind === 'builtin' && type.name === 'nullptr_t') break;
        const value = wrapInteger(s, arg.value, type);
        // Narrowing makes the argument ill-formed (except to bool as compilers accept 0 and 1).
        if (value !== arg.value && type.kind === 'builtin') {
          s.report(semaMessages.argumentNarrowed, loc, [`${arg.value}`, s.typeToString(type)]);
          return undefined;
        }
        return { kind: 'integer', type, value };
      }
      if (arg.value === 0n && (type.kind === 'pointer' || type.kind === 'member-pointer')) return { kind: 'entity', type, entity: undefined, key: 'null' };
      break;
    }
    case 'entity': {
      if (arg.entity === undefined) return type.kind === 'pointer' || type.kind === 'member-pointer' || (type.kind === 'builtin' && type.name === 'nullptr_t') ? { ...arg, type } : undefined;
      return arg.entity.kind === 'function' ? convertFunction(s, arg.entity, type, loc) : convertAddress(s, arg, type, loc);
    }
    case 'type':
    case 'template':
    case 'pack':
      break;
    default:
      throw new Error(`template argument ${(arg satisfies never as TemplateArg).kind}`);
  }
  s.report(semaMessages.argumentMustBeValue, loc);
  return undefined;
}

/** Values are deduced for parameters of their very type only ([temp.deduct.type]), templates for those that they take all arguments of. */
export function hasParameterType(s: DeclSema, param: Ast.TemplateParameter, arg: TemplateArg, scope: Scope): boolean {
  if (param.kind === 'template') return arg.kind !== 'template' || takesArguments(param.params, s.entityTemplate(arg.template));
  if (param.kind !== 'value' || (arg.kind !== 'integer' && arg.kind !== 'floating' && arg.kind !== 'object') || (arg.kind === 'integer' && arg.bound)) return true;
  const type = valueParameterType(s, param, scope);
  if (type.dependent || type === s.types.error) return true;
  if (type.kind === 'auto' && type.template) return arg.type.kind === 'class' && arg.type.symbol.specialization?.template === type.template;
  return containsAuto(type) || type === arg.type.unqualified;
}

const declaredHere = (param: Ast.TemplateParameter): { readonly notes: readonly Note[] } => ({ notes: [{ loc: param.loc, text: 'the template parameter is declared here' }] });

/** May a template template parameter with such parameters stand for the template: does the template take all argument lists of it ([temp.arg.template]/4)? */
function takesArguments(params: readonly Ast.TemplateParameter[], { params: own, defaults }: TemplateInfo): boolean {
  let at = 0;
  for (const param of params) {
    // An expansion gives what the template's own parameters need.
    if (param.pack) return own.slice(at).every((each) => each.kind === param.kind);
    const taker = own[at];
    if (taker === undefined || taker.kind !== param.kind) return false;
    if (!taker.pack) at++;
  }
  return own.slice(at).every((each, i) => each.pack || defaults[at + i] !== undefined);
}

export function convertArgument(s: DeclSema, param: Ast.TemplateParameter, arg: TemplateArg, scope: Scope, loc: Loc): TemplateArg | undefined {
  switch (param.kind) {
    case 'type':
      if (arg.kind === 'type') return arg;
      if (arg.kind === 'dependent') return arg;
      s.report(semaMessages.argumentMustBeType, loc, [param.name ?? ''], declaredHere(param));
      return undefined;
    case 'value':
      if (arg.kind === 'type') {
        if (arg.type.dependent || arg.type === s.types.error) return arg.type === s.types.error ? undefined : arg;
        s.report(semaMessages.argumentMustBeValue, loc, [param.name ?? ''], declaredHere(param));
        return undefined;
      }
      return convertValue(s, arg, valueParameterType(s, param, scope), loc);
    case 'template':
      if ((arg.kind === 'template' && !functionSets.has(arg)) || (arg.kind === 'type' && arg.type.kind === 'class' && arg.type.symbol.specialization)) {
        const template = arg.kind === 'template' ? arg.template : (arg.type as ClassType).symbol.specialization!.template;
        if (takesArguments(param.params, s.entityTemplate(template))) return { kind: 'template', template };
        s.report(semaMessages.templateParametersDiffer, loc, [template.name, param.name ?? ''], { notes: [...declaredHere(param).notes, { loc: template.loc, text: `'${template.name}' is declared here` }] });
        return undefined;
      }
      if (arg.kind === 'type' && arg.type.dependent) return arg;
      s.report(semaMessages.argumentMustBeTemplate, loc, [param.name ?? ''], declaredHere(param));
      return undefined;
    default:
      throw new Error(`template parameter ${(param satisfies never as Ast.TemplateParameter).kind}`);
  }
}

/** Where default arguments were written, if in another declaration than the one that counts: its parameters' names may differ. */
const defaultOwners = new WeakMap<object, readonly Ast.TemplateParameter[]>();

export function noteDefaults(defaults: TemplateInfo['defaults'], params: readonly Ast.TemplateParameter[]): void {
  for (const written of defaults) if (written && !defaultOwners.has(written)) defaultOwners.set(written, params);
}

/** A scope in which the parameters bound in `scope` have the names of another declaration. */
function renamed(s: DeclSema, scope: Scope, from: readonly Ast.TemplateParameter[], to: readonly Ast.TemplateParameter[], count: number): Scope {
  const inner = newScope('template', scope, undefined);
  if (s.abstractScopes.has(scope)) s.abstractScopes.add(inner);
  for (let i = 0; i < count; i++) {
    const name = to[i]?.name;
    const bound = from[i]?.name === undefined ? undefined : scope.names.get(from[i]!.name!);
    if (name && bound?.kind === 'template-parameter') inner.names.set(name, { ...bound, name });
  }
  return inner;
}

/** A braced list as a default argument: a value of the parameter's type. */
function listArg(s: DeclSema, param: Ast.TemplateParameter, list: Ast.Expr, ctx: BodyContext, loc: Loc): TemplateArg | undefined {
  if (param.kind !== 'value') return undefined;
  if (isDependentSyntax(s, list, ctx.scope)) return { kind: 'dependent', key: spell(s, list, ctx.scope), pack: false };
  const type = valueParameterType(s, param, ctx.scope);
  if (type.dependent) return { kind: 'dependent', key: spell(s, list, ctx.scope), pack: false };
  const init = s.copyInitialize(type, list, { ...ctx, ...IN_TEMPLATE_ARGUMENT }, loc);
  const expr: CheckedExpr = init.kind === 'expression' ? init.expr : { kind: 'init', init, type, category: 'prvalue', loc };
  return expr.kind === 'error' ? undefined : constantArg(s, expr, loc);
}

/** The default argument of a parameter, in a scope where the parameters before it are bound; undefined when it has none. */
export function defaultArg(s: DeclSema, template: TemplateInfo, index: number, scope: Scope, loc: Loc): TemplateArg | undefined {
  const written = template.defaults[index];
  if (!written) return undefined;
  const owner = defaultOwners.get(written);
  const ctx = scopeContext(owner && owner !== template.params ? renamed(s, scope, template.params, owner, index) : scope, template.thisClass);
  if ('default' in written) {
    const value = written.default!;
    return value.kind === 'init-list' ? listArg(s, template.params[index]!, value, ctx, loc) : expressionArg(s, value, ctx, loc);
  }
  if (written.kind === 'type-id') return { kind: 'type', type: s.resolveTypeId(written, ctx) };
  const named = s.resolve(written, ctx, false, false);
  if (named?.kind === 'template') return { kind: 'template', template: named.template };
  if (named?.kind === 'type') return { kind: 'type', type: named.type };
  return undefined;
}

const declaredAt = ({ symbol }: TemplateInfo): { readonly notes: readonly Note[] } => ({ notes: symbol.loc === 0 ? [] : [{ loc: symbol.loc, text: `template '${symbol.name}' is declared here` }] });

/** Arguments as the parameters want them: converted, defaults added, trailing arguments collected in the pack. Reports what does not fit. */
export function convertArguments(s: DeclSema, template: TemplateInfo, args: readonly TemplateArg[], loc: Loc): readonly TemplateArg[] | undefined {
  const { params } = template;
  for (const arg of args) if (arg.kind === 'type' && arg.type === s.types.error) return undefined;
  // An expansion of unknown length: nothing can be matched yet.
  const open = args.findIndex((arg) => (arg.kind === 'type' && arg.type.kind === 'pack-expansion') || (arg.kind === 'dependent' && arg.pack));
  if (open >= 0 && params.findIndex((param) => param.pack) !== open) return args;
  const scope = newScope('template', template.scope, undefined, template.seq + 1);
  if (args.some(isDependentArg)) s.abstractScopes.add(scope);
  const result: TemplateArg[] = [];
  let next = 0;
  for (let i = 0; i < params.length; i++) {
    const param = params[i]!;
    let arg: TemplateArg | undefined;
    if (param.pack) {
      const elements: TemplateArg[] = [];
      while (next < args.length) {
        const element = args[next++]!;
        if (element.kind === 'pack') {
          elements.push(...element.elements);
          continue;
        }
        const converted = convertArgument(s, param, element, scope, loc);
        if (!converted) return undefined;
        elements.push(converted);
      }
      arg = { kind: 'pack', elements };
    } else if (next < args.length) {
      arg = convertArgument(s, param, args[next++]!, scope, loc);
      if (!arg) return undefined;
    } else {
      const given = defaultArg(s, template, i, scope, loc);
      if (!given) {
        if (template.defaults[i] === undefined) s.report(semaMessages.tooFewArguments, loc, [template.symbol.name], declaredAt(template));
        return undefined;
      }
      if (given.kind === 'type' && given.type === s.types.error) return undefined;
      arg = convertArgument(s, param, given, scope, loc);
      if (!arg) return undefined;
    }
    result.push(arg);
    bind(scope, param, arg);
  }
  if (next < args.length) {
    s.report(semaMessages.tooManyArguments, loc, [template.symbol.name], declaredAt(template));
    return undefined;
  }
  return result;
}
