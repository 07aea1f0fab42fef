/** The part of a module for WebGPU that is WebAssembly (sysroot/lib/module): what variables start as, strings, and the printing of records. Modules without variables and strings need none of it. */
import type { ProgramKernels } from '../webgpu/program-kernels.js';
import type { BackendHost } from './backend.js';

export interface HostModule {
  bytes(): Uint8Array;
  textAt(address: number): string;
  /** Entry of the table of kernels and variables: an address. */
  tableEntry(index: number): number;
  /** Gives what kernels printed to the host. */
  print(records: Uint8Array): void;
}

interface HostExports {
  readonly memory: WebAssembly.Memory;
  table(): number;
  allocate_records?(bytes: number): number;
  print_records?(records: number, bytes: number): void;
}

export async function hostOf(code: Uint8Array<ArrayBuffer> | undefined, { strings }: ProgramKernels, host: BackendHost): Promise<HostModule> {
  let exports: HostExports | undefined;
  let printed: Uint8Array[] = [];
  const bytes = (): Uint8Array => new Uint8Array(exports?.memory.buffer ?? new ArrayBuffer(0));
  if (code !== undefined) {
    const module = await WebAssembly.compile(code);
    const imports: WebAssembly.Imports = {};
    for (const { module: from, name } of WebAssembly.Module.imports(module)) imports[from] = { ...imports[from], [name]: () => 0 };
    const own = {
      print: (at: number, length: number) => void printed.push(bytes().slice(at >>> 0, (at >>> 0) + (length >>> 0))),
      string_address: (index: number) => strings[index] ?? 0,
    };
    for (const from of ['cuda', 'cuda_wasm']) imports[from] = { ...imports[from], ...own };
    exports = new WebAssembly.Instance(module, imports).exports as unknown as HostExports;
  }
  const table = (exports?.table() ?? 0) >>> 0;
  return {
    bytes,
    textAt(address) {
      const all = bytes();
      return new TextDecoder().decode(all.slice(address, all.indexOf(0, address)));
    },
    tableEntry: (index) => new DataView(exports!.memory.buffer).getUint32(table + 8 * index, true),
    print(records) {
      if (exports?.allocate_records === undefined || exports.print_records === undefined) return;
      printed = [];
      const at = exports.allocate_records(records.length) >>> 0;
      bytes().set(records, at);
      exports.print_records(at, records.length);
      const decoder = new TextDecoder();
      const text = printed.map((piece) => decoder.decode(piece, { stream: true })).join('') + decoder.decode();
      printed = [];
      if (text !== '') host.print(text);
    },
  };
}
