/** 64-bit integers: `vec2u` (low word, high word) and the functions of the shader that compute with them. What only needs low words, such as an index, is written without these (expressions.ts). */
import type { BinaryOp, CompareOp } from '../../../ir/ir.js';

interface Helper {
  readonly needs: readonly string[];
  readonly text: string;
}

const signedDivision = (name: string, part: string, sign: string): Helper => ({
  needs: ['divide64', 'negate64'],
  text: `fn ${name}(a: vec2u, b: vec2u) -> vec2u {
  let result = divide64(select(a, negate64(a), a.y >> 31u == 1u), select(b, negate64(b), b.y >> 31u == 1u)).${part};
  return select(result, negate64(result), (${sign}) >> 31u == 1u);
}`,
});

/** By name; each function after those that it needs. */
const HELPERS: Readonly<Record<string, Helper>> = {
  add64: { needs: [], text: 'fn add64(a: vec2u, b: vec2u) -> vec2u {\n  let low = a.x + b.x;\n  return vec2u(low, a.y + b.y + u32(low < a.x));\n}' },
  sub64: { needs: [], text: 'fn sub64(a: vec2u, b: vec2u) -> vec2u {\n  return vec2u(a.x - b.x, a.y - b.y - u32(a.x < b.x));\n}' },
  negate64: { needs: ['sub64'], text: 'fn negate64(a: vec2u) -> vec2u {\n  return sub64(vec2u(), a);\n}' },
  umulhi: {
    needs: [],
    text: `fn umulhi(a: u32, b: u32) -> u32 {
  let low = (a & 0xffffu) * (b & 0xffffu);
  let middle = (a >> 16u) * (b & 0xffffu) + (low >> 16u);
  let other = (a & 0xffffu) * (b >> 16u) + (middle & 0xffffu);
  return (a >> 16u) * (b >> 16u) + (middle >> 16u) + (other >> 16u);
}`,
  },
  smulhi: { needs: ['umulhi'], text: 'fn smulhi(a: i32, b: i32) -> i32 {\n  return i32(umulhi(u32(a), u32(b))) - select(0, b, a < 0) - select(0, a, b < 0);\n}' },
  mul64: { needs: ['umulhi'], text: 'fn mul64(a: vec2u, b: vec2u) -> vec2u {\n  return vec2u(a.x * b.x, umulhi(a.x, b.x) + a.x * b.y + a.y * b.x);\n}' },
  product64: {
    needs: ['umulhi'],
    text: `// All 128 bits, lowest word first.
fn product64(a: vec2u, b: vec2u) -> vec4u {
  let first = a.x * b.y;
  let second = a.y * b.x;
  let middle = umulhi(a.x, b.x) + first;
  let low = middle + second;
  let carry = u32(middle < first) + u32(low < second);
  let upper = umulhi(a.x, b.y) + umulhi(a.y, b.x);
  let next = upper + a.y * b.y;
  let high = next + carry;
  let top = umulhi(a.y, b.y) + u32(upper < umulhi(a.y, b.x)) + u32(next < upper) + u32(high < next);
  return vec4u(a.x * b.x, low, high, top);
}`,
  },
  umulhi64: { needs: ['product64'], text: 'fn umulhi64(a: vec2u, b: vec2u) -> vec2u {\n  return product64(a, b).zw;\n}' },
  smulhi64: {
    needs: ['product64', 'sub64'],
    text: 'fn smulhi64(a: vec2u, b: vec2u) -> vec2u {\n  return sub64(sub64(product64(a, b).zw, select(vec2u(), b, a.y >> 31u == 1u)), select(vec2u(), a, b.y >> 31u == 1u));\n}',
  },
  clz64: { needs: [], text: 'fn clz64(a: vec2u) -> u32 {\n  return select(countLeadingZeros(a.y), 32u + countLeadingZeros(a.x), a.y == 0u);\n}' },
  ctz64: { needs: [], text: 'fn ctz64(a: vec2u) -> u32 {\n  return select(countTrailingZeros(a.x), 32u + countTrailingZeros(a.y), a.x == 0u);\n}' },
  popcount64: { needs: [], text: 'fn popcount64(a: vec2u) -> u32 {\n  return countOneBits(a.x) + countOneBits(a.y);\n}' },
  byteswap: { needs: [], text: 'fn byteswap(a: u32) -> u32 {\n  return (a << 24u) | ((a & 0xff00u) << 8u) | ((a >> 8u) & 0xff00u) | (a >> 24u);\n}' },
  shl64: {
    needs: [],
    text: `fn shl64(a: vec2u, count: u32) -> vec2u {
  let n = count & 31u;
  let high = select((a.y << n) | (a.x >> (32u - n)), a.y, n == 0u);
  return select(vec2u(a.x << n, high), vec2u(0u, a.x << n), (count & 32u) != 0u);
}`,
  },
  lshr64: {
    needs: [],
    text: `fn lshr64(a: vec2u, count: u32) -> vec2u {
  let n = count & 31u;
  let low = select((a.x >> n) | (a.y << (32u - n)), a.x, n == 0u);
  return select(vec2u(low, a.y >> n), vec2u(a.y >> n, 0u), (count & 32u) != 0u);
}`,
  },
  ashr64: {
    needs: [],
    text: `fn ashr64(a: vec2u, count: u32) -> vec2u {
  let n = count & 31u;
  let low = select((a.x >> n) | (a.y << (32u - n)), a.x, n == 0u);
  let high = bitcast<u32>(bitcast<i32>(a.y) >> n);
  return select(vec2u(low, high), vec2u(high, bitcast<u32>(bitcast<i32>(a.y) >> 31u)), (count & 32u) != 0u);
}`,
  },
  ult64: { needs: [], text: 'fn ult64(a: vec2u, b: vec2u) -> bool {\n  return (a.y < b.y) | ((a.y == b.y) & (a.x < b.x));\n}' },
  slt64: { needs: [], text: 'fn slt64(a: vec2u, b: vec2u) -> bool {\n  return (bitcast<i32>(a.y) < bitcast<i32>(b.y)) | ((a.y == b.y) & (a.x < b.x));\n}' },
  divide64: {
    needs: ['ult64', 'sub64', 'add64', 'mul64'],
    text: `// Quotient and remainder: a quotient estimated by floats, never too large, is taken off until none is left.
fn divide64(a: vec2u, b: vec2u) -> vec4u {
  if (a.y | b.y) == 0u && b.x != 0u {
    return vec4u(a.x / b.x, 0u, a.x % b.x, 0u);
  }
  if (b.x | b.y) == 0u {
    return vec4u(0xffffffffu, 0xffffffffu, a);
  }
  // 1 / b, a little less.
  let scale = 0.999999f / (f32(b.y) * 4294967296.0f + f32(b.x));
  var quotient = vec2u();
  var rest = a;
  for (var turn = 0; turn < 5; turn++) {
    let estimate = (f32(rest.y) * 4294967296.0f + f32(rest.x)) * scale;
    if estimate < 1.0f {
      break;
    }
    let high = u32(estimate * 2.3283064e-10f);
    let digits = vec2u(u32(estimate - f32(high) * 4294967296.0f), high);
    quotient = add64(quotient, digits);
    rest = sub64(rest, mul64(digits, b));
  }
  while !ult64(rest, b) {
    rest = sub64(rest, b);
    quotient = add64(quotient, vec2u(1u, 0u));
  }
  return vec4u(quotient, rest);
}`,
  },
  udiv64: { needs: ['divide64'], text: 'fn udiv64(a: vec2u, b: vec2u) -> vec2u {\n  return divide64(a, b).xy;\n}' },
  urem64: { needs: ['divide64'], text: 'fn urem64(a: vec2u, b: vec2u) -> vec2u {\n  return divide64(a, b).zw;\n}' },
  sdiv64: signedDivision('sdiv64', 'xy', 'a.y ^ b.y'),
  srem64: signedDivision('srem64', 'zw', 'a.y'),
  sext64: { needs: [], text: 'fn sext64(a: i32) -> vec2u {\n  return vec2u(bitcast<u32>(a), bitcast<u32>(a >> 31u));\n}' },
  float_of_u64: {
    needs: ['shl64'],
    text: `fn float_of_u64(a: vec2u) -> f32 {
  let zeros = select(countLeadingZeros(a.y), 32u + countLeadingZeros(a.x), a.y == 0u);
  let m = shl64(a, zeros);
  // 24 bits, and what rounds them: to nearest even.
  let rest = ((m.y & 255u) << 1u) | min(m.x, 1u);
  let bits = ((189u - zeros) << 23u) + (m.y >> 8u);
  return select(bitcast<f32>(bits + u32(rest + (bits & 1u) > 256u)), 0.0f, (a.x | a.y) == 0u);
}`,
  },
  float_of_i64: { needs: ['float_of_u64', 'negate64'], text: 'fn float_of_i64(a: vec2u) -> f32 {\n  return select(float_of_u64(a), -float_of_u64(negate64(a)), a.y >> 31u == 1u);\n}' },
};

