/**
 * Several threads of a row at a time: between the thread loops and the vectorizer. In: a list of instructions that each thread runs. Out: its vector form inside a block function.
 */
import { append, binary, breakTo, compare, compareLanes, constI32, continueTo, createBuilder, createRegion, select, special, unreachable, yieldValues } from '../../ir/build.js';
import type { Builder } from '../../ir/build.js';
import type { Func, Inst, LoopInst, RegionParam, SpecialInst, Value } from '../../ir/ir.js';
import { countInsts, forEachInst, someInst } from '../../ir/walk.js';
import { vectorsAtOnce } from '../vectorize/pressure.js';
import { openReturns, vectorizeList } from '../vectorize/control.js';
import { hasLoopsEndedByData, reasonAgainst, shareOfLanes } from '../vectorize/decide.js';
import { affine, laneCount, laneOffsets, maskAnd, splat, uniform } from '../vectorize/lanes.js';
import type { LaneValue, Mask } from '../vectorize/lanes.js';
import { analyzeLanes, isVarying, laneSizeOfLocal, warpSize } from '../vectorize/shapes.js';
import type { LaneAnalysis } from '../vectorize/shapes.js';
import { findSteadyOperations } from '../vectorize/steady.js';
import { anyLane, localLanes, when } from '../vectorize/vectorizer.js';
import type { Vectorizer, VectorHooks } from '../vectorize/vectorizer.js';
import type { Copier } from './copy.js';
import { branchOn, byteOffset, countedLoop, labelled, specialValue, threadCopier } from './block-function.js';
import type { BlockValues, KernelSetting, ThreadValues, VectorRows } from './block-function.js';
import { chooseRange, emptyRange, findRowConditions, flatRange, rangeOf, rangeTypes, steadyRange } from './row-conditions.js';
import type { RowConditions, SteadyRange } from './row-conditions.js';

/** Code that can be vectorized. */
export interface PreparedCode {
  /** For four lanes, or a warp. */
  readonly analysis: LaneAnalysis;
  /** Where something is steady, or for other widths. */
  readonly analyze: (width: number, steady?: ReadonlySet<Inst>) => LaneAnalysis;
  /** The shapes depend on where in the row the first lane is. */
  readonly usesPlace: boolean;
  /** Also where no operation is steady, four lanes are faster. */
  readonly gainsApart: boolean;
}

export interface VectorCode {
  readonly insts: readonly Inst[];
  readonly prepared: PreparedCode;
  /** Values from outside that are the same for the whole row, by what they are there. */
  readonly rowValues?: ReadonlyMap<Value, Value>;
  /** Blocks side by side are one row: what checks that hold for whole rows leave over is little. */
  readonly longRows?: boolean;
  /** What is not among the instructions is the same in all lanes, and visible here. */
  readonly outside?: boolean;
  /** `some`: the lanes that there are; undefined: all. */
  readonly hooks?: (thread: ThreadValues, groups: number, some: Mask | undefined) => CodeHooks;
}

/** What surrounds the code of neighbours. */
export interface CodeHooks {
  /** Lanes of values that come from elsewhere, made before the code. */
  readonly incoming?: (b: Builder, values: Map<Value, LaneValue>) => void;
  /** Lanes that run; undefined: all. */
  readonly mask?: (b: Builder) => Mask | undefined;
  readonly alloca?: VectorHooks['alloca'];
  /** All running lanes return. */
  readonly returned?: (b: Builder, mask: Mask | undefined) => void;
  readonly defined?: (b: Builder, inst: Inst, values: ReadonlyMap<Value, LaneValue>) => void;
  readonly ended?: (b: Builder, v: Vectorizer, mask: Mask | undefined) => void;
  /** At the very end, for lanes that returned apart. */
  readonly finished?: (b: Builder, v: Vectorizer) => void;
}

/** The analysis of what is going to be vectorized, or why it is not. `outside`: shapes of values from outside; `outsideUsesPlace`: these depend on where the first lane is. `unfit`: gets the instruction that has no such form. */
export function prepareVectors(insts: readonly Inst[], setting: KernelSetting, outside: (value: Value, width: number) => number = () => 0, width: number = laneCount, outsideUsesPlace = false, unfit?: Set<Inst>): PreparedCode | string {
  const { vectors } = setting;
  if (vectors === undefined) return 'turned off';
  if (setting.current.thread !== undefined) return 'its threads may fail';
  const analyze = (lanes: number, steady?: ReadonlySet<Inst>): LaneAnalysis => analyzeLanes(insts, (value) => outside(value, lanes), steady, lanes);
  const analysis = analyze(width);
  const hasForm = (callee: Func): boolean => vectors.formOf(callee) !== undefined;
  const prepared: PreparedCode = { analysis, analyze, usesPlace: analysis.usesPlace || outsideUsesPlace, gainsApart: true };
  const reason = reasonAgainst(insts, analysis, hasForm, vectors.weighed, width === warpSize, unfit);
  if (reason === undefined) return prepared;
  if (width !== laneCount || reasonAgainst(insts, analysis, hasForm, false) !== undefined) return reason;
  const operations = findSteadyOperations(insts, analysis, (steady) => analyze(width, steady));
  return operations.size > 0 && reasonAgainst(insts, analyze(width, operations), hasForm) === undefined ? { ...prepared, gainsApart: false } : reason;
}

