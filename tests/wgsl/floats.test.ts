/** Single-precision functions of the shaders against the host's in double: errors in units of the last place, within what CUDA documents. Skipped where there is no software device. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mathHelper } from '../../src/back/wgsl/numbers/math.js';
import { createNames } from '../../src/back/wgsl/names.js';
import { CONSTANT_BITS } from '../../src/back/wgsl/numbers/runtime-constants.js';
import type { RuntimeConstant } from '../../src/back/wgsl/numbers/runtime-constants.js';
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
  { name: 'arc_tangent', reference: Math.atan, limit: 2, from: -8, to: 8 },
  { name: 'arc_tangent', reference: Math.atan, limit: 2, from: 1e-30, to: 1e30 },
  { name: 'arc_sine', reference: Math.asin, limit: 2, from: -1, to: 1 },
  { name: 'arc_cosine', reference: Math.acos, limit: 2, from: -1, to: 1 },
  { name: 'hyperbolic_sine', reference: Math.sinh, limit: 4, from: -89.4, to: 89.4 },
  { name: 'hyperbolic_sine', reference: Math.sinh, limit: 4, from: -2, to: 2 },
  { name: 'hyperbolic_cosine', reference: Math.cosh, limit: 4, from: -89.4, to: 89.4 },
  { name: 'arsinh', reference: Math.asinh, limit: 4, from: -20, to: 20 },
  { name: 'arsinh', reference: Math.asinh, limit: 3, from: 1e-30, to: 1e30 },
  { name: 'arcosh', reference: Math.acosh, limit: 4, from: 1, to: 3 },
  { name: 'arcosh', reference: Math.acosh, limit: 4, from: 1.01, to: 1e30 },
  { name: 'artanh', reference: Math.atanh, limit: 3, from: -0.99999, to: 0.99999 },
  { name: 'logarithm_of_more', reference: Math.log1p, limit: 2, from: -0.999, to: 4 },
  { name: 'logarithm_of_more', reference: Math.log1p, limit: 2, from: 1e-30, to: 1e38 },
  { name: 'exponential_less_one', reference: Math.expm1, limit: 3, from: -18, to: 88.7 },
  { name: 'exponential_less_one', reference: Math.expm1, limit: 2, from: -1, to: 1 },
  { name: 'cube_root', reference: Math.cbrt, limit: 1, from: 1e-37, to: 1e38 },
  { name: 'cube_root', reference: Math.cbrt, limit: 1, from: -30, to: 30 },
  { name: 'error_function', reference: errorFunction, limit: 3, from: -5, to: 5 },
];

/** By its series, and by the continued fraction of what is left. */
function errorFunction(x: number): number {
  const a = Math.abs(x);
  if (a > 2.5) {
    let fraction = 0;
    for (let k = 100; k > 0; k--) fraction = k / 2 / (a + fraction);
    return Math.sign(x) * (1 - Math.exp(-a * a) / Math.sqrt(Math.PI) / (a + fraction));
  }
  let [sum, term] = [x, x];
  for (let k = 1; k < 100; k++) {
    term *= -x * x / k;
    sum += term / (2 * k + 1);
  }
  return (2 / Math.sqrt(Math.PI)) * sum;
}

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
  arc_tangent: Math.atan,
  arc_sine: Math.asin,
  arc_cosine: Math.acos,
  hyperbolic_sine: Math.sinh,
  hyperbolic_cosine: Math.cosh,
  arsinh: Math.asinh,
  arcosh: Math.acosh,
  artanh: Math.atanh,
  logarithm_of_more: Math.log1p,
  exponential_less_one: Math.expm1,
  cube_root: Math.cbrt,
  error_function: errorFunction,
};

/** Distance of neighbours at a single-precision number. */
const unit = (x: number): number => 2 ** Math.max(Math.floor(Math.log2(Math.abs(x))) - 23, -149);

