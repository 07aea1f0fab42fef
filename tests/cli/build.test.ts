/** `cuda-wasm build`: modules for any WASI engine, objects and what is linked from them. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createWorkplace } from './command.js';

const { folder, runWarm: run, write } = createWorkplace({
  'main.cu': `#include <cstdio>
int total(const int *p, int n);
__device__ int twice(int x);
__global__ void fill(int *p) { p[threadIdx.x] = twice(threadIdx.x); }
int main(int argc, char **argv) {
  int *p;
  cudaMallocManaged(&p, 16 * sizeof(int));
  fill<<<1, 16>>>(p);
  cudaDeviceSynchronize();
  printf("%d %d\\n", total(p, argc > 1 ? 5000000 : 16), argc);
  return 7;
}
`,
  'total.cpp': `int total(const int *p, int n) {
  int sum = 0;
  for (int i = 0; i < n; i++)
    sum += p[i];
  return sum;
}
`,
  'twice.cu': '__device__ int twice(int x) { return 2 * x; }\n',
});

const engine = `
import { readFileSync } from 'node:fs';
import { WASI } from 'node:wasi';
const wasi = new WASI({ version: 'preview1', args: process.argv.slice(2), returnOnExit: true });
const { instance } = await WebAssembly.instantiate(readFileSync(process.argv[2]), { wasi_snapshot_preview1: wasi.wasiImport });
process.exitCode = wasi.start(instance);
`;

describe('modules', () => {
  test('run under any WASI engine', () => {
    expect(run('build main.cu total.cpp twice.cu -o program.wasm')).toEqual({ stdout: '', stderr: '', code: 0 });
    write('engine.mjs', engine);
    const { stdout, status } = spawnSync(process.execPath, ['--no-warnings', 'engine.mjs', 'program.wasm'], { cwd: folder, encoding: 'utf8' });
    expect(stdout).toBe('240 1\n');
    expect(status).toBe(7);
    const imports = WebAssembly.Module.imports(new WebAssembly.Module(new Uint8Array(readFileSync(join(folder, 'program.wasm')))));
    expect([...new Set(imports.map(({ module }) => module))]).toEqual(['wasi_snapshot_preview1']);
  });

  test('are called a.out.wasm without -o', () => {
    expect(run('build main.cu total.cpp twice.cu').code).toBe(0);
    expect(existsSync(join(folder, 'a.out.wasm'))).toBe(true);
  });
});

describe('objects', () => {
  test('are linked by run and build, alone and with sources', () => {
    expect(run('build -c main.cu total.cpp twice.cu')).toEqual({ stdout: '', stderr: '', code: 0 });
    expect(run('run main.o total.o twice.o')).toMatchObject({ stdout: '240 1\n', code: 7 });
    expect(run('run main.cu total.o twice.cu')).toMatchObject({ stdout: '240 1\n', code: 7 });
    expect(run('build -o linked.wasm main.o total.o twice.o').code).toBe(0);
    expect(run('build -dc twice.cu -o named.o').code).toBe(0);
    expect(run('run main.o total.o named.o').code).toBe(7);
  });

  test('know their lines: faults and messages name file and line', () => {
    run('build -c main.cu total.cpp twice.cu');
    const { stderr, code } = run('run --check -O1 main.cu total.o twice.o -- x');
    expect(code).toBe(139);
    expect(stderr).toMatch(/^total\.cpp:4: Segmentation fault: invalid memory access/);
    expect(run('run main.o total.o')).toMatchObject({
      stderr: "main.cu:3:16: error: undefined reference to 'int twice(int)', referenced by 'void fill(int *)' [CW8102]\n1 error generated.\n",
      code: 1,
    });
  });

  test('headers beside headers have what cuda_runtime.h brings along', () => {
    mkdirSync(join(folder, 'parts', 'inner'), { recursive: true });
    writeFileSync(join(folder, 'parts', 'outer.cuh'), '#include "inner/root.cuh"\n');
    writeFileSync(join(folder, 'parts', 'inner', 'root.cuh'), 'inline double root(double x) { return std::sqrt(x); }\n');
    writeFileSync(join(folder, 'nested.cu'), '#include "parts/outer.cuh"\nint main() { return (int)root(49); }\n');
    expect(run('run nested.cu')).toEqual({ stdout: '', stderr: '', code: 7 });
  });

  test('variables that no memory holds are told of', () => {
    writeFileSync(join(folder, 'large.cu'), 'int small;\nstatic int distances[50000][50000];\nint main() { return distances[small][1]; }\n');
    expect(run('run large.cu')).toEqual({
      stdout: '',
      stderr: "large.cu:2:12: error: the program's variables take 9537 MiB, this one alone 9537; its memory has at most 4096 [CW8106]\nstatic int distances[50000][50000];\n           ^\n1 error generated.\n",
      code: 1,
    });
  });

  test('that are none are diagnosed', () => {
    writeFileSync(join(folder, 'text.o'), 'not an object');
    expect(run('run text.o')).toEqual({ stdout: '', stderr: "error: 'text.o' is not an object file of cuda-wasm: not an object file of this compiler [CW9003]\n1 error generated.\n", code: 1 });
    writeFileSync(join(folder, 'cut.o'), new Uint8Array(readFileSync(join(folder, 'main.o'))).subarray(0, 20));
    expect(run('run cut.o').stderr).toMatch(/^error: 'cut\.o' is not an object file of cuda-wasm: .* \[CW9003\]/);
    expect(run('run missing.o').stderr).toBe("error: no such file: 'missing.o' [CW9002]\n1 error generated.\n");
  });

  test('outputs that cannot be written are diagnosed', () => {
    expect(run('build -c main.cu total.cpp -o one.o')).toMatchObject({ stderr: "error: '-o' names one file, but there are 2 to be written [CW9006]\n1 error generated.\n", code: 1 });
    expect(run('build -c total.cpp -o nowhere/total.o')).toMatchObject({ stderr: "error: cannot write 'nowhere/total.o': no such file or directory [CW9005]\n1 error generated.\n", code: 1 });
  });
});

describe('linking', () => {
  test('duplicates, missing and mismatching definitions', () => {
    write('a.cu', 'int f(int x) { return x; }\nint shared_name;\nint main() { return f(0); }\n');
    write('b.cu', 'int f(int x) { return x + 1; }\n');
    const duplicate = run('build a.cu b.cu');
    expect(duplicate.code).toBe(1);
    expect(duplicate.stderr).toMatch(/^b\.cu:1:\d+: error: multiple definition of 'int f\(int\)' \[CW8101\]\n.*\n.*\na\.cu:1:\d+: note: first defined here/);
    write('c.cu', 'extern "C" int g(int);\nint main() { return g(1); }\n');
    write('d.cu', 'extern "C" int g(double x, int y) { return y; }\n');
    expect(run('build c.cu d.cu').stderr).toMatch(/error: 'int g\(int\)' is declared as .* but defined as .* \[CW8103\]/);
    write('e.cu', 'void unused() {}\n');
    expect(run('build e.cu').stderr).toBe("error: undefined reference to 'main', which the program must define [CW8105]\n1 error generated.\n");
    write('f.cu', 'struct S { int a; virtual ~S() {} virtual int f() { return a; } };\nint g();\nint main() { S s; s.a = 1; return s.f() + g(); }\n');
    write('g.cu', 'struct S { double b; int a; virtual ~S() {} virtual int h() { return a; } };\nint g() { S s; s.a = 2; return s.h(); }\n');
    expect(run('build f.cu g.cu').stderr).toMatch(/warning: class 'S' has different layouts in different translation units \[CW8104\]/);
  });
});
