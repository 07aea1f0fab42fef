/**
 * Building conversions: an operand becomes a prvalue of a parameter's type, or a glvalue for a reference. Sequences (sequences.ts) decide; here the nodes
 * are made, functions marked as used, and errors reported.
 */
import { exprMessages } from '../../diagnostics/expr-messages.js';
import type { Loc } from '../../source/loc.js';
import type { CheckedExpr, ClassSymbol, FunctionSymbol, ReferenceType, TemplateSymbol, Type } from '../../tree/index.js';
import type { BodyContext } from '../context.js';
import { lambdaToPointer } from './invoker.js';
import { convert, errorExpr, integerExpr, isBitField, isNullConstant, resultOf, scalarConvert, temporary } from './nodes.js';
import { best, type Candidate, candidateNotes, collect, newCollector, reportResolution, resolve } from './overload.js';
import { type ExprSema, isExpr, type Operand, type OverloadOperand, type UserConversion } from './own.js';
import { EXACT, type Ics, isStringToMutable, referenceSequence, reportLoose, related, scalarSequence, sequence } from './sequences.js';
import { derivesFrom, functionConvertible, pathTo, similar, toBase, toRvalue } from './standard.js';
import { holdsTemporary } from './temporaries.js';
import { isVoid } from './type-facts.js';
import { checkBase, deduceResult, useFunction } from './use.js';

/** Context for conversions whose functions are implicit members: nothing to look up. */
export const neutralContext = (s: ExprSema): BodyContext => ({
  fn: undefined, thisClass: undefined, thisType: undefined, scope: s.globalScope, unevaluated: false, constant: false, lambda: undefined,
});

/** Implicit scalar conversion of a prvalue, known to exist: base adjustments of pointers included. */
export function implicitScalar(s: ExprSema, e: CheckedExpr, to: Type): CheckedExpr {
  const from = e.type;
  to = to.unqualified;
  if (from === to) return e;
  if (from.kind === 'pointer' && to.kind === 'pointer' && from.pointee.kind === 'class' && to.pointee.kind === 'class' && from.pointee.symbol !== to.pointee.symbol) {
    const path = pathTo(s, from.pointee.symbol, to.pointee.symbol);
    if (path !== undefined) return convert('derived-to-base', e, to, 'prvalue', path);
  }
  if (from.kind === 'member-pointer' && to.kind === 'member-pointer' && from.class !== to.class && from.class.kind === 'class' && to.class.kind === 'class') {
    const path = pathTo(s, to.class.symbol, from.class.symbol) ?? pathTo(s, from.class.symbol, to.class.symbol);
    return convert('member-pointer', e, to, 'prvalue', path);
  }
  return scalarConvert(s, e, to);
}

const describe = (e: CheckedExpr): string => (e.category === 'prvalue' ? 'rvalue' : 'lvalue');

function reportConversion(s: ExprSema, e: CheckedExpr, type: Type, loc: Loc, what: string): CheckedExpr {
  if (e.type.kind === 'class' || type.kind === 'class') s.report(exprMessages.cannotConvert, loc, [s.typeToString(e.type), s.typeToString(type)]);
  else s.report(exprMessages.cannotInit, loc, [s.typeToString(e.type), s.typeToString(type), what, describe(e)]);
  return errorExpr(s, loc, type);
}

