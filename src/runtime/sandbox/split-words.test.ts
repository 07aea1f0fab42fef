import { expect, test } from 'vitest';
import { splitWords } from './split-words.js';

test('words, quotes, backslashes', () => {
  expect(splitWords('')).toEqual([]);
  expect(splitWords('  a  bc ')).toEqual(['a', 'bc']);
  expect(splitWords(`-n "two words" 'a "b"' "" x\\ y "q\\"r" 'c\\d'`)).toEqual(['-n', 'two words', 'a "b"', '', 'x y', 'q"r', 'c\\d']);
  expect(splitWords('a"b c"d')).toEqual(['ab cd']);
});
