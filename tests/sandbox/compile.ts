/** The built compiler and its sysroot, for tests that compile programs themselves. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { CompiledProgram, ProgramOptions, Sysroot } from '../../src/driver/index.js';

const dist = fileURLToPath(new URL('../../dist/', import.meta.url));
const { compileProgram } = (await import(`${dist}compiler.js`)) as typeof import('../../src/driver/index.js');

const bytesOf = (name: string): Uint8Array => new Uint8Array(readFileSync(`${dist}sysroot/${name}`));
const sysroot: Sysroot = {
  headers: JSON.parse(readFileSync(`${dist}sysroot/headers.json`, 'utf8')) as Record<string, string>,
  prelude: bytesOf('prelude.bin'), library: bytesOf('lib.bin'), plain: bytesOf('plain.bin'), threads: bytesOf('threads.bin'), webgpu: bytesOf('webgpu.bin'),
};

/** Throws with the diagnostics' text after errors. */
export function compile(files: Readonly<Record<string, string>>, options: Omit<ProgramOptions, 'sysroot'> = {}): Uint8Array<ArrayBuffer> {
  const { bytes, text }: CompiledProgram = compileProgram(files, { sysroot, ...options });
  if (bytes === undefined) throw new Error(text);
  return bytes;
}
