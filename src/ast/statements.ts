/** Statements as they are written. */
import type { Loc } from '../source/loc.js';
import type { BlockDeclaration, ParameterDeclaration } from './declarations.js';
import type { Expr } from './expressions.js';
import type { Attribute } from './types.js';

export interface CompoundStatement {
  readonly kind: 'compound';
  readonly body: readonly Stmt[];
  readonly loc: Loc;
  /** Of the closing brace. */
  readonly end: Loc;
}

/** Condition of if, while, for, switch: an expression or `T x = e`. */
export type Condition = Expr | { readonly kind: 'declaration-condition'; readonly declaration: BlockDeclaration; readonly loc: Loc };

export interface AsmOperand {
  readonly symbolicName: string | undefined;
  readonly constraint: string;
  readonly expr: Expr;
}

export type Stmt = StmtNode & { readonly loc: Loc };

type StmtNode =
  | CompoundStatement
  | { readonly kind: 'expression'; readonly expr: Expr }
  | { readonly kind: 'empty' }
  | { readonly kind: 'declaration'; readonly declaration: BlockDeclaration }
  | { readonly kind: 'if'; readonly constexpr: boolean; readonly init: Stmt | undefined; readonly condition: Condition; readonly then: Stmt; readonly otherwise: Stmt | undefined }
  | { readonly kind: 'switch'; readonly init: Stmt | undefined; readonly condition: Condition; readonly body: Stmt }
  /** GNU ranges `case a ... b:` have `to`. */
  | { readonly kind: 'case'; readonly value: Expr; readonly to: Expr | undefined; readonly body: Stmt }
  | { readonly kind: 'default'; readonly body: Stmt }
  /** `unroll`: undefined none, true `#pragma unroll`, an expression for a count, false `#pragma nounroll`. */
  | { readonly kind: 'while'; readonly condition: Condition; readonly body: Stmt; readonly unroll: boolean | Expr | undefined }
  | { readonly kind: 'do'; readonly body: Stmt; readonly condition: Expr; readonly unroll: boolean | Expr | undefined }
  | {
      readonly kind: 'for';
      readonly init: Stmt | undefined;
      readonly condition: Condition | undefined;
      readonly step: Expr | undefined;
      readonly body: Stmt;
      readonly unroll: boolean | Expr | undefined;
    }
  | { readonly kind: 'range-for'; readonly init: Stmt | undefined; readonly variable: BlockDeclaration; readonly range: Expr; readonly body: Stmt; readonly unroll: boolean | Expr | undefined }
  | { readonly kind: 'break' }
  | { readonly kind: 'continue' }
  | { readonly kind: 'return'; readonly value: Expr | undefined }
  | { readonly kind: 'goto'; readonly label: string }
  | { readonly kind: 'computed-goto'; readonly target: Expr }
  | { readonly kind: 'label'; readonly name: string; readonly body: Stmt }
  | { readonly kind: 'try'; readonly body: CompoundStatement; readonly handlers: readonly CatchHandler[] }
  | {
      readonly kind: 'asm';
      readonly volatile: boolean;
      readonly template: string;
      readonly outputs: readonly AsmOperand[];
      readonly inputs: readonly AsmOperand[];
      readonly clobbers: readonly string[];
    }
  | { readonly kind: 'attributed'; readonly attributes: readonly Attribute[]; readonly body: Stmt }
  /** `#pragma omp …` and others that sema judges: the pragma's text. */
  | { readonly kind: 'pragma'; readonly text: string; readonly body: Stmt | undefined };

export interface CatchHandler {
  /** undefined for `catch (...)`. */
  readonly parameter: ParameterDeclaration | undefined;
  readonly body: CompoundStatement;
  readonly loc: Loc;
}
