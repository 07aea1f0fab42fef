/**
 * Memory as 32-bit words: for objects that hold 8- or 16-bit data, have no type, or are accessed as several types. In: address chains. Out: byte addresses and accesses by shifts.
 *
 * Such an object is an `array<u32>`, a pointer into it a byte address. Threads may write neighbouring bytes of a word at the same time, so that what other threads see is written by compare-exchange:
 * the words are atomic then.
 */
import type { Inst, ScalarMemoryType, Value } from '../../../ir/ir.js';
import type { ArenaAddress } from '../arena/accesses.js';
import { arenaLoad, arenaStore } from '../arena/accesses.js';
import type { ExpressionWriter, IndexWriter } from '../expression-text.js';
import { factor } from '../expression-text.js';
import { givenPointer } from '../kernel-params.js';
import { runtimeConstant } from '../numbers/runtime-constants.js';
import type { Shader, Storage } from '../shader.js';
import { BINDING_SUFFIX, LANES_LINE, loadedPlace, nameOf, storageFor } from '../shader.js';
import type { WgslScalar } from '../types.js';
import { scalarOf } from '../types.js';
import { Unsupported } from '../unsupported.js';

/** A sum of terms, each times a number of bytes, and a constant. */
export interface Address {
  /** `divisor`: a power of two that the term (in bytes) is known to be a multiple of. `root`: the term is this parameter of the kernel, a pointer that it is given. */
  readonly terms: readonly { readonly text: string; readonly scale: number; readonly divisor?: number; readonly root?: number | undefined }[];
  readonly constant: number;
}

export function addressOf(s: Shader, w: IndexWriter, pointer: Value, loc: number): Address {
  const named = nameOf(s, pointer);
  if (named !== undefined) return { terms: [{ text: named, scale: 1 }], constant: 0 };
  if (pointer.kind === 'result') {
    const { inst } = pointer;
    if (inst.kind === 'index') {
      const base = addressOf(s, w, inst.operands[0]!, inst.loc);
      const by = inst.operands[1]!;
      if (by.kind === 'const') return { ...base, constant: base.constant + Number(by.value) * inst.element.size };
      if (storageFor(s, pointer, loc).lanes !== undefined) {
        // Which component it is may be known, if constants stand apart.
        const { value, added } = withoutConstant(by);
        const term = { text: w.asIndex(value), scale: inst.element.size, divisor: divisorOf(value, 8) * lowestBit(inst.element.size) };
        return { terms: [...base.terms, term], constant: base.constant + added * inst.element.size };
      }
      return { ...base, terms: [...base.terms, { text: w.asIndex(by), scale: inst.element.size }] };
    }
    if (inst.kind === 'field') {
      const base = addressOf(s, w, inst.operands[0]!, inst.loc);
      return { ...base, constant: base.constant + inst.struct.fields[inst.field]!.offset };
    }
    if (inst.kind === 'convert') return { terms: [{ text: w.as(inst.operands[0]!, 'u32'), scale: 1, root: givenPointer(s.fn, inst.operands[0]!) }], constant: 0 };
    if (inst.kind === 'select') {
      const text = `select(${byteAddress(s, w, inst.operands[2]!, loc)}, ${byteAddress(s, w, inst.operands[1]!, loc)}, ${w.as(inst.operands[0]!, 'bool')})`;
      return { terms: [{ text, scale: 1 }], constant: 0 };
    }
  }
  const { offset } = storageFor(s, pointer, loc);
  return { terms: offset === undefined ? [] : [{ text: offset, scale: 1 }], constant: 0 };
}

function withoutConstant(v: Value): { readonly value: Value; readonly added: number } {
  if (v.kind === 'result' && v.type === 'i32' && v.inst.kind === 'binary' && v.inst.op === 'add') {
    const [a, b] = v.inst.operands as [Value, Value];
    if (b.kind === 'const') {
      const { value, added } = withoutConstant(a);
      return { value, added: added + Number(b.value) };
    }
  }
  return { value: v, added: 0 };
}

