/** How large code becomes in a shader: instructions, where arithmetic on doubles, which shaders have to do by integers, and calls of functions count as much as they take there. */
import type { Region } from '../ir/ir.js';
import { forEachInst } from '../ir/walk.js';

/** Instructions that one operation on doubles stands for, roughly. */
const DOUBLE = 24;

/** What a call of a function that stays one in shaders counts, at least: drivers copy it to where it is called. */
const FUNCTION = 48;

export function shaderSize(region: Region): number {
  let size = 0;
  forEachInst(region, (inst) => {
    const isArithmetic = (inst.kind === 'binary' || inst.kind === 'fma' || (inst.kind === 'unary' && inst.op !== 'fneg' && inst.op !== 'fabs')) && inst.results[0]!.type === 'f64';
    size += isArithmetic ? DOUBLE : inst.kind === 'call' && inst.callee.body !== undefined ? FUNCTION : 1;
  });
  return size;
}
