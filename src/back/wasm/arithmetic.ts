/**
 * Pure operations: binary, compare, unary, convert, select, fma. Each leaves its result on the operand stack.
 * Where WebAssembly's operation differs from the IR's (division, NaN in min and max) a short expansion with temporaries is written.
 */
import { isVectorType } from '../../ir/build.js';
import type { BinaryInst, BinaryOp, CompareInst, CompareOp, ConvertInst, FmaInst, SelectInst, UnaryInst, UnaryOp, Value, ValueType } from '../../ir/ir.js';
import type { Emitter } from './emitter.js';
import { callFunction, callHelper, close, constantOf, i32Const, i64Const, localGet, localSet, mark, op, open, releaseTemp, takeTemp } from './emitter.js';
import { writeByte } from './byte-writer.js';
import { Op } from './opcodes.js';
import { wasmType } from './types.js';

type ByType = Partial<Record<'i32' | 'i64' | 'f32' | 'f64', number>>;

/** Where one opcode does it. */
const plainBinary: { readonly [name in BinaryOp]?: ByType } = {
  add: { i32: Op['i32.add'], i64: Op['i64.add'] }, sub: { i32: Op['i32.sub'], i64: Op['i64.sub'] }, mul: { i32: Op['i32.mul'], i64: Op['i64.mul'] },
  and: { i32: Op['i32.and'], i64: Op['i64.and'] }, or: { i32: Op['i32.or'], i64: Op['i64.or'] }, xor: { i32: Op['i32.xor'], i64: Op['i64.xor'] },
  shl: { i32: Op['i32.shl'], i64: Op['i64.shl'] }, lshr: { i32: Op['i32.shr_u'], i64: Op['i64.shr_u'] }, ashr: { i32: Op['i32.shr_s'], i64: Op['i64.shr_s'] },
  fadd: { f32: Op['f32.add'], f64: Op['f64.add'] }, fsub: { f32: Op['f32.sub'], f64: Op['f64.sub'] }, fmul: { f32: Op['f32.mul'], f64: Op['f64.mul'] }, fdiv: { f32: Op['f32.div'], f64: Op['f64.div'] },
  copysign: { f32: Op['f32.copysign'], f64: Op['f64.copysign'] },
};

const division: { readonly [name in BinaryOp]?: ByType } = {
  sdiv: { i32: Op['i32.div_s'], i64: Op['i64.div_s'] }, udiv: { i32: Op['i32.div_u'], i64: Op['i64.div_u'] },
  srem: { i32: Op['i32.rem_s'], i64: Op['i64.rem_s'] }, urem: { i32: Op['i32.rem_u'], i64: Op['i64.rem_u'] },
};

/** The comparison under which the left operand is the result. */
const minMaxCompare: { readonly [name in BinaryOp]?: ByType } = {
  smin: { i32: Op['i32.lt_s'], i64: Op['i64.lt_s'] }, smax: { i32: Op['i32.gt_s'], i64: Op['i64.gt_s'] },
  umin: { i32: Op['i32.lt_u'], i64: Op['i64.lt_u'] }, umax: { i32: Op['i32.gt_u'], i64: Op['i64.gt_u'] },
};

function numeric(type: ValueType): 'i32' | 'i64' | 'f32' | 'f64' {
  if (isVectorType(type)) throw new Error(`${type} is no scalar`);
  return type === 'i1' || type === 'ptr' ? 'i32' : type;
}

export function emitBinary(e: Emitter, inst: BinaryInst): void {
  const [left, right] = inst.operands;
  const type = numeric(left.type);
  const plain = plainBinary[inst.op]?.[type];
  if (plain !== undefined) {
    e.emitValue(e, left);
    e.emitValue(e, right);
    op(e, plain);
    return;
  }
  switch (inst.op) {
    case 'sdiv':
    case 'udiv':
    case 'srem':
    case 'urem':
      emitDivision(e, inst);
      return;
    case 'smin':
    case 'smax':
    case 'umin':
    case 'umax': {
      const a = takeTemp(e, wasmType(type));
      const b = takeTemp(e, wasmType(type));
      e.emitValue(e, left);
      localSet(e, a);
      e.emitValue(e, right);
      localSet(e, b);
      emitMinMaxOf(e, inst.op, type, a, b);
      releaseTemp(e, b);
      releaseTemp(e, a);
      return;
    }
    case 'fmin':
    case 'fmax':
      emitFloatMinMax(e, inst, type === 'f64' ? 'f64' : 'f32');
      return;
    case 'smulhi':
    case 'umulhi':
      emitMulHigh(e, inst, left, right, type);
      return;
    default:
      throw new Error(`binary ${inst.op} does not apply to ${left.type}`);
  }
}

