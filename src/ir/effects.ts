/**
 * What instructions do beside giving results. The categories follow the head comment of ir.ts.
 */
import { intrinsicEffect } from './intrinsics.js';
import type { Func, FunctionImage, Inst, Module, Region, Value } from './ir.js';
import { forEachInst, someInst } from './walk.js';

/** No effect, no dependence on memory or control: may be merged, moved, duplicated and dropped. (`alloca` is not: it is an object.) */
export function isPure(inst: Inst): boolean {
  switch (inst.kind) {
    case 'binary':
    case 'compare':
    case 'unary':
    case 'convert':
    case 'select':
    case 'fma':
    case 'index':
    case 'field':
    case 'special':
    case 'vector':
      return true;
    case 'call':
      return inst.callee.pure;
    case 'intrinsic':
      return intrinsicEffect(inst.name) === 'pure';
    default:
      return false;
  }
}

/** May be dropped when its results are unused (not looking into regions: structured instructions answer false). */
export function isRemovable(inst: Inst): boolean {
  switch (inst.kind) {
    case 'alloca':
      return true;
    case 'load':
      return !inst.volatile;
    case 'intrinsic': {
      const effect = intrinsicEffect(inst.name);
      return effect === 'pure' || effect === 'read';
    }
    default:
      return isPure(inst);
  }
}

/** May be executed where it was not before: pure, cheap enough to guess, and a host division only by a known divisor (zero ends a host program). */
export function isSpeculatable(inst: Inst): boolean {
  switch (inst.kind) {
    case 'binary':
      switch (inst.op) {
        case 'sdiv':
        case 'udiv':
        case 'srem':
        case 'urem': {
          const divisor = inst.operands[1]!;
          return divisor.kind === 'const' && Number(divisor.value) !== 0;
        }
        default:
          return true;
      }
    case 'call':
      return false;
    default:
      return isPure(inst);
  }
}

/** May write memory, or synchronize with those who do. */
export function writesMemory(inst: Inst): boolean {
  switch (inst.kind) {
    case 'store':
    case 'copy':
    case 'fill':
    case 'atomic':
    case 'fence':
    case 'barrier':
    case 'warp':
    case 'call-indirect':
      return true;
    case 'call':
      return !inst.callee.pure;
    case 'intrinsic':
      return intrinsicEffect(inst.name) === 'write';
    case 'load':
      return inst.volatile;
    default:
      return false;
  }
}

/** May read memory that others write. */
export function readsMemory(inst: Inst): boolean {
  switch (inst.kind) {
    case 'load':
    case 'copy':
    case 'atomic':
    case 'barrier':
    case 'warp':
    case 'call-indirect':
      return true;
    case 'call':
      return !inst.callee.pure;
    case 'intrinsic':
      return intrinsicEffect(inst.name) !== 'pure';
    default:
      return false;
  }
}

/** May an exception pass through it? `throwing`: the functions that may throw, if that is known (see throwingFunctions). */
export function mayThrow(inst: Inst, throwing?: ReadonlySet<Func>): boolean {
  switch (inst.kind) {
    case 'throw':
    case 'call-indirect':
      return true;
    case 'call':
      return !inst.callee.pure && (throwing === undefined || throwing.has(inst.callee));
    default:
      return false;
  }
}

/** Any effect at all, the ordering of which matters to an observer; terminators that leave count as effects of their own kind and are not asked about here. */
export function hasEffect(inst: Inst): boolean {
  return !isRemovable(inst);
}

/**
 * Functions that contain a barrier or warp operation, and all that may call such: also each that calls through a pointer, if one of them is in `addressed` (functions that pointers may point to; those to kernels only go to the runtime).
 */
export function synchronizingFunctions(functions: readonly Func[], addressed: ReadonlySet<Func>): Set<Func> {
  const test = (inst: Inst): boolean => inst.kind === 'barrier' || inst.kind === 'warp';
  const named = functionsWith(functions, test, () => false, () => false);
  for (const fn of named) if (addressed.has(fn) && fn.space !== 'kernel') return functionsWith(functions, (inst) => test(inst) || inst.kind === 'call-indirect', () => false, () => false);
  return named;
}

