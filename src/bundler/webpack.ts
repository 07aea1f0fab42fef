/** CUDA sources in webpack and Rspack: `plugins: [cudaWasm()]`. The plugin has sources go through our loader (webpack-loader.ts). */
import { fileURLToPath } from 'node:url';
import type { CudaPluginOptions } from './compile-file.js';

export type { CudaPluginOptions } from './compile-file.js';

interface Rule {
  readonly test: RegExp;
  readonly type: 'javascript/auto';
  readonly sideEffects: false;
  readonly use: readonly { readonly loader: string; readonly options: CudaPluginOptions }[];
}

export interface CudaWebpackPlugin {
  apply(compiler: { readonly options: { readonly module: { readonly rules: unknown[] } } }): void;
}

export function cudaWasm(options: CudaPluginOptions = {}): CudaWebpackPlugin {
  return {
    apply(compiler) {
      compiler.options.module.rules.push({
        test: /\.cu$/, type: 'javascript/auto', sideEffects: false, use: [{ loader: fileURLToPath(new URL('./webpack-loader.js', import.meta.url)), options }],
      } satisfies Rule);
    },
  };
}
