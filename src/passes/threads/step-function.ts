/**
 * A function that runs a state machine from where it waited last to where it waits next: `step(frame, launch, bx, by, bz) → reason`. The machine is that of a thread (fibers.ts) or of a block (resident-blocks.ts).
 *
 * In: states, and what is there in all of them. Out: a loop around a switch of the states. Values used in another state than the one that computes them live in the frame, behind its header, which is struct __cw_fiber in
 * sysroot/lib/cuda/fibers.cpp; so do local variables that several states use.
 */
import { alloca, append, binary, compare, constI32, continueTo, convert, createRegion, isVectorType, load, returnValue, store, unreachable, yieldValues } from '../../ir/build.js';
import type { Builder } from '../../ir/build.js';
import type { AllocaInst, BarrierKind, Func, Inst, LoopInst, Region, RegionParam, ScalarMemoryType, SpecialInst, SwitchInst, Value, ValueType, WarpOp } from '../../ir/ir.js';
import { addressRoot } from '../../ir/effects.js';
import { forEachInst } from '../../ir/walk.js';
import { privateAllocas } from '../alias.js';
import { branchOn, byteOffset } from './block-function.js';
import { copyInst, copyValue } from './copy.js';
import type { Copier } from './copy.js';
import type { Move } from './regions.js';
import { externalOf } from './state-machine.js';
import type { Landing, State, StateMachine } from './state-machine.js';

/** Offsets in struct __cw_fiber. */
export const header = { state: 0, x: 8, y: 12, z: 16, linear: 20, operation: 24, mask: 28, value: 32, lane: 40, width: 44, result: 48, rounds: 52, size: 64 } as const;

/** What `step` returns. */
const reasons = { exited: 0, barrier: 1, warp: 2, spinning: 3 } as const;

const barrierCodes: { readonly [kind in BarrierKind]: number } = { block: 0, 'block-count': 1, 'block-and': 2, 'block-or': 3, grid: 4 };
const warpCodes: { readonly [op in WarpOp]: number } = {
  sync: 0, shfl: 1, 'shfl-up': 2, 'shfl-down': 3, 'shfl-xor': 4, ballot: 5, all: 6, any: 7, 'match-any': 8, 'match-all': 9, activemask: 10,
  'reduce-add': 11, 'reduce-smin': 12, 'reduce-smax': 13, 'reduce-umin': 14, 'reduce-umax': 15, 'reduce-and': 16, 'reduce-or': 17, 'reduce-xor': 18,
};
/** Rounds of a spinning loop between turns of the other threads; a power of two. */
const roundsBetweenTurns = 16;

interface Slot {
  readonly offset: number;
  readonly memory: ScalarMemoryType;
  readonly type: ValueType;
}

/** Where values and local variables lie that several states use. */
export interface Frame {
  readonly slots: ReadonlyMap<Value, Slot>;
  readonly locals: ReadonlyMap<Inst, number>;
  readonly bytes: number;
}

/** What the states have in common. */
export interface StepSetting {
  readonly name: string;
  readonly machine: StateMachine;
  readonly frame: Frame;
  /** The frame's address. */
  readonly address: Value;
  /** Values that are there in every state. */
  readonly known: ReadonlyMap<Value, Value>;
  constant(b: Builder, value: Value): Value;
  special(b: Builder, inst: SpecialInst): Value;
  /** A value that is read again in every state that uses it; undefined: there is no such way. */
  reread(b: Builder, value: Value): Value | undefined;
}

interface Steps extends StepSetting {
  readonly dispatch: LoopInst;
}

/** `isFree`: values that need no place, being known or read again in every state. */
export function layOutFrame(body: Region, machine: StateMachine, isFree: (value: Value) => boolean): Frame {
  const slots = new Map<Value, Slot>();
  const locals = new Map<Inst, number>();
  let bytes: number = header.size;
  const take = (size: number, align: number): number => {
    const at = Math.ceil(bytes / align) * align;
    bytes = at + size;
    return at;
  };
  const addSlot = (v: Value): void => {
    if (slots.has(v)) return;
    const memory: ScalarMemoryType = v.type === 'ptr' ? 'i32' : v.type;
    const size = alignOf(memory);
    slots.set(v, { offset: take(size, size), memory, type: v.type });
  };
  const shared = new Set<Inst>();
  for (const state of machine.states) {
    for (const v of externalOf(state)) {
      const root = addressRoot(v);
      if (root.kind === 'result' && root.inst.kind === 'alloca') shared.add(root.inst);
      if (root === v && root.kind === 'result' && root.inst.kind === 'alloca') continue;
      if (!isFree(v) && !isReread(v)) addSlot(v);
    }
    if (state.end.kind === 'goto' || state.end.kind === 'again') for (const move of state.end.moves) addSlot(move.to);
  }
  for (const landing of [...machine.breaks.values(), ...machine.continues.values()]) for (const v of landing.to) addSlot(v);
  // What other code may have the address of lives on as well.
  const privates = privateAllocas(body);
  forEachInst(body, (inst) => {
    if (inst.kind === 'alloca' && (shared.has(inst) || !privates.has(inst.results[0]))) locals.set(inst, take(inst.type.size, 16));
  });
  return { slots, locals, bytes: Math.ceil(bytes / 16) * 16 };
}

