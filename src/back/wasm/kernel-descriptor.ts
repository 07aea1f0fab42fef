/**
 * The compiler's half of sysroot/include/__cuda_wasm/abi.h: where the fields of a kernel's descriptor and of a launch lie.
 */
import type { Func, Global, GlobalInit } from '../../ir/ir.js';

export const kernelLayout = {
  name: 0, params: 8, entry: 16, paramCount: 20, paramBytes: 24, staticShared: 28, maxThreads: 32, flags: 36, maxDynamicShared: 40, cost: 44, untimed: 48, size: 56,
} as const;

export const kernelFlags = { cooperative: 1, dynamicShared: 2 } as const;

const encoder = new TextEncoder();

function constantData(name: string, bytes: Uint8Array, align: number, relocations: GlobalInit['relocations'], constant: boolean): Global {
  return {
    kind: 'global', name, type: { kind: 'bytes', size: bytes.length, align }, space: 'host', linkage: 'internal', init: { bytes, relocations }, align, constant, loc: 0,
  };
}

/** Name, parameter table and descriptor of a kernel; the entry index and static shared size are known already. The descriptor comes last. */
export function describeKernel(kernel: Func, entry: number, staticShared: number): Global[] {
  const info = kernel.kernel;
  if (info === undefined) throw new Error(`${kernel.name} is no kernel`);
  const name = constantData(`${kernel.name}.name`, encoder.encode(`${kernel.name}\0`), 1, [], true);
  const table = new Uint8Array(info.params.length * 8);
  const tableView = new DataView(table.buffer);
  info.params.forEach((param, i) => {
    tableView.setUint32(i * 8, param.type.size, true);
    tableView.setUint32(i * 8 + 4, param.offset, true);
  });
  const params = constantData(`${kernel.name}.params`, table, 4, [], true);
  const bytes = new Uint8Array(kernelLayout.size);
  const view = new DataView(bytes.buffer);
  view.setUint32(kernelLayout.entry, entry, true);
  view.setUint32(kernelLayout.paramCount, info.params.length, true);
  view.setUint32(kernelLayout.paramBytes, info.paramBytes, true);
  view.setUint32(kernelLayout.staticShared, staticShared, true);
  view.setUint32(kernelLayout.maxThreads, info.maxThreads ?? 1024, true);
  view.setUint32(kernelLayout.flags, info.usesDynamicShared ? kernelFlags.dynamicShared : 0, true);
  view.setUint32(kernelLayout.maxDynamicShared, 49152, true);
  const relocations = [
    { offset: kernelLayout.name, target: name, addend: 0 },
    { offset: kernelLayout.params, target: params, addend: 0 },
  ];
  return [name, params, constantData(`${kernel.name}.kernel`, bytes, 8, relocations, false)];
}
