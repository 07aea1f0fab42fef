/**
 * Copies of objects that live in memory. Bases and members with `[[no_unique_address]]` share their tail padding with what follows, so an assignment to what may be one copies the class's data alone, as gcc does; objects known
 * to be whole are copied in one piece, which passes take apart more easily.
 */
import * as build from '../ir/build.js';
import { constI32 } from '../ir/build.js';
import { isEmptyClass, nonVirtualSize } from '../layout/record.js';
import type { CheckedExpr, Type } from '../tree/index.js';
import type { FunctionState } from './context.js';
import type { MemoryType, StructType, Value } from './ir-imports.js';
import { alignOf, memoryType, sizeOf } from './types.js';

const isEmpty = (type: Type): boolean => type.kind === 'class' && isEmptyClass(type.symbol);

/** Copies a whole object, padding included. */
export function copyObject(f: FunctionState, to: Value, from: Value, type: Type): void {
  const size = sizeOf(type);
  if (size === 0 || isEmpty(type)) return;
  build.copy(f.b, to, from, constI32(size), alignOf(type), memoryType(f.unit, type));
}

/** Assigns to the object that `target` denotes, whose address is `to`. */
export function assignObject(f: FunctionState, target: CheckedExpr, to: Value, from: Value): void {
  const { type } = target;
  if (type.kind !== 'class' || isEmpty(type) || isWhole(target)) {
    copyObject(f, to, from, type);
    return;
  }
  copyData(f, to, from, memoryType(f.unit, type), nonVirtualSize(type.symbol));
}

/** Is it no base and no potentially overlapping member? */
function isWhole(target: CheckedExpr): boolean {
  return (target.kind === 'variable' && target.variable.type.kind !== 'reference') || (target.kind === 'field' && !target.field.overlapping && target.field.type.kind !== 'reference');
}

/** The first `bytes` bytes of an object of the type. */
function copyData(f: FunctionState, to: Value, from: Value, type: MemoryType, bytes: number): void {
  const { b } = f;
  if (bytes >= type.size) {
    build.copy(b, to, from, constI32(type.size), type.align, type);
    return;
  }
  const fields = type.kind === 'struct' ? type.fields : [];
  const end = fields.reduce((last, field) => Math.max(last, Math.min(field.offset + field.type.size, bytes)), 0);
  if (type.kind !== 'struct' || end < bytes) {
    build.copy(b, to, from, constI32(bytes), type.align);
    return;
  }
  const struct: StructType = type;
  struct.fields.forEach((field, i) => {
    const [target, source] = [build.field(b, to, struct, i), build.field(b, from, struct, i)];
    if (field.type.kind === 'scalar') build.store(b, field.type.scalar, target, build.load(b, field.type.scalar, source, !field.type.unsigned, field.type.align), field.type.align);
    else copyData(f, target, source, field.type, Math.min(field.type.size, bytes - field.offset));
  });
}
