/**
 * __int128: two i64 halves in registers, 16 bytes in memory (low half first). Addition, subtraction, multiplication, shifts and comparisons are expanded; division, remainder and conversions from
 * and to floating types call the library (sysroot/lib/c/int128.cpp): results through a pointer, operands as halves.
 */
import * as build from '../ir/build.js';
import { constI32, constI64, createRegion } from '../ir/build.js';
import type { ArithmeticOp, CheckedExpr, CompareOp, Type } from '../tree/index.js';
import { lowerBuiltin } from './builtins.js';
import { lowerCall } from './calls.js';
import type { FunctionState, LValue } from './context.js';
import { address, arithmetic, effect, fullExpression, indexValue, into, loadLValue, lvalue, storeLValue, temporarySlot, toBool, value } from './expressions.js';
import { libraryFunction } from './functions.js';
import type { IfInst, Value } from './ir-imports.js';
import { inRegion } from './statements.js';
import { BYTE, isFloating, isInt128, isUnsigned, sizeOf, valueType } from './types.js';
import { vaArg } from './varargs.js';

export interface Pair {
  readonly low: Value;
  readonly high: Value;
}

function highAddress(f: FunctionState, at: Value): Value {
  return build.index(f.b, at, BYTE, constI32(8));
}

export function loadPair(f: FunctionState, at: Value): Pair {
  return { low: build.load(f.b, 'i64', at, false, 8), high: build.load(f.b, 'i64', highAddress(f, at), false, 8) };
}

export function storePair(f: FunctionState, at: Value, pair: Pair): void {
  build.store(f.b, 'i64', at, pair.low, 8);
  build.store(f.b, 'i64', highAddress(f, at), pair.high, 8);
}

function extend(f: FunctionState, v: Value, unsigned: boolean): Pair {
  const { b } = f;
  const low = v.type === 'i64' ? v : build.convert(b, unsigned || v.type === 'i1' ? 'zext' : 'sext', v, 'i64');
  return { low, high: unsigned || v.type === 'i1' ? constI64(0n) : build.binary(b, 'ashr', low, constI64(63n)) };
}

function fromFloating(f: FunctionState, v: Value, to: Type): Pair {
  const slot = temporarySlot(f, to);
  const wide = v.type === 'f32' ? build.convert(f.b, 'fpext', v, 'f64') : v;
  build.call(f.b, libraryFunction(f.unit, isUnsigned(to) ? '__cw_f64_to_u128' : '__cw_f64_to_i128', ['ptr', 'f64'], undefined), [slot, wide]);
  return loadPair(f, slot);
}

/** A prvalue of type __int128 as its halves. */
export function pairOf(f: FunctionState, e: CheckedExpr): Pair {
  const { b } = f;
  if (e.category !== 'prvalue') return loadPair(f, address(f, e));
  switch (e.kind) {
    case 'integer':
      return { low: constI64(e.value), high: constI64(e.value >> 64n) };
    case 'convert':
      switch (e.conversion) {
        case 'lvalue-to-rvalue':
          return loadPair(f, address(f, e.operand));
        case 'no-op':
          return pairOf(f, e.operand);
        case 'integral':
          if (isInt128(e.operand.type)) return pairOf(f, e.operand);
          return extend(f, value(f, e.operand), isUnsigned(e.operand.type));
        case 'floating-to-integral':
          return fromFloating(f, value(f, e.operand), e.type);
        default:
          throw new Error(`conversion '${e.conversion}' to __int128`);
      }
    case 'negate':
      return subtract(f, { low: constI64(0n), high: constI64(0n) }, pairOf(f, e.operand));
    case 'bit-not': {
      const p = pairOf(f, e.operand);
      return { low: build.binary(b, 'xor', p.low, constI64(-1n)), high: build.binary(b, 'xor', p.high, constI64(-1n)) };
    }
    case 'arithmetic': {
      const left = pairOf(f, e.left);
      if (e.op === '<<' || e.op === '>>') return shift(f, e.op, left, shiftCount(f, e.right), isUnsigned(e.type));
      return combine(f, e.op, left, pairOf(f, e.right), e.type);
    }
    case 'comma':
      effect(f, e.left);
      return pairOf(f, e.right);
    case 'full': {
      const slot = temporarySlot(f, e.type);
      fullExpression(f, () => storePair(f, slot, pairOf(f, e.value)));
      return loadPair(f, slot);
    }
    case 'increment': {
      const at = lvalue(f, e.operand).address;
      const old = stepInt128(f, at, e.op);
      return e.prefix ? loadPair(f, at) : old;
    }
    default: {
      const slot = temporarySlot(f, e.type);
      int128Into(f, e, slot);
      return loadPair(f, slot);
    }
  }
}

