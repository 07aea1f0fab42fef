/**
 * List initialization (C++ [dcl.init.list]): aggregates (aggregate.ts), std::initializer_list and its constructors, other constructors, scalars and
 * references; and the conversion sequences of braced arguments ([over.ics.list]).
 */
import { exprMessages } from '../../diagnostics/expr-messages.js';
import type { Loc } from '../../source/loc.js';
import type { AggregateElement, CheckedExpr, FunctionSymbol, Type } from '../../tree/index.js';
import { CONST } from '../../tree/index.js';
import type { BodyContext } from '../context.js';
import { aggregateFromList, isAggregate } from './aggregate.js';
import { bindReference, construct, retyped } from './conversions.js';
import { convert, errorExpr, exprOf, initOf, sizeExpr, temporary } from './nodes.js';
import { collect, best, newCollector, reportResolution, type Resolution } from './overload.js';
import { checkNarrowing } from './narrowing.js';
import { type ExprSema, isExpr, type ListOperand, type Operand } from './own.js';
import { compareSequences, type Ics, identityTo, related, sequence, userSequence } from './sequences.js';
import { derivesFrom } from './standard.js';

/** E for std::initializer_list<E>. */
export function initializerListElement(type: Type): Type | undefined {
  if (type.kind !== 'class') return undefined;
  const { symbol } = type;
  if (symbol.name !== 'initializer_list' || symbol.specialization === undefined || symbol.parent.kind !== 'namespace' || symbol.parent.name !== 'std') return undefined;
  const arg = symbol.specialization.args[0];
  return arg?.kind === 'type' ? arg.type : undefined;
}

export function listInitialize(s: ExprSema, type: Type, list: ListOperand, copy: boolean, ctx: BodyContext, loc: Loc, what: string): CheckedExpr {
  for (const item of list.items) if (item.value.kind === 'error') return errorExpr(s, loc, type.kind === 'reference' ? type.referee : type);
  const only = list.items.length === 1 && list.items[0].designators.length === 0 ? list.items[0].value : undefined;
  switch (type.kind) {
    case 'reference': {
      if (only !== undefined && isExpr(only) && related(s, type.referee, only.type)) return bindReference(s, only, type, ctx, loc, what);
      const { referee } = type;
      if (!type.rvalue && (referee.cv & 3) !== 1) {
        s.report(exprMessages.bindRvalue, loc, ['initializer list', s.typeToString(referee)]);
        return errorExpr(s, loc, referee);
      }
      const value = listInitialize(s, referee.kind === 'class' || referee.kind === 'array' ? referee : referee.unqualified, list, copy, ctx, loc, what);
      return value.kind === 'error' ? value : temporary(s, value, type.rvalue ? 'xvalue' : 'lvalue');
    }
    case 'array':
      return exprOfInit(aggregateFromList(s, type, list, ctx, loc), loc);
    case 'class':
      return listInitializeClass(s, type, list, only, copy, ctx, loc, what);
    default:
      break;
  }
  if (list.items.length === 0) return s.own.initializeWith(type, [], 'direct', ctx, loc, what);
  if (only === undefined) {
    s.report(list.items.length > 1 ? exprMessages.listForScalar : exprMessages.designatorInvalid, loc, [s.typeToString(type)]);
    return errorExpr(s, loc, type);
  }
  if (isExpr(only)) {
    if (!copy && type.kind === 'enum' && only.type.kind === 'builtin') {
      checkNarrowing(s, only, type.symbol.underlying, ctx);
      const value = s.own.convertOperand(only, type.symbol.underlying, ctx, loc, what);
      return value.kind === 'error' ? value : convert('integral', value, type.unqualified);
    }
    checkNarrowing(s, only, type, ctx);
  }
  return s.own.initializeWith(type, [only], copy ? 'copy' : 'direct', ctx, loc, what);
}

const exprOfInit = (init: ReturnType<typeof aggregateFromList>, loc: Loc): CheckedExpr => exprOf(init.init, init.type, loc);

