/**
 * Warp operations where the lanes are a whole warp: votes are bits of masks, shuffles permutations of vectors. In: the operation's operands in all lanes, the lanes that run. Out: its result in all lanes.
 * Semantics as in sysroot/lib/cuda/fibers.cpp: lanes that do not run or are not in the mask take no part; a shuffle from such a lane gives the own value.
 */
import { append, binary, compare, compareLanes, constI32, index, load, select, vector } from '../../ir/build.js';
import type { Builder } from '../../ir/build.js';
import type { AllocaInst, BinaryOp, MemoryType, Value, WarpInst } from '../../ir/ir.js';
import { addBytes, laneCount, maskAnd, maskAndNot, partsOf, splat, uniform } from './lanes.js';
import type { LaneValue, Mask } from './lanes.js';
import type { LaneAnalysis } from './shapes.js';
import { laneBits, write } from './vectorizer.js';

const lanes = 32;
const groups = lanes / laneCount;
const zeroLanes: Value = { kind: 'const', type: 'v4i32', value: 0n };

/** Can the operation be computed so? */
export function hasWarpForm(inst: WarpInst, analysis: LaneAnalysis): boolean {
  const [members, , , width] = inst.operands;
  if (members !== undefined && analysis.shapeOf(members) !== 0) return false;
  switch (inst.op) {
    case 'match-any':
    case 'match-all':
      return false;
    case 'shfl':
    case 'shfl-up':
    case 'shfl-down':
    case 'shfl-xor':
      return width.kind === 'const';
    default:
      return true;
  }
}

/** undefined for `sync`. */
export function warpLanes(b: Builder, inst: WarpInst, args: readonly LaneValue[], mask: Mask | undefined): LaneValue | undefined {
  const running = args.length === 0 ? mask : members(b, args[0].uniform!, mask);
  const value = (): readonly Value[] => partsOf(b, args[1], 'i32', groups);
  const isSet = (): Mask => value().map((part) => compareLanes(b, 'ne', part, zeroLanes));
  const yes = (condition: Value): LaneValue => uniform(select(b, condition, constI32(1), constI32(0)));
  switch (inst.op) {
    case 'sync':
      return undefined;
    case 'shfl':
    case 'shfl-up':
    case 'shfl-down':
    case 'shfl-xor':
      return { parts: shuffle(b, inst.op, value(), args[2], widthOf(inst), running) };
    case 'ballot':
      return uniform(laneBits(b, maskAnd(b, running, isSet())));
    case 'any':
      return yes(compare(b, 'ne', laneBits(b, maskAnd(b, running, isSet())), constI32(0)));
    case 'all':
      return yes(compare(b, 'eq', laneBits(b, maskAndNot(b, running, isSet())), constI32(0)));
    case 'activemask':
      return uniform(running === undefined ? constI32(-1) : laneBits(b, running));
    case 'reduce-add':
      return reduce(b, value(), running, 'add', 0);
    case 'reduce-smin':
      return reduce(b, value(), running, 'smin', 0x7fffffff);
    case 'reduce-smax':
      return reduce(b, value(), running, 'smax', -0x80000000);
    case 'reduce-umin':
      return reduce(b, value(), running, 'umin', -1);
    case 'reduce-umax':
      return reduce(b, value(), running, 'umax', 0);
    case 'reduce-and':
      return reduce(b, value(), running, 'and', -1);
    case 'reduce-or':
      return reduce(b, value(), running, 'or', 0);
    case 'reduce-xor':
      return reduce(b, value(), running, 'xor', 0);
    case 'match-any':
    case 'match-all':
      throw new Error(`${inst.op} has no form for a whole warp`);
    default:
      return inst.op satisfies never;
  }
}

/** The lanes that run and are named by the operation's mask. */
function members(b: Builder, named: Value, mask: Mask | undefined): Mask | undefined {
  if (named.kind === 'const' && named.value === -1) return mask;
  const bits = splat(b, named);
  const isNamed = Array.from({ length: groups }, (_, group) => {
    const own = constLanesOf((lane) => 1 << lane, group);
    return compareLanes(b, 'eq', binary(b, 'and', bits, own), own);
  });
  return maskAnd(b, mask, isNamed);
}