/** Increments or decrements in memory, and gives what was there. */
export function stepInt128(f: FunctionState, at: Value, op: '++' | '--'): Pair {
  const old = loadPair(f, at);
  const one: Pair = { low: constI64(1n), high: constI64(0n) };
  storePair(f, at, op === '++' ? add(f, old, one) : subtract(f, old, one));
  return old;
}

export function int128Into(f: FunctionState, e: CheckedExpr, to: Value): void {
  switch (e.kind) {
    case 'call':
    case 'call-pointer':
    case 'call-member-pointer':
      lowerCall(f, e, to);
      return;
    case 'builtin':
      lowerBuiltin(f, e, to);
      return;
    case 'va-arg':
      vaArg(f, e, to);
      return;
    case 'init':
    case 'constant': {
      const init = e.kind === 'init' ? e.init : e.value;
      storePair(f, to, init.kind === 'expression' ? pairOf(f, init.expr) : { low: constI64(0n), high: constI64(0n) });
      return;
    }
    case 'conditional': {
      const inst = build.append<IfInst>(f.b, { kind: 'if', operands: [value(f, e.condition)], then: createRegion(), otherwise: createRegion() }, []);
      inRegion(f, inst.then, () => into(f, e.then, to));
      inRegion(f, inst.otherwise, () => into(f, e.otherwise, to));
      return;
    }
    case 'assign':
    case 'compound-assign':
      storePair(f, to, loadPair(f, address(f, { ...e, category: 'lvalue' })));
      return;
    default:
      storePair(f, to, pairOf(f, e));
  }
}

function shiftCount(f: FunctionState, e: CheckedExpr): Value {
  const v = isInt128(e.type) ? pairOf(f, e).low : indexValue(f, e);
  return v.type === 'i64' ? v : build.convert(f.b, 'zext', v, 'i64');
}

function add(f: FunctionState, x: Pair, y: Pair): Pair {
  const { b } = f;
  const low = build.binary(b, 'add', x.low, y.low);
  const carry = build.convert(b, 'zext', build.compare(b, 'ult', low, x.low), 'i64');
  return { low, high: build.binary(b, 'add', build.binary(b, 'add', x.high, y.high), carry) };
}

function subtract(f: FunctionState, x: Pair, y: Pair): Pair {
  const { b } = f;
  const borrow = build.convert(b, 'zext', build.compare(b, 'ult', x.low, y.low), 'i64');
  return { low: build.binary(b, 'sub', x.low, y.low), high: build.binary(b, 'sub', build.binary(b, 'sub', x.high, y.high), borrow) };
}

function combine(f: FunctionState, op: ArithmeticOp, x: Pair, y: Pair, type: Type): Pair {
  const { b } = f;
  switch (op) {
    case '+':
      return add(f, x, y);
    case '-':
      return subtract(f, x, y);
    case '*': {
      const cross = build.binary(b, 'add', build.binary(b, 'mul', x.low, y.high), build.binary(b, 'mul', x.high, y.low));
      return { low: build.binary(b, 'mul', x.low, y.low), high: build.binary(b, 'add', build.binary(b, 'umulhi', x.low, y.low), cross) };
    }
    case '&':
    case '|':
    case '^': {
      const bit = op === '&' ? 'and' : op === '|' ? 'or' : 'xor';
      return { low: build.binary(b, bit, x.low, y.low), high: build.binary(b, bit, x.high, y.high) };
    }
    case '/':
    case '%': {
      const name = `__cw_${isUnsigned(type) ? 'u' : 'i'}128_${op === '/' ? 'div' : 'rem'}`;
      const slot = temporarySlot(f, type);
      build.call(b, libraryFunction(f.unit, name, ['ptr', 'i64', 'i64', 'i64', 'i64'], undefined), [slot, x.low, x.high, y.low, y.high]);
      return loadPair(f, slot);
    }
    case '<<':
    case '>>':
      return shift(f, op, x, y.low, isUnsigned(type));
    default:
      return op satisfies never;
  }
}