/** The largest power of two that divides a number. */
function lowestBit(n: number): number {
  return n & -n;
}

/** A power of two, at most 16, that the value is certainly a multiple of. */
function divisorOf(v: Value, depth: number): number {
  const low = (n: number): number => (n % 16 === 0 ? 16 : lowestBit(n));
  if (v.kind === 'const') return low(Number(v.value));
  if (v.kind !== 'result' || v.inst.kind !== 'binary' || depth === 0) return 1;
  const [a, b] = v.inst.operands as [Value, Value];
  switch (v.inst.op) {
    case 'add':
    case 'sub':
    case 'or':
      return Math.min(divisorOf(a, depth - 1), divisorOf(b, depth - 1));
    case 'mul':
      return Math.min(16, divisorOf(a, depth - 1) * divisorOf(b, depth - 1));
    case 'and':
      return Math.max(divisorOf(a, depth - 1), divisorOf(b, depth - 1));
    case 'shl':
      return b.kind === 'const' ? Math.min(16, divisorOf(a, depth - 1) * 2 ** Math.min(4, Number(b.value) & 31)) : divisorOf(a, depth - 1);
    default:
      return 1;
  }
}

/** As accesses by address want it: of words, or of bytes. */
export function arenaAddress({ terms, constant }: Address, of: 'words' | 'bytes'): ArenaAddress {
  const [whole, scaled] = [terms.filter(({ scale }) => scale === 1), terms.filter(({ scale }) => scale !== 1)];
  const root = whole.length === 1 ? whole[0]!.root : undefined;
  if (of === 'bytes') return root === undefined ? { base: sum({ terms, constant }, 1), index: '0u', root } : { base: sum({ terms, constant }, 1), index: sum({ terms: scaled, constant }, 1), root };
  if (constant % 4 !== 0 || scaled.some(({ scale }) => scale % 4 !== 0)) return { base: sum({ terms, constant }, 1), index: '0u', root: undefined };
  return { base: sum({ terms: whole, constant: 0 }, 1), index: sum({ terms: scaled, constant }, 4), root };
}

/** The address in units of `unit` bytes, a power of two. */
export function sum(address: Address, unit: number): string {
  const even = address.constant % unit === 0 && address.terms.every(({ scale }) => scale % unit === 0 || scale === 1);
  if (!even) return `(${sum(address, 1)}) >> ${Math.log2(unit)}u`;
  const parts = address.terms.map(({ text, scale }) => {
    if (scale === 1 && unit !== 1) return address.terms.length === 1 && address.constant === 0 ? `${factor(text)} >> ${Math.log2(unit)}u` : `(${factor(text)} >> ${Math.log2(unit)}u)`;
    const times = scale / unit;
    return times === 1 ? (/[&|^<>]/.test(text) ? factor(text) : text) : `${factor(text)} * ${times}u`;
  });
  const constant = address.constant / unit;
  if (parts.length === 0) return `${constant >>> 0}u`;
  return parts.join(' + ') + (constant > 0 ? ` + ${constant}u` : constant < 0 ? ` - ${-constant}u` : '');
}

/** A pointer as a number of bytes from the start of its object. */
export function byteAddress(s: Shader, w: IndexWriter, pointer: Value, loc: number): string {
  return sum(addressOf(s, w, pointer, loc), 1);
}

/** Where a vector is in its array. */
export function vectorAt(storage: Storage, address: Address): string {
  const { size } = storage.lanes!;
  const isEven = address.constant % size === 0 && address.terms.every(({ scale }) => scale % size === 0 || scale === 1);
  // Multiples of the vector's size, and a constant of which that is true too, can be divided each for itself.
  if (!isEven && address.constant % size === 0 && address.constant > 0 && address.terms.length > 0 && address.terms.every(({ divisor = 1 }) => divisor >= size)) {
    return `${storage.name}[(${factor(sum({ ...address, constant: 0 }, 4))} >> ${Math.log2(size / 4)}u) + ${address.constant / size}u]`;
  }
  return `${storage.name}[${isEven ? sum(address, size) : `${factor(sum(address, 4))} >> ${Math.log2(size / 4)}u`}]`;
}

