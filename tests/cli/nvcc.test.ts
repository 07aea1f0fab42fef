/** `cuda-wasm nvcc`: projects of make and CMake build by it alone, and what they make runs. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readArchive, writeArchive } from '../../src/cli/static-library.js';
import { cli, createWorkplace } from './command.js';

const { folder, run, write } = createWorkplace({
  'kernels.cu': `#include "kernels.h"
__device__ int twice(int x);
__global__ void fill(int *x) { x[threadIdx.x] = FACTOR * twice(threadIdx.x); }
void fill_all(int *x) { fill<<<1, 32>>>(x); }
`,
  'kernels.h': '#pragma once\n#define FACTOR 3\nvoid fill_all(int *x);\n',
  'twice.cu': '__device__ int twice(int x) { return 2 * x; }\n',
  'unused.cpp': 'int nobody_defines_this();\nint unused() { return nobody_defines_this(); }\nvoid show(int);\n',
  'show.cpp': '#include <iostream>\n#include "show.h"\nvoid show(int x) { std::cout << "value " << x << std::endl; }\n',
  'show.h': 'void show(int);\n',
  'main.cu': `#include <cstdio>
#include "kernels.h"
#include "show.h"
int main(int argc, char **argv) {
  int *x;
  cudaMallocManaged(&x, 128);
  fill_all(x);
  cudaDeviceSynchronize();
  show(x[31]);
  if (argc > 1) {
    char word[32] = "nothing";
    FILE *f = fopen(argv[1], "r");
    if (f) fscanf(f, "%31s", word);
    printf("%s\\n", word);
  }
  return 5;
}
`,
  Makefile: `OBJS = main.o kernels.o twice.o
app: $(OBJS) libshow.a
	$(NVCC) -O2 -arch=sm_90 -o $@ $(OBJS) -L. -lshow -lcudart -lm
%.o: %.cu
	$(NVCC) -dc -O2 -MD -MP -Xcompiler -Wall,-O3 -gencode arch=compute_90,code=sm_90 -o $@ $<
%.o: %.cpp
	$(NVCC) -c $< -o $@
libshow.a: show.o unused.o
	ar rcs $@ $^
-include $(OBJS:.o=.d)
`,
  'CMakeLists.txt': `cmake_minimum_required(VERSION 3.18)
project(demo LANGUAGES CXX CUDA)
set(CMAKE_CXX_STANDARD 17)
add_library(show STATIC show.cpp unused.cpp)
add_executable(app main.cu kernels.cu twice.cu)
set_target_properties(app PROPERTIES CUDA_SEPARABLE_COMPILATION ON)
target_link_libraries(app PRIVATE show)
target_compile_options(app PRIVATE $<$<COMPILE_LANGUAGE:CUDA>:-lineinfo --use_fast_math>)
`,
  'kernels-only/CMakeLists.txt': `cmake_minimum_required(VERSION 3.18)
project(demo LANGUAGES CUDA CXX)
set(CMAKE_MODULE_PATH \${CMAKE_CURRENT_SOURCE_DIR}/cmake)
find_package(CUDAToolkit 11.0 REQUIRED)
find_package(Threads REQUIRED)
add_library(twice STATIC ../twice.cu)
set_target_properties(twice PROPERTIES CUDA_SEPARABLE_COMPILATION ON)
add_executable(app ../main.cu ../kernels.cu)
set_target_properties(app PROPERTIES CUDA_SEPARABLE_COMPILATION ON)
target_sources(app PRIVATE ../show.cpp)
set_source_files_properties(../show.cpp PROPERTIES LANGUAGE CUDA)
target_include_directories(app PRIVATE \${CUDAToolkit_INCLUDE_DIRS})
target_link_libraries(app PRIVATE twice CUDA::cudart CUDA::cublas Threads::Threads)
enable_testing()
add_test(NAME app COMMAND app)
set_tests_properties(app PROPERTIES PASS_REGULAR_EXPRESSION "value 186")
`,
  'old/CMakeLists.txt': `cmake_minimum_required(VERSION 3.5)
project(demo)
set(CMAKE_MODULE_PATH \${CMAKE_CURRENT_SOURCE_DIR}/cmake)
find_package(CUDA 9.0 REQUIRED)
set(CUDA_SEPARABLE_COMPILATION ON)
list(APPEND CUDA_NVCC_FLAGS "-O3;-std=c++14;-arch=sm_70")
include_directories(\${CUDA_INCLUDE_DIRS})
cuda_add_library(twice SHARED ../twice.cu OPTIONS -lineinfo)
cuda_add_executable(app ../main.cu ../kernels.cu ../show.cpp)
target_link_libraries(app twice \${CUDA_LIBRARIES})
`,
  'gcc.o': '\x7fELF\x02\x01\x01',
  'libgcc.a': `!<arch>\n${'inner.o/'.padEnd(16)}${'0'.padEnd(12)}${'0'.padEnd(6)}${'0'.padEnd(6)}${'644'.padEnd(8)}${'4'.padEnd(10)}\`\n\x7fELF`,
  'inputs.rsp': '-c "show.cpp" -o \'from response.o\' -DUNUSED=\\"x\\"\n',
});

const has = (command: string): boolean => spawnSync(command, ['--version']).status === 0;
const at = (path: string): string => join(folder, path);
const execute = (path: string, args: readonly string[] = [], env: Record<string, string> = {}) => spawnSync(at(path), args, { cwd: folder, encoding: 'utf8', env: { ...process.env, CUDA_WASM_DEVICE: 'cpu', ...env } });

describe('projects', () => {
  test.skipIf(!has('make') || !has('ar'))('a Makefile with separate compilation, a static library and lists of dependencies', () => {
    const make = (): ReturnType<typeof spawnSync> => spawnSync('make', [`NVCC=${process.execPath} ${cli} nvcc`], { cwd: folder, encoding: 'utf8' });
    const built = make();
    expect(built.stderr).toBe('');
    expect(built.status).toBe(0);
    expect(statSync(at('app')).mode & 0o111).not.toBe(0);
    expect(readFileSync(at('main.d'), 'utf8')).toBe('main.o: main.cu \\\n  kernels.h \\\n  show.h\nkernels.h:\nshow.h:\n');
    const { stdout, status } = execute('app');
    expect(stdout).toBe('value 186\n');
    expect(status).toBe(5);
    expect(make().stdout).toContain('up to date');
  }, 120_000);

  test.skipIf(!has('cmake')).each([
    ['of both languages', '.'],
    ['of CUDA alone, with its toolkit as a package, and paths of its own for modules', 'kernels-only'],
    ['from before CMake knew CUDA', 'old'],
  ])('a CMake project %s, with the toolchain file', (_, source) => {
    const cmake = (...words: readonly string[]) => spawnSync('cmake', words, { cwd: at(source), encoding: 'utf8' });
    const configured = cmake('-B', 'build', `-DCMAKE_TOOLCHAIN_FILE=${join(process.cwd(), 'cmake/cuda-wasm.cmake')}`, '-DCMAKE_BUILD_TYPE=Release', '-Wno-dev', '-Wno-deprecated');
    expect(configured.stderr).toBe('');
    expect(configured.stdout).not.toMatch(/Found CUDA.*: (?!.*dist\/cli\/bin\/nvcc)/);
    const built = cmake('--build', 'build');
    expect(built.stderr).toBe('');
    const { stdout, status } = execute(join(source, 'build/app'));
    expect(stdout).toBe('value 186\n');
    expect(status).toBe(5);
  }, 120_000);
});

describe('executables', () => {
  test('see the folders of files that are named to them', () => {
    expect(run('nvcc -o program main.cu kernels.cu twice.cu show.cpp')).toEqual({ stdout: '', stderr: '', code: 0 });
    const outside = join(folder, '..', 'cuda-wasm-named-file');
    rmSync(outside, { recursive: true, force: true });
    mkdirSync(outside);
    write('../cuda-wasm-named-file/in.txt', 'found it');
    try {
      expect(execute('program', ['../cuda-wasm-named-file/in.txt']).stdout).toBe('value 186\nfound\n');
    } finally {
      rmSync(outside, { recursive: true });
    }
  });

  test('tell of an unknown device', () => {
    expect(execute('program', [], { CUDA_WASM_DEVICE: 'gpu' }).stderr).toBe("device 'gpu' is unknown: use CUDA_WASM_DEVICE=auto, cpu or webgpu\n");
    expect(execute('program', [], { CUDA_WASM_TIME_LIMIT: 'soon' }).stderr).toBe('CUDA_WASM_TIME_LIMIT=soon: a kernel may run for a number of seconds above 0\n');
    expect(execute('program', [], { CUDA_WASM_DIRS: '/nowhere' }).stderr).toBe('CUDA_WASM_DIRS=/nowhere: there is no such directory\n');
  });

  test('are the same bytes for the same input', () => {
    run('nvcc -o program2 main.cu kernels.cu twice.cu show.cpp');
    expect(readFileSync(at('program2'), 'utf8').replace('program2', 'program')).toBe(readFileSync(at('program'), 'utf8'));
  });
});

describe('other steps', () => {
  test('response files', () => {
    expect(run('nvcc @inputs.rsp')).toEqual({ stdout: '', stderr: '', code: 0 });
    expect(existsSync(at('from response.o'))).toBe(true);
  });

  test('lists of dependencies alone', () => {
    expect(run('nvcc -M main.cu').stdout).toBe('main.o: main.cu \\\n  kernels.h \\\n  show.h\n');
  });

  test('libraries by -lib, and objects of the device linker', () => {
    expect(run('nvcc -lib -o libboth.a show.cpp twice.cu').code).toBe(0);
    expect(readArchive(new Uint8Array(readFileSync(at('libboth.a')))).map(({ name }) => name)).toEqual(['show.o', 'twice.o']);
    expect(run('nvcc -dlink -o linked.o twice.cu').code).toBe(0);
    expect(run('nvcc -o third main.cu kernels.cu linked.o libboth.a').stderr).toBe('');
    expect(execute('third').stdout).toBe('value 186\n');
  });

  test('the version, as scripts look for it', () => {
    expect(run('nvcc --version').stdout).toMatch(/release 13\.0, V13\.0/);
    expect(run('nvcc --help')).toMatchObject({ code: 0, stderr: '', stdout: expect.stringContaining('-odir DIR') });
  });

  test.each([
    ['nvcc', 'no input files'],
    ['nvcc --no-such-flag main.cu', "unknown option '--no-such-flag'"],
    ['nvcc main.cu gcc.o', "'gcc.o' is an object of another compiler, for this machine: compile its source with cuda-wasm too (make CC=… CXX=…, both dist/cli/bin/c++ of the package) [CW9011]"],
    ['nvcc main.cu libgcc.a', "'libgcc.a(inner.o)' is an object of another compiler"],
    ['nvcc main.cu -lnowhere', "library 'nowhere' is not available"],
    ['nvcc -shared -o lib.so show.cpp', 'shared libraries are not made'],
    ['nvcc main.cu libx.so', "'libx.so' is a shared library for another machine"],
    ['nvcc @missing.rsp', "cannot read the options in 'missing.rsp'"],
    ['nvcc -c main.cu show.cpp -o both.o', "'-o' names one file"],
  ])('%s is an error', (words, message) => {
    const { stderr, code } = run(words);
    expect(stderr).toContain(message);
    expect(code).toBe(1);
  });
});

describe('archives', () => {
  const members = [
    { name: 'short.o', bytes: new Uint8Array([1, 2, 3]) },
    { name: 'a_name_of_more_than_fifteen_letters.o', bytes: new Uint8Array([4]) },
    { name: 'empty.o', bytes: new Uint8Array(0) },
  ];

  test('come back as they were written', () => {
    expect(readArchive(writeArchive(members))).toEqual(members);
  });

  test.skipIf(!has('ar'))('are what ar reads and writes', () => {
    for (const { name, bytes } of members) write(name, Buffer.from(bytes).toString('latin1'));
    write('ours.a', '');
    spawnSync('ar', ['rcs', 'theirs.a', ...members.map(({ name }) => name)], { cwd: folder });
    expect(readArchive(new Uint8Array(readFileSync(at('theirs.a')))).map(({ name }) => name)).toEqual(members.map(({ name }) => name));
  });

  test('damaged ones are told', () => {
    const bytes = writeArchive(members);
    expect(() => readArchive(bytes.subarray(0, 100))).toThrow();
    write('damaged.a', Buffer.from(bytes.subarray(0, 90)).toString('latin1'));
    expect(run('build main.cu damaged.a').stderr).toContain("'damaged.a' is not an object file of cuda-wasm");
  });
});