function listInitializeClass(s: ExprSema, type: Type & { kind: 'class' }, list: ListOperand, only: Operand | undefined, copy: boolean, ctx: BodyContext, loc: Loc, what: string): CheckedExpr {
  if (!s.completeType(type, loc)) return errorExpr(s, loc, type);
  const aggregate = isAggregate(type);
  if (aggregate && only !== undefined && isExpr(only) && only.type.kind === 'class' && (only.type.symbol === type.symbol || derivesFrom(s, only.type, type)))
    return s.own.initializeWith(type, [only], copy ? 'copy' : 'direct', ctx, loc, what);
  if (aggregate) return exprOfInit(aggregateFromList(s, type, list, ctx, loc), loc);
  const element = initializerListElement(type);
  if (element !== undefined && !(only !== undefined && isExpr(only) && only.type.unqualified === type.unqualified)) return makeInitializerList(s, type, element, list, ctx, loc);
  if (list.items.length === 0 && hasDefaultConstructor(s, type)) {
    const e = s.own.initializeWith(type, [], 'direct', ctx, loc, what);
    if (copy && e.kind === 'construct' && e.constructor.explicit) reportExplicit(s, e.constructor, loc);
    return e;
  }
  if (list.items.some((i) => i.designators.length > 0)) {
    s.report(exprMessages.designatorInvalid, loc, [s.typeToString(type)]);
    return errorExpr(s, loc, type);
  }
  const { resolution, args } = resolveList(s, type, list, ctx, loc);
  if (resolution.kind !== 'ok') {
    reportResolution(s, resolution, s.typeToString(type.unqualified), loc, { none: exprMessages.noMatchingConstructor, ambiguous: exprMessages.ambiguousConstructor });
    return errorExpr(s, loc, type);
  }
  const { fn } = resolution.candidate;
  if (copy && fn.explicit) {
    reportExplicit(s, fn, loc);
    return errorExpr(s, loc, type);
  }
  // A prvalue of the class itself is the object.
  if (only !== undefined && args.length === 1 && args[0] === only && isExpr(only) && only.category === 'prvalue' && only.type.unqualified === type.unqualified) return retyped(only, type);
  if (args.length !== 1 || args[0] !== list) {
    for (let i = 0; i < args.length && i < fn.type.params.length; i++) {
      const a = args[i];
      if (isExpr(a)) checkNarrowing(s, a, fn.type.params[i], ctx);
    }
  }
  const made = construct(s, fn, type, args, ctx, loc);
  return made.kind === 'construct' ? { ...made, braced: true } : made;
}

function reportExplicit(s: ExprSema, fn: FunctionSymbol, loc: Loc): void {
  s.report(exprMessages.explicitInCopy, loc, [], { notes: fn.loc === 0 ? [] : [{ loc: fn.loc, text: 'explicit constructor declared here' }] });
}

function hasDefaultConstructor(s: ExprSema, type: Type & { kind: 'class' }): boolean {
  return s.constructorsOf(type.symbol).some((c) => c.kind === 'function' && (c.type.params.length === 0 || s.hasDefaultArgument(c, 0)));
}

/** Phase one: constructors from initializer_list, the list as one argument; phase two: all constructors, the items as arguments. An empty list is an argument where there is no default constructor. */
function resolveList(s: ExprSema, type: Type & { kind: 'class' }, list: ListOperand, ctx: BodyContext, loc: Loc): { resolution: Resolution; args: readonly Operand[] } {
  const constructors = s.constructorsOf(type.symbol);
  const takesList = constructors.filter(firstParameterIsList);
  if (takesList.length > 0 && (list.items.length > 0 || !takesNothing(s, constructors, ctx, loc))) {
    const collector = newCollector();
    collect(s, collector, takesList, undefined, undefined, [list], ctx, loc, { noUser: false });
    const viable = collector.viable.filter((c) => c.conversions[0].list);
    if (viable.length > 0) return { resolution: best(s, { viable, rejected: [] }, ctx), args: [list] };
  }
  const args = list.items.map((i) => i.value);
  const collector = newCollector();
  const single = args.length === 1 && args[0].kind === 'list';
  collect(s, collector, constructors, undefined, undefined, args, ctx, loc, single ? { noUser: true } : {});
  return { resolution: best(s, collector, ctx), args };
}

function takesNothing(s: ExprSema, constructors: ReturnType<ExprSema['constructorsOf']>, ctx: BodyContext, loc: Loc): boolean {
  const collector = newCollector();
  collect(s, collector, constructors, undefined, undefined, [], ctx, loc);
  return collector.viable.length > 0;
}

/** Templates stay in: deduction decides, and only conversions to an initializer_list count. */
function firstParameterIsList(c: ReturnType<ExprSema['constructorsOf']>[number]): boolean {
  if (c.kind === 'template') return true;
  const first = c.type.params[0];
  return first !== undefined && initializerListElement(first.kind === 'reference' ? first.referee.unqualified : first.unqualified) !== undefined;
}

