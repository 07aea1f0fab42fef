/**
 * Object files: a module in its binary form behind a table of the source positions that it mentions, so that messages and faults name file and line in whatever program it is linked into.
 *
 *   magic "CWOB", version; files: count, then each name's length and UTF-8 bytes; positions: count, then each as file number, line minus the previous line (signed), column; the module
 *
 * In the module, position n is the table's n-th (from 1), 0 is nowhere.
 */
import { readModule, writeModule } from '../ir/binary.js';
import type { ByteReader } from '../ir/bytes.js';
import { createWriter, finished, readInt, readUint, writeByte, writeBytes, writeInt, writeUint } from '../ir/bytes.js';
import type { Module } from '../ir/ir.js';
import { mapPositions } from '../ir/positions.js';
import type { Loc, Position } from '../source/loc.js';
import type { SourceManager } from '../source/source-manager.js';

const magic = [0x43, 0x57, 0x4f, 0x42];
const version = 1;

/** Serializes a module; its positions are replaced by those of the object file. */
export function writeObject(module: Module, sources: SourceManager): Uint8Array {
  const places = new Map<Loc, Position>();
  mapPositions(module, (loc) => {
    if (!places.has(loc)) places.set(loc, sources.expansion(loc));
    return loc;
  });
  const order = [...places].sort(([, a], [, b]) => (a.file === b.file ? a.line - b.line || a.column - b.column : a.file < b.file ? -1 : 1));
  const files = new Map<string, number>();
  const numbers = new Map<Loc, number>();
  const table: Position[] = [];
  for (const [loc, place] of order) {
    const last = table[table.length - 1];
    if (last === undefined || last.file !== place.file || last.line !== place.line || last.column !== place.column) table.push(place);
    if (!files.has(place.file)) files.set(place.file, files.size);
    numbers.set(loc, table.length);
  }
  mapPositions(module, (loc) => numbers.get(loc)!);

  const w = createWriter(table.length * 4 + 64);
  for (const byte of magic) writeByte(w, byte);
  writeByte(w, version);
  const encoder = new TextEncoder();
  writeUint(w, files.size);
  for (const file of files.keys()) {
    const bytes = encoder.encode(file);
    writeUint(w, bytes.length);
    writeBytes(w, bytes);
  }
  writeUint(w, table.length);
  let line = 0;
  for (const place of table) {
    writeUint(w, files.get(place.file)!);
    writeInt(w, place.line - line);
    writeUint(w, place.column);
    line = place.line;
  }
  writeBytes(w, writeModule(module));
  return finished(w);
}

/** Reads an object file; its positions become some of `sources`. Throws Error for anything else. */
export function readObject(bytes: Uint8Array, sources: SourceManager): Module {
  if (magic.some((byte, i) => bytes[i] !== byte)) throw new Error('not an object file of this compiler');
  if (bytes[4] !== version) throw new Error('an object file of another version of this compiler');
  const r: ByteReader = { bytes, at: 5 };
  const decoder = new TextDecoder();
  const files: string[] = [];
  for (let n = readUint(r); n > 0; n--) {
    const length = readUint(r);
    files.push(decoder.decode(bytes.subarray(r.at, r.at + length)));
    r.at += length;
  }
  const table: Position[] = [];
  let line = 0;
  for (let n = readUint(r); n > 0; n--) {
    const file = files[readUint(r)];
    line += readInt(r);
    const column = readUint(r);
    if (file === undefined || r.at > bytes.length) throw new Error('the object file is damaged');
    table.push({ file, line, column });
  }
  const module = readModule(bytes.subarray(r.at));
  const base = sources.addPositions(table);
  mapPositions(module, (number) => base + number - 1);
  return module;
}
