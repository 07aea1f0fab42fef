/**
 * Loads and stores of lanes: one scalar access where the address is the same in all, a vector access where the lanes lie side by side, else one access a lane.
 * A vector load may read, for lanes that do not run, up to 248 bytes beside what a running lane reads: linear memory has the null page below and the allocator's slack above.
 */
import { append, binary, compare, compareLanes, index, load, select, store, vector } from '../../ir/build.js';
import type { Builder } from '../../ir/build.js';
import type { LoadInst, ScalarMemoryType, StoreInst, Value, ValueType } from '../../ir/ir.js';
import { scalarSize } from '../../ir/print.js';
import { addBytes, baseOf, fromLanes, knownLanes, laneCount, laneOf, laneOffsets, maskAnd, partCount, partsOf, partType, splat, uniform } from './lanes.js';
import type { LaneValue, Mask } from './lanes.js';
import { isLoadedAtOnce, isNarrow, loadNarrow, storeNarrow } from './narrow.js';
import { isVarying } from './shapes.js';
import { branch, everyLane, forEachLane, isAtHand, operand } from './vectorizer.js';
import type { Vectorizer } from './vectorizer.js';

/** Do four such lie in memory as they lie in a vector? */
export function fillsLanes(memory: ScalarMemoryType): boolean {
  return memory === 'i32' || memory === 'f32' || memory === 'i64' || memory === 'f64';
}

export function vectorLoad(v: Vectorizer, b: Builder, inst: LoadInst, mask: Mask | undefined): LaneValue {
  const address = operand(v, b, inst.operands[0]);
  const type = inst.results[0].type;
  const one = (at: Value): Value => load(b, inst.memory, at, inst.signed, inst.align, inst.volatile);
  if (address.uniform !== undefined) return uniform(one(address.uniform));
  const size = scalarSize(inst.memory);
  if (address.base !== undefined && fillsLanes(inst.memory)) {
    if (address.stride === size) return { parts: wholeLoads(b, inst, address.base, type, v.groups) };
    if (address.stride === -size) {
      const parts = wholeLoads(b, inst, addBytes(b, address.base, -size * (laneCount * v.groups - 1)), type, v.groups);
      const order = size === 4 ? [3, 2, 1, 0] : [2, 3, 0, 1];
      return { parts: [...parts].reverse().map((part) => vector(b, 'shuffle', [part, part], part.type, order)) };
    }
  }
  if (address.base !== undefined && address.stride !== undefined && isNarrow(inst.memory) && isLoadedAtOnce(inst.memory, address.stride) && !inst.volatile && type === 'i32') {
    const { base, stride } = address;
    const { memory } = inst;
    return { parts: Array.from({ length: v.groups }, (_, group) => loadNarrow(b, memory, addBytes(b, base, laneCount * stride * group), stride, inst.signed, inst.align)) };
  }
  const members = mask === undefined || v.groups * laneCount * Math.abs(address.stride ?? 0) + 16 <= slack ? memberLoads(v, b, inst, address) : undefined;
  if (members !== undefined) return { parts: members };
  const gather = (at: Builder): readonly Value[] => {
    // Lanes that do not run read the null page.
    const safe: LaneValue = mask === undefined ? address : { parts: maskAnd(at, mask, partsOf(at, address, 'ptr', v.groups)) };
    const loads = Array.from({ length: laneCount * v.groups }, (_, lane) => load(at, inst.memory, laneOf(at, safe, 'ptr', lane), inst.signed, inst.align, inst.volatile));
    return fromLanes(at, loads, type).parts!;
  };
  if (address.base !== undefined || !fillsLanes(inst.memory) || v.analysis.likelyShapeOf(inst.operands[0]) !== size) return { parts: gather(b) };
  const first = laneOf(b, address, 'ptr', 0);
  const start = splat(b, first);
  // Lanes that do not run may have any address, lane 0 among them: all must agree.
  const inRow = everyLane(b, address.parts!.map((part, group) => compareLanes(b, 'eq', part, binary(b, 'add', start, laneOffsets(size, group)))));
  return { parts: branch(b, inRow, new Array<ValueType>(v.groups * partCount(type)).fill(partType(type)), (row) => wholeLoads(row, inst, first, type, v.groups), gather) };
}

