/**
 * Functions that call themselves, which WGSL has not: a call becomes a loop over the states of the function (passes/threads/state-machine.ts), with a stack of frames in the thread's own memory. In: a kernel with
 * everything else inlined. Out: the same without such calls. What a call needs behind another of itself lies in its frame; a stack that is full is CUDA's error for it.
 */
import { append, binary, breakTo, compare, constI32, continueTo, convert, createBuilder, createRegion, index, intrinsic, load, special, store, undef, unreachable, yieldValues } from '../../../ir/build.js';
import type { Builder } from '../../../ir/build.js';
import type { AllocaInst, CallInst, Func, IfInst, Inst, LoopInst, MemoryType, Region, ScalarMemoryType, SwitchInst, Value, ValueType } from '../../../ir/ir.js';
import { forEachInst, forEachRegion, replaceValues, someInst } from '../../../ir/walk.js';
import { copyInst, copyValue } from '../../../passes/threads/copy.js';
import type { Copier } from '../../../passes/threads/copy.js';
import { takeOutArguments } from './output.js';
import { buildStateMachine, externalOf } from '../../../passes/threads/state-machine.js';
import type { State, StateMachine } from '../../../passes/threads/state-machine.js';

/** Words of a stack: four times what CUDA gives a thread unless it is asked for more. */
const STACK_WORDS = 1024;
/** cudaErrorHardwareStackError. */
const STACK_ERROR = 714;

const WORD: MemoryType = { kind: 'scalar', scalar: 'i32', size: 4, align: 4, unsigned: true };

interface Slot {
  readonly word: number;
  readonly memory: ScalarMemoryType;
  readonly type: ValueType;
}

/** A function whose call is being written. */
interface Machine {
  readonly fn: Func;
  readonly states: StateMachine;
  readonly slots: Map<Value, Slot>;
  /** First word of each local variable in a frame. */
  readonly locals: Map<Inst, number>;
  readonly frameWords: number;
  readonly stack: Value;
  /** Its parameters: the state, where the frame begins, what the last call gave back. */
  readonly loop: LoopInst;
}

function callsItself(fn: Func): boolean {
  return fn.body !== undefined && someInst(fn.body, (inst) => inst.kind === 'call' && inst.callee === fn);
}

/** Functions whose output has its arguments as operands. */
const prepared = new WeakSet<Func>();

/** True if the kernel changed. */
export function expandRecursion(kernel: Func): boolean {
  const body = kernel.body!;
  const results = new Map<Value, Value>();
  const stacks: Inst[] = [];
  const walk = (region: Region): void => {
    region.insts = region.insts.flatMap((inst) => {
      forEachRegion(inst, walk);
      if (inst.kind !== 'call' || !callsItself(inst.callee)) return [inst];
      const b = createBuilder(createRegion());
      b.loc = inst.loc;
      const value = writeCall(b, inst, stacks);
      if (value !== undefined) results.set(inst.results[0]!, value);
      return b.region.insts;
    });
  };
  walk(body);
  body.insts.unshift(...stacks);
  replaceValues(body, results);
  return stacks.length > 0;
}

function writeCall(b: Builder, call: CallInst, stacks: Inst[]): Value | undefined {
  const fn = call.callee;
  if (!prepared.has(fn)) takeOutArguments(fn);
  prepared.add(fn);
  const states = buildStateMachine(fn.body!, (inst) => inst.kind === 'call' && inst.callee === fn, () => false);
  const { slots, locals, frameWords } = layFrame(fn, states);
  const top = createBuilder(createRegion());
  const stack = append<AllocaInst>(top, { kind: 'alloca', type: { kind: 'array', element: WORD, count: STACK_WORDS, size: 4 * STACK_WORDS, align: 8 }, name: `${fn.name}_stack`, operands: [] }, ['ptr']).results[0]!;
  stacks.push(...top.region.insts);
  const types = fn.result === undefined ? [] : [fn.result];
  const body = createRegion([{ type: 'i32', name: 'state' }, { type: 'i32', name: 'frame' }, ...types.map((type) => ({ type, name: 'given' }))]);
  const loop = append<LoopInst>(b, { kind: 'loop', body, unroll: 1, operands: [constI32(states.states[0]!.id), constI32(0), ...types.map(undef)] }, types);
  const m: Machine = { fn, states, slots, locals, frameWords, stack, loop };
  // Parameters before the loop.
  const before = createBuilder(createRegion());
  fn.body!.params.forEach((param, i) => storeSlot(m, before, slots.get(param)!, constI32(0), call.operands[i]!));
  b.region.insts.splice(b.region.insts.length - 1, 0, ...before.region.insts);

  const inner: Builder = { region: body, loc: b.loc };
  const otherwise = createRegion();
  unreachable({ region: otherwise, loc: b.loc });
  const cases = states.states.map((state) => ({ values: [state.id], region: createRegion() }));
  append<SwitchInst>(inner, { kind: 'switch', cases, otherwise, operands: [body.params[0]!] }, []);
  unreachable(inner);
  states.states.forEach((state, i) => writeState(m, { region: cases[i]!.region, loc: b.loc }, state));
  return loop.results[0];
}

