/**
 * goto, and switch labels inside nested statements. Statements of a list that jump among themselves become loops, which gotos behind a label repeat, and blocks, which gotos in front of it leave. Where that is not
 * enough (a goto leads into a loop or another statement) they become a dispatch loop, `loop { switch (state) { case k: … } }`. Only statements that jumps lead into are taken apart into states; everything else stays
 * structured inside a state, and leaves it by setting the state and continuing the loop. Locals live in memory until mem2reg, so states share them.
 *
 * Dispatch loops nest: a body inside an IR `try` (a try block, a handler, the rest of a scope behind a variable with a destructor) that holds labels has its own loop in there. C++ lets no jump
 * enter such a body from outside ([stmt.dcl], [except.pre]; src/sema/jumps.ts), and jumps that leave it continue an outer loop.
 */
import * as build from '../ir/build.js';
import { constI32, createRegion, isTerminated } from '../ir/build.js';
import type { CheckedStmt } from '../tree/index.js';
import type { Dispatch, FunctionState, JumpContents, Jumps, JumpTarget } from './context.js';
import { condition, effect, value } from './expressions.js';
import { allocaAtEntry } from './functions.js';
import type { BlockInst, LoopInst, Region, SwitchInst } from './ir-imports.js';
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

/** The jumps of a function that has any. `labels`: a name for each goto. */
export function findJumps(labels: readonly string[]): Jumps {
  const gotos = new Map<string, number>();
  for (const label of labels) gotos.set(label, (gotos.get(label) ?? 0) + 1);
  return { gotos, contents: new Map(), targets: new Map() };
}

/** Labels and gotos in a statement. Those in statement expressions are not seen: a label that one of them names is entered from outside of everything. */
function contentsOf(jumps: Jumps, s: CheckedStmt): JumpContents {
  const known = jumps.contents.get(s);
  if (known !== undefined) return known;
  const labels = new Set<string>();
  const gotos = new Map<string, number>();
  if (s.kind === 'label') labels.add(s.name);
  if (s.kind === 'goto') gotos.set(s.label, 1);
  for (const child of children(s)) {
    const inner = contentsOf(jumps, child);
    for (const label of inner.labels) labels.add(label);
    for (const [label, count] of inner.gotos) gotos.set(label, (gotos.get(label) ?? 0) + count);
  }
  const made = { labels, gotos };
  jumps.contents.set(s, made);
  return made;
}

/** Labels in the statement that a goto outside of it names. */
function enteredLabels(jumps: Jumps, s: CheckedStmt): string[] {
  const { labels, gotos } = contentsOf(jumps, s);
  return [...labels].filter((label) => (jumps.gotos.get(label) ?? 0) > (gotos.get(label) ?? 0));
}

function isEntered(f: FunctionState, s: CheckedStmt): boolean {
  return f.jumps !== undefined && enteredLabels(f.jumps, s).length > 0;
}

/** Case labels of the switch around it. */
function holdsCase(s: CheckedStmt): boolean {
  return s.kind === 'case' || s.kind === 'default' || (s.kind !== 'switch' && children(s).some(holdsCase));
}

/** Has a switch labels in other places than right in its block, or gotos from what follows one to what follows another? Do branches jump into each other? */
export function needsDispatch(f: FunctionState, s: Extract<CheckedStmt, { kind: 'switch' | 'if' }>): boolean {
  if (s.kind === 'if') return f.jumps !== undefined && children(s).some((branch) => isEntered(f, branch));
  if (!isRegularSwitch(s)) return true;
  if (f.jumps === undefined || (s.body.kind !== 'block' && s.body.kind !== 'sequence')) return false;
  const list = flatten(s.body.body);
  return findRanges(f.jumps, list).some(({ from, to }) => list.slice(from, to).some(holdsCase));
}

/** In a dispatch loop: must the statement be taken apart into states? `inSwitch`: so is the switch around it. */
function isTakenApart(f: FunctionState, s: CheckedStmt, inSwitch: boolean): boolean {
  return s.kind === 'label' || (inSwitch && holdsCase(s)) || ((s.kind === 'switch' || s.kind === 'if') && needsDispatch(f, s)) || isEntered(f, s);
}

// ---- lists with labels

/** Statements of a list, from one up to another one, that jump among themselves. */
interface Range {
  readonly from: number;
  to: number;
}

/** May lowering it register something to do at the end of the scope? */
function mayCleanUp(s: CheckedStmt): boolean {
  return s.kind === 'declare' && (s.variable.destructor !== undefined || s.variable.type.kind === 'reference');
}

function findRanges(jumps: Jumps, list: readonly CheckedStmt[]): Range[] {
  const found: Range[] = [];
  list.forEach((s, at) => {
    for (const label of enteredLabels(jumps, s)) {
      const from = list.findIndex((other, i) => i === at || contentsOf(jumps, other).gotos.has(label));
      const to = 1 + list.findLastIndex((other, i) => i === at || contentsOf(jumps, other).gotos.has(label));
      found.push({ from, to });
    }
  });
  found.sort((a, b) => a.from - b.from);
  const merged: Range[] = [];
  for (const range of found) {
    const last = merged[merged.length - 1];
    if (last !== undefined && range.from < last.to) last.to = Math.max(last.to, range.to);
    else merged.push(range);
    const own = merged[merged.length - 1]!;
    // What is destroyed at the scope's end lives on behind the range.
    if (list.slice(own.from, own.to).some(mayCleanUp)) own.to = list.length;
  }
  return merged;
}

