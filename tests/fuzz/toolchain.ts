/**
 * What the fuzzers compare: our compiler in this process with the program run in a worker under a time limit, and g++. In: a source text. Out: what it printed, or how it failed.
 * FUZZ_SYSROOT names another sysroot than dist/sysroot.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { compileUnit } from '../../src/driver/compile.js';
import { linkProgram } from '../../src/driver/link.js';
import type { CompileOptions } from '../../src/driver/options.js';
import { defaultOptions } from '../../src/driver/options.js';
import { createDiagnostics } from '../../src/diagnostics/sink.js';
import { renderDiagnostics } from '../../src/diagnostics/render.js';
import type { Binary } from '../../src/ir/binary.js';
import { openBinary } from '../../src/ir/binary.js';
import type { LoopedForms } from '../../src/back/wgsl/kernel-shader.js';
import type { Module } from '../../src/ir/ir.js';
import type { ExecutionModel } from '../../src/passes/threads/lower-kernel.js';
import { librariesOf } from '../../src/driver/sysroot.js';
import type { FileSystem } from '../../src/source/file-system.js';
import { createSourceManager } from '../../src/source/source-manager.js';

const sysroot = process.env.FUZZ_SYSROOT ?? join(process.cwd(), 'dist/sysroot');

const unbuilt = !existsSync(join(sysroot, 'lib.bin'));
export const hasGxx = spawnSync('g++', ['--version']).status === 0;

/** Why programs cannot be run and compared here; undefined where they can. */
export const missing: string | undefined = unbuilt ? 'dist/sysroot/lib.bin is not built' : hasGxx ? undefined : 'g++ is missing';

const texts = new Map<string, string | undefined>();

function withSource(path: string, source: string, others: ReadonlyMap<string, string>): FileSystem {
  return {
    read(name) {
      if (name === path) return source;
      const other = others.get(name);
      if (other !== undefined) return other;
      if (!name.startsWith(sysroot)) return undefined;
      if (!texts.has(name)) {
        let text: string | undefined;
        try {
          text = readFileSync(name, 'utf8');
        } catch {
          text = undefined;
        }
        texts.set(name, text);
      }
      return texts.get(name);
    },
  };
}

const libraries = new Map<string, Binary>();
let prelude: Uint8Array | undefined;

function readBinary(name: string): Uint8Array {
  const bytes = readFileSync(join(sysroot, name));
  return new Uint8Array(bytes.buffer as ArrayBuffer, bytes.byteOffset, bytes.length);
}

export interface Compilation {
  readonly bytes: Uint8Array<ArrayBuffer> | undefined;
  readonly messages: string;
  readonly errors: number;
  /** Of processor time. */
  readonly milliseconds: number;
}

interface Input {
  readonly path?: string;
  readonly files?: ReadonlyMap<string, string>;
}

/** The unit of a source, or undefined, with all that its compilation had. Throws what the compiler throws: an internal error. */
function frontEnd(source: string, options: Partial<CompileOptions>, more: Input) {
  const path = more.path ?? '/fuzz/program.cpp';
  const sources = createSourceManager();
  const diagnostics = createDiagnostics(sources, { noWarnings: true, warningsAreErrors: false });
  const all: CompileOptions = { ...defaultOptions, ...options, systemDirs: [join(sysroot, 'include')] };
  const files = withSource(path, source, more.files ?? new Map());
  const unit = compileUnit(path, 'program', all, { files, sources, diagnostics, savedPrelude: (file) => (file === 'prelude.bin' ? (prelude ??= readBinary(file)) : undefined) });
  return { unit, sources, diagnostics, all };
}

/** Each is read once. */
function libraryNamed(name: string): Binary {
  let found = libraries.get(name);
  if (found === undefined) libraries.set(name, (found = openBinary(readBinary(name))));
  return found;
}

/** `looped`: the program's kernels are shaders, in the forms that this asks for. Throws what the compiler throws: an internal error. */
export function compile(source: string, options: Partial<CompileOptions>, more: Input & { readonly model?: ExecutionModel; readonly frontOnly?: boolean; readonly looped?: LoopedForms; readonly beforeLinking?: (unit: Module, library: Binary) => void } = {}): Compilation {
  const start = process.cpuUsage();
  const { unit, sources, diagnostics, all } = frontEnd(source, options, more);
  const env = { sources, diagnostics, ...(more.model === undefined ? {} : { model: more.model }), ...(more.looped === undefined ? {} : { webgpu: true, looped: more.looped }) };
  if (unit !== undefined) more.beforeLinking?.(unit, libraryNamed('lib.bin'));
  const known = librariesOf[more.looped === undefined ? 'cpu' : 'webgpu'];
  const program = unit === undefined || more.frontOnly === true ? undefined : linkProgram([unit], known.map(libraryNamed), all, env);
  return { bytes: program?.bytes, errors: diagnostics.errorCount, messages: renderDiagnostics(diagnostics.list, sources, { color: false }), milliseconds: process.cpuUsage(start).user / 1000 };
}

