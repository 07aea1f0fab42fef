/**
 * Kernels with barriers under block-uniform control flow: each segment between barriers becomes a loop over the threads; uniform control flow stands around these loops.
 *
 * In: a kernel split into parts. Out: its block function (spread.ts makes a kernel for shaders of the same parts). A value that a segment computes and another part needs is, when uniform, kept in a local variable of the block function;
 * when it varies, recomputed where that is cheap (thread indices and short pure expressions of them), else stored in the threads' memory. Threads that return before others reach a
 * barrier are marked as exited and skipped; those that are not in a masked part likewise, for as long as it runs (fission-masks.ts).
 */
import { alloca, append, binary, breakTo, call, compare, constI32, continueTo, createRegion, FALSE, load, store, undef, unreachable, yieldValues } from '../../ir/build.js';
import type { Builder } from '../../ir/build.js';
import { isPure } from '../../ir/effects.js';
import type { BarrierInst, BlockInst, Func, IfInst, Inst, LoopInst, RegionParam, SwitchInst, Terminator, Value, WarpInst } from '../../ir/ir.js';
import { scalarSize } from '../../ir/print.js';
import { forEachInst } from '../../ir/walk.js';
import { tidy } from '../vectorize/tidy.js';
import { branchOn, buildBlockFunction, labelled, setThreadSpecials, threadCopier, threadLoops } from './block-function.js';
import type { BlockValues, KernelSetting, ThreadValues } from './block-function.js';
import { copyInst, copyInsts, copyValue } from './copy.js';
import type { Copier } from './copy.js';
import { allAxes } from './distinct-threads.js';
import { addMasks, emitMasked, endIfAllHaveReturned, ifAnyIsLeft, leaveMasked } from './fission-masks.js';
import { activeThread, skipInactive } from './fission-state.js';
import type { BlockState, Fission, Home, ThreadHost } from './fission-state.js';
import { materialize, outsideValue, scalarType, segmentCopier } from './fission-values.js';
import { externalValues, vectorSegment, warpSegment } from './fission-vectors.js';
import { containsBarrier, mayLeave, mayReturn } from './regions.js';
import type { Part, Parts, Segment } from './regions.js';
import { isInPlace, shareSlots } from './share-slots.js';
import { addLocal, addSlot, allocateThreadMemory, createThreadMemory, loadSlot, sameSlot, storeSlot } from './thread-memory.js';
import type { ThreadMemory } from './thread-memory.js';
import type { Uniformity } from './uniformity.js';
import { lanesByWidth, vectorizeWritten } from './vector-threads.js';
import { warpResult } from './warp-exchange.js';
import { byWarps, escaping, findWarpRun, warpLoops } from './warp-runs.js';
import type { WarpRun } from './warp-runs.js';

const recomputeLimit = 8;

export interface FissionKernel {
  readonly entry: Func;
  /** Why no part of it is vectorized. */
  readonly scalar: string | undefined;
}

export function lowerFission(kernel: Func, parts: Parts, uniformity: Uniformity, setting: KernelSetting): FissionKernel {
  const memory = createThreadMemory();
  const f = createFission(kernel, parts, uniformity, setting, memory);

  const scratch = setting.library('__cw_scratch');
  const entry = buildBlockFunction(
    kernel,
    setting,
    (b, block) => {
      allocateThreadMemory(b, memory, block.threadCount, (at, perThread) => {
        if (scratch === undefined) throw new Error(`kernel ${kernel.name} needs __cw_scratch, which is not linked`);
        return call(at, scratch, [binary(at, 'mul', block.threadCount, constI32(perThread))])!;
      });
    },
    (b, block) => {
      emitBlock(f, b, block, blockHost(block, setting));
    },
  );
  if (f.vectorized > 0) tidy(entry, setting.vectors?.compact === true);
  return { entry, scalar: f.vectorized > 0 ? undefined : (f.scalar ?? 'nothing to do between barriers') };
}

/** Writes what a block does. */
export function emitBlock(f: Fission, b: Builder, block: BlockValues, host: ThreadHost): void {
  const { exited } = f;
  if (exited !== undefined) host.each(b, (t, thread) => storeSlot(t, exited, thread.place, FALSE));
  labelled(b, (inner, end) => {
    const nobody: ThreadValues = { x: constI32(0), y: constI32(0), z: constI32(0), linear: constI32(0), place: constI32(0) };
    emitFission(f, { block, copier: outsideCopier(host, nobody), end, host }, inner);
  });
}

