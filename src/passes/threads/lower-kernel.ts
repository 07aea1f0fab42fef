/**
 * Kernel → block function: decides how the threads of a block are run.
 *
 * In: a kernel with everything inlined that synchronizes. Out: `entry(launch, first, end)` and functions that it refers to.
 *   plain: threads never wait: loops over the threads around the body.
 *   fission: barriers and warp operations under block-uniform control flow only: loops over the threads around each part between barriers. Where there are barriers across the grid, a block is a resumable state machine of such parts.
 *   fibers: all else (divergent barriers and warp operations, spinning): each thread is a resumable state machine, run by a scheduler.
 */
import type { Func, Region } from '../../ir/ir.js';
import { forEachInst } from '../../ir/walk.js';
import { hoistLoads } from '../hoist-loads.js';
import type { KernelSetting } from './block-function.js';
import { lowerFibers } from './fibers.js';
import { lowerFission } from './fission.js';
import { groupConditions } from './group-conditions.js';
import { lowerPlain } from './plain.js';
import { joinWays } from './join-ways.js';
import { mergeStores } from './merge-stores.js';
import { packMembers } from './pack-members.js';
import { lowerResidentBlocks } from './resident-blocks.js';
import { containsBarrier, containsWarpOperation, splitAtBarriers } from './regions.js';
import { analyzeUniformity } from './uniformity.js';
import { versionApartLoops } from './version-apart.js';
import { waitsForOthers } from './waiting.js';

export interface LoweredKernel {
  readonly entry: Func;
  readonly functions: readonly Func[];
  readonly model: ExecutionModel;
  /** Why its threads run one at a time; undefined: four at a time. */
  readonly scalar: string | undefined;
}

export type ExecutionModel = 'plain' | 'fission' | 'fibers';

export function lowerKernel(kernel: Func, given: KernelSetting, force?: ExecutionModel): LoweredKernel {
  const body = kernel.body;
  if (body === undefined) throw new Error(`kernel ${kernel.name} has no body`);
  const waits = containsBarrier(body) || containsWarpOperation(body);
  const apart = given.vectors === undefined || given.vectors.compact || force === 'fibers' ? undefined : versionApartLoops(kernel);
  const setting: KernelSetting = apart === undefined ? given : { ...given, apart };
  if (setting.vectors !== undefined) {
    hoistLoads(kernel);
    packMembers(body);
    mergeStores(body, !waits);
    groupConditions(body);
  }
  if (force !== 'fibers' && !waitsForOthers(body)) {
    if (!waits) return { ...lowerPlain(kernel, setting), functions: [], model: 'plain' };
    joinWays(body);
    const uniformity = analyzeUniformity(body);
    const parts = splitAtBarriers(body, uniformity);
    if ('parts' in parts && waitsForGrid(body)) return { ...lowerResidentBlocks(kernel, parts, uniformity, setting), model: 'fission' };
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
