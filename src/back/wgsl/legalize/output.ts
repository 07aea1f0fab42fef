/**
 * What kernels say. In: an optimised kernel. Out: calls of printf have their arguments as operands, instead of an area of memory that holds them; threads that end themselves return.
 */
import type { AllocaInst, CallInst, Func, IfInst, Inst, Region, ReturnInst, SpecialInst, StoreInst, Value, YieldInst } from '../../../ir/ir.js';
import { makeInst } from '../../../ir/build.js';
import { collectUses } from '../../../ir/uses.js';
import { forEachInst, forEachRegion, resolve, someInst } from '../../../ir/walk.js';
import { Unsupported } from '../unsupported.js';

/** Bytes of an argument in the area. */
const SLOT = 8;

/** Where a pointer lies in an area: its offset; undefined if it does not. */
function offsetIn(area: AllocaInst, pointer: Value): number | undefined {
  if (pointer.kind !== 'result') return undefined;
  const { inst } = pointer;
  if (inst === area) return 0;
  if (inst.kind !== 'index' || inst.operands[1]!.kind !== 'const') return undefined;
  const base = offsetIn(area, inst.operands[0]!);
  return base === undefined ? undefined : base + Number(inst.operands[1].value) * inst.element.size;
}

/** True if the kernel changed. */
export function takeOutArguments(fn: Func): boolean {
  const uses = collectUses(fn.body!);
  const dropped = new Set<Inst>();
  const calls: CallInst[] = [];
  forEachInst(fn.body!, (inst) => {
    if (inst.kind === 'call' && inst.callee.name === 'printf') calls.push(inst);
  });
  for (const call of calls) {
    const area = call.operands[1];
    if (area?.kind === 'result' && area.inst.kind !== 'alloca') throw new Unsupported('printf with arguments that are elsewhere than in a variable', call.loc);
    if (area === undefined || area.kind !== 'result' || area.inst.kind !== 'alloca') {
      call.operands.length = 1;
      continue;
    }
    const { inst: alloca } = area;
    const values: Value[] = [];
    const stores: StoreInst[] = [];
    let isKnown = true;
    const visit = (pointer: Value): void => {
      for (const user of uses.get(pointer) ?? []) {
        if (user === call) continue;
        if (user.kind === 'index' && user.operands[0] === pointer) visit(user.results[0]!);
        else if (user.kind === 'store' && user.operands[0] === pointer) {
          const offset = offsetIn(alloca, pointer);
          if (offset === undefined || offset % SLOT !== 0) isKnown = false;
          else values[offset / SLOT] = user.operands[1]!;
          stores.push(user);
        } else isKnown = false;
      }
    };
    visit(area);
    if (!isKnown || values.includes(undefined as unknown as Value)) continue;
    call.operands = [call.operands[0]!, ...values];
    for (const store of stores) dropped.add(store);
  }
  const clean = (region: Region): void => {
    region.insts = region.insts.filter((inst) => !dropped.has(inst));
    for (const inst of region.insts) forEachRegion(inst, clean);
  };
  clean(fn.body!);
  return dropped.size > 0;
}

/** Faults say which thread's they are: its index becomes their last operand. */
export function nameThreads(fn: Func): void {
  const visit = (region: Region): void => {
    region.insts = region.insts.flatMap((inst) => {
      forEachRegion(inst, visit);
      if (!isFault(inst)) return [inst];
      const thread = makeInst<SpecialInst>({ kind: 'special', register: 'linearThread', operands: [] }, ['i32'], inst.loc);
      inst.operands = [...inst.operands, thread.results[0]!];
      return [thread, inst];
    });
  };
  visit(fn.body!);
}

/** Threads that end themselves return. */
export function endThreads(fn: Func): void {
  const visit = (region: Region): void => {
    const at = region.insts.findIndex((inst) => inst.kind === 'intrinsic' && inst.name === 'exit-thread');
    if (at >= 0) region.insts = [...region.insts.slice(0, at), makeInst<ReturnInst>({ kind: 'return', operands: [] }, [], region.insts[at]!.loc)];
    for (const inst of region.insts) forEachRegion(inst, visit);
  };
  visit(fn.body!);
}

/**
 * A thread ends at a fault: it returns. Where others may wait for it at a barrier it goes on instead, as WGSL asks of barriers, and what it does matters no more: what the other arm of an `if` does follows the
 * `if` then, for it too. No pass may come after this: nothing returns from a failed assertion in its eyes.
 */
export function endFaults(fn: Func): void {
  const waits = someInst(fn.body!, (inst) => inst.kind === 'barrier');
  const replaced = new Map<Value, Value>();
  const leave = (loc: number): ReturnInst => makeInst<ReturnInst>({ kind: 'return', operands: [] }, [], loc);
  const visit = (insts: readonly Inst[]): Inst[] => {
    const out: Inst[] = [];
    for (const inst of insts) {
      if (isFault(inst) && !waits) {
        return [...out, inst, leave(inst.loc)];
      }
      const faulty = waits && inst.kind === 'if' ? [inst.then, inst.otherwise].find(faults) : undefined;
      if (faulty === undefined || inst.kind !== 'if') {
        out.push(inst);
        forEachRegion(inst, (inner) => {
          inner.insts = visit(inner.insts);
        });
        continue;
      }
      const other = faulty === inst.then ? inst.otherwise : inst.then;
      const end = (): YieldInst => makeInst<YieldInst>({ kind: 'yield', operands: [] }, [], inst.loc);
      const rest = visit(other.insts);
      faulty.insts[faulty.insts.length - 1] = end();
      other.insts = [end()];
      out.push(makeInst<IfInst>({ kind: 'if', operands: inst.operands, then: inst.then, otherwise: inst.otherwise }, [], inst.loc));
      const last = rest.pop()!;
      out.push(...rest);
      if (last.kind !== 'yield') return [...out, last];
      inst.results.forEach((r, i) => replaced.set(r, last.operands[i]!));
    }
    return out;
  };
  fn.body!.insts = visit(fn.body!.insts);
  if (replaced.size > 0) {
    forEachInst(fn.body!, (inst) => {
      for (let i = 0; i < inst.operands.length; i++) inst.operands[i] = resolve(replaced, inst.operands[i]!);
    });
  }
}

function isFault(inst: Inst): boolean {
  if (inst.kind === 'intrinsic') return inst.name === 'trap' || inst.name === 'abort-kernel';
  return inst.kind === 'call' && inst.callee.name === '__assert_fail';
}

/** Does control end here by a fault? */
function faults(region: Region): boolean {
  const { insts } = region;
  return insts[insts.length - 1]!.kind === 'unreachable' && insts.some(isFault);
}
