/** `cuda-wasm emit`: generated code as text. IR is that of each unit after optimisation; WebAssembly and WGSL are those of the program, with what they need of the library. */
import { moduleToWat } from '../back/wasm/wat.js';
import { emitKernelWgsl } from '../back/wgsl/index.js';
import { ownLines } from '../driver/device-shaders.js';
import { linkKernels } from '../driver/link.js';
import type { Binary } from '../ir/binary.js';
import { printModule } from '../ir/print.js';
import { optimize } from '../passes/pipeline.js';
import type { FlagSettings } from './nvcc-flags.js';
import { buildProgram, openLibraries } from './program.js';
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
  const kinds = (['ir', 'wat', 'wgsl'] as const).filter((kind) => options[kind]);
  if (kinds.length > 1) settings.problems.push(`one kind of code is printed at a time: --${kinds.join(' or --')}`);
  const session = createSession(settings, options);
  process.stdout.write(emitText(session, files, options) ?? '');
  return printDiagnostics(session) ? 1 : 0;
}

/** The text that `emit` prints; undefined after errors that leave nothing to print. Errors are in the session's diagnostics. `open`: the libraries that shaders take functions from. */
export function emitText(session: Session, files: readonly string[], options: EmitOptions, open: (session: Session) => readonly Binary[] | undefined = (s) => openLibraries(s, 'webgpu')): string | undefined {
  const { settings, sources, diagnostics } = session;
  if (options.wat) {
    const bytes = buildProgram(session, files, options.threads ? 'threads' : 'cpu');
    return diagnostics.errorCount > 0 || bytes === undefined ? undefined : moduleToWat(bytes, options.kernel);
  }
  const modules = compileFiles(session, files);
  if (modules === undefined) return undefined;
  if (options.wgsl) {
    const libraries = open(session);
    const kernels = libraries && linkKernels(modules, libraries, session.options, diagnostics);
    return kernels && emitKernelWgsl(kernels, options.kernel, { diagnostics, lineOf: ownLines(sources), large: options.large ?? false, arenaAlways: session.settings.arenaAlways });
  }
  return modules
    .map((module) => {
      optimize(module, { level: settings.optimize, wholeProgram: false, kernels: 'synchronizing', verify: session.options.verifyIr });
      return printModule(module);
    })
    .join('');
}
