/** Variables: locals, static locals, globals and their initialization and destruction. */
import * as build from '../ir/build.js';
import { constI32, createRegion, isTerminated } from '../ir/build.js';
import type { GlobalSpace } from '../ir/ir.js';
import { isEmptyClass } from '../layout/record.js';
import type { CheckedExpr, CheckedInit, Type, VarSymbol } from '../tree/index.js';
import { CONST } from '../tree/types.js';
import { specialObject } from './builtins.js';
import { callDestructor } from './classes.js';
import { constantImage } from './constant-image.js';
import type { FunctionState, UnitState } from './context.js';
import { address, fullExpression, value } from './expressions.js';
import { allocaAtEntry, createFunctionState, finishFunction, libraryFunction } from './functions.js';
import { initializeObject } from './initializers.js';
import type { Func, Global, IfInst, LoopInst, MemoryType, Value } from './ir-imports.js';
import { reportHostVariable, reportSharedVariable } from './report.js';
import { leaveScope, pushCleanup } from './scopes.js';
import { inRegion } from './statements.js';
import { alignOf, memoryType, POINTER_MEMORY, scalarMemory } from './types.js';

function spaceOf(variable: VarSymbol): GlobalSpace {
  switch (variable.storage) {
    case 'automatic':
    case 'static':
      return variable.threadLocal ? 'thread' : 'host';
    case 'device':
    case 'constant':
    case 'shared':
    case 'managed':
    case 'thread':
      return variable.storage;
    default:
      return variable.storage satisfies never;
  }
}

function storageType(u: UnitState, type: Type): MemoryType {
  return type.kind === 'reference' ? POINTER_MEMORY : memoryType(u, type);
}

export function globalFor(u: UnitState, variable: VarSymbol): Global {
  const known = u.globals.get(variable);
  if (known !== undefined) return known;
  let name = variable.mangled;
  const existing = u.module.globals.get(name);
  if (existing !== undefined) {
    if (variable.linkage !== 'internal') {
      u.globals.set(variable, existing);
      return existing;
    }
    name = `${name}.${u.helperCount++}`;
  }
  const incomplete = variable.type.kind === 'array' && typeof variable.type.size !== 'number';
  const type: MemoryType = incomplete && variable.type.kind === 'array'
    ? { kind: 'array', element: memoryType(u, variable.type.element), count: 0, size: 0, align: alignOf(variable.type.element) }
    : storageType(u, variable.type);
  const made: Global = {
    kind: 'global', name, type, space: spaceOf(variable), linkage: variable.linkage, init: undefined, align: Math.max(variable.alignment ?? 1, type.align), constant: false, loc: variable.loc,
  };
  u.globals.set(variable, made);
  u.module.globals.set(name, made);
  return made;
}

/** Constants without members (thrust::seq), of which there is nothing to read, and template parameter objects, which code of either side may name. */
function isShared(variable: VarSymbol): boolean {
  return variable.mangled.startsWith('_ZTA') || (variable.type.kind === 'class' && (variable.type.cv & CONST) !== 0 && isEmptyClass(variable.type.symbol));
}

/** Address of the object a variable names (references: what they refer to). */
export function variableAddress(f: FunctionState, variable: VarSymbol): Value {
  const { b } = f;
  if (variable.name === '<exception>') return f.exceptionObject!;
  if (variable.builtin !== undefined) return specialObject(f, variable.builtin, variable.type);
  let storage: Value;
  if (variable.role === 'global' || variable.staticLocal) {
    if (variable.storage === 'static' && !variable.staticLocal && (f.fn.space === 'kernel' || f.fn.space === 'device') && !isShared(variable)) reportHostVariable(f, variable.name);
    if (variable.storage === 'shared' && f.fn.space === 'host') reportSharedVariable(f, variable.name);
    if (variable.threadLocal) initializeForThread(f, variable);
    storage = variable.dynamicShared ? build.special(b, 'dynamicShared') : build.globalAddress(globalFor(f.unit, variable));
  } else {
    storage = localStorage(f, variable);
  }
  return variable.type.kind === 'reference' ? build.load(b, 'ptr', storage, false, 8) : storage;
}

