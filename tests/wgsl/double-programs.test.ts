/** Large functions of the library as programs of steps: bit for bit what they are without, for kernels that would become too large only, and small. */
import { expect, it } from 'vitest';
import { kernelShader } from '../../src/back/wgsl/kernel-shader.js';
import { createModule } from '../../src/ir/build.js';
import type { Func } from '../../src/ir/ir.js';
import { forEachInst } from '../../src/ir/walk.js';
import { callFunction, createMachine } from '../ir-interpreter.js';
import { inlinedSize } from './inlined-size.js';
import { prepared } from './kernels.js';

const functions = [
  'cbrt(a)', 'exp2(a)', 'exp10(a)', 'expm1(a)', 'log2(a)', 'log10(a)', 'log1p(a)', 'tan(a)', 'asin(a)', 'acos(a)', 'atan(a)', 'sinh(a)', 'cosh(a)', 'tanh(a)', 'asinh(a)', 'acosh(a)', 'atanh(a)', 'atan2(a, b)', 'hypot(a, b)', 'fmod(a, b)', 'pow(a, b)',
  'remainder(a, b)', 'erf(a)', 'erfc(a)', 'erfcx(a)', 'erfinv(a)', 'normcdf(a)', 'lgamma(a)', 'tgamma(a)', 'j0(a)', 'j1(a)', 'y0(a)', 'y1(a)', 'rcbrt(a)', 'sinpi(a)', 'cospi(a)', 'cyl_bessel_i0(a)', 'cyl_bessel_i1(a)',
];
const program = `#include <math.h>
__global__ void kernel(double *x) {
  double a = x[0], b = x[1];
${functions.map((call, i) => `  x[${i + 2}] = ${call};`).join('\n')}
}
int main() { kernel<<<1, 1>>>(nullptr); }
`;

/** What the kernel calls, in the order of the program. */
function calledBy(kernel: Func): Func[] {
  const found: Func[] = [];
  forEachInst(kernel.body!, (inst) => {
    if (inst.kind === 'call' && inst.callee.body !== undefined) found.push(inst.callee);
  });
  return found;
}

/** Rounds as the shaders' own functions may not: both forms are computed with the same ones. */
const natives = new Map<string, (...args: readonly number[]) => number>([
  ['exp', (x) => Math.exp(x!)], ['log', (x) => Math.log(x!)], ['sin', (x) => Math.sin(x!)], ['cos', (x) => Math.cos(x!)], ['__cw_fma', (a, b, c) => a! * b! + c!],
  ['__cw_product_rest', (a, b) => {
    const high = (x: number): number => 134217729 * x - (134217729 * x - x);
    const [ah, bh] = [high(a!), high(b!)];
    const [al, bl] = [a! - ah, b! - bh];
    return ah * bh - a! * b! + ah * bl + al * bh + al * bl;
  }],
  ['__cw_ordered_sum_rest', (a, b, sum) => b! - (sum! - a!)],
  ['__cw_sum_rest', (a, b, sum) => a! - (sum! - (sum! - a!)) + (b! - (sum! - a!))],
]);

function evaluate(fn: Func, args: readonly number[]): number {
  const module = createModule();
  const reached = new Set([fn]);
  for (const one of reached) {
    forEachInst(one.body!, (inst) => {
      if (inst.kind === 'call' && inst.callee.body !== undefined) reached.add(inst.callee);
      for (const v of inst.operands) if (v.kind === 'global-address') module.globals.set(`${module.globals.size}`, v.global);
    });
  }
  const unique = createModule();
  for (const global of new Set(module.globals.values())) unique.globals.set(`${unique.globals.size}`, global);
  return callFunction({ ...createMachine(unique, 1 << 16, 200_000), natives }, fn, args) as number;
}

const special = [0, -0, 1, -1, 0.5, -0.5, 1e-320, 1e-30, 1e300, -1e300, Infinity, -Infinity, NaN, 2, 3, 0.75, -0.9999999, 30.5, -7.25, 1e9, 710, -745.2];
let seed = 12345;
function random(): number {
  seed = (Math.imul(seed, 1103515245) + 12345) >>> 0;
  return seed / 2 ** 32;
}

const spacious = calledBy(prepared(program, { spacious: true }).kernels[0]!);
const compactKernel = prepared(program).kernels[0]!;
const compact = calledBy(compactKernel);

it('takes the form in kernels that would become too large only', () => {
  expect(spacious.map((fn) => fn.name)).toEqual(compact.map((fn) => fn.name));
  const small = calledBy(prepared(program.replace(/\n {2}x\[(?!2\])\d+\] = .*;/g, '')).kernels[0]!);
  const sizeOf = (fn: Func): number => {
    let size = 0;
    forEachInst(fn.body!, () => size++);
    return size;
  };
  expect(small.map((fn) => [fn.name, sizeOf(fn)])).toEqual([[spacious[0]!.name, sizeOf(spacious[0]!)]]);
  expect(sizeOf(compact[0]!)).not.toBe(sizeOf(spacious[0]!));
});

it('computes the same bits', () => {
  const differences: string[] = [];
  spacious.forEach((fn, i) => {
    const values = [...special.map((x, k) => [x, special[(k * 7 + 3) % special.length]!]), ...Array.from({ length: 150 }, () => [(random() - 0.5) * 10 ** (random() * 12 - 6), (random() - 0.5) * 40])];
    for (const args of values) {
      const given = fn.params.map((param, k) => (param.type === 'f64' ? args[k]! : Math.trunc(args[k]!)));
      const [expected, found] = [evaluate(fn, given), evaluate(compact[i]!, given)];
      if (!Object.is(expected, found)) differences.push(`${fn.name}(${given.join(', ')}) = ${expected}, not ${found}`);
    }
  });
  expect(differences).toEqual([]);
});

it('is a fraction of the size', () => {
  const sizeOf = (kernel: Func): number => {
    const { distinct } = kernelShader({ ...kernel, optimized: true }, () => undefined, { onlyDistinct: true, refusal: (_fn, _loc, what) => what });
    return inlinedSize(distinct!.head + distinct!.entry + distinct!.body);
  };
  const [large, small] = [sizeOf(prepared(program, { spacious: true }).kernels[0]!), sizeOf(compactKernel)];
  expect(large / small, `${large} became ${small}`).toBeGreaterThan(3.5);
});
