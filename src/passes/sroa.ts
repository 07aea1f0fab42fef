/**
 * Scalar replacement of aggregates. In: any valid function. Out: allocas of structs, arrays and bytes whose address is only used for loads and stores at constant offsets, whole or partial copies and fills
 * are replaced by one scalar alloca per accessed place ("slot"), for mem2reg to promote.
 *
 * Slots come from the accesses themselves, so unions work as long as each offset is accessed in one width (mem2reg turns same-width puns into bitcasts). A copy between two candidates makes their slots
 * agree; a copy out to memory adds slots for all leaves of the type in its range. What is accessed in overlapping widths, by a variable index, or escapes stays as it is.
 */
import { constant, constI32, makeInst, valueTypeOf } from '../ir/build.js';
import type { AllocaInst, CopyInst, FieldInst, FillInst, Func, IndexInst, Inst, LoadInst, MemoryType, Region, ScalarMemoryType, StoreInst, Value } from '../ir/ir.js';
import { scalarSize } from '../ir/print.js';
import { forEachInst, forEachRegion, isStructured } from '../ir/walk.js';

const MAX_SIZE = 1024;
const MAX_SLOTS = 128;

interface Slot {
  readonly offset: number;
  readonly size: number;
  readonly scalar: ScalarMemoryType;
  alloca: AllocaInst | undefined;
}

interface Candidate {
  readonly alloca: AllocaInst;
  readonly slots: Map<number, Slot>;
  /** For each byte: offset of the slot that covers it, plus one. */
  readonly cover: Uint16Array;
  whole: boolean;
}

interface Place {
  readonly candidate: Candidate;
  readonly offset: number;
}

interface Transfer {
  readonly inst: CopyInst;
  readonly to: Place | undefined;
  readonly from: Place | undefined;
  readonly size: number;
}

interface State {
  readonly places: Map<Value, Place>;
  readonly transfers: Transfer[];
  changed: boolean;
}

export function splitAllocas(fn: Func): boolean {
  if (!fn.body) return false;
  const candidates: Candidate[] = [];
  const s: State = { places: new Map(), transfers: [], changed: false };
  forEachInst(fn.body, (inst) => {
    if (inst.kind !== 'alloca' || inst.type.kind === 'scalar' || inst.type.size > MAX_SIZE || inst.type.size === 0) return;
    const candidate: Candidate = { alloca: inst, slots: new Map(), cover: new Uint16Array(inst.type.size), whole: false };
    candidates.push(candidate);
    s.places.set(inst.results[0]!, { candidate, offset: 0 });
  });
  if (candidates.length === 0) return false;
  forEachInst(fn.body, (inst) => collect(s, inst));
  settleTransfers(s);
  if (candidates.every((c) => c.whole)) return false;
  rewrite(s, fn.body);
  return true;
}

// ---- what is accessed

function keepWhole(s: State, place: Place | undefined): void {
  if (place && !place.candidate.whole) {
    place.candidate.whole = true;
    s.changed = true;
  }
}

function constantNumber(v: Value): number | undefined {
  return v.kind === 'const' ? Number(v.value) : undefined;
}

function collect(s: State, inst: Inst): void {
  const ops = inst.operands;
  switch (inst.kind) {
    case 'field':
    case 'index': {
      const base = s.places.get(ops[0]!);
      if (!base) return;
      const steps = inst.kind === 'index' ? constantNumber(ops[1]!) : undefined;
      const step = inst.kind === 'field' ? inst.struct.fields[inst.field]!.offset : steps === undefined ? undefined : steps * inst.element.size;
      const offset = step === undefined ? -1 : base.offset + step;
      if (offset < 0 || offset > base.candidate.alloca.type.size) keepWhole(s, base);
      else s.places.set(inst.results[0]!, { candidate: base.candidate, offset });
      return;
    }
    case 'load':
    case 'store': {
      const place = s.places.get(ops[0]!);
      if (place) {
        if (inst.volatile) keepWhole(s, place);
        else addSlot(s, place.candidate, place.offset, inst.memory);
      }
      if (inst.kind === 'store') keepWhole(s, s.places.get(ops[1]!));
      return;
    }
    case 'copy': {
      const to = s.places.get(ops[0]!);
      const from = s.places.get(ops[1]!);
      if (!to && !from) return;
      const size = constantNumber(ops[2]!);
      if (size === undefined || !fits(to, size) || !fits(from, size)) {
        keepWhole(s, to);
        keepWhole(s, from);
      } else s.transfers.push({ inst, to, from, size });
      return;
    }
    case 'fill': {
      const to = s.places.get(ops[0]!);
      if (!to) return;
      const size = constantNumber(ops[2]!);
      if (size === undefined || ops[1]!.kind !== 'const' || !fits(to, size)) keepWhole(s, to);
      else s.transfers.push({ inst: inst as unknown as CopyInst, to, from: undefined, size });
      return;
    }
    default:
      for (const v of ops) if (v.kind === 'result') keepWhole(s, s.places.get(v));
  }
}

