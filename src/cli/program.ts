/** Files → one linked WebAssembly program, the sysroot's library included; or the same from the cache. */
import { driverMessages } from '../diagnostics/driver-messages.js';
import type { LoopedForms } from '../back/wgsl/kernel-shader.js';
import { renderDiagnostics } from '../diagnostics/render.js';
import { linkProgram } from '../driver/link.js';
import type { ProgramTarget, WantedTarget } from '../driver/sysroot.js';
import { librariesOf, linkingFor, usefulTarget } from '../driver/sysroot.js';
import type { Binary } from '../ir/binary.js';
import { openBinary } from '../ir/binary.js';
import { readSysrootLibrary, sysrootFolder } from './node-files.js';
import type { ProgramRequest } from './program-cache.js';
import { openProgramCache, replayWarnings } from './program-cache.js';
import type { Session } from './session.js';
import { compileFiles } from './session.js';

/** The module's bytes, or undefined after errors, which are not printed yet. `looped`: what is known of the device that kernels will run on; without it they are ready for all devices. */
export function buildProgram(session: Session, files: readonly string[], target: WantedTarget = 'cpu', looped?: LoopedForms): Uint8Array<ArrayBuffer> | undefined {
  const { diagnostics, settings, flags, kernels, sources } = session;
  const cache = diagnostics.errorCount === 0 ? openProgramCache(flags) : undefined;
  const request: ProgramRequest = { settings, options: flags, target: looped === undefined ? target : `${target} ${JSON.stringify(looped)}`, files };
  const start = performance.now();
  const known = cache?.find(request, session.files);
  if (cache !== undefined) session.onPhase('cache', performance.now() - start);
  if (known !== undefined) {
    replayWarnings(known);
    kernels.push(...known.kernels);
    return known.bytes;
  }
  const bytes = compileProgram(session, files, target, looped);
  if (bytes !== undefined && diagnostics.errorCount === 0 && !session.clock.isRead) {
    const { list } = diagnostics;
    cache?.keep(request, session.files, { bytes, kernels, warnings: list.length === 0 ? undefined : { plain: renderDiagnostics(list, sources), colored: renderDiagnostics(list, sources, { color: true }) } });
  }
  return bytes;
}

function compileProgram(session: Session, files: readonly string[], target: WantedTarget, looped: LoopedForms | undefined): Uint8Array<ArrayBuffer> | undefined {
  const modules = compileFiles(session, files);
  if (modules === undefined) return undefined;
  const start = performance.now();
  const useful = usefulTarget(target, modules);
  const libraries = openLibraries(session, useful);
  if (libraries === undefined) return undefined;
  session.onPhase('open library', performance.now() - start);
  return linkProgram(modules, libraries, session.options, { ...session, ...linkingFor(useful), split: session.flags.split === true, ...(looped === undefined ? {} : { looped }) })?.bytes;
}

/** The precompiled libraries of a target; undefined, with an error, where one is missing. */
export function openLibraries({ diagnostics }: Session, target: ProgramTarget): Binary[] | undefined {
  const libraries: Binary[] = [];
  for (const name of librariesOf[target]) {
    const bytes = readSysrootLibrary(name);
    if (bytes === undefined) {
      diagnostics.report(driverMessages.noLibrary, 0, [sysrootFolder()]);
      return undefined;
    }
    libraries.push(openBinary(bytes));
  }
  return libraries;
}
