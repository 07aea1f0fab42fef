import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PoolBlock, PoolOptions } from './pool.js';
import { createMemoryPool } from './pool.js';
import { bytesOf, classCount, classOf, leastBytes, mostBytes } from './size-classes.js';

/** A device with so many bytes: blocks are ranges of addresses, which must not overlap. */
function fakeDevice(capacity = Number.POSITIVE_INFINITY) {
  const live = new Map<number, number>();
  let next = 0;
  let held = 0;
  return {
    live,
    get held() {
      return held;
    },
    poisoned: [] as number[],
    create(bytes: number): number | undefined {
      if (held + bytes > capacity) return undefined;
      const block = next++;
      live.set(block, bytes);
      held += bytes;
      return block;
    },
    destroy(block: number): void {
      const bytes = live.get(block);
      if (bytes === undefined) throw new Error('destroyed twice');
      live.delete(block);
      held -= bytes;
    },
    poison(block: number): void {
      this.poisoned.push(block);
    },
  };
}

describe('size classes', () => {
  test('hold what they are for, and waste at most an eighth of it', () => {
    for (let c = 0; c < classCount; c++) {
      expect(classOf(bytesOf(c))).toBe(c);
      if (c > 0) {
        expect(bytesOf(c)).toBeGreaterThan(bytesOf(c - 1));
        expect(classOf(bytesOf(c - 1) + 1)).toBe(c);
        expect(bytesOf(c) % 64).toBe(0);
      }
    }
    expect(bytesOf(0)).toBe(leastBytes);
    expect(bytesOf(classCount - 1)).toBe(mostBytes);
    fc.assert(
      fc.property(fc.integer({ min: leastBytes, max: 2 ** 32 }), (bytes) => {
        const size = bytesOf(classOf(bytes));
        expect(size).toBeGreaterThanOrEqual(bytes);
        expect(size / bytes).toBeLessThanOrEqual(1.125);
      }),
    );
  });
});

describe('a pool', () => {
  test('gives blocks out again, the latest first', () => {
    const device = fakeDevice();
    const pool = createMemoryPool(device);
    const [a, b] = [pool.allocate(1000)!, pool.allocate(1000)!];
    const { block } = b;
    pool.free(a);
    pool.free(b);
    expect(pool.allocate(1010)!.block).toBe(block);
    expect(pool.statistics()).toMatchObject({ hits: 1, misses: 2, blocks: 1, usedBytes: 1024, requestedBytes: 1010, idleBytes: 1024, peakUsedBytes: 2048 });
    expect(() => pool.free(a)).toThrow('freed twice');
    expect(() => pool.allocate(mostBytes + 1)).toThrow(RangeError);
  });

  test('lets larger classes stand in, the next one always, up to twice the size where little is wasted in all', () => {
    const pool = createMemoryPool(fakeDevice());
    const waiting = (bytes: number): number => {
      const made = pool.allocate(bytes)!;
      pool.free(made);
      return made.block;
    };
    const block = waiting(1152);
    expect(pool.allocate(1000)!.block).toBe(block);
    const larger = waiting(2000);
    pool.allocate(4096);
    expect(pool.allocate(1024)!.block).not.toBe(larger);
    pool.allocate(16384);
    expect(pool.allocate(1024)!.block).toBe(larger);
    const tooLarge = waiting(4096);
    pool.allocate(2 ** 20);
    expect(pool.allocate(1024)!.block).not.toBe(tooLarge);
  });

  test('keeps no more than its limits, and the latest', () => {
    const device = fakeDevice();
    const pool = createMemoryPool(device, { limits: { idleBytes: 4096, idleFloor: 4096 } });
    const blocks = Array.from({ length: 8 }, () => pool.allocate(1024)!);
    const last = blocks.slice(4).map(({ block }) => block);
    for (const block of blocks) pool.free(block);
    expect([...device.live.keys()]).toEqual(last);
    expect(pool.statistics()).toMatchObject({ idleBytes: 4096, trimmed: 4 });
    expect(pool.trimTo(1024)).toBe(3072);
    expect(device.held).toBe(1024);
  });

  test('holds no more than a little over the most that was in use', () => {
    const device = fakeDevice();
    const pool = createMemoryPool(device, { limits: { idleFloor: 0, heldShare: 1.25 } });
    const blocks = [1, 2, 3, 4].map(() => pool.allocate(1024)!);
    for (const block of blocks) pool.free(block);
    expect(device.held).toBe(4096);
    pool.allocate(2048);
    expect(device.held).toBe(3072 + 2048);
    pool.allocate(4096);
    expect(device.held).toBe(1024 + 2048 + 4096);
  });

  test('gives back what has waited too long', () => {
    const device = fakeDevice();
    const pool = createMemoryPool(device, { limits: { timeToLive: 100 } });
    const [a, b] = [pool.allocate(1024)!, pool.allocate(2048)!];
    pool.free(a);
    pool.tidy(1000);
    pool.free(b);
    pool.tidy(1100);
    expect(device.held).toBe(3072);
    pool.tidy(1101);
    expect(device.held).toBe(2048);
    pool.tidy(1201);
    expect(device.held).toBe(0);
  });

  test('makes common sizes beforehand', () => {
    const pool = createMemoryPool(fakeDevice(), { common: [{ bytes: 1000, count: 2 }, { bytes: 4096, count: 1 }] });
    pool.prepare();
    pool.prepare();
    expect(pool.statistics().idleBytes).toBe(2 * 1024 + 4096);
    for (const bytes of [1000, 1024, 4000]) pool.allocate(bytes);
    expect(pool.statistics()).toMatchObject({ hits: 3, misses: 0, hitRatio: 1 });
  });

  test('gives back all that waits before it has no memory', async () => {
    const device = fakeDevice(8192);
    const pool = createMemoryPool(device);
    for (const block of [pool.allocate(2048)!, pool.allocate(4096)!]) pool.free(block);
    expect(pool.allocate(8192)).toBeDefined();
    expect(pool.allocate(1)).toBeUndefined();
    const source = fakeDevice(4096);
    const later = createMemoryPool(source);
    const create = (bytes: number) => Promise.resolve(source.create(bytes));
    later.free((await later.allocateChecked(2048, create))!);
    expect(await later.allocateChecked(8192, create)).toBeUndefined();
    expect(later.statistics()).toMatchObject({ trimmedForMemory: 1, idleBytes: 0, misses: 2 });
  });

  test('lets streams have what they freed at once, others when its work is done', () => {
    let done = 0;
    const pool = createMemoryPool(fakeDevice(), { streams: { position: () => 5, isDone: (_, position) => done >= position } });
    const first = pool.allocate(1024, 1)!;
    const { block } = first;
    pool.free(first, 1);
    const other = pool.allocate(1024, 2)!;
    expect(other.block).not.toBe(block);
    const again = pool.allocate(1024, 1)!;
    expect(again.block).toBe(block);
    pool.free(again, 1);
    done = 5;
    expect(pool.allocate(1024, 2)!.block).toBe(block);
  });

  test('poisons what comes back, if asked to', () => {
    const device = fakeDevice();
    const pool = createMemoryPool(device, { poison: true });
    const made = pool.allocate(10)!;
    pool.free(made);
    expect(device.poisoned).toEqual([made.block]);
  });
});