/** Copy-initialization of a parameter, variable or result: see `Own.convertOperand`. */
export function convertOperand(s: ExprSema, operand: Operand, type: Type, ctx: BodyContext, loc: Loc, what = 'initialize'): CheckedExpr {
  if (!isExpr(operand)) {
    if (operand.kind === 'list') return s.own.initializeWith(type, [operand], 'copy', ctx, loc, what);
    const fn = s.own.functionAddress(operand, type, ctx, loc);
    return fn === undefined ? errorExpr(s, loc, type.kind === 'reference' ? type.referee : type) : convertOperand(s, fn, type, ctx, loc, what);
  }
  if (operand.kind === 'error') return operand;
  if (type === s.types.error || operand.type === s.types.error) return errorExpr(s, loc);
  if (type.kind === 'reference') return bindReference(s, operand, type, ctx, loc, what);
  if (type.kind === 'class') return toClass(s, operand, type, ctx, loc);
  if (operand.type.kind === 'class') return fromClass(s, operand, type, ctx, loc, what);
  if (operand.type.unqualified === type.unqualified && type.kind !== 'array') return toRvalue(s, operand);
  if (type.kind === 'array') return operand.category === 'prvalue' && operand.type.unqualified === type.unqualified ? operand : reportConversion(s, operand, type, loc, what);
  if (scalarSequence(s, operand, type) === undefined) return reportConversion(s, operand, type, loc, what);
  if (operand.type.kind === 'pointer' && type.kind === 'pointer' && !checkBase(s, operand.type.pointee, type.pointee, ctx, loc)) return errorExpr(s, loc, type);
  if (s.options.c) reportLoose(s, operand, type, loc);
  if (isStringToMutable(operand, type.unqualified)) s.report(exprMessages.stringToMutable, operand.loc, [s.typeToString(type)]);
  return implicitScalar(s, toRvalue(s, operand), type);
}

/** A class value of type `type` from any expression, implicitly. */
function toClass(s: ExprSema, e: CheckedExpr, type: Type & { kind: 'class' }, ctx: BodyContext, loc: Loc): CheckedExpr {
  const from = e.type;
  if (!s.completeType(type, loc)) return errorExpr(s, loc, type);
  if (from.kind === 'class') {
    if (from.symbol === type.symbol) {
      if (e.category === 'prvalue') return from === type ? e : retyped(e, type);
      return copyClass(s, e, type, ctx, loc);
    }
    if (derivesFrom(s, from, type)) return constructWith(s, type.symbol, type, [e], ctx, loc, false);
  }
  const found = userConversion(s, e, type, ctx, loc, false, undefined);
  if (found === undefined) {
    const resolution = resolve(s, s.constructorsOf(type.symbol), undefined, undefined, [e], ctx, loc, { noUser: true, implicitOnly: true });
    s.report(exprMessages.cannotConvert, loc, [s.typeToString(from), s.typeToString(type)], resolution.kind === 'ok' ? undefined : { notes: candidateNotes(resolution) });
    return errorExpr(s, loc, type);
  }
  return applyUser(s, e, type, found, ctx, loc);
}

export function retyped(e: CheckedExpr, type: Type): CheckedExpr {
  return e.type === type ? e : { ...e, type };
}

function fromClass(s: ExprSema, e: CheckedExpr, type: Type, ctx: BodyContext, loc: Loc, what: string): CheckedExpr {
  const pointer = e.type.kind === 'class' && e.type.symbol.lambda ? lambdaToPointer(s, e, type, ctx, loc) : undefined;
  if (pointer !== undefined) return convertOperand(s, pointer, type, ctx, loc, what);
  const found = userConversion(s, e, type, ctx, loc, false, undefined);
  if (found === undefined) return reportConversion(s, e, type, loc, what);
  return applyUser(s, e, type, found, ctx, loc);
}

/** Carries out a user-defined conversion to a value of `type` (no reference). */
export function applyUser(s: ExprSema, e: CheckedExpr, type: Type, found: UserConversion, ctx: BodyContext, loc: Loc): CheckedExpr {
  if (found.ambiguous) {
    s.report(exprMessages.ambiguousConversion, loc, [s.typeToString(e.type), s.typeToString(type)]);
    return errorExpr(s, loc, type);
  }
  if (found.fn.role === 'constructor') return construct(s, found.fn, type, [e], ctx, loc);
  const result = callConversion(s, found.fn, e, ctx, loc);
  if (type.kind === 'class') {
    if (result.category === 'prvalue' && result.type.kind === 'class' && result.type.symbol === type.symbol) return retyped(result, type);
    return constructWith(s, type.symbol, type, [result], ctx, loc, false);
  }
  return result.kind === 'error' ? result : implicitScalar(s, toRvalue(s, result), type);
}

function callConversion(s: ExprSema, fn: FunctionSymbol, e: CheckedExpr, ctx: BodyContext, loc: Loc): CheckedExpr {
  return s.own.callFunction(fn, e, [], ctx, loc, fn.virtual);
}

