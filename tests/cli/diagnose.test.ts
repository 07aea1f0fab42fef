/** Messages of the command line: `check`, `emit`, -E, flags of nvcc, internal errors. */
import { cpSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { cli, createWorkplace, isFromSource } from './command.js';

let at = 0;
const { folder, runWarm: run } = createWorkplace({
  'good.cu': '__global__ void scale(float *p, float s) { p[threadIdx.x] *= s; }\nint main() { return 0; }\n',
  'kernels.cu': '__global__ void alone() {}\n',
  'bad.cu': 'int a = x;\nint b = y;\n#define M(v) v + z\nint c = M(1);\n',
  'warning.cu': "int a = 'ab';\nint main() { return 0; }\n",
  'macros.cu': '#ifdef WANTED\nint main() { return WANTED; }\n#else\n#error not wanted\n#endif\n',
  'folder/header.h': '#define FROM_HEADER 5\n',
  'include.cu': '#include "header.h"\nint main() { return FROM_HEADER; }\n',
  'std.cpp': '#if __cplusplus >= 202002L\nint main() { return 20; }\n#else\nint main() { return 17; }\n#endif\n',
  'deep-template.cu': 'template <int N> struct F { static const int v = F<N - 1>::v + 1; };\ntemplate <> struct F<0> { static const int v = 4; };\nint main() { return F<260>::v - 260; }\n',
  'dimensions.cu': `int a${'[1]'.repeat(300)};\nint main() { return 0; }\n`,
  'lambdas.cu': `int main() { int x = 1; return ${'[=]() { return '.repeat(50)}x${'; }()'.repeat(50)}; }\n`,
  'doubling.cu': 'template <class A, class B> struct P {};\ntemplate <int N> struct D { typedef P<typename D<N - 1>::type, typename D<N - 1>::type> type; };\n' +
    'template <> struct D<0> { typedef int type; };\ntemplate <class T> int size(T) { return sizeof(T); }\nint main() { return size(D<40>::type()); }\n',
  'unnamed': 'int main() { return 9; }\n',
  'deep.cu': 'template <int N> struct R { static const int v = R<N - 1>::v + 1; };\ntemplate <> struct R<0> { static const int v = 0; };\nconstexpr int f(int n) { return n == 0 ? 0 : 1 + f(n - 1); }\nint main() { constexpr int k = f(600); return R<400>::v - 400 + k - 600; }\n',
  'many.cu': `int main() { return ${'('.repeat(1000)}7${')'.repeat(1000)}; }\n`,
  'broad.cu': 'template <int N, int M> struct A { typedef typename A<N - 1, M * 2>::t a; typedef typename A<N - 1, M * 2 + 1>::t b; typedef int t; };\ntemplate <int M> struct A<0, M> { typedef int t; };\nint main() { A<12, 1>::t x = 0; return x; }\n',
  'broad-functions.cu': 'template <class F> void grow(F f) { grow([=] { f(); }); grow([=] { f(); f(); }); }\nint main() { grow([] {}); }\n',
  'destructors.cu': `struct D { int i; ~D(); };\nint n;\nD::~D() { n += i; }\nint main() { ${'D d{1}; '.replace('d', 'd#').repeat(4000).replaceAll(/#/g, () => String(at++))} return n; }\n`,
  'sums.cu': `int y;\nint main() { return ${'y + '.repeat(20_000)}9; }\n`,
  'packs.cu': 'template <class... T> struct L {};\ntemplate <class... A, class... B> L<A..., B...> join(L<A...>, L<B...>);\ntemplate <int N> struct D { using type = decltype(join(typename D<N - 1>::type{}, typename D<N - 1>::type{})); };\n' +
    'template <> struct D<0> { using type = L<int>; };\nD<30>::type x;\n',
  'sequence.cu': 'template <class T, T... N> struct S {};\n__make_integer_seq<S, int, 1000000000> s;\n',
  'include-itself.cu': '#include "include-itself.cu"\nint main() { return 0; }\n',
  'clock.cu': '#include <cuda_runtime.h>\n__global__ void k(int *p) { *p = (int)clock(); *p += (int)clock64(); }\nint main() { return 0; }\n',
  'format.cu': '#include <cstdio>\n__global__ void k(const char *format) { printf(format); }\nint main() { return 0; }\n',
});

describe('errors', () => {
  test('are all told, with exit code 1', () => {
    const { stdout, stderr, code } = run('run bad.cu');
    expect({ stdout, code }).toEqual({ stdout: '', code: 1 });
    expect(stderr).toBe(`bad.cu:1:9: error: use of undeclared identifier 'x' [CW4001]
int a = x;
        ^
bad.cu:2:9: error: use of undeclared identifier 'y' [CW4001]
int b = y;
        ^
bad.cu:4:9: error: use of undeclared identifier 'z' [CW4001]
int c = M(1);
        ^
bad.cu:3:18: note: expanded from macro 'M'
#define M(v) v + z
                 ^
3 errors generated.
`);
    for (const command of ['build', 'check', 'emit --ir', 'emit --wat']) expect(run(`${command} bad.cu`)).toEqual({ stdout: '', stderr, code: 1 });
  });

  test('of missing files and options', () => {
    expect(run('run missing.cu')).toEqual({ stdout: '', stderr: "error: no such file: 'missing.cu' [CW9002]\n1 error generated.\n", code: 1 });
    expect(run('check missing.cu good.cu')).toMatchObject({ code: 1 });
    expect(run('run good.cu --nothing')).toMatchObject({ stdout: '', code: 1 });
    expect(run('run good.cu --nothing').stderr).toMatch(/^error: unknown option '--nothing'/);
    expect(run('nothing')).toMatchObject({ code: 1 });
    expect(run('run')).toMatchObject({ code: 1 });
    // An error stays in sight: the list of options is a command away.
    expect(run('run good.cu --nothing').stderr.split('\n').length).toBeLessThan(5);
    expect(run('good.cu').stderr).toMatch(/^error: unknown command 'good.cu'; to compile and run it: cuda-wasm run good.cu\n/);
    expect(run('rum good.cu').stderr).toMatch(/Did you mean run\?/);
    const oneError = (words: string): string => /^error: (.*)\n1 error generated\.\n$/.exec(run(words).stderr)?.[1] ?? '';
    expect(oneError('run kernels.cu')).toBe("undefined reference to 'main', which the program must define [CW8105]");
    expect(run('run good.cu good.cu').stderr.split('multiple definition of').length).toBe(3);
    expect(oneError('run good.cu 100 x')).toBe("no such file: '100'; the program's own arguments stand behind --: cuda-wasm run good.cu -- 100 x [CW9001]");
    expect(oneError('profile good.cu 100')).toMatch(/ -- 100 \[CW9001\]$/);
    expect(oneError('run good.cu 100.cu')).toBe("no such file: '100.cu' [CW9002]");
    expect(oneError('check .')).toBe("'.' is a directory: name the source files in it [CW9009]");
    expect(oneError('run --time-limit soon good.cu')).toBe('--time-limit soon: a kernel may run for a number of seconds above 0 [CW9001]');
    expect(oneError('run --time-limit 0 good.cu')).toMatch(/^--time-limit 0: /);
    expect(oneError('run --dir nowhere good.cu')).toBe('--dir nowhere: there is no such directory [CW9001]');
    expect(oneError('profile --dir nowhere good.cu')).toMatch(/^--dir nowhere: /);
    expect(oneError('emit --wat --ir good.cu')).toBe('one kind of code is printed at a time: --ir or --wat [CW9001]');
    expect(run('build good.cu -o good.wasm').code).toBe(0);
    expect(oneError('run good.wasm')).toBe("'good.wasm' is a WebAssembly module, which is linked already; WASI engines run it (wasmtime good.wasm) [CW9010]");
    expect(run('run --device tpu good.cu').stderr).toBe("error: device 'tpu' is unknown: use --device auto, cpu or webgpu [CW9001]\n1 error generated.\n");
  });

  test.skipIf(isFromSource)('of an installation without its library', () => {
    const copy = join(folder, 'installation');
    cpSync(dirname(cli), join(copy, 'cli'), { recursive: true });
    writeFileSync(join(copy, 'package.json'), '{ "type": "module" }');
    cpSync(join(dirname(cli), '../sysroot/include'), join(copy, 'sysroot/include'), { recursive: true });
    const { stderr, status } = spawnSync(process.execPath, [join(copy, 'cli/main.js'), 'run', 'good.cu'], { cwd: folder, encoding: 'utf8' });
    expect(stderr).toMatch(/^error: the precompiled C library is missing from the installation \(.*\) \[CW9004\]\n/);
    expect(status).toBe(1);
  });
});

describe('check --json', () => {
  test('gives positions and notes', () => {
    const { stdout, stderr, code } = run('check --json bad.cu');
    expect({ stderr, code }).toEqual({ stderr: '', code: 1 });
    const list = JSON.parse(stdout) as object[];
    expect(list.length).toBe(3);
    expect(list[2]).toEqual({
      code: 'CW4001', severity: 'error', message: "use of undeclared identifier 'z'", file: 'bad.cu', line: 4, column: 9, endLine: 4, endColumn: 10,
      notes: [{ message: "expanded from macro 'M'", file: 'bad.cu', line: 3, column: 18 }],
    });
  });

  test('of a correct program is empty', () => {
    expect(run('check --json good.cu')).toEqual({ stdout: '[]\n', stderr: '', code: 0 });
  });
});

describe('emit', () => {
  test('--ir, --wat, --wgsl', () => {
    expect(run('emit --ir good.cu').stdout).toMatch(/kernel/);
    expect(run('emit --wat --kernel main good.cu').stdout).toMatch(/^\(module|\(func/);
    expect(run('emit --wgsl good.cu').stdout).toMatch(/@compute @workgroup_size/);
    expect(run('emit --wgsl --kernel scale good.cu').stdout).toMatch(/fn scale|@compute/);
  });

  test('--wgsl says what it cannot do', () => {
    expect(run('emit --wgsl --kernel other good.cu')).toMatchObject({ code: 1 });
    expect(run('emit --wgsl --kernel other good.cu').stderr).toMatch(/no kernel is named 'other' \[CW8202\]/);
    expect(run('emit --wgsl format.cu').stderr).toMatch(/the WebGPU device does not do yet; run it with --device cpu \[CW8201\]/);
  });

  test('--wgsl says once that there is no clock', () => {
    const { stdout, stderr } = run('emit --wgsl clock.cu');
    expect(stdout).toMatch(/cw_device_clock_state/);
    expect(stderr.match(/clock\.cu:\d+:\d+: warning: kernels on the WebGPU device have no clock.*\[CW8204\]/g)).toHaveLength(1);
  });

  test('-E preprocesses only, with every subcommand', () => {
    expect(run('build -E std.cpp').stdout).toMatch(/int main\(\) \{ return 17; \}/);
    expect(run('build -E std.cpp').stdout.startsWith('# 4 "std.cpp"\n')).toBe(true);
    expect(run('run -E -std=c++20 std.cpp').stdout).toMatch(/int main\(\) \{ return 20; \}/);
    expect(run('build -E macros.cu')).toMatchObject({ code: 1 });
    expect(run('build -E missing.cu')).toMatchObject({ stdout: '', code: 1 });
    expect(run('build -E std.cpp -o std.ii').code).toBe(0);
    expect(run('run std.ii -x c++').code).toBe(17);
  });
});

describe('flags of nvcc', () => {
  test.each([
    ['-DWANTED=3', 3], ['-D WANTED=4', 4], ['-DWANTED', 1], ['--define-macro WANTED=2', 2], ['-DWANTED=3 -UWANTED', undefined],
  ] as const)('%s', (flags, code) => {
    const result = run(`run macros.cu ${flags}`);
    expect(result.code).toBe(code ?? 1);
    if (code === undefined) expect(result.stderr).toMatch(/#error not wanted \[CW1008\]/);
  });

  test.each(['-Ifolder', '-I folder', '-isystem folder', '--include-path folder', '-include folder/header.h -Ifolder'])('%s', (flags) => {
    expect(run(`run include.cu ${flags}`).code).toBe(5);
  });

  test('-std, -x', () => {
    expect(run('run std.cpp').code).toBe(17);
    expect(run('run std.cpp -std=c++20').code).toBe(20);
    expect(run('run std.cpp --std c++20').code).toBe(20);
    expect(run('run -x cu unnamed').code).toBe(9);
    expect(run('run std.cpp -std=c++98').stderr).toMatch(/unknown language standard 'c\+\+98': there are c\+\+11, c\+\+14, c\+\+17 and c\+\+20 \[CW9001\]/);
  });

  test('limits of nesting are errors, and can be raised', () => {
    expect(run('check deep-template.cu').stderr).toMatch(/exceeded maximum depth of 200.*\[CW6007\]/);
    expect(run('run deep-template.cu -ftemplate-depth=300').code).toBe(4);
    expect(run('run deep-template.cu -ftemplate-depth 300').code).toBe(4);
    expect(run('check good.cu -ftemplate-depth=none').stderr).toMatch(/needs a positive number, not 'none'/);
    expect(run('check dimensions.cu').stderr).toMatch(/nesting level exceeded maximum of 256.*\[CW3008\]/);
    expect(run('check dimensions.cu -fbracket-depth=400').code).toBe(0);
  });

  test('deep lambdas and types that double take no longer', () => {
    expect(run('run lambdas.cu').code).toBe(1);
    expect(run('run doubling.cu').code).toBe(1);
  });

  test('what changes no result is accepted silently', () => {
    const flags = '-O3 -g -G -lineinfo -Xcompiler -Wall -Xptxas -v -arch=sm_86 -gencode arch=compute_80,code=sm_80 -use_fast_math -rdc=true -Wno-unused -lm -lcuda -lcudart -lcusolver -lcusparse -L/usr/lib -maxrregcount=32 ' +
      '--extended-lambda --expt-relaxed-constexpr -m64 -ccbin g++ -t 4 -fPIC -pthread -MD -diag-suppress 20012 -cudart static --threads 1 -Xcompiler=-O3';
    expect(run(`run good.cu ${flags}`)).toEqual({ stdout: '', stderr: '', code: 0 });
  });

  test.each([
    ['-lcudnn', "library 'cudnn' is not available"], ['-l nvrtc', "library 'nvrtc' is not available"],
    ['-m32', "'-m32' is not"], ['-ptx', 'PTX'], ['-shared', 'libraries are not made'], ['-arch=riscv', "unknown GPU architecture 'riscv'"],
  ])('%s is diagnosed', (flags, text) => {
    const { stderr, code } = run(`run good.cu ${flags}`);
    expect(stderr).toContain(text);
    expect(stderr).toContain('[CW9001]');
    expect(code).toBe(1);
  });

  test('-w and -Werror', () => {
    expect(run('run warning.cu')).toMatchObject({ code: 0 });
    expect(run('run warning.cu').stderr).toMatch(/^warning\.cu:1:9: warning: multi-character character literal \[CW2009\]/);
    expect(run('run warning.cu -w')).toEqual({ stdout: '', stderr: '', code: 0 });
    expect(run('run warning.cu -Werror all-warnings')).toMatchObject({ code: 1 });
    expect(run('run warning.cu -Werror=all-warnings').stderr).toMatch(/^warning\.cu:1:9: error: multi-character/);
  });
});

test('what needs more stack than the engine has by itself gets it', () => {
  expect(run('run destructors.cu')).toEqual({ stdout: '', stderr: '', code: 0 });
  expect(run('run sums.cu')).toEqual({ stdout: '', stderr: '', code: 9 });
  // Where the engine was told how much it has, it stays with that.
  const { stderr, status } = spawnSync(process.execPath, ['--stack-size=900', cli, 'check', 'sums.cu'], { cwd: folder, encoding: 'utf8' });
  expect(stderr).toMatch(/^error: sums.cu nests scopes, statements or calls too deeply: phase '.*' ran out of stack \(the system's limit for a process, 'ulimit -H -s', gives it more\) \[CW9007\]/);
  expect(status).toBe(1);
});

test('packs that double end in a diagnostic', () => {
  expect(run('check packs.cu').stderr).toMatch(/error: a parameter pack has 131072 elements, more than 65536 \(-fmax-instantiations=N allows more\) \[CW6032\]/);
  expect(run('check packs.cu -fmax-instantiations=1000').stderr).toContain('a parameter pack has 1024 elements, more than 1000');
  expect(run('check sequence.cu').stderr).toContain('a parameter pack has 1000000000 elements, more than 65536');
});

test('limits are told, and flags raise them', () => {
  expect(run('check deep.cu').stderr).toContain('maximum depth of 200 (-ftemplate-depth=N allows more) [CW6007]');
  expect(run('run deep.cu -ftemplate-depth=500 -fconstexpr-depth=700')).toEqual({ stdout: '', stderr: '', code: 0 });
  expect(run('run deep.cu -ftemplate-depth=500 -Xcompiler -fconstexpr-depth=700').code).toBe(0);
  expect(run('check deep.cu -ftemplate-depth=500 -fconstexpr-depth=700 -fconstexpr-ops-limit=100').stderr).toContain('constexpr evaluation hit maximum step limit');
  expect(run('check many.cu').stderr).toContain('maximum of 256 (-fbracket-depth=N allows more) [CW3008]');
  expect(run('run many.cu -fbracket-depth=1100').code).toBe(7);
  expect(run('check broad.cu -fmax-instantiations=1000').stderr).toContain('more than 1000 template specializations were instantiated (-fmax-instantiations=N allows more) [CW6024]');
  expect(run('run broad.cu').code).toBe(0);
  expect(run('check broad-functions.cu -fmax-instantiations=1000').stderr).toContain('more than 1000 template specializations were instantiated');
  expect(run('check include-itself.cu -fmax-include-depth=3').stderr).toContain('nested deeper than 3 levels (-fmax-include-depth=N allows more) [CW1003]');
  expect(run('check macros.cu -DWANTED=0 -fmax-expanded-tokens=x').stderr).toContain("'-fmax-expanded-tokens' needs a positive number, not 'x' [CW9001]");
});
