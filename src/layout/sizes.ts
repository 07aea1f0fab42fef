/** Sizes and alignments of complete types: LP64 as gcc on Linux x86-64, independent of what the code is compiled to. */
import type { BuiltinName, Type } from '../tree/index.js';

const builtinSizes: Readonly<Record<BuiltinName, number>> = {
  void: 1, bool: 1, char: 1, 'signed char': 1, 'unsigned char': 1, short: 2, 'unsigned short': 2, int: 4, 'unsigned int': 4, long: 8, 'unsigned long': 8, 'long long': 8,
  'unsigned long long': 8, __int128: 16, 'unsigned __int128': 16, wchar_t: 4, char8_t: 1, char16_t: 2, char32_t: 4, float: 4, double: 8, 'long double': 16, nullptr_t: 8,
};

export const POINTER_SIZE = 8;

/** Bytes of an object; classes must have their layout. References count as what they refer to. void and functions count 1, as in gcc. */
export function sizeOf(type: Type): number {
  switch (type.kind) {
    case 'builtin':
      return builtinSizes[type.name];
    case 'pointer':
      return POINTER_SIZE;
    case 'reference':
      return sizeOf(type.referee);
    case 'array':
      return typeof type.size === 'number' ? type.size * sizeOf(type.element) : 0;
    case 'class':
      return type.symbol.layout?.size ?? 1;
    case 'enum':
      return sizeOf(type.symbol.underlying);
    case 'member-pointer':
      return type.member.kind === 'function' ? 2 * POINTER_SIZE : POINTER_SIZE;
    case 'function':
      return 1;
    case 'auto':
    case 'template-param':
    case 'dependent-specialization':
    case 'pack-expansion':
    case 'opaque-dependent':
      return 1;
    default:
      throw new Error(`size of ${(type satisfies never as Type).kind}`);
  }
}

export function alignOf(type: Type): number {
  switch (type.kind) {
    case 'builtin':
      return builtinSizes[type.name];
    case 'pointer':
    case 'member-pointer':
      return POINTER_SIZE;
    case 'reference':
      return alignOf(type.referee);
    case 'array':
      return alignOf(type.element);
    case 'class':
      return type.symbol.layout?.align ?? 1;
    case 'enum':
      return alignOf(type.symbol.underlying);
    case 'function':
    case 'auto':
    case 'template-param':
    case 'dependent-specialization':
    case 'pack-expansion':
    case 'opaque-dependent':
      return 1;
    default:
      throw new Error(`alignment of ${(type satisfies never as Type).kind}`);
  }
}

export function alignUp(offset: number, align: number): number {
  return Math.ceil(offset / align) * align;
}
