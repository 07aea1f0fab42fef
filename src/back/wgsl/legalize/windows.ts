/**
 * Addresses of memory that is a thread's or a block's own, for pointers that may point there or into device memory. The last 32 MiB of the address space are windows: an address is what the window begins at
 * and the offset in the object that stands for it.
 */

import type { Root } from '../analyses/provenance.js';
import { rootKey } from '../analyses/provenance.js';

/** Names of the objects that hold what addresses of local and static shared memory point into. No identifier of the source has a double underscore. */
export const LOCAL_WINDOW = 'local__window';
export const SHARED_WINDOW = 'shared__window';

/** Where windows begin; device memory ends in front of them (src/runtime/webgpu/heap-ranges.ts). */
const LOCAL_BASE = 0xfe000000;
const SHARED_BASE = 0xff000000;
const DYNAMIC_SHARED_BASE = 0xff800000;
/** Objects begin at multiples of it. */
const PAGE = 0x10000;

export interface Window {
  readonly root: Root;
  readonly base: number;
}

/** Gives the objects of a kernel addresses, by their keys. */
export function placeWindows(roots: readonly Root[]): ReadonlyMap<unknown, Window> {
  let [local, shared] = [LOCAL_BASE, SHARED_BASE];
  const pages = (bytes: number): number => Math.ceil(Math.max(bytes, 1) / PAGE) * PAGE;
  return new Map(roots.map((root): [unknown, Window] => {
    if (root.kind === 'dynamic-shared') return [rootKey(root), { root, base: DYNAMIC_SHARED_BASE }];
    const size = pages(root.kind === 'alloca' ? root.inst.type.size : root.kind === 'global' ? root.global.type.size : 0);
    const isLocal = root.kind === 'alloca';
    const base = isLocal ? local : shared;
    if (isLocal) local += size;
    else shared += size;
    return [rootKey(root), { root, base }];
  }));
}
