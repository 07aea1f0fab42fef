/**
 * Calls through pointers → calls by name, chosen by comparing the pointer with the functions that it may point to: those whose address is taken somewhere in the program, that kernels may call, and that have the
 * call's type. In: functions that kernels are made of. Out: the same without such calls, of which one whose pointer is none of them is a fault, as on a GPU; or with calls of some functions only named, and others as they were.
 */
import { functionAddress, makeInst } from '../ir/build.js';
import { hasBody } from '../ir/image.js';
import type { CallIndirectInst, CallInst, CompareInst, Func, Global, GlobalInit, IfInst, Inst, IntrinsicInst, Module, Region, UnreachableInst, Value, VirtualSlot, YieldInst } from '../ir/ir.js';
import { forEachInst, forEachRegion, replaceValues, someInst } from '../ir/walk.js';

export function callsThroughPointers(fn: Func): boolean {
  return fn.body !== undefined && someInst(fn.body, (inst) => inst.kind === 'call-indirect');
}

/** What calls through pointers may call. */
export interface Candidates {
  /** Functions of the program whose address is somewhere, apart from the library's and those of host code. */
  readonly all: readonly Func[];
  /** Those in a place of the vtables of a class and of all that derive from it; undefined: the class is not known. */
  virtual(slot: VirtualSlot): ReadonlySet<Func> | undefined;
}

export function functionsWithAddress(module: Module): Candidates {
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
  const overriders = new Map<string, ReadonlySet<Func> | undefined>();
  return {
    all: [...found],
    virtual({ typeInfo, slot }) {
      const key = `${slot} ${typeInfo}`;
      if (!overriders.has(key)) overriders.set(key, functionsInSlot(module, typeInfo, slot));
      return overriders.get(key);
    },
  };
}

/**
 * Tables of functions stand behind their object's place in the whole one (negative) and a pointer to the whole one's type info, which has the type infos and places of bases (lower/vtables.ts, lower/type-info.ts). Those of
 * virtual bases are taken as anywhere.
 */
function functionsInSlot(module: Module, typeInfo: string, slot: number): ReadonlySet<Func> | undefined {
  const base = module.globals.get(typeInfo);
  if (base === undefined) return undefined;
  // Images may lack zeros at their ends.
  const numberAt = ({ bytes }: GlobalInit, offset: number): number => {
    const whole = new Uint8Array(8);
    whole.set(bytes.subarray(offset, offset + 8));
    return Number(new DataView(whole.buffer).getBigInt64(0, true));
  };
  /** Does an object of a class have one of the base at this place? */
  const hasBase = (info: Global, place: number | undefined): boolean => {
    if (info === base) return place === undefined || place === 0;
    const { init } = info;
    if (init === undefined) return false;
    return init.relocations.some(({ offset, target }) => {
      if (target.kind !== 'global' || !target.name.startsWith('_ZTI')) return false;
      const facts = numberAt(init, offset + 8);
      return hasBase(target, place === undefined || facts % 2 !== 0 ? undefined : place - Math.floor(facts / 256));
    });
  };
  const found = new Set<Func>();
  for (const table of module.globals.values()) {
    if (table.init === undefined || !/^_ZT[VC]/.test(table.name)) continue;
    const at = new Map(table.init.relocations.map(({ offset, target }) => [offset, target]));
    for (const [offset, info] of at) {
      if (info.kind !== 'global' || !hasBase(info, -numberAt(table.init, offset - 8))) continue;
      const target = at.get(offset + 8 * (slot + 1));
      if (target?.kind === 'function') found.add(target);
    }
  }
  return found;
}

/** `copyOf`: the form of a function that kernels call. `only`: those that are named; what else is called stays a call through the pointer. */
export function nameCallees(kernel: Func, candidates: Candidates, copyOf: (fn: Func) => Func, only?: ReadonlySet<Func>): void {
  const body = kernel.body!;
  const results = new Map<Value, Value>();
  const walk = (region: Region): void => {
    region.insts = region.insts.flatMap((inst) => {
      forEachRegion(inst, walk);
      if (inst.kind !== 'call-indirect') return [inst];
      const fits = calleesOf(inst, candidates).filter((fn) => only?.has(fn) ?? true);
      if (only !== undefined && fits.length === 0) return [inst];
      const { insts, value } = choose(inst, fits, copyOf, only === undefined ? trap : again);
      if (value !== undefined) results.set(inst.results[0]!, value);
      return insts;
    });
    // Behind a call that nothing answers nothing runs.
    const end = region.insts.findIndex((inst) => inst.kind === 'unreachable');
    if (end >= 0) region.insts.length = end + 1;
  };
  walk(body);
  replaceValues(body, results);
}

/** What a call through a pointer may call. */
export function calleesOf(call: CallIndirectInst, candidates: Candidates): Func[] {
  const overriders = call.virtual && candidates.virtual(call.virtual);
  return candidates.all.filter((fn) => fn.result === call.result && fn.params.length === call.params.length && fn.params.every((p, i) => p.type === call.params[i]) && (overriders?.has(fn) ?? true));
}

interface Chosen {
  readonly insts: Inst[];
  readonly value: Value | undefined;
}

function siteOf(call: CallIndirectInst): Pick<CallIndirectInst, 'inlinedAt'> {
  return call.inlinedAt === undefined ? {} : { inlinedAt: call.inlinedAt };
}

function trap(call: CallIndirectInst): Chosen {
  const inst = makeInst<IntrinsicInst>({ kind: 'intrinsic', name: 'trap', operands: [], ...siteOf(call) }, [], call.loc);
  return { insts: [inst, makeInst<UnreachableInst>({ kind: 'unreachable', operands: [] }, [], call.loc)], value: undefined };
}

function again(call: CallIndirectInst): Chosen {
  const { operands, results: _, loc, ...fields } = call;
  const made = makeInst<CallIndirectInst>({ ...fields, operands: [...operands] }, call.result === undefined ? [] : [call.result], loc);
  return { insts: [made], value: made.results[0] };
}

function choose(call: CallIndirectInst, candidates: readonly Func[], copyOf: (fn: Func) => Func, none: (call: CallIndirectInst) => Chosen): Chosen {
  const { loc } = call;
  const common = siteOf(call);
  const [pointer, ...args] = call.operands as [Value, ...Value[]];
  const [fn, ...rest] = candidates;
  if (fn === undefined) return none(call);
  const types = call.result === undefined ? [] : [call.result];
  const yieldOf = (value: Value | undefined): YieldInst => makeInst<YieldInst>({ kind: 'yield', operands: value === undefined ? [] : [value] }, [], loc);
  const made = makeInst<CallInst>({ kind: 'call', callee: copyOf(fn), operands: [...args], ...common }, types, loc);
  const isIt = makeInst<CompareInst>({ kind: 'compare', op: 'eq', operands: [pointer, functionAddress(fn)] }, ['i1'], loc);
  const other = choose(call, rest, copyOf, none);
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
