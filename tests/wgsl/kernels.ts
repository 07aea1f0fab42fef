/** The kernels of a program, ready for the WGSL back end. */
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import type { KernelShader } from '../../src/back/wgsl/interface.js';
import { kernelShader } from '../../src/back/wgsl/kernel-shader.js';
import type { FlagSettings } from '../../src/cli/nvcc-flags.js';
import { defaultSettings } from '../../src/cli/nvcc-flags.js';
import { compileFiles, createSession } from '../../src/cli/session.js';
import { renderDiagnostics } from '../../src/diagnostics/render.js';
import { optimize } from '../../src/passes/pipeline.js';

export const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');

/** Refusals are `what is needed @ loc`. */
export function shadersOf(file: string, own: Partial<FlagSettings> = {}): KernelShader[] {
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
