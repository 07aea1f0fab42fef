/**
 * Functions: signatures (the calling convention) and bodies.
 *
 * Convention, ours on both targets: [address of the result, if it lives in memory] [this] parameters… [address of the variable arguments]. Scalars travel as values, references as
 * addresses, objects that live in memory as the address of a copy that the caller made and destroys. Kernels have no result pointer; their class parameters are addresses in the parameter buffer.
 */
import { createBuilder, createRegion, functionKey, isTerminated, returnValue, unreachable, zero } from '../ir/build.js';
import * as build from '../ir/build.js';
import type { Linkage } from '../ir/ir.js';
import type { ClassSymbol, FunctionSymbol, FunctionType, Type } from '../tree/index.js';
import { initializeBasesAndMembers, partsToDestroy } from './classes.js';
import type { FunctionState, UnitState } from './context.js';
import type { BlockInst, Func, ValueType, TryInst } from './ir-imports.js';
import { leaveScope, pushCleanup } from './scopes.js';
import { lowerTry } from './exceptions.js';
import { findJumps, lowerWithJumps } from './goto.js';
import { returnedLocal } from './returned-local.js';
import { alignOf, isAggregate, isVoid, memoryType, scalarInfo, scalarMemory, sizeOf, valueType } from './types.js';
import { hasVirtualBases, storeVptrs } from './vtables.js';

export interface Signature {
  readonly params: { type: ValueType; name: string }[];
  readonly result: ValueType | undefined;
}

export function signatureOf(type: FunctionType, hasThis: boolean, names: readonly string[]): Signature {
  const params: { type: ValueType; name: string }[] = [];
  let result: ValueType | undefined;
  if (isAggregate(type.result)) params.push({ type: 'ptr', name: 'result' });
  else if (!isVoid(type.result)) result = valueType(type.result);
  if (hasThis) params.push({ type: 'ptr', name: 'this' });
  type.params.forEach((p, i) => {
    params.push({ type: isAggregate(p) ? 'ptr' : valueType(p), name: names[i] || `p${i}` });
  });
  if (type.variadic) params.push({ type: 'ptr', name: 'varargs' });
  return { params, result };
}

const LINKAGE: Record<FunctionSymbol['linkage'], Linkage> = { external: 'external', internal: 'internal', once: 'once', weak: 'weak' };

/** The IR function of a symbol, declared on first use. */
export function functionFor(u: UnitState, symbol: FunctionSymbol): Func {
  const known = u.functions.get(symbol);
  if (known !== undefined) return known;
  const { space } = symbol;
  const side = u.side === 'device' && space.device && !space.kernel && symbol.body !== undefined ? 'device' : 'both';
  const signature = signatureOf(symbol.type, symbol.thisClass !== undefined, symbol.params.map((p) => p.name));
  let name = symbol.mangled;
  const key = functionKey(name, side);
  const existing = u.module.functions.get(key);
  if (existing !== undefined) {
    if (symbol.linkage !== 'internal') {
      u.functions.set(symbol, existing);
      return existing;
    }
    name = `${name}.${u.helperCount++}`;
  }
  const fn: Func = {
    kind: 'function',
    name,
    pretty: symbol.pretty,
    side,
    space: space.kernel ? 'kernel' : space.host ? (space.device ? 'any' : 'host') : 'device',
    params: signature.params,
    result: signature.result,
    // Every unit that includes the declaration imports the same function.
    linkage: symbol.import !== undefined ? 'once' : LINKAGE[symbol.linkage],
    body: undefined,
    import: symbol.import,
    exportName: symbol.exportName,
    inline: symbol.inlineHint,
    noreturn: symbol.noreturn,
    pure: false,
    kernel: undefined,
    loc: symbol.loc,
  };
  if (space.kernel) fn.kernel = kernelInfo(u, symbol);
  u.functions.set(symbol, fn);
  u.module.functions.set(functionKey(name, side), fn);
  return fn;
}

/** A function of the run-time library, by its assembler name. */
export function libraryFunction(u: UnitState, name: string, params: readonly ValueType[], result: ValueType | undefined, space: Func['space'] = 'any'): Func {
  const existing = u.module.functions.get(name);
  if (existing !== undefined) return existing;
  const fn: Func = {
    kind: 'function', name, pretty: name, side: 'both', space, params: params.map((type, i) => ({ type, name: `p${i}` })), result, linkage: 'external', body: undefined,
    import: undefined, exportName: undefined, inline: undefined, noreturn: false, pure: false, kernel: undefined, loc: 0,
  };
  u.module.functions.set(name, fn);
  return fn;
}

