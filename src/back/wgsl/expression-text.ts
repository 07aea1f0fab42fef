/** Texts of WGSL expressions: with their type, and how tightly they bind. */
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
