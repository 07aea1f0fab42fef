/**
 * What the files of the expressions half share: operands that are not yet expressions, and the half's own recursive entry points, reached through
 * `s.own` so that the import graph stays free of cycles (index.ts fills them).
 */
import type * as Ast from '../../ast/index.js';
import type { Loc } from '../../source/loc.js';
import type { CheckedExpr, ClassSymbol, FunctionSymbol, TemplateArg, Type, VarSymbol } from '../../tree/index.js';
import type { BodyContext, ConstantValue, OverloadSet, Sema } from '../context.js';
import type { Ics } from './sequences.js';

/** The name of functions, before a call or a target type selects one. */
export interface OverloadOperand {
  readonly kind: 'overload-set';
  readonly set: OverloadSet;
  readonly explicitArgs: readonly TemplateArg[] | undefined;
  /** Glvalue left of `.` (or `*this` when found as a member of the current class). */
  readonly object: CheckedExpr | undefined;
  readonly qualified: boolean;
  readonly through: ClassSymbol | undefined;
  /** `&` was applied. */
  readonly addressed: boolean;
  readonly loc: Loc;
}

export interface ListItem {
  readonly designators: readonly Ast.Designator[];
  readonly value: Operand;
}

/** A braced list whose items are checked (once: their types do not depend on the target), pack expansions expanded. */
export interface ListOperand {
  readonly kind: 'list';
  readonly items: readonly ListItem[];
  readonly list: Ast.InitList;
  readonly ctx: BodyContext;
  readonly loc: Loc;
}

export type Operand = CheckedExpr | OverloadOperand | ListOperand;

/** How an object is initialized. 'copy' is `= e` or `= {…}`, 'direct' is `(a, b)`, 'braced' is `{…}`, which arrives as one ListOperand. */
export type InitMode = 'copy' | 'direct' | 'braced';

export interface UserConversion {
  readonly fn: FunctionSymbol;
  /** Constructors: none; conversion functions: from the function's result to the target. */
  readonly second: Ics | undefined;
  readonly ambiguous: boolean;
}

export interface Own {
  /** Temporaries with destructors made so far; full expressions compare it before and after. */
  temporaries: number;
  /** Class of the base subobject that is being initialized: it may be abstract. */
  base: ClassSymbol | undefined;
  /** A C-style or functional cast is being applied: it may use inaccessible bases. */
  ignoresAccess: boolean;
  readonly builtins: Map<string, FunctionSymbol | undefined>;
  readonly globalOperators: Map<string, FunctionSymbol>;
  checkOperand(expr: Ast.Expr, ctx: BodyContext): Operand;
  checkArguments(args: readonly Ast.Expr[], ctx: BodyContext): Operand[];
  userConversion(operand: Operand, target: Type, ctx: BodyContext, loc: Loc, explicit: boolean, toReference: 'lvalue' | 'rvalue' | undefined): UserConversion | undefined;
  listSequence(list: ListOperand, target: Type, ctx: BodyContext): Ics | undefined;
  /** Initializes an object or reference; an expression whose value (glvalue for references) is the initial value. Errors are reported and give kind 'error'. */
  initializeWith(type: Type, operands: readonly Operand[], mode: InitMode, ctx: BodyContext, loc: Loc, what?: string): CheckedExpr;
  /** Applies a conversion sequence that was found for the operand. */
  convertOperand(operand: Operand, type: Type, ctx: BodyContext, loc: Loc, what?: string): CheckedExpr;
  /** Class prvalue by the constructor that overload resolution picks. */
  constructWith(cls: ClassSymbol, type: Type, args: readonly Operand[], ctx: BodyContext, loc: Loc, explicit: boolean): CheckedExpr;
  functionAddress(operand: OverloadOperand, target: Type | undefined, ctx: BodyContext, loc: Loc): CheckedExpr | undefined;
  /** The value of a variable that constant expressions may read. */
  variableConstant(variable: VarSymbol): ConstantValue | undefined;
  callOperator(name: string, object: CheckedExpr, args: readonly Operand[], ctx: BodyContext, loc: Loc): CheckedExpr | undefined;
  callFunction(fn: FunctionSymbol, object: CheckedExpr | undefined, args: readonly Operand[], ctx: BodyContext, loc: Loc, virtual: boolean): CheckedExpr;
  compareEqual(left: CheckedExpr, right: CheckedExpr, ctx: BodyContext, loc: Loc): CheckedExpr;
  /** A local variable without a name in the source. */
  hiddenVariable(type: Type, ctx: BodyContext, loc: Loc): VarSymbol;
  /** Copy (or move, of xvalues) of a class glvalue as a prvalue. */
  copyClass(value: CheckedExpr, type: Type): CheckedExpr;
}

export type ExprSema = Sema & { own: Own };

export function isExpr(operand: Operand): operand is CheckedExpr {
  return operand.kind !== 'overload-set' && operand.kind !== 'list';
}
