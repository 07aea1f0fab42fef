/** Typed arrays and C++'s scalars: which arrays hold what a pointer points to. */
import type { ScalarName } from './reflection.js';

export type ElementArray =
  | Float32Array<ArrayBuffer> | Float64Array<ArrayBuffer> | Int8Array<ArrayBuffer> | Uint8Array<ArrayBuffer> | Uint8ClampedArray<ArrayBuffer> | Int16Array<ArrayBuffer> | Uint16Array<ArrayBuffer> | Int32Array<ArrayBuffer>
  | Uint32Array<ArrayBuffer> | BigInt64Array<ArrayBuffer> | BigUint64Array<ArrayBuffer>;

/** The constructor of a typed array. */
export interface ElementType<T extends ElementArray = ElementArray> {
  readonly name: string;
  readonly BYTES_PER_ELEMENT: number;
  new (length: number): T;
  new (buffer: ArrayBuffer, byteOffset?: number, length?: number): T;
}

/** By the array's name. Float16Array is where the engine has it. */
const scalars: Readonly<Record<string, readonly ScalarName[]>> = {
  Float32Array: ['f32'], Float64Array: ['f64'], Int8Array: ['i8', 'bool'], Uint8Array: ['u8', 'i8', 'bool'], Uint8ClampedArray: ['u8'], Int16Array: ['i16'], Uint16Array: ['u16', 'f16', 'bf16'], Int32Array: ['i32'], Uint32Array: ['u32'],
  BigInt64Array: ['i64'], BigUint64Array: ['u64'], Float16Array: ['f16'],
};

export function holds(type: ElementType, element: ScalarName): boolean {
  return scalars[type.name]?.includes(element) ?? false;
}

/** For messages: the array that usually holds such scalars. */
export function usualArray(element: ScalarName): string {
  return Object.keys(scalars).find((name) => scalars[name]![0] === element) ?? (element === 'bool' ? 'Uint8Array' : 'Uint16Array');
}

/** Throws TypeError: what is no such constructor would make buffers without a size. */
export function checkElementType(type: ElementType): void {
  if (typeof type !== 'function' || scalars[type.name] === undefined) throw new TypeError(`the type of a buffer's elements is a typed array's constructor (Float32Array …), not ${typeof type === 'function' ? type.name : String(type)}`);
}

export function bytesOf(array: ArrayBufferView): Uint8Array {
  return new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
}
