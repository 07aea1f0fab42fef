/**
 * Kernels with barriers under block-uniform control flow: each segment between barriers becomes a loop over the threads; uniform control flow stands around these loops.
 *
 * In: a kernel split into parts. Out: its block function. A value that a segment computes and another part needs is, when uniform, kept in a local variable of the block function;
 * when it varies, recomputed where that is cheap (thread indices and short pure expressions of them), else stored in the threads' memory. Threads that return before others reach a
 * barrier are marked as exited and skipped; those that do not take an arm with warp operations likewise, for as long as it runs.
 */
import { alloca, append, binary, breakTo, compare, constI32, continueTo, createRegion, load, store, TRUE, unreachable, yieldValues } from '../../ir/build.js';
import type { Builder } from '../../ir/build.js';
import { isPure } from '../../ir/effects.js';
import type { BarrierInst, BlockInst, Func, IfInst, Inst, InstResult, LoopInst, MemoryType, RegionParam, SwitchInst, Terminator, Value, ValueType, WarpInst } from '../../ir/ir.js';
import { scalarSize } from '../../ir/print.js';
import { forEachInst } from '../../ir/walk.js';
import { tidy } from '../vectorize/tidy.js';
import { branchOn, buildBlockFunction, labelled, setThreadSpecials, threadCopier, threadLoops } from './block-function.js';
import type { KernelSetting, ThreadValues } from './block-function.js';
import { copyInst, copyInsts, copyValue } from './copy.js';
import type { Copier } from './copy.js';
import { allAxes } from './distinct-threads.js';
import { activeThread, skipInactive } from './fission-state.js';
import type { BlockState, Fission, Storage } from './fission-state.js';
import { vectorSegment } from './fission-vectors.js';
import type { Part, Parts, Segment } from './regions.js';
import { addLocal, addSlot, allocateThreadMemory, createThreadMemory, loadSlot, localAddress, sameSlot, storeSlot } from './thread-memory.js';
import type { Uniformity } from './uniformity.js';
import { lanesByWidth, vectorizeWritten } from './vector-threads.js';
import { warpResult } from './warp-exchange.js';

const recomputeLimit = 8;

export interface FissionKernel {
  readonly entry: Func;
  /** Why no part of it is vectorized. */
  readonly scalar: string | undefined;
}

export function lowerFission(kernel: Func, parts: Parts, uniformity: Uniformity, setting: KernelSetting): FissionKernel {
  const memory = createThreadMemory();
  const storage = new Map<Value, Storage>();
  const definedIn = new Map<Value, Segment>();
  const exited = parts.exits ? addSlot(memory, 'i1') : undefined;
  const f: Fission = {
    setting, parts, varying: uniformity.varying, memory, storage, definedIn, exited, guards: new Map(), guard: undefined, owners: new Map(), vectorized: 0, scalar: undefined,
    lanes: setting.vectors === undefined || exited !== undefined || parts.guards ? undefined : lanesByWidth(kernel.body!.insts),
  };
  forEachInst(kernel.body!, (inst) => {
    if (inst.kind === 'alloca') addLocal(memory, inst, inst.type.size);
  });
  for (const part of parts.parts) noteDefinitions(f, part);
  for (const part of parts.parts) noteUses(f, part);

  const scratch = setting.library('__cw_scratch');
  const entry = buildBlockFunction(
    kernel,
    setting,
    (b, block) => {
      if (memory.slots.length === 0 && memory.locals.size === 0) return;
      if (scratch === undefined) throw new Error(`kernel ${kernel.name} needs __cw_scratch, which is not linked`);
      allocateThreadMemory(b, memory, block.threadCount, scratch);
    },
    (b, block) => {
      if (exited !== undefined) threadLoops(b, block, (t, thread) => storeSlot(t, exited, thread.linear, { kind: 'const', type: 'i1', value: 0 }));
      labelled(b, (inner, end) => {
        const copier = threadCopier(block, { x: constI32(0), y: constI32(0), z: constI32(0), linear: constI32(0) }, setting, () => {
          throw new Error('an exit outside of the threads is a part of its own');
        });
        const state: BlockState = { block, copier, end };
        emitParts(f, state, inner, parts.parts);
      });
    },
  );
  if (f.vectorized > 0) tidy(entry);
  return { entry, scalar: f.vectorized > 0 ? undefined : (f.scalar ?? 'nothing to do between barriers') };
}

