/**
 * Values → WGSL expressions. Integers have no sign in the IR: each value is written in the type that its operations prefer (indices and special registers u32, the rest as loaded), and
 * converted where an operation asks for the other one; such conversions cost nothing.
 */
import type { BinaryOp, CompareOp, ConstValue, Inst, UnaryOp, Value } from '../../ir/ir.js';
import { scalarPlace } from './places.js';
import type { Shader } from './shader.js';
import { storageFor } from './shader.js';
import type { WgslScalar } from './types.js';
import { scalarOf } from './types.js';
import { Unsupported } from './unsupported.js';

export interface Text {
  readonly text: string;
  readonly type: WgslScalar;
  /** Needs no parentheses around it. */
  readonly atomic: boolean;
}

export interface ExpressionWriter {
  readonly value: (v: Value) => Text;
  /** `bare`: the place needs no parentheses. */
  readonly as: (v: Value, type: WgslScalar, bare?: boolean) => string;
  readonly asIndex: (v: Value) => string;
  readonly compute: (inst: Inst) => Text;
}

const INFIX: Partial<Record<BinaryOp, string>> = {
  add: '+', sub: '-', mul: '*', sdiv: '/', udiv: '/', srem: '%', urem: '%', and: '&', or: '|', xor: '^', shl: '<<', lshr: '>>', ashr: '>>', fadd: '+', fsub: '-', fmul: '*', fdiv: '/',
};
const CALLS: Partial<Record<BinaryOp, string>> = { smin: 'min', smax: 'max', umin: 'min', umax: 'max', fmin: 'min', fmax: 'max' };
const SIGNED = new Set<BinaryOp>(['sdiv', 'srem', 'ashr', 'smin', 'smax']);
const UNSIGNED = new Set<BinaryOp>(['udiv', 'urem', 'lshr', 'umin', 'umax']);
const COMPARES: Record<CompareOp, string> = {
  eq: '==', ne: '!=', slt: '<', sle: '<=', sgt: '>', sge: '>=', ult: '<', ule: '<=', ugt: '>', uge: '>=', foeq: '==', fune: '!=', folt: '<', fole: '<=', fogt: '>', foge: '>=',
};
const UNARY: Partial<Record<UnaryOp, string>> = {
  fabs: 'abs', fsqrt: 'sqrt', ffloor: 'floor', fceil: 'ceil', ftrunc: 'trunc', frint: 'round', clz: 'countLeadingZeros', ctz: 'countTrailingZeros', popcount: 'countOneBits', bitreverse: 'reverseBits',
};
const SPECIALS: Record<string, { text: string; input: string | undefined }> = {
  'threadIdx.x': { text: 'thread_idx.x', input: 'thread_idx' }, 'threadIdx.y': { text: 'thread_idx.y', input: 'thread_idx' }, 'threadIdx.z': { text: 'thread_idx.z', input: 'thread_idx' },
  'blockIdx.x': { text: 'block_idx.x', input: 'block_idx' }, 'blockIdx.y': { text: 'block_idx.y', input: 'block_idx' }, 'blockIdx.z': { text: 'block_idx.z', input: 'block_idx' },
  'blockDim.x': { text: 'block_dim_x', input: undefined }, 'blockDim.y': { text: 'block_dim_y', input: undefined }, 'blockDim.z': { text: 'block_dim_z', input: undefined },
  'gridDim.x': { text: 'grid_dim.x', input: 'grid_dim' }, 'gridDim.y': { text: 'grid_dim.y', input: 'grid_dim' }, 'gridDim.z': { text: 'grid_dim.z', input: 'grid_dim' },
  linearThread: { text: 'thread_index', input: 'thread_index' },
};

function constText(c: ConstValue, type: WgslScalar): string {
  switch (type) {
    case 'bool':
      return c.value ? 'true' : 'false';
    case 'i32':
      return Number(c.value) === -2147483648 ? 'i32(-2147483648)' : String(Number(c.value));
    case 'u32':
      return `${Number(c.value) >>> 0}u`;
    case 'f32':
      return floatText(Number(c.value));
    default:
      return type satisfies never;
  }
}

function floatText(value: number): string {
  if (!Number.isFinite(value)) throw new Unsupported('a constant infinity or NaN', 0);
  if (Object.is(value, -0)) return '-0.0';
  const text = shortestFloat(value);
  return /[.e]/.test(text) ? `${text}f` : `${text}.0f`;
}

