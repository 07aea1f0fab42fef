// CUDA's headers and its runtime API, checked natively: each header alone with g++, a program of many calls with g++ against
// our headers and with nvcc against NVIDIA's, and the runtime over the CPU device with kernels made by hand. Skipped, with a
// printed reason, where the compilers are missing.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const include = join(root, 'sysroot/include');
const runtime = join(root, 'sysroot/lib/cuda');
const has = (tool: string) => spawnSync(tool, ['--version']).status === 0;
const hasCompiler = process.platform === 'linux' && process.arch === 'x64' && has('g++');
const hasNvcc = hasCompiler && has('nvcc');
if (!hasCompiler) console.log('skipped: CUDA headers and runtime are checked by g++ on Linux x86-64');
else if (!hasNvcc) console.log('skipped: nvcc is not here to compile the same program');

const flags = ['-std=c++17', '-w', '-D__CUDACC__', '-nostdinc', '-nostdinc++', '-isystem', include];
const check = (input: string) =>
  spawnSync('g++', [...flags, '-x', 'c++', '-fsyntax-only', '-'], { input, encoding: 'utf8' }).stderr;
const program = readFileSync(join(root, 'tests/sysroot/cuda-headers.cu'), 'utf8');

describe.skipIf(!hasCompiler)('CUDA headers', () => {
  it('compile alone, in one unit and in any order', () => {
    const names =
      `builtin_types common_functions cuComplex cuda cudaProfiler cuda_device_runtime_api cuda_profiler_api cuda_runtime
      cuda_runtime_api device_atomic_functions device_double_functions device_functions device_launch_parameters device_types
      driver_functions driver_types host_config host_defines library_types math math_constants math_functions
      sm_20_atomic_functions sm_20_intrinsics sm_30_intrinsics sm_32_atomic_functions sm_32_intrinsics sm_35_atomic_functions
      sm_35_intrinsics sm_60_atomic_functions sm_61_intrinsics vector_functions vector_types crt/common_functions
      crt/device_double_functions crt/device_functions crt/host_config crt/host_defines crt/math_functions`.split(
        /\s+/,
      );
    const lines = [...names.map((name) => `#include <${name}.h>`), '#include <cmath>'];
    for (const line of lines) expect(check(`${line}\n`), line).toBe('');
    expect(check(lines.join('\n'))).toBe('');
    expect(check(lines.reverse().join('\n'))).toBe('');
  });

  it('say what is not part of cuda-wasm', () => {
    const messages = readdirSync(include).filter(
      (name) => name.endsWith('.h') && readFileSync(join(include, name), 'utf8').startsWith('#error'),
    );
    expect(messages).toContain('cusolverSp.h');
    for (const name of messages) expect(check(`#include <${name}>\n`)).toContain(' is not part of cuda-wasm');
  });

  it('accept the program, with the result types it asserts', () => {
    // g++ knows no launch syntax.
    const plain = program
      .replace(/<<<[^>]*>>>/g, '')
      .replace('#include <algorithm>', '')
      .replace('std::max', 'max');
    expect(check(`#include <cuda_runtime.h>\n${plain}`)).toBe('');
  });
});

describe.skipIf(!hasNvcc)('nvcc', () => {
  it('accepts the same program', { timeout: 120_000 }, () => {
    const args = [
      '-arch=sm_90',
      '-std=c++17',
      '-w',
      '-ptx',
      '-o',
      '/dev/null',
      join(root, 'tests/sysroot/cuda-headers.cu'),
    ];
    expect(spawnSync('nvcc', args, { encoding: 'utf8' })).toMatchObject({ status: 0, stderr: '' });
  });
});

describe.skipIf(!hasCompiler)('CUDA runtime on the CPU device', () => {
  const build = hasCompiler ? mkdtempSync(join(tmpdir(), 'cuda-wasm-runtime-')) : '';
  afterAll(() => rmSync(build, { recursive: true, force: true }));

  it('has the errors, allocations, streams and faults of CUDA 13', () => {
    // The guard is the test's own; the intrinsics, the heap of kernels, what they ask of the runtime on WebGPU, and cuRAND need device builtins, the other device and threads need their hosts.
    const parts = readdirSync(runtime).filter(
      (name) => name.endsWith('.cpp') && !/^(guard|guard_plain|simd|device_webgpu|launch_threads|device_heap|device_launches|device_clock|curand|ptx-matrix|ptx-narrow)\.cpp$/.test(name),
    );
    const sources = [join(root, 'tests/sysroot/runtime.cpp'), ...parts.map((name) => join(runtime, name))];
    execFileSync('g++', ['-O1', ...flags, ...sources, '-o', join(build, 'checks')], { stdio: 'pipe' });
    const { stdout, stderr, status } = spawnSync(join(build, 'checks'), { encoding: 'utf8' });
    expect(stdout).toMatch(/^(filled\n)+0 failures\n$/);
    expect(stderr).toBe(
      'cuda-wasm: kernel _Z5faultv ended by an illegal memory access\n' +
        'k.cu:7: void k(int): block: [0,0,0], thread: [3,0,0] Assertion `x > 0` failed.\n',
    );
    expect(status).toBe(0);
  });

  it('computes the SIMD intrinsics lane by lane', () => {
    const test = `#include <stdio.h>
      #include <cuda_runtime.h>
      int main() {
        printf("%x %x %x %x %x %x %x %x\\n", __vadd4(0x01ff7f80, 0x01010101), __vaddss4(0x01ff7f80, 0x010101ff), __vcmpgts2(0x0001ffff, 0x00000000),
               __vabsdiffu4(0x01020304, 0x04030201), __vavgs2(0xffff0003, 0x00000004), __vsadu4(0x01020304, 0x04030201), __vsetltu4(0x01020304, 0x02020205), __vsubus2(0x00010005, 0x00020003));
      }`;
    writeFileSync(join(build, 'simd.cpp'), test);
    execFileSync(
      'g++',
      ['-O1', ...flags, join(build, 'simd.cpp'), join(runtime, 'simd.cpp'), '-o', join(build, 'simd')],
      { stdio: 'pipe' },
    );
    expect(spawnSync(join(build, 'simd'), { encoding: 'utf8' }).stdout).toBe(
      '2008081 2007f80 ffff0000 3010103 ffff0004 8 1000001 2\n',
    );
  });
});
