import { expect, test } from 'vitest';
import { waitingSince } from './launches.js';

test('the last of some dispatches at whose end a block waited', () => {
  const since = (words: readonly number[], mark: number, rounds: number): number => waitingSince(Uint32Array.from(words), mark, rounds);
  expect(since([0, 0], 8, 8)).toBe(0);
  expect(since([8, 8, 0], 8, 8)).toBe(8);
  expect(since([3, 2], 8, 8)).toBe(3);
  // Marks of an earlier launch.
  expect(since([5, 8], 10, 2)).toBe(0);
  expect(since([5, 9], 10, 2)).toBe(1);
});

test('marks start again', () => {
  expect(waitingSince(Uint32Array.from([0xffff_ffff]), 2, 4)).toBe(1);
  expect(waitingSince(Uint32Array.from([0xffff_fff0]), 2, 4)).toBe(0);
});
