/**
 * Uniformity: which values may differ between the threads of a block (or of a warp) that execute the same instruction together.
 *
 * In: a kernel's body. Out: the set of varying values, and the blocks and loops that threads leave or repeat at different times.
 * Sources of variation: thread indices, addresses of local memory, atomics, warp operations, volatile loads, calls with effects. A load from a uniform address is uniform: where
 * another thread could change it meanwhile the program has a race. Everything else varies if an operand does, or if it is merged from paths that a varying condition chose between.
 * Solved by walking the tree until nothing changes.
 */
import { isPure } from '../../ir/effects.js';
import type { ContinueInst, Inst, LoopInst, Region, Value } from '../../ir/ir.js';
import { forEachInst } from '../../ir/walk.js';

export interface Uniformity {
  readonly varying: ReadonlySet<Value>;
  /** Blocks and loops with a break or continue under a varying condition. */
  readonly divergent: ReadonlySet<Inst>;
}

interface Enclosing {
  readonly inst: Inst;
  readonly varyingChoice: boolean;
}

/**
 * `scope`: the threads that are compared; 'grid': those at the same place of blocks that are neighbours along the x axis. `differs`: instructions whose results vary for a reason that is not seen here.
 */
export function analyzeUniformity(body: Region, scope: 'block' | 'warp' | 'grid' = 'block', differs?: (inst: Inst) => boolean): Uniformity {
  const continues = new Map<LoopInst, ContinueInst[]>();
  forEachInst(body, (inst) => {
    if (inst.kind !== 'continue') return;
    const list = continues.get(inst.target);
    if (list === undefined) continues.set(inst.target, [inst]);
    else list.push(inst);
  });
  const varying = new Set<Value>();
  const divergent = new Set<Inst>();
  const stack: Enclosing[] = [];
  let changed = true;

  function vary(value: Value): void {
    if (varying.has(value)) return;
    varying.add(value);
    changed = true;
  }

  function diverge(target: Inst): void {
    if (divergent.has(target)) return;
    divergent.add(target);
    changed = true;
  }

  function anyVaries(inst: Inst): boolean {
    for (const v of inst.operands) if (varying.has(v)) return true;
    return false;
  }

  /** Do threads get from the current place to `target` apart: a varying condition stands between, or a block or loop that some threads have left before this place? */
  function chosenInside(target: Inst): boolean {
    for (let i = stack.length - 1; i >= 0; i--) {
      if (stack[i].inst === target) return false;
      if (stack[i].varyingChoice || divergent.has(stack[i].inst)) return true;
    }
    return false;
  }

  function passTo(values: readonly Value[], to: readonly Value[], all: boolean): void {
    for (let i = 0; i < to.length; i++) if (all || varying.has(values[i])) vary(to[i]);
  }

  function walk(region: Region, owner: Inst | undefined): void {
    for (const inst of region.insts) {
      switch (inst.kind) {
        case 'if':
        case 'switch': {
          const choice = varying.has(inst.operands[0]);
          if (choice) for (const result of inst.results) vary(result);
          stack.push({ inst, varyingChoice: choice });
          if (inst.kind === 'if') {
            walk(inst.then, inst);
            walk(inst.otherwise, inst);
          } else {
            for (const c of inst.cases) walk(c.region, inst);
            walk(inst.otherwise, inst);
          }
          stack.pop();
          break;
        }
        case 'loop':
          passTo(inst.operands, inst.body.params, false);
          stack.push({ inst, varyingChoice: false });
          walk(inst.body, inst);
          stack.pop();
          break;
        case 'block':
          stack.push({ inst, varyingChoice: false });
          walk(inst.body, inst);
          stack.pop();
          break;
        case 'try':
          for (const result of inst.results) vary(result);
          for (const param of inst.handler.params) vary(param);
          stack.push({ inst, varyingChoice: true });
          walk(inst.body, inst);
          walk(inst.handler, inst);
          stack.pop();
          break;
        case 'yield':
          if (owner !== undefined) passTo(inst.operands, owner.results, owner.kind === 'block' && divergent.has(owner));
          break;
        case 'break': {
          const apart = chosenInside(inst.target);
          if (apart) diverge(inst.target);
          passTo(inst.operands, inst.target.results, divergent.has(inst.target));
          break;
        }
        case 'continue': {
          if (chosenInside(inst.target)) diverge(inst.target);
          const params = inst.target.body.params;
          const apart = divergent.has(inst.target);
          const ways = continues.get(inst.target)!;
          for (let i = 0; i < params.length; i++) {
            if (varying.has(inst.operands[i]) || (apart && inst.operands[i] !== params[i] && chosenInside(inst.target))) vary(params[i]);
            // Some threads come into the next round with this value, others with another.
            else if (apart && ways.some((way) => way.operands[i] !== inst.operands[i])) vary(params[i]);
          }
          break;
        }
        case 'barrier':
          // What all have voted; in each block for itself.
          if (scope === 'grid' && anyVaries(inst)) for (const result of inst.results) vary(result);
          break;
        default:
          for (const result of inst.results) {
            if (scope === 'warp' && isShared(inst)) {
              if (inst.operands.length > 0 && varying.has(inst.operands[0])) vary(result);
            } else if (isSource(inst, scope) || anyVaries(inst) || differs?.(inst) === true) vary(result);
          }
      }
    }
  }

  while (changed) {
    changed = false;
    walk(body, undefined);
  }
  return { varying, divergent };
}

/** A warp operation that tells all threads with the same mask the same. */
export function isShared(inst: Inst): boolean {
  return inst.kind === 'warp' && inst.op !== 'match-any' && !inst.op.startsWith('shfl');
}

/** Do the results differ between threads even when all operands are the same? */
function isSource(inst: Inst, scope: 'block' | 'warp' | 'grid'): boolean {
  switch (inst.kind) {
    case 'special':
      if (scope === 'grid') return inst.register === 'blockIdx.x';
      switch (inst.register) {
        case 'threadIdx.x':
        case 'threadIdx.y':
        case 'threadIdx.z':
        case 'laneid':
        case 'linearThread':
          return true;
        default:
          return false;
      }
    case 'warp':
      return scope !== 'grid';
    case 'alloca':
    case 'atomic':
    case 'call-indirect':
      return true;
    case 'load':
      return inst.volatile;
    case 'barrier':
      return false;
    case 'call':
    case 'intrinsic':
      return !isPure(inst);
    default:
      return false;
  }
}