/** A scalar of an array of vectors. */
function componentAt(storage: Storage, address: Address): { readonly text: string; readonly type: WgslScalar } {
  const lanes = storage.lanes!;
  const count = lanes.fields.length;
  const type = scalarOf(lanes.fields[0]!.type, 0);
  if (address.terms.every(({ divisor = 1 }) => divisor >= lanes.size)) {
    const component = (((address.constant % lanes.size) + lanes.size) % lanes.size) / 4;
    return { text: `${vectorAt(storage, { ...address, constant: address.constant - 4 * component })}.${'xyzw'[component]!}`, type };
  }
  const index = factor(sum(address, 4));
  return { text: `${storage.name}[${index} >> ${Math.log2(count)}u][${index} & ${count - 1}u]`, type };
}

function wordAt(s: Shader, storage: Storage, address: Address): string {
  const index = sum(address, 4);
  if (!/^\d+u$/.test(index)) return `${storage.name}[${index}]`;
  const word = Number.parseInt(index, 10);
  // Code that never runs may name words that are not there, which WGSL rejects where it knows the index.
  const isThere = storage.isArray ? word < 2 ** 31 : word < storage.type.size / 4;
  return `${storage.name}[${isThere ? word : `${index} + bitcast<u32>(${runtimeConstant(s, 'zero')})`}]`;
}

/** What it is made of. */
function unitOf(scalar: ScalarMemoryType): 'words' | 'bytes' {
  return scalar === 'i1' || scalar === 'i8' || scalar === 'i16' ? 'bytes' : 'words';
}

/** What helper functions of an object are called after. */
function shortName(storage: Storage): string {
  return storage.name.slice(storage.name.lastIndexOf('.') + 1).replace(BINDING_SUFFIX, '');
}

/** A word of constant memory. Devices whose uniform arrays may have elements of four bytes have another body in its place (the runtime's shader-text.ts). */
function bankWord(s: Shader, { name, bank, lanes }: Storage, index: string): { readonly text: string; readonly type: 'f32' | 'u32' } {
  const type = scalarOf(lanes!.fields[0]!.type, 0) === 'f32' ? 'f32' : 'u32';
  if (!s.helpers.has(bank!)) s.helpers.set(bank!, `fn ${bank!}(word: u32) -> ${type} {\n  return ${name}[word >> 2u][word & 3u];\n}`);
  return { text: `${bank!}(${index})`, type };
}

function loader(s: Shader, storage: Storage, bits: number, signed: boolean): string {
  const name = `load_${shortName(storage)}_${signed ? 'i' : 'u'}${bits}`;
  if (!s.helpers.has(name)) {
    const type = signed ? 'i32' : 'u32';
    const word = storage.bank !== undefined ? bankWord(s, storage, 'at >> 2u').text : storage.atomic ? `atomicLoad(&${loadedPlace(s, `${storage.name}[at >> 2u]`)})` : `${storage.name}[at >> 2u]`;
    s.helpers.set(name, `fn ${name}(at: u32) -> ${type} {\n  return extractBits(${signed ? `bitcast<i32>(${word})` : word}, (at & 3u) << 3u, ${bits}u);\n}`);
  }
  return name;
}

