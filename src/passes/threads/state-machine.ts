/**
 * A body as a state machine: straight pieces of code between the points at which it is left for a while: a kernel's, where its thread may have to wait, or a function's, where it calls itself.
 *
 * In: a body. Out: states, the first being the entry. Structured instructions that contain a waiting point (barrier, warp operation, back edge of a loop that may spin; or whatever else the caller names) are taken apart
 * into states; all others stay whole inside a state. Results and parameters of what is taken apart are handed over by moves through the thread's frame.
 */
import type { Inst, Region, Value } from '../../ir/ir.js';
import { forEachInst, forEachRegion } from '../../ir/walk.js';
import type { Move } from './regions.js';

export interface State {
  readonly id: number;
  readonly insts: Inst[];
  /** The operation after which this state goes on: it defines that operation's result. */
  readonly resumes: Inst | undefined;
  end: StateEnd;
}

export type StateEnd =
  | { readonly kind: 'goto'; readonly target: State; readonly moves: readonly Move[] }
  | { readonly kind: 'branch'; readonly condition: Value; readonly then: State; readonly otherwise: State }
  | { readonly kind: 'switch'; readonly value: Value; readonly cases: readonly { readonly values: (number | bigint)[]; readonly state: State }[]; readonly otherwise: State }
  | { readonly kind: 'suspend'; readonly inst: Inst; readonly next: State }
  /** Back edge of a loop that may wait for other threads: now and then they get a turn. */
  | { readonly kind: 'again'; readonly target: State; readonly moves: readonly Move[] }
  | { readonly kind: 'exit'; readonly values: readonly Value[] }
  | { readonly kind: 'unreachable' };

/** Where a break or continue that is buried in a whole instruction leads. */
export interface Landing {
  readonly state: State;
  readonly to: readonly Value[];
  readonly again: boolean;
}

export interface StateMachine {
  readonly states: readonly State[];
  /** As they stand in the body: control that does not go back to a loop's head goes to later ones. */
  readonly inOrder: readonly State[];
  readonly breaks: ReadonlyMap<Inst, Landing>;
  readonly continues: ReadonlyMap<Inst, Landing>;
}

/** Does the loop look at memory that other threads change? */
export function maySpin(region: Region): boolean {
  for (const inst of region.insts) {
    if (inst.kind === 'atomic' || (inst.kind === 'load' && inst.volatile)) return true;
    let found = false;
    forEachRegion(inst, (r) => {
      found = found || maySpin(r);
    });
    if (found) return true;
  }
  return false;
}

export interface StateRules {
  /** Where the body is left for a while. Default: where threads wait. */
  readonly isPoint?: (inst: Inst) => boolean;
  /** Loops that are left at their back edges. Default: those that may spin. */
  readonly mayWait?: (body: Region) => boolean;
  /** Take apart as well what leaves or repeats something that is taken apart: no break or continue leads out of a whole instruction then. Default: false. */
  readonly alsoLeaving?: boolean;
}

function waitsInside(body: Region, isPoint: (inst: Inst) => boolean, mayWait: (body: Region) => boolean): Set<Inst> {
  const waiting = new Set<Inst>();
  const visit = (region: Region): boolean => {
    let any = false;
    for (const inst of region.insts) {
      if (isPoint(inst)) any = true;
      let inside = inst.kind === 'loop' && mayWait(inst.body);
      forEachRegion(inst, (r) => {
        if (visit(r)) inside = true;
      });
      if (inside) {
        waiting.add(inst);
        any = true;
      }
    }
    return any;
  };
  visit(body);
  return waiting;
}

/** Adds what leaves or repeats something of `waiting`. */
function addLeaving(body: Region, waiting: Set<Inst>): void {
  const visit = (region: Region): boolean => {
    let any = false;
    for (const inst of region.insts) {
      if ((inst.kind === 'break' || inst.kind === 'continue') && waiting.has(inst.target)) any = true;
      let inside = false;
      forEachRegion(inst, (r) => {
        if (visit(r)) inside = true;
      });
      if (!inside) continue;
      waiting.add(inst);
      any = true;
    }
    return any;
  };
  for (let before = -1; before !== waiting.size; ) {
    before = waiting.size;
    visit(body);
  }
}

/** Where threads wait. */
function isWaitingPoint(inst: Inst): boolean {
  return inst.kind === 'barrier' || inst.kind === 'warp';
}

