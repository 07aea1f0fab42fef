/** new and delete. Arrays whose elements have destructors keep their count in front of the first element (the cookie). */
import * as build from '../ir/build.js';
import { constI32, constI64, createRegion, isTerminated } from '../ir/build.js';
import type { CheckedExpr, Type } from '../tree/index.js';
import { lowerArgument } from './calls.js';
import { callDestructor } from './classes.js';
import type { FunctionState } from './context.js';
import { value } from './expressions.js';
import { functionFor, libraryFunction } from './functions.js';
import { initializeObject, toI32 } from './initializers.js';
import type { IfInst, Value } from './ir-imports.js';
import { leaveScope, pushCleanup } from './scopes.js';
import { inRegion } from './statements.js';
import { alignOf, BYTE, memoryType, sizeOf } from './types.js';
import { constructElements, countdown, destroyObject } from './variables.js';
import { callDeletingDestructor, deleteArguments } from './vtables.js';

function count64(f: FunctionState, e: CheckedExpr): Value {
  const v = value(f, e);
  return v.type === 'i64' ? v : build.convert(f.b, v.type === 'i1' ? 'zext' : 'sext', v, 'i64');
}

/** Size of the memory for an array; a count that cannot be is what operator new cannot give. */
function arrayBytes(f: FunctionState, count: Value, size: number, cookie: number): Value {
  const { b } = f;
  let bytes = build.binary(b, 'mul', count, constI64(BigInt(size)));
  if (cookie > 0) bytes = build.binary(b, 'add', bytes, constI64(BigInt(cookie)));
  if (count.kind === 'const') return bytes;
  const tooMany = build.compare(b, 'ugt', count, constI64((MAX_BYTES - BigInt(cookie)) / BigInt(Math.max(size, 1))));
  if (f.fn.space !== 'host') return build.select(b, tooMany, constI64(MAX_BYTES), bytes);
  const inst = build.append<IfInst>(b, { kind: 'if', operands: [tooMany], then: createRegion(), otherwise: createRegion() }, []);
  inRegion(f, inst.then, () => {
    build.call(b, libraryFunction(f.unit, '__cxa_throw_bad_array_new_length', [], undefined, 'host'), []);
  });
  inRegion(f, inst.otherwise, () => {});
  return bytes;
}

const MAX_BYTES = (1n << 63n) - 1n;

export function lowerNew(f: FunctionState, e: Extract<CheckedExpr, { kind: 'new' }>): Value {
  const { b } = f;
  const count = e.count === undefined ? undefined : count64(f, e.count);
  let memory: Value;
  let bytes: Value = constI64(BigInt(sizeOf(e.allocated)));
  let args: Value[] = [];
  if (e.operatorNew === undefined) {
    memory = value(f, e.args[0]!);
  } else {
    if (count !== undefined) bytes = arrayBytes(f, count, sizeOf(e.allocated), e.cookie);
    args = e.args.map((a, i) => lowerArgument(f, e.operatorNew!.type.params[i + 1] ?? a.type, a));
    memory = build.call(b, functionFor(f.unit, e.operatorNew), [bytes, ...args])!;
  }
  if (isTerminated(b.region)) return memory;
  const place = e.cookie > 0 && count !== undefined ? build.index(b, memory, BYTE, constI32(e.cookie)) : memory;
  if (e.init === undefined && place === memory) return memory;
  const mayFail = e.operatorNew !== undefined && (e.operatorNew.type.noexcept || f.fn.space === 'kernel' || f.fn.space === 'device');
  if (!mayFail) {
    constructNew(f, e, memory, place, count, args, bytes);
    return place;
  }
  // Memory that is not there is not initialized.
  const given = build.compare(b, 'ne', memory, build.NULL);
  const inst = build.append<IfInst>(b, { kind: 'if', operands: [given], then: createRegion(), otherwise: createRegion() }, []);
  inRegion(f, inst.then, () => constructNew(f, e, memory, place, count, args, bytes));
  inRegion(f, inst.otherwise, () => {});
  return place === memory ? memory : build.select(b, given, place, build.NULL);
}

/** Initializes the new object or array; when that throws, the memory goes back. */
function constructNew(f: FunctionState, e: Extract<CheckedExpr, { kind: 'new' }>, memory: Value, place: Value, count: Value | undefined, args: readonly Value[], bytes: Value): void {
  const { b } = f;
  if (place !== memory) build.store(b, 'i64', build.index(b, place, BYTE, constI32(-8)), count!, 8);
  const { init, operatorDelete } = e;
  if (init === undefined) return;
  const depth = f.cleanups.length;
  if (operatorDelete !== undefined) {
    pushCleanup(f, (g) => {
      const operator = functionFor(g.unit, operatorDelete);
      const usual = operatorDelete.type.params.length - 1 !== args.length || operatorDelete.type.params[1] === undefined || args.length === 0;
      build.call(g.b, operator, [memory, ...(usual ? deleteArguments(operatorDelete, bytes, alignOf(e.allocated)) : args)]);
    }, true);
  }
  if (count === undefined) initializeObject(f, init, e.allocated, place);
  else initializeArray(f, init, e.allocated, place, count);
  leaveScope(f, depth);
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
    let count: Value | undefined;
    if (e.array) {
      if (e.cookie > 0) {
        count = build.load(b, 'i64', build.index(b, pointer, BYTE, constI32(-8)), false, 8);
        memory = build.index(b, pointer, BYTE, constI32(-e.cookie));
        const elements = toI32(f, count);
        if (e.destructor !== undefined) countdown(f, elements, (i) => destroyObject(f, e.deleted, build.index(b, pointer, memoryType(f.unit, e.deleted), i)));
      }
    } else if (e.destructor !== undefined) {
      if (e.virtual && !e.global) {
        callDeletingDestructor(f, e.destructor, pointer);
        return;
      }
      if (e.virtual) {
        // The memory begins at the complete object, which the destructor is about to end: find it first.
        const vptr = build.load(b, 'ptr', pointer, false, 8);
        memory = build.index(b, pointer, BYTE, build.load(b, 'i64', build.index(b, vptr, BYTE, constI32(-16)), true, 8));
      }
      if (e.deleted.kind === 'class') callDestructor(f, e.deleted.symbol, pointer, e.virtual);
    }
    const operator = functionFor(f.unit, e.operatorDelete);
    const args: Value[] = [memory];
    if (operator.params.length > 1) {
      const size = count === undefined ? constI64(BigInt(sizeOf(e.deleted))) : arrayBytes(f, count, sizeOf(e.deleted), e.cookie);
      args.push(...deleteArguments(e.operatorDelete, size, alignOf(e.deleted)));
    }
    build.call(b, operator, args);
  });
  inRegion(f, inst.otherwise, () => {});
}
