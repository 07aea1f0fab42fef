/** For tests: compiles a module in text form and launches its kernels by hand, as the CUDA runtime would. */
import type { Module } from '../../ir/ir.js';
import { parseModuleText } from '../../ir/parse-text.js';
import { emitProgram } from './program.js';
import type { ProgramOptions } from './program.js';
import { kernelLayout } from './kernel-descriptor.js';

export interface Loaded {
  readonly instance: WebAssembly.Instance;
  readonly memory: DataView;
  readonly bytes: Uint8Array;
  /** Free memory from here. */
  readonly heap: number;
}

export interface LaunchShape {
  readonly grid?: readonly [number, number, number];
  readonly block: readonly [number, number, number];
  readonly dynamicShared?: number;
}

export function load(source: string | Module, options: ProgramOptions = {}, imports: WebAssembly.Imports = {}): Loaded {
  const module = typeof source === 'string' ? parseModuleText(source) : source;
  const { bytes, heapBase } = emitProgram(module, { stackSize: 65536, ...options });
  if (!WebAssembly.validate(bytes)) new WebAssembly.Module(bytes);
  const instance = new WebAssembly.Instance(new WebAssembly.Module(bytes), imports);
  const memory = instance.exports.memory as WebAssembly.Memory;
  memory.grow(64);
  return { instance, memory: new DataView(memory.buffer), bytes, heap: heapBase };
}

export function callExport(loaded: Loaded, name: string, ...args: (number | bigint)[]): number | bigint | undefined {
  return (loaded.instance.exports[name] as (...args: (number | bigint)[]) => number | bigint | undefined)(...args);
}

/** Scratch memory for `__cw_scratch` in test modules, launch structures and parameters lie from `heap` on; data may begin here. */
export const dataOffset = 1 << 20;

/** Launches the kernel whose descriptor the export `descriptor` returns. Parameters: 32-bit integers, or a float as { f32 }, or a pointer as { ptr }. */
export function launch(loaded: Loaded, shape: LaunchShape, params: readonly (number | { readonly f32: number } | { readonly ptr: number })[], descriptor = 'descriptor'): void {
  const kernel = Number(callExport(loaded, descriptor));
  const { memory } = loaded;
  const at = loaded.heap;
  const grid = shape.grid ?? [1, 1, 1];
  grid.forEach((n, i) => void memory.setUint32(at + 4 * i, n, true));
  shape.block.forEach((n, i) => void memory.setUint32(at + 12 + 4 * i, n, true));
  const buffer = at + 64;
  const staticShared = memory.getUint32(kernel + kernelLayout.staticShared, true);
  const shared = at + 4096;
  memory.setBigUint64(at + 24, BigInt(buffer), true);
  memory.setBigUint64(at + 32, BigInt(shared), true);
  memory.setUint32(at + 40, shape.dynamicShared ?? 0, true);
  memory.setUint32(at + 44, staticShared, true);
  memory.setBigUint64(at + 48, BigInt(kernel), true);
  const table = Number(memory.getBigUint64(kernel + kernelLayout.params, true));
  params.forEach((param, i) => {
    const offset = buffer + memory.getUint32(table + i * 8 + 4, true);
    if (typeof param === 'number') memory.setInt32(offset, param, true);
    else if ('f32' in param) memory.setFloat32(offset, param.f32, true);
    else memory.setBigUint64(offset, BigInt(param.ptr), true);
  });
  const functions = loaded.instance.exports.__indirect_function_table as WebAssembly.Table;
  const entry = functions.get(memory.getUint32(kernel + kernelLayout.entry, true)) as (launch: number, first: number, end: number) => void;
  entry(at, 0, grid[0] * grid[1] * grid[2]);
}

/** IR text of a scratch allocator over a fixed region. */
export const scratchText = `
global @scratch_region: bytes<262144, 16> host internal align 16 = hex ""
func @__cw_scratch(%bytes: i32) -> ptr any external {
  return @scratch_region
}
`;
