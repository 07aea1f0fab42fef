/** Constant objects of the host (tables, literals) as WGSL constants. In: a global. Out: its value as an expression; undefined if it is no constant, too large to be written, or holds what WGSL has no constant of. */
import type { Global, MemoryType } from '../../../ir/ir.js';
import type { StructTable } from '../types.js';
import { typeText } from '../types.js';

/** The smallest single-precision number. */
export const SMALLEST = 2 ** -149;

/** Floats that no constant of WGSL is sure to mean. */
export function isUnusualFloat(value: number): boolean {
  return !Number.isFinite(value) || Object.is(value, -0) || (value !== 0 && Math.abs(value) < 2 ** -126);
}

/** Bytes up to which a table is written into the shader; larger ones are bound. */
const LARGEST = 1024;

export function constantText(global: Global, words: boolean, structs: StructTable): string | undefined {
  const { init, type } = global;
  if (global.space !== 'host' || !global.constant || init === undefined || init.relocations.length > 0 || type.size > LARGEST || type.size === 0) return undefined;
  const bytes = new Uint8Array(Math.ceil(type.size / 8) * 8);
  bytes.set(init.bytes.subarray(0, type.size));
  const view = new DataView(bytes.buffer);
  const word = (at: number): string => `0x${view.getUint32(at, true).toString(16)}u`;
  if (words) {
    const count = Math.ceil(type.size / 4);
    return `array<u32, ${count}>(${Array.from({ length: count }, (_, i) => word(4 * i)).join(', ')})`;
  }

  const text = (t: MemoryType, at: number): string | undefined => {
    switch (t.kind) {
      case 'scalar':
        switch (t.scalar) {
          case 'i32':
            return t.unsigned ? word(at) : `i32(${view.getInt32(at, true)})`;
          case 'f32': {
            const value = view.getFloat32(at, true);
            return isUnusualFloat(value) ? undefined : `f32(${value})`;
          }
          case 'i64':
          case 'f64':
            return `vec2u(${word(at)}, ${word(at + 4)})`;
          case 'i1':
            return view.getUint8(at) === 0 ? 'false' : 'true';
          default:
            return undefined;
        }
      case 'array':
        return list(t, Array.from({ length: t.count }, (_, i) => text(t.element, at + i * t.element.size)));
      case 'struct':
        return list(t, t.fields.map((f) => text(f.type, at + f.offset)));
      case 'bytes':
        return undefined;
      default:
        return t satisfies never;
    }
  };
  const list = (t: MemoryType, parts: readonly (string | undefined)[]): string | undefined => (parts.includes(undefined) ? undefined : `${typeText(t, structs, false, global.loc)}(${parts.join(', ')})`);
  return text(type, 0);
}