/** A small WASI, enough for stdout. */
const workerText = `
const { parentPort } = require('node:worker_threads');
class Exit { constructor(code) { this.code = code; } }
class Aborted { constructor(code) { this.code = code; } }
parentPort.on('message', (bytes) => {
  let text = '', e;
  const decoder = new TextDecoder();
  const wasi = new Proxy({
    fd_write(fd, iovs, n, written) {
      const view = new DataView(e.memory.buffer);
      let total = 0;
      for (let i = 0; i < n; i++) {
        const at = view.getUint32(iovs + 8 * i, true), length = view.getUint32(iovs + 8 * i + 4, true);
        if (text.length < 1e6) text += decoder.decode(new Uint8Array(e.memory.buffer, at, length));
        total += length;
      }
      view.setUint32(written, total, true);
      return 0;
    },
    proc_exit(code) { throw new Exit(code); },
  }, { get: (known, name) => known[name] ?? (() => 8) });
  const cuda_wasm = {
    null_written: () => { throw new Error('stored through a null pointer'); },
    call_guarded(entry, launch, first, end) {
      try { e.__indirect_function_table.get(entry)(launch, first, end); return 0; }
      catch (thrown) { if (thrown instanceof Aborted) return thrown.code; text += 'kernel: ' + thrown + '\\n'; return 719; }
    },
    abort_kernel(code) { throw new Aborted(code); },
    clock: () => process.hrtime.bigint(),
  };
  try {
    const instance = new WebAssembly.Instance(new WebAssembly.Module(bytes), { wasi_snapshot_preview1: wasi, cuda_wasm });
    e = instance.exports;
    e._start();
    text += 'exit 0';
  } catch (thrown) {
    text += thrown instanceof Exit ? 'exit ' + thrown.code : String(thrown);
  }
  parentPort.postMessage(text);
});`;

let worker: Worker | undefined;

let previous: Promise<unknown> = Promise.resolve();

/** What the module prints, its exit code last. Modules run one after the other, so that each caller gets its own's output, callers whose own caller no longer waits among them. */
export function execute(bytes: Uint8Array<ArrayBuffer>, limit = 10_000): Promise<string> {
  const result = previous.then(() => executeNow(bytes, limit));
  previous = result;
  return result;
}

function executeNow(bytes: Uint8Array<ArrayBuffer>, limit: number): Promise<string> {
  const current = (worker ??= new Worker(workerText, { eval: true }));
  current.ref();
  return new Promise((resolve) => {
    const timer = setTimeout(() => {
      worker = undefined;
      void current.terminate();
      resolve('time limit');
    }, limit);
    current.removeAllListeners('message');
    current.once('message', (text: string) => {
      clearTimeout(timer);
      current.unref();
      resolve(text);
    });
    current.postMessage(bytes);
  });
}

/** Compiles and runs; failures of any kind are told in the text. */
export async function ours(source: string, optimize: 0 | 2 | 3, more: { readonly path?: string; readonly model?: ExecutionModel } = {}): Promise<string> {
  let compiled: Compilation;
  try {
    compiled = compile(source, { optimize, verifyIr: process.env.FUZZ_VERIFY !== undefined }, more);
  } catch (error) {
    return `internal error: ${error instanceof Error ? error.message : String(error)}`;
  }
  return compiled.bytes === undefined ? `diagnostics: ${compiled.messages}` : execute(compiled.bytes);
}

/** What the program prints when built by g++, its exit code last; undefined where g++ rejects it. */
export function gxx(source: string, flags: readonly string[] = ['-O1']): string | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'fuzz-'));
  try {
    const file = join(folder, 'program.cpp');
    const program = join(folder, 'program');
    writeFileSync(file, source);
    const built = spawnSync('g++', ['-std=c++17', ...flags, '-fwrapv', '-ffp-contract=off', '-w', file, '-o', program], { encoding: 'utf8' });
    if (built.status !== 0) {
      if (process.env.FUZZ_VERBOSE !== undefined) process.stderr.write(built.stderr.slice(0, 2000));
      return undefined;
    }
    const result = spawnSync(program, { encoding: 'utf8', timeout: 10_000 });
    return `${result.stdout}${result.signal === null ? `exit ${result.status}` : result.signal}`;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The first line in which two outputs differ. */
export function firstDifference(expected: string, actual: string): string {
  const a = expected.split('\n');
  const b = actual.split('\n');
  let i = 0;
  while (i < a.length && a[i] === b[i]) i++;
  return `line ${i + 1}: expected ${JSON.stringify(a[i] ?? null)}, got ${JSON.stringify((b[i] ?? 'null').slice(0, 600))}`;
}