/** a < b ? a : b, of two locals. */
export function emitMinMaxOf(e: Emitter, name: BinaryOp, type: 'i32' | 'i64' | 'f32' | 'f64', a: number, b: number): void {
  const compare = minMaxCompare[name]?.[type];
  if (compare === undefined) throw new Error(`binary ${name} does not apply to ${type}`);
  localGet(e, a);
  localGet(e, b);
  localGet(e, a);
  localGet(e, b);
  op(e, compare);
  op(e, Op.select);
}

function emitMulHigh(e: Emitter, inst: BinaryInst, left: Value, right: Value, type: string): void {
  if (type === 'i64') {
    e.emitValue(e, left);
    e.emitValue(e, right);
    callHelper(e, inst.op === 'smulhi' ? 'smulhi64' : 'umulhi64');
    return;
  }
  const extend = inst.op === 'smulhi' ? Op['i64.extend_i32_s'] : Op['i64.extend_i32_u'];
  e.emitValue(e, left);
  op(e, extend);
  e.emitValue(e, right);
  op(e, extend);
  op(e, Op['i64.mul']);
  i64Const(e, 32n);
  op(e, Op['i64.shr_u']);
  op(e, Op['i32.wrap_i64']);
}

/**
 * Division. In host code a zero divisor traps, as SIGFPE would; in kernels the quotient is all ones and the remainder the dividend.
 * The smallest integer divided by -1 is itself everywhere.
 */
function emitDivision(e: Emitter, inst: BinaryInst): void {
  const [left, right] = inst.operands;
  const type = left.type === 'i64' ? 'i64' : 'i32';
  const code = division[inst.op]![type]!;
  const signedDivision = inst.op === 'sdiv';
  const known = right.kind === 'const' ? BigInt(right.value) : undefined;
  if ((known !== undefined && known !== 0n && !(signedDivision && known === -1n)) || (e.divisionTraps && !signedDivision)) {
    e.emitValue(e, left);
    e.emitValue(e, right);
    mark(e, inst.loc);
    op(e, code);
    return;
  }
  const a = takeTemp(e, wasmType(type));
  const b = takeTemp(e, wasmType(type));
  e.emitValue(e, left);
  localSet(e, a);
  e.emitValue(e, right);
  localSet(e, b);
  localGet(e, b);
  if (signedDivision) {
    // b + 1 ≤ 1 (unsigned): b is 0 or -1.
    constantOf(e, type, 1);
    op(e, type === 'i64' ? Op['i64.add'] : Op['i32.add']);
    constantOf(e, type, 1);
    op(e, type === 'i64' ? Op['i64.le_u'] : Op['i32.le_u']);
  } else op(e, type === 'i64' ? Op['i64.eqz'] : Op['i32.eqz']);
  open(e, Op.if, wasmType(type));
  if (signedDivision) {
    constantOf(e, type, 0);
    localGet(e, a);
    op(e, type === 'i64' ? Op['i64.sub'] : Op['i32.sub']);
    if (e.divisionTraps) {
      // Divides by the divisor's square: 1, or a zero that traps.
      localGet(e, b);
      localGet(e, b);
      op(e, type === 'i64' ? Op['i64.mul'] : Op['i32.mul']);
      mark(e, inst.loc);
      op(e, type === 'i64' ? Op['i64.div_u'] : Op['i32.div_u']);
    } else {
      constantOf(e, type, -1);
      localGet(e, b);
      op(e, type === 'i64' ? Op['i64.eqz'] : Op['i32.eqz']);
      // stack: -a, -1, b == 0: wanted b == 0 ? -1 : -a
      op(e, Op['i32.eqz']);
      op(e, Op.select);
    }
  } else if (inst.op === 'udiv') constantOf(e, type, -1);
  else localGet(e, a);
  writeByte(e.w, Op.else);
  localGet(e, a);
  localGet(e, b);
  mark(e, inst.loc);
  op(e, code);
  close(e);
  releaseTemp(e, b);
  releaseTemp(e, a);
}

