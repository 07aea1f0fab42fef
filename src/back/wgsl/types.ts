/** IR types → WGSL types. The bindings form knows 32-bit scalars, arrays and structs of them; everything else is Unsupported. */
import type { MemoryType, StructType } from '../../ir/ir.js';
import type { Loc } from '../../source/loc.js';
import { Unsupported } from './unsupported.js';

/** How an IR i32, f32 or i1 appears in WGSL. */
export type WgslScalar = 'i32' | 'u32' | 'f32' | 'bool';

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
    case 'i8':
    case 'i16':
      throw new Unsupported('8- and 16-bit data', loc);
    case 'i64':
      throw new Unsupported('64-bit integers', loc);
    case 'f64':
      throw new Unsupported('double precision', loc);
    case 'ptr':
      throw new Unsupported('pointers stored in memory', loc);
    default:
      return type.scalar satisfies never;
  }
}

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

/** `atomic`: the scalars are atomic<…>. */
export function typeText(type: MemoryType, structs: StructTable, atomic: boolean, loc: Loc): string {
  switch (type.kind) {
    case 'scalar': {
      const scalar = scalarOf(type, loc);
      if (!atomic) return scalar;
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
