/**
 * The order of the passes. In: a linked module (or one unit's). Out: the same program, better. `verify` runs the validator after each pass and names the one that broke the module.
 *
 * A pass is a row: its name, what must have run before it for it to be worth running, and the function. Levels are lists of names.
 */
import { throwingFunctions } from '../ir/effects.js';
import type { Func, Module } from '../ir/ir.js';
import { validateFunction, validateModule } from '../ir/validate.js';
import { forEachInst } from '../ir/walk.js';
import { contractProducts } from './contract-products.js';
import { eliminateCommonSubexpressions } from './cse.js';
import { eliminateDeadCode } from './dce.js';
import { foldFunction } from './fold.js';
import { inlineCalls } from './inline.js';
import type { InlinePolicy } from './inline.js';
import { gatherGuards } from './gather-guards.js';
import { gatherVectors } from './gather-vectors.js';
import { hoistLoads } from './hoist-loads.js';
import { hoistInvariants } from './licm.js';
import { promoteInLoops } from './promote-in-loops.js';
import { narrowWide } from './narrow-wide.js';
import { promoteMemory } from './mem2reg.js';
import { ownChangedStructs } from './own-structs.js';
import { relaxFloats } from './relax-floats.js';
import { removeUnused } from './remove-unused.js';
import { simplifyRegions } from './simplify-regions.js';
import { splitTests } from './split-tests.js';
import { splitAllocas } from './sroa.js';
import { unrollForShaders, unrollLoops } from './unroll.js';
import { unrollPartly } from './unroll-partly.js';

export type OptimizationLevel = 0 | 1 | 2 | 3;

export interface OptimizeOptions {
  readonly level: OptimizationLevel;
  /** 'everything' for WGSL (address spaces must be known), 'synchronizing' for the CPU. */
  readonly kernels?: InlinePolicy['kernels'];
  /** With 'everything': functions that stay functions. */
  readonly outlined?: ReadonlySet<Func>;
  /** The module is a whole program: what is not exported is not called from outside. Default true. */
  readonly wholeProgram?: boolean;
  /** Functions of the library are not copied into others: their accesses are not tested. */
  readonly keepLibraryCalls?: boolean;
  readonly verify?: boolean;
  /** Instructions to which copies of functions that ask to be copied may let a function grow. */
  readonly inlineSize?: number | undefined;
  /** Parts of a program, which refer to what only the program has. Default false. */
  readonly partOfProgram?: boolean;
}

export interface FunctionPass {
  readonly name: string;
  /** Passes that should have run earlier in the list. */
  readonly after: readonly string[];
  /** `throwing` computes the functions that may throw, where the module is known. False: the function is as it was, and would stay so if the pass ran again. */
  readonly run: (fn: Func, throwing?: () => ReadonlySet<Func>) => unknown;
}

const sroa: FunctionPass = { name: 'sroa', after: ['simplify-regions'], run: splitAllocas };
const mem2reg: FunctionPass = { name: 'mem2reg', after: ['sroa'], run: promoteMemory };
const fold: FunctionPass = { name: 'fold', after: ['mem2reg'], run: foldFunction };
const regions: FunctionPass = { name: 'simplify-regions', after: [], run: simplifyRegions };
const cse: FunctionPass = { name: 'cse', after: ['mem2reg'], run: eliminateCommonSubexpressions };
const licm: FunctionPass = { name: 'licm', after: ['cse'], run: hoistInvariants };
const hoisting: FunctionPass = { name: 'hoist-loads', after: ['cse'], run: hoistLoads };
const promotion: FunctionPass = { name: 'promote-in-loops', after: ['licm'], run: promoteInLoops };
const splitting: FunctionPass = { name: 'split-tests', after: ['fold'], run: splitTests };
const unroll: FunctionPass = { name: 'unroll', after: ['mem2reg', 'fold'], run: unrollLoops };
const shaderUnroll: FunctionPass = { name: 'unroll-for-shaders', after: ['mem2reg', 'fold'], run: unrollForShaders };
const narrowing: FunctionPass = { name: 'narrow-wide', after: ['fold'], run: narrowWide };
const unrollPart: FunctionPass = { name: 'unroll-partly', after: ['licm'], run: unrollPartly };
const contraction: FunctionPass = { name: 'contract-products', after: ['fold', 'cse'], run: contractProducts };
const guards: FunctionPass = { name: 'gather-guards', after: ['unroll', 'split-tests'], run: gatherGuards };
const vectors: FunctionPass = { name: 'gather-vectors', after: ['sroa', 'cse'], run: gatherVectors };
const dce: FunctionPass = { name: 'dce', after: [], run: eliminateDeadCode };

/** What each function goes through before inlining, and again (with the rest) after it. */
export const early: Readonly<Record<OptimizationLevel, readonly FunctionPass[]>> = {
  0: [],
  1: [regions, sroa, mem2reg, fold, regions, dce],
  2: [regions, sroa, mem2reg, fold, regions, dce],
  3: [regions, sroa, mem2reg, fold, regions, dce],
};

