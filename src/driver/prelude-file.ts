/**
 * The prelude of the default options as a file beside the system headers (sysroot/prelude.bin), so that a process need not read and parse them: declarations are decoded one by one when they are asked for.
 *
 * The file was made together with the headers, whose texts it trusts; it is used for units whose search path finds the same headers. Paths below the headers' folder are written relative to it.
 */
import type { Declaration, FunctionBody } from '../ast/index.js';
import type { ParserState } from '../parse/index.js';
import { createAtomTable } from '../preprocess/atoms.js';
import type { PreprocessOptions } from '../preprocess/options.js';
import type { Macro, ScannedFile } from '../preprocess/pp-token.js';
import { commandLineText, predefinedText } from '../preprocess/predefined.js';
import type { PreludeState } from '../preprocess/preprocessor.js';
import { sharedTokenCache } from '../preprocess/token-cache.js';
import type { HeaderIndex } from '../sema/index.js';
import { indexHeaders } from '../sema/index.js';
import type { FileSystem } from '../source/file-system.js';
import type { OpenedFile, SavedSources } from '../source/source-manager.js';
import { UnreadFile } from '../source/source-manager.js';
import type { PlainReader, PlainWriter } from './plain-data.js';
import { createPlainReader, createPlainWriter } from './plain-data.js';

export interface Prelude {
  readonly preprocessor: PreludeState;
  readonly parser: ParserState;
  readonly sources: SavedSources;
  readonly declarations: readonly Declaration[];
  /** The same by name. */
  readonly headers: HeaderIndex;
  /** Atoms of all names that stand in its headers. */
  readonly mentioned: ReadonlySet<number>;
  /** What it was made with. */
  readonly options: PreprocessOptions;
}

interface SavedFile {
  readonly path: string;
  readonly length: number;
  readonly base: number;
  readonly includedFrom: number;
  readonly system: boolean;
  readonly lineChanges: OpenedFile['lineChanges'];
  /** Of what is no file. */
  readonly text: string | undefined;
}

interface Saved {
  readonly key: string;
  readonly options: PreprocessOptions;
  readonly mentioned: Int32Array;
  /** Spellings of the atoms beyond those that every table has. */
  readonly atoms: readonly string[];
  readonly macros: ReadonlyMap<number, Late<Macro>>;
  readonly pushedMacros: ReadonlyMap<number, readonly (Late<Macro> | undefined)[]>;
  readonly nameClass: Uint8Array;
  readonly expanded: number;
  readonly counter: number;
  readonly includes: readonly string[];
  readonly onceFiles: readonly string[];
  /** Headers that were found, with the macros that guard them (or -1). */
  readonly headers: ReadonlyMap<string, number>;
  readonly missing: readonly string[];
  readonly end: number;
  readonly parser: ParserState;
  readonly files: readonly SavedFile[];
  readonly nextBase: number;
  readonly entries: Int32Array;
  readonly declarations: readonly SavedDeclaration[];
}

/** A declaration as it is, a group with its members, or names and the place of what is read on demand. */
type SavedDeclaration =
  | { readonly kind: 'whole'; readonly declaration: Declaration }
  | { readonly kind: 'group'; readonly declaration: Declaration; readonly body: readonly SavedDeclaration[] }
  | { readonly kind: 'deferred'; readonly names: readonly string[]; readonly at: number; readonly loc: number; readonly end: number };

/** A part that is read when it is asked for. */
interface Late<T> {
  readonly kind: 'deferred';
  readonly read: () => T;
}

/** What the headers depend on beside the search path and macros. */
function keyOf(options: PreprocessOptions): string {
  return JSON.stringify([options.std, options.cuda, options.limits, options.prelude]);
}

/** The macros that the texts before the headers define: name → the rest of the line. */
function macrosBefore(options: PreprocessOptions): ReadonlyMap<string, string> {
  const macros = new Map<string, string>();
  for (const line of `${predefinedText(options)}${commandLineText(options)}`.split('\n')) {
    const name = /^#(define|undef) ([\w$]+)/.exec(line);
    if (name?.[1] === 'define') macros.set(name[2]!, line.slice(name[0].length));
    else if (name?.[1] === 'undef') macros.delete(name[2]!);
  }
  return macros;
}

