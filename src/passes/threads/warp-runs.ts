/**
 * Runs of parts with warp operations, a warp at a time: segments and exchanges between two barriers become one piece of code with 32 lanes, in which values stay in vectors from one warp operation to the next.
 *
 * In: a list of parts. Out: where such a run is, and its code. It holds where rows are made of whole warps; for other blocks the parts are written as usual, one thread at a time.
 * Each warp goes through the run before the next one starts, an order that CUDA allows.
 */
import { append, binary, compare, constI32, createRegion, yieldValues } from '../../ir/build.js';
import type { Builder } from '../../ir/build.js';
import type { IfInst, Inst, Value } from '../../ir/ir.js';
import { countInsts, forEachInst, someInst } from '../../ir/walk.js';
import { warpSize } from '../vectorize/shapes.js';
import { countedLoop } from './block-function.js';
import type { ThreadValues } from './block-function.js';
import type { BlockState, Fission } from './fission-state.js';
import type { Part, Segment } from './regions.js';

export interface WarpRun {
  /** Number of parts. */
  readonly length: number;
  /** To be computed before, outside of the threads. */
  readonly uniform: readonly Extract<Part, { kind: 'uniform' }>[];
  /** All of it as one segment. */
  readonly code: Segment;
}

/** Longer code is not written for 32 lanes. */
const largestRun = 240;
const largestSegment = 40;

/** The longest run that begins with part `at`; undefined: none does. */
export function findWarpRun(f: Fission, parts: readonly Part[], at: number): WarpRun | undefined {
  const insts: Inst[] = [];
  const inside = new Set<Inst>();
  const uniform: Extract<Part, { kind: 'uniform' }>[] = [];
  let found: WarpRun | undefined;
  let size = 0;
  for (let i = at; i < parts.length; i++) {
    const part = parts[i];
    if (part.kind === 'uniform') {
      if (part.inst.operands.some((v) => v.kind === 'result' && inside.has(v.inst))) break;
      uniform.push(part);
      continue;
    }
    const taken = instsOf(f, part);
    if (taken === undefined || taken.some((inst) => isUnfit(f, inst))) break;
    size += countInsts({ params: [], insts: [...taken] });
    if (size > largestRun) break;
    insts.push(...taken);
    forEachInst({ params: [], insts: [...taken] }, (inst) => void inside.add(inst));
    const moves = part.kind === 'segment' ? part.moves : [];
    if (insts.some((inst) => hasWarpOperation(inst))) found = { length: i + 1 - at, uniform: [...uniform], code: { kind: 'segment', insts: [...insts], moves } };
    if (moves.length > 0) break;
  }
  return found;
}

function isUnfit(f: Fission, inst: Inst): boolean {
  return f.unfit.size > 0 && someInst({ params: [], insts: [inst] }, (inner) => f.unfit.has(inner));
}

function hasWarpOperation(inst: Inst): boolean {
  return someInst({ params: [], insts: [inst] }, (inner) => inner.kind === 'warp');
}

/** What a part adds to a run; undefined: it does not belong to one. */
function instsOf(f: Fission, part: Part): readonly Inst[] | undefined {
  switch (part.kind) {
    case 'segment':
      return part.insts.some((inst) => inst.kind === 'loop') || countInsts({ params: [], insts: part.insts }) > largestSegment ? undefined : part.insts;
    case 'exchange':
      return [part.inst];
    case 'split':
      return part.inst.kind === 'if' && part.inst.results.every((result) => f.varying.has(result)) && comesToItsEnd(part.inst) ? [part.inst] : undefined;
    default:
      return undefined;
  }
}

/** No barrier inside, and nothing that leads out of it. */
function comesToItsEnd(inst: IfInst): boolean {
  const inside = new Set<Inst>();
  return !someInst({ params: [], insts: [inst] }, (inner) => {
    inside.add(inner);
    switch (inner.kind) {
      case 'barrier':
      case 'return':
      case 'throw':
        return true;
      case 'break':
      case 'continue':
        return !inside.has(inner.target);
      default:
        return false;
    }
  });
}

/** The values that a run computes and something else uses, or computes others of. */
export function escaping(f: Fission, run: WarpRun): ReadonlySet<Value> {
  const inside = new Set<Inst>();
  forEachInst({ params: [], insts: run.code.insts }, (inst) => void inside.add(inst));
  const values = new Set<Value>();
  const note = (v: Value): void => {
    if (v.kind !== 'result' || !inside.has(v.inst) || values.has(v)) return;
    values.add(v);
    const kept = f.storage.get(v);
    if (kept?.kind === 'recompute' || (kept?.kind === 'slot' && kept.borrowed === true)) for (const operand of v.inst.operands) note(operand);
  };
  forEachInst(f.body, (inst) => {
    if (!inside.has(inst)) for (const v of inst.operands) note(v);
  });
  return values;
}

/** `whole` where all warps lie in one row each, `other` elsewhere. */
export function byWarps(b: Builder, state: BlockState, whole: (b: Builder) => void, other: (b: Builder) => void): void {
  const [nx] = state.block.blockDim;
  const fits = compare(b, 'eq', binary(b, 'and', nx, constI32(warpSize - 1)), constI32(0));
  const inst = append<IfInst>(b, { kind: 'if', then: createRegion(), otherwise: createRegion(), operands: [fits] }, []);
  for (const [region, write] of [[inst.then, whole], [inst.otherwise, other]] as const) {
    const inner: Builder = { region, loc: b.loc };
    write(inner);
    yieldValues(inner);
  }
}

/** Loops over the warps of a block. */
export function warpLoops(b: Builder, state: BlockState, body: (b: Builder, thread: ThreadValues) => void): void {
  const [nx, ny, nz] = state.block.blockDim;
  countedLoop(b, nz, (bz, z) => countedLoop(bz, ny, (by, y) => {
    const row = binary(by, 'mul', binary(by, 'add', binary(by, 'mul', z, ny), y), nx);
    countedLoop(by, nx, (bx, x) => {
      const linear = binary(bx, 'add', row, x);
      body(bx, { x, y, z, linear, place: linear });
    }, constI32(0), warpSize);
  }));
}
