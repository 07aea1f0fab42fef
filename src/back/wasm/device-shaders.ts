/**
 * Kernels that run on another device: collects their shaders while the program is assembled, and makes the section "cuda_wasm.kernels" of them: JSON of the shaders in the order of the indices in their
 * kernels' descriptors, the variables they use with their addresses in the program's memory, and the addresses of the strings that their output mentions (src/runtime/webgpu/program-kernels.ts reads it).
 */
import type { Func, Global, Module } from '../../ir/ir.js';

export const kernelsSection = 'cuda_wasm.kernels';

/** Where kernels leave what they launch (sysroot/lib/cuda/device_launches.cpp). */
const childQueue = '__cw_child_queue';

/** What program assembly must know of a shader (back/wgsl/interface.ts has all of it); the rest it passes on. */
export interface DeviceShader {
  /** Mangled names of the globals that the shader uses. */
  readonly variables: readonly string[];
  /** Mangled names of the globals that its output mentions by index: one list for all kernels, which grows. */
  readonly strings: readonly string[];
  /** Mangled names of the functions whose numbers it uses. */
  readonly functions: readonly string[];
  /** Plain data. */
  readonly shader: object;
}

export interface DeviceShaders {
  /** Gives the globals that must be in the program. */
  add(shader: DeviceShader): Global[];
  /** Functions that must be in the program's table. */
  functions(): readonly Func[];
  /** `kernels`: the addresses of the kernels' descriptors, in their order. */
  section(addressOf: (global: Global) => number, numberOf: (fn: Func) => number, kernels: readonly number[]): string;
}

function pointersIn(global: Global, addressOf: (global: Global) => number): readonly { readonly at: number; readonly target: number }[] {
  return (global.init?.relocations ?? []).flatMap(({ offset, target, addend }) => (target.kind === 'global' ? [{ at: offset, target: addressOf(target) + addend }] : []));
}

export function createDeviceShaders(module: Module): DeviceShaders {
  const shaders: object[] = [];
  const variables = new Map<string, Global>();
  const functions = new Map<string, Func>();
  let strings: readonly string[] = [];
  const globalNamed = (name: string): Global => {
    const global = module.globals.get(name);
    if (global === undefined) throw new Error(`shaders use ${name}, which is not in the program`);
    return global;
  };
  return {
    add(shader) {
      shaders.push(shader.shader);
      strings = shader.strings;
      for (const name of shader.functions) {
        const fn = module.functions.get(name);
        if (fn === undefined) throw new Error(`shaders use ${name}, which is not in the program`);
        functions.set(name, fn);
      }
      // With them what pointers in them point to, for kernels that follow these.
      const globals = new Set(shader.variables.map(globalNamed));
      for (const global of globals) {
        variables.set(global.name, global);
        for (const { target } of global.init?.relocations ?? []) if (target.kind === 'global') globals.add(target);
      }
      return [...globals, ...strings.map(globalNamed)];
    },
    functions: () => [...functions.values()],
    section: (addressOf, numberOf, kernels) =>
      JSON.stringify({
        kernels: shaders,
        variables: [...variables.values()].map((global) => ({ name: global.name, address: addressOf(global), bytes: global.type.size, managed: global.space === 'managed', constant: global.space === 'constant', pointers: pointersIn(global, addressOf) })),
        functions: Object.fromEntries([...functions].map(([name, fn]) => [name, numberOf(fn)])),
        ...(variables.has(childQueue) ? { descriptors: kernels } : {}),
        strings: strings.map((name) => addressOf(globalNamed(name))),
      }),
  };
}
