/**
 * Inlining. In: a linked module. Out: calls replaced by copies of the callee's body, bottom-up over the call graph (callees are finished before their callers), each copied instruction with the call's
 * position added to its `inlinedAt` chain. A call within a cycle of the graph that is being worked on stays a call.
 *
 * `return` becomes a `break` of a block wrapped round the copy; without a wrapper where the only return is the last instruction. Allocas move to the caller's entry: one object per call is all a copy can
 * need at a time (its contents are undefined at each start).
 */
import { createRegion, makeInst, undef } from '../ir/build.js';
import { cloneInsts, createCloneContext, extendSite } from '../ir/clone.js';
import { addressedFunctions, synchronizingFunctions } from '../ir/effects.js';
import { hasBody } from '../ir/image.js';
import type { BlockInst, BreakInst, CallInst, Func, InlineSite, Inst, Module, Region, Value } from '../ir/ir.js';
import { forEachInst, forEachRegion, isStructured, resolve, someInst } from '../ir/walk.js';
import { waitingFunctions } from './threads/waiting.js';
import type { WaitingFunctions } from './threads/waiting.js';

export interface InlinePolicy {
  /** Callees of up to so many instructions are copied (0: only those marked `always`). */
  readonly smallSize: number;
  /** Copy internal (or, with wholeProgram, any unexported) functions with a single call. */
  readonly singleCalls: boolean;
  /** Nobody outside of the module calls in, except through exports. */
  readonly wholeProgram: boolean;
  /** Kernels: 'everything' that has a body and is not recursive; 'synchronizing': what contains barriers or warp operations, and small ones. */
  readonly kernels: 'everything' | 'synchronizing';
  /** Functions that stay functions of their own in shaders; what they call is copied as into a kernel. */
  readonly outlined?: ReadonlySet<Func>;
  /** Copy functions of the library only where a kernel needs it. */
  readonly keepLibraryCalls?: boolean;
  /** A caller does not grow beyond so many instructions by small or single-call copies. */
  readonly maxSize: number;
  /** Nor by any others, but for what must be part of a kernel because its threads wait for each other there. */
  readonly largest: number;
}

interface State {
  readonly policy: InlinePolicy;
  readonly sizes: Map<Func, number>;
  readonly singleCall: Set<Func>;
  readonly synchronizing: Set<Func>;
  readonly waits: WaitingFunctions;
  readonly finished: Set<Func>;
  readonly active: Set<Func>;
  /** How many copies lie inside of each other in finished functions. */
  readonly depths: Map<Func, number>;
}

/** sysroot/include/__cuda_wasm/abi.h */
const LAUNCH_IN_KERNEL = '__cw_launch_in_kernel';

/** Deeper copies would cost the square of the depth: each is copied again with all below it. */
const MAX_DEPTH = 300;

export function inlineCalls(module: Module, policy: InlinePolicy): void {
  const functions = [...module.functions.values()];
  const addressed = addressedFunctions(module);
  const s: State = {
    policy,
    sizes: new Map(),
    singleCall: policy.singleCalls ? findSingleCalls(module, policy, addressed) : new Set(),
    synchronizing: synchronizingFunctions(functions, addressed),
    waits: waitingFunctions(functions),
    finished: new Set(),
    active: new Set(),
    depths: new Map(),
  };
  for (const fn of functions) finish(s, fn);
}

function findSingleCalls(module: Module, policy: InlinePolicy, addressed: ReadonlySet<Func>): Set<Func> {
  const calls = new Map<Func, number>();
  const taken = new Set<Func>([...module.constructors, ...addressed]);
  for (const fn of module.functions.values()) {
    if (fn.image) {
      // Its callees come out of a library too, or are called by address: how often it calls them does not matter.
      for (const callee of fn.image.callees) calls.set(callee, 2);
      continue;
    }
    if (!fn.body) continue;
    forEachInst(fn.body, (inst) => {
      if (inst.kind === 'call') calls.set(inst.callee, (calls.get(inst.callee) ?? 0) + 1);
    });
  }
  const single = new Set<Func>();
  for (const [fn, n] of calls) {
    // `main` runs once, and stack traces should name it: a copy in its caller would gain nothing.
    if (n === 1 && fn.name !== 'main' && !taken.has(fn) && fn.exportName === undefined && (policy.wholeProgram || fn.linkage === 'internal')) single.add(fn);
  }
  return single;
}

