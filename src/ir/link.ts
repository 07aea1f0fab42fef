/**
 * The linker. In: modules (taken over: their functions become the result's) and libraries in binary form, of which only what is needed is read. Out: one module with everything reachable from the roots and
 * nothing else: no declarations but imports, names unique, struct types one per name.
 *
 * Rules are those of C++ object files: an `external` definition wins over `once`, `once` over `weak`, the first one wins among equals; two external ones are an error. A module's definition wins over a
 * library's, an earlier library's over a later one's. Internal symbols are renamed apart. Constructors run in the order of the inputs; a library's constructor is taken only if a global it uses is.
 */
import type { DiagnosticSink } from '../diagnostics/diagnostic.js';
import { linkMessages } from '../diagnostics/link-messages.js';
import { isAdaptable, makeAdapter } from './adapters.js';
import type { Binary, BinaryReader, StoredConstructor } from './binary-read.js';
import { createReader, materialize, readFunctionHead, readGlobal, readImage } from './binary-read.js';
import { CONSTRUCTOR_PREFIX, createModule, functionAddress, functionKey, globalAddress, sortStartup } from './build.js';
import type { Func, FunctionImage, Global, Linkage, MemoryType, Module, StructType } from './ir.js';
import { typeText } from './print.js';
import { forEachInst } from './walk.js';

export interface LinkInputs {
  readonly modules: readonly Module[];
  readonly libraries: readonly Binary[];
  /** Names of functions that are needed whatever refers to them (`_start`, `main`); exported functions, and constructors, always are. */
  readonly roots: readonly string[];
  /** Keep all functions of the modules (not of libraries): for device-only modules, the kernels. */
  readonly keepKernels?: boolean;
  /** Symbols that are defined later (by the back end; by whoever links a library's module): they may stay undefined. */
  readonly provided?: (name: string) => boolean;
  /** Makes images of library functions that are stored without. */
  readonly imageOf?: (fn: Func, threads: boolean) => FunctionImage | undefined;
}

interface State {
  readonly sink: DiagnosticSink;
  readonly provided: (name: string) => boolean;
  /** Definitions that names refer to; declarations where there is none yet. */
  readonly functions: Map<string, Func>;
  readonly globals: Map<string, Global>;
  /** By definition and declared signature. */
  readonly adapters: Map<string, Func>;
  /** Names of the modules' functions with a body for device code alone. */
  readonly deviceNames: Set<string>;
  /** Internal functions → their bodies for device code. */
  readonly siblings: Map<Func, Func>;
  readonly structs: Map<string, StructType>;
  readonly types: Map<MemoryType, MemoryType>;
  readonly readers: BinaryReader[];
  /** Which reader a function or global came from. */
  readonly origin: Map<Func | Global, BinaryReader>;
  readonly reached: Set<Func | Global>;
  readonly work: (Func | Global)[];
  readonly reported: Set<string>;
  /** Who first referred to a symbol. */
  from: Func | Global | undefined;
}

export function link(inputs: LinkInputs, sink: DiagnosticSink): Module {
  const s: State = {
    sink, provided: inputs.provided ?? (() => false), functions: new Map(), globals: new Map(), adapters: new Map(), deviceNames: new Set(), siblings: new Map(), structs: new Map(), types: new Map(), readers: [], origin: new Map(), reached: new Set(), work: [], reported: new Set(), from: undefined,
  };
  for (const module of inputs.modules) addModule(s, module);
  for (const binary of inputs.libraries) addLibrary(s, binary, inputs.imageOf);

  const constructors: Func[] = [];
  for (const module of inputs.modules) {
    for (const fn of module.constructors) {
      const definition = functionFor(s, fn);
      need(s, definition);
      if (!constructors.includes(definition)) constructors.push(definition);
    }
    for (const fn of module.functions.values()) {
      if ((fn.body && fn.exportName !== undefined) || (inputs.keepKernels && fn.kernel && fn.body)) need(s, functionFor(s, fn));
    }
  }
  for (const name of inputs.roots) {
    const fn = lookUpFunction(s, functionKey(name, 'both'));
    if (fn) need(s, fn);
    else sink.report(linkMessages.undefinedRoot, 0, [name]);
  }
  reach(s);
  constructors.splice(0, constructors.length, ...sortStartup(constructors));
  libraryConstructors(s, constructors);
  return collect(s, inputs, constructors);
}

