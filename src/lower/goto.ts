/**
 * goto, and switch labels inside nested statements: the function body becomes a dispatch loop, `loop { switch (state) { case k: … } }`. Only statements that contain labels are taken
 * apart into states; everything else stays structured inside a state, and leaves it by setting the state and continuing the loop. Locals live in memory until mem2reg, so states share them.
 */
import * as build from '../ir/build.js';
import { constI32, createRegion, isTerminated } from '../ir/build.js';
import type { CheckedStmt } from '../tree/index.js';
import type { FunctionState, JumpTarget } from './context.js';
import { condition, effect, value } from './expressions.js';
import { allocaAtEntry } from './functions.js';
import type { LoopInst, Region, SwitchInst } from './ir-imports.js';
import { jumpTo, leaveScope } from './scopes.js';
import { inRegion, lowerStatement } from './statements.js';
import { isRegularSwitch } from './switch.js';
import { scalarMemory } from './types.js';

/** Children that are statements. */
function children(s: CheckedStmt): readonly CheckedStmt[] {
  switch (s.kind) {
    case 'block':
    case 'sequence':
      return s.body;
    case 'if':
      return s.otherwise ? [s.then, s.otherwise] : [s.then];
    case 'while':
    case 'do':
    case 'for':
    case 'switch':
      return [s.body];
    case 'while-declare':
      return [s.declare, s.body];
    case 'try':
      return [s.body, ...s.handlers.map((h) => h.body)];
    default:
      return [];
  }
}

export function containsIrregularJumps(s: CheckedStmt): boolean {
  if (s.kind === 'goto') return true;
  if (s.kind === 'switch' && !isRegularSwitch(s)) return true;
  return children(s).some(containsIrregularJumps);
}

/** Must this statement be taken apart: it holds a label, or case labels of a switch that is taken apart. */
function holdsLabel(s: CheckedStmt, inSwitch: boolean): boolean {
  if (s.kind === 'label') return true;
  if (inSwitch && (s.kind === 'case' || s.kind === 'default')) return true;
  if (s.kind === 'switch') return !isRegularSwitch(s) || holdsLabel(s.body, false);
  return children(s).some((c) => holdsLabel(c, inSwitch));
}

interface FlatSwitch {
  readonly cases: Map<CheckedStmt, number>;
}

export function lowerFlatBody(f: FunctionState, body: CheckedStmt): void {
  const { b } = f;
  const stateAddress = allocaAtEntry(f, scalarMemory('i32', 4, false), 'state');
  const loop = build.append<LoopInst>(b, { kind: 'loop', operands: [], body: createRegion(), unroll: 1 }, []);
  const outer = b.region;
  f.dispatch = { loop, stateAddress, regions: [], labels: new Map() };
  collectLabels(f, body, []);
  const entry = newState(f, 0);
  // State 0 was reserved by the labels already if there were any: the entry is whatever state it got.
  build.store({ region: outer, loc: b.loc }, 'i32', stateAddress, constI32(entry.state), 4);
  const moved = outer.insts.pop()!;
  outer.insts.splice(outer.insts.indexOf(loop), 0, moved);

  b.region = entry.region;
  lowerFlat(f, body, undefined);
  if (!isTerminated(b.region)) lowerEnd(f);

  b.region = loop.body;
  const state = build.load(b, 'i32', stateAddress, true, 4);
  const inst = build.append<SwitchInst>(b, { kind: 'switch', operands: [state], cases: [], otherwise: createRegion() }, []);
  f.dispatch.regions.forEach((region, k) => inst.cases.push({ values: [k], region }));
  inRegion(f, inst.otherwise, () => build.unreachable(b));
  build.unreachable(b);
  f.dispatch = undefined;
  b.region = outer;
  build.unreachable(b);
}

/** Flowing off the end of the body. */
function lowerEnd(f: FunctionState): void {
  if (f.returnTarget !== undefined) build.breakTo(f.b, f.returnTarget.block);
  else if (f.fn.result === undefined) build.returnValue(f.b);
  else build.returnValue(f.b, build.zero(f.fn.result));
}

function newState(f: FunctionState, depth: number): { state: number; region: Region; target: JumpTarget } {
  const { regions } = f.dispatch!;
  const region = createRegion();
  regions.push(region);
  const state = regions.length - 1;
  return { state, region, target: { kind: 'state', state, depth } };
}

function collectLabels(f: FunctionState, s: CheckedStmt, blocks: readonly CheckedStmt[]): void {
  if (s.kind === 'label') f.dispatch!.labels.set(s.name, { state: newState(f, 0).state, depth: undefined, blocks: new Set(blocks) });
  const inner = s.kind === 'block' ? [...blocks, s] : blocks;
  for (const child of children(s)) collectLabels(f, child, inner);
}

function enter(f: FunctionState, state: number): void {
  const target: JumpTarget = { kind: 'state', state, depth: f.cleanups.length };
  if (!isTerminated(f.b.region)) jumpTo(f, target);
  f.b.region = f.dispatch!.regions[state]!;
}

