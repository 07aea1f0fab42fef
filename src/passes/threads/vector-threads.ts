/**
 * Four threads of a row at a time: between the thread loops and the vectorizer. In: a list of instructions that each thread runs. Out: its vector form inside a block function.
 */
import { append, binary, breakTo, compare, constI32, continueTo, createBuilder, createRegion, special, yieldValues } from '../../ir/build.js';
import type { Builder } from '../../ir/build.js';
import type { Inst, LoopInst, RegionParam, SpecialInst, Value } from '../../ir/ir.js';
import { countInsts, someInst } from '../../ir/walk.js';
import { openReturns, vectorizeList } from '../vectorize/control.js';
import { reasonAgainst } from '../vectorize/decide.js';
import { affine, laneCount, uniform } from '../vectorize/lanes.js';
import type { LaneValue } from '../vectorize/lanes.js';
import { analyzeLanes, laneSizeOfLocal } from '../vectorize/shapes.js';
import type { LaneAnalysis } from '../vectorize/shapes.js';
import { anyLane, branch, localLanes, when } from '../vectorize/vectorizer.js';
import type { Vectorizer, VectorHooks } from '../vectorize/vectorizer.js';
import { branchOn, byteOffset, countedLoop, labelled, specialValue, threadCopier } from './block-function.js';
import type { BlockValues, KernelSetting, ThreadValues, VectorRows } from './block-function.js';
import { findRowConditions, steadyRange } from './row-conditions.js';

export interface VectorCode {
  readonly insts: readonly Inst[];
  readonly analysis: LaneAnalysis;
  /** Shapes of values from outside, as they were given to the analysis. */
  readonly outsideShape?: (value: Value) => number;
  /** Values from outside that are the same for the whole row, by what they are there. */
  readonly rowValues?: ReadonlyMap<Value, Value>;
  /** What is not among the instructions is the same in all lanes, and visible here. */
  readonly outside?: boolean;
  readonly hooks?: (thread: ThreadValues) => CodeHooks;
}

