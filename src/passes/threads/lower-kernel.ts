/**
 * Kernel → block function: decides how the threads of a block are run.
 *
 * In: a kernel with everything inlined that synchronizes. Out: `entry(launch, first, end)` and functions that it refers to.
 *   plain: threads never wait: loops over the threads around the body.
 *   fission: barriers and warp operations under block-uniform control flow only: loops over the threads around each part between barriers.
 *   fibers: all else (divergent barriers and warp operations, barriers across the grid, spinning): each thread is a resumable state machine, run by a scheduler.
 */
import type { AtomicInst, Func, Region } from '../../ir/ir.js';
import { forEachInst, forEachRegion } from '../../ir/walk.js';
import type { KernelSetting } from './block-function.js';
import { lowerFibers } from './fibers.js';
import { lowerFission } from './fission.js';
import { lowerPlain } from './plain.js';
import { joinWays } from './join-ways.js';
import { containsBarrier, containsWarpOperation, splitAtBarriers } from './regions.js';
import { analyzeUniformity } from './uniformity.js';

export interface LoweredKernel {
  readonly entry: Func;
  readonly functions: readonly Func[];
  readonly model: ExecutionModel;
  /** Why its threads run one at a time; undefined: four at a time. */
  readonly scalar: string | undefined;
}

export type ExecutionModel = 'plain' | 'fission' | 'fibers';

export function lowerKernel(kernel: Func, setting: KernelSetting, force?: ExecutionModel): LoweredKernel {
  const body = kernel.body;
  if (body === undefined) throw new Error(`kernel ${kernel.name} has no body`);
  const waits = containsBarrier(body) || containsWarpOperation(body);
  if (force !== 'fibers' && !waitsForOthers(body) && !waitsForGrid(body)) {
    if (!waits) return { ...lowerPlain(kernel, setting), functions: [], model: 'plain' };
    joinWays(body);
    const uniformity = analyzeUniformity(body);
    const parts = splitAtBarriers(body, uniformity);
    if ('parts' in parts) return { ...lowerFission(kernel, parts, uniformity, setting), functions: [], model: 'fission' };
  }
  const { entry, step } = lowerFibers(kernel, setting);
  return { entry, functions: [step], model: 'fibers', scalar: 'its threads run as fibers' };
}

function waitsForGrid(body: Region): boolean {
  let found = false;
  forEachInst(body, (inst) => {
    found = found || (inst.kind === 'barrier' && inst.barrier === 'grid');
  });
  return found;
}

/**
 * Does a loop wait for what another thread does? It reads memory through a volatile pointer or an atomic that changes nothing. (A compare-and-swap that retries, or takes a lock,
 * succeeds at once when threads run one after the other.) `paced`: loops that others go on in, because they have barriers, do not count.
 */
export function waitsForOthers(region: Region, inLoop = false, paced = false): boolean {
  for (const inst of region.insts) {
    if (inLoop && ((inst.kind === 'load' && inst.volatile) || (inst.kind === 'atomic' && onlyReads(inst)))) return true;
    let found = false;
    forEachRegion(inst, (r) => {
      found = found || waitsForOthers(r, inLoop || (inst.kind === 'loop' && !(paced && containsBarrier(inst.body))), paced);
    });
    if (found) return true;
  }
  return false;
}

function onlyReads(inst: AtomicInst): boolean {
  const operand = inst.operands[1];
  switch (inst.op) {
    case 'load':
      return true;
    case 'add':
    case 'sub':
    case 'or':
    case 'xor':
    case 'umax':
      return operand.kind === 'const' && (operand.value === 0 || operand.value === 0n);
    case 'compare-exchange':
      return operand === inst.operands[2] || (operand.kind === 'const' && inst.operands[2].kind === 'const' && operand.value === inst.operands[2].value);
    default:
      return false;
  }
}