/** Where the parameters of a kernel lie in their buffer, and its size. */
export function packParameters(types: readonly Type[]): { readonly offsets: readonly number[]; readonly bytes: number } {
  let bytes = 0;
  const offsets = types.map((type) => {
    // A reference is passed as the address of what it refers to, whose own size is another matter.
    const [size, align] = type.kind === 'reference' ? [8, 8] : [sizeOf(type), alignOf(type)];
    const at = Math.ceil(bytes / align) * align;
    bytes = at + size;
    return at;
  });
  return { offsets, bytes };
}

function kernelInfo(u: UnitState, symbol: FunctionSymbol): NonNullable<Func['kernel']> {
  const { offsets, bytes } = packParameters(symbol.type.params);
  const params = symbol.type.params.map((type, i) => {
    const memory = type.kind === 'reference' ? scalarMemory('ptr', 8, true) : memoryType(u, type);
    const pointee = type.kind === 'pointer' ? type.pointee : undefined;
    return {
      name: symbol.params[i]?.name || `p${i}`,
      offset: offsets[i]!,
      type: memory,
      restrict: symbol.params[i]?.restrict ?? false,
      pointee: pointee === undefined || pointee.kind === 'function' || (pointee.kind === 'class' && pointee.symbol.state !== 'complete') ? undefined : memoryType(u, pointee),
      constPointee: pointee !== undefined && (pointee.cv & 1) !== 0,
    };
  });
  return { params, paramBytes: bytes, maxThreads: symbol.launchBounds?.maxThreads, usesDynamicShared: false };
}

export function createFunctionState(u: UnitState, fn: Func, symbol: FunctionSymbol | undefined): FunctionState {
  const body = createRegion(fn.params);
  fn.body = body;
  const labels = symbol?.body?.labels ?? [];
  return {
    unit: u, fn, symbol, b: createBuilder(body), allocas: [], locals: new Map(), thisPointer: undefined, extendsToStatic: false, baseTable: undefined, tableForConstructor: undefined, returnedLocal: undefined, resultPointer: undefined, varArgs: undefined, cleanups: [], full: undefined, breakTarget: undefined,
    continueTarget: undefined, returnTarget: undefined, dispatch: undefined, jumps: labels.length > 0 ? findJumps(labels) : undefined, flags: [], exceptionObject: undefined, ptx: undefined, blocks: [],
  };
}

/** Puts the collected allocas at the head of the body. */
export function finishFunction(f: FunctionState): void {
  const body = f.fn.body!;
  if (f.allocas.length === 0) return;
  const head = createRegion();
  for (const flag of f.flags) build.store({ region: head, loc: f.fn.loc }, 'i1', flag, build.FALSE, 1);
  body.insts = [...f.allocas, ...head.insts, ...body.insts];
}

/** The form of a constructor or destructor that base subobjects use (classes with virtual bases only). */
export function baseVariantFor(u: UnitState, symbol: FunctionSymbol): Func {
  let fn = u.baseVariants.get(symbol);
  if (fn === undefined) {
    const complete = functionFor(u, symbol);
    const [self, ...rest] = complete.params;
    fn = { ...complete, name: `${complete.name}.base`, params: [self!, { type: 'ptr', name: 'table' }, ...rest], body: undefined };
    u.baseVariants.set(symbol, fn);
    u.module.functions.set(functionKey(fn.name, fn.side), fn);
  }
  return fn;
}

export function lowerFunction(u: UnitState, symbol: FunctionSymbol): void {
  if (symbol.body === undefined || symbol.builtin !== undefined) return;
  lowerBodyOf(u, symbol, functionFor(u, symbol), false);
  const special = symbol.role === 'constructor' || symbol.role === 'destructor';
  if (special && hasVirtualBases(symbol.thisClass!)) lowerBodyOf(u, symbol, baseVariantFor(u, symbol), true);
}

