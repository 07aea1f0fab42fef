/**
 * Barriers across the grid (cooperative groups' grid.sync): WebGPU does not promise that blocks run at the same time, so the kernel is cut there. In: a kernel whose pointers are legalized. Out: a kernel that the runtime dispatches
 * again and again: in each dispatch a block runs from one such barrier to the next one, at the end of which all blocks have come to theirs.
 *
 *   what this thread goes on with → what the block goes on with (a vote, since threads that have returned go on with nothing)
 *   while (there is a state) { switch (state) { its instructions; the next state } }
 *
 * States are those of passes/threads/state-machine.ts. All threads of a block take the same way through them, as CUDA asks of whoever comes to such a barrier; where WGSL cannot know that, they vote. Values go from state to
 * state in variables. Before a barrier those that are needed behind it go to the frames (grid-frames.ts), and so do local arrays and shared memory.
 */
import { TRUE, FALSE, alloca, append, barrier, binary, breakTo, compare, constI32, continueTo, convert, createRegion, globalAddress, load, returnValue, select, special, store, undef, yieldValues } from '../../../ir/build.js';
import type { Builder } from '../../../ir/build.js';
import type { BlockInst, Func, IfInst, Inst, KernelInfo, LoopInst, MemoryType, Region, SwitchInst, Value } from '../../../ir/ir.js';
import { forEachInst, someInst } from '../../../ir/walk.js';
import type { State, StateMachine } from '../../../passes/threads/state-machine.js';
import { buildStateMachine } from '../../../passes/threads/state-machine.js';
import { analyzeUniformity } from '../../../passes/threads/uniformity.js';
import type { GridRounds } from '../interface.js';
import { createMasking, finishMasking, maskList } from './masks.js';
import type { Masking } from './masks.js';
import { Unsupported } from '../unsupported.js';
import type { DispatchNumber, DispatchParam, Elements, FrameBases, Sizes } from './grid-frames.js';
import { commonWord, copyElement, elementsOf, frameBases, loadValue, ownWord, storeValue, stridedLoop, wordAt, wordsOf } from './grid-frames.js';
import type { KeptObject, Liveness, Suspension } from './grid-liveness.js';
import { createFree, findLiveness } from './grid-liveness.js';
import { chainOf } from './pointer-flow.js';
import { copierFor, copyState, declareStateMemory, endValues, landing, loadVariable, nothingLeaves, reachedStates, returns, storeMoves, storeVariable, typeOf } from './state-copies.js';
import type { StateMemory } from './state-copies.js';
import { makeParam } from '../../../ir/shapes.js';

const NUMBER: MemoryType = { kind: 'scalar', scalar: 'i32', size: 4, align: 4, unsigned: true };

/** Where something lies in the frames: among what all threads of the block share, or what each has. */
interface Slot {
  readonly common: boolean;
  readonly word: number;
}

interface KeptMemory {
  readonly elements: Elements;
  /** First word; of dynamic shared memory, whose elements the launch counts, none. */
  readonly word: number;
}

interface Cut extends StateMemory {
  readonly machine: StateMachine;
  readonly liveness: Liveness;
  readonly slots: ReadonlyMap<Value, Slot>;
  readonly memories: ReadonlyMap<KeptObject, KeptMemory>;
  readonly bases: FrameBases;
  readonly mark: Value;
  readonly dynamicElements: Value | undefined;
  /** The thread has not returned; undefined: all threads of a block return together. */
  readonly active: Value | undefined;
  readonly masking: Masking;
}

export function hasGridBarrier(fn: Func): boolean {
  return someInst(fn.body!, isGridBarrier);
}

function isGridBarrier(inst: Inst): boolean {
  return inst.kind === 'barrier' && inst.barrier === 'grid';
}

function waits(insts: readonly Inst[]): boolean {
  return someInst({ params: [], insts: [...insts] }, (inst) => inst.kind === 'barrier' || inst.kind === 'warp');
}

