/**
 * What lives across the barriers at which a kernel is cut (grid-barriers.ts). In: its states, uniformity of its values. Out: the values that are kept from one state to another, which of them and which objects of local and shared
 * memory the frames hold over each barrier.
 *
 * What is cheaply computed anew from parameters and special registers is not kept, and neither are pointers: the indices that they are made of are.
 */
import type { AllocaInst, BarrierInst, Global, Inst, Region, Value } from '../../../ir/ir.js';
import { isPure } from '../../../ir/effects.js';
import { forEachInst } from '../../../ir/walk.js';
import type { State, StateMachine } from '../../../passes/threads/state-machine.js';
import { externalOf } from '../../../passes/threads/state-machine.js';
import { Unsupported } from '../unsupported.js';
import { chainOf } from './pointer-flow.js';

/** Instructions of a value that is computed anew in each state, at most. */
const CHEAP = 8;

/** Local memory, a shared variable, dynamic shared memory. */
export type KeptObject = AllocaInst | Global | 'dynamic shared';

/** A barrier at which the kernel is cut. */
export interface Suspension {
  readonly inst: BarrierInst;
  /** Goes on behind it. */
  readonly next: State;
  /** From 1. */
  readonly number: number;
  readonly values: readonly Value[];
  readonly objects: readonly KeptObject[];
}

export interface Liveness {
  /** Values that one state leaves to another. */
  readonly kept: ReadonlySet<Value>;
  readonly suspensions: readonly Suspension[];
  /** Dispatches of a launch at most; undefined: that depends on what the kernel finds. */
  readonly most: number | undefined;
}

export function successorsOf(state: State): readonly State[] {
  const { end } = state;
  switch (end.kind) {
    case 'goto':
    case 'again':
      return [end.target];
    case 'branch':
      return [end.then, end.otherwise];
    case 'switch':
      return [...end.cases.map((c) => c.state), end.otherwise];
    case 'suspend':
      return [end.next];
    case 'exit':
    case 'unreachable':
      return [];
    default:
      return end satisfies never;
  }
}

/** Is the value computed anew where it is used? `params`: the kernel's own; `isCostly`: of what is not to be done again. */
export function createFree(params: ReadonlySet<Value>, isCostly: (inst: Inst) => boolean = () => false): (v: Value) => boolean {
  const costs = new Map<Value, number>();
  const costOf = (v: Value): number => {
    if (v.kind !== 'result') return v.kind === 'param' && !params.has(v) ? Number.POSITIVE_INFINITY : 0;
    const { inst } = v;
    if (inst.kind === 'special' || inst.kind === 'alloca') return 0;
    const known = costs.get(v);
    if (known !== undefined) return known;
    costs.set(v, Number.POSITIVE_INFINITY);
    const cost = isArithmetic(inst) && !isCostly(inst) ? inst.operands.reduce((sum, operand) => sum + costOf(operand), 1) : Number.POSITIVE_INFINITY;
    costs.set(v, cost);
    return cost;
  };
  return (v) => costOf(v) <= CHEAP;
}

function isArithmetic(inst: Inst): boolean {
  switch (inst.kind) {
    case 'binary':
    case 'compare':
    case 'unary':
    case 'convert':
    case 'select':
    case 'index':
    case 'field':
      return isPure(inst);
    default:
      return false;
  }
}

/** A step from another pointer, or a pointer made of a number: computed anew from what it is made of. */
function isStep(inst: Inst): boolean {
  return inst.kind === 'index' || inst.kind === 'field' || (inst.kind === 'convert' && inst.op === 'inttoptr');
}

/** What each state needs of others. Throws Unsupported for a pointer that is not made anew; `across`: of what it would have to be kept. */
export function usesOfStates(states: readonly State[], isFree: (v: Value) => boolean, across: string, loc: number): readonly ReadonlySet<Value>[] {
  const needs = (v: Value, into: Set<Value>): void => {
    if (v.kind !== 'result' && v.kind !== 'param') return;
    if (isFree(v)) return;
    if (v.type !== 'ptr') {
      into.add(v);
      return;
    }
    if (v.kind !== 'result' || !isStep(v.inst)) throw new Unsupported(`a pointer that is kept across ${across}`, v.kind === 'result' ? v.inst.loc : loc);
    for (const operand of v.inst.operands) needs(operand, into);
  };
  return states.map((state) => {
    const found = new Set<Value>();
    for (const v of externalOf(state)) needs(v, found);
    return found;
  });
}

