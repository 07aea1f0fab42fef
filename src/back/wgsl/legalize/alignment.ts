/** What types and offsets tell of where a pointer leads. In: a kernel, a pointer. Elements of buffers lie at multiples of their own alignment. */
import type { Func, Value } from '../../../ir/ir.js';

export interface Alignment {
  /** A power of two that the address is known to be a multiple of. */
  readonly align: number;
  /** It is no multiple of more: it lies at a constant distance from a multiple of more. What a type alone tells may be too little: bytes that are read as words lie where words may. */
  readonly exact: boolean;
}

/** Of something about which nothing is known. */
const anywhere: Alignment = { align: 1, exact: false };
const large = 1 << 16;

export function alignmentOf(fn: Func, pointer: Value): Alignment {
  switch (pointer.kind) {
    case 'global-address':
      return { align: pointer.global.align, exact: false };
    case 'param': {
      const index = fn.body!.params.indexOf(pointer);
      const align = index < 0 ? undefined : fn.kernel!.params[index]!.pointee?.align;
      return align === undefined ? anywhere : { align, exact: false };
    }
    case 'result': {
      const { inst } = pointer;
      if (inst.kind === 'alloca') return { align: Math.max(inst.type.align, 1), exact: false };
      if (inst.kind === 'special') return { align: 16, exact: false };
      if (inst.kind === 'field') return moved(alignmentOf(fn, inst.operands[0]!), inst.struct.fields[inst.field]!.offset, true);
      if (inst.kind === 'index') {
        const by = inst.operands[1]!;
        const from = alignmentOf(fn, inst.operands[0]!);
        return by.kind === 'const' ? moved(from, Number(by.value) * inst.element.size, true) : moved(from, inst.element.size, false);
      }
      return anywhere;
    }
    default:
      return anywhere;
  }
}

/** `constant`: by so many bytes; otherwise by a multiple of them. */
function moved({ align, exact }: Alignment, bytes: number, constant: boolean): Alignment {
  // Distances may exceed 32 bits, whose lowest bit alone counts.
  const low = Math.abs(bytes % large);
  const step = low === 0 ? large : low & -low;
  if (step >= align) return { align, exact };
  return { align: step, exact: constant };
}