function constLanesOf(of: (lane: number) => number, group: number): Value {
  let value = 0n;
  for (let i = laneCount - 1; i >= 0; i--) value = (value << 32n) | BigInt(of(group * laneCount + i) >>> 0);
  return { kind: 'const', type: 'v4i32', value };
}

function reduce(b: Builder, parts: readonly Value[], running: Mask | undefined, op: BinaryOp, identity: number): LaneValue {
  const neutral = splat(b, constI32(identity));
  const taken = running === undefined ? parts : parts.map((part, i) => select(b, running[i], part, neutral));
  let all = taken.reduce((sum, part) => binary(b, op, sum, part));
  for (const order of [[2, 3, 0, 1], [1, 0, 3, 2]]) all = binary(b, op, all, vector(b, 'shuffle', [all, all], 'v4i32', order));
  return uniform(vector(b, 'extract', [all], 'i32', [0]));
}

// ---- shuffles

type Shuffle = 'shfl' | 'shfl-up' | 'shfl-down' | 'shfl-xor';

/** Widths outside of 1 … 32 count as 32. */
function widthOf(inst: WarpInst): number {
  const [, , , width] = inst.operands;
  const given = width.kind === 'const' ? Number(width.value) : 0;
  return given > 0 && given <= lanes ? given : lanes;
}

function shuffle(b: Builder, op: Shuffle, own: readonly Value[], argument: LaneValue, width: number, running: Mask | undefined): readonly Value[] {
  const constant = argument.uniform?.kind === 'const' ? Number(argument.uniform.value) : undefined;
  if (constant !== undefined) {
    const sources = Array.from({ length: lanes }, (_, lane) => sourceOf(op, lane, constant, width) ?? lane);
    return ownUnless(b, running === undefined ? undefined : permute(b, running, sources), permute(b, own, sources), own);
  }
  const { sources, inside } = sourceLanes(b, op, argument, width);
  const takes = running === undefined ? inside : maskAnd(b, inside, fromMemory(b, running, op, argument, sources, width));
  return ownUnless(b, takes, fromMemory(b, own, op, argument, sources, width), own);
}

function ownUnless(b: Builder, takes: Mask | undefined, values: readonly Value[], own: readonly Value[]): readonly Value[] {
  return takes === undefined ? values : values.map((value, i) => select(b, takes[i], value, own[i]));
}

/** The lane that a lane reads; undefined: there is none in its segment. */
function sourceOf(op: Shuffle, lane: number, argument: number, width: number): number | undefined {
  const start = lane & -width;
  const last = start + width - 1;
  const isSmall = argument >>> 0 <= lanes - 1;
  let source: number;
  switch (op) {
    case 'shfl':
      source = start + (argument & (width - 1));
      break;
    case 'shfl-up':
      return isSmall && lane - argument >= start ? lane - argument : undefined;
    case 'shfl-down':
      return isSmall && lane + argument <= last ? lane + argument : undefined;
    case 'shfl-xor':
      source = lane ^ (argument & (lanes - 1));
      break;
    default:
      return op satisfies never;
  }
  return source <= last ? source : undefined;
}

/** Vectors whose lanes come from those lanes of the given ones. */
function permute(b: Builder, parts: readonly Value[], sources: readonly number[]): Value[] {
  return parts.map((_, group) => {
    const wanted = sources.slice(group * laneCount, (group + 1) * laneCount);
    const from = [...new Set(wanted.map((lane) => lane >> 2))];
    if (from.length === 1 && wanted.every((lane, i) => (lane & 3) === i)) return parts[from[0]];
    // Two vectors at a time; what is gathered already is the first.
    let gathered = parts[from[0]];
    const [second = from[0], ...more] = from.slice(1);
    const place = (lane: number): number => (lane >> 2 === from[0] ? lane & 3 : lane >> 2 === second ? (lane & 3) + laneCount : 0);
    gathered = vector(b, 'shuffle', [gathered, parts[second]], gathered.type, wanted.map(place));
    for (const next of more) gathered = vector(b, 'shuffle', [gathered, parts[next]], gathered.type, wanted.map((lane, i) => (lane >> 2 === next ? (lane & 3) + laneCount : i)));
    return gathered;
  });
}

