/**
 * Which barriers of a block must order device memory too. Each of WGSL's barriers waits for the whole block, so one that is not needed costs as much as the one that is. In: a kernel, and which storage buffer
 * an instruction accesses. Out: the barriers around which the block's threads may meet in a buffer: one writes before the barrier what another accesses behind it, or reads before what another writes behind.
 *
 * A value that is stored in shared memory before the barrier has been read by then.
 */
import type { Inst, Region, Value } from '../../../ir/ir.js';
import { forEachRegion, isStructured } from '../../../ir/walk.js';

/** An access, or a barrier. */
interface Place {
  readonly inst: Inst;
  readonly at: number;
  readonly region: Region;
  readonly loops: readonly Inst[];
}

interface Access extends Place {
  readonly buffer: unknown;
  readonly writes: boolean;
}

/** `bufferOf`: the buffer behind a pointer, undefined if it is other memory; `isShared`: it is shared memory. */
export function barriersOfStorage(body: Region, bufferOf: (pointer: Value, loc: number) => unknown, isShared: (pointer: Value, loc: number) => boolean): ReadonlySet<Inst> {
  const barriers: Place[] = [];
  const accesses: Access[] = [];
  const sharedStores: Place[] = [];
  let at = 0;
  const access = (inst: Inst, region: Region, loops: readonly Inst[], pointer: Value, writes: boolean): void => {
    const buffer = bufferOf(pointer, inst.loc);
    if (buffer !== undefined) accesses.push({ inst, at, region, loops, buffer, writes });
  };
  const visit = (region: Region, loops: readonly Inst[]): void => {
    for (const inst of region.insts) {
      at++;
      switch (inst.kind) {
        case 'barrier':
          barriers.push({ inst, at, region, loops });
          break;
        case 'load':
          access(inst, region, loops, inst.operands[0]!, false);
          break;
        case 'store':
          access(inst, region, loops, inst.operands[0]!, true);
          if (isShared(inst.operands[0]!, inst.loc)) sharedStores.push({ inst, at, region, loops });
          break;
        case 'fill':
        case 'atomic':
          access(inst, region, loops, inst.operands[0]!, true);
          break;
        case 'copy':
          access(inst, region, loops, inst.operands[0]!, true);
          access(inst, region, loops, inst.operands[1]!, false);
          break;
        default:
          break;
      }
      if (!isStructured(inst)) continue;
      const inner = inst.kind === 'loop' ? [...loops, inst] : loops;
      forEachRegion(inst, (r) => visit(r, inner));
    }
  };
  visit(body, []);

  const share = (a: Place, b: Place): boolean => a.loops.some((loop) => b.loops.includes(loop));
  const mayPrecede = (a: Place, b: Place): boolean => a.at < b.at || share(a, b);
  const isDone = (load: Access): boolean =>
    load.inst.kind === 'load' &&
    sharedStores.some((store) => store.region === load.region && store.at > load.at && store.inst.operands[1] === load.inst.results[0] && !barriers.some((b) => b.at > load.at && b.at < store.at));

  const found = new Set<Inst>();
  for (const barrier of barriers) {
    const meets = accesses.some(
      (before) =>
        mayPrecede(before, barrier) &&
        (before.writes || !isDone(before)) &&
        accesses.some((after) => after.buffer === before.buffer && mayPrecede(barrier, after) && (before.writes || after.writes)),
    );
    if (meets) found.add(barrier.inst);
  }
  return found;
}
