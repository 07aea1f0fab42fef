/**
 * What kernels say. In: an optimised kernel. Out: calls of printf have their arguments as operands, instead of an area of memory that holds them; threads that end themselves return.
 */
import type { AllocaInst, CallInst, Func, IfInst, IndexInst, Inst, LoadInst, MemoryType, Region, ReturnInst, SpecialInst, StoreInst, Value, YieldInst } from '../../../ir/ir.js';
import { constI32, makeInst } from '../../../ir/build.js';
import { collectUses } from '../../../ir/uses.js';
import { forEachInst, forEachRegion, replaceInsts, replaceValues, resolve, someInst } from '../../../ir/walk.js';
import { conversionsOf, textOf } from '../formats.js';
import { Unsupported } from '../unsupported.js';

/** Bytes of an argument in the area. */
const SLOT = 8;
const BYTE: MemoryType = { kind: 'scalar', scalar: 'i8', size: 1, align: 1, unsigned: true };

/** Where a pointer lies in an area: its offset; undefined if it does not. */
function offsetIn(area: AllocaInst, pointer: Value): number | undefined {
  if (pointer.kind !== 'result') return undefined;
  const { inst } = pointer;
  if (inst === area) return 0;
  if (inst.kind !== 'index' || inst.operands[1]!.kind !== 'const') return undefined;
  const base = offsetIn(area, inst.operands[0]!);
  return base === undefined ? undefined : base + Number(inst.operands[1].value) * inst.element.size;
}

/** What is put into an area for printf: the stores at each offset. undefined where something else is done with it. */
function storesInto(area: AllocaInst, uses: ReadonlyMap<Value, readonly Inst[]>): StoreInst[][] | undefined {
  const slots: StoreInst[][] = [];
  const visit = (pointer: Value): boolean =>
    (uses.get(pointer) ?? []).every((user) => {
      if (isPrintf(user)) return pointer === area.results[0] && user.operands[0] !== pointer;
      if (user.kind === 'index' && user.operands[0] === pointer) return visit(user.results[0]!);
      if (user.kind !== 'store' || user.operands[0] !== pointer) return false;
      const offset = offsetIn(area, pointer);
      if (offset === undefined || offset % SLOT !== 0) return false;
      (slots[offset / SLOT] ??= []).push(user);
      return true;
    });
  return visit(area.results[0]!) && !slots.includes(undefined as unknown as StoreInst[]) ? slots : undefined;
}

function isPrintf(inst: Inst): inst is CallInst {
  return inst.kind === 'call' && inst.callee.name === 'printf';
}

/** The arguments that a format prints; all, if it is not known. */
function printed({ operands }: CallInst, format: Value): Value[] {
  const text = textOf(format);
  return operands.slice(1, text === undefined ? undefined : 1 + conversionsOf(text).length);
}

/** A call of printf with a format that is chosen among others becomes one for each of them; arguments that a format does not print are dropped. True if the kernel changed. */
export function splitFormats(fn: Func): boolean {
  const replaced = new Map<Value, Value>();
  const callFor = (call: CallInst, format: Value): { readonly insts: Inst[]; readonly result: Value | undefined } => {
    const results = call.results.map(({ type }) => type);
    if (format.kind !== 'result' || format.inst.kind !== 'select') {
      const made = makeInst<CallInst>({ kind: 'call', callee: call.callee, operands: [format, ...printed(call, format)] }, results, call.loc);
      made.inlinedAt = call.inlinedAt;
      return { insts: [made], result: made.results[0] };
    }
    const [condition, ...ways] = format.inst.operands as [Value, Value, Value];
    const [then, otherwise] = ways.map((way): Region => {
      const { insts, result } = callFor(call, way);
      return { params: [], insts: [...insts, makeInst<YieldInst>({ kind: 'yield', operands: result === undefined ? [] : [result] }, [], call.loc)] };
    }) as [Region, Region];
    const made = makeInst<IfInst>({ kind: 'if', operands: [condition], then, otherwise }, results, call.loc);
    return { insts: [made], result: made.results[0] };
  };
  let changed = false;
  replaceInsts(fn.body!, (inst) => {
    if (!isPrintf(inst)) return undefined;
    const [format] = inst.operands as [Value];
    inst.operands = [format, ...printed(inst, format)];
    if (format.kind !== 'result' || format.inst.kind !== 'select') return undefined;
    changed = true;
    const { insts, result } = callFor(inst, format);
    if (result !== undefined) replaced.set(inst.results[0]!, result);
    return insts;
  });
  replaceValues(fn.body!, replaced);
  return changed;
}

/** Where an area serves several calls, such as those of the rounds of a loop, what each is given is what it would find there: loads, which become values again. True if the kernel changed. */
export function takeOutArguments(fn: Func): boolean {
  const calls: CallInst[] = [];
  forEachInst(fn.body!, (inst) => {
    if (isPrintf(inst)) calls.push(inst);
  });
  if (calls.length === 0) return false;
  const uses = collectUses(fn.body!);
  const dropped = new Set<Inst>();
  const loads = new Map<Inst, Inst[]>();
  for (const call of calls) {
    const area = call.operands[1];
    if (area === undefined || area.kind !== 'result') {
      call.operands.length = 1;
      continue;
    }
    const { inst: alloca } = area;
    const slots = alloca.kind === 'alloca' ? storesInto(alloca, uses) : undefined;
    if (slots === undefined) throw new Unsupported('printf with arguments that are elsewhere than in a variable', call.loc);
    const isOnly = (uses.get(area) ?? []).filter(isPrintf).length === 1 && slots.every((stores) => stores.length === 1);
    const before: Inst[] = [];
    const values = slots.map((stores, i): Value => {
      const [first] = stores as [StoreInst, ...StoreInst[]];
      if (isOnly) {
        dropped.add(first);
        return first.operands[1]!;
      }
      const { type } = first.operands[1]!;
      if (stores.some((store) => store.memory !== first.memory || store.operands[1]!.type !== type)) throw new Unsupported('printf with arguments that are elsewhere than in a variable', call.loc);
      const at = makeInst<IndexInst>({ kind: 'index', element: BYTE, operands: [area, constI32(i * SLOT)] }, ['ptr'], call.loc);
      const load = makeInst<LoadInst>({ kind: 'load', memory: first.memory, signed: false, volatile: false, align: first.align, operands: [at.results[0]!] }, [type], call.loc);
      before.push(at, load);
      return load.results[0]!;
    });
    call.operands = [call.operands[0]!, ...values];
    loads.set(call, before);
  }
  if (loads.size === 0) return false;
  replaceInsts(fn.body!, (inst) => {
    if (dropped.has(inst)) return [];
    const before = loads.get(inst);
    return before === undefined || before.length === 0 ? undefined : [...before, inst];
  });
  return true;
}

/** Faults say which thread's they are: its index becomes their last operand. */
export function nameThreads(fn: Func): void {
  replaceInsts(fn.body!, (inst) => {
    if (!isFault(inst)) return undefined;
    const thread = makeInst<SpecialInst>({ kind: 'special', register: 'linearThread', operands: [] }, ['i32'], inst.loc);
    inst.operands = [...inst.operands, thread.results[0]!];
    return [thread, inst];
  });
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