/** Where a step function begins: its parameters, without a body yet. */
export function declareStep(kernel: Func): { readonly step: Func; readonly region: Region } {
  const region = createRegion([{ type: 'ptr', name: 'frame' }, { type: 'ptr', name: 'launch' }, { type: 'i32', name: 'bx' }, { type: 'i32', name: 'by' }, { type: 'i32', name: 'bz' }]);
  const params = region.params.map((p: RegionParam) => ({ type: p.type, name: p.name ?? '' }));
  const step: Func = {
    kind: 'function', name: `${kernel.name}.step`, pretty: kernel.pretty, side: kernel.side, space: 'device', params, result: 'i32', linkage: 'internal', body: region,
    import: undefined, exportName: undefined, inline: 'never', noreturn: false, pure: false, kernel: undefined, loc: kernel.loc,
  };
  return { step, region };
}

/** Writes the states, from the one that the frame's header names. */
export function writeStates(b: Builder, setting: StepSetting): void {
  const { machine, address } = setting;
  const loopRegion = createRegion([{ type: 'i32', name: 'state' }]);
  const first = load(b, 'i32', byteOffset(b, address, header.state), false, 4);
  const dispatch = append<LoopInst>(b, { kind: 'loop', body: loopRegion, unroll: undefined, operands: [first] }, []);
  const f: Steps = { ...setting, dispatch };
  const inner: Builder = { region: loopRegion, loc: b.loc };
  const otherwise = createRegion();
  unreachable({ region: otherwise, loc: b.loc });
  const cases = machine.states.map((state) => ({ values: [state.id], region: createRegion() }));
  append<SwitchInst>(inner, { kind: 'switch', cases, otherwise, operands: [loopRegion.params[0]] }, []);
  unreachable(inner);
  for (const [i, state] of machine.states.entries()) emitState(f, { region: cases[i].region, loc: b.loc }, state);
  unreachable(b);
}

function isReread(v: Value): boolean {
  return v.kind === 'result' && v.inst.kind === 'special';
}

// ---- values

function slotAddress(f: Steps, b: Builder, offset: number): Value {
  return byteOffset(b, f.address, offset);
}

function loadSlot(f: Steps, b: Builder, slot: Slot): Value {
  const value = load(b, slot.memory, slotAddress(f, b, slot.offset), false, alignOf(slot.memory));
  return slot.type === 'ptr' ? convert(b, 'inttoptr', value, 'ptr') : value;
}

function storeSlot(f: Steps, b: Builder, slot: Slot, value: Value): void {
  store(b, slot.memory, slotAddress(f, b, slot.offset), slot.type === 'ptr' ? convert(b, 'ptrtoint', value, 'i32') : value, alignOf(slot.memory));
}

function alignOf(memory: ScalarMemoryType): number {
  if (memory !== 'i8' && memory !== 'i16' && isVectorType(memory)) return 16;
  return memory === 'i64' || memory === 'f64' ? 8 : memory === 'i1' ? 1 : 4;
}

/** One that a single state uses is a variable of the step function. */
function localVariable(f: Steps, b: Builder, inst: AllocaInst): Value {
  const place = f.frame.locals.get(inst);
  return place === undefined ? alloca(b, inst.type, inst.name) : byteOffset(b, f.address, place);
}

// ---- states

function emitState(f: Steps, b: Builder, state: State): void {
  const copier = createCopier(f);
  if (state.resumes !== undefined && state.resumes.results.length > 0) {
    const result = state.resumes.results[0];
    const value = load(b, 'i32', byteOffset(b, f.address, header.result), true, 4);
    copier.values.set(result, value);
    const slot = f.frame.slots.get(result);
    if (slot !== undefined) storeSlot(f, b, slot, value);
  }
  for (const v of externalOf(state)) materialize(f, b, v, copier);
  for (const inst of state.insts) {
    copyInst(b, inst, copier);
    for (const result of inst.results) {
      const slot = f.frame.slots.get(result);
      if (slot !== undefined) storeSlot(f, b, slot, copier.values.get(result)!);
    }
  }
  const end = state.end;
  switch (end.kind) {
    case 'goto':
      passMoves(f, b, end.moves, copier);
      continueTo(b, f.dispatch, [constI32(end.target.id)]);
      return;
    case 'again':
      passMoves(f, b, end.moves, copier);
      goAgain(f, b, end.target);
      return;
    case 'branch':
      branchOn(
        b,
        copyValue(b, end.condition, copier),
        (t) => continueTo(t, f.dispatch, [constI32(end.then.id)]),
        (t) => continueTo(t, f.dispatch, [constI32(end.otherwise.id)]),
      );
      unreachable(b);
      return;
    case 'switch': {
      const to = (target: State): Region => {
        const region = createRegion();
        continueTo({ region, loc: b.loc }, f.dispatch, [constI32(target.id)]);
        return region;
      };
      const cases = end.cases.map((c) => ({ values: c.values, region: to(c.state) }));
      append<SwitchInst>(b, { kind: 'switch', cases, otherwise: to(end.otherwise), operands: [copyValue(b, end.value, copier)] }, []);
      unreachable(b);
      return;
    }
    case 'suspend':
      emitSuspend(f, b, state, copier);
      return;
    case 'exit':
      returnValue(b, constI32(reasons.exited));
      return;
    case 'unreachable':
      unreachable(b);
      return;
    default:
      end satisfies never;
  }
}

