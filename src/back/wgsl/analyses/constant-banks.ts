/**
 * Variables in constant memory as uniforms: GPUs read those as operands, without a load. Uniform arrays go in steps of 16 bytes, so that such a variable is an array of vectors, its scalars are their components.
 * In: a kernel, where its pointers come from, and a variable. Out: the vector to declare it with, or undefined where more is done with it than reading 32-bit scalars.
 */
import type { Global, Region, StructType, Value } from '../../../ir/ir.js';
import { forEachInst } from '../../../ir/walk.js';
import type { Provenance } from './provenance.js';
import { rootKey } from './provenance.js';

/** What every device binds as one uniform, bytes, and how many such variables a kernel may have beside its parameters (WebGPU's least limits). */
const LARGEST = 65536;
const MOST_BANKS = 8;

function vectorOf(scalar: 'f32' | 'i32'): StructType {
  const type = { kind: 'scalar', scalar, size: 4, align: 4, unsigned: scalar === 'i32' } as const;
  return { kind: 'struct', name: scalar === 'f32' ? 'float4' : 'uint4', size: 16, align: 16, fields: ['x', 'y', 'z', 'w'].map((name, i) => ({ name, type, offset: 4 * i })) };
}

function constantBank(body: Region, provenance: Provenance, global: Global): StructType | undefined {
  if (global.space !== 'constant' || global.type.size > LARGEST) return undefined;
  let fits = true;
  let floats = 0;
  let others = 0;
  const isIn = (v: Value): boolean => {
    if (v.type !== 'ptr' || v.kind === 'const' || v.kind === 'undef' || v.kind === 'function-address') return false;
    const root = provenance.rootOf(v);
    return root.kind === 'global' && root.global === global;
  };
  forEachInst(body, (inst) => {
    switch (inst.kind) {
      case 'load':
        if (!isIn(inst.operands[0]!)) return;
        if (inst.volatile || (inst.memory !== 'f32' && inst.memory !== 'i32')) fits = false;
        else if (inst.memory === 'f32') floats++;
        else others++;
        return;
      case 'store':
      case 'atomic':
      case 'fill':
        if (isIn(inst.operands[0]!)) fits = false;
        return;
      case 'copy':
      case 'call':
      case 'call-indirect':
        if (inst.operands.some(isIn)) fits = false;
        return;
      default:
        return;
    }
  });
  return fits && floats + others > 0 ? vectorOf(others === 0 ? 'f32' : 'i32') : undefined;
}

/** The variables that a kernel reads so, the first of them. */
export function constantBanks(body: Region, provenance: Provenance): ReadonlyMap<unknown, StructType> {
  const banks = new Map<unknown, StructType>();
  const seen = new Set<Global>();
  forEachInst(body, (inst) => {
    if (inst.kind !== 'load' || banks.size === MOST_BANKS) return;
    const root = provenance.rootOf(inst.operands[0]!);
    if (root.kind !== 'global' || seen.has(root.global)) return;
    seen.add(root.global);
    const vector = constantBank(body, provenance, root.global);
    if (vector !== undefined) banks.set(rootKey(root), vector);
  });
  return banks;
}