/** The kernel itself if it has no such barriers. Throws Unsupported. */
export function cutAtGridBarriers(fn: Func): Func {
  if (!hasGridBarrier(fn)) return fn;
  const body = fn.body!;
  const { varying } = analyzeUniformity(body);
  const machine = buildStateMachine(body, { isPoint: isGridBarrier, mayWait: () => false, alsoLeaving: true });
  const isFree = createFree(new Set<Value>(body.params));
  const liveness = findLiveness(body, machine, isFree, fn.loc);
  const { slots, memories, sizes } = layOut(body, liveness, varying);
  const dynamic = memories.get('dynamic shared');

  const region = createRegion(body.params.map(({ type, name }) => (name === undefined ? { type } : { type, name })));
  const params = new Map<Value, Value>(body.params.map((param, i) => [param, region.params[i]!]));
  const infos: (KernelInfo['params'][number] | DispatchParam)[] = [...fn.kernel!.params];
  const number = (dispatch: DispatchNumber, name: string): Value => {
    infos.push({ name, offset: 0, type: NUMBER, restrict: false, pointee: undefined, constPointee: false, dispatch });
    region.params.push(makeParam('i32', name));
    return region.params[region.params.length - 1]!;
  };
  const round = number('round', 'grid_round');
  const mark = number('mark', 'grid_mark');
  const dynamicElements = dynamic === undefined ? undefined : number('dynamic-elements', 'dynamic_elements');
  const b: Builder = { region, loc: fn.loc };
  const memory = declareStateMemory(b, body, liveness.kept, isFree, params);
  // Threads that return while others of their block go on.
  const exits = machine.states.some(({ insts, end }) => returns(insts) && (waits(insts) || (end.kind !== 'exit' && end.kind !== 'unreachable')));
  const cut: Cut = {
    ...memory, machine, liveness, slots, memories, mark, dynamicElements, bases: frameBases(b, sizes, round, dynamicElements),
    active: exits ? alloca(b, typeOf('i1'), 'active_thread') : undefined, masking: createMasking(),
  };
  writeStates(cut, b, chooseStart(cut, b, round));
  returnValue(b);
  finishMasking(region, cut.masking);
  const rounds: GridRounds = {
    blockWords: 1 + 2 * sizes.shared + sizes.block, threadWords: 1 + sizes.thread, most: liveness.most,
    dynamic: dynamic === undefined ? undefined : { bytes: elementSize(dynamic.elements), words: dynamic.elements.words },
  };
  const kernel: KernelInfo & { readonly rounds: GridRounds } = { ...fn.kernel!, params: infos, rounds };
  return { ...fn, kernel, params: region.params.map((p, i) => ({ type: p.type, name: infos[i]!.name })), body: region };
}

// ---- what lies where

function layOut(body: Region, { suspensions }: Liveness, varying: ReadonlySet<Value>): Pick<Cut, 'slots' | 'memories'> & { readonly sizes: Sizes } {
  const slots = new Map<Value, Slot>();
  const memories = new Map<KeptObject, KeptMemory>();
  const next = { shared: 0, thread: 0, block: 0 };
  const take = (where: keyof typeof next, words: number): number => {
    const at = next[where];
    next[where] += words;
    return at;
  };
  for (const v of new Set(suspensions.flatMap(({ values }) => values))) {
    const common = !varying.has(v);
    slots.set(v, { common, word: take(common ? 'shared' : 'thread', wordsOf(v.type)) });
  }
  let dynamic: number | undefined;
  for (const object of new Set(suspensions.flatMap(({ objects }) => objects))) {
    if (object === 'dynamic shared') {
      const elements = elementsOf(dynamicType(body));
      memories.set(object, { elements, word: 0 });
      dynamic = elements.words;
      continue;
    }
    const elements = elementsOf(object.type);
    memories.set(object, { elements, word: take(object.kind === 'alloca' ? 'thread' : 'block', elements.count * elements.words) });
  }
  return { slots, memories, sizes: { ...next, dynamic } };
}

/** Dynamic shared memory: an array, of the scalars that all steps there agree on, else of words. */
function dynamicType(body: Region): MemoryType {
  let found: MemoryType | undefined;
  let agree = true;
  forEachInst(body, (inst) => {
    for (const v of inst.operands) {
      if (v.type !== 'ptr') continue;
      const { root, steps } = chainOf(v);
      if (root.kind !== 'result' || root.inst.kind !== 'special') continue;
      const [step] = steps;
      if (step === undefined || step.kind !== 'index' || step.element.kind !== 'scalar') {
        agree &&= inst.kind === 'index' || inst.kind === 'field';
        continue;
      }
      found ??= step.element;
      agree &&= found.kind === 'scalar' && found.scalar === step.element.scalar;
    }
  });
  const element = agree && found !== undefined ? found : NUMBER;
  return { kind: 'array', element, count: 0, size: 0, align: element.align };
}