/** Candidates: converting constructors of the target, conversion functions of the source ([over.match.copy], [over.match.conv], [over.match.ref]). */
const copiesOnly = new WeakMap<ClassSymbol, boolean>();

/** Do the class's constructors take nothing but objects of it? Overload sets ask that of many classes many times. */
function convertsNothing(s: ExprSema, cls: ClassSymbol): boolean {
  if (cls.state !== 'complete') return false;
  let known = copiesOnly.get(cls);
  if (known === undefined) {
    known = s.constructorsOf(cls).every((fn) => {
      if (fn.kind === 'template' || fn.type.variadic || fn.type.params.length > 1) return false;
      const [param] = fn.type.params;
      return param === undefined || (param.kind === 'reference' && param.referee.unqualified === cls.type);
    });
    copiesOnly.set(cls, known);
  }
  return known;
}

export function userConversion(
  s: ExprSema, operand: Operand, target: Type, ctx: BodyContext, loc: Loc, explicit: boolean, toReference: 'lvalue' | 'rvalue' | undefined,
): UserConversion | undefined {
  const collector = newCollector();
  if (target.kind === 'class' && toReference === undefined && s.completeType(target) && !(isExpr(operand) && convertsNothing(s, target.symbol))) {
    collect(s, collector, s.constructorsOf(target.symbol), undefined, undefined, [operand], ctx, loc, { noUser: true, implicitOnly: !explicit });
  }
  if (isExpr(operand) && operand.type.kind === 'class' && s.completeType(operand.type)) {
    for (const member of s.conversionFunctionsOf(operand.type.symbol)) {
      const candidate = conversionCandidate(s, member, operand, target, ctx, loc, explicit, toReference);
      if (candidate !== undefined) collector.viable.push(candidate);
    }
  }
  if (collector.viable.length === 0) return undefined;
  const resolution = best(s, collector, ctx);
  if (resolution.kind === 'none') return undefined;
  if (resolution.kind === 'ambiguous') return { fn: resolution.candidates[0].fn, second: undefined, ambiguous: true };
  return { fn: resolution.candidate.fn, second: resolution.candidate.second ?? resolution.candidate.conversions[0], ambiguous: false };
}

function conversionCandidate(
  s: ExprSema, member: FunctionSymbol | TemplateSymbol, e: CheckedExpr, target: Type, ctx: BodyContext, loc: Loc, explicit: boolean, toReference: 'lvalue' | 'rvalue' | undefined,
): Candidate | undefined {
  let fn: FunctionSymbol;
  if (member.kind === 'template') {
    const wanted = toReference === undefined ? target : s.types.reference(target, toReference === 'rvalue');
    const deduced = s.deduceConversion(member, wanted, loc);
    if ('failure' in deduced) return undefined;
    fn = deduced;
  } else fn = member;
  if (fn.explicit && !explicit) return undefined;
  const result = resultOf(fn.type.result);
  let second: Ics | undefined;
  const value: CheckedExpr = { kind: 'error', type: result.type, category: result.category, loc };
  const probe: CheckedExpr = { ...value, kind: 'va-arg', list: value };
  if (toReference === undefined) {
    second = target.kind === 'class' ? sequence(s, probe, target, ctx, loc, { noUser: true }) : scalarSequence(s, probe, target, explicit);
  } else {
    if (toReference === 'lvalue' ? result.category !== 'lvalue' : result.category === 'lvalue' && result.type.kind !== 'function') return undefined;
    if (!related(s, target, result.type) && toReference === 'lvalue') return undefined;
    second = referenceSequence(s, probe, target, toReference === 'rvalue', ctx, loc, { noUser: true });
  }
  // What is explicit gives no more than its own type, with qualifiers ([over.match.conv]).
  if (second === undefined || (fn.explicit && toReference === undefined && target.kind !== 'class' && second.rank !== EXACT)) return undefined;
  const collector = newCollector();
  collect(s, collector, [fn], undefined, e, [], ctx, loc);
  const viable = collector.viable[0];
  return viable === undefined ? undefined : { ...viable, second };
}

