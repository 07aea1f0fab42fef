/**
 * Expressions. Three ways to lower one: `value` (scalar prvalues), `address`/`lvalue` (glvalues), `into` (prvalues that live in memory, built at a destination);
 * `effect` for discarded ones and `condition` for bools. Operands are evaluated left to right, the right side of an assignment first.
 */
import * as build from '../ir/build.js';
import { constI32, createRegion, isTerminated } from '../ir/build.js';
import type { BinaryOp, CompareOp } from '../ir/ir.js';
import type { ArithmeticOp, CheckedExpr, ClassSymbol, Type } from '../tree/index.js';
import { lowerBuiltin, specialVariable } from './builtins.js';
import { lowerCall, lowerLaunch } from './calls.js';
import { baseAddress, derivedAddress, fieldAddress, memberFunctionPointer, memberPointerDelta } from './classes.js';
import { dynamicCast, typeidAddress } from './type-info.js';
import type { FullExpression, FunctionState, LValue } from './context.js';
import { assignObject, copyObject } from './copies.js';
import { lowerThrow } from './exceptions.js';
import { allocaAtEntry, functionFor } from './functions.js';
import { initializeObject, stringGlobal, zeroObject } from './initializers.js';
import { compareInt128, compoundInt128, convertFromInt128, int128Into, stepInt128 } from './int128.js';
import type { IfInst, Value, ValueType } from './ir-imports.js';
import { loadBitField, storeBitField } from './bit-fields.js';
import { lowerDelete, lowerNew } from './new-delete.js';
import { dropCleanup, leaveScope, pushCleanup } from './scopes.js';
import { lowerList } from './goto.js';
import { inRegion, lowerStatement } from './statements.js';
import { BYTE, alignOf, isAggregate, isFloating, isInt128, isMemberFunctionPointer, isUnsigned, isVoid, memoryType, scalarInfo, scalarMemory, sizeOf, valueType } from './types.js';
import { destroyObject, registerExitDestructor, staticTemporary, variableAddress } from './variables.js';
import { vaArg, vaCopy, vaStart } from './varargs.js';

// ---- discarded, conditions

export function effect(f: FunctionState, e: CheckedExpr): void {
  if (isTerminated(f.b.region)) return;
  switch (e.kind) {
    case 'full':
      fullExpression(f, () => effect(f, e.value));
      return;
    case 'comma':
      effect(f, e.left);
      effect(f, e.right);
      return;
    case 'conditional':
      lowerConditional(f, e, (arm) => {
        effect(f, arm);
        return undefined;
      });
      return;
    case 'convert':
      if (e.conversion === 'to-void' || (e.conversion === 'lvalue-to-rvalue' && !(e.operand.type.cv & 2))) {
        effect(f, e.operand);
        return;
      }
      break;
    default:
      break;
  }
  if (e.category !== 'prvalue') {
    if (e.kind !== 'variable' && e.kind !== 'function') lvalue(f, e);
    return;
  }
  if (isAggregate(e.type)) {
    const slot = temporarySlot(f, e.type);
    into(f, e, slot);
    if (e.type.kind === 'class' && !e.type.symbol.trivialDestructor && !isTerminated(f.b.region)) destroyObject(f, e.type, slot);
    return;
  }
  valueOrVoid(f, e);
}

/**
 * Runs `body`, then destroys the temporaries it created. A temporary may lie in an operand that is evaluated conditionally, so each has a flag; in straight-line code the flags fold away. The result is carried over
 * the end of the temporaries' guard through memory.
 */
export function fullExpression<T extends Value | LValue | undefined | void>(f: FunctionState, body: () => T): T {
  const { b } = f;
  if (isTerminated(b.region)) return body();
  const depth = f.cleanups.length;
  const saved = f.full;
  const full: FullExpression = { temporaries: [], extended: [] };
  f.full = full;
  const cleanup = pushCleanup(f, (g) => {
    for (let i = full.temporaries.length - 1; i >= 0; i--) full.temporaries[i]!(g);
  });
  let result = body();
  f.full = saved;
  if (full.temporaries.length === 0) dropCleanup(f, cleanup);
  else {
    const carry = isTerminated(b.region) ? (v: Value) => () => build.undef(v.type) : (v: Value) => spill(f, v);
    if (result !== undefined && 'address' in result) {
      const address = carry(result.address);
      leaveScope(f, depth);
      result = { ...result, address: address() };
    } else if (result !== undefined) {
      const v = carry(result as Value);
      leaveScope(f, depth);
      result = v() as T;
    } else leaveScope(f, depth);
  }
  if (!isTerminated(b.region)) for (const emit of full.extended) pushCleanup(f, emit);
  return result;
}

