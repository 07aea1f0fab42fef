/**
 * The axis of the block along which neighbours run in lockstep. Usually x, as on GPUs; but where threads along x walk down the columns of a matrix, and those along y along its rows, y: what lies side by side in memory
 * is then loaded at once. In: a kernel whose threads never wait. Out: whether to swap, and the kernel with its axes x and y renamed.
 */
import type { Region, SpecialRegister } from '../../ir/ir.js';
import { forEachInst } from '../../ir/walk.js';
import { vectorCost } from '../vectorize/decide.js';
import { analyzeLanes } from '../vectorize/shapes.js';
import type { KernelSetting } from './block-function.js';

const renamed: Partial<Record<SpecialRegister, SpecialRegister>> = {
  'threadIdx.x': 'threadIdx.y', 'threadIdx.y': 'threadIdx.x', 'blockIdx.x': 'blockIdx.y', 'blockIdx.y': 'blockIdx.x',
  'blockDim.x': 'blockDim.y', 'blockDim.y': 'blockDim.x', 'gridDim.x': 'gridDim.y', 'gridDim.y': 'gridDim.x',
};

/** Blocks may be flat: a small gain is not worth it. */
const leastGain = 1.3;

/** x becomes y, and y becomes x; again, and all is as before. */
export function swapAxes(body: Region): void {
  forEachInst(body, (inst) => {
    if (inst.kind === 'special') inst.register = renamed[inst.register] ?? inst.register;
  });
}

/** Do neighbours along y fit together better? */
export function prefersOtherAxis(body: Region, setting: KernelSetting): boolean {
  const { vectors } = setting;
  if (vectors === undefined || setting.calleeSpecials.size > 0) return false;
  const read = new Set<SpecialRegister>();
  forEachInst(body, (inst) => {
    if (inst.kind === 'special') read.add(inst.register);
  });
  if (!read.has('threadIdx.x') || !read.has('threadIdx.y') || read.has('linearThread') || read.has('laneid')) return false;
  const cost = (): number => vectorCost(body.insts, analyzeLanes(body.insts, () => 0), (callee) => vectors.formOf(callee) !== undefined);
  const here = cost();
  swapAxes(body);
  const there = cost();
  swapAxes(body);
  return there * leastGain < here;
}