/** Threads as loops of the block function; what they keep lies one after the other. */
export function blockHost(block: BlockValues, setting: KernelSetting): ThreadHost {
  return {
    each: (b, body, vector) => threadLoops(b, block, body, allAxes, vector),
    copier: (thread, leave) => threadCopier(block, thread, setting, leave),
    place: (_, linear) => linear,
    // Between segments a plain barrier holds by itself, and all votes are there.
    barrier: (_b, _inst, votes) => votes,
  };
}

export function outsideCopier(host: ThreadHost, nobody: ThreadValues): Copier {
  return host.copier(nobody, () => {
    throw new Error('an exit outside of the threads is a part of its own');
  });
}

/** Finds out where each value of the kernel is kept. */
export function createFission(kernel: Func, parts: Parts, uniformity: Uniformity, setting: KernelSetting, memory: ThreadMemory): Fission {
  const f: Fission = {
    body: kernel.body!, setting, parts, varying: uniformity.varying, memory, storage: new Map(), definedIn: new Map(), exited: parts.exits ? addSlot(memory, 'i1') : undefined, masks: new Map(), levels: [], guard: undefined, owners: new Map(), unfit: new Set(),
    oneAtATime: false, vectorized: 0, scalar: undefined, lanes: undefined,
  };
  forEachInst(kernel.body!, (inst) => {
    if (inst.kind === 'alloca') addLocal(memory, inst, inst.type);
  });
  if (setting.vectors !== undefined && f.exited === undefined && !parts.masks) f.lanes = lanesByWidth(kernel.body!.insts);
  for (const part of parts.parts) noteDefinitions(f, part);
  for (const part of parts.parts) noteUses(f, part);
  shareSlots(f);
  return f;
}

/** Writes the kernel's parts. */
export function emitFission(f: Fission, state: BlockState, b: Builder): void {
  emitParts(f, state, b, f.parts.parts, { yields: [] });
}

// ---- what crosses

function noteDefinitions(f: Fission, part: Part): void {
  switch (part.kind) {
    case 'segment':
      for (const inst of part.insts) for (const result of inst.results) f.definedIn.set(result, part);
      return;
    case 'split':
      if (part.masked) addMasks(f, part.inst);
      if (part.inst.kind === 'loop') for (const param of part.inst.body.params) if (f.varying.has(param)) keepInSlot(f, param);
      for (const result of part.inst.results) if (f.varying.has(result)) keepInSlot(f, result);
      for (const parts of part.regions) {
        for (const inner of parts) {
          if (inner.kind === 'leave' && inner.inst.kind === 'yield') f.owners.set(inner.inst, part.inst);
          noteDefinitions(f, inner);
        }
      }
      return;
    case 'exchange':
      for (const result of part.inst.results) if (f.varying.has(result)) keepInSlot(f, result);
      return;
    case 'uniform':
    case 'barrier':
    case 'leave':
      return;
    default:
      part satisfies never;
  }
}

function noteUses(f: Fission, part: Part): void {
  switch (part.kind) {
    case 'segment':
      for (const inst of part.insts) {
        if (inst.kind === 'warp') keepOperands(f, inst, part);
        forEachUse(inst, (v) => needed(f, v, part));
      }
      for (const move of part.moves) needed(f, move.from, part);
      return;
    case 'split':
      if (part.inst.kind !== 'loop') for (const v of part.inst.operands) needed(f, v, undefined);
      else part.inst.operands.forEach((v, i) => {
        if (!f.varying.has((part.inst as LoopInst).body.params[i])) needed(f, v, undefined);
      });
      for (const parts of part.regions) for (const inner of parts) noteUses(f, inner);
      return;
    case 'barrier':
      for (const v of part.inst.operands) needed(f, v, undefined);
      return;
    case 'exchange':
      keepOperands(f, part.inst, undefined);
      return;
    case 'leave': {
      const inst = part.inst;
      inst.operands.forEach((v, i) => {
        const to = inst.kind === 'break' ? inst.target.results[i] : inst.kind === 'continue' ? inst.target.body.params[i] : f.owners.get(inst)?.results[i];
        if (to !== undefined && !f.varying.has(to)) needed(f, v, undefined);
      });
      return;
    }
    case 'uniform':
      return;
    default:
      part satisfies never;
  }
}