/** Keeps a value in memory; the function given back reads it again. */
function spill(f: FunctionState, v: Value): () => Value {
  if (v.kind !== 'result') return () => v;
  const size = v.type === 'i64' || v.type === 'f64' || v.type === 'ptr' ? 8 : v.type === 'i1' ? 1 : 4;
  const slot = allocaAtEntry(f, scalarMemory(v.type, size, false), 'kept');
  build.store(f.b, v.type, slot, v, size);
  return () => (isTerminated(f.b.region) ? build.undef(v.type) : build.load(f.b, v.type, slot, false, size));
}

export function condition(f: FunctionState, e: CheckedExpr): Value {
  return value(f, e);
}

export function temporarySlot(f: FunctionState, type: Type): Value {
  return allocaAtEntry(f, memoryType(f.unit, type), 'tmp');
}

// ---- values

export function value(f: FunctionState, e: CheckedExpr): Value {
  const v = valueOrVoid(f, e);
  if (v === undefined) throw new Error(`expression '${e.kind}' has no value`);
  return v;
}

function placeholder(e: CheckedExpr): Value | undefined {
  return isVoid(e.type) || isAggregate(e.type) ? undefined : build.undef(valueType(e.type));
}

function valueOrVoid(f: FunctionState, e: CheckedExpr): Value | undefined {
  const { b } = f;
  if (isTerminated(b.region)) return placeholder(e);
  b.loc = e.loc;
  switch (e.kind) {
    case 'integer':
      return build.constant(valueType(e.type), e.value);
    case 'floating':
      return build.constant(valueType(e.type), e.value);
    case 'this':
      return f.thisPointer!;
    case 'convert':
      return lowerConvert(f, e);
    case 'negate': {
      const operand = value(f, e.operand);
      return isFloating(e.type) ? build.unary(b, 'fneg', operand) : normalize(f, build.binary(b, 'sub', build.zero(operand.type), operand), e.type);
    }
    case 'bit-not': {
      const operand = value(f, e.operand);
      return normalize(f, build.binary(b, 'xor', operand, build.constant(operand.type, -1)), e.type);
    }
    case 'logical-not':
      return build.binary(b, 'xor', value(f, e.operand), build.TRUE);
    case 'arithmetic': {
      const left = value(f, e.left);
      const right = rightOperand(f, e.right);
      return arithmetic(f, e.op, left, right, e.type);
    }
    case 'compare':
      return lowerCompare(f, e);
    case 'logical':
      return lowerLogical(f, e);
    case 'comma':
      effect(f, e.left);
      return valueOrVoid(f, e.right);
    case 'pointer-add': {
      const pointer = value(f, e.pointer);
      const index = indexValue(f, e.index);
      return pointerAdd(f, pointer, index, e.pointer.type, e.op);
    }
    case 'pointer-difference': {
      const left = build.convert(b, 'ptrtoint', value(f, e.left), 'i64');
      const right = build.convert(b, 'ptrtoint', value(f, e.right), 'i64');
      const bytes = build.binary(b, 'sub', left, right);
      const pointee = e.left.type.kind === 'pointer' ? e.left.type.pointee : undefined;
      const size = pointee === undefined || isVoid(pointee) || pointee.kind === 'function' ? 1 : sizeOf(pointee);
      return size === 1 ? bytes : build.binary(b, 'sdiv', bytes, build.constI64(BigInt(size)));
    }
    case 'address-of':
      return address(f, e.operand);
    case 'assign':
    case 'compound-assign':
    case 'increment': {
      if (e.kind === 'increment' && !e.prefix) return lowerPostfix(f, e);
      // As a prvalue only in C; in C++ these are lvalues whose value is loaded by a conversion.
      const target = lvalue(f, e);
      return loadLValue(f, target, e.type);
    }
    case 'conditional':
      return lowerConditional(f, e, (arm) => valueOrVoid(f, arm));
    case 'call':
    case 'call-pointer':
    case 'call-member-pointer':
      return lowerCall(f, e, undefined);
    case 'builtin':
      return lowerBuiltin(f, e, undefined);
    case 'launch':
      lowerLaunch(f, e);
      return undefined;
    case 'init':
    case 'constant': {
      const init = e.kind === 'init' ? e.init : e.value;
      if (init.kind === 'expression') return value(f, init.expr);
      if (init.kind === 'zero') return build.zero(valueType(e.type));
      throw new Error(`a scalar of a ${init.kind} initializer`);
    }
    case 'new':
      return lowerNew(f, e);
    case 'delete':
      lowerDelete(f, e);
      return undefined;
    case 'destroy': {
      const object = address(f, e.object);
      if (e.destructor !== undefined) destroyObject(f, e.object.type, object, e.virtual);
      return undefined;
    }
    case 'throw':
      lowerThrow(f, e);
      return undefined;
    case 'va-start':
      vaStart(f, e.list);
      return undefined;
    case 'va-end':
      return undefined;
    case 'va-copy':
      vaCopy(f, e.to, e.from);
      return undefined;
    case 'va-arg':
      return vaArg(f, e, undefined);
    case 'statement-expression':
      return lowerStatementExpression(f, e);
    case 'full':
      return fullExpression(f, () => valueOrVoid(f, e.value));
    case 'member-pointer': {
      if (e.member.kind === 'function') throw new Error('a pointer to member function as a scalar');
      return build.constI64(BigInt(e.member.offset));
    }
    case 'dynamic-cast':
      return dynamicCast(f, e);
    case 'construct':
    case 'copy-class':
      throw new Error(`class expression '${e.kind}' as a scalar`);
    case 'variable':
    case 'function':
    case 'field':
    case 'deref':
    case 'string':
    case 'member-access':
    case 'typeid':
    case 'temporary':
    case 'assign-class':
      throw new Error(`glvalue '${e.kind}' used as a value without a conversion`);
    case 'error':
      throw new Error('an erroneous expression reached lowering');
    default:
      return e satisfies never;
  }
}

