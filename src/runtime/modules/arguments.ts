/**
 * Kernel arguments: checked against the signature and packed as CUDA packs them. In: JavaScript values. Out: the packed parameter buffer, and where in it pointers are to stand; a TypeError names the parameter, what it must be, and what
 * was given.
 */
import type { Storage } from './backend.js';
import { DeviceBuffer } from './buffer.js';
import { bytesOf, holds, usualArray } from './element-types.js';
import type { KernelReflection, Reflection, ScalarName, ValueType } from './reflection.js';

/** A struct by value: its fields by name, or (vectors such as float4) in order, or its bytes. */
export type StructValue = { readonly [field: string]: KernelArgument } | readonly KernelArgument[] | ArrayBufferView;

/** 64-bit integers are bigints, or numbers that are exact. */
export type KernelArgument = number | bigint | boolean | DeviceBuffer | null | StructValue;

export interface PackedArguments {
  readonly params: Uint8Array<ArrayBuffer>;
  readonly pointers: readonly { readonly at: number; readonly storage: Storage; readonly offset: number }[];
}

interface Packing {
  readonly reflection: Reflection;
  readonly kernel: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly view: DataView;
  readonly pointers: { at: number; storage: Storage; offset: number }[];
  readonly owner: object;
}

/** `owner`: the device, whose buffers alone may be given. */
export function packArguments(kernel: KernelReflection, reflection: Reflection, args: readonly KernelArgument[], owner: object): PackedArguments {
  if (args.length !== kernel.params.length) {
    const expected = kernel.params.map(({ type, name }) => `${type.name} ${name}`).join(', ');
    throw new TypeError(`kernel ${kernel.name} takes ${kernel.params.length} argument${kernel.params.length === 1 ? '' : 's'} (${expected}); ${args.length} ${args.length === 1 ? 'was' : 'were'} given`);
  }
  const bytes = new Uint8Array(Math.ceil(kernel.paramBytes / 8) * 8);
  const p: Packing = { reflection, kernel: kernel.name, bytes, view: new DataView(bytes.buffer), pointers: [], owner };
  kernel.params.forEach(({ name, offset, type }, i) => put(p, type, args[i]!, offset, name));
  return { params: bytes, pointers: p.pointers };
}

/** Packs one value as it lies in memory: for variables. Pointers cannot be in it. */
export function packValue(reflection: Reflection, variable: string, type: ValueType, value: KernelArgument, size: number, owner: object): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(size);
  const p: Packing = { reflection, kernel: '', bytes, view: new DataView(bytes.buffer), pointers: [], owner };
  put(p, type, value, 0, variable);
  if (p.pointers.length > 0) throw new TypeError(`${variable} holds pointers, which only kernels can be given`);
  return bytes;
}

function refuse(p: Packing, path: string, expected: string, given: unknown, description = describe(given)): never {
  throw new TypeError(`${p.kernel === '' ? `variable ${path}` : `kernel ${p.kernel}, parameter ${path}`}: expected ${expected}, was given ${description}`);
}

function describe(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  if (value instanceof DeviceBuffer) return `a buffer of ${value.type.name} (${value.length} elements)`;
  if (ArrayBuffer.isView(value)) return `a ${value.constructor.name} of ${value.byteLength} bytes, which is not memory of the device`;
  if (Array.isArray(value)) return `an array of ${value.length}`;
  if (typeof value === 'object') return `an object with the fields ${Object.keys(value).join(', ') || '(none)'}`;
  if (typeof value === 'string') return JSON.stringify(value);
  return typeof value === 'bigint' ? `${value}n` : `${typeof value} ${String(value)}`;
}

function put(p: Packing, type: ValueType, value: KernelArgument, at: number, path: string): void {
  switch (type.kind) {
    case 'scalar':
      putScalar(p, type.scalar, type.name, value, at, path);
      return;
    case 'pointer':
      putPointer(p, type, value, at, path);
      return;
    case 'struct':
      putStruct(p, type, value, at, path);
      return;
    case 'array': {
      const size = sizeOf(p.reflection, type.element);
      if (putBytes(p, value, at, size * type.count)) return;
      if (!isList(value) || value.length !== type.count) refuse(p, path, `${type.name}, an array of ${type.count}`, value);
      for (let i = 0; i < type.count; i++) put(p, type.element, (value as readonly KernelArgument[])[i]!, at + i * size, `${path}[${i}]`);
      return;
    }
    case 'opaque':
      if (!putBytes(p, value, at, type.bytes)) refuse(p, path, `${type.name}, as a typed array of ${type.bytes} bytes`, value);
      return;
    default:
      throw new Error(`type ${(type satisfies never as ValueType).kind}`);
  }
}

function isList(value: KernelArgument): value is readonly KernelArgument[] {
  return Array.isArray(value);
}

/** False: these are not bytes of that size. */
function putBytes(p: Packing, value: KernelArgument, at: number, size: number): boolean {
  if (!ArrayBuffer.isView(value) || value.byteLength !== size) return false;
  p.bytes.set(bytesOf(value), at);
  return true;
}

/** Range of each integer: bits, and whether it is signed. */
const integers: Partial<Record<ScalarName, readonly [number, boolean]>> = { i8: [8, true], u8: [8, false], i16: [16, true], u16: [16, false], i32: [32, true], u32: [32, false], i64: [64, true], u64: [64, false] };

