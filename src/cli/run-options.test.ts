import { expect, test } from 'vitest';
import { coresOf, hostOptions, parseRun, programName } from './run-options.js';

test('words become files and options', () => {
  expect(parseRun(['a.cu'])).toEqual({ files: ['a.cu'], options: { device: 'auto', timeLimit: '30', threads: '0', dir: [], cache: true } });
  expect(parseRun(['a.cu', '--device', 'cpu', '--time-limit=5', '--dir', 'x', 'b.o', '--dir=y', '--check', '--no-cache', '--verify-ir'])).toEqual({
    files: ['a.cu', 'b.o'], options: { device: 'cpu', timeLimit: '5', threads: '0', dir: ['x', 'y'], cache: false, check: true, verifyIr: true },
  });
});

test('everything else is left to the full command line', () => {
  for (const words of [[], ['--check'], ['a.cu', '--help'], ['a.cu', '-h'], ['a.cu', '--nothing'], ['a.cu', '--device'], ['a.cu', '--check=1'], ['-', 'a.cu']]) expect(parseRun(words), words.join(' ')).toBeUndefined();
});

test('programs are named after their first file, and see the folders that they are given', () => {
  const { files, options } = parseRun(['src/a.b.cu', '--dir', '/tmp/x'])!;
  expect(hostOptions(programName(files), ['1', '2'], options)).toEqual({ args: ['a.b', '1', '2'], dirs: { '/tmp/x': '/tmp/x' } });
});

test('a limited share of the cores limits the threads', () => {
  expect(coresOf(16, '')).toBe(16);
  expect(coresOf(16, 'max 100000\n')).toBe(16);
  expect(coresOf(16, '250000 100000\n')).toBe(3);
  expect(coresOf(2, '800000 100000\n')).toBe(2);
  expect(coresOf(16, '5000 100000\n')).toBe(1);
});