function passMoves(f: Steps, b: Builder, moves: readonly Move[], copier: Copier): void {
  const values = moves.map((move) => copyValue(b, move.from, copier));
  for (const [i, move] of moves.entries()) storeSlot(f, b, f.frame.slots.get(move.to)!, values[i]);
}

function setHeader(f: Steps, b: Builder, offset: number, value: Value): void {
  store(b, value.type === 'i64' ? 'i64' : 'i32', byteOffset(b, f.address, offset), value, value.type === 'i64' ? 8 : 4);
}

function goAgain(f: Steps, b: Builder, target: State): void {
  const rounds = binary(b, 'add', load(b, 'i32', byteOffset(b, f.address, header.rounds), false, 4), constI32(1));
  setHeader(f, b, header.rounds, rounds);
  branchOn(b, compare(b, 'eq', binary(b, 'and', rounds, constI32(roundsBetweenTurns - 1)), constI32(0)), (t) => {
    setHeader(f, t, header.state, constI32(target.id));
    returnValue(t, constI32(reasons.spinning));
  }, yieldValues);
  continueTo(b, f.dispatch, [constI32(target.id)]);
}

function emitSuspend(f: Steps, b: Builder, state: State, copier: Copier): void {
  if (state.end.kind !== 'suspend') return;
  const { inst, next } = state.end;
  b.loc = inst.loc;
  const operands = inst.operands.map((v) => copyValue(b, v, copier));
  setHeader(f, b, header.state, constI32(next.id));
  if (inst.kind === 'barrier') {
    setHeader(f, b, header.operation, constI32(barrierCodes[inst.barrier]));
    if (operands.length > 0) setHeader(f, b, header.value, operands[0]);
    returnValue(b, constI32(reasons.barrier));
    return;
  }
  if (inst.kind !== 'warp') throw new Error(`a thread waits at '${inst.kind}'`);
  setHeader(f, b, header.operation, constI32(warpCodes[inst.op]));
  const places = [header.mask, header.value, header.lane, header.width];
  operands.forEach((v, i) => {
    if (i === 1 && v.type === 'i32') setHeader(f, b, header.value, convert(b, 'zext', v, 'i64'));
    else setHeader(f, b, places[i], v);
  });
  returnValue(b, constI32(reasons.warp));
}

function createCopier(f: Steps): Copier {
  return {
    values: new Map(f.known),
    targets: new Map(),
    constant: (b, value) => f.constant(b, value),
    special: (b, inst) => f.special(b, inst),
    alloca: (b, inst) => localVariable(f, b, inst),
    leave(b, inst, operands) {
      if (inst.kind === 'return') {
        returnValue(b, constI32(reasons.exited));
        return;
      }
      if (inst.kind !== 'break' && inst.kind !== 'continue') throw new Error(`${inst.kind} leaves a state`);
      const landing: Landing | undefined = inst.kind === 'break' ? f.machine.breaks.get(inst.target) : f.machine.continues.get(inst.target);
      if (landing === undefined) throw new Error(`${inst.kind} out of a state leads nowhere`);
      landing.to.forEach((v, i) => {
        if (inst.operands[i] !== v) storeSlot(f, b, f.frame.slots.get(v)!, operands[i]);
      });
      if (landing.again) goAgain(f, b, landing.state);
      else continueTo(b, f.dispatch, [constI32(landing.state.id)]);
    },
  };
}

/** Makes a value of another state available at the start of this one. */
function materialize(f: Steps, b: Builder, v: Value, copier: Copier): void {
  if (copier.values.has(v)) return;
  const slot = f.frame.slots.get(v);
  if (slot !== undefined) {
    copier.values.set(v, loadSlot(f, b, slot));
    return;
  }
  if (v.kind === 'result' && (isReread(v) || f.frame.locals.has(v.inst))) {
    copyInst(b, v.inst, copier);
    return;
  }
  const again = f.reread(b, v);
  if (again === undefined) throw new Error(`a ${v.kind} of type ${v.type} does not reach a later state of ${f.name}`);
  copier.values.set(v, again);
}
