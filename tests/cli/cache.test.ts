/** Compiled programs are kept: the second run of the same program starts without the compiler, and no run ever uses a program of other sources. */
import { spawnSync } from 'node:child_process';
import { cpSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { cli, createWorkplace } from './command.js';

const source = `#include <cstdio>
#include "value.h"
#if __has_include("extra.h")
#include "extra.h"
#endif
#ifndef EXTRA
#define EXTRA 0
#endif
__global__ void k(int *p) { *p = VALUE + EXTRA; }
int main(int argc, char **argv)
{
    int *p;
    cudaMallocManaged(&p, 4);
    k<<<1, 1>>>(p);
    cudaDeviceSynchronize();
    printf("%s %d %d\\n", argv[0], *p, argc);
    return argc;
}
`;

const { folder, write, run, start } = createWorkplace({ 'main.cu': source, 'value.h': '#define VALUE 1\n', 'late/value.h': '#define VALUE 9\n' }, { CUDA_WASM_CACHE_DIR: 'kept', XDG_CACHE_HOME: '/nowhere' });
const kept = join(folder, 'kept');
const names = (): string[] => readdirSync(kept).sort();

/** What the program prints, and whether the compiler was at work. */
function ran(words: string): { readonly out: string; readonly compiled: boolean } {
  const { stdout, stderr } = run(`run --device cpu --verbose ${words}`);
  expect(stderr).toMatch(/^device {7}CPU[^\n]*\nkernel .*k\(int \*\): /);
  expect(stderr).toMatch(/^cache .* ms$/m);
  return { out: stdout, compiled: /^parse /m.test(stderr) };
}

describe('a program that was compiled before', () => {
  test('is not compiled again, whatever its arguments', () => {
    expect(ran('main.cu')).toEqual({ out: 'main 1 1\n', compiled: true });
    expect(ran('main.cu')).toEqual({ out: 'main 1 1\n', compiled: false });
    expect(ran('main.cu -- a b')).toEqual({ out: 'main 1 3\n', compiled: false });
    expect(run('run --device cpu main.cu -- a')).toEqual({ stdout: 'main 1 2\n', stderr: '', code: 2 });
  });

  test('is compiled again when a header has changed, though its time and length have not; and is known again when it is as before', () => {
    const path = join(folder, 'value.h');
    const { atime, mtime } = statSync(path);
    writeFileSync(path, '#define VALUE 2\n');
    utimesSync(path, atime, mtime);
    expect(ran('main.cu')).toEqual({ out: 'main 2 1\n', compiled: true });
    writeFileSync(path, '#define VALUE 1\n');
    expect(ran('main.cu')).toEqual({ out: 'main 1 1\n', compiled: false });
  });

  test('is compiled again when a header appears that was not there', () => {
    write('extra.h', '#define EXTRA 100\n');
    expect(ran('main.cu')).toEqual({ out: 'main 101 1\n', compiled: true });
    expect(ran('main.cu')).toEqual({ out: 'main 101 1\n', compiled: false });
    rmSync(join(folder, 'extra.h'));
    expect(ran('main.cu')).toEqual({ out: 'main 1 1\n', compiled: false });
    // One that stands before another in the search path.
    write('angled.cu', source.replace('"value.h"', '<value.h>'));
    expect(ran('-I early -I late angled.cu').out).toBe('angled 9 1\n');
    write('early/value.h', '#define VALUE 5\n');
    expect(ran('-I early -I late angled.cu').out).toBe('angled 5 1\n');
  });

  test('is another one with other options or another source', () => {
    expect(ran('-DEXTRA=7 main.cu')).toEqual({ out: 'main 8 1\n', compiled: true });
    expect(ran('-O3 main.cu').compiled).toBe(true);
    expect(ran('--check main.cu').compiled).toBe(true);
    write('main.cu', source.replace('VALUE + EXTRA', 'VALUE - EXTRA - 1'));
    expect(ran('main.cu')).toEqual({ out: 'main 0 1\n', compiled: true });
    write('main.cu', source);
    expect(ran('main.cu').compiled).toBe(false);
  });

  test('starts where there is no compiler', () => {
    const copy = join(folder, 'installation');
    cpSync(dirname(cli), join(copy, 'cli'), { recursive: true });
    cpSync(join(dirname(cli), '../sysroot'), join(copy, 'sysroot'), { recursive: true });
    const again = () => spawnSync(process.execPath, [join(copy, 'cli/main.js'), 'run', '--device', 'cpu', 'main.cu'], { cwd: folder, encoding: 'utf8', env: { ...process.env, CUDA_WASM_CACHE_DIR: kept } });
    expect(again()).toMatchObject({ stdout: 'main 1 1\n', status: 1 });
    for (const name of ['cli/bundle.js', 'cli/run-webgpu.js', 'sysroot']) rmSync(join(copy, name), { recursive: true });
    expect(again()).toMatchObject({ stdout: 'main 1 1\n', stderr: '', status: 1 });
  });

  test('is told of with the warnings of its compilation, and with the lines of its faults', () => {
    write('warned.cu', '#warning "look here"\n#include <cstdio>\n__global__ void k(int *p) { *p = 1; }\nint main() {\n  k<<<1, 1>>>(nullptr);\n  cudaDeviceSynchronize();\n  volatile int zero = 0;\n  return 1 / zero;\n}\n');
    const first = run('run --device cpu warned.cu');
    expect(first.stderr).toMatch(/^warned\.cu:1:2: warning: .*look here/);
    expect(first.stderr).toMatch(/warned\.cu:8: /);
    expect(run('run --device cpu warned.cu')).toEqual(first);
    expect(run('run --device cpu -w warned.cu').stderr).not.toContain('warning');
  });

  test('is built from the cache as well, from objects too', () => {
    run('build main.cu -o first.wasm');
    run('build main.cu -o second.wasm');
    run('build --no-cache main.cu -o third.wasm');
    const [first, second, third] = ['first', 'second', 'third'].map((name) => readFileSync(join(folder, `${name}.wasm`)));
    expect(second!.equals(new Uint8Array(first!))).toBe(true);
    expect(third!.equals(new Uint8Array(first!))).toBe(true);
    run('build -c main.cu -o main.o');
    expect(ran('main.o')).toEqual({ out: 'main 1 1\n', compiled: false });
    run('build -c main.cu -DEXTRA=3 -o main.o');
    expect(ran('main.o').out).toBe('main 4 1\n');
  });
});

describe('the cache', () => {
  test('keeps nothing of programs that show the time of their compilation, nor of errors', () => {
    ran('main.cu');
    const before = names();
    write('timed.cu', '#include <cstdio>\nint main() { printf("%s\\n", __TIME__); }\n');
    expect(run('run --device cpu timed.cu').stdout).toMatch(/^\d\d:\d\d:\d\d\n$/);
    write('bad.cu', 'int main() { return x; }\n');
    expect(run('run --device cpu bad.cu').code).toBe(1);
    expect(run('run --device cpu bad.cu').stderr).toContain('CW4001');
    expect(names()).toEqual(before);
  });

  test('is left alone where it is not wanted', () => {
    const before = names();
    expect(run('run --device cpu --no-cache -DEXTRA=11 main.cu').stdout).toBe('main 12 1\n');
    expect(spawnSync(process.execPath, [cli, 'run', '--device', 'cpu', '-DEXTRA=12', 'main.cu'], { cwd: folder, encoding: 'utf8', env: { ...process.env, CUDA_WASM_CACHE_DIR: '' } }).stdout).toBe('main 13 1\n');
    expect(names()).toEqual(before);
  });

  test('does without entries that are damaged', () => {
    ran('main.cu');
    for (const damage of [(bytes: Buffer) => bytes.subarray(0, bytes.length >> 1), (bytes: Buffer) => bytes.fill(255, bytes.length - 9, bytes.length - 8)]) {
      for (const name of names()) writeFileSync(join(kept, name), new Uint8Array(damage(readFileSync(join(kept, name)))));
      expect(ran('main.cu')).toEqual({ out: 'main 1 1\n', compiled: true });
      expect(ran('main.cu')).toEqual({ out: 'main 1 1\n', compiled: false });
    }
  });

  test('may be used by several processes at once', async () => {
    rmSync(kept, { recursive: true });
    const outputs = await Promise.all(
      Array.from({ length: 6 }, (_, i) => {
        const child = start(`run --device cpu ${i % 2 === 0 ? '' : '-DEXTRA=1'} main.cu`);
        let text = '';
        child.stdout!.on('data', (part) => (text += String(part)));
        return new Promise<string>((resolve) => child.on('close', () => resolve(text)));
      }),
    );
    expect(outputs).toEqual(['main 1 1\n', 'main 2 1\n', 'main 1 1\n', 'main 2 1\n', 'main 1 1\n', 'main 2 1\n']);
    expect(names().length).toBe(4);
    expect(ran('main.cu').compiled).toBe(false);
    expect(ran('-DEXTRA=1 main.cu').compiled).toBe(false);
  });

  test('loses no more than what was being written when processes are killed', async () => {
    for (let delay = 60; delay <= 240; delay += 30) {
      const child = start(`run --device cpu -DEXTRA=${delay} main.cu`);
      const ended = new Promise((resolve) => child.on('exit', resolve));
      await new Promise((resolve) => setTimeout(resolve, delay));
      child.kill('SIGKILL');
      await ended;
    }
    expect(ran('main.cu')).toEqual({ out: 'main 1 1\n', compiled: false });
    expect(ran('-DEXTRA=120 main.cu').out).toBe('main 121 1\n');
  });
});
