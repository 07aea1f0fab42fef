/**
 * Pointers as places: an IR address chain (index, field steps from a root) becomes a WGSL access path, array shapes kept. A place is either an object (`tile[y]`) or a position in an array (`x[i]`),
 * written as array text, element type and index text.
 */
import type { MemoryType, Value } from '../../../ir/ir.js';
import type { IndexWriter } from '../expression-text.js';
import type { Shader, Storage } from '../shader.js';
import { memberName, nameOf, storageFor } from '../shader.js';
import { sameType } from '../types.js';
import { rootKey } from '../analyses/provenance.js';
import { NeedsWords } from '../unsupported.js';
import { byteAddress } from './words.js';

type Place =
  | { readonly kind: 'object'; readonly text: string; readonly type: MemoryType }
  | { readonly kind: 'element'; readonly array: string; readonly element: MemoryType; readonly index: string; /** Elements of the array; undefined: as many as there are. */ readonly count: number | undefined };

/** Names the object that a pointer points into. */
function keyOf(s: Shader, pointer: Value): unknown {
  return rootKey(s.provenance.rootOf(pointer));
}

function add(left: string, right: string): string {
  if (left === '0u') return right;
  if (right === '0u') return left;
  return `${summand(left)} + ${summand(right)}`;
}

/** Indices are u32 sums; what binds less tightly than + goes into parentheses. */
function summand(text: string): string {
  return /[&|^<>]/.test(text) && /[&|^<>]/.test(text.replace(/\([^()]*\)|\[[^[\]]*\]/g, '')) ? `(${text})` : text;
}

/** Throws NeedsWords for what lies behind the array: the pointer left the shape that the type gives memory. */
function asObject(place: Place, key: unknown, loc: number): { readonly text: string; readonly type: MemoryType } {
  if (place.kind === 'element' && place.count !== undefined && /^\d+u$/.test(place.index) && Number.parseInt(place.index, 10) >= place.count) throw new NeedsWords(key, loc);
  return place.kind === 'object' ? place : { text: `${place.array}[${/^\d+u$/.test(place.index) ? place.index.slice(0, -1) : place.index}]`, type: place.element };
}

function rootPlace(s: Shader, pointer: Value, loc: number): Place {
  const storage = storageFor(s, pointer, loc);
  if (!storage.isArray) return { kind: 'object', text: storage.name, type: storage.type };
  return { kind: 'element', array: storage.name, element: storage.type, index: storage.offset ?? '0u', count: undefined };
}

function placeOf(s: Shader, w: IndexWriter, pointer: Value, loc: number): Place {
  const named = nameOf(s, pointer);
  if (named !== undefined) {
    // A pointer that a loop moves: an element index into its root's array.
    const storage = storageFor(s, pointer, loc);
    return { kind: 'element', array: storage.name, element: elementType(storage, loc), index: named, count: undefined };
  }
  if (pointer.kind !== 'result') return rootPlace(s, pointer, loc);
  const { inst } = pointer;
  if (inst.kind === 'index') {
    const base = placeOf(s, w, inst.operands[0]!, inst.loc);
    const step = w.asIndex(inst.operands[1]!);
    return stepInto(base, inst.element, step, { key: keyOf(s, pointer), loc: inst.loc, maximum: w.maximum(inst.operands[1]!) });
  }
  if (inst.kind === 'field') {
    const base = asObject(descend(placeOf(s, w, inst.operands[0]!, inst.loc), inst.struct, keyOf(s, pointer), inst.loc), keyOf(s, pointer), inst.loc);
    return { kind: 'object', text: `${base.text}.${memberName(inst.struct, inst.field)}`, type: inst.struct.fields[inst.field]!.type };
  }
  if (inst.kind === 'select') {
    // Of two positions in one array.
    const index = `select(${elementIndex(s, w, inst.operands[2]!, loc)}, ${elementIndex(s, w, inst.operands[1]!, loc)}, ${w.as(inst.operands[0]!, 'bool')})`;
    const storage = storageFor(s, pointer, loc);
    return { kind: 'element', array: storage.name, element: elementType(storage, loc), index, count: undefined };
  }
  return rootPlace(s, pointer, loc);
}

/** Element type of the array that pointers move in. */
function elementType({ type, isArray, root }: Storage, loc: number): MemoryType {
  if (isArray) return type;
  if (type.kind !== 'array') throw new NeedsWords(rootKey(root), loc);
  return type.element;
}

interface StepContext {
  readonly key: unknown;
  readonly loc: number;
  /** Largest value of the index, if it is known not to be negative. */
  readonly maximum: number | undefined;
}