/** Binds a reference; the result is the glvalue it refers to. */
export function bindReference(s: ExprSema, e: CheckedExpr, type: ReferenceType, ctx: BodyContext, loc: Loc, what = 'initialize'): CheckedExpr {
  const { referee, rvalue } = type;
  // The common case: an lvalue of the very type.
  if (e.category === 'lvalue' && !rvalue && e.type.unqualified === referee.unqualified && (e.type.cv & ~referee.cv) === 0 && !isBitField(e)) return adjusted(e, referee);
  const found = referenceSequence(s, e, referee, rvalue, ctx, loc, {});
  if (found === undefined) return reportBinding(s, e, type, loc, what);
  if (found.kind === 1 && found.user !== undefined) {
    if (found.ambiguous) {
      s.report(exprMessages.ambiguousConversion, loc, [s.typeToString(e.type), s.typeToString(type)]);
      return errorExpr(s, loc, referee);
    }
    const fn = found.user;
    if (fn.role === 'constructor') return temporary(s, adjustedValue(construct(s, fn, referee, [e], ctx, loc), referee), rvalue ? 'xvalue' : 'lvalue');
    const result = callConversion(s, fn, e, ctx, loc);
    return result.kind === 'error' ? result : bindReference(s, result, type, ctx, loc, what);
  }
  if (related(s, referee, e.type) || (!isScalarTarget(referee) && similar(referee, e.type))) {
    if (!(isBitField(e) && !rvalue) && (e.category !== 'prvalue' || e.type.kind === 'class' || e.type.kind === 'array')) {
      if (!checkBase(s, e.type, referee, ctx, loc)) return errorExpr(s, loc, referee);
      const glvalue = e.category === 'prvalue' ? temporary(s, e, rvalue ? 'xvalue' : 'lvalue') : e;
      return adjusted(referee.kind === 'class' ? toBase(s, glvalue, referee.symbol) : glvalue, referee);
    }
  }
  const value = convertOperand(s, e, referee.kind === 'class' ? referee : referee.unqualified, ctx, loc, what);
  if (value.kind === 'error') return value;
  return temporary(s, adjustedValue(value, referee), rvalue ? 'xvalue' : 'lvalue');
}

const isScalarTarget = (t: Type): boolean => t.kind === 'builtin' || t.kind === 'enum';

const adjustedValue = (e: CheckedExpr, type: Type): CheckedExpr => (e.kind === 'error' || e.type === type ? e : retyped(e, type));

function adjusted(e: CheckedExpr, type: Type): CheckedExpr {
  return e.type === type || e.kind === 'error' ? e : convert('no-op', e, type, e.category);
}

function reportBinding(s: ExprSema, e: CheckedExpr, type: ReferenceType, loc: Loc, what: string): CheckedExpr {
  const { referee, rvalue } = type;
  const from = s.typeToString(e.type);
  const isRelated = related(s, referee, e.type);
  if (isRelated && (e.type.cv & ~referee.cv) !== 0) s.report(exprMessages.bindDropsQualifiers, loc, [from, s.typeToString(type)]);
  else if (rvalue && e.category === 'lvalue' && isRelated) s.report(exprMessages.bindLvalue, loc, [from, s.typeToString(referee)]);
  else if (!rvalue && (referee.cv & 1) === 0) {
    if (isBitField(e)) s.report(exprMessages.bindBitField, loc);
    else if (e.category === 'lvalue') s.report(exprMessages.bindUnrelated, loc, [from, s.typeToString(referee)]);
    else s.report(exprMessages.bindRvalue, loc, [from, s.typeToString(referee)]);
  } else return reportConversion(s, e, referee, loc, what);
  return errorExpr(s, loc, referee);
}

// ---- classes

/** Is the class copied by its bytes, with nothing for overload resolution to choose? */
export function copiesPlainly(s: ExprSema, cls: ClassSymbol): boolean {
  if (!cls.trivialCopy) return false;
  for (const c of s.constructorsOf(cls)) if (c.kind === 'template' || c.deleted) return false;
  return true;
}

