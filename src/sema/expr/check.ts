/** The dispatcher: syntax of an expression → operand. One case a kind; the rules are in the files it calls. */
import type * as Ast from '../../ast/index.js';
import { semaMessages } from '../../diagnostics/sema-messages.js';
import { exprMessages } from '../../diagnostics/expr-messages.js';
import type { CheckedExpr, CheckedStmt, Type } from '../../tree/index.js';
import type { BodyContext } from '../context.js';
import { checkCall, classOperands } from './calls.js';
import { checkThis, checkId, functionName } from './names.js';
import { bitCast, cast, functionalCast } from './casts.js';
import { checkConditional } from './conditional.js';
import { discarded, endFull } from './initialize.js';
import { toBool, toIntegerValue } from './conversions.js';
import { checkLambda } from './lambda.js';
import { checkLaunch } from './launch.js';
import { characterLiteral, floatingLiteral, integerLiteral, stringLiteral } from './literals.js';
import { checkMember } from './members.js';
import { checkDelete, checkNew, checkThrow } from './new-delete.js';
import { boolExpr, errorExpr, initOf, integerExpr, isInteger, scalarConvert, sizeExpr, temporary, variableExpr } from './nodes.js';
import { asExpr, checkAssign, checkBinary, checkPostfix, checkSubscript, checkUnary } from './operators.js';
import { checkFold, checkList } from './packs.js';
import { type ExprSema, isExpr, type Operand } from './own.js';
import { checkRequires } from './requires.js';
import { decayedType } from './sequences.js';
import { checkNoexcept, checkOffsetof, checkSizeof, checkTypeid } from './sizes.js';
import { toRvalue } from './standard.js';
import { checkTypeTrait } from './traits.js';
import { promotedOf } from './type-facts.js';