/** Fewest digits that give the same binary32. */
function shortestFloat(value: number): string {
  for (let digits = 1; digits < 9; digits++) {
    const text = Number(value.toPrecision(digits));
    if (Math.fround(text) === value) return String(text);
  }
  return String(value);
}

export function createExpressionWriter(s: Shader, inlined: (inst: Inst) => boolean): ExpressionWriter {
  const w: ExpressionWriter = { value, as, asIndex: (v) => as(v, 'u32', true), compute };

  function value(v: Value): Text {
    const name = s.valueNames.get(v);
    if (name !== undefined) return { text: name, type: s.valueTypes.get(v)!, atomic: true };
    switch (v.kind) {
      case 'const': {
        const type = natural(v);
        return { text: constText(v, type), type, atomic: true };
      }
      case 'undef': {
        const type = natural(v);
        return { text: type === 'bool' ? 'false' : type === 'f32' ? '0.0' : type === 'u32' ? '0u' : '0', type, atomic: true };
      }
      case 'result':
        if (!inlined(v.inst) && v.inst.kind !== 'special') throw new Error(`value of '${v.inst.kind}' used before it was written`);
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
        throw new Unsupported('64-bit integers', s.fn.loc);
      case 'f64':
        throw new Unsupported('double precision', s.fn.loc);
      case 'ptr':
        throw new Unsupported('a pointer as a value', s.fn.loc);
      default:
        throw new Error(`a value of type ${String(type satisfies never)}`);
    }
  }

  /** `bare`: no parentheses needed by the place it goes to. */
  function as(v: Value, type: WgslScalar, bare = false): string {
    if (v.kind === 'const' && !s.valueNames.has(v)) return constText(v, type);
    if (v.kind === 'undef') return type === 'bool' ? 'false' : type === 'f32' ? '0.0' : type === 'u32' ? '0u' : '0';
    const t = value(v);
    if (t.type === type) return bare || t.atomic ? t.text : `(${t.text})`;
    return `${type}(${t.text})`;
  }

  function operands(inst: Inst, type: WgslScalar): [string, string] {
    return [as(inst.operands[0]!, type), as(inst.operands[1]!, type)];
  }

  /** Wrapping arithmetic means the same in both types: unsigned as soon as an operand is, if the other is one or a constant that is not negative. */
  function commonType(inst: Inst): WgslScalar {
    const types = inst.operands.map((v) => (v.kind === 'const' ? (Number(v.value) < 0 ? 'i32' : undefined) : value(v).type));
    const known = types.filter((t) => t !== undefined);
    return known.length > 0 && known.every((t) => t === 'u32') ? 'u32' : known.includes('bool') ? 'bool' : 'i32';
  }

  function compute(inst: Inst): Text {
    switch (inst.kind) {
      case 'binary': {
        const infix = INFIX[inst.op];
        const isFloat = inst.results[0]!.type === 'f32';
        if (!isFloat) natural(inst.results[0]!);
        const type: WgslScalar = isFloat ? 'f32' : UNSIGNED.has(inst.op) ? 'u32' : SIGNED.has(inst.op) ? 'i32' : commonType(inst);
        if (inst.op === 'shl' || inst.op === 'lshr' || inst.op === 'ashr') {
          const left = as(inst.operands[0]!, type);
          const count = inst.operands[1]!;
          const right = count.kind === 'const' ? constText(count, 'u32') : `(${as(count, 'u32')} & 31u)`;
          return { text: `${left} ${infix} ${right}`, type, atomic: false };
        }
        const [left, right] = operands(inst, type);
        if (infix !== undefined) return { text: `${left} ${infix} ${right}`, type, atomic: false };
        const callee = CALLS[inst.op];
        if (callee !== undefined) return { text: `${callee}(${left}, ${right})`, type, atomic: true };
        throw new Unsupported(`the operation '${inst.op}'`, inst.loc);
      }
      case 'compare': {
        const { op } = inst;
        const type: WgslScalar = op.startsWith('f') ? 'f32' : op.startsWith('s') ? 'i32' : op.startsWith('u') ? 'u32' : commonType(inst);
        const [left, right] = operands(inst, type);
        return { text: `${left} ${COMPARES[op]} ${right}`, type: 'bool', atomic: false };
      }
      case 'unary': {
        const operand = value(inst.operands[0]!);
        if (inst.op === 'fneg') return { text: `-${operand.atomic ? operand.text : `(${operand.text})`}`, type: 'f32', atomic: false };
        const callee = UNARY[inst.op];
        if (callee === undefined) throw new Unsupported(`the operation '${inst.op}'`, inst.loc);
        return { text: `${callee}(${operand.text})`, type: operand.type, atomic: true };
      }
      case 'convert':
        return convert(inst);
      case 'select': {
        const type = commonSelect(inst);
        return { text: `select(${as(inst.operands[2]!, type, true)}, ${as(inst.operands[1]!, type, true)}, ${as(inst.operands[0]!, 'bool', true)})`, type, atomic: true };
      }
      case 'fma':
        return { text: `fma(${inst.operands.map((v) => as(v, 'f32', true)).join(', ')})`, type: 'f32', atomic: true };
      case 'special': {
        const row = SPECIALS[inst.register];
        if (row === undefined) throw new Unsupported(`the special register '${inst.register}'`, inst.loc);
        if (row.input !== undefined) s.inputs.add(row.input);
        return { text: row.text, type: 'u32', atomic: true };
      }
      case 'load': {
        const place = scalarPlace(s, w, inst.operands[0]!, inst.loc);
        const stored = scalarOf(place.type, inst.loc);
        const { atomic } = storageFor(s, inst.operands[0]!, inst.loc);
        const raw = atomic ? `atomicLoad(&${place.text})` : place.text;
        const held: WgslScalar = atomic && stored === 'f32' ? 'u32' : stored;
        const wanted: WgslScalar = inst.memory === 'f32' ? 'f32' : held === 'f32' ? 'i32' : held;
        scalarOf({ kind: 'scalar', scalar: inst.memory, size: 4, align: 4, unsigned: false }, inst.loc);
        return held === wanted ? { text: raw, type: held, atomic: true } : { text: `bitcast<${wanted}>(${raw})`, type: wanted, atomic: true };
      }
      case 'call':
        throw new Unsupported(`a call of '${inst.callee.pretty}'`, inst.loc);
      default:
        throw new Unsupported(`the operation '${inst.kind}'`, inst.loc);
    }
  }

  function commonSelect(inst: Inst): WgslScalar {
    const type = inst.results[0]!.type;
    if (type === 'f32') return 'f32';
    if (type === 'i1') return 'bool';
    return commonType({ ...inst, operands: inst.operands.slice(1) } as Inst);
  }

  function convert(inst: Extract<Inst, { kind: 'convert' }>): Text {
    const from = inst.operands[0]!;
    switch (inst.op) {
      case 'sitofp':
        return { text: `f32(${as(from, 'i32', true)})`, type: 'f32', atomic: true };
      case 'uitofp':
        return { text: `f32(${as(from, 'u32', true)})`, type: 'f32', atomic: true };
      case 'fptosi':
        return { text: `i32(${as(from, 'f32', true)})`, type: 'i32', atomic: true };
      case 'fptoui':
        return { text: `u32(${as(from, 'f32', true)})`, type: 'u32', atomic: true };
      case 'bitcast': {
        const type: WgslScalar = inst.results[0]!.type === 'f32' ? 'f32' : 'u32';
        return { text: `bitcast<${type}>(${value(from).text})`, type, atomic: true };
      }
      case 'zext':
        if (from.type === 'i1' && inst.results[0]!.type === 'i32') return { text: `select(0u, 1u, ${as(from, 'bool', true)})`, type: 'u32', atomic: true };
        break;
      case 'zext8':
      case 'zext16':
        if (inst.results[0]!.type === 'i32') return { text: `${as(from, 'u32')} & ${inst.op === 'zext8' ? '255u' : '65535u'}`, type: 'u32', atomic: false };
        break;
      case 'sext8':
      case 'sext16':
        if (inst.results[0]!.type === 'i32') return { text: `extractBits(${as(from, 'i32', true)}, 0u, ${inst.op === 'sext8' ? 8 : 16}u)`, type: 'i32', atomic: true };
        break;
      default:
        break;
    }
    throw new Unsupported(inst.results[0]!.type === 'f64' || from.type === 'f64' ? 'double precision' : '64-bit integers', inst.loc);
  }

  return w;
}