export function copyClass(s: ExprSema, e: CheckedExpr, type: Type & { kind: 'class' }, ctx: BodyContext, loc: Loc): CheckedExpr {
  if (copiesPlainly(s, type.symbol)) return { kind: 'copy-class', operand: e, type, category: 'prvalue', loc };
  return constructWith(s, type.symbol, type, [e], ctx, loc, false);
}

export function constructWith(s: ExprSema, cls: ClassSymbol, type: Type, args: readonly Operand[], ctx: BodyContext, loc: Loc, explicit: boolean): CheckedExpr {
  if (args.some((a) => a.kind === 'error')) return errorExpr(s, loc, type);
  const resolution = resolve(s, s.constructorsOf(cls), undefined, undefined, args, ctx, loc, explicit ? {} : { implicitOnly: true });
  if (resolution.kind !== 'ok') {
    // Direct initialization: what the copy constructor takes may come from an explicit conversion function ([over.match.copy]).
    const [only] = args;
    const given = explicit && args.length === 1 && isExpr(only!) && only.type.kind === 'class' && type.kind === 'class' ? only : undefined;
    const found = given === undefined ? undefined : userConversion(s, given, type.unqualified, ctx, loc, true, undefined);
    if (found !== undefined && found.fn.role === 'conversion') return applyUser(s, given!, type, found, ctx, loc);
    reportResolution(s, resolution, s.typeToString(type.unqualified), loc, { none: exprMessages.noMatchingConstructor, ambiguous: exprMessages.ambiguousConstructor });
    return errorExpr(s, loc, type);
  }
  return construct(s, resolution.candidate.fn, type, args, ctx, loc);
}

/** A class prvalue by a chosen constructor; trivial copies become byte copies. */
export function construct(s: ExprSema, fn: FunctionSymbol, type: Type, args: readonly Operand[], ctx: BodyContext, loc: Loc): CheckedExpr {
  if (type.kind === 'class' && type.symbol.abstract && !ctx.unevaluated && s.own.base !== type.symbol) {
    s.report(exprMessages.abstractObject, loc, [s.typeToString(type)]);
    return errorExpr(s, loc, type);
  }
  if (!useFunction(s, fn, ctx, loc)) return errorExpr(s, loc, type);
  const converted = convertArguments(s, fn, args, ctx, loc);
  if (converted === undefined) return errorExpr(s, loc, type);
  if (fn.trivial && converted.length === 1) return { kind: 'copy-class', operand: converted[0], type, category: 'prvalue', loc };
  return { kind: 'construct', constructor: fn, args: converted, zeroFirst: false, type, category: 'prvalue', loc };
}

/** An argument object is the caller's: it is destroyed at the end of the full expression. */
export function passed(s: ExprSema, e: CheckedExpr, param: Type): CheckedExpr {
  return param.kind === 'class' && e.category === 'prvalue' && !param.symbol.trivialDestructor ? temporary(s, e) : e;
}

/** Arguments as the function takes them, defaults filled in; undefined after an error. */
export function convertArguments(s: ExprSema, fn: FunctionSymbol, args: readonly Operand[], ctx: BodyContext, loc: Loc): CheckedExpr[] | undefined {
  const { params } = fn.type;
  const converted: CheckedExpr[] = [];
  let failed = false;
  for (let i = 0; i < args.length; i++) {
    const operand = args[i];
    const at = operand.loc;
    const e = i < params.length ? passed(s, convertOperand(s, operand, params[i], ctx, at, 'pass'), params[i]) : variadicArgument(s, operand, ctx, at);
    if (e.kind === 'error') failed = true;
    converted.push(e);
  }
  for (let i = args.length; i < params.length; i++) {
    const e = s.defaultArgument(fn, i, loc);
    if (e === undefined || e.kind === 'error') failed = true;
    else {
      if (holdsTemporary(e)) s.own.temporaries++;
      converted.push(passed(s, e, params[i]));
    }
  }
  return failed ? undefined : converted;
}