function putScalar(p: Packing, scalar: ScalarName, name: string, value: KernelArgument, at: number, path: string): void {
  const { view } = p;
  const integer = integers[scalar];
  if (integer !== undefined) {
    const [bits, isSigned] = integer;
    const whole = typeof value === 'boolean' ? Number(value) : value;
    if (!((typeof whole === 'number' && Number.isSafeInteger(whole)) || typeof whole === 'bigint')) refuse(p, path, `an integer (${name})`, value);
    const most = 2 ** (isSigned ? bits - 1 : bits);
    if (!(whole >= (isSigned ? -most : 0) && (bits === 64 && typeof whole === 'bigint' ? whole < (1n << BigInt(isSigned ? 63 : 64)) : whole < most))) refuse(p, path, `an integer that fits ${name}`, value);
    if (bits === 64) view.setBigUint64(at, BigInt.asUintN(64, BigInt(whole)), true);
    else if (bits === 32) view.setInt32(at, Number(whole) | 0, true);
    else if (bits === 16) view.setInt16(at, Number(whole), true);
    else view.setInt8(at, Number(whole));
    return;
  }
  if (scalar === 'bool') {
    if (typeof value !== 'boolean' && value !== 0 && value !== 1) refuse(p, path, `a boolean (${name})`, value);
    view.setUint8(at, value ? 1 : 0);
    return;
  }
  if (typeof value !== 'number') refuse(p, path, `a number (${name})`, value);
  if (scalar === 'f64') view.setFloat64(at, value, true);
  else if (scalar === 'f32') view.setFloat32(at, value, true);
  else view.setUint16(at, scalar === 'f16' ? halfBits(value) : brainBits(value), true);
}

/** Bits of the nearest binary16, ties to even. */
export function halfBits(value: number): number {
  const sign = value < 0 || Object.is(value, -0) ? 0x8000 : 0;
  const size = Math.abs(value);
  if (Number.isNaN(value)) return 0x7fff;
  if (size >= 65520) return sign | 0x7c00;
  const exponent = Math.max(-14, Math.floor(Math.log2(size || 2 ** -30)));
  const unit = 2 ** (exponent - 10);
  const quotient = size / unit;
  let rounded = Math.floor(quotient);
  if (quotient - rounded > 0.5 || (quotient - rounded === 0.5 && rounded % 2 === 1)) rounded++;
  // A mantissa that was rounded up to the next power of two carries into the exponent by itself.
  return sign | (rounded < 1024 ? rounded : ((exponent + 15) << 10) + (rounded - 1024));
}

/** Bits of the nearest bfloat16, ties to even: of the double, not of a float that was rounded before. */
function brainBits(value: number): number {
  if (Number.isNaN(value)) return 0x7fff;
  const float = new DataView(new ArrayBuffer(4));
  float.setFloat32(0, value);
  const bits = float.getUint32(0);
  const low = bits & 0xffff;
  const isTie = low === 0x8000;
  const rest = isTie ? Math.abs(value) - Math.abs(float.getFloat32(0)) : 0;
  const up = isTie ? rest > 0 || (rest === 0 && (bits & 0x10000) !== 0) : low > 0x8000;
  return ((bits >>> 16) + (up ? 1 : 0)) & 0xffff;
}

function putPointer(p: Packing, type: ValueType & { readonly kind: 'pointer' }, value: KernelArgument, at: number, path: string): void {
  if (value === null) return;
  const expected = type.element === undefined ? `a buffer or null (${type.name})` : `a buffer of ${usualArray(type.element)} or null (${type.name})`;
  if (!(value instanceof DeviceBuffer)) refuse(p, path, expected, value);
  if (type.element !== undefined && !holds(value.type, type.element) && value.type !== Uint8Array) refuse(p, path, expected, value);
  if (value.device !== p.owner) refuse(p, path, `${expected} of the module's device`, value, 'a buffer of another device');
  p.pointers.push({ at, storage: value.storage, offset: value.offset });
}

function putStruct(p: Packing, type: ValueType & { readonly kind: 'struct' }, value: KernelArgument, at: number, path: string): void {
  const layout = p.reflection.structs[type.struct]!;
  const expected = `${type.name}, an object with the fields ${layout.fields.map(({ name }) => name).join(', ')} or ${layout.bytes} bytes`;
  if (putBytes(p, value, at, layout.bytes)) return;
  if (value === null || typeof value !== 'object' || value instanceof DeviceBuffer || ArrayBuffer.isView(value)) refuse(p, path, expected, value);
  if (isList(value)) {
    if (value.length !== layout.fields.length) refuse(p, path, expected, value);
    layout.fields.forEach((field, i) => put(p, field.type, value[i]!, at + field.offset, `${path}.${field.name}`));
    return;
  }
  const fields = value as Readonly<Record<string, KernelArgument>>;
  for (const field of layout.fields) {
    if (!(field.name in fields)) refuse(p, `${path}.${field.name}`, field.type.name, undefined);
    put(p, field.type, fields[field.name]!, at + field.offset, `${path}.${field.name}`);
  }
  for (const name of Object.keys(fields)) if (!layout.fields.some((field) => field.name === name)) refuse(p, path, expected, value);
}

export function sizeOf(reflection: Reflection, type: ValueType): number {
  switch (type.kind) {
    case 'scalar':
      return type.scalar === 'bool' ? 1 : Number(type.scalar.replace(/\D/g, '')) / 8;
    case 'pointer':
      return 8;
    case 'struct':
      return reflection.structs[type.struct]!.bytes;
    case 'array':
      return type.count * sizeOf(reflection, type.element);
    case 'opaque':
      return type.bytes;
    default:
      return type satisfies never;
  }
}
