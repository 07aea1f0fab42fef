/**
 * How large shaders become where engines inline every call, which is what drivers do: what a pipeline takes to be created grows with that, and faster. Measured as operators and built-in functions in the text, those of a
 * function as often as it is called, over the whole tree of calls.
 */
import { expect, it } from 'vitest';
import { kernelShader } from '../../src/back/wgsl/kernel-shader.js';
import { prepared } from './kernels.js';

function inlinedSize(shader: string): number {
  const text = shader.replace(/\/\/.*$/gm, '').replace(/^const [\s\S]*?;$/gm, '');
  const heads = [...text.matchAll(/fn (\w+)\(/g)];
  const bodies = new Map(heads.map((head, i) => [head[1]!, text.slice(text.indexOf('{', head.index), heads[i + 1]?.index ?? text.length)]));
  const sizes = new Map<string, number>();
  const sizeOf = (name: string): number => {
    const known = sizes.get(name);
    if (known !== undefined) return known;
    const body = bodies.get(name)!;
    let size = body.match(/<<|>>|<=|>=|==|!=|&&|\|\||[-+*/%&|^<>=!~[]/g)?.length ?? 0;
    for (const [, callee] of body.matchAll(/\b(\w+)\(/g)) size += bodies.has(callee!) ? sizeOf(callee!) : 1;
    sizes.set(name, size);
    return size;
  };
  return sizeOf('main');
}

function sizeWith(expression: string): number {
  const { kernels } = prepared(`
#include <math.h>
__global__ void kernel(double *x) { x[0] = ${expression}; }
int main() { kernel<<<1, 1>>>(nullptr); }
`);
  kernels[0]!.optimized = true;
  const { distinct } = kernelShader(kernels[0]!, () => undefined, { refusal: (_fn, _loc, what) => what });
  return inlinedSize(distinct!.head + distinct!.entry + distinct!.body);
}

/** A tenth more than what they are. */
const bounds: readonly (readonly [string, number])[] = [
  ['x[1] + x[2]', 170],
  ['x[1] * x[2]', 280],
  ['x[1] / x[2]', 290],
  ['exp(x[1])', 640],
  ['log(x[1])', 830],
  ['sin(x[1]) + cos(x[1])', 1570],
  ['tan(x[1])', 15340],
  ['pow(x[1], x[2])', 20440],
  ['atan2(x[1], x[2])', 18540],
  ['asinh(x[1])', 24910],
  ['cbrt(x[1])', 9700],
  ['erfc(x[1])', 10240],
  ['lgamma(x[1])', 37980],
  ['j0(x[1])', 23530],
];

it.each(bounds)('%s has at most %i operations', (expression, most) => {
  expect(sizeWith(expression)).toBeLessThanOrEqual(most);
});