/** Default argument promotions. */
export function variadicArgument(s: ExprSema, operand: Operand, ctx: BodyContext, loc: Loc): CheckedExpr {
  if (!isExpr(operand)) {
    if (operand.kind === 'overload-set') {
      const fn = s.own.functionAddress(operand, undefined, ctx, loc);
      return fn === undefined ? errorExpr(s, loc) : toRvalue(s, fn);
    }
    s.report(exprMessages.listAsOperand, loc);
    return errorExpr(s, loc);
  }
  const t = operand.type;
  if (isVoid(t)) {
    s.report(exprMessages.voidArgument, loc, [s.typeToString(t)]);
    return errorExpr(s, loc);
  }
  if (t.kind === 'class') {
    if (!t.symbol.trivialCopy || !t.symbol.trivialDestructor) {
      if (!ctx.unevaluated) s.report(exprMessages.variadicClass, loc, [s.typeToString(t)]);
      return ctx.unevaluated ? operand : errorExpr(s, loc);
    }
    return operand.category === 'prvalue' ? operand : { kind: 'copy-class', operand, type: t.unqualified, category: 'prvalue', loc };
  }
  const e = toRvalue(s, operand);
  if (e.type.kind === 'builtin') {
    if (e.type.name === 'float') return scalarConvert(s, e, s.types.builtin('double'));
    if (e.type.name === 'nullptr_t') return convert('null-to-pointer', e, s.types.pointer(s.types.builtin('void')));
  }
  if (e.type.kind === 'builtin' || e.type.kind === 'enum') return scalarConvert(s, e, promotedForVariadic(s, e.type));
  return e;
}

function promotedForVariadic(s: ExprSema, t: Type): Type {
  if (t.kind === 'enum') return promotedForVariadic(s, t.symbol.underlying);
  if (t.kind !== 'builtin') return t;
  switch (t.name) {
    case 'bool': case 'char': case 'signed char': case 'unsigned char': case 'short': case 'unsigned short': case 'char8_t': case 'char16_t':
      return s.types.builtin('int');
    default:
      return t;
  }
}

// ---- overload sets with a target type

/** The function of a set that a target type (pointer, reference, member pointer; undefined: must be unique) selects; reports unless `loc` is 0. */
export function functionAddress(s: ExprSema, operand: OverloadOperand, target: Type | undefined, ctx: BodyContext, loc: Loc): CheckedExpr | undefined {
  const plain = target === undefined ? undefined : target.kind === 'reference' ? target.referee : target;
  const wanted = plain === undefined ? undefined : plain.kind === 'pointer' ? plain.pointee : plain.kind === 'member-pointer' ? plain.member : plain.kind === 'function' ? plain : undefined;
  const wantedFn = wanted?.kind === 'function' ? wanted : undefined;
  if (target !== undefined && wantedFn === undefined && plain!.kind !== 'auto' && operand.set.members.length !== 1) {
    if (loc !== 0) s.report(exprMessages.overloadUnresolved, loc, [operand.set.name]);
    return undefined;
  }
  const matches: FunctionSymbol[] = [];
  for (const member of operand.set.members) {
    let fn: FunctionSymbol;
    if (member.kind === 'template') {
      const deduced = s.deduceAddress(member, operand.explicitArgs ?? [], wantedFn, loc);
      if ('failure' in deduced) continue;
      fn = deduced;
    } else {
      if (operand.explicitArgs !== undefined) continue;
      fn = member;
    }
    if (wantedFn !== undefined && !functionConvertible(s, fn.type, wantedFn) && operand.set.members.length > 1) continue;
    if (!matches.includes(fn)) matches.push(fn);
  }
  let chosen = matches;
  if (chosen.length > 1) {
    const plainFunctions = chosen.filter((f) => f.specialization === undefined);
    if (plainFunctions.length > 0) chosen = plainFunctions;
  }
  if (chosen.length > 1) {
    const bestTemplate = chosen.filter((f) => chosen.every((g) => f === g || s.compareTemplates(f, g) < 0));
    if (bestTemplate.length === 1) chosen = bestTemplate;
  }
  if (chosen.length !== 1) {
    if (loc !== 0) {
      if (target === undefined || wantedFn === undefined) s.report(exprMessages.overloadUnresolved, loc, [operand.set.name]);
      else s.report(chosen.length === 0 ? exprMessages.overloadNoMatch : exprMessages.overloadAmbiguous, loc, [operand.set.name, s.typeToString(plain!)]);
    }
    return undefined;
  }
  if (chosen[0].thisClass !== undefined && !operand.addressed) {
    if (loc !== 0) s.report(exprMessages.overloadUnresolved, loc, [operand.set.name]);
    return undefined;
  }
  return functionReference(s, chosen[0], operand, ctx, loc);
}

