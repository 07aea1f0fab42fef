/**
 * Variable arguments. The caller lays them out in one block of 8-byte slots (objects that live in memory: as many slots as they fill) and passes its address as the last parameter; a va_list is an array of one
 * 24-byte struct (as sizeof on x86-64 has it) whose first word is the address of the next argument.
 */
import * as build from '../ir/build.js';
import { constI32 } from '../ir/build.js';
import type { CheckedExpr } from '../tree/index.js';
import type { FunctionState } from './context.js';
import { copyObject } from './copies.js';
import { address, into, loadScalar, value } from './expressions.js';
import { allocaAtEntry } from './functions.js';
import type { Value } from './ir-imports.js';
import { BYTE, isAggregate, scalarInfo, sizeOf } from './types.js';

/** The va_list object: the array itself, or what a va_list parameter (decayed) points to. */
function listAddress(f: FunctionState, list: CheckedExpr): Value {
  if (list.category !== 'prvalue') return list.type.kind === 'pointer' ? loadScalar(f, address(f, list), list.type) : address(f, list);
  return value(f, list);
}

export function vaStart(f: FunctionState, list: CheckedExpr): void {
  build.store(f.b, 'ptr', listAddress(f, list), f.varArgs ?? build.NULL, 8);
}

export function vaCopy(f: FunctionState, to: CheckedExpr, from: CheckedExpr): void {
  const source = listAddress(f, from);
  build.store(f.b, 'ptr', listAddress(f, to), build.load(f.b, 'ptr', source, false, 8), 8);
}

/** Scalars are returned; objects in memory are copied to `to`; glvalues (to undefined) give their address. */
export function vaArg(f: FunctionState, e: Extract<CheckedExpr, { kind: 'va-arg' }>, to: Value | undefined): Value | undefined {
  const { b } = f;
  const list = listAddress(f, e.list);
  const at = build.load(b, 'ptr', list, false, 8);
  const slots = isAggregate(e.type) ? Math.ceil(sizeOf(e.type) / 8) : 1;
  build.store(b, 'ptr', list, build.index(b, at, BYTE, constI32(8 * slots)), 8);
  if (!isAggregate(e.type)) return loadScalar(f, at, e.type);
  if (to === undefined) return at;
  copyObject(f, to, at, e.type);
  return undefined;
}

/** Stores the variable arguments of a call and gives the address of their block (null if there are none). */
export function passVarArgs(f: FunctionState, args: readonly CheckedExpr[], leftToRight: boolean): Value {
  const { b } = f;
  if (args.length === 0) return build.NULL;
  let slot = 0;
  const places = args.map((arg) => {
    const at = slot;
    slot += isAggregate(arg.type) ? Math.ceil(sizeOf(arg.type) / 8) : 1;
    return { arg, slot: at };
  });
  if (!leftToRight) places.reverse();
  const values = places.map(({ arg, slot: at }) => {
    if (!isAggregate(arg.type)) return { v: value(f, arg), type: arg.type, slot: at };
    const copy = allocaAtEntry(f, { kind: 'bytes', size: sizeOf(arg.type), align: 16 }, 'vararg');
    into(f, arg, copy);
    return { v: copy, type: arg.type, slot: at };
  });
  const block = allocaAtEntry(f, { kind: 'bytes', size: 8 * slot, align: 16 }, 'varargs');
  for (const { v, type, slot: k } of values) {
    const at = build.index(b, block, BYTE, constI32(8 * k));
    if (isAggregate(type)) copyObject(f, at, v, type);
    else build.store(b, scalarInfo(type)!.memory, at, v, Math.min(8, scalarInfo(type)!.size));
  }
  return block;
}
