/** Values of a kernel that is taken apart at its barriers, as a part of it sees them: made by an earlier part, and kept in a slot or outside of the threads; or computed again. */
import { breakTo, store } from '../../ir/build.js';
import type { Builder } from '../../ir/build.js';
import type { BlockInst, MemoryType, Value, ValueType } from '../../ir/ir.js';
import { scalarSize } from '../../ir/print.js';
import type { ThreadValues } from './block-function.js';
import { copyInst, copyValue } from './copy.js';
import type { Copier } from './copy.js';
import type { BlockState, Fission } from './fission-state.js';
import { loadSlot, localAddress, storeSlot } from './thread-memory.js';

export function scalarType(type: ValueType): MemoryType {
  return { kind: 'scalar', scalar: type, size: scalarSize(type), align: scalarSize(type), unsigned: true };
}

/** Copies instructions of a part into a thread; `homes` are variables for results that all threads share. */
export function segmentCopier(f: Fission, state: BlockState, thread: ThreadValues, label: BlockInst, homes: ReadonlyMap<Value, Value>): Copier {
  const base = state.host.copier(thread, (at, inst) => {
    if (inst.kind !== 'return') throw new Error(`${inst.kind} leaves a segment`);
    if (f.exited !== undefined) storeSlot(at, f.exited, thread.place, { kind: 'const', type: 'i1', value: 1 });
    breakTo(at, label);
  });
  return {
    ...base,
    alloca: (at, inst) => localAddress(at, f.memory, inst, thread.place),
    copied(at, inst) {
      for (const result of inst.results) {
        const kept = f.storage.get(result);
        if (kept === undefined) continue;
        const value = this.values.get(result)!;
        if (kept.kind === 'slot') {
          if (kept.borrowed !== true) storeSlot(at, kept.slot, thread.place, value);
        }
        else if (kept.kind === 'scalar') store(at, result.type, homes.get(result)!, value, scalarSize(result.type));
      }
    },
  };
}

/** Makes a value of another part available at the start of a segment. */
export function materialize(f: Fission, state: BlockState, b: Builder, v: Value, thread: ThreadValues, copier: Copier): void {
  if (copier.values.has(v) || (v.kind !== 'result' && v.kind !== 'param')) return;
  const shared = state.copier.values.get(v);
  if (shared !== undefined) {
    copier.values.set(v, shared);
    return;
  }
  const kept = f.storage.get(v);
  if (kept?.kind === 'slot') {
    copier.values.set(v, loadSlot(b, kept.slot, thread.place));
    return;
  }
  if (v.kind === 'result' && (kept?.kind === 'recompute' || v.inst.kind === 'alloca' || v.inst.kind === 'special' || f.definedIn.has(v))) {
    for (const operand of v.inst.operands) materialize(f, state, b, operand, thread, copier);
    copyInst(b, v.inst, copier);
    return;
  }
  throw new Error(`a ${v.kind} of type ${v.type} does not reach a later part of the kernel`);
}

/** A uniform value outside of the threads. */
export function outsideValue(state: BlockState, b: Builder, v: Value): Value {
  return copyValue(b, v, state.copier);
}
