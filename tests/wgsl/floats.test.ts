/** Single-precision functions of the shaders against the host's in double: errors in units of the last place, within what CUDA documents. Skipped where there is no software device. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mathHelper } from '../../src/back/wgsl/math.js';
import { compute, hasSoftwareDevice, openSoftwareDevice } from './software-device.js';

const COUNT = 4096;

interface Case {
  readonly name: string;
  readonly reference: (x: number) => number;
  /** Units in the last place. */
  readonly limit: number;
  readonly from: number;
  readonly to: number;
  /** Where results are smaller than this, the error counts as in a result of this size. */
  readonly least?: number;
}

/** The software device rounds the product of an fma, which costs a unit where large numbers cancel, and all digits next to the zeros of sine and cosine; its own exp2 is some units off. */
const cases: readonly Case[] = [
  { name: 'exponential', reference: Math.exp, limit: 4, from: -87, to: 88.7 },
  { name: 'exponential_2', reference: (x) => 2 ** x, limit: 4, from: -125.9, to: 127.99 },
  { name: 'exponential_10', reference: (x) => 10 ** x, limit: 3, from: -37.5, to: 38.5 },
  { name: 'logarithm', reference: Math.log, limit: 2, from: 1e-30, to: 1e30 },
  { name: 'logarithm', reference: Math.log, limit: 2, from: 0.4, to: 2.5 },
  { name: 'logarithm_2', reference: Math.log2, limit: 2, from: 0.01, to: 100 },
  { name: 'logarithm_10', reference: Math.log10, limit: 3, from: 0.01, to: 100 },
  { name: 'reciprocal', reference: (x) => 1 / x, limit: 1, from: -1e5, to: 1e5 },
  { name: 'sine', reference: Math.sin, limit: 3, from: -40, to: 40, least: 8 },
  { name: 'cosine', reference: Math.cos, limit: 3, from: -40, to: 40, least: 8 },
  { name: 'tangent', reference: Math.tan, limit: 5, from: -1.5, to: 1.5 },
  { name: 'hyperbolic_tangent', reference: Math.tanh, limit: 3, from: -10, to: 10 },
];

const special: Readonly<Record<string, (x: number) => number>> = {
  exponential: Math.exp,
  exponential_2: (x) => 2 ** x,
  exponential_10: (x) => 10 ** x,
  logarithm: Math.log,
  logarithm_2: Math.log2,
  logarithm_10: Math.log10,
  reciprocal: (x) => 1 / x,
  sine: Math.sin,
  hyperbolic_tangent: Math.tanh,
};

/** Distance of neighbours at a single-precision number. */
const unit = (x: number): number => 2 ** Math.max(Math.floor(Math.log2(Math.abs(x))) - 23, -149);

describe.skipIf(!hasSoftwareDevice())('single-precision functions', () => {
  let device: GPUDevice;
  beforeAll(async () => {
    device = (await openSoftwareDevice())!;
  });
  afterAll(() => device.destroy());

  async function apply(name: string, inputs: Float32Array<ArrayBuffer>): Promise<Float32Array> {
    const shader = { helpers: new Map<string, string>(), specialBits: new Map<string, number>() };
    mathHelper(shader, name);
    const code = `var<private> infinity_bits = 0x7f800000u;
var<private> nan_bits = 0x7fc00000u;
${[...shader.helpers.values()].join('\n')}
@group(0) @binding(0) var<storage, read_write> a: array<u32>;
@group(0) @binding(1) var<storage, read_write> result: array<u32>;
@compute @workgroup_size(64) fn main(@builtin(global_invocation_id) id: vec3u) {
  result[id.x] = bitcast<u32>(${name}(bitcast<f32>(a[id.x])));
}`;
    const words = await compute(device, code, [new Uint32Array(inputs.buffer)], inputs.length, Math.ceil(inputs.length / 64));
    return new Float32Array(words.buffer);
  }

  it.each(cases)('$name from $from to $to', async ({ name, reference, limit, from, to, least }) => {
    const inputs = Float32Array.from({ length: COUNT }, (_, i) => from + ((to - from) * i) / (COUNT - 1));
    if (from > 0 && to / from > 1e6) inputs.forEach((_, i) => { inputs[i] = from * (to / from) ** (i / (COUNT - 1)); });
    const results = await apply(name, inputs);
    let worst = 0;
    let at = 0;
    for (let i = 0; i < COUNT; i++) {
      const expected = reference(inputs[i]!);
      const error = Math.abs(results[i]! - expected) / unit(Math.max(Math.abs(expected), least ?? 0));
      if (error > worst || Number.isNaN(error)) [worst, at] = [error, inputs[i]!];
    }
    expect(worst, `at ${at}`).toBeLessThanOrEqual(limit);
  });

  it.each(Object.keys(special))('%s of zeros, infinities, NaN and what over- and underflows', async (name) => {
    const inputs = Float32Array.from([0, -0, Infinity, -Infinity, NaN, 1, -1, 200, -200, 1e30, -1e30]);
    const results = await apply(name, inputs);
    for (const [i, x] of inputs.entries()) {
      const expected = Math.fround(special[name]!(x));
      const message = `of ${x}`;
      if (Number.isFinite(expected) && expected !== 0) {
        if (Math.abs(x) <= 200) expect(Math.abs(results[i]! / expected - 1), message).toBeLessThan(4e-6);
      } else expect(results[i], message).toBe(Math.abs(expected) < 1e-37 ? results[i]! * 0 : expected);
    }
  });
});
