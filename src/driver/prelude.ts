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
/** What units began with beyond their preludes, and with which settings. */
const begun = new Set<string>();

/** The preludes in the sysroot, the largest last: the headers that they have behind those before every unit. */
export const savedPreludes = [
  { file: 'prelude.bin', headers: [] },
  { file: 'prelude-vector.bin', headers: ['vector'] },
  { file: 'prelude-iostream.bin', headers: ['iostream'] },
  { file: 'prelude-containers.bin', headers: ['iostream', 'vector', 'algorithm', 'map'] },
] as const;

export type SavedPrelude = (typeof savedPreludes)[number]['file'];
/** Gives what `savePrelude` wrote, if there is such a file beside the system headers. */
export type ReadSavedPrelude = (file: SavedPrelude) => Uint8Array | undefined;

/** With further headers in the prelude. */
export function withHeaders(options: PreprocessOptions, headers: readonly string[]): PreprocessOptions {
  return { ...options, prelude: [...(options.prelude ?? []), ...headers.map((name) => `<${name}>`)] };
}

/** All but macros. */
function settingsOf(options: PreprocessOptions): string {
  const { std, cuda, quoteDirs, includeDirs, systemDirs, limits, prelude } = options;
  return JSON.stringify([std, cuda, quoteDirs, includeDirs, systemDirs, limits, prelude]);
}

function keyOf(options: PreprocessOptions): string {
  return `${settingsOf(options)}\n${predefinedText(options)}\n${commandLineText(options)}`;
}

function isCurrent(prelude: Prelude, files: FileSystem): boolean {
  if (prelude.preprocessor.cache !== sharedTokenCache()) return false;
  for (const [path, file] of prelude.preprocessor.files) if ((file === undefined || file.count >= 0) && files.read(path) !== file?.text) return false;
  return true;
}

function keep(options: PreprocessOptions, prelude: Prelude | undefined): Prelude | undefined {
  const key = keyOf(options);
  preludes.delete(key);
  preludes.set(key, prelude);
  if (preludes.size > limit) preludes.delete(preludes.keys().next().value!);
  return prelude;
}

/**
 * The prelude for these options, put into `sources`; undefined where there is none to share, and the unit has to read it all by itself. `leading` are the headers that the unit begins with, which the prelude may have too: as many
 * of them as there is a prelude for already, and from the second unit on that begins so, all of them. `saved` preludes stand for those of their options at the start of a process.
 */
export function findPrelude(options: PreprocessOptions, leading: readonly string[], files: FileSystem, sources: SourceManager, saved?: ReadSavedPrelude): Prelude | undefined {
  if ((options.prelude ?? []).length === 0) return undefined;
  let prelude = largestPresent(options, leading, files);
  // A second pass over a unit, whose source manager is begun already, cannot have one of its own.
  if (sources.files.length === 0) {
    prelude ??= largestSaved(options, leading, files, saved) ?? made(options, files);
    if (prelude !== undefined && !hasAll(prelude, options, leading) && isSecond(options, leading)) prelude = made(withHeaders(options, leading.filter((name) => isReadOnce(name, options, files))), files) ?? prelude;
  }
  return prelude !== undefined && sources.restore(prelude.sources) ? prelude : undefined;
}

function hasAll(prelude: Prelude, options: PreprocessOptions, headers: readonly string[]): boolean {
  return headers.every((name) => prelude.preprocessor.files.get(`${options.systemDirs?.at(-1)}/${name}`) !== undefined);
}

/** A header that says something anew each time it is included cannot be included before the unit does so. */
function isReadOnce(name: string, { includeDirs = [], systemDirs = [] }: PreprocessOptions, files: FileSystem): boolean {
  for (const folder of [...includeDirs, ...systemDirs]) {
    const text = files.read(`${folder}/${name}`);
    if (text !== undefined) return sharedTokenCache().scan(`${folder}/${name}`, text).guard >= 0 || /^[ \t]*#[ \t]*pragma[ \t]+once\b/m.test(text);
  }
  return false;
}

/** Did a unit before this one begin with the same headers? */
function isSecond(options: PreprocessOptions, leading: readonly string[]): boolean {
  const key = `${settingsOf(options)}\n${leading.join()}`;
  const known = begun.has(key);
  if (begun.size >= 100) begun.clear();
  begun.add(key);
  return known;
}

/** Of the preludes that are there, the one with most of these headers. */
function largestPresent(options: PreprocessOptions, leading: readonly string[], files: FileSystem): Prelude | undefined {
  const base = options.prelude ?? [];
  const allowed = new Set(leading.map((name) => `<${name}>`));
  const lists = [...preludes.values()].map((prelude) => prelude?.options.prelude ?? []).filter((list) => base.every((name, i) => list[i] === name) && list.slice(base.length).every((name) => allowed.has(name)));
  for (const prelude of lists.sort((a, b) => b.length - a.length)) {
    const found = present({ ...options, prelude }, files);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** One for these options, or for other macros that may do. */
function present(options: PreprocessOptions, files: FileSystem): Prelude | undefined {
  const own = preludes.get(keyOf(options));
  if (own !== undefined && isCurrent(own, files)) return own;
  const settings = settingsOf(options);
  for (const [key, other] of preludes) {
    if (other === undefined || !key.startsWith(`${settings}\n`) || !isCurrent(other, files)) continue;
    const adapted = adaptPrelude(other, options);
    if (adapted !== undefined) return keep(options, adapted);
  }
  return undefined;
}

function largestSaved(options: PreprocessOptions, leading: readonly string[], files: FileSystem, saved: ReadSavedPrelude | undefined): Prelude | undefined {
  if (preludes.size > 0 || saved === undefined) return undefined;
  for (const { file, headers } of savedPreludes.toReversed()) {
    if (!headers.every((name) => leading.includes(name))) continue;
    const bytes = saved(file);
    const own = withHeaders(options, headers);
    const prelude = bytes && loadPrelude(bytes, own, files);
    if (prelude !== undefined) return keep(own, prelude);
  }
  return undefined;
}

function made(options: PreprocessOptions, files: FileSystem): Prelude | undefined {
  const key = keyOf(options);
  const known = preludes.get(key);
  // One that cannot be shared need not be tried again.
  if (known === undefined ? preludes.has(key) : isCurrent(known, files)) return known;
  return keep(options, makePrelude(options, files));
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
