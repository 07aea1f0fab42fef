/** Double precision by integers, against the host's own. Skipped where there is no software device. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { doubleHelper } from '../../src/back/wgsl/numbers/doubles/library.js';
import { compute, hasSoftwareDevice, openSoftwareDevice } from './software-device.js';

let device: GPUDevice | undefined;
beforeAll(async () => {
  device = await openSoftwareDevice();
});
afterAll(() => device?.destroy());

const special = [0, -0, 1, -1, 0.5, -0.5, 1.5, 2.5, -2.5, 3, Infinity, -Infinity, NaN, Number.MAX_VALUE, -Number.MAX_VALUE, 5e-324, -5e-324, 2.2250738585072014e-308, 2.225073858507201e-308, 4503599627370496, 4503599627370495.5, 9007199254740991, 1e300, 1e-300, 4294967295, 4294967296, 2147483647, -2147483648, 9.3e18, -9.3e18, 1.8446744073709552e19, 3.4028235677973366e38, 1e-45, 1.1754943508222875e-38];

const view = new DataView(new ArrayBuffer(8));
function bits(value: number): bigint {
  view.setFloat64(0, value);
  return view.getBigUint64(0);
}
function double(low: number, high: number): number {
  view.setUint32(0, high);
  view.setUint32(4, low);
  return view.getFloat64(0);
}

let seed = 12345;
function random(): number {
  seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
  return seed;
}
/** Any double: a third of them with exponents near each other's. */
function anyDouble(): number {
  const high = random() % 3 === 0 ? (random() & 0x800fffff) | ((1000 + (random() >>> 8) % 50) << 20) : random();
  return double(random() % 4 === 0 ? 0 : random(), high);
}

/** Cases of each operation. */
const COUNT = Number(process.env.DOUBLE_CASES ?? 6000);

interface Numbers {
  readonly a: number;
  readonly b: number;
  readonly c: number;
}

/** A factor of 1, or near it: the last bits of 53. */
const nearOne = (): number => 1 + ((random() % 5) - 2) * 2 ** -(51 + (random() % 2));
const power = (from: number, range: number): number => 2 ** (from + (random() % range));
/** An odd integer of 27 bits: two of these make a product halfway between two doubles, or exact. */
const half27 = (): number => (random() & 0x3ffffff) + 0x4000000;

/** What rounding finds hard: ties, and what is next to them. */
const hard: readonly (() => Numbers)[] = [
  // Sums: an addend of half a unit, or of an odd number of halves.
  () => {
    const a = anyDouble();
    const unit = Number.isFinite(a) ? Math.abs(a) * 2 ** -53 : 1;
    return { a, b: double(0, Number(bits(unit) >> 32n)) * (1 + 2 * (random() % 4)) * nearOne() * (random() & 1 ? 1 : -1), c: anyDouble() };
  },
  // Differences that nearly cancel.
  () => {
    const a = anyDouble();
    return { a, b: -a * (1 + (random() % 8) * 2 ** -52) * power(0, 2), c: a * anyDouble() };
  },
  // Products with 54 bits; a sum of the product and half its unit.
  () => {
    const [x, y] = [half27() | 1, half27() | 1];
    const a = x * power(-560, 1100);
    const b = y * power(-600, 160);
    return { a, b, c: a * b * 2 ** -53 * (random() & 1 ? 1 : -1) * nearOne() };
  },
  // Subnormal products and quotients.
  () => ({ a: (1 + random() / 2 ** 32) * power(-540, 40), b: (1 + (random() & 0xff) / 256) * power(-540, 40), c: power(-1074, 60) }),
  () => ({ a: (1 + random() / 2 ** 32) * power(-1020, 40), b: (1 + (random() & 0xff) / 256) * power(-10, 60), c: -power(-1074, 60) }),
  // Quotients and roots near a tie: q has 54 bits.
  () => {
    const b = (2 ** 52 + random() * 2 ** 20 + random()) * power(-100, 200);
    const q = (2 ** 52 + random() * 2 ** 20 + random()) * power(-100, 200);
    return { a: (q + q * 2 ** -54) * b, b, c: -(q * b) };
  },
  () => {
    const q = (2 ** 52 + random() * 2 ** 20 + random()) * power(-100, 200);
    return { a: Math.abs(q * q * nearOne()), b: q, c: -(q * q) };
  },
  // What cancels down to the low half of a product.
  () => {
    const [a, b] = [anyDouble(), anyDouble()];
    return { a, b, c: -a * b * nearOne() };
  },
  // Floats and the ties between them, at any exponent that a float has.
  () => {
    const low = [0, 0x10000000, 0x0fffffff, 0x10000001, 0x30000000][random() % 5]!;
    return { a: double((random() & 0xe0000000) | low, (random() & 0x800fffff) | ((860 + (random() >>> 3) % 300) << 20)), b: anyDouble(), c: anyDouble() };
  },
  // Halves between integers, and what is next to them; the limits of integers.
  () => ({ a: (((random() & 0xffff) - 0x8000) / 2) * nearOne(), b: 0.5 * (random() & 1 ? -1 : 1) * nearOne(), c: 1 }),
  () => ({ a: (power(20, 45) - (random() % 4) / 4) * (random() & 1 ? -1 : 1) * nearOne(), b: power(0, 64), c: -1 }),
];

