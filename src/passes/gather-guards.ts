/**
 * Guarded stores side by side: `if (i < n) a[i] = …; if (i + 1 < n) a[i + 1] = …`, as unrolled loops over a thread's elements have them. Almost all threads pass all the guards, and to a GPU each is a branch; engines make
 * predicates of those around loads alone, which are left as they are. In: optimised functions that become shaders. Out: one test that all guards hold, with the stores in a row behind it, and what was there
 * otherwise.
 *
 *   if (a) { A }; B; if (c) { C }   →   if (a && c) { A; B; C } else { if (a) { A }; B; if (c) { C } }
 *
 * Guards are comparisons of sizes whose operands are known before the first access: not what was read, and not the thread's place in its block alone, which few threads share.
 */
import { binary, createBuilder, createRegion, makeInst } from '../ir/build.js';
import { cloneInst, cloneInsts, createCloneContext } from '../ir/clone.js';
import { isSpeculatable } from '../ir/effects.js';
import type { CompareOp, Func, IfInst, Inst, Region, Value, YieldInst } from '../ir/ir.js';
import { forEachInst, forEachRegion, isStructured, replaceValues } from '../ir/walk.js';

/** Instructions of one guarded access, and of all that stands there twice afterwards. */
const MAX_GUARDED = 24;
const MAX_SIZE = 240;

const ORDERED: ReadonlySet<CompareOp> = new Set<CompareOp>(['slt', 'sle', 'sgt', 'sge', 'ult', 'ule', 'ugt', 'uge']);

/** False: there were no such accesses. */
export function gatherGuards(fn: Func): boolean {
  let changed = false;
  const visit = (region: Region): void => {
    for (const inst of region.insts) forEachRegion(inst, visit);
    for (let from = 0; from < region.insts.length; from++) {
      const inst = region.insts[from]!;
      if (inst.kind !== 'if' || !isGuarded(inst)) continue;
      const span = spanAt(region, from);
      if (span === undefined) continue;
      const made = gather(region, from, span);
      region.insts.splice(from, span.insts.length, ...made);
      from += made.length - 1;
      changed = true;
    }
  };
  if (fn.body !== undefined) visit(fn.body);
  return changed;
}

/** An access in one arm, nothing but values in the other. */
function isGuarded({ then, otherwise }: IfInst): boolean {
  if (otherwise.insts.length !== 1 || otherwise.insts[0]!.kind !== 'yield' || then.insts.length > MAX_GUARDED || then.insts.at(-1)!.kind !== 'yield') return false;
  return then.insts.some(isAccess) && then.insts.every((inst, i) => i === then.insts.length - 1 || isAccess(inst) || isSpeculatable(inst));
}

function isAccess(inst: Inst): boolean {
  return (inst.kind === 'load' || inst.kind === 'store') && !inst.volatile;
}

interface Span {
  readonly insts: readonly Inst[];
  /** Different ones, and what of them is computed inside. */
  readonly guards: ReadonlySet<Value>;
  readonly inside: ReadonlySet<Inst>;
}

/** From the guarded access at `from` to the last one whose guard is known there; undefined: fewer than two stores are guarded differently. */
function spanAt(region: Region, from: number): Span | undefined {
  const own = new Set<Inst>();
  const guards = new Set<Value>();
  const inside = new Set<Inst>();
  const ofStores = new Set<Value>();
  let end = from;
  let size = 0;
  for (let i = from; i < region.insts.length; i++) {
    const inst = region.insts[i]!;
    if (inst.kind === 'if') {
      const needed = new Set<Inst>();
      const [guard] = inst.operands as [Value];
      if (!isGuarded(inst) || !(guards.has(guard) || (isBound(guard) && isKnown(guard, own, needed)))) break;
      size += inst.then.insts.length;
      if (size > MAX_SIZE) break;
      guards.add(guard);
      if (inst.then.insts.some((i) => i.kind === 'store')) ofStores.add(guard);
      for (const pure of needed) inside.add(pure);
      end = i;
    } else if (isStructured(inst) || !(isAccess(inst) || isSpeculatable(inst))) break;
    own.add(inst);
    size++;
  }
  return ofStores.size < 2 ? undefined : { insts: region.insts.slice(from, end + 1), guards, inside };
}

