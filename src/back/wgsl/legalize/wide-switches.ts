/**
 * WGSL's `switch` takes 32 bits. In: an optimised kernel. Out: a `switch` on 64 bits is one on the low word where that is all of the value, and on a number without a case for what is larger. Where some cases are larger it is
 * one on the number of the case.
 */
import { constant, makeInst } from '../../../ir/build.js';
import type { CompareInst, ConvertInst, Func, Inst, SelectInst, SwitchInst, Value } from '../../../ir/ir.js';
import { replaceInsts } from '../../../ir/walk.js';

/** True if there was one. */
export function narrowSwitches(fn: Func): boolean {
  let changed = false;
  replaceInsts(fn.body!, (inst) => {
    if (inst.kind !== 'switch' || inst.operands[0]!.type !== 'i64') return undefined;
    changed = true;
    return [...narrow(inst), inst];
  });
  return changed;
}

/** What computes the selector, which takes the place of the wide one. */
function narrow(inst: SwitchInst): Inst[] {
  const out: Inst[] = [];
  const push = <T extends Inst>(made: T): Value => {
    out.push(made);
    return made.results[0]!;
  };
  const wide = inst.operands[0]!;
  const { loc } = inst;
  const convert = (op: 'trunc' | 'sext', value: Value, type: 'i32' | 'i64'): Value => push(makeInst<ConvertInst>({ kind: 'convert', op, operands: [value] }, [type], loc));
  const same = (a: Value, b: Value): Value => push(makeInst<CompareInst>({ kind: 'compare', op: 'eq', operands: [a, b] }, ['i1'], loc));
  const select = (c: Value, a: Value, b: Value): Value => push(makeInst<SelectInst>({ kind: 'select', operands: [c, a, b] }, ['i32'], loc));
  const valueOf = (value: number | bigint): bigint => BigInt.asIntN(64, BigInt(value));
  const isSmall = (value: bigint): boolean => BigInt.asIntN(32, value) === value;
  let selector: Value;
  if (inst.cases.every(({ values }) => values.every((value) => isSmall(valueOf(value))))) {
    for (const c of inst.cases) c.values = c.values.map((value) => Number(valueOf(value)));
    const taken = new Set(inst.cases.flatMap(({ values }) => values));
    let other = 0;
    while (taken.has(other)) other++;
    const low = convert('trunc', wide, 'i32');
    selector = select(same(convert('sext', low, 'i64'), wide), low, constant('i32', other));
  } else {
    selector = constant('i32', -1);
    inst.cases.forEach((c, i) => {
      for (const value of c.values) selector = select(same(wide, constant('i64', valueOf(value))), constant('i32', i), selector);
      c.values = [i];
    });
  }
  inst.operands = [selector];
  return out;
}
