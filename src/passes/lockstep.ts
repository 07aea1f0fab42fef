/**
 * Programs from before `__syncwarp` count on the lanes of a warp running in step: a lane writes shared memory through a volatile pointer, and the next statement reads what other lanes have written. GPUs still run such code as
 * it was meant, since nothing in it lets lanes part.
 *
 * In: a unit as lowering makes it. Out: around each volatile store that may be to shared memory, at a place that may differ from lane to lane, the lanes that come there together wait for each other: all have read what they
 * read before one writes, and all have written before one reads on. Only where something also reads so: the function itself, or one that calls it. What a kernel's pointer parameter points to is no shared memory.
 */
import { constI32, makeInst } from '../ir/build.js';
import { functionsReaching } from '../ir/effects.js';
import type { Func, Inst, Module, Region, Value, WarpInst } from '../ir/ir.js';
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

function insert(region: Region, stores: ReadonlySet<Inst>): void {
  const out: Inst[] = [];
  const wait = (loc: number): void => void out.push(makeInst<WarpInst>({ kind: 'warp', op: 'sync', operands: [constI32(together)] }, [], loc));
  for (const inst of region.insts) {
    forEachRegion(inst, (inner) => insert(inner, stores));
    const isLane = stores.has(inst);
    if (isLane) wait(inst.loc);
    out.push(inst);
    if (isLane) wait(inst.loc);
  }
  region.insts = out;
}

/** Reads and writes at places that other lanes may mean. */
interface LaneAccesses {
  readonly loads: ReadonlySet<Inst>;
  readonly stores: ReadonlySet<Inst>;
}

function laneAccesses(module: Module): LaneAccesses {
  const loads = new Set<Inst>();
  const stores = new Set<Inst>();
  for (const fn of module.functions.values()) {
    const { body } = fn;
    if (body === undefined || fn.space === 'host') continue;
    let stored: ReadonlyMap<Inst, Value | undefined> | undefined;
    forEachInst(body, (inst) => {
      if ((inst.kind !== 'load' && inst.kind !== 'store') || !inst.volatile || !mayBeLane(fn, inst.operands[0]!, (stored ??= onlyStores(body)))) return;
      (inst.kind === 'load' ? loads : stores).add(inst);
    });
  }
  return { loads, stores };
}

/** The functions whose lanes keep in step: they write, and they, or what calls them, read. */
function steppingFunctions(module: Module, { loads, stores }: LaneAccesses): ReadonlySet<Func> {
  const stepping = new Set<Func>();
  if (loads.size === 0 || stores.size === 0) return stepping;
  const functions = [...module.functions.values()].filter((fn) => fn.space !== 'host');
  const reading = functionsReaching(functions, (inst) => loads.has(inst));
  const writing = functionsReaching(functions, (inst) => stores.has(inst));
  const seen = new Set([...writing].filter((fn) => reading.has(fn)));
  for (const fn of seen) {
    forEachInst(fn.body!, (inst) => {
      if (stores.has(inst)) stepping.add(fn);
      else if (inst.kind === 'call' && writing.has(inst.callee)) seen.add(inst.callee);
    });
  }
  return stepping;
}

/** Do lanes tell each other so in functions that run on the host too, which has no lanes? Such a unit needs bodies of its own for the device. */
export function stepsInSharedCode(module: Module): boolean {
  return [...steppingFunctions(module, laneAccesses(module))].some((fn) => fn.space === 'any' && fn.side === 'both');
}

export function keepLanesInStep(module: Module): void {
  const accesses = laneAccesses(module);
  for (const fn of steppingFunctions(module, accesses)) if (fn.space !== 'any' || fn.side === 'device') insert(fn.body!, accesses.stores);
}