function fits(place: Place | undefined, size: number): boolean {
  return !place || (size >= 0 && place.offset + size <= place.candidate.alloca.type.size);
}

function bitcastable(a: ScalarMemoryType, b: ScalarMemoryType): boolean {
  return a === b || (a !== 'i1' && b !== 'i1');
}

function addSlot(s: State, c: Candidate, offset: number, scalar: ScalarMemoryType): void {
  if (c.whole) return;
  const size = scalarSize(scalar);
  const known = c.slots.get(offset);
  if (known) {
    if (known.size !== size || !bitcastable(known.scalar, scalar)) keepWhole(s, { candidate: c, offset });
    return;
  }
  let free = offset + size <= c.cover.length && c.slots.size < MAX_SLOTS;
  for (let i = offset; free && i < offset + size; i++) free = c.cover[i] === 0;
  if (!free) return keepWhole(s, { candidate: c, offset });
  c.slots.set(offset, { offset, size, scalar, alloca: undefined });
  c.cover.fill(offset + 1, offset, offset + size);
  s.changed = true;
}

/** Makes the slots at both ends of all copies agree, and complete where memory is written from them. */
function settleTransfers(s: State): void {
  do {
    s.changed = false;
    for (const t of s.transfers) {
      const to = t.to && !t.to.candidate.whole ? t.to : undefined;
      const from = t.from && !t.from.candidate.whole ? t.from : undefined;
      if (to) checkBounds(s, to, t.size);
      if (from) checkBounds(s, from, t.size);
      if (t.inst.kind !== 'copy') continue;
      if (to && from && to.candidate === from.candidate && to.offset !== from.offset && Math.abs(to.offset - from.offset) < t.size) keepWhole(s, to);
      else if (to && from) {
        share(s, from, to, t.size);
        share(s, to, from, t.size);
      } else if (from) addLeaves(s, from.candidate, from.candidate.alloca.type, 0, from.offset, from.offset + t.size);
    }
  } while (s.changed);
}

/** No slot may lie across the ends of a copied range. */
function checkBounds(s: State, place: Place, size: number): void {
  const { cover } = place.candidate;
  for (const end of [place.offset, place.offset + size]) {
    if (end > 0 && end < cover.length && cover[end] !== 0 && cover[end] === cover[end - 1]) keepWhole(s, place);
  }
}

function share(s: State, from: Place, to: Place, size: number): void {
  for (const slot of [...from.candidate.slots.values()]) {
    if (slot.offset < from.offset || slot.offset >= from.offset + size) continue;
    const at = slot.offset - from.offset + to.offset;
    const known = to.candidate.slots.get(at);
    if (!known || known.size !== slot.size) addSlot(s, to.candidate, at, slot.scalar);
    else if (!bitcastable(known.scalar, slot.scalar)) keepWhole(s, to);
  }
}

/** Slots for the scalars of a type that lie in [start, end) and are not covered yet; bytes of no known type in the widest aligned pieces. */
function addLeaves(s: State, c: Candidate, type: MemoryType, at: number, start: number, end: number): void {
  if (c.whole || at >= end || at + type.size <= start) return;
  switch (type.kind) {
    case 'scalar':
      if (uncovered(c, at, scalarSize(type.scalar))) addSlot(s, c, at, type.scalar);
      else addBytes(s, c, at, at + scalarSize(type.scalar));
      break;
    case 'array':
      for (let i = 0; i < type.count && !c.whole; i++) addLeaves(s, c, type.element, at + i * type.element.size, start, end);
      break;
    case 'struct':
      for (const f of type.fields) addLeaves(s, c, f.type, at + f.offset, start, end);
      break;
    case 'bytes':
      addBytes(s, c, Math.max(at, start), Math.min(at + type.size, end));
      break;
    default:
      (type satisfies never);
  }
}

function uncovered(c: Candidate, at: number, size: number): boolean {
  for (let i = at; i < at + size; i++) if (c.cover[i] !== 0) return false;
  return true;
}

