/**
 * `c ? p->left : p->right` by address: one load from where the condition says, in place of a branch with a load in each arm, which lanes of a warp would do one after the other. In: a kernel of the arena form
 * (arena-pointers.ts). Out: the same kernel. Nothing is loaded that was not before.
 */
import { constI32, makeInst } from '../../../ir/build.js';
import { isSpeculatable } from '../../../ir/effects.js';
import type { ConvertInst, Func, IfInst, IndexInst, Inst, LoadInst, MemoryType, Region, SelectInst, Value } from '../../../ir/ir.js';
import { forEachRegion } from '../../../ir/walk.js';
import { givenPointer } from '../kernel-params.js';
import { chainOf } from './pointer-flow.js';

const BYTE: MemoryType = { kind: 'scalar', scalar: 'i8', size: 1, align: 1, unsigned: true };
const WORD: MemoryType = { kind: 'scalar', scalar: 'i32', size: 4, align: 4, unsigned: true };

/** Arithmetic of an arm, that may as well be done for all. */
const MOST_WORK = 4;

/** An arm that loads a value and does nothing else. */
interface Arm {
  readonly work: readonly Inst[];
  readonly load: LoadInst;
  /** The address that its pointer begins with, and bytes behind it. */
  readonly base: Value;
  readonly offset: number;
}

/** True if there were any. */
export function chooseLoads(fn: Func): boolean {
  let changed = false;
  const visit = (region: Region): void => {
    region.insts = region.insts.flatMap((inst) => {
      forEachRegion(inst, visit);
      const chosen = inst.kind === 'if' ? chooseLoad(fn, inst) : undefined;
      changed ||= chosen !== undefined;
      return chosen ?? [inst];
    });
  };
  visit(fn.body!);
  return changed;
}

function chooseLoad(fn: Func, inst: IfInst): Inst[] | undefined {
  if (inst.results.length !== 1) return undefined;
  const [a, b] = [armOf(inst.then), armOf(inst.otherwise)];
  if (a === undefined || b === undefined || a.load.memory !== b.load.memory || a.load.signed !== b.load.signed) return undefined;
  // Memory that the kernel is given is found without a search, which a choice would lose.
  if (a.base !== b.base && [a, b].some(({ base }) => givenPointer(fn, base) !== undefined)) return undefined;
  const { loc } = a.load;
  const condition = inst.operands[0]!;
  const out: Inst[] = [...a.work, ...b.work];
  const choice = (x: Value, y: Value): Value => {
    const made = makeInst<SelectInst>({ kind: 'select', operands: [condition, x, y] }, ['i32'], loc);
    out.push(made);
    return made.results[0]!;
  };
  const base = makeInst<ConvertInst>({ kind: 'convert', op: 'inttoptr', operands: [a.base === b.base ? a.base : choice(a.base, b.base)] }, ['ptr'], loc);
  const element = a.offset % 4 === 0 && b.offset % 4 === 0 ? WORD : BYTE;
  const [from, other] = [constI32(a.offset / element.size), constI32(b.offset / element.size)];
  const step = makeInst<IndexInst>({ kind: 'index', element, operands: [base.results[0]!, a.offset === b.offset ? from : choice(from, other)] }, ['ptr'], loc);
  out.push(base, step);
  // The load gives what the branch gave: whoever uses that needs no change.
  const load: LoadInst = { ...a.load, volatile: false, align: Math.min(a.load.align, b.load.align), operands: [step.results[0]!], results: inst.results };
  Object.assign(inst.results[0]!, { inst: load, index: 0 });
  out.push(load);
  return out;
}

function armOf({ insts }: Region): Arm | undefined {
  const last = insts[insts.length - 1];
  const load = insts[insts.length - 2];
  if (last?.kind !== 'yield' || load?.kind !== 'load' || load.volatile || last.operands[0] !== load.results[0]) return undefined;
  const { root, steps } = chainOf(load.operands[0]!);
  if (root.kind !== 'result' || root.inst.kind !== 'convert' || root.inst.op !== 'inttoptr') return undefined;
  let offset = 0;
  for (const step of steps) {
    if (step.kind === 'field') offset += step.struct.fields[step.field]!.offset;
    else if (step.operands[1]!.kind === 'const') offset += Number(step.operands[1]!.value) * step.element.size;
    else return undefined;
  }
  const work = insts.slice(0, -2);
  if (!work.every(isSpeculatable) || work.filter(({ results: [r] }) => r?.type !== 'ptr').length > MOST_WORK) return undefined;
  return { work, load, base: root.inst.operands[0]!, offset };
}
