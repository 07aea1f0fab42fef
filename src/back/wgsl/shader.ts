/**
 * State of one kernel's translation and its declarations: bindings, workgroup variables, constants of the launch, the parameter block.
 *
 * Bindings form: each pointer parameter is one storage array of its pointee's type, starting at an element offset that the runtime passes; scalars travel in one uniform struct.
 */
import type { Func, Inst, LoopInst, MemoryType, Region, RegionParam, StructType, Value } from '../../ir/ir.js';
import { isHeld } from '../../ir/numbering.js';
import { forEachInst } from '../../ir/walk.js';
import { MATH_NAMES } from './numbers/math.js';
import { DOUBLE_NAMES } from './numbers/doubles/library.js';
import type { Analyses } from './analyses/index.js';
import { ARENA_NAMES } from './arena-names.js';
import { constantText } from './numbers/constants.js';
import type { Names } from './names.js';
import { constantBanks } from './analyses/constant-banks.js';
import { createNames, identifier, reservedNames } from './names.js';
import type { Provenance, Root } from './analyses/provenance.js';
import { rootKey } from './analyses/provenance.js';
import { isArenaKernel } from './kernel-params.js';
import { FRAMES, isFrames } from './legalize/grid-frames.js';
import type { ArenaRoot } from './arena/roots.js';
import type { RuntimeConstant } from './numbers/runtime-constants.js';
import { runtimeConstant } from './numbers/runtime-constants.js';
import type { StructTable, WgslScalar } from './types.js';
import { needsWords, scalarOf, typeText, vectorText } from './types.js';
import { NeedsWords, Unsupported } from './unsupported.js';
import { WIDE_NAMES } from './numbers/wide.js';
import type { Window } from './legalize/windows.js';
import { placeWindows } from './legalize/windows.js';

const memberNames = new WeakMap<StructType, readonly string[]>();

/** Members keep their names; those without one get a number. */
export function memberName(struct: StructType, field: number): string {
  let names = memberNames.get(struct);
  if (names === undefined) {
    const own = struct.fields.map(({ name }) => identifier(name));
    names = struct.fields.map(({ name }, i) => (name === '' ? `field${i}` : own.indexOf(own[i]!) < i ? `${own[i]!}_${i}` : own[i]!));
    memberNames.set(struct, names);
  }
  return names[field]!;
}

/** A memory object as WGSL sees it. */
export interface Storage {
  readonly root: Root;
  readonly name: string;
  /** Element type of runtime arrays (params, dynamic shared memory); the whole type of variables. */
  readonly type: MemoryType;
  readonly isArray: boolean;
  /** An array of u32, pointers into it byte addresses (words.ts). */
  readonly words: boolean;
  /** Of words: the array is one of these vectors instead (vector-view.ts). */
  readonly lanes: StructType | undefined;
  /** A uniform, words as vectors (constant-banks.ts): the function that reads a word of it. */
  readonly bank: string | undefined;
  /** Expression for the element (of words: the byte) where a parameter's pointer starts; undefined: 0. */
  readonly offset: string | undefined;
  read: boolean;
  written: boolean;
  atomic: boolean;
  /** 'uniform': a struct in the parameter block. */
  readonly space: 'storage' | 'uniform' | 'workgroup' | 'function' | 'private' | 'constant' | 'arena';
  /** What a variable of the thread starts as; a constant's value. */
  readonly initial: string | undefined;
}

