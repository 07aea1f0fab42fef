/**
 * What comes before every unit (the predefined macros, the forced headers with CUDA's declarations) is preprocessed and parsed once per process and set of options, and shared by all units after that.
 *
 * A prelude is used only where it would come out the same: the same options, the same files found (and not found), and a source manager that is still empty or began with this very prelude. Nothing changes it:
 * the preprocessor's own tables come before it, the parser takes its changes back; sema leaves syntax trees alone. One with diagnostics is not kept, so that they are reported to each unit.
 */
import type { Declaration } from '../ast/index.js';
import { createDiagnostics } from '../diagnostics/sink.js';
import { preprocessPrelude } from '../lex/preprocess.js';
import { parsePrelude } from '../parse/index.js';
import type { PreprocessOptions } from '../preprocess/options.js';
import type { ScannedFile } from '../preprocess/pp-token.js';
import { ppName } from '../preprocess/pp-token.js';
import { commandLineText, predefinedText } from '../preprocess/predefined.js';
import { sharedTokenCache } from '../preprocess/token-cache.js';
import { indexHeaders } from '../sema/index.js';
import { deferredNames } from '../sema/declarations.js';
import type { FileSystem } from '../source/file-system.js';
import type { SourceManager } from '../source/source-manager.js';
import { createSourceManager } from '../source/source-manager.js';
import type { Prelude } from './prelude-file.js';
import { adaptPrelude, loadPrelude } from './prelude-file.js';

/** As many sets of options as are kept; the oldest goes first. */
const limit = 8;
/** By settings and texts; undefined for one that cannot be shared. */
const preludes = new Map<string, Prelude | undefined>();

/** All but macros. */
function settingsOf(options: PreprocessOptions): string {
  const { std, cuda, quoteDirs, includeDirs, systemDirs, limits, prelude } = options;
  return JSON.stringify([std, cuda, quoteDirs, includeDirs, systemDirs, limits, prelude]);
}

function isCurrent(prelude: Prelude, files: FileSystem): boolean {
  if (prelude.preprocessor.cache !== sharedTokenCache()) return false;
  for (const [path, file] of prelude.preprocessor.files) if ((file === undefined || file.count >= 0) && files.read(path) !== file?.text) return false;
  return true;
}

/**
 * The prelude for these options, put into `sources`; undefined where there is none to share, and the unit has to read it all by itself. `saved` gives what `savePrelude` wrote, if there is such a file beside
 * the system headers: it stands for the prelude of its options at the start of a process.
 */
export function findPrelude(options: PreprocessOptions, files: FileSystem, sources: SourceManager, saved?: () => Uint8Array | undefined): Prelude | undefined {
  if ((options.prelude ?? []).length === 0) return undefined;
  const settings = settingsOf(options);
  const key = `${settings}\n${predefinedText(options)}\n${commandLineText(options)}`;
  let prelude = preludes.get(key);
  if (prelude === undefined ? !preludes.has(key) : !isCurrent(prelude, files)) {
    prelude = adaptOther(settings, options, files) ?? restoreSaved(options, files, saved);
    // A second pass over a unit, whose source manager is begun already, cannot have one of its own.
    if (prelude === undefined && sources.files.length > 0) return undefined;
    prelude ??= makePrelude(options, files);
    preludes.delete(key);
    preludes.set(key, prelude);
    if (preludes.size > limit) preludes.delete(preludes.keys().next().value!);
  }
  return prelude !== undefined && sources.restore(prelude.sources) ? prelude : undefined;
}

/** One for other macros may do. */
function adaptOther(settings: string, options: PreprocessOptions, files: FileSystem): Prelude | undefined {
  for (const [key, other] of preludes) {
    if (other === undefined || !key.startsWith(`${settings}\n`) || !isCurrent(other, files)) continue;
    const adapted = adaptPrelude(other, options);
    if (adapted !== undefined) return adapted;
  }
  return undefined;
}

function restoreSaved(options: PreprocessOptions, files: FileSystem, saved: (() => Uint8Array | undefined) | undefined): Prelude | undefined {
  if (preludes.size > 0) return undefined;
  const bytes = saved?.();
  return bytes && loadPrelude(bytes, options, files);
}

export function makePrelude(options: PreprocessOptions, files: FileSystem): Prelude | undefined {
  const sources = createSourceManager();
  const diagnostics = createDiagnostics(sources);
  const { tokens, state } = preprocessPrelude({ ...options, preIncludes: [] }, files, sources, diagnostics, sharedTokenCache());
  if (diagnostics.list.length > 0) return undefined;
  const { unit, state: parser } = parsePrelude(tokens, {}, diagnostics);
  if (diagnostics.list.length > 0) return undefined;
  const declarations = deferAll(unit.declarations, (loc) => sources.isSystem(loc));
  return { preprocessor: state, parser, sources: sources.save(), declarations, headers: indexHeaders(declarations), mentioned: namesIn(state.files.values()), options };
}

function namesIn(files: Iterable<ScannedFile | undefined>): ReadonlySet<number> {
  const names = new Set<number>();
  for (const file of files) if (file !== undefined) for (let i = 0; i < file.count; i++) if (file.kinds[i] === ppName) names.add(file.atoms[i]!);
  return names;
}

/** Declarations of system headers that are known by their names need not be looked at before somebody asks for one. */
function deferAll(declarations: readonly Declaration[], isSystem: (loc: number) => boolean): Declaration[] {
  return declarations.map((declaration): Declaration => {
    if (declaration.kind === 'namespace' || declaration.kind === 'linkage') return { ...declaration, body: deferAll(declaration.body, isSystem) };
    const names = isSystem(declaration.loc) ? deferredNames(declaration) : undefined;
    return names === undefined ? declaration : { kind: 'deferred', names, read: () => declaration, loc: declaration.loc, end: declaration.end };
  });
}
