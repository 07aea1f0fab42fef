/**
 * The sysroot in parts, for pages: a program has those fetched that it needs, each once. The folder dist/sysroot/parts has headers in groups (`headers-NAME.json`: texts by path), the library in parts (`library-NAME.bin`), an index
 * of each (`headers.json`, `library.json`), and what the targets have in front of the library. Group and part `core` are what every program needs; with a small one, not even the indices are fetched. The library's index is large: the parts
 * that programs in C, and those in C++, use most are tried first, and for most that is all.
 *
 * Which headers a program needs is found by scanning its sources for includes; what that misses (`#include MACRO`), by compiling once more. Which parts of the library, by the names that its units leave undefined.
 */
import { isLayoutSymbol } from '../back/wasm/data-layout.js';
import type { Binary } from '../ir/binary.js';
import { openBinary } from '../ir/binary.js';
import type { FileSystem } from '../source/file-system.js';
import type { CompiledIr, CompiledProgram, CompiledUnits, SourceOptions } from './compile-program.js';
import { compileUnits, headerFolder, irOfUnits, linkUnits } from './compile-program.js';
import { firstParts, symbolHash, undefinedNames, undefinedSymbols } from './library-parts.js';
import type { CompiledKernels, KernelOptions, KernelTarget } from './kernel-module.js';
import { compileKernelUnits, linkKernelUnits, moduleLibraries } from './kernel-module.js';
import { rootsOf } from './link.js';
import { librariesOf, linkingFor } from './sysroot.js';

export interface HeaderGroup {
  readonly name: string;
  /** The groups that its headers include from. */
  readonly needs: readonly string[];
  /** The paths of its headers. */
  readonly names: readonly string[];
}

/** The library's parts in the order of linking; `symbols` are the hashes of what others may refer to, each but the first less the one before. */
export interface PartEntry {
  readonly name: string;
  readonly needs: readonly string[];
  readonly symbols: readonly number[];
}

export interface SysrootParts {
  /** Compiles a program. Throws CompilerFailure where the compiler itself fails, and Error where a part cannot be fetched. */
  compile(files: Readonly<Record<string, string>>, options?: SourceOptions): Promise<CompiledProgram>;
  /** The program's units as IR. Throws as `compile`. */
  compileIr(files: Readonly<Record<string, string>>, options?: SourceOptions): Promise<CompiledIr>;
  /** Compiles kernels without a program; `files` are further texts by path. */
  compileKernels(source: string, files: Readonly<Record<string, string>>, target: KernelTarget, options?: KernelOptions): Promise<CompiledKernels>;
}

/** The group of headers that every program with C++'s library has. */
const cxxHeaders = 'text';

