/**
 * Lowering: the checked tree of one translation unit → an IR module.
 *
 * Out: every defined function and variable of the unit, `__cw_main` around its main, and a constructor function for each variable with a dynamic initializer (libraries link only those whose variable is used). Locals are allocas with loads and stores
 * (SROA and mem2reg make values of them); control flow is structured from the start.
 */
import * as build from '../ir/build.js';
import { CONSTRUCTOR_PREFIX, createModule, createRegion, sortStartup, STARTUP_PREFIX, startupOrder } from '../ir/build.js';
import type { DiagnosticSink } from '../diagnostics/diagnostic.js';
import type { CheckedUnit, FunctionSymbol, VarSymbol } from '../tree/index.js';
import { vtableFor } from './vtables.js';
import type { FunctionState, UnitState } from './context.js';
import { createFunctionState, finishFunction, functionFor, libraryFunction, lowerFunction } from './functions.js';
import type { Func, Module, TryInst, Value } from './ir-imports.js';
import { lowerGlobal } from './variables.js';

export interface LowerOptions {
  /** Makes internal names of this unit distinct, e.g. 'main_cu'. */
  readonly unitName: string;
  readonly side: 'both' | 'device';
}

export function lower(unit: CheckedUnit, options: LowerOptions, diagnostics: DiagnosticSink): Module {
  const u: UnitState = {
    module: createModule(), diagnostics, side: options.side, functions: new Map(), baseVariants: new Map(), globals: new Map(), strings: new Map(), memoryTypes: new Map(), structs: new Map(), fieldIndex: new Map(),
    vtables: new Map(), typeNames: unit.typeNames, stringCount: 0, helperCount: 0, unitName: options.unitName,
  };
  const lowerWithInitializer = (variable: VarSymbol): void => {
    let initializer: FunctionState | undefined;
    lowerGlobal(u, variable, () => {
      initializer ??= createFunctionState(u, internalFunction(`${CONSTRUCTOR_PREFIX}${variable.mangled}`), undefined);
      return initializer;
    });
    if (initializer === undefined) return;
    build.returnValue(initializer.b);
    finishFunction(initializer);
    u.module.functions.set(initializer.fn.name, initializer.fn);
    u.module.constructors.push(initializer.fn);
  };
  u.module.constructors.push(...startupFunctions(u, unit));
  for (const variable of unit.globals) lowerWithInitializer(variable);
  for (const fn of unit.functions) lowerFunction(u, fn);
  for (const cls of unit.vtables) vtableFor(u, cls);
  const main = unit.functions.find((fn) => fn.name === 'main' && fn.parent.kind === 'namespace' && fn.parent.parent === undefined && fn.body !== undefined);
  if (main !== undefined) emitMainShim(u, main);
  return u.module;
}

/** Functions that run before `main`, and others that have those run when the program ends: these first of all, so that they run after all that the program asks for itself, the last one first. */
function startupFunctions(u: UnitState, unit: CheckedUnit): Func[] {
  const made: Func[] = [];
  const add = (order: string, fn: FunctionSymbol, body: (f: FunctionState, target: Func) => void): void => {
    const startup = internalFunction(`${STARTUP_PREFIX}${order}.${fn.mangled}`);
    const f = createFunctionState(u, startup, undefined);
    body(f, functionFor(u, fn));
    build.returnValue(f.b);
    finishFunction(f);
    u.module.functions.set(startup.name, startup);
    made.push(startup);
  };
  for (const fn of unit.functions) {
    if (fn.runs === undefined || fn.body === undefined) continue;
    const { first, last } = fn.runs;
    if (last !== undefined) add(startupOrder('last', last), fn, (f, target) => build.call(f.b, libraryFunction(u, 'atexit', ['ptr'], 'i32', 'host'), [build.functionAddress(target)]));
    if (first !== undefined) add(startupOrder('first', first), fn, (f, target) => build.call(f.b, target, []));
  }
  return sortStartup(made);
}

function internalFunction(name: string): Func {
  return {
    kind: 'function', name, pretty: name, side: 'both', space: 'host', params: [], result: undefined, linkage: 'internal', body: undefined, import: undefined, exportName: undefined, inline: undefined,
    noreturn: false, pure: false, kernel: undefined, loc: 0,
  };
}

/** int __cw_main(int argc, char** argv, char** envp): what the library's start code calls, whatever main's own parameters are. */
function emitMainShim(u: UnitState, main: FunctionSymbol): void {
  const shim: Func = {
    ...internalFunction('__cw_main'), linkage: 'external', params: [{ type: 'i32', name: 'argc' }, { type: 'ptr', name: 'argv' }, { type: 'ptr', name: 'envp' }], result: 'i32',
  };
  u.module.functions.set(shim.name, shim);
  const f = createFunctionState(u, shim, undefined);
  const target = functionFor(u, main);
  const args: Value[] = shim.body!.params.slice(0, target.params.length);
  // What nobody catches ends the program as std::terminate does.
  const guard = build.append<TryInst>(f.b, { kind: 'try', body: createRegion(), handler: createRegion([{ type: 'ptr', name: 'exception' }]), operands: [] }, []);
  f.b.region = guard.body;
  const result = build.call(f.b, target, args);
  build.returnValue(f.b, result ?? build.constI32(0));
  f.b.region = guard.handler;
  build.call(f.b, libraryFunction(u, '__cw_uncaught', ['ptr'], undefined, 'host'), [guard.handler.params[0]!]);
  build.unreachable(f.b);
  f.b.region = shim.body!;
  build.unreachable(f.b);
  finishFunction(f);
}
