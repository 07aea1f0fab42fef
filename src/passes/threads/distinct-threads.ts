/**
 * Threads that a kernel cannot tell apart. If a kernel never asks for an axis of threadIdx, threads that differ in that axis only do exactly the same; without synchronization, running them in lockstep is
 * an order that CUDA allows, and in lockstep equal threads have the effect of one. So one of them is run. (Programs launch one-dimensional kernels with two-dimensional blocks; on a GPU all their threads
 * load before the first one stores, and accumulations into global memory come out as if each ran once.)
 */
import { isPure } from '../../ir/effects.js';
import { intrinsicEffect } from '../../ir/intrinsics.js';
import type { Region } from '../../ir/ir.js';
import { forEachInst, someInst } from '../../ir/walk.js';

export interface DistinctAxes {
  readonly x: boolean;
  readonly y: boolean;
  readonly z: boolean;
}

export const allAxes: DistinctAxes = { x: true, y: true, z: true };

/** The axes that the kernel's body depends on; all of them as soon as something counts how often it runs (atomics, calls, volatile accesses). */
export function distinctAxes(body: Region): DistinctAxes {
  const axes = { x: false, y: false, z: false };
  let counted = false;
  forEachInst(body, (inst) => {
    switch (inst.kind) {
      case 'special':
        if (inst.register === 'linearThread' || inst.register === 'laneid') counted = true;
        else if (inst.register.startsWith('threadIdx.')) axes[inst.register.slice(10) as keyof typeof axes] = true;
        break;
      case 'atomic':
      case 'call-indirect':
      case 'barrier':
      case 'warp':
      case 'throw':
        counted = true;
        break;
      case 'call':
        if (!isPure(inst)) counted = true;
        break;
      case 'intrinsic':
        // Equal threads read the same clock.
        if (intrinsicEffect(inst.name) === 'write' || intrinsicEffect(inst.name) === 'exit') counted = true;
        break;
      case 'load':
      case 'store':
        if (inst.volatile) counted = true;
        break;
      default:
        break;
    }
  });
  return counted ? allAxes : axes;
}

/** Those of the axes y and z along which all threads of a block do the same, and whose length the kernel does not ask for: a block may as well be one thread wide there. */
export function alikeAxes(body: Region): readonly ('y' | 'z')[] {
  const distinct = distinctAxes(body);
  const isAskedFor = (axis: 'y' | 'z'): boolean => someInst(body, (inst) => inst.kind === 'special' && (inst.register === `blockDim.${axis}` || inst.register === 'dynamicShared'));
  return (['y', 'z'] as const).filter((axis) => !distinct[axis] && !isAskedFor(axis));
}
