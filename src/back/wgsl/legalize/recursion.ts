/**
 * Functions that call themselves or each other, which WGSL has not: a call becomes a loop over the states of all functions that it may reach (passes/threads/state-machine.ts), with a stack of frames in the thread's own
 * memory. In: a kernel with everything else inlined. Out: the same without such calls. What a call needs behind another lies in its frame; a call whose result is the caller's takes over the caller's frame. All calls of a
 * kernel share one stack, since drivers refuse kernels with much memory of their own. A stack that is full is CUDA's error for it.
 */
import { append, binary, breakTo, compare, constI32, continueTo, convert, createBuilder, createRegion, index, intrinsic, load, makeInst, special, store, undef, unreachable, yieldValues } from '../../../ir/build.js';
import type { Builder } from '../../../ir/build.js';
import type { AllocaInst, CallInst, Func, IfInst, Inst, LoopInst, MemoryType, Region, ScalarMemoryType, SwitchInst, Value, ValueType } from '../../../ir/ir.js';
import { forEachInst, replaceInsts, replaceValues, someInst } from '../../../ir/walk.js';
import { copyInst, copyValue } from '../../../passes/threads/copy.js';
import type { Copier } from '../../../passes/threads/copy.js';
import { buildStateMachine, externalOf } from '../../../passes/threads/state-machine.js';
import type { State, StateMachine } from '../../../passes/threads/state-machine.js';
import { staysCall } from '../functions.js';
import { Unsupported } from '../unsupported.js';
import { takeOutArguments } from './output.js';

/** Words of a stack: four times what CUDA gives a thread unless it is asked for more. */
const STACK_WORDS = 1024;
/** Where frames are large, the stack has room for so many, */
const LARGE_FRAMES = 8;
/** up to this. */
const MOST_STACK_WORDS = 4096;
/** cudaErrorHardwareStackError. */
const STACK_ERROR = 714;

const WORD: MemoryType = { kind: 'scalar', scalar: 'i32', size: 4, align: 4, unsigned: true };

interface Slot {
  readonly word: number;
  readonly memory: ScalarMemoryType;
  readonly type: ValueType;
}

/** How the calls of a function lie on the stack. Word 0: the state that goes on after a call; word 1: the frame of the caller. */
interface Frame {
  readonly fn: Func;
  readonly states: StateMachine;
  /** The number of its first state among those of the group. */
  readonly base: number;
  readonly slots: ReadonlyMap<Value, Slot>;
  /** First word of each local variable in a frame. */
  readonly locals: ReadonlyMap<Inst, number>;
  readonly words: number;
}

/** A function and all that its call may come to, by function. */
interface Group {
  readonly frames: ReadonlyMap<Func, Frame>;
  /** Types of what they give back. */
  readonly types: readonly ValueType[];
  readonly stackWords: number;
}

/** A function whose call is being written. */
interface Machine extends Group {
  readonly entry: Func;
  readonly stack: Value;
  /** Its parameters: the state, where the frame begins, what the last call gave back, by type. */
  readonly loop: LoopInst;
}

function calleesOf(fn: Func): Set<Func> {
  const callees = new Set<Func>();
  forEachInst(fn.body!, (inst) => {
    if (inst.kind === 'call' && inst.callee.body !== undefined && !staysCall(inst.callee.name)) callees.add(inst.callee);
  });
  return callees;
}

/** All that calls of a function may come to, the function itself only if it is among them. */
function reachedFrom(fn: Func): Set<Func> {
  const reached = new Set<Func>();
  const visit = (at: Func): void => {
    for (const callee of calleesOf(at)) {
      if (reached.has(callee)) continue;
      reached.add(callee);
      visit(callee);
    }
  };
  visit(fn);
  return reached;
}

function isRecursive(fn: Func): boolean {
  const reached = reachedFrom(fn);
  return reached.has(fn) || [...reached].some((other) => reachedFrom(other).has(other));
}

/** Functions whose output has its arguments as operands. */
const prepared = new WeakSet<Func>();