function addBytes(s: State, c: Candidate, start: number, end: number): void {
  for (let at = start; at < end && !c.whole; ) {
    if (c.cover[at] !== 0) {
      at++;
      continue;
    }
    let size = 8;
    while (size > 1 && (at % size !== 0 || at + size > end || !uncovered(c, at, size))) size >>= 1;
    addSlot(s, c, at, size === 8 ? 'i64' : size === 4 ? 'i32' : size === 2 ? 'i16' : 'i8');
    at += size;
  }
}

// ---- rewriting

function rewrite(s: State, region: Region): void {
  const out: Inst[] = [];
  for (const inst of region.insts) {
    switch (inst.kind) {
      case 'alloca': {
        const place = s.places.get(inst.results[0]!);
        if (!place || place.candidate.whole) break;
        for (const slot of [...place.candidate.slots.values()].sort((a, b) => a.offset - b.offset)) out.push(slotAlloca(place.candidate, slot));
        continue;
      }
      case 'field':
      case 'index': {
        const place = s.places.get(inst.results[0]!);
        if (place && !place.candidate.whole) continue;
        break;
      }
      case 'load':
      case 'store': {
        const place = s.places.get(inst.operands[0]!);
        if (place && !place.candidate.whole) inst.operands[0] = place.candidate.slots.get(place.offset)!.alloca!.results[0]!;
        break;
      }
      case 'copy':
        if (expandCopy(s, inst, out)) continue;
        break;
      case 'fill':
        if (expandFill(s, inst, out)) continue;
        break;
      default:
        if (isStructured(inst)) forEachRegion(inst, (r) => rewrite(s, r));
    }
    out.push(inst);
  }
  region.insts = out;
}

function slotAlloca(c: Candidate, slot: Slot): AllocaInst {
  const leaf = leafAt(c.alloca.type, slot.offset);
  const type: MemoryType =
    leaf && leaf.type.kind === 'scalar' && leaf.type.scalar === slot.scalar && leaf.type.size === slot.size
      ? leaf.type
      : { kind: 'scalar', scalar: slot.scalar, size: slot.size, align: slot.size, unsigned: false };
  const name = `${c.alloca.name}${leaf?.name ?? `.${slot.offset}`}`;
  const inst = makeInst<AllocaInst>({ kind: 'alloca', type, name, operands: [] }, ['ptr'], c.alloca.loc);
  if (c.alloca.inlinedAt) inst.inlinedAt = c.alloca.inlinedAt;
  inst.results[0]!.name = name;
  slot.alloca = inst;
  return inst;
}

/** The scalar at an offset of a type, and how it is called in the source. */
function leafAt(type: MemoryType, offset: number): { type: MemoryType; name: string } | undefined {
  switch (type.kind) {
    case 'scalar':
      return offset === 0 ? { type, name: '' } : undefined;
    case 'array': {
      const i = Math.floor(offset / type.element.size);
      const inner = i < type.count ? leafAt(type.element, offset - i * type.element.size) : undefined;
      return inner && { type: inner.type, name: `.${i}${inner.name}` };
    }
    case 'struct':
      for (const f of type.fields) {
        if (offset < f.offset || offset >= f.offset + f.type.size) continue;
        const inner = leafAt(f.type, offset - f.offset);
        return inner && { type: inner.type, name: `.${f.name}${inner.name}` };
      }
      return undefined;
    case 'bytes':
      return undefined;
    default:
      return type satisfies never;
  }
}

function emit<T extends Inst>(inst: T, at: Inst, out: Inst[]): T {
  if (at.inlinedAt) inst.inlinedAt = at.inlinedAt;
  out.push(inst);
  return inst;
}

const BYTE: MemoryType = { kind: 'scalar', scalar: 'i8', size: 1, align: 1, unsigned: true };

/** Address of what lies `offset` bytes into an object, through its fields and elements where its type is known. */
function addressAt(base: Value, type: MemoryType | undefined, offset: number, scalar: ScalarMemoryType, at: Inst, out: Inst[]): Value {
  let address = base;
  let rest = offset;
  let here = type;
  while (here) {
    if (here.kind === 'scalar') {
      if (rest === 0 && scalarSize(here.scalar) === scalarSize(scalar)) return address;
      break;
    }
    if (here.kind === 'struct') {
      const struct = here;
      const n = struct.fields.findIndex((f) => rest >= f.offset && rest < f.offset + f.type.size);
      if (n < 0) break;
      address = emit(makeInst<FieldInst>({ kind: 'field', struct, field: n, operands: [address] }, ['ptr'], at.loc), at, out).results[0]!;
      rest -= struct.fields[n]!.offset;
      here = struct.fields[n]!.type;
    } else if (here.kind === 'array') {
      const n = Math.floor(rest / here.element.size);
      if (n > 0) address = emit(makeInst<IndexInst>({ kind: 'index', element: here.element, operands: [address, constI32(n)] }, ['ptr'], at.loc), at, out).results[0]!;
      rest -= n * here.element.size;
      here = here.element;
    } else break;
  }
  if (rest === 0) return address;
  return emit(makeInst<IndexInst>({ kind: 'index', element: BYTE, operands: [address, constI32(rest)] }, ['ptr'], at.loc), at, out).results[0]!;
}

