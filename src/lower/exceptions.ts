/**
 * Exceptions on the host: throw, and try with its handlers. Objects live in memory of the library (sysroot/lib/cxx/exception.cpp); the IR's `throw` and handlers carry the object's address.
 *
 * A handler asks the library whether the object's type matches each clause in order (derived classes match their bases, the pointer then points at the base subobject); when none does it throws on.
 * While a clause runs the object is "caught"; leaving the clause in any way lets go of it.
 */
import * as build from '../ir/build.js';
import { constI64, createRegion, isTerminated } from '../ir/build.js';
import type { CheckedExpr, CheckedHandler, CheckedStmt, VarSymbol } from '../tree/index.js';
import { typeInfoOf } from './type-info.js';
import type { FunctionState } from './context.js';
import { into, loadScalar, storeScalar, value } from './expressions.js';
import { libraryFunction } from './functions.js';
import type { IfInst, Value } from './ir-imports.js';
import type { TryInst } from '../ir/ir.js';
import { reportInDevice } from './report.js';
import { leaveScope, pushCleanup } from './scopes.js';
import { lowerGuarded } from './goto.js';
import { inRegion } from './statements.js';
import { isAggregate, scalarInfo, sizeOf } from './types.js';
import { destructorThunk, localStorage, lowerLocalDeclaration } from './variables.js';

export function lowerThrow(f: FunctionState, e: Extract<CheckedExpr, { kind: 'throw' }>): void {
  const { b, unit } = f;
  if (f.fn.space === 'kernel' || f.fn.space === 'device') {
    reportInDevice(f, "'throw'", e.loc);
    build.unreachable(b);
    return;
  }
  if (e.operand === undefined) {
    const current = build.call(b, libraryFunction(unit, '__cw_rethrow', [], 'ptr', 'host'), [])!;
    build.append(b, { kind: 'throw', operands: [current] }, []);
    return;
  }
  const type = e.thrown ?? e.operand.type;
  const destructor = e.destructor === undefined || type.kind !== 'class' ? build.NULL : build.functionAddress(destructorThunk(unit, type, e.loc));
  const allocate = libraryFunction(unit, '__cw_allocate_exception', ['i64', 'ptr', 'ptr'], 'ptr', 'host');
  const object = build.call(b, allocate, [constI64(BigInt(sizeOf(type))), build.globalAddress(typeInfoOf(unit, type)), destructor])!;
  if (isAggregate(type)) into(f, e.operand, object);
  else storeScalar(f, object, value(f, e.operand), type);
  if (!isTerminated(b.region)) build.append(b, { kind: 'throw', operands: [object] }, []);
}

/** `around`: lowers what is guarded, of which the body is a part. */
export function lowerTry(f: FunctionState, s: Extract<CheckedStmt, { kind: 'try' }>, around: (body: () => void) => void = (body) => body()): void {
  const { b } = f;
  if (f.fn.space === 'kernel' || f.fn.space === 'device') {
    reportInDevice(f, "'try'", s.loc);
    return;
  }
  const guard = build.append<TryInst>(b, { kind: 'try', body: createRegion(), handler: createRegion([{ type: 'ptr', name: 'exception' }]), operands: [] }, []);
  const open: boolean[] = [];
  const fill = (region: TryInst['body'], body: () => void): void => {
    const outer = b.region;
    b.region = region;
    body();
    open.push(!isTerminated(b.region));
    if (!isTerminated(b.region)) build.yieldValues(b);
    b.region = outer;
  };
  fill(guard.body, () => {
    const depth = f.cleanups.length;
    around(() => lowerGuarded(f, s.body));
    leaveScope(f, depth);
  });
  fill(guard.handler, () => lowerHandlers(f, s.handlers, 0, guard.handler.params[0]!));
  if (!open.some((o) => o)) build.unreachable(b);
}

function lowerHandlers(f: FunctionState, handlers: readonly CheckedHandler[], at: number, exception: Value): void {
  const { b, unit } = f;
  const handler = handlers[at];
  if (handler === undefined) {
    build.append(b, { kind: 'throw', operands: [exception] }, []);
    return;
  }
  b.loc = handler.loc;
  if (handler.type === undefined) {
    runHandler(f, handler, exception, exception);
    return;
  }
  const match = libraryFunction(unit, '__cw_match_exception', ['ptr', 'ptr'], 'ptr', 'host');
  const thrown = handler.type.kind === 'reference' ? handler.type.referee : handler.type;
  const object = build.call(b, match, [exception, build.globalAddress(typeInfoOf(unit, thrown))])!;
  const inst = build.append<IfInst>(b, { kind: 'if', operands: [build.compare(b, 'ne', object, build.NULL)], then: createRegion(), otherwise: createRegion() }, []);
  inRegion(f, inst.then, () => runHandler(f, handler, exception, object));
  inRegion(f, inst.otherwise, () => lowerHandlers(f, handlers, at + 1, exception));
}

/** References are bound to the object, scalars copied from it; sema gives the copy construction of classes. */
function bindHandlerVariable(f: FunctionState, variable: VarSymbol, object: Value): void {
  lowerLocalDeclaration(f, variable, variable.init);
  if (variable.init !== undefined) return;
  if (variable.type.kind === 'reference') build.store(f.b, 'ptr', localStorage(f, variable), object, 8);
  else if (scalarInfo(variable.type) !== undefined) storeScalar(f, localStorage(f, variable), loadScalar(f, object, variable.type), variable.type);
}

function runHandler(f: FunctionState, handler: CheckedHandler, exception: Value, object: Value): void {
  const { b, unit } = f;
  build.call(b, libraryFunction(unit, '__cw_begin_catch', ['ptr'], undefined, 'host'), [exception]);
  const depth = f.cleanups.length;
  pushCleanup(f, (g) => {
    build.call(g.b, libraryFunction(unit, '__cw_end_catch', [], undefined, 'host'), []);
  });
  const saved = f.exceptionObject;
  f.exceptionObject = object;
  if (handler.variable !== undefined) bindHandlerVariable(f, handler.variable, object);
  f.exceptionObject = saved;
  lowerGuarded(f, handler.body);
  leaveScope(f, depth);
}
