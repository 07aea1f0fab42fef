/**
 * A pool of memory blocks in size classes. In: requests for bytes, and blocks that come back. Out: blocks, used again where one is at hand; others come from the backend (buffers of a device, addresses). What the pool keeps is bounded: by bytes,
 * by what was in use at once, and in time. Blocks that wait are in the stack of their class; the oldest of a class is at the bottom.
 *
 * Work on a block may still be running when it comes back. Its stream may have it again at once, others when the work has come so far (`StreamOrder`).
 */
import { bytesOf, classCount, classOf, mostBytes } from './size-classes.js';

/** What makes blocks. */
export interface PoolBackend<B> {
  /** A block of so many bytes; undefined: there is no memory for it. */
  create(bytes: number): B | undefined;
  destroy(block: B): void;
  /** Fills a block that came back, in pools that poison: whoever still reads it shall see that. */
  poison?(block: B, bytes: number): void;
}

/** How far the work of streams has come. Positions of a stream only grow. */
export interface StreamOrder {
  /** What must be done before others may have a block that this stream gives back now. */
  position(stream: number): number;
  isDone(stream: number, position: number): boolean;
}

export interface PoolLimits {
  /** Bytes that may wait. */
  readonly idleBytes: number;
  /** Bytes in use and waiting together may be so many times the most that was in use at once; `idleFloor` bytes may wait in any case. */
  readonly heldShare: number;
  readonly idleFloor: number;
  /** Milliseconds that a block may wait. */
  readonly timeToLive: number;
}

export const defaultLimits: PoolLimits = { idleBytes: 512 * 2 ** 20, heldShare: 1.17, idleFloor: 8 * 2 ** 20, timeToLive: 30_000 };

export interface PoolOptions {
  readonly limits?: Partial<PoolLimits>;
  /** Sizes that programs ask for again and again: `prepare` makes so many blocks of each. */
  readonly common?: readonly { readonly bytes: number; readonly count: number }[];
  readonly streams?: StreamOrder;
  readonly poison?: boolean;
}

/** A block that was given out. Its owner may read it until he frees it. */
export interface PoolBlock<B> {
  readonly block: B;
  /** Bytes that it has. */
  readonly bytes: number;
  /** Bytes that were asked for. */
  readonly requested: number;
}

export interface PoolStatistics {
  /** Requests that a waiting block answered, and all others. */
  readonly hits: number;
  readonly misses: number;
  readonly hitRatio: number;
  /** Blocks given out: how many, their bytes, and as much of these as was asked for. */
  readonly blocks: number;
  readonly usedBytes: number;
  readonly requestedBytes: number;
  /** Bytes of blocks that wait. */
  readonly idleBytes: number;
  readonly peakUsedBytes: number;
  readonly peakRequestedBytes: number;
  /** The most that used and waiting blocks had together. */
  readonly peakHeldBytes: number;
  /** Blocks given back to the backend: over the limits or too old, and because memory had run out. */
  readonly trimmed: number;
  readonly trimmedForMemory: number;
}

export interface MemoryPool<B> {
  /** A block of at least so many bytes, for work of this stream; undefined: there is no memory, not even without what waited. Throws RangeError beyond 4 GiB. */
  allocate(bytes: number, stream?: number): PoolBlock<B> | undefined;
  /** As `allocate`, where the backend tells later whether there was memory: `checked` makes a block and says so. */
  allocateChecked(bytes: number, checked: (bytes: number) => Promise<B | undefined>, stream?: number): Promise<PoolBlock<B> | undefined>;
  /** Takes a block back, after the work that this stream has so far. Throws where it was taken back before. */
  free(block: PoolBlock<B>, stream?: number): void;
  /** Makes the blocks of common sizes that are not there yet. */
  prepare(): void;
  /** Gives back what has waited too long. To be called now and then with a clock in milliseconds; a block's time begins at the first call after it came. */
  tidy(now: number): void;
  /** Gives back the oldest blocks until at most so many bytes wait. Returns how many bytes went. */
  trimTo(bytes: number): number;
  statistics(): PoolStatistics;
}

/** Poisoned memory holds this byte: as floats large negative numbers, as addresses none that is mapped. */
export const poisonByte = 0xdb;

interface Entry<B> {
  block: B;
  bytes: number;
  requested: number;
  sizeClass: number;
  idle: boolean;
  stream: number;
  position: number;
  /** When it was freed: how many were before. */
  age: number;
  /** The same on the clock of `tidy`; negative: not since its last call. */
  since: number;
}

