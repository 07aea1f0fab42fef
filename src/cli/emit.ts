/** `cuda-wasm emit`: generated code as text, of one unit after optimisation. */
import { moduleToWat } from '../back/wasm/wat.js';
import { emitKernelWgsl } from '../back/wgsl/index.js';
import { ownLines } from '../driver/device-shaders.js';
import { printModule } from '../ir/print.js';
import { optimize } from '../passes/pipeline.js';
import type { FlagSettings } from './nvcc-flags.js';
import { buildProgram } from './program.js';
import type { Session } from './session.js';
import { compileFiles, createSession, printDiagnostics } from './session.js';

export interface EmitOptions {
  readonly output?: string;
  readonly ir?: boolean;
  readonly wat?: boolean;
  readonly wgsl?: boolean;
  readonly kernel?: string;
  readonly large?: boolean;
  readonly threads?: boolean;
  readonly verifyIr?: boolean;
}

export function emitCommand(files: readonly string[], settings: FlagSettings, options: EmitOptions): number {
  const session = createSession(settings, options);
  process.stdout.write(emitText(session, files, options) ?? '');
  return printDiagnostics(session) ? 1 : 0;
}

/** The text that `emit` prints; undefined after errors that leave nothing to print. Errors are in the session's diagnostics. */
export function emitText(session: Session, files: readonly string[], options: EmitOptions): string | undefined {
  const { settings, sources, diagnostics } = session;
  if (options.wat) {
    const bytes = buildProgram(session, files, options.threads ? 'threads' : 'cpu');
    return diagnostics.errorCount > 0 || bytes === undefined ? undefined : moduleToWat(bytes, options.kernel);
  }
  return compileFiles(session, files)
    ?.map((module) => {
      optimize(module, { level: settings.optimize, wholeProgram: false, kernels: options.wgsl ? 'everything' : 'synchronizing', verify: session.options.verifyIr });
      return options.wgsl ? emitKernelWgsl(module, options.kernel, { diagnostics, lineOf: ownLines(sources), large: options.large ?? false }) : printModule(module);
    })
    .join('');
}
