/**
 * Kernels without a program: a source with kernels → what the runtime launches them from (src/runtime/modules), for one target. In: a source, its headers in memory, the sysroot. Out: a WebAssembly module, for WebGPU the shaders apart
 * from it, and the reflection; or diagnostics. The source needs no main.
 *
 * Instances of templates are there if the source instantiates them, or if a name expression names them (`scale<float>`), as NVRTC has it: such expressions are compiled behind the source. The module has a table of all kernels and variables
 * of the source, in the reflection's order, which keeps them (sysroot/lib/module/entry.cpp).
 */
import { kernelsSection } from '../back/wasm/device-shaders.js';
import type { JsonDiagnostic } from '../diagnostics/render.js';
import { diagnosticsToJson, renderDiagnostics } from '../diagnostics/render.js';
import type { Binary } from '../ir/binary.js';
import { functionKey } from '../ir/build.js';
import type { Func, Global, Module } from '../ir/ir.js';
import type { FileSystem } from '../source/file-system.js';
import type { CompiledUnits, SourceOptions } from './compile-program.js';
import type { ReadSavedPrelude } from './prelude.js';
import { compileUnits } from './compile-program.js';
import { linkProgram } from './link.js';
import type { KernelReflection, KernelSymbol, Reflection, VariableReflection } from './reflection.js';
import { createTypeReflector, kernelsOfUnit, variableName } from './reflection.js';
import type { VarSymbol } from '../tree/index.js';

export type KernelTarget = 'cpu' | 'webgpu';

export interface KernelOptions extends Omit<SourceOptions, 'target' | 'units'> {
  /** Kernels by expressions that name them, templates with their arguments: each is compiled, whether the source uses it or not. */
  readonly kernels?: readonly string[];
  /** On the CPU several threads can run them; true unless given. */
  readonly threads?: boolean;
  /** The source's name in messages; `kernels.cu` unless given. */
  readonly name?: string;
}

/** The libraries of a module of kernels, by the names of their files; earlier ones win. */
const libraries = { cpu: ['module.bin', 'lib.bin'], threads: ['module-threads.bin', 'threads.bin', 'lib.bin'], webgpu: ['module.bin', 'webgpu.bin', 'lib.bin'] } as const;

export function moduleLibraries({ target, threads }: Pick<KernelUnits, 'target' | 'threads'>): readonly string[] {
  return libraries[threads ? 'threads' : target];
}

export interface CompiledKernels {
  /** undefined after errors, as is `reflection`. */
  readonly module: Uint8Array<ArrayBuffer> | undefined;
  /** JSON of the shaders, for WebGPU. */
  readonly shaders: string | undefined;
  readonly reflection: Reflection | undefined;
  readonly diagnostics: readonly JsonDiagnostic[];
  readonly text: string;
}

/** Kernels that are compiled and not linked yet. */
export interface KernelUnits {
  readonly units: CompiledUnits;
  readonly target: KernelTarget;
  /** Several threads can run them. */
  readonly threads: boolean;
  readonly reflect: (staticShared: ReadonlyMap<string, number>) => Reflection;
}

const table = '__cw_module_table';
const expressionPrefix = '__cw_name_expression_';
const defaultName = 'kernels.cu';

/** `files`: further texts by path, for includes. */
export function compileKernelUnits(source: string, files: Readonly<Record<string, string>>, target: KernelTarget, options: KernelOptions, headers: FileSystem, savedPrelude: ReadSavedPrelude): KernelUnits {
  const { kernels: expressions = [], name = defaultName, threads = true, ...own } = options;
  let kernels: readonly KernelSymbol[] = [];
  let variables: readonly VarSymbol[] = [];
  const units = compileUnits({ ...files, [name]: withExpressions(source, expressions) }, { ...own, target, units: [name] }, headers, savedPrelude, (unit, sources) => {
    ({ kernels, variables } = kernelsOfUnit(unit, (loc) => sources.isSystem(loc)));
  });
  const [module] = units.modules;
  const named = new Map<string, string[]>();
  const funcs: Func[] = [];
  const globals: Global[] = [];
  if (module !== undefined) {
    // What initializes variables of the host is no kernel's concern.
    module.constructors.length = 0;
    expressions.forEach((expression, i) => {
      const kernel = namedKernel(module, `${expressionPrefix}${i}`);
      if (kernel !== undefined) named.set(kernel.name, [...(named.get(kernel.name) ?? []), expression]);
    });
    kernels = kernels.filter(({ symbol }) => module.functions.get(functionKey(symbol.mangled, 'both'))?.body !== undefined);
    variables = variables.filter((variable) => module.globals.get(variable.mangled)?.init !== undefined);
    funcs.push(...kernels.map(({ symbol }) => module.functions.get(functionKey(symbol.mangled, 'both'))!));
    globals.push(...variables.map((variable) => module.globals.get(variable.mangled)!));
    addTable(module, [...funcs, ...globals]);
  }
  const reflect = (staticShared: ReadonlyMap<string, number>): Reflection => {
    const types = createTypeReflector();
    return {
      kernels: kernels.map(({ symbol, name: kernelName }, i): KernelReflection => {
        const info = funcs[i]!.kernel!;
        return {
          name: kernelName, mangled: symbol.mangled, expressions: named.get(symbol.mangled) ?? [], paramBytes: info.paramBytes, staticShared: staticShared.get(symbol.mangled) ?? 0, maxThreads: info.maxThreads ?? 1024,
          params: info.params.map((param, j) => ({ name: param.name, offset: param.offset, bytes: param.type.size, type: types.describe(symbol.type.params[j]!) })),
        };
      }),
      variables: variables.map((variable, i): VariableReflection => ({
        name: variableName(variable), mangled: variable.mangled, space: variable.storage as VariableReflection['space'], bytes: globals[i]!.type.size, type: types.describe(variable.type),
      })),
      structs: types.structs,
    };
  };
  return { units, target, threads: threads && target === 'cpu', reflect };
}

