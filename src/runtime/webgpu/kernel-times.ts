/**
 * How long kernels take on the device, for profiles: each dispatch is a pass of its own with timestamps at its begin and end. Where the device has none, the queue is waited for. In: dispatches. Out: calls of the profiler.
 */
import type { Profiler } from '../profile/profiler.js';
import type { Recorder } from './recorder.js';
import { GPUUsage } from './recorder.js';
import type { Transfers } from './transfers.js';

export interface KernelTimes {
  /** For the next dispatch, of this kernel. */
  next(name: string): GPUComputePassTimestampWrites | undefined;
  /** There is no room for more, or there are no timestamps: `collect` must come first. */
  readonly mustCollect: boolean;
  /** Waits for all dispatches and tells of them. */
  collect(): Promise<void>;
  /** Does something on the device, and tells the profiler how long that took. */
  memory(name: string, bytes: number, action: () => void): Promise<void>;
}

const pairs = 1024;

/** A clock that is the same on all threads. */
const clock = (): number => performance.timeOrigin + performance.now();

export function createKernelTimes(device: GPUDevice, recorder: Recorder, transfers: Transfers, profiler: Pick<Profiler, 'kernel' | 'memory'>): KernelTimes {
  const hasTimestamps = device.features.has('timestamp-query');
  const queries = hasTimestamps ? device.createQuerySet({ type: 'timestamp', count: 2 * pairs }) : undefined;
  const results = hasTimestamps ? device.createBuffer({ size: 16 * pairs, usage: GPUUsage.queryResolve | GPUUsage.copySource }) : undefined;
  let names: string[] = [];
  let startedAt = 0;
  /** What the device's clock, in milliseconds, lacks to ours: the least that was ever seen, since reading takes time. */
  let offset = Number.POSITIVE_INFINITY;

  async function finished(): Promise<void> {
    recorder.submit();
    await recorder.finished();
  }

  async function collect(): Promise<void> {
    const told = names;
    names = [];
    if (told.length === 0) return;
    if (queries === undefined || results === undefined) {
      await finished();
      for (const name of told) profiler.kernel(name, startedAt, (clock() - startedAt) / told.length);
      return;
    }
    recorder.encoder().resolveQuerySet(queries, 0, 2 * told.length, results, 0);
    const data = await transfers.read(results, 0, 16 * told.length);
    const now = clock();
    const values = new BigUint64Array(data.buffer, data.byteOffset, 2 * told.length);
    const at = (i: number): number => Number(values[i]) * 1e-6;
    offset = Math.min(offset, now - at(2 * told.length - 1));
    told.forEach((name, i) => profiler.kernel(name, at(2 * i) + offset, Math.max(0, at(2 * i + 1) - at(2 * i))));
  }

  return {
    get mustCollect() {
      return names.length >= (hasTimestamps ? pairs : 1);
    },
    next(name) {
      const i = names.push(name) - 1;
      startedAt = clock();
      return queries && { querySet: queries, beginningOfPassWriteIndex: 2 * i, endOfPassWriteIndex: 2 * i + 1 };
    },
    collect,
    async memory(name, bytes, action) {
      await collect();
      await finished();
      const start = clock();
      action();
      await finished();
      profiler.memory(name, start, clock() - start, bytes);
    },
  };
}