function mayBeNaN(value: Value): boolean {
  if (value.kind === 'const') return Number.isNaN(value.value);
  return !(value.kind === 'result' && value.inst.kind === 'convert' && (value.inst.op === 'sitofp' || value.inst.op === 'uitofp'));
}

/** The operand that is not NaN, if one is; -0 below +0. */
function emitFloatMinMax(e: Emitter, inst: BinaryInst, type: 'f32' | 'f64'): void {
  const [left, right] = inst.operands;
  const wasm = wasmType(type);
  const code = inst.op === 'fmin' ? (type === 'f32' ? Op['f32.min'] : Op['f64.min']) : type === 'f32' ? Op['f32.max'] : Op['f64.max'];
  const a = takeTemp(e, wasm);
  const b = takeTemp(e, wasm);
  const leftNaN = mayBeNaN(left);
  const rightNaN = mayBeNaN(right);
  e.emitValue(e, left);
  localSet(e, a);
  e.emitValue(e, right);
  localSet(e, b);
  localGet(e, a);
  localGet(e, b);
  op(e, code);
  if (rightNaN) {
    localGet(e, a);
    localGet(e, b);
    localGet(e, b);
    op(e, type === 'f32' ? Op['f32.eq'] : Op['f64.eq']);
    op(e, Op.select);
  }
  if (leftNaN) {
    localGet(e, b);
    localGet(e, a);
    localGet(e, a);
    op(e, type === 'f32' ? Op['f32.eq'] : Op['f64.eq']);
    op(e, Op.select);
  }
  releaseTemp(e, b);
  releaseTemp(e, a);
}

const compares: { readonly [name in CompareOp]: ByType } = {
  eq: { i32: Op['i32.eq'], i64: Op['i64.eq'] }, ne: { i32: Op['i32.ne'], i64: Op['i64.ne'] },
  slt: { i32: Op['i32.lt_s'], i64: Op['i64.lt_s'] }, sle: { i32: Op['i32.le_s'], i64: Op['i64.le_s'] }, sgt: { i32: Op['i32.gt_s'], i64: Op['i64.gt_s'] }, sge: { i32: Op['i32.ge_s'], i64: Op['i64.ge_s'] },
  ult: { i32: Op['i32.lt_u'], i64: Op['i64.lt_u'] }, ule: { i32: Op['i32.le_u'], i64: Op['i64.le_u'] }, ugt: { i32: Op['i32.gt_u'], i64: Op['i64.gt_u'] }, uge: { i32: Op['i32.ge_u'], i64: Op['i64.ge_u'] },
  foeq: { f32: Op['f32.eq'], f64: Op['f64.eq'] }, fune: { f32: Op['f32.ne'], f64: Op['f64.ne'] },
  folt: { f32: Op['f32.lt'], f64: Op['f64.lt'] }, fole: { f32: Op['f32.le'], f64: Op['f64.le'] }, fogt: { f32: Op['f32.gt'], f64: Op['f64.gt'] }, foge: { f32: Op['f32.ge'], f64: Op['f64.ge'] },
};

function isZero(value: Value): boolean {
  return value.kind === 'const' && (value.value === 0 || value.value === 0n) && !Object.is(value.value, -0);
}

export function emitCompare(e: Emitter, inst: CompareInst): void {
  const [left, right] = inst.operands;
  const type = numeric(left.type);
  if (inst.op === 'eq' && isZero(right) && (type === 'i32' || type === 'i64')) {
    e.emitValue(e, left);
    op(e, type === 'i64' ? Op['i64.eqz'] : Op['i32.eqz']);
    return;
  }
  const code = compares[inst.op][type];
  if (code === undefined) throw new Error(`compare ${inst.op} does not apply to ${left.type}`);
  e.emitValue(e, left);
  e.emitValue(e, right);
  op(e, code);
}