export interface Shader {
  readonly fn: Func;
  readonly analyses: Analyses;
  /** Of a function: the kernel's shader. */
  readonly outer: Shader | undefined;
  readonly names: Names;
  readonly structs: StructTable;
  readonly provenance: Provenance;
  readonly storages: Map<unknown, Storage>;
  /** By the number of a pointer. */
  readonly storageOfValue: (Storage | undefined)[];
  /** By number (ir/numbering.ts), here and below: names of values that were given a variable or constant. */
  readonly valueNames: (string | undefined)[];
  /** Signedness chosen for integer values that have a name. */
  readonly valueTypes: (WgslScalar | undefined)[];
  /** Member of the parameter block for each kernel parameter: a scalar's value, a pointer's first element. */
  readonly paramFields: readonly string[];
  /** Members of the parameter block. */
  readonly blockNames: Names;
  readonly loopOfParam: ReadonlyMap<RegionParam, LoopInst>;
  /** The kernel has something to say: records of printf, faults. */
  output: boolean;
  /** Locks for atomic operations on 64 bits: in device memory, in shared memory. */
  locks: boolean;
  blockLocks: boolean;
  /** Names of the strings that it mentions: one list for all kernels of a program, which grows. */
  readonly strings: string[];
  /** Names of the overrides for the numbers of functions, by the functions' keys in the module. */
  readonly functionNumbers: Map<string, string>;
  /** Of the arena form: the pointers that the kernel is given and that it accesses memory from, by parameter. */
  readonly roots: Map<number, ArenaRoot>;
  /** Members for the addresses of pointer parameters, by index. */
  readonly addresses: Map<number, string>;
  /** Built-in inputs that the code uses. */
  readonly inputs: Set<string>;
  /** Bit patterns of floats that WGSL has no constants of (infinity, NaN, -0, subnormal numbers) and that the code uses, by the name of the variable that holds them. */
  readonly specialBits: Map<string, number>;
  /** Type of the scalar in memory that a pointer designates, if it is a plain one. */
  memoryType(pointer: Value, loc: number): WgslScalar | undefined;
  /** The name of a function that the kernel calls, which becomes part of the shader; undefined if it has none. */
  functionFor: (callee: Func) => string | undefined;
  /** Subgroup operations are used. */
  subgroups: boolean;
  /** Threads tell each other something between barriers: in a warp, by fences. Their loads must not come before stores that stand in front of them (`loadedPlace`). */
  tells: boolean;
  /** Threads of a block vote (`block_votes`). */
  votes: boolean;
  /** Helper functions by name. */
  readonly helpers: Map<string, string>;
  /** Roots (by key) that are words although their type is plain. */
  readonly asWords: ReadonlySet<unknown>;
  /** Sums that are written with the run-time `one`; products that are written with the run-time `negative_zero`. */
  readonly returningSums: ReadonlySet<Inst>;
  readonly loneProducts: ReadonlySet<Inst>;
  /** Members of the parameter block for these, once they are needed. */
  readonly runtimeConstants: Map<RuntimeConstant, string>;
  /** Barriers around which threads may meet in device memory. */
  storageBarriers: ReadonlySet<Inst>;
  /** A barrier is known to be reached by all together only because nobody writes to some binding. */
  needsFixedReads: boolean;
  /** Sums are taken out of memory for a while: nothing else may be bound to it. */
  sumsByExchange: boolean;
  /** How all bindings are alike, in the aliased form. */
  readonly alike: Alike | undefined;
  /** Objects of the kernel's own that addresses may point into: they are words. */
  readonly windows: ReadonlyMap<unknown, Window>;
  /** Roots that the kernel writes to. */
  readonly writtenRoots: ReadonlySet<unknown>;
  /** Roots in constant memory that are uniforms, arrays of these vectors. Aliased bindings are not. */
  readonly banks: ReadonlyMap<unknown, StructType>;
  readonly lineOf: LineOf;
  /** Source line of an instruction; of the call in the program's own text where it was inlined from a library header. */
  sourceOf(inst: Inst): { readonly file: string; readonly line: number; readonly text: string } | undefined;
}

/** What bindings that may be made one have in common. */
export interface Alike {
  readonly words: boolean;
  readonly atomic: boolean;
}

/** A line of the program's own sources; undefined for positions in library headers and for none. */
export type LineOf = (loc: number) => { readonly file: string; readonly line: number; readonly text: string } | undefined;