/** Other lanes read the value: computing it again is no way to get theirs. */
function keepOperands(f: Fission, inst: WarpInst, segment: Segment | undefined): void {
  for (const [i, v] of inst.operands.entries()) {
    if (segment !== undefined && i !== 1) continue;
    if (f.definedIn.has(v) && f.varying.has(v) && f.storage.get(v)?.kind !== 'slot') keepInSlot(f, v);
    else needed(f, v, undefined);
  }
}

function forEachUse(inst: Inst, visit: (v: Value) => void): void {
  for (const v of inst.operands) visit(v);
  switch (inst.kind) {
    case 'if':
    case 'switch':
    case 'block':
    case 'loop':
    case 'try':
      forEachInst({ params: [], insts: [inst] }, (inner) => {
        for (const v of inner.operands) visit(v);
      });
      break;
    default:
      break;
  }
}

/** `v` is used in `segment`, or outside of the threads. */
function needed(f: Fission, v: Value, segment: Segment | undefined): void {
  if (v.kind !== 'result' && v.kind !== 'param') return;
  const home = f.definedIn.get(v);
  if (home === undefined || home === segment || f.storage.has(v)) return;
  if (v.kind === 'result' && v.inst.kind === 'alloca') return;
  if (f.memory.typed && v.type === 'ptr') {
    // Variables hold no pointers: what they are made of is kept.
    f.storage.set(v, { kind: 'recompute' });
    if (v.kind === 'result') for (const operand of v.inst.operands) needed(f, operand, segment);
    return;
  }
  if (!f.varying.has(v)) f.storage.set(v, { kind: 'scalar' });
  else if (segment !== undefined && recomputeCost(f, v) <= recomputeLimit) f.storage.set(v, { kind: 'recompute' });
  else keepInSlot(f, v);
}

function keepInSlot(f: Fission, v: Value): void {
  // The bits of a value that is kept anyway: what it is read for comes before the slot's next value (the next round of a loop).
  const inst = v.kind === 'result' ? v.inst : undefined;
  const source = inst?.kind === 'convert' && inst.op === 'bitcast' ? f.storage.get(inst.operands[0]) : undefined;
  const shared = source?.kind === 'slot' ? sameSlot(source.slot, v.type) : undefined;
  if (shared !== undefined) {
    f.storage.set(v, { kind: 'slot', slot: shared, borrowed: true });
    return;
  }
  f.storage.set(v, { kind: 'slot', slot: addSlot(f.memory, v.type, v.kind === 'result' || v.kind === 'param' ? v.name : undefined) });
}

/** Instructions to compute a value again from what is there in every segment. */
function recomputeCost(f: Fission, v: Value): number {
  if (v.kind !== 'result' && v.kind !== 'param') return 0;
  if (f.parts.outside.has(v) || v.kind === 'param') return f.parts.outside.has(v) || !f.storage.has(v) ? 0 : Number.POSITIVE_INFINITY;
  const inst = v.inst;
  if (inst.kind === 'alloca' || inst.kind === 'special') return 1;
  if (!f.definedIn.has(v) || !isPure(inst) || inst.results.length !== 1 || inst.kind === 'call' || inst.kind === 'fma' || inst.kind === 'intrinsic') return Number.POSITIVE_INFINITY;
  if (inst.kind === 'binary' && (inst.op === 'sdiv' || inst.op === 'udiv' || inst.op === 'srem' || inst.op === 'urem' || inst.op === 'fdiv')) return Number.POSITIVE_INFINITY;
  let cost = 1;
  for (const operand of inst.operands) {
    cost += recomputeCost(f, operand);
    if (cost > recomputeLimit) return cost;
  }
  return cost;
}

// ---- parts