/** Brings an i32 into the range of its (8- or 16-bit) type. */
export function normalize(f: FunctionState, v: Value, type: Type): Value {
  const info = scalarInfo(type);
  if (info === undefined) return v;
  if (info.memory === 'i8') return build.convert(f.b, info.unsigned ? 'zext8' : 'sext8', v, 'i32');
  if (info.memory === 'i16') return build.convert(f.b, info.unsigned ? 'zext16' : 'sext16', v, 'i32');
  return v;
}

const INTEGER_OPS: Record<ArithmeticOp, { signed: BinaryOp; unsigned: BinaryOp }> = {
  '+': { signed: 'add', unsigned: 'add' },
  '-': { signed: 'sub', unsigned: 'sub' },
  '*': { signed: 'mul', unsigned: 'mul' },
  '/': { signed: 'sdiv', unsigned: 'udiv' },
  '%': { signed: 'srem', unsigned: 'urem' },
  '&': { signed: 'and', unsigned: 'and' },
  '|': { signed: 'or', unsigned: 'or' },
  '^': { signed: 'xor', unsigned: 'xor' },
  '<<': { signed: 'shl', unsigned: 'shl' },
  '>>': { signed: 'ashr', unsigned: 'lshr' },
};

const FLOAT_OPS: Partial<Record<ArithmeticOp, BinaryOp>> = { '+': 'fadd', '-': 'fsub', '*': 'fmul', '/': 'fdiv' };

/** Operands of one type (shift counts: any integer type). */
export function arithmetic(f: FunctionState, op: ArithmeticOp, left: Value, right: Value, type: Type): Value {
  const { b } = f;
  if (isFloating(type)) {
    const float = FLOAT_OPS[op];
    if (float === undefined) throw new Error(`operator ${op} on floating operands`);
    return build.binary(b, float, left, right);
  }
  if (op === '<<' || op === '>>') right = matchWidth(f, right, left.type);
  const row = INTEGER_OPS[op];
  if (left.type === 'i1') {
    // bool arithmetic that sema left unpromoted: only the bitwise operators mean anything.
    return build.binary(b, row.unsigned, left, right);
  }
  return normalize(f, build.binary(b, isUnsigned(type) ? row.unsigned : row.signed, left, right), type);
}

/** Only a shift's count may be of another type than the operation: of type __int128 here. */
function rightOperand(f: FunctionState, e: CheckedExpr): Value {
  return isInt128(e.type) ? convertFromInt128(f, e, undefined) : value(f, e);
}

function matchWidth(f: FunctionState, v: Value, to: ValueType): Value {
  if (v.type === to) return v;
  if (v.type === 'i1') return matchWidth(f, build.convert(f.b, 'zext', v, 'i32'), to);
  return to === 'i64' ? build.convert(f.b, 'zext', v, 'i64') : build.convert(f.b, 'trunc', v, 'i32');
}

/** An index or count of any integer type as i32 (signed value kept) or i64. */
export function indexValue(f: FunctionState, e: CheckedExpr): Value {
  if (isInt128(e.type)) return convertFromInt128(f, e, undefined);
  const v = value(f, e);
  if (v.type === 'i1') return build.convert(f.b, 'zext', v, 'i32');
  // An unsigned 32-bit index may exceed the signed range: addresses are 32-bit, so its low bits suffice except for C++'s wide results, which wrap the same way.
  if (v.type === 'i32' && isUnsigned(e.type) && scalarInfo(e.type)!.memory === 'i32') return build.convert(f.b, 'zext', v, 'i64');
  return v;
}

export function pointerAdd(f: FunctionState, pointer: Value, index: Value, pointerType: Type, op: '+' | '-'): Value {
  const { b } = f;
  const pointee = pointerType.kind === 'pointer' ? pointerType.pointee : undefined;
  const element = pointee === undefined || isVoid(pointee) || pointee.kind === 'function' ? BYTE : memoryType(f.unit, pointee);
  const signed = op === '+' ? index : index.kind === 'const' ? build.constant(index.type, -BigInt(index.value)) : build.binary(b, 'sub', build.zero(index.type), index);
  return build.index(b, pointer, element, signed);
}

