/**
 * Events: the GPU's time when all work before them is done. A compute pass with nothing in it writes the time at its end; where the device has no timestamps, the clock is read when the queue has come
 * that far.
 */
import type { Recorder } from './recorder.js';
import { GPUUsage } from './recorder.js';
import type { Transfers } from './transfers.js';

export interface Events {
  record(event: number): void;
  /** Is all work before the event done? As far as is known now. */
  isDone(event: number): boolean;
  /** There are events whose times were not read yet. */
  readonly hasFresh: boolean;
  /** Waits for all work that was recorded, and reads their times. */
  collect(): Promise<void>;
  /** Milliseconds of the device's clock. */
  time(event: number): Promise<number>;
  reset(): void;
}

const setSize = 1024;

interface QuerySet {
  readonly queries: GPUQuerySet;
  readonly results: GPUBuffer;
  /** Slots written since they were last read. */
  readonly fresh: Set<number>;
}

export function createEvents(device: GPUDevice, recorder: Recorder, transfers: Transfers): Events {
  const hasTimestamps = device.features.has('timestamp-query');
  const sets: QuerySet[] = [];
  const times = new Map<number, number>();
  /** The batch that an event is in. */
  const batches = new Map<number, number>();
  const pending = new Map<number, Promise<void>>();

  function setOf(event: number): QuerySet {
    const i = Math.floor(event / setSize);
    sets[i] ??= {
      queries: device.createQuerySet({ type: 'timestamp', count: setSize }),
      results: device.createBuffer({ size: setSize * 8, usage: GPUUsage.queryResolve | GPUUsage.copySource }),
      fresh: new Set(),
    };
    return sets[i];
  }

  async function readFresh(set: QuerySet, index: number): Promise<void> {
    const slots = [...set.fresh].sort((a, b) => a - b);
    set.fresh.clear();
    const first = slots[0];
    const count = slots[slots.length - 1] - first + 1;
    recorder.encoder().resolveQuerySet(set.queries, first, count, set.results, 0);
    const data = await transfers.read(set.results, 0, count * 8);
    const values = new BigUint64Array(data.buffer, 0, count);
    for (const slot of slots) times.set(index * setSize + slot, Number(values[slot - first]) * 1e-6);
  }

  async function collect(): Promise<void> {
    await Promise.all(sets.map((set, i) => (set.fresh.size > 0 ? readFresh(set, i) : undefined)));
  }

  return {
    get hasFresh() {
      return sets.some(({ fresh }) => fresh.size > 0);
    },
    collect,
    record(event) {
      batches.set(event, recorder.submitted + 1);
      if (!hasTimestamps) {
        recorder.encoder();
        recorder.submit();
        pending.set(event, recorder.finished().then(() => void times.set(event, performance.now())));
        return;
      }
      const set = setOf(event);
      const slot = event % setSize;
      recorder.encoder().beginComputePass({ timestampWrites: { querySet: set.queries, endOfPassWriteIndex: slot } }).end();
      set.fresh.add(slot);
    },
    isDone: (event) => (batches.get(event) ?? 0) <= recorder.completed,
    async time(event) {
      const set = sets[Math.floor(event / setSize)];
      if (set?.fresh.has(event % setSize)) await readFresh(set, Math.floor(event / setSize));
      await pending.get(event);
      return times.get(event) ?? 0;
    },
    reset() {
      times.clear();
      batches.clear();
      pending.clear();
      for (const set of sets) set?.fresh.clear();
    },
  };
}
