/**
 * Statements ([stmt.stmt]): from the syntax tree to checked statements. Scopes become explicit blocks; init statements and condition declarations live in a
 * block around their statement; break, continue, case and goto are checked against what encloses them.
 */
import type * as Ast from '../ast/index.js';
import { semaMessages } from '../diagnostics/sema-messages.js';
import type { Loc } from '../source/loc.js';
import type { CheckedAsmOperand, CheckedExpr, CheckedHandler, CheckedInit, CheckedStmt, Type, Unroll, VarSymbol } from '../tree/index.js';
import type { BodyContext } from './context.js';
import { movedByReturn, movesAsAllowed, namedVariable, withoutParens } from './implicit-moves.js';
import { checkRangeFor } from './range-for.js';
import type { DeclSema } from './state.js';
import { newScope, within } from './state.js';
import { newVariable } from './symbols.js';
import { wrapInteger } from './templates/arguments.js';
import { declaratorId } from './types.js';

const block = (body: readonly CheckedStmt[], loc: Loc, end: Loc): CheckedStmt => ({ kind: 'block', body, loc, end });

function blockContext(ctx: BodyContext): BodyContext {
  return within(ctx, newScope('block', ctx.scope, undefined));
}

/** `joins`: see Scope. */
export function checkCompound(s: DeclSema, body: Ast.CompoundStatement, ctx: BodyContext, joins = false, guarded = false): CheckedStmt {
  const inner = blockContext(ctx);
  if (joins) inner.scope.joins = true;
  if (guarded) inner.scope.guarded = true;
  const statements: CheckedStmt[] = [];
  for (const stmt of body.body) checkInto(s, stmt, inner, statements);
  return block(statements, body.loc, body.end);
}

/** Checks a statement that may stand for several (labels and their statement). */
function checkInto(s: DeclSema, stmt: Ast.Stmt, ctx: BodyContext, into: CheckedStmt[]): void {
  const { flow } = s.d;
  switch (stmt.kind) {
    case 'label': {
      if (flow) {
        const previous = flow.labels.get(stmt.name);
        if (previous !== undefined) s.report(semaMessages.labelRedefined, stmt.loc, [stmt.name], { notes: [{ loc: previous, text: 'previous definition is here' }] });
        else flow.labels.set(stmt.name, stmt.loc);
      }
      into.push({ kind: 'label', name: stmt.name, loc: stmt.loc });
      return checkInto(s, stmt.body, ctx, into);
    }
    case 'case': {
      const label = checkCase(s, stmt, ctx);
      if (label) into.push(label);
      return checkInto(s, stmt.body, ctx, into);
    }
    case 'default': {
      const current = flow?.switches.at(-1);
      if (!current) s.report(semaMessages.caseOutside, stmt.loc, ['default']);
      else {
        if (current.hasDefault) s.report(semaMessages.duplicateDefault, stmt.loc);
        current.hasDefault = true;
        into.push({ kind: 'default', loc: stmt.loc });
      }
      return checkInto(s, stmt.body, ctx, into);
    }
    case 'attributed':
      return checkInto(s, stmt.body, ctx, into);
    case 'pragma':
      if (stmt.body) checkInto(s, stmt.body, ctx, into);
      return;
    case 'empty':
      return;
    default:
      into.push(s.checkStatement(stmt, ctx));
  }
}

/** A statement as the body of another one: a scope of its own, also without braces. */
function checkBody(s: DeclSema, stmt: Ast.Stmt, ctx: BodyContext): CheckedStmt {
  if (stmt.kind === 'compound') return checkCompound(s, stmt, ctx, true);
  const statements: CheckedStmt[] = [];
  const inner = stmt.kind === 'expression' || stmt.kind === 'return' ? ctx : blockContext(ctx);
  checkInto(s, stmt, inner, statements);
  if (statements.length === 1 && inner === ctx) return statements[0]!;
  return statements.length === 0 ? { kind: 'empty', loc: stmt.loc } : block(statements, stmt.loc, stmt.loc);
}