/**
 * The prelude for options that differ in macros only that none of its headers mentions (`-D` of the program's own names, `__CUDA_ARCH__`); undefined if they differ in more. The differences are made up for
 * behind it.
 */
export function adaptPrelude(prelude: Prelude, options: PreprocessOptions): Prelude | undefined {
  const { cache } = prelude.preprocessor;
  const difference = differenceOf(prelude.options, options);
  if (difference === undefined || difference.names.some((name) => prelude.mentioned.has(cache.atoms.intern(name)))) return undefined;
  const { after } = difference;
  return { ...prelude, preprocessor: { ...prelude.preprocessor, after: after === '' ? undefined : after } };
}

/** The macros that differ, and the directives that make up for it. */
function differenceOf(made: PreprocessOptions, options: PreprocessOptions): { readonly names: readonly string[]; readonly after: string } | undefined {
  const have = macrosBefore(made);
  const want = macrosBefore(options);
  // What names a predefined macro again deserves its warning.
  for (const define of options.defines ?? []) if (have.has(/^[\w$]*/.exec(define)![0])) return undefined;
  const names: string[] = [];
  let after = '';
  for (const [name, text] of want) {
    if (have.get(name) === text) continue;
    names.push(name);
    after += `${have.has(name) ? `#undef ${name}\n` : ''}#define ${name}${text}\n`;
  }
  for (const name of have.keys()) {
    if (want.has(name)) continue;
    names.push(name);
    after += `#undef ${name}\n`;
  }
  return { names, after };
}

/** undefined where the prelude cannot be saved: its headers must all lie below `folder`. */
export function savePrelude(prelude: Prelude, options: PreprocessOptions, folder: string): Uint8Array | undefined {
  const { preprocessor, parser, sources } = prelude;
  const { macros, pushedMacros, nameClass, expanded, counter, includes, onceFiles, end, cache } = preprocessor;
  const prefix = `${folder}/`;
  const relative = (path: string): string => (path.startsWith(prefix) ? path.slice(prefix.length) : path);
  const headers = new Map<string, number>();
  const missing: string[] = [];
  for (const [path, file] of preprocessor.files) {
    if (file === undefined) missing.push(path);
    else if (!path.startsWith(prefix)) return undefined;
    else headers.set(relative(path), file.guard);
  }
  const w = createPlainWriter(isLate);
  // Late parts are late only in the file.
  const saved = {
    key: keyOf(options), options: { ...options, systemDirs: [] }, mentioned: Int32Array.from(prelude.mentioned), atoms: cache.atoms.texts.slice(createAtomTable().texts.length), macros, pushedMacros, nameClass: nameClass.slice(0, cache.atoms.texts.length), expanded, counter,
    includes: includes.map(relative), onceFiles: onceFiles.map(relative), headers, missing: missing.filter((path) => !path.startsWith(prefix)), end, parser,
    files: sources.files.map(({ path, text, length, base, includedFrom, system, lineChanges }) => ({ path: relative(path), length, base, includedFrom, system, lineChanges, text: path.startsWith(prefix) ? undefined : text })),
    nextBase: sources.nextBase, entries: sources.entries, declarations: prelude.declarations.map((declaration) => saveDeclaration(w, declaration)),
  };
  return w.finish(w.write(saved));
}

function saveDeclaration(w: PlainWriter, declaration: Declaration): SavedDeclaration {
  switch (declaration.kind) {
    case 'deferred':
      return { kind: 'deferred', names: declaration.names, at: w.write(declaration.read()), loc: declaration.loc, end: declaration.end };
    case 'namespace':
    case 'linkage':
      return { kind: 'group', declaration: { ...declaration, body: [] }, body: declaration.body.map((inner) => saveDeclaration(w, inner)) };
    default:
      return { kind: 'whole', declaration };
  }
}

function loadDeclaration(r: PlainReader, saved: SavedDeclaration): Declaration {
  switch (saved.kind) {
    case 'whole':
      return saved.declaration;
    case 'group':
      return { ...saved.declaration, body: saved.body.map((inner) => loadDeclaration(r, inner)) } as Declaration;
    case 'deferred': {
      const { names, at, loc, end } = saved;
      let declaration: Declaration | undefined;
      return { kind: 'deferred', names, loc, end, read: () => (declaration ??= r.read(at) as Declaration) };
    }
    default:
      return saved satisfies never;
  }
}