/** `f` (lvalue), `&f` (pointer) or `&C::f` (member pointer) for a chosen function. */
export function functionReference(s: ExprSema, fn: FunctionSymbol, operand: { readonly addressed: boolean; readonly loc: Loc }, ctx: BodyContext, loc: Loc): CheckedExpr | undefined {
  deduceResult(s, fn, operand.loc);
  if (loc !== 0 && !useFunction(s, fn, ctx, operand.loc)) return undefined;
  if (fn.thisClass !== undefined && fn.role !== 'constructor') {
    const pointerType = s.types.memberPointer(fn.thisClass.type, fn.type);
    return { kind: 'member-pointer', member: fn, pointerType, type: pointerType, category: 'prvalue', loc: operand.loc };
  }
  const lvalue: CheckedExpr = { kind: 'function', function: fn, type: fn.type, category: 'lvalue', loc: operand.loc };
  return operand.addressed ? convert('function-to-pointer', lvalue, s.types.pointer(fn.type)) : lvalue;
}

/** Contextual conversion to bool. */
export function toBool(s: ExprSema, operand: Operand, ctx: BodyContext, loc: Loc): CheckedExpr {
  const bool = s.types.builtin('bool');
  if (!isExpr(operand)) {
    if (operand.kind === 'overload-set') {
      const fn = functionAddress(s, operand, undefined, ctx, loc);
      return fn === undefined ? errorExpr(s, loc, bool) : toBool(s, fn, ctx, loc);
    }
    s.report(exprMessages.listAsOperand, loc);
    return errorExpr(s, loc, bool);
  }
  if (operand.kind === 'error') return errorExpr(s, loc, bool);
  if (operand.type.kind === 'class') {
    const found = userConversion(s, operand, bool, ctx, loc, true, undefined);
    if (found === undefined) {
      s.report(exprMessages.conditionNotBool, loc, [s.typeToString(operand.type)]);
      return errorExpr(s, loc, bool);
    }
    return applyUser(s, operand, bool, found, ctx, loc);
  }
  if (scalarSequence(s, operand, bool, true) === undefined) {
    s.report(exprMessages.conditionNotBool, loc, [s.typeToString(operand.type)]);
    return errorExpr(s, loc, bool);
  }
  if (isNullConstant(operand) && operand.type.kind === 'builtin' && operand.type.name === 'nullptr_t') return integerExpr(bool, 0n, loc);
  // The int that C makes of a truth value.
  if (operand.kind === 'convert' && operand.conversion === 'integral' && operand.operand.type === bool) return operand.operand;
  return scalarConvert(s, toRvalue(s, operand), bool);
}

/** Integral or enumeration value from a class by its only conversion function, or the promoted scalar. */
export function toIntegerValue(s: ExprSema, e: CheckedExpr, ctx: BodyContext, loc: Loc): CheckedExpr | undefined {
  if (e.type.kind !== 'class') return toRvalue(s, e);
  if (!s.completeType(e.type)) return undefined;
  let found: FunctionSymbol | undefined;
  for (const fn of s.conversionFunctionsOf(e.type.symbol)) {
    if (fn.kind !== 'function' || fn.explicit) continue;
    const t = resultOf(fn.type.result).type;
    if (t.kind !== 'builtin' && t.kind !== 'enum') continue;
    if (found !== undefined && found.type.thisCv === fn.type.thisCv) return undefined;
    found ??= fn;
  }
  return found === undefined ? undefined : toRvalue(s, callConversion(s, found, e, ctx, loc));
}
