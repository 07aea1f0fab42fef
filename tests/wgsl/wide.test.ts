/** Division of 64-bit integers in shaders, and their conversion to floats, against BigInt. Skipped where there is no software device. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { wideHelper } from '../../src/back/wgsl/numbers/wide.js';
import { compute, hasSoftwareDevice, openSoftwareDevice } from './software-device.js';

let device: GPUDevice | undefined;
beforeAll(async () => {
  device = await openSoftwareDevice();
});
afterAll(() => device?.destroy());

const ALL = (1n << 64n) - 1n;
let seed = 99n;
function random(): bigint {
  seed = (seed * 6364136223846793005n + 1442695040888963407n) & ALL;
  return seed ^ (seed >> 29n);
}
/** Of any size; near powers of two; near the largest. */
function any(): bigint {
  const kind = random() % 9n;
  return (kind === 0n ? ALL - (random() % 4n) : kind < 3n ? (1n << (random() % 64n)) + (random() % 3n) - 1n : random() >> (random() % 64n)) & ALL;
}
/** Of a quarter of the pairs the first is a multiple of the second, or next to one. */
const pairs = Array.from({ length: 20_000 }, (_, i) => {
  const [a, b] = [any(), any() || 3n];
  return i % 4 === 0 ? ([((a / b) * b + BigInt((i % 3) - 1)) & ALL, b] as const) : ([a, b] as const);
});

const signed = (x: bigint): bigint => BigInt.asIntN(64, x);
const float = (x: bigint): bigint => {
  const bits = BigInt(x.toString(2).length);
  if (x === 0n) return 0n;
  // 24 bits, ties to even: half of what is cut off, less a little, and that little where the result is odd.
  const cut = bits > 24n ? bits - 24n : 0n;
  const rounded = cut === 0n ? x : (x + (1n << (cut - 1n)) - 1n + ((x >> cut) & 1n)) >> cut;
  return BigInt(new Uint32Array(new Float32Array([Number(rounded) * 2 ** Number(cut)]).buffer)[0]!);
};
const cases: readonly (readonly [string, string, (a: bigint, b: bigint) => bigint])[] = [
  ['udiv64', 'udiv64(a, b)', (a, b) => a / b],
  ['urem64', 'urem64(a, b)', (a, b) => a % b],
  ['sdiv64', 'sdiv64(a, b)', (a, b) => (signed(a) / signed(b)) & ALL],
  ['srem64', 'srem64(a, b)', (a, b) => (signed(a) % signed(b)) & ALL],
  ['mul64', 'mul64(a, b)', (a, b) => (a * b) & ALL],
  ['umulhi64', 'umulhi64(a, b)', (a, b) => (a * b) >> 64n],
  ['smulhi64', 'smulhi64(a, b)', (a, b) => ((signed(a) * signed(b)) >> 64n) & ALL],
  ['float_of_u64', 'vec2u(bitcast<u32>(float_of_u64(a)), 0u)', float],
];

it.skipIf(!hasSoftwareDevice()).each(cases)('%s is exact', async (name, call, reference) => {
  const helpers = new Map<string, string>();
  wideHelper(helpers, name);
  const code = `@group(0) @binding(0) var<storage, read> as_: array<vec2u>;
@group(0) @binding(1) var<storage, read> bs: array<vec2u>;
@group(0) @binding(2) var<storage, read_write> results: array<vec2u>;
${[...helpers.values()].join('\n')}
@compute @workgroup_size(64) fn main(@builtin(global_invocation_id) id: vec3u) {
  let a = as_[id.x];
  let b = bs[id.x];
  if id.x < arrayLength(&results) { results[id.x] = ${call}; }
}`;
  const words = (numbers: readonly bigint[]): Uint32Array<ArrayBuffer> => new Uint32Array(new BigUint64Array(numbers).buffer);
  const got = await compute(device!, code, [words(pairs.map(([a]) => a)), words(pairs.map(([, b]) => b))], pairs.length * 2, Math.ceil(pairs.length / 64));
  const wrong: string[] = [];
  pairs.forEach(([a, b], i) => {
    const actual = (BigInt(got[2 * i + 1]!) << 32n) | BigInt(got[2 * i]!);
    if (actual !== reference(a, b)) wrong.push(`${a}, ${b}: ${actual} instead of ${reference(a, b)}`);
  });
  expect(wrong.slice(0, 5)).toEqual([]);
});