/** For lanes that are known at run time only: the lanes that are read, and whether there are such. */
function sourceLanes(b: Builder, op: Shuffle, argument: LaneValue, width: number): { sources: readonly Value[]; inside: Mask } {
  const given = partsOf(b, argument, 'i32', groups);
  const sources: Value[] = [];
  const inside: Value[] = [];
  for (let group = 0; group < groups; group++) {
    const lane = constLanesOf((own) => own, group);
    const start = constLanesOf((own) => own & -width, group);
    const last = constLanesOf((own) => (own & -width) + width - 1, group);
    const small = (): Value => compareLanes(b, 'ule', given[group], splat(b, constI32(lanes - 1)));
    switch (op) {
      case 'shfl':
        sources.push(binary(b, 'add', start, binary(b, 'and', given[group], splat(b, constI32(width - 1)))));
        inside.push(compareLanes(b, 'sle', sources[group], last));
        break;
      case 'shfl-up':
        sources.push(binary(b, 'sub', lane, given[group]));
        inside.push(binary(b, 'and', compareLanes(b, 'sge', sources[group], start), small()));
        break;
      case 'shfl-down':
        sources.push(binary(b, 'add', lane, given[group]));
        inside.push(binary(b, 'and', compareLanes(b, 'sle', sources[group], last), small()));
        break;
      case 'shfl-xor':
        sources.push(binary(b, 'xor', lane, binary(b, 'and', given[group], splat(b, constI32(lanes - 1)))));
        inside.push(compareLanes(b, 'sle', sources[group], last));
        break;
      default:
        op satisfies never;
    }
  }
  return { sources, inside };
}

const word: MemoryType = { kind: 'scalar', scalar: 'i32', size: 4, align: 4, unsigned: true };

function wordAt(b: Builder, base: Value, i: Value): Value {
  return index(b, base, word, i);
}

/** The vectors, written side by side, read where the sources are; any lane where these are outside of the warp. */
function fromMemory(b: Builder, parts: readonly Value[], op: Shuffle, argument: LaneValue, sources: readonly Value[], width: number): readonly Value[] {
  const size = 4 * lanes;
  // What lies before and behind is read by lanes without a source.
  const space = append<AllocaInst>(b, { kind: 'alloca', type: { kind: 'bytes', size: 3 * size, align: 16 }, name: 'warp', operands: [] }, ['ptr']).results[0];
  const base = addBytes(b, space, size);
  parts.forEach((part, group) => void write(b, addBytes(b, base, 16 * group), part));
  const type = parts[0].type;
  const shift = argument.uniform;
  if (shift !== undefined && op === 'shfl' && width === lanes) {
    return new Array<Value>(groups).fill(splat(b, load(b, 'i32', wordAt(b, base, binary(b, 'and', shift, constI32(lanes - 1))), false, 4)));
  }
  if (shift !== undefined && (op === 'shfl-up' || op === 'shfl-down')) {
    const limited = binary(b, 'and', shift, constI32(lanes - 1));
    const at = wordAt(b, base, op === 'shfl-up' ? binary(b, 'sub', constI32(0), limited) : limited);
    return parts.map((_, group) => load(b, 'v4i32', addBytes(b, at, 16 * group), false, 4));
  }
  return parts.map((_, group) => {
    const within = binary(b, 'and', sources[group], splat(b, constI32(lanes - 1)));
    let gathered: Value | undefined;
    for (let lane = 0; lane < laneCount; lane++) {
      const value = load(b, 'i32', wordAt(b, base, vector(b, 'extract', [within], 'i32', [lane])), false, 4);
      gathered = gathered === undefined ? splat(b, value) : vector(b, 'insert', [gathered, value], type, [lane]);
    }
    return gathered!;
  });
}
