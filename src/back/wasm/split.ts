/**
 * A program's module → the module without the code of its kernels, and a module a kernel with the functions that nothing else calls. In: a module with the section "cuda_wasm.entries" (JSON: the kernels' readable names by their entries in
 * the table). Out: the program, whose table has nothing at those entries, and chunks that put their kernel there when they are instantiated over the program's exports.
 *
 * Indices of functions stay as they are in the program: what moves to a chunk leaves `unreachable` behind. A chunk imports the program's memory, table, globals and tags, and the functions that it calls. Positions in the code change, so
 * the section with source lines is left out.
 */
import { createByteWriter, patchSize, reserveSize, writeByte, writeBytes, writeName, writeS32, writeU32, writtenBytes } from './byte-writer.js';
import type { ByteWriter } from './byte-writer.js';
import { linesSection } from './lines.js';

export const entriesSection = 'cuda_wasm.entries';
/** Of the program: JSON of the chunks' names by the entries of their kernels. */
export const chunksSection = 'cuda_wasm.chunks';
/** What chunks import the program's exports from. */
const programModule = 'program';

export interface SplitProgram {
  readonly program: Uint8Array<ArrayBuffer>;
  /** By name. */
  readonly chunks: ReadonlyMap<string, Uint8Array<ArrayBuffer>>;
}