function elementSize({ leaves }: Elements): number {
  const sizes: Record<string, number> = { i1: 1, i8: 1, i16: 2, i64: 8, f64: 8 };
  return sizes[leaves[0]!.memory] ?? 4;
}

// ---- states

/** Behind the last state there is nothing to go on with. */
function endOf(cut: Cut): number {
  return cut.machine.states.length;
}

/** Where the block begins in this dispatch. */
function chooseStart(cut: Cut, b: Builder, round: Value): Value {
  const { suspensions } = cut.liveness;
  const isFirst = compare(b, 'eq', round, constI32(0));
  const place = wordAt(b, binary(b, 'add', cut.bases.states, cut.bases.thread));
  const known = append<IfInst>(b, { kind: 'if', then: createRegion(), otherwise: createRegion(), operands: [isFirst] }, ['i32']);
  yieldValues({ region: known.then, loc: b.loc }, [constI32(0)]);
  const before: Builder = { region: known.otherwise, loc: b.loc };
  yieldValues(before, [load(before, 'i32', place, false, 4)]);
  const own = known.results[0]!;
  own.name = 'waited_at';
  store(b, 'i32', place, constI32(0), 4);
  if (cut.active !== undefined) store(b, 'i1', cut.active, binary(b, 'or', isFirst, compare(b, 'ne', own, constI32(0))), 1);
  let number: Value = constI32(0);
  for (let bit = 0; 2 ** bit <= suspensions.length; bit++) {
    const voted = barrier(b, 'block-or', binary(b, 'and', binary(b, 'lshr', own, constI32(bit)), constI32(1)))!;
    number = binary(b, 'or', number, binary(b, 'shl', voted, constI32(bit)));
  }
  let state: Value = select(b, isFirst, constI32(landing(cut.machine.states[0]!).id), constI32(endOf(cut)));
  for (const suspension of suspensions) state = select(b, compare(b, 'eq', number, constI32(suspension.number)), constI32(suspension.next.id), state);
  return state;
}

function writeStates(cut: Cut, b: Builder, first: Value): void {
  const body = createRegion([{ type: 'i32', name: 'state' }]);
  const loop = append<LoopInst>(b, { kind: 'loop', body, unroll: 1, operands: [first] }, []);
  const inner: Builder = { region: body, loc: b.loc };
  const state = body.params[0]!;
  const test = append<IfInst>(inner, { kind: 'if', then: createRegion(), otherwise: createRegion(), operands: [compare(inner, 'ult', state, constI32(endOf(cut)))] }, []);
  yieldValues({ region: test.then, loc: b.loc });
  breakTo({ region: test.otherwise, loc: b.loc }, loop);
  const reached = reachedStates(cut.machine);
  const states = cut.machine.states.filter((own) => reached.has(own));
  const cases = states.map((own) => ({ values: [own.id], region: createRegion() }));
  const otherwise = createRegion();
  yieldValues({ region: otherwise, loc: b.loc }, [constI32(endOf(cut))]);
  const choice = append<SwitchInst>(inner, { kind: 'switch', cases, otherwise, operands: [state] }, ['i32']);
  for (const [i, own] of states.entries()) writeState(cut, { region: cases[i]!.region, loc: b.loc }, own);
  continueTo(inner, loop, [choice.results[0]!]);
}

function isActive(cut: Cut, b: Builder): Value {
  return cut.active === undefined ? TRUE : load(b, 'i1', cut.active, false, 1);
}

function whenActive(cut: Cut, b: Builder, body: (b: Builder) => void): void {
  if (cut.active === undefined) body(b);
  else when(b, isActive(cut, b), body);
}

function when(b: Builder, condition: Value, body: (b: Builder) => void): void {
  const inst = append<IfInst>(b, { kind: 'if', then: createRegion(), otherwise: createRegion(), operands: [condition] }, []);
  const then: Builder = { region: inst.then, loc: b.loc };
  body(then);
  yieldValues(then);
  yieldValues({ region: inst.otherwise, loc: b.loc });
}

