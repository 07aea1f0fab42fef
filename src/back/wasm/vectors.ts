/**
 * Operations on 128-bit vectors (SIMD128). In: an instruction with a vector operand or result. Out: its opcodes; the result stays on the operand stack.
 * A scalar load that only fills a lane, or all of them, becomes a load into the vector; a store of one lane a lane store.
 */
import { isVectorType } from '../../ir/build.js';
import type { BinaryInst, BinaryOp, CompareInst, CompareOp, ConvertInst, Inst, LoadInst, SelectInst, StoreInst, UnaryInst, UnaryOp, Value, VectorInst, VectorType } from '../../ir/ir.js';
import { writeByte, writeU32 } from './byte-writer.js';
import type { Emitter } from './emitter.js';
import { localGet, localSet, mark, op, releaseTemp, takeTemp, vectorConst } from './emitter.js';
import { emitAddress } from './memory.js';
import { Op, WasmType } from './opcodes.js';

type ByVector = { readonly [type in VectorType]?: number };

function integers(i32: number | undefined, i64: number | undefined): ByVector {
  return { v4i32: i32, v2i64: i64 };
}
function floats(f32: number, f64: number): ByVector {
  return { v4f32: f32, v2f64: f64 };
}

const bitwise = (code: number): ByVector => ({ v4i32: code, v2i64: code });

const binaries: { readonly [name in BinaryOp]?: ByVector } = {
  add: integers(Op['i32x4.add'], Op['i64x2.add']), sub: integers(Op['i32x4.sub'], Op['i64x2.sub']), mul: integers(Op['i32x4.mul'], Op['i64x2.mul']),
  shl: integers(Op['i32x4.shl'], Op['i64x2.shl']), lshr: integers(Op['i32x4.shr_u'], Op['i64x2.shr_u']), ashr: integers(Op['i32x4.shr_s'], Op['i64x2.shr_s']),
  smin: integers(Op['i32x4.min_s'], undefined), smax: integers(Op['i32x4.max_s'], undefined), umin: integers(Op['i32x4.min_u'], undefined), umax: integers(Op['i32x4.max_u'], undefined),
  and: bitwise(Op['v128.and']), or: bitwise(Op['v128.or']), xor: bitwise(Op['v128.xor']),
  fadd: floats(Op['f32x4.add'], Op['f64x2.add']), fsub: floats(Op['f32x4.sub'], Op['f64x2.sub']), fmul: floats(Op['f32x4.mul'], Op['f64x2.mul']), fdiv: floats(Op['f32x4.div'], Op['f64x2.div']),
};

const compares: { readonly [name in CompareOp]: ByVector } = {
  eq: integers(Op['i32x4.eq'], Op['i64x2.eq']), ne: integers(Op['i32x4.ne'], Op['i64x2.ne']),
  slt: integers(Op['i32x4.lt_s'], Op['i64x2.lt_s']), sle: integers(Op['i32x4.le_s'], Op['i64x2.le_s']), sgt: integers(Op['i32x4.gt_s'], Op['i64x2.gt_s']), sge: integers(Op['i32x4.ge_s'], Op['i64x2.ge_s']),
  ult: integers(Op['i32x4.lt_u'], undefined), ule: integers(Op['i32x4.le_u'], undefined), ugt: integers(Op['i32x4.gt_u'], undefined), uge: integers(Op['i32x4.ge_u'], undefined),
  foeq: floats(Op['f32x4.eq'], Op['f64x2.eq']), fune: floats(Op['f32x4.ne'], Op['f64x2.ne']), folt: floats(Op['f32x4.lt'], Op['f64x2.lt']), fole: floats(Op['f32x4.le'], Op['f64x2.le']),
  fogt: floats(Op['f32x4.gt'], Op['f64x2.gt']), foge: floats(Op['f32x4.ge'], Op['f64x2.ge']),
};

const unaries: { readonly [name in UnaryOp]?: ByVector } = {
  fneg: floats(Op['f32x4.neg'], Op['f64x2.neg']), fabs: floats(Op['f32x4.abs'], Op['f64x2.abs']), fsqrt: floats(Op['f32x4.sqrt'], Op['f64x2.sqrt']), ffloor: floats(Op['f32x4.floor'], Op['f64x2.floor']),
  fceil: floats(Op['f32x4.ceil'], Op['f64x2.ceil']), ftrunc: floats(Op['f32x4.trunc'], Op['f64x2.trunc']), frint: floats(Op['f32x4.nearest'], Op['f64x2.nearest']),
};

