/**
 * Objects that a kernel only adds floats to, atomically, without looking at what was there: between two operations nobody sees what they hold. In: a kernel, where its pointers come from, an object's key. Functions that
 * stay functions may reach what has a name.
 */
import type { Inst, Region, Value } from '../../../ir/ir.js';
import { forEachInst } from '../../../ir/walk.js';
import type { Provenance } from './provenance.js';
import { rootKey } from './provenance.js';

export function hasOnlySums(body: Region, provenance: Provenance, key: unknown): boolean {
  const isNamed = typeof key !== 'number';
  const isIn = (v: Value): boolean => v.type === 'ptr' && (v.kind === 'param' || v.kind === 'result' || v.kind === 'global-address') && rootKey(provenance.rootOf(v)) === key;
  const sums = new Set<Value>();
  let only = true;
  const accesses = (inst: Inst): void => {
    if (inst.kind === 'atomic' && inst.op === 'fadd' && inst.memory === 'f32') for (const result of inst.results) sums.add(result);
    else only = false;
  };
  forEachInst(body, (inst) => {
    switch (inst.kind) {
      case 'call':
      case 'call-indirect':
        if (isNamed) only = false;
        break;
      case 'load':
      case 'store':
      case 'copy':
      case 'fill':
      case 'atomic':
        break;
      default:
        return;
    }
    if (only && inst.operands.some(isIn)) accesses(inst);
  });
  if (only && sums.size > 0) {
    forEachInst(body, (inst) => {
      if (inst.operands.some((v) => sums.has(v))) only = false;
    });
  }
  return only;
}
