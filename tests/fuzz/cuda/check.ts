/**
 * One generated program through all phases and both back ends. In: the source. Out: undefined, or what is wrong with the compiler: diagnostics for what is valid, an internal error, a WebAssembly module or
 * a shader that its validator rejects, a program that takes too long, an output that depends on the level of optimization or on the execution model.
 */
import { kernelShader } from '../../../src/back/wgsl/kernel-shader.js';
import { prepareKernels } from '../../../src/back/wgsl/prepare/index.js';
import { createDiagnostics } from '../../../src/diagnostics/sink.js';
import type { Binary } from '../../../src/ir/binary.js';
import type { Module } from '../../../src/ir/ir.js';
import { link } from '../../../src/ir/link.js';
import { shaderText } from '../../../src/runtime/webgpu/shader-text.js';
import { mainForm } from '../../../src/runtime/webgpu/ways.js';
import { createSourceManager } from '../../../src/source/source-manager.js';
import { compile, execute } from '../toolchain.js';
import type { Validator } from '../../wgsl/validator.js';

export const cudaPath = '/fuzz/program.cu';
const flags = { extendedLambda: true, relaxedConstexpr: true } as const;

/** Storage buffers that any device binds. */
const MOST_BINDINGS = 8;

/** Milliseconds of the compiler for one program. */
const SLOW = 5000;

export interface CheckOptions {
  readonly optimize: 0 | 1 | 2 | 3;
  readonly verifyIr: boolean;
  /** Runs the program as it is optimised, unoptimised and with resumable threads. */
  readonly run: boolean;
  readonly validator: Validator | undefined;
}

const told = (error: unknown): string => {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const place = cause instanceof Error ? (cause.stack ?? '').split('\n').slice(1, 4).map((line) => line.trim().split(' ')[1]).join(' < ') : '';
  return `internal error: ${cause instanceof Error ? cause.message : String(cause)} (${place})`;
};

export async function checkProgram(source: string, options: CheckOptions): Promise<string | undefined> {
  const { optimize, verifyIr } = options;
  let bytes: Uint8Array<ArrayBuffer> | undefined;
  let shaders: readonly string[] = [];
  try {
    const result = compile(source, { ...flags, optimize, verifyIr }, { path: cudaPath, beforeLinking: options.validator === undefined ? () => {} : (unit, library) => { shaders = shadersOf(unit, library); } });
    if (result.bytes === undefined) return `diagnostics: ${result.messages.slice(0, 1500)}`;
    if (result.milliseconds > SLOW) return `slow: ${result.milliseconds.toFixed(0)} ms`;
    bytes = result.bytes;
  } catch (error) {
    return told(error);
  }
  if (!WebAssembly.validate(bytes)) return `invalid WebAssembly: ${reasonOf(bytes)}`;
  for (const text of shaders) {
    statistics.shaders++;
    const complaints = await options.validator!.complaints(text);
    if (complaints.length > 0) return `invalid WGSL: ${complaints.join('\n').slice(0, 800)}\n${text}`;
  }
  return options.run ? compareRuns(source, bytes, optimize) : undefined;
}

function reasonOf(bytes: Uint8Array<ArrayBuffer>): string {
  try {
    new WebAssembly.Module(bytes);
    return '';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Shaders validated; and what kernels needed that the back end refuses, as is its good right. */
export const statistics = { shaders: 0, refusals: new Map<string, number>() };

/** All forms of all kernels' shaders. The unit is as it was afterwards: kernels are copied. */
function shadersOf(unit: Module, library: Binary): string[] {
  const texts: string[] = [];
  const module = link({ modules: [unit], libraries: [library], roots: ['_start'], provided: () => true }, createDiagnostics(createSourceManager(), { noWarnings: true, warningsAreErrors: false }));
  for (const fn of prepareKernels(module, { level: 2 })) {
    const shader = kernelShader(fn, () => undefined, {
      refusal: (_fn, _loc, what) => {
        statistics.refusals.set(what, (statistics.refusals.get(what) ?? 0) + 1);
        return what;
      },
    });
    const main = mainForm(shader, { maxBindings: MOST_BINDINGS });
    for (const [form, flat] of [[main, false], [main, true], [main === shader.distinct ? shader.aliased : undefined, false]] as const) {
      if (form !== undefined) texts.push(shaderText(form, { partition: form.bindings.map((_, i) => i), flat, heaps: 1, roots: form.heaps?.roots.map(() => 0) ?? [] }));
    }
  }
  return texts;
}

async function compareRuns(source: string, bytes: Uint8Array<ArrayBuffer>, optimize: number): Promise<string | undefined> {
  const expected = await execute(bytes);
  if (!expected.endsWith('exit 0')) return `fails at -O${optimize}: ${expected.slice(-300)}`;
  for (const other of [{ optimize: 0, model: undefined }, { optimize: 3, model: 'fibers' }] as const) {
    let compiled: Uint8Array<ArrayBuffer> | undefined;
    try {
      compiled = compile(source, { ...flags, optimize: other.optimize }, { path: cudaPath, ...(other.model === undefined ? {} : { model: other.model }) }).bytes;
    } catch (error) {
      return told(error);
    }
    const actual = compiled === undefined ? 'diagnostics' : await execute(compiled);
    if (actual !== expected) return `-O${other.optimize} ${other.model ?? ''} differs from -O${optimize}:\n${actual.slice(0, 400)}\nnot\n${expected.slice(0, 400)}`;
  }
  return undefined;
}
