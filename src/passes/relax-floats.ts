/**
 * nvcc's rules for single precision (-fmad, -prec-div, -prec-sqrt, -use_fast_math), for functions that become shaders. In: functions with their rules (`Func.floats`), before they are copied into each other. Out:
 * what of them may be computed less exactly is marked `relaxed` or calls the fast form of a function. The marks hold wherever the code is copied to; a pass that loses one loses speed only.
 */
import { functionKey } from '../ir/build.js';
import type { Func, Inst, Module } from '../ir/ir.js';
import { forEachInst } from '../ir/walk.js';

const FAST_FUNCTIONS: Readonly<Record<string, string>> = {
  sinf: '__sinf', cosf: '__cosf', tanf: '__tanf', sincosf: '__sincosf', expf: '__expf', exp10f: '__exp10f', logf: '__logf', log2f: '__log2f', log10f: '__log10f', powf: '__cw_fast_powf',
};

export function relaxFloats(module: Module): void {
  const renamed = new Map<Func, Func>();
  const fast = (callee: Func, name: string): Func => {
    let made = renamed.get(callee);
    if (made === undefined) {
      const { kind, side, space, params, result, linkage, noreturn, pure, loc } = callee;
      made = module.functions.get(functionKey(name, side)) ?? { kind, name, pretty: name, side, space, params, result, linkage, body: undefined, import: undefined, exportName: undefined, inline: undefined, noreturn, pure, kernel: undefined, loc };
      module.functions.set(functionKey(name, side), made);
      renamed.set(callee, made);
    }
    return made;
  };
  for (const fn of [...module.functions.values()]) {
    const { floats } = fn;
    if (floats === undefined || fn.body === undefined) continue;
    forEachInst(fn.body, (inst) => {
      if (inst.kind !== 'call') return mark(inst, fn);
      const { name } = inst.callee;
      if (floats.fastFunctions && Object.hasOwn(FAST_FUNCTIONS, name)) inst.callee = fast(inst.callee, FAST_FUNCTIONS[name]!);
      else if (floats.fastRoots && name === 'sqrtf') inst.callee = fast(inst.callee, '__cw_fast_sqrtf');
    });
  }
}

function mark(inst: Inst, { floats }: Func): void {
  if ((inst.kind !== 'binary' && inst.kind !== 'unary') || inst.results[0]!.type !== 'f32') return;
  switch (inst.op) {
    case 'fadd':
    case 'fsub':
    case 'fmul':
      if (floats!.contract) inst.relaxed = true;
      break;
    case 'fdiv':
      if (floats!.fastQuotients) inst.relaxed = true;
      break;
    case 'fsqrt':
      if (floats!.fastRoots) inst.relaxed = true;
      break;
    default:
      break;
  }
}
