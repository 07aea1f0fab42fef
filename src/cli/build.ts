/** `cuda-wasm build`: a WASI command module, or with -c one object a source. */
import { basename } from 'node:path';
import { driverMessages } from '../diagnostics/driver-messages.js';
import { writeObject } from '../driver/object.js';
import type { FlagSettings } from './nvcc-flags.js';
import { buildProgram } from './program.js';
import { compileFiles, createSession, printDiagnostics, printPhases, writeOutput } from './session.js';

export interface BuildOptions {
  readonly output?: string;
  readonly check?: boolean;
  readonly verbose?: boolean;
  readonly verifyIr?: boolean;
}

export function buildCommand(files: readonly string[], settings: FlagSettings, options: BuildOptions): number {
  const session = createSession(settings, options);
  if (settings.compileOnly) {
    if (files.length > 1 && options.output !== undefined) session.diagnostics.report(driverMessages.severalOutputs, 0, [String(files.length)]);
    const modules = compileFiles(session, files);
    if (session.diagnostics.errorCount === 0) {
      modules?.forEach((module, i) => writeOutput(session, options.output ?? basename(files[i]!).replace(/\.[^.]*$/, '.o'), writeObject(module, session.sources)));
    }
    if (options.verbose) printPhases(session);
    return printDiagnostics(session) ? 1 : 0;
  }
  const emitted = buildProgram(session, files, 'plain');
  if (emitted !== undefined && session.diagnostics.errorCount === 0) writeOutput(session, options.output ?? 'a.out.wasm', emitted.bytes);
  if (options.verbose) printPhases(session);
  return printDiagnostics(session) ? 1 : 0;
}