function alignAt(align: number, offset: number, size: number): number {
  const known = offset === 0 ? align : Math.min(align, offset & -offset);
  return Math.max(1, Math.min(known, size));
}

function splitPlace(place: Place | undefined): Place | undefined {
  return place && !place.candidate.whole ? place : undefined;
}

function slotsIn(place: Place, size: number): Slot[] {
  const list: Slot[] = [];
  for (const slot of place.candidate.slots.values()) if (slot.offset >= place.offset && slot.offset < place.offset + size) list.push(slot);
  return list.sort((a, b) => a.offset - b.offset);
}

function expandCopy(s: State, inst: CopyInst, out: Inst[]): boolean {
  const to = splitPlace(s.places.get(inst.operands[0]!));
  const from = splitPlace(s.places.get(inst.operands[1]!));
  if (!to && !from) return false;
  const size = constantNumber(inst.operands[2]!)!;
  // All reads before all writes: the two may be the same object.
  const moves: { offset: number; slot: Slot; value: Value }[] = [];
  for (const slot of slotsIn((from ?? to)!, size)) {
    const offset = slot.offset - (from ?? to)!.offset;
    const address = from ? slot.alloca!.results[0]! : addressAt(inst.operands[1]!, inst.type, offset, slot.scalar, inst, out);
    const align = from ? slot.size : alignAt(inst.align, offset, slot.size);
    const read = makeInst<LoadInst>({ kind: 'load', memory: slot.scalar, signed: false, volatile: false, align, operands: [address] }, [valueTypeOf(slot.scalar)], inst.loc);
    moves.push({ offset, slot, value: emit(read, inst, out).results[0]! });
  }
  for (const { offset, slot, value } of moves) {
    const target = to?.candidate.slots.get(to.offset + offset);
    const address = target ? target.alloca!.results[0]! : addressAt(inst.operands[0]!, inst.type, offset, slot.scalar, inst, out);
    const align = target ? slot.size : alignAt(inst.align, offset, slot.size);
    emit(makeInst<StoreInst>({ kind: 'store', memory: slot.scalar, volatile: false, align, operands: [address, value] }, [], inst.loc), inst, out);
  }
  return true;
}

function expandFill(s: State, inst: FillInst, out: Inst[]): boolean {
  const to = splitPlace(s.places.get(inst.operands[0]!));
  if (!to) return false;
  const byte = constantNumber(inst.operands[1]!)! & 0xff;
  for (const slot of slotsIn(to, constantNumber(inst.operands[2]!)!)) {
    const value = repeated(byte, slot.scalar);
    const memory = value.type === 'i32' && slot.scalar === 'f32' ? 'i32' : value.type === 'i64' && (slot.scalar === 'f64' || slot.scalar === 'ptr') ? 'i64' : slot.scalar;
    emit(makeInst<StoreInst>({ kind: 'store', memory, volatile: false, align: slot.size, operands: [slot.alloca!.results[0]!, value] }, [], inst.loc), inst, out);
  }
  return true;
}

/** The value of a scalar all bytes of which are the same: of its own type for zero, else as an integer of its width. */
function repeated(byte: number, scalar: ScalarMemoryType): Value {
  switch (scalar) {
    case 'i1':
      return constant('i1', byte & 1);
    case 'i8':
      return constant('i32', byte);
    case 'i16':
      return constant('i32', byte * 0x0101);
    case 'i32':
      return constant('i32', byte * 0x01010101);
    case 'f32':
      return byte === 0 ? constant('f32', 0) : constant('i32', byte * 0x01010101);
    case 'i64':
      return constant('i64', BigInt(byte) * 0x0101010101010101n);
    case 'f64':
      return byte === 0 ? constant('f64', 0) : constant('i64', BigInt(byte) * 0x0101010101010101n);
    case 'ptr':
      return byte === 0 ? constant('ptr', 0) : constant('i64', BigInt(byte) * 0x0101010101010101n);
    case 'v4i32':
    case 'v4f32':
    case 'v2i64':
    case 'v2f64':
      return constant(scalar, BigInt(byte) * 0x01010101010101010101010101010101n);
    default:
      return scalar satisfies never;
  }
}
