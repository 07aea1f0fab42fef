/** Loads of what never changes, at a known place: literals, const objects, constant memory that no program writes to. In: a load. Out: its value; undefined where it is not known, or is a NaN, whose bits constants do not keep. */
import { constant } from '../ir/build.js';
import { constantAddress } from '../ir/effects.js';
import type { Global, LoadInst, Value } from '../ir/ir.js';

/** A weak variable may be another one in the program. */
function isFixed(global: Global): boolean {
  return (global.constant && global.linkage !== 'weak') || global.unwritten === true;
}

export function loadedConstant(inst: LoadInst): Value | undefined {
  if (inst.volatile) return undefined;
  const at = constantAddress(inst.operands[0]!);
  if (at?.root.kind !== 'global-address') return undefined;
  const { global } = at.root;
  const { init } = global;
  if (init === undefined || !isFixed(global) || at.offset < 0) return undefined;
  if (init.relocations.some(({ offset }) => offset < at.offset + BYTES && offset + BYTES > at.offset)) return undefined;
  const bytes = new Uint8Array(BYTES);
  bytes.set(init.bytes.subarray(at.offset, at.offset + BYTES));
  const view = new DataView(bytes.buffer);
  const { type } = inst.results[0]!;
  const fits = (size: number): boolean => at.offset + size <= global.type.size;
  const number = (value: number): Value | undefined => (Number.isNaN(value) ? undefined : constant(type, value));
  switch (inst.memory) {
    case 'i1':
      return fits(1) && type === 'i1' ? constant('i1', view.getUint8(0) & 1) : undefined;
    case 'i8':
      return fits(1) && type === 'i32' ? number(inst.signed ? view.getInt8(0) : view.getUint8(0)) : undefined;
    case 'i16':
      return fits(2) && type === 'i32' ? number(inst.signed ? view.getInt16(0, true) : view.getUint16(0, true)) : undefined;
    case 'i32':
      return fits(4) && type === 'i32' ? number(view.getInt32(0, true)) : undefined;
    case 'i64':
      return fits(8) && type === 'i64' ? constant('i64', view.getBigInt64(0, true)) : undefined;
    case 'f32':
      return fits(4) && type === 'f32' ? number(view.getFloat32(0, true)) : undefined;
    case 'f64':
      return fits(8) && type === 'f64' ? number(view.getFloat64(0, true)) : undefined;
    default:
      return undefined;
  }
}

/** Of the largest scalar, and of an address in an image. */
const BYTES = 8;
