/**
 * What the tables of instructions are made of. A row says which modifiers and types an instruction may have, so that one with others is told of and never taken for something else, and how its results follow from its operands.
 */
import * as build from '../../ir/build.js';
import type { Builder } from '../../ir/build.js';
import type { FunctionState } from '../context.js';
import { libraryFunction } from '../functions.js';
import type { Value, ValueType } from '../ir-imports.js';
import type { PtxOperand } from './parse.js';
import type { PtxType } from './registers.js';

/** An instruction, or a form of one, that is not there. */
export class Unknown extends Error {}

/** One instruction being lowered. */
export interface Step {
  readonly f: FunctionState;
  readonly b: Builder;
  /** Behind the name, types included, in order. */
  readonly modifiers: readonly string[];
  /** The types among them; `type` is the last, b32 if there is none. */
  readonly types: readonly PtxType[];
  readonly type: PtxType;
  readonly operands: readonly PtxOperand[];
  /** Number of operands after the destination. */
  readonly count: number;
  readonly has: (modifier: string) => boolean;
  /** Operand after the destination, in the instruction's type or the one given. */
  readonly arg: (i: number, type?: PtxType) => Value;
  readonly read: (operand: PtxOperand, type: PtxType) => Value;
  readonly write: (operand: PtxOperand, value: Value, type: PtxType) => void;
  readonly isPredicate: (operand: PtxOperand) => boolean;
  readonly carry: Carry;
  /** Ends the instruction as one that is not there. */
  readonly unknown: () => never;
}

/** The carry flag of add.cc and its kin. */
export interface Carry {
  readonly get: () => Value;
  readonly set: (carry: Value) => void;
}

export interface Row {
  readonly modifiers: ReadonlySet<string>;
  /** Undefined: any type. */
  readonly types: ReadonlySet<string> | undefined;
  /** Results, for the destinations in order, unless the instruction has written them itself; `undefined` for a form that is not there. */
  readonly run: (s: Step) => Value | readonly Value[] | undefined;
  /** Concerns more than the thread's registers: where a predicate says so it does not happen. */
  readonly effects: boolean;
}

const words = (list: string): ReadonlySet<string> => new Set(list === '' ? [] : list.split(' '));

export function row(modifiers: string, types: string | undefined, run: Row['run']): Row {
  return { modifiers: words(modifiers), types: types === undefined ? undefined : words(types), run, effects: false };
}
export function effect(modifiers: string, types: string | undefined, run: Row['run']): Row {
  return { modifiers: words(modifiers), types: types === undefined ? undefined : words(types), run, effects: true };
}

export type Rows = Readonly<Record<string, Row>>;

/** Calls a function of the library. */
export function callLibrary(s: Pick<Step, 'b' | 'f'>, name: string, args: readonly Value[], result: ValueType): Value {
  return build.call(s.b, libraryFunction(s.f.unit, name, args.map((a) => a.type), result), [...args])!;
}

export const isSigned = (type: PtxType): boolean => type.letter === 's';
/** `.rn` and its kin, as CUDA's functions name them: zero, up, down. */
const ROUNDINGS = { rn: 'rn', rz: 'rz', rm: 'rd', rp: 'ru' } as const;
export function rounding(s: Pick<Step, 'modifiers'>): 'rn' | 'rz' | 'rd' | 'ru' | undefined {
  const found = s.modifiers.find((m): m is keyof typeof ROUNDINGS => Object.hasOwn(ROUNDINGS, m));
  return found === undefined ? undefined : ROUNDINGS[found];
}
/** As the library's functions take it. */
export const roundingNumber = (mode: 'rn' | 'rz' | 'rd' | 'ru'): Value => build.constI32({ rn: 0, rz: 1, ru: 2, rd: 3 }[mode]);