function sizeOf(s: State, fn: Func): number {
  if (fn.image) return fn.image.size ?? Number.POSITIVE_INFINITY;
  let size = s.sizes.get(fn);
  if (size === undefined) {
    let own = false;
    size = 0;
    forEachInst(fn.body!, (inst) => {
      size!++;
      if (inst.kind === 'intrinsic' && (inst.name === 'alloca' || inst.name === 'frame-address')) own = true;
    });
    // What allocates in, or asks for, its own frame is not copied for its size.
    if (own) size = Number.POSITIVE_INFINITY;
    s.sizes.set(fn, size);
  }
  return size;
}

/** Inlines into a function, after having done so in everything it calls. */
function finish(s: State, fn: Func): void {
  if (fn.optimized || s.finished.has(fn) || s.active.has(fn) || !fn.body) return;
  s.active.add(fn);
  const calls: Func[] = [];
  forEachInst(fn.body, (inst) => {
    if (inst.kind === 'call') calls.push(inst.callee);
  });
  if (calls.length > 0) {
    for (const callee of calls) finish(s, callee);
    const entry: Inst[] = [];
    inlineInto(s, fn, entry);
    if (entry.length > 0) fn.body.insts = entry.concat(fn.body.insts);
    s.sizes.delete(fn);
  }
  s.active.delete(fn);
  s.finished.add(fn);
}

/** Should this call be replaced? `chain`: the callees whose copies we are in. */
function wanted(s: State, caller: Func, callee: Func, chain: readonly Func[], grown: number): boolean {
  if (!hasBody(callee) || callee === caller || s.active.has(callee) || chain.includes(callee) || callee.kernel) return false;
  const { policy } = s;
  // What a kernel launches runs when its own grid has ended, whatever that waits for.
  if (policy.outlined?.has(callee) === true || callee.name === LAUNCH_IN_KERNEL) return false;
  const depth = s.depths.get(callee) ?? 0;
  const needed = s.synchronizing.has(callee) || (s.waits.waiting.has(caller) && s.waits.looking.has(callee));
  const fits = needed || (depth < MAX_DEPTH && grown + sizeOf(s, callee) <= policy.largest);
  if (!fits) return false;
  if (callee.inline === 'always') return true;
  if (caller.space === 'kernel' || policy.outlined?.has(caller) === true) {
    // A function that calls itself stays one: the copy would hold as many calls of it.
    if (policy.kernels === 'everything') return !someInst(callee.body!, (inst) => inst.kind === 'call' && inst.callee === callee);
    if (needed) return true;
  }
  if (callee.inline === 'never' || (policy.keepLibraryCalls && callee.optimized)) return false;
  const size = sizeOf(s, callee);
  // Small library functions that call others (printf, cudaMalloc) spend their time there: a copy would only be more to compile.
  if (callee.image !== undefined && !callee.pure && callee.image.callees.length > 0 && size > 12) return false;
  if (size <= policy.smallSize) return grown + size <= policy.maxSize || size <= 12;
  // Library functions are finished as they are: moving a large one into its only caller would mean optimising it again.
  return !callee.optimized && s.singleCall.has(callee) && grown + size <= policy.maxSize;
}

interface Job {
  readonly s: State;
  readonly caller: Func;
  readonly entry: Inst[];
  readonly replaced: Map<Value, Value>;
  grown: number;
}

