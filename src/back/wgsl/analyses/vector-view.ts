/**
 * Memory that a kernel reads as scalars and as CUDA's vectors: `reinterpret_cast<const float4*>(x)`. As words each vector would be four accesses; as an array of vectors it is one, and a scalar is a component
 * (CUDA asks for the alignment that this needs). In: a kernel and where its pointers come from. Out: the vector type, if all accesses to an object fit.
 *
 * Scalars may only be read: a shader that writes one component may write the others with it.
 */
import type { MemoryType, Region, ScalarMemoryType, StructType, Value } from '../../../ir/ir.js';
import { forEachInst } from '../../../ir/walk.js';
import { isVectorStruct } from '../../../passes/gather-vectors.js';
import type { Provenance } from './provenance.js';
import { rootKey } from './provenance.js';
import { sameType } from '../types.js';

/** By the key of a root. Most kernels copy no vectors: only objects of which some are copied, or filled, are looked at further. */
export function vectorViews(body: Region, provenance: Provenance): (key: unknown) => StructType | undefined {
  let views: Map<unknown, StructType | undefined> | undefined;
  const find = (): Map<unknown, StructType | undefined> => {
    const found = new Map<unknown, StructType | undefined>();
    const keyOf = (pointer: Value): unknown => ((pointer.kind === 'param' || pointer.kind === 'result' || pointer.kind === 'global-address') && pointer.type === 'ptr' ? rootKey(provenance.rootOf(pointer)) : undefined);
    forEachInst(body, (inst) => {
      if (inst.kind !== 'copy' && inst.kind !== 'fill') return;
      for (let i = 0; i < (inst.kind === 'copy' ? 2 : 1); i++) {
        const key = keyOf(inst.operands[i]!);
        if (key !== undefined && !found.has(key)) found.set(key, vectorView(body, provenance, key));
      }
    });
    return found;
  };
  return (key) => (views ??= find()).get(key);
}

function vectorView(body: Region, provenance: Provenance, key: unknown): StructType | undefined {
  let vector: StructType | undefined;
  let fits = true;
  const isIn = (pointer: Value): boolean => (pointer.kind === 'param' || pointer.kind === 'result' || pointer.kind === 'global-address') && pointer.type === 'ptr' && rootKey(provenance.rootOf(pointer)) === key;
  const whole = (type: MemoryType | undefined): void => {
    if (type === undefined || !isVectorStruct(type) || (vector !== undefined && !sameType(vector, type))) fits = false;
    else vector = type;
  };
  const read = (memory: ScalarMemoryType, isVolatile: boolean): void => {
    if (isVolatile || (memory !== 'f32' && memory !== 'i32')) fits = false;
  };
  forEachInst(body, (inst) => {
    switch (inst.kind) {
      case 'load':
        if (isIn(inst.operands[0]!)) read(inst.memory, inst.volatile);
        break;
      case 'copy':
        if (isIn(inst.operands[0]!) || isIn(inst.operands[1]!)) whole(inst.type);
        break;
      case 'fill':
        if (isIn(inst.operands[0]!)) whole(inst.type);
        break;
      case 'store':
      case 'atomic':
        if (isIn(inst.operands[0]!)) fits = false;
        break;
      case 'call':
      case 'call-indirect':
        // printf prints addresses, and constants.
        if (!(inst.kind === 'call' && inst.callee.name === 'printf') && inst.operands.some((v) => v.type === 'ptr' && isIn(v))) fits = false;
        break;
      default:
        break;
    }
  });
  return fits ? vector : undefined;
}
