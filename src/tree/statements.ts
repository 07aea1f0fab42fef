/** Checked statements. Scopes are explicit: lowering runs destructors of a 'block' in reverse order on every way out. */
import type { Loc } from '../source/loc.js';
import type { CheckedExpr, CheckedInit } from './expressions.js';
import type { VarSymbol } from './symbols.js';
import type { Type } from './types.js';

export type CheckedStmt = CheckedStmtNode & { readonly loc: Loc };

/** `#pragma unroll`: undefined no pragma, true fully, a number that many times (1: do not). */
export type Unroll = true | number | undefined;

type CheckedStmtNode =
  | { readonly kind: 'block'; readonly body: readonly CheckedStmt[]; readonly end: Loc }
  /** Several statements without a scope of their own (declarations with several declarators). */
  | { readonly kind: 'sequence'; readonly body: readonly CheckedStmt[] }
  | { readonly kind: 'expression'; readonly expr: CheckedExpr }
  /** A local variable begins to exist. `init` undefined: left uninitialized. Static locals: first pass only, guarded unless constant. __shared__ variables never have one. */
  | { readonly kind: 'declare'; readonly variable: VarSymbol; readonly init: CheckedInit | undefined }
  /** `condition` is a bool prvalue; `declares` were declared in the init or condition and live for the whole statement. */
  | { readonly kind: 'if'; readonly condition: CheckedExpr; readonly then: CheckedStmt; readonly otherwise: CheckedStmt | undefined }
  | { readonly kind: 'while'; readonly condition: CheckedExpr; readonly body: CheckedStmt; readonly unroll: Unroll }
  /** `while (T x = e)`: the variable is created and destroyed in each round. */
  | { readonly kind: 'while-declare'; readonly declare: CheckedStmt; readonly condition: CheckedExpr; readonly body: CheckedStmt; readonly unroll: Unroll }
  | { readonly kind: 'do'; readonly body: CheckedStmt; readonly condition: CheckedExpr; readonly unroll: Unroll }
  /** The init statement stands before it in a block around the whole. */
  | { readonly kind: 'for'; readonly condition: CheckedExpr | undefined; readonly step: CheckedExpr | undefined; readonly body: CheckedStmt; readonly unroll: Unroll }
  /** `condition` is an integer prvalue (promoted); case statements stand anywhere inside `body` (Duff's device is legal) and refer to it by nesting. */
  | { readonly kind: 'switch'; readonly condition: CheckedExpr; readonly body: CheckedStmt }
  /** Label inside a switch: values from..to inclusive, of the condition's type. */
  | { readonly kind: 'case'; readonly from: bigint; readonly to: bigint }
  | { readonly kind: 'default' }
  | { readonly kind: 'break' | 'continue' }
  /** `value` already converted to the result type; references: a glvalue; void: undefined or a void expression. `named`: the variable of the function that the operand is the name of. */
  | { readonly kind: 'return'; readonly value: CheckedInit | undefined; readonly named?: VarSymbol }
  | { readonly kind: 'goto'; readonly label: string }
  | { readonly kind: 'label'; readonly name: string }
  | { readonly kind: 'try'; readonly body: CheckedStmt; readonly handlers: readonly CheckedHandler[]; /** A constructor's or destructor's function try block: members are initialized or destroyed inside. */ readonly wholeFunction?: boolean }
  /** Inline PTX; operands as written. */
  | { readonly kind: 'asm'; readonly template: string; readonly outputs: readonly CheckedAsmOperand[]; readonly inputs: readonly CheckedAsmOperand[]; readonly volatile: boolean }
  | { readonly kind: 'empty' };

export interface CheckedHandler {
  /** undefined for `catch (...)`. */
  readonly type: Type | undefined;
  readonly variable: VarSymbol | undefined;
  /** How the variable is initialized from the exception object (an lvalue expression of kind 'variable' with name '<exception>' stands for the object). */
  readonly body: CheckedStmt;
  readonly loc: Loc;
}

export interface CheckedAsmOperand {
  readonly name: string | undefined;
  readonly constraint: string;
  readonly expr: CheckedExpr;
}
