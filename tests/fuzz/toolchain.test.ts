/** The fuzzers' own machinery. */
import { expect, test } from 'vitest';
import { compile, execute } from './toolchain.js';

const module = (text: string): Uint8Array<ArrayBuffer> => compile(text, { optimize: 0 }).bytes!;

test('whoever runs a program gets its output, whatever others run meanwhile', async () => {
  const programs = ['first', 'second', 'third'].map((word) => module(`#include <cstdio>\nint main() { std::puts("${word}"); }`));
  const endless = module('int main() { for (volatile int i = 0;; i++) {} }');
  // One that nobody waits for, then one that must be stopped.
  void execute(programs[0]!);
  const stopped = execute(endless, 200);
  const outputs = await Promise.all(programs.map((bytes) => execute(bytes)));
  expect(await stopped).toBe('time limit');
  expect(outputs).toEqual(['first\nexit 0', 'second\nexit 0', 'third\nexit 0']);
});
