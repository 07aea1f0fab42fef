/** Polynomials and what rounding leaves over, as short forms in shaders. */
import { expect, it } from 'vitest';
import { kernelShader } from '../../src/back/wgsl/kernel-shader.js';
import { prepared } from './kernels.js';

function shaderOf(body: string): string {
  const { kernels } = prepared(`
__global__ void kernel(double *x) {
  double a = x[1], b = x[2];
  ${body}
}
int main() { kernel<<<1, 1>>>(nullptr); }
`);
  const { distinct } = kernelShader({ ...kernels[0]!, optimized: true }, () => undefined, { refusal: (_fn, _loc, what) => what });
  return distinct!.head + distinct!.body;
}
const count = (text: string, name: string): number => (text.match(new RegExp(`\\b${name}\\(`, 'g')) ?? []).length;

it('sums polynomials up in loops over their coefficients, both halves of one in the same', () => {
  const single = shaderOf('x[0] = 1.5 + a * (2.5 + a * (3.5 + a * (4.5 + a * 5.5)));');
  expect(single).toContain('array<vec2u, 5>');
  expect([count(single, 'mul_f64'), count(single, 'add_f64')]).toEqual([2, 2]);
  const halves = shaderOf('double y = a * a, even = 1.5 + y * (2.5 + y * 3.5), odd = 4.5 + y * (5.5 + y * 6.5); x[0] = even + a * odd;');
  expect(halves).toContain('array<vec2u, 7>');
  expect(count(halves, 'mul_f64')).toBe(3);
});

it('leaves sums alone of which parts are used otherwise, or that are short', () => {
  const shared = shaderOf('double inner = 3.5 + a * (4.5 + a * 5.5); x[0] = 1.5 + a * (2.5 + a * inner); x[3] = inner;');
  expect(count(shared, 'mul_f64')).toBe(5);
  expect(count(shaderOf('x[0] = 1.5 + a * 2.5;'), 'mul_f64')).toBe(2);
});

it('finds what products and sums leave over when they are rounded', () => {
  const product = shaderOf('double p = a * b, s = 134217729.0 * a, t = 134217729.0 * b, c = s - (s - a), d = t - (t - b), e = a - c, f = b - d; x[0] = p; x[3] = ((c * d - p) + c * f + e * d) + e * f;');
  expect([count(product, 'product_rest_f64'), count(product, 'mul_f64')]).toEqual([2, 2]);
  const sum = shaderOf('double s = a + b, t = s - a; x[0] = s; x[3] = (a - (s - t)) + (b - t);');
  expect(count(sum, 'sum_rest_f64')).toBe(2);
  // A product that is another's is none of this.
  const other = shaderOf('double p = a * a, s = 134217729.0 * a, t = 134217729.0 * b, c = s - (s - a), d = t - (t - b), e = a - c, f = b - d; x[0] = p; x[3] = ((c * d - p) + c * f + e * d) + e * f;');
  expect(count(other, 'product_rest_f64')).toBe(0);
});
