/** IR types → WGSL types. 32-bit scalars, arrays and structs of them lie in memory as in C++; narrower scalars take a variable of 32 bits, which only memory of the kernel's own may do (words.ts). */
import type { MemoryType, ScalarMemoryType, StructType } from '../../ir/ir.js';
import { isVectorStruct } from '../../passes/gather-vectors.js';
import type { Loc } from '../../source/loc.js';
import { Unsupported } from './unsupported.js';

/** How an IR i32, f32, i1, or i64 or f64 (low word, high word) appears in WGSL. */
export type WgslScalar = 'i32' | 'u32' | 'f32' | 'bool' | 'vec2u';

export interface StructTable {
  /** WGSL name of a struct; its declaration is written once. */
  nameOf(struct: StructType, loc: Loc): string;
  readonly declarations: string[];
}

export function scalarOf(type: MemoryType, loc: Loc): WgslScalar {
  if (type.kind !== 'scalar') throw new Unsupported(`an access to memory of kind '${type.kind}' as a scalar`, loc);
  switch (type.scalar) {
    case 'i32':
      return type.unsigned ? 'u32' : 'i32';
    case 'f32':
      return 'f32';
    case 'i1':
      return 'bool';
    case 'i8':
    case 'i16':
      // Where the layout does not matter, each has a variable of its own.
      return type.unsigned ? 'u32' : 'i32';
    case 'i64':
    case 'f64':
      return 'vec2u';

    case 'ptr':
      throw new Unsupported('pointers stored in memory', loc);
    case 'v4i32':
    case 'v4f32':
    case 'v2i64':
    case 'v2f64':
      throw new Error('vectors are for the CPU');
    default:
      return type.scalar satisfies never;
  }
}

/** CUDA's float4 and its like are WGSL's vectors: the same layout, the same names of members, and one access instead of four. */
export function vectorText(struct: StructType): string | undefined {
  if (!isVectorStruct(struct)) return undefined;
  const scalar = scalarOf(struct.fields[0]!.type, 0);
  return `vec${struct.fields.length}${scalar[0]!}`;
}

/** Does the object hold what WGSL has no layout for? Then what the host sees of it is words. */
export function needsWords(type: MemoryType): boolean {
  switch (type.kind) {
    case 'scalar':
      return type.size < 4 || type.scalar === 'ptr';
    case 'array':
      return needsWords(type.element);
    case 'struct':
      return type.fields.length === 0 || type.fields.some((f) => needsWords(f.type)) || hasUnusualPadding(type);
    case 'bytes':
      return true;
    default:
      return type satisfies never;
  }
}

export function hasUnusualPadding(struct: StructType): boolean {
  let end = 0;
  for (const f of struct.fields) {
    if (f.offset !== end && f.offset !== Math.ceil(end / f.type.align) * f.type.align) return true;
    end = f.offset + f.type.size;
  }
  return false;
}

/** Bytes that a scalar takes in memory. */
export const SCALAR_SIZES: Readonly<Record<ScalarMemoryType, number>> = { i1: 1, i8: 1, i16: 2, i32: 4, i64: 8, f32: 4, f64: 8, ptr: 8, v4i32: 16, v4f32: 16, v2i64: 16, v2f64: 16 };

export function sameType(a: MemoryType, b: MemoryType): boolean {
  if (a === b) return true;
  switch (a.kind) {
    case 'scalar':
      return b.kind === 'scalar' && a.scalar === b.scalar;
    case 'array':
      return b.kind === 'array' && a.count === b.count && sameType(a.element, b.element);
    case 'struct':
      return b.kind === 'struct' && a.name === b.name;
    case 'bytes':
      return b.kind === 'bytes' && a.size === b.size;
    default:
      return a satisfies never;
  }
}

/** Is it declared alike? Signs count, which sameType leaves out. */
export function sameDeclared(a: MemoryType, b: MemoryType): boolean {
  if (a.kind === 'array' && b.kind === 'array') return a.count === b.count && sameDeclared(a.element, b.element);
  return sameType(a, b) && (a.kind !== 'scalar' || b.kind !== 'scalar' || a.unsigned === b.unsigned);
}

/** `atomic`: the scalars are atomic<…>. */
export function typeText(type: MemoryType, structs: StructTable, atomic: boolean, loc: Loc): string {
  switch (type.kind) {
    case 'scalar': {
      const scalar = scalarOf(type, loc);
      if (!atomic) return scalar;
      if (scalar === 'vec2u') throw new Unsupported('64-bit data among atomics', loc);
      return `atomic<${scalar === 'f32' ? 'u32' : scalar}>`;
    }
    case 'array':
      return `array<${typeText(type.element, structs, atomic, loc)}, ${type.count}>`;
    case 'struct':
      if (atomic) throw new Unsupported('atomic operations on members of structs', loc);
      return structs.nameOf(type, loc);
    case 'bytes':
      throw new Unsupported('unions and reinterpreted memory', loc);
    default:
      return type satisfies never;
  }
}
