/**
 * What comes before every unit (the predefined macros, the forced headers with CUDA's declarations) is preprocessed and parsed once per process and set of options, and shared by all units after that.
 *
 * A prelude is used only where it would come out the same: the same options, the same files found (and not found), and a source manager that is still empty or began with this very prelude. Nothing changes it:
 * the preprocessor copies its tables, the parser its scopes; sema leaves syntax trees alone. One with diagnostics is not kept, so that they are reported to each unit.
 */
import type { Declaration } from '../ast/index.js';
import { createDiagnostics } from '../diagnostics/sink.js';
import { preprocessPrelude } from '../lex/preprocess.js';
import type { ParserState } from '../parse/index.js';
import { parsePrelude } from '../parse/index.js';
import type { PreprocessOptions } from '../preprocess/options.js';
import { commandLineText, predefinedText } from '../preprocess/predefined.js';
import type { PreludeState } from '../preprocess/preprocessor.js';
import { sharedTokenCache } from '../preprocess/token-cache.js';
import type { FileSystem } from '../source/file-system.js';
import type { SavedSources, SourceManager } from '../source/source-manager.js';
import { createSourceManager } from '../source/source-manager.js';

export interface Prelude {
  readonly preprocessor: PreludeState;
  readonly parser: ParserState;
  readonly sources: SavedSources;
  readonly declarations: readonly Declaration[];
}

/** As many sets of options as are kept; the oldest goes first. */
const limit = 8;
/** By key; undefined for one that cannot be shared. */
const preludes = new Map<string, Prelude | undefined>();

function keyOf(options: PreprocessOptions): string {
  const { std, cuda, quoteDirs, includeDirs, systemDirs, limits } = options;
  return `${predefinedText(options)}\n${commandLineText(options)}\n${JSON.stringify([std, cuda, quoteDirs, includeDirs, systemDirs, limits])}`;
}

function isCurrent(prelude: Prelude, files: FileSystem): boolean {
  if (prelude.preprocessor.cache !== sharedTokenCache()) return false;
  for (const [path, file] of prelude.preprocessor.files) if (files.read(path) !== file?.text) return false;
  return true;
}

/** The prelude for these options, put into `sources`; undefined where there is none to share, and the unit has to read it all by itself. */
export function findPrelude(options: PreprocessOptions, files: FileSystem, sources: SourceManager): Prelude | undefined {
  if ((options.preIncludes ?? []).length === 0) return undefined;
  const key = keyOf(options);
  let prelude = preludes.get(key);
  if (prelude === undefined ? !preludes.has(key) : !isCurrent(prelude, files)) {
    prelude = makePrelude(options, files);
    preludes.delete(key);
    preludes.set(key, prelude);
    if (preludes.size > limit) preludes.delete(preludes.keys().next().value!);
  }
  return prelude !== undefined && sources.restore(prelude.sources) ? prelude : undefined;
}

function makePrelude(options: PreprocessOptions, files: FileSystem): Prelude | undefined {
  const sources = createSourceManager();
  const diagnostics = createDiagnostics(sources);
  const { tokens, state } = preprocessPrelude(options, files, sources, diagnostics, sharedTokenCache());
  if (diagnostics.list.length > 0) return undefined;
  const { unit, state: parser } = parsePrelude(tokens, {}, diagnostics);
  if (diagnostics.list.length > 0) return undefined;
  return { preprocessor: state, parser, sources: sources.save(), declarations: unit.declarations };
}
