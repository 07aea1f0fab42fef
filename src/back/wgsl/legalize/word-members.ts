/**
 * Bytes and shorts of a word as one word: the members of a `uchar4`, or four chars of a name, are one load, or one store, where each of them would be a load of a word, and a word exchanged until no other thread has come
 * between. In: a kernel after CSE. Out: whether something changed. Only what buffers hold: shared and local arrays have a word for each of them.
 */
import { binary, constI32, createBuilder, createRegion, index, load, store } from '../../../ir/build.js';
import { addressRoot, isPure, writesMemory } from '../../../ir/effects.js';
import type { Func, Inst, LoadInst, MemoryType, Region, StoreInst, Value } from '../../../ir/ir.js';
import { scalarSize } from '../../../ir/print.js';
import { forEachRegion, isStructured, replaceValues } from '../../../ir/walk.js';
import { anchorOf, isOwnMemory } from '../../../passes/alias.js';
import { alignmentOf } from './alignment.js';

const wordSize = 4;
const word: MemoryType = { kind: 'scalar', scalar: 'i32', size: wordSize, align: wordSize, unsigned: true };

export function joinMembers(fn: Func): boolean {
  const replaced = new Map<Value, Value>();
  const changed = joinIn(fn, fn.body!, replaced);
  if (replaced.size > 0) replaceValues(fn.body!, replaced);
  return changed;
}

/** A part of a word. */
interface Part<T extends LoadInst | StoreInst> {
  readonly inst: T;
  readonly anchor: Value;
  /** Words behind the anchor, and bytes behind the word's begin. */
  readonly word: number;
  readonly offset: number;
  readonly size: number;
}

type Parts<T extends LoadInst | StoreInst> = readonly Part<T>[];

function partOf<T extends LoadInst | StoreInst>(fn: Func, inst: T): Part<T> | undefined {
  if (inst.volatile || (inst.memory !== 'i8' && inst.memory !== 'i16')) return undefined;
  const { anchor, offset } = anchorOf(inst.operands[0]!);
  const root = addressRoot(anchor);
  const isInBuffer = root.kind === 'param' ? fn.body!.params.includes(root) : root.kind === 'global-address' && root.global.space !== 'shared';
  const size = scalarSize(inst.memory);
  if (!isInBuffer || offset % size !== 0 || alignmentOf(fn, anchor).align % wordSize !== 0) return undefined;
  const at = Math.floor(offset / wordSize);
  return { inst, anchor, word: at, offset: offset - wordSize * at, size };
}

function isSameWord(a: Part<LoadInst | StoreInst>, b: Part<LoadInst | StoreInst>): boolean {
  return a.anchor === b.anchor && a.word === b.word;
}

function joinIn(fn: Func, region: Region, replaced: Map<Value, Value>): boolean {
  let changed = false;
  let loads: Part<LoadInst>[][] = [];
  let stores: Part<StoreInst>[][] = [];
  const joinedLoads: Parts<LoadInst>[] = [];
  const joinedStores: Parts<StoreInst>[] = [];
  const endLoads = (): void => {
    joinedLoads.push(...loads.filter((parts) => new Set(parts.map(({ offset }) => offset)).size > 1));
    loads = [];
  };
  const endStores = (): void => {
    joinedStores.push(...stores.filter((parts) => parts.reduce((sum, { size }) => sum + size, 0) === wordSize));
    stores = [];
  };
  for (const inst of region.insts) {
    if (isStructured(inst)) {
      endLoads();
      endStores();
      forEachRegion(inst, (inner) => {
        if (joinIn(fn, inner, replaced)) changed = true;
      });
    } else if (inst.kind === 'load') {
      const part = partOf(fn, inst);
      if (part !== undefined) {
        const parts = loads.find(([other]) => isSameWord(other!, part));
        if (parts === undefined) loads.push([part]);
        else parts.push(part);
      }
      if (inst.volatile || !isOwnMemory(addressRoot(inst.operands[0]!))) endStores();
    } else if (inst.kind === 'store') {
      const part = partOf(fn, inst);
      const isOwn = !inst.volatile && isOwnMemory(addressRoot(inst.operands[0]!));
      if (!isOwn) endLoads();
      if (part === undefined) {
        if (!isOwn && !isBeside(inst, stores)) endStores();
        continue;
      }
      const parts = stores.find(([other]) => isSameWord(other!, part));
      if (stores.some(([other]) => other!.anchor !== part.anchor) || parts?.some(({ offset, size }) => offset < part.offset + part.size && part.offset < offset + size)) endStores();
      if (parts === undefined || stores.length === 0) stores.push([part]);
      else parts.push(part);
    } else if (!isPure(inst)) {
      if (writesMemory(inst) || inst.kind === 'barrier' || inst.kind === 'warp' || inst.kind === 'fence') endLoads();
      endStores();
    }
  }
  endLoads();
  endStores();
  if (joinedLoads.length > 0 || joinedStores.length > 0) {
    region.insts = withWords(region.insts, joinedLoads, joinedStores, replaced);
    changed = true;
  }
  return changed;
}

