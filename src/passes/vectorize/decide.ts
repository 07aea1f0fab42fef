/**
 * Whether four lanes at a time are possible, and whether they are faster. In: instructions and their shapes. Out: undefined, or the reason against it (for `--verbose`).
 * What may show its order to the program stays scalar (output, assertions, traps), and so do loops that wait for what another lane does: in lockstep it would never do it.
 */
import { intrinsicEffect } from '../../ir/intrinsics.js';
import type { Func, Inst, Region, Value } from '../../ir/ir.js';
import { scalarSize } from '../../ir/print.js';
import { countInsts, forEachRegion, someInst } from '../../ir/walk.js';
import { partCount } from './lanes.js';
import { fillsLanes, isInRecord } from './memory.js';
import { isLoadedAtOnce, isNarrow } from './narrow.js';
import { hasVectorForm } from './operations.js';
import { isVarying } from './shapes.js';
import type { LaneAnalysis } from './shapes.js';
import { hasWarpForm } from './warps.js';

interface Tally {
  readonly analysis: LaneAnalysis;
  readonly hasForm: (callee: Func) => boolean;
  readonly usesResult: ReadonlySet<Inst>;
  /** The lanes are a whole warp. */
  readonly wholeWarp: boolean;
  readonly unfit: Set<Inst> | undefined;
  scalar: number;
  vector: number;
  /** Of it: what is done lane by lane. */
  apart: number;
}

/** `unfit` gets the instruction that has no form for several lanes, if there is one. */
export function reasonAgainst(insts: readonly Inst[], analysis: LaneAnalysis, hasForm: (callee: Func) => boolean, weighed = true, wholeWarp = false, unfit?: Set<Inst>): string | undefined {
  const t = tally(insts, analysis, hasForm, wholeWarp, unfit);
  if (typeof t === 'string') return t;
  if (weighed && t.vector >= t.scalar) return `no gain expected (${Math.round(t.vector)} against ${Math.round(t.scalar)})`;
  return undefined;
}

/** What four threads at a time cost; infinite where that is impossible. */
export function vectorCost(insts: readonly Inst[], analysis: LaneAnalysis, hasForm: (callee: Func) => boolean): number {
  const t = tally(insts, analysis, hasForm, false);
  return typeof t === 'string' ? Number.POSITIVE_INFINITY : t.vector;
}

/** How much of the work of four threads at a time is done lane by lane: gathers and scatters, calls, atomic operations. Between 0 and 1. */
export function shareOfLanes(insts: readonly Inst[], analysis: LaneAnalysis, hasForm: (callee: Func) => boolean): number {
  const t = tally(insts, analysis, hasForm, false);
  return typeof t === 'string' || t.vector === 0 ? 0 : t.apart / t.vector;
}

/** Or why there is no code for several lanes. */
function tally(insts: readonly Inst[], analysis: LaneAnalysis, hasForm: (callee: Func) => boolean, wholeWarp: boolean, unfit?: Set<Inst>): Tally | string {
  const size = countInsts({ params: [], insts: [...insts] });
  if (size > largest) return `too large (${size} instructions)`;
  const used = new Set<Inst>();
  const note = (list: readonly Inst[]): void => {
    for (const inst of list) {
      for (const v of inst.operands) if (v.kind === 'result') used.add(v.inst);
      forEachRegion(inst, (r) => note(r.insts));
    }
  };
  note(insts);
  const t: Tally = { analysis, hasForm, usesResult: used, wholeWarp, unfit, scalar: 0, vector: 0, apart: 0 };
  return visit(t, insts, { scalar: 1, vector: 1, inMaskedLoop: false, masked: false }) ?? t;
}

/** Code for four threads comes beside that for one, and engines take long for large functions. */
const largest = 8000;

const loopWeight = 8;

/** Where an instruction stands. */
interface Place {
  /** How often a thread runs it, and how often four lanes do. */
  readonly scalar: number;
  readonly vector: number;
  readonly inMaskedLoop: boolean;
  /** Lanes that do not run are among those that do: what is known of them is data, not where they are. */
  readonly masked: boolean;
}

/** Of the threads that come to a condition on data, how many take an arm, and how many go on where the others leave. */
const taken = 0.5;
const staying = 0.75;

/** Four lanes go round a loop as often as the last of them: of the lanes, how many run on average where one condition on data ends the loop, and where several do. */
const running = 0.6;
const runningInSearch = 0.45;

