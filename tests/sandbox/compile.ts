/** The built compiler and its sysroot, for tests that compile programs themselves. */
import { readFileSync } from 'node:fs';
import type { CompiledProgram, ProgramOptions, Sysroot } from '../../src/driver/index.js';
import { dist, importPart } from '../parts.js';

const { compileProgram } = await importPart<typeof import('../../src/driver/index.js')>('compiler.js', 'driver/index.ts');

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