describe.skipIf(!hasSoftwareDevice())('single-precision functions', () => {
  let device: GPUDevice;
  beforeAll(async () => {
    device = (await openSoftwareDevice())!;
  });
  afterAll(() => device.destroy());

  async function apply(name: string, inputs: Float32Array<ArrayBuffer>, second = inputs): Promise<Float32Array> {
    const shader = { helpers: new Map<string, string>(), specialBits: new Map<string, number>(), runtimeConstants: new Map<RuntimeConstant, string>(), blockNames: createNames() };
    mathHelper(shader, name);
    const code = `struct Params { whole: f32, one: f32 }
@group(0) @binding(2) var<storage, read_write> params: Params;
var<private> infinity_bits = 0x7f800000u;
var<private> nan_bits = 0x7fc00000u;
${[...shader.helpers.values()].join('\n')}
@group(0) @binding(0) var<storage, read_write> a: array<u32>;
@group(0) @binding(1) var<storage, read_write> b: array<u32>;
@group(0) @binding(3) var<storage, read_write> result: array<u32>;
@compute @workgroup_size(64) fn main(@builtin(global_invocation_id) id: vec3u) {
  _ = params.whole;
  let second = bitcast<f32>(b[id.x]);
  result[id.x] = bitcast<u32>(${name}(bitcast<f32>(a[id.x])${second === inputs ? '' : ', second'}));
}`;
    const words = await compute(device, code, [new Uint32Array(inputs.buffer), new Uint32Array(second.buffer), Uint32Array.of(CONSTANT_BITS.whole, CONSTANT_BITS.one)], inputs.length, Math.ceil(inputs.length / 64));
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

  /** Numbers of all sizes, and special ones. */
  const pairs: { readonly a: Float32Array<ArrayBuffer>; readonly b: Float32Array<ArrayBuffer> } = { a: new Float32Array(COUNT), b: new Float32Array(COUNT) };
  const odd = [0, -0, 1, -1, Infinity, -Infinity, NaN, 0.5, -0.5, 2, -2, 3, -3, 1e30, -1e30, 16777215];
  for (let i = 0; i < COUNT; i++) {
    const isSpecial = i < odd.length ** 2;
    pairs.a[i] = isSpecial ? odd[i % odd.length]! : Math.exp(Math.sin(i * 12.9898) * (i % 3 === 0 ? 80 : 2)) * (i % 5 === 0 ? -1 : 1);
    pairs.b[i] = isSpecial ? odd[Math.floor(i / odd.length)]! : i % 5 === 0 ? Math.round(Math.cos(i * 78.233) * 9) : Math.cos(i * 78.233) * (i % 3 === 0 ? 1.1 : 40);
  }

  const binary: readonly (readonly [string, number, (a: number, b: number) => number])[] = [
    ['power', 4, (a, b) => (a === 1 || (a === -1 && Math.abs(b) === Infinity) ? 1 : a ** b)],
    ['angle_of', 3, Math.atan2],
    ['hypotenuse', 3, Math.hypot],
  ];
  it.each(binary)('%s within %d units', async (name, limit, reference) => {
    const results = await apply(name, pairs.a, pairs.b);
    const wrong: string[] = [];
    for (let i = 0; i < COUNT; i++) {
      const [a, b, got] = [pairs.a[i]!, pairs.b[i]!, results[i]!];
      const exact = reference(a, b);
      const expected = Math.fround(exact);
      const isSame = Object.is(got, expected) || (Math.abs(exact) < 2e-38 && Math.abs(got) < 2e-38 && Object.is(Math.sign(got) || got, Math.sign(got) || (exact < 0 || Object.is(exact, -0) ? -0 : 0)));
      const isNear = Number.isFinite(exact) && Math.abs(got - exact) <= limit * unit(exact);
      const overflows = Math.abs(exact) > 3.4e38 && Math.abs(got) > 3.4e38 && Math.sign(got) === Math.sign(exact);
      if (!isSame && !isNear && !overflows) wrong.push(`${a}, ${b}: ${got} instead of ${expected}`);
    }
    expect(wrong.slice(0, 10)).toEqual([]);
  });
});