function pairs(): Numbers[] {
  const all: Numbers[] = special.flatMap((a) => special.map((b) => ({ a, b, c: special[random() % special.length]! })));
  for (let i = 0; i < COUNT; i++) all.push(i % 3 === 0 ? { a: anyDouble(), b: anyDouble(), c: anyDouble() } : hard[i % hard.length]!());
  return all;
}

/** A double as an integer times a power of two. */
function exact(value: number): { readonly m: bigint; readonly e: number } {
  const b = bits(Math.abs(value));
  const e = Number(b >> 52n);
  const m = (b & 0xfffffffffffffn) | (e === 0 ? 0n : 1n << 52n);
  return { m: value < 0 ? -m : m, e: Math.max(e, 1) - 1075 };
}

/** a b + c by exact integers. */
function fusedReference(a: number, b: number, c: number): number {
  if (![a, b, c].every((v) => Number.isFinite(v))) return Number.isFinite(a) && Number.isFinite(b) ? c : a * b + c;
  if (a === 0 || b === 0) return a * b + c;
  const [x, y, z] = [exact(a), exact(b), exact(c)];
  const e = Math.min(x.e + y.e, z.e);
  const m = ((x.m * y.m) << BigInt(x.e + y.e - e)) + (z.m << BigInt(z.e - e));
  return m === 0n ? 0 : roundExact(m, e);
}

/** The double nearest to m 2^e, ties to even. */
function roundExact(m: bigint, e: number): number {
  let magnitude = m < 0n ? -m : m;
  let exponent = e;
  const drop = Math.max(magnitude.toString(2).length - 53, -1074 - exponent);
  if (drop > 0) {
    const rest = magnitude & ((1n << BigInt(drop)) - 1n);
    const half = 1n << BigInt(drop - 1);
    magnitude >>= BigInt(drop);
    if (rest > half || (rest === half && (magnitude & 1n) === 1n)) magnitude += 1n;
    exponent += drop;
  }
  // Exact from here on, by steps that stay in range.
  let value = Number(magnitude);
  for (; exponent > 0; exponent--) value *= 2;
  for (; exponent < 0; exponent++) value /= 2;
  return m < 0n ? -value : value;
}

function roundToEven(a: number): number {
  if (!Number.isFinite(a) || Math.abs(a) >= 2 ** 52) return a;
  const floor = Math.floor(a);
  const rest = a - floor;
  const rounded = rest > 0.5 || (rest === 0.5 && floor % 2 !== 0) ? floor + 1 : floor;
  return rounded === 0 ? (a < 0 || Object.is(a, -0) ? -0 : 0) : rounded;
}

function saturated(a: number, low: bigint, high: bigint): bigint {
  if (Number.isNaN(a)) return 0n;
  if (!Number.isFinite(a)) return a < 0 ? low : high;
  const whole = BigInt(Math.trunc(a));
  return whole < low ? low : whole > high ? high : whole;
}

const minimum = (a: number, b: number): number => (Number.isNaN(a) ? b : Number.isNaN(b) ? a : Math.min(a, b));
const maximum = (a: number, b: number): number => (Number.isNaN(a) ? b : Number.isNaN(b) ? a : Math.max(a, b));
const floats = new Float32Array(1);
const floatBits = new Uint32Array(floats.buffer);

