/**
 * Takes away each `try` whose body cannot throw. In: a linked whole program. A function may throw if it has a `throw` outside such a body, calls one that may, or calls through a pointer while any function of
 * the program whose address is taken may. What remains are programs that really use exceptions.
 */
import { isTerminator, regionsOf } from '../ir/build.js';
import type { Func, Inst, Module, Region, TryInst } from '../ir/ir.js';
import { forEachInst, isStructured, someInst } from '../ir/walk.js';

export function pruneTry(module: Module): void {
  const guarded = [...module.functions.values()].flatMap((fn) => (fn.image === undefined && fn.body !== undefined && someInst(fn.body, (inst) => inst.kind === 'try') ? [fn.body] : []));
  if (guarded.length === 0) return;
  const throwing = throwingFunctions(module);
  for (const body of guarded) pruneRegion(body, throwing);
}

interface Throwing {
  readonly functions: ReadonlySet<Func>;
  readonly indirect: boolean;
}

function throwingFunctions(module: Module): Throwing {
  const functions = new Set<Func>();
  const work: Func[] = [];
  const mark = (fn: Func): void => {
    if (functions.has(fn)) return;
    functions.add(fn);
    work.push(fn);
  };
  // Handlers that throw on what they were given add nothing of their own. What has an image throws nothing itself.
  for (const fn of module.functions.values()) if (fn.image === undefined && fn.body !== undefined && throwsItself(fn.body)) mark(fn);
  // Most programs throw nothing: who calls whom is of no interest then.
  if (work.length === 0) return { functions, indirect: false };
  const callers = new Map<Func, Func[]>();
  const indirectCallers: Func[] = [];
  for (const fn of module.functions.values()) {
    if (fn.image !== undefined) {
      for (const callee of fn.image.callees) {
        const list = callers.get(callee);
        if (list === undefined) callers.set(callee, [fn]);
        else list.push(fn);
      }
      if (fn.image.indirect) indirectCallers.push(fn);
      continue;
    }
    if (fn.body === undefined) continue;
    let indirect = false;
    forEachInst(fn.body, (inst) => {
      if (inst.kind === 'call') {
        const list = callers.get(inst.callee);
        if (list === undefined) callers.set(inst.callee, [fn]);
        else list.push(fn);
      } else if (inst.kind === 'call-indirect') indirect = true;
    });
    if (indirect) indirectCallers.push(fn);
  }
  let indirect = false;
  for (let fn = work.pop(); fn !== undefined; fn = work.pop()) {
    for (const caller of callers.get(fn) ?? []) mark(caller);
    if (!indirect) {
      indirect = true;
      for (const caller of indirectCallers) mark(caller);
    }
  }
  return { functions, indirect };
}

function throwsItself(region: Region): boolean {
  for (const inst of region.insts) {
    switch (inst.kind) {
      case 'throw':
        return true;
      case 'try':
        if (throwsItself(inst.body) || inst.handler.insts.some((i) => throwsOther(i, inst))) return true;
        break;
      case 'if':
      case 'switch':
      case 'block':
      case 'loop':
        if (regionsOf(inst).some(throwsItself)) return true;
        break;
      default:
        break;
    }
  }
  return false;
}

/** A throw in a handler of anything but the exception it caught. */
function throwsOther(inst: Inst, guard: TryInst): boolean {
  if (inst.kind === 'throw') return inst.operands[0] !== guard.handler.params[0];
  return regionsOf(inst).some((r) => r.insts.some((i) => throwsOther(i, guard)));
}

function mayThrow(region: Region, throwing: Throwing): boolean {
  return region.insts.some((inst) => {
    switch (inst.kind) {
      case 'throw':
        return true;
      case 'call':
        return throwing.functions.has(inst.callee);
      case 'call-indirect':
        return throwing.indirect;
      default:
        return regionsOf(inst).some((r) => mayThrow(r, throwing));
    }
  });
}

function pruneRegion(region: Region, throwing: Throwing): void {
  let changed = false;
  const out: Inst[] = [];
  const { insts } = region;
  for (let i = 0; i < insts.length; i++) {
    const inst = insts[i]!;
    if (isStructured(inst)) for (const inner of regionsOf(inst)) pruneRegion(inner, throwing);
    if (inst.kind !== 'try' || inst.results.length > 0 || mayThrow(inst.body, throwing)) {
      out.push(inst);
      continue;
    }
    changed = true;
    const body = inst.body.insts;
    const last = body[body.length - 1];
    if (last?.kind === 'yield') {
      for (let k = 0; k < body.length - 1; k++) out.push(body[k]!);
      continue;
    }
    // The body leaves for good: what follows in this region is dead.
    for (const moved of body) out.push(moved);
    if (last !== undefined && isTerminator(last)) break;
  }
  if (changed) region.insts = out;
}