function emitParts(f: Fission, state: BlockState, b: Builder, parts: readonly Part[], home: Home): void {
  for (let i = 0; i < parts.length; i++) {
    const part = parts[i];
    const length = f.setting.vectors?.compact !== false || f.oneAtATime || f.guard !== undefined ? 0 : emitFirstRun(f, state, b, parts, i, home);
    if (length > 0) {
      i += length - 1;
      continue;
    }
    switch (part.kind) {
      case 'segment':
        emitSegment(f, state, b, part);
        break;
      case 'uniform':
        copyInst(b, part.inst, state.copier);
        break;
      case 'barrier':
        emitBarrier(f, state, b, part.inst);
        break;
      case 'exchange':
        emitExchange(f, state, b, part.inst);
        break;
      case 'split':
        emitSplit(f, state, b, part);
        break;
      case 'leave':
        emitLeave(f, state, b, part.inst, home);
        return;
      default:
        part satisfies never;
    }
    const next = parts[i + 1];
    if (f.guard !== undefined && mayLeave(part) && !(next?.kind === 'leave' && next.inst.kind === 'yield')) {
      ifAnyIsLeft(f, state, b, home, (rest, inner) => emitParts(f, state, rest, parts.slice(i + 1), inner));
      return;
    }
  }
}

function emitSegment(f: Fission, state: BlockState, b: Builder, segment: Segment): void {
  const moves = segment.moves.filter((move) => !isInPlace(f, move));
  if (segment.insts.length === 0 && moves.length === 0) return;
  const external = externalValues(segment);
  // Uniform results that are needed elsewhere: the last thread's, all being equal.
  const homes = homesOf(f, b, segment);

  state.host.each(b, (t, thread) => {
    labelled(t, (inner, label) => {
      skipInactive(f, inner, thread.place, label);
      setThreadSpecials(inner, f.setting, thread);
      const copier = segmentCopier(f, state, thread, label, homes);
      for (const v of external) materialize(f, state, inner, v, thread, copier);
      copier.warp = (at, inst) => exchanged(f, state, at, inst, thread.linear, inst.operands.map((v) => copyValue(at, v, copier)), copier);
      copyInsts(inner, segment.insts, copier);
      const values = moves.map((move) => copyValue(inner, move.from, copier));
      moves.forEach((move, i) => {
        const kept = f.storage.get(move.to);
        if (kept?.kind !== 'slot') throw new Error('a varying value between parts has no slot');
        storeSlot(inner, kept.slot, thread.place, values[i]);
      });
    });
  }, vectorSegment(f, state, segment, external, homes));
  takeHome(state, b, homes);
}

/** Variables for the uniform results that are needed elsewhere. */
function homesOf(f: Fission, b: Builder, segment: Segment): ReadonlyMap<Value, Value> {
  const homes = new Map<Value, Value>();
  for (const inst of segment.insts) {
    for (const result of inst.results) if (f.storage.get(result)?.kind === 'scalar') homes.set(result, alloca(b, scalarType(result.type), result.name ?? 'uniform'));
  }
  return homes;
}

function takeHome(state: BlockState, b: Builder, homes: ReadonlyMap<Value, Value>): void {
  for (const [value, home] of homes) state.copier.values.set(value, load(b, value.type, home, false, scalarSize(value.type)));
}

/** The longest run that begins with part `at` and has a form for a whole warp; its length, or 0. */
function emitFirstRun(f: Fission, state: BlockState, b: Builder, parts: readonly Part[], at: number, home: Home): number {
  for (let run = findWarpRun(f, parts, at); run !== undefined; run = findWarpRun(f, parts, at)) {
    const known = f.unfit.size;
    if (emitRun(f, state, b, run, parts.slice(at, at + run.length), home)) return run.length;
    // Nothing in it is impossible: all of it gains nothing, and so would its parts.
    if (f.unfit.size === known) for (const inst of run.code.insts) f.unfit.add(inst);
  }
  return 0;
}

/** A run of parts a warp at a time, where warps are pieces of rows. False: it has no such form. */
function emitRun(f: Fission, state: BlockState, b: Builder, run: WarpRun, parts: readonly Part[], home: Home): boolean {
  for (const part of run.uniform) copyInst(b, part.inst, state.copier);
  const homes = homesOf(f, b, run.code);
  const write = warpSegment(f, state, run.code, homes, escaping(f, run));
  if (write === undefined) return false;
  byWarps(b, state, (whole) => warpLoops(whole, state, write), (other) => {
    f.oneAtATime = true;
    emitParts(f, state, other, parts.filter((part) => part.kind !== 'uniform'), home);
    f.oneAtATime = false;
    for (const [value, place] of homes) store(other, value.type, place, state.copier.values.get(value)!, scalarSize(value.type));
  });
  takeHome(state, b, homes);
  return true;
}

