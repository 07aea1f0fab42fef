/**
 * Barriers wherever CUDA allows them: behind gotos, in loops and branches that the threads of a block take alike for reasons that nobody can prove, or that they leave apart. In: a kernel whose pointers are legalized. Out: one
 * whose barriers all stand at one place, to which all threads of a block come whatever they do:
 *
 *   what this thread goes on with = the first state
 *   loop {
 *     while (there is a state) { switch (state) { its instructions; the next state, or none: the thread waits at a barrier, and notes what it goes on with, or has ended } }
 *     vote: does any thread go on? none: end
 *   }
 *
 * The vote is the barrier: all threads that have not ended wait at one. What they bring to __syncthreads_count and its kin is gathered there too; who has ended, or waits at another barrier, brings nothing.
 *
 * Warp operations are for the lanes that come to them together, so a warp runs one state at a time: of those that its lanes are in, the one that stands first. Whoever is further on waits, until the others have come.
 */
import { alloca, append, barrier, breakTo, compare, constI32, continueTo, convert, createRegion, load, returnValue, store, warp, yieldValues } from '../../../ir/build.js';
import type { Builder } from '../../../ir/build.js';
import type { BarrierInst, BarrierKind, BlockInst, Func, IfInst, Inst, LoopInst, Region, SwitchInst, Value } from '../../../ir/ir.js';
import { forEachInst, someInst } from '../../../ir/walk.js';
import type { State } from '../../../passes/threads/state-machine.js';
import { buildStateMachine } from '../../../passes/threads/state-machine.js';
import { createFree, usesOfStates } from './grid-liveness.js';
import { copierFor, copyState, declareStateMemory, endValues, landing, nothingLeaves, reachedStates, returns, storeMoves, storeVariable, typeOf } from './state-copies.js';
import type { StateMemory } from './state-copies.js';

/** A kind of barrier that gathers something: what the thread brings, and what has come of it. */
interface Vote {
  readonly kind: BarrierKind;
  readonly brings: Value;
  readonly result: Value;
}

interface Meeting extends StateMemory {
  /** Numbers of states, as they stand in the kernel. */
  readonly numbers: ReadonlyMap<State, number>;
  /** Behind the last one. */
  readonly nowhere: Value;
  /** What the thread goes on with behind the barrier. */
  readonly resumes: Value;
  readonly votes: readonly Vote[];
}

function waits(inst: Inst): boolean {
  return inst.kind === 'barrier' && inst.barrier !== 'grid';
}

export function hasBlockBarrier(fn: Func): boolean {
  return someInst(fn.body!, waits);
}

/** The kernel stays as it is. Throws Unsupported. */
export function meetAtBarriers(fn: Func): Func {
  const body = fn.body!;
  const machine = buildStateMachine(body, { isPoint: waits, mayWait: () => false, alsoLeaving: true });
  const reached = reachedStates(machine);
  const states = machine.inOrder.filter((state) => reached.has(state));
  const isFree = createFree(new Set<Value>(body.params));
  const kept = new Set(usesOfStates(states, isFree, 'a barrier', fn.loc).flatMap((uses) => [...uses]));

  const region = createRegion(body.params.map(({ type, name }) => (name === undefined ? { type } : { type, name })));
  const b: Builder = { region, loc: fn.loc };
  const memory = declareStateMemory(b, body, kept, isFree, new Map<Value, Value>(body.params.map((param, i) => [param, region.params[i]!])));
  const numbers = new Map(states.map((state, i) => [state, i]));
  const numberType = typeOf('i32');
  const resumes = alloca(b, numberType, 'goes_on_with');
  const kinds = new Set<BarrierKind>();
  forEachInst(body, (inst) => {
    if (inst.kind === 'barrier' && inst.operands.length > 0) kinds.add(inst.barrier);
  });
  const votes = [...kinds].map((kind): Vote => ({ kind, brings: alloca(b, numberType, 'brings'), result: alloca(b, numberType, 'voted') }));
  const meeting: Meeting = { ...memory, numbers, nowhere: constI32(states.length), resumes, votes };
  store(b, 'i32', resumes, numberOf(meeting, machine.states[0]!), 4);

  const rounds = append<LoopInst>(b, { kind: 'loop', body: createRegion(), unroll: 1, operands: [] }, []);
  const round: Builder = { region: rounds.body, loc: fn.loc };
  writeRound(meeting, round, states, someInst(body, (inst) => inst.kind === 'warp'));
  const left = compare(round, 'ult', load(round, 'i32', resumes, false, 4), meeting.nowhere);
  const any = compare(round, 'ne', barrier(round, 'block-or', convert(round, 'zext', left, 'i32'))!, constI32(0));
  const test = append<IfInst>(round, { kind: 'if', then: createRegion(), otherwise: createRegion(), operands: [any] }, []);
  yieldValues({ region: test.then, loc: fn.loc });
  breakTo({ region: test.otherwise, loc: fn.loc }, rounds);
  for (const { kind, brings, result } of votes) store(round, 'i32', result, barrier(round, kind, load(round, 'i32', brings, false, 4))!, 4);
  continueTo(round, rounds, []);
  returnValue(b);
  return { ...fn, body: region };
}

