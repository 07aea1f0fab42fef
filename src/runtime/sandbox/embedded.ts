/**
 * What stands in a page or module that carries a program: `cuda-wasm build` puts the program before the script, the package's build the workers' texts into it (src/cli/embed.ts, scripts/build.mjs).
 */
import type { Program } from './run-sandboxed.js';

export interface EmbeddedProgram {
  readonly name: string;
  /** Modules in base64. */
  readonly cpu?: string;
  readonly webgpu?: string;
}

declare const CUDA_WASM_PROGRAM: EmbeddedProgram;
declare const PROGRAM_WORKER: string;
declare const DEVICE_WORKER: string;

export const programWorkerText = PROGRAM_WORKER;
export const deviceWorkerText = DEVICE_WORKER;

export const embeddedName = CUDA_WASM_PROGRAM.name;

let compiled: Promise<Program> | undefined;

/** The forms that it was built in; compiled once, when first asked for. */
export function embeddedProgram(): Promise<Program> {
  compiled ??= compile();
  return compiled;
}

async function compile(): Promise<Program> {
  const [cpu, webgpu] = await Promise.all([CUDA_WASM_PROGRAM.cpu, CUDA_WASM_PROGRAM.webgpu].map((text) => text && WebAssembly.compile(Uint8Array.from(atob(text), (c) => c.charCodeAt(0)))));
  return { ...(cpu ? { cpu } : {}), ...(webgpu ? { webgpu } : {}) };
}
