/**
 * Four threads of a row at a time: between the thread loops and the vectorizer. In: a list of instructions that each thread runs. Out: its vector form inside a block function.
 */
import { binary, breakTo, constI32, createBuilder, createRegion, special } from '../../ir/build.js';
import type { Builder } from '../../ir/build.js';
import type { Inst, SpecialInst, Value } from '../../ir/ir.js';
import { openReturns, vectorizeList } from '../vectorize/control.js';
import { reasonAgainst } from '../vectorize/decide.js';
import { affine, uniform } from '../vectorize/lanes.js';
import type { LaneValue } from '../vectorize/lanes.js';
import { analyzeLanes, laneSizeOfLocal } from '../vectorize/shapes.js';
import type { LaneAnalysis } from '../vectorize/shapes.js';
import { anyLane, localLanes, when } from '../vectorize/vectorizer.js';
import type { Vectorizer, VectorHooks } from '../vectorize/vectorizer.js';
import { byteOffset, labelled, specialValue } from './block-function.js';
import type { BlockValues, KernelSetting, ThreadValues } from './block-function.js';

export interface VectorCode {
  readonly insts: readonly Inst[];
  readonly analysis: LaneAnalysis;
  /** Lanes of values that come from elsewhere, made before the code. */
  readonly incoming?: (b: Builder, values: Map<Value, LaneValue>) => void;
  /** What is not among the instructions is the same in all lanes, and visible here. */
  readonly outside?: boolean;
  /** Lanes that run; undefined: all. */
  readonly mask?: (b: Builder) => Value | undefined;
  readonly alloca?: VectorHooks['alloca'];
  /** All running lanes return. */
  readonly returned?: (b: Builder, mask: Value | undefined) => void;
  readonly defined?: (b: Builder, inst: Inst, values: ReadonlyMap<Value, LaneValue>) => void;
  readonly ended?: (b: Builder, v: Vectorizer, mask: Value | undefined) => void;
  /** At the very end, for lanes that returned apart. */
  readonly finished?: (b: Builder, v: Vectorizer) => void;
}

/** The analysis of what is going to be vectorized, or why it is not. */
export function prepareVectors(insts: readonly Inst[], setting: KernelSetting, outside: (value: Value) => number = () => 0): LaneAnalysis | string {
  const { vectors } = setting;
  if (vectors === undefined) return 'turned off';
  if (setting.current.thread !== undefined) return 'its threads may fail';
  const analysis = analyzeLanes(insts, outside);
  return reasonAgainst(insts, analysis, (callee) => vectors.formOf(callee) !== undefined, vectors.weighed) ?? analysis;
}

/** `thread` is the first of four. */
export function emitVectorThreads(b: Builder, block: BlockValues, thread: ThreadValues, setting: KernelSetting, code: VectorCode): void {
  labelled(b, (inner, label) => {
    const values = new Map<Value, LaneValue>();
    for (const [param, value] of block.params) values.set(param, uniform(value));
    const hooks: VectorHooks = {
      special: (at, inst) => specialLanes(at, inst, block, thread, setting),
      constant: (at, value) => (value.kind === 'global-address' && value.global.space === 'shared' ? byteOffset(at, block.shared, setting.sharedOffset(value.global)) : value),
      alloca: code.alloca ?? ((at, inst) => affine(at, localLanes(at, inst), laneSizeOfLocal(inst.type.size))),
      leave(at) {
        code.returned?.(at, mask);
        breakTo(at, label);
      },
      vectorFunction: (callee) => setting.vectors?.formOf(callee),
      outside: code.outside ?? false,
      defined: (at, inst) => code.defined?.(at, inst, values),
      ended: (at, lanes) => code.ended?.(at, v, lanes),
    };
    const { analysis } = code;
    const mask = code.mask?.(inner);
    const v: Vectorizer = { analysis, hooks, values, deliveries: new Map(), loopVariables: new Map(), direct: new Map(), waiting: new Map(), returned: undefined };
    const run = (at: Builder): void => {
      code.incoming?.(at, values);
      if (analysis.returns !== undefined) openReturns(v, at, analysis.returns, undefined);
      vectorizeList(v, at, code.insts, mask, undefined, true);
      code.finished?.(at, v);
    };
    if (mask === undefined) run(inner);
    else when(inner, anyLane(inner, mask), run);
  });
}

/** Code that `write` makes for one thread, for four; undefined: it has no such form, or gains nothing. What it takes from outside is the same in all threads. */
export function vectorizeWritten(loc: number, setting: KernelSetting, write: (b: Builder, thread: ThreadValues) => void): ((b: Builder, block: BlockValues, thread: ThreadValues) => void) | undefined {
  if (setting.vectors === undefined) return undefined;
  const b = createBuilder(createRegion());
  b.loc = loc;
  write(b, { x: special(b, 'threadIdx.x'), y: special(b, 'threadIdx.y'), z: special(b, 'threadIdx.z'), linear: special(b, 'linearThread') });
  const { insts } = b.region;
  const analysis = prepareVectors(insts, setting);
  if (typeof analysis === 'string') return undefined;
  return (at, block, thread) => emitVectorThreads(at, block, thread, setting, { insts, analysis, outside: true });
}

function specialLanes(b: Builder, inst: SpecialInst, block: BlockValues, thread: ThreadValues, setting: KernelSetting): LaneValue {
  switch (inst.register) {
    case 'threadIdx.x':
      return affine(b, thread.x, 1);
    case 'linearThread':
      return affine(b, thread.linear, 1);
    case 'laneid':
      return affine(b, binary(b, 'and', thread.linear, constI32(31)), 1);
    default:
      return uniform(specialValue(b, inst.register, block, thread, setting));
  }
}
