/** `cuda-wasm build`: a WASI command module, or with -c one object (serialized IR) a source. */
import { writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { writeModule } from '../ir/binary.js';
import type { FlagSettings } from './nvcc-flags.js';
import { buildProgram } from './program.js';
import { compileFiles, createSession, printDiagnostics, printPhases } from './session.js';

export interface BuildOptions {
  readonly output?: string;
  readonly check?: boolean;
  readonly verbose?: boolean;
  readonly verifyIr?: boolean;
}

export function buildCommand(files: readonly string[], settings: FlagSettings, options: BuildOptions): number {
  const session = createSession(settings, options);
  if (settings.compileOnly) {
    if (files.length > 1 && options.output !== undefined) {
      process.stderr.write("error: '-o' with several sources and -c\n");
      return 1;
    }
    const modules = compileFiles(session, files);
    if (printDiagnostics(session) || modules === undefined) return 1;
    modules.forEach((module, i) => writeFileSync(options.output ?? basename(files[i]!).replace(/\.[^.]*$/, '.o'), writeModule(module)));
    return 0;
  }
  const emitted = buildProgram(session, files, true);
  if (printDiagnostics(session) || emitted === undefined) return 1;
  if (options.verbose) printPhases(session);
  writeFileSync(options.output ?? 'a.out.wasm', emitted.bytes);
  return 0;
}