/** What any thread that is there says, for all. */
function vote(cut: Cut, b: Builder, condition: Value): Value {
  const own = cut.active === undefined ? condition : select(b, isActive(cut, b), condition, FALSE);
  return compare(b, 'ne', barrier(b, 'block-or', convert(b, 'zext', own, 'i32'))!, constI32(0));
}

function writeState(cut: Cut, b: Builder, state: State): void {
  const resumed = cut.liveness.suspensions.find(({ next }) => next === state);
  if (resumed !== undefined) restore(cut, b, resumed);
  const ends = endValues(state);
  const hasReturns = returns(state.insts);
  const values = cut.active === undefined && !hasReturns ? writePlainly(cut, b, state, ends) : waits(state.insts) ? writeMasked(cut, b, state, ends) : writeApart(cut, b, state, ends);
  const go = (next: Value | State): void => yieldValues(b, ['kind' in next ? next : constI32(landing(next).id)]);
  const nowhere = constI32(endOf(cut));
  const { end } = state;
  switch (end.kind) {
    case 'goto':
      storeMoves(cut, b, end, values);
      go(end.target);
      return;
    case 'branch':
      go(select(b, vote(cut, b, values[0]!), constI32(landing(end.then).id), constI32(landing(end.otherwise).id)));
      return;
    case 'switch': {
      let next: Value = constI32(landing(end.otherwise).id);
      for (const { values: matches, state: target } of end.cases) {
        let matched: Value = FALSE;
        for (const match of matches) matched = binary(b, 'or', matched, compare(b, 'eq', values[0]!, values[0]!.type === 'i64' ? { kind: 'const', type: 'i64', value: BigInt(match) } : constI32(Number(match))));
        next = select(b, vote(cut, b, matched), constI32(landing(target).id), next);
      }
      go(next);
      return;
    }
    case 'suspend':
      save(cut, b, cut.liveness.suspensions.find(({ inst }) => inst === end.inst)!);
      go(nowhere);
      return;
    case 'exit':
    case 'unreachable':
      go(nowhere);
      return;
    case 'again':
      throw new Error('a loop that waits, in a kernel that is cut');
    default:
      end satisfies never;
  }
}

function writePlainly(cut: Cut, b: Builder, state: State, ends: readonly Value[]): Value[] {
  return copyState(cut, b, state, copierFor(cut, nothingLeaves), ends);
}

/** Threads part inside and come together behind it: nobody waits there. */
function writeApart(cut: Cut, b: Builder, state: State, ends: readonly Value[]): Value[] {
  const region = createRegion();
  const block = append<BlockInst>(b, { kind: 'block', body: region, operands: [] }, ['i1', ...ends.map((v) => v.type)]);
  const inner: Builder = { region, loc: b.loc };
  const leave = (at: Builder): void => breakTo(at, block, [FALSE, ...ends.map((v) => undef(v.type))]);
  if (cut.active !== undefined) {
    const test = append<IfInst>(inner, { kind: 'if', then: createRegion(), otherwise: createRegion(), operands: [isActive(cut, inner)] }, []);
    yieldValues({ region: test.then, loc: b.loc });
    leave({ region: test.otherwise, loc: b.loc });
  }
  const values = copyState(cut, inner, state, copierFor(cut, (at, inst) => (inst.kind === 'return' ? leave(at) : nothingLeaves(at, inst))), ends);
  yieldValues(inner, [TRUE, ...values]);
  if (cut.active !== undefined) store(b, 'i1', cut.active, block.results[0]!, 1);
  return block.results.slice(1);
}

/** Barriers inside are for all: what threads that have returned should not do is masked. */
function writeMasked(cut: Cut, b: Builder, state: State, ends: readonly Value[]): Value[] {
  const region = createRegion();
  const inner: Builder = { region, loc: b.loc };
  const values = copyState(cut, inner, state, copierFor(cut, (at, inst) => (inst.kind === 'return' ? returnValue(at) : nothingLeaves(at, inst))), ends);
  const { insts, active } = maskList(cut.masking, region.insts, isActive(cut, b));
  if (returns(insts)) throw new Unsupported('a return of some threads of a block in front of a barrier across the grid', state.insts[0]!.loc);
  b.region.insts.push(...insts);
  store(b, 'i1', cut.active!, active, 1);
  return values;
}

