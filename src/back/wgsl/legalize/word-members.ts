/**
 * Members of small structs as one word: the bytes of a `uchar4` are one load, or one store, where each of them would be a load of a word, and a word exchanged until no other thread has come between.
 * In: a kernel after CSE. Out: whether something changed. Only what buffers hold: shared and local arrays of such structs have a word for each member.
 */
import { binary, constI32, createBuilder, createRegion, load } from '../../../ir/build.js';
import { addressRoot, writesMemory } from '../../../ir/effects.js';
import type { Func, Inst, LoadInst, Region, StructType, Value } from '../../../ir/ir.js';
import { scalarSize } from '../../../ir/print.js';
import { forEachRegion, isStructured, replaceValues } from '../../../ir/walk.js';
import { isWordStruct, packMembers } from '../../../passes/threads/pack-members.js';

const wordSize = 4;

export function joinMembers(fn: Func): boolean {
  const isJoined = (base: Value, struct: StructType): boolean => struct.align === wordSize && isInBuffer(fn, base);
  const replaced = new Map<Value, Value>();
  joinLoads(fn.body!, isJoined, replaced);
  if (replaced.size > 0) replaceValues(fn.body!, replaced);
  const packed = packMembers(fn.body!, isJoined);
  return packed || replaced.size > 0;
}

function isInBuffer(fn: Func, base: Value): boolean {
  const root = addressRoot(base);
  if (root.kind === 'param') return fn.body!.params.includes(root);
  return root.kind === 'global-address' && root.global.space !== 'shared';
}

interface Member {
  readonly inst: LoadInst;
  readonly offset: number;
}

function joinLoads(region: Region, isJoined: (base: Value, struct: StructType) => boolean, replaced: Map<Value, Value>): void {
  let groups = new Map<Value, Member[]>();
  const joined: Member[][] = [];
  const end = (): void => {
    for (const members of groups.values()) if (new Set(members.map(({ offset }) => offset)).size > 1) joined.push(members);
    groups = new Map();
  };
  for (const inst of region.insts) {
    if (isStructured(inst)) {
      end();
      forEachRegion(inst, (inner) => joinLoads(inner, isJoined, replaced));
    } else if (inst.kind === 'load') {
      const address = inst.operands[0]!;
      if (inst.volatile || address.kind !== 'result' || address.inst.kind !== 'field' || inst.memory === 'i1') continue;
      const { struct, field, operands } = address.inst;
      const base = operands[0]!;
      if (!isWordStruct(struct, scalarSize(inst.memory)) || !isJoined(base, struct)) continue;
      const member = { inst, offset: struct.fields[field]!.offset };
      const group = groups.get(base);
      if (group === undefined) groups.set(base, [member]);
      else group.push(member);
    } else if (writesMemory(inst) || inst.kind === 'barrier' || inst.kind === 'warp' || inst.kind === 'fence') end();
  }
  end();
  if (joined.length > 0) region.insts = withWords(region.insts, joined, replaced);
}

function withWords(insts: readonly Inst[], joined: readonly (readonly Member[])[], replaced: Map<Value, Value>): Inst[] {
  const first = new Map(joined.map((members) => [members[0]!.inst as Inst, members]));
  const gone = new Set<Inst>(joined.flatMap((members) => members.map(({ inst }) => inst)));
  return insts.flatMap((inst) => {
    const members = first.get(inst);
    if (members === undefined) return gone.has(inst) ? [] : [inst];
    const made = createRegion();
    const b = createBuilder(made);
    b.loc = inst.loc;
    const address = inst.operands[0]!;
    if (address.kind !== 'result') throw new Error('a member without an address');
    const word = load(b, 'i32', address.inst.operands[0]!, false, wordSize);
    for (const { inst: member, offset } of members) {
      const bits = 8 * scalarSize(member.memory);
      const up = 32 - bits - 8 * offset;
      const top = up === 0 ? word : binary(b, 'shl', word, constI32(up));
      const value = member.signed
        ? binary(b, 'ashr', top, constI32(32 - bits))
        : up === 0 ? binary(b, 'lshr', word, constI32(32 - bits)) : binary(b, 'and', offset === 0 ? word : binary(b, 'lshr', word, constI32(8 * offset)), constI32(bits === 8 ? 0xff : 0xffff));
      if (value.kind === 'result' && member.results[0]!.name !== undefined) value.name = member.results[0]!.name;
      replaced.set(member.results[0]!, value);
    }
    if (inst.inlinedAt) for (const one of made.insts) one.inlinedAt = inst.inlinedAt;
    return made.insts;
  });
}