/**
 * A condition of a branch: any i32, zero or not. Returns true when what was pushed is the opposite of the condition.
 * Only comparisons that are computed here may be taken apart.
 */
export function emitCondition(e: Emitter, condition: Value): boolean {
  if (condition.kind === 'result' && condition.inst.kind === 'compare' && e.plan.nodes.get(condition)!.nested) {
    const inst = condition.inst;
    const [left, right] = inst.operands;
    if (left.type === 'i32' || left.type === 'i1' || left.type === 'ptr') {
      if (isZero(right) && (inst.op === 'eq' || inst.op === 'ne')) {
        let inverted = false;
        if (left.type === 'i1') inverted = emitCondition(e, left);
        else e.emitValue(e, left);
        return inst.op === 'eq' ? !inverted : inverted;
      }
    }
  }
  if (condition.kind === 'result' && condition.inst.kind === 'binary' && condition.inst.op === 'xor' && condition.type === 'i1' && e.plan.nodes.get(condition)!.nested) {
    const [left, right] = condition.inst.operands;
    if (right.kind === 'const' && right.value === 1) return !emitCondition(e, left);
  }
  e.emitValue(e, condition);
  return false;
}

const plainUnary: { readonly [name in UnaryOp]?: ByType } = {
  fneg: { f32: Op['f32.neg'], f64: Op['f64.neg'] }, fabs: { f32: Op['f32.abs'], f64: Op['f64.abs'] }, fsqrt: { f32: Op['f32.sqrt'], f64: Op['f64.sqrt'] },
  ffloor: { f32: Op['f32.floor'], f64: Op['f64.floor'] }, fceil: { f32: Op['f32.ceil'], f64: Op['f64.ceil'] }, ftrunc: { f32: Op['f32.trunc'], f64: Op['f64.trunc'] },
  frint: { f32: Op['f32.nearest'], f64: Op['f64.nearest'] },
  clz: { i32: Op['i32.clz'], i64: Op['i64.clz'] }, ctz: { i32: Op['i32.ctz'], i64: Op['i64.ctz'] }, popcount: { i32: Op['i32.popcnt'], i64: Op['i64.popcnt'] },
};

export function emitUnary(e: Emitter, inst: UnaryInst): void {
  const operand = inst.operands[0];
  const type = numeric(operand.type);
  e.emitValue(e, operand);
  const plain = plainUnary[inst.op]?.[type];
  if (plain !== undefined) {
    op(e, plain);
    return;
  }
  if (type !== 'i32' && type !== 'i64') throw new Error(`unary ${inst.op} does not apply to ${operand.type}`);
  if (inst.op === 'bitreverse') callHelper(e, type === 'i32' ? 'bitreverse32' : 'bitreverse64');
  else if (inst.op === 'byteswap') callHelper(e, type === 'i32' ? 'byteswap32' : 'byteswap64');
  else throw new Error(`unary ${inst.op} does not apply to ${operand.type}`);
}

const floatFromInt: { readonly [name: string]: number } = {
  'sitofp i32 f32': Op['f32.convert_i32_s'], 'sitofp i32 f64': Op['f64.convert_i32_s'], 'sitofp i64 f32': Op['f32.convert_i64_s'], 'sitofp i64 f64': Op['f64.convert_i64_s'],
  'uitofp i32 f32': Op['f32.convert_i32_u'], 'uitofp i32 f64': Op['f64.convert_i32_u'], 'uitofp i64 f32': Op['f32.convert_i64_u'], 'uitofp i64 f64': Op['f64.convert_i64_u'],
  'fptosi f32 i32': Op['i32.trunc_sat_f32_s'], 'fptosi f64 i32': Op['i32.trunc_sat_f64_s'], 'fptosi f32 i64': Op['i64.trunc_sat_f32_s'], 'fptosi f64 i64': Op['i64.trunc_sat_f64_s'],
  'fptoui f32 i32': Op['i32.trunc_sat_f32_u'], 'fptoui f64 i32': Op['i32.trunc_sat_f64_u'], 'fptoui f32 i64': Op['i64.trunc_sat_f32_u'], 'fptoui f64 i64': Op['i64.trunc_sat_f64_u'],
  'bitcast f32 i32': Op['i32.reinterpret_f32'], 'bitcast i32 f32': Op['f32.reinterpret_i32'], 'bitcast f64 i64': Op['i64.reinterpret_f64'], 'bitcast i64 f64': Op['f64.reinterpret_i64'],
};

