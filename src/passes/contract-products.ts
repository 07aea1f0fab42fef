/**
 * Products and sums that are rounded once, where nvcc has them so by default. In: a function of a shader, whose operations that this is allowed for are `relaxed` (relax-floats.ts). Out: a * b + c, a * b - c and c - a * b as
 * `fma`. Of two products the one that has fewer other uses is taken into the sum, the left one of equals; a product that is also used otherwise is computed as well.
 */
import { makeInst } from '../ir/build.js';
import type { BinaryInst, FmaInst, Func, Inst, Region, UnaryInst, Value } from '../ir/ir.js';
import { forEachInst, forEachRegion, resolve } from '../ir/walk.js';

interface Product {
  readonly inst: BinaryInst;
  readonly negated: boolean;
}

export function contractProducts(fn: Func): void {
  if (fn.body === undefined) return;
  const uses = new Map<Value, number>();
  forEachInst(fn.body, (inst) => {
    for (const v of inst.operands) if (v.type === 'f32' && v.kind === 'result') uses.set(v, (uses.get(v) ?? 0) + 1);
  });
  const replaced = new Map<Value, Value>();
  contractIn(fn.body, uses, replaced);
  if (replaced.size === 0) return;
  forEachInst(fn.body, (inst) => {
    const { operands } = inst;
    for (let i = 0; i < operands.length; i++) if (operands[i]!.kind === 'result') operands[i] = resolve(replaced, operands[i]!);
  });
}

function productOf(v: Value): Product | undefined {
  if (v.kind !== 'result') return undefined;
  const { inst } = v;
  if (inst.kind === 'unary' && inst.op === 'fneg') {
    const inner = productOf(inst.operands[0]!);
    return inner && { inst: inner.inst, negated: !inner.negated };
  }
  return inst.kind === 'binary' && inst.op === 'fmul' && inst.relaxed === true ? { inst, negated: false } : undefined;
}

function contractIn(region: Region, uses: ReadonlyMap<Value, number>, replaced: Map<Value, Value>): void {
  const out: Inst[] = [];
  const negative = (v: Value, like: Inst): Value => {
    if (v.kind === 'const') return { ...v, value: -Number(v.value) };
    const made = makeInst<UnaryInst>({ kind: 'unary', op: 'fneg', operands: [v] }, ['f32'], like.loc);
    if (like.inlinedAt !== undefined) made.inlinedAt = like.inlinedAt;
    out.push(made);
    return made.results[0]!;
  };
  for (const inst of region.insts) {
    forEachRegion(inst, (inner) => contractIn(inner, uses, replaced));
    const found = contracted(inst, uses, negative);
    if (found === undefined) {
      out.push(inst);
      continue;
    }
    const [result] = inst.results;
    const [made] = found.results;
    made!.name = result!.name;
    if (inst.inlinedAt !== undefined) found.inlinedAt = inst.inlinedAt;
    out.push(found);
    replaced.set(result!, made!);
  }
  region.insts = out;
}

function contracted(inst: Inst, uses: ReadonlyMap<Value, number>, negative: (v: Value, like: Inst) => Value): FmaInst | undefined {
  if (inst.kind !== 'binary' || inst.relaxed !== true || (inst.op !== 'fadd' && inst.op !== 'fsub')) return undefined;
  const [left, right] = inst.operands as [Value, Value];
  const [a, b] = [productOf(left), productOf(right)];
  const count = (product: Product): number => uses.get(product.inst.results[0]!) ?? 0;
  const takesLeft = a !== undefined && (b === undefined || count(a) <= count(b));
  const product = takesLeft ? a : b;
  if (product === undefined) return undefined;
  const addend = takesLeft ? right : left;
  const isDifference = inst.op === 'fsub';
  const [x, y] = product.inst.operands as [Value, Value];
  const factor = product.negated !== (isDifference && !takesLeft) ? negative(x, inst) : x;
  return makeInst<FmaInst>({ kind: 'fma', operands: [factor, y, isDifference && takesLeft ? negative(addend, inst) : addend] }, ['f32'], inst.loc);
}
