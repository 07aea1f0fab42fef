/**
 * Class layout of the Itanium C++ ABI (§2.4) with gcc's bit-fields: bases first (the primary base at 0, empty bases where no object of their type is),
 * then fields, then virtual bases. Sets the offsets of fields and non-virtual bases; offsets of virtual bases come from `virtualBaseOffsets`.
 */
import type { BaseClass, ClassLayout, ClassSymbol, FieldSymbol, Type } from '../tree/index.js';
import { alignOf, alignUp, POINTER_SIZE, sizeOf } from './sizes.js';
import { type BaseFacts, choosePrimaryBase, placeVirtualBases } from './virtual-bases.js';

/** A field, or an unnamed bit-field, which only takes room (width 0: ends the storage unit). */
export type LayoutItem = FieldSymbol | { readonly kind: 'padding'; readonly type: Type; readonly width: number };

interface Extra {
  /** Size and alignment without virtual bases. */
  readonly nonVirtualSize: number;
  readonly nonVirtualAlign: number;
  readonly empty: boolean;
  /** As a field of a packed class, it is packed. */
  readonly canPack: boolean;
  readonly virtualOffsets: ReadonlyMap<ClassSymbol, number>;
  readonly primary: BaseClass | undefined;
}

const extras = new WeakMap<ClassLayout, Extra>();

function extraOf(cls: ClassSymbol): Extra {
  const extra = cls.layout && extras.get(cls.layout);
  if (!extra) throw new Error(`layout of ${cls.name} is not known`);
  return extra;
}

/** Offsets of all virtual bases (direct and inherited) in a complete object of the class. */
export function virtualBaseOffsets(cls: ClassSymbol): ReadonlyMap<ClassSymbol, number> {
  return extraOf(cls).virtualOffsets;
}

/** Size of the class as a base subobject: without virtual bases and tail padding. */
export function nonVirtualSize(cls: ClassSymbol): number {
  return extraOf(cls).nonVirtualSize;
}

/** The base that shares its vtable pointer with the class. */
export function primaryBase(cls: ClassSymbol): BaseClass | undefined {
  return extraOf(cls).primary;
}

export function isEmptyClass(cls: ClassSymbol): boolean {
  return extraOf(cls).empty;
}

/** Empty subobjects by offset: two of one type may not share an address. */
type EmptyMap = Map<number, Set<ClassSymbol>>;

function collectEmpty(cls: ClassSymbol, offset: number, visit: (cls: ClassSymbol, offset: number) => boolean): boolean {
  const extra = extraOf(cls);
  if (extra.empty && visit(cls, offset)) return true;
  for (const base of cls.bases) if (!base.virtual && collectEmpty(base.type.symbol, offset + base.offset, visit)) return true;
  for (const field of cls.fields) {
    let { type } = field;
    let count = 1;
    while (type.kind === 'array') {
      count *= typeof type.size === 'number' ? type.size : 0;
      type = type.element;
    }
    if (type.kind !== 'class') continue;
    for (let i = 0; i < Math.min(count, 64); i++) if (collectEmpty(type.symbol, offset + field.offset + i * sizeOf(type), visit)) return true;
  }
  return false;
}

function clashes(map: EmptyMap, cls: ClassSymbol, offset: number): boolean {
  return map.size > 0 && collectEmpty(cls, offset, (empty, at) => map.get(at)?.has(empty) ?? false);
}

function record(map: EmptyMap, cls: ClassSymbol, offset: number): void {
  collectEmpty(cls, offset, (empty, at) => {
    const set = map.get(at);
    if (set) set.add(empty);
    else map.set(at, new Set([empty]));
    return false;
  });
}

const FACTS: BaseFacts = {
  hasVptr: (cls) => cls.layout!.hasVptr,
  isNearlyEmpty: (cls) => extraOf(cls).nonVirtualSize === POINTER_SIZE && cls.fields.length === 0,
  primaryBase,
};

/** The base whose vtable pointer a class will share; its bases are complete. */
export function choosePrimary(cls: ClassSymbol): BaseClass | undefined {
  return choosePrimaryBase(cls, FACTS);
}

/** A member without data. */
export function isEmptyMember(field: FieldSymbol): boolean {
  return field.overlapping && field.type.kind === 'class' && isEmptyClass(field.type.symbol);
}