function branch(f: FunctionState, test: import('./ir-imports.js').Value, then: JumpTarget, otherwise: JumpTarget): void {
  const inst = build.append<import('./ir-imports.js').IfInst>(f.b, { kind: 'if', operands: [test], then: createRegion(), otherwise: createRegion() }, []);
  inRegion(f, inst.then, () => jumpTo(f, then));
  inRegion(f, inst.otherwise, () => jumpTo(f, otherwise));
  build.unreachable(f.b);
}

function lowerFlat(f: FunctionState, s: CheckedStmt, inSwitch: FlatSwitch | undefined): void {
  const { b } = f;
  if (!holdsLabel(s, inSwitch !== undefined)) {
    lowerStatement(f, s);
    return;
  }
  const depth = f.cleanups.length;
  switch (s.kind) {
    case 'block':
      f.blocks.push({ statement: s, depth });
      for (const child of s.body) lowerFlat(f, child, inSwitch);
      f.blocks.pop();
      leaveScope(f, depth);
      return;
    case 'sequence':
      for (const child of s.body) lowerFlat(f, child, inSwitch);
      return;
    case 'label': {
      const label = f.dispatch!.labels.get(s.name)!;
      label.depth = depth;
      enter(f, label.state);
      return;
    }
    case 'case':
    case 'default':
      enter(f, inSwitch!.cases.get(s)!);
      return;
    case 'if': {
      const then = newState(f, depth);
      const otherwise = newState(f, depth);
      const join = newState(f, depth);
      if (!isTerminated(b.region)) branch(f, condition(f, s.condition), then.target, otherwise.target);
      b.region = then.region;
      lowerFlat(f, s.then, inSwitch);
      if (!isTerminated(b.region)) jumpTo(f, join.target);
      b.region = otherwise.region;
      if (s.otherwise !== undefined) lowerFlat(f, s.otherwise, inSwitch);
      enter(f, join.state);
      return;
    }
    case 'while':
    case 'while-declare':
    case 'for':
    case 'do': {
      const head = newState(f, depth);
      const body = newState(f, depth);
      const next = newState(f, depth);
      const exit = newState(f, depth);
      if (!isTerminated(b.region)) jumpTo(f, s.kind === 'do' ? body.target : head.target);
      const savedBreak = f.breakTarget;
      const savedContinue = f.continueTarget;
      f.breakTarget = exit.target;
      f.continueTarget = next.target;
      b.region = head.region;
      if (s.kind === 'while-declare') lowerStatement(f, s.declare);
      if (s.condition === undefined) jumpTo(f, body.target);
      else branch(f, condition(f, s.condition), { kind: 'state', state: body.state, depth: f.cleanups.length }, exit.target);
      b.region = body.region;
      lowerFlat(f, s.body, inSwitch);
      enter(f, next.state);
      if (s.kind === 'for' && s.step !== undefined) effect(f, s.step);
      jumpTo(f, head.target);
      f.cleanups.length = depth;
      f.breakTarget = savedBreak;
      f.continueTarget = savedContinue;
      b.region = f.dispatch!.regions[exit.state]!;
      return;
    }
    case 'switch': {
      const exit = newState(f, depth);
      const cases = new Map<CheckedStmt, number>();
      const inst = isTerminated(b.region)
        ? undefined
        : build.append<SwitchInst>(b, { kind: 'switch', operands: [value(f, s.condition)], cases: [], otherwise: createRegion() }, []);
      const wide = inst?.operands[0]?.type === 'i64';
      let defaultState = exit.state;
      for (const label of caseLabels(s.body)) {
        const state = newState(f, depth);
        cases.set(label, state.state);
        if (label.kind === 'default') defaultState = state.state;
        else if (label.kind === 'case' && inst !== undefined) {
          const values: (number | bigint)[] = [];
          for (let v = label.from; v <= label.to; v++) values.push(wide ? BigInt.asIntN(64, v) : Number(BigInt.asIntN(32, v)));
          const region = createRegion();
          inst.cases.push({ values, region });
          inRegion(f, region, () => jumpTo(f, state.target));
        }
      }
      if (inst !== undefined) {
        inRegion(f, inst.otherwise, () => jumpTo(f, { kind: 'state', state: defaultState, depth }));
        build.unreachable(b);
      }
      const saved = f.breakTarget;
      f.breakTarget = exit.target;
      lowerFlat(f, s.body, { cases });
      f.breakTarget = saved;
      enter(f, exit.state);
      return;
    }
    case 'try':
      throw new Error('a label inside a try block');
    default:
      throw new Error(`a label inside a statement of kind '${s.kind}'`);
  }
}

function caseLabels(s: CheckedStmt): CheckedStmt[] {
  if (s.kind === 'case' || s.kind === 'default') return [s];
  if (s.kind === 'switch') return [];
  return children(s).flatMap(caseLabels);
}
