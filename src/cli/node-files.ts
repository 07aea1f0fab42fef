/** The compiler's file system on Node, and where the installed sysroot lies. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FileSystem } from '../source/file-system.js';

export function createNodeFileSystem(): FileSystem {
  const cache = new Map<string, string | undefined>();
  return {
    read(path) {
      if (cache.has(path)) return cache.get(path);
      let text: string | undefined;
      try {
        if (statSync(path, { throwIfNoEntry: false })?.isFile()) text = readFileSync(path, 'utf8');
      } catch {
        text = undefined;
      }
      cache.set(path, text);
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

export function sysrootInclude(): string {
  return join(sysrootFolder(), 'include');
}

/** A precompiled library: `lib.bin` is the C library and CUDA runtime, `plain.bin` the kernel guard for plain WASI engines, `webgpu.bin` the WebGPU device, `prelude.bin` the headers before every CUDA source. undefined before the build has made it. */
export function readSysrootLibrary(name: 'lib.bin' | 'plain.bin' | 'webgpu.bin' | 'prelude.bin'): Uint8Array | undefined {
  const path = join(sysrootFolder(), name);
  if (!existsSync(path)) return undefined;
  const bytes = readFileSync(path);
  return new Uint8Array(bytes.buffer as ArrayBuffer, bytes.byteOffset, bytes.length);
}

/** What pages and modules are made of that carry a program. */
export function readEmbedTemplate(name: 'page.html' | 'module.js'): string {
  return readFileSync(join(dirname(fileURLToPath(import.meta.url)), '..', 'embed', name), 'utf8');
}
