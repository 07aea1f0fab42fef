/** The GPU benchmark's programs compile and verify their results on the CPU device, at their small sizes, and what the benchmark says of programs that do not. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { runWarm } from './warm/command-line.js';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

function check(...args: string[]): { status: number | null; lines: string[] } {
  const run = spawnSync(process.execPath, [join(root, 'bench/gpu/run.mjs'), '--check', '--device', 'cpu', ...args], { encoding: 'utf8' });
  return { status: run.status, lines: `${run.stdout}${run.stderr}`.trim().split('\n') };
}

describe.each(['.', 'wide', 'arena', 'codes'])('programs in %s', (part) => {
  const folder = join(root, 'bench/gpu', part);
  test.each(readdirSync(folder).filter((name) => name.endsWith('.cu')))('%s verifies', (name) => {
    const size = /Small size: (\d+)/.exec(readFileSync(join(folder, name), 'utf8'))?.[1];
    const { code, stdout, stderr } = runWarm(['run', '--device', 'cpu', join(folder, name), ...(size === undefined ? [] : ['--', size])], { cwd: root });
    expect(stdout, stderr).toMatch(/^result: ok {2}ms: [\d.]+ {2}work: .+$/m);
    expect(stdout).toMatch(/^wall: [\d.]+ ms$/m);
    expect(code).toBe(0);
  });
});

test('a program that verifies is listed and counted', () => {
  const { status, lines } = check('--only', 'copy');
  expect(lines[0]).toMatch(/^copy {15}ok {7}[\d.]+ ms$/);
  expect(lines[1]).toBe('1 programs, 1 verified, 0 not');
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