export function buildStateMachine(body: Region, { isPoint = isWaitingPoint, mayWait = maySpin, alsoLeaving = false }: StateRules = {}): StateMachine {
  const waiting = waitsInside(body, isPoint, mayWait);
  if (alsoLeaving) addLeaving(body, waiting);
  const states: State[] = [];
  const inOrder: State[] = [];
  const breaks = new Map<Inst, Landing>();
  const continues = new Map<Inst, Landing>();

  function newState(resumes?: Inst): State {
    const state: State = { id: states.length, insts: [], resumes, end: { kind: 'unreachable' } };
    states.push(state);
    return state;
  }

  function movesTo(values: readonly Value[], to: readonly Value[]): Move[] {
    const moves: Move[] = [];
    for (let i = 0; i < to.length; i++) if (values[i] !== to[i]) moves.push({ from: values[i], to: to[i] });
    return moves;
  }

  function land(landing: Landing, values: readonly Value[]): StateEnd {
    return { kind: landing.again ? 'again' : 'goto', target: landing.state, moves: movesTo(values, landing.to) };
  }

  /** Appends a region's instructions, beginning in `state`; its yield leads to `join`. */
  function flatten(region: Region, start: State, join: Landing | undefined): void {
    let state = start;
    inOrder.push(state);
    for (const inst of region.insts) {
      if (waiting.has(inst)) {
        const after = newState();
        const exit: Landing = { state: after, to: inst.results, again: false };
        switch (inst.kind) {
          case 'if': {
            const then = newState();
            const otherwise = newState();
            state.end = { kind: 'branch', condition: inst.operands[0], then, otherwise };
            flatten(inst.then, then, exit);
            flatten(inst.otherwise, otherwise, exit);
            break;
          }
          case 'switch': {
            const cases = inst.cases.map((c) => ({ values: c.values, state: newState() }));
            const otherwise = newState();
            state.end = { kind: 'switch', value: inst.operands[0], cases, otherwise };
            inst.cases.forEach((c, i) => void flatten(c.region, cases[i].state, exit));
            flatten(inst.otherwise, otherwise, exit);
            break;
          }
          case 'block': {
            breaks.set(inst, exit);
            const inside = newState();
            state.end = { kind: 'goto', target: inside, moves: [] };
            flatten(inst.body, inside, exit);
            break;
          }
          case 'loop': {
            const head = newState();
            breaks.set(inst, exit);
            continues.set(inst, { state: head, to: inst.body.params, again: mayWait(inst.body) });
            state.end = { kind: 'goto', target: head, moves: movesTo(inst.operands, inst.body.params) };
            flatten(inst.body, head, undefined);
            break;
          }
          default:
            throw new Error(`${inst.kind} around a waiting point in a kernel`);
        }
        state = after;
        inOrder.push(state);
        continue;
      }
      if (isPoint(inst)) {
        const next = newState(inst);
        state.end = { kind: 'suspend', inst, next };
        state = next;
        inOrder.push(state);
        continue;
      }
      switch (inst.kind) {
        case 'yield':
          if (join === undefined) throw new Error('a kernel body ends in yield');
          state.end = land(join, inst.operands);
          return;
        case 'break': {
          state.end = land(breaks.get(inst.target)!, inst.operands);
          return;
        }
        case 'continue':
          state.end = land(continues.get(inst.target)!, inst.operands);
          return;
        case 'return':
          state.end = { kind: 'exit', values: inst.operands };
          return;
        case 'throw':
        case 'unreachable':
          state.end = { kind: 'unreachable' };
          return;
        default:
          state.insts.push(inst);
      }
    }
  }

  flatten(body, newState(), undefined);
  return { states, inOrder, breaks, continues };
}

function endUses(state: State): Value[] {
  const end = state.end;
  switch (end.kind) {
    case 'goto':
    case 'again':
      return end.moves.map((move) => move.from);
    case 'branch':
      return [end.condition];
    case 'switch':
      return [end.value];
    case 'suspend':
      return end.inst.operands;
    case 'exit':
      return [...end.values];
    case 'unreachable':
      return [];
    default:
      return end satisfies never;
  }
}

/** Values used in a state, nested instructions included, that are not defined there. */
export function externalOf(state: State): Set<Value> {
  const inside = new Set<Value>(state.resumes?.results ?? []);
  const external = new Set<Value>();
  const note = (v: Value): void => {
    if ((v.kind === 'result' || v.kind === 'param') && !inside.has(v)) external.add(v);
  };
  forEachInst({ params: [], insts: state.insts }, (inst) => {
    for (const v of inst.operands) note(v);
    for (const result of inst.results) inside.add(result);
    if (inst.kind === 'loop') for (const param of inst.body.params) inside.add(param);
  });
  for (const v of endUses(state)) note(v);
  return external;
}
