/** new and delete. Arrays whose elements have destructors keep their count in front of the first element (the cookie). */
import * as build from '../ir/build.js';
import { constI32, constI64, createRegion } from '../ir/build.js';
import type { CheckedExpr, Type } from '../tree/index.js';
import { lowerArgument } from './calls.js';
import { callDestructor } from './classes.js';
import type { FunctionState } from './context.js';
import { value } from './expressions.js';
import { functionFor } from './functions.js';
import { initializeObject, toI32 } from './initializers.js';
import type { IfInst, Value } from './ir-imports.js';
import { inRegion } from './statements.js';
import { BYTE, memoryType, sizeOf } from './types.js';
import { constructElements, countdown, destroyObject } from './variables.js';

function count64(f: FunctionState, e: CheckedExpr): Value {
  const v = value(f, e);
  return v.type === 'i64' ? v : build.convert(f.b, v.type === 'i1' ? 'zext' : 'sext', v, 'i64');
}

export function lowerNew(f: FunctionState, e: Extract<CheckedExpr, { kind: 'new' }>): Value {
  const { b } = f;
  const size = sizeOf(e.allocated);
  const count = e.count === undefined ? undefined : count64(f, e.count);
  let memory: Value;
  if (e.operatorNew === undefined) {
    memory = value(f, e.args[0]!);
  } else {
    let bytes: Value = constI64(BigInt(size));
    if (count !== undefined) {
      bytes = build.binary(b, 'mul', count, bytes);
      if (e.cookie > 0) bytes = build.binary(b, 'add', bytes, constI64(BigInt(e.cookie)));
    }
    memory = build.call(b, functionFor(f.unit, e.operatorNew), [bytes, ...e.args.map((a, i) => lowerArgument(f, e.operatorNew!.type.params[i + 1] ?? a.type, a))])!;
  }
  let object = memory;
  if (count !== undefined && e.cookie > 0) {
    object = build.index(b, memory, BYTE, constI32(e.cookie));
    build.store(b, 'i64', build.index(b, object, BYTE, constI32(-8)), count, 8);
  }
  const { init } = e;
  if (init === undefined) return object;
  if (count === undefined) {
    initializeObject(f, init, e.allocated, object);
    return object;
  }
  initializeArray(f, init, e.allocated, object, count);
  return object;
}

/** `init` is the initializer of the whole array when it is a braced list ('aggregate' of array type), else of each element. */
function initializeArray(f: FunctionState, init: NonNullable<Extract<CheckedExpr, { kind: 'new' }>['init']>, element: Type, at: Value, count: Value): void {
  const { b } = f;
  const memory = memoryType(f.unit, element);
  if (init.kind === 'zero') {
    build.fill(b, at, constI32(0), toI32(f, build.binary(b, 'mul', count, constI64(BigInt(sizeOf(element))))), memory.align);
    return;
  }
  if ((init.kind === 'aggregate' || init.kind === 'string') && init.type.kind === 'array') {
    initializeObject(f, init, init.type, at);
    if (init.kind === 'aggregate' && init.zeroRest && init.type.size === undefined) throw new Error('a braced list for an array of run-time length');
    return;
  }
  const each = init.kind === 'repeat' ? init.element : init;
  constructElements(f, element, at, toI32(f, count), (to) => initializeObject(f, each, element, to));
}

export function lowerDelete(f: FunctionState, e: Extract<CheckedExpr, { kind: 'delete' }>): void {
  const { b } = f;
  const pointer = value(f, e.operand);
  const inst = build.append<IfInst>(b, { kind: 'if', operands: [build.compare(b, 'ne', pointer, build.NULL)], then: createRegion(), otherwise: createRegion() }, []);
  inRegion(f, inst.then, () => {
    let memory = pointer;
    if (e.array) {
      if (e.cookie > 0) {
        const count = build.load(b, 'i64', build.index(b, pointer, BYTE, constI32(-8)), false, 8);
        memory = build.index(b, pointer, BYTE, constI32(-e.cookie));
        if (e.destructor !== undefined) countdown(f, toI32(f, count), (i) => destroyObject(f, e.deleted, build.index(b, pointer, memoryType(f.unit, e.deleted), i)));
      }
    } else if (e.destructor !== undefined) {
      if (e.virtual) {
        // The memory begins at the complete object, which the destructor is about to end: find it first.
        const vptr = build.load(b, 'ptr', pointer, false, 8);
        memory = build.index(b, pointer, BYTE, build.load(b, 'i64', build.index(b, vptr, BYTE, constI32(-16)), true, 8));
      }
      if (e.deleted.kind === 'class') callDestructor(f, e.deleted.symbol, pointer, e.virtual);
    }
    const operator = functionFor(f.unit, e.operatorDelete);
    const args: Value[] = [memory];
    if (operator.params.length > 1) args.push(constI64(BigInt(sizeOf(e.deleted))));
    build.call(b, operator, args);
  });
  inRegion(f, inst.otherwise, () => {});
}
