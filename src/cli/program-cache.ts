/**
 * Compiled programs, kept from one process to the next. What a program depends on beside its sources (headers, and places where none was found) is known only once it has been compiled, so there are two kinds of entries:
 *
 *   sources, options, compiler, target → the sets of paths that such compilations looked at (a set for each way that they went)
 *   that, and what stands at the paths of one set → the program, with the warnings and notes of its compilation
 *
 * A compilation that looks at the same paths and finds the same is the same compilation, so its program is too. Contents are compared, never times. Our own headers and libraries count by the compiler's identity.
 */
import type { KeyPart } from '../runtime/cache/entry.js';
import { keyOf } from '../runtime/cache/entry.js';
import type { FileStore } from '../runtime/cache/node-store.js';
import { cacheFolder, createFileStore, nodeDigest } from '../runtime/cache/node-store.js';
import type { NodeFiles } from './node-files.js';
import { sysrootFolder } from './node-files.js';
import type { FlagSettings } from './nvcc-flags.js';

/** Names the content of the whole compiler, its headers and libraries included; empty while it is being built, undeclared where it runs from its sources. */
declare const BUILD_IDENTITY: string;

export interface ProgramRequest {
  readonly settings: FlagSettings;
  /** The command's options. */
  readonly options: object;
  /** What kernels are made for. */
  readonly target: string;
  /** Sources and objects, as the command names them. */
  readonly files: readonly string[];
}

export interface CachedProgram {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** The rendered warnings, if there were any, without and with colours. */
  readonly warnings: { readonly plain: string; readonly colored: string } | undefined;
  /** For each kernel, how it runs. */
  readonly kernels: readonly string[];
}

export interface ProgramCache {
  /** The program, if it was compiled before from what `files` reads now. */
  find(request: ProgramRequest, files: NodeFiles): CachedProgram | undefined;
  /** Keeps a program that was compiled from what `files` has read. */
  keep(request: ProgramRequest, files: NodeFiles, program: CachedProgram): void;
}

const defaultMegabytes = 256;
/** Of the ways that compilations of the same sources went. */
const setLimit = 8;

/** Options that say how a program is run or what is told about it, not what it is. */
const harmless = new Set(['device', 'tune', 'threads', 'dir', 'timeLimit', 'verbose', 'cache', 'output']);

/** undefined where nothing is kept: only for commands that say so. */
export function openProgramCache(options: { readonly cache?: boolean }): ProgramCache | undefined {
  const identity = typeof BUILD_IDENTITY === 'undefined' ? '' : BUILD_IDENTITY;
  const folder = cacheFolder();
  if (options.cache !== true || identity === '' || folder === undefined) return undefined;
  const megabytes = Number(process.env.CUDA_WASM_CACHE_MB ?? defaultMegabytes);
  return createProgramCache(createFileStore(folder, (megabytes >= 0 ? megabytes : defaultMegabytes) * 2 ** 20), identity);
}

/** The warnings of a program's compilation are told again. */
export function replayWarnings({ warnings }: CachedProgram): void {
  if (warnings !== undefined) process.stderr.write(process.stderr.isTTY === true ? warnings.colored : warnings.plain);
}

export function createProgramCache(store: FileStore, identity: string): ProgramCache {
  const sourcesKey = ({ settings, options, target, files }: ProgramRequest, contents: NodeFiles): string => {
    const compiling = Object.entries(options).filter(([name]) => !harmless.has(name)).sort(([a], [b]) => (a < b ? -1 : 1));
    const parts: KeyPart[] = ['program', identity, sysrootFolder(), JSON.stringify(settings), JSON.stringify(compiling), target];
    for (const file of files) parts.push(file, contents.bytes(file));
    return keyOf(nodeDigest, parts);
  };
  const programKey = (sources: string, paths: readonly string[], contents: NodeFiles): string => keyOf(nodeDigest, [sources, ...paths.flatMap((path) => [path, contents.bytes(path)])]);
  const setsOf = (sources: string): readonly (readonly string[])[] => (store.read(sources)?.description as { readonly sets: readonly (readonly string[])[] } | undefined)?.sets ?? [];

  return {
    find(request, files) {
      const sources = sourcesKey(request, files);
      for (const paths of setsOf(sources)) {
        const entry = store.read(programKey(sources, paths, files));
        if (entry !== undefined) return { ...(entry.description as Omit<CachedProgram, 'bytes'>), bytes: entry.content };
      }
      return undefined;
    },
    keep(request, files, { bytes, warnings, kernels }) {
      const sources = sourcesKey(request, files);
      const named = new Set(request.files);
      const paths = [...files.seen.keys()].filter((path) => !named.has(path)).sort();
      store.write(programKey(sources, paths, files), { description: { warnings, kernels }, content: bytes });
      const sets = setsOf(sources);
      const text = JSON.stringify(paths);
      if (sets.some((set) => JSON.stringify(set) === text)) return;
      store.write(sources, { description: { sets: [paths, ...sets].slice(0, setLimit) }, content: new Uint8Array(0) });
    },
  };
}