// ---- over the barrier

/** The thread that acts for its block. */
function leads(cut: Cut, b: Builder): Value {
  // Any that is still there: the first one may have returned.
  return cut.active === undefined ? compare(b, 'eq', cut.bases.linear, constI32(0)) : isActive(cut, b);
}

function save(cut: Cut, b: Builder, { inst, number, values, objects }: Suspension): void {
  b.loc = inst.loc;
  const { bases } = cut;
  moveShared(cut, b, objects, true);
  whenActive(cut, b, (own) => {
    store(own, 'i32', wordAt(own, binary(own, 'add', bases.states, bases.thread)), constI32(number), 4);
    for (const v of values) {
      const slot = cut.slots.get(v)!;
      if (!slot.common) storeValue(own, ownWord(own, bases, constI32(slot.word), wordsOf(v.type)), loadVariable(own, cut.variables.get(v)!));
    }
    moveLocals(cut, own, objects, true);
  });
  when(b, leads(cut, b), (one) => {
    store(one, 'i32', wordAt(one, bases.block), cut.mark, 4);
    for (const v of values) {
      const slot = cut.slots.get(v)!;
      if (slot.common) storeValue(one, commonWord(one, bases, 1, slot.word, wordsOf(v.type)), loadVariable(one, cut.variables.get(v)!));
    }
  });
}

function restore(cut: Cut, b: Builder, { inst, values, objects }: Suspension): void {
  b.loc = inst.loc;
  moveShared(cut, b, objects, false);
  moveLocals(cut, b, objects, false);
  for (const v of values) {
    const slot = cut.slots.get(v)!;
    const words = wordsOf(v.type);
    storeVariable(b, cut.variables.get(v)!, loadValue(b, v.type, slot.common ? commonWord(b, cut.bases, 0, slot.word, words) : ownWord(b, cut.bases, constI32(slot.word), words)));
  }
}

function moveLocals(cut: Cut, b: Builder, objects: readonly KeptObject[], toFrames: boolean): void {
  for (const object of objects) {
    if (object === 'dynamic shared' || object.kind !== 'alloca') continue;
    const { elements, word } = cut.memories.get(object)!;
    const move = (at: Builder, i: Value): void =>
      copyElement(at, elements, elements.at(at, cut.allocas.get(object)!, i), toFrames, (inner, leaf, words) =>
        ownWord(inner, cut.bases, binary(inner, 'add', binary(inner, 'mul', i, constI32(elements.words)), constI32(word + leaf)), words));
    if (elements.count === 1) move(b, constI32(0));
    else stridedLoop(b, constI32(0), constI32(elements.count), constI32(1), move);
  }
}

/** Each thread moves elements that are as far apart as the block has threads: whoever has taken one to the frames brings it back. */
function moveShared(cut: Cut, b: Builder, objects: readonly KeptObject[], toFrames: boolean): void {
  const { bases } = cut;
  const shared = objects.filter((object) => object === 'dynamic shared' || object.kind === 'global');
  if (shared.length === 0) return;
  if (toFrames) barrier(b, 'block');
  for (const object of shared) {
    const { elements, word } = cut.memories.get(object)!;
    const start = object === 'dynamic shared' ? bases.dynamics! : binary(b, 'add', bases.statics, constI32(word));
    const pointer = object === 'dynamic shared' ? special(b, 'dynamicShared') : object.kind === 'global' ? globalAddress(object) : undefined;
    if (pointer === undefined) throw new Error('local memory is no shared memory');
    stridedLoop(b, bases.linear, object === 'dynamic shared' ? cut.dynamicElements! : constI32(elements.count), bases.blockThreads, (inner, i) =>
      copyElement(inner, elements, elements.at(inner, pointer, i), toFrames, (own, leaf) =>
        wordAt(own, binary(own, 'add', binary(own, 'add', start, binary(own, 'mul', i, constI32(elements.words))), constI32(leaf)))));
  }
  if (!toFrames) barrier(b, 'block');
}