function loopBody(s: DeclSema, stmt: Ast.Stmt, ctx: BodyContext): CheckedStmt {
  const { flow } = s.d;
  if (flow) {
    flow.loops++;
    flow.breakable++;
  }
  const body = checkBody(s, stmt, ctx);
  if (flow) {
    flow.loops--;
    flow.breakable--;
  }
  return body;
}

export function checkUnroll(s: DeclSema, unroll: boolean | Ast.Expr | undefined, ctx: BodyContext): Unroll {
  if (unroll === undefined || unroll === true) return unroll;
  if (unroll === false) return 1;
  const count = s.evaluateInteger(unroll, { ...ctx, constant: true });
  return count === undefined || count < 1n ? undefined : Number(count);
}

/** A condition with the variable that it may declare: `condition` is the variable's value as bool (or as switch value). */
function checkConditionDeclaration(s: DeclSema, condition: Ast.Condition, ctx: BodyContext, isSwitch: boolean): { readonly declare: CheckedStmt | undefined; readonly condition: CheckedExpr } {
  if (condition.kind !== 'declaration-condition') return { declare: undefined, condition: isSwitch ? s.checkSwitchCondition(condition, ctx) : s.checkCondition(condition, ctx) };
  const declare = s.declareLocals(condition.declaration, ctx);
  const { declaration, loc } = condition;
  const id = declaration.kind === 'simple' ? declaratorId(declaration.declarators[0]!.declarator).name : undefined;
  if (!id) {
    s.report(semaMessages.missingType, loc);
    return { declare, condition: { kind: 'error', type: s.types.builtin('bool'), category: 'prvalue', loc } };
  }
  const use: Ast.Expr = { kind: 'id', name: id, loc, end: loc };
  return { declare, condition: isSwitch ? s.checkSwitchCondition(use, ctx) : s.checkCondition(use, ctx) };
}

function checkCase(s: DeclSema, stmt: Extract<Ast.Stmt, { kind: 'case' }>, ctx: BodyContext): CheckedStmt | undefined {
  const current = s.d.flow?.switches.at(-1);
  if (!current) {
    s.report(semaMessages.caseOutside, stmt.loc, ['case']);
    return undefined;
  }
  const constant = { ...ctx, constant: true };
  const value = (label: Ast.Expr): bigint | undefined => {
    if (!s.options.c) return s.evaluateInteger(label, constant, current.type);
    const plain = s.evaluateInteger(label, constant);
    return plain === undefined ? undefined : wrapInteger(s, plain, current.type);
  };
  const from = value(stmt.value);
  const to = stmt.to ? value(stmt.to) : from;
  if (from === undefined || to === undefined) return undefined;
  const clash = current.seen.get(from) ?? (current.ranges.some((range) => from <= range.to && to >= range.from) ? stmt.loc : undefined);
  if (clash !== undefined) s.report(semaMessages.duplicateCase, stmt.value.loc, [`${from}`], { notes: [{ loc: clash, text: 'previous case defined here' }] });
  if (from === to) current.seen.set(from, stmt.value.loc);
  else current.ranges.push({ from, to });
  return { kind: 'case', from, to, loc: stmt.loc };
}

/** An `if` statement with all that follow its `else`s: chains may be long, so each stands in the scope of the first one unless one in between declares something. */
function checkIf(s: DeclSema, stmt: IfStatement, ctx: BodyContext): CheckedStmt {
  const arms: { readonly condition: CheckedExpr; readonly then: CheckedStmt; readonly before: readonly CheckedStmt[]; readonly loc: Loc }[] = [];
  let otherwise: CheckedStmt | undefined;
  for (let at = stmt; ; ) {
    const inner = blockContext(ctx);
    const before: CheckedStmt[] = [];
    if (at.init) checkInto(s, at.init, inner, before);
    const { declare, condition } = checkConditionDeclaration(s, at.condition, inner, false);
    if (declare) before.push(declare);
    if (at.constexpr) {
      const chosen = checkConstexprIf(s, at, condition, inner, ctx);
      otherwise = before.length > 0 ? block([...before, chosen], at.loc, at.loc) : chosen;
      break;
    }
    arms.push({ condition, then: checkBody(s, at.then, inner), before, loc: at.loc });
    const next = at.otherwise;
    if (next?.kind === 'if' && before.length === 0) {
      at = next;
      continue;
    }
    otherwise = next && checkBody(s, next, inner);
    break;
  }
  for (let i = arms.length - 1; i >= 0; i--) {
    const { condition, then, before, loc } = arms[i]!;
    const chosen: CheckedStmt = { kind: 'if', condition, then, otherwise, loc };
    otherwise = before.length > 0 ? block([...before, chosen], loc, loc) : chosen;
  }
  return otherwise!;
}

