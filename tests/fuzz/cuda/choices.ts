/** Random choices that follow a list of numbers, so that a failing program shrinks with its list: fewer and smaller numbers give simpler programs. Behind the list's end everything is the first choice. */
import fc from 'fast-check';
import type { Random } from '../random.js';

/** Lists long enough for a whole program. */
export const choiceLists: fc.Arbitrary<number[]> = fc.array(fc.nat(0x7fffffff), { minLength: 0, maxLength: 2500, size: 'max' });

export function choicesFrom(numbers: readonly number[]): Random {
  let at = 0;
  const below = (n: number): number => (at < numbers.length ? numbers[at++]! % n : 0);
  return {
    below,
    between: (lo, hi) => lo + below(hi - lo + 1),
    // The first choice is the plain one.
    oneIn: (n) => below(n) === n - 1,
    pick: (list) => list[below(list.length)]!,
  };
}
