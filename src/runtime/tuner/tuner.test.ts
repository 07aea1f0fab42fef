import { describe, expect, test } from 'vitest';
import { createTuner, sizeBucket } from './tuner.js';

/** Launches of one kind, each as long as its variant takes. */
function launch(tuner: ReturnType<typeof createTuner>, key: string, times: readonly number[], count: number): number[] {
  return Array.from({ length: count }, (_, i) => {
    const { variant, isTry } = tuner.choose(key, times.map((_, v) => v));
    // The first launch of each warms up.
    if (isTry) tuner.record(key, variant, times[variant]! * (i % 4 === 0 ? 100 : 1));
    return variant;
  });
}

describe('the tuner', () => {
  test('tries each variant for a few launches, then takes the fastest', () => {
    const tuner = createTuner();
    expect(launch(tuner, 'k', [100, 80, 90], 15)).toEqual([0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 1, 1, 1]);
    expect(tuner.decisions()).toEqual({ k: { variant: 1, times: { 0: 100, 1: 80, 2: 90 } } });
    expect(tuner.hasNews).toBe(true);
  });

  test('stays with the usual one unless another is clearly faster', () => {
    const tuner = createTuner();
    launch(tuner, 'k', [100, 98], 8);
    expect(tuner.choose('k', [0, 1])).toEqual({ variant: 0, isTry: false });
  });

  test('knows what earlier sessions found out, as far as it can still be had', () => {
    const tuner = createTuner({ k: 1 });
    expect(tuner.choose('k', [0, 1])).toEqual({ variant: 1, isTry: false });
    expect(tuner.choose('k', [0, 2])).toEqual({ variant: 0, isTry: false });
    expect(tuner.hasNews).toBe(false);
  });

  test('does not wait for times that do not come, and measures nothing where there is no choice', () => {
    const tuner = createTuner();
    const choices = Array.from({ length: 12 }, () => tuner.choose('k', [0, 1]));
    expect(choices.filter(({ isTry }) => isTry).length).toBe(8);
    expect(choices[11]).toEqual({ variant: 0, isTry: false });
    expect(tuner.choose('only', [3])).toEqual({ variant: 3, isTry: false });
    tuner.record('only', 3, 5);
    expect(tuner.decisions()).toEqual({});
  });

  test('is bounded in what it measures', () => {
    const tuner = createTuner();
    let measured = 0;
    for (let i = 0; i < 3000; i++) if (tuner.choose(`shape ${i}`, [0, 1]).isTry) measured++;
    expect(measured).toBe(1024);
  });
});

test('buckets of sizes are powers of two', () => {
  expect([1, 2, 3, 4, 1023, 1024].map(sizeBucket)).toEqual([0, 1, 1, 2, 9, 10]);
});