/** Functions with a body that pass the test, and all their direct and indirect callers. */
export function functionsReaching(functions: Iterable<Func>, test: (inst: Inst) => boolean): Set<Func> {
  return functionsWith(functions, test, () => false, () => false);
}

/** Functions whose address something takes. */
export function addressedFunctions(module: Module): Set<Func> {
  const taken = new Set<Func>();
  for (const fn of module.functions.values()) {
    if (fn.image) for (const x of fn.image.addresses) if (x.kind === 'function') taken.add(x);
    if (fn.image || !fn.body) continue;
    forEachInst(fn.body, (inst) => {
      for (const v of inst.operands) if (v.kind === 'function-address') taken.add(v.function);
    });
  }
  for (const g of module.globals.values()) for (const r of g.init?.relocations ?? []) if (r.target.kind === 'function') taken.add(r.target);
  return taken;
}

/** Functions that an exception may come out of: they throw, call through a pointer, call such, or are defined elsewhere. Imports do not throw. */
export function throwingFunctions(functions: Iterable<Func>): Set<Func> {
  return functionsWith(functions, (inst) => inst.kind === 'throw' || inst.kind === 'call-indirect', (fn) => !fn.import && !fn.pure, (image) => image.indirect);
}

/** The functions in which an instruction passes the test, or which have no body and pass theirs, and all their direct and indirect callers. */
function functionsWith(functions: Iterable<Func>, test: (inst: Inst) => boolean, declared: (fn: Func) => boolean, testImage: (image: FunctionImage) => boolean): Set<Func> {
  const callers = new Map<Func, Func[]>();
  const found = new Set<Func>();
  const work: Func[] = [];
  for (const fn of functions) {
    if (fn.image) {
      for (const callee of fn.image.callees) {
        const list = callers.get(callee);
        if (list) list.push(fn);
        else callers.set(callee, [fn]);
      }
      if (testImage(fn.image)) {
        found.add(fn);
        work.push(fn);
      }
      continue;
    }
    if (!fn.body) {
      if (declared(fn)) {
        found.add(fn);
        work.push(fn);
      }
      continue;
    }
    forEachInst(fn.body, (inst) => {
      if (inst.kind === 'call') {
        const list = callers.get(inst.callee);
        if (list) list.push(fn);
        else callers.set(inst.callee, [fn]);
      }
      if (!found.has(fn) && test(inst)) {
        found.add(fn);
        work.push(fn);
      }
    });
  }
  for (let fn = work.pop(); fn; fn = work.pop()) {
    for (const caller of callers.get(fn) ?? []) {
      if (found.has(caller)) continue;
      found.add(caller);
      work.push(caller);
    }
  }
  return found;
}

/** Can control leave the region to another place than its own end (break or continue beyond it, return, throw, a call that may throw)? */
export function mayLeave(region: Region): boolean {
  const inside = new Set<Inst>();
  return someInst(region, (inst) => {
    switch (inst.kind) {
      case 'block':
      case 'loop':
        inside.add(inst);
        return false;
      case 'break':
      case 'continue':
        return !inside.has(inst.target);
      case 'return':
      case 'throw':
      case 'unreachable':
        return true;
      default:
        return false;
    }
  });
}

/** The object an address is computed from by `index` and `field`: an alloca's result, a global, a parameter or an unknown value. */
export function addressRoot(address: Value): Value {
  let v = address;
  while (v.kind === 'result') {
    const inst = v.inst;
    if (inst.kind === 'index' || inst.kind === 'field') v = inst.operands[0]!;
    else break;
  }
  return v;
}

/** Root and byte offset, where all steps are constant. */
export function constantAddress(address: Value): { root: Value; offset: number } | undefined {
  let offset = 0;
  let v = address;
  while (v.kind === 'result') {
    const inst = v.inst;
    if (inst.kind === 'field') offset += inst.struct.fields[inst.field]!.offset;
    else if (inst.kind === 'index') {
      const i = inst.operands[1]!;
      if (i.kind !== 'const') return undefined;
      offset += Number(i.value) * inst.element.size;
    } else break;
    v = inst.operands[0]!;
  }
  return { root: v, offset };
}