type IfStatement = Extract<Ast.Stmt, { kind: 'if' }>;

function checkConstexprIf(s: DeclSema, stmt: IfStatement, condition: CheckedExpr, inner: BodyContext, ctx: BodyContext): CheckedStmt {
  const empty: CheckedStmt = { kind: 'empty', loc: stmt.loc };
  const value = condition.kind === 'error' ? undefined : s.evaluate(condition);
  if (value?.kind !== 'integer') {
    if (condition.kind !== 'error') s.report(semaMessages.constexprIfNotConstant, condition.loc, [], { notes: s.whyNotConstant() });
    return empty;
  }
  // The other branch is discarded: checked only outside of templates.
  const taken = value.value !== 0n ? stmt.then : stmt.otherwise;
  const other = value.value !== 0n ? stmt.otherwise : stmt.then;
  if (other && !inTemplate(s, ctx)) {
    const { deduced } = s.d.flow ?? { deduced: undefined };
    checkBody(s, other, { ...inner, unevaluated: true });
    if (s.d.flow) s.d.flow.deduced = deduced;
  }
  return taken ? checkBody(s, taken, inner) : empty;
}

/** Is the body an instantiation (of a function or class template, or in one)? */
function inTemplate(s: DeclSema, ctx: BodyContext): boolean {
  for (let at: BodyContext['scope'] | undefined = ctx.scope; at && at.kind !== 'namespace'; at = at.parent) if (at.kind === 'template' && at.before !== undefined) return true;
  return s.instantiations.length > 0;
}

function checkSwitch(s: DeclSema, stmt: Extract<Ast.Stmt, { kind: 'switch' }>, ctx: BodyContext): CheckedStmt {
  const inner = blockContext(ctx);
  const before: CheckedStmt[] = [];
  if (stmt.init) checkInto(s, stmt.init, inner, before);
  const { declare, condition } = checkConditionDeclaration(s, stmt.condition, inner, true);
  if (declare) before.push(declare);
  const { flow } = s.d;
  if (flow) {
    flow.hasSwitch = true;
    flow.switches.push({ type: condition.type, seen: new Map(), hasDefault: false, ranges: [] });
    flow.breakable++;
  }
  const body = checkBody(s, stmt.body, inner);
  if (flow) {
    flow.switches.pop();
    flow.breakable--;
  }
  const result: CheckedStmt = { kind: 'switch', condition, body, loc: stmt.loc };
  return before.length > 0 ? block([...before, result], stmt.loc, stmt.loc) : result;
}

function checkWhile(s: DeclSema, stmt: Extract<Ast.Stmt, { kind: 'while' }>, ctx: BodyContext): CheckedStmt {
  const inner = blockContext(ctx);
  const { declare, condition } = checkConditionDeclaration(s, stmt.condition, inner, false);
  const body = loopBody(s, stmt.body, inner);
  const unroll = checkUnroll(s, stmt.unroll, ctx);
  if (declare) return { kind: 'while-declare', declare, condition, body, unroll, loc: stmt.loc };
  return { kind: 'while', condition, body, unroll, loc: stmt.loc };
}

