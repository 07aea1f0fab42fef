/**
 * Segments between barriers, several threads at a time: values of other parts come out of slots as vectors, and go back so.
 */
import { store } from '../../ir/build.js';
import type { Inst, Value, ValueType } from '../../ir/ir.js';
import { scalarSize } from '../../ir/print.js';
import { forEachInst } from '../../ir/walk.js';
import type { Builder } from '../../ir/build.js';
import { affine, blend, fullMask, laneCount, maskOr, partsOf, uniform } from '../vectorize/lanes.js';
import type { LaneValue, Mask } from '../vectorize/lanes.js';
import { laneSizeOfLocal, varying, warpSize } from '../vectorize/shapes.js';
import { readMask } from '../vectorize/control.js';
import { operand } from '../vectorize/vectorizer.js';
import type { ThreadValues, VectorRows } from './block-function.js';
import { activeLanes } from './fission-state.js';
import type { BlockState, Fission } from './fission-state.js';
import type { Segment } from './regions.js';
import { isInPlace } from './share-slots.js';
import { loadSlotLanes, localAddress, storeSlotLanes } from './thread-memory.js';
import type { ThreadSlot } from './thread-memory.js';
import type { CodeHooks, VectorCode } from './vector-threads.js';
import { emitVectorThreads, prepareVectors, vectorRows } from './vector-threads.js';

/** The segment's form for several threads; undefined: it has none. */
export function vectorSegment(f: Fission, state: BlockState, segment: Segment, external: ReadonlySet<Value>, homes: ReadonlyMap<Value, Value>): VectorRows | undefined {
  const code = f.oneAtATime ? undefined : segmentCode(f, state, segment, external, homes, laneCount);
  return code === undefined ? undefined : vectorRows(state.block, f.setting, code);
}

/** A run of parts for a warp, the first thread of which is given; undefined: it has no such form. `kept`: the values that others need. */
export function warpSegment(f: Fission, state: BlockState, segment: Segment, homes: ReadonlyMap<Value, Value>, kept: ReadonlySet<Value>): ((b: Builder, thread: ThreadValues) => void) | undefined {
  const code = segmentCode(f, state, segment, externalValues(segment), homes, warpSize, kept);
  return code === undefined ? undefined : (b, thread) => emitVectorThreads(b, state.block, thread, f.setting, code, code.prepared.analysis, warpSize / laneCount);
}

/** Values that the segment takes from elsewhere. */
export function externalValues(segment: Segment): ReadonlySet<Value> {
  const inside = new Set<Value>();
  const external = new Set<Value>();
  const note = (v: Value): void => {
    if ((v.kind === 'result' || v.kind === 'param') && !inside.has(v)) external.add(v);
  };
  forEachInst({ params: [], insts: segment.insts }, (inst) => {
    for (const v of inst.operands) note(v);
    for (const result of inst.results) inside.add(result);
    if (inst.kind === 'loop') for (const param of inst.body.params) inside.add(param);
    if (inst.kind === 'try') for (const param of inst.handler.params) inside.add(param);
  });
  for (const move of segment.moves) note(move.from);
  return external;
}

function segmentCode(f: Fission, state: BlockState, segment: Segment, external: ReadonlySet<Value>, homes: ReadonlyMap<Value, Value>, width: number, escaping?: ReadonlySet<Value>): VectorCode | undefined {
  const shared = new Map<Value, Value>();
  const slots = new Map<Value, ThreadSlot>();
  const again: Inst[] = [];
  const seen = new Set<Value>();
  const visit = (v: Value): void => {
    if ((v.kind !== 'result' && v.kind !== 'param') || seen.has(v)) return;
    seen.add(v);
    const known = state.copier.values.get(v);
    const kept = f.storage.get(v);
    if (known !== undefined) shared.set(v, known);
    else if (kept?.kind === 'slot') slots.set(v, kept.slot);
    else if (v.kind === 'result') {
      for (const operand of v.inst.operands) visit(operand);
      again.push(v.inst);
    }
  };
  for (const v of external) visit(v);
  const insts = [...again, ...segment.insts];
  const shapeOfSlot = (v: Value, width: number): number => f.lanes?.(width).shapeOf(v) ?? varying;
  const outsideShape = (v: Value, width: number): number => (slots.has(v) ? shapeOfSlot(v, width) : 0);
  const prepared = prepareVectors(insts, f.setting, outsideShape, width, f.lanes?.(laneCount).usesPlace, width === warpSize ? f.unfit : undefined);
  if (typeof prepared === 'string') {
    f.scalar ??= prepared;
    return undefined;
  }
  for (const v of homes.keys()) if (prepared.analysis.shapeOf(v) !== 0) return undefined;
  f.vectorized++;
  const { exited, guard, memory } = f;
  const hooks = (thread: ThreadValues, groups: number, some: Mask | undefined): CodeHooks => ({
    incoming(at, values) {
      for (const [v, value] of shared) values.set(v, uniform(value));
      for (const [v, slot] of slots) values.set(v, loadSlotLanes(at, slot, thread.linear, groups, shapeOfSlot(v, groups * laneCount)));
    },
    ...(exited === undefined && guard === undefined ? {} : { mask: (at: Builder) => activeLanes(at, exited, guard, thread.linear, groups) }),
    alloca: (at, inst) => affine(localAddress(at, memory, inst, thread.linear), laneSizeOfLocal(inst.type.size)),
    returned(at, mask) {
      if (exited === undefined) return;
      const before = loadSlotLanes(at, exited, thread.linear, groups).parts!;
      storeSlotLanes(at, exited, thread.linear, { parts: mask === undefined ? fullMask(groups) : maskOr(at, before, mask) }, groups);
    },
    defined(at, inst, values) {
      for (const result of inst.results) {
        const kept = f.storage.get(result);
        if (kept?.kind === 'slot') {
          if (kept.borrowed !== true && escaping?.has(result) !== false) keep(at, kept.slot, thread.linear, values.get(result)!, result.type, groups, some);
        }
        else if (kept?.kind === 'scalar' && homes.has(result)) store(at, result.type, homes.get(result)!, values.get(result)!.uniform!, scalarSize(result.type));
      }
    },
    ended(at, v, mask) {
      const moves = segment.moves.filter((move) => !isInPlace(f, move));
      const values = moves.map((move) => operand(v, at, move.from));
      moves.forEach((move, i) => {
        const kept = f.storage.get(move.to);
        if (kept?.kind !== 'slot') throw new Error('a varying value between parts has no slot');
        // Threads that do not take this arm keep what they have.
        keep(at, kept.slot, thread.linear, values[i], move.to.type, groups, guard === undefined ? some : mask);
      });
    },
    finished(at, v) {
      if (exited === undefined || v.analysis.returns === undefined) return;
      const before = loadSlotLanes(at, exited, thread.linear, groups).parts!;
      storeSlotLanes(at, exited, thread.linear, { parts: maskOr(at, before, readMask(at, v.waiting.get(v.analysis.returns)!)) }, groups);
    },
  });
  return { insts, prepared, rowValues: shared, hooks };
}

/** Into a slot; what is there stays for lanes that the mask does not have. */
function keep(b: Builder, slot: ThreadSlot, place: Value, lanes: LaneValue, type: ValueType, groups: number, mask: Mask | undefined): void {
  const kept = mask === undefined ? lanes : { parts: blend(b, mask, partsOf(b, lanes, type, groups), loadSlotLanes(b, slot, place, groups).parts!, type) };
  storeSlotLanes(b, slot, place, kept, groups);
}