/** Moves `index` elements of type `element` on from a place. */
function stepInto(base: Place, element: MemoryType, index: string, ctx: StepContext): Place {
  if (base.kind === 'element' && sameType(base.element, element)) return { ...base, index: add(base.index, index) };
  const object = asObject(base, ctx.key, ctx.loc);
  if (object.type.kind === 'array') {
    const { element: own, count } = object.type;
    if (sameType(own, element)) return { kind: 'element', array: object.text, element, index, count };
    // The elements of an array of arrays in a row: `a[0]` was not spelled out, or the pointer moves through all of them.
    const inner = elementsWithin(own, element);
    if (inner === undefined || (ctx.maximum !== undefined && ctx.maximum < inner)) return stepInto({ kind: 'element', array: object.text, element: own, index: '0u', count }, element, index, ctx);
    const [outer, rest] = /^\d+u$/.test(index) ? [`${Math.floor(Number.parseInt(index, 10) / inner)}u`, `${Number.parseInt(index, 10) % inner}u`] : [`${grouped(index)} / ${inner}u`, `${grouped(index)} % ${inner}u`];
    return stepInto({ kind: 'element', array: object.text, element: own, index: outer, count }, element, rest, { ...ctx, maximum: inner - 1 });
  }
  if (object.type.kind === 'struct' && object.type.fields[0]?.offset === 0) {
    const field = object.type.fields[0];
    return stepInto({ kind: 'object', text: `${object.text}.${memberName(object.type, 0)}`, type: field.type }, element, index, ctx);
  }
  throw new NeedsWords(ctx.key, ctx.loc);
}

/** How many elements of a type an array holds, inner arrays included. */
function elementsWithin(type: MemoryType, element: MemoryType): number | undefined {
  if (type.kind !== 'array') return undefined;
  if (sameType(type.element, element)) return type.count;
  const inner = elementsWithin(type.element, element);
  return inner === undefined ? undefined : inner * type.count;
}

function grouped(index: string): string {
  return /^[\w.]+$/.test(index) ? index : `(${index})`;
}

/** Goes into first elements and fields until the type is `wanted`. */
function descend(place: Place, wanted: MemoryType, key: unknown, loc: number): Place {
  let at: Place = place;
  for (let guard = 0; guard < 16; guard++) {
    const object = asObject(at, key, loc);
    if (sameType(object.type, wanted)) return at;
    if (object.type.kind === 'array') at = { kind: 'element', array: object.text, element: object.type.element, index: '0u', count: object.type.count };
    else if (object.type.kind === 'struct' && object.type.fields[0]?.offset === 0) {
      at = { kind: 'object', text: `${object.text}.${memberName(object.type, 0)}`, type: object.type.fields[0].type };
    } else break;
  }
  throw new NeedsWords(key, loc);
}

/** The scalar object, of `size` bytes, that a pointer designates. */
export function scalarPlace(s: Shader, w: IndexWriter, pointer: Value, size: number, loc: number): { readonly text: string; readonly type: MemoryType } {
  let at = asObject(placeOf(s, w, pointer, loc), keyOf(s, pointer), loc);
  for (let guard = 0; guard < 16 && at.type.kind !== 'scalar'; guard++) {
    if (at.type.kind === 'array') at = { text: `${at.text}[0]`, type: at.type.element };
    else if (at.type.kind === 'struct' && at.type.fields[0]?.offset === 0) at = { text: `${at.text}.${memberName(at.type, 0)}`, type: at.type.fields[0].type };
    else throw new NeedsWords(keyOf(s, pointer), loc);
  }
  if (at.type.kind !== 'scalar' || at.type.size !== size) throw new NeedsWords(keyOf(s, pointer), loc);
  return at;
}

/** The whole object of a type that a pointer designates. */
export function objectPlace(s: Shader, w: IndexWriter, pointer: Value, type: MemoryType, loc: number): string {
  return asObject(descend(placeOf(s, w, pointer, loc), type, keyOf(s, pointer), loc), keyOf(s, pointer), loc).text;
}

/** A pointer as an element index into its root's array (for pointers that loops move). */
export function elementIndex(s: Shader, w: IndexWriter, pointer: Value, loc: number): string {
  if (storageFor(s, pointer, loc).words) return byteAddress(s, w, pointer, loc);
  let place = placeOf(s, w, pointer, loc);
  const storage = storageFor(s, pointer, loc);
  if (place.kind === 'object' && place.text === storage.name && place.type.kind === 'array') place = { kind: 'element', array: storage.name, element: place.type.element, index: '0u', count: place.type.count };
  if (place.kind !== 'element' || place.array !== storage.name) throw new NeedsWords(rootKey(storage.root), loc);
  return place.index;
}
