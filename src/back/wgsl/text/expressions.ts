/**
 * Values → WGSL expressions. Integers have no sign in the IR: variables have the type that suits their uses (integers.ts), wrapping arithmetic is written in the type that it is wanted in,
 * and the rest is converted where an operation asks for the other type; such conversions cost nothing.
 */
import type { BinaryOp, CompareOp, ConstValue, Inst, UnaryOp, Value } from '../../../ir/ir.js';
import { isHeld } from '../../../ir/numbering.js';
import { addressText, mayBeNull } from '../memory/addresses.js';
import { doubleBinary, doubleComparison, doubleUnary } from '../numbers/doubles.js';
import { doubleHelper } from '../numbers/doubles/library.js';
import { passedAs } from './device-functions.js';
import type { ExpressionWriter, Text } from '../expression-text.js';
import { ADD, LOGIC, MULTIPLY, PRIMARY, RELATION, SHIFT, UNARY_LEVEL, primary, wrap } from '../expression-text.js';
import type { Inlining } from '../analyses/inlining.js';
import { convertsExactly } from '../analyses/float-ranges.js';
import { FUNCTIONS } from '../functions.js';
import { extendsSign, SIGNED, UNSIGNED } from '../analyses/integers.js';
import { mayBeConstant } from '../analyses/constant-divisors.js';
import { isNearRemainder } from '../analyses/near-remainders.js';
import type { Ranges } from '../analyses/integers.js';
import { elementIndex, scalarPlace } from '../memory/places.js';
import { literal, notANumber } from '../numbers/literals.js';
import { mathHelper } from '../numbers/math.js';
import { rootKey } from '../analyses/provenance.js';
import type { Shader } from '../shader.js';
import { runtimeConstant } from '../numbers/runtime-constants.js';
import { loadedPlace, nameOf, storageFor } from '../shader.js';
import type { WgslScalar } from '../types.js';
import { SCALAR_SIZES, scalarOf } from '../types.js';
import { NeedsWords, Unsupported } from '../unsupported.js';
import { wideBinary, wideComparison, wideHelper } from '../numbers/wide.js';
import { loadWords } from '../memory/words.js';

const INFIX: Partial<Record<BinaryOp, readonly [string, number]>> = {
  add: ['+', ADD], sub: ['-', ADD], mul: ['*', MULTIPLY], sdiv: ['/', MULTIPLY], udiv: ['/', MULTIPLY], srem: ['%', MULTIPLY], urem: ['%', MULTIPLY],
  and: ['&', LOGIC], or: ['|', LOGIC], xor: ['^', LOGIC], shl: ['<<', SHIFT], lshr: ['>>', SHIFT], ashr: ['>>', SHIFT],
  fadd: ['+', ADD], fsub: ['-', ADD], fmul: ['*', MULTIPLY], fdiv: ['/', MULTIPLY],
};
const CALLS: Partial<Record<BinaryOp, string>> = { smin: 'min', smax: 'max', umin: 'min', umax: 'max', fmin: 'min', fmax: 'max' };
const NEUTRAL: ReadonlySet<BinaryOp> = new Set<BinaryOp>(['add', 'sub', 'mul', 'and', 'or', 'xor', 'shl']);
const BOOLEAN: Partial<Record<BinaryOp, string>> = { and: '&&', or: '||' };
const COMPARES: Record<CompareOp, string> = {
  eq: '==', ne: '!=', slt: '<', sle: '<=', sgt: '>', sge: '>=', ult: '<', ule: '<=', ugt: '>', uge: '>=', foeq: '==', fune: '!=', folt: '<', fole: '<=', fogt: '>', foge: '>=',
};
const INVERSE: Partial<Record<CompareOp, CompareOp>> = { eq: 'ne', ne: 'eq', slt: 'sge', sge: 'slt', sgt: 'sle', sle: 'sgt', ult: 'uge', uge: 'ult', ugt: 'ule', ule: 'ugt' };
const UNARY: Partial<Record<UnaryOp, string>> = {
  fabs: 'abs', fsqrt: 'sqrt', ffloor: 'floor', fceil: 'ceil', ftrunc: 'trunc', frint: 'round', clz: 'countLeadingZeros', ctz: 'countTrailingZeros', popcount: 'countOneBits', bitreverse: 'reverseBits',
};
const SPECIALS: Record<string, { text: string; input: string | undefined }> = {
  'threadIdx.x': { text: 'thread_idx.x', input: 'thread_idx' }, 'threadIdx.y': { text: 'thread_idx.y', input: 'thread_idx' }, 'threadIdx.z': { text: 'thread_idx.z', input: 'thread_idx' },
  'blockIdx.x': { text: 'block_idx.x', input: 'block_idx' }, 'blockIdx.y': { text: 'block_idx.y', input: 'block_idx' }, 'blockIdx.z': { text: 'block_idx.z', input: 'block_idx' },
  'blockDim.x': { text: 'block_dim_x', input: undefined }, 'blockDim.y': { text: 'block_dim_y', input: undefined }, 'blockDim.z': { text: 'block_dim_z', input: undefined },
  'gridDim.x': { text: 'grid_dim.x', input: 'grid_dim' }, 'gridDim.y': { text: 'grid_dim.y', input: 'grid_dim' }, 'gridDim.z': { text: 'grid_dim.z', input: 'grid_dim' },
  laneid: { text: 'lane', input: 'lane' },
  linearThread: { text: 'thread_index', input: 'thread_index' },
};