function numberOf(m: Meeting, state: State): Value {
  return constI32(m.numbers.get(landing(state))!);
}

/** Each thread goes on until it waits or ends. */
function writeRound(m: Meeting, b: Builder, states: readonly State[], inStep: boolean): void {
  const first = load(b, 'i32', m.resumes, false, 4);
  store(b, 'i32', m.resumes, m.nowhere, 4);
  for (const { kind, brings } of m.votes) store(b, 'i32', brings, constI32(kind === 'block-and' ? 1 : 0), 4);
  const body = createRegion([{ type: 'i32', name: 'state' }]);
  const loop = append<LoopInst>(b, { kind: 'loop', body, unroll: 1, operands: [first] }, []);
  const inner: Builder = { region: body, loc: b.loc };
  const own = body.params[0]!;
  const state = inStep ? warp(inner, 'reduce-umin', [constI32(-1), own])! : own;
  const test = append<IfInst>(inner, { kind: 'if', then: createRegion(), otherwise: createRegion(), operands: [compare(inner, 'ult', state, m.nowhere)] }, []);
  yieldValues({ region: test.then, loc: b.loc });
  breakTo({ region: test.otherwise, loc: b.loc }, loop);
  if (!inStep) {
    continueTo(inner, loop, [writeChoice(m, inner, states, state)]);
    return;
  }
  const turn = append<IfInst>(inner, { kind: 'if', then: createRegion(), otherwise: createRegion(), operands: [compare(inner, 'eq', own, state)] }, ['i32']);
  const then: Builder = { region: turn.then, loc: b.loc };
  yieldValues(then, [writeChoice(m, then, states, state)]);
  yieldValues({ region: turn.otherwise, loc: b.loc }, [own]);
  continueTo(inner, loop, [turn.results[0]!]);
}

/** The next state. */
function writeChoice(m: Meeting, b: Builder, states: readonly State[], state: Value): Value {
  const cases = states.map((_, i) => ({ values: [i], region: createRegion() }));
  const otherwise = createRegion();
  yieldValues({ region: otherwise, loc: b.loc }, [m.nowhere]);
  const choice = append<SwitchInst>(b, { kind: 'switch', cases, otherwise, operands: [state] }, ['i32']);
  for (const [i, own] of states.entries()) writeState(m, { region: cases[i]!.region, loc: b.loc }, own);
  return choice.results[0]!;
}

function writeState(m: Meeting, b: Builder, state: State): void {
  if (!returns(state.insts)) {
    yieldValues(b, [writeInsts(m, b, state)]);
    return;
  }
  const region = createRegion();
  const block = append<BlockInst>(b, { kind: 'block', body: region, operands: [] }, ['i32']);
  const inner: Builder = { region, loc: b.loc };
  yieldValues(inner, [writeInsts(m, inner, state, block)]);
  yieldValues(b, [block.results[0]!]);
}

/** `block`: what a thread that returns leaves. */
function writeInsts(m: Meeting, b: Builder, state: State, block?: BlockInst): Value {
  const copier = copierFor(m, (at, inst) => {
    if (inst.kind === 'return' && block !== undefined) breakTo(at, block, [m.nowhere]);
    else nothingLeaves(at, inst);
  });
  const [voted] = state.resumes?.results ?? [];
  if (voted !== undefined) {
    const { barrier: kind } = state.resumes as BarrierInst;
    const value = load(b, 'i32', m.votes.find((vote) => vote.kind === kind)!.result, false, 4);
    copier.values.set(voted, value);
    const variable = m.variables.get(voted);
    if (variable !== undefined) storeVariable(b, variable, value);
  }
  const values = copyState(m, b, state, copier, endValues(state));
  const { end } = state;
  switch (end.kind) {
    case 'goto':
      storeMoves(m, b, end, values);
      return numberOf(m, end.target);
    case 'branch': {
      const branch = append<IfInst>(b, { kind: 'if', then: createRegion(), otherwise: createRegion(), operands: [values[0]!] }, ['i32']);
      yieldValues({ region: branch.then, loc: b.loc }, [numberOf(m, end.then)]);
      yieldValues({ region: branch.otherwise, loc: b.loc }, [numberOf(m, end.otherwise)]);
      return branch.results[0]!;
    }
    case 'switch': {
      const to = (target: State): Region => {
        const region = createRegion();
        yieldValues({ region, loc: b.loc }, [numberOf(m, target)]);
        return region;
      };
      const cases = end.cases.map((c) => ({ values: c.values, region: to(c.state) }));
      return append<SwitchInst>(b, { kind: 'switch', cases, otherwise: to(end.otherwise), operands: [values[0]!] }, ['i32']).results[0]!;
    }
    case 'suspend': {
      const { barrier: kind, operands } = end.inst as BarrierInst;
      b.loc = end.inst.loc;
      if (operands.length > 0) storeVariable(b, m.votes.find((vote) => vote.kind === kind)!.brings, values[0]!);
      store(b, 'i32', m.resumes, numberOf(m, end.next), 4);
      return m.nowhere;
    }
    case 'exit':
    case 'unreachable':
      return m.nowhere;
    case 'again':
      throw new Error('a loop that waits, in a kernel whose threads meet');
    default:
      return end satisfies never;
  }
}
