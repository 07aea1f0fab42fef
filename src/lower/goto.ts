/**
 * goto, and switch labels inside nested statements: statements that contain labels become a dispatch loop, `loop { switch (state) { case k: … } }`. Only such statements are taken
 * apart into states; everything else stays structured inside a state, and leaves it by setting the state and continuing the loop. Locals live in memory until mem2reg, so states share them.
 *
 * Dispatch loops nest: a body inside an IR `try` (a try block, a handler, the rest of a scope behind a variable with a destructor) that holds labels has its own loop in there. C++ lets no jump
 * enter such a body from outside ([stmt.dcl], [except.pre]; src/sema/jumps.ts), and jumps that leave it continue an outer loop.
 */
import * as build from '../ir/build.js';
import { constI32, createRegion, isTerminated } from '../ir/build.js';
import type { CheckedStmt } from '../tree/index.js';
import type { Dispatch, FunctionState, JumpTarget } from './context.js';
import { condition, effect, value } from './expressions.js';
import { allocaAtEntry } from './functions.js';
import type { LoopInst, Region, SwitchInst } from './ir-imports.js';
import { lowerTry } from './exceptions.js';
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

export function containsIrregularSwitch(s: CheckedStmt): boolean {
  if (s.kind === 'switch' && !isRegularSwitch(s)) return true;
  return children(s).some(containsIrregularSwitch);
}

/** Must this statement be taken apart: it holds a label, or case labels of a switch that is taken apart. */
export function holdsLabel(s: CheckedStmt, inSwitch = false): boolean {
  if (s.kind === 'label') return true;
  if (inSwitch && (s.kind === 'case' || s.kind === 'default')) return true;
  if (s.kind === 'switch') return !isRegularSwitch(s) || holdsLabel(s.body, false);
  return children(s).some((c) => holdsLabel(c, inSwitch));
}

interface FlatSwitch {
  readonly cases: Map<CheckedStmt, number>;
}

export function lowerFlatBody(f: FunctionState, body: CheckedStmt): void {
  dispatching(f, [body], undefined);
}

/** Lowers statements as a dispatch loop; control that flows off their end goes on behind the loop. */
function dispatching(f: FunctionState, body: readonly CheckedStmt[], inSwitch: FlatSwitch | undefined): void {
  const { b } = f;
  const stateAddress = allocaAtEntry(f, scalarMemory('i32', 4, false), 'state');
  const entryStore = b.region.insts.length;
  const loop = build.append<LoopInst>(b, { kind: 'loop', operands: [], body: createRegion(), unroll: 1 }, []);
  const outer = b.region;
  const dispatch: Dispatch = { outer: f.dispatch, loop, stateAddress, regions: [], labels: new Map() };
  f.dispatch = dispatch;
  for (const s of body) collectLabels(dispatch, s, f.blocks.map((block) => block.statement));
  // The entry is whatever state it got: labels have reserved theirs.
  const entry = newState(f, f.cleanups.length);
  build.store(b, 'i32', stateAddress, constI32(entry.state), 4);
  const moved = outer.insts.pop()!;
  outer.insts.splice(entryStore, 0, moved);

  const depth = f.cleanups.length;
  b.region = entry.region;
  lowerFlatList(f, body, inSwitch);
  leaveScope(f, depth);
  const open = !isTerminated(b.region);
  if (open) build.breakTo(b, loop);

  b.region = loop.body;
  const state = build.load(b, 'i32', stateAddress, true, 4);
  const inst = build.append<SwitchInst>(b, { kind: 'switch', operands: [state], cases: [], otherwise: createRegion() }, []);
  dispatch.regions.forEach((region, k) => {
    inst.cases.push({ values: [k], region });
    // A label that belongs to a loop further in: no jump from here may enter it.
    if (region.insts.length === 0) inRegion(f, region, () => build.unreachable(b));
  });
  inRegion(f, inst.otherwise, () => build.unreachable(b));
  build.unreachable(b);
  f.dispatch = dispatch.outer;
  b.region = outer;
  if (!open) build.unreachable(b);
}

/** A body that an IR `try` holds: with a dispatch loop of its own if it has labels. */
export function lowerGuarded(f: FunctionState, s: CheckedStmt): void {
  if (holdsLabel(s) && !isTerminated(f.b.region)) dispatching(f, [s], undefined);
  else lowerStatement(f, s);
}

