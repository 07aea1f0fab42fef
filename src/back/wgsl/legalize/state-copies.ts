/**
 * States of a kernel (passes/threads/state-machine.ts) written out again, with what one leaves to another in variables. In: a state machine and the variables of the values that are kept. Out: copies of states.
 */
import { alloca, load, special, store } from '../../../ir/build.js';
import type { Builder } from '../../../ir/build.js';
import type { AllocaInst, Inst, InstResult, MemoryType, Region, Value, ValueType } from '../../../ir/ir.js';
import { forEachInst, someInst } from '../../../ir/walk.js';
import { copyInst, copyValue } from '../../../passes/threads/copy.js';
import type { Copier } from '../../../passes/threads/copy.js';
import type { State, StateMachine } from '../../../passes/threads/state-machine.js';
import { externalOf } from '../../../passes/threads/state-machine.js';
import { wordsOf } from './grid-frames.js';
import { successorsOf } from './grid-liveness.js';

/** Where a kernel's values are while its states run. */
export interface StateMemory {
  /** Computed anew where it is used. */
  readonly isFree: (v: Value) => boolean;
  /** Variables that hold kept values between states. */
  readonly variables: ReadonlyMap<Value, Value>;
  readonly allocas: ReadonlyMap<Inst, Value>;
  readonly params: ReadonlyMap<Value, Value>;
}

export function typeOf(type: ValueType): MemoryType {
  if (type === 'ptr') throw new Error('pointers are not kept');
  const size = type === 'i1' ? 1 : 4 * wordsOf(type);
  return { kind: 'scalar', scalar: type, size, align: size, unsigned: false };
}

function nameOf(v: Value): string | undefined {
  return v.kind === 'result' || v.kind === 'param' ? v.name : undefined;
}

/** Makes the variables, at the kernel's start; `params`: the new kernel's by the old one's. */
export function declareStateMemory(b: Builder, body: Region, kept: Iterable<Value>, isFree: (v: Value) => boolean, params: ReadonlyMap<Value, Value>): StateMemory {
  const variables = new Map<Value, Value>();
  for (const v of kept) variables.set(v, alloca(b, typeOf(v.type), nameOf(v) ?? 'kept'));
  const allocas = new Map<Inst, Value>();
  forEachInst(body, (inst) => {
    if (inst.kind === 'alloca') allocas.set(inst, alloca(b, inst.type, inst.name));
  });
  return { isFree, variables, allocas, params };
}

export function returns(insts: readonly Inst[]): boolean {
  return someInst({ params: [], insts: [...insts] }, (inst) => inst.kind === 'return');
}

/** The state that control comes to: one that does something. */
export function landing(state: State): State {
  let at = state;
  while (at.insts.length === 0 && at.resumes === undefined && at.end.kind === 'goto' && at.end.moves.length === 0) at = at.end.target;
  return at;
}

/** States that control comes to. */
export function reachedStates({ states }: StateMachine): ReadonlySet<State> {
  const reached = new Set([landing(states[0]!)]);
  // The set grows while it is walked.
  for (const state of reached) for (const next of successorsOf(state)) reached.add(landing(next));
  return reached;
}

/** What the end of a state needs of what comes before. */
export function endValues(state: State): readonly Value[] {
  switch (state.end.kind) {
    case 'goto':
      return state.end.moves.map((move) => move.from);
    case 'branch':
      return [state.end.condition];
    case 'switch':
      return [state.end.value];
    case 'suspend':
      return state.end.inst.operands;
    case 'exit':
      return state.end.values;
    default:
      return [];
  }
}

export function storeVariable(b: Builder, variable: Value, value: Value): void {
  const { type } = (variable as InstResult).inst as AllocaInst;
  if (type.kind !== 'scalar') throw new Error('a variable of a value is a scalar');
  store(b, type.scalar, variable, value, type.align);
}

export function loadVariable(b: Builder, variable: Value): Value {
  const { type } = (variable as InstResult).inst as AllocaInst;
  if (type.kind !== 'scalar') throw new Error('a variable of a value is a scalar');
  return load(b, type.scalar, variable, false, type.align);
}

export function copierFor(memory: StateMemory, leave: Copier['leave']): Copier {
  return {
    values: new Map(memory.params), targets: new Map(), leave,
    constant: (_, value) => value,
    special: (b, inst) => special(b, inst.register),
    alloca: (_, inst) => memory.allocas.get(inst)!,
  };
}

/** The state's instructions; what comes of `ends`. */
export function copyState(memory: StateMemory, b: Builder, state: State, copier: Copier, ends: readonly Value[]): Value[] {
  const bring = (v: Value): void => {
    if (copier.values.has(v) || (v.kind !== 'result' && v.kind !== 'param')) return;
    const variable = memory.isFree(v) ? undefined : memory.variables.get(v);
    if (variable !== undefined) {
      copier.values.set(v, loadVariable(b, variable));
      return;
    }
    if (v.kind !== 'result') throw new Error('a parameter that no state keeps');
    for (const operand of v.inst.operands) bring(operand);
    copyInst(b, v.inst, copier);
  };
  for (const v of externalOf(state)) bring(v);
  for (const inst of state.insts) {
    copyInst(b, inst, copier);
    for (const result of inst.results) {
      const variable = memory.variables.get(result);
      if (variable !== undefined) storeVariable(b, variable, copier.values.get(result)!);
    }
  }
  return ends.map((v) => copyValue(b, v, copier));
}

export function storeMoves(memory: StateMemory, b: Builder, end: Extract<State['end'], { kind: 'goto' }>, values: readonly Value[]): void {
  end.moves.forEach((move, i) => {
    const variable = memory.variables.get(move.to);
    if (variable !== undefined) storeVariable(b, variable, values[i]!);
  });
}

export function nothingLeaves(_: Builder, inst: Inst): void {
  throw new Error(`${inst.kind} leaves a state`);
}
