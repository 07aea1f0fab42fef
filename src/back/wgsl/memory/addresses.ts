/**
 * Pointers as numbers: comparisons of pointers and conversions to integers. In: a pointer with one root. Out: its 32-bit address, from the parameter block for pointers that the kernel is given; objects of the
 * shader's own get addresses that no buffer has, a page boundary each.
 */
import { functionKey } from '../../../ir/build.js';
import type { Func, Value } from '../../../ir/ir.js';
import type { ExpressionWriter } from '../expression-text.js';
import { elementIndex } from './places.js';
import { rootKey } from '../analyses/provenance.js';
import type { Shader } from '../shader.js';
import { nameOf, storageFor } from '../shader.js';
import { Unsupported } from '../unsupported.js';
import { addressOf, byteAddress, sum } from './words.js';

/** Where the shader's own objects begin: below all device memory, apart from null. */
const OWN_OBJECTS = 0x01000000;
const PAGE = 0x00010000;

/** Of the object that the pointer points into. */
function baseOf(s: Shader, pointer: Value, loc: number): string {
  const { root } = storageFor(s, pointer, loc);
  const key = rootKey(root);
  const window = s.windows.get(key);
  if (window !== undefined) return `0x${window.base.toString(16)}u`;
  if (root.kind === 'global' && root.global.space !== 'shared') throw new Unsupported('the address of a variable as a value', loc);
  if (root.kind === 'param' && s.fn.kernel!.params[root.index]!.type.kind === 'scalar') {
    let member = s.addresses.get(root.index);
    if (member === undefined) {
      member = s.blockNames.unique(`${s.fn.kernel!.params[root.index]!.name}_address`);
      s.addresses.set(root.index, member);
    }
    return `params.${member}`;
  }
  const place = [...s.storages.keys()].indexOf(key);
  return `0x${(OWN_OBJECTS + place * PAGE).toString(16).padStart(8, '0')}u`;
}

/** Can the pointer be null? Not if it points into an object of the shader's own. */
export function mayBeNull(s: Shader, pointer: Value, loc: number): boolean {
  const { root } = storageFor(s, pointer, loc);
  return root.kind === 'arena' || (root.kind === 'param' && s.fn.kernel!.params[root.index]!.type.kind === 'scalar');
}

/** A u32 expression. */
export function addressText(s: Shader, w: ExpressionWriter, pointer: Value, loc: number): string {
  if (pointer.kind === 'function-address') return functionNumber(s, pointer.function);
  const storage = storageFor(s, pointer, loc);
  if (storage.space === 'arena') return byteAddress(s, w, pointer, loc);
  const base = baseOf(s, pointer, loc);
  const inside = positionText(s, w, pointer, loc);
  if (inside === '0u') return base;
  return `${base} + ${storage.words || !/[-&|^<>]/.test(inside) ? inside : `(${inside})`}`;
}

/** The runtime knows it. */
function functionNumber(s: Shader, { name, side }: Func): string {
  const key = functionKey(name, side);
  let number = s.functionNumbers.get(key);
  if (number === undefined) {
    number = s.names.uniqueInModule(`function_${/^_Z\d+([A-Za-z]\w*?)(?=[^a-z_]|$)/.exec(name)?.[1] ?? name}`);
    s.functionNumbers.set(key, number);
  }
  return number;
}

/** Bytes behind where the root's pointer, or object, begins. */
function positionText(s: Shader, w: ExpressionWriter, pointer: Value, loc: number): string {
  const storage = storageFor(s, pointer, loc);
  const { terms, constant } = addressOf(s, w, pointer, loc);
  const named = namedBase(s, pointer);
  if (named === undefined || storage.words) {
    const rest = terms.filter(({ text }) => text !== storage.offset);
    const moved = named !== undefined && storage.offset !== undefined;
    return moved ? `(${sum({ terms, constant }, 1)} - ${storage.offset})` : sum({ terms: rest, constant }, 1);
  }
  // A position that moves counts elements.
  const index = elementIndex(s, w, pointer, loc);
  const size = storage.isArray ? storage.type.size : storage.type.kind === 'array' ? storage.type.element.size : storage.type.size;
  return `(${index}${storage.offset === undefined ? '' : ` - ${storage.offset}`}) * ${size}u`;
}

function namedBase(s: Shader, pointer: Value): Value | undefined {
  let at = pointer;
  while (nameOf(s, at) === undefined && at.kind === 'result' && (at.inst.kind === 'index' || at.inst.kind === 'field')) at = at.inst.operands[0]!;
  return nameOf(s, at) === undefined ? undefined : at;
}
