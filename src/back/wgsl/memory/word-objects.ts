/** Copying and clearing of whole objects where one side or both are words: scalar by scalar. */
import type { CopyInst, FillInst, MemoryType, ScalarMemoryType, Value } from '../../../ir/ir.js';
import type { ArenaAddress } from '../arena/accesses.js';
import { loadCall, storeCall } from '../arena/accesses.js';
import { arenaFunction, lineText } from '../arena/search.js';
import type { ExpressionWriter } from '../expression-text.js';
import { objectPlace } from './places.js';
import { rootKey } from '../analyses/provenance.js';
import type { Shader, Storage } from '../shader.js';
import { memberName, storageFor } from '../shader.js';
import type { WgslScalar } from '../types.js';
import { scalarOf, vectorText } from '../types.js';
import { NeedsWords, Unsupported } from '../unsupported.js';
import type { Address } from './words.js';
import { addressOf, arenaAddress, bitsOf, loadAt, storeAt, sum, vectorAt } from './words.js';

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

/** Is it copied in a loop? */
export function isLarge(type: MemoryType): boolean {
  return leafCount(type) > MOST_LEAVES;
}

function leafCount(type: MemoryType): number {
  switch (type.kind) {
    case 'scalar':
      return Math.ceil(type.size / 4);
    case 'array':
      return type.count * leafCount(type.element);
    case 'struct':
      return type.fields.reduce((sum, f) => sum + leafCount(f.type), 0);
    case 'bytes':
      return type.size / unitOf(type);
    default:
      return type satisfies never;
  }
}

function leavesOf(type: MemoryType): readonly Leaf[] {
  const found: Leaf[] = [];
  const walk = (t: MemoryType, path: string, offset: number): void => {
    switch (t.kind) {
      case 'scalar':
        if (t.size >= 8) {
          for (let i = 0; i < t.size / 4; i++) found.push({ path: `${path}.${'xyzw'[i]!}`, offset: offset + 4 * i, scalar: 'i32', unsigned: true });
          return;
        }
        found.push({ path, offset, scalar: t.scalar, unsigned: t.unsigned });
        return;
      case 'array':
        for (let i = 0; i < t.count; i++) walk(t.element, `${path}[${i}]`, offset + i * t.element.size);
        return;
      case 'struct':
        t.fields.forEach((f, i) => walk(f.type, `${path}.${memberName(t, i)}`, offset + f.offset));
        return;
      case 'bytes':
        // Both sides are words then.
        for (let i = 0; i < t.size; i += unitOf(t)) found.push({ path, offset: offset + i, scalar: unitOf(t) === 4 ? 'i32' : 'i8', unsigned: true });
        return;
      default:
        t satisfies never;
    }
  };
  walk(type, '', 0);
  return found;
}

/** Bytes that are copied at once. */
function unitOf(type: MemoryType): 1 | 4 {
  return type.align >= 4 && type.size % 4 === 0 ? 4 : 1;
}

/** Copies of memory that no type is known of, or whose length is not: by address. */
export function copyRaw(s: Shader, w: ExpressionWriter, inst: CopyInst): string[] {
  const [to, from, bytes] = inst.operands as [Value, Value, Value];
  if (![to, from].every((pointer) => hasAddress(s, pointer, inst.loc))) throw new Unsupported('copies of raw memory', inst.loc);
  return [`${arenaFunction(s, 'copy_bytes')}(${w.address(to, inst.loc)}, ${w.address(from, inst.loc)}, ${w.as(bytes, 'u32')}, ${lineText(s, inst.loc)});`];
}

/** memset. */
export function fillRaw(s: Shader, w: ExpressionWriter, inst: FillInst): string[] {
  const [to, byte, bytes] = inst.operands as [Value, Value, Value];
  if (!hasAddress(s, to, inst.loc)) throw new Unsupported('memset', inst.loc);
  return [`${arenaFunction(s, 'fill_bytes')}(${w.address(to, inst.loc)}, ${w.as(byte, 'u32')}, ${w.as(bytes, 'u32')}, ${lineText(s, inst.loc)});`];
}

function hasAddress(s: Shader, pointer: Value, loc: number): boolean {
  const { space, root } = storageFor(s, pointer, loc);
  return space === 'arena' || s.windows.has(rootKey(root));
}

