/**
 * -ftz=true: single-precision instructions of device code take denormal operands for zeros of their sign and give such zeros for denormal results, as PTX's `.ftz` forms do. In: functions of the device pass
 * as lowering made them. Out: the same with flushes around additions, products, quotients, roots, comparisons, roundings and conversions. Double precision keeps its denormals.
 *
 * With -use_fast_math `powf` becomes the product of logarithms that the hardware computes, which knows no negative bases.
 */
import { constF32, makeInst } from '../ir/build.js';
import type { Func, Inst, Module, Region, Value } from '../ir/ir.js';
import { regionsOf } from '../ir/build.js';

const SMALLEST_NORMAL = 2 ** -126;

interface Flushing {
  /** Values that are never denormal. */
  readonly normal: Set<Value>;
}

export function flushDenormals(module: Module): void {
  for (const fn of module.functions.values()) {
    if (fn.body === undefined || (fn.space !== 'kernel' && fn.side !== 'device')) continue;
    flushRegion(fn.body, { normal: new Set() });
  }
}

export function useFastPower(module: Module): void {
  const precise = module.functions.get('powf');
  if (precise === undefined) return;
  const fast: Func = { ...precise, name: '__cw_fast_powf', pretty: '__powf' };
  module.functions.set(fast.name, fast);
  const replace = (region: Region): void => {
    for (const inst of region.insts) {
      if (inst.kind === 'call' && inst.callee === precise) inst.callee = fast;
      for (const inner of regionsOf(inst)) replace(inner);
    }
  };
  for (const fn of module.functions.values()) if (fn.body !== undefined && (fn.space === 'kernel' || fn.side === 'device')) replace(fn.body);
}

/** Which operands and result an instruction flushes. */
function flushes(inst: Inst): { readonly operands: boolean; readonly result: boolean } {
  switch (inst.kind) {
    case 'binary':
      return inst.op === 'copysign' ? { operands: false, result: false } : { operands: true, result: true };
    case 'fma':
      return { operands: true, result: true };
    case 'unary':
      return { operands: true, result: false };
    case 'compare':
      return { operands: true, result: false };
    case 'convert':
      return { operands: inst.op === 'fpext', result: inst.op === 'fptrunc' };
    default:
      return { operands: false, result: false };
  }
}

function flushRegion(region: Region, f: Flushing): void {
  const out: Inst[] = [];
  const renamed = new Map<Value, Value>();
  const flush = (value: Value, inst: Inst): Value => {
    if (value.type !== 'f32' || f.normal.has(value)) return value;
    if (value.kind === 'const') return Math.abs(Number(value.value)) < SMALLEST_NORMAL ? constF32(Math.sign(Number(value.value)) < 0 || Object.is(value.value, -0) ? -0 : 0) : value;
    const magnitude = makeInst({ kind: 'unary', op: 'fabs', operands: [value] }, ['f32'], inst.loc);
    const small = makeInst({ kind: 'compare', op: 'folt', operands: [magnitude.results[0]!, constF32(SMALLEST_NORMAL)] }, ['i1'], inst.loc);
    const zero = makeInst({ kind: 'binary', op: 'copysign', operands: [constF32(0), value] }, ['f32'], inst.loc);
    const chosen = makeInst({ kind: 'select', operands: [small.results[0]!, zero.results[0]!, value] }, ['f32'], inst.loc);
    out.push(magnitude, small, zero, chosen);
    f.normal.add(chosen.results[0]!);
    return chosen.results[0]!;
  };
  const rename = (inst: Inst): void => {
    inst.operands = inst.operands.map((operand) => renamed.get(operand) ?? operand);
    for (const inner of regionsOf(inst)) for (const each of inner.insts) rename(each);
  };
  for (const inst of region.insts) {
    if (renamed.size > 0) rename(inst);
    const { operands, result } = flushes(inst);
    if (operands) inst.operands = inst.operands.map((operand) => flush(operand, inst));
    out.push(inst);
    for (const inner of regionsOf(inst)) flushRegion(inner, f);
    const value = inst.results[0];
    if (result && value?.type === 'f32') renamed.set(value, flush(value, inst));
  }
  region.insts = out;
}
