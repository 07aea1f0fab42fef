/**
 * Range-based for ([stmt.ranged]): `auto&& range = e; for (auto it = begin, last = end; it != last; ++it) { T x = *it; … }`, with hidden variables
 * and the calls found as the standard says: arrays by their bounds, member begin/end, else by argument-dependent lookup.
 */
import type * as Ast from '../ast/index.js';
import { semaMessages } from '../diagnostics/sema-messages.js';
import type { Loc } from '../source/loc.js';
import type { CheckedExpr, CheckedStmt, Type, Unroll, VarSymbol } from '../tree/index.js';
import { checkItems } from './expression-lists.js';
import type { BodyContext } from './context.js';
import { lookupClass } from './lookup.js';
import type { DeclSema } from './state.js';
import { newScope, within } from './state.js';
import { newVariable } from './symbols.js';

function use(variable: VarSymbol, loc: Loc): CheckedExpr {
  const type = variable.type.kind === 'reference' ? variable.type.referee : variable.type;
  return { kind: 'variable', variable, type, category: 'lvalue', loc };
}

function hidden(s: DeclSema, name: string, type: Type, init: CheckedExpr, ctx: BodyContext, loc: Loc, into: CheckedStmt[]): VarSymbol {
  const variable = newVariable(name, loc, ctx.fn!, type, 'local');
  const checked = s.initializeFrom(type, init, ctx, loc);
  if (type.kind === 'class') variable.destructor = s.destructorOf(type, loc);
  into.push({ kind: 'declare', variable, init: checked, loc });
  return variable;
}

/** begin or end of a range that is no array. */
function rangeCall(s: DeclSema, range: VarSymbol, name: 'begin' | 'end', byMember: boolean, ctx: BodyContext, loc: Loc): CheckedExpr | undefined {
  return byMember ? s.callNamed(use(range, loc), name, [], ctx, loc) : s.callNamed(undefined, name, [use(range, loc)], ctx, loc);
}

export function checkRangeFor(
  s: DeclSema,
  stmt: Extract<Ast.Stmt, { kind: 'range-for' }>,
  ctx: BodyContext,
  unroll: Unroll,
  checkBody: (body: Ast.Stmt, ctx: BodyContext) => CheckedStmt,
): CheckedStmt[] {
  const { loc } = stmt;
  const before: CheckedStmt[] = [];
  const failed = (): CheckedStmt[] => before;
  let rangeType: Type;
  let rangeVariable: VarSymbol;
  if (stmt.range.kind === 'init-list') {
    // A braced list is an array of its elements' type.
    const items = checkItems(s, stmt.range, { ...ctx, unevaluated: true });
    const element = items[0] && s.deduceAuto(s.types.auto(false), items[0], loc);
    if (!element && items[0]) return failed();
    if (!element || items.some((item) => item.kind !== 'error' && s.deduceAuto(s.types.auto(false), item, loc) !== element)) {
      s.report(semaMessages.autoList, stmt.range.loc, ['__range', 'auto &&']);
      return failed();
    }
    rangeType = s.types.array(s.types.qualified(element, 1), items.length);
    rangeVariable = newVariable('__range', loc, ctx.fn!, rangeType, 'local');
    const init = s.initialize(rangeType, { kind: 'list', list: stmt.range, loc }, ctx, loc);
    if (element.kind === 'class') rangeVariable.destructor = s.destructorOf(element, loc);
    before.push({ kind: 'declare', variable: rangeVariable, init, loc });
  } else {
    const checked = s.checkExpr(stmt.range, ctx);
    if (checked.kind === 'error') return failed();
    const type = s.deduceAuto(s.types.reference(s.types.auto(false), true), checked, loc);
    if (!type) return failed();
    rangeType = type.kind === 'reference' ? type.referee : type;
    rangeVariable = hidden(s, '__range', type, checked, ctx, stmt.range.loc, before);
  }

  const at = stmt.range.loc;
  let begin: CheckedExpr | undefined;
  let end: CheckedExpr | undefined;
  if (rangeType.kind === 'array') {
    if (typeof rangeType.size !== 'number') {
      s.report(semaMessages.rangeIncomplete, at, [s.typeToString(rangeType)]);
      return failed();
    }
    const pointer = s.types.pointer(rangeType.element);
    const decay = (): CheckedExpr => ({ kind: 'convert', conversion: 'array-to-pointer', operand: use(rangeVariable, at), type: pointer, category: 'prvalue', loc: at });
    begin = decay();
    const size: CheckedExpr = { kind: 'integer', value: BigInt(rangeType.size), type: s.types.builtin('long'), category: 'prvalue', loc: at };
    end = { kind: 'pointer-add', op: '+', pointer: decay(), index: size, type: pointer, category: 'prvalue', loc: at };
  } else {
    if (rangeType.kind === 'class' && !s.completeType(rangeType)) {
      s.report(semaMessages.rangeIncomplete, at, [s.typeToString(rangeType)]);
      return failed();
    }
    const cls = rangeType.kind === 'class' ? rangeType.symbol : undefined;
    const byMember = cls !== undefined && lookupClass(s, cls, 'begin', at) !== undefined && lookupClass(s, cls, 'end', at) !== undefined;
    begin = rangeCall(s, rangeVariable, 'begin', byMember, ctx, at);
    if (!begin) {
      s.report(semaMessages.rangeNoBegin, at, [s.typeToString(rangeType)]);
      return failed();
    }
    end = rangeCall(s, rangeVariable, 'end', byMember, ctx, at);
  }
  if (!begin || !end || begin.kind === 'error' || end.kind === 'error') return failed();
  const auto = s.types.auto(false);
  const beginType = s.deduceAuto(auto, begin, at);
  const endType = s.deduceAuto(auto, end, at);
  if (!beginType || !endType) return failed();
  const iterator = hidden(s, '__begin', beginType, begin, ctx, at, before);
  const last = hidden(s, '__end', endType, end, ctx, at, before);

  // The loop's parts are written as syntax over names of the hidden variables, so that overloaded operators are found as usual.
  const scope = newScope('block', ctx.scope, undefined);
  scope.names.set('__begin', iterator);
  scope.names.set('__end', last);
  const hiddenCtx = within(ctx, scope);
  const name = (text: string): Ast.Expr => ({
    kind: 'id', name: { kind: 'name', global: false, qualifiers: [], templateKeyword: false, last: { kind: 'identifier', name: text, loc: at, end: at }, loc: at, end: at }, loc: at, end: at,
  });
  const condition = s.checkCondition({ kind: 'binary', op: '!=', left: name('__begin'), right: name('__end'), opLoc: at, loc: at, end: at }, hiddenCtx);
  const step = s.checkFullExpr({ kind: 'unary', op: '++', operand: name('__begin'), loc: at, end: at }, hiddenCtx);
  const element: Ast.Expr = { kind: 'unary', op: '*', operand: name('__begin'), loc: at, end: at };
  const { variable } = stmt;
  const init: Ast.Initializer = { kind: 'copy', value: element, loc: at };
  const declared: Ast.Declaration =
    variable.kind === 'structured-binding'
      ? { ...variable, init }
      : variable.kind === 'simple'
        ? { ...variable, declarators: variable.declarators.map((declarator) => ({ ...declarator, init })) }
        : variable;
  const inner = within(ctx, newScope('block', scope, undefined));
  const declare = s.declareLocals(declared, inner);
  const body = checkBody(stmt.body, inner);
  const round: CheckedStmt = { kind: 'block', body: [declare, body], loc, end: loc };
  return [...before, { kind: 'for', condition, step, body: round, unroll, loc }];
}
