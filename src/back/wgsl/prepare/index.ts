/**
 * Kernels of a linked program → kernels for shaders: copies of them and of all that they call, inlined completely and optimised. The program's own functions stay as they are, so that this may run before
 * they are optimised for the CPU. What the shader has functions of its own for (functions.ts), or what it cannot do anyway, stays a call; and so do larger pure functions of the library, such as double precision's
 * sine, which the shader then contains once (outline.ts).
 */
import { createModule, functionKey } from '../../../ir/build.js';
import { copyBody } from '../../../ir/clone.js';
import { hasBody } from '../../../ir/image.js';
import type { Func, Module } from '../../../ir/ir.js';
import { forEachInst } from '../../../ir/walk.js';
import type { OptimizationLevel } from '../../../passes/pipeline.js';
import { optimize } from '../../../passes/pipeline.js';
import { callClocks, replacementOf } from './replacements.js';
import { staysCall } from '../functions.js';
import { callsThroughPointers, functionsWithAddress, nameCallees } from '../../../passes/indirect-calls.js';
import { compactDoubles } from './double-programs.js';
import { shortenDoubles } from './double-sequences.js';
import { createOutlining, returnOnce } from './outline.js';

/** How often functions that are called through pointers may call others so, until all of them are named. */
const POINTER_ROUNDS = 3;

export interface PrepareOptions {
  /** Shaders need at least level 2: what is in memory without need costs too much there. */
  readonly level: OptimizationLevel;
  readonly verify?: boolean;
  /** Told where kernels read clocks. */
  readonly onClock?: ((loc: number) => void) | undefined;
  /** Leave large functions of the library as they are (for tests). */
  readonly spacious?: boolean;
}

/** The kernels, in the order given; others of the module if none are. */
export function prepareKernels(module: Module, options: PrepareOptions, kernels: readonly Func[] = kernelsOf(module)): Func[] {
  const inlined = copyKernels(module, options, kernels, false);
  return someReached(inlined, callsThroughPointers) ? copyKernels(module, options, kernels, true) : inlined;
}

/**
 * `named`: what calls through pointers may call is named everywhere before anything is inlined. Only so does one see functions that call themselves through pointers, such as methods of lists of shapes that are shapes; but
 * what inlining would tell of the pointers is not known yet.
 */
function copyKernels(module: Module, options: PrepareOptions, kernels: readonly Func[], named: boolean): Func[] {
  const copies = new Map<Func, Func>();
  const { isOutlined } = createOutlining(module);
  const pending: { readonly from: Func; readonly to: Func }[] = [];
  const copy = (declared: Func): Func => {
    const known = copies.get(declared);
    if (known !== undefined) return known;
    const instead = replacementOf(declared.name);
    const replacement = instead === undefined ? undefined : module.functions.get(functionKey(instead, 'both'));
    if (replacement !== undefined) return copy(replacement);
    const found = hasBody(declared) ? declared : (module.functions.get(functionKey(declared.name, declared.side)) ?? declared);
    const other = found === declared ? undefined : copies.get(found);
    const made = other ?? shallowCopy(found, isOutlined(found));
    copies.set(declared, made);
    if (other === undefined) {
      copies.set(found, made);
      if (hasBody(found) && !staysCall(found.name)) pending.push({ from: found, to: made });
    }
    return made;
  };
  const result = kernels.map(copy);
  const outlined = new Set<Func>();
  const prepared = createModule();
  for (const [name, struct] of module.structs) prepared.structs.set(name, struct);
  const candidates = named ? functionsWithAddress(module) : undefined;
  let done = 0;
  /** Takes in what kernels call so far, and makes one of it. */
  const merge = (): void => {
    for (; done < pending.length; done++) {
      const { from, to } = pending[done]!;
      to.body = copyBody(from.body!);
      if (isOutlined(from)) {
        returnOnce(to);
        outlined.add(to);
      }
      callClocks(to.body, (name) => module.functions.get(functionKey(name, 'both')), options.onClock);
      forEachInst(to.body, (inst) => {
        if (inst.kind === 'call') inst.callee = copy(inst.callee);
      });
      if (candidates !== undefined && callsThroughPointers(to)) nameCallees(to, candidates, copy);
    }
    for (const fn of copies.values()) prepared.functions.set(functionKey(fn.name, fn.side), fn);
    optimize(prepared, { level: Math.max(options.level, 2) as OptimizationLevel, wholeProgram: false, partOfProgram: true, kernels: 'everything', outlined, verify: options.verify ?? false });
  };
  /** Optimising makes calls by name of calls through pointers that turn out to be known. Takes their functions in. */
  const adopt = (): void => {
    const own = new Set(copies.values());
    for (let strays = true; strays; ) {
      strays = false;
      for (const fn of own) {
        if (fn.body === undefined) continue;
        forEachInst(fn.body, (inst) => {
          if (inst.kind !== 'call' || own.has(inst.callee)) return;
          inst.callee = copy(inst.callee);
          own.add(inst.callee);
          strays = true;
        });
      }
      if (strays) merge();
    }
  };
  const shortened = (): Func[] => {
    const compacted = new Map<Func, Func>();
    const polynomials = new Map<string, Func>();
    if (options.spacious !== true) for (const kernel of result) compactDoubles(kernel, compacted);
    for (const fn of [...copies.values(), ...compacted.values()]) shortenDoubles(fn, polynomials);
    return result;
  };
  merge();
  adopt();
  if (named) return shortened();
  // What is called through pointers then is known from data only. The functions may do so themselves.
  for (let round = 0; round < POINTER_ROUNDS && result.some(callsThroughPointers); round++) {
    const found = functionsWithAddress(module);
    for (const kernel of result) if (callsThroughPointers(kernel)) nameCallees(kernel, found, copy);
    merge();
    adopt();
  }
  return shortened();
}

export function kernelsOf(module: Module): Func[] {
  return [...module.functions.values()].filter((fn) => fn.space === 'kernel' && hasBody(fn));
}

/** Is it so of one of the kernels, or of what they still call? */
function someReached(kernels: readonly Func[], test: (fn: Func) => boolean): boolean {
  const reached = new Set(kernels);
  // A set's iteration comes to what is added meanwhile.
  for (const fn of reached) {
    if (fn.body === undefined) continue;
    if (test(fn)) return true;
    forEachInst(fn.body, (inst) => {
      if (inst.kind === 'call') reached.add(inst.callee);
    });
  }
  return false;
}

/** Field by field: `body` of a library's function is read when it is asked for. */
function shallowCopy(fn: Func, outlined: boolean): Func {
  const { name, pretty, side, space, params, result, linkage, inline, noreturn, pure, kernel, loc } = fn;
  const common: Func = { kind: 'function', floats: fn.floats, name, pretty, side, space, params, result, linkage, body: undefined, import: fn.import, exportName: undefined, inline, noreturn, pure: pure || outlined, kernel, loc };
  return fn.optimized === undefined || outlined ? common : { ...common, optimized: fn.optimized };
}