/** Copies an object scalar by scalar, where one side or both are words. */
export function copyWords(s: Shader, w: ExpressionWriter, to: Value, from: Value, type: MemoryType, loc: number): string[] {
  const [target, source] = [storageFor(s, to, loc), storageFor(s, from, loc)];
  const lines: string[] = [];
  const vector = vectorOf(type);
  if (vector !== undefined && (target.space === 'arena' || source.space === 'arena')) {
    const unsigned = `vec${vector.size}u`;
    const at = (pointer: Value): ArenaAddress => arenaAddress(addressOf(s, w, pointer, loc), 'words');
    const typeOf = (storage: Storage): string => (storage.lanes === undefined ? vector.text : vectorText(storage.lanes)!);
    const place = source.space === 'arena' ? undefined : vectorPlace(s, w, from, type, loc);
    const bits = source.space === 'arena' ? loadCall(s, at(from), vector.size, loc) : place === undefined || typeOf(source) === unsigned ? place : `bitcast<${unsigned}>(${place})`;
    if (bits !== undefined && target.space === 'arena') return [storeCall(s, at(to), vector.size, bits, loc)];
    const goal = bits === undefined ? undefined : vectorPlace(s, w, to, type, loc);
    if (goal !== undefined) return [`${goal} = ${typeOf(target) === unsigned ? bits : `bitcast<${typeOf(target)}>(${bits})`};`];
  }
  if (target.lanes !== undefined || source.lanes !== undefined) {
    // One side at least is an array of these vectors; the other holds one, or is words.
    const [left, right] = [vectorPlace(s, w, to, type, loc), vectorPlace(s, w, from, type, loc)];
    const typeOf = (storage: Storage): string | undefined => vectorText(storage.lanes ?? (type as Extract<MemoryType, { kind: 'struct' }>));
    if (left !== undefined && right !== undefined) return [`${left} = ${typeOf(target) === typeOf(source) ? right : `bitcast<${typeOf(target)!}>(${right})`};`];
  }
  const [toAddress, fromAddress] = [target.words ? fixedAddress(s, w, to, lines, loc) : undefined, source.words ? fixedAddress(s, w, from, lines, loc) : undefined];
  const move = (address: Address, by: number): Address => ({ ...address, constant: address.constant + by });
  const lanes = target.lanes ?? source.lanes;
  if (vector !== undefined && lanes !== undefined && toAddress !== undefined && fromAddress !== undefined) {
    // Words on one side: the vector is read or written at once.
    const scalar = scalarOf(lanes.fields[0]!.type, loc);
    const parts = lanes.fields.map((_, i) => 4 * i);
    if (target.lanes !== undefined) {
      const components = parts.map((by) => {
        const { text, type: held } = loadAt(s, source, move(fromAddress, by), scalar === 'f32' ? 'f32' : 'i32', false, loc);
        return held === scalar ? text : `${scalar}(${text})`;
      });
      return [...lines, `${vectorAt(target, toAddress)} = ${vectorText(lanes)!}(${components.join(', ')});`];
    }
    const held = s.names.unique('vector');
    return [...lines, `let ${held} = ${vectorAt(source, fromAddress)};`, ...parts.map((by, i) => storeAt(s, target, move(toAddress, by), 'i32', bitsOf(`${held}.${'xyzw'[i]!}`, scalar), loc))];
  }
  if (isLarge(type)) {
    if (toAddress === undefined || fromAddress === undefined) throw new NeedsWords(rootKey((toAddress === undefined ? target : source).root), loc);
    const i = s.names.unique('i');
    const at = (address: Address): Address => ({ ...address, terms: [...address.terms, { text: i, scale: 1 }] });
    const unit = unitOf(type);
    const piece = loadAt(s, source, at(fromAddress), unit === 4 ? 'i32' : 'i8', false, loc).text;
    return [...lines, `for (var ${i} = 0u; ${i} < ${type.size}u; ${i} += ${unit}u) {`, `  ${storeAt(s, target, at(toAddress), unit === 4 ? 'i32' : 'i8', piece, loc)}`, '}'];
  }
  const typeOf = (leaf: Leaf): WgslScalar => (leaf.scalar === 'f32' ? 'f32' : leaf.scalar === 'i1' ? 'bool' : leaf.unsigned ? 'u32' : 'i32');
  const bytesOf = (leaf: Leaf): number => (leaf.scalar === 'i16' ? 2 : 1);
  const copyLeaf = (leaf: Leaf): string => {
    const typed = typeOf(leaf);
    const value = fromAddress === undefined ? { text: objectPlace(s, w, from, type, loc) + leaf.path, type: typed } : loadAt(s, source, move(fromAddress, leaf.offset), leaf.scalar, !leaf.unsigned, loc);
    if (toAddress !== undefined) return storeAt(s, target, move(toAddress, leaf.offset), leaf.scalar, bitsOf(value.text, value.type), loc);
    const text = value.type === typed ? value.text : `${typed}(${value.text})`;
    return `${objectPlace(s, w, to, type, loc)}${leaf.path} = ${text};`;
  };
  /** Small ones that fill a word, as the word. */
  const copyTogether = (group: readonly Leaf[]): string[] => {
    const { offset } = group[0]!;
    const place = (pointer: Value, leaf: Leaf): string => objectPlace(s, w, pointer, type, loc) + leaf.path;
    if (toAddress !== undefined) {
      const parts = group.map((leaf) => `(${bitsOf(fromAddress === undefined ? place(from, leaf) : '', typeOf(leaf))} & ${bytesOf(leaf) === 1 ? '0xffu' : '0xffffu'}) << ${8 * (leaf.offset - offset)}u`);
      const whole = fromAddress === undefined ? parts.map((part) => `(${part})`).join(' | ') : loadAt(s, source, move(fromAddress, offset), 'i32', false, loc).text;
      return [storeAt(s, target, move(toAddress, offset), 'i32', whole, loc)];
    }
    const word = s.names.unique('word');
    const values = group.map((leaf) => {
      const typed = typeOf(leaf);
      const part = `extractBits(${typed === 'i32' ? `bitcast<i32>(${word})` : word}, ${8 * (leaf.offset - offset)}u, ${8 * bytesOf(leaf)}u)`;
      return `${place(to, leaf)} = ${typed === 'bool' ? `${part} != 0u` : part};`;
    });
    return [`let ${word} = ${loadAt(s, source, move(fromAddress!, offset), 'i32', false, loc).text};`, ...values];
  };
  const copies = groupsOf(leavesOf(type), type.align).flatMap((group) => (group.length > 1 ? copyTogether(group) : [copyLeaf(group[0]!)]));
  return [...lines, ...copies];
}