const conversions: { readonly [name: string]: number } = {
  'sext v4i32 v2i64': Op['i64x2.extend_low_i32x4_s'], 'zext v4i32 v2i64': Op['i64x2.extend_low_i32x4_u'],
  'sitofp v4i32 v4f32': Op['f32x4.convert_i32x4_s'], 'uitofp v4i32 v4f32': Op['f32x4.convert_i32x4_u'], 'sitofp v4i32 v2f64': Op['f64x2.convert_low_i32x4_s'], 'uitofp v4i32 v2f64': Op['f64x2.convert_low_i32x4_u'],
  'fptosi v4f32 v4i32': Op['i32x4.trunc_sat_f32x4_s'], 'fptoui v4f32 v4i32': Op['i32x4.trunc_sat_f32x4_u'], 'fptosi v2f64 v4i32': Op['i32x4.trunc_sat_f64x2_s_zero'], 'fptoui v2f64 v4i32': Op['i32x4.trunc_sat_f64x2_u_zero'],
  'fpext v4f32 v2f64': Op['f64x2.promote_low_f32x4'], 'fptrunc v2f64 v4f32': Op['f32x4.demote_f64x2_zero'],
};

const splats: { readonly [type in VectorType]: number } = { v4i32: Op['i32x4.splat'], v4f32: Op['f32x4.splat'], v2i64: Op['i64x2.splat'], v2f64: Op['f64x2.splat'] };
const extracts: { readonly [type in VectorType]: number } = { v4i32: Op['i32x4.extract_lane'], v4f32: Op['f32x4.extract_lane'], v2i64: Op['i64x2.extract_lane'], v2f64: Op['f64x2.extract_lane'] };
const replaces: { readonly [type in VectorType]: number } = { v4i32: Op['i32x4.replace_lane'], v4f32: Op['f32x4.replace_lane'], v2i64: Op['i64x2.replace_lane'], v2f64: Op['f64x2.replace_lane'] };

function vectorTypeOf(value: Value): VectorType {
  if (!isVectorType(value.type)) throw new Error(`a vector was expected, not ${value.type}`);
  return value.type;
}

/** Does the instruction belong here? */
export function isVectorInst(inst: Inst): boolean {
  switch (inst.kind) {
    case 'vector':
      return true;
    case 'binary':
    case 'compare':
    case 'unary':
    case 'convert':
      return isVectorType(inst.operands[0].type);
    case 'select':
      return isVectorType(inst.operands[1].type);
    case 'store':
      return laneOfStore(inst) !== undefined;
    default:
      return false;
  }
}

export function emitVectorInst(e: Emitter, inst: Inst): void {
  switch (inst.kind) {
    case 'vector':
      emitVector(e, inst);
      return;
    case 'binary':
      emitVectorBinary(e, inst);
      return;
    case 'compare':
      emitVectorCompare(e, inst);
      return;
    case 'unary':
      emitVectorUnary(e, inst);
      return;
    case 'convert':
      emitVectorConvert(e, inst);
      return;
    case 'select':
      emitVectorSelect(e, inst);
      return;
    case 'store':
      emitLaneStore(e, inst);
      return;
    default:
      throw new Error(`${inst.kind} has no vector form`);
  }
}

function code(table: ByVector | undefined, type: VectorType, name: string): number {
  const found = table?.[type];
  if (found === undefined) throw new Error(`${name} is not defined for ${type}`);
  return found;
}

function emitVectorBinary(e: Emitter, inst: BinaryInst): void {
  const [left, right] = inst.operands;
  const type = vectorTypeOf(left);
  switch (inst.op) {
    case 'fmin':
    case 'fmax':
      emitFloatMinMax(e, inst, type);
      return;
    case 'copysign':
      emitCopysign(e, left, right, type);
      return;
    case 'smulhi':
    case 'umulhi':
      emitMulHigh(e, left, right, inst.op === 'smulhi');
      return;
    default:
      e.emitValue(e, left);
      e.emitValue(e, right);
      op(e, code(binaries[inst.op], type, inst.op));
  }
}

