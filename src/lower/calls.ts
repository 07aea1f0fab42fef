/** Calls of every kind, and kernel launches. */
import * as build from '../ir/build.js';
import { constI32, constI64, isTerminated } from '../ir/build.js';
import type { CheckedExpr, FunctionSymbol, FunctionType, Type } from '../tree/index.js';
import { memberFunctionTarget } from './classes.js';
import type { FunctionState } from './context.js';
import { copyObject } from './copies.js';
import { address, into, loadScalar, storeScalar, temporarySlot, value } from './expressions.js';
import { allocaAtEntry, baseVariantFor, functionFor, libraryFunction, packParameters, signatureOf } from './functions.js';
import type { Value, VirtualSlot } from './ir-imports.js';
import { passVarArgs } from './varargs.js';
import { BYTE, isAggregate, POINTER_MEMORY, scalarMemory } from './types.js';
import { loadVirtual, virtualSlot } from './vtables.js';

type CallExpr = Extract<CheckedExpr, { kind: 'call' | 'call-pointer' | 'call-member-pointer' | 'construct' }>;

/**
 * Arguments by the calling convention. Objects that live in memory go as the address of a fresh copy. C++ leaves their order open; programs show gcc's, which on x86-64 is from the last to the first
 * (`printf("%d %d", next(), next())`). Overloaded operators are ordered by the standard as the operators are ([over.match.oper]/2), and braced constructor calls from left to right.
 */
function lowerArguments(f: FunctionState, type: FunctionType, args: readonly CheckedExpr[], leftToRight: boolean): Value[] {
  const count = type.params.length;
  const values = new Array<Value>(count);
  const variable = (): void => {
    if (type.variadic) values[count] = passVarArgs(f, args.slice(count), leftToRight);
  };
  if (leftToRight) {
    for (let i = 0; i < count; i++) values[i] = lowerArgument(f, type.params[i]!, args[i]!);
    variable();
  } else {
    variable();
    for (let i = count - 1; i >= 0; i--) values[i] = lowerArgument(f, type.params[i]!, args[i]!);
  }
  return values;
}

/** Operators whose left operand comes first. */
const LEFT_FIRST: ReadonlySet<string> = new Set(['operator<<', 'operator>>', 'operator&&', 'operator||', 'operator,', 'operator[]', 'operator->*']);

/** Is the object of a call its left operand, which the right one goes before? So it is with assignments, and with gcc for operators without an order. */
const isRightFirst = ({ name, role }: FunctionSymbol): boolean => /^operator\W/.test(name) && role !== 'conversion' && name !== 'operator()' && !LEFT_FIRST.has(name);

export function lowerArgument(f: FunctionState, param: Type, arg: CheckedExpr): Value {
  if (param.kind === 'reference') return address(f, arg);
  if (!isAggregate(param)) return value(f, arg);
  // sema wraps arguments of classes with destructors in 'temporary': the object is then destroyed after the call by the full expression.
  if (arg.kind === 'temporary') return address(f, arg);
  const slot = temporarySlot(f, param);
  into(f, arg, slot);
  return slot;
}

/** `to`: where a result that lives in memory is built; ignored for scalars. Calls with such results need it unless the result is dropped. */
export function lowerCall(f: FunctionState, e: CallExpr, to: Value | undefined): Value | undefined {
  const { b } = f;
  const loc = e.loc;
  const table = e.kind === 'construct' ? f.tableForConstructor : undefined;
  f.tableForConstructor = undefined;
  let type: FunctionType;
  let callee: FunctionSymbol | undefined;
  let pointer: Value | undefined;
  let virtual: VirtualSlot | undefined;
  let self: Value | undefined;
  let lowered: Value[] | undefined;
  switch (e.kind) {
    case 'construct': {
      callee = e.constructor;
      type = callee.type;
      self = to!;
      if (callee.trivial && callee.type.params.length === 0) return undefined;
      if (callee.trivial && callee.type.params.length === 1 && callee.type.params[0]!.kind === 'reference') {
        copyObject(f, self, address(f, e.args[0]!), e.type);
        return undefined;
      }
      break;
    }
    case 'call':
      callee = e.function;
      type = callee.type;
      if (e.object !== undefined && callee.thisClass !== undefined) {
        if (e.args.length === 1 && isRightFirst(callee)) lowered = lowerArguments(f, type, e.args, false);
        self = address(f, e.object);
      }
      else if (e.object !== undefined) address(f, e.object); // static member through an object: evaluated only
      if (e.virtual) {
        pointer = loadVirtual(f, self!, callee);
        virtual = virtualSlot(callee);
      }
      break;
    case 'call-pointer':
      type = e.functionType;
      pointer = value(f, e.pointer);
      break;
    case 'call-member-pointer': {
      type = e.functionType;
      const target = memberFunctionTarget(f, address(f, e.object), e.pointer);
      self = target.self;
      pointer = target.pointer;
      break;
    }
    default:
      e satisfies never;
      throw new Error('call');
  }
  const args: Value[] = [];
  let resultSlot: Value | undefined;
  if (isAggregate(type.result)) {
    resultSlot = to ?? temporarySlot(f, type.result);
    args.push(resultSlot);
  }
  if (self !== undefined) args.push(self);
  if (table !== undefined) args.push(table);
  args.push(...(lowered ?? lowerArguments(f, type, e.args, e.kind === 'construct' ? e.braced === true : callee !== undefined && LEFT_FIRST.has(callee.name))));
  if (isTerminated(b.region)) return resultSlot;
  b.loc = loc;
  let result: Value | undefined;
  if (pointer !== undefined) {
    const signature = signatureOf(type, self !== undefined, []);
    result = build.callIndirect(b, pointer, signature.params.map((p) => p.type), signature.result, args, virtual);
  } else {
    result = build.call(b, table !== undefined ? baseVariantFor(f.unit, callee!) : functionFor(f.unit, callee!), args);
    if (callee!.noreturn) {
      build.unreachable(b);
      return resultSlot ?? (signatureOf(type, false, []).result === undefined ? undefined : build.undef(signatureOf(type, false, []).result!));
    }
  }
  return resultSlot ?? result;
}

