/**
 * What stands in a page or module that carries a program: `cuda-wasm build` puts the program before the script, the package's build the workers' texts into it (src/cli/embed.ts, scripts/build.mjs).
 */
import { isNode, readNodeFile } from './node-threads.js';
import type { LazyProgram } from './run-sandboxed.js';

export interface EmbeddedProgram {
  readonly name: string;
  /** Modules in base64, or the names of their files. */
  readonly cpu?: string;
  readonly webgpu?: string;
  /** The modules, and the chunks of what was split, lie beside the page or module. */
  readonly beside?: true;
}

declare const CUDA_WASM_PROGRAM: EmbeddedProgram;
declare const PROGRAM_WORKER: string;
declare const DEVICE_WORKER: string;

export const programWorkerText = PROGRAM_WORKER;
export const deviceWorkerText = DEVICE_WORKER;

export const embeddedName = CUDA_WASM_PROGRAM.name;

const folder = CUDA_WASM_PROGRAM.beside && new URL('.', import.meta.url).href;

async function bytesOf(text: string): Promise<Uint8Array<ArrayBuffer>> {
  if (folder === undefined) return Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
  const url = new URL(text, folder);
  if (isNode()) return readNodeFile(url);
  const response = await fetch(url).catch((cause: unknown) => {
    throw new Error(`${url.href} could not be loaded${url.protocol === 'file:' ? ': this page needs a server, which gives it the files beside it' : ` (${String(cause)})`}`);
  });
  if (!response.ok) throw new Error(`${url.href} could not be loaded: ${response.status} ${response.statusText}`);
  return new Uint8Array(await response.arrayBuffer());
}

/** Compiled once, when first asked for. */
function lazily(text: string | undefined): (() => Promise<WebAssembly.Module>) | undefined {
  let module: Promise<WebAssembly.Module> | undefined;
  if (text === undefined) return undefined;
  return () => {
    module ??= bytesOf(text).then((bytes) => WebAssembly.compile(bytes));
    // Who asks again after a failure tries again.
    module.catch(() => {
      module = undefined;
    });
    return module;
  };
}

/** The forms that it was built in. */
export const embeddedProgram: LazyProgram = { cpu: lazily(CUDA_WASM_PROGRAM.cpu), webgpu: lazily(CUDA_WASM_PROGRAM.webgpu), folder };
