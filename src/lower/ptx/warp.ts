/** PTX instructions that lanes of a warp carry out together: shuffles, votes, matches, reductions, elections. (PTX ISA, "Parallel Synchronization and Communication".) */
import * as build from '../../ir/build.js';
import { constI32 } from '../../ir/build.js';
import type { WarpOp } from '../../ir/ir.js';
import type { Value } from '../ir-imports.js';
import { PRED, U32, U64 } from './registers.js';
import type { Row, Rows, Step } from './step.js';
import { effect, isSigned } from './step.js';

/** Writes the results: the second one only where the instruction has a place for it. */
function results(s: Step, first: Value, second: () => Value): Value[] {
  return s.operands[0]?.kind === 'list' ? [first, second()] : [first];
}

const SHUFFLES: Record<string, WarpOp> = { idx: 'shfl', up: 'shfl-up', down: 'shfl-down', bfly: 'shfl-xor' };
/**
 * shfl.sync.mode.b32 d|p, a, b, c, mask. c holds the clamp (bits 0 to 4) and the mask of the segments (bits 8 to 12); p says whether the lane that is read is in range.
 * Where c is what __shfl_sync and its kin make of a width, the operation of that name does it; else the source lane is computed as the ISA has it.
 */
function shuffle(s: Step): Value[] | undefined {
  const { b } = s;
  const mode = s.modifiers.find((m) => Object.hasOwn(SHUFFLES, m));
  if (mode === undefined || !s.has('sync') || s.count !== 4) return undefined;
  const [a, lane, c, mask] = [s.arg(0, U32), s.arg(1, U32), s.arg(2, U32), s.arg(3, U32)];
  const op = SHUFFLES[mode]!;
  const plain = s.operands[0]?.kind !== 'list' && c.kind === 'const' ? widthOf(Number(c.value), mode) : undefined;
  if (plain !== undefined) return [build.warp(b, op, [mask, a, lane, constI32(plain)])!];
  const self = build.special(b, 'laneid');
  const five = (v: Value): Value => build.binary(b, 'and', v, constI32(31));
  const delta = five(lane);
  const clamp = five(c);
  const segment = five(build.binary(b, 'lshr', c, constI32(8)));
  const others = build.binary(b, 'xor', segment, constI32(31));
  const maxLane = build.binary(b, 'or', build.binary(b, 'and', self, segment), build.binary(b, 'and', clamp, others));
  const minLane = build.binary(b, 'and', self, segment);
  const source = mode === 'up' ? build.binary(b, 'sub', self, delta) : mode === 'down' ? build.binary(b, 'add', self, delta) : mode === 'bfly' ? build.binary(b, 'xor', self, delta) : build.binary(b, 'or', minLane, build.binary(b, 'and', delta, others));
  const inRange = build.compare(b, mode === 'up' ? 'sge' : 'sle', source, maxLane);
  return results(s, build.warp(b, 'shfl', [mask, a, build.select(b, inRange, source, self), constI32(32)])!, () => inRange);
}

/** The width for which CUDA's functions have this operand. */
function widthOf(c: number, mode: string): number | undefined {
  const segment = (c >> 8) & 31;
  const width = 32 - segment;
  const usual = (width & (width - 1)) === 0 && (c & 31) === (mode === 'up' ? 0 : 31);
  return usual ? width : undefined;
}

function vote(s: Step): Value | undefined {
  const { b } = s;
  if (!s.has('sync') || s.count !== 2) return undefined;
  const predicate = build.convert(b, 'zext', s.arg(0, PRED), 'i32');
  const mask = s.arg(1, U32);
  if (s.has('ballot')) return build.warp(b, 'ballot', [mask, predicate]);
  if (s.has('uni')) {
    const votes = build.warp(b, 'ballot', [mask, predicate])!;
    return build.binary(b, 'or', build.compare(b, 'eq', votes, constI32(0)), build.compare(b, 'eq', votes, mask));
  }
  const op: WarpOp | undefined = s.has('all') ? 'all' : s.has('any') ? 'any' : undefined;
  return op === undefined ? undefined : build.compare(b, 'ne', build.warp(b, op, [mask, predicate])!, constI32(0));
}

function match(s: Step): Value[] | undefined {
  const { b } = s;
  if (!s.has('sync') || s.has('any') === s.has('all')) return undefined;
  const lanes = build.warp(b, s.has('all') ? 'match-all' : 'match-any', [s.arg(1, U32), s.type.bits === 64 ? s.arg(0, U64) : s.arg(0, U32)])!;
  if (s.has('any') && s.operands[0]?.kind === 'list') return undefined;
  return results(s, lanes, () => build.compare(b, 'ne', lanes, constI32(0)));
}

function reduce(s: Step): Value | undefined {
  const { b, type } = s;
  if (!s.has('sync')) return undefined;
  const name = s.modifiers.find((m) => ['add', 'min', 'max', 'and', 'or', 'xor'].includes(m));
  const bits = name === 'and' || name === 'or' || name === 'xor';
  if (name === undefined || bits !== (type.letter === 'b')) return undefined;
  const op = (name === 'min' || name === 'max' ? `reduce-${isSigned(type) ? 's' : 'u'}${name}` : `reduce-${name}`) as WarpOp;
  return build.warp(b, op, [s.arg(1, U32), s.arg(0, U32)]);
}

/** elect.sync d|p, mask: one lane of the mask, the same for all: the lowest. */
function elect(s: Step): Value[] | undefined {
  const { b } = s;
  if (!s.has('sync') || s.operands[0]?.kind !== 'list') return undefined;
  const mask = s.arg(0, U32);
  build.warp(b, 'sync', [mask]);
  const leader = build.unary(b, 'ctz', mask);
  return [leader, build.compare(b, 'eq', build.special(b, 'laneid'), leader)];
}

/** Written where they are carried out: a lane that a predicate leaves out takes no part. */
function together(modifiers: string, types: string, run: (s: Step) => Value | readonly Value[] | undefined): Row {
  return effect(modifiers, types, run);
}

export const warpRows: Rows = {
  activemask: together('', 'b32', (s) => build.warp(s.b, 'activemask', [])),
  vote: together('sync ballot all any uni', 'b32 pred', vote),
  shfl: together('sync idx up down bfly', 'b32', shuffle),
  match: together('sync any all', 'b32 b64', match),
  redux: together('sync add min max and or xor', 'u32 s32 b32', reduce),
  elect: together('sync', '', elect),
};