function checkFor(s: DeclSema, stmt: Extract<Ast.Stmt, { kind: 'for' }>, ctx: BodyContext): CheckedStmt {
  const inner = blockContext(ctx);
  const before: CheckedStmt[] = [];
  if (stmt.init) checkInto(s, stmt.init, inner, before);
  const unroll = checkUnroll(s, stmt.unroll, ctx);
  const { loc } = stmt;
  let result: CheckedStmt;
  if (stmt.condition?.kind === 'declaration-condition') {
    // A variable per round: `for (; T x = e; step)` is a loop that leaves when x is false.
    const { declare, condition } = checkConditionDeclaration(s, stmt.condition, inner, false);
    const body = loopBody(s, stmt.body, inner);
    const step = stmt.step ? s.checkFullExpr(stmt.step, inner) : undefined;
    const leave: CheckedStmt = { kind: 'if', condition, then: { kind: 'empty', loc }, otherwise: { kind: 'break', loc }, loc };
    result = { kind: 'for', condition: undefined, step, body: block([declare!, leave, body], loc, loc), unroll, loc };
  } else {
    const condition = stmt.condition ? s.checkCondition(stmt.condition, inner) : undefined;
    const step = stmt.step ? s.checkFullExpr(stmt.step, inner) : undefined;
    const body = loopBody(s, stmt.body, inner);
    result = { kind: 'for', condition, step, body, unroll, loc };
  }
  return before.length > 0 ? block([...before, result], loc, loc) : result;
}

function isVoid(type: Type): boolean {
  return type.kind === 'builtin' && type.name === 'void';
}

function checkReturn(s: DeclSema, stmt: Extract<Ast.Stmt, { kind: 'return' }>, ctx: BodyContext): CheckedStmt {
  const { flow } = s.d;
  const fn = ctx.fn;
  const { loc, value } = stmt;
  if (!flow || !fn) return { kind: 'empty', loc };
  const done = (init: CheckedInit | undefined): CheckedStmt => ({ kind: 'return', value: init, loc });
  if (fn.role === 'constructor' || fn.role === 'destructor') {
    if (value) {
      const checked = s.checkFullExpr(value, ctx);
      if (!isVoid(checked.type)) s.report(semaMessages.constructorReturns, loc, [fn.name]);
    }
    return done(undefined);
  }
  if (flow.deduce) return checkDeducedReturn(s, stmt, ctx);
  const { result } = fn.type;
  if (isVoid(result)) {
    if (!value) return done(undefined);
    if (value.kind === 'init-list') {
      s.report(semaMessages.returnValueVoid, value.loc, [fn.name]);
      return done(undefined);
    }
    const checked = s.checkFullExpr(value, ctx);
    if (!isVoid(checked.type) && checked.kind !== 'error') {
      s.report(s.options.c ? semaMessages.returnValueVoidInC : semaMessages.returnValueVoid, value.loc, [fn.name]);
      if (s.options.c) return { kind: 'sequence', body: [{ kind: 'expression', expr: checked, loc }, done(undefined)], loc };
    }
    return done({ kind: 'expression', expr: checked });
  }
  if (!value) {
    // In C++ nvcc drops it where it ends a body, and minds none in device code; what the caller gets is undefined, but for main's.
    const allowed = s.options.c || ((flow.last === stmt || (fn.space.device && !fn.space.host)) && result.kind !== 'class' && result.kind !== 'reference');
    if (allowed && result !== s.types.error) {
      s.report(semaMessages.returnsWithoutValue, loc, [fn.name]);
      return done({ kind: 'zero', type: result });
    }
    if (result !== s.types.error) s.report(semaMessages.returnNoValue, loc, [fn.name]);
    return done(undefined);
  }
  return { kind: 'return', ...returned(s, result, value, ctx), loc };
}

