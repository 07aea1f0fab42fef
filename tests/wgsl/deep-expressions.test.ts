/** Deep expressions. Their parts ask for those below them what type they have: the work grows with their size, not with 2 to the power of their depth. And parsers of WGSL have a limit. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { kernelShader } from '../../src/back/wgsl/kernel-shader.js';
import { prepared } from './kernels.js';
import type { Validator } from './validator.js';
import { openValidator } from './validator.js';

let validator: Validator;
beforeAll(async () => {
  validator = await openValidator();
});
afterAll(() => validator.close());

/** Processor time for the shader of a kernel whose one expression is so deep, and the shader. */
function shaderOf(depth: number): { readonly milliseconds: number; readonly text: string } {
  let expression = 'x[0]';
  for (let i = 1; i < depth; i++) expression = `((${expression} + ${i}) * y < z + ${i})`;
  const { kernels } = prepared(`__global__ void kernel(int *x, int y, int z) { x[1] = ${expression}; }\nint main() { kernel<<<1, 1>>>(nullptr, 1, 2); }`);
  const start = process.cpuUsage();
  const { distinct } = kernelShader(kernels[0]!, () => undefined, { refusal: (_fn, _loc, what) => what });
  return { milliseconds: process.cpuUsage(start).user / 1000, text: distinct!.body };
}

it('writes deep expressions in time', () => {
  shaderOf(5);
  const { milliseconds, text } = shaderOf(60);
  expect(text.match(/ < /g)).toHaveLength(59);
  expect(milliseconds).toBeLessThan(1000);
}, 60_000);

it.each([
  ['sums of products', 'v = v * 1.01f + 0.01f;'], ['products', 'v = (v + 1.5f) * x[0];'], ['conversions', 'v = (float)(int)(v * 3.0f);'], ['choices', 'v = v > 2.0f ? v - 1.0f : v * 2.0f;'],
  ['integers', 'v = __int_as_float((__float_as_int(v) >> 3) ^ (__float_as_int(v) << 5));'], ['functions', 'v = fmaxf(sqrtf(v), __expf(v));'], ['64 bits', 'v = (float)((long long)v * 3 + 1);'], ['doubles', 'v = (float)((double)v * 3 + 1);'],
])('writes expressions of 300 steps: %s', async (_, step) => {
  const { kernels } = prepared(`__global__ void kernel(float *x) {\n  float v = x[threadIdx.x];\n${`  ${step}\n`.repeat(300)}  x[threadIdx.x] = v;\n}\nint main() { kernel<<<1, 1>>>(nullptr); }`);
  const { distinct } = kernelShader(kernels[0]!, () => undefined, { refusal: (_fn, _loc, what) => what });
  const complaints = await validator.complaints(distinct!.head + distinct!.entry + distinct!.body);
  expect(complaints.map((text) => text.slice(0, 200))).toEqual([]);
}, 60_000);
