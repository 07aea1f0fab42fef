/**
 * The conversion of a captureless lambda to a function pointer (C++ [expr.prim.lambda.closure]): a static function that calls the closure's operator() on
 * an empty object. It is made when the conversion is used.
 */
import type { Loc } from '../../source/loc.js';
import type { CheckedExpr, CheckedStmt, ClassSymbol, FunctionSymbol, FunctionType, Type } from '../../tree/index.js';
import type { BodyContext } from '../context.js';
import { hiddenVariable } from './hidden.js';
import { convert, directCall, exprOf, initOf, variableExpr } from './nodes.js';
import type { ExprSema } from './own.js';
import { deduceResult } from './use.js';

const invokers = new WeakMap<FunctionSymbol, FunctionSymbol>();

/** operator() of a captureless closure that matches the wanted function type (undefined: the only one). */
function callOperatorFor(s: ExprSema, cls: ClassSymbol, wanted: FunctionType | undefined, loc: Loc): FunctionSymbol | undefined {
  if (!cls.lambda || cls.fields.length > 0) return undefined;
  const found = s.lookupMember(cls, 'operator()', loc);
  const member = found?.entity.kind === 'overloads' ? found.entity.members[0] : undefined;
  if (member === undefined) return undefined;
  if (member.kind === 'function') {
    deduceResult(s, member, loc);
    return member;
  }
  if (wanted === undefined) return undefined;
  const args = wanted.params.map((type) => {
    const referee = type.kind === 'reference' ? type.referee : type;
    const lvalue = type.kind === 'reference' && !type.rvalue;
    const expr: CheckedExpr = { kind: 'deref', pointer: { kind: 'integer', value: 1n, type: s.types.pointer(referee), category: 'prvalue', loc }, type: referee, category: lvalue ? 'lvalue' : 'xvalue', loc };
    return { type: referee, lvalue, expr, list: undefined, overloads: undefined };
  });
  const deduced = s.deduceCall(member, [], args, loc);
  if ('failure' in deduced) return undefined;
  deduceResult(s, deduced, loc);
  return deduced;
}

const plainType = (s: ExprSema, t: FunctionType): FunctionType => s.types.fn(t.result, t.params, { variadic: t.variadic, noexcept: t.noexcept });

/** Type of the function pointer a closure converts to for this target (undefined: any); undefined when it does not convert. */
export function lambdaPointerType(s: ExprSema, cls: ClassSymbol, target: Type | undefined, loc: Loc): Type | undefined {
  if (!cls.lambda || cls.fields.length > 0) return undefined;
  const wanted = target?.kind === 'pointer' && target.pointee.kind === 'function' ? target.pointee : undefined;
  if (target !== undefined && wanted === undefined) return undefined;
  const call = callOperatorFor(s, cls, wanted, loc);
  return call === undefined ? undefined : s.types.pointer(plainType(s, call.type));
}

export function lambdaToPointer(s: ExprSema, e: CheckedExpr, target: Type | undefined, ctx: BodyContext, loc: Loc): CheckedExpr | undefined {
  const cls = e.type.kind === 'class' ? e.type.symbol : undefined;
  if (cls === undefined) return undefined;
  const wanted = target?.kind === 'pointer' && target.pointee.kind === 'function' ? target.pointee : undefined;
  const call = callOperatorFor(s, cls, wanted, loc);
  if (call === undefined) return undefined;
  let invoker = invokers.get(call);
  if (invoker === undefined) {
    invoker = makeInvoker(s, cls, call, loc);
    invokers.set(call, invoker);
  }
  if (!ctx.unevaluated) {
    s.markReferenced(call, loc);
    s.synthesize?.(invoker);
  }
  const fn: CheckedExpr = { kind: 'function', function: invoker, type: invoker.type, category: 'lvalue', loc };
  return convert('function-to-pointer', fn, s.types.pointer(invoker.type));
}

function makeInvoker(s: ExprSema, cls: ClassSymbol, call: FunctionSymbol, loc: Loc): FunctionSymbol {
  const type = plainType(s, call.type);
  const invoker: FunctionSymbol = {
    ...call, name: '__invoke', type, role: 'function', thisClass: undefined, params: [], linkage: 'internal', mangled: `${call.mangled}__invoke`, bodyState: 'done', body: undefined,
    specialization: undefined, virtual: false, referenced: true, pretty: call.pretty,
  };
  invoker.params = type.params.map((t, i) => ({ ...hiddenVariable(`p${i}`, t, invoker, loc), role: 'parameter' as const }));
  const object: CheckedExpr = { kind: 'temporary', value: exprOf({ kind: 'zero', type: cls.type }, cls.type, loc), destructor: undefined, extended: false, type: cls.type, category: 'lvalue', loc };
  const args = invoker.params.map((p): CheckedExpr => {
    const use = variableExpr(p, loc);
    if (p.type.kind === 'reference') return p.type.rvalue ? { ...use, category: 'xvalue' } : use;
    if (use.type.kind !== 'class') return convert('lvalue-to-rvalue', use, use.type.unqualified);
    return s.own.copyClass({ ...use, category: 'xvalue' }, use.type);
  });
  const value = directCall(s, call, object, args, loc);
  const isVoid = type.result.kind === 'builtin' && type.result.name === 'void';
  const statement: CheckedStmt = isVoid ? { kind: 'expression', expr: value, loc } : { kind: 'return', value: initOf(value), loc };
  invoker.body = { initializers: [], statement: { kind: 'block', body: [statement], end: loc, loc }, labels: [] };
  return invoker;
}
