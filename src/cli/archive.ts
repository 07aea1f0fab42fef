/** `cuda-wasm archive`: compiles sources into one library of optimised IR, from which programs link what they use. How the sysroot's library is made. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { imageOf } from '../back/wasm/image.js';
import { linkLibrary } from '../driver/link.js';
import { writeModule } from '../ir/binary.js';
import type { FlagSettings } from './nvcc-flags.js';
import { compileFiles, createSession, printDiagnostics } from './session.js';

export function archiveCommand(files: readonly string[], settings: FlagSettings, options: { readonly output: string; readonly verifyIr?: boolean; readonly threads?: boolean }): number {
  settings.language = 'c++';
  const session = createSession(settings, options);
  const modules = compileFiles(session, files);
  if (printDiagnostics(session) || modules === undefined) return 1;
  const library = linkLibrary(modules, session.options, session);
  if (printDiagnostics(session)) return 1;
  mkdirSync(dirname(options.output), { recursive: true });
  writeFileSync(options.output, writeModule(library, { positions: false, image: (fn) => imageOf(fn, options.threads === true) }));
  return 0;
}
