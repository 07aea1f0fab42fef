/**
 * Warp operations where the lanes are a whole warp: votes are bits of masks, shuffles permutations of vectors. In: the operation's operands in all lanes, the lanes that run. Out: its result in all lanes.
 * Semantics as in sysroot/lib/cuda/fibers.cpp: lanes that do not run or are not in the mask take no part; a shuffle from such a lane gives the own value.
 */
import { append, binary, compare, compareLanes, constI32, constLanes, index, load, select, vector } from '../../ir/build.js';
import type { Builder } from '../../ir/build.js';
import type { AllocaInst, BinaryOp, MemoryType, Value, WarpInst } from '../../ir/ir.js';
import type { ConstantLanes } from './constant-lanes.js';
import { addBytes, constantParts, fromLanes, laneCount, maskAnd, maskAndNot, partsOf, splat, uniform } from './lanes.js';
import type { LaneValue, Mask } from './lanes.js';
import type { LaneAnalysis } from './shapes.js';
import { laneBits, write } from './vectorizer.js';

const lanes = 32;
const groups = lanes / laneCount;
const zeroLanes: Value = { kind: 'const', type: 'v4i32', value: 0n };

/** Can the operation be computed so? Lanes may name different members where it is known which. */
export function hasWarpForm(inst: WarpInst, analysis: LaneAnalysis): boolean {
  const [members, , argument, width] = inst.operands;
  const apart = members !== undefined && analysis.shapeOf(members) !== 0;
  if (apart && analysis.constantsOf(members) === undefined) return false;
  switch (inst.op) {
    case 'match-any':
    case 'match-all':
      return false;
    case 'shfl':
    case 'shfl-up':
    case 'shfl-down':
    case 'shfl-xor':
      return width.kind === 'const' && (!apart || analysis.constantsOf(argument) !== undefined);
    case 'sync':
    case 'ballot':
    case 'any':
    case 'all':
    case 'activemask':
      return true;
    default:
      return !apart;
  }
}

/** undefined for `sync`. */
export function warpLanes(b: Builder, inst: WarpInst, args: readonly LaneValue[], mask: Mask | undefined, analysis: LaneAnalysis): LaneValue | undefined {
  // What each lane names, where lanes name different members.
  const named = args.length === 0 || args[0].uniform !== undefined ? undefined : analysis.constantsOf(inst.operands[0]);
  const running = args.length === 0 || args[0].uniform === undefined ? mask : members(b, args[0].uniform, mask);
  const value = (): readonly Value[] => partsOf(b, args[1], 'i32', groups);
  const isSet = (): Mask => value().map((part) => compareLanes(b, 'ne', part, zeroLanes));
  /** The votes of those whom each lane names. */
  const votes = (of: Mask): readonly Value[] => {
    const all = splat(b, laneBits(b, of));
    return constantParts(named!).map((own) => binary(b, 'and', all, own));
  };
  const yes = (condition: Value): LaneValue => uniform(select(b, condition, constI32(1), constI32(0)));
  const yesApart = (op: 'eq' | 'ne', of: Mask): LaneValue => ({ parts: votes(of).map((part) => binary(b, 'and', compareLanes(b, op, part, zeroLanes), oneInAll)) });
  switch (inst.op) {
    case 'sync':
      return undefined;
    case 'shfl':
    case 'shfl-up':
    case 'shfl-down':
    case 'shfl-xor':
      return { parts: shuffle(b, inst.op, value(), args[2], analysis.constantsOf(inst.operands[2]), widthOf(inst), running, named) };
    case 'ballot': {
      const set = maskAnd(b, running, isSet());
      return named === undefined ? uniform(laneBits(b, set)) : { parts: votes(set) };
    }
    case 'any': {
      const set = maskAnd(b, running, isSet());
      return named === undefined ? yes(compare(b, 'ne', laneBits(b, set), constI32(0))) : yesApart('ne', set);
    }
    case 'all': {
      const unset = maskAndNot(b, running, isSet());
      return named === undefined ? yes(compare(b, 'eq', laneBits(b, unset), constI32(0))) : yesApart('eq', unset);
    }
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

const oneInAll: Value = constLanes([1, 1, 1, 1]);

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

/** `constants`: the argument in each lane; `named`: the members that each lane names, where these differ. */
function shuffle(b: Builder, op: Shuffle, own: readonly Value[], argument: LaneValue, constants: ConstantLanes | undefined, width: number, running: Mask | undefined, named: ConstantLanes | undefined): readonly Value[] {
  if (constants !== undefined) {
    const sources = constants.map((constant, lane) => {
      const source = sourceOf(op, lane, constant, width) ?? lane;
      return named === undefined || ((named[lane]! >> source) & 1) === 1 ? source : lane;
    });
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
  const shift = argument.uniform;
  if (shift !== undefined && op === 'shfl' && width === lanes) {
    return new Array<Value>(groups).fill(splat(b, load(b, 'i32', wordAt(b, base, binary(b, 'and', shift, constI32(lanes - 1))), false, 4)));
  }
  if (shift !== undefined && (op === 'shfl-up' || op === 'shfl-down')) {
    const limited = binary(b, 'and', shift, constI32(lanes - 1));
    const at = wordAt(b, base, op === 'shfl-up' ? binary(b, 'sub', constI32(0), limited) : limited);
    return parts.map((_, group) => load(b, 'v4i32', addBytes(b, at, 16 * group), false, 4));
  }
  const start = splat(b, base);
  return parts.map((_, group) => {
    const within = binary(b, 'and', sources[group], splat(b, constI32(lanes - 1)));
    const addresses = binary(b, 'add', start, binary(b, 'shl', within, constI32(2)));
    const read = Array.from({ length: laneCount }, (_unused, lane) => load(b, 'i32', vector(b, 'extract', [addresses], 'ptr', [lane]), false, 4));
    return fromLanes(b, read, 'i32').parts![0]!;
  });
}