/** `get` fetches a file of the folder; rejects where it is missing. */
export function createSysrootParts(get: (name: string) => Promise<Uint8Array>): SysrootParts {
  const files = new Map<string, Promise<Uint8Array>>();
  const fetchOnce = (name: string): Promise<Uint8Array> => {
    let file = files.get(name);
    if (file === undefined) {
      file = get(name);
      files.set(name, file);
      // Who asks again after a failure tries again.
      file.catch(() => files.delete(name));
    }
    return file;
  };
  const json = async <T>(name: string): Promise<T> => JSON.parse(new TextDecoder().decode(await fetchOnce(name))) as T;

  const texts = new Map<string, string>();
  const loaded = new Set<string>();
  const loadHeaders = async (groups: Iterable<string>): Promise<void> => {
    const wanted = [...groups].filter((name) => !loaded.has(name));
    const fetched = await Promise.all(wanted.map((name) => json<Readonly<Record<string, string>>>(`headers-${name}.json`)));
    for (const group of fetched) for (const [path, text] of Object.entries(group)) texts.set(path, text);
    for (const name of wanted) loaded.add(name);
  };
  /** The headers that exist and are not there, and those that only the index knows to exist or not. */
  let missed = new Set<string>();
  const headers: FileSystem = {
    read(path) {
      if (!path.startsWith(`${headerFolder}/`)) return undefined;
      const name = path.slice(headerFolder.length + 1);
      const text = texts.get(name);
      if (text === undefined) missed.add(name);
      return text;
    },
  };
  /** Fetches what these headers need; was there anything to fetch? */
  const provideHeaders = async (names: Iterable<string>): Promise<boolean> => {
    const unknown = [...names].filter((name) => !texts.has(name));
    if (unknown.length === 0) return false;
    const groups = await json<readonly HeaderGroup[]>('headers.json');
    const wanted = closure(groups, groups.filter((group) => unknown.some((name) => group.names.includes(name))));
    const isNew = [...wanted].some((name) => !loaded.has(name));
    await loadHeaders(wanted);
    return isNew;
  };

  const librariesFor = async (libraries: readonly string[], names: ReadonlySet<string>): Promise<readonly Binary[]> => {
    const front = libraries.filter((name) => name !== 'lib.bin');
    const [core, ...before] = (await Promise.all(['library-core.bin', ...front].map(fetchOnce))).map(openBinary);
    const wanted = [...names, ...before.flatMap(undefinedSymbols)].filter((name) => !isLayoutSymbol(name));
    const without = (list: readonly string[], ...libraries: readonly Binary[]): string[] => list.filter((name) => !libraries.some(({ functionNumbers, globalNumbers }) => functionNumbers.has(name) || globalNumbers.has(name)));
    let others = without(wanted, core!, ...before);
    let parts = ['core'];
    const [, ...also] = firstParts;
    const usual = loaded.has(cxxHeaders) ? [...also, 'cxx'] : also;
    if (others.length > 0) {
      parts.push(...usual);
      others = without(others, ...(await Promise.all(usual.map((name) => fetchOnce(`library-${name}.bin`)))).map(openBinary));
    }
    if (others.length > 0) {
      const index = await json<readonly PartEntry[]>('library.json');
      const hashes = new Set(others.map(symbolHash));
      const owned = closure(index, index.filter(({ symbols }) => {
        let hash = 0;
        return symbols.some((step) => hashes.has((hash += step)));
      }));
      parts = index.map(({ name }) => name).filter((name) => parts.includes(name) || owned.has(name));
    }
    const bytes = await Promise.all(parts.map((name) => fetchOnce(`library-${name}.bin`)));
    return [...before, ...bytes.map(openBinary)];
  };

  const unitsOf = async (sources: Readonly<Record<string, string>>, options: SourceOptions): Promise<CompiledUnits> => {
    await provideHeaders(includedNames(sources));
    for (;;) {
      missed = new Set();
      const units = compileUnits(sources, options, headers, () => undefined);
      if (!(await provideHeaders(missed))) return units;
    }
  };

  return {
    async compile(sources, options = {}) {
      await Promise.all([loadHeaders(['core']), fetchOnce('library-core.bin')]);
      const units = await unitsOf(sources, options);
      const needed = units.diagnostics.errorCount > 0 ? undefined : new Set([...undefinedNames(units.modules), ...rootsOf(units.modules, { check: units.options.check, ...linkingFor(units.target) })]);
      const libraries = needed && (await librariesFor(librariesOf[units.target], needed));
      return linkUnits(units, () => libraries ?? []);
    },
    async compileIr(sources, options = {}) {
      await loadHeaders(['core']);
      return irOfUnits(await unitsOf(sources, options));
    },
    async compileKernels(source, sources, target, options = {}) {
      await Promise.all([loadHeaders(['core']), fetchOnce('library-core.bin')]);
      await provideHeaders(includedNames({ ...sources, '': source }));
      for (;;) {
        missed = new Set();
        const units = compileKernelUnits(source, sources, target, options, headers, () => undefined);
        if (await provideHeaders(missed)) continue;
        const { modules, options: given, diagnostics } = units.units;
        const needed = diagnostics.errorCount > 0 ? undefined : new Set([...undefinedNames(modules), ...rootsOf(modules, { check: given.check, webgpu: target === 'webgpu', threads: units.threads, kernelModule: true })]);
        const libraries = needed && (await librariesFor(moduleLibraries(units), needed));
        return linkKernelUnits(units, () => libraries ?? []);
      }
    },
  };
}

/** Opens the folder dist/sysroot/parts where it is served. */
export function openSysroot(folder: string | URL): SysrootParts {
  const base = String(folder).endsWith('/') ? String(folder) : `${String(folder)}/`;
  return createSysrootParts(async (name) => {
    const response = await fetch(base + name);
    if (!response.ok) throw new Error(`${base + name}: ${response.status} ${response.statusText}`);
    return new Uint8Array(await response.arrayBuffer());
  });
}

/** These and all that they need. */
function closure(all: readonly { readonly name: string; readonly needs: readonly string[] }[], first: readonly { readonly name: string }[]): Set<string> {
  const found = new Set<string>();
  const work = first.map(({ name }) => name);
  for (let name = work.pop(); name !== undefined; name = work.pop()) {
    if (found.has(name)) continue;
    found.add(name);
    work.push(...(all.find((one) => one.name === name)?.needs ?? []));
  }
  return found;
}

/** What the sources include, by the look of it, and have not themselves. */
function includedNames(sources: Readonly<Record<string, string>>): Set<string> {
  const names = new Set<string>();
  for (const text of Object.values(sources)) {
    for (const [, name] of text.matchAll(/^[ \t]*#[ \t]*include[ \t]*[<"]([^>"\n]+)[>"]/gm)) if (sources[name!] === undefined) names.add(name!);
  }
  return names;
}