/** A barrier with a predicate gathers it from the threads that have not exited. */
function emitBarrier(f: Fission, state: BlockState, b: Builder, inst: BarrierInst): void {
  const predicate = inst.operands[0];
  if (predicate === undefined) {
    state.host.barrier(b, inst, undefined);
    return;
  }
  const total = alloca(b, scalarType('i32'), 'votes');
  const start = inst.barrier === 'block-and' ? 1 : 0;
  store(b, 'i32', total, constI32(start), 4);
  state.host.each(b, (t, thread) => {
    labelled(t, (inner, label) => {
      skipInactive(f, inner, thread.place, label);
      const copier = segmentCopier(f, state, thread, label, new Map());
      materialize(f, state, inner, predicate, thread, copier);
      const set = compare(inner, 'ne', copyValue(inner, predicate, copier), constI32(0));
      branchOn(
        inner,
        set,
        (yes) => {
          if (inst.barrier === 'block-count') store(yes, 'i32', total, binary(yes, 'add', load(yes, 'i32', total, true, 4), constI32(1)), 4);
          else if (inst.barrier === 'block-or') store(yes, 'i32', total, constI32(1), 4);
          yieldValues(yes);
        },
        (no) => {
          if (inst.barrier === 'block-and') store(no, 'i32', total, constI32(0), 4);
          yieldValues(no);
        },
      );
    });
  });
  const votes = state.host.barrier(b, inst, load(b, 'i32', total, true, 4));
  if (votes === undefined) throw new Error('a barrier without its votes');
  state.copier.values.set(inst.results[0], votes);
}

/** The result in a thread that has these operands; `values` has those that all threads share. */
function exchanged(f: Fission, state: BlockState, b: Builder, inst: WarpInst, linear: Value, operands: readonly Value[], values: Copier): Value {
  const value = inst.operands[1];
  const source = value === undefined ? undefined : f.storage.get(value);
  // What all threads share (a barrier's count) needs none.
  if (value !== undefined && f.varying.has(value) && source?.kind !== 'slot' && !state.copier.values.has(value)) throw new Error('the operand of a warp operation has no slot');
  const { exited, guard } = f;
  return warpResult(b, inst, {
    linear,
    threadCount: state.block.threadCount,
    operands,
    testsAtHead: f.memory.typed,
    valueOf: (at, other) => (source?.kind === 'slot' ? loadSlot(at, source.slot, state.host.place(at, other)) : copyValue(at, value, values)),
    alive: exited === undefined && guard === undefined ? undefined : (at, other) => activeThread(at, exited, guard, state.host.place(at, other))!,
  })!;
}

function emitExchange(f: Fission, state: BlockState, b: Builder, inst: WarpInst): void {
  if (inst.op === 'sync') return;
  b.loc = inst.loc;
  const result = f.storage.get(inst.results[0]);
  const isShared = !f.varying.has(inst.results[0]);
  if (result?.kind !== 'slot' && !isShared) throw new Error('the result of a warp operation has no slot');
  const { host } = state;
  if (isShared) {
    // Once for the warp.
    const operands = inst.operands.map((v) => (f.varying.has(v) ? undef(v.type) : outsideValue(state, b, v)));
    state.copier.values.set(inst.results[0], exchanged(f, state, b, inst, host.firstThread!(b), operands, state.copier));
    return;
  }
  const one = (t: Builder, thread: ThreadValues): void => {
    labelled(t, (inner, label) => {
      skipInactive(f, inner, thread.place, label);
      const copier = segmentCopier(f, state, thread, label, new Map());
      for (const v of inst.operands) materialize(f, state, inner, v, thread, copier);
      const computed = exchanged(f, state, inner, inst, thread.linear, inst.operands.map((v) => copyValue(inner, v, copier)), copier);
      if (result?.kind === 'slot') storeSlot(inner, result.slot, thread.place, computed);
    });
  };
  const four = f.oneAtATime ? undefined : vectorizeWritten(inst.loc, state.block, f.setting, one);
  if (four !== undefined) f.vectorized++;
  host.each(b, one, four);
}

