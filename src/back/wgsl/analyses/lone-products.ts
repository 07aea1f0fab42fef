/**
 * Products that are rounded for themselves. Engines contract a * b + c on their own; what may be contracted is an `fma` by now (passes/contract-products.ts). In: a kernel. Out: the products that reach an addition or
 * subtraction, by way of signs and choices at most: these are written as `fma(a, b, negative_zero)` with a -0.0 that is known at run time only, which is exact and costs the same.
 */
import type { Inst, Region, Value } from '../../../ir/ir.js';
import { forEachInst } from '../../../ir/walk.js';

/** A power of two up to 1: products with it are exact, but for subnormal ones. */
function isExactFactor(v: Value): boolean {
  return v.kind === 'const' && Math.abs(Number(v.value)) <= 1 && Number.isInteger(Math.log2(Math.abs(Number(v.value))));
}

export function loneProducts(body: Region): ReadonlySet<Inst> {
  const found = new Set<Inst>();
  const visit = (v: Value): void => {
    if (v.kind !== 'result') return;
    const { inst } = v;
    if (inst.kind === 'binary' && inst.op === 'fmul') {
      if (!inst.operands.some(isExactFactor)) found.add(inst);
    }
    else if (inst.kind === 'unary' && (inst.op === 'fneg' || inst.op === 'fabs')) visit(inst.operands[0]!);
    else if (inst.kind === 'select') {
      visit(inst.operands[1]!);
      visit(inst.operands[2]!);
    }
  };
  forEachInst(body, (inst) => {
    if (inst.kind === 'binary' && (inst.op === 'fadd' || inst.op === 'fsub') && inst.results[0]!.type === 'f32') inst.operands.forEach(visit);
  });
  return found;
}