/** What surrounds the code of four threads. */
export interface CodeHooks {
  /** Lanes of values that come from elsewhere, made before the code. */
  readonly incoming?: (b: Builder, values: Map<Value, LaneValue>) => void;
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

/** Writes code for the rows of a block: without masks for those threads of a row that agree in all bounds checks. */
export function vectorRows(block: BlockValues, setting: KernelSetting, code: VectorCode): VectorRows {
  const shared = (v: Value): boolean => block.params.has(v as RegionParam) || code.rowValues?.has(v) === true;
  const conditions = code.outside === true ? undefined : findRowConditions(code.insts, code.analysis, shared);
  const steady = conditions === undefined ? undefined : { ...code, analysis: analyzeLanes(code.insts, code.outsideShape ?? (() => 0), new Set<Inst>(conditions.compares)) };
  const twice = isShort(code.insts);
  return (row, length, at) => {
    const write = (b: Builder, x: Value): void => emitVectorThreads(b, block, at(b, x), setting, code);
    if (conditions === undefined || steady === undefined) {
      vectorLoop(row, constI32(0), length, write, twice);
      return;
    }
    const { first, end, results } = steadyRange(row, conditions, length, (b, x) => {
      const copier = threadCopier(block, at(b, x), setting, () => {
        throw new Error('conditions of a row do not leave it');
      });
      for (const [v, value] of code.rowValues ?? []) copier.values.set(v, value);
      return copier;
    });
    // Four threads after four; where the steady ones begin, all of these.
    const some = compare(row, 'ult', first, end);
    const region = createRegion([{ type: 'i32', name: 'x' }]);
    const loop = append<LoopInst>(row, { kind: 'loop', body: region, unroll: undefined, operands: [constI32(0)] }, []);
    const inner: Builder = { region, loc: row.loc };
    const [x] = region.params;
    const begin = binary(inner, 'and', some, compare(inner, 'eq', x, first));
    const [next] = branch(inner, begin, ['i32'], (b) => {
      vectorLoop(b, first, end, (at4, xs) => emitVectorThreads(at4, block, at(at4, xs), setting, steady, results), twice);
      return [end];
    }, () => [x]);
    branchOn(inner, compare(inner, 'ult', next, length), yieldValues, (done) => breakTo(done, loop));
    write(inner, next);
    continueTo(inner, loop, [binary(inner, 'add', next, constI32(laneCount))]);
  };
}

const shortest = 40;

/** Straight code that is hardly more than what its loop costs. */
function isShort(insts: readonly Inst[]): boolean {
  return countInsts({ params: [], insts: [...insts] }) <= shortest && !someInst({ params: [], insts: [...insts] }, (inst) => inst.kind === 'loop' || inst.kind === 'call');
}

/** All threads of a range, which is a multiple of four long; `twice`: eight in a round. */
function vectorLoop(b: Builder, from: Value, to: Value, write: (b: Builder, x: Value) => void, twice: boolean): void {
  if (!twice) {
    countedLoop(b, to, write, from, laneCount);
    return;
  }
  const rest = binary(b, 'and', binary(b, 'sub', to, from), constI32(laneCount));
  const middle = binary(b, 'sub', to, rest);
  when(b, compare(b, 'ult', from, middle), (pairs) => countedLoop(pairs, middle, (at, x) => {
    write(at, x);
    write(at, binary(at, 'add', x, constI32(laneCount)));
  }, from, 2 * laneCount));
  when(b, compare(b, 'ult', middle, to), (last) => write(last, middle));
}

/** `thread` is the first of four. */
export function emitVectorThreads(b: Builder, block: BlockValues, thread: ThreadValues, setting: KernelSetting, code: VectorCode, known: ReadonlyMap<Inst, Value> = new Map()): void {
  const around: CodeHooks = code.hooks?.(thread) ?? {};
  labelled(b, (inner, label) => {
    const values = new Map<Value, LaneValue>();
    for (const [param, value] of block.params) values.set(param, uniform(value));
    const hooks: VectorHooks = {
      special: (at, inst) => specialLanes(at, inst, block, thread, setting),
      constant: (at, value) => (value.kind === 'global-address' && value.global.space === 'shared' ? byteOffset(at, block.shared, setting.sharedOffset(value.global)) : value),
      alloca: around.alloca ?? ((at, inst) => affine(at, localLanes(at, inst), laneSizeOfLocal(inst.type.size))),
      leave(at) {
        around.returned?.(at, mask);
        breakTo(at, label);
      },
      vectorFunction: (callee) => setting.vectors?.formOf(callee),
      outside: code.outside ?? false,
      defined: (at, inst) => around.defined?.(at, inst, values),
      ended: (at, lanes) => around.ended?.(at, v, lanes),
    };
    const { analysis } = code;
    const mask = around.mask?.(inner);
    const v: Vectorizer = { analysis, hooks, known, values, deliveries: new Map(), loopVariables: new Map(), direct: new Map(), waiting: new Map(), returned: undefined };
    const run = (at: Builder): void => {
      around.incoming?.(at, values);
      if (analysis.returns !== undefined) openReturns(v, at, analysis.returns, undefined);
      vectorizeList(v, at, code.insts, mask, undefined, true);
      around.finished?.(at, v);
    };
    if (mask === undefined) run(inner);
    else when(inner, anyLane(inner, mask), run);
  });
}

/** Code that `write` makes for one thread, for four; undefined: it has no such form, or gains nothing. What it takes from outside is the same in all threads. */
export function vectorizeWritten(loc: number, block: BlockValues, setting: KernelSetting, write: (b: Builder, thread: ThreadValues) => void): VectorRows | undefined {
  if (setting.vectors === undefined) return undefined;
  const b = createBuilder(createRegion());
  b.loc = loc;
  write(b, { x: special(b, 'threadIdx.x'), y: special(b, 'threadIdx.y'), z: special(b, 'threadIdx.z'), linear: special(b, 'linearThread') });
  const { insts } = b.region;
  const analysis = prepareVectors(insts, setting);
  if (typeof analysis === 'string') return undefined;
  return vectorRows(block, setting, { insts, analysis, outside: true });
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