/** Bytes and shorts that fill a word together; every other scalar alone. */
function groupsOf(leaves: readonly Leaf[], align: number): readonly (readonly Leaf[])[] {
  const isNarrow = ({ scalar }: Leaf): boolean => scalar === 'i1' || scalar === 'i8' || scalar === 'i16';
  const groups: Leaf[][] = [];
  for (let i = 0; i < leaves.length; ) {
    const word = leaves[i]!.offset >> 2;
    const group = leaves.slice(i).filter((leaf) => isNarrow(leaf) && leaf.offset >> 2 === word);
    const isFull = align % 4 === 0 && group[0] === leaves[i] && group.reduce((sum, { scalar }) => sum + (scalar === 'i16' ? 2 : 1), 0) === 4;
    groups.push(isFull ? group : [leaves[i]!]);
    i += groups[groups.length - 1]!.length;
  }
  return groups;
}

/** Vectors of two or four components. */
function vectorOf(type: MemoryType): { readonly text: string; readonly size: 2 | 4 } | undefined {
  const text = type.kind === 'struct' ? vectorText(type) : undefined;
  return text?.[3] === '4' ? { text, size: 4 } : text?.[3] === '2' ? { text, size: 2 } : undefined;
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
  if (isLarge(type)) {
    const i = s.names.unique('i');
    const unit = unitOf(type);
    return [...lines, `for (var ${i} = 0u; ${i} < ${type.size}u; ${i} += ${unit}u) {`, `  ${storeAt(s, storage, { ...address, terms: [...address.terms, { text: i, scale: 1 }] }, unit === 4 ? 'i32' : 'i8', '0u', loc)}`, '}'];
  }
  return lines.concat(leavesOf(type).map((leaf) => storeAt(s, storage, { ...address, constant: address.constant + leaf.offset }, leaf.scalar, '0u', loc)));
}