function storer(s: Shader, storage: Storage, scalar: 'i1' | 'i8' | 'i16'): string {
  const bits = scalar === 'i16' ? 16 : 8;
  const isTruth = scalar === 'i1' && storage.atomic;
  const name = `store_${shortName(storage)}_${isTruth ? 'bool' : bits}`;
  if (!s.helpers.has(name)) {
    const word = `${storage.name}[at >> 2u]`;
    const body = storage.atomic ? [...(storage.space === 'storage' ? storeTogether(word, bits) : []), ...(isTruth ? changeTruth(word) : exchangePart(word, bits))] : [`  ${word} = insertBits(${word}, value, (at & 3u) << 3u, ${bits}u);`];
    s.helpers.set(name, `fn ${name}(at: u32, value: u32) {\n${body.join('\n')}\n}`);
  }
  return name;
}

/** Other threads may write to the rest of the word. */
function exchangePart(word: string, bits: number): string[] {
  return [
    `  var old = atomicLoad(&${word});`, '  loop {', `    let result = atomicCompareExchangeWeak(&${word}, old, insertBits(old, value, (at & 3u) << 3u, ${bits}u));`,
    '    if result.exchanged {', '      break;', '    }', '    old = result.old_value;', '  }',
  ];
}

/** Lanes side by side that have all parts of a word store it at once, where all lanes are here: exchanging words with each other, each would have to try again for each part. */
function storeTogether(word: string, bits: number): string[] {
  const steps = bits === 8 ? [1, 2] : [1];
  const isNext = steps.map((step) => `subgroupShuffleXor(at, ${step}u) == (at ^ ${(step * bits) / 8}u)`).join(' && ');
  const lines = [
    `  if subgroupBallot(true).x == all__lanes && subgroupAll(${isNext}) {`,
    `    var parts = extractBits(value, 0u, ${bits}u) << ((at & 3u) << 3u);`,
    ...steps.map((step) => `    parts |= subgroupShuffleXor(parts, ${step}u);`),
    '    if (at & 3u) == 0u {', `      atomicStore(&${word}, parts);`, '    }', '    return;', '  }',
  ];
  return lines.map((line) => `${LANES_LINE}${line}`);
}

/** A truth value is 0 or 1: one that is so already stays, others need not be tried again. What is neither was never stored. */
function changeTruth(word: string): string[] {
  return [
    '  let shift = (at & 3u) << 3u;', `  let old = extractBits(atomicLoad(&${word}), shift, 8u);`, '  if old == value {', '    return;', '  }',
    '  if value == 0u {', `    atomicAnd(&${word}, ~(0xffu << shift));`, '    return;', '  }',
    '  if old != 0u {', `    atomicAnd(&${word}, ~(0xfeu << shift));`, '  }', `  atomicOr(&${word}, 1u << shift);`,
  ];
}

export function loadAt(s: Shader, storage: Storage, address: Address, scalar: ScalarMemoryType, signed: boolean, loc: number): { readonly text: string; readonly type: WgslScalar } {
  if (storage.space === 'arena') return arenaLoad(s, arenaAddress(address, unitOf(scalar)), scalar, signed, loc);
  if (storage.lanes !== undefined && storage.bank === undefined) {
    const { text, type } = componentAt(storage, address);
    if (scalar === 'f32') return { text: type === 'f32' ? text : `bitcast<f32>(${text})`, type: 'f32' };
    return { text: bitsOf(text, type), type: 'u32' };
  }
  const word = (bytes = 0): { readonly text: string; readonly type: 'f32' | 'u32' } => {
    const at = { ...address, constant: address.constant + bytes };
    if (storage.bank !== undefined) return bankWord(s, storage, sum(at, 4));
    return { text: storage.atomic ? `atomicLoad(&${loadedPlace(s, wordAt(s, storage, at))})` : wordAt(s, storage, at), type: 'u32' };
  };
  switch (scalar) {
    case 'i1':
      return { text: `(${loader(s, storage, 8, false)}(${sum(address, 1)}) != 0u)`, type: 'bool' };
    case 'i8':
    case 'i16':
      return { text: `${loader(s, storage, scalar === 'i8' ? 8 : 16, signed)}(${sum(address, 1)})`, type: signed ? 'i32' : 'u32' };
    case 'i32':
      return word();
    case 'f32': {
      const { text, type } = word();
      return { text: type === 'f32' ? text : `bitcast<f32>(${text})`, type: 'f32' };
    }
    case 'i64':
    case 'f64':
      return { text: `vec2u(${word().text}, ${word(4).text})`, type: 'vec2u' };
    default:
      throw unsupportedScalar(scalar, loc);
  }
}