/** True if the kernel changed. Throws Unsupported. */
export function expandRecursion(kernel: Func): boolean {
  const body = kernel.body!;
  const groups = new Map<Func, Group>();
  for (const callee of calleesOf(kernel)) if (isRecursive(callee)) groups.set(callee, makeGroup(callee));
  if (groups.size === 0) return false;
  const count = Math.max(...[...groups.values()].map((group) => group.stackWords));
  const waits = [...groups.values()].some((group) => [...group.frames.keys()].some((fn) => someInst(fn.body!, (inst) => inst.kind === 'barrier' || inst.kind === 'warp')));
  const alloca = makeInst<AllocaInst>({ kind: 'alloca', type: { kind: 'array', element: WORD, count, size: 4 * count, align: 8 }, name: 'call_stack', ...(waits ? {} : { transient: true }), operands: [] }, ['ptr'], kernel.loc);
  const stack = alloca.results[0]!;
  const results = new Map<Value, Value>();
  replaceInsts(body, (inst) => {
    const group = inst.kind === 'call' ? groups.get(inst.callee) : undefined;
    if (inst.kind !== 'call' || group === undefined) return undefined;
    const b = createBuilder(createRegion());
    b.loc = inst.loc;
    const value = writeCall(b, inst, group, stack);
    if (value !== undefined) results.set(inst.results[0]!, value);
    return b.region.insts;
  });
  body.insts.unshift(alloca);
  replaceValues(body, results);
  return true;
}

function makeGroup(entry: Func): Group {
  const frames = new Map<Func, Frame>();
  const members = new Set([entry, ...[...reachedFrom(entry)].filter((fn) => !fn.pure || isRecursive(fn))]);
  let base = 0;
  for (const fn of members) {
    if (!prepared.has(fn)) takeOutArguments(fn);
    prepared.add(fn);
    // Of the runtime's own code, where kernels call it.
    forEachInst(fn.body!, (inst) => {
      if (inst.kind === 'try') throw new Unsupported(`exceptions in '${fn.pretty}', which calls itself`, fn.loc);
    });
    const states = buildStateMachine(fn.body!, { isPoint: (inst) => inst.kind === 'call' && members.has(inst.callee), mayWait: () => false });
    const frame = layFrame(fn, states, base);
    if (frame.words * 2 > MOST_STACK_WORDS) throw new Unsupported(`a frame of ${4 * frame.words} bytes for a function that calls itself`, fn.loc);
    frames.set(fn, frame);
    base += states.states.length;
  }
  const results = [...members].flatMap((fn) => (fn.result === undefined ? [] : [fn.result]));
  const largest = Math.max(...[...frames.values()].map((frame) => frame.words));
  return { frames, types: [...new Set(results)], stackWords: Math.min(Math.max(STACK_WORDS, LARGE_FRAMES * largest), MOST_STACK_WORDS) };
}

function writeCall(b: Builder, call: CallInst, group: Group, stack: Value): Value | undefined {
  const entry = call.callee;
  const { types, frames } = group;
  const first = frames.get(entry)!;
  const body = createRegion([{ type: 'i32', name: 'state' }, { type: 'i32', name: 'frame' }, ...types.map((type) => ({ type, name: 'given' }))]);
  const before = createBuilder(createRegion());
  const loop = append<LoopInst>(b, { kind: 'loop', body, unroll: 1, operands: [constI32(first.base), constI32(0), ...types.map(undef)] }, entry.result === undefined ? [] : [entry.result]);
  const m: Machine = { ...group, entry, stack, loop };
  storeParameters(m, before, first, constI32(0), call.operands);
  b.region.insts.splice(b.region.insts.length - 1, 0, ...before.region.insts);

  const inner: Builder = { region: body, loc: b.loc };
  const otherwise = createRegion();
  unreachable({ region: otherwise, loc: b.loc });
  const all = [...frames.values()].flatMap((frame) => frame.states.states.map((state) => ({ frame, state, region: createRegion() })));
  append<SwitchInst>(inner, { kind: 'switch', cases: all.map(({ frame, state, region }) => ({ values: [frame.base + state.id], region })), otherwise, operands: [body.params[0]!] }, []);
  unreachable(inner);
  for (const { frame, state, region } of all) writeState(m, frame, { region, loc: b.loc }, state);
  return loop.results[0];
}