/** The analysis of the same code for different numbers of lanes. */
export function lanesByWidth(insts: readonly Inst[]): (width: number) => LaneAnalysis {
  const known = new Map<number, LaneAnalysis>();
  return (width) => {
    let found = known.get(width);
    if (found === undefined) {
      found = analyzeLanes(insts, () => 0, undefined, width);
      known.set(width, found);
    }
    return found;
  };
}

/** Larger code is not written for eight lanes, or for sixteen. */
const largestWide = 400;
const largestWidest = 200;
/** Nor for some of four lanes. */
const largestPartly = 400;
/** There are sixteen registers for vectors; some hold what all lanes share. */
const registers = 14;

/**
 * Groups of four that run at once where nothing stands in the way: what they share is computed once, and they do not wait for each other's results. What is done lane by lane anyway has no use for more than one.
 */
function groupsFor(code: VectorCode, usesPlace: boolean, hasForm: (callee: Func) => boolean): 1 | 2 | 4 {
  const { insts, prepared } = code;
  const size = countInsts({ params: [], insts: [...insts] });
  if (size > largestWide || shareOfLanes(insts, prepared.analysis, hasForm) > 0.5) return 1;
  // They go round as often as the last of all lanes.
  if (hasLoopsEndedByData(insts, prepared.analysis)) return 2;
  // Shapes that depend on the place in the row are others where more lanes are in it.
  if (usesPlace) return countVarying(insts, prepared.analyze(2 * laneCount)) > countVarying(insts, prepared.analysis) ? 1 : 2;
  return size <= largestWidest && (4 * vectorsAtOnce(insts, prepared.analysis) <= registers || takeTurns(insts)) ? 4 : 2;
}

/** Do groups only compute something and store it? Then one goes after the other (order-groups.ts). */
function takeTurns(insts: readonly Inst[]): boolean {
  return !someInst({ params: [], insts: [...insts] }, ({ kind }) => kind === 'loop' || kind === 'switch' || kind === 'call' || kind === 'atomic' || kind === 'copy' || kind === 'alloca');
}

/** Of a thread's place, what the conditions do not ask for. */
const nowhere = constI32(0);

function countVarying(insts: readonly Inst[], analysis: LaneAnalysis): number {
  let count = 0;
  forEachInst({ params: [], insts: [...insts] }, (inst) => {
    for (const result of inst.results) if (isVarying(analysis.shapeOf(result))) count++;
  });
  return count;
}

/**
 * Writes code for the rows of a block: as many threads at a time as stand together in all bounds checks, the others one by one. Where shapes depend on the place in the row, rows must be multiples of the width long.
 * Code that is too large to run more than four threads at a time does so whatever the checks say.
 */
