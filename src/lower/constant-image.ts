/**
 * Constant initializers as bytes plus addresses to patch in. Gives undefined when some part has to be computed at run time.
 */
import type { Func, GlobalInit } from '../ir/ir.js';
import type { CheckedExpr, CheckedInit, Type } from '../tree/index.js';
import { vptrsOf } from './vtables.js';
import { functionFor } from './functions.js';
import type { UnitState } from './context.js';
import { stringGlobal } from './initializers.js';
import type { Global } from './ir-imports.js';
import { scalarInfo, sizeOf } from './types.js';
import { globalFor } from './variables.js';

interface Image {
  readonly u: UnitState;
  readonly bytes: Uint8Array;
  readonly view: DataView;
  /** By offset. */
  readonly relocations: Map<number, { readonly offset: number; readonly target: Global | Func; readonly addend: number }>;
}

export function constantImage(u: UnitState, init: CheckedInit, type: Type): GlobalInit | undefined {
  const size = type.kind === 'reference' ? 8 : sizeOf(type);
  const bytes = new Uint8Array(size);
  const image: Image = { u, bytes, view: new DataView(bytes.buffer), relocations: new Map() };
  if (!write(image, init, type, 0)) return undefined;
  let end = bytes.length;
  while (end > 0 && bytes[end - 1] === 0) end--;
  return { bytes: bytes.subarray(0, end), relocations: [...image.relocations.values()] };
}

function write(image: Image, init: CheckedInit, type: Type, at: number): boolean {
  switch (init.kind) {
    case 'zero':
      if (type.kind === 'member-pointer' && type.member.kind !== 'function') image.view.setBigInt64(at, -1n, true);
      return true;
    case 'string': {
      if (init.type.kind !== 'array') return false;
      const width = sizeOf(init.type.element);
      const count = typeof init.type.size === 'number' ? Math.min(init.type.size, init.units.length) : init.units.length;
      for (let i = 0; i < count; i++) writeInteger(image, at + i * width, width, BigInt(init.units[i]!));
      return true;
    }
    case 'expression':
      return writeExpression(image, init.expr, type, at);
    case 'aggregate':
      return writeElements(image, init, at) && writeVptrs(image, init.type, at);
    case 'repeat':
    case 'copy-array':
      return false;
    default:
      return init satisfies never;
  }
}

/** Vptrs of a class object, over those of its base subobjects. */
function writeVptrs(image: Image, type: Type, at: number): boolean {
  if (type.kind !== 'class') return true;
  for (const { offset, target, addend } of vptrsOf(image.u, type.symbol)) {
    image.relocations.delete(at + offset);
    image.relocations.set(at + offset, { offset: at + offset, target, addend });
  }
  return true;
}

function writeElements(image: Image, init: Extract<CheckedInit, { kind: 'aggregate' }>, at: number): boolean {
  return init.elements.every((element) => {
    const { place } = element;
    switch (place.kind) {
      case 'field': {
        const { field } = place;
        if (field.bitWidth !== undefined) return writeBits(image, element.init, at + field.offset, field.bitOffset, field.bitWidth);
        return write(image, element.init, field.type, at + field.offset);
      }
      case 'base':
        return write(image, element.init, place.base.type, at + place.base.offset);
      case 'index': {
        if (init.type.kind !== 'array') return false;
        const { element: elementType } = init.type;
        const width = sizeOf(elementType);
        if (!write(image, element.init, elementType, at + place.from * width)) return false;
        if (place.from === place.to) return true;
        const patched = [...image.relocations.values()].filter((r) => r.offset >= at + place.from * width && r.offset < at + (place.from + 1) * width);
        for (let i = place.from + 1; i <= place.to; i++) {
          image.bytes.copyWithin(at + i * width, at + place.from * width, at + (place.from + 1) * width);
          for (const r of patched) image.relocations.set(r.offset + (i - place.from) * width, { ...r, offset: r.offset + (i - place.from) * width });
        }
        return true;
      }
      default:
        return place satisfies never;
    }
  });
}

function writeInteger(image: Image, at: number, size: number, value: bigint): void {
  for (let i = 0; i < size; i++) image.bytes[at + i] = Number((value >> BigInt(8 * i)) & 255n);
}

function writeBits(image: Image, init: CheckedInit, offset: number, bitOffset: number, width: number): boolean {
  if (init.kind === 'zero') return true;
  if (init.kind !== 'expression' || init.expr.kind !== 'integer') return false;
  const value = BigInt.asUintN(width, init.expr.value);
  for (let i = 0; i < width; i++) {
    const bit = bitOffset + i;
    if ((value >> BigInt(i)) & 1n) image.bytes[offset + (bit >> 3)]! |= 1 << (bit & 7);
  }
  return true;
}