const COMPARE_SIGNED: Record<string, CompareOp> = { '<': 'slt', '>': 'sgt', '<=': 'sle', '>=': 'sge', '==': 'eq', '!=': 'ne' };
const COMPARE_UNSIGNED: Record<string, CompareOp> = { '<': 'ult', '>': 'ugt', '<=': 'ule', '>=': 'uge', '==': 'eq', '!=': 'ne' };
const COMPARE_FLOAT: Record<string, CompareOp> = { '<': 'folt', '>': 'fogt', '<=': 'fole', '>=': 'foge', '==': 'foeq', '!=': 'fune' };

function lowerCompare(f: FunctionState, e: Extract<CheckedExpr, { kind: 'compare' }>): Value {
  const { b } = f;
  const type = e.left.type;
  if (isInt128(type)) return compareInt128(f, e.op, e.left, e.right);
  if (isMemberFunctionPointer(type)) {
    const left = addressOfValue(f, e.left);
    const right = addressOfValue(f, e.right);
    return build.compare(b, e.op === '==' ? 'eq' : 'ne', build.load(b, 'i64', left, false, 8), build.load(b, 'i64', right, false, 8));
  }
  const left = value(f, e.left);
  const right = value(f, e.right);
  if (isFloating(type)) return build.compare(b, COMPARE_FLOAT[e.op]!, left, right);
  if (left.type === 'i1') {
    const l = build.convert(b, 'zext', left, 'i32');
    const r = build.convert(b, 'zext', right, 'i32');
    return build.compare(b, COMPARE_UNSIGNED[e.op]!, l, r);
  }
  return build.compare(b, (isUnsigned(type) ? COMPARE_UNSIGNED : COMPARE_SIGNED)[e.op]!, left, right);
}

function lowerLogical(f: FunctionState, e: Extract<CheckedExpr, { kind: 'logical' }>): Value {
  const { b } = f;
  const left = value(f, e.left);
  if (isTerminated(b.region)) return build.undef('i1');
  const inst = build.append<IfInst>(b, { kind: 'if', operands: [left], then: createRegion(), otherwise: createRegion() }, ['i1']);
  const outer = b.region;
  const arm = e.op === '&&' ? inst.then : inst.otherwise;
  const other = e.op === '&&' ? inst.otherwise : inst.then;
  b.region = arm;
  const right = value(f, e.right);
  if (!isTerminated(b.region)) build.yieldValues(b, [right]);
  b.region = other;
  build.yieldValues(b, [e.op === '&&' ? build.FALSE : build.TRUE]);
  b.region = outer;
  return inst.results[0]!;
}

/** `arm` lowers one side and gives its value, if the result has one. */
function lowerConditional(f: FunctionState, e: Extract<CheckedExpr, { kind: 'conditional' }>, arm: (e: CheckedExpr) => Value | undefined): Value | undefined {
  const { b } = f;
  const test = value(f, e.condition);
  if (isTerminated(b.region)) return undefined;
  const then = createRegion();
  const otherwise = createRegion();
  const outer = b.region;
  const sides = [then, otherwise].map((region, i) => {
    b.region = region;
    const v = arm(i === 0 ? e.then : e.otherwise);
    return { v, open: !isTerminated(b.region) };
  });
  const type = sides.find((s) => s.open && s.v !== undefined)?.v?.type;
  [then, otherwise].forEach((region, i) => {
    if (!sides[i]!.open) return;
    b.region = region;
    build.yieldValues(b, type === undefined ? [] : [sides[i]!.v!]);
  });
  b.region = outer;
  const inst = build.append<IfInst>(b, { kind: 'if', operands: [test], then, otherwise }, type === undefined ? [] : [type]);
  if (!sides[0]!.open && !sides[1]!.open) build.unreachable(b);
  return type === undefined ? placeholder(e) : inst.results[0]!;
}

function lowerStatementExpression(f: FunctionState, e: Extract<CheckedExpr, { kind: 'statement-expression' }>): Value | undefined {
  const depth = f.cleanups.length;
  if (e.body.kind === 'block') lowerList(f, e.body.body);
  else lowerStatement(f, e.body);
  const result = e.result === undefined || isTerminated(f.b.region) ? placeholder(e) : isAggregate(e.type) ? undefined : valueOrVoid(f, e.result);
  if (result === undefined || f.cleanups.length === depth) {
    leaveScope(f, depth);
    return result;
  }
  const kept = spill(f, result);
  leaveScope(f, depth);
  return kept();
}

// ---- conversions

