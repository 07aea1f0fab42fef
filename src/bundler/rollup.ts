/** CUDA sources in Rollup, Rolldown and what is built on them: `plugins: [cudaWasm()]`, then `import { saxpy } from './saxpy.cu'`. */
import type { CudaPluginOptions, FileProblem } from './compile-file.js';
import { compileFile, FileError, isCudaFile } from './compile-file.js';
import type { HotBundler } from './module-code.js';

export type { CudaPluginOptions } from './compile-file.js';

interface Log {
  readonly message: string;
  readonly id: string;
  readonly loc: { readonly file: string; readonly line: number; readonly column: number };
  readonly frame: string;
}

/** What we use of the context that hooks are called in. */
export interface PluginContext {
  addWatchFile(path: string): void;
  warn(log: Log): void;
  error(log: Log): never;
}

export interface LoadedModule {
  readonly code: string;
  readonly map: null;
  readonly moduleType: 'js';
  readonly moduleSideEffects: false;
}

export interface CudaPlugin {
  readonly name: string;
  load(this: PluginContext, id: string): Promise<LoadedModule | undefined>;
}

export function cudaWasm(options: CudaPluginOptions = {}): CudaPlugin {
  return {
    name: 'cuda-wasm',
    load(id) {
      return loadCudaFile(this, id, options);
    },
  };
}

export async function loadCudaFile(context: PluginContext, id: string, options: CudaPluginOptions, hot?: HotBundler): Promise<LoadedModule | undefined> {
  if (!isCudaFile(id) || id.startsWith('\0')) return undefined;
  try {
    const { code, headers, warnings } = await compileFile(id, options, hot);
    for (const header of headers) context.addWatchFile(header);
    for (const warning of warnings) context.warn(logOf(id, warning));
    return { code, map: null, moduleType: 'js', moduleSideEffects: false };
  } catch (cause) {
    if (!(cause instanceof FileError)) throw cause;
    for (const header of cause.headers) context.addWatchFile(header);
    return context.error(logOf(id, cause.problem));
  }
}

/** Bundlers count columns from 0. */
function logOf(id: string, { message, file, line, column, frame }: FileProblem): Log {
  return { message, id, loc: { file, line, column: column - 1 }, frame };
}