export const late: Readonly<Record<OptimizationLevel, readonly FunctionPass[]>> = {
  0: [],
  1: [regions, sroa, mem2reg, fold, regions, dce],
  2: [regions, sroa, mem2reg, fold, regions, unroll, fold, regions, fold, sroa, mem2reg, fold, regions, cse, licm, promotion, fold, dce],
  3: [regions, sroa, mem2reg, fold, regions, unroll, fold, regions, fold, sroa, mem2reg, fold, regions, cse, licm, promotion, fold, dce],
};

/** In place of `late` for functions that become shaders. */
export const lateForShaders: readonly FunctionPass[] = [
  regions, sroa, mem2reg, fold, regions, shaderUnroll, fold, sroa, mem2reg, fold, regions, narrowing, cse, licm, fold, promotion, fold, hoisting, unrollPart, fold, splitting, guards, cse, contraction, vectors, dce,
];

/** Where forced copies end. What is left as a call in a kernel is an error of the back end in shaders only. */
const LARGEST = 40_000;

function policyFor(options: OptimizeOptions): InlinePolicy {
  const { level } = options;
  const common = { largest: options.inlineSize ?? (options.kernels === 'everything' ? 4 : 1) * LARGEST, wholeProgram: options.wholeProgram ?? true, kernels: options.kernels ?? 'synchronizing', keepLibraryCalls: options.keepLibraryCalls ?? false, ...(options.outlined === undefined ? {} : { outlined: options.outlined }) };
  switch (level) {
    case 0:
      return { ...common, smallSize: 0, singleCalls: false, maxSize: 0 };
    case 1:
      return { ...common, smallSize: 24, singleCalls: true, maxSize: 4000 };
    case 2:
      return { ...common, smallSize: 60, singleCalls: true, maxSize: 8000 };
    case 3:
      return { ...common, smallSize: 120, singleCalls: true, maxSize: 16000 };
    default:
      return level satisfies never;
  }
}

/** Optimizes a module in place. Throws if `verify` finds that a pass broke an invariant. */
export function optimize(module: Module, options: OptimizeOptions): void {
  const verify = options.verify ?? false;
  const known = options.partOfProgram ? undefined : module;
  const problems = (): string[] => (known === undefined ? [...module.functions.values()].flatMap((fn) => validateFunction(fn)) : validateModule(known));
  if (verify) complain('the input', problems());
  // What is only declared here may be anything, so the sets are right for parts of a program too.
  let throwers: ReadonlySet<Func> | undefined;
  const throwing = (): ReadonlySet<Func> => {
    throwers ??= throwingFunctions(module.functions.values());
    return throwers;
  };
  if (options.kernels === 'everything') relaxFloats(module);
  for (const fn of module.functions.values()) runPasses(fn, early[options.level], known, verify, throwing);
  inlineCalls(module, policyFor(options));
  if (verify) complain('inline', problems());
  // A function that was passed to one that is a copy now is called by name from here on: it can be copied too. Chains of such functions are short.
  for (let round = 0; round < 4 && nameCallees(module, known, options.level, verify, throwing); round++) {
    inlineCalls(module, policyFor(options));
    if (verify) complain('inline', problems());
  }
  if (options.wholeProgram ?? true) removeUnused(module);
  for (const fn of module.functions.values()) if (fn.kernel && fn.body && !fn.optimized) ownChangedStructs(fn);
  const passes = options.kernels === 'everything' && options.level >= 2 ? lateForShaders : late[options.level];
  for (const fn of module.functions.values()) runPasses(fn, passes, known, verify, throwing);
  if (options.wholeProgram ?? true) removeUnused(module);
}

/** Tries to find out what calls through pointers call; true where one is a call by name now. */
function nameCallees(module: Module, known: Module | undefined, level: OptimizationLevel, verify: boolean, throwing: () => ReadonlySet<Func>): boolean {
  let found = false;
  for (const fn of module.functions.values()) {
    const before = indirectCalls(fn);
    // Without optimization only kernels are worth it: what their threads wait in must be found.
    if (before === 0 || (level === 0 && fn.space !== 'kernel')) continue;
    runPasses(fn, early[level === 0 ? 1 : level], known, verify, throwing);
    if (indirectCalls(fn) < before) found = true;
  }
  return found;
}

function indirectCalls(fn: Func): number {
  let count = 0;
  if (fn.optimized || fn.image || !fn.body) return count;
  forEachInst(fn.body, (inst) => {
    if (inst.kind === 'call-indirect') count++;
  });
  return count;
}

/** The passes of a level that look at one function only. */
export function optimizeFunction(fn: Func, level: OptimizationLevel, verify = false): void {
  runPasses(fn, late[level], undefined, verify);
}

function runPasses(fn: Func, passes: readonly FunctionPass[], module: Module | undefined, verify: boolean, throwing?: () => ReadonlySet<Func>): void {
  if (fn.optimized || !fn.body) return;
  // Passes that found nothing to do have nothing to do until another one changes something.
  const idle = new Set<FunctionPass>();
  for (const pass of passes) {
    if (idle.has(pass)) continue;
    if (pass.run(fn, throwing) === false) idle.add(pass);
    else idle.clear();
    if (verify) complain(`${pass.name} on '${fn.pretty}'`, validateFunction(fn, module));
  }
}

function complain(where: string, problems: readonly string[]): void {
  if (problems.length > 0) throw new Error(`IR is invalid after ${where}:\n  ${problems.slice(0, 10).join('\n  ')}`);
}