/** `podLayout`: POD for the purpose of layout, whose tail padding is not reused. `dynamic`: has virtual functions. */
export function layoutClass(cls: ClassSymbol, items: readonly LayoutItem[], podLayout: boolean, dynamic: boolean): void {
  const { pack } = cls;
  const limit = (align: number): number => (pack !== undefined && align > pack ? pack : align);
  /** What an empty class is aligned to was asked for. */
  const baseAlignOf = (extra: Extra): number => (extra.empty ? extra.nonVirtualAlign : limit(extra.nonVirtualAlign));
  /** May a field follow the one before it without a gap? As with gcc, those of classes that are no POD may only if the classes are packed themselves; else its own class is none that is packed. */
  const canPack = (item: LayoutItem): boolean => {
    const inner = elementClass(item.type);
    return inner === undefined || extraOf(inner).canPack;
  };
  const isTight = (item: LayoutItem): boolean => (cls.packed && canPack(item)) || (item.kind === 'field' && item.packed);
  const packs = cls.packed && items.every(canPack);
  let size = 0;
  let dataSize = 0;
  let align = 1;
  const empties: EmptyMap = new Map();

  // The vtable pointer: shared with the first dynamic non-virtual base, or a nearly empty virtual one, or its own.
  const primary = choosePrimary(cls);
  const virtuals = cls.bases.some((base) => base.virtual || extraOf(base.type.symbol).virtualOffsets.size > 0);
  const hasVptr = dynamic || virtuals || primary !== undefined;
  if (hasVptr && !primary) {
    dataSize = size = POINTER_SIZE;
    align = packs ? 1 : limit(POINTER_SIZE);
  }
  const placeBase = (base: BaseClass): void => {
    const symbol = base.type.symbol;
    const extra = extraOf(symbol);
    const baseAlign = baseAlignOf(extra);
    if (extra.empty) {
      let offset = 0;
      if (clashes(empties, symbol, 0)) {
        offset = alignUp(dataSize, baseAlign);
        while (clashes(empties, symbol, offset)) offset += baseAlign;
      }
      base.offset = offset;
      record(empties, symbol, offset);
      size = Math.max(size, offset + symbol.layout!.size);
    } else {
      let offset = alignUp(dataSize, baseAlign);
      while (clashes(empties, symbol, offset)) offset += baseAlign;
      base.offset = offset;
      record(empties, symbol, offset);
      dataSize = offset + extra.nonVirtualSize;
      size = Math.max(size, dataSize);
    }
    align = Math.max(align, baseAlign);
  };
  if (primary && !primary.virtual) placeBase(primary);
  else if (primary) {
    dataSize = size = POINTER_SIZE;
    align = POINTER_SIZE;
  }
  for (const base of cls.bases) if (!base.virtual && base !== primary) placeBase(base);

  // Fields. `bit` is the position in bits from the start of the class while bit-fields follow each other.
  const union = cls.tag === 'union';
  let bit = dataSize * 8;
  let afterBits = false;
  const overlapping = items.some((item) => item.kind === 'field' && item.overlapping);
  /** A potentially overlapping member ([intro.object]/7): empty ones lie where no object of their type is, others leave their tail padding to what follows. */
  const placeOverlapping = (field: FieldSymbol, symbol: ClassSymbol, fieldAlign: number): void => {
    const extra = extraOf(symbol);
    const end = alignUp(Math.ceil(bit / 8), fieldAlign);
    let offset = extra.empty ? 0 : end;
    if (extra.empty && clashes(empties, symbol, 0)) offset = end;
    while (clashes(empties, symbol, offset)) offset += fieldAlign;
    field.offset = offset;
    field.bitOffset = 0;
    record(empties, symbol, offset);
    if (extra.empty) size = Math.max(size, offset + symbol.layout!.size);
    else {
      dataSize = offset + Math.max(extra.nonVirtualSize, symbol.layout!.dataSize);
      size = Math.max(size, dataSize);
      bit = dataSize * 8;
    }
    align = Math.max(align, fieldAlign);
  };
  for (const item of items) {
    const width = item.kind === 'padding' ? item.width : item.bitWidth;
    const { type } = item;
    const tight = isTight(item);
    if (union) bit = 0;
    if (width !== undefined) {
      const unit = sizeOf(type) * 8;
      const natural = alignOf(type);
      const wanted = item.kind === 'field' ? limit(item.alignment ?? 0) : 0;
      if (width === 0) {
        bit = alignUp(bit, natural * 8);
        dataSize = Math.max(dataSize, bit / 8);
        size = Math.max(size, dataSize);
        continue;
      }
      if (wanted > 0) bit = alignUp(bit, wanted * 8);
      // Crossing a boundary of its type moves it to the next unit; packed ones follow bit by bit, and all where there is a `#pragma pack`.
      else if (!tight && pack === undefined) {
        const boundary = natural * 8;
        if (Math.floor(bit / boundary) * boundary + unit < bit + width) bit = alignUp(bit, boundary);
      }
      if (item.kind === 'field') {
        const crossing = (bit % unit) + width > unit;
        item.offset = crossing ? Math.floor(bit / 8) : Math.floor(bit / unit) * (unit / 8);
        item.bitOffset = bit - item.offset * 8;
        align = Math.max(align, tight && pack === undefined ? 1 : limit(natural), wanted);
      }
      bit += width;
      dataSize = Math.max(dataSize, Math.ceil(bit / 8));
      size = Math.max(size, dataSize);
      afterBits = true;
      continue;
    }
    if (item.kind === 'padding') continue;
    if (afterBits) bit = alignUp(bit, 8);
    afterBits = false;
    const reference = type.kind === 'reference';
    const natural = reference ? POINTER_SIZE : alignOf(type);
    const fieldAlign = limit(Math.max(tight ? 1 : natural, item.alignment ?? 1));
    let offset = alignUp(Math.ceil(bit / 8), fieldAlign);
    const inner = elementClass(type);
    if (inner && item.overlapping) {
      placeOverlapping(item, inner, fieldAlign);
      continue;
    }
    if (inner && empties.size > 0) while (clashes(empties, inner, offset)) offset += fieldAlign;
    item.offset = offset;
    item.bitOffset = 0;
    if (inner && (empties.size > 0 || cls.bases.length > 0 || overlapping)) record(empties, inner, offset);
    const end = offset + (reference ? POINTER_SIZE : sizeOf(type));
    bit = end * 8;
    dataSize = Math.max(dataSize, end);
    size = Math.max(size, end);
    align = Math.max(align, fieldAlign);
  }

  const wantedAlign = Math.max(align, cls.alignment ?? 1);
  const empty = !hasVptr && items.every((item) => (item.kind === 'padding' ? item.width === 0 : isEmptyMember(item))) && cls.bases.every((base) => extraOf(base.type.symbol).empty);
  const nonVirtual = podLayout ? alignUp(Math.max(size, 1), wantedAlign) : size;

  align = wantedAlign;
  const nonVirtualAlign = align;
  const placeVirtual = (symbol: ClassSymbol): number => {
    const extra = extraOf(symbol);
    const baseAlign = baseAlignOf(extra);
    let offset = extra.empty ? 0 : alignUp(dataSize, baseAlign);
    if (extra.empty && clashes(empties, symbol, 0)) offset = alignUp(dataSize, baseAlign);
    while (clashes(empties, symbol, offset)) offset += baseAlign;
    record(empties, symbol, offset);
    align = Math.max(align, baseAlign);
    if (extra.empty) size = Math.max(size, offset + symbol.layout!.size);
    else {
      dataSize = offset + extra.nonVirtualSize;
      size = Math.max(size, dataSize);
    }
    return offset;
  };
  const virtualOffsets = virtuals ? placeVirtualBases(cls, primary, FACTS, placeVirtual) : new Map<ClassSymbol, number>();
  for (const base of cls.bases) if (base.virtual) base.offset = virtualOffsets.get(base.type.symbol)!;
  size = alignUp(Math.max(size, 1), align);
  const layout: ClassLayout = { size, align, dataSize: podLayout ? size : dataSize, hasVptr };
  cls.layout = layout;
  extras.set(layout, { nonVirtualSize: empty ? 1 : nonVirtual, nonVirtualAlign, empty, canPack: podLayout || packs, virtualOffsets, primary });
}

function elementClass(type: Type): ClassSymbol | undefined {
  let at = type;
  while (at.kind === 'array') at = at.element;
  return at.kind === 'class' ? at.symbol : undefined;
}