/** Throws Unsupported. */
export function findLiveness(body: Region, { states }: StateMachine, isFree: (v: Value) => boolean, loc: number): Liveness {
  const uses = usesOfStates(states, isFree, 'a barrier across the grid', loc);
  const kept = new Set<Value>();
  for (const set of uses) for (const v of set) kept.add(v);
  const made = states.map((state) => new Set<Value>([...state.insts.flatMap((inst) => inst.results), ...(state.end.kind === 'goto' ? state.end.moves.map((move) => move.to) : [])]));
  for (const set of made) for (const v of set) if (!kept.has(v)) set.delete(v);
  const live = states.map((_, i) => new Set(uses[i]));
  for (let changed = true; changed; ) {
    changed = false;
    for (const state of [...states].reverse()) {
      const own = live[state.id]!;
      const before = own.size;
      for (const next of successorsOf(state)) for (const v of live[next.id]!) if (!made[state.id]!.has(v)) own.add(v);
      changed ||= own.size > before;
    }
  }
  const objects = findObjects(body, states);
  const suspensions = states.flatMap((state): Omit<Suspension, 'number'>[] =>
    state.end.kind === 'suspend' ? [{ inst: state.end.inst as BarrierInst, next: state.end.next, values: [...live[state.end.next.id]!], objects: objects(state, state.end.next) }] : []);
  return { kept, suspensions: suspensions.map((s, i) => ({ ...s, number: i + 1 })), most: mostDispatches(states) };
}

// ---- objects

function keyOf(root: Value): KeptObject | undefined {
  if (root.kind === 'global-address') return root.global.space === 'shared' ? root.global : undefined;
  if (root.kind !== 'result') return undefined;
  if (root.inst.kind === 'alloca') return root.inst;
  return root.inst.kind === 'special' && root.inst.register === 'dynamicShared' ? 'dynamic shared' : undefined;
}

interface Touched {
  readonly accessed: ReadonlySet<KeptObject>;
  /** Written as a whole before anything else. */
  readonly overwritten: ReadonlySet<KeptObject>;
}

/** Which objects live over the barrier between two states: those accessed before and behind it. */
function findObjects(body: Region, states: readonly State[]): (from: State, to: State) => KeptObject[] {
  /** Other pointers may lead there. */
  const everywhere = new Set<KeptObject>();
  const all = new Set<KeptObject>();
  const note = (pointer: Value, into: Set<KeptObject>): void => {
    const key = pointer.type === 'ptr' ? keyOf(chainOf(pointer).root) : undefined;
    if (key !== undefined) into.add(key);
  };
  forEachInst(body, (inst) => {
    for (const v of inst.operands) note(v, all);
    for (const v of escaping(inst)) note(v, everywhere);
  });
  const touched = states.map((state) => touchedBy(state));
  const reach = reachability(states);
  return (from, to) =>
    [...all].filter((object) => {
      if (everywhere.has(object)) return true;
      const uses = states.filter((state) => touched[state.id]!.accessed.has(object));
      const before = uses.some((state) => reach(state, from));
      const behind = uses.some((state) => reach(to, state));
      // Who begins by writing all of it needs nothing of what was there, if nobody else asks for it.
      return before && behind && !(uses.length === 1 && touched[uses[0]!.id]!.overwritten.has(object));
    });
}

/** Operands through which an object's address gets about. */
function escaping(inst: Inst): readonly Value[] {
  switch (inst.kind) {
    case 'index':
    case 'field':
    case 'load':
    case 'fill':
    case 'compare':
      return [];
    case 'store':
    case 'atomic':
      return inst.operands.slice(1);
    case 'copy':
      return [];
    default:
      return inst.operands;
  }
}

function touchedBy(state: State): Touched {
  const accessed = new Set<KeptObject>();
  const overwritten = new Set<KeptObject>();
  for (const inst of state.insts) {
    if ((inst.kind === 'copy' || inst.kind === 'fill') && inst.type !== undefined) {
      const to = inst.operands[0]!;
      const key = keyOf(to);
      const isWhole = typeof key === 'object' && key.kind === 'alloca' && key.type.size === inst.type.size;
      if (isWhole && !accessed.has(key)) overwritten.add(key);
    }
    const visit = (i: Inst): void => {
      for (const v of i.operands) {
        const key = v.type === 'ptr' ? keyOf(chainOf(v).root) : undefined;
        if (key !== undefined && i.kind !== 'index' && i.kind !== 'field') accessed.add(key);
      }
    };
    visit(inst);
    forEachInst({ params: [], insts: [inst] }, visit);
  }
  return { accessed, overwritten };
}

/** Can control come from one state to another, or is it the same? */
function reachability(states: readonly State[]): (from: State, to: State) => boolean {
  const reached = states.map((state) => {
    const found = new Set<State>([state]);
    // The set grows while it is walked.
    for (const at of found) for (const next of successorsOf(at)) found.add(next);
    return found;
  });
  return (from, to) => reached[from.id]!.has(to);
}

/** One more than there are barriers; undefined if a way comes to a barrier again. */
function mostDispatches(states: readonly State[]): number | undefined {
  const reach = reachability(states);
  const cuts = states.filter((state) => state.end.kind === 'suspend');
  return cuts.some((state) => state.end.kind === 'suspend' && reach(state.end.next, state)) ? undefined : cuts.length + 1;
}
