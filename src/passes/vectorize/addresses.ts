/**
 * Addresses of one object with different constant parts share all but these: (base + c) + i × size becomes (base + i × size) + c, where c is part of the access. Large constants stay in part with the base, since the
 * back end may add only what is smaller than the null page after the variable part. In: a block function after CSE. Out: the same, its address steps in another order.
 */
import { constI32, convert, index, binary } from '../../ir/build.js';
import type { Builder } from '../../ir/build.js';
import type { Func, IndexInst, Inst, MemoryType, Region, Value } from '../../ir/ir.js';
import { forEachInst, forEachRegion } from '../../ir/walk.js';

const bytes1: MemoryType = { kind: 'scalar', scalar: 'i8', size: 1, align: 1, unsigned: true };
/** The null page. */
const largest = 1024;

interface Step {
  readonly inst: IndexInst;
  readonly base: Value;
  /** A multiple of `largest`, and the rest. */
  readonly far: number;
  readonly near: number;
}

export function shareAddresses(fn: Func): void {
  const { body } = fn;
  if (body === undefined) return;
  const steps = new Map<Inst, Step>();
  const far = new Map<Value, Map<number, Value>>();
  forEachInst(body, (inst) => {
    const step = stepOf(inst);
    if (step === undefined) return;
    steps.set(inst, step);
    if (step.far === 0) return;
    const known = far.get(step.base);
    if (known === undefined) far.set(step.base, new Map([[step.far, step.base]]));
    else known.set(step.far, step.base);
  });
  if (steps.size > 0) rewrite(body, steps, far);
}

function stepOf(inst: Inst): Step | undefined {
  if (inst.kind !== 'index' || inst.operands[1].kind === 'const') return undefined;
  let offset = 0;
  let base = inst.operands[0];
  while (base.kind === 'result') {
    const by: Inst = base.inst;
    if (by.kind === 'field') offset += by.struct.fields[by.field].offset;
    else if (by.kind === 'index' && by.operands[1].kind === 'const') offset += Number(by.operands[1].value) * by.element.size;
    else break;
    base = by.operands[0];
  }
  if (offset === 0 || (base.kind !== 'param' && (base.kind !== 'result' || base.inst.kind === 'alloca'))) return undefined;
  const near = ((offset % largest) + largest) % largest;
  return { inst, base, far: offset - near, near };
}

function rewrite(region: Region, steps: ReadonlyMap<Inst, Step>, far: ReadonlyMap<Value, Map<number, Value>>): void {
  const old = region.insts;
  region.insts = [];
  const b: Builder = { region, loc: 0 };
  for (const param of region.params) moveFar(b, param, far);
  for (const inst of old) {
    const step = steps.get(inst);
    if (step !== undefined) {
      b.loc = inst.loc;
      const from = step.far === 0 ? step.base : far.get(step.base)!.get(step.far)!;
      const variable = index(b, from, step.inst.element, step.inst.operands[1]);
      step.inst.element = bytes1;
      step.inst.operands = [variable, constI32(step.near)];
    }
    forEachRegion(inst, (inner) => rewrite(inner, steps, far));
    region.insts.push(inst);
    b.loc = inst.loc;
    for (const result of inst.results) moveFar(b, result, far);
  }
}

/** Where a base is known, it is also known so far on. */
function moveFar(b: Builder, base: Value, far: ReadonlyMap<Value, Map<number, Value>>): void {
  const distances = far.get(base);
  if (distances === undefined) return;
  for (const distance of distances.keys()) distances.set(distance, convert(b, 'inttoptr', binary(b, 'add', convert(b, 'ptrtoint', base, 'i32'), constI32(distance)), 'ptr'));
}