/** As for scalars: the operand that is not NaN, if one is; -0 below +0. */
function emitFloatMinMax(e: Emitter, inst: BinaryInst, type: VectorType): void {
  const [left, right] = inst.operands;
  const equal = type === 'v4f32' ? Op['f32x4.eq'] : Op['f64x2.eq'];
  const a = takeTemp(e, WasmType.v128);
  const b = takeTemp(e, WasmType.v128);
  e.emitValue(e, left);
  localSet(e, a);
  e.emitValue(e, right);
  localSet(e, b);
  localGet(e, a);
  localGet(e, b);
  if (inst.op === 'fmin') op(e, type === 'v4f32' ? Op['f32x4.min'] : Op['f64x2.min']);
  else op(e, type === 'v4f32' ? Op['f32x4.max'] : Op['f64x2.max']);
  for (const [other, tested] of [[a, b], [b, a]]) {
    localGet(e, other);
    localGet(e, tested);
    localGet(e, tested);
    op(e, equal);
    op(e, Op['v128.bitselect']);
  }
  releaseTemp(e, b);
  releaseTemp(e, a);
}

function emitCopysign(e: Emitter, magnitude: Value, sign: Value, type: VectorType): void {
  e.emitValue(e, sign);
  e.emitValue(e, magnitude);
  vectorConst(e, type === 'v4f32' ? 0x80000000800000008000000080000000n : 0x80000000000000008000000000000000n);
  op(e, Op['v128.bitselect']);
}

function emitMulHigh(e: Emitter, left: Value, right: Value, signed: boolean): void {
  const a = takeTemp(e, WasmType.v128);
  const b = takeTemp(e, WasmType.v128);
  e.emitValue(e, left);
  localSet(e, a);
  e.emitValue(e, right);
  localSet(e, b);
  localGet(e, a);
  localGet(e, b);
  op(e, signed ? Op['i64x2.extmul_low_i32x4_s'] : Op['i64x2.extmul_low_i32x4_u']);
  localGet(e, a);
  localGet(e, b);
  op(e, signed ? Op['i64x2.extmul_high_i32x4_s'] : Op['i64x2.extmul_high_i32x4_u']);
  shuffle(e, [1, 3, 5, 7]);
  releaseTemp(e, b);
  releaseTemp(e, a);
}

function emitVectorCompare(e: Emitter, inst: CompareInst): void {
  const [left, right] = inst.operands;
  e.emitValue(e, left);
  e.emitValue(e, right);
  op(e, code(compares[inst.op], vectorTypeOf(left), inst.op));
}

function emitVectorUnary(e: Emitter, inst: UnaryInst): void {
  e.emitValue(e, inst.operands[0]);
  op(e, code(unaries[inst.op], vectorTypeOf(inst.operands[0]), inst.op));
}

function emitVectorConvert(e: Emitter, inst: ConvertInst): void {
  e.emitValue(e, inst.operands[0]);
  if (inst.op === 'bitcast') return;
  const key = `${inst.op} ${inst.operands[0].type} ${inst.results[0].type}`;
  const found = conversions[key];
  if (found === undefined) throw new Error(`no vector conversion ${key}`);
  op(e, found);
}

function isNested(e: Emitter, value: Value): boolean {
  return value.kind === 'result' && e.plan.nodes.get(value)?.nested === true;
}

/** The mask comes last on the stack; where the order of nested loads could matter, it is computed first. */
function emitVectorSelect(e: Emitter, inst: SelectInst): void {
  const [mask, then, otherwise] = inst.operands;
  const late = !isNested(e, mask) || !(isNested(e, then) || isNested(e, otherwise));
  const temp = late ? -1 : takeTemp(e, WasmType.v128);
  if (!late) {
    e.emitValue(e, mask);
    localSet(e, temp);
  }
  e.emitValue(e, then);
  e.emitValue(e, otherwise);
  if (late) e.emitValue(e, mask);
  else {
    localGet(e, temp);
    releaseTemp(e, temp);
  }
  op(e, Op['v128.bitselect']);
}