/** May lanes load it that would not run? All of them lie side by side or in one place, and a comparison keeps that place in memory. */
export function isLoadedAnyway(v: Vectorizer, inst: LoadInst): boolean {
  const shape = v.analysis.shapeOf(inst.operands[0]);
  return v.hooks.lastVectors !== undefined && !inst.volatile && fillsLanes(inst.memory) && (shape === 0 || shape === scalarSize(inst.memory));
}

/** Such a load, whatever the address is: for the lanes that would not run, something. */
export function loadAnyway(v: Vectorizer, b: Builder, inst: LoadInst): LaneValue {
  const address = operand(v, b, inst.operands[0]);
  const type = inst.results[0].type;
  const place = baseOf(b, address)!;
  const last = v.hooks.lastVectors!;
  const from = select(b, compare(b, 'ult', place, last), place, last);
  return address.uniform !== undefined ? uniform(load(b, inst.memory, from, inst.signed, inst.align)) : { parts: wholeLoads(b, inst, from, type, v.groups) };
}

/** What the allocator keeps free behind objects. */
const slack = 256;

/** A word at a constant offset in records that lie side by side. */
interface WordOfRecord {
  /** Of lane 0's record, as its other words find it. */
  readonly start: (v: Vectorizer, b: Builder) => Value | undefined;
  readonly offset: number;
  readonly align: number;
}

/** Members of structs, and elements with a constant index in rows of an array: `points[i * 8 + 3]`. */
function wordOfRecord(address: Value, stride: number): WordOfRecord | undefined {
  if (address.kind !== 'result' || !(stride >= 8 && stride % 4 === 0)) return undefined;
  const from = address.inst;
  if (from.kind === 'field') {
    const { offset } = from.struct.fields[from.field];
    return from.struct.size === stride && offset % 4 === 0 ? { start: (v, b) => (isAtHand(v, from.operands[0]) ? operand(v, b, from.operands[0]).base : undefined), offset, align: from.struct.align } : undefined;
  }
  if (from.kind !== 'index' || from.element.size !== 4 || stride < 12) return undefined;
  const [array, i] = from.operands;
  const step = i.kind === 'result' && i.inst.kind === 'binary' && i.inst.op === 'add' && i.inst.operands[1].kind === 'const' ? i.inst.operands : undefined;
  const start = (v: Vectorizer, b: Builder): Value | undefined => {
    const parts = [array, step?.[0] ?? i];
    if (!parts.every((part) => isAtHand(v, part))) return undefined;
    const [base, first] = parts.map((part) => baseOf(b, operand(v, b, part)));
    return base === undefined || first === undefined ? undefined : index(b, base, from.element, first);
  };
  return { start, offset: step?.[1].kind === 'const' ? 4 * Number(BigInt.asIntN(32, BigInt(step[1].value))) : 0, align: 4 };
}

/** Is a load of such a word one of whole vectors? */
export function isInRecord(address: Value, stride: number): boolean {
  return !isVarying(stride) && wordOfRecord(address, stride) !== undefined;
}