export function emitConvert(e: Emitter, inst: ConvertInst): void {
  const operand = inst.operands[0];
  const from = numeric(operand.type);
  const to = numeric(inst.results[0].type);
  e.emitValue(e, operand);
  switch (inst.op) {
    case 'sext':
      if (operand.type === 'i1') {
        // 0 or 1 → 0 or -1
        const temp = takeTemp(e, wasmType('i32'));
        localSet(e, temp);
        i32Const(e, 0);
        localGet(e, temp);
        op(e, Op['i32.sub']);
        releaseTemp(e, temp);
      }
      if (to === 'i64') op(e, Op['i64.extend_i32_s']);
      return;
    case 'zext':
      if (to === 'i64' && from === 'i32') op(e, Op['i64.extend_i32_u']);
      return;
    case 'trunc':
      if (from === 'i64') op(e, Op['i32.wrap_i64']);
      if (inst.results[0].type === 'i1') {
        i32Const(e, 1);
        op(e, Op['i32.and']);
      }
      return;
    case 'sext8':
      op(e, to === 'i64' ? Op['i64.extend8_s'] : Op['i32.extend8_s']);
      return;
    case 'sext16':
      op(e, to === 'i64' ? Op['i64.extend16_s'] : Op['i32.extend16_s']);
      return;
    case 'sext32':
      if (to === 'i64') op(e, Op['i64.extend32_s']);
      return;
    case 'zext8':
    case 'zext16':
      constantOf(e, to, inst.op === 'zext8' ? 0xff : 0xffff);
      op(e, to === 'i64' ? Op['i64.and'] : Op['i32.and']);
      return;
    case 'fpext':
      if (from === 'f32' && to === 'f64') op(e, Op['f64.promote_f32']);
      return;
    case 'fptrunc':
      if (from === 'f64' && to === 'f32') op(e, Op['f32.demote_f64']);
      return;
    case 'ptrtoint':
      if (to === 'i64') op(e, Op['i64.extend_i32_u']);
      return;
    case 'inttoptr':
      if (from === 'i64') op(e, Op['i32.wrap_i64']);
      return;
    case 'sitofp':
    case 'uitofp':
    case 'fptosi':
    case 'fptoui':
    case 'bitcast': {
      const code = floatFromInt[`${inst.op} ${from} ${to}`];
      if (code === undefined) throw new Error(`convert ${inst.op} does not go from ${operand.type} to ${inst.results[0].type}`);
      op(e, code);
      return;
    }
    default:
      inst.op satisfies never;
  }
}

export function emitSelect(e: Emitter, inst: SelectInst): void {
  const [condition, then, otherwise] = inst.operands;
  // WebAssembly takes the condition last; the operands have no effects that could notice, unless they are nested loads or calls, which keep the IR's order through a temporary.
  if (isSimple(e, condition) || (isSimple(e, then) && isSimple(e, otherwise))) {
    e.emitValue(e, then);
    e.emitValue(e, otherwise);
    e.emitValue(e, condition);
    op(e, Op.select);
    return;
  }
  const temp = takeTemp(e, wasmType('i32'));
  e.emitValue(e, condition);
  localSet(e, temp);
  e.emitValue(e, then);
  e.emitValue(e, otherwise);
  localGet(e, temp);
  op(e, Op.select);
  releaseTemp(e, temp);
}

function isSimple(e: Emitter, value: Value): boolean {
  return value.kind !== 'result' || e.plan.nodes.get(value)?.nested !== true;
}

export function emitFma(e: Emitter, inst: FmaInst): void {
  const name = inst.results[0].type === 'f32' ? '__cw_fmaf' : '__cw_fma';
  const library = e.module.libraryFunction(name);
  if (library === undefined) throw new Error(`fma needs ${name}, which is not linked`);
  for (const operand of inst.operands) e.emitValue(e, operand);
  callFunction(e, library);
}

