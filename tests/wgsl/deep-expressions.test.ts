/** Expressions whose parts ask for those below them what type they have: the work grows with their size, not with 2 to the power of their depth. */
import { expect, it } from 'vitest';
import { kernelShader } from '../../src/back/wgsl/kernel-shader.js';
import { prepared } from './kernels.js';

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