function zero(type: WgslScalar): string {
  return type === 'vec2u' ? 'vec2u()' : type === 'bool' ? 'false' : type === 'f32' ? '0.0f' : type === 'u32' ? '0u' : '0';
}

function isOne(v: Value): boolean {
  return v.kind === 'const' && v.value === 1;
}

function isZero(v: Value): v is ConstValue {
  return v.kind === 'const' && v.value === 0;
}

/** Division by it is exact. */
function isPowerOfTwo(v: Value): boolean {
  return v.kind === 'const' && v.value !== 0 && Number.isInteger(Math.log2(Math.abs(Number(v.value))));
}

export function createExpressionWriter(s: Shader, inlining: Pick<Inlining, 'inlined'>, ranges: Ranges): ExpressionWriter {
  const { inlined } = inlining;
  const w: ExpressionWriter = { value, hasName: (v) => nameOf(s, v) !== undefined, as: (v, type) => convertTo(v, type).text, asIndex: (v) => convertTo(v, 'u32').text, compute, negation, address: (v, loc) => addressText(s, w, v, loc), maximum: (v) => ranges.maximum(v), isProtected: (inst) => s.returningSums.has(inst) || s.loneProducts.has(inst) };

  function value(v: Value): Text {
    if (isHeld(v)) {
      const name = s.valueNames[v.number];
      if (name !== undefined) return primary(name, s.valueTypes[v.number]!);
    }
    switch (v.kind) {
      case 'const':
        return literal(s, v, natural(v));
      case 'undef': {
        const type = natural(v);
        return primary(zero(type), type);
      }
      case 'result':
        if (inlined[v.inst.number] !== 1) throw new Error(`value of '${v.inst.kind}' used before it was written`);
        return compute(v.inst);
      case 'param':
        throw new Error('a region parameter without a name');
      case 'global-address':
      case 'function-address':
        throw new Unsupported('an address as a value', s.fn.loc);
      default:
        throw new Error(`a value of kind ${String((v satisfies never as Value).kind)}`);
    }
  }

  function natural(v: Value): WgslScalar {
    const { type } = v;
    switch (type) {
      case 'i1':
        return 'bool';
      case 'i32':
        return 'i32';
      case 'f32':
        return 'f32';
      case 'i64':
        return 'vec2u';
      case 'f64':
        return 'vec2u';
      case 'ptr':
        throw new Unsupported('a pointer as a value', locOf(v));
      case 'v4i32':
      case 'v4f32':
      case 'v2i64':
      case 'v2f64':
        throw new Error('vectors are for the CPU');
      default:
        throw new Error(`a value of type ${String(type satisfies never)}`);
    }
  }

  function locOf(v: Value): number {
    return v.kind === 'result' ? v.inst.loc : 0;
  }

  /** The instruction, if it is wrapping arithmetic written here, which means the same in both integer types. */
  function neutral(v: Value): Inst | undefined {
    if (v.kind !== 'result' || v.type !== 'i32' || s.valueNames[v.number] !== undefined || inlined[v.inst.number] !== 1) return undefined;
    const { inst } = v;
    return (inst.kind === 'binary' && NEUTRAL.has(inst.op)) || inst.kind === 'select' || (inst.kind === 'convert' && inst.op === 'bitcast') ? inst : undefined;
  }

  /** Values whose type decides that of neutral arithmetic: not the amounts of shifts, not conditions. */
  function typed(inst: Inst): readonly Value[] {
    if (inst.kind === 'convert') return [];
    if (inst.kind === 'select') return inst.operands.slice(1);
    return inst.kind === 'binary' && inst.op === 'shl' ? inst.operands.slice(0, 1) : inst.operands;
  }

  /** Of values that are written where they are used: found once each, since every level of an expression asks for those below it. */
  const ownTypes: (WgslScalar | undefined)[] = new Array<WgslScalar | undefined>(s.analyses.count).fill(undefined);
  const counts = { i32: new Float64Array(s.analyses.count).fill(-1), u32: new Float64Array(s.analyses.count).fill(-1) };

  /** The type that a value is written in where none is asked for. */
  function ownType(v: Value): WgslScalar {
    if (!isHeld(v)) return value(v).type;
    const { number } = v;
    return s.valueNames[number] === undefined ? (ownTypes[number] ??= value(v).type) : s.valueTypes[number]!;
  }

  /** Conversions needed to write a value in a type. */
  function conversions(v: Value, type: 'i32' | 'u32'): number {
    if (v.kind === 'undef') return 0;
    if (v.type === 'i64') return 0;
    if (v.kind === 'const') return type === 'u32' && Number(v.value) < 0 ? 0.5 : 0;
    const inst = neutral(v);
    if (inst === undefined) return ownType(v) === type ? 0 : 1;
    let count = counts[type][inst.number]!;
    if (count < 0) {
      count = 0;
      for (const operand of typed(inst)) count += conversions(operand, type);
      counts[type][inst.number] = count;
    }
    return count;
  }

  function cheaper(values: readonly Value[]): WgslScalar {
    const count = (type: 'i32' | 'u32'): number => values.reduce((sum, v) => sum + conversions(v, type), 0);
    const unsigned = count('u32');
    const signed = count('i32');
    return unsigned < signed || (unsigned === signed && unsigned > 0) ? 'u32' : 'i32';
  }

  /** The low word of 64-bit arithmetic, which depends on low words only. */
  function lowWord(v: Value, type: WgslScalar): Text {
    if (v.kind === 'const') return literal(s, { ...v, type: 'i32', value: Number(BigInt.asIntN(32, BigInt(v.value))) }, type);
    if (v.kind !== 'result' || s.valueNames[v.number] !== undefined) return low(value(v), type);
    const { inst } = v;
    if (inst.kind === 'convert' && inst.op === 'ptrtoint') {
      const address: Text = { text: addressText(s, w, inst.operands[0]!, inst.loc), type: 'u32', level: ADD };
      return type === 'u32' ? address : primary(`${type}(${address.text})`, type);
    }
    if (inst.kind === 'convert' && (inst.op === 'zext' || inst.op === 'sext') && inst.operands[0]!.type === 'i32') return convertTo(inst.operands[0]!, type);
    if (inst.kind === 'binary' && NEUTRAL.has(inst.op) && (inst.op !== 'shl' || (inst.operands[1]!.kind === 'const' && Number(inst.operands[1].value) < 32))) return infix(inst, type, INFIX[inst.op]!);
    return low(value(v), type);
  }

  function low(t: Text, type: WgslScalar): Text {
    const word = `${wrap(t, PRIMARY)}.x`;
    return primary(type === 'u32' ? word : `${type}(${word})`, type);
  }

  /** What a call is given. A comparison in front of another argument might begin a list of template arguments: `f(a < b, c > d)`. */
  function argument(v: Value, type: WgslScalar): string {
    const text = convertTo(v, type);
    return type === 'bool' ? wrap(text, ADD) : text.text;
  }

  function convertTo(v: Value, type: WgslScalar): Text {
    if (v.type === 'f64') return value(v);
    if (v.type === 'i64') return type === 'vec2u' ? value(v) : lowWord(v, type);
    if (v.kind === 'const') return literal(s, v, type);
    if (v.kind === 'undef') return primary(zero(type), type);
    const inst = neutral(v);
    if (inst !== undefined && (type === 'i32' || type === 'u32')) {
      const other = type === 'i32' ? 'u32' : 'i32';
      if (conversions(v, type) <= conversions(v, other) + 1) return compute(inst, type);
      return primary(`${type}(${compute(inst, other).text})`, type);
    }
    const t = value(v);
    return t.type === type ? t : primary(`${type}(${t.text})`, type);
  }

  function infix(inst: Inst, type: WgslScalar, [operator, level]: readonly [string, number]): Text {
    const [a, b] = inst.operands as [Value, Value];
    const integer = type !== 'f32';
    if (level === SHIFT) {
      // WGSL takes amounts modulo the width, as the IR does, but rejects constants and overrides beyond it.
      const amount = convertTo(b, 'u32');
      const count = /\bblock_dim_/.test(amount.text) ? `(${wrap(amount, UNARY_LEVEL)} & 31u)` : b.kind === 'const' ? `${Number(b.value) & 31}u` : wrap(amount, UNARY_LEVEL);
      return { text: `${wrap(convertTo(a, type), UNARY_LEVEL)} ${operator} ${count}`, type, level };
    }
    const left = integer ? convertTo(a, type) : summand(a, level);
    if (operator === '+' && b.kind === 'const' && Number(b.value) < 0 && Number(b.value) > -LIMIT) {
      const magnitude = literal(s, { ...b, value: -Number(b.value) }, type);
      return { text: `${wrap(left, ADD)} - ${magnitude.text}`, type, level };
    }
    const right = integer ? convertTo(b, type) : summand(b, level);
    if (operator === '-' && a.kind === 'const' && Number(a.value) === 0 && type === 'i32') return { text: `-${wrap(right, PRIMARY)}`, type, level: UNARY_LEVEL };
    if (operator === '^' && b.kind === 'const' && Number(b.value) === -1) return { text: `~${wrap(left, UNARY_LEVEL)}`, type, level: UNARY_LEVEL };
    if (level === LOGIC) {
      const side = (t: Text, chain: boolean): string => (chain && t.operator === operator ? t.text : wrap(t, UNARY_LEVEL));
      return { text: `${side(left, true)} ${operator} ${side(right, true)}`, type, level, operator };
    }
    // Integer sums need no parentheses on the right either; floats keep their order.
    const loose = integer && operator === '+' ? ADD : level - 1;
    return { text: `${wrap(left, level)} ${operator} ${wrap(right, loose)}`, type, level };
  }

  /** Engines take x + 0 for x, and 0 - x for -x, which -0 shows: the zero is one that is known at run time only. */
  function summand(v: Value, level: number): Text {
    const isZero = level === ADD && v.kind === 'const' && Object.is(v.value, 0);
    return isZero ? primary(runtimeConstant(s, 'zero'), 'f32') : convertTo(v, 'f32');
  }

  /** A sum that engines may not undo (returning-sums.ts). */
  function protectedSum(inst: Extract<Inst, { kind: 'binary' }>): Text {
    const [a, b] = inst.operands as [Value, Value];
    const second = convertTo(b, 'f32');
    return primary(`fma(${runtimeConstant(s, 'one')}, ${convertTo(a, 'f32').text}, ${inst.op === 'fsub' ? `-${wrap(second, PRIMARY)}` : second.text})`, 'f32');
  }

  function boolean(inst: Extract<Inst, { kind: 'binary' }>): Text {
    const [a, b] = inst.operands as [Value, Value];
    if (inst.op === 'xor') {
      if (b.kind === 'const') return b.value ? { text: negation(a), type: 'bool', level: LOGIC } : value(a);
      return { text: `${wrap(value(a), SHIFT)} != ${wrap(value(b), SHIFT)}`, type: 'bool', level: RELATION };
    }
    const operator = BOOLEAN[inst.op];
    if (operator === undefined) throw new Error(`'${inst.op}' of truth values`);
    const side = (v: Value): string => {
      const t = convertTo(v, 'bool');
      return t.operator === operator ? t.text : wrap(t, RELATION);
    };
    return { text: `${side(a)} ${operator} ${side(b)}`, type: 'bool', level: LOGIC, operator };
  }

  /** Engines that know a factor is a zero take the product for 0, whatever the signs, infinities and NaNs. */
  function factor(v: Value): Text {
    if (!isZero(v)) return convertTo(v, 'f32');
    return primary(runtimeConstant(s, Object.is(v.value, -0) ? 'negative_zero' : 'zero'), 'f32');
  }

  /** `wanted`: the type of neutral arithmetic. */
  function compute(inst: Inst, wanted?: WgslScalar): Text {
    switch (inst.kind) {
      case 'binary': {
        const result = inst.results[0]!;
        const own = natural(result);
        if (own === 'bool') return boolean(inst);
        if (own === 'vec2u') {
          const [a, b] = inst.operands as [Value, Value];
          if (result.type === 'f64') return primary(doubleBinary(s.helpers, inst.op, value(a).text, value(b).text)!, 'vec2u');
          const text = wideBinary(s.helpers, inst.op, value(a).text, value(b).text, () => convertTo(b, 'u32').text);
          if (text === undefined) throw new Unsupported(`the operation '${inst.op}' on 64-bit integers`, inst.loc);
          return primary(text, 'vec2u');
        }
        if (inst.op === 'umulhi' || inst.op === 'smulhi') {
          const half = inst.op === 'umulhi' ? 'u32' : 'i32';
          return primary(`${wideHelper(s.helpers, inst.op)}(${inst.operands.map((v) => convertTo(v, half).text).join(', ')})`, half);
        }
        const type: WgslScalar = own === 'f32' ? 'f32' : UNSIGNED.has(inst.op) ? 'u32' : SIGNED.has(inst.op) ? 'i32' : (wanted ?? cheaper(typed(inst)));
        if (inst.op === 'fdiv' && inst.relaxed !== true && !isPowerOfTwo(inst.operands[1]!)) {
          const [a, divisor] = inst.operands.map((v) => convertTo(v, 'f32')) as [Text, Text];
          const b = mayBeConstant(s.analyses, inst.operands[1]!) ? `${wrap(divisor, UNARY_LEVEL)} * ${runtimeConstant(s, 'one')}` : divisor.text;
          return primary(isOne(inst.operands[0]!) ? `${mathHelper(s, 'reciprocal')}(${b})` : `${mathHelper(s, 'divide')}(${a.text}, ${b})`, 'f32');
        }
        if (inst.op === 'srem' && isNearRemainder(inst)) return primary(`${mathHelper(s, 'near_remainder')}(${inst.operands.map((v) => convertTo(v, 'i32').text).join(', ')})`, 'i32');
        if (inst.op === 'urem' && isNearRemainder(inst)) return primary(`${mathHelper(s, 'near_remainder_u32')}(${inst.operands.map((v) => convertTo(v, 'u32').text).join(', ')})`, 'u32');
        if (inst.op === 'srem' && inst.operands.some((v) => ranges.maximum(v) === undefined)) return primary(`${mathHelper(s, 'remainder')}(${inst.operands.map((v) => convertTo(v, 'i32').text).join(', ')})`, 'i32');
        if (inst.op === 'copysign') return primary(`${mathHelper(s, 'copy_sign')}(${inst.operands.map((v) => convertTo(v, 'f32').text).join(', ')})`, 'f32');
        if (s.returningSums.has(inst)) return protectedSum(inst);
        if (s.loneProducts.has(inst)) return primary(`fma(${inst.operands.map((v) => factor(v).text).join(', ')}, ${runtimeConstant(s, 'negative_zero')})`, 'f32');
        if (inst.op === 'fmul' && inst.operands.some(isZero)) return { text: inst.operands.map((v) => wrap(factor(v), UNARY_LEVEL)).join(' * '), type, level: MULTIPLY };
        if ((inst.op === 'udiv' || inst.op === 'urem') && inst.operands[1]!.kind !== 'const' && inst.operands.some(mayLookSigned)) {
          return { text: inst.operands.map((v) => wrap(unsignedWord(v), UNARY_LEVEL)).join(inst.op === 'udiv' ? ' / ' : ' % '), type: 'u32', level: MULTIPLY };
        }
        const operator = INFIX[inst.op];
        if (operator !== undefined) return infix(inst, type, operator);
        const callee = CALLS[inst.op];
        if (callee !== undefined) return primary(`${callee}(${inst.operands.map((v) => convertTo(v, type).text).join(', ')})`, type);
        throw new Unsupported(`the operation '${inst.op}'`, inst.loc);
      }
      case 'compare':
        return compare(inst, inst.op);
      case 'unary': {
        const operand = value(inst.operands[0]!);
        if (inst.results[0]!.type === 'f64') return primary(doubleUnary(s.helpers, inst.op, operand.text)!, 'vec2u');
        if (operand.type === 'vec2u') return wideUnary(inst, operand);
        if (inst.op === 'fneg') return { text: `-${wrap(operand, PRIMARY)}`, type: 'f32', level: UNARY_LEVEL };
        if (inst.op === 'fsqrt' && inst.relaxed !== true) return primary(`${mathHelper(s, 'square_root')}(${operand.text})`, 'f32');
        if (inst.op === 'byteswap') return primary(`${wideHelper(s.helpers, 'byteswap')}(${convertTo(inst.operands[0]!, 'u32').text})`, 'u32');
        const callee = UNARY[inst.op];
        if (callee === undefined) throw new Unsupported(`the operation '${inst.op}'`, inst.loc);
        return primary(`${callee}(${operand.text})`, operand.type);
      }
      case 'convert':
        return convert(inst, wanted);
      case 'select': {
        const [condition, then, otherwise] = inst.operands as [Value, Value, Value];
        if (then.type === 'ptr') throw new Unsupported('a pointer as a value', inst.loc);
        const own = natural(inst.results[0]!);
        const type = own === 'i32' ? (wanted ?? cheaper([then, otherwise])) : own;
        return primary(`select(${argument(otherwise, type)}, ${argument(then, type)}, ${convertTo(condition, 'bool').text})`, type);
      }
      case 'fma':
        if (inst.results[0]!.type === 'f64') return primary(`${doubleHelper(s.helpers, 'fma_f64')}(${inst.operands.map((v) => value(v).text).join(', ')})`, 'vec2u');
        return primary(`fma(${inst.operands.map((v, i) => summand(v, i === 2 ? ADD : MULTIPLY).text).join(', ')})`, 'f32');
      case 'special': {
        const row = SPECIALS[inst.register];
        if (row === undefined) throw new Unsupported(`the special register '${inst.register}'`, inst.loc);
        if (row.input !== undefined) s.inputs.add(row.input);
        if (row.input === 'lane') s.subgroups = true;
        return primary(row.text, 'u32');
      }
      case 'load': {
        const held = inst.memory;
        const { atomic, words } = storageFor(s, inst.operands[0]!, inst.loc);
        if (words) {
          const t = loadWords(s, w, inst);
          return primary(t.text, t.type);
        }
        scalarOf({ kind: 'scalar', scalar: held, size: 4, align: 4, unsigned: false }, inst.loc);
        const place = scalarPlace(s, w, inst.operands[0]!, SCALAR_SIZES[held], inst.loc);
        const stored = scalarOf(place.type, inst.loc);
        if (held === 'i1' || held === 'i8' || held === 'i16') return narrowLoad(inst, place.text, stored);
        const raw = atomic ? `atomicLoad(&${loadedPlace(s, place.text)})` : place.text;
        const inMemory: WgslScalar = atomic && stored === 'f32' ? 'u32' : stored;
        const wantedType: WgslScalar = held === 'f32' ? 'f32' : inMemory === 'f32' ? 'i32' : inMemory;
        return inMemory === wantedType ? primary(raw, inMemory) : primary(`bitcast<${wantedType}>(${raw})`, wantedType);
      }
      case 'call': {
        const callee = FUNCTIONS[inst.callee.name];
        if (callee === undefined) {
          const name = s.functionFor(inst.callee);
          if (name === undefined) throw new Unsupported(`a call of '${inst.callee.pretty}'`, inst.loc);
          const types = inst.callee.params.map((p) => passedAs(p.type, inst.loc));
          return primary(`${name}(${inst.operands.map((v, i) => argument(v, types[i]!)).join(', ')})`, passedAs(inst.callee.result!, inst.loc));
        }
        if (callee.type === 'f64') return primary(`${doubleHelper(s.helpers, callee.wgsl)}(${inst.operands.map((v) => value(v).text).join(', ')})`, 'vec2u');
        const { type } = callee;
        return primary(`${callee.isOwn ? mathHelper(s, callee.wgsl) : callee.wgsl}(${inst.operands.map((v) => convertTo(v, type).text).join(', ')})`, type);
      }
      default:
        throw new Unsupported(`the operation '${inst.kind}'`, inst.loc);
    }
  }

  /** Narrow variables hold what their own type extends to. */
  function narrowLoad(inst: Extract<Inst, { kind: 'load' }>, text: string, stored: WgslScalar): Text {
    if ((inst.memory === 'i1') !== (stored === 'bool')) throw new NeedsWords(rootKey(s.provenance.rootOf(inst.operands[0]!)), inst.loc);
    if (stored === 'bool' || (stored === 'i32') === inst.signed) return primary(text, stored);
    const bits = inst.memory === 'i8' ? 8 : 16;
    return inst.signed ? primary(`extractBits(i32(${text}), 0u, ${bits}u)`, 'i32') : primary(`extractBits(u32(${text}), 0u, ${bits}u)`, 'u32');
  }

  /** Shifts go into parentheses: `a < b >> c` would begin a template. */
  function compare(inst: Extract<Inst, { kind: 'compare' }>, op: CompareOp): Text {
    const [a, b] = inst.operands as [Value, Value];
    if (a.type === 'f32' && a === b && (op === 'foeq' || op === 'fune')) return { text: `${op === 'foeq' ? '!' : ''}${mathHelper(s, 'is_nan')}(${value(a).text})`, type: 'bool', level: op === 'foeq' ? UNARY_LEVEL : PRIMARY };
    const relation = (left: string, right: string): Text => ({ text: `${left} ${COMPARES[op]} ${right}`, type: 'bool', level: RELATION });
    if (a.type === 'ptr') return comparePointers(inst, op);
    if (a.type === 'i64') return wideCompare(a, b, op);
    if (a.type === 'f64') return { text: doubleComparison(s.helpers, op, value(a).text, value(b).text), type: 'bool', level: UNARY_LEVEL };
    let type = natural(a);
    if (type === 'i32') {
      const small = ranges.maximum(a) !== undefined && ranges.maximum(b) !== undefined;
      type = op.startsWith('u') ? 'u32' : op.startsWith('s') && !small ? 'i32' : cheaper(inst.operands);
    }
    const truths = [truthBehind(a), truthBehind(b)];
    if ((op === 'eq' || op === 'ne') && truths[0] !== undefined && truths[1] !== undefined) return relation(wrap(convertTo(truths[0], 'bool'), ADD), wrap(convertTo(truths[1], 'bool'), ADD));
    // WGSL's != may be false for NaN.
    if (op === 'fune') return { text: `!(${wrap(convertTo(a, type), ADD)} == ${wrap(convertTo(b, type), ADD)})`, type: 'bool', level: UNARY_LEVEL };
    return relation(wrap(convertTo(a, type), ADD), wrap(convertTo(b, type), ADD));
  }

  /** The truth value that an operand is made of. */
  function truthBehind(v: Value): Value | undefined {
    return v.kind === 'result' && v.inst.kind === 'convert' && v.inst.op === 'zext' && inlined[v.inst.number] === 1 && v.inst.operands[0]!.type === 'i1' ? v.inst.operands[0] : undefined;
  }

  function comparePointers(inst: Extract<Inst, { kind: 'compare' }>, op: CompareOp): Text {
    const [a, b] = inst.operands as [Value, Value];
    const relation = (left: string, right: string): Text => ({ text: `${left} ${COMPARES[op]} ${right}`, type: 'bool', level: RELATION });
    const isSame = (yes: boolean): Text => primary((op === 'ne') === yes ? 'false' : 'true', 'bool');
    if (a.kind === 'const' && b.kind === 'const') return isSame(a.value === b.value);
    if (a.kind !== 'const' && b.kind !== 'const' && storageFor(s, a, inst.loc) === storageFor(s, b, inst.loc)) {
      const storage = storageFor(s, a, inst.loc);
      if (storage.words || storage.isArray || storage.type.kind === 'array') return relation(elementIndex(s, w, a, inst.loc), elementIndex(s, w, b, inst.loc));
    }
    if ((op === 'eq' || op === 'ne') && [a, b].some((v) => v.kind !== 'const' && !mayBeNull(s, v, inst.loc)) && [a, b].some((v) => v.kind === 'const' || mayBeNull(s, v, inst.loc))) return isSame(false);
    const address = (v: Value): string => (v.kind === 'const' ? `${Number(v.value) >>> 0}u` : addressText(s, w, v, inst.loc));
    return relation(address(a), address(b));
  }

  /** Comparison of 64-bit values that are extended 32-bit ones. */
  function wideCompare(a: Value, b: Value, op: CompareOp): Text {
    const narrow = (v: Value): { readonly value: Value; readonly signed: boolean } | undefined => {
      if (v.kind === 'const') {
        const n = BigInt(v.value);
        if (n >= -(2n ** 31n) && n < 2n ** 31n) return { value: { kind: 'const', type: 'i32', value: Number(n) }, signed: n < 0n };
      } else if (v.kind === 'result' && inlined[v.inst.number] === 1 && v.inst.kind === 'convert' && (v.inst.op === 'zext' || v.inst.op === 'sext') && v.inst.operands[0]!.type === 'i32') {
        const value = v.inst.operands[0]!;
        return { value, signed: v.inst.op === 'sext' && ranges.maximum(value) === undefined };
      }
      return undefined;
    };
    const [left, right] = [narrow(a), narrow(b)];
    if (left === undefined || right === undefined) return { text: wideComparison(s.helpers, op, value(a).text, value(b).text), type: 'bool', level: UNARY_LEVEL };
    const part = (o: CompareOp, type: WgslScalar): string => `${wrap(convertTo(left.value, type), ADD)} ${COMPARES[o]} ${wrap(convertTo(right.value, type), ADD)}`;
    if (left.signed === right.signed || op === 'eq' || op === 'ne') {
      const isFree = left.value.kind === 'const' || right.value.kind === 'const';
      if (left.signed === right.signed || isFree) return { text: part(op, left.signed && right.signed && !op.startsWith('u') ? 'i32' : 'u32'), type: 'bool', level: RELATION };
    }
    // One of them may be negative: as an unsigned number it is then larger than the other, as a signed one smaller.
    const signed = left.signed ? left : right;
    const less = op.endsWith('lt') || op.endsWith('le');
    const holds = op === 'ne' || (op !== 'eq' && (op.startsWith('u') ? (signed === right) === less : (signed === left) === less));
    const negative = wrap(convertTo(signed.value, 'i32'), ADD);
    return holds ? { text: `${negative} < 0 || ${part(op, 'u32')}`, type: 'bool', level: LOGIC, operator: '||' } : { text: `${negative} >= 0 && ${part(op, 'u32')}`, type: 'bool', level: LOGIC, operator: '&&' };
  }

  /** The opposite of a truth value; comparisons of floats keep their meaning for NaN. */
  function negation(v: Value): string {
    if (v.kind === 'result' && inlined[v.inst.number] === 1 && s.valueNames[v.number] === undefined) {
      const { inst } = v;
      if (inst.kind === 'compare') {
        const op = INVERSE[inst.op];
        if (op !== undefined) return compare(inst, op).text;
      }
      if (inst.kind === 'binary' && inst.op === 'xor' && inst.operands[1]!.kind === 'const' && inst.operands[1].value) return value(inst.operands[0]!).text;
    }
    return `!${wrap(convertTo(v, 'bool'), UNARY_LEVEL)}`;
  }

  /** Is the word a narrow number that was extended with its sign, and may it be negative? */
  function mayLookSigned(v: Value): boolean {
    return extendsSign(v) && ranges.maximum(v) === undefined;
  }

  /** An operand of what is done without signs by way of floats. NVIDIA's drivers do that with signs for what `mayLookSigned`: they are not to see it. */
  function unsignedWord(v: Value): Text {
    const word = convertTo(v, 'u32');
    return mayLookSigned(v) ? { text: `${wrap(word, UNARY_LEVEL)} ^ bitcast<u32>(${runtimeConstant(s, 'zero')})`, type: 'u32', level: LOGIC, operator: '^' } : word;
  }

  function convert(inst: Extract<Inst, { kind: 'convert' }>, wanted?: WgslScalar): Text {
    const from = inst.operands[0]!;
    const to = inst.results[0]!.type;
    const whole = (type: WgslScalar): string => convertTo(from, type).text;
    if (to === 'f64' || from.type === 'f64') return convertDouble(inst, from);
    if (inst.op === 'trunc') return lowWord(from, wanted === 'i32' ? 'i32' : 'u32');
    if (to === 'i64' || from.type === 'i64') return convertWide(inst, from);
    switch (inst.op) {
      case 'sitofp':
        return primary(`f32(${from.type === 'i32' && ranges.maximum(from) !== undefined ? value(from).text : whole('i32')})`, 'f32');
      case 'uitofp':
        return primary(`f32(${unsignedWord(from).text})`, 'f32');
      case 'fptosi':
      case 'fptoui': {
        const type = inst.op === 'fptosi' ? 'i32' : 'u32';
        return primary(`${convertsExactly(from, type, ranges) ? type : mathHelper(s, `${type}_of_f32`)}(${whole('f32')})`, type);
      }
      case 'bitcast': {
        if (to === 'f32' && from.kind === 'const' && (Number(from.value) & 0x7fffffff) > 0x7f800000) return notANumber(s, Number(from.value) >>> 0);
        const type: WgslScalar = to === 'f32' ? 'f32' : (wanted ?? 'i32');
        return primary(`bitcast<${type}>(${value(from).text})`, type);
      }
      case 'zext':
        return primary(`u32(${whole('bool')})`, 'u32');
      case 'sext':
        return { text: `-i32(${whole('bool')})`, type: 'i32', level: UNARY_LEVEL };
      case 'zext8':
      case 'zext16':
        return { text: `${wrap(convertTo(from, 'u32'), UNARY_LEVEL)} & ${inst.op === 'zext8' ? '255u' : '65535u'}`, type: 'u32', level: LOGIC, operator: '&' };
      case 'sext8':
      case 'sext16':
        return primary(`extractBits(${whole('i32')}, 0u, ${inst.op === 'sext8' ? 8 : 16}u)`, 'i32');
      case 'ptrtoint':
        return { text: addressText(s, w, from, inst.loc), type: 'u32', level: ADD };
      default:
        throw new Unsupported('a pointer made of an integer', inst.loc);
    }
  }

  function convertDouble(inst: Extract<Inst, { kind: 'convert' }>, from: Value): Text {
    const to = inst.results[0]!.type;
    const call = (name: string, type: WgslScalar, text = value(from).text): Text => primary(`${doubleHelper(s.helpers, name)}(${text})`, type);
    switch (inst.op) {
      case 'bitcast':
        return value(from);
      case 'fpext':
        return call('f64_of_f32', 'vec2u');
      case 'fptrunc':
        return call('f32_of_f64', 'f32');
      case 'sitofp':
        return from.type === 'i64' ? call('f64_of_i64', 'vec2u') : call('f64_of_i32', 'vec2u', convertTo(from, 'i32').text);
      case 'uitofp':
        return from.type === 'i64' ? call('f64_of_u64', 'vec2u') : call('f64_of_u32', 'vec2u', convertTo(from, 'u32').text);
      case 'fptosi':
        return to === 'i64' ? call('i64_of_f64', 'vec2u') : call('i32_of_f64', 'i32');
      case 'fptoui':
        return to === 'i64' ? call('u64_of_f64', 'vec2u') : call('u32_of_f64', 'u32');
      default:
        throw new Unsupported(`the conversion '${inst.op}'`, inst.loc);
    }
  }

  function wideUnary(inst: Extract<Inst, { kind: 'unary' }>, operand: Text): Text {
    switch (inst.op) {
      case 'clz':
      case 'ctz':
      case 'popcount':
        return primary(`vec2u(${wideHelper(s.helpers, `${inst.op}64`)}(${operand.text}), 0u)`, 'vec2u');
      case 'bitreverse':
        return primary(`reverseBits(${wrap(operand, PRIMARY)}.yx)`, 'vec2u');
      case 'byteswap': {
        const swap = wideHelper(s.helpers, 'byteswap');
        return primary(`vec2u(${swap}(${wrap(operand, PRIMARY)}.y), ${swap}(${wrap(operand, PRIMARY)}.x))`, 'vec2u');
      }
      default:
        throw new Unsupported(`the operation '${inst.op}' on 64-bit integers`, inst.loc);
    }
  }

  function convertWide(inst: Extract<Inst, { kind: 'convert' }>, from: Value): Text {
    const helper = (name: string): string => wideHelper(s.helpers, name);
    const low = (type: WgslScalar): string => convertTo(from, type).text;
    switch (inst.op) {
      case 'zext':
        return primary(`vec2u(${low('u32')}, 0u)`, 'vec2u');
      case 'sext':
        return primary(`${helper('sext64')}(${from.type === 'i1' ? `-i32(${low('bool')})` : low('i32')})`, 'vec2u');
      case 'sext32':
        return primary(`${helper('sext64')}(${low('i32')})`, 'vec2u');
      case 'sext8':
      case 'sext16':
        return primary(`${helper('sext64')}(extractBits(${low('i32')}, 0u, ${inst.op === 'sext8' ? 8 : 16}u))`, 'vec2u');
      case 'zext8':
      case 'zext16':
        return primary(`vec2u(extractBits(${low('u32')}, 0u, ${inst.op === 'zext8' ? 8 : 16}u), 0u)`, 'vec2u');
      case 'sitofp':
        return primary(`${helper('float_of_i64')}(${value(from).text})`, 'f32');
      case 'uitofp':
        return primary(`${helper('float_of_u64')}(${value(from).text})`, 'f32');
      case 'ptrtoint':
        return primary(`vec2u(${addressText(s, w, from, inst.loc)}, 0u)`, 'vec2u');
      case 'inttoptr':
        throw new Unsupported('a pointer made of an integer', inst.loc);
      case 'fptosi':
      case 'fptoui':
        return primary(`${doubleHelper(s.helpers, inst.op === 'fptosi' ? 'i64_of_f64' : 'u64_of_f64')}(${doubleHelper(s.helpers, 'f64_of_f32')}(${value(from).text}))`, 'vec2u');
      default:
        throw new Unsupported(`the conversion '${inst.op}'`, inst.loc);
    }
  }

  return w;
}

const LIMIT = 2 ** 31;
