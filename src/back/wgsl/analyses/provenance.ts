/**
 * Where pointers come from: the memory object (root) that each pointer value of a kernel points into. In: a kernel with everything inlined and locals promoted. Every pointer must have one root;
 * pointers that may come from several, or from memory, need the arena form.
 */
import type { AllocaInst, Func, Global, Inst, Region, RegionParam, Value } from '../../../ir/ir.js';
import { isHeld } from '../../../ir/numbering.js';
import { forEachInst, forEachRegion } from '../../../ir/walk.js';
import { isArenaKernel } from '../kernel-params.js';
import { Unsupported } from '../unsupported.js';

export type Root =
  | { readonly kind: 'param'; readonly index: number }
  | { readonly kind: 'global'; readonly global: Global }
  | { readonly kind: 'alloca'; readonly inst: AllocaInst }
  | { readonly kind: 'dynamic-shared' }
  /** Memory by address: the pointer is made of an integer. */
  | { readonly kind: 'arena' };

export interface Provenance {
  rootOf(pointer: Value): Root;
}

/** Values that flow into each pointer that joins others: loop parameters and results of structured instructions. */
function joinedValues(body: Region): Map<Value, Value[]> {
  const joins = new Map<Value, Value[]>();
  const add = (to: Value | undefined, from: Value | undefined): void => {
    if (to === undefined || from === undefined || to.type !== 'ptr') return;
    const list = joins.get(to);
    if (list === undefined) joins.set(to, [from]);
    else list.push(from);
  };
  const results = (inst: Inst, values: readonly Value[]): void => inst.results.forEach((r, i) => add(r, values[i]));
  const walk = (region: Region, owner: Inst | undefined): void => {
    for (const inst of region.insts) {
      switch (inst.kind) {
        case 'loop':
          inst.operands.forEach((v, i) => add(inst.body.params[i], v));
          walk(inst.body, inst);
          break;
        case 'if':
        case 'switch':
        case 'block':
        case 'try':
          forEachRegion(inst, (inner) => walk(inner, inst));
          break;
        case 'yield':
          if (owner !== undefined) results(owner, inst.operands);
          break;
        case 'break':
          results(inst.target, inst.operands);
          break;
        case 'continue':
          inst.operands.forEach((v, i) => add(inst.target.body.params[i], v));
          break;
        default:
          break;
      }
    }
  };
  walk(body, undefined);
  return joins;
}

/** `count`: of the kernel's numbers. */
export function analyzeProvenance(fn: Func, count: number): Provenance {
  const body = fn.body!;
  const params = new Map<RegionParam, number>();
  body.params.forEach((p, i) => params.set(p, i));
  const joins = joinedValues(body);
  /** By number. */
  const roots = new Array<Root | undefined>(count).fill(undefined);
  let loc = fn.loc;
  forEachInst(body, (inst) => {
    loc = loc || inst.loc;
  });

  const find = (v: Value, seen: Set<Value>): Root | undefined => {
    if (!isHeld(v)) return compute(v, seen);
    const known = roots[v.number];
    if (known !== undefined) return known;
    if (seen.has(v)) return undefined; // a cycle adds nothing
    seen.add(v);
    const root = compute(v, seen);
    if (root !== undefined) roots[v.number] = root;
    return root;
  };
  const merge = (values: readonly Value[], seen: Set<Value>, at: number): Root | undefined => {
    let found: Root | undefined;
    for (const v of values) {
      const root = find(v, seen);
      if (root === undefined) continue;
      if (found !== undefined && !sameRoot(found, root)) throw new Unsupported('a pointer that may point into several buffers', at);
      found = root;
    }
    return found;
  };
  const compute = (v: Value, seen: Set<Value>): Root | undefined => {
    switch (v.kind) {
      case 'param': {
        const index = params.get(v);
        if (index !== undefined) return { kind: 'param', index };
        return merge(joins.get(v) ?? [], seen, loc);
      }
      case 'global-address':
        return { kind: 'global', global: v.global };
      case 'result': {
        const { inst } = v;
        switch (inst.kind) {
          case 'index':
          case 'field':
            return find(inst.operands[0]!, seen);
          case 'alloca':
            return { kind: 'alloca', inst };
          case 'special':
            return { kind: 'dynamic-shared' };
          case 'select':
            return merge(inst.operands.slice(1), seen, inst.loc);
          case 'if':
          case 'switch':
          case 'block':
          case 'loop':
            return merge(joins.get(v) ?? [], seen, inst.loc);
          case 'convert':
            // Functions that kernels call are part of those that have all memory by address.
            if (isArenaKernel(fn) || fn.kernel === undefined) return { kind: 'arena' };
            throw new Unsupported('a pointer made of an integer', inst.loc);
          case 'load':
            throw new Unsupported('pointers stored in memory', inst.loc);
          default:
            throw new Unsupported(`a pointer computed by '${inst.kind}'`, inst.loc);
        }
      }
      case 'undef':
      case 'const':
        return undefined;
      case 'function-address':
        throw new Unsupported('function pointers', loc);
      default:
        return v satisfies never;
    }
  };
  const met = new Set<Value>();
  return {
    rootOf(pointer) {
      const known = isHeld(pointer) ? roots[pointer.number] : undefined;
      if (known !== undefined) return known;
      met.clear();
      const root = find(pointer, met);
      if (root === undefined) throw new Unsupported('a null pointer', loc);
      return root;
    },
  };
}

export function sameRoot(a: Root, b: Root): boolean {
  if (a.kind === 'param') return b.kind === 'param' && a.index === b.index;
  if (a.kind === 'global') return b.kind === 'global' && a.global === b.global;
  if (a.kind === 'alloca') return b.kind === 'alloca' && a.inst === b.inst;
  return a.kind === b.kind;
}

/** One key an object. */
export function rootKey(root: Root): unknown {
  switch (root.kind) {
    case 'param':
      return root.index;
    case 'global':
      return root.global;
    case 'alloca':
      return root.inst;
    case 'dynamic-shared':
      return 'dynamic shared';
    case 'arena':
      return 'arena';
    default:
      return root satisfies never;
  }
}
