/** Parameters that kernels have beyond those of CUDA, and what a kernel's description says of the form that it has. The arena form (legalize/arena-pointers.ts) makes them; whoever writes the kernel asks. */
import type { Func, KernelInfo, Value } from '../../ir/ir.js';

export type KernelParam = KernelInfo['params'][number];

/** A parameter that holds the address of a variable. */
export interface VariableParam extends KernelParam {
  readonly variable: string;
}

export function isVariableParam(param: KernelParam): param is VariableParam {
  return 'variable' in param;
}

/** A pointer that the kernel is given, as an address. */
export interface PointerParam extends KernelParam {
  readonly pointer: true;
}

/** The index of the parameter that a value is, if that is an address which is known at the launch. */
export function givenPointer(fn: Func, v: Value): number | undefined {
  if (v.kind !== 'param' || fn.kernel === undefined) return undefined;
  const index = fn.body!.params.indexOf(v);
  const info = fn.kernel.params[index];
  return info !== undefined && ('pointer' in info || isVariableParam(info)) ? index : undefined;
}

/** Of a kernel that has all its memory by address. */
export interface ArenaKernelInfo extends KernelInfo {
  readonly arena: true;
}

export function isArenaKernel(fn: Func): boolean {
  return fn.kernel !== undefined && 'arena' in fn.kernel;
}
