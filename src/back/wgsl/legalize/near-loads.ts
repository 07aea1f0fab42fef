/**
 * Tests of an object's members one after the other (`x >= box->low[0] && x <= box->high[0] && …`), and choices between members (`key < node->key ? node->left : node->right`): branches that load a little more of an object that has
 * been accessed already are done by all threads, so that the loads are under way together; each would wait for the one before, with the warp's lanes apart. In: a kernel of the arena form (arena-pointers.ts). Out: the same kernel, with selections in place of such branches.
 *
 * What is loaded besides lies at most `REACH` bytes behind a place that the thread has accessed, where memory of the program's is or nobody's: no allocation ends so near to the end of a heap (address-space.ts leaves more behind
 * each). So it is never a fault. Windows of local and shared memory have no such room: kernels with these stay as they are.
 */
import { constI32, makeInst } from '../../../ir/build.js';
import { isSpeculatable, writesMemory } from '../../../ir/effects.js';
import type { BinaryInst, Func, IfInst, IndexInst, Inst, LoadInst, MemoryType, Region, SelectInst, Value } from '../../../ir/ir.js';
import { forEachRegion, someInst } from '../../../ir/walk.js';
import { chainOf } from './pointer-flow.js';

const BYTE: MemoryType = { kind: 'scalar', scalar: 'i8', size: 1, align: 1, unsigned: true };

/** Bytes. Less than a mirror has behind it (device-memory.ts). */
const REACH = 32;

/** Both arms of a branch have at most so many loads, and so much arithmetic. */
const MOST_LOADS = 2;
const MOST_WORK = 6;

/** Addresses → places behind them, in bytes, that are accessed before. */
type Accessed = Map<Value, number[]>;

interface Place {
  readonly base: Value;
  readonly offset: number;
}

function isAddress(pointer: Value): boolean {
  const { root } = chainOf(pointer);
  return root.kind === 'result' && root.inst.kind === 'convert' && root.inst.op === 'inttoptr';
}

/** Where an access by address is, if its distance from there is known. */
function placeOf(pointer: Value): Place | undefined {
  const { root, steps } = chainOf(pointer);
  if (root.kind !== 'result' || root.inst.kind !== 'convert' || root.inst.op !== 'inttoptr') return undefined;
  let offset = 0;
  for (const step of steps) {
    if (step.kind === 'field') offset += step.struct.fields[step.field]!.offset;
    else if (step.operands[1]!.kind === 'const') offset += Number(step.operands[1]!.value) * step.element.size;
    else return undefined;
  }
  return { base: root.inst.operands[0]!, offset };
}

/** True if there were any. */
export function loadTogether(fn: Func): boolean {
  if (someInst(fn.body!, (inst) => inst.kind === 'convert' && inst.op === 'ptrtoint' && !isAddress(inst.operands[0]!))) return false;
  let changed = false;
  const visit = (region: Region, accessed: Accessed): void => {
    const out: Inst[] = [];
    const add = (inst: Inst): void => {
      out.push(inst);
      if (inst.kind !== 'load' && inst.kind !== 'store') return;
      const place = placeOf(inst.operands[0]!);
      if (place !== undefined) accessed.set(place.base, [...(accessed.get(place.base) ?? []), place.offset]);
    };
    for (const inst of region.insts) {
      forEachRegion(inst, (inner) => visit(inner, new Map(accessed)));
      const flat = inst.kind === 'if' ? flattened(inst, accessed) : undefined;
      changed ||= flat !== undefined;
      for (const made of flat ?? [inst]) {
        if (flat === undefined || made.kind !== 'load' || !moveUp(made, out)) add(made);
      }
    }
    region.insts = out;
  };
  visit(fn.body!, new Map());
  return changed;
}

/** Puts a load behind an access near to it in the list, if nothing in between writes. False: there is none. */
function moveUp(load: LoadInst, list: Inst[]): boolean {
  const { base, offset } = placeOf(load.operands[0]!)!;
  let found = -1;
  for (let i = list.length - 1; i >= 0 && !writes(list[i]!); i--) {
    const before = list[i]!;
    const place = before.kind === 'load' ? placeOf(before.operands[0]!) : undefined;
    if (place?.base === base && place.offset <= offset && offset - place.offset <= REACH) found = i;
  }
  if (found < 0) return false;
  const near = list[found] as LoadInst;
  const step = makeInst<IndexInst>({ kind: 'index', element: BYTE, operands: [near.operands[0]!, constI32(offset - placeOf(near.operands[0]!)!.offset)] }, ['ptr'], load.loc);
  load.operands = [step.results[0]!];
  list.splice(found + 1, 0, step, load);
  return true;
}

function writes(inst: Inst): boolean {
  let found = writesMemory(inst);
  forEachRegion(inst, (region) => {
    found ||= someInst(region, writesMemory);
  });
  return found;
}

function flattened(inst: IfInst, accessed: Accessed): Inst[] | undefined {
  if (inst.results.length === 0 || inst.results.some(({ type }) => type === 'ptr')) return undefined;
  const arms = [inst.then, inst.otherwise];
  const [taken, other] = arms.map(({ insts }) => insts[insts.length - 1]!);
  if (taken!.kind !== 'yield' || other!.kind !== 'yield') return undefined;
  const work = arms.flatMap(({ insts }) => insts.slice(0, -1));
  const loads = work.filter(({ kind }) => kind === 'load');
  const isNear = (load: Inst): boolean => {
    const place = placeOf(load.operands[0]!);
    return place !== undefined && (accessed.get(place.base) ?? []).some((at) => place.offset >= at && place.offset - at <= REACH);
  };
  if (loads.length === 0 || loads.length > MOST_LOADS || work.filter(({ kind }) => kind !== 'index' && kind !== 'field').length - loads.length > MOST_WORK) return undefined;
  if (!work.every((step) => (step.kind === 'load' ? !step.volatile && isNear(step) : isSpeculatable(step)))) return undefined;
  const condition = inst.operands[0]!;
  const selections = inst.results.map((result, i) => {
    const [a, b] = [taken!.operands[i]!, other!.operands[i]!];
    const both = result.type === 'i1' && b.kind === 'const' && Number(b.value) === 0;
    const made: BinaryInst | SelectInst = both ? makeInst<BinaryInst>({ kind: 'binary', op: 'and', operands: [condition, a] }, [], inst.loc) : makeInst<SelectInst>({ kind: 'select', operands: [condition, a, b] }, [], inst.loc);
    // Gives what the branch gave: whoever uses that needs no change.
    (made as { results: typeof inst.results }).results = [result];
    Object.assign(result, { inst: made, index: 0 });
    return made;
  });
  return [...work, ...selections];
}