/** Stack memory of a local, made when it is first met (jumps may pass its declaration). */
export function localStorage(f: FunctionState, variable: VarSymbol): Value {
  if (variable === f.returnedLocal) return f.resultPointer!;
  let storage = f.locals.get(variable);
  if (storage === undefined) {
    const type = storageType(f.unit, variable.type);
    storage = allocaAtEntry(f, variable.alignment !== undefined && variable.alignment > type.align ? { ...type, align: variable.alignment } as MemoryType : type, variable.name || 'local');
    f.locals.set(variable, storage);
  }
  return storage;
}

export function lowerLocalDeclaration(f: FunctionState, variable: VarSymbol, init: CheckedInit | undefined): void {
  if (variable.storage === 'shared') {
    if (!variable.dynamicShared) defineGlobal(f.unit, variable);
    return;
  }
  if (variable.role === 'global' || variable.staticLocal) {
    lowerStaticLocal(f, variable, init);
    return;
  }
  const storage = localStorage(f, variable);
  if (variable.runtimeBytes !== undefined) {
    allocateRuntimeArray(f, variable.runtimeBytes, storage);
    return;
  }
  if (init !== undefined) {
    if (variable.type.kind === 'reference') {
      if (init.kind !== 'expression') throw new Error('a reference without an initializing expression');
      bindReference(f, storage, init);
    } else fullExpression(f, () => initializeObject(f, init, variable.type, storage));
  }
  if (variable.destructor !== undefined && variable.type.kind !== 'reference') {
    pushCleanup(f, (g) => destroyObject(g, variable.type, storage), variable === f.returnedLocal);
  }
}

/** Memory of an array whose size is known at run time only: on the heap, until its scope ends. */
function allocateRuntimeArray(f: FunctionState, { size, zeroed }: NonNullable<VarSymbol['runtimeBytes']>, storage: Value): void {
  const bytes = fullExpression(f, () => value(f, size));
  const address = zeroed
    ? build.call(f.b, libraryFunction(f.unit, 'calloc', ['i64', 'i64'], 'ptr'), [bytes, build.constI64(1n)])!
    : build.call(f.b, libraryFunction(f.unit, 'malloc', ['i64'], 'ptr'), [bytes])!;
  build.store(f.b, 'ptr', storage, address, 8);
  pushCleanup(f, (g) => {
    build.call(g.b, libraryFunction(g.unit, 'free', ['ptr'], undefined), [build.load(g.b, 'ptr', storage, false, 8)]);
  });
}

/** Marks the temporary that a reference is bound to, directly or through a member or base of it. */
function extendLife(e: CheckedExpr): CheckedExpr {
  switch (e.kind) {
    case 'full':
      return extendLife(e.value);
    case 'temporary':
      return e.extended ? e : { ...e, extended: true };
    case 'convert':
      return e.category === 'prvalue' ? e : { ...e, operand: extendLife(e.operand) };
    case 'field':
      return { ...e, base: extendLife(e.base) };
    default:
      return e;
  }
}

/** A temporary bound to the reference lives as long as the reference: fullExpression leaves its cleanup to the scope around. */
function bindReference(f: FunctionState, storage: Value, init: Extract<CheckedInit, { kind: 'expression' }>): void {
  const at = fullExpression(f, () => address(f, extendLife(init.expr)));
  build.store(f.b, 'ptr', storage, at, 8);
}

/** Static locals: constant images need no code; others run once, guarded by a flag. */
function lowerStaticLocal(f: FunctionState, variable: VarSymbol, init: CheckedInit | undefined): void {
  const { b, unit } = f;
  const target = defineGlobal(unit, variable);
  const first = init ?? variable.init;
  if (first === undefined || setImage(unit, variable, target, first)) return;
  const guard: Global = {
    kind: 'global', name: `_ZGV${variable.mangled.replace(/^_Z/, '')}`, type: scalarMemory('i8', 1, true), space: variable.threadLocal ? 'thread' : 'host', linkage: target.linkage, init: emptyImage(), align: 1, constant: false, loc: variable.loc,
  };
  unit.module.globals.set(guard.name, guard);
  const done = build.load(b, 'i8', build.globalAddress(guard), false, 1);
  const inst = build.append<IfInst>(b, { kind: 'if', operands: [build.compare(b, 'eq', done, constI32(0))], then: createRegion(), otherwise: createRegion() }, []);
  inRegion(f, inst.then, () => {
    initializeGlobal(f, variable, target, first);
    build.store(b, 'i8', build.globalAddress(guard), constI32(1), 1);
  });
  inRegion(f, inst.otherwise, () => {});
}

