/**
 * Places in memory that a loop reads and writes again and again, such as a sum kept in the result's array or a generator's state behind a pointer, become variables while the loop runs: they are loaded in front of it and
 * stored behind it. In: an optimised kernel, in which addresses that stay the same stand in front of loops. Out: the same kernel, in which they are values.
 *
 * No store is invented, since it might be a race: the loop's first round must come to a store to the place, before its test, or behind it; then load and store stand under a copy of the test. Nothing else in the loop may
 * touch the place, order memory, or leave for anywhere but behind the loop. What host code passes to kernels never points to shared memory, and restrict parameters keep their promise; others may point to the same memory.
 */
import { alloca, createBuilder, createRegion, load, makeInst, store } from '../ir/build.js';
import { cloneInst, createCloneContext } from '../ir/clone.js';
import { mayLeave, writesMemory } from '../ir/effects.js';
import type { Func, IfInst, Inst, LoadInst, LoopInst, MemoryType, ScalarMemoryType, StoreInst, Value, YieldInst } from '../ir/ir.js';
import { scalarSize } from '../ir/print.js';
import { forEachInst, forEachRegion, replaceInsts, someInst } from '../ir/walk.js';
import type { Access } from './alias.js';
import { accessOf, anchorOf, isOwnMemory, mayAlias, privateAllocas } from './alias.js';
import { copyOfTest, isFunction, isTest } from './hoist-loads.js';
import { promoteMemory } from './mem2reg.js';

/** An access at a constant distance from an address. */
interface Use {
  readonly inst: LoadInst | StoreInst;
  readonly anchor: Value;
  readonly offset: number;
  readonly access: Access;
}

/** True if the kernel changed. */
export function promoteInLoops(fn: Func): boolean {
  if (fn.space !== 'kernel' || !fn.body) return false;
  let changed = false;
  const privates = privateAllocas(fn.body);
  const given = new Set<Value>(fn.body.params);
  const apart = apartIn(fn, privates);
  replaceInsts(fn.body, (inst) => {
    if (inst.kind !== 'loop') return undefined;
    const { before, behind } = promoteInLoop(inst, given, apart);
    if (before.length === 0 && behind.length === 0) return undefined;
    changed ||= before.length > 0;
    return [...before, inst, ...behind];
  });
  if (changed) promoteMemory(fn);
  return changed;
}

/** Accesses of a kernel that are never to the same memory, whatever it is given. */
export function apartIn(fn: Func, privates: ReadonlySet<Value>): (a: Access, b: Access) => boolean {
  const given = new Set<Value>(fn.body!.params);
  const restrict = new Set<Value>(fn.body!.params.filter((_, i) => fn.kernel?.params[i]?.restrict === true));
  return (a, b) => {
    if (given.has(a.root) && given.has(b.root) && a.root !== b.root) return restrict.has(a.root) || restrict.has(b.root);
    return (given.has(a.root) && isOwnMemory(b.root)) || (given.has(b.root) && isOwnMemory(a.root)) || !mayAlias(a, b, privates);
  };
}

/** May a round end in it? */
function leavesRound(inst: Inst): boolean {
  const alone = createRegion();
  alone.insts.push(inst);
  return mayLeave(alone);
}

function useOf(inst: LoadInst | StoreInst): Use {
  return { inst, ...anchorOf(inst.operands[0]!), access: accessOf(inst.operands[0]!, scalarSize(inst.memory)) };
}

/** What the loop loads and stores; undefined: it stores nothing, other things happen to memory, or it is left for elsewhere. */
function usesOf(loop: LoopInst): Use[] | undefined {
  // Most loops store nothing, or do other things: nested ones are not walked for each around them.
  let stores = false;
  const isOther = someInst(loop.body, (inst) => {
    stores ||= inst.kind === 'store';
    return isOtherAccess(inst);
  });
  if (isOther || !stores) return undefined;
  const uses: Use[] = [];
  const within = new Set<Inst>([loop]);
  let isKnown = true;
  forEachInst(loop.body, (inst) => within.add(inst));
  forEachInst(loop.body, (inst) => {
    switch (inst.kind) {
      case 'load':
      case 'store':
        uses.push(useOf(inst));
        return;
      case 'break':
      case 'continue':
        if (!within.has(inst.target)) isKnown = false;
        return;
      default:
        return;
    }
  });
  return isKnown ? uses : undefined;
}

function isOtherAccess(inst: Inst): boolean {
  switch (inst.kind) {
    case 'load':
    case 'store':
      return inst.volatile;
    case 'barrier':
    case 'fence':
    case 'warp':
    case 'atomic':
    case 'copy':
    case 'fill':
    case 'intrinsic':
    case 'call-indirect':
    case 'try':
    case 'throw':
    case 'return':
      return true;
    default:
      return (inst.kind === 'call' || writesMemory(inst)) && !isFunction(inst);
  }
}

function isPromotable(memory: ScalarMemoryType): boolean {
  return memory === 'i32' || memory === 'f32' || memory === 'i64' || memory === 'f64';
}

export interface Around {
  readonly before: Inst[];
  readonly behind: Inst[];
}