/** Bodies of functions and macros: a unit needs few of them. */
function isLate(value: object): boolean {
  return ('kind' in value && value.kind === 'block' && 'initializers' in value) || ('definition' in value && 'disabled' in value);
}

/** What stands for a body is a body itself. */
function late(read: () => unknown): Extract<FunctionBody, { kind: 'deferred' }> & Late<unknown> {
  let value: unknown;
  return { kind: 'deferred', read: () => (value ??= read()) as Extract<FunctionBody, { kind: 'block' }> };
}

/** A header of which only the guard is known. */
function guardedFile(guard: number): ScannedFile {
  const none = new Int32Array(0);
  const bytes = new Uint8Array(0);
  return { text: '', count: -1, kinds: bytes, flags: bytes, atoms: none, starts: none, ends: none, directives: none, guard, definitions: new Map(), problems: [] };
}

/** undefined where the file is for other options, or the search path would find other headers. */
export function loadPrelude(bytes: Uint8Array, options: PreprocessOptions, files: FileSystem): Prelude | undefined {
  const cache = sharedTokenCache();
  const { systemDirs = [], includeDirs = [], quoteDirs = [] } = options;
  const folder = systemDirs.at(-1);
  // Atoms are numbers: those of the file only mean something in a table that holds nothing else yet.
  if (folder === undefined || cache.atoms.texts.length !== createAtomTable().texts.length) return undefined;
  const r = createPlainReader(bytes, late);
  const saved = r.read(r.root) as Saved;
  if (saved.key !== keyOf(options)) return undefined;
  for (const path of saved.missing) if (files.read(path) !== undefined) return undefined;
  for (const other of [...quoteDirs, ...includeDirs, ...systemDirs.slice(0, -1)]) {
    for (const name of saved.headers.keys()) if (files.read(`${other}/${name}`) !== undefined) return undefined;
  }
  // Looked at before the atoms go into the table: no other file could be loaded behind them.
  const difference = sameMacros(saved.options, options) ? { names: [], after: '' } : differenceOf(saved.options, options);
  if (difference === undefined) return undefined;
  if (difference.names.length > 0) {
    const fixed = cache.atoms.texts;
    const names = new Set<string>(difference.names);
    for (const id of saved.mentioned) if (names.has(fixed[id] ?? saved.atoms[id - fixed.length]!)) return undefined;
  }
  for (const text of saved.atoms) cache.atoms.intern(text);
  const prefix = `${folder}/`;
  const found = new Map<string, ScannedFile | undefined>();
  for (const [name, guard] of saved.headers) found.set(prefix + name, guardedFile(guard));
  const absolute = (name: string): string => prefix + name;
  const { nameClass, expanded, counter, end, nextBase, entries } = saved;
  const macros = { get: (name: number) => saved.macros.get(name)?.read() };
  const pushedMacros = new Map([...saved.pushedMacros].map(([name, stack]) => [name, stack.map((macro) => macro?.read())]));
  const declarations = saved.declarations.map((declaration) => loadDeclaration(r, declaration));
  return {
    preprocessor: { cache, macros, pushedMacros, nameClass, expanded, counter, testedCudaArch: false, includes: saved.includes.map(absolute), onceFiles: saved.onceFiles.map(absolute), files: found, end, after: difference.after === '' ? undefined : difference.after },
    parser: saved.parser,
    sources: { files: saved.files.map((file) => openedFile(file, prefix, files)), nextBase, entries },
    declarations,
    headers: indexHeaders(declarations),
    mentioned: new Set(saved.mentioned),
    options: saved.options,
  };
}

function sameMacros(a: PreprocessOptions, b: PreprocessOptions): boolean {
  return predefinedText(a) === predefinedText(b) && commandLineText(a) === commandLineText(b);
}

function openedFile(file: SavedFile, prefix: string, files: FileSystem): OpenedFile {
  const path = file.text === undefined ? prefix + file.path : file.path;
  return new UnreadFile({ ...file, path }, () => file.text ?? files.read(path) ?? '');
}
