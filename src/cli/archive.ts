/** `cuda-wasm archive`: compiles sources into one library of optimised IR, from which programs link what they use. How the sysroot's library is made. With --parts it is written in parts as well, for pages. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { imageOf } from '../back/wasm/image.js';
import type { PartSeed } from '../driver/library-parts.js';
import { firstParts, splitLibrary, symbolHash, undefinedNames, undefinedSymbols } from '../driver/library-parts.js';
import { linkLibrary, rootsOf } from '../driver/link.js';
import type { PartEntry } from '../driver/sysroot-parts.js';
import { openBinary, writeModule } from '../ir/binary.js';
import type { Module } from '../ir/ir.js';
import { plainBytes } from './node-files.js';
import type { FlagSettings } from './nvcc-flags.js';
import type { Session } from './session.js';
import { compileFiles, createSession, printDiagnostics } from './session.js';

export interface ArchiveOptions {
  readonly output: string;
  /** A second file, without names and images, for pages. */
  readonly bare?: string;
  /** A folder for the parts. */
  readonly parts?: string;
  /** NAME=SOURCE,…: what the sources (and libraries, .bin) use of the library is a part of that name; the first one is what all programs need. */
  readonly seed: readonly string[];
  readonly verifyIr?: boolean;
  /** For programs that several threads run. */
  readonly threads?: boolean;
}

export function archiveCommand(files: readonly string[], settings: FlagSettings, options: ArchiveOptions): number {
  const session = createSession({ ...settings, language: 'c++' }, options);
  const modules = compileFiles(session, files);
  if (printDiagnostics(session) || modules === undefined) return 1;
  const library = linkLibrary(modules, session.options, session);
  if (printDiagnostics(session)) return 1;
  mkdirSync(dirname(options.output), { recursive: true });
  const threads = options.threads === true;
  writeFileSync(options.output, writeModule(library, { positions: false, threads, image: (fn) => imageOf(fn, threads) }));
  if (options.bare !== undefined) writeFileSync(options.bare, writeModule(library, { positions: false, threads, names: false }));
  return options.parts === undefined ? 0 : writeParts(session, library, options.parts, options.seed, settings);
}

/** The files that driver/sysroot-parts.ts fetches. */
function writeParts(session: Session, library: Module, folder: string, seedTexts: readonly string[], settings: FlagSettings): number {
  const seeds: PartSeed[] = [];
  for (const text of seedTexts) {
    const [name, sources] = text.split('=') as [string, string];
    const symbols = new Set<string>();
    for (const source of sources.split(',')) {
      if (source.endsWith('.bin')) {
        for (const symbol of undefinedSymbols(openBinary(plainBytes(readFileSync(source))))) symbols.add(symbol);
        continue;
      }
      const own = createSession(settings, {});
      const units = compileFiles(own, [source]);
      if (printDiagnostics(own) || units === undefined) return 1;
      for (const symbol of [...undefinedNames(units), ...rootsOf(units, { check: false, webgpu: true })]) symbols.add(symbol);
    }
    seeds.push({ name, symbols });
  }
  const fileOf = (loc: number): string => (loc === 0 ? '' : session.sources.expansion(loc).file);
  mkdirSync(folder, { recursive: true });
  const index = splitLibrary(library, seeds, (fn) => fileOf(fn.loc)).map(({ name, module, needs }): PartEntry => {
    const bytes = writeModule(module, { positions: false, names: false });
    writeFileSync(join(folder, `library-${name}.bin`), bytes);
    const { functionNumbers, globalNumbers } = openBinary(bytes);
    const hashes = (firstParts.includes(name) ? [] : [...functionNumbers.keys(), ...globalNumbers.keys()]).map(symbolHash).sort((a, b) => a - b);
    return { name, needs, symbols: hashes.map((hash, i) => hash - (i === 0 ? 0 : hashes[i - 1]!)) };
  });
  writeFileSync(join(folder, 'library.json'), JSON.stringify(index));
  return 0;
}