export function checkOperand(s: ExprSema, expr: Ast.Expr, ctx: BodyContext): Operand {
  const { loc } = expr;
  switch (expr.kind) {
    case 'integer':
      return integerLiteral(s, expr.token, ctx, loc);
    case 'floating':
      return floatingLiteral(s, expr.token, ctx, loc);
    case 'character':
      return characterLiteral(s, expr.token, ctx, loc);
    case 'string':
      return stringLiteral(s, expr.token, ctx, loc);
    case 'bool':
      return boolExpr(s, expr.value, loc);
    case 'nullptr':
      return integerExpr(s.types.builtin('nullptr_t'), 0n, loc);
    case 'this':
      return checkThis(s, ctx, loc);
    case 'function-name':
      return functionName(s, expr.which, ctx, loc);
    case 'id':
      return checkId(s, expr.name, ctx);
    case 'paren':
      return checkOperand(s, expr.expr, ctx);
    case 'init-list':
      return checkList(s, expr, ctx);
    case 'unary':
      return checkUnary(s, expr, ctx);
    case 'postfix':
      return checkPostfix(s, expr, ctx);
    case 'binary':
      return checkBinary(s, expr, ctx);
    case 'assign':
      return checkAssign(s, expr, ctx);
    case 'conditional':
      return checkConditional(s, expr, ctx);
    case 'subscript':
      return checkSubscript(s, expr, ctx);
    case 'call':
      return checkCall(s, expr, ctx);
    case 'launch':
      return checkLaunch(s, expr, ctx);
    case 'member':
      return checkMember(s, expr, ctx);
    case 'c-cast':
      return withRuntimeBounds(s, expr.type, ctx, (type) => cast(s, 'c', type, checkOperand(s, expr.operand, ctx), ctx, loc));
    case 'named-cast':
      return cast(s, expr.cast, s.resolveTypeId(expr.type, ctx), checkOperand(s, expr.operand, ctx), ctx, loc);
    case 'functional-cast': {
      const type = s.resolveTypeId(expr.type, ctx, true);
      const args = s.own.checkArguments(expr.args, ctx);
      if (type.kind !== 'auto') return functionalCast(s, type, args, expr.braced, ctx, loc);
      const values = classOperands(s, args);
      if (values.some((v) => v.kind === 'error')) return errorExpr(s, loc);
      const deduced = type.template === undefined ? (values.length === 1 && values[0]!.kind !== 'init-list' ? s.deduceAuto(type, values[0]!, loc) : undefined) : s.deduceClass(type.template, values, ctx, loc, args.length === 1 && args[0]!.kind === 'list');
      return deduced === undefined ? errorExpr(s, loc) : functionalCast(s, deduced, args, expr.braced, ctx, loc);
    }
    case 'compound-literal': {
      const type = s.resolveTypeId(expr.type, ctx);
      const value = s.own.initializeWith(type, [checkList(s, expr.init, ctx)], 'copy', ctx, loc);
      // An lvalue in C, of the block around; in gcc's C++ a prvalue, whose array form decays from a temporary.
      return s.options.c ? blockObject(s, value, ctx) : value;
    }
    case 'sizeof':
    case 'alignof':
      return expr.operand.kind === 'type-id' ? withRuntimeBounds(s, expr.operand, ctx, (type) => checkSizeof(s, expr, ctx, type)) : checkSizeof(s, expr, ctx);
    case 'sizeof-pack': {
      const length = s.packLength(expr.name, ctx, loc);
      return length === undefined ? errorExpr(s, loc) : sizeExpr(s, length, loc);
    }
    case 'noexcept':
      return checkNoexcept(s, expr.operand, ctx, loc);
    case 'typeid':
      return checkTypeid(s, expr.operand, ctx, loc);
    case 'new':
      return checkNew(s, expr, ctx);
    case 'delete':
      return checkDelete(s, expr, ctx);
    case 'throw':
      return checkThrow(s, expr.operand, ctx, loc);
    case 'lambda':
      return checkLambda(s, expr, ctx);
    case 'fold':
      return checkFold(s, expr, ctx);
    case 'pack-expansion':
      s.report(semaMessages.noPack, loc);
      return errorExpr(s, loc);
    case 'statement-expression':
      return statementExpression(s, expr.body, ctx);
    case 'type-trait':
      return checkTypeTrait(s, expr, ctx);
    case 'offsetof':
      return checkOffsetof(s, expr, ctx);
    case 'va-arg': {
      const list = asExpr(s, checkOperand(s, expr.list, ctx), ctx);
      const type = s.resolveTypeId(expr.type, ctx);
      if (list.kind === 'error') return errorExpr(s, loc, type);
      if (type.kind === 'class' && s.completeType(type, loc) && !type.symbol.trivialCopy) {
        s.report(exprMessages.vaArgType, loc, [s.typeToString(type)]);
        return errorExpr(s, loc, type);
      }
      return { kind: 'va-arg', list: list.category === 'prvalue' ? temporary(s, list, 'lvalue') : list, type: type.kind === 'class' ? type : type.unqualified, category: 'prvalue', loc };
    }
    case 'bit-cast': {
      const type = s.resolveTypeId(expr.type, ctx);
      return bitCast(s, type, asExpr(s, checkOperand(s, expr.operand, ctx), ctx), loc);
    }
    case 'choose-expression': {
      const condition = s.evaluateInteger(expr.condition, ctx);
      return condition === undefined ? errorExpr(s, loc) : checkOperand(s, condition !== 0n ? expr.then : expr.otherwise, ctx);
    }
    case 'generic':
      return checkGeneric(s, expr, ctx);
    case 'requires':
      return checkRequires(s, expr, ctx);
    case 'error':
      return errorExpr(s, loc);
    default:
      return expr satisfies never;
  }
}

/** What an expression makes of a written type, whose arrays may have bounds that are known at run time only: those are computed first. */
function withRuntimeBounds(s: ExprSema, written: Ast.TypeId, ctx: BodyContext, make: (type: Type) => CheckedExpr): CheckedExpr {
  const { loc } = written;
  if (written.declarator.kind === 'id' || ctx.fn?.space.host !== true || ctx.unevaluated || ctx.constant || s.trap !== undefined || ctx.fn.constexpr) return make(s.resolveTypeId(written, ctx));
  const bounds: CheckedStmt[] = [];
  const result = make(s.resolveTypeId(written, { ...ctx, runtimeBounds: bounds }));
  if (bounds.length === 0) return result;
  return { kind: 'statement-expression', body: { kind: 'sequence', body: bounds, loc }, result, type: result.type, category: result.category, loc };
}