/** What goes in front of the loop and behind it; nothing: the loop is as it was. `given`: what the kernel is given; `apart`: are two accesses never to the same memory? */
export function promoteInLoop(loop: LoopInst, given: ReadonlySet<Value>, apart: (a: Access, b: Access) => boolean): Around {
  const none: Around = { before: [], behind: [] };
  const { body } = loop;
  const uses = usesOf(loop);
  if (uses === undefined) return none;
  const inside = new Set<Value>(body.params);
  forEachInst(body, (inst) => {
    for (const r of inst.results) inside.add(r);
    forEachRegion(inst, (r) => r.params.forEach((p) => inside.add(p)));
  });
  const places: Use[][] = [];
  for (const use of uses) {
    if (inside.has(use.anchor)) continue;
    const place = places.find(([other]) => other!.anchor === use.anchor && other!.offset === use.offset);
    if (place === undefined) places.push([use]);
    else place.push(use);
  }
  const sizeOf = ({ inst }: Use): number => scalarSize(inst.memory);
  const overlap = (a: Use, b: Use): boolean => (a.anchor === b.anchor ? a.offset < b.offset + sizeOf(b) && b.offset < a.offset + sizeOf(a) : !apart(a.access, b.access));
  const wanted = places.filter((place) => {
    const [first] = place;
    const { root } = first!.access;
    if (!given.has(root) && root.kind !== 'global-address') return false;
    if (!isPromotable(first!.inst.memory) || !place.every(({ inst }) => inst.memory === first!.inst.memory) || !place.some(({ inst }) => inst.kind === 'store')) return false;
    return uses.every((other) => place.includes(other) || !overlap(first!, other));
  });
  if (wanted.length === 0) return none;

  const end = body.insts.findIndex(leavesRound);
  const test = body.insts[end];
  const isStored = (place: readonly Use[], from: number, to: number): boolean => place.some(({ inst }) => inst.kind === 'store' && body.insts.slice(from, to).includes(inst));
  const sure = wanted.filter((place) => isStored(place, 0, end));
  const around: Around = { before: [], behind: [] };
  if (test?.kind === 'if' && isTest(test, loop)) {
    const next = body.insts.findIndex((inst, i) => i > end && leavesRound(inst));
    const tested = wanted.filter((place) => !sure.includes(place) && isStored(place, end + 1, next));
    const entered = tested.length === 0 ? undefined : copyOfTest(loop, body.insts.slice(0, end), test.operands[0]!);
    if (entered !== undefined) {
      const goesOn = test.then.insts[0]!.kind === 'yield';
      const guarded = (insts: Inst[]): IfInst => {
        const [yes, no] = [createRegion(), createRegion()];
        yes.insts.push(...insts, makeInst<YieldInst>({ kind: 'yield', operands: [] }, [], loop.loc));
        no.insts.push(makeInst<YieldInst>({ kind: 'yield', operands: [] }, [], loop.loc));
        return makeInst<IfInst>({ kind: 'if', operands: [entered.condition], then: goesOn ? yes : no, otherwise: goesOn ? no : yes }, [], loop.loc);
      };
      const variables = tested.map((place) => promote(place, inside));
      around.before.push(...entered.insts, ...variables.flatMap(({ made }) => made), guarded(variables.flatMap(({ loads }) => loads)));
      around.behind.push(guarded(variables.flatMap(({ stores }) => stores)));
    }
  }
  for (const { made, loads, stores } of sure.map((place) => promote(place, inside))) {
    around.before.push(...made, ...loads);
    around.behind.push(...stores);
  }
  return around;
}

/** A variable takes the place's place in the loop. */
function promote(place: readonly Use[], inside: ReadonlySet<Value>): { readonly made: Inst[]; readonly loads: Inst[]; readonly stores: Inst[] } {
  const { inst: first } = place[0]!;
  const size = scalarSize(first.memory);
  const type: MemoryType = { kind: 'scalar', scalar: first.memory, size, align: size, unsigned: false };
  const align = Math.min(...place.map(({ inst }) => inst.align));
  const [made, loads, stores] = [createRegion(), createRegion(), createRegion()].map((region) => {
    const b = createBuilder(region);
    b.loc = first.loc;
    return b;
  }) as [ReturnType<typeof createBuilder>, ReturnType<typeof createBuilder>, ReturnType<typeof createBuilder>];
  const address = addressOutside(first.operands[0]!, inside, made.region.insts);
  const variable = alloca(made, type, 'kept');
  store(loads, first.memory, variable, load(loads, first.memory, address, false, align), size);
  store(stores, first.memory, address, load(stores, first.memory, variable, false, size), align);
  for (const { inst } of place) {
    inst.operands[0] = variable;
    inst.align = size;
  }
  return { made: made.region.insts, loads: loads.region.insts, stores: stores.region.insts };
}

/** The address, its constant steps made anew where they stand in the loop. */
function addressOutside(address: Value, inside: ReadonlySet<Value>, made: Inst[]): Value {
  if (address.kind !== 'result' || !inside.has(address)) return address;
  const context = createCloneContext();
  const base = address.inst.operands[0]!;
  context.values.set(base, addressOutside(base, inside, made));
  const copy = cloneInst(address.inst, context);
  made.push(copy);
  return copy.results[0]!;
}
