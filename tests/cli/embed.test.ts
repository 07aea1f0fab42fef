/** Modules that carry a program (`build -o app.mjs`), in Node; pages are tested in tests/browser. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import type { RunOptions, RunResult } from '../../src/runtime/sandbox/run-sandboxed.js';
import { useSoftwareGpu } from '../run/software-gpu.js';
import { createWorkplace } from './command.js';

const root = fileURLToPath(new URL('../..', import.meta.url));

const { folder, runWarm: run, write } = createWorkplace({
  'app.cu': `#include <cstdio>
#include <cstdlib>
__global__ void square(int n, int* x) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) x[i] *= x[i];
}
int main(int argc, char** argv) {
  if (argc < 2) {
    fprintf(stderr, "usage: %s FILE\\n", argv[0]);
    return 2;
  }
  FILE* in = fopen(argv[1], "r");
  int n = 0, host[100], *device;
  while (fscanf(in, "%d", &host[n]) == 1) n++;
  cudaMalloc(&device, sizeof host);
  cudaMemcpy(device, host, sizeof host, cudaMemcpyHostToDevice);
  square<<<1, 128>>>(n, device);
  cudaMemcpy(host, device, sizeof host, cudaMemcpyDeviceToHost);
  FILE* out = fopen("squares.txt", "w");
  for (int i = 0; i < n; i++) fprintf(out, "%d ", host[i]);
  char line[80];
  while (fgets(line, sizeof line, stdin)) printf("%s", line);
}
`,
  'kernels.cu': `#include <cstdio>
#include <stdexcept>
struct Failure {};
__device__ __noinline__ float both(float x) { return sqrtf(x) + 1; }
__device__ __noinline__ float mine(float x) { return expf(logf(x)); }
namespace a { __global__ void first(float* p) { p[threadIdx.x] = both(p[threadIdx.x]); } }
template <typename T> __global__ void second(T* p) { p[threadIdx.x] += both(mine(T(4))); }
__global__ void bad(int* p) { p[1 << 30] = 1; }
__global__ void third(float* p) { __shared__ float s[32]; s[threadIdx.x] = p[threadIdx.x]; __syncthreads(); p[threadIdx.x] = s[31 - threadIdx.x]; }
int main(int argc, char**) {
  float* p;
  cudaMallocManaged(&p, 32 * sizeof *p);
  for (int i = 0; i < 32; i++) p[i] = i * i;
  a::first<<<1, 32>>>(p);
  if (argc > 1) second<float><<<1, 32>>>(p), second<double><<<1, 1>>>((double*)p);
  third<<<1, 32>>>(p);
  cudaDeviceSynchronize();
  try { if (argc > 2) throw std::runtime_error("thrown"); } catch (const std::exception& e) { puts(e.what()); }
  printf("%g %g\\n", p[0], p[31]);
  if (argc > 2) { bad<<<1, 1>>>((int*)p); puts(cudaGetErrorString(cudaDeviceSynchronize())); }
}
`,
  'overlap.cu': `#include <cstdio>
#include <cstring>
__global__ void takesTime(long long* from, long long* to, float* x) {
  from[blockIdx.x] = clock64();
  float v = x[0];
  for (int i = 0; i < 20000000; i++) v = v * 0.5f + 1;
  x[1 + blockIdx.x] = v;
  to[blockIdx.x] = clock64();
}
int main(int argc, char** argv) {
  long long *from, *to;
  float* x;
  cudaMallocManaged(&from, 16);
  cudaMallocManaged(&to, 16);
  cudaMallocManaged(&x, 12);
  bool seen = false;
  for (int i = 0; i < (argc > 1 ? 2 : 50) && !seen; i++) {
    takesTime<<<2, 1>>>(from, to, x);
    cudaDeviceSynchronize();
    seen = from[0] < to[1] && from[1] < to[0];
  }
  puts(seen ? "at the same time" : "one after the other");
}
`,
  'endless.cu': '#include <cstdio>\nint main() { puts("started"); fflush(stdout); for (volatile int i = 0;; i++); }\n',
});

interface App {
  run(args?: readonly string[], options?: Omit<RunOptions, 'args'>): Promise<RunResult>;
}

const load = (name: string): Promise<App> => import(pathToFileURL(join(folder, name)).href) as Promise<App>;
const decoded = (bytes: Uint8Array | undefined): string => new TextDecoder().decode(bytes);

describe('a module that carries a program', () => {
  beforeAll(() => {
    expect(run('build app.cu -o app.mjs')).toEqual({ stdout: '', stderr: '', code: 0 });
  });

  test('runs it with arguments, input and files', async () => {
    const app = await load('app.mjs');
    const [result, usage] = await Promise.all([app.run(['data/in.txt'], { files: { 'data/in.txt': '1 2 30' }, stdin: 'größer\n', device: 'cpu' }), app.run()]);
    expect(result).toMatchObject({ exitCode: 0, stdout: 'größer\n', stderr: '', device: { kind: 'cpu', name: 'CPU' } });
    expect(Object.keys(result.files)).toEqual(['data/in.txt', 'squares.txt']);
    expect(decoded(result.files['squares.txt'])).toBe('1 4 900 ');
    expect(usage).toMatchObject({ exitCode: 2, stdout: '', stderr: 'usage: app FILE\n' });
  });

  test('gives output as it comes, and stops', async () => {
    run('build endless.cu -o endless.mjs');
    const app = await load('endless.mjs');
    const controller = new AbortController();
    const texts: string[] = [];
    const ended = app.run([], {
      signal: controller.signal,
      onStdout(text, bytes) {
        texts.push(text, decoded(bytes));
        controller.abort(new Error('enough'));
      },
    });
    await expect(ended).rejects.toThrow('enough');
    expect(texts).toEqual(['started\n', 'started\n']);
    await expect(app.run([], { signal: AbortSignal.abort(new Error('before')) })).rejects.toThrow('before');
    const any = (value: unknown): never => value as never;
    await expect(app.run(any('100'))).rejects.toThrow(new TypeError("the program's arguments are an array of strings, not '100'"));
    await expect(app.run([], { device: any('gpu') })).rejects.toThrow(new TypeError("device is 'auto', 'cpu' or 'webgpu', not gpu"));
    await expect(app.run([], { files: { a: any(3) } })).rejects.toThrow(new TypeError("the file 'a' is a string or a Uint8Array, not number"));
  });

  test('runs kernels on WebGPU where the package is installed, and says why not elsewhere', () => {
    useSoftwareGpu();
    write('main.mjs', "import { run } from './app.mjs';\nconst { device, files } = await run(['in'], { files: { in: '3 4' }, device: 'webgpu' });\nconsole.log(device.kind, Buffer.from(files['squares.txt']).toString());\n");
    const node = () => spawnSync(process.execPath, ['main.mjs'], { cwd: folder, encoding: 'utf8' });
    expect(node().stderr).toContain("error CW8320: kernels cannot run on the device that was asked for: the package 'webgpu' is not installed");
    mkdirSync(join(folder, 'node_modules'));
    symlinkSync(join(root, 'node_modules/webgpu'), join(folder, 'node_modules/webgpu'));
    expect(node()).toMatchObject({ stdout: 'webgpu 9 16 \n', status: 0 });
  });

  test.each(['', ' --split'])('runs its kernels on several threads, or as many as it is told (build%s)', async (flags) => {
    const name = `overlap${flags.trim()}.mjs`;
    expect(run(`build overlap.cu -o ${name} --device cpu${flags}`).code).toBe(0);
    const app = await load(name);
    expect((await app.run([], { threads: 2 })).stdout).toBe('at the same time\n');
    expect((await app.run(['twice'], { threads: 1 })).stdout).toBe('one after the other\n');
  });

  test('comes out the same each time and everywhere', () => {
    write('elsewhere/app.cu', readFileSync(join(folder, 'app.cu'), 'utf8'));
    for (const name of ['app.mjs', 'app.html']) {
      run(`build app.cu -o ${name}`);
      const there = createWorkplace({ 'app.cu': readFileSync(join(folder, 'app.cu'), 'utf8') });
      there.run(`build app.cu -o other-${name}`);
      expect(readFileSync(join(there.folder, `other-${name}`), 'utf8') === readFileSync(join(folder, name), 'utf8')).toBe(true);
    }
  });

  test('holds the forms that can run', () => {
    const forms = (name: string): string[] => Object.keys(JSON.parse(/^const CUDA_WASM_PROGRAM = (.*);$/m.exec(readFileSync(join(folder, name), 'utf8'))![1]!) as object);
    expect(forms('app.mjs')).toEqual(['name', 'cpu', 'webgpu']);
    run('build app.cu -o cpu.mjs --device cpu');
    expect(forms('cpu.mjs')).toEqual(['name', 'cpu']);
    run('build app.cu -o webgpu.mjs --device webgpu');
    expect(forms('webgpu.mjs')).toEqual(['name', 'webgpu']);
    write('host.cpp', 'int main() {}\n');
    run('build host.cpp -o host.mjs');
    expect(forms('host.mjs')).toEqual(['name', 'cpu']);
    expect(run('build app.cu -o app.mjs --device tpu').stderr).toBe("error: device 'tpu' is unknown: use --device auto, cpu or webgpu [CW9001]\n1 error generated.\n");
    write('bad.cu', 'int main() { return x; }\n');
    expect(run('build bad.cu -o bad.mjs')).toMatchObject({ code: 1, stderr: expect.stringMatching(/^bad\.cu:1:21: error: .*\n.*\n.*\n1 error generated\.\n$/) });
  });

  test('has types that agree with the runtime', () => {
    write('types.ts', `import type { RunOptions, RunResult } from ${JSON.stringify(join(root, 'src/runtime/sandbox/run-sandboxed.js'))};
import type * as app from './app.mjs';
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
export const options: Same<Required<app.RunOptions>, Required<Omit<RunOptions, 'args'>>> = true;
export const result: Same<app.RunResult, RunResult> = true;
export const called: Promise<app.RunResult> = (0 as unknown as typeof app).run(['x'], { device: 'cpu' });
`);
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ extends: join(root, 'tsconfig.json'), compilerOptions: { typeRoots: [join(root, 'node_modules/@types')] }, include: ['types.ts'] }));
    expect(spawnSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', folder], { encoding: 'utf8' })).toMatchObject({ stdout: '', status: 0 });
  });
});

describe('files beside a module', () => {
  const names = (pattern: RegExp): string[] => readdirSync(folder).filter((name) => pattern.test(name)).sort();
  const program = 'kernels.second_2.wasm';

  test('hold each kernel, which is loaded when it is launched', async () => {
    expect(run('build kernels.cu -o kernels.mjs --split --device cpu')).toEqual({ stdout: '', stderr: '', code: 0 });
    expect(names(/^kernels\./)).toEqual(['kernels.a_first.wasm', 'kernels.bad.wasm', 'kernels.cpu.wasm', 'kernels.cu', 'kernels.d.mts', 'kernels.mjs', 'kernels.second.wasm', program, 'kernels.third.wasm']);
    const whole = run('run kernels.cu --device cpu --threads 1 -- 1 2');
    const app = await load('kernels.mjs');
    const { stdout, exitCode } = await app.run(['1', '2'], { device: 'cpu' });
    expect({ stdout, exitCode }).toEqual({ stdout: whole.stdout, exitCode: whole.code });
    // What is not launched need not be there.
    rmSync(join(folder, program));
    expect((await app.run([], { device: 'cpu' })).stdout).toBe(run('run kernels.cu --device cpu --threads 1').stdout);
    await expect(app.run(['1'], { device: 'cpu' })).rejects.toThrow(program);
  });

  test('are smaller with -Oz, and do the same', { timeout: 240_000 }, () => {
    const size = (): number => readFileSync(join(folder, 'kernels.cpu.wasm')).length;
    const before = size();
    expect(run('build kernels.cu -o kernels.mjs --split --device cpu -Oz --compress').stdout).toContain(program);
    expect(size()).toBeLessThan(before);
    write('small.mjs', "import { run } from './kernels.mjs';\nconst { stdout } = await run(['1'], { device: 'cpu' });\nprocess.stdout.write(stdout);\n");
    expect(spawnSync(process.execPath, ['small.mjs'], { cwd: folder, encoding: 'utf8' }).stdout).toBe(run('run kernels.cu --device cpu --threads 1 -- 1').stdout);
  });

  test('hold the shaders of each kernel', () => {
    expect(run('build app.cu -o beside.mjs --split').code).toBe(0);
    expect(names(/^beside\./)).toEqual(['beside.cpu.wasm', 'beside.d.mts', 'beside.mjs', 'beside.square.json', 'beside.square.wasm', 'beside.webgpu.wasm']);
    expect(readFileSync(join(folder, 'beside.webgpu.wasm'), 'latin1')).not.toContain('@compute');
    useSoftwareGpu();
    write('beside-main.mjs', "import { run } from './beside.mjs';\nconst { device, files, stderr } = await run(['in'], { files: { in: '3 4' }, device: 'webgpu' });\nconsole.log(device.kind, Buffer.from(files['squares.txt']).toString());\nconsole.error(stderr);\n");
    const node = () => spawnSync(process.execPath, ['beside-main.mjs'], { cwd: folder, encoding: 'utf8' });
    expect(node()).toMatchObject({ stdout: 'webgpu 9 16 \n', status: 0 });
    rmSync(join(folder, 'beside.square.json'));
    expect(node().stderr).toContain('beside.square.json');
  });

  test('come out the same each time', { timeout: 120_000 }, () => {
    const built = (): Record<string, string> => {
      run('build kernels.cu -o again.mjs --split');
      return Object.fromEntries(names(/^again\./).map((name) => [name, readFileSync(join(folder, name), 'base64')]));
    };
    const first = built();
    expect(Object.keys(first).length).toBeGreaterThan(8);
    expect(built()).toEqual(first);
  });

  test('are for pages and modules', () => {
    expect(run('build kernels.cu -o kernels.wasm --split').stderr).toContain('--split is for pages and modules: -o app.html or -o app.mjs');
    expect(run('build kernels.cu -c -o kernels.o --side-files').stderr).toContain('--side-files is for pages and modules');
  });
});