// ---- what the names mean

const RANK: Record<Linkage, number> = { weak: 1, once: 2, external: 3, internal: 0 };

function isDefined(x: Func | Global): boolean {
  return x.kind === 'function' ? x.body !== undefined || x.import !== undefined : x.init !== undefined;
}

function addModule(s: State, module: Module): void {
  for (const struct of module.structs.values()) unifyStruct(s, struct);
  for (const fn of module.functions.values()) {
    if (fn.side === 'device') s.deviceNames.add(fn.name);
    if (fn.linkage !== 'internal' || !isDefined(fn)) define(s, s.functions, functionKey(fn.name, fn.side), fn);
    else if (fn.side === 'both') {
      const device = module.functions.get(functionKey(fn.name, 'device'));
      if (device) s.siblings.set(fn, device);
    }
  }
  for (const g of module.globals.values()) if (g.linkage !== 'internal' || !isDefined(g)) define(s, s.globals, g.name, g);
}

function define<T extends Func | Global>(s: State, table: Map<string, T>, key: string, x: T): void {
  const old = table.get(key);
  if (!old) {
    table.set(key, x);
    return;
  }
  if (!isDefined(x)) {
    checkSignature(s, x, old);
    return;
  }
  if (!isDefined(old)) {
    checkSignature(s, old, x);
    table.set(key, x);
    return;
  }
  if (x.linkage === 'external' && old.linkage === 'external') {
    // Where main is there twice, that is told.
    if (x !== old && !s.reported.has(key) && x.name !== startOfMain) {
      s.reported.add(key);
      s.sink.report(linkMessages.duplicateSymbol, x.loc, [prettyName(x)], { notes: [{ loc: old.loc, text: 'first defined here' }] });
    }
  } else if (RANK[x.linkage] > RANK[old.linkage]) table.set(key, x);
}

function prettyName(x: Func | Global): string {
  return x.kind === 'function' ? x.pretty : x.name;
}

function signature(fn: Func): string {
  return `(${fn.params.map((p) => p.type).join(', ')})${fn.result ? ` -> ${fn.result}` : ''}`;
}

function checkSignature(s: State, declared: Func | Global, defined: Func | Global): void {
  if (declared.kind !== 'function' || defined.kind !== 'function') return;
  const a = signature(declared);
  const b = signature(defined);
  const key = `${functionKey(defined.name, defined.side)} signature`;
  if (a === b || s.reported.has(key) || isAdaptable(declared, defined)) return;
  s.reported.add(key);
  s.sink.report(linkMessages.signatureMismatch, declared.loc, [declared.pretty, a, b], { notes: [{ loc: defined.loc, text: 'defined here' }] });
}

function addLibrary(s: State, binary: Binary, imageOf: LinkInputs['imageOf']): void {
  const reader: BinaryReader = createReader(binary, {
    resolveFunction: (n) => libraryFunction(s, reader, n),
    resolveGlobal: (n) => libraryGlobal(s, reader, n),
    // Types inside a library that happen to share a program's name are told apart silently: they never meet.
    resolveType: (n) => mapType(s, binary.types[n]!, true),
    imageOf,
  });
  s.readers.push(reader);
}

/** The meaning of a library's own symbol: somebody else's definition of that name comes first. */
function libraryFunction(s: State, reader: BinaryReader, n: number): Func {
  const symbol = reader.binary.functions[n]!;
  if (symbol.linkage !== 'internal') {
    const known = lookUpFunction(s, functionKey(symbol.name, symbol.side));
    if (known) return known;
  }
  const made = reader.functions[n];
  if (made) return made;
  const fn = readFunctionHead(reader, n);
  fn.optimized = true;
  s.origin.set(fn, reader);
  if (symbol.linkage !== 'internal') s.functions.set(functionKey(fn.name, fn.side), fn);
  else if (symbol.side === 'both') {
    const device = reader.binary.deviceNumbers.get(symbol.name);
    if (device !== undefined) s.siblings.set(fn, libraryFunction(s, reader, device));
  }
  return fn;
}

