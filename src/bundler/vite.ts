/** CUDA sources in Vite: as in Rollup (rollup.ts); while the page is worked on, a changed source takes the place of what was compiled before, without a reload, and errors are shown over the page. */
import type { CudaPluginOptions } from './compile-file.js';
import type { CudaPlugin } from './rollup.js';
import { loadCudaFile } from './rollup.js';

export type { CudaPluginOptions } from './compile-file.js';

export interface CudaVitePlugin extends CudaPlugin {
  readonly enforce: 'pre';
  configResolved(config: { readonly command: 'build' | 'serve' }): void;
}

export function cudaWasm(options: CudaPluginOptions = {}): CudaVitePlugin {
  let hot = false;
  return {
    name: 'cuda-wasm',
    enforce: 'pre',
    configResolved({ command }) {
      hot = command === 'serve';
    },
    load(id) {
      return loadCudaFile(this, id, options, hot ? 'vite' : undefined);
    },
  };
}