function lowerConvert(f: FunctionState, e: Extract<CheckedExpr, { kind: 'convert' }>): Value | undefined {
  const { b } = f;
  const { operand } = e;
  switch (e.conversion) {
    case 'lvalue-to-rvalue': {
      const special = specialVariable(f, operand);
      if (special !== undefined) return special;
      // `c ? a : b` of two variables: their values are chosen from, not their addresses, so that they can stay in registers.
      if (operand.kind === 'conditional' && !isAggregate(operand.type)) return lowerConditional(f, operand, (arm) => loadLValue(f, lvalue(f, arm), operand.type));
      return loadLValue(f, lvalue(f, operand), operand.type);
    }
    case 'array-to-pointer':
    case 'function-to-pointer':
      return address(f, operand);
    case 'integral':
      return isInt128(operand.type) ? convertFromInt128(f, operand, e.type) : integral(f, value(f, operand), operand.type, e.type);
    case 'to-bool':
      return toBool(f, operand);
    case 'floating': {
      const v = value(f, operand);
      const to = valueType(e.type);
      if (v.type === to) return v;
      return build.convert(b, to === 'f64' ? 'fpext' : 'fptrunc', v, to);
    }
    case 'integral-to-floating': {
      if (isInt128(operand.type)) return convertFromInt128(f, operand, e.type);
      let v = value(f, operand);
      if (v.type === 'i1') v = build.convert(b, 'zext', v, 'i32');
      return build.convert(b, isUnsigned(operand.type) ? 'uitofp' : 'sitofp', v, valueType(e.type));
    }
    case 'floating-to-integral': {
      const v = value(f, operand);
      return floatToInteger(f, v, e.type);
    }
    case 'pointer':
    case 'no-op':
      return isAggregate(e.type) || e.category !== 'prvalue' ? address(f, operand) : valueOrVoid(f, operand);
    case 'member-pointer': {
      if (isMemberFunctionPointer(e.type)) throw new Error('a pointer to member function as a scalar');
      const v = value(f, operand);
      const delta = memberPointerDelta(e);
      return delta === 0 ? v : build.select(b, build.compare(b, 'eq', v, build.constI64(-1n)), v, build.binary(b, 'add', v, build.constI64(BigInt(delta))));
    }
    case 'pointer-to-integral': {
      const wide = build.convert(b, 'ptrtoint', value(f, operand), 'i64');
      return valueType(e.type) === 'i64' ? wide : valueType(e.type) === 'i1' ? build.compare(b, 'ne', wide, build.constI64(0n)) : normalize(f, build.convert(b, 'trunc', wide, 'i32'), e.type);
    }
    case 'integral-to-pointer': {
      const v = value(f, operand);
      return build.convert(b, 'inttoptr', v.type === 'i1' ? build.convert(b, 'zext', v, 'i32') : v, 'ptr');
    }
    case 'null-to-pointer':
      if (operand.kind !== 'integer') effect(f, operand);
      return build.NULL;
    case 'null-to-member-pointer':
      if (operand.kind !== 'integer') effect(f, operand);
      return build.constI64(-1n);
    case 'derived-to-base':
      return operand.category === 'prvalue' ? baseAddress(f, value(f, operand), classOf(operand.type), e.path ?? [], true) : address(f, e);
    case 'base-to-derived':
      return operand.category === 'prvalue' ? derivedAddress(f, value(f, operand), e.path ?? [], true) : address(f, e);
    case 'reinterpret-lvalue':
      return address(f, operand);
    case 'to-void':
      effect(f, operand);
      return undefined;
    default:
      return e.conversion satisfies never;
  }
}

/** The class of an object, or of what a pointer points to. */
function classOf(type: Type): ClassSymbol {
  const object = type.kind === 'pointer' ? type.pointee : type;
  if (object.kind !== 'class') throw new Error(`a base of a ${object.kind}`);
  return object.symbol;
}

export function toBool(f: FunctionState, operand: CheckedExpr): Value {
  const { b } = f;
  if (isInt128(operand.type) || isMemberFunctionPointer(operand.type)) {
    const at = addressOfValue(f, operand);
    const low = build.load(b, 'i64', at, false, 8);
    const all = isInt128(operand.type) ? build.binary(b, 'or', low, build.load(b, 'i64', build.index(b, at, BYTE, constI32(8)), false, 8)) : low;
    return build.compare(b, 'ne', all, build.constI64(0n));
  }
  const v = value(f, operand);
  switch (v.type) {
    case 'i1':
      return v;
    case 'f32':
    case 'f64':
      return build.compare(b, 'fune', v, build.zero(v.type));
    default:
      return operand.type.kind === 'member-pointer' ? build.compare(b, 'ne', v, build.constI64(-1n)) : build.compare(b, 'ne', v, build.zero(v.type));
  }
}

/** Integer conversions between register forms; `from` tells how a value extends. */
export function integral(f: FunctionState, v: Value, from: Type, to: Type): Value {
  const { b } = f;
  const target = valueType(to);
  if (target === 'i1') return v.type === 'i1' ? v : build.compare(b, 'ne', v, build.zero(v.type));
  if (v.type === 'i1') return build.convert(b, 'zext', v, target);
  if (v.type === 'i32' && target === 'i64') return build.convert(b, isUnsigned(from) ? 'zext' : 'sext', v, 'i64');
  const narrow = v.type === 'i64' && target === 'i32' ? build.convert(b, 'trunc', v, 'i32') : v;
  const source = scalarInfo(from);
  const dest = scalarInfo(to)!;
  if (source !== undefined && source.memory === dest.memory && source.unsigned === dest.unsigned) return narrow;
  return normalize(f, narrow, to);
}