function layFrame(fn: Func, machine: StateMachine): Pick<Machine, 'slots' | 'locals' | 'frameWords'> {
  const slots = new Map<Value, Slot>();
  const locals = new Map<Inst, number>();
  // Word 0: the state that goes on after a call.
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
  return { slots, locals, frameWords: Math.ceil(words / 4) * 4 };
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

// ---- states

function writeState(m: Machine, b: Builder, state: State): void {
  const { loop, slots } = m;
  const frame = loop.body.params[1]!;
  const given = loop.body.params[2];
  const keep = (v: Value, value: Value): void => {
    const slot = slots.get(v);
    if (slot !== undefined) storeSlot(m, b, slot, frame, value);
  };
  const copier: Copier = {
    values: new Map(),
    targets: new Map(),
    constant: (_, value) => value,
    special: (at, inst) => special(at, inst.register),
    alloca: (at, inst) => wordAt(m, at, frame, m.locals.get(inst)!),
    leave(at, inst, operands) {
      if (inst.kind === 'return') {
        giveBack(m, at, operands);
        return;
      }
      if (inst.kind !== 'break' && inst.kind !== 'continue') throw new Error(`${inst.kind} leaves a state`);
      const landing = inst.kind === 'break' ? m.states.breaks.get(inst.target) : m.states.continues.get(inst.target);
      if (landing === undefined) throw new Error(`${inst.kind} out of a state leads nowhere`);
      landing.to.forEach((v, i) => {
        if (inst.operands[i] !== v) storeSlot(m, at, slots.get(v)!, frame, operands[i]!);
      });
      goOn(m, at, landing.state);
    },
  };
  if (state.resumes !== undefined) {
    const [result] = state.resumes.results;
    if (result !== undefined) {
      copier.values.set(result, given!);
      keep(result, given!);
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
  writeEnd(m, b, state, copier);
}

function writeEnd(m: Machine, b: Builder, state: State, copier: Copier): void {
  const { end } = state;
  const frame = m.loop.body.params[1]!;
  switch (end.kind) {
    case 'goto': {
      const values = end.moves.map((move) => copyValue(b, move.from, copier));
      end.moves.forEach((move, i) => storeSlot(m, b, m.slots.get(move.to)!, frame, values[i]!));
      goOn(m, b, end.target);
      return;
    }
    case 'branch':
      when(b, copyValue(b, end.condition, copier), (t) => goOn(m, t, end.then), (t) => goOn(m, t, end.otherwise));
      unreachable(b);
      return;
    case 'switch': {
      const to = (target: State): Region => {
        const region = createRegion();
        goOn(m, { region, loc: b.loc }, target);
        return region;
      };
      append<SwitchInst>(b, { kind: 'switch', cases: end.cases.map((c) => ({ values: c.values, region: to(c.state) })), otherwise: to(end.otherwise), operands: [copyValue(b, end.value, copier)] }, []);
      unreachable(b);
      return;
    }
    case 'suspend': {
      // The call: a frame behind this one.
      b.loc = end.inst.loc;
      const values = end.inst.operands.map((v) => copyValue(b, v, copier));
      store(b, 'i32', wordAt(m, b, frame, 0), constI32(end.next.id), 4);
      const next = binary(b, 'add', frame, constI32(m.frameWords));
      when(b, compare(b, 'ugt', next, constI32(STACK_WORDS - m.frameWords)), (full) => {
        intrinsic(full, 'abort-kernel', [constI32(STACK_ERROR)], undefined);
        unreachable(full);
      });
      m.fn.body!.params.forEach((param, i) => storeSlot(m, b, m.slots.get(param)!, next, values[i]!));
      goTo(m, b, constI32(m.states.states[0]!.id), next);
      return;
    }
    case 'exit':
      giveBack(m, b, end.values.map((v) => copyValue(b, v, copier)));
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

function goTo(m: Machine, b: Builder, state: Value, frame: Value, given: readonly Value[] = []): void {
  const types = m.loop.results.map((r) => r.type);
  continueTo(b, m.loop, [state, frame, ...types.map((type, i) => given[i] ?? undef(type))]);
}

function goOn(m: Machine, b: Builder, state: State): void {
  goTo(m, b, constI32(state.id), m.loop.body.params[1]!);
}

/** Back to the frame before; from the first, out of the loop. */
function giveBack(m: Machine, b: Builder, values: readonly Value[]): void {
  const frame = m.loop.body.params[1]!;
  when(
    b,
    compare(b, 'eq', frame, constI32(0)),
    (first) => breakTo(first, m.loop, [...values]),
    (inner) => {
      const before = binary(inner, 'sub', frame, constI32(m.frameWords));
      goTo(m, inner, load(inner, 'i32', wordAt(m, inner, before, 0), true, 4), before, values);
    },
  );
  unreachable(b);
}