/** Links, if there were no errors. */
export function linkKernelUnits({ units, target, threads, reflect }: KernelUnits, libraries: () => readonly Binary[]): CompiledKernels {
  const { modules, options, diagnostics, sources, onPhase } = units;
  const linked = diagnostics.errorCount > 0 ? undefined : linkProgram(modules, libraries(), options, { sources, diagnostics, onPhase, webgpu: target === 'webgpu', threads, kernelModule: true });
  const done = diagnostics.errorCount > 0 ? undefined : linked;
  const [module, shaders] = done === undefined ? [undefined, undefined] : target === 'webgpu' ? takeSection(done.bytes, kernelsSection) : [done.bytes, undefined];
  return { module, shaders, reflection: done && reflect(done.staticShared), diagnostics: diagnosticsToJson(diagnostics.list, sources), text: renderDiagnostics(diagnostics.list, sources) };
}

/** Each expression's kernel is what a constant of its own points to. */
function withExpressions(source: string, expressions: readonly string[]): string {
  if (expressions.length === 0) return source;
  return `${source}\n${expressions.map((expression, i) => `extern "C" void* const ${expressionPrefix}${i}; void* const ${expressionPrefix}${i} = (void*)(\n#line 1 "kernel name ${i + 1}"\n${expression.replaceAll('\n', ' ')}\n);\n`).join('')}`;
}

function namedKernel(module: Module, name: string): Func | undefined {
  const target = module.globals.get(name)?.init?.relocations[0]?.target;
  return target?.kind === 'function' && target.space === 'kernel' ? target : undefined;
}

function addTable(module: Module, entries: readonly (Func | Global)[]): void {
  module.globals.set(table, {
    kind: 'global', name: table, type: { kind: 'bytes', size: 8 * Math.max(1, entries.length), align: 8 }, space: 'host', linkage: 'external', align: 8, constant: true, loc: 0,
    init: { bytes: new Uint8Array(8 * Math.max(1, entries.length)), relocations: entries.map((target, i) => ({ offset: 8 * i, target, addend: 0 })) },
  });
}

/** Takes a custom section out of a module: the rest, and its text. */
function takeSection(bytes: Uint8Array<ArrayBuffer>, name: string): readonly [Uint8Array<ArrayBuffer>, string] {
  const header = 8;
  const rest: Uint8Array[] = [bytes.subarray(0, header)];
  let text = '';
  for (let at = header; at < bytes.length; ) {
    const start = at;
    const id = bytes[at++];
    const [size, body] = readU32(bytes, at);
    at = body + size;
    if (id === 0) {
      const [length, from] = readU32(bytes, body);
      if (new TextDecoder().decode(bytes.subarray(from, from + length)) === name) {
        text = new TextDecoder().decode(bytes.subarray(from + length, at));
        continue;
      }
    }
    rest.push(bytes.subarray(start, at));
  }
  const joined = new Uint8Array(rest.reduce((sum, part) => sum + part.length, 0));
  let to = 0;
  for (const part of rest) {
    joined.set(part, to);
    to += part.length;
  }
  return [joined, text];
}

/** A LEB128 number, and where what follows it begins. */
function readU32(bytes: Uint8Array, at: number): readonly [number, number] {
  let value = 0;
  for (let shift = 0; ; shift += 7) {
    const byte = bytes[at++]!;
    value |= (byte & 0x7f) << shift;
    if (byte < 0x80) return [value >>> 0, at];
  }
}