/** A variable of the function that is returned by name is moved from, and may be the result itself. */
function returned(s: DeclSema, result: Type, value: Ast.Expr, ctx: BodyContext): { readonly value: CheckedInit; readonly named?: VarSymbol } {
  if (result.kind === 'class' && withoutParens(value).kind === 'id') {
    const checked = s.checkExpr(value, ctx);
    if (checked.kind !== 'error') {
      const { std } = s.options;
      const named = namedVariable(value, checked, ctx);
      const moved = movedByReturn(value, checked, ctx, std);
      const init = moved && s.attempt(() => s.copyInitializeFrom(result, moved, ctx, value.loc));
      return { value: init && movesAsAllowed(init, moved, std) ? init : s.copyInitializeFrom(result, checked, ctx, value.loc), ...(named && { named }) };
    }
  }
  return { value: s.copyInitialize(result, value, ctx, value.loc) };
}

export function returnInit(s: DeclSema, result: Type, value: Ast.Expr, ctx: BodyContext): CheckedInit {
  return returned(s, result, value, ctx).value;
}

function checkDeducedReturn(s: DeclSema, stmt: Extract<Ast.Stmt, { kind: 'return' }>, ctx: BodyContext): CheckedStmt {
  const flow = s.d.flow!;
  const fn = ctx.fn!;
  const { loc, value } = stmt;
  const declared = flow.deduced === undefined ? fn.type.result : s.d.functionInfos.get(fn)!.declaredResult ?? fn.type.result;
  let type: Type | undefined;
  let checked: CheckedExpr | undefined;
  const since = s.openTemporaries();
  if (!value) type = s.types.builtin('void');
  else {
    if (value.kind === 'init-list') {
      s.report(semaMessages.deducedNotAllowed, loc, [s.typeToString(declared)]);
      return { kind: 'empty', loc };
    }
    if (declared.kind === 'auto' && declared.decltypeAuto) type = s.decltypeOf(value, ctx);
    else {
      checked = s.checkExpr(value, ctx);
      if (checked.kind === 'error') type = s.types.error;
      else type = isVoid(checked.type) ? checked.type : s.deduceAuto(declared, checked, loc);
    }
  }
  if (!type) {
    type = s.types.error;
  } else if (flow.deduced && flow.deduced !== type && type !== s.types.error && flow.deduced !== s.types.error) {
    s.report(semaMessages.returnInconsistent, loc, [s.typeToString(type), s.typeToString(flow.deduced)]);
  }
  if (!flow.deduced) {
    flow.deduced = type;
    const info = s.d.functionInfos.get(fn)!;
    info.declaredResult = declared;
    const { params, variadic, thisCv, ref, noexcept } = fn.type;
    fn.type = s.types.fn(type, params, { variadic, thisCv, ref, noexcept });
  }
  if (!value) return { kind: 'return', value: undefined, loc };
  if (type === s.types.error) return { kind: 'empty', loc };
  if (isVoid(flow.deduced)) return { kind: 'return', value: { kind: 'expression', expr: s.checkFullExpr(value, ctx) }, loc };
  // Checked once: a lambda must not make two closure types.
  if (checked && value.kind !== 'id' && value.kind !== 'paren') return { kind: 'return', value: s.copyInitializeFrom(flow.deduced, checked, ctx, loc, since), loc };
  return { kind: 'return', ...returned(s, flow.deduced, value, ctx), loc };
}

export function checkHandlers(s: DeclSema, handlers: readonly Ast.CatchHandler[], ctx: BodyContext): CheckedHandler[] {
  return handlers.map((handler): CheckedHandler => {
    if (!handler.parameter) return { type: undefined, variable: undefined, body: checkCompound(s, handler.body, ctx), loc: handler.loc };
    const inner = blockContext(ctx);
    const { specifiers, declarator } = handler.parameter;
    const { type, id } = s.applyDeclarator(s.specifierType(specifiers, inner), declarator, inner);
    const caught = type.kind === 'array' ? s.types.pointer(type.element) : type.kind === 'function' ? s.types.pointer(type) : type;
    const object = caught.kind === 'reference' ? caught.referee : caught;
    if (object.kind === 'class' && !s.completeType(object)) s.report(semaMessages.catchIncomplete, handler.loc, [s.typeToString(object)]);
    s.inspectType(object);
    let variable: VarSymbol | undefined;
    if (id.name && id.name.last.kind === 'identifier') {
      variable = newVariable(id.name.last.name, id.loc, ctx.fn!, caught, 'local');
      inner.scope.names.set(variable.name, variable);
      const exception = newVariable('<exception>', handler.loc, ctx.fn!, object.unqualified, 'local');
      if (caught.kind === 'class') {
        variable.init = s.copyInitializeFrom(caught, { kind: 'variable', variable: exception, type: object.unqualified, category: 'lvalue', loc: handler.loc }, inner, handler.loc);
        variable.destructor = s.destructorOf(caught, handler.loc);
      }
    }
    return { type: caught, variable, body: checkCompound(s, handler.body, inner, true), loc: handler.loc };
  });
}