export function storeAt(s: Shader, storage: Storage, address: Address, scalar: ScalarMemoryType, value: string, loc: number): string {
  if (storage.space === 'arena') return arenaStore(s, arenaAddress(address, unitOf(scalar)), scalar, value, loc);
  switch (scalar) {
    case 'i1':
    case 'i8':
    case 'i16':
      return `${storer(s, storage, scalar)}(${sum(address, 1)}, ${value});`;
    case 'i32':
    case 'f32':
      if (storage.lanes !== undefined) {
        const { text, type } = componentAt(storage, address);
        return `${text} = ${type === 'u32' ? value : type === 'f32' ? `bitcast<f32>(${value})` : `i32(${value})`};`;
      }
      return storage.atomic ? `atomicStore(&${wordAt(s, storage, address)}, ${value});` : `${wordAt(s, storage, address)} = ${value};`;
    default:
      throw unsupportedScalar(scalar, loc);
  }
}

function unsupportedScalar(scalar: ScalarMemoryType, loc: number): Unsupported {
  return new Unsupported(scalar === 'ptr' ? 'pointers stored in memory' : '64-bit integers', loc);
}

/** A value of a WGSL type as the bits that memory holds. */
export function bitsOf(text: string, type: WgslScalar): string {
  return type === 'f32' ? `bitcast<u32>(${text})` : type === 'u32' ? text : `u32(${text})`;
}

export function loadWords(s: Shader, w: ExpressionWriter, inst: Extract<Inst, { kind: 'load' }>): { readonly text: string; readonly type: WgslScalar } {
  const pointer = inst.operands[0]!;
  return loadAt(s, storageFor(s, pointer, inst.loc), addressOf(s, w, pointer, inst.loc), inst.memory, inst.signed, inst.loc);
}

export function storeWords(s: Shader, w: ExpressionWriter, inst: Extract<Inst, { kind: 'store' }>): string[] {
  const [pointer, v] = inst.operands as [Value, Value];
  if (inst.memory === 'i64' || inst.memory === 'f64') {
    const [value, at] = [s.names.unique('wide'), s.names.unique('at')];
    const storage = storageFor(s, pointer, inst.loc);
    if (storage.space === 'arena') return [storeAt(s, storage, addressOf(s, w, pointer, inst.loc), inst.memory, w.as(v, 'vec2u'), inst.loc)];
    const address: Address = { terms: [{ text: at, scale: 1 }], constant: 0 };
    const start = `let ${value} = ${w.as(v, 'vec2u')};`;
    const low = storeAt(s, storage, address, 'i32', `${value}.x`, inst.loc);
    const high = storeAt(s, storage, { ...address, constant: 4 }, 'i32', `${value}.y`, inst.loc);
    return [start, `let ${at} = ${byteAddress(s, w, pointer, inst.loc)};`, low, high];
  }
  if (inst.memory === 'ptr') throw unsupportedScalar(inst.memory, inst.loc);
  const text = v.type === 'f32' ? bitsOf(w.as(v, 'f32'), 'f32') : v.type === 'i1' ? bitsOf(w.as(v, 'bool'), 'bool') : w.as(v, 'u32');
  return [storeAt(s, storageFor(s, pointer, inst.loc), addressOf(s, w, pointer, inst.loc), inst.memory, text, inst.loc)];
}

/** The word that an atomic operation works on. */
export function atomicWord(s: Shader, w: ExpressionWriter, pointer: Value, loc: number): string {
  return wordAt(s, storageFor(s, pointer, loc), addressOf(s, w, pointer, loc));
}
