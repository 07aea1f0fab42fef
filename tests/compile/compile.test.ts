/**
 * Generated code as text: tests/compile/<form>/<feature>.cu beside what `cuda-wasm emit` makes of it (`.ir`, `.wat`, `.wgsl`; `.err` where diagnostics are expected). `UPDATE=1 npx vitest run tests/compile`
 * writes the expected files anew; the diff is the review. A first line `// emit: --large --kernel name` passes the options on.
 *
 * All units also pass the IR validator after each pass at all levels, WGSL is checked by Dawn's validator (a null device), and the programs of examples/ by the WebAssembly engine's.
 */
import { existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { moduleToWat } from '../../src/back/wasm/wat.js';
import { emitText } from '../../src/cli/emit.js';
import { defaultSettings } from '../../src/cli/nvcc-flags.js';
import type { Session } from '../../src/cli/session.js';
import { compileFiles, createSession } from '../../src/cli/session.js';
import { renderDiagnostics } from '../../src/diagnostics/render.js';
import { linkProgram } from '../../src/driver/link.js';
import type { Binary } from '../../src/ir/binary.js';
import { openBinary } from '../../src/ir/binary.js';
import type { Validator } from '../wgsl/validator.js';
import { openValidator } from '../wgsl/validator.js';

const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');
const forms = ['ir', 'wat', 'wgsl'] as const;
const LEVELS = [0, 1, 2, 3] as const;

function programs(folder: string): string[] {
  return readdirSync(join(root, folder)).filter((name) => name.endsWith('.cu')).sort().map((name) => `${folder}/${name}`);
}

function openSession(level: (typeof LEVELS)[number] | undefined): Session {
  const settings = defaultSettings();
  return createSession({ ...settings, optimize: level ?? settings.optimize, systemDirs: [join(root, 'sysroot/include')] }, { verifyIr: true });
}

function errorsOf(session: Session): string {
  return renderDiagnostics(session.diagnostics.list, session.sources, { color: false });
}

function library(name: 'lib.bin' | 'webgpu.bin'): Binary {
  const path = join(root, 'dist/sysroot', name);
  if (!existsSync(path)) throw new Error(`${path} is missing: run scripts/build.mjs`);
  const bytes = readFileSync(path);
  return openBinary(new Uint8Array(bytes.buffer as ArrayBuffer, bytes.byteOffset, bytes.length));
}

function shaderLibraries(): Binary[] {
  return [library('webgpu.bin'), library('lib.bin')];
}

function linked(session: Session, file: string): Uint8Array<ArrayBuffer> {
  const modules = compileFiles(session, [file]) ?? [];
  const emitted = linkProgram(modules, [library('lib.bin')], session.options, session);
  if (emitted === undefined) throw new Error(errorsOf(session));
  return new Uint8Array(emitted.bytes);
}

function emitted(session: Session, form: (typeof forms)[number], file: string): string {
  const [options = ''] = /^\/\/ emit: .*/.exec(readFileSync(file, 'utf8')) ?? [];
  const kernel = /--kernel (\S+)/.exec(options)?.[1];
  // Numbers of functions and types depend on the library.
  if (form === 'wat') return moduleToWat(linked(session, file), kernel).replace(/ \(;\d+;\) \(type \$t\d+\)/g, '');
  return emitText(session, [file], { [form]: true, large: options.includes('--large'), ...(kernel === undefined ? {} : { kernel }) }, shaderLibraries) ?? '';
}

/** Compares with the expected file, or writes it; an empty text has no file. */
function golden(path: string, text: string): void {
  if (process.env.UPDATE !== undefined) {
    if (text !== '') writeFileSync(path, text);
    else rmSync(path, { force: true });
  }
  expect(text).toBe(existsSync(path) ? readFileSync(path, 'utf8') : '');
}

let validator: Validator;

beforeAll(async () => {
  process.chdir(root);
  validator = await openValidator();
});
afterAll(() => validator.close());

describe.each(forms)('emit --%s', (form) => {
  it.each(programs(`tests/compile/${form}`))('%s', async (file) => {
    const session = openSession(undefined);
    const text = emitted(session, form, file);
    golden(file.replace(/\.cu$/, '.err'), errorsOf(session));
    golden(file.replace(/\.cu$/, `.${form}`), text);
    if (form === 'wgsl') for (const shader of shadersOf(text)) expect(await validator.complaints(shader), shader).toEqual([]);
  });
});

/** One text a kernel: each begins with a comment at the start of a line that names the kernel. */
function shadersOf(text: string): string[] {
  return text.split(/^(?=\/\/ \S+:\d+: )/m).filter((part) => part !== '');
}

it('says that there is no such kernel', () => {
  const session = openSession(undefined);
  expect(emitText(session, ['tests/compile/wgsl/saxpy.cu'], { wgsl: true, kernel: 'axpy' }, shaderLibraries)).toBe('');
  expect(errorsOf(session)).toContain("error: no kernel is named 'axpy' [CW8202]");
});

it('finds an error in WGSL', async () => {
  expect(await validator.complaints('@compute @workgroup_size(1) fn main() { x = 1; }')).not.toEqual([]);
});

describe.each(LEVELS)('IR is valid after each pass at -O%i', (level) => {
  it.each(forms.flatMap((form) => programs(`tests/compile/${form}`)))('%s', (file) => {
    const session = openSession(level);
    expect(emitText(session, [file], { ir: true }), errorsOf(session)).not.toBe('');
    emitText(openSession(level), [file], { wgsl: true }, shaderLibraries);
  });
});

it.each(programs('examples').flatMap((file) => LEVELS.map((level) => [file, level] as const)))('%s is a valid module at -O%i', (file, level) => {
  expect(WebAssembly.validate(linked(openSession(level), file))).toBe(true);
});
