/**
 * Accesses to CUDA's vector types as one: in shaders, four loads of the members of a `float4` are four memory operations with a bounds check each, a load of the whole is one.
 *
 * In: functions after SROA, which took copies of such objects apart. Out: loads of two or more members of one object, with no write to memory between them, read from a local copy that is made at the first of
 * them; stores to all of its members that follow each other go to a local object, which is then stored as a whole.
 */
import { alloca, copy, createBuilder, createRegion, constI32, field, load, store } from '../ir/build.js';
import { addressRoot, readsMemory, writesMemory } from '../ir/effects.js';
import type { AllocaInst, FieldInst, Func, Inst, InstResult, LoadInst, MemoryType, Region, StoreInst, StructType, Value } from '../ir/ir.js';
import { forEachRegion, isStructured, replaceValues } from '../ir/walk.js';

/** Two or four 4-byte scalars of one type that fill an aligned object: what shaders have vectors for. */
export function isVectorStruct(type: MemoryType): type is StructType {
  if (type.kind !== 'struct' || (type.fields.length !== 2 && type.fields.length !== 4) || type.align !== type.size || type.size !== 4 * type.fields.length) return false;
  const [first] = type.fields;
  return type.fields.every(({ name, type: t, offset }, i) => {
    const like = first!.type;
    return name === 'xyzw'[i] && offset === 4 * i && t.kind === 'scalar' && like.kind === 'scalar' && (t.scalar === 'f32' || t.scalar === 'i32') && t.scalar === like.scalar && t.unsigned === like.unsigned;
  });
}

export function gatherVectors(fn: Func): void {
  if (!fn.body) return;
  const locals: Inst[] = [];
  const replaced = new Map<Value, Value>();
  gatherIn(fn.body, locals, replaced);
  if (replaced.size > 0) replaceValues(fn.body, replaced);
  if (locals.length > 0) fn.body.insts = [...locals, ...fn.body.insts];
}

interface Member<T extends LoadInst | StoreInst> {
  readonly inst: T;
  readonly step: FieldInst;
}

/** A load or store of a member of a vector that is not a local. */
function memberOf<T extends LoadInst | StoreInst>(inst: T): Member<T> | undefined {
  if (inst.volatile) return undefined;
  const address = inst.operands[0]!;
  if (address.kind !== 'result' || address.inst.kind !== 'field' || !isVectorStruct(address.inst.struct)) return undefined;
  const root = addressRoot(address);
  return root.kind === 'result' && root.inst.kind === 'alloca' ? undefined : { inst, step: address.inst };
}

function gatherIn(region: Region, locals: Inst[], replaced: Map<Value, Value>): void {
  const out: Inst[] = [];
  let loads = new Map<Value, Member<LoadInst>[]>();
  let stores: Member<StoreInst>[] = [];
  const flushLoads = (): void => {
    if (loads.size === 0) return;
    for (const members of loads.values()) if (new Set(members.map(({ step }) => step.field)).size > 1) gatherLoads(members, out, locals, replaced);
    loads = new Map();
  };
  const flushStores = (): void => {
    if (stores.length > 0 && stores.length === stores[0]!.step.struct.fields.length) gatherStores(stores, out, locals);
    stores = [];
  };
  for (const inst of region.insts) {
    if (isStructured(inst)) {
      flushLoads();
      flushStores();
      forEachRegion(inst, (inner) => gatherIn(inner, locals, replaced));
      out.push(inst);
      continue;
    }
    if (inst.kind === 'load') {
      const member = memberOf(inst);
      if (member !== undefined) {
        const base = member.step.operands[0]!;
        const list = loads.get(base);
        if (list === undefined) loads.set(base, [member]);
        else list.push(member);
      }
      flushStores();
    } else if (inst.kind === 'store') {
      flushLoads();
      const member = memberOf(inst);
      const same = member !== undefined && stores.every(({ step }) => step.operands[0] === member.step.operands[0] && step.field !== member.step.field);
      if (!same) flushStores();
      if (member !== undefined) stores.push(member);
    } else if (readsMemory(inst) || writesMemory(inst) || inst.kind === 'barrier' || inst.kind === 'warp' || inst.kind === 'fence') {
      flushLoads();
      flushStores();
    }
    out.push(inst);
    if (stores.length > 0 && stores.length === stores[0]!.step.struct.fields.length) flushStores();
  }
  flushLoads();
  region.insts = out;
}

function local(struct: StructType, name: string, loc: number, locals: Inst[]): InstResult {
  const made = createRegion();
  const result = alloca(createBuilder(made), struct, name);
  (result.inst as AllocaInst).loc = loc;
  locals.push(...made.insts);
  return result;
}

function replaceInsts(out: Inst[], at: number, count: number, region: Region, loc: number, like: Inst): void {
  for (const inst of region.insts) {
    inst.loc = loc;
    if (like.inlinedAt) inst.inlinedAt = like.inlinedAt;
  }
  out.splice(at, count, ...region.insts);
}

function gatherLoads(members: readonly Member<LoadInst>[], out: Inst[], locals: Inst[], replaced: Map<Value, Value>): void {
  const { inst: first, step } = members[0]!;
  const { struct } = step;
  const object = local(struct, 'vector', first.loc, locals);
  // The base is known where the first member's address is.
  const region = createRegion();
  const b = createBuilder(region);
  copy(b, object, step.operands[0]!, constI32(struct.size), struct.align, struct);
  const values = new Map<number, Value>();
  for (const { inst, step: s } of members) {
    let value = values.get(s.field);
    if (value === undefined) {
      value = load(b, inst.memory, field(b, object, struct, s.field), inst.signed, inst.align);
      if (inst.results[0]!.name !== undefined) (value as InstResult).name = inst.results[0]!.name;
      values.set(s.field, value);
    }
    replaced.set(inst.results[0]!, value);
  }
  replaceInsts(out, out.indexOf(first), 1, region, first.loc, first);
  for (const { inst } of members.slice(1)) out.splice(out.indexOf(inst), 1);
}

function gatherStores(members: readonly Member<StoreInst>[], out: Inst[], locals: Inst[]): void {
  const last = members[members.length - 1]!.inst;
  const { step } = members[0]!;
  const { struct } = step;
  const object = local(struct, 'vector', last.loc, locals);
  const region = createRegion();
  const b = createBuilder(region);
  for (const { inst, step: s } of members) store(b, inst.memory, field(b, object, struct, s.field), inst.operands[1]!, inst.align);
  copy(b, step.operands[0]!, object, constI32(struct.size), struct.align, struct);
  for (const { inst } of members.slice(0, -1)) out.splice(out.indexOf(inst), 1);
  replaceInsts(out, out.indexOf(last), 1, region, last.loc, last);
}
