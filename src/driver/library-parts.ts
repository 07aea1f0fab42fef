/**
 * A linked library → parts that can be fetched one by one. In: the library's module (its objects are taken over), the symbols that kinds of programs use, where each function comes from. Out: modules: one for each kind of program,
 * the others by subject; each refers to itself and to earlier ones only. What several parts share stands in the earliest of them, under the name that it has in the whole library, where names are unique.
 */
import type { Binary } from '../ir/binary.js';
import { CONSTRUCTOR_PREFIX, createModule, functionKey } from '../ir/build.js';
import type { Func, Global, Module } from '../ir/ir.js';
import { forEachInst } from '../ir/walk.js';

type Symbol = Func | Global;

export interface LibraryPart {
  readonly name: string;
  readonly module: Module;
  /** The parts that it refers to. */
  readonly needs: string[];
}

/** Parts that are there before anybody looks into the index, which leaves their symbols out. */
export const firstParts: readonly string[] = ['core', 'c'];

/** What the index has of a symbol's name: 21 bits. Names that are alike in them may cost the fetching of a part that is not needed. */
export function symbolHash(name: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < name.length; i++) hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193);
  return (hash ^ (hash >>> 21)) & 0x1fffff;
}

/** The symbols that a program of these units takes from elsewhere. */
export function undefinedNames(units: readonly Module[]): Set<string> {
  const defined = new Set<string>();
  const names = new Set<string>();
  for (const unit of units) {
    for (const fn of unit.functions.values()) (fn.body === undefined && fn.import === undefined ? names : defined).add(fn.name);
    for (const g of unit.globals.values()) (g.init === undefined ? names : defined).add(g.name);
  }
  for (const name of defined) names.delete(name);
  return names;
}

interface PartRule {
  readonly name: string;
  /** The files in which functions are declared first: headers above all. */
  readonly files: RegExp;
  /** Only functions whose C++ name has this. */
  readonly names?: RegExp;
}

