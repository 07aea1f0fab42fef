/** Calls of library functions that are several of the shader's own put together. In: an optimised kernel. Out: the same kernel with calls of those. */
import { makeInst } from '../../../ir/build.js';
import type { CallInst, Func, Inst, StoreInst, Value } from '../../../ir/ir.js';
import { replaceInsts } from '../../../ir/walk.js';

/** A function of the library, as a call names it. */
function pureFloat(like: Func, name: string): Func {
  return { ...like, name, pretty: `float ${name}(float)`, params: [{ type: 'f32', name: 'x' }], result: 'f32', pure: true };
}

const SINE_AND_COSINE: ReadonlySet<string> = new Set(['sincosf', '__sincosf']);

/** sincosf(x, s, c): sinf and cosf, and a store each. True if there was one. */
export function splitCalls(fn: Func): boolean {
  let changed = false;
  replaceInsts(fn.body!, (inst) => {
    if (inst.kind !== 'call' || !SINE_AND_COSINE.has(inst.callee.name)) return undefined;
    changed = true;
    const [x, ...places] = inst.operands as [Value, Value, Value];
    return places.flatMap((place, i): Inst[] => {
      const value = makeInst<CallInst>({ kind: 'call', callee: pureFloat(inst.callee, inst.callee.name.replace('sincos', i === 0 ? 'sin' : 'cos')), operands: [x] }, ['f32'], inst.loc);
      return [value, makeInst<StoreInst>({ kind: 'store', memory: 'f32', volatile: false, align: 4, operands: [place, value.results[0]!] }, [], inst.loc)];
    });
  });
  return changed;
}
