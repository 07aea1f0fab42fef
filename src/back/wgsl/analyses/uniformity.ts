/**
 * Barriers must stand where WGSL can prove that all threads of a block come together. In: a kernel and what is known of its memory. Throws DivergentBarrier for a barrier that WGSL would reject, at its place.
 *
 * WGSL's proof is stricter than CUDA's rule: what is read from memory that shaders write, or from workgroup memory, may differ between threads; after a return, break or continue that only some threads
 * take, control is not uniform until the statement that it leaves has ended.
 */
import type { Inst, Region, Value } from '../../../ir/ir.js';
import type { Held } from '../../../ir/numbering.js';
import { isHeld, numberRegion } from '../../../ir/numbering.js';
import { forEachRegion, isStructured } from '../../../ir/walk.js';
import { DivergentBarrier } from '../unsupported.js';

/** `isFixed`: the load gives all threads that read the same place the same. */
export function checkBarriers(body: Region, isFixed: (load: Inst) => boolean): void {
  analyze(body, isFixed, true);
}

/** Values that may differ between the threads of a block: 1 by their number. */
export function varyingValues(body: Region, isFixed: (load: Inst) => boolean): Uint8Array {
  return analyze(body, isFixed, false);
}

function analyze(body: Region, isFixed: (load: Inst) => boolean, checks: boolean): Uint8Array {
  const varying = new Uint8Array(numberRegion(body));
  /** Loops that some threads leave or repeat before others. */
  const divergent = new Set<Inst>();
  let changed = true;
  const vary = (v: Held | undefined): void => {
    if (v === undefined || varying[v.number] === 1) return;
    varying[v.number] = 1;
    changed = true;
  };
  const varies = (v: Value): boolean => isHeld(v) && varying[v.number] === 1;

  function pass(check: boolean): void {
    let returned = false;
    /** Structured instructions around the current place. */
    const around: Inst[] = [];
    /** Of these, the blocks that some threads have left already. */
    const left = new Set<Inst>();

    const visit = (r: Region, uniform: boolean): void => {
      const isTogether = (): boolean => uniform && !returned && !around.some((a) => divergent.has(a) || left.has(a));
      for (const inst of r.insts) {
        const { operands } = inst;
        let differs = false;
        for (let i = 0; i < operands.length && !differs; i++) differs = varies(operands[i]!);
        switch (inst.kind) {
          case 'barrier':
            if (check && !isTogether()) throw new DivergentBarrier('a barrier that not all threads of a block are known to reach together', inst.loc);
            break;
          case 'special':
            if (inst.register.startsWith('threadIdx') || inst.register === 'linearThread' || inst.register === 'laneid') vary(inst.results[0]);
            break;
          case 'load':
            if (differs || !isFixed(inst)) vary(inst.results[0]);
            break;
          case 'atomic':
          case 'warp':
          case 'alloca':
            vary(inst.results[0]);
            break;
          case 'yield': {
            const together = isTogether();
            inst.operands.forEach((v, i) => (varies(v) || !together) && vary(around[around.length - 1]?.results[i]));
            break;
          }
          case 'break':
          case 'continue': {
            const together = isTogether();
            const targets = inst.kind === 'break' ? inst.target.results : inst.target.body.params;
            inst.operands.forEach((v, i) => (varies(v) || !together) && vary(targets[i]));
            if (!together && inst.target.kind === 'block') left.add(inst.target);
            else if (!together && !divergent.has(inst.target)) {
              divergent.add(inst.target);
              changed = true;
            }
            break;
          }
          case 'return':
            if (!isTogether()) returned = true;
            break;
          case 'loop':
            inst.operands.forEach((v, i) => varies(v) && vary(inst.body.params[i]));
            if (divergent.has(inst)) {
              for (const p of inst.body.params) vary(p);
              for (const v of inst.results) vary(v);
            }
            break;
          default:
            if (differs) for (const v of inst.results) vary(v);
        }
        if (!isStructured(inst)) continue;
        const together = isTogether();
        const choice = (inst.kind === 'if' || inst.kind === 'switch') && differs;
        around.push(inst);
        forEachRegion(inst, (inner) => visit(inner, together && !choice));
        around.pop();
        left.delete(inst);
      }
    };
    visit(body, true);
  }

  while (changed) {
    changed = false;
    pass(false);
  }
  if (checks) pass(true);
  return varying;
}
