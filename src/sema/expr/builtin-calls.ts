/** Calls of builtin functions whose types depend on their arguments, or that are something else than calls in the checked tree. */
import { exprMessages } from '../../diagnostics/expr-messages.js';
import type { Loc } from '../../source/loc.js';
import type { CheckedExpr, FunctionSymbol, Type } from '../../tree/index.js';
import type { BodyContext } from '../context.js';
import { functionName } from './names.js';
import { convert, errorExpr, intExpr, scalarConvert, temporary } from './nodes.js';
import { type ExprSema, isExpr, type Operand } from './own.js';
import { toRvalue } from './standard.js';
import { commonArithmetic, isFloating, isIntegralOrEnum, isIntegralOrUnscoped, promotedOf } from './type-facts.js';

/** undefined: an ordinary call. */
export function checkBuiltinCall(s: ExprSema, fn: FunctionSymbol, operands: readonly Operand[], ctx: BodyContext, loc: Loc): CheckedExpr | undefined {
  const name = fn.builtin!;
  if (name === '__builtin_FUNCTION') return toRvalue(s, functionName(s, '__func__', ctx, loc));
  if (!name.startsWith('__builtin_') || fn.type.params.length > 0 || !fn.type.variadic) return undefined;
  const args: CheckedExpr[] = [];
  for (const o of operands) {
    if (!isExpr(o)) return invalid(s, name, loc);
    args.push(o);
  }
  const int = s.types.builtin('int');
  const bool = s.types.builtin('bool');
  const node = (values: readonly CheckedExpr[], type: Type): CheckedExpr => ({ kind: 'builtin', name, args: values, type, category: 'prvalue', loc });
  switch (name) {
    case '__builtin_va_start':
    case '__builtin_va_end': {
      if (args.length === 0) return invalid(s, name, loc);
      const list = vaList(s, args[0]);
      return { kind: name === '__builtin_va_start' ? 'va-start' : 'va-end', list, type: s.types.builtin('void'), category: 'prvalue', loc };
    }
    case '__builtin_va_copy':
      if (args.length !== 2) return invalid(s, name, loc);
      return { kind: 'va-copy', to: vaList(s, args[0]), from: vaList(s, args[1]), type: s.types.builtin('void'), category: 'prvalue', loc };
    case '__builtin_is_constant_evaluated':
      return node([], bool);
    case '__builtin_constant_p': {
      if (args.length !== 1) return invalid(s, name, loc);
      return intExpr(s, s.evaluate(args[0].type.kind === 'class' ? args[0] : toRvalue(s, args[0])) === undefined ? 0 : 1, loc);
    }
    case '__builtin_classify_type':
      return intExpr(s, args.length === 1 && isFloating(args[0].type) ? 8 : args.length === 1 && args[0].type.kind === 'pointer' ? 5 : 1, loc);
    case '__builtin_addressof':
      if (args.length !== 1 || args[0].category === 'prvalue') return invalid(s, name, loc);
      return args[0].type.kind === 'function' ? toRvalue(s, args[0]) : { kind: 'address-of', operand: args[0], type: s.types.pointer(args[0].type), category: 'prvalue', loc };
    case '__builtin_launder':
      return args.length === 1 ? toRvalue(s, args[0]) : invalid(s, name, loc);
    case '__builtin_prefetch':
      return convert('to-void', args[0] === undefined ? intExpr(s, 0, loc) : toRvalue(s, args[0]), s.types.builtin('void'));
    case '__builtin_isnan': case '__builtin_isinf': case '__builtin_isinf_sign': case '__builtin_isfinite': case '__builtin_isnormal': case '__builtin_signbit': {
      if (args.length !== 1) return invalid(s, name, loc);
      const value = toRvalue(s, args[0]);
      if (isFloating(value.type)) return node([value], int);
      return isIntegralOrUnscoped(value.type) ? node([scalarConvert(s, value, s.types.builtin('double'))], int) : invalid(s, name, loc);
    }
    case '__builtin_fpclassify': {
      if (args.length !== 6) return invalid(s, name, loc);
      return node(args.map((a, i) => (i < 5 ? s.own.convertOperand(a, int, ctx, loc) : toRvalue(s, a))), int);
    }
    case '__builtin_isgreater': case '__builtin_isgreaterequal': case '__builtin_isless': case '__builtin_islessequal': case '__builtin_islessgreater': case '__builtin_isunordered': {
      if (args.length !== 2) return invalid(s, name, loc);
      const a = toRvalue(s, args[0]);
      const b = toRvalue(s, args[1]);
      const type = commonArithmetic(s.types, promotedOf(s.types, a), promotedOf(s.types, b));
      return node([scalarConvert(s, a, type), scalarConvert(s, b, type)], int);
    }
    case '__builtin_add_overflow': case '__builtin_sub_overflow': case '__builtin_mul_overflow': {
      if (args.length !== 3) return invalid(s, name, loc);
      const values = args.map((a) => toRvalue(s, a));
      const target = values[2].type;
      if (!isIntegralOrEnum(values[0].type) || !isIntegralOrEnum(values[1].type) || target.kind !== 'pointer' || !isIntegralOrEnum(target.pointee)) return invalid(s, name, loc);
      return node(values, bool);
    }
    case '__builtin_add_overflow_p': case '__builtin_sub_overflow_p': case '__builtin_mul_overflow_p':
      if (args.length !== 3) return invalid(s, name, loc);
      return node(args.map((a) => toRvalue(s, a)), bool);
    case '__builtin_rotateleft32': case '__builtin_rotateright32':
    case '__builtin_rotateleft64': case '__builtin_rotateright64': {
      if (args.length !== 2) return invalid(s, name, loc);
      const type = s.types.builtin(name.endsWith('32') ? 'unsigned int' : 'unsigned long');
      return node(args.map((a) => s.own.convertOperand(a, type, ctx, loc)), type);
    }
    case '__builtin_clzg': case '__builtin_ctzg': case '__builtin_popcountg': {
      if (args.length === 0 || args.length > 2) return invalid(s, name, loc);
      return node(args.map((a) => toRvalue(s, a)), int);
    }
    default:
      return node(args.map((a) => toRvalue(s, a)), fn.type.result);
  }
}

/** va_list is a class or array type or a pointer of the headers' choice: its glvalue. */
function vaList(s: ExprSema, e: CheckedExpr): CheckedExpr {
  return e.category === 'prvalue' ? temporary(s, e, 'lvalue') : e;
}

function invalid(s: ExprSema, name: string, loc: Loc): CheckedExpr {
  s.report(exprMessages.builtinArguments, loc, [name]);
  return errorExpr(s, loc);
}