function libraryGlobal(s: State, reader: BinaryReader, n: number): Global {
  const symbol = reader.binary.globals[n]!;
  if (symbol.linkage !== 'internal') {
    // What nobody defines is one object too: several libraries name what program assembly provides.
    const known = lookUpGlobal(s, symbol.name) ?? s.globals.get(symbol.name);
    if (known) return known;
  }
  const made = reader.globals[n];
  if (made) return made;
  const global = readGlobal(reader, n);
  s.origin.set(global, reader);
  if (symbol.linkage !== 'internal') s.globals.set(global.name, global);
  return global;
}

function hasDefinition(s: State, fn: Func): boolean {
  return (s.origin.get(fn)?.bodies.has(fn) ?? false) || isDefined(fn);
}

/** The definition of a name: a module's, else the first library's that has one. */
function lookUpFunction(s: State, key: string): Func | undefined {
  const known = s.functions.get(key);
  if (known && hasDefinition(s, known)) return known;
  for (const reader of s.readers) {
    const n = reader.binary.functionNumbers.get(key);
    if (n === undefined) continue;
    const fn = readFunctionHead(reader, n);
    fn.optimized = true;
    s.origin.set(fn, reader);
    s.functions.set(key, fn);
    if (known) checkSignature(s, known, fn);
    return fn;
  }
  return undefined;
}

function mayHaveDeviceBody(s: State, name: string): boolean {
  return s.deviceNames.has(name) || s.readers.some(({ binary }) => binary.deviceNumbers.has(name));
}

function lookUpGlobal(s: State, name: string): Global | undefined {
  const known = s.globals.get(name);
  if (known && isDefined(known)) return known;
  for (const reader of s.readers) {
    const n = reader.binary.globalNumbers.get(name);
    if (n === undefined) continue;
    const seen = reader.globals[n];
    const global = seen ?? readGlobal(reader, n);
    s.origin.set(global, reader);
    s.globals.set(name, global);
    return global;
  }
  return undefined;
}

/** What the library's start code calls (lower/index.ts): a program without it has no main. */
const startOfMain = '__cw_main';

function functionFor(s: State, fn: Func): Func {
  if (s.reached.has(fn)) return fn;
  if (fn.linkage === 'internal' && hasDefinition(s, fn)) return fn;
  const key = functionKey(fn.name, fn.side);
  const definition = lookUpFunction(s, key);
  if (definition) {
    if (definition === fn || signature(definition) === signature(fn)) return definition;
    checkSignature(s, fn, definition);
    return isAdaptable(fn, definition) ? adapter(s, fn, definition) : definition;
  }
  // Weak references may stay undefined; their address is null.
  if (fn.linkage !== 'weak' && !s.reported.has(key) && !s.provided(fn.name)) {
    s.reported.add(key);
    if (fn.name === startOfMain) s.sink.report(linkMessages.undefinedRoot, 0, ['main']);
    else s.sink.report(linkMessages.undefinedReference, fn.loc, [fn.pretty, s.from ? prettyName(s.from) : '']);
  }
  return s.functions.get(key) ?? fn;
}

/** One adapter a signature and definition. */
function adapter(s: State, declared: Func, defined: Func): Func {
  const key = `${functionKey(defined.name, defined.side)} ${signature(declared)}`;
  let made = s.adapters.get(key);
  if (made === undefined) {
    made = makeAdapter(declared, defined);
    s.adapters.set(key, made);
  }
  return made;
}

function globalFor(s: State, g: Global): Global {
  if (s.reached.has(g)) return g;
  if (g.linkage === 'internal' && isDefined(g)) return g;
  const definition = lookUpGlobal(s, g.name);
  if (definition) return definition;
  if (g.linkage !== 'weak' && !s.reported.has(g.name) && !s.provided(g.name)) {
    s.reported.add(g.name);
    s.sink.report(linkMessages.undefinedReference, g.loc, [g.name, s.from ? prettyName(s.from) : '']);
  }
  return s.globals.get(g.name) ?? g;
}

// ---- types

function layout(type: StructType): string {
  return `${type.size} ${type.align} ${type.fields.map((f) => `${f.offset} ${typeText(f.type)}`).join(' ')}`;
}

