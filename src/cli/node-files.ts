/** The compiler's file system on Node, and where the installed sysroot lies. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { SavedPrelude } from '../driver/prelude.js';
import type { FileSystem } from '../source/file-system.js';

export interface NodeFiles extends FileSystem {
  /** The file's content, or undefined where there is none. */
  bytes(path: string): Uint8Array | undefined;
  /** What was read or looked for outside the sysroot, by path. */
  readonly seen: ReadonlyMap<string, Uint8Array | undefined>;
}

/** A buffer as the bytes that it is of. */
export function plainBytes(buffer: Buffer): Uint8Array<ArrayBuffer> {
  return new Uint8Array(buffer.buffer as ArrayBuffer, buffer.byteOffset, buffer.length);
}

function decode(bytes: Uint8Array<ArrayBuffer>): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8');
}

/** Each file is read once: whoever asks again gets what there was. */
export function createNodeFiles(): NodeFiles {
  const seen = new Map<string, Uint8Array<ArrayBuffer> | undefined>();
  const texts = new Map<string, string | undefined>();
  const own = `${sysrootFolder()}/`;
  const load = (path: string): Uint8Array<ArrayBuffer> | undefined => {
    try {
      return statSync(path, { throwIfNoEntry: false })?.isFile() ? plainBytes(readFileSync(path)) : undefined;
    } catch {
      return undefined;
    }
  };
  const bytes = (path: string): Uint8Array<ArrayBuffer> | undefined => {
    if (path.startsWith(own)) return load(path);
    if (!seen.has(path)) seen.set(path, load(path));
    return seen.get(path);
  };
  return {
    seen,
    bytes,
    read(path) {
      if (texts.has(path)) return texts.get(path);
      const content = bytes(path);
      const text = content && decode(content);
      texts.set(path, text);
      return text;
    },
  };
}

/** dist/sysroot, beside the bundle's folder. */
export function sysrootFolder(): string {
  return join(dirname(fileURLToPath(import.meta.url)), '..', 'sysroot');
}

/** The bundle of the worker in which programs run whose kernels are on WebGPU. */
export function programWorker(): string {
  return join(dirname(fileURLToPath(import.meta.url)), 'program.js');
}

/** The bundle of the workers that run blocks of kernels. */
export function kernelWorker(): string {
  return join(dirname(fileURLToPath(import.meta.url)), 'worker.js');
}

/** The bundle that runs executables. */
export function executeBundle(): string {
  return join(dirname(fileURLToPath(import.meta.url)), 'execute.js');
}

export function sysrootInclude(): string {
  return join(sysrootFolder(), 'include');
}

/** A precompiled library: `lib.bin` is the C library and CUDA runtime, `plain.bin` the kernel guard for plain WASI engines, `threads.bin` what is another with several threads, `webgpu.bin` the WebGPU device, `prelude*.bin` the headers before every CUDA source, and others that many begin with. undefined before the build has made it. */
export function readSysrootLibrary(name: 'lib.bin' | 'plain.bin' | 'threads.bin' | 'webgpu.bin' | SavedPrelude): Uint8Array | undefined {
  const path = join(sysrootFolder(), name);
  if (!existsSync(path)) return undefined;
  return plainBytes(readFileSync(path));
}

/** What pages and modules are made of that carry a program. */
export function readEmbedTemplate(name: 'page.html' | 'module.js'): string {
  return readFileSync(join(dirname(fileURLToPath(import.meta.url)), '..', 'embed', name), 'utf8');
}
