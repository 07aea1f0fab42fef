/**
 * All members of a small struct, stored one after the other: `pixel[i] = make_uchar4(…)`. In: a kernel's body after CSE. Out: one store of a word, which is contiguous from thread to thread where the structs are.
 */
import { binary, constI32, store } from '../../ir/build.js';
import type { Builder } from '../../ir/build.js';
import { isPure } from '../../ir/effects.js';
import type { Inst, Region, StoreInst, StructType, Value } from '../../ir/ir.js';
import { scalarSize } from '../../ir/print.js';
import { forEachRegion } from '../../ir/walk.js';

interface Run {
  readonly base: Value;
  readonly struct: StructType;
  /** By offset. */
  readonly stores: Map<number, StoreInst>;
}

const wordSize = 4;

export function packMembers(body: Region): void {
  const found: Run[] = [];
  let run: Run | undefined;
  for (const inst of body.insts) {
    forEachRegion(inst, packMembers);
    if (isPure(inst)) continue;
    const member = inst.kind === 'store' ? memberOf(inst) : undefined;
    if (member === undefined) {
      run = undefined;
      continue;
    }
    const [base, struct, offset] = member;
    if (run?.base !== base || run.struct !== struct || run.stores.has(offset)) run = { base, struct, stores: new Map() };
    run.stores.set(offset, inst as StoreInst);
    if (run.stores.size < struct.fields.length) continue;
    found.push(run);
    run = undefined;
  }
  if (found.length > 0) pack(body, found);
}

/** A member of a struct of a word that has members of one size only. */
function memberOf(inst: StoreInst): readonly [Value, StructType, number] | undefined {
  const at = inst.operands[0];
  if (inst.volatile || inst.operands[1].type !== 'i32' || at.kind !== 'result' || at.inst.kind !== 'field') return undefined;
  const { struct, field } = at.inst;
  const size = scalarSize(inst.memory);
  if (struct.size !== wordSize || size >= wordSize || struct.fields.length * size !== wordSize) return undefined;
  if (!struct.fields.every((f, i) => f.type.kind === 'scalar' && f.type.size === size && f.offset === i * size)) return undefined;
  return [at.inst.operands[0], struct, struct.fields[field].offset];
}

function pack(body: Region, runs: readonly Run[]): void {
  const last = new Map<Inst, Run>();
  const gone = new Set<Inst>();
  for (const run of runs) {
    const stores = [...run.stores.values()];
    for (const inst of stores) gone.add(inst);
    last.set(stores[stores.length - 1], run);
  }
  const old = body.insts;
  body.insts = [];
  const b: Builder = { region: body, loc: 0 };
  for (const inst of old) {
    const run = last.get(inst);
    if (run !== undefined) {
      b.loc = inst.loc;
      const size = wordSize / run.stores.size;
      const mask = constI32(size === 1 ? 0xff : 0xffff);
      const pieces = [...run.stores].map(([offset, { operands }]) => {
        const piece = binary(b, 'and', operands[1], mask);
        return offset === 0 ? piece : binary(b, 'shl', piece, constI32(8 * offset));
      });
      store(b, 'i32', run.base, pieces.reduce((all, piece) => binary(b, 'or', all, piece)), run.struct.align);
    } else if (!gone.has(inst)) body.insts.push(inst);
  }
}
