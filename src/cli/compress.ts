/** `build --compress`: files that were written → a `.br` beside each (brotli 11, as servers send it for `Content-Encoding: br`), and a table of sizes. */
import { readFileSync, writeFileSync } from 'node:fs';
import { brotliCompressSync, constants } from 'node:zlib';
import { plainBytes } from './node-files.js';

export interface CompressedFile {
  readonly path: string;
  readonly bytes: number;
  readonly compressed: number;
}

export function compressFiles(paths: readonly string[]): CompressedFile[] {
  return paths.map((path) => {
    const content = plainBytes(readFileSync(path));
    const params = {
      [constants.BROTLI_PARAM_QUALITY]: 11,
      [constants.BROTLI_PARAM_LGWIN]: 24,
      [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
      [constants.BROTLI_PARAM_MODE]: path.endsWith('.wasm') ? constants.BROTLI_MODE_GENERIC : constants.BROTLI_MODE_TEXT,
    };
    const packed = plainBytes(brotliCompressSync(content, { params }));
    writeFileSync(`${path}.br`, packed);
    return { path, bytes: content.length, compressed: packed.length };
  });
}

export function sizeTable(files: readonly CompressedFile[]): string {
  const width = Math.max(4, ...files.map(({ path }) => path.length));
  const line = (name: string, bytes: string, compressed: string): string => `${name.padEnd(width)} ${bytes.padStart(10)} ${compressed.padStart(10)}\n`;
  return line('file', 'bytes', 'brotli') + files.map(({ path, bytes, compressed }) => line(path, String(bytes), String(compressed))).join('');
}
