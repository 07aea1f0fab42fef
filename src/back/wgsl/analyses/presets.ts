/**
 * Initial values instead of copies: `var x: f32; if c { x = a; } else { x = 1.0; }` → `var x = 1.0; if c { x = a; }`. In: the webs of a kernel. Out: for variables declared at the structured
 * instruction that gives them, a value to start with, and the copies that it makes needless.
 */
import type { Inst, Region, Value } from '../../../ir/ir.js';
import { forEachInst, forEachRegion, isStructured } from '../../../ir/walk.js';
import type { Variables, Web } from './variables.js';

export interface Presets {
  readonly presets: ReadonlyMap<Inst, ReadonlySet<number>>;
  readonly initial: ReadonlyMap<Web, Value>;
}

export function choosePresets(body: Region, variables: Variables): Presets {
  const presets = new Map<Inst, Set<number>>();
  const initial = new Map<Web, Value>();
  const exits = new Map<Inst, Inst[]>();
  const addExit = (owner: Inst, exit: Inst): void => {
    const list = exits.get(owner);
    if (list === undefined) exits.set(owner, [exit]);
    else list.push(exit);
  };
  const walk = (r: Region, owner: Inst | undefined): void => {
    for (const inst of r.insts) {
      if (inst.kind === 'yield' && owner !== undefined) addExit(owner, inst);
      if (inst.kind === 'break') addExit(inst.target, inst);
      if (isStructured(inst)) forEachRegion(inst, (inner) => walk(inner, inst));
    }
  };
  walk(body, undefined);

  /** Ready before the instruction, and as good there as later. */
  const isReady = (v: Value, inst: Inst): boolean => {
    if (v.kind === 'const') return true;
    if (v.kind === 'param' && body.params.includes(v)) return true;
    const web = variables.webOf(v);
    if (web === undefined || web.mutable) return false;
    const [made] = web.intervals[0]!;
    return made < variables.from[inst.number]!;
  };
  const isSame = (a: Value, b: Value): boolean => a === b || (a.kind === 'const' && b.kind === 'const' && Object.is(a.value, b.value));

  forEachInst(body, (inst) => {
    if (inst.kind !== 'if' && inst.kind !== 'block' && inst.kind !== 'loop') return;
    const from = variables.from[inst.number]!;
    const to = variables.to[inst.number]!;
    inst.results.forEach((result, i) => {
      const web = variables.webOf(result)!;
      if (web.first !== inst || result.type === 'ptr') return;
      // Nothing else may need the variable meanwhile, but for what one arm of an `if` makes.
      const inside = web.intervals.filter(([a, b]) => a < to && b > from);
      if (inside.length > 0 && inst.kind !== 'if') return;
      const ways = exits.get(inst) ?? [];
      const ready = ways.filter((exit) => isReady(exit.operands[i]!, inst));
      const chosen = ready.find((exit) => {
        if (inst.kind !== 'if') return true;
        const arm = inst.then.insts.includes(exit) ? inst.then : inst.otherwise;
        const start = arm.insts[0] === undefined ? from : variables.from[arm.insts[0].number]!;
        const end = variables.from[exit.number]!;
        return inside.every(([a, b]) => a >= from && (b < start || a > end) && a !== from);
      });
      if (chosen === undefined) return;
      const value = chosen.operands[i]!;
      initial.set(web, value);
      for (const exit of ways) {
        if (!isSame(exit.operands[i]!, value)) continue;
        if (inst.kind === 'if' && exit !== chosen && inside.length > 0) continue;
        const set = presets.get(exit);
        if (set === undefined) presets.set(exit, new Set([i]));
        else set.add(i);
      }
    });
  });
  return { presets, initial };
}