function visit(t: Tally, insts: readonly Inst[], place: Place): string | undefined {
  let here = place;
  for (const inst of insts) {
    const reason = impossible(t, inst, here.inMaskedLoop);
    if (reason !== undefined) {
      t.unfit?.add(inst);
      return reason;
    }
    weigh(t, inst, here);
    let inner: string | undefined;
    const inside = placeInside(t, inst, here);
    forEachRegion(inst, (r: Region) => {
      inner ??= visit(t, r.insts, inside);
    });
    if (inner !== undefined) return inner;
    if (inst.kind === 'if' && asksForData(t.analysis, inst.operands[0]) && t.analysis.lostIn(inst).size > 0) here = { ...here, scalar: here.scalar * staying, masked: true };
  }
  return undefined;
}

/** Are there loops that lanes leave for what they have found? */
export function hasLoopsEndedByData(insts: readonly Inst[], analysis: LaneAnalysis): boolean {
  return someInst({ params: [], insts: [...insts] }, (inst) => inst.kind === 'loop' && analysis.masked.has(inst) && endsByData(analysis, inst.body) > 0);
}

function placeInside(t: Tally, inst: Inst, here: Place): Place {
  switch (inst.kind) {
    case 'loop': {
      const masked = t.analysis.masked.has(inst);
      const ends = masked ? endsByData(t.analysis, inst.body) : 0;
      const share = ends === 0 ? 1 : ends === 1 ? running : runningInSearch;
      return { scalar: here.scalar * loopWeight * share, vector: here.vector * loopWeight, inMaskedLoop: here.inMaskedLoop || masked, masked: here.masked || ends > 0 };
    }
    case 'if':
      return asksForData(t.analysis, inst.operands[0]) ? { ...here, scalar: here.scalar * taken, masked: true } : here;
    case 'switch':
      return asksForData(t.analysis, inst.operands[0]) ? { ...here, scalar: here.scalar / (inst.cases.length + 1), masked: true } : here;
    default:
      return here;
  }
}

/** Does a condition depend on more than on where threads are? Else neighbours mostly agree. */
function asksForData(analysis: LaneAnalysis, condition: Value): boolean {
  if (analysis.shapeOf(condition) === 0 || condition.kind !== 'result') return analysis.shapeOf(condition) !== 0;
  const { inst } = condition;
  if (inst.kind === 'compare') return inst.operands.some((v) => isVarying(analysis.shapeOf(v)));
  return inst.kind === 'binary' && condition.type === 'i1' ? inst.operands.some((v) => asksForData(analysis, v)) : true;
}

/** How many conditions on data let lanes out of the loop around. */
function endsByData(analysis: LaneAnalysis, body: Region): number {
  let count = 0;
  for (const inst of body.insts) {
    if (analysis.lostIn(inst).size === 0) continue;
    if (inst.kind === 'if' && asksForData(analysis, inst.operands[0])) count++;
    else forEachRegion(inst, (r) => {
      count += endsByData(analysis, r);
    });
  }
  return count;
}

function impossible(t: Tally, inst: Inst, inMaskedLoop: boolean): string | undefined {
  switch (inst.kind) {
    case 'warp':
      return t.wholeWarp && hasWarpForm(inst, t.analysis) ? undefined : 'contains a warp operation';
    case 'barrier':
    case 'try':
    case 'throw':
      return `contains ${inst.kind}`;
    case 'call-indirect':
      return 'calls through a pointer';
    case 'call':
      if (inst.callee.noreturn) return `may end in ${inst.callee.pretty}`;
      return inst.callee.pure || t.hasForm(inst.callee) ? undefined : `calls ${inst.callee.pretty}`;
    case 'intrinsic':
      return intrinsicEffect(inst.name) === 'pure' || inst.name === 'unreachable-hint' || inst.name === 'nanosleep' ? undefined : `uses ${inst.name}`;
    case 'atomic':
      return inMaskedLoop && t.usesResult.has(inst) ? 'a loop depends on an atomic operation' : undefined;
    case 'load':
      return inMaskedLoop && inst.volatile ? 'a loop reads volatile memory' : undefined;
    default:
      return undefined;
  }
}

const wideProduct = 20;

/** What costs that much for four threads is done for one after the other. */
const laneByLane = 11;

function isDivision(inst: Inst): boolean {
  return inst.kind === 'binary' && (inst.op === 'sdiv' || inst.op === 'udiv' || inst.op === 'srem' || inst.op === 'urem');
}