/** One struct of a name: an equal one is replaced by the first, a different one is renamed. */
function unifyStruct(s: State, struct: StructType, inLibrary = false): void {
  const known = s.structs.get(struct.name);
  if (!known) {
    s.structs.set(struct.name, struct);
    s.types.set(struct, struct);
    return;
  }
  if (known === struct || layout(known) === layout(struct)) {
    s.types.set(struct, known);
    return;
  }
  // Classes of unnamed namespaces and static functions may share a name.
  if (!inLibrary && !/_GLOBAL__N_|ZL\d/.test(struct.name)) s.sink.report(linkMessages.structMismatch, 0, [className(struct.name)]);
  let name = struct.name;
  for (let n = 1; s.structs.has(name); n++) name = `${struct.name}.${n}`;
  const renamed: StructType = { ...struct, name, fields: struct.fields.map((f) => ({ ...f, type: mapType(s, f.type) })) };
  s.structs.set(name, renamed);
  s.types.set(struct, renamed);
}

function mapType(s: State, type: MemoryType, inLibrary = false): MemoryType {
  switch (type.kind) {
    case 'scalar':
    case 'bytes':
      return type;
    case 'struct': {
      const to = s.types.get(type);
      if (to) return to;
      unifyStruct(s, type, inLibrary);
      return s.types.get(type)!;
    }
    case 'array': {
      const known = s.types.get(type);
      if (known) return known;
      const element = mapType(s, type.element, inLibrary);
      const to: MemoryType = element === type.element ? type : { ...type, element };
      s.types.set(type, to);
      return to;
    }
    default:
      return type satisfies never;
  }
}

// ---- reachability

function need(s: State, x: Func | Global): void {
  if (s.reached.has(x)) return;
  s.reached.add(x);
  s.work.push(x);
}

function reach(s: State): void {
  for (let x = s.work.pop(); x; x = s.work.pop()) {
    s.from = x;
    if (x.kind === 'global') reachGlobal(s, x);
    else reachFunction(s, x);
  }
}

function reachGlobal(s: State, g: Global): void {
  (g as { type: MemoryType }).type = mapType(s, g.type);
  if (!g.init) return;
  for (const r of g.init.relocations) {
    const target = r.target.kind === 'function' ? functionFor(s, r.target) : globalFor(s, r.target);
    if (target !== r.target) (r as { target: Func | Global }).target = target;
    need(s, target);
  }
}

function reachFunction(s: State, fn: Func): void {
  const reader = s.origin.get(fn);
  const image = reader && readImage(reader, fn);
  if (reader && !image) materialize(reader, fn);
  if (fn.side === 'both') {
    const device = s.siblings.get(fn) ?? (fn.linkage === 'internal' || !mayHaveDeviceBody(s, fn.name) ? undefined : lookUpFunction(s, functionKey(fn.name, 'device')));
    if (device) need(s, device);
  }
  if (image) {
    fn.image = { ...image, callees: image.callees.map((callee) => functionFor(s, callee)), addresses: image.addresses.map((x) => (x.kind === 'function' ? functionFor(s, x) : globalFor(s, x))) };
    for (const callee of fn.image.callees) need(s, callee);
    for (const x of fn.image.addresses) need(s, x);
    return;
  }
  if (!fn.body) return;
  forEachInst(fn.body, (inst) => {
    switch (inst.kind) {
      case 'call': {
        const callee = functionFor(s, inst.callee);
        if (callee !== inst.callee) inst.callee = callee;
        need(s, callee);
        break;
      }
      case 'index':
        inst.element = mapType(s, inst.element);
        break;
      case 'field':
        inst.struct = mapType(s, inst.struct) as StructType;
        break;
      case 'alloca':
        inst.type = mapType(s, inst.type);
        break;
      case 'copy':
      case 'fill':
        if (inst.type) inst.type = mapType(s, inst.type);
        break;
      default:
        break;
    }
    const { operands } = inst;
    for (let i = 0; i < operands.length; i++) {
      const v = operands[i]!;
      if (v.kind === 'function-address') {
        const to = functionFor(s, v.function);
        if (to !== v.function) operands[i] = functionAddress(to);
        need(s, to);
      } else if (v.kind === 'global-address') {
        const to = globalFor(s, v.global);
        if (to !== v.global) operands[i] = globalAddress(to);
        need(s, to);
      }
    }
  });
}

