/**
 * A kernel's body as a state machine: straight pieces of code between the points at which a thread may have to wait.
 *
 * In: a body. Out: states, the first being the entry. Structured instructions that contain a waiting point (barrier, warp operation, back edge of a loop that may spin) are taken apart
 * into states; all others stay whole inside a state. Results and parameters of what is taken apart are handed over by moves through the thread's frame.
 */
import type { BarrierInst, Inst, Region, Value, WarpInst } from '../../ir/ir.js';
import { forEachRegion } from '../../ir/walk.js';
import type { Move } from './regions.js';

export interface State {
  readonly id: number;
  readonly insts: Inst[];
  /** The operation after which this state goes on: it defines that operation's result. */
  readonly resumes: BarrierInst | WarpInst | undefined;
  end: StateEnd;
}

export type StateEnd =
  | { readonly kind: 'goto'; readonly target: State; readonly moves: readonly Move[] }
  | { readonly kind: 'branch'; readonly condition: Value; readonly then: State; readonly otherwise: State }
  | { readonly kind: 'switch'; readonly value: Value; readonly cases: readonly { readonly values: (number | bigint)[]; readonly state: State }[]; readonly otherwise: State }
  | { readonly kind: 'suspend'; readonly inst: BarrierInst | WarpInst; readonly next: State }
  /** Back edge of a loop that may wait for other threads: now and then they get a turn. */
  | { readonly kind: 'again'; readonly target: State; readonly moves: readonly Move[] }
  | { readonly kind: 'exit' }
  | { readonly kind: 'unreachable' };

/** Where a break or continue that is buried in a whole instruction leads. */
export interface Landing {
  readonly state: State;
  readonly to: readonly Value[];
  readonly again: boolean;
}

export interface StateMachine {
  readonly states: readonly State[];
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

function waitsInside(body: Region): Set<Inst> {
  const waiting = new Set<Inst>();
  const visit = (region: Region): boolean => {
    let any = false;
    for (const inst of region.insts) {
      if (inst.kind === 'barrier' || inst.kind === 'warp') any = true;
      let inside = inst.kind === 'loop' && maySpin(inst.body);
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

export function buildStateMachine(body: Region): StateMachine {
  const waiting = waitsInside(body);
  const states: State[] = [];
  const breaks = new Map<Inst, Landing>();
  const continues = new Map<Inst, Landing>();

  function newState(resumes?: BarrierInst | WarpInst): State {
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
            continues.set(inst, { state: head, to: inst.body.params, again: maySpin(inst.body) });
            state.end = { kind: 'goto', target: head, moves: movesTo(inst.operands, inst.body.params) };
            flatten(inst.body, head, undefined);
            break;
          }
          default:
            throw new Error(`${inst.kind} around a waiting point in a kernel`);
        }
        state = after;
        continue;
      }
      switch (inst.kind) {
        case 'barrier':
        case 'warp': {
          const next = newState(inst);
          state.end = { kind: 'suspend', inst, next };
          state = next;
          break;
        }
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
          state.end = { kind: 'exit' };
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
  return { states, breaks, continues };
}
