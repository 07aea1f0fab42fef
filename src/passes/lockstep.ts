/**
 * Programs from before `__syncwarp` count on the lanes of a warp running in step: a lane writes shared memory through a volatile pointer, and the next statement reads what other lanes have written. GPUs still run such code as
 * it was meant, since nothing in it lets lanes part.
 *
 * In: a unit as lowering makes it. Out: around each volatile store that may be to shared memory, at a place that may differ from lane to lane, the lanes that come there together wait for each other: all have read what they
 * read before one writes, and all have written before one reads on. Only where something also reads so: the function itself, or one that calls it. Device memory that a kernel is given counts where a lane reads so from another place
 * than it writes to, and both places are the lane's own: flags of blocks, and arrays that are volatile to be read anew, are none.
 */
import { constI32, makeInst } from '../ir/build.js';
import { functionsReaching } from '../ir/effects.js';
import type { Func, Inst, Module, Region, Value, WarpInst } from '../ir/ir.js';
import { operationOf } from '../ir/shapes.js';
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

/** Where an access is: what the address starts at, and the indices on the way. */
interface Place {
  /** Device memory that a kernel is given; undefined: what may be shared memory, where places of lanes are all alike. */
  readonly given: Value | undefined;
  readonly indices: readonly Value[];
}

type Stored = ReadonlyMap<Inst, Value | undefined>;

/** The place of an access that lanes may tell each other by: in shared memory or what may be that, or in a kernel's device memory, and not the same for all lanes for sure. */
function lanePlace(fn: Func, address: Value, stored: Stored): Place | undefined {
  let at = address;
  const indices: Value[] = [];
  const shared = (is: boolean): Place | undefined => (is && indices.length > 0 ? { given: undefined, indices } : undefined);
  for (;;) {
    if (at.kind === 'global-address') return shared(at.global.space === 'shared');
    if (at.kind === 'param') {
      if (fn.space !== 'kernel' || !fn.body!.params.includes(at)) return shared(true);
      return indices.some((index) => ofLane(index, stored)) ? { given: at, indices } : undefined;
    }
    if (at.kind !== 'result') return undefined;
    const { inst } = at;
    if (inst.kind === 'index') {
      if (inst.operands[1]!.kind !== 'const') indices.push(inst.operands[1]!);
      at = inst.operands[0]!;
    } else if (inst.kind === 'field') at = inst.operands[0]!;
    else if (inst.kind === 'load' && inst.operands[0]!.kind === 'result' && inst.operands[0]!.inst.kind === 'alloca') {
      const value = stored.get(inst.operands[0]!.inst);
      if (value === undefined) return shared(true);
      at = value;
    } else return shared(inst.kind !== 'alloca');
  }
}

/** What a local variable holds that is stored to once; else the value itself. */
function held(value: Value, stored: Stored): Value {
  if (value.kind !== 'result' || value.inst.kind !== 'load') return value;
  const from = value.inst.operands[0]!;
  return (from.kind === 'result' && from.inst.kind === 'alloca' ? stored.get(from.inst) : undefined) ?? value;
}

/** May the value differ from lane to lane? */
function ofLane(value: Value, stored: Stored): boolean {
  const v = held(value, stored);
  if (v.kind !== 'result') return false;
  if (v.inst.kind === 'special') return v.inst.register.startsWith('threadIdx');
  return operationOf(v.inst) === undefined || v.inst.kind === 'atomic' || v.inst.kind === 'warp' || v.inst.operands.some((operand) => ofLane(operand, stored));
}

function sameValue(a: Value, b: Value, stored: Stored): boolean {
  const [x, y] = [held(a, stored), held(b, stored)];
  if (x === y) return true;
  if (x.kind === 'const') return y.kind === 'const' && x.value === y.value;
  if (x.kind !== 'result' || y.kind !== 'result') return false;
  const [i, j] = [x.inst, y.inst];
  if (i === j) return true;
  if (i.kind !== j.kind || i.operands.length !== j.operands.length || (operationOf(i) === undefined && i.kind !== 'special' && i.kind !== 'load')) return false;
  if (operationOf(i) !== operationOf(j)) return false;
  if (i.kind === 'special' && i.register !== (j as typeof i).register) return false;
  return i.operands.every((operand, n) => sameValue(operand, j.operands[n]!, stored));
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
    let stored: Stored | undefined;
    const given: { readonly inst: Inst; readonly place: Place }[] = [];
    forEachInst(body, (inst) => {
      if ((inst.kind !== 'load' && inst.kind !== 'store') || !inst.volatile) return;
      const place = lanePlace(fn, inst.operands[0]!, (stored ??= onlyStores(body)));
      if (place?.given !== undefined) given.push({ inst, place });
      else if (place !== undefined) (inst.kind === 'load' ? loads : stores).add(inst);
    });
    for (const { inst, place } of given) {
      if (given.some((other) => other.inst.kind !== inst.kind && other.place.given === place.given && !samePlace(place, other.place, stored!))) (inst.kind === 'load' ? loads : stores).add(inst);
    }
  }
  return { loads, stores };
}

const samePlace = (a: Place, b: Place, stored: Stored): boolean => a.indices.length === b.indices.length && a.indices.every((index, n) => sameValue(index, b.indices[n]!, stored));

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