/** `within`: the kernel's shader, for a function that it calls; what belongs to the module is shared. */
export function createShader(analyses: Analyses, lineOf: LineOf, asWords: ReadonlySet<unknown>, strings: string[], alike?: Alike, within?: Shader): Shader {
  const { fn, provenance, writtenRoots, loopOfParam } = analyses;
  const names = within?.names ?? createNames(reservedInShaders());
  const structs = within?.structs ?? createStructs(names);
  const fields = createNames();
  const paramFields = (fn.kernel?.params ?? []).map((p, i) => fields.unique(fn.body!.params[i]!.type === 'ptr' && p.type.kind === 'scalar' ? `${p.name}_offset` : p.name));
  const shader: Shader = {
    paramFields, blockNames: fields, roots: new Map(), addresses: new Map(), functionNumbers: within?.functionNumbers ?? new Map(), output: false, locks: false, blockLocks: false, strings, helpers: within?.helpers ?? new Map(), votes: false, tells: false, subgroups: false, needsFixedReads: false, sumsByExchange: false, returningSums: analyses.returningSums, loneProducts: analyses.loneProducts, runtimeConstants: new Map(), asWords, alike, writtenRoots,
    banks: alike === undefined ? constantBanks(analyses) : new Map(), storageBarriers: new Set(), windows: findWindows(fn, provenance),
    fn, analyses, outer: within, names, structs, provenance, storages: new Map(), valueNames: new Array<string | undefined>(analyses.count).fill(undefined), valueTypes: new Array<WgslScalar | undefined>(analyses.count).fill(undefined), storageOfValue: new Array<Storage | undefined>(analyses.count).fill(undefined), inputs: new Set(), lineOf,
    loopOfParam, specialBits: within?.specialBits ?? new Map(), memoryType: (pointer) => scalarBehind(shader, pointer),
    functionFor: within?.functionFor ?? (() => undefined),
    sourceOf: (inst) => sourceLine(inst, lineOf),
  };
  if (fn.kernel !== undefined) nameParameters(shader);
  findStorages(shader, fn.body!);
  return shader;
}

let reserved: ReadonlySet<string> | undefined;

/** What shaders declare or use themselves. */
function reservedInShaders(): ReadonlySet<string> {
  return (reserved ??= reservedNames(['main', 'params', 'thread_idx', 'block_idx', 'grid_dim', 'block_dim_x', 'block_dim_y', 'block_dim_z', 'Params', 'lane', 'block_votes', 'whole_grid', 'group_idx', 'group_count', 'linear_block', 'infinity_bits', 'nan_bits', 'negative_zero_bits', 'share_of_sum', 'SumShare', ...WIDE_NAMES, ...DOUBLE_NAMES, ...MATH_NAMES, ...ARENA_NAMES]));
}

function createStructs(names: Names): StructTable {
  const structNames = new Map<string, string>();
  const declarations: string[] = [];
  const structs: StructTable = {
    declarations,
    nameOf(struct, loc) {
      const vector = vectorText(struct);
      if (vector !== undefined) return vector;
      let name = structNames.get(struct.name);
      if (name === undefined) {
        name = names.uniqueInModule(struct.name.replace(/^\d+/, ''));
        structNames.set(struct.name, name);
        const members: string[] = [];
        let end = 0;
        struct.fields.forEach((f, i) => {
          members.push(`  ${memberName(struct, i)}: ${typeText(f.type, structs, false, loc)},`);
          end = f.offset + f.type.size;
        });
        if (struct.size !== Math.ceil(end / struct.align) * struct.align || struct.align > Math.max(...struct.fields.map((f) => f.type.align), 1)) {
          // The declared alignment exceeds its members' (float4): WGSL says so on the first member.
          members[0] = members[0]!.replace('  ', `  @align(${struct.align}) `);
        }
        declarations.push(`struct ${name} {\n${members.join('\n')}\n}`);
      }
      return name;
    },
  };
  return structs;
}

function sourceLine(inst: Inst, lineOf: LineOf): ReturnType<LineOf> {
  let found = inst.loc === 0 ? undefined : lineOf(inst.loc);
  for (let site = inst.inlinedAt; found === undefined && site !== undefined; site = site.outer) found = lineOf(site.loc);
  return found;
}

/** Objects whose address the kernel takes, where it has accesses by address. */
function findWindows(fn: Func, provenance: Provenance): ReadonlyMap<unknown, Window> {
  const found = new Map<unknown, Root>();
  if (!isArenaKernel(fn)) return new Map();
  forEachInst(fn.body!, (inst) => {
    // Strings are read by address.
    const isPrinted = inst.kind === 'call' && inst.callee.name === 'printf';
    if (!isPrinted && !(inst.kind === 'convert' && inst.op === 'ptrtoint')) return;
    for (const v of inst.operands) {
      if (v.type !== 'ptr' || v.kind === 'const' || v.kind === 'function-address' || (v.kind === 'global-address' && v.global.space !== 'shared') || (v.kind === 'result' && v.inst.kind === 'select')) continue;
      const root = provenance.rootOf(v);
      if (root.kind === 'alloca' || root.kind === 'dynamic-shared' || (root.kind === 'global' && root.global.space === 'shared')) found.set(rootKey(root), root);
    }
  });
  return placeWindows([...found.values()]);
}

