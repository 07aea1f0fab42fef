/** The kernels of a program, ready for the WGSL back end. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { KernelShader } from '../../src/back/wgsl/interface.js';
import { kernelShader } from '../../src/back/wgsl/kernel-shader.js';
import type { PrepareOptions } from '../../src/back/wgsl/prepare/index.js';
import { prepareKernels } from '../../src/back/wgsl/prepare/index.js';
import type { FlagSettings } from '../../src/cli/nvcc-flags.js';
import { defaultSettings } from '../../src/cli/nvcc-flags.js';
import { compileFiles, createSession } from '../../src/cli/session.js';
import { renderDiagnostics } from '../../src/diagnostics/render.js';
import { openBinary } from '../../src/ir/binary.js';
import type { Func, Module } from '../../src/ir/ir.js';
import { link } from '../../src/ir/link.js';
import { printModule } from '../../src/ir/print.js';
import { optimize } from '../../src/passes/pipeline.js';

export const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');

const known = new Map<string, readonly KernelShader[]>();

/** Refusals are `what is needed @ loc`. Each file is compiled once. */
export function shadersOf(file: string): readonly KernelShader[] {
  if (!known.has(file)) known.set(file, shadersWith(file, {}));
  return known.get(file)!;
}

export function shadersWith(file: string, own: Partial<FlagSettings>): readonly KernelShader[] {
  const settings = { ...defaultSettings(), ...own };
  const session = createSession({ ...settings, systemDirs: [join(root, 'sysroot/include')] }, { verifyIr: true });
  const modules = compileFiles(session, [file]);
  if (modules === undefined) throw new Error(renderDiagnostics(session.diagnostics.list, session.sources, { color: false }));
  return modules.flatMap((module) => {
    optimize(module, { level: settings.optimize, wholeProgram: false, kernels: 'everything' });
    const kernels = [...module.functions.values()].filter((fn) => fn.space === 'kernel' && fn.body !== undefined);
    return kernels.map((fn) => kernelShader(fn, () => undefined, { refusal: (_fn, _loc, what) => what }));
  });
}

/** A program's kernels linked with the library, as program assembly prepares them; `before`: the linked module's text. */
export function prepared(program: string, options: Partial<PrepareOptions> = {}): { readonly linked: Module; readonly kernels: Func[]; readonly before: string } {
  const folder = mkdtempSync(join(tmpdir(), 'cuda-wasm-prepare-'));
  try {
    const file = join(folder, 'program.cu');
    writeFileSync(file, program);
    const session = createSession({ ...defaultSettings(), systemDirs: [join(root, 'sysroot/include')] }, {});
    const bytes = readFileSync(join(root, 'dist/sysroot/lib.bin'));
    const library = openBinary(new Uint8Array(bytes.buffer as ArrayBuffer, bytes.byteOffset, bytes.length));
    const linked = link({ modules: compileFiles(session, [file]) ?? [], libraries: [library], roots: ['_start'], provided: () => true }, session.diagnostics);
    const before = printModule(linked);
    return { linked, before, kernels: prepareKernels(linked, { level: 0, verify: true, ...options }) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
