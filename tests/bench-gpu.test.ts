/** The GPU benchmark's programs compile and verify their results on the CPU device, at their small sizes; each folder in one process that prints a line a program. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

function check(...args: string[]): { status: number | null; lines: string[] } {
  const run = spawnSync(process.execPath, [join(root, 'bench/gpu/run.mjs'), '--check', '--device', 'cpu', ...args], { encoding: 'utf8' });
  return { status: run.status, lines: `${run.stdout}${run.stderr}`.trim().split('\n') };
}

test.each(['.', 'wide', 'arena'])('all programs in %s verify', { timeout: 300_000 }, (folder) => {
  const { status, lines } = check(join(root, 'bench/gpu', folder));
  expect(lines.filter((line) => !/ ok {2,}[\d.]+ ms$/.test(line))).toEqual([`${lines.length - 1} programs, ${lines.length - 1} verified, 0 not`]);
  expect(status).toBe(0);
});

test('a program that fails is listed and counted', () => {
  expect(check('--only', 'copy', '--size', '0')).toEqual({ status: 1, lines: ['copy               failed   copy: the size must be a positive number (exit code 2)', '1 programs, 0 verified, 1 not'] });
});

test('a wrong result, a refused program and a missing result line are told apart', () => {
  const folder = mkdtempSync(join(tmpdir(), 'bench-gpu-test-'));
  try {
    writeFileSync(join(folder, 'a.cu'), '#include <cstdio>\nint main() { fprintf(stderr, "element 3: got 1, expected 2\\n"); printf("a\\nresult: wrong  ms: 1.0  work: 1 GB/s\\nwall: 1.0 ms\\n"); return 1; }\n');
    writeFileSync(join(folder, 'b.cu'), 'int main() { return missing; }\n');
    writeFileSync(join(folder, 'c.cu'), '#include <cstdio>\nint main() { printf("nothing\\n"); }\n');
    const { status, lines } = check(folder);
    expect(lines[0]).toBe('a                  wrong    wrong result: element 3: got 1, expected 2 (exit code 1)');
    expect(lines[1]).toMatch(/^b {18}refused {2}.*error: .*\[CW\d+\] \(exit code 1\)$/);
    expect(lines[2]).toBe('c                  failed   no result line: nothing');
    expect(lines[3]).toBe('3 programs, 0 verified, 3 not');
    expect(status).toBe(1);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