/** Another member of the object whose parts are being stored. */
function isBeside(inst: StoreInst, stores: readonly Parts<StoreInst>[]): boolean {
  if (inst.volatile) return false;
  const { anchor, offset } = anchorOf(inst.operands[0]!);
  const size = scalarSize(inst.memory);
  return stores.every(([first]) => first!.anchor === anchor && (wordSize * first!.word >= offset + size || offset >= wordSize * (first!.word + 1)));
}

function withWords(insts: readonly Inst[], loads: readonly Parts<LoadInst>[], stores: readonly Parts<StoreInst>[], replaced: Map<Value, Value>): Inst[] {
  const firsts = new Map(loads.map((parts) => [parts[0]!.inst as Inst, parts]));
  const lasts = new Map(stores.map((parts) => [parts[parts.length - 1]!.inst as Inst, parts]));
  const gone = new Set<Inst>([...loads, ...stores].flatMap((parts) => parts.map(({ inst }) => inst)));
  const out: Inst[] = [];
  for (const inst of insts) {
    const loaded = firsts.get(inst);
    const stored = lasts.get(inst);
    if (loaded === undefined && stored === undefined) {
      if (!gone.has(inst)) out.push(inst);
      continue;
    }
    const made = createRegion();
    const b = createBuilder(made);
    b.loc = inst.loc;
    const { anchor, word: at } = (loaded ?? stored)![0]!;
    const address = at === 0 ? anchor : index(b, anchor, word, constI32(at));
    if (loaded !== undefined) takeApart(b, loaded, load(b, 'i32', address, false, wordSize), replaced);
    else {
      const pieces = stored!.map(({ inst: part, offset, size }) => {
        const piece = binary(b, 'and', part.operands[1]!, constI32(size === 1 ? 0xff : 0xffff));
        return offset === 0 ? piece : binary(b, 'shl', piece, constI32(8 * offset));
      });
      store(b, 'i32', address, pieces.reduce((all, piece) => binary(b, 'or', all, piece)), wordSize);
    }
    if (inst.inlinedAt) for (const one of made.insts) one.inlinedAt = inst.inlinedAt;
    out.push(...made.insts);
  }
  return out;
}

function takeApart(b: ReturnType<typeof createBuilder>, parts: Parts<LoadInst>, whole: Value, replaced: Map<Value, Value>): void {
  for (const { inst, offset, size } of parts) {
    const bits = 8 * size;
    const above = 32 - bits - 8 * offset;
    const high = (): Value => (above === 0 ? whole : binary(b, 'shl', whole, constI32(above)));
    const low = (): Value => (offset === 0 ? whole : binary(b, 'lshr', whole, constI32(8 * offset)));
    const value = inst.signed ? binary(b, 'ashr', high(), constI32(32 - bits)) : above === 0 ? low() : binary(b, 'and', low(), constI32(size === 1 ? 0xff : 0xffff));
    const { name } = inst.results[0]!;
    if (value.kind === 'result' && name !== undefined) value.name = name;
    replaced.set(inst.results[0]!, value);
  }
}