/** Where the mathematical library asks for what rounding leaves over. */
const keepsRest = (a: number, b: number): boolean => Math.abs(a) < 2 ** 995 && Math.abs(b) < 2 ** 995 && (a * b === 0 ? a === 0 || b === 0 : Math.abs(a * b) > 2 ** -960 && Number.isFinite(a * b));
const splitter = 134217729;
const high = (a: number): number => splitter * a - (splitter * a - a);
/** Dekker's and Knuth's. */
function productRest(a: number, b: number): number {
  const [ah, bh] = [high(a), high(b)];
  return ah * bh - a * b + ah * (b - bh) + (a - ah) * bh + (a - ah) * (b - bh);
}
function sumRest(a: number, b: number): number {
  const t = a + b - a;
  return a - (a + b - t) + (b - t);
}

/** undefined: anything. */
type Expected = number | bigint | boolean | undefined;
const cases: readonly (readonly [string, string, (a: number, b: number, c: number) => Expected])[] = [
  ['add_f64', 'add_f64(a, b)', (a, b) => a + b],
  ['sub_f64', 'sub_f64(a, b)', (a, b) => a - b],
  ['mul_f64', 'mul_f64(a, b)', (a, b) => a * b],
  ['div_f64', 'div_f64(a, b)', (a, b) => a / b],
  ['sqrt_f64', 'sqrt_f64(a)', (a) => Math.sqrt(a)],
  ['fma_f64', 'fma_f64(a, b, c)', fusedReference],
  ['product_rest_f64', 'product_rest_f64(a, b)', (a, b) => (keepsRest(a, b) ? productRest(a, b) : undefined)],
  ['sum_rest_f64', 'sum_rest_f64(a, b, add_f64(a, b))', sumRest],
  ['ordered_sum_rest_f64', 'ordered_sum_rest_f64(a, b, add_f64(a, b))', (a, b) => b - (a + b - a)],
  ['eq_f64', 'vec2u(u32(eq_f64(a, b)), 0u)', (a, b) => a === b],
  ['lt_f64', 'vec2u(u32(lt_f64(a, b)), 0u)', (a, b) => a < b],
  ['le_f64', 'vec2u(u32(le_f64(a, b)), 0u)', (a, b) => a <= b],
  ['min_f64', 'min_f64(a, b)', minimum],
  ['max_f64', 'max_f64(a, b)', maximum],
  ['trunc_f64', 'trunc_f64(a)', (a) => Math.trunc(a)],
  ['floor_f64', 'floor_f64(a)', (a) => Math.floor(a)],
  ['ceil_f64', 'ceil_f64(a)', (a) => Math.ceil(a)],
  ['rint_f64', 'rint_f64(a)', roundToEven],
  ['f64_of_u32', 'f64_of_u32(a.y)', (a) => Number(bits(a) >> 32n)],
  ['f64_of_i32', 'f64_of_i32(bitcast<i32>(a.x))', (a) => Number(BigInt.asIntN(32, bits(a)))],
  ['f64_of_u64', 'f64_of_u64(a)', (a) => Number(bits(a))],
  ['f64_of_i64', 'f64_of_i64(a)', (a) => Number(BigInt.asIntN(64, bits(a)))],
  ['f32_of_f64', 'vec2u(bitcast<u32>(f32_of_f64(a)), 0u)', (a) => {
    floats[0] = a;
    return Number.isNaN(a) ? 0x7fffffffn : BigInt(floatBits[0]!);
  }],
  ['f64_of_f32', 'f64_of_f32(bitcast<f32>(a.x))', (a) => {
    floatBits[0] = Number(bits(a) & 0xffffffffn);
    return floats[0]!;
  }],
  ['i64_of_f64', 'i64_of_f64(a)', (a) => BigInt.asUintN(64, saturated(a, -(2n ** 63n), 2n ** 63n - 1n))],
  ['u64_of_f64', 'u64_of_f64(a)', (a) => saturated(a, 0n, 2n ** 64n - 1n)],
  ['i32_of_f64', 'vec2u(bitcast<u32>(i32_of_f64(a)), 0u)', (a) => BigInt.asUintN(32, saturated(a, -(2n ** 31n), 2n ** 31n - 1n))],
  ['u32_of_f64', 'vec2u(u32_of_f64(a), 0u)', (a) => saturated(a, 0n, 2n ** 32n - 1n)],
];

