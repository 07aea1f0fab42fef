/**
 * Control flow that threads see differently, around warp operations: each thread has a mask for each level of it, and the regions run for as long as some thread's mask is set. In: a masked split part. Out: its
 * regions, one after the other, between loops over the threads that set masks.
 *
 * Invariant: while a masked region is written, some thread is in it. Behind whatever some thread may leave by, the rest of the region stands under a test of that; so uniform conditions are always those of
 * a thread that is there.
 */
import { alloca, append, binary, breakTo, compare, constI32, continueTo, convert, createRegion, FALSE, load, makeInst, store, TRUE, undef, unreachable, yieldValues } from '../../ir/build.js';
import type { Builder } from '../../ir/build.js';
import type { BarrierInst, BlockInst, IfInst, LoopInst, SwitchInst, Terminator, Value } from '../../ir/ir.js';
import { scalarSize } from '../../ir/print.js';
import { branchOn, labelled } from './block-function.js';
import type { ThreadValues } from './block-function.js';
import { copyValue } from './copy.js';
import { activeThread, skipInactive } from './fission-state.js';
import type { BlockState, Fission, Home, MaskLevel } from './fission-state.js';
import { materialize, outsideValue, scalarType, segmentCopier } from './fission-values.js';
import type { Part, SplitInst } from './regions.js';
import { addSlot, storeSlot } from './thread-memory.js';
import type { ThreadSlot } from './thread-memory.js';
import { vectorizeWritten } from './vector-threads.js';

/** Writes the parts of a region. */
export type EmitParts = (b: Builder, parts: readonly Part[], home: Home) => void;

const nothing: Home = { yields: [] };

export function addMasks(f: Fission, inst: SplitInst): void {
  const count = inst.kind === 'if' || inst.kind === 'loop' ? 2 : inst.kind === 'switch' ? inst.cases.length + 1 : 1;
  f.masks.set(inst, Array.from({ length: count }, () => addSlot(f.memory, 'i1')));
}

export function emitMasked(f: Fission, state: BlockState, b: Builder, inst: SplitInst, regions: readonly (readonly Part[])[], emit: EmitParts): void {
  switch (inst.kind) {
    case 'if':
    case 'switch':
      emitArms(f, state, b, inst, regions, emit);
      return;
    case 'block':
      emitBlock(f, state, b, inst, regions[0], emit);
      return;
    case 'loop':
      emitLoop(f, state, b, inst, regions[0], emit);
      return;
    default:
      inst satisfies never;
  }
}

/** Inside of a masked instruction. */
function within(f: Fission, level: MaskLevel, write: () => void): void {
  const outer = f.guard;
  f.levels.push(level);
  f.guard = level.here;
  write();
  f.levels.pop();
  f.guard = outer;
}

/** Which threads take which arm of a branch, as conditions on its operand. */
function conditionsOf(b: Builder, inst: IfInst | SwitchInst, operand: Value): Value[] {
  if (inst.kind === 'if') return [operand, binary(b, 'xor', operand, TRUE)];
  const either = (values: readonly Value[]): Value => values.reduce((x, y) => binary(b, 'or', x, y));
  const arms = inst.cases.map((c) => either(c.values.map((value) => compare(b, 'eq', operand, { kind: 'const', type: operand.type, value }))));
  return [...arms, arms.length === 0 ? TRUE : binary(b, 'xor', either(arms), TRUE)];
}

