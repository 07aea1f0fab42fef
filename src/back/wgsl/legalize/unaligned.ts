/**
 * Memory in shaders is elements and words, which begin at multiples of their size. In: an optimised kernel. Out: the same; what may lie elsewhere (bit-fields that begin in the middle of a word, members of packed structs) is read and
 * written in smaller parts.
 */
import { constI32, constI64, makeInst } from '../../../ir/build.js';
import type { BinaryInst, BinaryOp, ConvertInst, ConvertOp, Func, IndexInst, Inst, LoadInst, MemoryType, ScalarMemoryType, StoreInst, Value, ValueType } from '../../../ir/ir.js';
import { replaceInsts, replaceValues } from '../../../ir/walk.js';
import { SCALAR_SIZES } from '../types.js';
import { alignmentOf } from './alignment.js';

const BYTE: MemoryType = { kind: 'scalar', scalar: 'i8', size: 1, align: 1, unsigned: true };

/** Vectors are made of accesses that are aligned. */
const LARGEST = 8;

/** True if there was one. */
export function splitUnaligned(fn: Func): boolean {
  const replaced = new Map<Value, Value>();
  let changed = false;
  replaceInsts(fn.body!, (inst) => {
    if (inst.kind !== 'load' && inst.kind !== 'store') return undefined;
    const size = SCALAR_SIZES[inst.memory];
    const { align, exact } = alignmentOf(fn, inst.operands[0]!);
    const unit = exact ? align : Math.max(align, inst.align);
    if (unit >= size || size > LARGEST) return undefined;
    changed = true;
    return inst.kind === 'load' ? splitLoad(inst, size, unit, replaced) : splitStore(inst, size, unit);
  });
  replaceValues(fn.body!, replaced);
  return changed;
}

const unitTypes: Readonly<Record<number, ScalarMemoryType>> = { 1: 'i8', 2: 'i16', 4: 'i32' };

/** Writes instructions one after the other. */
function createList(loc: number) {
  const out: Inst[] = [];
  const push = <T extends Inst>(made: T): Value => {
    out.push(made);
    return made.results[0]!;
  };
  return {
    out,
    at: (pointer: Value, bytes: number): Value => (bytes === 0 ? pointer : push(makeInst<IndexInst>({ kind: 'index', element: BYTE, operands: [pointer, constI32(bytes)] }, ['ptr'], loc))),
    convert: (op: ConvertOp, value: Value, type: ValueType): Value => push(makeInst<ConvertInst>({ kind: 'convert', op, operands: [value] }, [type], loc)),
    binary: (op: BinaryOp, a: Value, b: Value): Value => push(makeInst<BinaryInst>({ kind: 'binary', op, operands: [a, b] }, [a.type], loc)),
    load: (memory: ScalarMemoryType, pointer: Value, volatile: boolean, align: number): Value => push(makeInst<LoadInst>({ kind: 'load', memory, signed: false, volatile, align, operands: [pointer] }, ['i32'], loc)),
  };
}

function splitLoad(inst: LoadInst, size: number, unit: number, replaced: Map<Value, Value>): Inst[] {
  const list = createList(inst.loc);
  const word = (start: number, end: number): Value => {
    let whole: Value | undefined;
    for (let from = start; from < end; from += unit) {
      const part = list.load(unitTypes[unit]!, list.at(inst.operands[0]!, from), inst.volatile, unit);
      whole = whole === undefined ? part : list.binary('or', whole, list.binary('shl', part, constI32(8 * (from - start))));
    }
    return whole!;
  };
  const result = inst.results[0]!;
  let value = word(0, Math.min(size, 4));
  // Addresses have 32 bits.
  if (inst.memory === 'ptr') value = list.convert('inttoptr', value, 'ptr');
  else if (size === 8) value = list.binary('or', list.convert('zext', value, 'i64'), list.binary('shl', list.convert('zext', word(4, 8), 'i64'), constI64(32n)));
  if (inst.memory === 'i16' && inst.signed) value = list.convert('sext16', value, 'i32');
  if (value.type !== result.type) value = list.convert('bitcast', value, result.type);
  replaced.set(result, value);
  return list.out;
}

function splitStore(inst: StoreInst, size: number, unit: number): Inst[] {
  const list = createList(inst.loc);
  const [pointer, given] = inst.operands as [Value, Value];
  const type = size === 8 ? 'i64' : 'i32';
  const number = (): Value => (given.kind === 'const' ? constI64(BigInt(given.value)) : list.convert('zext', list.convert('ptrtoint', given, 'i32'), 'i64'));
  const bits = given.type === type ? given : given.type === 'ptr' ? number() : list.convert('bitcast', given, type);
  const low = type === 'i64' ? list.convert('trunc', bits, 'i32') : bits;
  const high = type === 'i64' ? list.convert('trunc', list.binary('lshr', bits, constI64(32n)), 'i32') : low;
  for (let from = 0; from < size; from += unit) {
    const word = from < 4 ? low : high;
    const part = from % 4 === 0 ? word : list.binary('lshr', word, constI32(8 * (from % 4)));
    list.out.push(makeInst<StoreInst>({ kind: 'store', memory: unitTypes[unit]!, volatile: inst.volatile, align: unit, operands: [list.at(pointer, from), part] }, [], inst.loc));
  }
  return list.out;
}