/** Results of an expression on a, b and c. */
async function results(names: string, call: string, numbers: readonly Numbers[]): Promise<Uint32Array> {
  const helpers = new Map<string, string>();
  doubleHelper(helpers, names);
  const words = (pick: (p: Numbers) => number): Uint32Array<ArrayBuffer> => {
    const out = new Uint32Array(numbers.length * 2);
    numbers.forEach((p, i) => {
      const value = bits(pick(p));
      out[2 * i] = Number(value & 0xffffffffn);
      out[2 * i + 1] = Number(value >> 32n);
    });
    return out;
  };
  const code = `@group(0) @binding(0) var<storage, read> as_: array<vec2u>;
@group(0) @binding(1) var<storage, read> bs: array<vec2u>;
@group(0) @binding(2) var<storage, read> cs: array<vec2u>;
@group(0) @binding(3) var<storage, read_write> results: array<vec2u>;
${[...helpers.values()].join('\n')}
@compute @workgroup_size(64) fn main(@builtin(global_invocation_id) id: vec3u) {
  let a = as_[id.x];
  let b = bs[id.x];
  let c = cs[id.x];
  if id.x < arrayLength(&results) { results[id.x] = ${call}; }
}`;
  return compute(device!, code, [words((p) => p.a), words((p) => p.b), words((p) => p.c)], numbers.length * 2, Math.ceil(numbers.length / 64));
}

it.skipIf(!hasSoftwareDevice()).each(cases)('%s is exact', async (name, call, reference) => {
  const numbers = pairs();
  const got = await results(name, call, numbers);
  const wrong: string[] = [];
  numbers.forEach(({ a, b, c }, i) => {
    const want = reference(a, b, c);
    if (want === undefined) return;
    const actual = (BigInt(got[2 * i + 1]!) << 32n) | BigInt(got[2 * i]!);
    const expected = typeof want === 'number' ? bits(want) : BigInt(want);
    const isQuiet = (got[2 * i + 1]! & 0x80000) !== 0;
    const isNaNToo = typeof want === 'number' && Number.isNaN(want) && Number.isNaN(double(got[2 * i]!, got[2 * i + 1]!)) && isQuiet;
    if (actual !== expected && !isNaNToo) wrong.push(`${a}, ${b}, ${c}: ${actual.toString(16)} instead of ${expected.toString(16)}`);
  });
  expect(wrong.slice(0, 5)).toEqual([]);
});

const spread = (size: number): number => (random() / 2 ** 32 - 0.5) * 2 * size;
const functions: readonly (readonly [string, (x: number) => number, readonly number[], () => number])[] = [
  ['exp', Math.exp, [709.782712893384, 709.782712893385, -745.1332191019411, -745.14, -708.4], () => [spread(750), spread(2), Math.round(spread(1000)) * (Math.LN2 / 16) * nearOne(), spread(power(-60, 60))][random() % 4]!],
  ['log', Math.log, [0.9999999999999999, 1.0000000000000002, 1.9999999999999998, -1], () => [Math.abs(anyDouble()), 1 + spread(power(-53, 53)), Math.abs(spread(4))][random() % 3]!],
  ['sin', Math.sin, [6381956970095103 * 2 ** 797, 1e22, 2 ** -27], () => [spread(10), spread(1e6), Math.round(spread(2000)) * (Math.PI / 2), anyDouble()][random() % 4]!],
  ['cos', Math.cos, [6381956970095103 * 2 ** 797, 1e22, 2 ** -27], () => [spread(10), spread(1e6), Math.round(spread(2000)) * (Math.PI / 2), anyDouble()][random() % 4]!],
];

// The host's functions are within one unit in the last place themselves.
it.skipIf(!hasSoftwareDevice()).each(functions)('%s is the number next to the result, or it', async (name, reference, more, pick) => {
  const numbers = [...special, ...more, ...Array.from({ length: COUNT }, pick)].map((a) => ({ a, b: a, c: a }));
  const got = await results(`${name}_f64`, `${name}_f64(a)`, numbers);
  const wrong: string[] = [];
  numbers.forEach(({ a }, i) => {
    const actual = double(got[2 * i]!, got[2 * i + 1]!);
    const expected = reference(a);
    const isNear = Object.is(actual, expected) || (Number.isFinite(expected) && Math.sign(actual) === Math.sign(expected) && [-1n, 1n].includes(bits(actual) - bits(expected)));
    if (!isNear) wrong.push(`${a}: ${actual} instead of ${expected}`);
  });
  expect(wrong.slice(0, 5)).toEqual([]);
});