// ---- glvalues

export function address(f: FunctionState, e: CheckedExpr): Value {
  if (e.category === 'prvalue') return addressOfValue(f, e);
  const l = lvalue(f, e);
  if (l.bits !== undefined) throw new Error('the address of a bit-field');
  return l.address;
}

/** A prvalue that lives in memory, in a temporary. */
export function addressOfValue(f: FunctionState, e: CheckedExpr): Value {
  if (e.category !== 'prvalue') return address(f, e);
  if (e.kind === 'convert' && e.conversion === 'lvalue-to-rvalue') return address(f, e.operand);
  if (e.kind === 'throw') {
    lowerThrow(f, e);
    return build.undef('ptr');
  }
  const slot = temporarySlot(f, e.type);
  if (isAggregate(e.type)) into(f, e, slot);
  else storeScalar(f, slot, value(f, e), e.type);
  return slot;
}

function plain(_f: FunctionState, address: Value, type: Type): LValue {
  const complete = type.kind !== 'function' && !isVoid(type) && !(type.kind === 'class' && type.symbol.layout === undefined) && !(type.kind === 'array' && type.size === undefined);
  return { address, align: complete ? alignOf(type) : 1, volatile: (type.cv & 2) !== 0, bits: undefined };
}

/** What the place of a member in its class, and of that in others, is a multiple of: less than its type asks for in packed classes. */
function memberAlign(e: Extract<CheckedExpr, { readonly kind: 'field' }>): number {
  const place = e.field.offset | e.field.parent.layout!.align;
  const own = place & -place;
  return e.base.kind === 'field' ? Math.min(own, memberAlign(e.base)) : own;
}

export function lvalue(f: FunctionState, e: CheckedExpr): LValue {
  const { b } = f;
  if (isTerminated(b.region)) return { address: build.undef('ptr'), align: 1, volatile: false, bits: undefined };
  b.loc = e.loc;
  switch (e.kind) {
    case 'variable':
      return plain(f, variableAddress(f, e.variable), e.type);
    case 'function':
      return plain(f, build.functionAddress(functionFor(f.unit, e.function)), e.type);
    case 'string':
      return plain(f, build.globalAddress(stringGlobal(f.unit, e.units, e.type)), e.type);
    case 'deref':
      return plain(f, value(f, e.pointer), e.type);
    case 'field': {
      const base = address(f, e.base);
      if (e.field.bitWidth !== undefined) return { address: base, align: 1, volatile: (e.type.cv & 2) !== 0, bits: e.field };
      const at = fieldAddress(f, base, e.field);
      if (e.field.type.kind === 'reference') return plain(f, build.load(b, 'ptr', at, false, Math.min(8, memberAlign(e))), e.type);
      const member = plain(f, at, e.type);
      return { ...member, align: Math.min(member.align, memberAlign(e)) };
    }
    case 'member-access': {
      const object = address(f, e.object);
      return plain(f, build.index(b, object, BYTE, value(f, e.pointer)), e.type);
    }
    case 'convert':
      switch (e.conversion) {
        case 'derived-to-base':
          return plain(f, baseAddress(f, address(f, e.operand), classOf(e.operand.type), e.path ?? [], false), e.type);
        case 'base-to-derived':
          return plain(f, derivedAddress(f, address(f, e.operand), e.path ?? [], false), e.type);
        case 'no-op':
        case 'pointer':
        case 'reinterpret-lvalue':
          return e.operand.category === 'prvalue' ? plain(f, addressOfValue(f, e.operand), e.type) : { ...lvalue(f, e.operand), volatile: (e.type.cv & 2) !== 0 };
        default:
          throw new Error(`conversion '${e.conversion}' as a glvalue`);
      }
    case 'comma':
      effect(f, e.left);
      return lvalue(f, e.right);
    case 'conditional': {
      const at = lowerConditional(f, e, (arm) => address(f, arm));
      return plain(f, at ?? build.undef('ptr'), e.type);
    }
    case 'assign':
      return lowerAssign(f, e);
    case 'assign-class': {
      // The right side may be a prvalue: it is built aside first, since its construction may read the left side.
      const from = address(f, e.right);
      const to = address(f, e.left);
      assignObject(f, e.left, to, from);
      return plain(f, to, e.type);
    }
    case 'compound-assign':
      return lowerCompoundAssign(f, e);
    case 'increment': {
      if (!e.prefix) throw new Error('a postfix increment as a glvalue');
      const target = lvalue(f, e.operand);
      if (isInt128(e.operand.type)) stepInt128(f, target.address, e.op);
      else storeLValue(f, target, step(f, loadLValue(f, target, e.operand.type), e), e.operand.type);
      return target;
    }
    case 'call':
    case 'call-pointer':
    case 'call-member-pointer':
      return plain(f, lowerCall(f, e, undefined)!, e.type);
    case 'builtin':
      return plain(f, lowerBuiltin(f, e, undefined)!, e.type);
    case 'va-arg':
      return plain(f, vaArg(f, e, undefined)!, e.type);
    case 'temporary': {
      const outlives = e.extended && f.extendsToStatic;
      const slot = outlives ? staticTemporary(f, e.value.type) : temporarySlot(f, e.value.type);
      if (isAggregate(e.value.type)) into(f, e.value, slot);
      else if (!isVoid(e.value.type)) storeScalar(f, slot, value(f, e.value), e.value.type);
      if (e.destructor !== undefined && !isTerminated(b.region)) {
        if (outlives) registerExitDestructor(f, e.value.type, slot);
        else registerTemporary(f, slot, e.value.type, e.extended);
      }
      return plain(f, slot, e.type);
    }
    case 'full':
      return fullExpression(f, () => lvalue(f, e.value));
    case 'typeid':
      return plain(f, typeidAddress(f, e), e.type);
    case 'dynamic-cast':
      return plain(f, dynamicCast(f, e), e.type);
    case 'constant':
    case 'init': {
      const slot = temporarySlot(f, e.type);
      initializeObject(f, e.kind === 'init' ? e.init : e.value, e.type, slot);
      return plain(f, slot, e.type);
    }
    case 'statement-expression': {
      lowerStatementExpression(f, { ...e, result: undefined });
      return lvalue(f, e.result!);
    }
    case 'throw':
      lowerThrow(f, e);
      return plain(f, build.undef('ptr'), e.type);
    default:
      throw new Error(`expression '${e.kind}' as a glvalue`);
  }
}