/** Rough counts of machine instructions for four threads. */
function weigh(t: Tally, inst: Inst, place: Place): void {
  const [scalar, usual] = costs(t, inst);
  const vector = usual + (place.masked ? behindCondition(t, inst) : 0);
  t.scalar += place.scalar * 4 * scalar;
  t.vector += place.vector * vector;
  if (usual >= laneByLane && !(isDivision(inst) && inst.operands[0].type === 'i32')) t.apart += place.vector * vector;
}

/** Behind a condition on data, each lane's store asks whether the lane runs; atomic operations do so anyway, and fewer of them run. */
function behindCondition(t: Tally, inst: Inst): number {
  if (inst.kind === 'atomic') return -8;
  return inst.kind === 'store' && t.analysis.shapeOf(inst.operands[0]) !== 0 ? 12 : 0;
}

function costs(t: Tally, inst: Inst): readonly [number, number] {
  const { shapeOf } = t.analysis;
  const isUniform = (i: number): boolean => shapeOf(inst.operands[i]) === 0;
  switch (inst.kind) {
    case 'load':
    case 'store': {
      const shape = shapeOf(inst.operands[0]);
      if (shape === 0) return [1, 1];
      const size = scalarSize(inst.memory);
      if (fillsLanes(inst.memory) && (shape === size || (inst.kind === 'load' && shape === -size))) return [1, partCount(inst.operands[inst.operands.length - 1].type) + (inst.kind === 'store' ? 1 : 0)];
      if (inst.kind === 'load' && isVarying(shape) && fillsLanes(inst.memory) && t.analysis.likelyShapeOf(inst.operands[0]) === size) return [1, 5];
      // Words of records are taken out of whole ones.
      if (inst.kind === 'load' && size === 4 && fillsLanes(inst.memory) && isInRecord(inst.operands[0], shape)) return [1, 4];
      // Bytes come from and go to general registers one by one.
      if (isNarrow(inst.memory)) return [1, inst.kind === 'load' && isLoadedAtOnce(inst.memory, shape) ? 3 : shape === size ? 4 : isVarying(shape) ? 28 : 16];
      return [1, isVarying(shape) ? 11 : 6];
    }
    case 'atomic':
      return [3, 24];
    case 'warp':
      return [20, 4];
    case 'copy':
    case 'fill':
      return inst.operands.every((_, i) => isUniform(i)) ? [4, 4] : [4, 20];
    case 'call':
      if (inst.operands.every((_, i) => isUniform(i)) && inst.callee.pure) return [30, 30];
      return t.hasForm(inst.callee) ? [30, 60] : [30, 132];
    case 'if':
      if (isUniform(0)) return [1, 1];
      // What data decide is hard to foresee.
      return [asksForData(t.analysis, inst.operands[0]) ? 4 : 1, t.analysis.masked.has(inst) ? 6 : 4];
    case 'switch':
      return isUniform(0) ? [2, 2] : [2, 4 + 3 * inst.cases.length];
    case 'loop':
      return t.analysis.masked.has(inst) ? [1, 10] : [1, 1];
    case 'block':
    case 'alloca':
    case 'special':
    case 'yield':
    case 'unreachable':
      return [0, 0];
    case 'break':
    case 'continue':
    case 'return':
      return [0, t.analysis.exitOf(inst) === undefined ? 0 : 2];
    case 'index':
    case 'field':
      return isVarying(shapeOf(inst.results[0])) ? [1, 2] : [1, 1];
    default: {
      const result = inst.results[0];
      if (result === undefined || shapeOf(result) === 0) return [1, 1];
      if (!isVarying(shapeOf(result)) && result.type !== 'i64') return [1, 1];
      if (!hasVectorForm(inst, isUniform)) return isDivision(inst) ? [12, 56] : [1, 12];
      // By what is no constant, lanes' integers are divided as doubles.
      if (isDivision(inst)) return inst.operands[1].kind === 'const' ? [4, 10] : [12, 20];
      if ((inst.kind === 'binary' && inst.op === 'fdiv') || (inst.kind === 'unary' && inst.op === 'fsqrt')) return [4, 4 * partCount(result.type)];
      // Machines have no product of 64-bit lanes: it is made of three of 32 bits.
      return [1, inst.kind === 'binary' && inst.op === 'mul' && result.type === 'i64' ? wideProduct : partCount(inst.operands[0]?.type ?? result.type)];
    }
  }
}
