/** Literals (C++ [lex.literal]): types by value and suffix as on LP64 Linux, and user-defined literals as calls. */
import type * as Ast from '../../ast/index.js';
import { exprMessages } from '../../diagnostics/expr-messages.js';
import type { CharacterToken, Encoding, FloatingToken, IntegerToken, StringToken } from '../../lex/token.js';
import type { Loc } from '../../source/loc.js';
import type { BuiltinName, CheckedExpr, TemplateArg, Type } from '../../tree/index.js';
import { CONST } from '../../tree/index.js';
import type { BodyContext, OverloadSet } from '../context.js';
import { errorExpr, integerExpr, sizeExpr } from './nodes.js';
import { collect, newCollector } from './overload.js';
import type { ExprSema } from './own.js';

const MAX_INT = 0x7fffffffn;
const MAX_UINT = 0xffffffffn;
const MAX_LONG = 0x7fffffffffffffffn;

function integerType(token: IntegerToken): BuiltinName {
  const { value, long } = token;
  const mayBeUnsigned = token.unsigned || !token.decimal;
  if (long === 0) {
    if (!token.unsigned && value <= MAX_INT) return 'int';
    if (mayBeUnsigned && value <= MAX_UINT) return 'unsigned int';
  }
  if (long < 2) {
    if (!token.unsigned && value <= MAX_LONG) return 'long';
    return 'unsigned long';
  }
  return !token.unsigned && value <= MAX_LONG ? 'long long' : 'unsigned long long';
}

export function integerLiteral(s: ExprSema, token: IntegerToken, ctx: BodyContext, loc: Loc): CheckedExpr {
  if (token.udSuffix !== undefined) {
    const cooked = integerExpr(s.types.builtin('unsigned long long'), token.value, loc);
    return userLiteral(s, token.udSuffix, [cooked], token.text, ctx, loc);
  }
  const name = integerType(token);
  return integerExpr(s.types.builtin(name), token.value, loc);
}

export function floatingLiteral(s: ExprSema, token: FloatingToken, ctx: BodyContext, loc: Loc): CheckedExpr {
  if (token.udSuffix !== undefined) {
    const cooked: CheckedExpr = { kind: 'floating', value: token.value, type: s.types.builtin('long double'), category: 'prvalue', loc };
    return userLiteral(s, token.udSuffix, [cooked], token.text, ctx, loc);
  }
  const type = s.types.builtin(token.suffix === 'f' ? 'float' : token.suffix === 'l' ? 'long double' : 'double');
  return { kind: 'floating', value: token.suffix === 'f' ? Math.fround(token.value) : token.value, type, category: 'prvalue', loc };
}

/** C's library names these types: they are no types of their own. */
const typesInC: Readonly<Record<Encoding, BuiltinName>> = { '': 'char', u8: 'char', L: 'int', u: 'unsigned short', U: 'unsigned int' };

function characterType(s: ExprSema, encoding: Encoding): Type {
  if (s.options.c) return s.types.builtin(typesInC[encoding]);
  switch (encoding) {
    case '':
      return s.types.builtin('char');
    case 'u8':
      return s.types.builtin(s.options.std >= 20 ? 'char8_t' : 'char');
    case 'L':
      return s.types.builtin('wchar_t');
    case 'u':
      return s.types.builtin('char16_t');
    case 'U':
      return s.types.builtin('char32_t');
    default:
      return encoding satisfies never;
  }
}

export function characterLiteral(s: ExprSema, token: CharacterToken, ctx: BodyContext, loc: Loc): CheckedExpr {
  const type = token.multi || (s.options.c && token.encoding === '') ? s.types.builtin('int') : characterType(s, token.encoding);
  const literal = integerExpr(type, BigInt(token.value), loc);
  return token.udSuffix === undefined ? literal : userLiteral(s, token.udSuffix, [literal], undefined, ctx, loc);
}

export function stringLiteral(s: ExprSema, token: StringToken, ctx: BodyContext, loc: Loc): CheckedExpr {
  const units = [...token.units, 0];
  const element = s.types.qualified(characterType(s, token.encoding), s.options.c ? 0 : CONST);
  const literal: CheckedExpr = { kind: 'string', units, type: s.types.array(element, units.length), category: 'lvalue', loc };
  if (token.udSuffix === undefined) return literal;
  const pointer: CheckedExpr = { kind: 'convert', conversion: 'array-to-pointer', operand: literal, type: s.types.pointer(element), category: 'prvalue', loc };
  return userLiteral(s, token.udSuffix, [pointer, sizeExpr(s, units.length - 1, loc)], undefined, ctx, loc);
}

/** Cooked form first, then the raw one (`const char*`), then the template of characters. */
function userLiteral(s: ExprSema, suffix: string, args: readonly CheckedExpr[], spelling: string | undefined, ctx: BodyContext, loc: Loc): CheckedExpr {
  const key = s.nameKey({ kind: 'literal-operator', suffix, loc, end: loc } satisfies Ast.UnqualifiedName);
  const found = s.lookup(key, ctx.scope, loc);
  if (found?.kind === 'overloads') {
    const cooked = call(s, found, args, ctx, loc);
    if (cooked !== undefined) return cooked;
    if (spelling !== undefined) {
      const text = spelling.slice(0, spelling.length - suffix.length);
      const units = [...new TextEncoder().encode(text), 0];
      const char = s.types.qualified(s.types.builtin('char'), CONST);
      const raw = call(s, found, [{ kind: 'string', units, type: s.types.array(char, units.length), category: 'lvalue', loc }], ctx, loc);
      if (raw !== undefined) return raw;
      const chars = units.slice(0, -1).map((u) => ({ kind: 'integer', type: s.types.builtin('char'), value: BigInt(u) }) as const);
      for (const member of found.members) {
        if (member.kind !== 'template') continue;
        const deduced = s.deduceCall(member, chars, [], loc);
        if (!('failure' in deduced)) return s.own.callFunction(deduced, undefined, [], ctx, loc, false);
      }
    }
    const [first] = args;
    const literal = first?.kind === 'convert' ? first.operand : undefined;
    if (literal?.kind === 'string' && literal.type.kind === 'array') {
      // The string itself as the argument of a parameter of class type, or its characters behind their type.
      const type = literal.type.element.unqualified;
      const whole: readonly TemplateArg[] = [{ kind: 'string', type: literal.type, units: literal.units }];
      const apart: readonly TemplateArg[] = [{ kind: 'type', type }, ...literal.units.slice(0, -1).map((unit) => ({ kind: 'integer', type, value: BigInt(unit) }) as const)];
      for (const explicit of [whole, apart]) {
        for (const member of found.members) {
          if (member.kind !== 'template') continue;
          const deduced = s.deduceCall(member, explicit, [], loc);
          if (!('failure' in deduced)) return s.own.callFunction(deduced, undefined, [], ctx, loc, false);
        }
      }
    }
  }
  s.report(exprMessages.noLiteralOperator, loc, [suffix]);
  return errorExpr(s, loc);
}

function call(s: ExprSema, set: OverloadSet, args: readonly CheckedExpr[], ctx: BodyContext, loc: Loc): CheckedExpr | undefined {
  const collector = newCollector();
  collect(s, collector, set.members.filter((m) => m.kind === 'function' && m.type.params.length === args.length), undefined, undefined, args, ctx, loc);
  const exact = collector.viable.find((c) => c.conversions.every((i) => i.identity)) ?? collector.viable[0];
  return exact === undefined ? undefined : s.own.callFunction(exact.fn, undefined, args, ctx, loc, false);
}
