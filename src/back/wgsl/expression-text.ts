/** Texts of WGSL expressions, with their type and how tightly they bind; and what gives them, for those that write memory accesses (memory/) beneath the one that writes expressions (text/expressions.ts). */
import type { Inst, Value } from '../../ir/ir.js';
import type { WgslScalar } from './types.js';

/** How tightly an expression binds, in WGSL's grammar. */
export const PRIMARY = 0;
export const UNARY_LEVEL = 1;
export const MULTIPLY = 2;
export const ADD = 3;
export const SHIFT = 4;
export const RELATION = 5;
export const LOGIC = 6;

export interface Text {
  readonly text: string;
  readonly type: WgslScalar;
  readonly level: number;
  /** Operator of the outermost level, for chains of & | ^ && || that need no parentheses. */
  readonly operator?: string;
}

export function primary(text: string, type: WgslScalar): Text {
  return { text, type, level: PRIMARY };
}

export function wrap(t: Text, highest: number): string {
  return t.level <= highest ? t.text : `(${t.text})`;
}

/** An expression's text → the same as an operand of any operator: in parentheses, unless it is a name, a number or a simple call. */
export function factor(text: string): string {
  return /^[\w.]+$/.test(text) || /^\w+\([^()]*\)$/.test(text) ? text : `(${text})`;
}

/** What places and addresses are written with. */
export type IndexWriter = Pick<ExpressionWriter, 'as' | 'asIndex' | 'maximum'>;

export interface ExpressionWriter {
  readonly value: (v: Value) => Text;
  /** It is read from a variable, or constant, and not written where it is used. */
  readonly hasName: (v: Value) => boolean;
  /** As a whole expression of a type. */
  readonly as: (v: Value, type: WgslScalar) => string;
  readonly asIndex: (v: Value) => string;
  readonly compute: (inst: Inst, wanted?: WgslScalar) => Text;
  readonly negation: (v: Value) => string;
  /** A pointer as a number, a u32. */
  readonly address: (v: Value, loc: number) => string;
  /** Largest value, if it is known not to be negative and to be below 2³¹. */
  readonly maximum: (v: Value) => number | undefined;
  /** A sum that must be written as it is. */
  readonly isProtected: (inst: Inst) => boolean;
}
