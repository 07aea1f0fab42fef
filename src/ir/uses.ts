/**
 * Uses of values, computed on demand (definitions do not link to them). Valid until the next change of the region.
 */
import type { Inst, Region, Value } from './ir.js';
import { forEachInst } from './walk.js';

/** The instructions that use each result or parameter, in program order; an instruction that uses a value twice is listed twice. */
export function collectUses(region: Region): Map<Value, Inst[]> {
  const uses = new Map<Value, Inst[]>();
  forEachInst(region, (inst) => {
    for (const v of inst.operands) {
      if (v.kind !== 'result' && v.kind !== 'param') continue;
      const list = uses.get(v);
      if (list) list.push(inst);
      else uses.set(v, [inst]);
    }
  });
  return uses;
}

/** Edges that leave for, or repeat, a structured instruction: for each `if`/`switch`/`block`/`try` its yields, for blocks and loops their breaks, for loops their continues. */
export interface Edges {
  /** yields and breaks: their operands are the instruction's results. */
  readonly exits: Inst[];
  readonly continues: Inst[];
}

export function collectEdges(region: Region): Map<Inst, Edges> {
  const edges = new Map<Inst, Edges>();
  const walk = (r: Region, owner: Inst | undefined): void => {
    for (const inst of r.insts) {
      switch (inst.kind) {
        case 'yield':
          if (owner) edges.get(owner)!.exits.push(inst);
          break;
        case 'break':
          edges.get(inst.target)?.exits.push(inst);
          break;
        case 'continue':
          edges.get(inst.target)?.continues.push(inst);
          break;
        case 'if':
          edges.set(inst, { exits: [], continues: [] });
          walk(inst.then, inst);
          walk(inst.otherwise, inst);
          break;
        case 'switch':
          edges.set(inst, { exits: [], continues: [] });
          for (const c of inst.cases) walk(c.region, inst);
          walk(inst.otherwise, inst);
          break;
        case 'block':
        case 'loop':
          edges.set(inst, { exits: [], continues: [] });
          walk(inst.body, inst);
          break;
        case 'try':
          edges.set(inst, { exits: [], continues: [] });
          walk(inst.body, inst);
          walk(inst.handler, inst);
          break;
        default:
          break;
      }
    }
  };
  walk(region, undefined);
  return edges;
}
