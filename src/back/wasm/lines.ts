/**
 * Source positions of a module: the custom section "cuda_wasm.lines", written by the compiler and read by the runtime (runtime/cpu/line-table.ts) when something traps.
 *
 * Form (all numbers LEB128): version 1; file names; then the functions in code order: index, offset of the first instruction in the module relative to the previous
 * function's, number of entries, and per entry: offset minus the previous entry's, line minus the previous line (signed), file index plus one if the file changes, else 0.
 * An entry holds from its offset to the next entry's, or the function's end.
 */
import { writeName, writeS32, writeU32 } from './byte-writer.js';
import type { ByteWriter } from './byte-writer.js';

export const linesSection = 'cuda_wasm.lines';

export interface SourceLine {
  readonly file: string;
  readonly line: number;
}

export interface FunctionLines {
  readonly index: number;
  /** Module offset of the first instruction. */
  readonly start: number;
  readonly end: number;
  /** Pairs: module offset, loc. */
  readonly entries: readonly number[];
}

export function encodeLines(w: ByteWriter, functions: readonly FunctionLines[], resolve: (loc: number) => SourceLine | undefined): void {
  const files: string[] = [];
  const fileIndex = new Map<string, number>();
  const encoded: number[] = [];
  let functionCount = 0;
  let previousStart = 0;
  for (const fn of functions) {
    const at = encoded.length;
    encoded.push(fn.index, fn.start - previousStart, fn.end - fn.start, 0);
    let offset = fn.start;
    let line = 0;
    let file = -1;
    let count = 0;
    for (let i = 0; i < fn.entries.length; i += 2) {
      const position = resolve(fn.entries[i + 1]);
      if (position === undefined || position.file === '') continue;
      let index = fileIndex.get(position.file);
      if (index === undefined) {
        index = files.length;
        files.push(position.file);
        fileIndex.set(position.file, index);
      }
      if (index === file && position.line === line) continue;
      encoded.push(fn.entries[i] - offset, position.line - line, index === file ? 0 : index + 1);
      offset = fn.entries[i];
      line = position.line;
      file = index;
      count++;
    }
    if (count === 0) {
      encoded.length = at;
      continue;
    }
    encoded[at + 3] = count;
    previousStart = fn.start;
    functionCount++;
  }
  writeU32(w, 1);
  writeU32(w, files.length);
  for (const file of files) writeName(w, file);
  writeU32(w, functionCount);
  for (let i = 0; i < encoded.length; ) {
    const count = encoded[i + 3];
    for (let k = 0; k < 4; k++) writeU32(w, encoded[i + k]);
    i += 4;
    for (let k = 0; k < count; k++, i += 3) {
      writeU32(w, encoded[i]);
      writeS32(w, encoded[i + 1]);
      writeU32(w, encoded[i + 2]);
    }
  }
}
