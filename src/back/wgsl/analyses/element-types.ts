/** What lies behind a pointer, as the accesses through it say: in: a kernel and where its pointers come from. Out: the type of the elements that a root's memory is an array of, if all accesses agree. */
import type { MemoryType, Region, Value } from '../../../ir/ir.js';
import { forEachInst } from '../../../ir/walk.js';
import type { Provenance } from './provenance.js';
import { rootKey } from './provenance.js';
import { SCALAR_SIZES, sameType } from '../types.js';

export function elementBehind(body: Region, provenance: Provenance, key: unknown): MemoryType | undefined {
  let element: MemoryType | undefined;
  let agree = true;
  const found = (type: MemoryType): void => {
    if (element === undefined) element = type;
    else agree &&= sameType(element, type);
  };
  /** At the start of an element: nothing was stepped into. */
  const isOutermost = (pointer: Value): boolean => {
    if (pointer.type !== 'ptr' || (pointer.kind === 'result' && (pointer.inst.kind === 'index' || pointer.inst.kind === 'field'))) return false;
    return (pointer.kind === 'param' || pointer.kind === 'result') && rootKey(provenance.rootOf(pointer)) === key;
  };
  forEachInst(body, (inst) => {
    const pointer = inst.operands[0];
    switch (inst.kind) {
      case 'index':
        if (isOutermost(pointer!)) found(inst.element);
        break;
      case 'field':
        if (isOutermost(pointer!)) found(inst.struct);
        break;
      case 'load':
      case 'store':
      case 'atomic':
        if (isOutermost(pointer!)) found({ kind: 'scalar', scalar: inst.memory, size: SCALAR_SIZES[inst.memory], align: SCALAR_SIZES[inst.memory], unsigned: inst.kind === 'load' && !inst.signed });
        break;
      case 'copy':
      case 'fill':
        for (const operand of inst.kind === 'copy' ? inst.operands.slice(0, 2) : [pointer!]) if (inst.type !== undefined && isOutermost(operand)) found(inst.type);
        break;
      default:
        break;
    }
  });
  return agree ? element : undefined;
}
