/** Each thread of a kernel has a last error of its own, for cudaGetLastError: the calls that ask for its place (sysroot/lib/cuda/device_launches.cpp) become a variable of the kernel's. */
import { constI32, makeInst } from '../../../ir/build.js';
import type { AllocaInst, Func, MemoryType, StoreInst, Value } from '../../../ir/ir.js';
import { forEachInst, replaceInsts, resolve, someInst } from '../../../ir/walk.js';

/** The function that gives the place. */
export const lastErrorPlace = '__cw_last_error';

const WORD: MemoryType = { kind: 'scalar', scalar: 'i32', size: 4, align: 4, unsigned: true };

/** True if the kernel changed. */
export function keepLastError(fn: Func): boolean {
  const body = fn.body!;
  if (!someInst(body, (inst) => inst.kind === 'call' && inst.callee.name === lastErrorPlace)) return false;
  const variable = makeInst<AllocaInst>({ kind: 'alloca', type: WORD, name: 'last_error', operands: [] }, ['ptr'], 0);
  const replaced = new Map<Value, Value>();
  replaceInsts(body, (inst) => {
    if (inst.kind !== 'call' || inst.callee.name !== lastErrorPlace) return undefined;
    replaced.set(inst.results[0]!, variable.results[0]!);
    return [];
  });
  forEachInst(body, (inst) => {
    for (let i = 0; i < inst.operands.length; i++) inst.operands[i] = resolve(replaced, inst.operands[i]!);
  });
  const clear = makeInst<StoreInst>({ kind: 'store', memory: 'i32', volatile: false, align: 4, operands: [variable.results[0]!, constI32(0)] }, [], 0);
  body.insts = [variable, clear, ...body.insts];
  return true;
}
