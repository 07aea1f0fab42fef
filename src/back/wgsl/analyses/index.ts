/**
 * What the forms of a kernel share: everything that is known of its body and does not depend on how memory is declared. In: a kernel (or a function that it calls) that no pass changes any more. Out: facts, each found
 * when it is first asked for.
 */
import type { Func, Inst, LoopInst, MemoryType, Region, RegionParam, StructType } from '../../../ir/ir.js';
import type { Held } from '../../../ir/numbering.js';
import { numberRegion } from '../../../ir/numbering.js';
import { forEachInst, isStructured } from '../../../ir/walk.js';
import { findSpin } from '../../../passes/threads/waiting.js';
import { elementBehind } from './element-types.js';
import type { Inlining } from './inlining.js';
import { chooseInlined } from './inlining.js';
import type { Ranges } from './integers.js';
import { createRanges } from './integers.js';
import { loneProducts } from './lone-products.js';
import type { Presets } from './presets.js';
import { choosePresets } from './presets.js';
import type { Provenance } from './provenance.js';
import { analyzeProvenance, rootKey } from './provenance.js';
import { returningSums } from './returning-sums.js';
import type { Variables } from './variables.js';
import { chooseVariables } from './variables.js';
import { hasOnlySums } from './sums.js';
import { vectorViews } from './vector-view.js';

export interface Analyses {
  readonly fn: Func;
  /** How many numbers there are in its body (ir/numbering.ts). */
  readonly count: number;
  readonly provenance: Provenance;
  /** Roots that it writes to. */
  readonly writtenRoots: ReadonlySet<unknown>;
  readonly returningSums: ReadonlySet<Inst>;
  readonly loneProducts: ReadonlySet<Inst>;
  readonly loopOfParam: ReadonlyMap<RegionParam, LoopInst>;
  readonly ranges: Ranges;
  /** The `continue`s of each loop. */
  readonly continues: ReadonlyMap<LoopInst, readonly Inst[]>;
  readonly hasBarrier: boolean;
  /** Where threads wait for each other in a loop. */
  readonly spin: () => Inst | undefined;
  /** Pointers that loops and branches hand on. */
  readonly joinedPointers: () => readonly Held[];
  readonly text: () => TextChoices;
  /** By the key of a root. */
  readonly vectorView: (key: unknown) => StructType | undefined;
  /** Nothing but float sums whose old values nobody asks for reach this object. */
  readonly onlySums: (key: unknown) => boolean;
  readonly elementBehind: (key: unknown) => MemoryType | undefined;
  /** Of a function that it calls. */
  readonly of: (callee: Func) => Analyses;
}

/** What is written where. */
export interface TextChoices {
  readonly inlining: Inlining;
  readonly variables: Variables;
  readonly presets: Presets;
}

export function analyze(fn: Func): Analyses {
  const body = fn.body!;
  const count = numberRegion(body);
  const provenance = analyzeProvenance(fn, count);
  const writtenRoots = new Set<unknown>();
  const loopOfParam = new Map<RegionParam, LoopInst>();
  const continues = new Map<LoopInst, Inst[]>();
  let hasBarrier = false;
  forEachInst(body, (inst) => {
    if (inst.kind === 'barrier') hasBarrier = true;
    else if (inst.kind === 'store' || inst.kind === 'copy' || inst.kind === 'fill' || inst.kind === 'atomic') writtenRoots.add(rootKey(provenance.rootOf(inst.operands[0]!)));
    else if (inst.kind === 'loop') for (const param of inst.body.params) loopOfParam.set(param, inst);
    else if (inst.kind === 'continue') {
      const list = continues.get(inst.target);
      if (list === undefined) continues.set(inst.target, [inst]);
      else list.push(inst);
    }
  });
  return {
    fn, count, provenance, writtenRoots, hasBarrier, returningSums: returningSums(body), loneProducts: loneProducts(body), loopOfParam, continues,
    ranges: createRanges(loopOfParam, continues, count),
    spin: once(() => findSpin(body)),
    joinedPointers: once(() => joinedPointers(body, loopOfParam)),
    text: once(() => {
      const inlining = chooseInlined(body, count);
      const variables = chooseVariables(body, inlining, count);
      return { inlining, variables, presets: choosePresets(body, variables) };
    }),
    vectorView: vectorViews(body, provenance),
    onlySums: perKey((key) => hasOnlySums(body, provenance, key)),
    elementBehind: perKey((key) => elementBehind(body, provenance, key)),
    of: perKey(analyze),
  };
}

function joinedPointers(body: Region, loopOfParam: ReadonlyMap<RegionParam, LoopInst>): Held[] {
  const found: Held[] = [...loopOfParam.keys()].filter((v) => v.type === 'ptr');
  forEachInst(body, (inst) => {
    if (isStructured(inst)) for (const result of inst.results) if (result.type === 'ptr') found.push(result);
  });
  return found;
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

function perKey<K, T>(make: (key: K) => T): (key: K) => T {
  const known = new Map<K, T>();
  return (key) => {
    if (!known.has(key)) known.set(key, make(key));
    return known.get(key)!;
  };
}
