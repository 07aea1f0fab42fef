/**
 * Loads that give the same in each round of a loop go in front of it: pointers and lengths in structures above all, which cost an access by address each time they are read. In: an optimised kernel, in which pointers
 * are pointers still. Out: the same kernel. What passes do for all kernels (licm.ts) cannot do this, since an access that would not have been must not be: it might be a fault. So a load goes in front
 * only if the loop's first round comes to it: before the loop's test as it is, behind it under a copy of the test.
 *
 * A pointer and a float are not the same memory (C++'s rule for types); others may be.
 */
import { createRegion, makeInst, undef } from '../ir/build.js';
import { cloneInst, createCloneContext } from '../ir/clone.js';
import { isSpeculatable, writesMemory } from '../ir/effects.js';
import type { Func, IfInst, Inst, LoadInst, LoopInst, Region, ScalarMemoryType, Value, YieldInst } from '../ir/ir.js';
import { scalarSize } from '../ir/print.js';
import { forEachInst, forEachRegion, isStructured, replaceInsts, replaceValues, someInst } from '../ir/walk.js';
import type { Access } from './alias.js';
import { accessOf, mayAlias, privateAllocas } from './alias.js';

/** A call of something without effects. */
export function isFunction(inst: Inst): boolean {
  return inst.kind === 'call' && inst.callee.pure;
}

interface Write {
  readonly access: Access;
  readonly memory: ScalarMemoryType;
}

/** True if the kernel changed. */
export function hoistLoads(fn: Func): boolean {
  let changed = false;
  const privates = privateAllocas(fn.body!);
  replaceInsts(fn.body!, (inst) => {
    if (inst.kind !== 'loop') return undefined;
    const before = hoistFrom(inst, privates);
    if (before.length === 0) return undefined;
    changed = true;
    return [...before, inst];
  });
  return changed;
}

/** What the loop writes; undefined: anything. */
function writesOf(loop: LoopInst): Write[] | undefined {
  const writes: Write[] = [];
  let isKnown = true;
  forEachInst(loop.body, (inst) => {
    if (inst.kind === 'store' && !inst.volatile) writes.push({ access: accessOf(inst.operands[0]!, scalarSize(inst.memory)), memory: inst.memory });
    else if (inst.kind === 'barrier' || inst.kind === 'fence' || inst.kind === 'warp' || (inst.kind === 'load' && inst.volatile) || (writesMemory(inst) && !isFunction(inst))) isKnown = false;
  });
  return isKnown ? writes : undefined;
}

function isFloat(memory: ScalarMemoryType): boolean {
  return memory === 'f32' || memory === 'f64';
}