/** Destroys a temporary at the end of its full expression, or of the scope if a reference extends its life. */
function registerTemporary(f: FunctionState, slot: Value, type: Type, extended: boolean): void {
  const { b, full } = f;
  if (full === undefined) {
    pushCleanup(f, (g) => destroyObject(g, type, slot));
    return;
  }
  const flag = allocaAtEntry(f, scalarMemory('i1', 1, true), 'created');
  f.flags.push(flag);
  build.store(b, 'i1', flag, build.TRUE, 1);
  (extended ? full.extended : full.temporaries).push((g) => {
    const created = build.load(g.b, 'i1', flag, false, 1);
    const inst = build.append<IfInst>(g.b, { kind: 'if', operands: [created], then: createRegion(), otherwise: createRegion() }, []);
    inRegion(g, inst.then, () => {
      build.store(g.b, 'i1', flag, build.FALSE, 1);
      destroyObject(g, type, slot);
    });
    inRegion(g, inst.otherwise, () => {});
  });
}

// ---- loads and stores

export function loadLValue(f: FunctionState, l: LValue, type: Type): Value {
  if (isTerminated(f.b.region)) return isAggregate(type) || isVoid(type) ? l.address : build.undef(valueType(type));
  if (l.bits !== undefined) return loadBitField(f, l.address, l.bits);
  const info = scalarInfo(type);
  if (info === undefined) throw new Error('a load of an object that lives in memory');
  return build.load(f.b, info.memory, l.address, !info.unsigned, Math.min(info.size, l.align), l.volatile);
}

export function loadScalar(f: FunctionState, at: Value, type: Type): Value {
  return loadLValue(f, plain(f, at, type), type);
}

export function storeLValue(f: FunctionState, l: LValue, v: Value, type: Type): void {
  if (isTerminated(f.b.region)) return;
  if (l.bits !== undefined) {
    storeBitField(f, l.address, l.bits, v);
    return;
  }
  const info = scalarInfo(type)!;
  build.store(f.b, info.memory, l.address, v, Math.min(info.size, l.align), l.volatile);
}

export function storeScalar(f: FunctionState, at: Value, v: Value, type: Type): void {
  storeLValue(f, plain(f, at, type), v, type);
}

function lowerAssign(f: FunctionState, e: Extract<CheckedExpr, { kind: 'assign' }>): LValue {
  if (isAggregate(e.left.type)) {
    const from = addressOfValue(f, e.right);
    const to = lvalue(f, e.left);
    assignObject(f, e.left, to.address, from);
    return to;
  }
  const right = value(f, e.right);
  const target = lvalue(f, e.left);
  f.b.loc = e.loc;
  storeLValue(f, target, right, e.left.type);
  return target;
}

function lowerCompoundAssign(f: FunctionState, e: Extract<CheckedExpr, { kind: 'compound-assign' }>): LValue {
  const type = e.left.type;
  if (isInt128(type) || isInt128(e.operationType)) return compoundInt128(f, e);
  if (type.kind === 'pointer') {
    const index = indexValue(f, e.right);
    const target = lvalue(f, e.left);
    storeLValue(f, target, pointerAdd(f, loadLValue(f, target, type), index, type, e.op as '+' | '-'), type);
    return target;
  }
  const right = rightOperand(f, e.right);
  const target = lvalue(f, e.left);
  f.b.loc = e.loc;
  const old = scalarConvert(f, loadLValue(f, target, type), type, e.operationType);
  const result = arithmetic(f, e.op, old, right, e.operationType);
  storeLValue(f, target, scalarConvert(f, result, e.operationType, type), type);
  return target;
}