export function vectorRows(block: BlockValues, setting: KernelSetting, code: VectorCode): VectorRows {
  const { prepared } = code;
  const shared = (v: Value): boolean => block.params.has(v as RegionParam) || code.rowValues?.has(v) === true;
  const conditions = code.outside === true ? undefined : findRowConditions(code.insts, (steady) => prepared.analyze(laneCount, steady), shared);
  const usesPlace = prepared.usesPlace || conditions?.analysis.usesPlace === true;
  const compact = setting.vectors?.compact === true;
  const groups = compact ? 1 : groupsFor(code, usesPlace, (callee) => setting.vectors?.formOf(callee) !== undefined);
  const width = Math.min(groups, 2) * laneCount;
  const steadyInRow: readonly Inst[] = [...(conditions?.compares ?? []), ...(conditions?.operations ?? [])];
  const again = (steady: Iterable<Inst>): LaneAnalysis => prepared.analyze(width, new Set<Inst>([...steadyInRow, ...steady]));
  const analysis = again([]);
  const partly = !compact && conditions !== undefined && !(code.longRows === true && conditions.operations.length === 0) && !usesPlace && prepared.gainsApart && countInsts({ params: [], insts: [...code.insts] }) <= largestPartly;
  const copierAt = (thread: ThreadValues): Copier => {
    const copier = threadCopier(block, thread, setting, () => {
      throw new Error('conditions of a row do not leave it');
    });
    for (const [v, value] of code.rowValues ?? []) copier.values.set(v, value);
    return copier;
  };
  return (before, length) => {
    const fits = usesPlace
      ? select(before, compare(before, 'eq', binary(before, 'and', block.blockDim[0], constI32(width - 1)), constI32(0)), length, constI32(0))
      : length;
    const whole = binary(before, 'and', fits, constI32(-width));
    const isLong = (b: Builder, from: Value): Value => compare(b, 'sge', binary(b, 'sub', whole, from), constI32(width));
    const rangeFrom = (b: Builder, known: RowConditions, from: Value, at: (b: Builder, x: Value) => ThreadValues): SteadyRange =>
      steadyRange(b, known, from, usesPlace ? whole : length, width, usesPlace ? width : laneCount, (inner, x) => copierAt(at(inner, x)));
    const first = conditions?.alikeInRows === true ? firstRange(before, conditions, isLong(before, constI32(0)), (b) => rangeFrom(b, conditions, constI32(0), (_, x) => ({ x, y: nowhere, z: nowhere, linear: nowhere, place: nowhere }))) : undefined;
    return (row, at, rest) => {
      /** Whole widths from `first` to `end`. */
      const all = (b: Builder, from: Value, end: Value, known?: ReadonlyMap<Inst, Value>): void => {
        // What an operation gives grows from the first thread on.
        const knownAt = (inner: Builder, x: Value): ReadonlyMap<Inst, Value> | undefined => {
          if (known === undefined || conditions === undefined || conditions.operations.length === 0) return known;
          const here = new Map(known);
          for (const inst of conditions.operations) {
            const shape = analysis.shapeOf(inst.results[0]);
            if (isVarying(shape)) here.delete(inst);
            else if (shape !== 0) here.set(inst, binary(inner, 'add', known.get(inst)!, binary(inner, 'mul', binary(inner, 'sub', x, from), constI32(shape))));
          }
          return here;
        };
        const run = (inner: Builder, x: Value, count: number): void => emitVectorThreads(inner, block, at(inner, x), setting, code, analysis, count, knownAt(inner, x), again);
        if (groups <= 2) {
          when(b, compare(b, 'ult', from, end), (some) => countedLoop(some, end, (inner, x) => run(inner, x, groups), from, width));
          return;
        }
        const left = binary(b, 'and', binary(b, 'sub', end, from), constI32(width));
        const middle = binary(b, 'sub', end, left);
        when(b, compare(b, 'ult', from, middle), (some) => countedLoop(some, middle, (inner, x) => run(inner, x, groups), from, 2 * width));
        when(b, compare(b, 'ult', middle, end), (last) => run(last, middle, 2));
      };
      if (conditions === undefined) {
        all(row, constI32(0), whole);
        rest(row, whole, length);
        return;
      }
      // Where all rows begin with the same range, it is handed from round to round.
      const region = createRegion([{ type: 'i32', name: 'x' }, { type: 'i32', name: 'apart' }, ...(first === undefined ? [] : rangeTypes(conditions).map((type) => ({ type })))]);
      const loop = append<LoopInst>(row, { kind: 'loop', body: region, unroll: undefined, operands: [constI32(0), constI32(width), ...(first === undefined ? [] : flatRange(conditions, first))] }, []);
      const b: Builder = { region, loc: row.loc };
      // `apart`: how far the next try is, where none stand together.
      const [from, apart] = region.params;
      const rangeAt = (x: Builder, place: Value): SteadyRange => chooseRange(x, conditions, isLong(x, place), (some) => rangeFrom(some, conditions, place, at), () => emptyRange(conditions, place));
      const range = first === undefined ? rangeAt(b, from) : rangeOf(conditions, region.params.slice(2));
      const isSome = compare(b, 'ult', range.first, range.end);
      const to = select(b, isSome, range.first, binary(b, 'add', from, binary(b, 'umin', apart, binary(b, 'sub', length, from))));
      if (partly) {
        when(b, compare(b, 'ult', from, to), (some) => {
          rest(some, someLanes(some, from, to, (inner, x, mask) => emitVectorThreads(inner, block, at(inner, x), setting, code, prepared.analysis, 1, undefined, undefined, mask)), to);
        });
      } else rest(b, from, to);
      when(b, isSome, (some) => all(some, range.first, range.end, range.results));
      const next = select(b, isSome, range.end, to);
      const distance = select(b, isSome, constI32(width), binary(b, 'shl', apart, constI32(1)));
      branchOn(b, compare(b, 'ult', next, length), (more) => {
        continueTo(more, loop, [next, distance, ...(first === undefined ? [] : flatRange(conditions, rangeAt(more, next)))]);
      }, (done) => breakTo(done, loop));
      unreachable(b);
    };
  };
}

/** Fewer threads than this run one by one. */
const fewest = 3;

