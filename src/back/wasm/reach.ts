/**
 * What a program consists of: functions, globals and kernels that can be reached from its exports, what of them is used by address, which host functions they need.
 * One walk over each reachable body.
 */
import { functionAddress, globalAddress } from '../../ir/build.js';
import type { Func, Global, Inst, Module, SpecialRegister, Value } from '../../ir/ir.js';
import { forEachInst } from '../../ir/walk.js';

/** Special registers of functions that are called from kernels live in WebAssembly globals; 'shared' is the base of the block's shared memory. */
export type SpecialGlobal = SpecialRegister | 'shared';

export interface FunctionFacts {
  /** Each once. */
  readonly callees: Iterable<Func>;
  readonly sharedGlobals: ReadonlySet<Global>;
  readonly specials: ReadonlySet<SpecialGlobal>;
  readonly throws: boolean;
  /** Calls through pointers: any function whose address is taken may be called. */
  readonly indirect: boolean;
}

export interface Reach {
  readonly functions: Func[];
  readonly imports: Func[];
  readonly globals: Global[];
  readonly kernels: Func[];
  /** Functions whose address is taken, in order of their table index (from 1). */
  readonly addressTaken: Func[];
  readonly hostFunctions: Set<string>;
  readonly facts: Map<Func, FunctionFacts>;
}

export interface Reacher {
  readonly reach: Reach;
  addFunction(fn: Func): void;
  addGlobal(global: Global): void;
  takeAddress(fn: Func): void;
}

/** `define` gives the function that a declaration stands for; undefined when there is none. */
export function createReacher(module: Module, define: (fn: Func) => Func | undefined): Reacher {
  const reach: Reach = { functions: [], imports: [], globals: [], kernels: [], addressTaken: [], hostFunctions: new Set(), facts: new Map() };
  const seenFunctions = new Set<Func>();
  const seenGlobals = new Set<Global>();
  const seenAddresses = new Set<Func>();
  const seenKernels = new Set<Func>();

  function addFunction(declared: Func): void {
    if (seenFunctions.has(declared)) return;
    seenFunctions.add(declared);
    const fn = define(declared);
    if (fn === undefined) {
      if (declared.import !== undefined) reach.imports.push(declared);
      return;
    }
    if (fn !== declared) {
      addFunction(fn);
      return;
    }
    reach.functions.push(fn);
    scan(fn);
  }

  function addKernel(fn: Func): void {
    if (seenKernels.has(fn)) return;
    seenKernels.add(fn);
    reach.kernels.push(fn);
  }

  function takeAddress(declared: Func): void {
    const fn = define(declared) ?? declared;
    if (fn.space === 'kernel') {
      addKernel(fn);
      return;
    }
    addFunction(fn);
    if (seenAddresses.has(fn)) return;
    seenAddresses.add(fn);
    reach.addressTaken.push(fn);
  }

  function addGlobal(global: Global): void {
    if (seenGlobals.has(global)) return;
    seenGlobals.add(global);
    reach.globals.push(global);
    const init = global.init;
    if (init === undefined) {
      const defined = module.globals.get(global.name);
      if (defined !== undefined && defined !== global) addGlobal(defined);
      return;
    }
    for (const relocation of init.relocations) {
      if (relocation.target.kind === 'global') addGlobal(relocation.target);
      else takeAddress(relocation.target);
    }
  }

  function scan(fn: Func): void {
    const facts = factsOf(fn, (v) => {
      if (v.kind === 'global-address') addGlobal(v.global);
      else if (v.kind === 'function-address') takeAddress(v.function);
    });
    reach.facts.set(fn, facts.facts);
    for (const name of facts.library) {
      const library = module.functions.get(name);
      if (library !== undefined) addFunction(library);
    }
    for (const name of facts.host) reach.hostFunctions.add(name);
    for (const callee of facts.facts.callees) addFunction(callee);
  }

  return { reach, addFunction, addGlobal, takeAddress };
}

interface Scanned {
  readonly facts: FunctionFacts;
  readonly library: ReadonlySet<string>;
  readonly host: ReadonlySet<string>;
}

const none: ReadonlySet<never> = new Set<never>();

/** Facts of one body; `address` is told each address constant. */
export function factsOf(fn: Func, address: (value: Value) => void): Scanned {
  if (fn.image !== undefined) {
    for (const x of fn.image.addresses) address(x.kind === 'function' ? functionAddress(x) : globalAddress(x));
    return { facts: { callees: fn.image.callees, sharedGlobals: none, specials: none, throws: false, indirect: fn.image.indirect }, library: none, host: none };
  }
  const callees = new Set<Func>();
  const sharedGlobals = new Set<Global>();
  const specials = new Set<SpecialGlobal>();
  const library = new Set<string>();
  const host = new Set<string>();
  let throws = false;
  let indirect = false;
  const visit = (inst: Inst): void => {
    const operands = inst.operands;
    for (let i = 0; i < operands.length; i++) {
      const v = operands[i];
      if (v.kind === 'global-address') {
        if (v.global.space === 'shared') {
          sharedGlobals.add(v.global);
          specials.add('shared');
        }
        address(v);
      } else if (v.kind === 'function-address') address(v);
    }
    switch (inst.kind) {
      case 'call':
        callees.add(inst.callee);
        break;
      case 'call-indirect':
        indirect = true;
        break;
      case 'special':
        specials.add(inst.register);
        break;
      case 'fma':
        library.add(inst.results[0].type === 'f32' ? '__cw_fmaf' : '__cw_fma');
        break;
      case 'try':
      case 'throw':
        throws = true;
        break;
      case 'intrinsic':
        if (inst.name === 'clock' || inst.name === 'globaltimer') host.add('clock');
        else if (inst.name === 'abort-kernel') host.add('abort_kernel');
        break;
      default:
        break;
    }
  };
  if (fn.body !== undefined) forEachInst(fn.body, visit);
  return { facts: { callees, sharedGlobals, specials, throws, indirect }, library, host };
}
