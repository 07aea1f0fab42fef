/**
 * What an instruction comes to where drivers inline every call, which is what they do: operators and built-in functions, as tests/wgsl/inlined-size.test.ts counts them. In: IR as a shader will have it. Out: sizes, and which of the
 * functions stay functions in the shader.
 */
import type { Func, Inst, Region } from '../../../ir/ir.js';
import { forEachInst } from '../../../ir/walk.js';
import { FUNCTIONS, staysCall } from '../functions.js';
import { isFunction } from '../analyses/inlining.js';

/** Operations on doubles from 100 on, by operator; functions of the shader by the library's symbol. */
const BINARY: Readonly<Record<string, number>> = { fadd: 148, fsub: 150, fmul: 252, fdiv: 264 };
const CALLS: Readonly<Record<string, number>> = { exp: 583, log: 756, sin: 641, cos: 641, __cw_fma: 409, __cw_product_rest: 243, __cw_sum_rest: 181, __cw_ordered_sum_rest: 158 };
const ROOT = 309;
const FMA = 409;
/** What else is a function of the shader's, and everything else. */
const DOUBLE = 50;
const WIDE_QUOTIENT = 138;
const FLOAT_FUNCTION = 100;
const USUAL = 2;

/** The size of an operation that is large; undefined for others. */
export function largeOperation(inst: Inst): number | undefined {
  const [result] = inst.results;
  if (result === undefined || result.type !== 'f64') return undefined;
  switch (inst.kind) {
    case 'binary':
      return BINARY[inst.op];
    case 'unary':
      return inst.op === 'fsqrt' ? ROOT : undefined;
    case 'fma':
      return FMA;
    case 'call':
      return CALLS[inst.callee.name];
    default:
      return undefined;
  }
}

/** A function that stays one in the shader, with a body of the IR. */
export function outlinedCallee(inst: Inst): Func | undefined {
  return inst.kind === 'call' && isFunction(inst) && !Object.hasOwn(FUNCTIONS, inst.callee.name) && inst.callee.body !== undefined && inst.callee.result !== undefined ? inst.callee : undefined;
}

export interface InlinedWork {
  of(region: Region): number;
  ofFunction(fn: Func): number;
}

export function createInlinedWork(): InlinedWork {
  const known = new Map<Func, number>();
  const work: InlinedWork = {
    of(region) {
      let size = 0;
      forEachInst(region, (inst) => {
        size += sizeOf(inst, work);
      });
      return size;
    },
    ofFunction(fn) {
      let size = known.get(fn);
      if (size === undefined) {
        known.set(fn, 0); // what calls itself is there once
        size = work.of(fn.body!);
        known.set(fn, size);
      }
      return size;
    },
  };
  return work;
}

function sizeOf(inst: Inst, work: InlinedWork): number {
  const large = largeOperation(inst);
  if (large !== undefined) return large;
  if (inst.kind === 'call') return inst.callee.body !== undefined && !staysCall(inst.callee.name) ? work.ofFunction(inst.callee) : FLOAT_FUNCTION;
  const concernsDoubles = inst.results.some((r) => r.type === 'f64') || inst.operands.some((v) => v.type === 'f64');
  if (concernsDoubles && (inst.kind === 'compare' || inst.kind === 'convert' || inst.kind === 'unary' || inst.kind === 'binary')) return DOUBLE;
  if (inst.kind === 'binary' && inst.results[0]!.type === 'i64' && (inst.op.endsWith('div') || inst.op.endsWith('rem'))) return WIDE_QUOTIENT;
  return USUAL;
}
