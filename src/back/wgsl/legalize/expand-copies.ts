/**
 * Copies and fills of raw memory (memcpy, memset) of a few bytes become loads and stores. In: an optimised kernel. Out: the same kernel; where a copy's length is known and small it is done in words, or in bytes
 * where what it copies may not lie at a multiple of 4.
 */
import { constI32, makeInst } from '../../../ir/build.js';
import type { CopyInst, FillInst, Func, IndexInst, Inst, LoadInst, MemoryType, Region, StoreInst, Value } from '../../../ir/ir.js';
import { forEachRegion } from '../../../ir/walk.js';

/** Most bytes that are copied one by one, and most words. */
const MOST = 128;

const WORD: MemoryType = { kind: 'scalar', scalar: 'i32', size: 4, align: 4, unsigned: true };
const BYTE: MemoryType = { kind: 'scalar', scalar: 'i8', size: 1, align: 1, unsigned: true };

/** A power of two that the address is known to be a multiple of, as far as types tell: elements of buffers lie at multiples of their own alignment. */
function alignmentOf(fn: Func, pointer: Value): number {
  switch (pointer.kind) {
    case 'global-address':
      return pointer.global.align;
    case 'param': {
      const index = fn.body!.params.indexOf(pointer);
      return index < 0 ? 1 : (fn.kernel!.params[index]!.pointee?.align ?? 1);
    }
    case 'result': {
      const { inst } = pointer;
      if (inst.kind === 'alloca') return Math.max(inst.type.align, 1);
      if (inst.kind === 'special') return 16;
      if (inst.kind === 'field') return Math.min(alignmentOf(fn, inst.operands[0]!), lowestBit(inst.struct.fields[inst.field]!.offset));
      if (inst.kind === 'index') {
        const by = inst.operands[1]!;
        const step = by.kind === 'const' ? Number(by.value) * inst.element.size : inst.element.size;
        return Math.min(alignmentOf(fn, inst.operands[0]!), lowestBit(step));
      }
      return 1;
    }
    default:
      return 1;
  }
}

function lowestBit(value: number): number {
  return value === 0 ? 1 << 16 : value & -value;
}

export function expandCopies(fn: Func): boolean {
  let changed = false;
  const walk = (region: Region): void => {
    region.insts = region.insts.flatMap((inst) => {
      forEachRegion(inst, walk);
      const made = inst.kind === 'copy' ? expandCopy(fn, inst) : inst.kind === 'fill' ? expandFill(fn, inst) : undefined;
      changed ||= made !== undefined;
      return made ?? [inst];
    });
  };
  walk(fn.body!);
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
  if (copy.type !== undefined || bytes === undefined) return undefined;
  if (bytes === 0) return [];
  const align = Math.max(copy.align, Math.min(alignmentOf(fn, to), alignmentOf(fn, from)));
  const unit = align >= 4 && bytes % 4 === 0 ? WORD : BYTE;
  const count = bytes / unit.size;
  if (count > MOST) return undefined;
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
  const align = Math.max(fill.align, alignmentOf(fn, to));
  const unit = align >= 4 && bytes % 4 === 0 ? WORD : BYTE;
  const count = bytes / unit.size;
  if (count > MOST) return undefined;
  const out: Inst[] = [];
  const low = Number(byte.value) & 255;
  const value = constI32(unit === WORD ? Math.imul(low, 0x01010101) : low);
  for (let i = 0; i < count; i++) store(out, at(out, to, unit, i, fill.loc), unit, value, fill.loc);
  return out;
}