/** Dimensions of a dim3 object at an address. */
function loadDim3(f: FunctionState, at: Value): Value[] {
  return [0, 4, 8].map((offset) => build.load(f.b, 'i32', build.index(f.b, at, BYTE, constI32(offset)), false, 4));
}

export function lowerLaunch(f: FunctionState, e: Extract<CheckedExpr, { kind: 'launch' }>): void {
  const { b } = f;
  const dims = [e.grid, e.block].map((dim) => {
    const slot = temporarySlot(f, dim.type);
    into(f, dim, slot);
    return slot;
  });
  const shared = e.shared === undefined ? constI64(0n) : value(f, e.shared);
  const stream = e.stream === undefined ? build.NULL : value(f, e.stream);
  const kernel = 'kind' in e.kernel && e.kernel.kind === 'function' && 'mangled' in e.kernel ? build.functionAddress(functionFor(f.unit, e.kernel)) : value(f, e.kernel as CheckedExpr);
  const { params } = e.functionType;
  const slots = params.map((param, i) => {
    const slot = param.kind === 'reference' ? allocaAtEntry(f, POINTER_MEMORY, 'arg') : temporarySlot(f, param);
    const arg = e.args[i]!;
    if (param.kind === 'reference') build.store(b, 'ptr', slot, address(f, arg), 8);
    else if (isAggregate(param)) into(f, arg, slot);
    else storeScalar(f, slot, value(f, arg), param);
    return slot;
  });
  if (isTerminated(b.region)) return;
  b.loc = e.loc;
  const shape: Value[] = [kernel, ...loadDim3(f, dims[0]!), ...loadDim3(f, dims[1]!), shared, stream];
  if (f.symbol !== undefined && (f.symbol.space.device || f.symbol.space.kernel)) {
    const launch = libraryFunction(f.unit, '__cw_launch_in_kernel', [...LAUNCH_SHAPE, 'ptr', 'i32'], undefined, 'host');
    const { area, bytes } = packed(f, params, slots);
    build.call(b, launch, [...shape, area, constI32(bytes)]);
    return;
  }
  const table: Value = slots.length === 0 ? build.NULL : allocaAtEntry(f, { kind: 'array', element: POINTER_MEMORY, count: slots.length, size: 8 * slots.length, align: 8 }, 'args');
  slots.forEach((slot, i) => build.store(b, 'ptr', build.index(b, table, POINTER_MEMORY, constI32(i)), slot, 8));
  build.call(b, libraryFunction(f.unit, '__cw_launch_kernel', [...LAUNCH_SHAPE, 'ptr'], undefined, 'host'), [...shape, table]);
}

const WORD = scalarMemory('i32', 4, true);

/** Kernel, grid, block, shared bytes, stream: what both functions that launch begin with. */
const LAUNCH_SHAPE = ['ptr', 'i32', 'i32', 'i32', 'i32', 'i32', 'i32', 'i64', 'ptr'] as const;

/** The arguments as the kernel's parameters lie in their buffer: a kernel that launches hands them on so. */
function packed(f: FunctionState, params: readonly Type[], slots: readonly Value[]): { readonly area: Value; readonly bytes: number } {
  const { offsets, bytes } = packParameters(params);
  if (bytes === 0) return { area: build.NULL, bytes };
  const count = Math.ceil(bytes / 4);
  const area = allocaAtEntry(f, { kind: 'array', element: WORD, count, size: 4 * count, align: 16 }, 'args');
  params.forEach((param, i) => {
    const at = build.index(f.b, area, BYTE, constI32(offsets[i]!));
    if (isAggregate(param)) copyObject(f, at, slots[i]!, param);
    else if (param.kind === 'reference') build.store(f.b, 'ptr', at, build.load(f.b, 'ptr', slots[i]!, false, 8), 8);
    else storeScalar(f, at, loadScalar(f, slots[i]!, param), param);
  });
  return { area, bytes };
}