function writeExpression(image: Image, e: CheckedExpr, type: Type, at: number): boolean {
  if (e.kind === 'full') return writeExpression(image, e.value, type, at);
  if (e.kind === 'init') return write(image, e.init, type, at);
  if (e.kind === 'constant') return write(image, e.value, type, at);
  if (type.kind === 'reference') return e.category === 'prvalue' ? false : writeAddress(image, glvalueAddress(image.u, e), at);
  if (e.kind === 'integer') {
    writeInteger(image, at, sizeOf(type), e.value);
    return true;
  }
  if (e.kind === 'floating') {
    if (scalarInfo(type)?.memory === 'f32') image.view.setFloat32(at, e.value, true);
    else image.view.setFloat64(at, e.value, true);
    return true;
  }
  const memory = scalarInfo(type)?.memory;
  if (memory === 'ptr' || memory === 'i64') return writeAddress(image, pointerValue(image.u, e), at);
  return false;
}

interface Address {
  readonly target: Global | Func | undefined;
  readonly addend: number;
}

function writeAddress(image: Image, address: Address | undefined, at: number): boolean {
  if (address === undefined) return false;
  if (address.target === undefined) image.view.setUint32(at, address.addend >>> 0, true);
  else image.relocations.set(at, { offset: at, target: address.target, addend: address.addend });
  return true;
}

function offsetBy(address: Address | undefined, bytes: number): Address | undefined {
  return address === undefined ? undefined : { target: address.target, addend: address.addend + bytes };
}

/** Value of a constant pointer. */
function pointerValue(u: UnitState, e: CheckedExpr): Address | undefined {
  switch (e.kind) {
    case 'integer':
      return { target: undefined, addend: Number(BigInt.asUintN(32, e.value)) };
    case 'address-of':
      return glvalueAddress(u, e.operand);
    case 'full':
      return pointerValue(u, e.value);
    case 'pointer-add': {
      if (e.index.kind !== 'integer' || e.pointer.type.kind !== 'pointer') return undefined;
      const size = sizeOf(e.pointer.type.pointee);
      return offsetBy(pointerValue(u, e.pointer), Number(e.index.value) * size * (e.op === '-' ? -1 : 1));
    }
    case 'convert':
      switch (e.conversion) {
        case 'array-to-pointer':
        case 'function-to-pointer':
          return glvalueAddress(u, e.operand);
        case 'pointer':
        case 'no-op':
        case 'pointer-to-integral':
        case 'integral-to-pointer':
          return pointerValue(u, e.operand);
        case 'integral':
          return e.type.kind !== 'builtin' || sizeOf(e.type) === 8 ? pointerValue(u, e.operand) : undefined;
        case 'null-to-pointer':
          return { target: undefined, addend: 0 };
        case 'derived-to-base':
          return (e.path ?? []).some((b) => b.virtual) ? undefined : offsetBy(pointerValue(u, e.operand), (e.path ?? []).reduce((sum, b) => sum + b.offset, 0));
        default:
          return undefined;
      }
    default:
      return undefined;
  }
}

function glvalueAddress(u: UnitState, e: CheckedExpr): Address | undefined {
  switch (e.kind) {
    case 'variable':
      if ((e.variable.role !== 'global' && !e.variable.staticLocal) || e.variable.type.kind === 'reference' || e.variable.dynamicShared || e.variable.storage === 'shared' || e.variable.threadLocal) return undefined;
      return { target: globalFor(u, e.variable), addend: 0 };
    case 'function':
      return { target: functionFor(u, e.function), addend: 0 };
    case 'string':
      return { target: stringGlobal(u, e.units, e.type), addend: 0 };
    case 'field':
      if (e.field.type.kind === 'reference' || e.field.bitWidth !== undefined) return undefined;
      return offsetBy(glvalueAddress(u, e.base), e.field.offset);
    case 'deref':
      return pointerValue(u, e.pointer);
    case 'convert':
      switch (e.conversion) {
        case 'no-op':
        case 'pointer':
        case 'reinterpret-lvalue':
          return glvalueAddress(u, e.operand);
        case 'derived-to-base':
          return (e.path ?? []).some((b) => b.virtual) ? undefined : offsetBy(glvalueAddress(u, e.operand), (e.path ?? []).reduce((sum, b) => sum + b.offset, 0));
        default:
          return undefined;
      }
    default:
      return undefined;
  }
}