function scalarBehind(s: Shader, pointer: Value): WgslScalar | undefined {
  let type: MemoryType | undefined;
  if (storageFor(s, pointer, s.fn.loc).words) return 'u32';
  if (pointer.kind === 'result' && pointer.inst.kind === 'index') type = pointer.inst.element;
  else if (pointer.kind === 'result' && pointer.inst.kind === 'field') type = pointer.inst.struct.fields[pointer.inst.field]!.type;
  else type = storageFor(s, pointer, s.fn.loc).type;
  while (type.kind === 'array') type = type.element;
  if (type.kind !== 'scalar') return undefined;
  return type.scalar === 'f32' ? 'f32' : type.scalar === 'i32' ? (type.unsigned ? 'u32' : 'i32') : undefined;
}

function nameParameters(s: Shader): void {
  s.fn.body!.params.forEach((param, i) => {
    const info = s.fn.kernel!.params[i]!;
    if (param.type === 'ptr') return;
    const type = scalarOf(info.type, s.fn.loc);
    const member = `params.${s.paramFields[i]!}`;
    s.valueNames[param.number] = type === 'bool' ? `(${member} != 0u)` : member;
    s.valueTypes[param.number] = type;
  });
}

/** Bindings may be renamed: their names end as nothing else in the text does, since identifiers of the source are written without double underscores. The distinct form drops the ending. */
export const BINDING_SUFFIX = '__memory';

/** What lines begin with that are code where subgroups have a number of lanes that is known, and `all__lanes` the bits of all of them (interface.ts). */
export const LANES_LINE = '//lanes ';

/** What stands before a function for textures of some kinds only, followed by the kinds (interface.ts). */
export const TEXTURES_LINE = '//textures ';

export function storageOf(s: Shader, root: Root, loc: number): Storage {
  const key = rootKey(root);
  const known = s.storages.get(key) ?? s.outer?.storages.get(key);
  if (known !== undefined) return known;
  const bindingName = (name: string): string => `${s.names.uniqueInModule(name)}${BINDING_SUFFIX}`;
  const isBinding = !isFrames(root) && ((root.kind === 'param' && s.fn.kernel!.params[root.index]!.type.kind === 'scalar') || (root.kind === 'global' && root.global.space !== 'shared'));
  const make = (): Storage => {
    const isWindow = s.windows.has(key);
    const common = { root, read: false, written: false, atomic: isBinding && s.alike?.atomic === true, initial: undefined, words: s.asWords.has(key) || isWindow || (isBinding && s.alike?.words === true), lanes: undefined, bank: undefined };
    const lanes = isWindow || (isBinding && s.alike !== undefined) ? undefined : s.analyses.vectorView(key);
    switch (root.kind) {
      case 'param': {
        const info = s.fn.kernel!.params[root.index]!;
        if (info.type.kind !== 'scalar') {
          const object = { ...common, type: info.type, isArray: false, offset: undefined, words: common.words || needsWords(info.type) };
          const member = `params.${s.paramFields[root.index]!}`;
          // What the kernel changes is the thread's own copy.
          if (s.writtenRoots.has(key)) return { ...object, name: s.names.unique(info.name), space: object.words ? 'private' : 'function', initial: member };
          return { ...object, name: member, space: 'uniform' };
        }
        const name = bindingName(info.name);
        const type = elementOf(s.analyses.elementBehind(key), info.pointee);
        const words = common.words || needsWords(type);
        return { ...common, name, type, words, lanes: words ? lanes : undefined, isArray: true, offset: `params.${s.paramFields[root.index]!}`, space: 'storage' };
      }
      case 'global': {
        const { global } = root;
        if (isFrames(root)) return { ...common, name: FRAMES, type: common.words ? UNTYPED : global.type, isArray: true, offset: undefined, space: 'storage' };
        if (global.space === 'thread' || (global.space === 'host' && !global.constant && s.writtenRoots.has(key))) throw new Unsupported(`the variable '${readableName(global.name)}' of the host`, loc);
        const asWords = s.asWords.has(key) || needsWords(global.type);
        const table = constantText(global, asWords, s.structs);
        if (table !== undefined) return { ...common, words: asWords, atomic: false, name: s.names.uniqueInModule(readableName(global.name)), type: global.type, isArray: false, offset: undefined, space: 'constant', initial: table };
        if (global.space !== 'shared' && s.alike !== undefined) {
          const own = readableName(global.name);
          return { ...common, name: bindingName(own), type: global.type, words: true, isArray: true, offset: `params.${s.blockNames.unique(`${own}_offset`)}`, space: 'storage' };
        }
        const bank = s.banks.get(key);
        if (bank !== undefined) return { ...common, name: bindingName(readableName(global.name)), type: global.type, words: true, lanes: bank, bank: s.names.uniqueInModule(`${readableName(global.name)}_at`), isArray: false, offset: undefined, space: 'storage' };
        if (global.space !== 'shared') return { ...common, name: bindingName(readableName(global.name)), type: global.type, words: common.words || needsWords(global.type), isArray: false, offset: undefined, space: 'storage' };
        return { ...common, name: s.names.unique(readableName(global.name)), type: global.type, words: common.words || hasBytes(global.type), lanes: common.words ? lanes : undefined, isArray: false, offset: undefined, space: 'workgroup' };
      }
      case 'dynamic-shared':
        return { ...common, lanes: common.words ? lanes : undefined, name: s.names.unique('dynamic_shared'), type: common.words ? UNTYPED : (s.analyses.elementBehind(key) ?? UNTYPED), isArray: true, offset: undefined, space: 'workgroup' };
      case 'alloca':
        return { ...common, name: s.names.uniqueInModule(root.inst.name), type: root.inst.type, words: common.words || hasBytes(root.inst.type), isArray: false, offset: undefined, space: common.words || hasBytes(root.inst.type) ? 'private' : 'function' };
      case 'arena':
        return { ...common, name: 'arena', type: UNTYPED, words: true, isArray: true, offset: undefined, space: 'arena' };
      default:
        return root satisfies never;
    }
  };
  const made = make();
  s.storages.set(key, made);
  // What a function has in the module is declared with the kernel's.
  if (made.space !== 'function') s.outer?.storages.set(key, made);
  return made;
}

