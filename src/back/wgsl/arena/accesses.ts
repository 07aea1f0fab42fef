/** Loads and stores of the arena form. In: an address, and what is there. Out: a call: of a function that searches for the memory (search.ts), or of one that knows its heap (roots.ts). */
import type { ScalarMemoryType } from '../../../ir/ir.js';
import type { ArenaName } from './search.js';
import { arenaFunction, BY_COUNT, lineText } from './search.js';
import { rootedLoad, rootedNarrowLoad, rootedStore } from './roots.js';
import type { Shader } from '../shader.js';
import type { WgslScalar } from '../types.js';
import { Unsupported } from '../unsupported.js';

/** Where an access is: as texts, a byte's address, and how many words on. */
export interface ArenaAddress {
  readonly base: string;
  readonly index: string;
  /** `base` is a pointer that the kernel is given: its parameter. */
  readonly root: number | undefined;
}

/** How many words a scalar takes, if it is no part of one. */
function wordsOf(scalar: ScalarMemoryType): 1 | 2 | undefined {
  return scalar === 'i32' || scalar === 'f32' ? 1 : scalar === 'i64' || scalar === 'f64' ? 2 : undefined;
}

/** That many words. */
export function loadCall(s: Shader, address: ArenaAddress, count: 1 | 2 | 4, loc: number): string {
  const { base, index, root } = address;
  return root === undefined ? `${arenaFunction(s, `load_${BY_COUNT[count]}`)}(${base}, ${index}, ${lineText(s, loc)})` : `${rootedLoad(s, root, count)}(${index}, ${lineText(s, loc)})`;
}

/** A statement. */
export function storeCall(s: Shader, address: ArenaAddress, count: 1 | 2 | 4, value: string, loc: number): string {
  const { base, index, root } = address;
  return root === undefined ? `${arenaFunction(s, `store_${BY_COUNT[count]}`)}(${base}, ${index}, ${value}, ${lineText(s, loc)});` : `${rootedStore(s, root, count)}(${index}, ${value}, ${lineText(s, loc)});`;
}

/** `address` is of words where the scalar has some, otherwise of the byte alone. */
export function arenaLoad(s: Shader, address: ArenaAddress, scalar: ScalarMemoryType, signed: boolean, loc: number): { readonly text: string; readonly type: WgslScalar } {
  const count = wordsOf(scalar);
  if (count !== undefined) {
    const text = loadCall(s, address, count, loc);
    return scalar === 'f32' ? { text: `bitcast<f32>(${text})`, type: 'f32' } : { text, type: count === 2 ? 'vec2u' : 'u32' };
  }
  const call = (bits: 8 | 16, isSigned: boolean): string => {
    const { base, index, root } = address;
    return `${root === undefined ? arenaFunction(s, `load_${isSigned ? 'i' : 'u'}${bits}`) : rootedNarrowLoad(s, root, bits, isSigned)}(${root === undefined ? base : index}, ${lineText(s, loc)})`;
  };
  switch (scalar) {
    case 'i1':
      return { text: `(${call(8, false)} != 0u)`, type: 'bool' };
    case 'i8':
    case 'i16':
      return { text: call(scalar === 'i8' ? 8 : 16, signed), type: signed ? 'i32' : 'u32' };
    default:
      throw new Unsupported(`an access to '${scalar}'`, loc);
  }
}

/** `value`: the bits, a u32 or, of 64-bit scalars, a vec2u. */
export function arenaStore(s: Shader, address: ArenaAddress, scalar: ScalarMemoryType, value: string, loc: number): string {
  const count = wordsOf(scalar);
  if (count !== undefined) return storeCall(s, address, count, value, loc);
  const call = (name: ArenaName): string => `${arenaFunction(s, name)}(${address.base}, ${value}, ${lineText(s, loc)});`;
  switch (scalar) {
    case 'i1':
    case 'i8':
      return call('store_8');
    case 'i16':
      return call('store_16');
    default:
      throw new Unsupported(`an access to '${scalar}'`, loc);
  }
}