function layFrame(fn: Func, machine: StateMachine, base: number): Frame {
  const slots = new Map<Value, Slot>();
  const locals = new Map<Inst, number>();
  let words = 2;
  const add = (v: Value): void => {
    if (slots.has(v) || (v.kind === 'result' && (v.inst.kind === 'special' || v.inst.kind === 'alloca'))) return;
    const memory: ScalarMemoryType = v.type === 'i1' ? 'i32' : v.type;
    const wide = memory === 'i64' || memory === 'f64' || memory === 'ptr';
    if (wide) words += words % 2;
    slots.set(v, { word: words, memory, type: v.type });
    words += wide ? 2 : 1;
  };
  for (const param of fn.body!.params) add(param);
  for (const state of machine.states) {
    for (const v of externalOf(state)) add(v);
    if (state.end.kind === 'goto') for (const move of state.end.moves) add(move.to);
  }
  for (const landing of [...machine.breaks.values(), ...machine.continues.values()]) for (const v of landing.to) add(v);
  forEachInst(fn.body!, (inst) => {
    if (inst.kind !== 'alloca') return;
    words = Math.ceil(words / 4) * 4;
    locals.set(inst, words);
    words += Math.ceil(inst.type.size / 4);
  });
  return { fn, states: machine, base, slots, locals, words: Math.ceil(words / 4) * 4 };
}

// ---- frames

function wordAt(m: Machine, b: Builder, frame: Value, word: number): Value {
  return index(b, m.stack, WORD, word === 0 ? frame : binary(b, 'add', frame, constI32(word)));
}

function alignOf(memory: ScalarMemoryType): number {
  return memory === 'i64' || memory === 'f64' || memory === 'ptr' ? 8 : 4;
}

function loadSlot(m: Machine, b: Builder, slot: Slot, frame: Value): Value {
  const value = load(b, slot.memory, wordAt(m, b, frame, slot.word), true, alignOf(slot.memory));
  return slot.type === 'i1' ? compare(b, 'ne', value, constI32(0)) : value;
}

function storeSlot(m: Machine, b: Builder, slot: Slot, frame: Value, value: Value): void {
  store(b, slot.memory, wordAt(m, b, frame, slot.word), slot.type === 'i1' ? convert(b, 'zext', value, 'i32') : value, alignOf(slot.memory));
}

function storeParameters(m: Machine, b: Builder, callee: Frame, frame: Value, values: readonly Value[]): void {
  callee.fn.body!.params.forEach((param, i) => void storeSlot(m, b, callee.slots.get(param)!, frame, values[i]!));
}

// ---- states

function writeState(m: Machine, own: Frame, b: Builder, state: State): void {
  const { slots, states } = own;
  const frame = frameOf(m);
  const keep = (v: Value, value: Value): void => {
    const slot = slots.get(v);
    if (slot !== undefined) storeSlot(m, b, slot, frame, value);
  };
  const copier: Copier = {
    values: new Map(),
    targets: new Map(),
    constant: (_, value) => value,
    special: (at, inst) => special(at, inst.register),
    alloca: (at, inst) => wordAt(m, at, frame, own.locals.get(inst)!),
    leave(at, inst, operands) {
      if (inst.kind === 'return') {
        giveBack(m, own, at, operands);
        return;
      }
      if (inst.kind !== 'break' && inst.kind !== 'continue') throw new Error(`${inst.kind} leaves a state`);
      const landing = inst.kind === 'break' ? states.breaks.get(inst.target) : states.continues.get(inst.target);
      if (landing === undefined) throw new Error(`${inst.kind} out of a state leads nowhere`);
      landing.to.forEach((v, i) => {
        if (inst.operands[i] !== v) storeSlot(m, at, slots.get(v)!, frame, operands[i]!);
      });
      goOn(m, own, at, landing.state);
    },
  };
  if (state.resumes !== undefined) {
    const [result] = state.resumes.results;
    if (result !== undefined) {
      const given = m.loop.body.params[2 + m.types.indexOf(result.type)]!;
      copier.values.set(result, given);
      keep(result, given);
    }
  }
  for (const v of externalOf(state)) {
    const slot = slots.get(v);
    if (slot !== undefined) copier.values.set(v, loadSlot(m, b, slot, frame));
    else if (v.kind === 'result') copyInst(b, v.inst, copier);
  }
  for (const inst of state.insts) {
    copyInst(b, inst, copier);
    for (const result of inst.results) if (slots.has(result)) keep(result, copier.values.get(result)!);
  }
  writeEnd(m, own, b, state, copier);
}