/** The first that applies to a function decides; `rest` is what no rule is for. */
const rules: readonly PartRule[] = [
  { name: 'wide', files: /./, names: /wchar_t|wistream|wostream|wstring/ },
  { name: 'stdio', files: /include\/(stdio|stdlib|string|strings|ctype|errno|assert|time|sys\/time|unistd|getopt|inttypes|malloc)\.h$|lib\/c\// },
  { name: 'math', files: /include\/math\.h$|lib\/math\/|__cuda_wasm\/math_overloads\.h$/ },
  { name: 'device', files: /__cuda_wasm\/device_\w+\.h$/ },
  { name: 'textures', files: /texture/ },
  { name: 'graphs', files: /graph|capture/ },
  { name: 'cuda', files: /include\/cuda|__cuda_wasm\/|lib\/cuda\// },
  { name: 'files', files: /include\/(fstream|filesystem|dirent\.h|sys\/stat\.h)$/ },
  { name: 'streams', files: /include\/(istream|ostream|ios|iostream|streambuf|sstream|iomanip)$|__cxx\/(ios_base|locale_base|istream_bodies)\.h$/ },
  { name: 'text', files: /include\/(string|string_view|new|stdexcept|exception|typeinfo|vector|initializer_list)$|__cxx\/|lib\/cxx\// },
];

/** The same of a library's file. */
export function undefinedSymbols({ functions, globals }: Binary): string[] {
  return [...functions, ...globals].filter(({ defined }) => !defined).map(({ name }) => name);
}

/** What programs of a kind use; all of them use the first. */
export interface PartSeed {
  readonly name: string;
  readonly symbols: ReadonlySet<string>;
}

export function splitLibrary(library: Module, seeds: readonly PartSeed[], fileOf: (fn: Func) => string): readonly LibraryPart[] {
  const owners = constructorsByVariable(library);
  const partOf = new Map<Symbol, LibraryPart>();
  const parts: LibraryPart[] = [];
  /** All that these need and that no earlier part has. */
  const addPart = (name: string, roots: Iterable<Symbol>): void => {
    const part: LibraryPart = { name, module: createModule(), needs: [] };
    const work = [...roots];
    for (let x = work.pop(); x !== undefined; x = work.pop()) {
      if (partOf.has(x)) continue;
      partOf.set(x, part);
      work.push(...referencesOf(x), ...(x.kind === 'global' ? (owners.get(x) ?? []) : []));
    }
    parts.push(part);
  };
  const symbols: readonly Symbol[] = [...library.functions.values(), ...library.globals.values()];
  for (const seed of seeds) addPart(seed.name, symbols.filter(({ name }) => seed.symbols.has(name)));
  const byRule = new Map<string, Func[]>();
  for (const fn of library.functions.values()) {
    const file = fileOf(fn);
    const name = rules.find((rule) => rule.files.test(file) && (rule.names?.test(fn.pretty) ?? true))?.name ?? 'rest';
    byRule.set(name, [...(byRule.get(name) ?? []), fn]);
  }
  for (const name of ['stdio', 'math', 'device', 'cuda', 'text', 'streams', 'files', 'textures', 'graphs', 'rest', 'wide']) addPart(name, byRule.get(name) ?? []);
  addPart('data', [...library.globals.values()].filter(({ linkage }) => linkage !== 'internal'));

  for (const x of symbols) {
    const part = partOf.get(x);
    // Internal variables that nothing refers to.
    if (part === undefined) continue;
    if (x.kind === 'function') part.module.functions.set(functionKey(x.name, x.side), x);
    else part.module.globals.set(x.name, x);
  }
  for (const fn of library.constructors) partOf.get(fn)!.module.constructors.push(fn);
  shareAcrossParts(parts, partOf);
  return parts.filter(({ module }) => module.functions.size + module.globals.size > 0);
}

function referencesOf(x: Symbol): Set<Symbol> {
  const found = new Set<Symbol>();
  if (x.kind === 'global') {
    for (const { target } of x.init?.relocations ?? []) found.add(target);
  } else if (x.body !== undefined) {
    forEachInst(x.body, (inst) => {
      if (inst.kind === 'call') found.add(inst.callee);
      for (const v of inst.operands) {
        if (v.kind === 'function-address') found.add(v.function);
        else if (v.kind === 'global-address') found.add(v.global);
      }
    });
  }
  return found;
}

/** The constructors that the linker takes when a variable is used (see `initializesReached` in ir/link.ts): they have to be in the variable's part. */
function constructorsByVariable(library: Module): ReadonlyMap<Global, readonly Func[]> {
  const owners = new Map<Global, Func[]>();
  const mentions = library.constructors.map((fn) => [...referencesOf(fn)].filter((x): x is Global => x.kind === 'global'));
  library.constructors.forEach((fn, i) => {
    const own = mentions[i]!.find((g) => fn.name === CONSTRUCTOR_PREFIX + g.name);
    const isForItself = own !== undefined && (own.linkage !== 'internal' || mentions.some((others, k) => k !== i && others.includes(own)));
    for (const g of isForItself ? [own] : mentions[i]!) owners.set(g, [...(owners.get(g) ?? []), fn]);
  });
  return owners;
}

/** Gives each part declarations of what it uses of others, which must be visible there. */
function shareAcrossParts(parts: readonly LibraryPart[], partOf: ReadonlyMap<Symbol, LibraryPart>): void {
  for (const part of parts) {
    const { module, needs } = part;
    const declared = new Map<Symbol, Symbol>();
    const declare = (x: Symbol): Symbol => {
      if (partOf.get(x) === part) return x;
      let declaration = declared.get(x);
      if (declaration === undefined) {
        if (x.linkage === 'internal') x.linkage = 'external';
        const owner = partOf.get(x)!.name;
        if (!needs.includes(owner)) needs.push(owner);
        declaration = x.kind === 'global' ? { ...x, init: undefined } : { ...x, body: undefined, image: undefined, import: undefined, exportName: undefined, kernel: undefined };
        declared.set(x, declaration);
      }
      return declaration;
    };
    for (const g of module.globals.values()) for (const r of g.init?.relocations ?? []) (r as { target: Symbol }).target = declare(r.target);
    for (const fn of module.functions.values()) {
      if (fn.body === undefined) continue;
      forEachInst(fn.body, (inst) => {
        if (inst.kind === 'call') inst.callee = declare(inst.callee) as Func;
        inst.operands.forEach((v, i) => {
          if (v.kind === 'function-address') inst.operands[i] = { ...v, function: declare(v.function) as Func };
          else if (v.kind === 'global-address') inst.operands[i] = { ...v, global: declare(v.global) as Global };
        });
      });
    }
    for (const x of declared.values()) {
      if (x.kind === 'global') module.globals.set(x.name, x);
      else module.functions.set(functionKey(x.name, x.side), x);
    }
  }
}
