/**
 * Walking over regions. All walks are pre-order, in program order; the callback may rewrite operands of what it is given, not the instruction lists.
 */
import type { Inst, Region, Value } from './ir.js';

/** Calls `visit` for each region that an instruction owns, in source order, without allocating. */
export function forEachRegion(inst: Inst, visit: (region: Region) => void): void {
  switch (inst.kind) {
    case 'if':
      visit(inst.then);
      visit(inst.otherwise);
      break;
    case 'switch':
      for (const c of inst.cases) visit(c.region);
      visit(inst.otherwise);
      break;
    case 'block':
    case 'loop':
      visit(inst.body);
      break;
    case 'try':
      visit(inst.body);
      visit(inst.handler);
      break;
    default:
      break;
  }
}

export function isStructured(inst: Inst): boolean {
  switch (inst.kind) {
    case 'if':
    case 'switch':
    case 'block':
    case 'loop':
    case 'try':
      return true;
    default:
      return false;
  }
}

/** Each instruction of a region and of all regions inside; owners come before what they own. */
export function forEachInst(region: Region, visit: (inst: Inst) => void): void {
  const insts = region.insts;
  for (let i = 0; i < insts.length; i++) {
    const inst = insts[i]!;
    visit(inst);
    switch (inst.kind) {
      case 'if':
        forEachInst(inst.then, visit);
        forEachInst(inst.otherwise, visit);
        break;
      case 'switch':
        for (const c of inst.cases) forEachInst(c.region, visit);
        forEachInst(inst.otherwise, visit);
        break;
      case 'block':
      case 'loop':
        forEachInst(inst.body, visit);
        break;
      case 'try':
        forEachInst(inst.body, visit);
        forEachInst(inst.handler, visit);
        break;
      default:
        break;
    }
  }
}

/** Puts other instructions in place of some, all over a region: `replace` gives them, or undefined for one that stays. What an instruction owns comes before itself. Lists in which all stay are not made anew. */
export function replaceInsts(region: Region, replace: (inst: Inst) => readonly Inst[] | undefined): void {
  const insts = region.insts;
  let out: Inst[] | undefined;
  for (let i = 0; i < insts.length; i++) {
    const inst = insts[i]!;
    switch (inst.kind) {
      case 'if':
        replaceInsts(inst.then, replace);
        replaceInsts(inst.otherwise, replace);
        break;
      case 'switch':
        for (const c of inst.cases) replaceInsts(c.region, replace);
        replaceInsts(inst.otherwise, replace);
        break;
      case 'block':
      case 'loop':
        replaceInsts(inst.body, replace);
        break;
      case 'try':
        replaceInsts(inst.body, replace);
        replaceInsts(inst.handler, replace);
        break;
      default:
        break;
    }
    const made = replace(inst);
    if (made === undefined) out?.push(inst);
    else {
      out ??= insts.slice(0, i);
      for (const m of made) out.push(m);
    }
  }
  if (out !== undefined) region.insts = out;
}

/** True as soon as `test` holds for one instruction of the region or inside it. */
export function someInst(region: Region, test: (inst: Inst) => boolean): boolean {
  const insts = region.insts;
  for (let i = 0; i < insts.length; i++) {
    const inst = insts[i]!;
    if (test(inst)) return true;
    switch (inst.kind) {
      case 'if':
        if (someInst(inst.then, test) || someInst(inst.otherwise, test)) return true;
        break;
      case 'switch':
        for (const c of inst.cases) if (someInst(c.region, test)) return true;
        if (someInst(inst.otherwise, test)) return true;
        break;
      case 'block':
      case 'loop':
        if (someInst(inst.body, test)) return true;
        break;
      case 'try':
        if (someInst(inst.body, test) || someInst(inst.handler, test)) return true;
        break;
      default:
        break;
    }
  }
  return false;
}

/** Number of instructions, nested ones included. */
export function countInsts(region: Region): number {
  let n = 0;
  forEachInst(region, () => {
    n++;
  });
  return n;
}

/** Replaces operands by `map` all over a region (one step: the map's values are final). */
export function replaceValues(region: Region, map: ReadonlyMap<Value, Value>): void {
  if (map.size === 0) return;
  forEachInst(region, (inst) => {
    const operands = inst.operands;
    for (let i = 0; i < operands.length; i++) {
      const to = map.get(operands[i]!);
      if (to) operands[i] = to;
    }
  });
}

/** Follows a chain of replacements to its end, shortening it on the way. */
export function resolve(map: Map<Value, Value>, value: Value): Value {
  let end = map.get(value);
  if (end === undefined) return value;
  for (;;) {
    const next = map.get(end);
    if (next === undefined) break;
    end = next;
  }
  map.set(value, end);
  return end;
}
