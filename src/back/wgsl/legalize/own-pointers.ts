/**
 * Local arrays of pointers (stacks of a traversal) whose elements are loaded and stored, and nothing else: as addresses they take half the room, in memory that threads have little of. In: an optimised kernel; the objects that
 * have to keep their layout, because their addresses go anywhere. Out: the arrays, with elements of the given type now; so have the steps into them. Loads and stores that are
 * of pointers still are left to the caller.
 */
import { constI32 } from '../../../ir/build.js';
import type { AllocaInst, IndexInst, Inst, LoadInst, MemoryType, Region, StoreInst, Value } from '../../../ir/ir.js';
import { forEachInst } from '../../../ir/walk.js';
import { chainOf } from './pointer-flow.js';

export function shrinkPointerArrays(body: Region, address: MemoryType, kept: readonly AllocaInst[]): ReadonlySet<Value> {
  const arrays = new Map<Value, AllocaInst>();
  const steps = new Map<Value, IndexInst[]>();
  const accesses = new Map<Value, (LoadInst | StoreInst)[]>();
  forEachInst(body, (inst) => {
    if (inst.kind === 'alloca' && inst.type.kind === 'array' && shrunk(inst.type, address) !== undefined && !kept.includes(inst)) arrays.set(inst.results[0]!, inst);
  });
  if (arrays.size === 0) return new Set();
  forEachInst(body, (inst) => {
    inst.operands.forEach((v, i) => {
      const root = v.type === 'ptr' ? chainOf(v).root : undefined;
      if (root === undefined || !arrays.has(root)) return;
      if (inst.kind === 'index' && shrunk(inst.element, address) !== undefined) listOf(steps, root).push(inst);
      else if (i === 0 && ((inst.kind === 'load' && (inst.memory === 'ptr' || inst.memory === 'i32')) || (inst.kind === 'store' && lowWord(inst) !== undefined))) listOf(accesses, root).push(inst);
      else arrays.delete(root);
    });
  });
  for (const [root, inst] of arrays) {
    inst.type = shrunk(inst.type, address)!;
    for (const step of steps.get(root) ?? []) step.element = shrunk(step.element, address)!;
    for (const access of accesses.get(root) ?? []) {
      access.align = Math.min(access.align, address.align);
      if (access.kind === 'load' || access.memory === 'ptr') continue;
      access.operands[1] = lowWord(access)!;
      access.memory = 'i32';
    }
  }
  return new Set(arrays.keys());
}

/** What is stored of a pointer, or of one that is a number already (function-pointers.ts); undefined for all else. */
function lowWord({ memory, operands: [, v] }: StoreInst): Value | undefined {
  if (memory === 'ptr') return v;
  if (memory !== 'i64') return undefined;
  if (v!.kind === 'const') return BigInt(v!.value) >> 32n === 0n ? constI32(Number(v!.value)) : undefined;
  return v!.kind === 'result' && v!.inst.kind === 'convert' && v!.inst.op === 'zext' && v!.inst.operands[0]!.type === 'i32' ? v!.inst.operands[0] : undefined;
}

function listOf<T extends Inst>(lists: Map<Value, T[]>, root: Value): T[] {
  const list = lists.get(root) ?? [];
  lists.set(root, list);
  return list;
}

/** A pointer, or an array of pointers, with the other type in their place; undefined for all else. */
function shrunk(type: MemoryType, address: MemoryType): MemoryType | undefined {
  if (type.kind === 'scalar') return type.scalar === 'ptr' ? address : undefined;
  if (type.kind !== 'array') return undefined;
  const element = shrunk(type.element, address);
  return element && { ...type, element, size: element.size * type.count, align: element.align };
}