function inlineInto(s: State, fn: Func, entry: Inst[]): void {
  const job: Job = { s, caller: fn, entry, replaced: new Map(), grown: sizeOf(s, fn) };
  inlineRegion(job, fn.body!, []);
  if (job.replaced.size === 0) return;
  forEachInst(fn.body!, (inst) => {
    const { operands } = inst;
    for (let i = 0; i < operands.length; i++) {
      const v = operands[i]!;
      if (v.kind === 'result') operands[i] = resolve(job.replaced, v);
    }
  });
}

function inlineRegion(job: Job, region: Region, chain: readonly Func[]): void {
  const { insts } = region;
  let out: Inst[] | undefined;
  for (let i = 0; i < insts.length; i++) {
    const inst = insts[i]!;
    if (inst.kind === 'call' && wanted(job.s, job.caller, inst.callee, chain, job.grown)) {
      out ??= insts.slice(0, i);
      if (!inlineCall(job, inst, out, chain)) {
        // The callee does not come back: what follows is dead, and the copy ended in a terminator.
        region.insts = out;
        return;
      }
      continue;
    }
    if (isStructured(inst)) forEachRegion(inst, (r) => inlineRegion(job, r, chain));
    out?.push(inst);
  }
  if (out) region.insts = out;
}

/** Appends a copy of the callee's body. False if control does not come out of it. */
function inlineCall(job: Job, call: CallInst, out: Inst[], chain: readonly Func[]): boolean {
  const { callee } = call;
  const body = callee.body!;
  job.grown += sizeOf(job.s, callee);
  const { depths } = job.s;
  depths.set(job.caller, Math.max(depths.get(job.caller) ?? 0, (depths.get(callee) ?? 0) + 1));
  const site: InlineSite = { loc: call.loc, function: callee.pretty, outer: call.inlinedAt };
  const last = body.insts[body.insts.length - 1]!;
  const returns = countReturns(body);
  const plain = returns === 0 || (returns === 1 && last.kind === 'return');
  const result = call.results[0];
  let wrapper: BlockInst | undefined;
  let returned: Value | undefined;
  const ctx = createCloneContext(site, (operands, original) => {
    if (!wrapper) {
      returned = operands[0];
      return original;
    }
    const inst = makeInst<BreakInst>({ kind: 'break', target: wrapper, operands }, [], original.loc);
    inst.inlinedAt = extendSite(ctx, original.inlinedAt);
    return inst;
  });
  if (!plain) {
    wrapper = makeInst<BlockInst>({ kind: 'block', body: createRegion(), operands: [] }, result ? [result.type] : [], call.loc);
    if (call.inlinedAt) wrapper.inlinedAt = call.inlinedAt;
    if (result && result.name !== undefined) wrapper.results[0]!.name = result.name;
  }
  body.params.forEach((p, i) => ctx.values.set(p, call.operands[i]!));
  const copied: Region = { params: [], insts: cloneInsts(body.insts, ctx) };
  if (plain && returns === 1) copied.insts.pop();
  hoistAllocas(job, copied);
  inlineRegion(job, copied, [...chain, callee]);
  if (wrapper) {
    wrapper.body.insts = copied.insts;
    out.push(wrapper);
    if (result) job.replaced.set(result, wrapper.results[0]!);
    // A wrapper ends in whatever the body ended in; a body that falls out of nowhere ended in `unreachable`.
    return true;
  }
  for (const inst of copied.insts) out.push(inst);
  if (returns === 0) {
    if (result) job.replaced.set(result, undef(result.type));
    return false;
  }
  if (result) job.replaced.set(result, returned ?? undef(result.type));
  return true;
}

function countReturns(body: Region): number {
  let n = 0;
  forEachInst(body, (inst) => {
    if (inst.kind === 'return') n++;
  });
  return n;
}

function hoistAllocas(job: Job, region: Region): void {
  const { insts } = region;
  let to = 0;
  for (const inst of insts) {
    if (inst.kind === 'alloca') {
      job.entry.push(inst);
      continue;
    }
    if (isStructured(inst)) forEachRegion(inst, (r) => hoistAllocas(job, r));
    insts[to++] = inst;
  }
  insts.length = to;
}

