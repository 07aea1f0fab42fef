/** Programs under Node: exit codes, faults of the host program and of kernels, with their source lines. */
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { parseModuleText } from '../../ir/parse-text.js';
import { emitProgram } from '../../back/wasm/program.js';
import { runInNode } from './node-host.js';

const exit = `
func @exit(%code: i32) host external noreturn import "wasi_snapshot_preview1" "proc_exit"
`;

/** Exit code and stderr; the loc of an instruction is its line in p.cu. */
async function run(text: string): Promise<{ code: number; errors: string }> {
  const { bytes } = emitProgram(parseModuleText(exit + text), { resolveLine: (loc) => (loc === 0 ? undefined : { file: 'p.cu', line: loc }) });
  const folder = mkdtempSync(join(tmpdir(), 'run-'));
  const file = join(folder, 'stderr');
  const stderr = openSync(file, 'w');
  try {
    const code = runInNode(bytes, { args: ['p'], stderr });
    return { code, errors: readFileSync(file, 'utf8') };
  } finally {
    closeSync(stderr);
    rmSync(folder, { recursive: true });
  }
}

it('gives the exit code of the program', async () => {
  expect(await run(`
func @_start() host external {
  call @exit(42)
  return
}`)).toEqual({ code: 42, errors: '' });
  expect((await run('func @_start() host external {\n  return\n}')).code).toBe(0);
});

it('host faults end like signals and name their line', async () => {
  const store = await run(`
func @inner(%p: ptr) host internal pretty "inner(int*)" {
  store i32, %p, 1 !7
  return
}
func @_start() host external {
  call @inner(4294967280p) !12
  return
}`);
  expect(store).toEqual({
    code: 139,
    errors: 'p.cu:7: Segmentation fault: invalid memory access\n    in inner(int*) (p.cu:7)\n    in _start (p.cu:12)\n',
  });
  const division = await run(`
func @divide(%a: i32, %b: i32) -> i32 host internal {
  %r: i32 = sdiv %a, %b !3
  return %r
}
func @_start() host external {
  %x: i32 = call @divide(1, 0) !4
  call @exit(%x)
  return
}`);
  expect(division.code).toBe(136);
  expect(division.errors).toContain('p.cu:3: Floating point exception');
  const recursion = await run(`
func @_start() host external {
  %a: ptr = alloca [1000 x i32] "a"
  store i32, %a, 1
  call @_start() !5
  %x: i32 = load i32, %a
  call @exit(%x)
  return
}`);
  expect(recursion.code).toBe(139);
  expect(recursion.errors).toContain('stack overflow');
});

it('faults of kernels become CUDA errors', async () => {
  const text = (body: string): string => `
func @guarded(%entry: i32, %launch: ptr, %first: i32, %end: i32) -> i32 host external import "cuda_wasm" "call_guarded"
global @launch: bytes<56, 8> host internal align 8 = hex "010000000100000001000000010000000100000001000000"
func @k() kernel external pretty "k(int*)" kernel() bytes 0 {
  ${body}
}
func @_start() host external {
  %entry: ptr = index bytes<16, 8>, &@k, 1
  %e: i32 = load i32, %entry
  %code: i32 = call @guarded(%e, @launch, 0, 1)
  %low: i32 = sub %code, 600
  call @exit(%low)
  return
}`;
  const address = await run(text('store i32, 4294967280p, 1 !33\n  return'));
  expect(address.code).toBe(100);
  expect(address.errors).toBe('p.cu:33: CUDA error 700 in kernel k(int*): invalid memory access\n');
  const nothing = await run(text('store i32, null, 1\n  return'));
  expect(nothing).toEqual({ code: 100, errors: 'CUDA error 700: a kernel wrote through a null pointer\n' });
  expect((await run(text('intrinsic trap() !34\n  unreachable'))).code).toBe(119);
  expect(await run(text('intrinsic abort-kernel(710)\n  unreachable'))).toEqual({ code: 110, errors: '' });
  expect((await run(text("return"))).code & 0xff).toBe(-600 & 0xff);
});