function asmOperands(s: DeclSema, operands: readonly Ast.AsmOperand[], ctx: BodyContext, inputs: boolean): CheckedAsmOperand[] {
  return operands.map((operand) => {
    const checked = s.checkExpr(operand.expr, ctx);
    return { name: operand.symbolicName, constraint: operand.constraint, expr: inputs && !operand.constraint.includes('m') ? s.toRvalue(checked) : checked };
  });
}

export function checkStatement(s: DeclSema, stmt: Ast.Stmt, ctx: BodyContext): CheckedStmt {
  const { loc } = stmt;
  switch (stmt.kind) {
    case 'compound':
      return checkCompound(s, stmt, ctx);
    case 'expression':
      return { kind: 'expression', expr: s.checkFullExpr(stmt.expr, ctx), loc };
    case 'declaration':
      return s.declareLocals(stmt.declaration, ctx);
    case 'if':
      return checkIf(s, stmt, ctx);
    case 'switch':
      return checkSwitch(s, stmt, ctx);
    case 'while':
      return checkWhile(s, stmt, ctx);
    case 'do': {
      const body = loopBody(s, stmt.body, blockContext(ctx));
      return { kind: 'do', body, condition: s.checkCondition(stmt.condition, ctx), unroll: checkUnroll(s, stmt.unroll, ctx), loc };
    }
    case 'for':
      return checkFor(s, stmt, ctx);
    case 'range-for': {
      const inner = blockContext(ctx);
      const before: CheckedStmt[] = [];
      if (stmt.init) checkInto(s, stmt.init, inner, before);
      const loop = checkRangeFor(s, stmt, inner, checkUnroll(s, stmt.unroll, ctx), (body, each) => loopBody(s, body, each));
      return block([...before, ...loop], loc, loc);
    }
    case 'break':
      if (!s.d.flow?.breakable) s.report(semaMessages.breakOutside, loc);
      return { kind: 'break', loc };
    case 'continue':
      if (!s.d.flow?.loops) s.report(semaMessages.continueOutside, loc);
      return { kind: 'continue', loc };
    case 'return':
      return checkReturn(s, stmt, ctx);
    case 'goto':
      s.d.flow?.gotos.push({ label: stmt.label, loc });
      return { kind: 'goto', label: stmt.label, loc };
    case 'computed-goto':
      s.report(semaMessages.computedGoto, loc);
      return { kind: 'empty', loc };
    case 'try':
      return { kind: 'try', body: checkCompound(s, stmt.body, ctx, false, true), handlers: checkHandlers(s, stmt.handlers, ctx), loc };
    case 'asm':
      return { kind: 'asm', template: stmt.template, outputs: asmOperands(s, stmt.outputs, ctx, false), inputs: asmOperands(s, stmt.inputs, ctx, true), volatile: stmt.volatile, loc };
    case 'empty':
      return { kind: 'empty', loc };
    case 'label':
    case 'case':
    case 'default':
    case 'attributed':
    case 'pragma': {
      const statements: CheckedStmt[] = [];
      checkInto(s, stmt, ctx, statements);
      return statements.length === 1 ? statements[0]! : { kind: 'sequence', body: statements, loc };
    }
    default:
      throw new Error(`statement ${(stmt satisfies never as Ast.Stmt).kind}`);
  }
}
