/** How the threads of a launch are run on a device: which form of the kernel's shader takes it. In: a kernel, a block's dimensions, the device's limits. */
import type { DeviceFacts } from './commands.js';
import type { KernelShader, LoopedForms, ProgramKernels, ShaderForm } from './program-kernels.js';

/**
 * native: an invocation a thread. looped: the kernel's own forms for several threads an invocation. repeated: the native form's body as a function, called for one thread after the other (shader-text.ts), where threads
 * never wait for each other. coarse: a workgroup runs several blocks, which the launcher takes in place of native where a grid is large (`isCoarse`).
 */
export const Way = { native: 0, looped: 1, repeated: 2, coarse: 3 } as const;
export type Way = (typeof Way)[keyof typeof Way];

export type Forms = Pick<LoopedForms, 'distinct' | 'aliased' | 'arena' | 'refused'>;

export function formsOf(kernel: KernelShader, way: Way): Forms {
  if (way === Way.coarse && kernel.coarse !== undefined) return kernel.coarse;
  return way === Way.looped && kernel.looped !== undefined ? kernel.looped : kernel;
}

/** What a kernel is launched as, if no pointers stand against it: the arena form where there is no other, or where the device has too few bindings for that. */
export function mainForm({ distinct, arena }: Forms, { maxBindings }: Pick<DeviceFacts, 'maxBindings'>): ShaderForm | undefined {
  if (distinct === undefined || arena === undefined) return distinct ?? arena;
  return storageBuffers(distinct) > maxBindings ? arena : distinct;
}

/** Storage buffers that a form binds, the heaps of memory by address apart. */
export function storageBuffers({ bindings, params }: Pick<ShaderForm, 'bindings' | 'params'>): number {
  return bindings.filter(({ access }) => access !== 'uniform').length + (params?.space === 'storage' ? 1 : 0);
}

/** Does the program have its device memory in heaps? */
export function usesHeaps({ kernels }: ProgramKernels, facts: Pick<DeviceFacts, 'maxBindings'>): boolean {
  return kernels.some((kernel) => [kernel, kernel.looped].some((forms) => forms !== undefined && mainForm(forms, facts)?.heaps !== undefined));
}

function isLarge(block: readonly number[], facts: DeviceFacts): boolean {
  return block[0] * block[1] * block[2] > facts.maxBlockThreads || block.some((size, i) => size > facts.maxBlockDim[i]);
}

/** The way that suits the device best, whether it can take the launch or not. */
export function wayFor(kernel: KernelShader, block: readonly number[], facts: DeviceFacts): Way {
  const { looped } = kernel;
  const form = mainForm(kernel, facts);
  const needsWarps = form?.needsWarps ?? false;
  if ((!needsWarps || facts.warps) && !isLarge(block, facts) && form !== undefined) return Way.native;
  if (looped !== undefined && Math.ceil((block[0] * block[1] * block[2]) / looped.threads) <= facts.maxBlockThreads) return Way.looped;
  return form !== undefined && !form.waits ? Way.repeated : Way.native;
}

/** Threads that keep large GPUs busy: with fewer, coarser ones would leave some of the GPU idle. */
const BUSY = 2 ** 18;

/** Are there so many threads that each may as well do the work of several? */
export function isCoarse({ coarse }: KernelShader, grid: readonly number[], block: readonly number[]): boolean {
  if (coarse === undefined) return false;
  const threads = Math.ceil(grid[0] / coarse.blocks) * grid[1] * grid[2] * block[0] * block[1] * block[2];
  return grid[0] >= coarse.blocks && threads >= BUSY;
}

/** Does the way suit a device with such blocks? */
export function isTooLarge(way: Way, block: readonly number[], facts: DeviceFacts): boolean {
  return way === Way.native && isLarge(block, facts);
}
