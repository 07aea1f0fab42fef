/**
 * Conditions of several parts, some of which all threads of a row share: `x == 0 || y == 0 || z == 0`. In: a kernel's body. Out: the same, with those parts put together first. Where threads run side by side, they are
 * scalars, and only one of them becomes a vector.
 */
import { makeInst } from '../../ir/build.js';
import type { BinaryInst, Inst, Region, Value } from '../../ir/ir.js';
import { forEachInst, forEachRegion } from '../../ir/walk.js';
import { analyzeLanes } from '../vectorize/shapes.js';

export function groupConditions(body: Region): void {
  const uses = new Map<Value, number>();
  let found = false;
  forEachInst(body, (inst) => {
    for (const v of inst.operands) uses.set(v, (uses.get(v) ?? 0) + 1);
    found ||= isTest(inst) && inst.operands.some((v) => partOf(v, inst) !== undefined);
  });
  if (!found) return;
  const { shapeOf } = analyzeLanes(body.insts, () => 0);
  const isShared = (v: Value): boolean => shapeOf(v) === 0;
  const inner = new Set<Inst>();
  const visit = (region: Region): void => {
    // Conditions end with what is no part of another one: from the end, these come first.
    for (let n = region.insts.length - 1; n >= 0; n--) {
      const inst = region.insts[n]!;
      forEachRegion(inst, visit);
      if (!isTest(inst) || inner.has(inst)) continue;
      const leaves: Value[] = [];
      let mixed = 0;
      const collect = (test: BinaryInst): void => {
        if (!isShared(test.results[0]!)) mixed++;
        for (const v of test.operands) {
          const part = uses.get(v) === 1 ? partOf(v, test) : undefined;
          if (part === undefined) leaves.push(v);
          else {
            inner.add(part);
            collect(part);
          }
        }
      };
      collect(inst);
      const shared = leaves.filter(isShared);
      const own = leaves.filter((v) => !isShared(v));
      // As many operations on vectors as there must be.
      if (shared.length < 2 || own.length === 0 || mixed === own.length) continue;
      const made: Inst[] = [];
      const join = (parts: readonly Value[]): Value => parts.reduce((left, right) => {
        const joined = makeInst<BinaryInst>({ kind: 'binary', op: inst.op, operands: [left, right] }, ['i1'], inst.loc);
        made.push(joined);
        return joined.results[0]!;
      });
      inst.operands = [join(own), join(shared)];
      region.insts.splice(n, 0, ...made);
    }
  };
  visit(body);
}

function isTest(inst: Inst): inst is BinaryInst {
  return inst.kind === 'binary' && (inst.op === 'and' || inst.op === 'or') && inst.results[0]!.type === 'i1';
}

/** The same operation, as an operand. */
function partOf(v: Value, whole: BinaryInst): BinaryInst | undefined {
  return v.kind === 'result' && isTest(v.inst) && v.inst.op === whole.op ? v.inst : undefined;
}
