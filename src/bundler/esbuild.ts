/** CUDA sources in esbuild: `plugins: [cudaWasm()]`. */
import type { CudaPluginOptions, FileProblem } from './compile-file.js';
import { compileFile, FileError } from './compile-file.js';

export type { CudaPluginOptions } from './compile-file.js';

interface Message {
  readonly text: string;
  readonly location: { readonly file: string; readonly line: number; readonly column: number };
  readonly notes: { readonly text: string }[];
}

interface LoadResult {
  readonly contents?: string;
  readonly loader?: 'js';
  readonly errors?: Message[];
  readonly warnings?: Message[];
  readonly watchFiles: string[];
}

export interface CudaEsbuildPlugin {
  readonly name: string;
  setup(build: { onLoad(filter: { readonly filter: RegExp; readonly namespace: string }, load: (file: { readonly path: string }) => Promise<LoadResult>): void }): void;
}

export function cudaWasm(options: CudaPluginOptions = {}): CudaEsbuildPlugin {
  return {
    name: 'cuda-wasm',
    setup(build) {
      build.onLoad({ filter: /\.cu$/, namespace: 'file' }, async ({ path }) => {
        try {
          const { code, headers, warnings } = await compileFile(path, options);
          return { contents: code, loader: 'js', warnings: warnings.map(messageOf), watchFiles: [path, ...headers] };
        } catch (cause) {
          if (!(cause instanceof FileError)) throw cause;
          return { errors: [messageOf(cause.problem)], watchFiles: [path, ...cause.headers] };
        }
      });
    },
  };
}

function messageOf({ message, file, line, column, text }: FileProblem): Message {
  return { text: message, location: { file, line, column: column - 1 }, notes: [{ text }] };
}
