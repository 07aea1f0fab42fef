/** `cuda-wasm emit`: generated code as text, of one unit after optimisation. */
import { moduleToWat } from '../back/wasm/wat.js';
import { emitKernelWgsl } from '../back/wgsl/index.js';
import { printModule } from '../ir/print.js';
import { optimize } from '../passes/pipeline.js';
import type { FlagSettings } from './nvcc-flags.js';
import { buildProgram } from './program.js';
import { compileFiles, createSession, printDiagnostics } from './session.js';

export interface EmitOptions {
  readonly ir?: boolean;
  readonly wat?: boolean;
  readonly wgsl?: boolean;
  readonly kernel?: string;
  readonly verifyIr?: boolean;
}

export function emitCommand(files: readonly string[], settings: FlagSettings, options: EmitOptions): number {
  const session = createSession(settings, options);
  if (options.wat) {
    const emitted = buildProgram(session, files);
    if (printDiagnostics(session) || emitted === undefined) return 1;
    process.stdout.write(moduleToWat(emitted.bytes, options.kernel));
    return 0;
  }
  const modules = compileFiles(session, files);
  if (modules === undefined) {
    printDiagnostics(session);
    return 1;
  }
  for (const module of modules) {
    optimize(module, { level: settings.optimize, wholeProgram: false, kernels: options.wgsl ? 'everything' : 'synchronizing', verify: session.options.verifyIr });
    if (options.wgsl) process.stdout.write(emitKernelWgsl(module, options.kernel, {
        diagnostics: session.diagnostics,
        lineOf: (loc) => {
          const at = session.sources.expansionLoc(loc);
          return loc === 0 || session.sources.isSystem(at) ? undefined : { ...session.sources.expansion(loc), text: session.sources.lineText(at) };
        },
      }));
    else process.stdout.write(printModule(module));
  }
  return printDiagnostics(session) ? 1 : 0;
}
