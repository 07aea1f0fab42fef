/**
 * Calls through pointers → calls by name, chosen by comparing the pointer with the functions that it may point to: those whose address is taken somewhere in the program, that kernels may call, and that have the
 * call's type. In: prepared kernels. Out: the same without such calls; one whose pointer is none of them is a fault, as on a GPU.
 */
import { functionAddress, makeInst } from '../../ir/build.js';
import { hasBody } from '../../ir/image.js';
import type { CallIndirectInst, CallInst, CompareInst, Func, GlobalInit, IfInst, Inst, IntrinsicInst, Module, Region, UnreachableInst, Value, YieldInst } from '../../ir/ir.js';
import { forEachInst, forEachRegion, replaceValues, someInst } from '../../ir/walk.js';

export function callsThroughPointers(fn: Func): boolean {
  return fn.body !== undefined && someInst(fn.body, (inst) => inst.kind === 'call-indirect');
}

/** Functions of the program whose address is somewhere, apart from the library's and those of host code. */
export function functionsWithAddress(module: Module): Func[] {
  const found = new Set<Func>();
  const add = (fn: Func): void => {
    if (fn.space !== 'host' && fn.space !== 'kernel' && fn.optimized !== true && hasBody(fn)) found.add(fn);
  };
  const addInit = (init: GlobalInit | undefined): void => {
    for (const { target } of init?.relocations ?? []) if (target.kind === 'function') add(target);
  };
  for (const global of module.globals.values()) addInit(global.init);
  for (const fn of module.functions.values()) {
    if (fn.image !== undefined || fn.optimized === true || fn.body === undefined) continue;
    forEachInst(fn.body, (inst) => {
      for (const v of inst.operands) if (v.kind === 'function-address') add(v.function);
    });
  }
  return [...found];
}

/** `copyOf`: the form of a function that kernels call. */
export function nameCallees(kernel: Func, candidates: readonly Func[], copyOf: (fn: Func) => Func): void {
  const body = kernel.body!;
  const results = new Map<Value, Value>();
  const walk = (region: Region): void => {
    region.insts = region.insts.flatMap((inst) => {
      forEachRegion(inst, walk);
      if (inst.kind !== 'call-indirect') return [inst];
      const fits = candidates.filter(({ params, result }) => result === inst.result && params.length === inst.params.length && params.every((p, i) => p.type === inst.params[i]));
      const { insts, value } = choose(inst, fits, copyOf);
      if (value !== undefined) results.set(inst.results[0]!, value);
      return insts;
    });
  };
  walk(body);
  replaceValues(body, results);
}

interface Chosen {
  readonly insts: Inst[];
  readonly value: Value | undefined;
}

function choose(call: CallIndirectInst, candidates: readonly Func[], copyOf: (fn: Func) => Func): Chosen {
  const { loc } = call;
  const common = call.inlinedAt === undefined ? {} : { inlinedAt: call.inlinedAt };
  const [pointer, ...args] = call.operands as [Value, ...Value[]];
  const [fn, ...rest] = candidates;
  if (fn === undefined) {
    const trap = makeInst<IntrinsicInst>({ kind: 'intrinsic', name: 'trap', operands: [], ...common }, [], loc);
    return { insts: [trap, makeInst<UnreachableInst>({ kind: 'unreachable', operands: [] }, [], loc)], value: undefined };
  }
  const types = call.result === undefined ? [] : [call.result];
  const yieldOf = (value: Value | undefined): YieldInst => makeInst<YieldInst>({ kind: 'yield', operands: value === undefined ? [] : [value] }, [], loc);
  const made = makeInst<CallInst>({ kind: 'call', callee: copyOf(fn), operands: [...args], ...common }, types, loc);
  const isIt = makeInst<CompareInst>({ kind: 'compare', op: 'eq', operands: [pointer, functionAddress(fn)] }, ['i1'], loc);
  const other = choose(call, rest, copyOf);
  const ends = other.insts[other.insts.length - 1]!.kind === 'unreachable';
  const branch = makeInst<IfInst>(
    {
      kind: 'if', operands: [isIt.results[0]!], then: { params: [], insts: [made, yieldOf(made.results[0])] },
      otherwise: { params: [], insts: ends ? other.insts : [...other.insts, yieldOf(other.value)] },
    },
    types,
    loc,
  );
  return { insts: [isIt, branch], value: branch.results[0] };
}
