/** Launch configurations: checked as CUDA 13 does. */
import type { Dimensions } from './backend.js';
import { CudaError, errorCodes } from './errors.js';
import type { KernelReflection } from './reflection.js';
import type { Stream } from './stream.js';

/** A number is the size along x. */
export type Size = number | readonly [x: number, y?: number, z?: number] | { readonly x: number; readonly y?: number; readonly z?: number };

export interface LaunchConfiguration {
  /** Blocks. */
  readonly grid: Size;
  /** Threads of a block. */
  readonly block: Size;
  /** Bytes of dynamic shared memory. */
  readonly shared?: number;
  /** The device's own unless given. */
  readonly stream?: Stream;
}

/** Of compute capability 9.0: what a block may have of shared memory. */
const sharedPerBlock = 232_448;

function dimensions(size: Size): Dimensions {
  if (typeof size === 'number') return [size, 1, 1];
  if ('x' in size) return [size.x, size.y ?? 1, size.z ?? 1];
  return [size[0], size[1] ?? 1, size[2] ?? 1];
}

function isSize(size: unknown): boolean {
  return typeof size === 'number' || (typeof size === 'object' && size !== null && (Array.isArray(size) || 'x' in size));
}

/** Throws TypeError where arguments, or nothing, stand in the configuration's place: such a call would launch nothing, silently. */
export function checkConfiguration(kernel: string, configuration: LaunchConfiguration): void {
  if (isSize(configuration?.grid) && isSize(configuration.block)) return;
  throw new TypeError(`kernel ${kernel} is launched by kernel({ grid, block })(...arguments), where grid and block are numbers, [x, y, z] or { x, y, z }`);
}

function fits(size: Dimensions, most: Dimensions): boolean {
  return size.every((n, i) => Number.isInteger(n) && n >= 1 && n <= most[i]!);
}

export interface LaunchShape {
  readonly grid: Dimensions;
  readonly block: Dimensions;
  readonly dynamicShared: number;
}

/** Throws CudaError (cudaErrorInvalidValue). */
export function launchShape(kernel: KernelReflection, { grid: givenGrid, block: givenBlock, shared = 0 }: LaunchConfiguration): LaunchShape {
  const grid = dimensions(givenGrid);
  const block = dimensions(givenBlock);
  const refuse = (what: string): never => {
    throw new CudaError(errorCodes.invalidValue, `kernel ${kernel.name} is launched with ${what}`);
  };
  if (!fits(grid, [2 ** 31 - 1, 65535, 65535])) refuse(`a grid of ${grid.join(' × ')} blocks; there may be 1 to 2147483647 × 65535 × 65535`);
  if (!fits(block, [1024, 1024, 64])) refuse(`blocks of ${block.join(' × ')} threads; there may be 1 to 1024 × 1024 × 64, and 1024 in all`);
  const threads = block[0] * block[1] * block[2];
  if (threads > kernel.maxThreads || threads > 1024) refuse(`blocks of ${threads} threads; it may have ${Math.min(kernel.maxThreads, 1024)}`);
  if (grid[0] * grid[1] * grid[2] >= 2 ** 32) refuse('2^32 blocks or more');
  if (!Number.isInteger(shared) || shared < 0 || kernel.staticShared + shared > sharedPerBlock) refuse(`${shared} bytes of dynamic shared memory; besides its ${kernel.staticShared} static ones it may have ${sharedPerBlock - kernel.staticShared}`);
  return { grid, block, dynamicShared: shared };
}
