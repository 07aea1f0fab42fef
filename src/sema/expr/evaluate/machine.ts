/**
 * State of one constant evaluation ([expr.const]): frames of the functions that are being evaluated, what is to be destroyed at the ends of scopes and full expressions, memory from
 * `new`. What is not constant throws a `Failure`, which the entry points (constants.ts) turn into "not a constant": it ends the evaluation, so that nothing is put in order on its way.
 */
import type { Loc } from '../../../source/loc.js';
import type { CheckedExpr, FunctionSymbol, Type, VarSymbol } from '../../../tree/index.js';
import type { ExprSema } from '../own.js';
import type { Slot, Value } from './memory.js';

export interface Failure {
  readonly kind: 'not-constant';
  readonly loc: Loc;
  readonly text: string;
}

export function fail(loc: Loc, text: string): never {
  const failure: Failure = { kind: 'not-constant', loc, text };
  throw failure;
}

export interface Frame {
  readonly fn: FunctionSymbol | undefined;
  readonly variables: Map<VarSymbol, Slot>;
  readonly self: Slot | undefined;
  /** Where a return statement puts class and array results; scalars and references go to `value`. */
  readonly result: Slot | undefined;
  value: Value | undefined;
}

export interface Machine {
  readonly s: ExprSema;
  steps: number;
  depth: number;
  frame: Frame | undefined;
  /** Objects of the scopes that are open, in order of construction. */
  readonly locals: Slot[];
  /** Objects of the full expressions that are being evaluated. */
  readonly temporaries: Slot[];
  /** The temporary that the reference which is about to be bound keeps alive. */
  extends: CheckedExpr | undefined;
  /** Memory that has not been freed yet. */
  readonly heap: Set<Slot>;
  /** Slot of a variable with static storage (or a constant local of a function that is not being evaluated). */
  readonly variableSlot: (variable: VarSymbol, loc: Loc) => Slot;
  readonly strings: WeakMap<object, Slot>;
  /** The std::type_info of a type. */
  readonly typeInfos: Map<Type, Slot>;
}

export function newMachine(s: ExprSema, variableSlot: Machine['variableSlot'], strings: WeakMap<object, Slot>, typeInfos: Map<Type, Slot>): Machine {
  return { s, steps: s.options.limits.constexprSteps, depth: 0, frame: undefined, locals: [], temporaries: [], extends: undefined, heap: new Set(), variableSlot, strings, typeInfos };
}

export const newFrame = (fn: FunctionSymbol | undefined, variables: Map<VarSymbol, Slot>, self: Slot | undefined, result: Slot | undefined): Frame => ({ fn, variables, self, result, value: undefined });

export function step(m: Machine, loc: Loc): void {
  if (--m.steps < 0) fail(loc, 'constexpr evaluation hit maximum step limit; possible infinite loop? (-fconstexpr-ops-limit=N allows more)');
}