/** Notes who takes which arm, then runs each arm that anybody takes, for those threads. */
function emitArms(f: Fission, state: BlockState, b: Builder, inst: IfInst | SwitchInst, regions: readonly (readonly Part[])[], emit: EmitParts): void {
  const slots = f.masks.get(inst)!;
  const outer = f.guard;
  const taken = slots.map(() => alloca(b, scalarType('i32'), 'taken'));
  for (const home of taken) store(b, 'i32', home, constI32(0), 4);
  const one = (t: Builder, thread: ThreadValues): void => {
    labelled(t, (inner, label) => {
      const active = activeThread(inner, f.exited, outer, thread.place);
      const copier = segmentCopier(f, state, thread, label, new Map());
      materialize(f, state, inner, inst.operands[0], thread, copier);
      conditionsOf(inner, inst, copyValue(inner, inst.operands[0], copier)).forEach((arm, i) => {
        const takes = active === undefined ? arm : binary(inner, 'and', active, arm);
        storeSlot(inner, slots[i], thread.place, takes);
        branchOn(inner, takes, (yes) => {
          store(yes, 'i32', taken[i], constI32(1), 4);
          yieldValues(yes);
        });
      });
    });
  };
  state.host.each(b, one, f.oneAtATime ? undefined : vectorizeWritten(inst.loc, state.block, f.setting, one));
  regions.forEach((parts, i) => {
    if (parts.every((part) => part.kind === 'leave' && part.inst.kind === 'yield')) return;
    const copy = append<IfInst>(b, { kind: 'if', then: createRegion(), otherwise: createRegion(), operands: [compare(b, 'ne', load(b, 'i32', taken[i], true, 4), constI32(0))] }, []);
    within(f, { inst, here: slots[i], loop: undefined, next: [] }, () => emit({ region: copy.then, loc: b.loc }, parts, nothing));
    yieldValues({ region: copy.otherwise, loc: b.loc });
  });
}

function emitBlock(f: Fission, state: BlockState, b: Builder, inst: BlockInst, parts: readonly Part[], emit: EmitParts): void {
  const [here] = f.masks.get(inst)!;
  enter(f, state, b, here);
  const copy = append<BlockInst>(b, { kind: 'block', body: createRegion(), operands: [] }, []);
  within(f, { inst, here, loop: undefined, next: [] }, () => emit({ region: copy.body, loc: b.loc }, parts, nothing));
}

/** The slot says which threads run the part at hand. */
function enter(f: Fission, state: BlockState, b: Builder, slot: ThreadSlot): void {
  state.host.each(b, (t, thread) => storeSlot(t, slot, thread.place, activeThread(t, f.exited, f.guard, thread.place) ?? TRUE));
}

/** Rounds for as long as some thread has not left. */
function emitLoop(f: Fission, state: BlockState, b: Builder, inst: LoopInst, parts: readonly Part[], emit: EmitParts): void {
  const [loop, here] = f.masks.get(inst)!;
  enter(f, state, b, loop);
  const isShared = (v: Value): boolean => !f.varying.has(v);
  const kept = inst.body.params.filter(isShared);
  const starts = inst.operands.filter((_, i) => isShared(inst.body.params[i])).map((v) => outsideValue(state, b, v));
  const next = kept.map((param) => alloca(b, scalarType(param.type), param.name ?? 'next'));
  const body = createRegion(kept.map((p) => ({ type: p.type, name: p.name })));
  const copy = append<LoopInst>(b, { kind: 'loop', body, unroll: undefined, operands: starts }, []);
  kept.forEach((param, i) => void state.copier.values.set(param, body.params[i]));
  const inner: Builder = { region: body, loc: b.loc };
  const any = anyOf(state, inner, (t, thread) => {
    const stays = activeThread(t, f.exited, loop, thread.place)!;
    storeSlot(t, here, thread.place, stays);
    return stays;
  });
  const round = append<IfInst>(inner, { kind: 'if', then: createRegion(), otherwise: createRegion(), operands: [any] }, []);
  within(f, { inst, here, loop, next }, () => emit({ region: round.then, loc: b.loc }, parts, nothing));
  breakTo({ region: round.otherwise, loc: b.loc }, copy);
  continueTo(inner, copy, kept.map((param, i) => load(inner, param.type, next[i], false, scalarSize(param.type))));
}

/** Does it hold for some thread? */
function anyOf(state: BlockState, b: Builder, holds: (b: Builder, thread: ThreadValues) => Value): Value {
  const any = alloca(b, scalarType('i32'), 'any');
  store(b, 'i32', any, constI32(0), 4);
  state.host.each(b, (t, thread) => {
    branchOn(t, holds(t, thread), (yes) => {
      store(yes, 'i32', any, constI32(1), 4);
      yieldValues(yes);
    });
  });
  return compare(b, 'ne', load(b, 'i32', any, true, 4), constI32(0));
}