/** A word of records of two words and more that lie side by side: two to four words are loaded at once and taken apart; loads of their other words do the same, and share it. */
function memberLoads(v: Vectorizer, b: Builder, inst: LoadInst, address: LaneValue): Value[] | undefined {
  const { groups } = v;
  const { stride } = address;
  if (address.base === undefined || stride === undefined || scalarSize(inst.memory) !== 4 || !fillsLanes(inst.memory) || inst.volatile) return undefined;
  const record = wordOfRecord(inst.operands[0], stride);
  // All words' loads count from the record: what is equal looks equal.
  const base = record?.start(v, b);
  if (record === undefined || base === undefined) return undefined;
  const type = partType(inst.results[0].type);
  const word = stride === 12 ? (((record.offset / 4) % 3) + 3) % 3 : (record.offset / 4) & 3;
  const start = record.offset - 4 * word;
  const loads = (group: number, first: number, count: number): Value[] =>
    Array.from({ length: count }, (_, i) => append<LoadInst>(b, { kind: 'load', memory: type, signed: false, volatile: false, align: Math.min(record.align, inst.align), group: groupAt(groups, group), operands: [addBytes(b, base, start + (stride === 8 ? 16 : stride) * (first + i))] }, [type]).results[0]);
  const shuffle = (x: Value, y: Value, order: readonly number[]): Value => vector(b, 'shuffle', [x, y], type, order);
  return Array.from({ length: groups }, (_, group) => {
    if (stride === 8) {
      const [low, high] = loads(group, 2 * group, 2);
      return shuffle(low, high, [word, 2 + word, 4 + word, 6 + word]);
    }
    const rows = loads(group, 4 * group, 4);
    const halves = word < 2 ? [0, 4, 1, 5] : [2, 6, 3, 7];
    return shuffle(shuffle(rows[0], rows[1], halves), shuffle(rows[2], rows[3], halves), word % 2 === 0 ? [0, 1, 4, 5] : [2, 3, 6, 7]);
  });
}

/** Of an access: the first group of lanes that it is for, where there are several. */
function groupAt(groups: number, at: number): number | undefined {
  return groups === 1 ? undefined : Math.floor(at);
}

function wholeLoads(b: Builder, inst: LoadInst, base: Value, type: ValueType, groups: number): Value[] {
  const whole = partType(type);
  const parts = partCount(type);
  return Array.from({ length: groups * parts }, (_, i) => append<LoadInst>(b, { kind: 'load', memory: whole, signed: false, volatile: inst.volatile, align: inst.align, group: groupAt(groups, i / parts), operands: [addBytes(b, base, 16 * i)] }, [whole]).results[0]);
}

export function vectorStore(v: Vectorizer, b: Builder, inst: StoreInst, mask: Mask | undefined): void {
  const address = operand(v, b, inst.operands[0]);
  const value = operand(v, b, inst.operands[1]);
  const type = inst.operands[1].type;
  const one = (at: Builder, lane: number): void => store(at, inst.memory, laneOf(at, address, 'ptr', lane), laneOf(at, value, type, lane), inst.align, inst.volatile);
  const lanes = (at: Builder): void => {
    forEachLane(at, v.groups, mask, [], (inner, lane) => {
      one(inner, lane);
      return [];
    });
  };
  if (address.uniform !== undefined) {
    // The last lane's value stays.
    if (mask === undefined || value.uniform !== undefined) one(b, laneCount * v.groups - 1);
    else lanes(b);
    return;
  }
  const { memory } = inst;
  const narrow = isNarrow(memory) && !inst.volatile && type === 'i32';
  if (address.base === undefined || address.stride !== scalarSize(memory) || !(fillsLanes(memory) || narrow)) {
    lanes(b);
    return;
  }
  const { base } = address;
  const whole = (at: Builder): void => {
    if (isNarrow(memory)) {
      partsOf(at, value, type, v.groups).forEach((part, group) => storeNarrow(at, memory, addBytes(at, base, laneCount * scalarSize(memory) * group), part, inst.align));
      return;
    }
    partsOf(at, value, type, v.groups).forEach((part, i) => store(at, partType(type), addBytes(at, base, 16 * i), part, inst.align, inst.volatile, groupAt(v.groups, i / partCount(type))));
  };
  const known = mask === undefined ? undefined : knownLanes(mask);
  if (mask === undefined || known?.every((runs) => runs)) whole(b);
  else if (known !== undefined) lanes(b);
  else {
    branch(b, everyLane(b, mask), [], (all) => {
      whole(all);
      return [];
    }, (some) => {
      lanes(some);
      return [];
    });
  }
}

