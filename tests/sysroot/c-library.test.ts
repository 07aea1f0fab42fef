// The C library, built natively by g++ with every symbol prefixed, against glibc: the same inputs must give the same
// outputs. Skipped, with a printed reason, where there is no g++. Also: each header compiles alone.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const include = join(root, 'sysroot/include');
const library = join(root, 'sysroot/lib/c');
const native = join(root, 'tests/sysroot/native');

const hasCompiler =
  process.platform === 'linux' &&
  process.arch === 'x64' &&
  ['g++', 'ld', 'objcopy'].every((tool) => spawnSync(tool, ['--version']).status === 0);
if (!hasCompiler)
  console.log('skipped: the C library is compared with glibc by g++, ld and objcopy on Linux x86-64');

// The three of memory.cpp would call themselves, setjmp is a builtin of g++.
/** Threads end by exceptions, which the library is compiled without here. */
const leftOut = new Set(['memory.cpp', 'setjmp.cpp', 'pthread.cpp']);
const freestanding = ['-std=c++17', '-nostdinc', '-nostdinc++', '-isystem', include];
const libraryFlags = [
  ...freestanding,
  ...[
    '-O1',
    '-w',
    '-ffreestanding',
    '-fno-builtin',
    '-fno-exceptions',
    '-fno-rtti',
    '-fno-pic',
    '-fno-stack-protector',
  ],
  ...['-fno-strict-aliasing', '-fwrapv', '-fno-tree-loop-distribute-patterns', '-fno-threadsafe-statics'],
  '-D__builtin_wasm_memory_size=__cw_test_memory_size',
  '-D__builtin_wasm_memory_grow=__cw_test_memory_grow',
  ...['-include', join(native, 'memory-builtins.h')],
];

function compile(sources: readonly string[], flags: readonly string[], cwd: string): void {
  mkdirSync(cwd);
  const half = Math.ceil(sources.length / 2);
  const command = [sources.slice(0, half), sources.slice(half)]
    .map((part) => `g++ -c ${[...flags, ...part].map((word) => `'${word}'`).join(' ')} & pids="$pids $!"`)
    .join('\n');
  execFileSync('sh', ['-c', `${command}\nfor pid in $pids; do wait $pid || exit 1; done`], {
    cwd,
    stdio: 'pipe',
  });
}

function headers(directory: string): string[] {
  return readdirSync(directory).flatMap((name) => {
    const path = join(directory, name);
    return statSync(path).isDirectory() ? headers(path) : [path];
  });
}

// The C library's own headers: those of CUDA and of the C++ library have tests of their own.
const cHeaders =
  `alloca assert byteswap ctype dirent endian err errno fcntl features float getopt inttypes iso646 libgen limits locale malloc
  memory setjmp signal stdalign stdarg stdbool stddef stdint stdio stdlib stdnoreturn string strings time unistd wchar wctype`
    .split(/\s+/)
    .map((name) => `${name}.h`);
const cxxHeaders =
  `cassert cctype cerrno cfloat cinttypes ciso646 climits clocale csetjmp csignal cstdalign cstdarg cstdbool cstddef
  cstdint cstdio cstdlib cstring ctime cwchar cwctype`.split(/\s+/);

describe.skipIf(!hasCompiler)('the C library against glibc', () => {
  const build = hasCompiler ? mkdtempSync(join(tmpdir(), 'cuda-wasm-libc-')) : '';
  const program = join(build, 'checks');

  beforeAll(() => {
    const sources = readdirSync(library).filter((name) => name.endsWith('.cpp') && !leftOut.has(name));
    compile(
      sources.map((name) => join(library, name)),
      libraryFlags,
      join(build, 'library'),
    );
    const objects = sources.map((name) => join(build, 'library', name.replace('.cpp', '.o')));
    execFileSync('ld', ['-r', '-o', join(build, 'plain.o'), ...objects]);
    execFileSync('objcopy', ['--prefix-symbols=cw_', join(build, 'plain.o'), join(build, 'library.o')]);
    const checks = readdirSync(native).filter((name) => name.endsWith('.cpp'));
    compile(
      checks.map((name) => join(native, name)),
      ['-std=c++17', '-O1', '-w', '-fno-pie', '-fno-builtin'],
      join(build, 'checks.d'),
    );
    execFileSync('g++', [
      ...['-no-pie', '-o', program, join(build, 'library.o')],
      ...checks.map((name) => join(build, 'checks.d', name.replace('.cpp', '.o'))),
      ...['heap_base=0x40000000', 'data_end=0', 'stack_low=0', 'cw_objects=0', 'cw_thread_bytes=0', 'cw_thread_variables=0', 'cw_thread_initial=0'].map((symbol) => `-Wl,--defsym,cw___${symbol}`),
      '-pthread',
    ]);
  }, 120_000);

  afterAll(() => rmSync(build, { recursive: true, force: true }));

  const run = (group: string) => {
    const directory = mkdtempSync(join(build, `${group}-`));
    return spawnSync(program, [group, directory], {
      encoding: 'utf8',
      env: { ...process.env, LC_ALL: 'C', TZ: 'UTC' },
    });
  };

  it.each(['printf', 'numbers', 'scanf', 'memory', 'library', 'streams'])('%s', (group) => {
    const { status, stdout, stderr } = run(group);
    expect(`${stdout}${stderr}`).toMatch(/^\d+ checks, 0 failures\n$/);
    expect(status).toBe(0);
  });

  it('starts, passes arguments, flushes at exit and gives the status', () => {
    expect(run('argument')).toMatchObject({ stdout: '2 argument\n', stderr: '', status: 7 });
  });

  it('ends like a signal after abort, a failed assertion and a wrong or second free, without flushing', () => {
    const assertion = "program: program.cu:12: int main(): Assertion `n > 0' failed.\n";
    expect(run('abort')).toMatchObject({ stdout: '', stderr: '', status: 134 });
    expect(run('assert')).toMatchObject({ stdout: '', stderr: assertion, status: 134 });
    expect(run('free')).toMatchObject({ stdout: '', stderr: 'free(): invalid pointer\n', status: 134 });
    expect(run('free-twice')).toMatchObject({ stderr: 'free(): double free detected in tcache 2\n', status: 134 });
  });
});

describe.skipIf(!hasCompiler)('headers', () => {
  it('compile alone', () => {
    const system = headers(join(include, 'sys')).map((path) => relative(include, path));
    for (const header of [...cHeaders, ...cxxHeaders, ...system]) {
      const input = `#include <${header}>\n`;
      const { stderr } = spawnSync('g++', [...freestanding, '-x', 'c++', '-fsyntax-only', '-'], {
        input,
        encoding: 'utf8',
      });
      expect(stderr, header).toBe('');
    }
  });
});