function writeEnd(m: Machine, own: Frame, b: Builder, state: State, copier: Copier): void {
  const { end } = state;
  const frame = frameOf(m);
  switch (end.kind) {
    case 'goto': {
      const values = end.moves.map((move) => copyValue(b, move.from, copier));
      end.moves.forEach((move, i) => storeSlot(m, b, own.slots.get(move.to)!, frame, values[i]!));
      goOn(m, own, b, end.target);
      return;
    }
    case 'branch':
      when(b, copyValue(b, end.condition, copier), (t) => goOn(m, own, t, end.then), (t) => goOn(m, own, t, end.otherwise));
      unreachable(b);
      return;
    case 'switch': {
      const to = (target: State): Region => {
        const region = createRegion();
        goOn(m, own, { region, loc: b.loc }, target);
        return region;
      };
      append<SwitchInst>(b, { kind: 'switch', cases: end.cases.map((c) => ({ values: c.values, region: to(c.state) })), otherwise: to(end.otherwise), operands: [copyValue(b, end.value, copier)] }, []);
      unreachable(b);
      return;
    }
    case 'suspend': {
      if (end.inst.kind !== 'call') throw new Error(`${end.inst.kind} is no call`);
      // The call: a frame behind this one, or in its place where nothing is left to do here.
      b.loc = end.inst.loc;
      const callee = m.frames.get(end.inst.callee)!;
      const values = end.inst.operands.map((v) => copyValue(b, v, copier));
      const takesOver = own.locals.size === 0 && callee.fn.result === own.fn.result && isLast(end.next, end.inst.results[0]);
      const next = takesOver ? frame : binary(b, 'add', frame, constI32(own.words));
      if (!takesOver) store(b, 'i32', wordAt(m, b, frame, 0), constI32(own.base + end.next.id), 4);
      if (!takesOver || callee.words > own.words) {
        when(b, compare(b, 'ugt', next, constI32(m.stackWords - callee.words)), (full) => {
          intrinsic(full, 'abort-kernel', [constI32(STACK_ERROR)], undefined);
          unreachable(full);
        });
      }
      if (!takesOver && m.frames.size > 1) store(b, 'i32', wordAt(m, b, next, 1), frame, 4);
      storeParameters(m, b, callee, next, values);
      goTo(m, b, constI32(callee.base), next);
      return;
    }
    case 'exit':
      giveBack(m, own, b, end.values.map((v) => copyValue(b, v, copier)));
      return;
    case 'unreachable':
      unreachable(b);
      return;
    case 'again':
      throw new Error('a loop that waits, in a function that calls itself');
    default:
      end satisfies never;
  }
}

function when(b: Builder, condition: Value, then: (b: Builder) => void, otherwise: (b: Builder) => void = yieldValues): void {
  const inst = append<IfInst>(b, { kind: 'if', then: createRegion(), otherwise: createRegion(), operands: [condition] }, []);
  then({ region: inst.then, loc: b.loc });
  otherwise({ region: inst.otherwise, loc: b.loc });
}

/** Does a state that begins with what a call gave do nothing but give it back? */
function isLast(state: State, given: Value | undefined): boolean {
  if (state.insts.length > 0) return false;
  if (state.end.kind === 'exit') return state.end.values[0] === given;
  if (state.end.kind !== 'goto') return false;
  const { target, moves } = state.end;
  return isLast(target, moves.find((move) => move.from === given)?.to ?? given);
}

function frameOf(m: Machine): Value {
  return m.loop.body.params[1]!;
}

function goTo(m: Machine, b: Builder, state: Value, frame: Value, given?: Value): void {
  continueTo(b, m.loop, [state, frame, ...m.types.map((type) => (given?.type === type ? given : undef(type)))]);
}

function goOn(m: Machine, own: Frame, b: Builder, state: State): void {
  goTo(m, b, constI32(own.base + state.id), frameOf(m));
}

/** Back to the frame before; from the first, out of the loop. */
function giveBack(m: Machine, own: Frame, b: Builder, values: readonly Value[]): void {
  const frame = frameOf(m);
  const goBack = (at: Builder): void => {
    const before = m.frames.size > 1 ? load(at, 'i32', wordAt(m, at, frame, 1), true, 4) : binary(at, 'sub', frame, constI32(own.words));
    goTo(m, at, load(at, 'i32', wordAt(m, at, before, 0), true, 4), before, values[0]);
  };
  if (own.fn.result !== m.entry.result) {
    goBack(b);
    return;
  }
  when(b, compare(b, 'eq', frame, constI32(0)), (first) => breakTo(first, m.loop, [...values]), goBack);
  unreachable(b);
}
