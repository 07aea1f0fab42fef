/**
 * Arrays whose bounds are known at run time only (`int a[n];`), which gcc allows as local variables of host functions. In: a local declaration whose type has such bounds. Out: the statements for it. Each
 * bound is a hidden variable; the array's memory belongs to a hidden pointer variable (`VarSymbol.runtimeBytes`), whose end frees it; the array's name stands for what that pointer points to.
 * Elements are of types without constructors and destructors.
 */
import type * as Ast from '../ast/index.js';
import { exprMessages } from '../diagnostics/expr-messages.js';
import { semaMessages } from '../diagnostics/sema-messages.js';
import type { Loc } from '../source/loc.js';
import type { ArrayType, CheckedExpr, CheckedStmt, Type } from '../tree/index.js';
import type { BodyContext } from './context.js';
import { addName } from './lookup.js';
import type { DeclSema } from './state.js';
import { newScope, within } from './state.js';
import { newVariable } from './symbols.js';

/** May a local variable declared here have bounds that are no constants? */
export function allowsRuntimeBounds(s: DeclSema, ctx: BodyContext): boolean {
  const space = ctx.fn?.space;
  return space?.host === true && !ctx.unevaluated && s.trap === undefined && !ctx.fn!.constexpr;
}

/** The array type for a bound that is no constant expression; undefined if the expression is no integer either, or the elements could not be left uninitialized. */
export function runtimeArray(s: DeclSema, element: Type, size: Ast.Expr, ctx: BodyContext): ArrayType | undefined {
  const bounds = ctx.runtimeBounds!;
  const checked = s.attempt(() => s.toRvalue(s.checkExpr(size, { ...ctx, unevaluated: true })));
  if (checked === undefined || checked.kind === 'error' || !isPlain(s, element)) return undefined;
  const integer = (checked.type.kind === 'builtin' && checked.type.name !== 'bool' && !/float|double|void|null/.test(checked.type.name)) || (checked.type.kind === 'enum' && !checked.type.symbol.scoped);
  if (!integer) return undefined;
  const count = s.types.builtin('unsigned long');
  const bound = newVariable('<bound>', size.loc, ctx.fn!, count, 'local');
  bounds.push({ kind: 'declare', variable: bound, init: { kind: 'expression', expr: s.convertTo(s.toRvalue(s.checkExpr(size, ctx)), count, ctx, size.loc) }, loc: size.loc });
  return s.types.runtimeArray(element, bound);
}

function isPlain(s: DeclSema, type: Type): boolean {
  let at = type;
  while (at.kind === 'array') at = at.element;
  if (at.kind === 'reference' || at.kind === 'function') return false;
  return at.kind !== 'class' || (s.completeType(at) && at.symbol.trivialDefaultConstructor && at.symbol.trivialDestructor);
}

/** Does an array have a bound that is known at run time only, at any level? */
export function hasRuntimeBound(type: Type): boolean {
  for (let at = type; at.kind === 'array'; at = at.element) if (at.runtime !== undefined) return true;
  return false;
}

function named(name: string, loc: Loc): Ast.Expr {
  return { kind: 'id', name: { kind: 'name', global: false, qualifiers: [], templateKeyword: false, last: { kind: 'identifier', name, loc, end: loc }, loc, end: loc }, loc, end: loc };
}

interface RuntimeArray {
  readonly name: string;
  readonly type: Type;
  readonly init: Ast.Initializer | undefined;
  readonly loc: Loc;
}

/** Declares the array (its bounds are declared). A braced list zeroes it first. */
export function declareRuntimeArray(s: DeclSema, { name, type, init, loc }: RuntimeArray, ctx: BodyContext): CheckedStmt[] {
  let element = type;
  while (element.kind === 'array') element = element.element;
  const pointer = newVariable(`<${name}>`, loc, ctx.fn!, s.types.pointer(element), 'local');
  const list = init?.kind === 'list' ? init.list : init?.kind === 'copy' && init.value.kind === 'init-list' ? init.value : undefined;
  pointer.runtimeBytes = { size: s.runtimeSize(type, loc), zeroed: list !== undefined };
  const make = (at: Loc): CheckedExpr => {
    const variable: CheckedExpr = { kind: 'variable', variable: pointer, type: pointer.type, category: 'lvalue', loc: at };
    const value: CheckedExpr = { kind: 'convert', conversion: 'lvalue-to-rvalue', operand: variable, type: pointer.type, category: 'prvalue', loc: at };
    const whole: CheckedExpr = { kind: 'convert', conversion: 'pointer', operand: value, type: s.types.pointer(type), category: 'prvalue', loc: at };
    return { kind: 'deref', pointer: whole, type, category: 'lvalue', loc: at };
  };
  if (addName(ctx.scope, name, { kind: 'binding', name, make })) s.report(semaMessages.redefinition, loc, [name]);
  const statements: CheckedStmt[] = [{ kind: 'declare', variable: pointer, init: undefined, loc }];
  if (init !== undefined && list === undefined) s.report(exprMessages.arrayInit, loc);
  list?.items.forEach((item, i) => {
    const at = item.value.loc;
    const scope = newScope('block', ctx.scope, undefined);
    scope.names.set('<index>', { kind: 'binding', name: '<index>', make: (where) => ({ kind: 'integer', value: BigInt(i), type: s.types.builtin('int'), category: 'prvalue', loc: where }) });
    const left: Ast.Expr = { kind: 'subscript', base: named(name, at), index: named('<index>', at), loc: at, end: at };
    const assigned: Ast.Expr = { kind: 'assign', op: '=', left, right: item.value, opLoc: at, loc: at, end: at };
    statements.push({ kind: 'expression', expr: s.checkFullExpr(assigned, within(ctx, scope)), loc: at });
  });
  return statements;
}
