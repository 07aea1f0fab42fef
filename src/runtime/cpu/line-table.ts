/** The module's own line table: custom section "cuda_wasm.lines" (form: back/wasm/lines.ts). Without it no lines are known. */
import type { LineFinder, SourceLine } from './faults.js';

export function readLineTable(module: WebAssembly.Module): LineFinder {
  const [section] = WebAssembly.Module.customSections(module, 'cuda_wasm.lines');
  return section === undefined ? { find: () => undefined } : decodeLines(new Uint8Array(section));
}

export function decodeLines(bytes: Uint8Array): LineFinder {
  let at = 0;
  const decoder = new TextDecoder();
  const u32 = (): number => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[at++];
      value |= (byte & 0x7f) << shift;
      if (byte < 0x80) return value >>> 0;
    }
  };
  const s32 = (): number => {
    let value = 0;
    for (let shift = 0; ; ) {
      const byte = bytes[at++];
      value |= (byte & 0x7f) << shift;
      shift += 7;
      if (byte < 0x80) return shift < 32 && (byte & 0x40) !== 0 ? value | (-1 << shift) : value;
    }
  };
  if (u32() !== 1) return { find: () => undefined };
  const files: string[] = [];
  for (let n = u32(); n > 0; n--) {
    const length = u32();
    files.push(decoder.decode(bytes.slice(at, at + length)));
    at += length;
  }
  /** Offsets ascending, each with its line and file; file -1 from a function's end to the next one's first entry. */
  const offsets: number[] = [];
  const lines: number[] = [];
  const sources: number[] = [];
  let start = 0;
  for (let n = u32(); n > 0; n--) {
    u32();
    start += u32();
    const size = u32();
    let offset = start;
    let line = 0;
    let file = -1;
    for (let count = u32(); count > 0; count--) {
      offset += u32();
      line += s32();
      const change = u32();
      if (change !== 0) file = change - 1;
      offsets.push(offset);
      lines.push(line);
      sources.push(file);
    }
    offsets.push(start + size);
    lines.push(0);
    sources.push(-1);
  }
  return {
    find(offset): SourceLine | undefined {
      let low = 0;
      let high = offsets.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (offsets[middle] <= offset) low = middle + 1;
        else high = middle;
      }
      if (low === 0 || sources[low - 1] < 0) return undefined;
      return { file: files[sources[low - 1]], line: lines[low - 1] };
    },
  };
}