function emptyImage(): NonNullable<Global['init']> {
  return { bytes: new Uint8Array(0), relocations: [] };
}

/** Marks a variable as defined here, with a zero image until something better is known. */
export function defineGlobal(u: UnitState, variable: VarSymbol): Global {
  const target = globalFor(u, variable);
  if (target.init === undefined) target.init = emptyImage();
  return target;
}

/** const numbers and tables of them: nobody may change them once they are there. */
function isConstantData(type: Type): boolean {
  if (type.kind === 'array') return isConstantData(type.element);
  return type.cv === CONST && type.unqualified.kind !== 'class';
}

function setImage(u: UnitState, variable: VarSymbol, target: Global, init: CheckedInit): boolean {
  const image = constantImage(u, init, variable.type);
  if (image === undefined) return false;
  target.init = image;
  target.constant = target.space === 'host' && isConstantData(variable.type);
  return true;
}

/** Storage of a temporary that a reference of static storage is bound to. */
export function staticTemporary(f: FunctionState, type: Type): Value {
  const memory = memoryType(f.unit, type);
  const made: Global = {
    kind: 'global', name: `.temporary.${f.unit.unitName}.${f.unit.helperCount++}`, type: memory, space: 'host', linkage: 'internal', init: emptyImage(), align: memory.align, constant: false, loc: f.b.loc,
  };
  f.unit.module.globals.set(made.name, made);
  return build.globalAddress(made);
}

function initializeGlobal(f: FunctionState, variable: VarSymbol, target: Global, init: CheckedInit): void {
  const at = build.globalAddress(target);
  const outer = f.extendsToStatic;
  f.extendsToStatic = true;
  if (variable.type.kind === 'reference') bindReference(f, at, init as Extract<CheckedInit, { kind: 'expression' }>);
  else fullExpression(f, () => initializeObject(f, init, variable.type, at));
  f.extendsToStatic = outer;
  if (variable.destructor !== undefined) registerExitDestructor(f, variable.type, at, variable.threadLocal);
}

/**
 * `thread_local` variables at namespace scope whose initialization needs code, or whose destructor has to run: each thread initializes its own when it first uses it ([basic.stc.thread]/2), in a function `_ZTH…` that every use calls. Objects of
 * other units have one if a weak declaration of it finds it.
 */
function initializeForThread(f: FunctionState, variable: VarSymbol): void {
  if (variable.staticLocal) return;
  const { unit, b } = f;
  const name = `_ZTH${variable.mangled.replace(/^_Z/, '')}`;
  if (f.fn.name === name) return;
  if (!variable.defined) {
    if (variable.type.kind !== 'class') return;
    const elsewhere = libraryFunction(unit, name, [], undefined, 'host');
    elsewhere.linkage = 'weak';
    const address = build.functionAddress(elsewhere);
    const inst = build.append<IfInst>(b, { kind: 'if', operands: [build.compare(b, 'ne', address, build.NULL)], then: createRegion(), otherwise: createRegion() }, []);
    inRegion(f, inst.then, () => void build.append(b, { kind: 'call-indirect', params: [], result: undefined, operands: [address] }, []));
    inRegion(f, inst.otherwise, () => {});
    return;
  }
  const initializer = threadInitializer(unit, variable, name);
  if (initializer !== undefined) build.call(b, initializer, []);
}

