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
  /** Dispatches are parts of one launch, which is told of when this has become false again. */
  together: boolean;
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
  interface Dispatch {
    readonly name: string;
    /** It goes on with the launch of the one before. */
    readonly goesOn: boolean;
  }
  let dispatches: Dispatch[] = [];
  let together = false;
  let isFirst = true;
  /** A launch of which more may come. */
  let open: { readonly name: string; readonly start: number; duration: number } | undefined;
  let startedAt = 0;
  /** What the device's clock, in milliseconds, lacks to ours: the least that was ever seen, since reading takes time. */
  let offset = Number.POSITIVE_INFINITY;

  async function finished(): Promise<void> {
    recorder.submit();
    await recorder.finished();
  }

  async function collect(): Promise<void> {
    const told = dispatches;
    dispatches = [];
    if (told.length === 0) return;
    if (queries === undefined || results === undefined) {
      await finished();
      for (const one of told) tell(one, startedAt, (clock() - startedAt) / told.length);
      close();
      return;
    }
    recorder.encoder().resolveQuerySet(queries, 0, 2 * told.length, results, 0);
    const data = await transfers.read(results, 0, 16 * told.length);
    const now = clock();
    const values = new BigUint64Array(data.buffer, data.byteOffset, 2 * told.length);
    const at = (i: number): number => Number(values[i]) * 1e-6;
    offset = Math.min(offset, now - at(2 * told.length - 1));
    told.forEach((one, i) => tell(one, at(2 * i) + offset, Math.max(0, at(2 * i + 1) - at(2 * i))));
    close();
  }

  function tell({ name, goesOn }: Dispatch, start: number, duration: number): void {
    if (goesOn && open !== undefined) {
      open.duration += duration;
      return;
    }
    if (open !== undefined) profiler.kernel(open.name, open.start, open.duration);
    open = { name, start, duration };
  }

  function close(): void {
    if (together || open === undefined) return;
    profiler.kernel(open.name, open.start, open.duration);
    open = undefined;
  }

  return {
    get mustCollect() {
      return dispatches.length >= (hasTimestamps ? pairs : 1);
    },
    get together() {
      return together;
    },
    set together(value) {
      together = value;
      isFirst = true;
      if (dispatches.length === 0) close();
    },
    next(name) {
      const i = dispatches.push({ name, goesOn: together && !isFirst }) - 1;
      isFirst = false;
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
