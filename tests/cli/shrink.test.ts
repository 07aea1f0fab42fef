/** `build -Os`, `-Oz` and `--compress`; and that builds give the same bytes again. */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { brotliDecompressSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { cli, createWorkplace, isFromSource } from './command.js';

const { folder, run: runAlone, runWarm: run, write } = createWorkplace({
  'app.cu': `#include <cstdio>
#include <stdexcept>
#include <string>
__global__ void scan(int* x) {
  __shared__ int part[64];
  int i = threadIdx.x;
  part[i] = x[i];
  __syncthreads();
  for (int step = 1; step < 64; step *= 2) {
    int add = i >= step ? part[i - step] : 0;
    __syncthreads();
    part[i] += add;
    __syncthreads();
  }
  x[i] = part[i];
}
__global__ void halve(float* x) { x[blockIdx.x * blockDim.x + threadIdx.x] *= 0.5f; }
int main(int argc, char** argv) {
  int* x;
  cudaMallocManaged(&x, 64 * sizeof(int));
  for (int i = 0; i < 64; i++) x[i] = i;
  scan<<<1, 64>>>(x);
  float* y;
  cudaMallocManaged(&y, 4096 * sizeof(float));
  for (int i = 0; i < 4096; i++) y[i] = i;
  halve<<<16, 256>>>(y);
  printf("%s\\n", cudaGetErrorString(cudaDeviceSynchronize()));
  try {
    throw std::runtime_error(std::to_string(x[63]));
  } catch (const std::exception& e) {
    printf("%s %.1f\\n", e.what(), y[4095]);
  }
  return 3;
}
`,
});

const stdout = 'no error\n2016 2047.5\n';
const bytes = (name: string): Uint8Array => new Uint8Array(readFileSync(join(folder, name)));
const same = (a: Uint8Array, b: Uint8Array): boolean => a.length === b.length && a.every((byte, i) => byte === b[i]);

test('-Os and -Oz make modules smaller, which do the same', () => {
  for (const [flag, name] of [['-O2', 'plain.wasm'], ['-Os', 's.wasm'], ['-Oz', 'z.wasm']]) expect(run(`build ${flag} app.cu -o ${name}`)).toEqual({ stdout: '', stderr: '', code: 0 });
  write('engine.mjs', `
import { readFileSync } from 'node:fs';
import { WASI } from 'node:wasi';
const wasi = new WASI({ version: 'preview1', args: [], returnOnExit: true });
const { instance } = await WebAssembly.instantiate(readFileSync(process.argv[2]), { wasi_snapshot_preview1: wasi.wasiImport });
process.exitCode = wasi.start(instance);
`);
  for (const name of ['s.wasm', 'z.wasm']) {
    expect(bytes(name).length).toBeLessThan(0.9 * bytes('plain.wasm').length);
    expect(spawnSync(process.execPath, ['--no-warnings', 'engine.mjs', name], { cwd: folder, encoding: 'utf8' })).toMatchObject({ stdout, status: 3 });
  }
});

test('modules that carry a program can be smaller too, threads and shaders included', async () => {
  expect(run('build -O2 app.cu -o plain.mjs').code).toBe(0);
  expect(run('build -Oz app.cu -o small.mjs')).toEqual({ stdout: '', stderr: '', code: 0 });
  expect(bytes('small.mjs').length).toBeLessThan(0.95 * bytes('plain.mjs').length);
  const app = (await import(pathToFileURL(join(folder, 'small.mjs')).href)) as { run(args: readonly string[], options: object): Promise<object> };
  expect(await app.run([], { device: 'cpu', threads: 2 })).toMatchObject({ stdout, exitCode: 3 });
});

test.skipIf(isFromSource)('without binaryen the message says what to install', () => {
  for (const part of ['cli', 'sysroot']) cpSync(join(dirname(cli), '..', part), join(folder, 'alone', part), { recursive: true });
  const { stderr, status } = spawnSync(process.execPath, ['alone/cli/main.js', 'build', '-Oz', 'app.cu', '-o', 'none.wasm'], { cwd: folder, encoding: 'utf8' });
  expect(stderr).toBe("error: '-Oz' needs the package binaryen, which is not installed: npm install binaryen@132.0.0 [CW9008]\n1 error generated.\n");
  expect(status).toBe(1);
  expect(existsSync(join(folder, 'none.wasm'))).toBe(false);
});

test('--compress writes what servers send, and prints sizes', () => {
  const { stdout: table, code } = run('build app.cu -o packed.mjs --compress');
  expect(code).toBe(0);
  expect(same(new Uint8Array(brotliDecompressSync(bytes('packed.mjs.br'))), bytes('packed.mjs'))).toBe(true);
  expect(table).toMatch(/^file +bytes +brotli\npacked\.mjs +\d+ +\d+\n$/);
  expect(table).toContain(` ${bytes('packed.mjs').length} `);
  expect(table.trimEnd().endsWith(` ${bytes('packed.mjs.br').length}`)).toBe(true);
});

describe('the same sources give the same bytes', () => {
  test.each([['wasm', ''], ['mjs', ''], ['html', ''], ['wasm', '-Oz']])('.%s %s', (extension, flag) => {
    // In processes with different pasts.
    expect(run(`build ${flag} app.cu -o one.${extension}`).code).toBe(0);
    expect(runAlone(`build ${flag} app.cu -o two.${extension}`).code).toBe(0);
    expect(same(bytes(`one.${extension}`), bytes(`two.${extension}`))).toBe(true);
  });
});
