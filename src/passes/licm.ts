/**
 * Loop-invariant code motion. In: any valid function, best after CSE. Out: pure instructions whose operands come from outside of a loop stand before it, as far out as they can; so do loads from objects that
 * certainly exist (allocas and globals, constant offset within) and that nothing in the loop may write.
 *
 * One walk in program order: each value knows how many loops are around its definition; an instruction belongs as deep as the deepest of its operands. Since addresses and divisions are pure here, what was
 * conditional may become unconditional (host divisions by an unknown divisor excepted).
 */
import { isPure, isSpeculatable } from '../ir/effects.js';
import type { Func, Inst, LoopInst, Region, Value } from '../ir/ir.js';
import { isHeld, numberRegion } from '../ir/numbering.js';
import { scalarSize } from '../ir/print.js';
import { forEachRegion, isStructured, someInst } from '../ir/walk.js';
import type { Access } from './alias.js';
import { accessOf, isAlloca, isConstantMemory, mayAlias, privateAllocas, writesIn } from './alias.js';

interface LoopScope {
  readonly loop: LoopInst;
  /** To be put before the loop. */
  readonly hoisted: Inst[];
  writes: ReturnType<typeof writesIn> | undefined;
}

interface State {
  readonly mayMove: (inst: Inst) => boolean;
  /** By the number of a value (ir/numbering.ts). */
  readonly depths: Int32Array;
  readonly loops: LoopScope[];
  readonly privates: ReadonlySet<Value>;
  moved: boolean;
}

/** False: there was nothing to move. */
export function hoistInvariants(fn: Func): boolean {
  return hoist(fn, isSpeculatable);
}

/** The same in code of kernels, where no division ends the program. */
export function hoistInvariantsOfKernel(fn: Func): boolean {
  return hoist(fn, (inst) => isPure(inst) && inst.kind !== 'call');
}

/** `mayMove`: what may be executed where it was not before. */
function hoist(fn: Func, mayMove: (inst: Inst) => boolean): boolean {
  if (!fn.body || !someInst(fn.body, (inst) => inst.kind === 'loop')) return false;
  const s: State = { mayMove, depths: new Int32Array(numberRegion(fn.body)), loops: [], privates: privateAllocas(fn.body), moved: false };
  walk(s, fn.body);
  return s.moved;
}

function walk(s: State, region: Region): void {
  const depth = s.loops.length;
  for (const p of region.params) s.depths[p.number] = depth;
  const out: Inst[] = [];
  for (const inst of region.insts) {
    if (inst.kind === 'loop') {
      const scope: LoopScope = { loop: inst, hoisted: [], writes: undefined };
      s.loops.push(scope);
      walk(s, inst.body);
      s.loops.pop();
      for (const h of scope.hoisted) out.push(h);
      define(s, inst, depth);
      out.push(inst);
      continue;
    }
    if (isStructured(inst)) forEachRegion(inst, (r) => walk(s, r));
    const to = depth > 0 ? outermost(s, inst, depth) : depth;
    define(s, inst, to);
    if (to < depth) {
      s.loops[to]!.hoisted.push(inst);
      s.moved = true;
    } else out.push(inst);
  }
  region.insts = out;
}

function define(s: State, inst: Inst, depth: number): void {
  if (depth === 0) return;
  for (const r of inst.results) s.depths[r.number] = depth;
}

/** How many loops have to stay around an instruction. */
function outermost(s: State, inst: Inst, depth: number): number {
  if (inst.results.length !== 1) return depth;
  const isLoad = inst.kind === 'load' && !inst.volatile;
  if (!isLoad && !s.mayMove(inst)) return depth;
  let to = 0;
  for (const v of inst.operands) {
    if (isHeld(v)) to = Math.max(to, s.depths[v.number]!);
  }
  if (!isLoad || to === depth) return to;
  const access = accessOf(inst.operands[0]!, scalarSize(inst.memory));
  if (!exists(access)) return depth;
  let result = depth;
  while (result > to && !isWritten(s, s.loops[result - 1]!, access)) result--;
  return result;
}

/** Is the memory there whether the loop runs or not? */
function exists(a: Access): boolean {
  if (a.offset === undefined || a.size === undefined || a.offset < 0) return false;
  const { root } = a;
  if (root.kind === 'global-address') return root.global.init !== undefined && a.offset + a.size <= root.global.type.size;
  return isAlloca(root) && root.inst.kind === 'alloca' && a.offset + a.size <= root.inst.type.size;
}

function isWritten(s: State, scope: LoopScope, access: Access): boolean {
  if (isConstantMemory(access)) return false;
  scope.writes ??= writesIn(scope.loop.body);
  if (scope.writes.all && !s.privates.has(access.root)) return true;
  return scope.writes.list.some((w) => mayAlias(w, access, s.privates));
}