function emitVector(e: Emitter, inst: VectorInst): void {
  const [first, second] = inst.operands;
  switch (inst.op) {
    case 'splat': {
      const loaded = nestedLoad(e, first);
      if (loaded !== undefined) {
        const offset = emitAddress(e, loaded.operands[0]);
        mark(e, loaded.loc);
        memoryArgument(e, loaded.memory === 'i64' || loaded.memory === 'f64' ? Op['v128.load64_splat'] : Op['v128.load32_splat'], loaded, offset);
        return;
      }
      e.emitValue(e, first);
      op(e, splats[vectorTypeOf(inst.results[0])]);
      return;
    }
    case 'extract':
      e.emitValue(e, first);
      op(e, extracts[vectorTypeOf(first)]);
      writeByte(e.w, inst.lanes[0]);
      return;
    case 'insert': {
      const loaded = nestedLoad(e, second);
      // The address goes below the vector: only where that is no other order of effects than reads.
      if (loaded !== undefined && (!isNested(e, first) || isLaneChain(e, first))) {
        const offset = emitAddress(e, loaded.operands[0]);
        e.emitValue(e, first);
        mark(e, loaded.loc);
        memoryArgument(e, loaded.memory === 'i64' || loaded.memory === 'f64' ? Op['v128.load64_lane'] : Op['v128.load32_lane'], loaded, offset);
        writeByte(e.w, inst.lanes[0]);
        return;
      }
      e.emitValue(e, first);
      e.emitValue(e, second);
      op(e, replaces[vectorTypeOf(first)]);
      writeByte(e.w, inst.lanes[0]);
      return;
    }
    case 'shuffle':
      e.emitValue(e, first);
      e.emitValue(e, second);
      shuffle(e, inst.lanes);
      return;
    case 'bytes':
      e.emitValue(e, first);
      op(e, Op['v128.const']);
      for (const byte of inst.lanes) writeByte(e.w, byte);
      op(e, Op['i8x16.swizzle']);
      return;
    case 'any':
      e.emitValue(e, first);
      op(e, Op['v128.any_true']);
      return;
    case 'all':
      e.emitValue(e, first);
      op(e, first.type === 'v2i64' ? Op['i64x2.all_true'] : Op['i32x4.all_true']);
      return;
    case 'bitmask':
      e.emitValue(e, first);
      op(e, first.type === 'v2i64' ? Op['i64x2.bitmask'] : Op['i32x4.bitmask']);
      return;
    default:
      inst.op satisfies never;
  }
}

/** A vector that is being filled lane by lane with loads and nothing else. */
function isLaneChain(e: Emitter, value: Value): boolean {
  if (value.kind !== 'result' || value.inst.kind !== 'vector') return value.kind !== 'result' || !isNested(e, value);
  const { inst } = value;
  return inst.op === 'splat' ? nestedLoad(e, inst.operands[0]) !== undefined : inst.op === 'insert' && nestedLoad(e, inst.operands[1]) !== undefined && isLaneChain(e, inst.operands[0]);
}

/** A load of a whole lane that is computed here and nowhere else. */
function nestedLoad(e: Emitter, value: Value): LoadInst | undefined {
  if (value.kind !== 'result' || value.inst.kind !== 'load' || !isNested(e, value) || e.module.checkAccesses) return undefined;
  switch (value.inst.memory) {
    case 'i32':
    case 'f32':
    case 'i64':
    case 'f64':
    case 'ptr':
      return value.inst;
    default:
      return undefined;
  }
}

function memoryArgument(e: Emitter, opcode: number, inst: LoadInst | StoreInst, offset: number): void {
  op(e, opcode);
  const natural = inst.memory === 'i64' || inst.memory === 'f64' ? 8 : 4;
  writeU32(e.w, 31 - Math.clz32(Math.max(1, Math.min(inst.align, natural))));
  writeU32(e.w, offset);
}

/** The lane that a store takes out of a vector. */
function laneOfStore(inst: StoreInst): VectorInst | undefined {
  const value = inst.operands[1];
  if (value.kind !== 'result' || value.inst.kind !== 'vector' || value.inst.op !== 'extract') return undefined;
  return inst.memory === 'i32' || inst.memory === 'f32' || inst.memory === 'i64' || inst.memory === 'f64' ? value.inst : undefined;
}

function emitLaneStore(e: Emitter, inst: StoreInst): void {
  const lane = laneOfStore(inst)!;
  const offset = emitAddress(e, inst.operands[0]);
  const nested = isNested(e, inst.operands[1]);
  e.emitValue(e, nested ? lane.operands[0] : inst.operands[1]);
  mark(e, inst.loc);
  const wide = inst.memory === 'i64' || inst.memory === 'f64';
  if (nested) {
    memoryArgument(e, wide ? Op['v128.store64_lane'] : Op['v128.store32_lane'], inst, offset);
    writeByte(e.w, lane.lanes[0]);
  } else memoryArgument(e, { i32: Op['i32.store'], f32: Op['f32.store'], i64: Op['i64.store'], f64: Op['f64.store'] }[inst.memory as 'i32' | 'f32' | 'i64' | 'f64'], inst, offset);
}

/** Lanes of 32 bits. */
function shuffle(e: Emitter, lanes: readonly number[]): void {
  op(e, Op['i8x16.shuffle']);
  for (const lane of lanes) for (let i = 0; i < 4; i++) writeByte(e.w, lane * 4 + i);
}
