/** The sysroot in parts: programs fetch what they need and no more, and come out as they do with all of it. */
import { mkdtempSync, openSync, readdirSync, readFileSync, rmSync, closeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { compileProgram, createSysrootParts } from '../../src/driver/index.js';
import type { SourceOptions } from '../../src/driver/compile-program.js';
import type { Sysroot } from '../../src/driver/index.js';
import { readModule, writeModule } from '../../src/ir/binary.js';
import { runInNode } from '../../src/runtime/cpu/node-host.js';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const folder = join(root, 'dist/sysroot');
const read = (path: string): Uint8Array<ArrayBuffer> => new Uint8Array(readFileSync(join(folder, path)));

function openParts(missing: readonly string[] = []) {
  const fetched: string[] = [];
  const parts = createSysrootParts((name) => {
    fetched.push(name);
    return missing.includes(name) ? Promise.reject(new Error(`no ${name}`)) : Promise.resolve(read(`parts/${name}`));
  });
  return { fetched, compile: (source: string, options?: SourceOptions) => parts.compile({ 'main.cu': source }, options) };
}

function outputOf(bytes: Uint8Array<ArrayBuffer>): { readonly code: number; readonly text: string } {
  const place = mkdtempSync(join(tmpdir(), 'cuda-wasm-parts-'));
  const stdout = openSync(join(place, 'out'), 'w+');
  try {
    const code = runInNode(bytes, { args: ['p'], stdout, stderr: stdout });
    return { code, text: readFileSync(join(place, 'out'), 'utf8') };
  } finally {
    closeSync(stdout);
    rmSync(place, { recursive: true });
  }
}

const text = (path: string): string => readFileSync(join(root, path), 'utf8');

const sysroot = { headers: JSON.parse(readFileSync(join(folder, 'headers.json'), 'utf8')) as Record<string, string>, library: read('lib.bin'), plain: read('plain.bin'), threads: read('threads.bin'), webgpu: read('webgpu.bin') };

describe('a program', () => {
  test('that is small takes the core, on any device, and nothing twice', async () => {
    const { fetched, compile } = openParts();
    const first = await compile(text('examples/vector_add.cu'));
    expect(outputOf(first.bytes!)).toEqual({ code: 0, text: '100000 elements added by 391 blocks of 256 threads: PASSED\n' });
    expect(fetched.sort()).toEqual(['headers-core.json', 'library-core.bin']);
    const again = await compile(text('examples/vector_add.cu'));
    expect(again.bytes).toEqual(first.bytes);
    expect((await compile(text('examples/vector_add.cu'), { target: 'webgpu' })).bytes).toBeDefined();
    expect(fetched.sort()).toEqual(['headers-core.json', 'library-core.bin', 'webgpu.bin']);
    // What the linker itself defines is nowhere to be fetched.
    expect((await compile(text('examples/vector_add.cu'), { target: 'threads' })).bytes).toBeDefined();
    expect(fetched.sort()).toEqual(['headers-core.json', 'library-core.bin', 'threads.bin', 'webgpu.bin']);
  });

  test('with containers and streams takes those, and runs as with the whole sysroot', async () => {
    const { fetched, compile } = openParts();
    const source = text('bench/containers.cu');
    const { bytes } = await compile(source);
    expect(fetched.sort()).toEqual(['headers-c.json', 'headers-core.json', 'headers-maps.json', 'headers-streams.json', 'headers-text.json', 'headers.json', 'library-c.bin', 'library-core.bin', 'library-cxx.bin']);
    const whole = compileProgram({ 'main.cu': source }, { sysroot });
    expect(outputOf(bytes!)).toEqual(outputOf(whole.bytes!));
  });

  test('may use any corner of the library, with checks and on threads', async () => {
    const { compile } = openParts();
    const source = `#include <complex>
#include <cooperative_groups.h>
#include <filesystem>
#include <iostream>
#include <random>
int main() {
      std::wcout << L"wide " << std::sqrt(2.0f) << std::endl;
      std::cout << std::filesystem::path("a/./b").lexically_normal() << ' ' << std::complex<double>(1, 2) * 2.0 << ' ' << std::mt19937(7)() << ' ' << std::tgamma(5.0) << std::endl;
      cudaGraph_t graph; cudaGraphCreate(&graph, 0); cudaGraphDestroy(graph); return 3;
}
`;
    for (const options of [{}, { optimize: 0, check: true } as const]) {
      const { bytes, text: told } = await compile(source, options);
      expect(told).toBe('');
      expect(outputOf(bytes!)).toEqual({ code: 3, text: 'wide 1.41421\n"a/b" (2,4) 327741615 24\n' });
    }
    expect((await compile('__global__ void k() {}\nint main() { k<<<1, 1>>>(); return cudaDeviceSynchronize(); }', { target: 'threads' })).bytes).toBeDefined();
  });

  test('finds headers that only a macro names, and that it asks for', async () => {
    const { compile } = openParts();
    const { bytes } = await compile('#define WHICH <map>\n#include WHICH\n#include <cstdio>\n#if __has_include(<filesystem>) && !__has_include(<nothing_of_the_kind>)\nint main() { std::map<int, int> m; m[1] = 2; printf("%d\\n", m[1]); }\n#endif\n');
    expect(outputOf(bytes!)).toEqual({ code: 0, text: '2\n' });
  });

  test('may have classes of the names that classes inside the library have', async () => {
    const { compile } = openParts();
    const { bytes, text: told } = await compile('#include <cstdio>\nstruct Grid { int own[7]; };\n__global__ void k(Grid g) {}\nint main() { Grid g{{1, 2}}; k<<<1, 1>>>(g); cudaDeviceSynchronize(); printf("%d\\n", g.own[1]); }\n');
    expect(told).toBe('');
    expect(outputOf(bytes!)).toEqual({ code: 0, text: '2\n' });
  });

  test('with errors is told of them', async () => {
    const { compile } = openParts();
    expect((await compile('#include <nothing_of_the_kind>\nint main() { return x; }\n')).text).toMatch(/^main\.cu:1:10: error: /);
    const { text: told, bytes } = await compile('int missing(); int main() { return missing(); }\n');
    expect(told).toMatch(/undefined reference to 'int missing\(\)'/);
    expect(bytes).toBeUndefined();
  });

  test('whose part cannot be fetched fails, and works when it can', async () => {
    const missing = ['library-core.bin'];
    const { compile } = openParts(missing);
    await expect(compile('int main() { return 0; }\n')).rejects.toThrow('no library-core.bin');
    missing.pop();
    expect((await compile('int main() { return 0; }\n')).bytes).toBeDefined();
  });
});

test('images that the linker makes are those that the build makes', () => {
  const bare = { ...sysroot, library: writeModule(readModule(read('lib.bin')), { positions: false }), threads: writeModule(readModule(read('threads.bin')), { positions: false, threads: true }) };
  const compile = (library: Sysroot, path: string, target: 'cpu' | 'threads' = 'cpu'): Uint8Array => compileProgram({ 'main.cu': text(path) }, { sysroot: library, target }).bytes!;
  for (const path of ['examples/vector_add.cu', 'bench/containers.cu', 'bench/containers.cu']) expect(Buffer.compare(compile(bare, path), compile(sysroot, path)), path).toBe(0);
  expect(Buffer.compare(compile(bare, 'examples/vector_add.cu', 'threads'), compile(sysroot, 'examples/vector_add.cu', 'threads'))).toBe(0);
});

describe('the parts', () => {
  const names = readdirSync(join(folder, 'parts'));

  test('are the whole sysroot, each thing once', () => {
    const texts = names.filter((name) => /^headers-.*\.json$/.test(name)).flatMap((name) => Object.entries(JSON.parse(readFileSync(join(folder, 'parts', name), 'utf8')) as Record<string, string>));
    expect(Object.fromEntries(texts)).toEqual(JSON.parse(readFileSync(join(folder, 'headers.json'), 'utf8')));
    const defined = (bytes: Uint8Array): string[] => {
      const module = readModule(bytes);
      return [...[...module.functions.values()].filter((fn) => fn.body !== undefined), ...[...module.globals.values()].filter((g) => g.init !== undefined && g.linkage !== 'internal')].map((x) => x.name);
    };
    const inParts = names.filter((name) => /^library-.*\.bin$/.test(name)).flatMap((name) => defined(read(`parts/${name}`)));
    const whole = new Set(defined(read('lib.bin')));
    expect(inParts.length).toBe(new Set(inParts).size);
    expect([...whole].filter((name) => !inParts.includes(name))).toEqual([]);
  });
});