/** Ends the kernel, at the head of a loop that threads return from, when all have. `together`: other invocations have threads of the block, and come here too. */
export function endIfAllHaveReturned(f: Fission, state: BlockState, b: Builder, together: boolean): void {
  const own = anyOf(state, b, (t, thread) => activeThread(t, f.exited, undefined, thread.place)!);
  const vote = makeInst<BarrierInst>({ kind: 'barrier', barrier: 'block-or', operands: [] }, [], b.loc);
  const any = together ? compare(b, 'ne', state.host.barrier(b, vote, convert(b, 'zext', own, 'i32'))!, constI32(0)) : own;
  const test = append<IfInst>(b, { kind: 'if', then: createRegion(), otherwise: createRegion(), operands: [any] }, []);
  yieldValues({ region: test.then, loc: b.loc });
  breakTo({ region: test.otherwise, loc: b.loc }, state.end);
}

/** The rest of a region, if some thread is still there. */
export function ifAnyIsLeft(f: Fission, state: BlockState, b: Builder, home: Home, rest: (b: Builder, home: Home) => void): void {
  const any = anyOf(state, b, (t, thread) => activeThread(t, f.exited, f.guard, thread.place)!);
  const copy = append<IfInst>(b, { kind: 'if', then: createRegion(), otherwise: createRegion(), operands: [any] }, home.yields);
  const then: Builder = { region: copy.then, loc: b.loc };
  rest(then, home);
  abandon({ region: copy.otherwise, loc: b.loc }, home);
  if (home.loop === undefined) yieldValues(b, [...copy.results]);
  else unreachable(b);
}

/** No thread is left in the region. */
function abandon(b: Builder, home: Home): void {
  if (home.loop === undefined) yieldValues(b, home.yields.map(undef));
  else breakTo(b, home.loop, home.loop.results.map((r) => undef(r.type)));
}

/** A terminator in a masked region. False: it is the same for all threads that are there, and stays what it is. */
export function leaveMasked(f: Fission, state: BlockState, b: Builder, inst: Terminator, home: Home): boolean {
  switch (inst.kind) {
    case 'yield':
    case 'throw':
      return false;
    case 'return':
      if (f.exited === undefined) throw new Error('threads exit apart, and nothing says which');
      clear(f, state, b, [f.exited], TRUE);
      break;
    case 'unreachable':
      break;
    case 'break':
    case 'continue': {
      const at = f.levels.findIndex((level) => level.inst === inst.target);
      if (at < 0) return false;
      const target = f.levels[at];
      const left = f.levels.slice(at + 1).flatMap((level) => (level.loop === undefined ? [level.here] : [level.here, level.loop]));
      if (inst.kind === 'continue') {
        const { params } = inst.target.body;
        const shared = inst.operands.filter((_, i) => !f.varying.has(params[i]));
        shared.forEach((v, i) => store(b, v.type === 'ptr' ? 'ptr' : v.type, target.next[i], outsideValue(state, b, v), scalarSize(v.type)));
      } else if (target.loop !== undefined) left.push(target.loop);
      left.push(target.here);
      // Nothing follows in the innermost region: who is there does not matter any more.
      clear(f, state, b, home === nothing ? left.filter((slot) => slot !== f.guard) : left, FALSE);
      break;
    }
    default:
      inst satisfies never;
  }
  abandon(b, home);
  return true;
}

/** The threads that are here set these slots. */
function clear(f: Fission, state: BlockState, b: Builder, slots: readonly ThreadSlot[], value: Value): void {
  if (slots.length === 0) return;
  state.host.each(b, (t, thread) => {
    labelled(t, (inner, label) => {
      skipInactive(f, inner, thread.place, label);
      for (const slot of slots) storeSlot(inner, slot, thread.place, value);
    });
  });
}
