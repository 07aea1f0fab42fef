/**
 * What the parts of fission share while a kernel is taken apart: where values are kept, which threads run the part at hand.
 */
import { binary, breakTo, compare, yieldValues } from '../../ir/build.js';
import type { Builder } from '../../ir/build.js';
import type { BarrierInst, BlockInst, Inst, LoopInst, Region, Terminator, Value, ValueType } from '../../ir/ir.js';
import { maskAnd, maskNot } from '../vectorize/lanes.js';
import type { Mask } from '../vectorize/lanes.js';
import type { LaneAnalysis } from '../vectorize/shapes.js';
import { branchOn } from './block-function.js';
import type { BlockValues, KernelSetting, ThreadValues, VectorRows } from './block-function.js';
import type { Copier } from './copy.js';
import type { Parts, Segment } from './regions.js';
import { loadSlot, loadSlotLanes } from './thread-memory.js';
import type { ThreadMemory, ThreadSlot } from './thread-memory.js';

/** Where a value that crosses segments is kept. */
export type Storage = { readonly kind: 'slot'; readonly slot: ThreadSlot; /** Another value's slot has it already. */ readonly borrowed?: true } | { readonly kind: 'scalar' } | { readonly kind: 'recompute' };

export interface Fission {
  readonly body: Region;
  readonly setting: KernelSetting;
  readonly parts: Parts;
  readonly varying: ReadonlySet<Value>;
  readonly memory: ThreadMemory;
  readonly storage: Map<Value, Storage>;
  readonly definedIn: Map<Value, Segment>;
  readonly exited: ThreadSlot | undefined;
  /** For each masked instruction the slots that say which threads are there: in each arm; in the block; in the loop, and in its current round. */
  readonly masks: Map<Inst, readonly ThreadSlot[]>;
  /** Masked instructions around the part that is being written, outermost first, with the slots of the threads there. */
  readonly levels: MaskLevel[];
  /** The innermost level's. */
  guard: ThreadSlot | undefined;
  /** The split instruction that a yield belongs to. */
  readonly owners: Map<Terminator, Inst>;
  /** What has no form for a whole warp. */
  readonly unfit: Set<Inst>;
  /** Parts are written for one thread at a time only. */
  oneAtATime: boolean;
  /** Parts that run four threads at a time, and why the first that does not so does not. */
  vectorized: number;
  scalar: string | undefined;
  /** How values differ between neighbours, in the whole kernel: threads that exit, or take no part, do not keep their slots up to date. */
  lanes: ((width: number) => LaneAnalysis) | undefined;
}

export interface MaskLevel {
  readonly inst: Inst;
  /** Of an arm or a block; of a loop: its current round. */
  readonly here: ThreadSlot;
  /** Of a loop: the threads that have not left it. */
  readonly loop: ThreadSlot | undefined;
  /** Of a loop: variables for the next round's parameters that all threads share. */
  readonly next: readonly Value[];
}

/** The region that is being written. */
export interface Home {
  /** Types that it yields. */
  readonly yields: readonly ValueType[];
  /** It is the body of this loop, and yields nothing. */
  readonly loop?: LoopInst;
}

/** How the threads of a block are run. */
export interface ThreadHost {
  /** Loops over the threads that there are. */
  each(b: Builder, body: (b: Builder, thread: ThreadValues) => void, vector?: VectorRows): void;
  copier(thread: ThreadValues, leave: Copier['leave']): Copier;
  /** Where the thread with this index in the block keeps its values. */
  place(b: Builder, linear: Value): Value;
  /** The first thread of the warp, where all threads are of one. */
  readonly firstThread?: (b: Builder) => Value;
  /** Waits; `votes` are those of the threads here, the result is that of all. */
  barrier(b: Builder, inst: BarrierInst, votes: Value | undefined): Value | undefined;
}

export interface BlockState {
  readonly block: BlockValues;
  /** Copies instructions outside of the threads; its values are those that all threads share. */
  readonly copier: Copier;
  readonly end: BlockInst;
  readonly host: ThreadHost;
}

/** Does the thread run the part that is being written? undefined: all do. */
export function activeThread(b: Builder, exited: ThreadSlot | undefined, guard: ThreadSlot | undefined, thread: Value): Value | undefined {
  const alive = exited === undefined ? undefined : compare(b, 'eq', loadSlot(b, exited, thread), { kind: 'const', type: 'i1', value: 0 });
  if (guard === undefined) return alive;
  const taken = loadSlot(b, guard, thread);
  return alive === undefined ? taken : binary(b, 'and', alive, taken);
}

export function activeLanes(b: Builder, exited: ThreadSlot | undefined, guard: ThreadSlot | undefined, thread: Value, groups: number): Mask | undefined {
  const alive = exited === undefined ? undefined : maskNot(b, loadSlotLanes(b, exited, thread, groups).parts!);
  return guard === undefined ? alive : maskAnd(b, alive, loadSlotLanes(b, guard, thread, groups).parts!);
}

export function skipInactive(f: Fission, b: Builder, thread: Value, label: BlockInst): void {
  const active = activeThread(b, f.exited, f.guard, thread);
  if (active !== undefined) branchOn(b, active, yieldValues, (x) => breakTo(x, label));
}