/** The instructions to put in front of the loop. */
export function hoistFrom(loop: LoopInst, privates: ReadonlySet<Value>): Inst[] {
  const { body } = loop;
  if (!someInst(body, (inst) => inst.kind === 'load')) return [];
  const writes = writesOf(loop);
  if (writes === undefined) return [];
  const inside = new Set<Value>(body.params);
  forEachInst(body, (inst) => {
    for (const r of inst.results) inside.add(r);
    forEachRegion(inst, (r) => r.params.forEach((p) => inside.add(p)));
  });
  const outside = (v: Value): boolean => !inside.has(v);
  const isKept = (load: LoadInst): boolean => {
    if (load.volatile || !load.operands.every(outside)) return false;
    const access = accessOf(load.operands[0]!, scalarSize(load.memory));
    return !writes.some((write) => !(load.memory === 'ptr' && isFloat(write.memory)) && mayAlias(write.access, access, privates));
  };
  /** Takes what can go in front out of the list, up to the instruction that may leave it. */
  const take = (region: Region, from: number): { readonly taken: Inst[]; readonly end: number } => {
    const taken: Inst[] = [];
    const kept: Inst[] = region.insts.slice(0, from);
    let end = from;
    for (; end < region.insts.length && !mayLeave(region.insts[end]!); end++) {
      const inst = region.insts[end]!;
      const goes = inst.kind === 'load' ? isKept(inst) : !isStructured(inst) && inst.results.length === 1 && isSpeculatable(inst) && inst.operands.every(outside);
      if (!goes) {
        kept.push(inst);
        continue;
      }
      taken.push(inst);
      inside.delete(inst.results[0]!);
    }
    const rest = region.insts.slice(end);
    region.insts = [...kept, ...rest];
    return { taken, end: kept.length };
  };
  const hasLoad = (insts: readonly Inst[]): boolean => insts.some((inst) => inst.kind === 'load');

  const { taken: first, end } = take(body, 0);
  const test = body.insts[end];
  if (test?.kind !== 'if' || !isTest(test, loop)) return first;
  const entered = copyOfTest(loop, body.insts.slice(0, end), test.operands[0]!);
  if (entered === undefined) return first;
  const { taken: second } = take(body, end + 1);
  if (!hasLoad(second)) {
    // As it was.
    body.insts.splice(end + 1, 0, ...second);
    return first;
  }
  const results = second.flatMap((inst) => inst.results);
  const leaving = test.then.insts[0]!.kind === 'yield' ? test.otherwise : test.then;
  const [then, otherwise] = [createRegion(), createRegion()];
  then.insts.push(...second, makeInst<YieldInst>({ kind: 'yield', operands: [...results] }, [], loop.loc));
  otherwise.insts.push(makeInst<YieldInst>({ kind: 'yield', operands: results.map((r) => undef(r.type)) }, [], loop.loc));
  const [yes, no] = leaving === test.otherwise ? [then, otherwise] : [otherwise, then];
  const guard = makeInst<IfInst>({ kind: 'if', operands: [entered.condition], then: yes, otherwise: no }, results.map((r) => r.type), loop.loc);
  const moved = new Map<Value, Value>();
  results.forEach((r, i) => {
    if (r.name !== undefined) guard.results[i]!.name = r.name;
    moved.set(r, guard.results[i]!);
  });
  replaceValues(body, moved);
  return [...first, ...entered.insts, guard];
}

function mayLeave(inst: Inst): boolean {
  switch (inst.kind) {
    case 'yield':
    case 'break':
    case 'continue':
    case 'return':
    case 'throw':
    case 'unreachable':
    case 'intrinsic':
      return true;
    case 'call':
      return !isFunction(inst);
    default: {
      let found = false;
      forEachRegion(inst, (r) => {
        found ||= someInst(r, (i) => i.kind === 'break' || i.kind === 'continue' || i.kind === 'return' || i.kind === 'intrinsic' || (i.kind === 'call' && !isFunction(i)) || i.kind === 'unreachable');
      });
      return found;
    }
  }
}

/** `if (c) {} else { break }` of the loop, or the other way round. */
export function isTest(inst: IfInst, loop: LoopInst): boolean {
  if (inst.results.length > 0) return false;
  const goes = (r: Region): boolean => r.insts[0]!.kind === 'yield';
  const leaves = (r: Region): boolean => r.insts.length === 1 && r.insts[0]!.kind === 'break' && r.insts[0].target === loop;
  return (goes(inst.then) && leaves(inst.otherwise)) || (goes(inst.otherwise) && leaves(inst.then));
}

/** The loop's test in its first round, before which nothing is written; undefined if it is more than loads and arithmetic. */
export function copyOfTest(loop: LoopInst, head: readonly Inst[], condition: Value): { readonly insts: Inst[]; readonly condition: Value } | undefined {
  if (head.some((inst) => inst.kind === 'store' || isStructured(inst))) return undefined;
  const context = createCloneContext();
  loop.body.params.forEach((p, i) => context.values.set(p, loop.operands[i]!));
  const needed = new Set<Inst>();
  const need = (v: Value): boolean => {
    if (v.kind !== 'result' || !head.includes(v.inst)) return true;
    if (needed.has(v.inst)) return true;
    needed.add(v.inst);
    const isLoad = v.inst.kind === 'load' && !v.inst.volatile;
    return !isStructured(v.inst) && (isLoad || isSpeculatable(v.inst)) && v.inst.operands.every(need);
  };
  if (!need(condition)) return undefined;
  const insts = head.filter((inst) => needed.has(inst)).map((inst) => cloneInst(inst, context));
  return { insts, condition: context.values.get(condition) ?? condition };
}
