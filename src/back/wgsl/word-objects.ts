/** Copying and clearing of whole objects where one side or both are words: scalar by scalar. */
import type { MemoryType, ScalarMemoryType, Value } from '../../ir/ir.js';
import type { ExpressionWriter } from './expressions.js';
import { objectPlace } from './places.js';
import type { Shader } from './shader.js';
import { memberName, storageFor } from './shader.js';
import type { WgslScalar } from './types.js';
import { vectorText } from './types.js';
import { Unsupported } from './unsupported.js';
import type { Address } from './words.js';
import { addressOf, bitsOf, loadAt, storeAt, sum, vectorAt } from './words.js';

interface Leaf {
  readonly path: string;
  readonly offset: number;
  readonly scalar: ScalarMemoryType;
  readonly unsigned: boolean;
}

/** Most scalars of an object that is copied one by one. */
const MOST_LEAVES = 64;

/** An address that is used several times: what it reads from memory is read once. */
function fixedAddress(s: Shader, w: ExpressionWriter, pointer: Value, lines: string[], loc: number): Address {
  const address = addressOf(s, w, pointer, loc);
  if (address.terms.every(({ text }) => /^[^([]*$/.test(text))) return address;
  const name = s.names.unique('at');
  lines.push(`let ${name} = ${sum(address, 1)};`);
  return { terms: [{ text: name, scale: 1 }], constant: 0 };
}

function leavesOf(type: MemoryType, loc: number): readonly Leaf[] {
  const found: Leaf[] = [];
  const walk = (t: MemoryType, path: string, offset: number): void => {
    if (found.length > MOST_LEAVES) throw new Unsupported('copies of large objects as words', loc);
    switch (t.kind) {
      case 'scalar':
        found.push({ path, offset, scalar: t.scalar, unsigned: t.unsigned });
        return;
      case 'array':
        for (let i = 0; i < t.count; i++) walk(t.element, `${path}[${i}]`, offset + i * t.element.size);
        return;
      case 'struct':
        t.fields.forEach((f, i) => walk(f.type, `${path}.${memberName(t, i)}`, offset + f.offset));
        return;
      case 'bytes':
        throw new Unsupported('copies of unions', loc);
      default:
        t satisfies never;
    }
  };
  walk(type, '', 0);
  return found;
}

/** Copies an object scalar by scalar, where one side or both are words. */
export function copyWords(s: Shader, w: ExpressionWriter, to: Value, from: Value, type: MemoryType, loc: number): string[] {
  const [target, source] = [storageFor(s, to, loc), storageFor(s, from, loc)];
  const lines: string[] = [];
  if (target.lanes !== undefined || source.lanes !== undefined) {
    // One side at least is an array of these vectors; the other holds one, or is words.
    const [left, right] = [vectorPlace(s, w, to, type, loc), vectorPlace(s, w, from, type, loc)];
    if (left !== undefined && right !== undefined) return [`${left} = ${right};`];
  }
  const [toAddress, fromAddress] = [target.words ? fixedAddress(s, w, to, lines, loc) : undefined, source.words ? fixedAddress(s, w, from, lines, loc) : undefined];
  const move = (address: Address, by: number): Address => ({ ...address, constant: address.constant + by });
  const copies = leavesOf(type, loc).map((leaf) => {
    const typed: WgslScalar = leaf.scalar === 'f32' ? 'f32' : leaf.scalar === 'i1' ? 'bool' : leaf.unsigned ? 'u32' : 'i32';
    const value = fromAddress === undefined ? { text: objectPlace(s, w, from, type, loc) + leaf.path, type: typed } : loadAt(s, source, move(fromAddress, leaf.offset), leaf.scalar, !leaf.unsigned, loc);
    if (toAddress !== undefined) return storeAt(s, target, move(toAddress, leaf.offset), leaf.scalar, bitsOf(value.text, value.type), loc);
    const text = value.type === typed ? value.text : `${typed}(${value.text})`;
    return `${objectPlace(s, w, to, type, loc)}${leaf.path} = ${text};`;
  });
  return [...lines, ...copies];
}

function vectorPlace(s: Shader, w: ExpressionWriter, pointer: Value, type: MemoryType, loc: number): string | undefined {
  const storage = storageFor(s, pointer, loc);
  if (storage.lanes !== undefined) return vectorAt(storage, addressOf(s, w, pointer, loc));
  return storage.words ? undefined : objectPlace(s, w, pointer, type, loc);
}

export function clearWords(s: Shader, w: ExpressionWriter, to: Value, type: MemoryType, loc: number): string[] {
  const storage = storageFor(s, to, loc);
  if (storage.lanes !== undefined) return [`${vectorAt(storage, addressOf(s, w, to, loc))} = ${vectorText(storage.lanes)!}();`];
  const lines: string[] = [];
  const address = fixedAddress(s, w, to, lines, loc);
  return lines.concat(leavesOf(type, loc).map((leaf) => storeAt(s, storage, { ...address, constant: address.constant + leaf.offset }, leaf.scalar, '0u', loc)));
}