function mayBeAtomic(type: MemoryType): boolean {
  return type.kind === 'array' ? mayBeAtomic(type.element) : type.kind === 'scalar' && (type.scalar === 'i32' || type.scalar === 'f32');
}

const UNTYPED: MemoryType = { kind: 'bytes', size: 1, align: 1 };

/** Unions, and pointers: no type but words will do. */
function hasBytes(type: MemoryType): boolean {
  return type.kind === 'bytes' || (type.kind === 'scalar' && type.scalar === 'ptr') || (type.kind === 'array' && hasBytes(type.element)) || (type.kind === 'struct' && type.fields.some((f) => hasBytes(f.type)));
}

/** `_ZZ9transposePKfPfiE4tile` → tile. */
function readableName(mangled: string): string {
  const local = /E(\d+)([A-Za-z_]\w*)$/.exec(mangled);
  if (local !== null && local[2]!.length >= Number(local[1])) return local[2]!.slice(0, Number(local[1]));
  return mangled.replace(/^_ZL?\d*/, '');
}

/** The declared type knows more than accesses do (signs, floats that are accessed as bits), unless these see something else behind the pointer. */
function elementOf(accessed: MemoryType | undefined, declared: MemoryType | undefined): MemoryType {
  if (accessed === undefined) return declared ?? UNTYPED;
  return declared?.kind === 'scalar' && accessed.kind === 'scalar' && declared.size === accessed.size ? declared : accessed;
}

export function storageFor(s: Shader, pointer: Value, loc: number): Storage {
  if (!isHeld(pointer)) return storageOf(s, s.provenance.rootOf(pointer), loc);
  return (s.storageOfValue[pointer.number] ??= storageOf(s, s.provenance.rootOf(pointer), loc));
}

/** The name of a value that was given a variable or constant. */
export function nameOf(s: Shader, v: Value): string | undefined {
  return isHeld(v) ? s.valueNames[v.number] : undefined;
}

/** What an access may touch: through an address, all memory that has one. */
function reachedBy(s: Shader, pointer: Value, loc: number): readonly Storage[] {
  const storage = storageFor(s, pointer, loc);
  return storage.space === 'arena' ? [storage, ...[...s.windows.values()].map((window) => storageOf(s, window.root, loc))] : [storage];
}