function newState(f: FunctionState, depth: number): { state: number; region: Region; target: JumpTarget } {
  const dispatch = f.dispatch!;
  const { regions } = dispatch;
  const region = createRegion();
  regions.push(region);
  const state = regions.length - 1;
  return { state, region, target: { kind: 'state', dispatch, state, depth } };
}

function collectLabels(dispatch: Dispatch, s: CheckedStmt, blocks: readonly CheckedStmt[]): void {
  if (s.kind === 'label') {
    dispatch.labels.set(s.name, { state: dispatch.regions.length, depth: undefined, blocks: new Set(blocks) });
    dispatch.regions.push(createRegion());
  }
  const inner = s.kind === 'block' ? [...blocks, s] : blocks;
  for (const child of children(s)) collectLabels(dispatch, child, inner);
}

function enter(f: FunctionState, state: number): void {
  const target: JumpTarget = { kind: 'state', dispatch: f.dispatch!, state, depth: f.cleanups.length };
  if (!isTerminated(f.b.region)) jumpTo(f, target);
  f.b.region = f.dispatch!.regions[state]!;
}

function branch(f: FunctionState, test: import('./ir-imports.js').Value, then: JumpTarget, otherwise: JumpTarget): void {
  const inst = build.append<import('./ir-imports.js').IfInst>(f.b, { kind: 'if', operands: [test], then: createRegion(), otherwise: createRegion() }, []);
  inRegion(f, inst.then, () => jumpTo(f, then));
  inRegion(f, inst.otherwise, () => jumpTo(f, otherwise));
  build.unreachable(f.b);
}

function flatten(body: readonly CheckedStmt[]): readonly CheckedStmt[] {
  return body.some((s) => s.kind === 'sequence') ? body.flatMap((s) => (s.kind === 'sequence' ? flatten(s.body) : [s])) : body;
}

/** Statements of one scope. Where one of them has opened a guard, what follows it is inside the guard: labels there get a loop of their own. */
function lowerFlatList(f: FunctionState, body: readonly CheckedStmt[], inSwitch: FlatSwitch | undefined): void {
  const list = flatten(body);
  for (let i = 0; i < list.length; i++) {
    const depth = f.cleanups.length;
    lowerFlat(f, list[i]!, inSwitch);
    const guarded = f.cleanups.slice(depth).some((cleanup) => cleanup.guard !== undefined);
    const rest = list.slice(i + 1);
    if (guarded && rest.some((s) => holdsLabel(s, inSwitch !== undefined)) && !isTerminated(f.b.region)) {
      dispatching(f, rest, inSwitch);
      return;
    }
  }
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
      lowerFlatList(f, s.body, inSwitch);
      f.blocks.pop();
      leaveScope(f, depth);
      return;
    case 'sequence':
      lowerFlatList(f, s.body, inSwitch);
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
    case 'while-declare': {
      // One round is a scope: the variable lives from the loop's head to its end.
      const head = newState(f, depth);
      const exit = newState(f, depth);
      if (!isTerminated(b.region)) jumpTo(f, head.target);
      const savedBreak = f.breakTarget;
      const savedContinue = f.continueTarget;
      f.breakTarget = exit.target;
      f.continueTarget = head.target;
      b.region = head.region;
      lowerFlatList(f, [s.declare, { kind: 'if', condition: s.condition, then: s.body, otherwise: { kind: 'break', loc: s.loc }, loc: s.loc }], inSwitch);
      leaveScope(f, depth);
      if (!isTerminated(b.region)) jumpTo(f, head.target);
      f.breakTarget = savedBreak;
      f.continueTarget = savedContinue;
      b.region = exit.region;
      return;
    }
    case 'while':
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
      if (s.condition === undefined) jumpTo(f, body.target);
      else branch(f, condition(f, s.condition), body.target, exit.target);
      b.region = body.region;
      lowerFlat(f, s.body, inSwitch);
      enter(f, next.state);
      if (s.kind === 'for' && s.step !== undefined) effect(f, s.step);
      jumpTo(f, head.target);
      f.breakTarget = savedBreak;
      f.continueTarget = savedContinue;
      b.region = exit.region;
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
        inRegion(f, inst.otherwise, () => jumpTo(f, { kind: 'state', dispatch: f.dispatch!, state: defaultState, depth }));
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
      lowerTry(f, s);
      return;
    default:
      throw new Error(`a label inside a statement of kind '${s.kind}'`);
  }
}

function caseLabels(s: CheckedStmt): CheckedStmt[] {
  if (s.kind === 'case' || s.kind === 'default') return [s];
  if (s.kind === 'switch') return [];
  return children(s).flatMap(caseLabels);
}