/** Adds the constructors of libraries that initialize something which is used, until nothing changes. */
function libraryConstructors(s: State, constructors: Func[]): void {
  const own: Func[] = [];
  for (let changed = true; changed; ) {
    changed = false;
    for (const reader of s.readers) {
      for (const constructor of reader.binary.constructors) {
        const fn = libraryFunction(s, reader, constructor.function);
        if (s.reached.has(fn)) continue;
        if (!initializesReached(s, reader, constructor)) continue;
        need(s, fn);
        reach(s);
        own.push(fn);
        changed = true;
      }
    }
  }
  // A library is initialized before those who use it, its variables in order of definition.
  const order = new Map(s.readers.flatMap((reader) => reader.binary.constructors.map((constructor) => libraryFunction(s, reader, constructor.function))).map((fn, i) => [fn, i]));
  constructors.unshift(...own.sort((a, b) => order.get(a)! - order.get(b)!));
}

/**
 * Is the variable that a constructor is for in the program? An internal variable that no other constructor needs may be there for its initializer's effect on others (`static bool ready = (cerr.tie(&cout), true);`): it
 * goes with any variable that it mentions, and so does one that cannot be told by name.
 */
function initializesReached(s: State, { binary, globals }: BinaryReader, constructor: StoredConstructor): boolean {
  const { name } = binary.functions[constructor.function]!;
  const own = constructor.globals.find((k) => name === CONSTRUCTOR_PREFIX + binary.globals[k]!.name);
  const isReached = (k: number): boolean => {
    const g = globals[k];
    return g !== undefined && s.reached.has(g);
  };
  if (own === undefined) return constructor.globals.some(isReached);
  if (isReached(own)) return true;
  if (binary.globals[own]!.linkage !== 'internal') return false;
  const needed = binary.constructors.some((other) => other !== constructor && other.globals.includes(own));
  return !needed && constructor.globals.some(isReached);
}

// ---- the result

function collect(s: State, inputs: LinkInputs, constructors: readonly Func[]): Module {
  renameInternal(s);
  const module = createModule();
  const add = (x: Func | Global): void => {
    if (!s.reached.delete(x)) return;
    if (x.kind === 'function') module.functions.set(functionKey(x.name, x.side), x);
    else module.globals.set(x.name, x);
  };
  // Modules in their order, then what libraries gave in the order in which it was needed.
  for (const input of inputs.modules) {
    for (const fn of input.functions.values()) add(fn);
    for (const g of input.globals.values()) add(g);
  }
  for (const x of [...s.reached]) add(x);
  for (const [name, struct] of s.structs) module.structs.set(name, struct);
  module.constructors.push(...constructors);
  return module;
}

/** Gives internal symbols names of their own; a function's device body keeps the name of its host body. */
function renameInternal(s: State): void {
  const taken = new Set<string>();
  const internal: (Func | Global)[] = [];
  const devices = new Set<Func>(s.siblings.values());
  for (const x of s.reached) {
    if (x.linkage !== 'internal') taken.add(x.name);
    else if (x.kind === 'global' || !devices.has(x)) internal.push(x);
  }
  for (const x of internal) {
    let { name } = x;
    for (let n = 1; taken.has(name); n++) name = `${x.name}.${n}`;
    taken.add(name);
    (x as { name: string }).name = name;
    const device = x.kind === 'function' ? s.siblings.get(x) : undefined;
    if (device) (device as { name: string }).name = name;
  }
}

/** The C++ name of a class from its mangled one, as far as it consists of plain names: `1S`, `N1a1SE`. */
function className(mangled: string): string {
  const nested = /^N(.*)E$/.exec(mangled)?.[1] ?? mangled;
  const parts: string[] = [];
  for (let at = 0; at < nested.length; ) {
    const digits = /^\d+/.exec(nested.slice(at))?.[0];
    if (digits === undefined || at + digits.length + Number(digits) > nested.length) return mangled;
    at += digits.length + Number(digits);
    parts.push(nested.slice(at - Number(digits), at));
  }
  return parts.join('::');
}