/** Statements of one scope: those that jump among themselves become loops and blocks where that is enough, else a dispatch loop. */
export function lowerList(f: FunctionState, body: readonly CheckedStmt[]): void {
  if (f.jumps === undefined) {
    for (const s of body) lowerStatement(f, s);
    return;
  }
  const list = flatten(body);
  let at = 0;
  for (const { from, to } of findRanges(f.jumps, list)) {
    for (const s of list.slice(at, from)) lowerStatement(f, s);
    const range = list.slice(from, to);
    const spans = findSpans(f.jumps, range);
    if (spans === undefined) {
      if (!isTerminated(f.b.region)) dispatching(f, range, undefined);
    } else lowerSpans(f, range, 0, range.length, spans);
    at = to;
  }
  for (const s of list.slice(at)) lowerStatement(f, s);
}

/** A loop that begins at a label, for the gotos behind it, or a block that ends there, for those in front of it. */
interface Span {
  readonly kind: 'loop' | 'block';
  readonly label: string;
  from: number;
  to: number;
}

/** Outermost first; undefined: a label is no statement of the list itself, a goto leads into a loop, or something is to be destroyed at the end. */
function findSpans(jumps: Jumps, list: readonly CheckedStmt[]): Span[] | undefined {
  const spans: Span[] = [];
  for (const [at, s] of list.entries()) {
    if (mayCleanUp(s)) return undefined;
    const entered = enteredLabels(jumps, s);
    if (entered.length === 0) continue;
    if (s.kind !== 'label') return undefined;
    const first = list.findIndex((other) => contentsOf(jumps, other).gotos.has(s.name));
    const last = list.findLastIndex((other) => contentsOf(jumps, other).gotos.has(s.name));
    if (first < at) spans.push({ kind: 'block', label: s.name, from: first, to: at });
    if (last > at) spans.push({ kind: 'loop', label: s.name, from: at, to: last + 1 });
  }
  for (let changed = true; changed; ) {
    changed = false;
    for (const a of spans) {
      for (const b of spans) {
        // They cross: `a` begins first, and ends in the middle of `b`.
        if (!(a.from < b.from && b.from < a.to && a.to < b.to)) continue;
        if (b.kind === 'block') b.from = a.from;
        else if (a.kind === 'loop') a.to = b.to;
        else return undefined;
        changed = true;
      }
    }
  }
  return spans.sort((a, b) => a.from - b.from || b.to - a.to || (a.kind === 'block' ? -1 : 1));
}
function lowerSpans(f: FunctionState, list: readonly CheckedStmt[], from: number, to: number, spans: readonly Span[]): void {
  const pending = [...spans];
  for (let at = from; at < to; ) {
    const [span] = pending;
    if (span === undefined || span.from !== at) {
      lowerStatement(f, list[at++]!);
      continue;
    }
    const count = pending.findIndex((other) => other.from >= span.to);
    const [, ...inner] = pending.splice(0, count < 0 ? pending.length : count);
    // Where nothing comes, no goto from elsewhere leads into it.
    if (!isTerminated(f.b.region)) lowerSpan(f, f.jumps!, span, () => lowerSpans(f, list, span.from, span.to, inner));
    at = span.to;
  }
}

function lowerSpan(f: FunctionState, { targets }: Jumps, span: Span, body: () => void): void {
  const { b } = f;
  const outer = b.region;
  const depth = f.cleanups.length;
  const inst = span.kind === 'loop' ? build.append<LoopInst>(b, { kind: 'loop', operands: [], body: createRegion(), unroll: undefined }, []) : build.append<BlockInst>(b, { kind: 'block', operands: [], body: createRegion() }, []);
  const target: JumpTarget = inst.kind === 'loop' ? { kind: 'continue', inst, used: false, depth } : { kind: 'break', inst, used: false, depth };
  targets.set(span.label, target);
  b.region = inst.body;
  body();
  const open = !isTerminated(b.region);
  if (open && inst.kind === 'loop') build.breakTo(b, inst);
  else if (open) build.yieldValues(b);
  b.region = outer;
  if (!open && (inst.kind === 'loop' || !target.used)) build.unreachable(b);
}

// ---- dispatch loops

interface FlatSwitch {
  readonly cases: Map<CheckedStmt, number>;
}

/** A statement that gotos from outside lead into, or a switch with labels anywhere. */
export function lowerDispatched(f: FunctionState, s: CheckedStmt): void {
  dispatching(f, [s], undefined);
}

/** A body in which nothing is taken apart yet. */
export function lowerWithJumps(f: FunctionState, body: CheckedStmt): void {
  if (isEntered(f, body)) lowerDispatched(f, body);
  else lowerStatement(f, body);
}