/** A comparison of sizes, or several of which all must hold, with something in them that threads of a block share. */
function isBound(guard: Value): boolean {
  let shared = false;
  const visit = (v: Value, depth: number): boolean => {
    if (v.kind === 'const') return true;
    if (v.kind !== 'result') {
      shared = true;
      return true;
    }
    const { inst } = v;
    if (inst.kind === 'special') {
      if (inst.register.startsWith('blockIdx')) shared = true;
      return true;
    }
    return depth > 0 && isSpeculatable(inst) && inst.operands.every((o) => visit(o, depth - 1));
  };
  const isComparison = (v: Value): boolean => {
    if (v.kind !== 'result') return false;
    const { inst } = v;
    if (inst.kind === 'binary') return inst.op === 'and' && inst.operands.every(isComparison);
    return inst.kind === 'compare' && ORDERED.has(inst.op) && inst.operands.every((o) => visit(o, 12));
  };
  return isComparison(guard) && shared;
}

/** Without what is in the span, but for what can go in front of it, which is put into `needed`. */
function isKnown(v: Value, own: ReadonlySet<Inst>, needed: Set<Inst>): boolean {
  if (v.kind !== 'result' || !own.has(v.inst) || needed.has(v.inst)) return true;
  if (!isSpeculatable(v.inst) || !v.inst.operands.every((o) => isKnown(o, own, needed))) return false;
  needed.add(v.inst);
  return true;
}

function gather(region: Region, from: number, { insts, guards, inside }: Span): Inst[] {
  const loc = insts[0]!.loc;
  const before = createRegion();
  const rest: Inst[] = [];
  for (const inst of insts) (inside.has(inst) ? before.insts : rest).push(inst);
  const b = createBuilder(before);
  const all = [...guards].reduce((a, c) => binary(b, 'and', a, c));
  const after = createRegion();
  after.insts.push(...region.insts.slice(from + insts.length));
  const outer = resultsUsed(rest, after);

  const choice = makeInst<IfInst>({ kind: 'if', operands: [all], then: createRegion(), otherwise: createRegion() }, outer.map((v) => v.type), loc);
  const ctx = createCloneContext();
  for (const inst of rest) {
    if (inst.kind !== 'if') {
      choice.then.insts.push(cloneInst(inst, ctx));
      continue;
    }
    const copies = cloneInsts(inst.then.insts, ctx);
    const values = copies.pop()!.operands;
    choice.then.insts.push(...copies);
    inst.results.forEach((r, i) => ctx.values.set(r, values[i]!));
  }
  choice.then.insts.push(makeInst<YieldInst>({ kind: 'yield', operands: outer.map((v) => ctx.values.get(v) ?? v) }, [], loc));
  choice.otherwise.insts.push(...rest, makeInst<YieldInst>({ kind: 'yield', operands: [...outer] }, [], loc));

  const replaced = new Map<Value, Value>(outer.map((v, i) => [v, choice.results[i]!]));
  choice.results.forEach((r, i) => {
    const { name } = outer[i]! as { name?: string };
    if (name !== undefined) r.name = name;
  });
  replaceValues(after, replaced);
  return [...before.insts, choice];
}

/** What of the results of some instructions is used after them. */
function resultsUsed(insts: readonly Inst[], after: Region): Value[] {
  const used = new Set<Value>();
  forEachInst(after, (inst) => {
    for (const v of inst.operands) used.add(v);
  });
  return insts.flatMap(({ results }) => results.filter((r) => used.has(r)));
}