/** A std::initializer_list over a temporary array. */
function makeInitializerList(s: ExprSema, type: Type & { kind: 'class' }, element: Type, list: ListOperand, ctx: BodyContext, loc: Loc): CheckedExpr {
  const n = list.items.length;
  const [begin, length] = type.symbol.fields;
  const items: AggregateElement[] = [];
  for (let i = 0; i < n; i++) {
    const { value } = list.items[i];
    if (isExpr(value)) checkNarrowing(s, value, element, ctx);
    const init = s.own.initializeWith(element.kind === 'class' ? element : element.unqualified, [value], 'copy', ctx, value.loc, 'initialize');
    if (init.kind === 'error') return errorExpr(s, loc, type);
    items.push({ place: { kind: 'index', from: i, to: i }, init: initOf(init) });
  }
  const arrayType = s.types.array(s.types.qualified(element, CONST), Math.max(n, 1));
  const elements: AggregateElement[] = [];
  if (n > 0) {
    const backing = temporary(s, exprOf({ kind: 'aggregate', type: arrayType, elements: items, zeroRest: false }, arrayType, loc), 'lvalue');
    elements.push({ place: { kind: 'field', field: begin }, init: { kind: 'expression', expr: convert('array-to-pointer', backing, begin.type.unqualified) } });
    elements.push({ place: { kind: 'field', field: length }, init: { kind: 'expression', expr: sizeExpr(s, n, loc) } });
  }
  return exprOf({ kind: 'aggregate', type, elements, zeroRest: true }, type, loc);
}

// ---- conversion sequences of lists

function worst(s: ExprSema, a: Ics | undefined, b: Ics): Ics {
  return a === undefined || compareSequences(s, a, b) < 0 ? b : a;
}

export function listSequence(s: ExprSema, list: ListOperand, target: Type, ctx: BodyContext): Ics | undefined {
  const { loc, items } = list;
  const only = items.length === 1 && items[0].designators.length === 0 ? items[0].value : undefined;
  if (target.kind === 'reference') {
    const { referee } = target;
    if (only !== undefined && isExpr(only) && related(s, referee, only.type)) return sequence(s, only, target, ctx, loc);
    if (!target.rvalue && (referee.cv & 3) !== 1) return undefined;
    const value = listSequence(s, list, referee, ctx);
    return value === undefined ? undefined : { ...value, reference: target.rvalue ? 2 : 1, rvalue: true, to: referee };
  }
  if (target.kind === 'class') {
    if (!s.completeType(target)) return undefined;
    const element = initializerListElement(target);
    if (element !== undefined && !(only !== undefined && isExpr(only) && only.type.unqualified === target.unqualified)) {
      let all: Ics | undefined;
      for (const item of items) {
        const one = sequence(s, item.value, element, ctx, loc);
        if (one === undefined) return undefined;
        all = worst(s, all, one);
      }
      return { ...(all ?? identityTo(target)), list: true, to: target };
    }
    const aggregate = isAggregate(target);
    if (only !== undefined && isExpr(only) && only.type.kind === 'class' && (only.type.symbol === target.symbol || derivesFrom(s, only.type, target))) return sequence(s, only, target, ctx, loc);
    if (aggregate) {
      const quiet: BodyContext = { ...ctx, unevaluated: true };
      const fine = s.attempt(() => aggregateFromList(s, target, list, quiet, loc));
      return fine === undefined ? undefined : userSequence(target, target, undefined, undefined, false);
    }
    if (items.length === 0 && hasDefaultConstructor(s, target)) return userSequence(target, target, undefined, undefined, false);
    const { resolution } = resolveList(s, target, list, { ...ctx, unevaluated: true }, loc);
    if (resolution.kind === 'none') return undefined;
    const fn: FunctionSymbol | undefined = resolution.kind === 'ok' ? resolution.candidate.fn : undefined;
    return userSequence(target, target, fn, undefined, resolution.kind === 'ambiguous');
  }
  if (target.kind === 'array') {
    let all: Ics | undefined;
    if (typeof target.size === 'number' && items.length > target.size) return undefined;
    for (const item of items) {
      const one = sequence(s, item.value, target.element, ctx, loc);
      if (one === undefined) return undefined;
      all = worst(s, all, one);
    }
    return all ?? identityTo(target);
  }
  if (items.length === 0) return identityTo(target);
  return only === undefined ? undefined : sequence(s, only, target, ctx, loc);
}
