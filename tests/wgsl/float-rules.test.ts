/** nvcc's options for single precision, as shaders have them: -fmad, -prec-div, -prec-sqrt, -use_fast_math. */
import { expect, it } from 'vitest';
import { kernelShader } from '../../src/back/wgsl/kernel-shader.js';
import type { FlagSettings } from '../../src/cli/nvcc-flags.js';
import { prepared, root, shadersWith } from './kernels.js';

function lines(own: Partial<FlagSettings>): string[] {
  process.chdir(root);
  const [kernel] = shadersWith('tests/compile/wgsl/float_rules.cu', own);
  return kernel!.distinct!.body.split('\n').filter((line) => line.includes('x[')).map((line) => line.trim().replace(/^.*? = /, '').replaceAll(/params\.x_offset \+ thread_idx\.x( \+ \d+u)?/g, 'i'));
}

it('contracts by default, and rounds each operation with -fmad=false', () => {
  expect(lines({})).toEqual(['x[i];', 'fma(a, b, params.c);', 'divide(a, b);', 'square_root(a);', 'sine(a) + exponential(b);']);
  expect(lines({ fmad: false })[1]).toBe('fma(a, b, params.negative_zero) + params.c;');
});

it('takes the engine\'s quotients and roots where they need not be exact', () => {
  expect(lines({ exactQuotients: false }).slice(2, 4)).toEqual(['a / b;', 'square_root(a);']);
  expect(lines({ exactRoots: false }).slice(2, 4)).toEqual(['divide(a, b);', 'sqrt(a);']);
});

it('takes the engine\'s functions with -use_fast_math', () => {
  expect(lines({ fastMath: true, flushDenormals: false }).slice(1)).toEqual(['fma(a, b, params.c);', 'a / b;', 'sqrt(a);', 'sin(a) + exp(b);']);
  expect(lines({ fastMath: true, flushDenormals: false, exactQuotients: true })[2]).toBe('divide(a, b);');
});

it('hides factors that are zero from the engine, which would take the product for 0', () => {
  const { kernels } = prepared(`
__global__ void kernel(float *x, float b) {
  x[0] = -0.0f * x[1];
  x[2] = (x[3] + b) * 0.0f;
}
int main() { kernel<<<1, 1>>>(nullptr, 0); }
`);
  const { distinct } = kernelShader(kernels[0]!, () => undefined, { refusal: (_fn, _loc, what) => what });
  expect(distinct!.body.replaceAll('params.x_offset', 'o')).toContain('x[o] = x[o + 1u] * params.negative_zero;\n  x[o + 2u] = (x[o + 3u] + params.b) * params.zero;');
});
