/**
 * Programs from before `__syncwarp` count on the lanes of a warp running in step: a lane writes shared memory through a volatile pointer, and the next statement reads what other lanes have written. GPUs still run such code as
 * it was meant, since nothing in it lets lanes part.
 *
 * In: functions as lowering makes them. Out: around each volatile store that may be to shared memory, at a place that may differ from lane to lane, the lanes that come there together wait for each other: all have read what they
 * read before one writes, and all have written before one reads on. Only in functions that also read so. What a kernel's pointer parameter points to is no shared memory.
 */
import { constI32, makeInst } from '../ir/build.js';
import type { Func, Inst, Region, Value, WarpInst } from '../ir/ir.js';
import { forEachInst, forEachRegion } from '../ir/walk.js';

/** The mask of those lanes that come to a place together. */
const together = 0;

/** What each local variable holds that is stored to once, as parameters are. */
function onlyStores(body: Region): ReadonlyMap<Inst, Value | undefined> {
  const stored = new Map<Inst, Value | undefined>();
  forEachInst(body, (inst) => {
    if (inst.kind !== 'store') return;
    const to = inst.operands[0]!;
    if (to.kind === 'result' && to.inst.kind === 'alloca') stored.set(to.inst, stored.has(to.inst) ? undefined : inst.operands[1]!);
  });
  return stored;
}

/** May the address be in shared memory, and at a place of the thread's own? */
function mayBeLane(fn: Func, address: Value, stored: ReadonlyMap<Inst, Value | undefined>): boolean {
  let at = address;
  let varies = false;
  for (;;) {
    if (at.kind === 'global-address') return varies && at.global.space === 'shared';
    if (at.kind === 'param') return varies && !(fn.space === 'kernel' && fn.body!.params.includes(at));
    if (at.kind !== 'result') return false;
    const { inst } = at;
    if (inst.kind === 'index') {
      varies ||= inst.operands[1]!.kind !== 'const';
      at = inst.operands[0]!;
    } else if (inst.kind === 'field') at = inst.operands[0]!;
    else if (inst.kind === 'load' && inst.operands[0]!.kind === 'result' && inst.operands[0]!.inst.kind === 'alloca') {
      const value = stored.get(inst.operands[0]!.inst);
      if (value === undefined) return varies;
      at = value;
    } else return varies && inst.kind !== 'alloca';
  }
}

function insert(fn: Func, region: Region, stored: ReadonlyMap<Inst, Value | undefined>): void {
  const out: Inst[] = [];
  const wait = (loc: number): void => void out.push(makeInst<WarpInst>({ kind: 'warp', op: 'sync', operands: [constI32(together)] }, [], loc));
  for (const inst of region.insts) {
    forEachRegion(inst, (inner) => insert(fn, inner, stored));
    const isLane = inst.kind === 'store' && inst.volatile && mayBeLane(fn, inst.operands[0]!, stored);
    if (isLane) wait(inst.loc);
    out.push(inst);
    if (isLane) wait(inst.loc);
  }
  region.insts = out;
}

/** Functions that run on the host too have no lanes. */
export function keepLanesInStep(fn: Func): void {
  if (fn.body === undefined || (fn.space !== 'kernel' && fn.space !== 'device')) return;
  const stored = onlyStores(fn.body);
  let reads = false;
  let writes = false;
  forEachInst(fn.body, (inst) => {
    if (inst.kind === 'load' && inst.volatile) reads ||= mayBeLane(fn, inst.operands[0]!, stored);
    else if (inst.kind === 'store' && inst.volatile) writes ||= mayBeLane(fn, inst.operands[0]!, stored);
  });
  if (reads && writes) insert(fn, fn.body, stored);
}
