/** Files → one linked WebAssembly program, the sysroot's library included. */
import type { EmittedProgram } from '../back/wasm/program.js';
import { driverMessages } from '../diagnostics/driver-messages.js';
import { linkProgram } from '../driver/link.js';
import type { ProgramTarget } from '../driver/sysroot.js';
import { librariesOf } from '../driver/sysroot.js';
import type { Binary } from '../ir/binary.js';
import { openBinary } from '../ir/binary.js';
import { readSysrootLibrary, sysrootFolder } from './node-files.js';
import type { Session } from './session.js';
import { compileFiles } from './session.js';

export function buildProgram(session: Session, files: readonly string[], target: ProgramTarget = 'cpu'): EmittedProgram | undefined {
  const modules = compileFiles(session, files);
  if (modules === undefined) return undefined;
  const start = performance.now();
  const libraries: Binary[] = [];
  for (const name of librariesOf[target]) {
    const bytes = readSysrootLibrary(name);
    if (bytes === undefined) {
      session.diagnostics.report(driverMessages.noLibrary, 0, [sysrootFolder()]);
      return undefined;
    }
    libraries.push(openBinary(bytes));
  }
  session.onPhase('open library', performance.now() - start);
  return linkProgram(modules, libraries, session.options, { ...session, webgpu: target === 'webgpu' });
}
