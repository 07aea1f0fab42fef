import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findBottleneck } from './bottleneck.js';
import { bucketCount, bucketOf, quantile, startOf } from './histogram.js';
import { createMonitor } from './monitor.js';

describe('histograms', () => {
  test('have buckets that follow each other, each an eighth of its power of two', () => {
    for (let i = 0; i < bucketCount; i++) {
      expect(bucketOf(startOf(i))).toBe(i);
      expect(bucketOf(startOf(i + 1) * (1 - 1e-12))).toBe(i);
      expect(startOf(i + 1) / startOf(i)).toBeLessThanOrEqual(1.125);
    }
    expect([0, -1, Number.NaN, 0.5, 1e300].map(bucketOf)).toEqual([0, 0, 0, 0, bucketCount - 1]);
  });

  test('give quantiles to an eighth', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 1, max: 1e12, noNaN: true }), { minLength: 1, maxLength: 300 }), fc.double({ min: 0.01, max: 1, noNaN: true }), (values, share) => {
        const buckets = new Uint32Array(bucketCount);
        for (const value of values) buckets[bucketOf(value)]!++;
        const exact = [...values].sort((a, b) => a - b)[Math.max(0, Math.ceil(share * values.length) - 1)]!;
        const found = quantile(buckets, values.length, share);
        expect(found).toBeGreaterThanOrEqual(exact / 1.126);
        expect(found).toBeLessThanOrEqual(exact * 1.126);
      }),
    );
  });
});

describe('the monitor', () => {
  test('times what is between a timer and its end', () => {
    let clock = 0;
    const monitor = createMonitor({ now: () => clock });
    for (let i = 1; i <= 100; i++) {
      using timer = monitor.time('copy');
      timer.bytes = 1e6;
      clock += i / 1000;
    }
    const [copy] = monitor.summaries();
    expect(copy).toMatchObject({ name: 'copy', count: 100, timed: 100, bytes: 1e8 });
    expect(copy!.total).toBeCloseTo(5050e3, 3);
    expect([copy!.min, copy!.mean, copy!.max].map(Math.round)).toEqual([1000, 50500, 100000]);
    expect(copy!.p50! / 50e3).toBeCloseTo(1, 1);
    expect(copy!.p95! / 95e3).toBeCloseTo(1, 1);
    expect(copy!.p99! / 99e3).toBeCloseTo(1, 1);
    expect(copy!.gigabytesPerSecond).toBeCloseTo(1e8 / 5050e3, 6);
  });

  test('lets timers stand in each other, and ends each once', () => {
    let clock = 0;
    const monitor = createMonitor({ now: () => clock });
    {
      using outer = monitor.time('outer');
      clock += 1;
      {
        using inner = monitor.time('inner');
        inner.operations = 3e6;
        clock += 2;
      }
      outer[Symbol.dispose]();
      clock += 5;
    }
    expect(monitor.summaries().map(({ name, total, count }) => [name, total, count])).toEqual([['outer', 3e6, 1], ['inner', 2e6, 1]]);
    expect(monitor.series('inner').summary().gigaflops).toBe(1.5);
  });

  test('times a part of the calls, and counts all', () => {
    let clock = 0;
    let asked = 0;
    const monitor = createMonitor({ now: () => clock + 0 * asked++, sampleEvery: 10 });
    for (let i = 0; i < 100; i++) {
      using _ = monitor.time('call');
      clock += 1;
    }
    expect(monitor.series('call').summary()).toMatchObject({ count: 100, timed: 10, total: 100e6 });
    expect(asked).toBe(20);
  });

  test('has counters, forgets when told, and keeps no buckets for more series than it may', () => {
    const monitor = createMonitor({ seriesLimit: 1 });
    monitor.count('launches');
    monitor.count('launches', 4);
    expect(monitor.counters.get('launches')).toBe(5);
    monitor.series('a').record(100);
    monitor.series('b').record(200);
    expect(monitor.series('a').summary().p50).toBe(100);
    expect(monitor.series('b').summary()).toMatchObject({ mean: 200, p50: undefined });
    monitor.reset();
    expect(monitor.summaries()).toEqual([]);
    expect(monitor.counters.size).toBe(0);
  });

  test('allocates nothing per sample, and stays under 256 KB', () => {
    // A clock of whole milliseconds: a fraction that the engine's own clock returns is an object of the engine's.
    let ticks = 0;
    const monitor = createMonitor({ now: () => ++ticks });
    const before = process.memoryUsage().arrayBuffers;
    for (let i = 0; i < 400; i++) monitor.series(`series ${i}`).record(1);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(230 * 1024);
    const series = monitor.series('series 1');
    for (let i = 0; i < 200_000; i++) series.time()[Symbol.dispose]();
    // The usual growth of many short rounds: the process itself (its compiler, a collection) may add to a few of them.
    const growth = Array.from({ length: 21 }, () => {
      const heap = process.memoryUsage().heapUsed;
      for (let i = 0; i < 100_000; i++) series.time()[Symbol.dispose]();
      return process.memoryUsage().heapUsed - heap;
    }).sort((a, b) => a - b);
    // Less than a byte a sample.
    expect(growth[10]).toBeLessThan(100_000);
  });
});

describe('the bottleneck', () => {
  const ms = 1e6;
  const load = { wall: 100 * ms, kernels: 80 * ms, copies: 5 * ms, launching: 2 * ms, launches: 100, copiedBytes: 5e7 };
  test('is what most of the time goes to', () => {
    expect(findBottleneck(load).bound).toBe('kernels');
    expect(findBottleneck({ ...load, kernels: 20 * ms, copies: 60 * ms }).bound).toBe('transfer');
    expect(findBottleneck({ ...load, kernels: 10 * ms }).bound).toBe('host');
    expect(findBottleneck({ ...load, kernels: 30 * ms, launching: 40 * ms, launches: 50_000 }).bound).toBe('launch');
    expect(findBottleneck({ ...load, launches: 0, kernels: 0 }).bound).toBe('host');
  });
  test('of kernels is what comes nearer to its peak', () => {
    const peaks = { gigabytesPerSecond: 100, gigaflops: 1000 };
    expect(findBottleneck({ ...load, kernelBytes: 4e9, kernelOperations: 8e9 }, peaks)).toMatchObject({ bound: 'memory', gigabytesPerSecond: 50, gigaflops: 100 });
    expect(findBottleneck({ ...load, kernelBytes: 4e8, kernelOperations: 4e10 }, peaks).bound).toBe('compute');
  });
  test('says its numbers', () => {
    expect(findBottleneck({ ...load, kernelBytes: 4e9 }, { gigabytesPerSecond: 100 }).reasons).toEqual([
      'kernels 80.0%, copies 5.0%, launching 2.0%, host 13.0% of 100.00 ms', '100 launches of 800.00 µs on average', 'copies at 10.00 GB/s', 'kernels move 50.00 GB/s, 50.0% of the peak',
    ]);
  });
});
