/**
 * Kernels of programs that were split (`build --split`), loaded when they are launched first. In: the folder where the chunks lie, as a URL. The threads that load may block.
 *
 * CPU: chunks are modules (src/back/wasm/split.ts; the section "cuda_wasm.chunks" has their names), instantiated over the program's exports. WebGPU: chunks are the kernels' shaders as JSON, which the program's section has without texts.
 */
import type { GuardHost } from '../cpu/guard.js';
import type { KernelShader } from '../webgpu/program-kernels.js';
import { isNode, readNodeFile } from './node-threads.js';

/** As in back/wasm/split.ts. */
const chunksSection = 'cuda_wasm.chunks';

export interface ChunkLoader {
  /** For a program's kernels on the CPU. */
  kernels(module: WebAssembly.Module, folder: string): GuardHost['loadKernel'];
  shader(kernel: KernelShader, folder: string): KernelShader;
}

function read(name: string, folder: string): Uint8Array<ArrayBuffer> {
  const url = new URL(name, folder);
  if (isNode()) return readNodeFile(url);
  const request = new XMLHttpRequest();
  request.open('GET', url, false);
  request.responseType = 'arraybuffer';
  request.send();
  if (request.status !== 200) throw new Error(`${url.href} could not be loaded: ${request.status} ${request.statusText}`);
  return new Uint8Array(request.response as ArrayBuffer);
}

export const chunkLoader: ChunkLoader = {
  kernels(module, folder) {
    const [section] = WebAssembly.Module.customSections(module, chunksSection);
    if (section === undefined) return undefined;
    const names = JSON.parse(new TextDecoder().decode(section)) as Readonly<Record<string, string>>;
    return (entry, exports) => void new WebAssembly.Instance(new WebAssembly.Module(read(names[entry]!, folder)), { program: exports as unknown as WebAssembly.ModuleImports });
  },
  shader: (kernel, folder) => JSON.parse(new TextDecoder().decode(read(kernel.chunk!, folder))) as KernelShader,
};