/** Lowers statements as a dispatch loop; control that flows off their end goes on behind the loop. */
function dispatching(f: FunctionState, body: readonly CheckedStmt[], inSwitch: FlatSwitch | undefined): void {
  const { b } = f;
  const stateAddress = allocaAtEntry(f, scalarMemory('i32', 4, false), 'state');
  const entryStore = b.region.insts.length;
  const loop = build.append<LoopInst>(b, { kind: 'loop', operands: [], body: createRegion(), unroll: 1 }, []);
  const outer = b.region;
  const dispatch: Dispatch = { outer: f.dispatch, loop, stateAddress, regions: [], inOrder: [], labels: new Map() };
  f.dispatch = dispatch;
  for (const s of body) collectLabels(f, dispatch, s, f.blocks.map((block) => block.statement), inSwitch !== undefined);
  // The entry is whatever state it got: labels have reserved theirs.
  const entry = newState(f, f.cleanups.length);
  build.store(b, 'i32', stateAddress, constI32(entry.state), 4);
  const moved = outer.insts.pop()!;
  outer.insts.splice(entryStore, 0, moved);

  const depth = f.cleanups.length;
  goOn(f, entry.region);
  lowerFlatList(f, body, inSwitch);
  leaveScope(f, depth);
  const open = !isTerminated(b.region);
  if (open) build.breakTo(b, loop);

  b.region = loop.body;
  const state = build.load(b, 'i32', stateAddress, true, 4);
  const inst = build.append<SwitchInst>(b, { kind: 'switch', operands: [state], cases: [], otherwise: createRegion() }, []);
  for (const region of dispatch.inOrder) inst.cases.push({ values: [dispatch.regions.indexOf(region)], region });
  inRegion(f, inst.otherwise, () => build.unreachable(b));
  build.unreachable(b);
  f.dispatch = dispatch.outer;
  b.region = outer;
  if (!open) build.unreachable(b);
}

/** A body that an IR `try` holds: no jump leads into it. */
export function lowerGuarded(f: FunctionState, s: CheckedStmt): void {
  if (!isTerminated(f.b.region)) lowerWithJumps(f, s);
}

function newState(f: FunctionState, depth: number): { state: number; region: Region; target: JumpTarget } {
  const dispatch = f.dispatch!;
  const { regions } = dispatch;
  const region = createRegion();
  regions.push(region);
  const state = regions.length - 1;
  return { state, region, target: { kind: 'state', dispatch, state, depth } };
}

/** Of what is taken apart. */
function collectLabels(f: FunctionState, dispatch: Dispatch, s: CheckedStmt, blocks: readonly CheckedStmt[], inSwitch: boolean): void {
  if (!isTakenApart(f, s, inSwitch)) return;
  if (s.kind === 'label') {
    dispatch.labels.set(s.name, { state: dispatch.regions.length, depth: undefined, blocks: new Set(blocks) });
    dispatch.regions.push(createRegion());
  }
  const inner = s.kind === 'block' ? [...blocks, s] : blocks;
  for (const child of children(s)) collectLabels(f, dispatch, child, inner, s.kind === 'switch' || inSwitch);
}

function enter(f: FunctionState, state: number): void {
  const target: JumpTarget = { kind: 'state', dispatch: f.dispatch!, state, depth: f.cleanups.length };
  if (!isTerminated(f.b.region)) jumpTo(f, target);
  goOn(f, f.dispatch!.regions[state]!);
}

/** The region of a state is filled: cases of the loop stand as the statements do. */
function goOn(f: FunctionState, region: Region): void {
  f.b.region = region;
  f.dispatch!.inOrder.push(region);
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
    if (guarded && rest.some((s) => isTakenApart(f, s, inSwitch !== undefined)) && !isTerminated(f.b.region)) {
      dispatching(f, rest, inSwitch);
      return;
    }
  }
}

function lowerFlat(f: FunctionState, s: CheckedStmt, inSwitch: FlatSwitch | undefined): void {
  const { b } = f;
  if (!isTakenApart(f, s, inSwitch !== undefined)) {
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
      goOn(f, then.region);
      lowerFlat(f, s.then, inSwitch);
      if (!isTerminated(b.region)) jumpTo(f, join.target);
      goOn(f, otherwise.region);
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
      goOn(f, head.region);
      lowerFlatList(f, [s.declare, { kind: 'if', condition: s.condition, then: s.body, otherwise: { kind: 'break', loc: s.loc }, loc: s.loc }], inSwitch);
      leaveScope(f, depth);
      if (!isTerminated(b.region)) jumpTo(f, head.target);
      f.breakTarget = savedBreak;
      f.continueTarget = savedContinue;
      goOn(f, exit.region);
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
      goOn(f, head.region);
      if (s.condition === undefined) jumpTo(f, body.target);
      else branch(f, condition(f, s.condition), body.target, exit.target);
      goOn(f, body.region);
      lowerFlat(f, s.body, inSwitch);
      enter(f, next.state);
      if (s.kind === 'for' && s.step !== undefined) effect(f, s.step);
      jumpTo(f, head.target);
      f.breakTarget = savedBreak;
      f.continueTarget = savedContinue;
      goOn(f, exit.region);
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
