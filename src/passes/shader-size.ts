/** How large code becomes in a shader: instructions, where arithmetic on doubles, which shaders have to do by integers, counts as much as it takes there. */
import type { Region } from '../ir/ir.js';
import { forEachInst } from '../ir/walk.js';

/** Instructions that one operation on doubles stands for, roughly. */
const DOUBLE = 24;

export function shaderSize(region: Region): number {
  let size = 0;
  forEachInst(region, (inst) => {
    const isArithmetic = (inst.kind === 'binary' || inst.kind === 'fma' || (inst.kind === 'unary' && inst.op !== 'fneg' && inst.op !== 'fabs')) && inst.results[0]!.type === 'f64';
    size += isArithmetic ? DOUBLE : 1;
  });
  return size;
}