function lowerBodyOf(u: UnitState, symbol: FunctionSymbol, fn: Func, asBase: boolean): void {
  if (fn.body !== undefined || symbol.body === undefined) return;
  const f = createFunctionState(u, fn, symbol);
  const { b } = f;
  const params = fn.body!.params;
  let next = 0;
  b.loc = symbol.loc;
  if (isAggregate(symbol.type.result)) {
    f.resultPointer = params[next++];
    f.returnedLocal = returnedLocal(symbol);
  }
  if (symbol.thisClass !== undefined) f.thisPointer = params[next++];
  if (asBase) f.baseTable = params[next++];
  for (let i = 0; i < symbol.type.params.length; i++) {
    const variable = symbol.params[i];
    const value = params[next++]!;
    if (variable === undefined) continue;
    const type = variable.type;
    if (isAggregate(type)) {
      f.locals.set(variable, value);
      continue;
    }
    const info = scalarInfo(type)!;
    const slot = allocaAtEntry(f, scalarMemory(info.memory, info.size, info.unsigned), variable.name || 'p');
    build.store(b, info.memory, slot, value, info.size);
    f.locals.set(variable, slot);
  }
  if (symbol.type.variadic) f.varArgs = params[next++];

  const guard = symbol.type.noexcept && (fn.space === 'host' || fn.space === 'any') ? openTerminateGuard(f) : undefined;
  if (symbol.role === 'constructor') {
    const { initializers, statement } = symbol.body;
    const initialize = (): void => {
      const delegates = initializeBasesAndMembers(f, initializers);
      if (!delegates) storeVptrs(f, symbol.thisClass!);
    };
    if (statement.kind === 'try' && statement.wholeFunction === true) {
      lowerTry(f, statement, (body) => {
        initialize();
        body();
      });
    } else {
      initialize();
      lowerBody(f, symbol);
    }
  }
  if (symbol.role === 'destructor') {
    const { statement } = symbol.body;
    const tried = statement.kind === 'try' && statement.wholeFunction === true ? statement : undefined;
    const unwinds = guard === undefined || tried !== undefined;
    if (tried !== undefined) lowerTry(f, tried, (body) => lowerDestructor(f, symbol.thisClass!, body, unwinds));
    else lowerDestructor(f, symbol.thisClass!, () => lowerBody(f, symbol), unwinds);
  } else if (symbol.role !== 'constructor') lowerBody(f, symbol);
  // What unwinds is wanted also where the end is not reached.
  leaveScope(f, 0);
  if (!isTerminated(b.region)) endOfFunction(f, symbol.type.result, symbol.name === 'main');
  if (guard !== undefined) closeTerminateGuard(f, guard);
  finishFunction(f);
}

/** `unwinds`: where the body may be left by an exception, the parts are destroyed all the same. */
function lowerDestructor(f: FunctionState, cls: ClassSymbol, body: () => void, unwinds: boolean): void {
  const { b } = f;
  storeVptrs(f, cls);
  const parts = partsToDestroy(f, cls);
  const depth = f.cleanups.length;
  if (unwinds) for (const destroy of parts) pushCleanup(f, destroy);
  const outer = b.region;
  const inner = createRegion();
  const block = build.append<BlockInst>(b, { kind: 'block', body: inner, operands: [] }, []);
  b.region = inner;
  f.returnTarget = { block, depth: f.cleanups.length };
  body();
  if (!isTerminated(b.region)) build.yieldValues(b);
  b.region = outer;
  f.returnTarget = undefined;
  if (unwinds) leaveScope(f, depth);
  else for (const destroy of parts.reverse()) destroy(f);
}

/** What leaves a noexcept function ends the program. The guard goes when nothing inside can throw (src/passes/prune-try.ts). */
function openTerminateGuard(f: FunctionState): TryInst {
  const guard = build.append<TryInst>(f.b, { kind: 'try', body: createRegion(), handler: createRegion([{ type: 'ptr', name: 'exception' }]), operands: [] }, []);
  f.b.region = guard.body;
  return guard;
}

function closeTerminateGuard(f: FunctionState, guard: TryInst): void {
  f.b.region = guard.handler;
  build.call(f.b, libraryFunction(f.unit, '__cw_uncaught', ['ptr'], undefined, 'host'), [guard.handler.params[0]!]);
  unreachable(f.b);
  f.b.region = f.fn.body!;
  unreachable(f.b);
}

function lowerBody(f: FunctionState, symbol: FunctionSymbol): void {
  const statement = symbol.body!.statement;
  lowerWithJumps(f, statement);
}

function endOfFunction(f: FunctionState, result: Type, isMain: boolean): void {
  if (f.fn.noreturn) unreachable(f.b);
  else if (f.fn.result === undefined) returnValue(f.b);
  // Flowing off the end of a non-void function is undefined; a fixed value keeps it harmless (main returns 0 by rule).
  else returnValue(f.b, zero(isMain ? 'i32' : valueType(result)));
}

/** Memory for the whole call, wherever it is asked for. */
export function allocaAtEntry(f: FunctionState, type: import('./ir-imports.js').MemoryType, name: string): import('./ir-imports.js').Value {
  const inst = build.makeInst<import('./ir-imports.js').AllocaInst>({ kind: 'alloca', type, name, operands: [] }, ['ptr'], f.b.loc);
  f.allocas.push(inst);
  return inst.results[0]!;
}
