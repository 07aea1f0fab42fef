/**
 * Copies and fills of raw memory (memcpy, memset) of a few bytes become loads and stores. In: an optimised kernel. Out: the same kernel; where a copy's length is known and small it is done in words, or in bytes
 * where what it copies may not lie at a multiple of 4.
 */
import { constI32, makeInst } from '../../../ir/build.js';
import type { CopyInst, FillInst, Func, IndexInst, Inst, LoadInst, MemoryType, StoreInst, Value } from '../../../ir/ir.js';
import { replaceInsts } from '../../../ir/walk.js';
import { Unsupported } from '../unsupported.js';
import { alignmentOf } from './alignment.js';

/** Most bytes that are copied one by one, and most words. */
const MOST = 128;
const MOST_PACKED = 512;

const WORD: MemoryType = { kind: 'scalar', scalar: 'i32', size: 4, align: 4, unsigned: true };
const BYTE: MemoryType = { kind: 'scalar', scalar: 'i8', size: 1, align: 1, unsigned: true };

/** Has it members that may lie at no multiple of their size, in something with that alignment? */
function isPacked(type: MemoryType, align: number): boolean {
  switch (type.kind) {
    case 'scalar':
      return type.size > align;
    case 'array':
      return isPacked(type.element, align);
    case 'struct':
      return type.fields.some((f) => isPacked(f.type, align));
    default:
      return false;
  }
}

export function expandCopies(fn: Func): boolean {
  let changed = false;
  replaceInsts(fn.body!, (inst) => {
    const made = inst.kind === 'copy' ? expandCopy(fn, inst) : inst.kind === 'fill' ? expandFill(fn, inst) : undefined;
    changed ||= made !== undefined;
    return made;
  });
  return changed;
}

function bytesOf(length: Value): number | undefined {
  return length.kind === 'const' ? Number(length.value) : undefined;
}

function at(out: Inst[], pointer: Value, unit: MemoryType, i: number, loc: number): Value {
  if (i === 0) return pointer;
  const step = makeInst<IndexInst>({ kind: 'index', element: unit, operands: [pointer, constI32(i)] }, ['ptr'], loc);
  out.push(step);
  return step.results[0]!;
}

function store(out: Inst[], pointer: Value, unit: MemoryType, value: Value, loc: number): void {
  out.push(makeInst<StoreInst>({ kind: 'store', memory: unit === WORD ? 'i32' : 'i8', volatile: false, align: unit.align, operands: [pointer, value] }, [], loc));
}

function expandCopy(fn: Func, copy: CopyInst): Inst[] | undefined {
  const [to, from, length] = copy.operands as [Value, Value, Value];
  const bytes = bytesOf(length);
  const packed = copy.type !== undefined && isPacked(copy.type, copy.type.align);
  if ((copy.type !== undefined && !packed) || bytes === undefined) return undefined;
  if (bytes === 0) return [];
  const align = Math.max(copy.align, Math.min(alignmentOf(fn, to).align, alignmentOf(fn, from).align));
  const unit = align >= 4 && bytes % 4 === 0 ? WORD : BYTE;
  const count = bytes / unit.size;
  if (count > (packed ? MOST_PACKED : MOST)) {
    if (packed) throw new Unsupported(`a copy of ${bytes} bytes of packed structs`, copy.loc);
    return undefined;
  }
  const out: Inst[] = [];
  const values: Value[] = [];
  for (let i = 0; i < count; i++) {
    const load = makeInst<LoadInst>({ kind: 'load', memory: unit === WORD ? 'i32' : 'i8', signed: false, volatile: false, align: unit.align, operands: [at(out, from, unit, i, copy.loc)] }, ['i32'], copy.loc);
    out.push(load);
    values.push(load.results[0]!);
  }
  values.forEach((value, i) => store(out, at(out, to, unit, i, copy.loc), unit, value, copy.loc));
  return out;
}

function expandFill(fn: Func, fill: FillInst): Inst[] | undefined {
  const [to, byte, length] = fill.operands as [Value, Value, Value];
  const bytes = bytesOf(length);
  if (byte.kind !== 'const' || bytes === undefined || (fill.type !== undefined && Number(byte.value) === 0)) return undefined;
  const align = Math.max(fill.align, alignmentOf(fn, to).align);
  const unit = align >= 4 && bytes % 4 === 0 ? WORD : BYTE;
  const count = bytes / unit.size;
  if (count > MOST) return undefined;
  const out: Inst[] = [];
  const low = Number(byte.value) & 255;
  const value = constI32(unit === WORD ? Math.imul(low, 0x01010101) : low);
  for (let i = 0; i < count; i++) store(out, at(out, to, unit, i, fill.loc), unit, value, fill.loc);
  return out;
}