export const WIDE_NAMES: readonly string[] = Object.keys(HELPERS);

/** Makes a function part of the shader and gives its name. */
export function wideHelper(helpers: Map<string, string>, name: string): string {
  if (helpers.has(name)) return name;
  const helper = HELPERS[name];
  if (helper === undefined) throw new Error(`no 64-bit operation '${name}'`);
  for (const needed of helper.needs) wideHelper(helpers, needed);
  helpers.set(name, helper.text);
  return name;
}

export function wideBinary(helpers: Map<string, string>, op: BinaryOp, a: string, b: string, count: () => string): string | undefined {
  switch (op) {
    case 'and':
    case 'or':
    case 'xor':
      return `((${a}) ${op === 'and' ? '&' : op === 'or' ? '|' : '^'} (${b}))`;
    case 'shl':
    case 'lshr':
    case 'ashr':
      return `${wideHelper(helpers, `${op}64`)}(${a}, ${count()})`;
    case 'add':
    case 'sub':
    case 'mul':
    case 'udiv':
    case 'sdiv':
    case 'urem':
    case 'srem':
    case 'umulhi':
    case 'smulhi':
      return `${wideHelper(helpers, `${op}64`)}(${a}, ${b})`;
    case 'smin':
    case 'umin':
      return `select(${b}, ${a}, ${wideHelper(helpers, `${op[0]}lt64`)}(${a}, ${b}))`;
    case 'smax':
    case 'umax':
      return `select(${a}, ${b}, ${wideHelper(helpers, `${op[0]}lt64`)}(${a}, ${b}))`;
    default:
      return undefined;
  }
}

export function wideComparison(helpers: Map<string, string>, op: CompareOp, a: string, b: string): string {
  if (op === 'eq') return `all(${a} == ${b})`;
  if (op === 'ne') return `any(${a} != ${b})`;
  const less = wideHelper(helpers, `${op[0]}lt64`);
  switch (op.slice(1)) {
    case 'lt':
      return `${less}(${a}, ${b})`;
    case 'gt':
      return `${less}(${b}, ${a})`;
    case 'le':
      return `!${less}(${b}, ${a})`;
    case 'ge':
      return `!${less}(${a}, ${b})`;
    default:
      throw new Error(`no 64-bit comparison '${op}'`);
  }
}