/** Results and parameters of split instructions that stay values: the uniform ones. */
function uniformOnly<T extends Value>(f: Fission, values: readonly T[]): T[] {
  return values.filter((v) => !f.varying.has(v));
}

function emitSplit(f: Fission, state: BlockState, b: Builder, part: Extract<Part, { kind: 'split' }>): void {
  const inst = part.inst;
  b.loc = inst.loc;
  if (part.masked) {
    emitMasked(f, state, b, inst, part.regions, (at, parts, home) => emitParts(f, state, at, parts, home));
    return;
  }
  const results = uniformOnly(f, inst.results);
  const types = results.map((r) => r.type);
  const mapResults = (copy: Inst): void => results.forEach((r, i) => void state.copier.values.set(r, copy.results[i]));
  switch (inst.kind) {
    case 'if': {
      const copy = append<IfInst>(b, { kind: 'if', then: createRegion(), otherwise: createRegion(), operands: [outsideValue(state, b, inst.operands[0])] }, types);
      emitParts(f, state, { region: copy.then, loc: b.loc }, part.regions[0], { yields: types });
      emitParts(f, state, { region: copy.otherwise, loc: b.loc }, part.regions[1], { yields: types });
      mapResults(copy);
      return;
    }
    case 'switch': {
      const copy = append<SwitchInst>(
        b,
        { kind: 'switch', cases: inst.cases.map((c) => ({ values: c.values, region: createRegion() })), otherwise: createRegion(), operands: [outsideValue(state, b, inst.operands[0])] },
        types,
      );
      copy.cases.forEach((c, i) => void emitParts(f, state, { region: c.region, loc: b.loc }, part.regions[i], { yields: types }));
      emitParts(f, state, { region: copy.otherwise, loc: b.loc }, part.regions[inst.cases.length], { yields: types });
      mapResults(copy);
      return;
    }
    case 'block': {
      const copy = append<BlockInst>(b, { kind: 'block', body: createRegion(), operands: [] }, types);
      state.copier.targets.set(inst, copy);
      emitParts(f, state, { region: copy.body, loc: b.loc }, part.regions[0], { yields: types });
      mapResults(copy);
      return;
    }
    case 'loop': {
      const params = inst.body.params;
      const kept: RegionParam[] = uniformOnly(f, params);
      const operands = inst.operands.filter((_, i) => !f.varying.has(params[i])).map((v) => outsideValue(state, b, v));
      const body = createRegion(kept.map((p) => ({ type: p.type, name: p.name })));
      const copy = append<LoopInst>(b, { kind: 'loop', body, unroll: undefined, operands }, types);
      kept.forEach((p, i) => void state.copier.values.set(p, body.params[i]));
      state.copier.targets.set(inst, copy);
      const inner: Builder = { region: body, loc: b.loc };
      if (f.exited !== undefined && f.guard === undefined && part.regions[0].some(mayReturn)) endIfAllHaveReturned(f, state, inner, containsBarrier(inst.body));
      emitParts(f, state, inner, part.regions[0], { yields: [], loop: copy });
      mapResults(copy);
      return;
    }
    default:
      inst satisfies never;
  }
}

function emitLeave(f: Fission, state: BlockState, b: Builder, inst: Terminator, home: Home): void {
  b.loc = inst.loc;
  if (f.guard !== undefined && leaveMasked(f, state, b, inst, home)) return;
  const pass = (to: readonly Value[]): Value[] => inst.operands.filter((_, i) => !f.varying.has(to[i])).map((v) => outsideValue(state, b, v));
  switch (inst.kind) {
    case 'yield': {
      // The owner's uniform results: a yield carries as many values as the owner has results.
      const owner = f.owners.get(inst);
      yieldValues(b, owner === undefined ? [] : pass(owner.results));
      return;
    }
    case 'break':
      breakTo(b, state.copier.targets.get(inst.target)!, pass(inst.target.results));
      return;
    case 'continue':
      continueTo(b, state.copier.targets.get(inst.target) as LoopInst, pass(inst.target.body.params));
      return;
    case 'return':
      breakTo(b, state.end);
      return;
    case 'throw':
    case 'unreachable':
      unreachable(b);
      return;
    default:
      inst satisfies never;
  }
}