/** Toward zero. Out of range: device code saturates as the GPU does; host code takes unsigned int through 64 bits, as x86 compilers do. */
function floatToInteger(f: FunctionState, v: Value, to: Type): Value {
  const { b } = f;
  const target = valueType(to);
  if (target === 'i1') return build.compare(b, 'fune', v, build.zero(v.type));
  const info = scalarInfo(to)!;
  const unsigned = info.unsigned && (info.memory === 'i32' || info.memory === 'i64');
  if (unsigned && target === 'i32' && f.fn.space === 'host') return build.convert(b, 'trunc', build.convert(b, 'fptosi', v, 'i64'), 'i32');
  return normalize(f, build.convert(b, unsigned ? 'fptoui' : 'fptosi', v, target), to);
}

/** Conversion between arithmetic types in registers. */
export function scalarConvert(f: FunctionState, v: Value, from: Type, to: Type): Value {
  const { b } = f;
  if (from.unqualified === to.unqualified) return v;
  const target = valueType(to);
  if (isFloating(from)) {
    if (isFloating(to)) return v.type === target ? v : build.convert(b, target === 'f64' ? 'fpext' : 'fptrunc', v, target);
    return floatToInteger(f, v, to);
  }
  if (isFloating(to)) {
    const wide = v.type === 'i1' ? build.convert(b, 'zext', v, 'i32') : v;
    return build.convert(b, isUnsigned(from) ? 'uitofp' : 'sitofp', wide, target);
  }
  return integral(f, v, from, to);
}

function step(f: FunctionState, old: Value, e: Extract<CheckedExpr, { kind: 'increment' }>): Value {
  const { type } = e.operand;
  if (type.kind === 'pointer') return pointerAdd(f, old, constI32(1), type, e.op === '++' ? '+' : '-');
  if (old.type === 'i1') return build.TRUE;
  return arithmetic(f, e.op === '++' ? '+' : '-', old, build.constant(old.type, 1), type);
}

function lowerPostfix(f: FunctionState, e: Extract<CheckedExpr, { kind: 'increment' }>): Value {
  const target = lvalue(f, e.operand);
  const old = loadLValue(f, target, e.operand.type);
  storeLValue(f, target, step(f, old, e), e.operand.type);
  return old;
}

// ---- prvalues in memory

export function into(f: FunctionState, e: CheckedExpr, to: Value): void {
  const { b } = f;
  if (isTerminated(b.region)) return;
  b.loc = e.loc;
  // One side of a conditional operator of any type.
  if (e.kind === 'throw') {
    lowerThrow(f, e);
    return;
  }
  if (e.category !== 'prvalue') {
    copyObject(f, to, address(f, e), e.type);
    return;
  }
  if (!isAggregate(e.type)) {
    storeScalar(f, to, value(f, e), e.type);
    return;
  }
  if (isInt128(e.type)) {
    int128Into(f, e, to);
    return;
  }
  switch (e.kind) {
    case 'construct': {
      if (e.zeroFirst) zeroObject(f, to, e.type);
      lowerCall(f, e, to);
      return;
    }
    case 'copy-class':
      copyObject(f, to, address(f, e.operand), e.type);
      return;
    case 'init':
      initializeObject(f, e.init, e.type, to);
      return;
    case 'constant':
      initializeObject(f, e.value, e.type, to);
      return;
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
    case 'conditional':
      lowerConditional(f, e, (arm) => {
        into(f, arm, to);
        return undefined;
      });
      return;
    case 'comma':
      effect(f, e.left);
      into(f, e.right, to);
      return;
    case 'full':
      fullExpression(f, () => into(f, e.value, to));
      return;
    case 'statement-expression': {
      const depth = f.cleanups.length;
      if (e.body.kind === 'block') lowerList(f, e.body.body);
      else lowerStatement(f, e.body);
      if (e.result !== undefined) into(f, e.result, to);
      leaveScope(f, depth);
      return;
    }
    case 'convert':
      if (e.conversion === 'no-op' || e.conversion === 'pointer') into(f, e.operand, to);
      else if (e.conversion === 'lvalue-to-rvalue') copyObject(f, to, address(f, e.operand), e.type);
      else if (isMemberFunctionPointer(e.type)) memberFunctionPointer(f, e, to);
      else throw new Error(`conversion '${e.conversion}' to a type that lives in memory`);
      return;
    case 'member-pointer':
      memberFunctionPointer(f, e, to);
      return;
    case 'temporary':
      into(f, e.value, to);
      return;
    default:
      throw new Error(`expression '${e.kind}' as an object in memory`);
  }
}
