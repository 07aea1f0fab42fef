/**
 * Loops that keep a sum in memory (`c[i] += …`) behind a pointer that might point into what else they read: whether it does is known at each launch. In: an optimized kernel. Out: such loops twice, one of them with its sums in values
 * and its invariant loads in front of it, for when all pointers concerned lie in allocations of their own; a parameter of the kernel's body that says so, and the pairs of addresses that it says it of.
 *
 * An address that is computed from a pointer into one allocation is none in another: C++ has no such arithmetic. What lies in no known allocation (variables, memory of the host) counts as not apart from anything.
 */
import { createRegion, makeInst } from '../../ir/build.js';
import { cloneInst, createCloneContext } from '../../ir/clone.js';
import type { Func, IfInst, LoopInst, Region, RegionParam, Value, YieldInst } from '../../ir/ir.js';
import { countInsts, forEachRegion, replaceValues, someInst } from '../../ir/walk.js';
import type { Access } from '../alias.js';
import { privateAllocas } from '../alias.js';
import { hoistFrom } from '../hoist-loads.js';
import { promoteMemory } from '../mem2reg.js';
import { apartIn, promoteInLoop } from '../promote-in-loops.js';
import { makeParam } from '../../ir/shapes.js';

/** Instructions of a loop, and by how many a kernel may grow. */
const largest = 250;
const budget = 600;

export interface ApartCondition {
  /** The last parameter of the kernel's body. */
  readonly param: RegionParam;
  /** Addresses in different allocations. */
  readonly pairs: readonly (readonly [Value, Value])[];
}

/** undefined: the kernel is as it was. */
export function versionApartLoops(kernel: Func): ApartCondition | undefined {
  const body = kernel.body!;
  const given = new Set<Value>(body.params);
  const known = apartIn(kernel, privateAllocas(body));
  const pairs: (readonly [Value, Value])[] = [];
  const param = makeParam('i1', 'apart');
  const results = new Map<Value, Value>();
  let left = budget;

  /** Is there a loop inside that is there twice? */
  const visit = (region: Region): boolean => {
    let found = false;
    region.insts = region.insts.flatMap((inst) => {
      let inside = false;
      forEachRegion(inst, (r) => {
        inside = visit(r) || inside;
      });
      found ||= inside;
      const size = inst.kind === 'loop' && !inside ? countInsts(inst.body) : 0;
      if (inst.kind !== 'loop' || inside || size > largest || size > left) return [inst];
      const made = twoVersions(inst);
      if (made === undefined) return [inst];
      left -= size;
      found = true;
      return [made];
    });
    return found;
  };
  const twoVersions = (loop: LoopInst): IfInst | undefined => {
    if (!someInst(loop.body, (inst) => inst.kind === 'store')) return undefined;
    const asked: (readonly [Value, Value])[] = [];
    const isObject = (v: Value): boolean => given.has(v) || v.kind === 'global-address';
    const apart = (a: Access, b: Access): boolean => {
      if (known(a, b)) return true;
      if (a.root === b.root || !(given.has(a.root) || given.has(b.root)) || !isObject(a.root) || !isObject(b.root)) return false;
      asked.push([a.root, b.root]);
      return true;
    };
    const copy = cloneInst(loop, createCloneContext()) as LoopInst;
    const { before, behind } = promoteInLoop(copy, given, apart);
    if (before.length === 0) return undefined;
    for (const [a, b] of asked) if (!pairs.some(([x, y]) => (x === a && y === b) || (x === b && y === a))) pairs.push([a, b]);
    const [then, otherwise] = [createRegion(), createRegion()];
    then.insts.push(...before, copy, ...behind);
    const invariant = hoistFrom(copy, privateAllocas(then));
    then.insts.splice(before.length, 0, ...invariant);
    const end = (values: readonly Value[]): YieldInst => makeInst<YieldInst>({ kind: 'yield', operands: [...values] }, [], loop.loc);
    then.insts.push(end(copy.results));
    otherwise.insts.push(loop, end(loop.results));
    const choice = makeInst<IfInst>({ kind: 'if', then, otherwise, operands: [param] }, loop.results.map((r) => r.type), loop.loc);
    loop.results.forEach((r, i) => results.set(r, choice.results[i]!));
    return choice;
  };

  visit(body);
  if (left === budget) return undefined;
  // In the loop's own arm they go on being what they are.
  const ends = new Map<Value, Value>([...results].map(([from, to]) => [to, from]));
  replaceValues(body, results);
  restoreYields(body, ends);
  body.params.push(param);
  promoteMemory(kernel);
  return { param, pairs };
}

/** The choices between two loops yield those loops' results, not their own. */
function restoreYields(region: Region, ends: ReadonlyMap<Value, Value>): void {
  for (const inst of region.insts) {
    if (inst.kind === 'if' && inst.results.some((r) => ends.has(r))) {
      const last = inst.otherwise.insts[inst.otherwise.insts.length - 1]!;
      inst.results.forEach((r, i) => {
        last.operands[i] = ends.get(r)!;
      });
    }
    forEachRegion(inst, (r) => restoreYields(r, ends));
  }
}
