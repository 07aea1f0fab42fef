/**
 * Removes functions and globals that nothing needs. Roots: exported functions, constructors, kernels that the program launches (they are referenced by address from host code, or, in a module without
 * host code, all kernels). In: a whole program. Out: the module's maps hold only what is reachable.
 */
import { functionKey } from '../ir/build.js';
import { hasBody } from '../ir/image.js';
import type { Func, Global, Module } from '../ir/ir.js';
import { forEachInst } from '../ir/walk.js';

export interface Reachable {
  readonly functions: ReadonlySet<Func>;
  readonly globals: ReadonlySet<Global>;
}

/** Everything that the roots refer to, by calls, addresses and relocations; with a function its body for device code. */
export function reachableFrom(module: Module, roots: Iterable<Func | Global>): Reachable {
  const functions = new Set<Func>();
  const globals = new Set<Global>();
  const work: (Func | Global)[] = [];
  const need = (x: Func | Global): void => {
    if (x.kind === 'function') {
      if (functions.has(x)) return;
      functions.add(x);
    } else {
      if (globals.has(x)) return;
      globals.add(x);
    }
    work.push(x);
  };
  for (const r of roots) need(r);
  let hasSides = false;
  for (const fn of module.functions.values()) if (fn.side === 'device') hasSides = true;
  for (let x = work.pop(); x; x = work.pop()) {
    if (x.kind === 'global') {
      for (const r of x.init?.relocations ?? []) need(r.target);
      continue;
    }
    if (hasSides && x.side === 'both') {
      const device = module.functions.get(functionKey(x.name, 'device'));
      if (device) need(device);
    }
    if (x.image) {
      for (const callee of x.image.callees) need(callee);
      for (const address of x.image.addresses) need(address);
      continue;
    }
    if (!x.body) continue;
    forEachInst(x.body, (inst) => {
      if (inst.kind === 'call') need(inst.callee);
      for (const v of inst.operands) {
        if (v.kind === 'global-address') need(v.global);
        else if (v.kind === 'function-address') need(v.function);
      }
    });
  }
  return { functions, globals };
}

/** The functions that are called from outside: exports, `main`, `_start`, constructors; all kernels if there are none of these. */
export function defaultRoots(module: Module): Func[] {
  const roots = new Set<Func>(module.constructors);
  for (const fn of module.functions.values()) {
    if ((fn.exportName !== undefined || fn.name === 'main' || fn.name === '_start') && hasBody(fn)) roots.add(fn);
  }
  if (roots.size === 0) for (const fn of module.functions.values()) if (fn.kernel && fn.body) roots.add(fn);
  return [...roots];
}

export function removeUnused(module: Module, roots: Iterable<Func | Global> = defaultRoots(module)): void {
  const list = [...roots];
  if (list.length === 0) return;
  const { functions, globals } = reachableFrom(module, list);
  for (const [key, fn] of module.functions) if (!functions.has(fn)) module.functions.delete(key);
  for (const [name, g] of module.globals) if (!globals.has(g)) module.globals.delete(name);
}