/** Every object that loads, stores and atomics reach, with how it is used. */
function findStorages(s: Shader, body: Region): void {
  const write = (inst: Inst, isNarrow: boolean): void => {
    for (const storage of reachedBy(s, inst.operands[0]!, inst.loc)) {
      storage.written = true;
      if (isNarrow && storage.words && (storage.space === 'storage' || storage.space === 'workgroup' || storage.space === 'arena')) storage.atomic = true;
    }
  };
  /** What other threads may change meanwhile (volatile too) is read and written by atomic operations. */
  const share = (inst: Inst): void => {
    for (const storage of reachedBy(s, inst.operands[0]!, inst.loc)) {
      if (storage.space === 'storage' || storage.space === 'arena' ? !storage.written && !s.writtenRoots.has(rootKey(storage.root)) : storage.space !== 'workgroup') continue;
      if (!storage.words && !mayBeAtomic(storage.type)) throw new NeedsWords(rootKey(storage.root), inst.loc);
      storage.atomic = true;
    }
  };
  const read = (pointer: Value, loc: number): void => {
    for (const storage of reachedBy(s, pointer, loc)) storage.read = true;
  };
  let shares: 'no' | 'warp' | 'device' = 'no';
  forEachInst(body, (inst) => {
    switch (inst.kind) {
      case 'fence':
        shares = 'device';
        break;
      case 'warp':
        if (inst.op === 'sync' && shares === 'no') shares = 'warp';
        break;
      case 'load':
        read(inst.operands[0]!, inst.loc);
        if (inst.volatile) share(inst);
        break;
      case 'copy':
        write(inst, inst.type === undefined || needsWords(inst.type));
        read(inst.operands[1]!, inst.loc);
        break;
      case 'store':
        write(inst, inst.memory === 'i1' || inst.memory === 'i8' || inst.memory === 'i16');
        if (inst.volatile) share(inst);
        break;
      case 'fill':
        write(inst, inst.type === undefined || needsWords(inst.type));
        break;
      case 'atomic': {
        const storage = storageFor(s, inst.operands[0]!, inst.loc);
        read(inst.operands[0]!, inst.loc);
        write(inst, false);
        share(inst);
        // What WGSL has no atomics for is done on words.
        if (inst.memory !== 'i32' && inst.memory !== 'f32' && !storage.words) throw new NeedsWords(rootKey(storage.root), inst.loc);
        break;
      }
      default:
        break;
    }
  });
  if (shares === 'no') return;
  s.tells = true;
  shareAll(s, shares);
}

/**
 * The place that an atomic operation loads. Where threads tell each other something between barriers its index has a zero that engines do not know: a load from another element than was stored to might come before
 * that store otherwise, in which case a warp's lanes would miss what the others have stored.
 */
export function loadedPlace(s: Shader, place: string): string {
  const zero = unknownZero(s);
  const end = zero === '' ? -1 : place.lastIndexOf(']');
  if (end < 0) return place;
  let start = end - 1;
  for (let depth = 1; ; start--) {
    depth += place[start] === ']' ? 1 : place[start] === '[' ? -1 : 0;
    if (depth === 0) break;
  }
  return `${place.slice(0, start)}[u32(${place.slice(start + 1, end)})${zero}${place.slice(end)}`;
}

/** What is added to the index of such a load; nothing, where threads tell each other nothing between barriers. */
export function unknownZero(s: Shader): string {
  return (s.outer ?? s).tells ? ` + bitcast<u32>(${runtimeConstant(s, 'zero')})` : '';
}

/** What threads tell each other between barriers is read and written by atomic operations, which keep their order. */
function shareAll(s: Shader, scope: 'warp' | 'device'): void {
  for (const storage of s.storages.values()) {
    if ((storage.space !== 'workgroup' && storage.space !== 'storage' && storage.space !== 'arena') || isFrames(storage.root)) continue;
    if (!storage.written || (!storage.read && (scope === 'warp' || storage.space === 'workgroup'))) continue;
    if (!storage.words && !mayBeAtomic(storage.type)) throw new NeedsWords(rootKey(storage.root), s.fn.loc);
    storage.atomic = true;
  }
}