/**
 * Larger classes that may stand in where a class has nothing, up to twice the size; beyond the first, as long as blocks in use have in all not more than an eighth above what was asked for now, or at the most. What waits is held anyway: to
 * use it costs no memory, to make another block does.
 */
const standIns = 8;
const spareShare = 1 / 8;
/** Blocks of a class that are looked at for one whose work is done. */
const looks = 8;

/** Places of figures. */
const usedAt = 0;
const requestedAt = 1;
const idleAt = 2;
const peakUsedAt = 3;
const peakRequestedAt = 4;
const peakHeldAt = 5;

export function createMemoryPool<B>(backend: PoolBackend<B>, options: PoolOptions = {}): MemoryPool<B> {
  const limits: PoolLimits = { ...defaultLimits, ...options.limits };
  const { streams, common = [] } = options;
  const poisons = options.poison === true && backend.poison !== undefined;
  const stacks: Entry<B>[][] = Array.from({ length: classCount }, () => []);
  let hits = 0, misses = 0, blocks = 0, freed = 0, trimmed = 0, trimmedForMemory = 0;
  /** Bytes. (As variables they would be allocated anew at each change, where they exceed 31 bits.) */
  const figures = new Float64Array(6);

  /** Blocks that nobody has had yet count as the oldest. */
  function keep(entry: Entry<B>, isUsed: boolean): void {
    entry.idle = true;
    entry.age = isUsed ? freed++ : 0;
    entry.since = -1;
    stacks[entry.sizeClass]!.push(entry);
    figures[idleAt]! += entry.bytes;
  }

  function drop(stack: Entry<B>[]): void {
    const entry = stack.shift()!;
    figures[idleAt]! -= entry.bytes;
    backend.destroy(entry.block);
  }

  /** The stack whose oldest block is worth least: it has waited longest, for its size. (Programs whose sizes change come back to old ones; large blocks that wait keep many others from waiting.) */
  function leastUseful(latest?: Entry<B>): Entry<B>[] | undefined {
    let found: Entry<B>[] | undefined;
    let most = -1;
    for (const stack of stacks) {
      const first = stack[0];
      if (first === undefined || first === latest || (freed - first.age) * first.bytes <= most) continue;
      found = stack;
      most = (freed - first.age) * first.bytes;
    }
    return found;
  }

  /** Blocks that other streams' work may still use are as good as none. */
  function isReady(entry: Entry<B>, stream: number): boolean {
    return streams === undefined || entry.stream === stream || streams.isDone(entry.stream, entry.position);
  }

  /** Takes the latest block of a class that is ready. */
  function takeFrom(sizeClass: number, stream: number): Entry<B> | undefined {
    const stack = stacks[sizeClass]!;
    const last = stack.length - 1;
    for (let i = last; i >= 0 && i > last - looks; i--) {
      const entry = stack[i]!;
      if (!isReady(entry, stream)) continue;
      if (i === last) stack.pop();
      else stack.splice(i, 1);
      figures[idleAt]! -= entry.bytes;
      return entry;
    }
    return undefined;
  }

  function takeStandIn(bytes: number, sizeClass: number, stream: number): Entry<B> | undefined {
    const last = Math.min(sizeClass + standIns, classCount - 1);
    for (let c = sizeClass + 1; c <= last; c++) {
      if (c > sizeClass + 1 && figures[usedAt]! + bytesOf(c) > (1 + spareShare) * Math.max(figures[requestedAt]! + bytes, figures[peakRequestedAt]!)) return undefined;
      const entry = takeFrom(c, stream);
      if (entry !== undefined) return entry;
    }
    return undefined;
  }

  function giveOut(entry: Entry<B>, bytes: number): PoolBlock<B> {
    entry.idle = false;
    entry.requested = bytes;
    blocks++;
    const used = figures[usedAt]! + entry.bytes;
    const requested = figures[requestedAt]! + bytes;
    figures[usedAt] = used;
    figures[requestedAt] = requested;
    if (used > figures[peakUsedAt]!) figures[peakUsedAt] = used;
    if (requested > figures[peakRequestedAt]!) figures[peakRequestedAt] = requested;
    if (used + figures[idleAt]! > figures[peakHeldAt]!) figures[peakHeldAt] = used + figures[idleAt]!;
    return entry;
  }

  const newEntry = (block: B, sizeClass: number): Entry<B> => ({
    block, bytes: bytesOf(sizeClass), requested: 0, sizeClass, idle: false, stream: 0, position: 0, age: 0, since: -1,
  });

  function takeIdle(bytes: number, sizeClass: number, stream: number): PoolBlock<B> | undefined {
    const entry = takeFrom(sizeClass, stream) ?? takeStandIn(bytes, sizeClass, stream);
    if (entry === undefined) return undefined;
    hits++;
    return giveOut(entry, bytes);
  }

  /** What may wait while so many bytes are in use. */
  const idleLimit = (used: number): number => Math.min(limits.idleBytes, Math.max(limits.idleFloor, limits.heldShare * Math.max(figures[peakUsedAt]!, used) - used));

  /** `latest`, freed just now, is what a loop will ask for next: it goes last. */
  function trimTo(most: number, latest?: Entry<B>): number {
    const before = figures[idleAt]!;
    const next = (): Entry<B>[] | undefined => leastUseful(latest) ?? (latest === undefined ? undefined : stacks[latest.sizeClass]);
    for (let stack = next(); stack !== undefined && stack.length > 0 && figures[idleAt]! > most; stack = next()) {
      drop(stack);
      trimmed++;
    }
    return before - figures[idleAt]!;
  }

  /** Memory has run out: all that waits goes. False: there was nothing. */
  function trimForMemory(): boolean {
    const before = trimmedForMemory;
    for (const stack of stacks) for (; stack.length > 0; trimmedForMemory++) drop(stack);
    return trimmedForMemory > before;
  }

  /** Nothing that waits will do: before another block is made, older ones make room for it. */
  function missed(sizeClass: number): void {
    misses++;
    if (figures[idleAt]! > limits.idleFloor) trimTo(idleLimit(figures[usedAt]! + bytesOf(sizeClass)));
  }

  function checkedClass(bytes: number): number {
    if (!(bytes >= 0 && bytes <= mostBytes)) throw new RangeError(`a pool's blocks have at most 4 GiB: ${bytes} bytes were asked for`);
    return classOf(bytes);
  }

  return {
    allocate(bytes, stream = 0) {
      const sizeClass = checkedClass(bytes);
      const known = takeIdle(bytes, sizeClass, stream);
      if (known !== undefined) return known;
      missed(sizeClass);
      let made = backend.create(bytesOf(sizeClass));
      if (made === undefined && trimForMemory()) made = backend.create(bytesOf(sizeClass));
      return made === undefined ? undefined : giveOut(newEntry(made, sizeClass), bytes);
    },
    async allocateChecked(bytes, checked, stream = 0) {
      const sizeClass = checkedClass(bytes);
      const known = takeIdle(bytes, sizeClass, stream);
      if (known !== undefined) return known;
      missed(sizeClass);
      let made = await checked(bytesOf(sizeClass));
      if (made === undefined && trimForMemory()) made = await checked(bytesOf(sizeClass));
      return made === undefined ? undefined : giveOut(newEntry(made, sizeClass), bytes);
    },
    free(block, stream = 0) {
      const entry = block as Entry<B>;
      if (entry.idle) throw new Error('a block was freed twice');
      blocks--;
      figures[usedAt]! -= entry.bytes;
      figures[requestedAt]! -= entry.requested;
      entry.stream = stream;
      if (streams !== undefined) entry.position = streams.position(stream);
      if (poisons) backend.poison!(entry.block, entry.bytes);
      keep(entry, true);
      if (figures[idleAt]! > limits.idleFloor) trimTo(idleLimit(figures[usedAt]!), entry);
    },
    prepare() {
      for (const { bytes, count } of common) {
        const sizeClass = checkedClass(bytes);
        while (stacks[sizeClass]!.length < count && figures[idleAt]! + bytesOf(sizeClass) <= limits.idleBytes) {
          const made = backend.create(bytesOf(sizeClass));
          if (made === undefined) return;
          keep(newEntry(made, sizeClass), false);
        }
      }
    },
    tidy(now) {
      for (const stack of stacks) {
        for (let i = stack.length - 1; i >= 0 && stack[i]!.since < 0; i--) stack[i]!.since = now;
        for (; stack.length > 0 && now - stack[0]!.since > limits.timeToLive; trimmed++) drop(stack);
      }
    },
    trimTo,
    statistics() {
      const [usedBytes, requestedBytes, idleBytes, peakUsedBytes, peakRequestedBytes, peakHeldBytes] = figures as unknown as [number, number, number, number, number, number];
      const hitRatio = hits + misses === 0 ? 1 : hits / (hits + misses);
      return { hits, misses, hitRatio, blocks, usedBytes, requestedBytes, idleBytes, peakUsedBytes, peakRequestedBytes, peakHeldBytes: Math.max(peakHeldBytes, usedBytes + idleBytes), trimmed, trimmedForMemory };
    },
  };
}
