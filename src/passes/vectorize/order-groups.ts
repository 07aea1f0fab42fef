/**
 * The order of accesses in code for several groups of lanes. In: a block function, after vectorization. Out: where all groups load and then all store, each group stores when it can: threads of other groups do not see
 * when. Engines keep the order of accesses, and put what is computed behind all loads that come before: with few loads before each store, there are registers enough.
 */
import { isPure } from '../../ir/effects.js';
import type { Func, Inst, LoadInst, Region, StoreInst, Value } from '../../ir/ir.js';
import { forEachRegion } from '../../ir/walk.js';

type Access = LoadInst | StoreInst;

export function orderGroups(fn: Func): void {
  if (fn.body !== undefined) visit(fn.body);
}

function visit(region: Region): void {
  const { insts } = region;
  let from = 0;
  for (let n = 0; n <= insts.length; n++) {
    const inst = insts[n];
    if (inst !== undefined) forEachRegion(inst, visit);
    if (inst !== undefined && (isAccess(inst) || isPure(inst))) continue;
    const run = insts.slice(from, n);
    if (isMixed(run)) insts.splice(from, run.length, ...ordered(run));
    from = n + 1;
  }
}

function isAccess(inst: Inst): inst is Access {
  return (inst.kind === 'load' || inst.kind === 'store') && !inst.volatile;
}

/** Fewer loads than that in a run have registers enough. */
const fewestLoads = 6;

/** Are there stores that wait for other groups' loads? */
function isMixed(run: readonly Inst[]): boolean {
  let loads = 0;
  for (const inst of run) {
    if (inst.kind === 'load' && inst.group !== undefined) loads++;
    else if (inst.kind === 'store' && inst.group !== undefined) return loads >= fewestLoads;
  }
  return false;
}

function ordered(run: readonly Inst[]): Inst[] {
  const inside = new Set(run);
  const places = new Map(run.map((inst, i) => [inst, i]));
  const accesses = run.filter(isAccess);
  const done = new Set<Inst>();
  const out: Inst[] = [];
  const take = (inst: Inst): void => {
    if (done.has(inst)) return;
    done.add(inst);
    if (isAccess(inst)) {
      const place = places.get(inst)!;
      for (const other of accesses) {
        if (places.get(other)! >= place) break;
        if ((inst.kind === 'store' || other.kind === 'store') && mayBeSameThread(inst, other)) take(other);
      }
    }
    for (const v of inst.operands) takeValue(v);
    out.push(inst);
  };
  const takeValue = (v: Value): void => {
    if (v.kind === 'result' && inside.has(v.inst)) take(v.inst);
  };
  const stores = accesses.filter((inst) => inst.kind === 'store' && inst.group !== undefined);
  for (const store of stores.sort((a, b) => a.group! - b.group!)) take(store);
  for (const inst of run) take(inst);
  return out;
}

function mayBeSameThread(a: Access, b: Access): boolean {
  return a.group === undefined || b.group === undefined || a.group === b.group;
}
