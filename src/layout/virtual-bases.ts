/**
 * Where virtual bases lie (Itanium C++ ABI §2.4): behind everything else, in the order of the inheritance graph, except those that share their vtable pointer with a subobject that has them as its primary base.
 * In: classes whose bases have been laid out. Out: the primary base of a class, the offsets of its virtual bases.
 */
import type { BaseClass, ClassSymbol } from '../tree/index.js';

/** What the layout of a complete class has to say for this. */
export interface BaseFacts {
  hasVptr(cls: ClassSymbol): boolean;
  /** A vtable pointer and nothing else. */
  isNearlyEmpty(cls: ClassSymbol): boolean;
  primaryBase(cls: ClassSymbol): BaseClass | undefined;
}

/** The base whose vtable pointer a class shares: the first non-virtual one that has one, or a nearly empty virtual base, if possible one that is not primary to another subobject already. */
export function choosePrimaryBase(cls: ClassSymbol, facts: BaseFacts): BaseClass | undefined {
  const direct = cls.bases.find((base) => !base.virtual && facts.hasVptr(base.type.symbol));
  if (direct !== undefined) return direct;
  const candidates: BaseClass[] = [];
  const taken = new Set<ClassSymbol>();
  const visit = (at: ClassSymbol): void => {
    for (const base of at.bases) {
      const { symbol } = base.type;
      if (base.virtual && facts.hasVptr(symbol) && facts.isNearlyEmpty(symbol)) candidates.push(base);
      const primary = facts.primaryBase(symbol);
      if (primary?.virtual) taken.add(primary.type.symbol);
      visit(symbol);
    }
  };
  visit(cls);
  return candidates.find((base) => !taken.has(base.type.symbol)) ?? candidates[0];
}

/** A base subobject; a virtual base is one node however often it is inherited. */
interface Node {
  readonly cls: ClassSymbol;
  readonly bases: { readonly base: BaseClass; readonly node: Node }[];
  /** The virtual base that this subobject wants to share its vtable pointer with. */
  shares: Node | undefined;
  sharedBy: Node | undefined;
}

/**
 * Offsets of all virtual bases; those of non-virtual ones are set. `place` finds room for a virtual base and gives its offset.
 * The class's own primary base lies at 0 if it is virtual.
 */
export function placeVirtualBases(cls: ClassSymbol, primary: BaseClass | undefined, facts: BaseFacts, place: (base: ClassSymbol) => number): Map<ClassSymbol, number> {
  const virtuals = new Map<ClassSymbol, Node>();
  const claim = (node: Node, other: Node): void => {
    node.shares = other;
    other.sharedBy = node;
  };
  const build = (at: ClassSymbol, isVirtual: boolean): Node => {
    const known = isVirtual ? virtuals.get(at) : undefined;
    if (known !== undefined) return known;
    const node: Node = { cls: at, bases: [], shares: undefined, sharedBy: undefined };
    if (isVirtual) virtuals.set(at, node);
    const wanted = at === cls ? undefined : facts.primaryBase(at);
    const wantedClass = wanted?.virtual ? wanted.type.symbol : undefined;
    const seen = wantedClass !== undefined && virtuals.has(wantedClass);
    if (seen && virtuals.get(wantedClass)!.sharedBy === undefined) claim(node, virtuals.get(wantedClass)!);
    for (const base of at.bases) node.bases.push({ base, node: build(base.type.symbol, base.virtual) });
    if (wantedClass !== undefined && !seen) claim(node, virtuals.get(wantedClass)!);
    return node;
  };
  const root = build(cls, false);
  if (primary?.virtual) {
    const own = virtuals.get(primary.type.symbol)!;
    if (own.sharedBy !== undefined) own.sharedBy.shares = undefined;
    claim(root, own);
  }

  const offsets = new Map<ClassSymbol, number>();
  const settle = (node: Node, offset: number): void => {
    const { shares } = node;
    if (shares?.sharedBy === node && !offsets.has(shares.cls)) {
      offsets.set(shares.cls, offset);
      settle(shares, offset);
    }
    for (const { base, node: inner } of node.bases) if (!base.virtual) settle(inner, offset + base.offset);
  };
  settle(root, 0);
  const visited = new Set<Node>();
  const walk = (node: Node): void => {
    for (const { base, node: inner } of node.bases) {
      if (base.virtual) {
        if (visited.has(inner)) continue;
        visited.add(inner);
        if (inner.sharedBy === undefined && !offsets.has(inner.cls)) {
          const offset = place(inner.cls);
          offsets.set(inner.cls, offset);
          settle(inner, offset);
        }
      }
      walk(inner);
    }
  };
  walk(root);
  return offsets;
}