/** undefined where the image says it all. */
function threadInitializer(u: UnitState, variable: VarSymbol, name: string): Func | undefined {
  const { init } = variable;
  const constant = init === undefined ? emptyImage() : constantImage(u, init, variable.type);
  if (constant !== undefined && variable.destructor === undefined) return undefined;
  const existing = u.module.functions.get(name);
  if (existing !== undefined && existing.body !== undefined) return existing;
  const target = defineGlobal(u, variable);
  const guard: Global = {
    kind: 'global', name: `_ZGV${variable.mangled.replace(/^_Z/, '')}`, type: scalarMemory('i8', 1, true), space: 'thread', linkage: target.linkage, init: emptyImage(), align: 1, constant: false, loc: variable.loc,
  };
  u.module.globals.set(guard.name, guard);
  const fn: Func = {
    kind: 'function', name, pretty: `initialization of ${variable.name}`, side: 'both', space: 'host', params: [], result: undefined, linkage: variable.linkage, body: undefined, import: undefined, exportName: undefined,
    inline: 'never', noreturn: false, pure: false, kernel: undefined, loc: variable.loc,
  };
  u.module.functions.set(name, fn);
  const f = createFunctionState(u, fn, undefined);
  const inst = build.append<IfInst>(f.b, { kind: 'if', operands: [build.compare(f.b, 'eq', build.load(f.b, 'i8', build.globalAddress(guard), false, 1), constI32(0))], then: createRegion(), otherwise: createRegion() }, []);
  inRegion(f, inst.then, () => {
    build.store(f.b, 'i8', build.globalAddress(guard), constI32(1), 1);
    if (constant === undefined) initializeGlobal(f, variable, target, init!);
    else registerExitDestructor(f, variable.type, build.globalAddress(target), true);
  });
  inRegion(f, inst.otherwise, () => {});
  build.returnValue(f.b);
  finishFunction(f);
  return fn;
}

/** A variable of static storage: an image, or code that runs before main (in order of definition). */
export function lowerGlobal(u: UnitState, variable: VarSymbol, state: () => FunctionState): void {
  if (variable.dynamicShared) return;
  const target = defineGlobal(u, variable);
  if (variable.threadLocal && !variable.staticLocal) {
    if (variable.init !== undefined) setImage(u, variable, target, variable.init);
    const initializer = threadInitializer(u, variable, `_ZTH${variable.mangled.replace(/^_Z/, '')}`);
    if (initializer !== undefined) build.call(state().b, initializer, []);
    return;
  }
  if (variable.init === undefined || variable.storage === 'shared' || variable.staticLocal) {
    if (variable.init === undefined && variable.destructor !== undefined && !variable.staticLocal && variable.storage !== 'shared') registerExitDestructor(state(), variable.type, build.globalAddress(target));
    return;
  }
  if (setImage(u, variable, target, variable.init)) {
    if (variable.destructor !== undefined) registerExitDestructor(state(), variable.type, build.globalAddress(target));
    return;
  }
  const f = state();
  if (variable.linkage !== 'once') {
    initializeGlobal(f, variable, target, variable.init);
    return;
  }
  // Defined in several units (inline variables, static members of templates): the first constructor to run initializes it.
  const guard: Global = {
    kind: 'global', name: `_ZGV${variable.mangled.replace(/^_Z/, '')}`, type: scalarMemory('i8', 1, true), space: 'host', linkage: 'once', init: emptyImage(), align: 1, constant: false, loc: variable.loc,
  };
  u.module.globals.set(guard.name, guard);
  const done = build.load(f.b, 'i8', build.globalAddress(guard), false, 1);
  const inst = build.append<IfInst>(f.b, { kind: 'if', operands: [build.compare(f.b, 'eq', done, constI32(0))], then: createRegion(), otherwise: createRegion() }, []);
  const init = variable.init;
  inRegion(f, inst.then, () => {
    build.store(f.b, 'i8', build.globalAddress(guard), constI32(1), 1);
    initializeGlobal(f, variable, target, init);
  });
  inRegion(f, inst.otherwise, () => {});
}

/** `void destroy(void*)` for a type. */
export function destructorThunk(u: UnitState, type: Type, loc: number): Func {
  const name = `__cw_destroy.${type.unqualified.id}`;
  const existing = u.module.functions.get(name);
  if (existing !== undefined) return existing;
  const thunk: Func = {
    kind: 'function', name, pretty: 'destructor', side: 'both', space: 'host', params: [{ type: 'ptr', name: 'object' }], result: undefined,
    linkage: 'internal', body: undefined, import: undefined, exportName: undefined, inline: undefined, noreturn: false, pure: false, kernel: undefined, loc,
  };
  u.module.functions.set(name, thunk);
  const inner = createFunctionState(u, thunk, undefined);
  destroyObject(inner, type, thunk.body!.params[0]!);
  build.returnValue(inner.b);
  finishFunction(inner);
  return thunk;
}

