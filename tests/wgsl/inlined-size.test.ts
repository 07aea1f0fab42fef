/** How large functions of the library become where engines inline every call. */
import { expect, it } from 'vitest';
import { kernelShader } from '../../src/back/wgsl/kernel-shader.js';
import { inlinedSize } from './inlined-size.js';
import { prepared } from './kernels.js';

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
