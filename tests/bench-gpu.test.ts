/** The GPU benchmark's programs compile and verify their results on the CPU device, at their small sizes; each folder in one process that prints a line a program. */
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

function check(...args: string[]): { status: number | null; lines: string[] } {
  const run = spawnSync(process.execPath, [join(root, 'bench/gpu/run.mjs'), '--check', '--device', 'cpu', ...args], { encoding: 'utf8' });
  return { status: run.status, lines: `${run.stdout}${run.stderr}`.trim().split('\n') };
}

test('all programs verify', { timeout: 300_000 }, () => {
  const { status, lines } = check();
  expect(lines.filter((line) => !/ ok {2,}[\d.]+ ms$/.test(line))).toEqual([`${lines.length - 1} programs, ${lines.length - 1} verified, 0 not`]);
  expect(status).toBe(0);
});

test('a program that fails is listed and counted', () => {
  expect(check('--only', 'copy', '--size', '0')).toEqual({ status: 1, lines: ['copy               failed   copy: the size must be a positive number (exit code 2)', '1 programs, 0 verified, 1 not'] });
});