/** count: i64, used modulo 128. A count of 0 must not shift by 64. */
function shift(f: FunctionState, op: '<<' | '>>', x: Pair, count: Value, unsigned: boolean): Pair {
  const { b } = f;
  const n = build.binary(b, 'and', count, constI64(63n));
  const wide = build.compare(b, 'ne', build.binary(b, 'and', count, constI64(64n)), constI64(0n));
  const rest = build.binary(b, 'sub', constI64(63n), n);
  if (op === '<<') {
    const low = build.binary(b, 'shl', x.low, n);
    const spill = build.binary(b, 'lshr', build.binary(b, 'lshr', x.low, constI64(1n)), rest);
    const high = build.binary(b, 'or', build.binary(b, 'shl', x.high, n), spill);
    return { low: build.select(b, wide, constI64(0n), low), high: build.select(b, wide, low, high) };
  }
  const right = unsigned ? 'lshr' : 'ashr';
  const high = build.binary(b, right, x.high, n);
  const spill = build.binary(b, 'shl', build.binary(b, 'shl', x.high, constI64(1n)), rest);
  const low = build.binary(b, 'or', build.binary(b, 'lshr', x.low, n), spill);
  const sign = unsigned ? constI64(0n) : build.binary(b, 'ashr', x.high, constI64(63n));
  return { low: build.select(b, wide, high, low), high: build.select(b, wide, sign, high) };
}

export function compareInt128(f: FunctionState, op: CompareOp, left: CheckedExpr, right: CheckedExpr): Value {
  const { b } = f;
  const x = pairOf(f, left);
  const y = pairOf(f, right);
  if (op === '==' || op === '!=') {
    const difference = build.binary(b, 'or', build.binary(b, 'xor', x.low, y.low), build.binary(b, 'xor', x.high, y.high));
    return build.compare(b, op === '==' ? 'eq' : 'ne', difference, constI64(0n));
  }
  const unsigned = isUnsigned(left.type);
  const strict = op === '<' || op === '<=' ? (unsigned ? 'ult' : 'slt') : unsigned ? 'ugt' : 'sgt';
  const lowOp = op === '<' ? 'ult' : op === '<=' ? 'ule' : op === '>' ? 'ugt' : 'uge';
  return build.select(b, build.compare(b, 'eq', x.high, y.high), build.compare(b, lowOp, x.low, y.low), build.compare(b, strict, x.high, y.high));
}

/** From __int128 to another arithmetic type in a register; `to` undefined: the low half. */
export function convertFromInt128(f: FunctionState, e: CheckedExpr, to: Type | undefined): Value {
  if (to === undefined) return pairOf(f, e).low;
  return valueType(to) === 'i1' ? toBool(f, e) : fromPair(f, pairOf(f, e), e.type, to);
}

function fromPair(f: FunctionState, pair: Pair, from: Type, to: Type): Value {
  const { b } = f;
  const type = valueType(to);
  if (type === 'i1') return build.compare(b, 'ne', build.binary(b, 'or', pair.low, pair.high), constI64(0n));
  if (isFloating(to)) return build.call(b, libraryFunction(f.unit, `__cw_${isUnsigned(from) ? 'u' : 'i'}128_to_${type}`, ['i64', 'i64'], type), [pair.low, pair.high])!;
  return type === 'i64' ? pair.low : narrow(f, build.convert(b, 'trunc', pair.low, 'i32'), to);
}

function narrow(f: FunctionState, v: Value, to: Type): Value {
  const size = sizeOf(to);
  if (size === 4) return v;
  return build.convert(f.b, `${isUnsigned(to) ? 'zext' : 'sext'}${size === 1 ? 8 : 16}`, v, 'i32');
}

/** The left side or the operation is of type __int128. Shifts of others do not come here, whatever their count's type. */
export function compoundInt128(f: FunctionState, e: Extract<CheckedExpr, { kind: 'compound-assign' }>): LValue {
  const { type } = e.left;
  const { operationType } = e;
  if (isFloating(operationType)) {
    const right = value(f, e.right);
    const target = lvalue(f, e.left);
    storePair(f, target.address, fromFloating(f, arithmetic(f, e.op, fromPair(f, loadPair(f, target.address), type, operationType), right, operationType), type));
    return target;
  }
  const isShift = e.op === '<<' || e.op === '>>';
  const count = isShift ? shiftCount(f, e.right) : undefined;
  const right = isShift ? undefined : pairOf(f, e.right);
  const target = lvalue(f, e.left);
  const left = isInt128(type) ? loadPair(f, target.address) : extend(f, loadLValue(f, target, type), isUnsigned(type));
  const result = isShift ? shift(f, e.op as '<<' | '>>', left, count!, isUnsigned(operationType)) : combine(f, e.op, left, right!, operationType);
  if (isInt128(type)) storePair(f, target.address, result);
  else storeLValue(f, target, fromPair(f, result, operationType, type), type);
  return target;
}
