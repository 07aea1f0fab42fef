/**
 * What memory an access may touch. Rules: distinct allocas and globals do not overlap; nothing but its own addresses reaches an alloca that does not escape; accesses of one object at constant offsets overlap
 * only if their ranges do; `constant` globals are never written.
 */
import { addressRoot, constantAddress, writesMemory } from '../ir/effects.js';
import type { Inst, InstResult, Region, StoreInst, Value } from '../ir/ir.js';
import { scalarSize } from '../ir/print.js';
import { forEachInst } from '../ir/walk.js';

export interface Access {
  readonly root: Value;
  /** Byte offset from the root, where it is constant. */
  readonly offset: number | undefined;
  /** Bytes, where they are known. */
  readonly size: number | undefined;
}

export function accessOf(address: Value, size: number | undefined): Access {
  const exact = constantAddress(address);
  return exact ? { root: exact.root, offset: exact.offset, size } : { root: addressRoot(address), offset: undefined, size };
}

/** The last address on the way to this one that is at no constant distance from the one before, and how far behind it this one is. */
export function anchorOf(address: Value): { readonly anchor: Value; readonly offset: number } {
  let anchor = address;
  let offset = 0;
  while (anchor.kind === 'result') {
    const step: Inst = anchor.inst;
    if (step.kind === 'field') offset += step.struct.fields[step.field]!.offset;
    else if (step.kind === 'index' && step.operands[1]!.kind === 'const') offset += Number(step.operands[1]!.value) * step.element.size;
    else break;
    anchor = step.operands[0]!;
  }
  return { anchor, offset };
}

/** Memory of a kernel's own, by its root: nothing lies there that the kernel is given. */
export function isOwnMemory(root: Value): boolean {
  return (root.kind === 'global-address' && root.global.space === 'shared') || (root.kind === 'result' && (root.inst.kind === 'alloca' || root.inst.kind === 'special'));
}

export function isAlloca(v: Value): v is InstResult {
  return v.kind === 'result' && v.inst.kind === 'alloca';
}

/** Allocas whose address is used for nothing but loads, stores, copies and fills. */
export function privateAllocas(body: Region): Set<Value> {
  const found = new Set<Value>();
  forEachInst(body, (inst) => {
    if (inst.kind === 'alloca') found.add(inst.results[0]!);
  });
  if (found.size === 0) return found;
  forEachInst(body, (inst) => {
    const ops = inst.operands;
    let from = 0;
    switch (inst.kind) {
      case 'index':
      case 'field':
      case 'load':
      case 'fill':
        return;
      case 'copy':
        return;
      case 'store':
        from = 1;
        break;
      default:
        break;
    }
    for (let i = from; i < ops.length; i++) if (ops[i]!.type === 'ptr') found.delete(addressRoot(ops[i]!));
  });
  return found;
}

function sameRoot(a: Value, b: Value): boolean {
  return a === b || (a.kind === 'global-address' && b.kind === 'global-address' && a.global === b.global);
}

export function mayAlias(a: Access, b: Access, privates: ReadonlySet<Value>): boolean {
  if (sameRoot(a.root, b.root)) {
    if (a.offset === undefined || b.offset === undefined || a.size === undefined || b.size === undefined) return true;
    return a.offset < b.offset + b.size && b.offset < a.offset + a.size;
  }
  if (privates.has(a.root) || privates.has(b.root)) return false;
  const known = (v: Value): boolean => v.kind === 'global-address' || isAlloca(v);
  return !(known(a.root) && known(b.root));
}

/** Never changes while the program runs. */
export function isConstantMemory(a: Access): boolean {
  return a.root.kind === 'global-address' && a.root.global.constant;
}

export function storeAccess(inst: StoreInst): Access {
  return accessOf(inst.operands[0]!, scalarSize(inst.memory));
}

/**
 * What an instruction writes: one access, 'all' that is not private to the function, or nothing.
 * A volatile store counts as 'all', because other threads may go on by it; besides, it writes its own place, which may be private.
 */
export function writeOf(inst: Inst): Access | 'all' | undefined {
  switch (inst.kind) {
    case 'store':
      return inst.volatile ? 'all' : storeAccess(inst);
    case 'copy':
    case 'fill': {
      const bytes = inst.operands[2]!;
      return accessOf(inst.operands[0]!, bytes.kind === 'const' ? Number(bytes.value) : undefined);
    }
    default:
      return writesMemory(inst) ? 'all' : undefined;
  }
}

/** Everything that a region writes. */
export function writesIn(region: Region): { readonly all: boolean; readonly list: readonly Access[] } {
  const list: Access[] = [];
  let all = false;
  forEachInst(region, (inst) => {
    const w = writeOf(inst);
    if (w === 'all') all = true;
    else if (w) list.push(w);
    if (inst.kind === 'store' && inst.volatile) list.push(storeAccess(inst));
  });
  return { all, list };
}