// ---- what crosses

function noteDefinitions(f: Fission, part: Part): void {
  switch (part.kind) {
    case 'segment':
      for (const inst of part.insts) for (const result of inst.results) f.definedIn.set(result, part);
      return;
    case 'split':
      if (part.guarded) f.guards.set(part.inst, [addSlot(f.memory, 'i1'), addSlot(f.memory, 'i1')]);
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
      for (const result of part.inst.results) keepInSlot(f, result);
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
      // Other lanes read the value: computing it again is no way to get theirs.
      for (const v of part.inst.operands) {
        if (f.definedIn.has(v) && f.varying.has(v) && f.storage.get(v)?.kind !== 'slot') keepInSlot(f, v);
        else needed(f, v, undefined);
      }
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
  f.storage.set(v, { kind: 'slot', slot: addSlot(f.memory, v.type) });
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

function emitParts(f: Fission, state: BlockState, b: Builder, parts: readonly Part[]): void {
  for (const part of parts) {
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
        emitLeave(f, state, b, part.inst);
        break;
      default:
        part satisfies never;
    }
  }
}

function scalarType(type: ValueType): MemoryType {
  return { kind: 'scalar', scalar: type, size: scalarSize(type), align: scalarSize(type), unsigned: true };
}

function emitSegment(f: Fission, state: BlockState, b: Builder, segment: Segment): void {
  if (segment.insts.length === 0 && segment.moves.length === 0) return;
  const inside = new Set<Value>();
  const external = new Set<Value>();
  const note = (v: Value): void => {
    if ((v.kind === 'result' || v.kind === 'param') && !inside.has(v)) external.add(v);
  };
  const scan = (inst: Inst): void => {
    for (const v of inst.operands) note(v);
    for (const result of inst.results) inside.add(result);
    if (inst.kind === 'loop') for (const param of inst.body.params) inside.add(param);
    if (inst.kind === 'try') for (const param of inst.handler.params) inside.add(param);
  };
  forEachInst({ params: [], insts: segment.insts }, scan);
  for (const move of segment.moves) note(move.from);

  // Uniform results that are needed elsewhere: the last thread's, all being equal.
  const scalars: { value: InstResult; home: Value }[] = [];
  for (const inst of segment.insts) {
    for (const result of inst.results) {
      if (f.storage.get(result)?.kind === 'scalar') scalars.push({ value: result, home: alloca(b, scalarType(result.type), result.name ?? 'uniform') });
    }
  }
  const homes = new Map<Value, Value>(scalars.map((s) => [s.value, s.home]));

  threadLoops(b, state.block, (t, thread) => {
    labelled(t, (inner, label) => {
      skipInactive(f, inner, thread.linear, label);
      setThreadSpecials(inner, f.setting, thread);
      const copier = segmentCopier(f, state, thread, label, homes);
      for (const v of external) materialize(f, state, inner, v, thread, copier);
      copyInsts(inner, segment.insts, copier);
      const values = segment.moves.map((move) => copyValue(inner, move.from, copier));
      segment.moves.forEach((move, i) => {
        const kept = f.storage.get(move.to);
        if (kept?.kind !== 'slot') throw new Error('a varying value between parts has no slot');
        storeSlot(inner, kept.slot, thread.linear, values[i]);
      });
    });
  }, allAxes, vectorSegment(f, state, segment, external, homes));
  for (const { value, home } of scalars) state.copier.values.set(value, load(b, value.type, home, false, scalarSize(value.type)));
}

/** An `if` that threads see differently: notes who takes which arm, then runs each arm that anybody takes, for those threads. */
function emitGuarded(f: Fission, state: BlockState, b: Builder, inst: IfInst, regions: readonly (readonly Part[])[]): void {
  const slots = f.guards.get(inst)!;
  const outer = f.guard;
  const taken = slots.map(() => alloca(b, scalarType('i32'), 'taken'));
  for (const home of taken) store(b, 'i32', home, constI32(0), 4);
  const one = (t: Builder, thread: ThreadValues): void => {
    labelled(t, (inner, label) => {
      const active = activeThread(inner, f.exited, outer, thread.linear);
      const copier = segmentCopier(f, state, thread, label, new Map());
      materialize(f, state, inner, inst.operands[0], thread, copier);
      const condition = copyValue(inner, inst.operands[0], copier);
      const not = binary(inner, 'xor', condition, TRUE);
      [condition, not].forEach((arm, i) => {
        const takes = active === undefined ? arm : binary(inner, 'and', active, arm);
        storeSlot(inner, slots[i], thread.linear, takes);
        branchOn(inner, takes, (yes) => {
          store(yes, 'i32', taken[i], constI32(1), 4);
          yieldValues(yes);
        });
      });
    });
  };
  const four = vectorizeWritten(inst.loc, state.block, f.setting, one);
  threadLoops(b, state.block, one, allAxes, four);
  regions.forEach((parts, i) => {
    if (parts.every((part) => part.kind === 'leave')) return;
    const copy = append<IfInst>(b, { kind: 'if', then: createRegion(), otherwise: createRegion(), operands: [compare(b, 'ne', load(b, 'i32', taken[i], true, 4), constI32(0))] }, []);
    f.guard = slots[i];
    emitParts(f, state, { region: copy.then, loc: b.loc }, parts);
    f.guard = outer;
    yieldValues({ region: copy.otherwise, loc: b.loc });
  });
}

function segmentCopier(f: Fission, state: BlockState, thread: ThreadValues, label: BlockInst, homes: Map<Value, Value>): Copier {
  const base = threadCopier(state.block, thread, f.setting, (at, inst) => {
    if (inst.kind !== 'return') throw new Error(`${inst.kind} leaves a segment`);
    if (f.exited !== undefined) storeSlot(at, f.exited, thread.linear, { kind: 'const', type: 'i1', value: 1 });
    breakTo(at, label);
  });
  return {
    ...base,
    alloca: (at, inst) => localAddress(at, f.memory, inst, thread.linear),
    copied(at, inst) {
      for (const result of inst.results) {
        const kept = f.storage.get(result);
        if (kept === undefined) continue;
        const value = this.values.get(result)!;
        if (kept.kind === 'slot') {
          if (kept.borrowed !== true) storeSlot(at, kept.slot, thread.linear, value);
        }
        else if (kept.kind === 'scalar') store(at, result.type, homes.get(result)!, value, scalarSize(result.type));
      }
    },
  };
}

/** Makes a value of another part available at the start of a segment. */
function materialize(f: Fission, state: BlockState, b: Builder, v: Value, thread: ThreadValues, copier: Copier): void {
  if (copier.values.has(v) || (v.kind !== 'result' && v.kind !== 'param')) return;
  const shared = state.copier.values.get(v);
  if (shared !== undefined) {
    copier.values.set(v, shared);
    return;
  }
  const kept = f.storage.get(v);
  if (kept?.kind === 'slot') {
    copier.values.set(v, loadSlot(b, kept.slot, thread.linear));
    return;
  }
  if (v.kind === 'result' && (kept?.kind === 'recompute' || v.inst.kind === 'alloca' || v.inst.kind === 'special' || f.definedIn.has(v))) {
    for (const operand of v.inst.operands) materialize(f, state, b, operand, thread, copier);
    copyInst(b, v.inst, copier);
    return;
  }
  throw new Error(`a ${v.kind} of type ${v.type} does not reach a later part of the kernel`);
}

/** A uniform value outside of the threads. */
function outsideValue(state: BlockState, b: Builder, v: Value): Value {
  return copyValue(b, v, state.copier);
}

/** Between segments a plain barrier holds by itself; one with a predicate gathers it from the threads that have not exited. */
function emitBarrier(f: Fission, state: BlockState, b: Builder, inst: BarrierInst): void {
  if (inst.barrier === 'block') return;
  const predicate = inst.operands[0];
  const total = alloca(b, scalarType('i32'), 'votes');
  const start = inst.barrier === 'block-and' ? 1 : 0;
  store(b, 'i32', total, constI32(start), 4);
  threadLoops(b, state.block, (t, thread) => {
    labelled(t, (inner, label) => {
      skipInactive(f, inner, thread.linear, label);
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
  state.copier.values.set(inst.results[0], load(b, 'i32', total, true, 4));
}

function emitExchange(f: Fission, state: BlockState, b: Builder, inst: WarpInst): void {
  if (inst.op === 'sync') return;
  b.loc = inst.loc;
  const result = f.storage.get(inst.results[0]);
  if (result?.kind !== 'slot') throw new Error('the result of a warp operation has no slot');
  const value = inst.operands[1];
  const source = value === undefined ? undefined : f.storage.get(value);
  // What all threads share (a barrier's count) needs none.
  if (value !== undefined && f.varying.has(value) && source?.kind !== 'slot' && !state.copier.values.has(value)) throw new Error('the operand of a warp operation has no slot');
  const { exited, guard } = f;
  const one = (t: Builder, thread: ThreadValues): void => {
    labelled(t, (inner, label) => {
      skipInactive(f, inner, thread.linear, label);
      const copier = segmentCopier(f, state, thread, label, new Map());
      for (const v of inst.operands) materialize(f, state, inner, v, thread, copier);
      const computed = warpResult(inner, inst, {
        linear: thread.linear,
        threadCount: state.block.threadCount,
        operands: inst.operands.map((v) => copyValue(inner, v, copier)),
        valueOf: (at, other) => (source?.kind === 'slot' ? loadSlot(at, source.slot, other) : copyValue(at, value, copier)),
        alive: exited === undefined && guard === undefined ? undefined : (at, other) => activeThread(at, exited, guard, other)!,
      });
      if (computed !== undefined) storeSlot(inner, result.slot, thread.linear, computed);
    });
  };
  const four = vectorizeWritten(inst.loc, state.block, f.setting, one);
  if (four !== undefined) f.vectorized++;
  threadLoops(b, state.block, one, allAxes, four);
}

/** Results and parameters of split instructions that stay values: the uniform ones. */
function uniformOnly<T extends Value>(f: Fission, values: readonly T[]): T[] {
  return values.filter((v) => !f.varying.has(v));
}

function emitSplit(f: Fission, state: BlockState, b: Builder, part: Extract<Part, { kind: 'split' }>): void {
  const inst = part.inst;
  b.loc = inst.loc;
  if (part.guarded && inst.kind === 'if') {
    emitGuarded(f, state, b, inst, part.regions);
    return;
  }
  const results = uniformOnly(f, inst.results);
  const types = results.map((r) => r.type);
  const mapResults = (copy: Inst): void => results.forEach((r, i) => void state.copier.values.set(r, copy.results[i]));
  switch (inst.kind) {
    case 'if': {
      const copy = append<IfInst>(b, { kind: 'if', then: createRegion(), otherwise: createRegion(), operands: [outsideValue(state, b, inst.operands[0])] }, types);
      emitParts(f, state, { region: copy.then, loc: b.loc }, part.regions[0]);
      emitParts(f, state, { region: copy.otherwise, loc: b.loc }, part.regions[1]);
      mapResults(copy);
      return;
    }
    case 'switch': {
      const copy = append<SwitchInst>(
        b,
        { kind: 'switch', cases: inst.cases.map((c) => ({ values: c.values, region: createRegion() })), otherwise: createRegion(), operands: [outsideValue(state, b, inst.operands[0])] },
        types,
      );
      copy.cases.forEach((c, i) => void emitParts(f, state, { region: c.region, loc: b.loc }, part.regions[i]));
      emitParts(f, state, { region: copy.otherwise, loc: b.loc }, part.regions[inst.cases.length]);
      mapResults(copy);
      return;
    }
    case 'block': {
      const copy = append<BlockInst>(b, { kind: 'block', body: createRegion(), operands: [] }, types);
      state.copier.targets.set(inst, copy);
      emitParts(f, state, { region: copy.body, loc: b.loc }, part.regions[0]);
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
      emitParts(f, state, { region: body, loc: b.loc }, part.regions[0]);
      mapResults(copy);
      return;
    }
    default:
      inst satisfies never;
  }
}

function emitLeave(f: Fission, state: BlockState, b: Builder, inst: Terminator): void {
  b.loc = inst.loc;
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