interface Section {
  readonly id: number;
  /** Of custom sections. */
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

interface Body {
  readonly start: number;
  readonly end: number;
}

const decoder = new TextDecoder();

interface Reader {
  readonly bytes: Uint8Array;
  at: number;
}

function u32(r: Reader): number {
  let value = 0;
  for (let shift = 0; ; shift += 7) {
    const byte = r.bytes[r.at++]!;
    value |= (byte & 0x7f) << shift;
    if (byte < 0x80) return value >>> 0;
  }
}

function text(r: Reader): string {
  const length = u32(r);
  r.at += length;
  return decoder.decode(r.bytes.subarray(r.at - length, r.at));
}

function skipLeb(r: Reader): void {
  while (r.bytes[r.at++]! >= 0x80);
}

function sectionsOf(bytes: Uint8Array): Section[] {
  const r: Reader = { bytes, at: 8 };
  const sections: Section[] = [];
  while (r.at < bytes.length) {
    const id = bytes[r.at++]!;
    const end = u32(r) + r.at;
    const start = r.at;
    sections.push({ id, name: id === 0 ? text(r) : '', start, end });
    r.at = end;
  }
  return sections;
}

/** Passes over one instruction; gives the function that it calls, if it calls one. Covers what engines of today take, since other tools may have written the module. */
function skipInstruction(r: Reader): { readonly at: number; readonly callee: number } | undefined {
  const code = r.bytes[r.at++]!;
  if (code === 0x10 || code === 0x12 || code === 0xd2) {
    const at = r.at;
    return { at, callee: u32(r) };
  }
  switch (code) {
    // Block types, labels, tags, locals, globals, tables, constants, null references.
    case 0x02: case 0x03: case 0x04: case 0x06: case 0x07: case 0x08: case 0x09: case 0x0c: case 0x0d: case 0x18:
    case 0x20: case 0x21: case 0x22: case 0x23: case 0x24: case 0x25: case 0x26: case 0x3f: case 0x40: case 0x41: case 0x42: case 0xd0:
      skipLeb(r);
      return undefined;
    case 0x0e:
      for (let n = u32(r); n >= 0; n--) skipLeb(r);
      return undefined;
    case 0x11: case 0x13:
      skipLeb(r);
      skipLeb(r);
      return undefined;
    case 0x1c:
      for (let n = u32(r); n > 0; n--) r.at++;
      return undefined;
    case 0x43:
      r.at += 4;
      return undefined;
    case 0x44:
      r.at += 8;
      return undefined;
    case 0xfc:
      skipPrefixed(r, u32(r), { 8: 2, 9: 1, 10: 2, 11: 1, 12: 2, 13: 1, 14: 2, 15: 1, 16: 1, 17: 1 });
      return undefined;
    case 0xfd: {
      const vector = u32(r);
      if (vector === 12 || vector === 13) r.at += 16;
      else if (vector <= 11 || vector === 92 || vector === 93) skipMany(r, 2);
      else if (vector >= 84 && vector <= 91) {
        skipMany(r, 2);
        r.at++;
      } else if (vector >= 21 && vector <= 34) r.at++;
      return undefined;
    }
    case 0xfe: {
      const atomic = u32(r);
      skipMany(r, atomic === 3 ? 1 : 2);
      return undefined;
    }
    default:
      if (code >= 0x28 && code <= 0x3e) skipMany(r, 2);
      return undefined;
  }
}

function skipMany(r: Reader, count: number): void {
  for (let i = 0; i < count; i++) skipLeb(r);
}

function skipPrefixed(r: Reader, code: number, immediates: Readonly<Record<number, number>>): void {
  skipMany(r, immediates[code] ?? 0);
}

/** Calls of a body: where each callee's index stands. */
function callsIn(bytes: Uint8Array, body: Body): { readonly at: number; readonly end: number; readonly callee: number }[] {
  const r: Reader = { bytes, at: body.start };
  for (let runs = u32(r); runs > 0; runs--) {
    skipLeb(r);
    r.at++;
  }
  const calls: { at: number; end: number; callee: number }[] = [];
  while (r.at < body.end) {
    const found = skipInstruction(r);
    if (found !== undefined) calls.push({ ...found, end: r.at });
  }
  return calls;
}

interface ParsedModule {
  readonly bytes: Uint8Array;
  readonly sections: readonly Section[];
  readonly importedFunctions: number;
  readonly functionTypes: readonly number[];
  readonly bodies: readonly Body[];
  readonly exports: readonly { readonly name: string; readonly kind: number; readonly index: number }[];
  /** Functions in the table, by entry. */
  readonly table: ReadonlyMap<number, number>;
  readonly tableSize: number;
  /** Of each global: type and whether it is mutable, as bytes. */
  readonly globals: readonly (readonly [type: number, mutable: number])[];
  readonly tags: readonly number[];
  readonly memory: { readonly flags: number; readonly least: number; readonly most: number };
  readonly names: ReadonlyMap<number, string>;
}

function parse(bytes: Uint8Array): ParsedModule {
  const sections = sectionsOf(bytes);
  const r: Reader = { bytes, at: 0 };
  const within = (id: number, read: () => void, name = ''): void => {
    const section = sections.find((one) => one.id === id && one.name === name);
    if (section === undefined) return;
    r.at = section.start;
    if (id === 0) text(r);
    read();
  };
  let importedFunctions = 0;
  let memory = { flags: 0, least: 0, most: 0 };
  const limits = (): { flags: number; least: number; most: number } => {
    const flags = bytes[r.at++]!;
    return { flags, least: u32(r), most: (flags & 1) === 1 ? u32(r) : 0 };
  };
  const functionTypes: number[] = [];
  const bodies: Body[] = [];
  const exports: { name: string; kind: number; index: number }[] = [];
  const table = new Map<number, number>();
  const globals: [number, number][] = [];
  const tags: number[] = [];
  const names = new Map<number, string>();
  let tableSize = 0;
  within(2, () => {
    for (let n = u32(r); n > 0; n--) {
      text(r);
      text(r);
      if (bytes[r.at++] === 0) {
        u32(r);
        importedFunctions++;
      } else memory = limits();
    }
  });
  within(3, () => {
    for (let n = u32(r); n > 0; n--) functionTypes.push(u32(r));
  });
  within(4, () => {
    u32(r);
    r.at++;
    tableSize = limits().least;
  });
  within(5, () => {
    u32(r);
    memory = limits();
  });
  within(6, () => {
    for (let n = u32(r); n > 0; n--) {
      globals.push([bytes[r.at++]!, bytes[r.at++]!]);
      while (bytes[r.at] !== 0x0b) skipInstruction(r);
      r.at++;
    }
  });
  within(13, () => {
    for (let n = u32(r); n > 0; n--) {
      r.at++;
      tags.push(u32(r));
    }
  });
  within(7, () => {
    for (let n = u32(r); n > 0; n--) exports.push({ name: text(r), kind: bytes[r.at++]!, index: u32(r) });
  });
  within(9, () => {
    for (let n = u32(r); n > 0; n--) {
      u32(r);
      r.at++;
      let entry = u32(r);
      r.at++;
      for (let count = u32(r); count > 0; count--) table.set(entry++, u32(r));
    }
  });
  within(10, () => {
    for (let n = u32(r); n > 0; n--) {
      const end = u32(r) + r.at;
      bodies.push({ start: r.at, end });
      r.at = end;
    }
  });
  within(0, () => {
    const { end } = sections.find(({ name }) => name === 'name')!;
    while (r.at < end) {
      const id = bytes[r.at++];
      const next = u32(r) + r.at;
      if (id === 1) for (let n = u32(r); n > 0; n--) names.set(u32(r), text(r));
      r.at = next;
    }
  }, 'name');
  return { bytes, sections, importedFunctions, functionTypes, bodies, exports, table, tableSize, globals, tags, memory, names };
}

/** The kernels' readable names by their entries in the table; undefined where the module does not say. */
export function readEntries(bytes: Uint8Array): ReadonlyMap<number, string> | undefined {
  const section = sectionsOf(bytes).find(({ name }) => name === entriesSection);
  if (section === undefined) return undefined;
  const r: Reader = { bytes, at: section.start };
  text(r);
  const entries = JSON.parse(decoder.decode(bytes.subarray(r.at, section.end))) as Readonly<Record<string, string>>;
  return new Map(Object.entries(entries).map(([entry, name]) => [Number(entry), name]));
}

/** `chunkNames`: of the kernels' chunks, by their entries in the table. */
export function splitProgram(bytes: Uint8Array, chunkNames: ReadonlyMap<number, string>): SplitProgram {
  const module = parse(bytes);
  const { importedFunctions, bodies, table } = module;
  const calls = bodies.map((body) => callsIn(bytes, body));
  const reachable = (roots: Iterable<number>, known: ReadonlySet<number>): Set<number> => {
    const found = new Set<number>();
    const work = [...roots];
    for (let index = work.pop(); index !== undefined; index = work.pop()) {
      if (index < importedFunctions || known.has(index) || found.has(index)) continue;
      found.add(index);
      for (const { callee } of calls[index - importedFunctions]!) work.push(callee);
    }
    return found;
  };
  const others = [...table].filter(([entry]) => !chunkNames.has(entry)).map(([, index]) => index);
  const inProgram = reachable([...module.exports.filter(({ kind }) => kind === 0).map(({ index }) => index), ...others], new Set());
  const uses = new Map<number, number>();
  const ofKernel = new Map([...chunkNames.keys()].map((entry) => [entry, reachable([table.get(entry)!], inProgram)]));
  for (const functions of ofKernel.values()) for (const index of functions) uses.set(index, (uses.get(index) ?? 0) + 1);
  const moved = new Set<number>();
  const needed = new Set<number>();
  const chunks = [...ofKernel].flatMap(([entry, functions]) => {
    const own = [...functions].filter((index) => uses.get(index) === 1).sort((a, b) => a - b);
    // A kernel that is called from elsewhere stays where it is.
    if (!own.includes(table.get(entry)!)) return [];
    const isOwn = new Set(own);
    for (const index of own) {
      moved.add(index);
      for (const { callee } of calls[index - importedFunctions]!) if (!isOwn.has(callee)) needed.add(callee);
    }
    return [{ entry, own }];
  });
  const exported = [...needed].sort((a, b) => a - b);
  const chunkOf = ({ entry, own }: { readonly entry: number; readonly own: readonly number[] }): [string, Uint8Array<ArrayBuffer>] => [chunkNames.get(entry)!, writeChunk(module, calls, entry, own, exported)];
  return {
    program: writeProgram(module, moved, exported, new Map(chunks.map(({ entry }) => [entry, chunkNames.get(entry)!]))),
    chunks: new Map(chunks.map(chunkOf)),
  };
}

function section(w: ByteWriter, id: number, write: () => void): void {
  writeByte(w, id);
  const mark = reserveSize(w);
  write();
  patchSize(w, mark);
}

const preamble = new Uint8Array([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]);
const exportedFunction = (index: number): string => `f${index}`;
const exportedGlobal = (index: number): string => `g${index}`;
const exportedTag = (index: number): string => `t${index}`;

function writeProgram({ bytes, sections, importedFunctions, bodies, exports, table, globals, tags }: ParsedModule, moved: ReadonlySet<number>, exported: readonly number[], chunkNames: ReadonlyMap<number, string>): Uint8Array<ArrayBuffer> {
  const w = createByteWriter(bytes.length);
  writeBytes(w, preamble);
  for (const one of sections) {
    if (one.id === 0 && (one.name === linesSection || one.name === entriesSection)) continue;
    if (one.id === 7) {
      section(w, 7, () => {
        writeU32(w, exports.length + exported.length + globals.length + tags.length);
        const item = (name: string, kind: number, index: number): void => {
          writeName(w, name);
          writeByte(w, kind);
          writeU32(w, index);
        };
        for (const { name, kind, index } of exports) item(name, kind, index);
        for (const index of exported) item(exportedFunction(index), 0, index);
        globals.forEach((_, i) => item(exportedGlobal(i), 3, i));
        tags.forEach((_, i) => item(exportedTag(i), 4, i));
      });
    } else if (one.id === 9) {
      const runs: { readonly start: number; readonly functions: number[] }[] = [];
      for (const [entry, index] of [...table].sort(([a], [b]) => a - b)) {
        if (chunkNames.has(entry)) continue;
        const last = runs[runs.length - 1];
        if (last !== undefined && last.start + last.functions.length === entry) last.functions.push(index);
        else runs.push({ start: entry, functions: [index] });
      }
      section(w, 9, () => {
        writeU32(w, runs.length);
        for (const { start, functions } of runs) writeElements(w, start, functions);
      });
    } else if (one.id === 10) {
      section(w, 10, () => {
        writeU32(w, bodies.length);
        bodies.forEach(({ start, end }, i) => {
          const isMoved = moved.has(importedFunctions + i);
          writeU32(w, isMoved ? 3 : end - start);
          // No locals; unreachable; end.
          writeBytes(w, isMoved ? new Uint8Array([0, 0, 0x0b]) : bytes.subarray(start, end));
        });
      });
    } else {
      writeByte(w, one.id);
      writeU32(w, one.end - one.start);
      writeBytes(w, bytes.subarray(one.start, one.end));
    }
  }
  section(w, 0, () => {
    writeName(w, chunksSection);
    writeBytes(w, new TextEncoder().encode(JSON.stringify(Object.fromEntries(chunkNames))));
  });
  return writtenBytes(w);
}

function writeElements(w: ByteWriter, start: number, functions: readonly number[]): void {
  writeByte(w, 0);
  writeByte(w, 0x41);
  writeS32(w, start);
  writeByte(w, 0x0b);
  writeU32(w, functions.length);
  for (const index of functions) writeU32(w, index);
}

function writeChunk({ bytes, sections, importedFunctions, functionTypes, bodies, table, tableSize, globals, tags, memory, names }: ParsedModule, calls: readonly ReturnType<typeof callsIn>[], entry: number, own: readonly number[], exported: readonly number[]): Uint8Array<ArrayBuffer> {
  const w = createByteWriter(4096);
  writeBytes(w, preamble);
  const types = sections.find(({ id }) => id === 1)!;
  writeByte(w, 1);
  writeU32(w, types.end - types.start);
  writeBytes(w, bytes.subarray(types.start, types.end));
  const isOwn = new Set(own);
  const called = new Set(own.flatMap((index) => calls[index - importedFunctions]!.map(({ callee }) => callee)).filter((callee) => !isOwn.has(callee)));
  const imported = exported.filter((index) => called.has(index));
  const importedTypes = importTypesOf(bytes, sections);
  const newIndex = new Map([...imported, ...own].map((index, i) => [index, i]));
  const typeOf = (index: number): number => (index < importedFunctions ? importedTypes[index]! : functionTypes[index - importedFunctions]!);
  section(w, 2, () => {
    writeU32(w, imported.length + 2 + globals.length + tags.length);
    const head = (name: string, kind: number): void => {
      writeName(w, programModule);
      writeName(w, name);
      writeByte(w, kind);
    };
    for (const index of imported) {
      head(exportedFunction(index), 0);
      writeU32(w, typeOf(index));
    }
    head('__indirect_function_table', 1);
    writeByte(w, 0x70);
    writeByte(w, 0);
    writeU32(w, tableSize);
    head('memory', 2);
    writeByte(w, memory.flags);
    writeU32(w, memory.least);
    if ((memory.flags & 1) === 1) writeU32(w, memory.most);
    globals.forEach(([type, mutable], i) => {
      head(exportedGlobal(i), 3);
      writeByte(w, type);
      writeByte(w, mutable);
    });
    tags.forEach((type, i) => {
      head(exportedTag(i), 4);
      writeByte(w, 0);
      writeU32(w, type);
    });
  });
  section(w, 3, () => {
    writeU32(w, own.length);
    for (const index of own) writeU32(w, typeOf(index));
  });
  section(w, 9, () => {
    writeU32(w, 1);
    writeElements(w, entry, [newIndex.get(table.get(entry)!)!]);
  });
  section(w, 10, () => {
    writeU32(w, own.length);
    for (const index of own) {
      const { start, end } = bodies[index - importedFunctions]!;
      const mark = reserveSize(w);
      let from = start;
      for (const call of calls[index - importedFunctions]!) {
        writeBytes(w, bytes.subarray(from, call.at));
        writeU32(w, newIndex.get(call.callee)!);
        from = call.end;
      }
      writeBytes(w, bytes.subarray(from, end));
      patchSize(w, mark);
    }
  });
  if (names.size > 0) {
    section(w, 0, () => {
      writeName(w, 'name');
      section(w, 1, () => {
        const named = [...newIndex].filter(([index]) => names.has(index));
        writeU32(w, named.length);
        for (const [index, now] of named) {
          writeU32(w, now);
          writeName(w, names.get(index)!);
        }
      });
    });
  }
  return writtenBytes(w);
}

function importTypesOf(bytes: Uint8Array, sections: readonly Section[]): number[] {
  const imports = sections.find(({ id }) => id === 2);
  const types: number[] = [];
  if (imports === undefined) return types;
  const r: Reader = { bytes, at: imports.start };
  for (let n = u32(r); n > 0; n--) {
    text(r);
    text(r);
    if (bytes[r.at++] === 0) types.push(u32(r));
    else return types;
  }
  return types;
}