/** Four threads at a time, some of which may lie behind the last. Gives the first that has not run; there may be none. */
function someLanes(b: Builder, from: Value, to: Value, run: (b: Builder, x: Value, mask: Mask) => void): Value {
  const region = createRegion([{ type: 'i32', name: 'x' }]);
  const loop = append<LoopInst>(b, { kind: 'loop', body: region, unroll: undefined, operands: [from] }, ['i32']);
  const inner: Builder = { region, loc: b.loc };
  const [x] = region.params;
  const left = binary(inner, 'sub', to, x);
  branchOn(inner, compare(inner, 'sge', left, constI32(fewest)), yieldValues, (done) => breakTo(done, loop, [x]));
  run(inner, x, [compareLanes(inner, 'sgt', splat(inner, left), laneOffsets(1))]);
  continueTo(inner, loop, [binary(inner, 'add', x, constI32(laneCount))]);
  return loop.results[0];
}

/** The first range of all rows; an empty one where they are too short. */
function firstRange(b: Builder, conditions: RowConditions, isLong: Value, found: (b: Builder) => SteadyRange): SteadyRange {
  return chooseRange(b, conditions, isLong, found, () => emptyRange(conditions, constI32(0)));
}

/** `thread` is the first of the lanes. `some`: the lanes that there are; undefined: all. */
export function emitVectorThreads(
  b: Builder, block: BlockValues, thread: ThreadValues, setting: KernelSetting, code: VectorCode, analysis: LaneAnalysis, groups: number,
  known: ReadonlyMap<Inst, Value> = new Map(), reanalyze?: (steady: ReadonlySet<Inst>) => LaneAnalysis, some?: Mask,
): void {
  const around: CodeHooks = code.hooks?.(thread, groups, some) ?? {};
  labelled(b, (inner, label) => {
    const values = new Map<Value, LaneValue>();
    for (const [param, value] of block.params) values.set(param, uniform(value));
    const hooks: VectorHooks = {
      special: (at, inst) => specialLanes(at, inst, block, thread, setting),
      constant: (at, value) => (value.kind === 'global-address' && value.global.space === 'shared' ? byteOffset(at, block.shared, setting.sharedOffset(value.global)) : value),
      alloca: around.alloca ?? ((at, inst) => affine(localLanes(at, inst, groups), laneSizeOfLocal(inst.type.size))),
      leave(at) {
        around.returned?.(at, mask);
        breakTo(at, label);
      },
      vectorFunction: (callee) => setting.vectors?.formOf(callee),
      outside: code.outside ?? false,
      lastVectors: block.lastVectors,
      ...(around.defined === undefined ? {} : { defined: (at: Builder, inst: Inst) => around.defined!(at, inst, values) }),
      ...(around.ended === undefined ? {} : { ended: (at: Builder, lanes: Mask | undefined) => around.ended!(at, v, lanes) }),
    };
    const running = around.mask?.(inner);
    const mask = some === undefined || running === undefined ? some ?? running : maskAnd(inner, some, running);
    const v: Vectorizer = { groups, analysis, hooks, known, values, deliveries: new Map(), loopVariables: new Map(), direct: new Map(), left: new Map(), reanalyze, waiting: new Map(), returned: undefined };
    const run = (at: Builder): void => {
      around.incoming?.(at, values);
      if (analysis.returns !== undefined) openReturns(v, at, analysis.returns, undefined);
      vectorizeList(v, at, code.insts, mask, undefined, true);
      around.finished?.(at, v);
    };
    if (running === undefined) run(inner);
    else when(inner, anyLane(inner, mask!), run);
  });
}

/** Code that `write` makes for one thread, for four; undefined: it has no such form, or gains nothing. What it takes from outside is the same in all threads. */
export function vectorizeWritten(loc: number, block: BlockValues, setting: KernelSetting, write: (b: Builder, thread: ThreadValues) => void): VectorRows | undefined {
  if (setting.vectors === undefined) return undefined;
  const b = createBuilder(createRegion());
  b.loc = loc;
  const [x, y, z, linear] = (['threadIdx.x', 'threadIdx.y', 'threadIdx.z', 'linearThread'] as const).map((register) => special(b, register));
  write(b, { x, y, z, linear, place: linear });
  const { insts } = b.region;
  const prepared = prepareVectors(insts, setting);
  return typeof prepared === 'string' ? undefined : vectorRows(block, setting, { insts, prepared, outside: true });
}

function specialLanes(b: Builder, inst: SpecialInst, block: BlockValues, thread: ThreadValues, setting: KernelSetting): LaneValue {
  switch (inst.register) {
    case 'threadIdx.x':
      return affine(thread.x, 1);
    case 'linearThread':
      return affine(thread.linear, 1);
    case 'laneid':
      return affine(binary(b, 'and', thread.linear, constI32(31)), 1);
    default:
      return uniform(specialValue(b, inst.register, block, thread, setting));
  }
}