/** Has an object destroyed at the program's or thread's exit, in reverse order of construction. */
export function registerExitDestructor(f: FunctionState, type: Type, at: Value, ofThread = false): void {
  const thunk = destructorThunk(f.unit, type, f.b.loc);
  const register = libraryFunction(f.unit, ofThread ? '__cxa_thread_atexit' : '__cxa_atexit', ['ptr', 'ptr', 'ptr'], 'i32', 'host');
  build.call(f.b, register, [build.functionAddress(thunk), at, build.NULL]);
}

/** Runs the destructor of an object; arrays element by element from the last. */
export function destroyObject(f: FunctionState, type: Type, at: Value, virtual = false): void {
  if (type.kind === 'class') {
    callDestructor(f, type.symbol, at, virtual);
    return;
  }
  if (type.kind === 'array' && typeof type.size === 'number') {
    const { element } = type;
    countdown(f, build.constI32(type.size), (i) => destroyObject(f, element, build.index(f.b, at, memoryType(f.unit, element), i)));
  }
}

/** for (i = count; i-- > 0;) body(i). count: i32. */
export function countdown(f: FunctionState, count: Value, body: (i: Value) => void): void {
  const { b } = f;
  const loop = build.append<LoopInst>(b, { kind: 'loop', operands: [count], body: createRegion([{ type: 'i32', name: 'i' }]), unroll: undefined }, []);
  const outer = b.region;
  b.region = loop.body;
  const left = loop.body.params[0]!;
  const inst = build.append<IfInst>(b, { kind: 'if', operands: [build.compare(b, 'eq', left, constI32(0))], then: createRegion(), otherwise: createRegion() }, []);
  inRegion(f, inst.then, () => build.breakTo(b, loop));
  inRegion(f, inst.otherwise, () => {
    const i = build.binary(b, 'sub', left, constI32(1));
    body(i);
    build.continueTo(b, loop, [i]);
  });
  build.unreachable(b);
  b.region = outer;
}

/** for (i = 0; i < count; i++) body(i). count: i32. */
function countUp(f: FunctionState, count: Value, body: (i: Value) => void): void {
  const { b } = f;
  const loop = build.append<LoopInst>(b, { kind: 'loop', operands: [constI32(0)], body: createRegion([{ type: 'i32', name: 'i' }]), unroll: undefined }, []);
  const outer = b.region;
  b.region = loop.body;
  const i = loop.body.params[0]!;
  const inst = build.append<IfInst>(b, { kind: 'if', operands: [build.compare(b, 'ult', i, count)], then: createRegion(), otherwise: createRegion() }, []);
  inRegion(f, inst.then, () => {
    body(i);
    build.continueTo(b, loop, [build.binary(b, 'add', i, constI32(1))]);
  });
  inRegion(f, inst.otherwise, () => build.breakTo(b, loop));
  build.unreachable(b);
  b.region = outer;
}

/** Builds elements one after the other; when one's construction throws, those that exist are destroyed. count: i32. */
export function constructElements(f: FunctionState, element: Type, at: Value, count: Value, construct: (to: Value, i: Value) => void): void {
  const memory = memoryType(f.unit, element);
  if (!needsDestruction(element)) {
    countUp(f, count, (i) => construct(build.index(f.b, at, memory, i), i));
    return;
  }
  const depth = f.cleanups.length;
  const built = allocaAtEntry(f, scalarMemory('i32', 4, false), 'built');
  build.store(f.b, 'i32', built, constI32(0), 4);
  pushCleanup(f, (g) => countdown(g, build.load(g.b, 'i32', built, false, 4), (i) => destroyObject(g, element, build.index(g.b, at, memory, i))), true);
  countUp(f, count, (i) => {
    construct(build.index(f.b, at, memory, i), i);
    if (!isTerminated(f.b.region)) build.store(f.b, 'i32', built, build.binary(f.b, 'add', i, constI32(1)), 4);
  });
  leaveScope(f, depth);
}

export function needsDestruction(type: Type): boolean {
  if (type.kind === 'array') return needsDestruction(type.element);
  return type.kind === 'class' && !type.symbol.trivialDestructor;
}