/** Random operations against a model: no block twice at once, none lost, all figures right. */
function randomOperations(seed: number, count: number, capacity: number, options: PoolOptions): void {
  const device = fakeDevice(capacity);
  const pool = createMemoryPool(device, options);
  let state = seed >>> 0;
  const random = (below: number): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  const used: { entry: PoolBlock<number>; block: number; requested: number }[] = [];
  const inUse = new Set<number>();
  let requested = 0;
  let bytes = 0;
  let clock = 0;
  const problem = (text: string): never => {
    throw new Error(`seed ${seed}: ${text}`);
  };
  for (let i = 0; i < count; i++) {
    const choice = random(100);
    if (choice < 50) {
      const size = random(2) === 0 ? random(4096) : Math.floor(2 ** (random(2400) / 100));
      const entry = pool.allocate(size, random(4));
      if (entry === undefined) {
        const { idleBytes } = pool.statistics();
        if (idleBytes !== 0 || device.held + bytesOf(classOf(size)) <= capacity) problem('memory was refused that was there');
        continue;
      }
      if (inUse.has(entry.block)) problem(`block ${entry.block} was given out twice`);
      if (device.live.get(entry.block) !== entry.bytes || entry.bytes < size) problem('a block has other bytes than it says');
      inUse.add(entry.block);
      used.push({ entry, block: entry.block, requested: size });
      requested += size;
      bytes += entry.bytes;
    } else if (choice < 97 && used.length > 0) {
      const at = random(used.length);
      const [gone] = used.splice(at, 1);
      if (gone!.entry.block !== gone!.block) problem('a block changed while it was in use');
      inUse.delete(gone!.block);
      requested -= gone!.requested;
      bytes -= gone!.entry.bytes;
      pool.free(gone!.entry, random(4));
    } else if (choice === 97) pool.tidy((clock += random(50)));
    else if (choice === 98) pool.trimTo(random(1 << 20));
    else if (choice === 99 && random(50) === 0) pool.prepare();
    if (i % 64 === 0) {
      const now = pool.statistics();
      if (now.usedBytes !== bytes || now.requestedBytes !== requested || now.blocks !== used.length) problem('the figures are wrong');
      if (now.usedBytes + now.idleBytes !== device.held) problem('bytes were lost');
    }
  }
  for (const { entry } of used) pool.free(entry);
  pool.trimTo(0);
  if (device.live.size !== 0) problem(`${device.live.size} blocks were lost`);
}

test('a million random operations lose nothing and give nothing out twice', { timeout: 60_000 }, () => {
  let done = 0;
  const common = [{ bytes: 4096, count: 3 }];
  const streams = { position: () => done++, isDone: (_: number, position: number) => position < done - 10 };
  const settings: [number, PoolOptions][] = [
    [Number.POSITIVE_INFINITY, {}],
    [64 * 2 ** 20, { common, limits: { idleBytes: 2 ** 22, idleFloor: 2 ** 20, heldShare: 1.1, timeToLive: 60 } }],
    [16 * 2 ** 20, { streams, poison: true }],
    [256 * 2 ** 20, { streams, common, limits: { timeToLive: 20 } }],
  ];
  settings.forEach(([capacity, options], i) => randomOperations(i + 1, 250_000, capacity, options));
});