/** C: the object that a compound literal makes. Memory of a function is the whole call's, so that the block's is not told apart. */
function blockObject(s: ExprSema, value: CheckedExpr, ctx: BodyContext): CheckedExpr {
  if (value.kind === 'error' || ctx.unevaluated) return temporary(s, value, 'lvalue');
  const { loc } = value;
  if (ctx.fn === undefined) return variableExpr(s.staticObject(value.type, initOf(value), ctx, loc), loc);
  const holder = s.own.hiddenVariable(value.type, ctx, loc);
  const use: CheckedExpr = { kind: 'variable', variable: holder, type: value.type, category: 'lvalue', loc };
  const body = { kind: 'sequence', body: [{ kind: 'declare', variable: holder, init: initOf(value), loc }], loc } as const;
  return { kind: 'statement-expression', body, result: use, type: value.type, category: 'lvalue', loc };
}

/** C's `_Generic`: the value whose type is that of the control after lvalue conversion, else the default. */
function checkGeneric(s: ExprSema, expr: Extract<Ast.Expr, { kind: 'generic' }>, ctx: BodyContext): Operand {
  const control = checkExpr(s, expr.control, { ...ctx, unevaluated: true });
  if (control.kind === 'error') return control;
  const type = decayedType(s, control.type);
  const chosen = expr.associations.find((a) => a.type !== undefined && s.resolveTypeId(a.type, ctx) === type) ?? expr.associations.find((a) => a.type === undefined);
  if (chosen !== undefined) return checkOperand(s, chosen.value, ctx);
  s.report(exprMessages.noAssociation, expr.loc, [s.typeToString(type)]);
  return errorExpr(s, expr.loc);
}

/** GNU `({ …; e; })`: the value of the last expression statement. */
function statementExpression(s: ExprSema, body: Ast.CompoundStatement, ctx: BodyContext): CheckedExpr {
  const { loc } = body;
  const checked = s.checkCompound(body, ctx);
  const last = checked.kind === 'block' ? checked.body[checked.body.length - 1] : undefined;
  const voidType = s.types.builtin('void');
  if (checked.kind !== 'block' || last === undefined || last.kind !== 'expression') return { kind: 'statement-expression', body: checked, result: undefined, type: voidType, category: 'prvalue', loc };
  const lastExpr = last.expr.kind === 'temporary' && last.expr.type.kind === 'class' ? last.expr.value : last.expr;
  const value = lastExpr.type.kind === 'builtin' && lastExpr.type.name === 'void' ? undefined : toRvalue(s, lastExpr);
  if (value === undefined) return { kind: 'statement-expression', body: checked, result: undefined, type: voidType, category: 'prvalue', loc };
  // The result is computed before the block's variables end: lowering keeps it last inside the block.
  const rest = { ...checked, body: checked.body.slice(0, -1) };
  return { kind: 'statement-expression', body: rest, result: value, type: value.type, category: 'prvalue', loc };
}

export function checkExpr(s: ExprSema, expr: Ast.Expr, ctx: BodyContext): CheckedExpr {
  const operand = checkOperand(s, expr, ctx);
  return isExpr(operand) ? operand : asExpr(s, operand, ctx);
}

export function checkFullExpr(s: ExprSema, expr: Ast.Expr, ctx: BodyContext): CheckedExpr {
  const before = s.own.temporaries;
  return endFull(s, discarded(s, checkExpr(s, expr, ctx)), before);
}

export function checkCondition(s: ExprSema, expr: Ast.Expr, ctx: BodyContext): CheckedExpr {
  const before = s.own.temporaries;
  return endFull(s, toBool(s, checkOperand(s, expr, ctx), ctx, expr.loc), before);
}

export function checkSwitchCondition(s: ExprSema, expr: Ast.Expr, ctx: BodyContext): CheckedExpr {
  const before = s.own.temporaries;
  const e = checkExpr(s, expr, ctx);
  if (e.kind === 'error') return e;
  const value = toIntegerValue(s, e, ctx, expr.loc);
  if (value === undefined || !isInteger(value.type)) {
    s.report(exprMessages.switchNotInteger, expr.loc, [s.typeToString(e.type)]);
    return errorExpr(s, expr.loc);
  }
  // Scoped enumerations keep their type: case labels are of that too.
  return endFull(s, value.type.kind === 'enum' && value.type.symbol.scoped ? value : scalarConvert(s, value, promotedOf(s.types, value)), before);
}

