/**
 * Bytes → module, in the form that binary-format.ts describes, as lazily as wanted.
 *
 * `openBinary` reads the string and type tables and the directory, once; the result is immutable and may serve any number of links. A `BinaryReader` makes fresh functions and globals from it on demand: heads
 * first, bodies when `materialize` is called. The reader's `resolve` hooks say which objects the decoded bodies refer to, so that a linker can put its own in their place. `readModule` reads everything.
 */
import {
  CONSTANT_BOOL, CONSTANT_DOUBLE, CONSTANT_FLOAT, CONSTANT_INT, CONSTANT_LONG, CONSTANT_POINTER, CONSTANT_UNDEF, CONSTANT_WIDE, DEFINED, DEVICE_SIDE, FLAG_IMAGES, FLAG_NAMES, FLAG_POSITIONS, FLAG_THREADS, LINKAGE_SHIFT, MAGIC, NATURAL_ALIGN, OP_COMPARE, OP_CONVERT, OP_UNARY, OPERAND_CONSTANT, OPERAND_FUNCTION, OPS, TYPE_ARRAY, TYPE_SCALAR, TYPE_STRUCT, VERSION, floatRules,
} from './binary-format.js';
import { constant, createModule, functionAddress, functionKey, globalAddress, isTerminator, maskTypeOf, undef, valueTypeOf } from './build.js';
import type { ByteReader } from './bytes.js';
import { readFloat32, readFloat64, readInt, readInt64, readUint } from './bytes.js';
import type {
  BlockInst, CompareOp, FloatRules, Func, FunctionImage, Global, IfInst, InlineSite, Inst, InstResult, KernelInfo, Linkage, LoopInst, MemoryType, Module, Region, RegionParam, StructType, SwitchInst, TryInst, Value, ValueType,
} from './ir.js';
import {
  ATOMIC_MEMORY, ATOMIC_OPS, BARRIERS, BINARY_OPS, COMPARE_OPS, CONVERT_OPS, FUNCTION_SPACES, GLOBAL_SPACES, LINKAGES, SCALAR_MEMORY_TYPES, SCOPES, SPECIAL_REGISTERS, UNARY_OPS, VALUE_TYPES, VECTOR_OPS, WARP_OPS,
} from './operations.js';
import { scalarSize } from './print.js';
import { makeParam, makeResult, shapeInst } from './shapes.js';

export interface BinarySymbol {
  readonly name: string;
  readonly defined: boolean;
  readonly linkage: Linkage;
  /** Globals: always 'both'. */
  readonly side: 'both' | 'device';
  readonly offset: number;
}

export interface Binary {
  readonly bytes: Uint8Array;
  readonly positions: boolean;
  readonly names: boolean;
  readonly strings: readonly string[];
  readonly types: readonly MemoryType[];
  readonly structs: readonly StructType[];
  readonly globals: readonly BinarySymbol[];
  readonly functions: readonly BinarySymbol[];
  readonly constructors: readonly StoredConstructor[];
  /** Symbols that others may refer to (not internal, defined here): function key or global name → number. */
  readonly functionNumbers: ReadonlyMap<string, number>;
  readonly globalNumbers: ReadonlyMap<string, number>;
  /** By name: the first function for the device that has it. */
  readonly deviceNumbers: ReadonlyMap<string, number>;
  /** Where the records start. */
  readonly base: number;
  /** What was read of functions so far. */
  readonly heads: (FunctionHead | undefined)[];
  /** Functions that have no image in the file can have none. */
  readonly hasImages: boolean;
  /** For programs that several threads run. */
  readonly threads: boolean;
  /** Reads functions for the making of images, where the file has none. */
  images: BinaryReader | undefined;
}

export interface StoredConstructor {
  readonly function: number;
  /** The globals that it mentions. */
  readonly globals: readonly number[];
}

/** What of a function is the same for all who link it. */
interface FunctionHead extends Readonly<Pick<Func, 'pretty' | 'space' | 'params' | 'result' | 'import' | 'exportName' | 'inline' | 'noreturn' | 'pure' | 'floats' | 'loc'>> {
  /** Where the facts of a kernel start, and the body; or -1. */
  readonly kernelAt: number;
  readonly bodyAt: number;
  /** `none` where it was tried. */
  readonly image: StoredImage | 'none' | undefined;
}

/** Callees are numbers of functions; addresses too, doubled and incremented, or those of globals, doubled. */
interface StoredImage {
  readonly size: number | undefined;
  readonly indirect: boolean;
  readonly callees: readonly number[];
  readonly addresses: readonly number[];
  readonly code: Uint8Array;
}

export interface BinaryReader {
  readonly binary: Binary;
  /** What a reference to a symbol of this file means; by default the reader's own object. */
  readonly resolveFunction: (n: number) => Func;
  readonly resolveGlobal: (n: number) => Global;
  /** The type of this number as the module at hand knows it: structs may be unified by name. */
  readonly resolveType: (n: number) => MemoryType;
  readonly functions: (Func | undefined)[];
  readonly globals: (Global | undefined)[];
  /** Number → where its body starts, for functions whose head is read and whose body is not. */
  readonly bodies: Map<Func, number>;
  /** And its image. */
  readonly images: Map<Func, StoredImage>;
  readonly numbers: Map<Func | Global, number>;
  readonly imageOf: Resolvers['imageOf'];
}

export interface Resolvers {
  readonly resolveFunction: (n: number) => Func;
  readonly resolveGlobal: (n: number) => Global;
  readonly resolveType?: (n: number) => MemoryType;
  /** Makes images for files that were written without: each once, for all who link it. */
  readonly imageOf?: (fn: Func, threads: boolean) => FunctionImage | undefined;
}

const opened = new WeakMap<Uint8Array, Binary>();

/** The bytes must stay as they are: the same ones are opened once. */
export function openBinary(bytes: Uint8Array): Binary {
  let binary = opened.get(bytes);
  if (binary === undefined) {
    binary = readTables(bytes);
    opened.set(bytes, binary);
  }
  return binary;
}

function readTables(bytes: Uint8Array): Binary {
  const r: ByteReader = { bytes, at: 0 };
  let magic = 0;
  for (let i = 0; i < 4; i++) magic |= (bytes[r.at++] ?? 0) << (8 * i);
  if (magic >>> 0 !== MAGIC) throw new Error('not an object file of this compiler');
  if (bytes[r.at++] !== VERSION) throw new Error('an object file of another version of this compiler');
  const flags = bytes[r.at++]!;
  const positions = (flags & FLAG_POSITIONS) !== 0;
  const names = (flags & FLAG_NAMES) !== 0;
  const strings = readStrings(r);
  const types: MemoryType[] = [];
  for (let n = readUint(r); n > 0; n--) types.push(readType(r, strings, types, names));
  const structs: StructType[] = [];
  for (let n = readUint(r); n > 0; n--) structs.push(types[readUint(r)] as StructType);
  const globalCount = readUint(r);
  const symbols = readSymbols(r, globalCount + readUint(r));
  const globals = symbols.slice(0, globalCount);
  const functions = symbols.slice(globalCount);
  const constructors: StoredConstructor[] = [];
  for (let n = readUint(r); n > 0; n--) {
    const fn = readUint(r);
    const mentioned: number[] = [];
    for (let k = readUint(r); k > 0; k--) mentioned.push(readUint(r));
    constructors.push({ function: fn, globals: mentioned });
  }
  const functionNumbers = new Map<string, number>();
  const deviceNumbers = new Map<string, number>();
  functions.forEach((f, n) => {
    if (f.defined && f.linkage !== 'internal') functionNumbers.set(functionKey(f.name, f.side), n);
    if (f.side === 'device' && !deviceNumbers.has(f.name)) deviceNumbers.set(f.name, n);
  });
  const globalNumbers = new Map<string, number>();
  globals.forEach((g, n) => {
    if (g.defined && g.linkage !== 'internal') globalNumbers.set(g.name, n);
  });
  return { bytes, positions, names, strings, types, structs, globals, functions, constructors, functionNumbers, globalNumbers, deviceNumbers, base: r.at, heads: new Array(functions.length), hasImages: (flags & FLAG_IMAGES) !== 0, threads: (flags & FLAG_THREADS) !== 0, images: undefined };
}

function readStrings(r: ByteReader): string[] {
  const count = readUint(r);
  const ascii = r.bytes[r.at++] === 1;
  const lengths: number[] = new Array(count);
  let total = 0;
  for (let i = 0; i < count; i++) total += lengths[i] = readUint(r);
  const decoder = new TextDecoder();
  const strings: string[] = new Array(count);
  if (ascii) {
    const all = decoder.decode(r.bytes.subarray(r.at, r.at + total));
    for (let i = 0, at = 0; i < count; i++) {
      strings[i] = all.slice(at, at + lengths[i]!);
      at += lengths[i]!;
    }
  } else {
    for (let i = 0, at = r.at; i < count; i++) {
      strings[i] = decoder.decode(r.bytes.subarray(at, at + lengths[i]!));
      at += lengths[i]!;
    }
  }
  r.at += total;
  return strings;
}

function readType(r: ByteReader, strings: readonly string[], types: readonly MemoryType[], names: boolean): MemoryType {
  const kind = r.bytes[r.at++];
  switch (kind) {
    case TYPE_SCALAR: {
      const code = r.bytes[r.at++]!;
      const size = readUint(r);
      return { kind: 'scalar', scalar: SCALAR_MEMORY_TYPES[code & 15]!, size, align: readUint(r), unsigned: (code & 16) !== 0 };
    }
    case TYPE_ARRAY: {
      const element = types[readUint(r)]!;
      const count = readUint(r);
      const size = readUint(r);
      return { kind: 'array', element, count, size, align: readUint(r) };
    }
    case TYPE_STRUCT: {
      const name = strings[readUint(r)]!;
      const fields: StructType['fields'][number][] = [];
      for (let n = readUint(r); n > 0; n--) {
        const fieldName = names ? strings[readUint(r)]! : `member${fields.length}`;
        const type = types[readUint(r)]!;
        fields.push({ name: fieldName, type, offset: readUint(r) });
      }
      const size = readUint(r);
      return { kind: 'struct', name, fields, size, align: readUint(r) };
    }
    default: {
      const size = readUint(r);
      return { kind: 'bytes', size, align: readUint(r) };
    }
  }
}

function readSymbols(r: ByteReader, count: number): BinarySymbol[] {
  const names = readStrings(r);
  const flagsAt = r.at;
  r.at += count;
  const list: BinarySymbol[] = new Array(count);
  let offset = 0;
  for (let i = 0; i < count; i++) {
    const flags = r.bytes[flagsAt + i]!;
    list[i] = { name: names[i]!, defined: (flags & DEFINED) !== 0, linkage: LINKAGES[(flags >> LINKAGE_SHIFT) & 3]!, side: flags & DEVICE_SIDE ? 'device' : 'both', offset };
    offset += readUint(r);
  }
  return list;
}

export function createReader(binary: Binary, resolvers?: Resolvers): BinaryReader {
  const reader: BinaryReader = {
    binary,
    resolveFunction: resolvers?.resolveFunction ?? ((n) => readFunctionHead(reader, n)),
    resolveGlobal: resolvers?.resolveGlobal ?? ((n) => readGlobal(reader, n)),
    resolveType: resolvers?.resolveType ?? ((n) => binary.types[n]!),
    functions: new Array(binary.functions.length),
    globals: new Array(binary.globals.length),
    bodies: new Map(),
    images: new Map(),
    numbers: new Map(),
    imageOf: binary.hasImages ? undefined : resolvers?.imageOf,
  };
  return reader;
}

/** All of a module, bodies included. */
export function readModule(bytes: Uint8Array): Module {
  const binary = openBinary(bytes);
  const reader = createReader(binary);
  const module = createModule();
  for (const s of binary.structs) module.structs.set(s.name, s);
  for (const [n, g] of binary.globals.entries()) module.globals.set(g.name, readGlobal(reader, n));
  for (const [n, f] of binary.functions.entries()) module.functions.set(functionKey(f.name, f.side), readFunctionHead(reader, n));
  for (const fn of module.functions.values()) materialize(reader, fn);
  for (const { function: n } of binary.constructors) module.constructors.push(readFunctionHead(reader, n));
  return module;
}

export function readGlobal(reader: BinaryReader, n: number): Global {
  const known = reader.globals[n];
  if (known) return known;
  const { binary } = reader;
  const symbol = binary.globals[n]!;
  const r: ByteReader = { bytes: binary.bytes, at: binary.base + symbol.offset };
  const type = reader.resolveType(readUint(r));
  const code = r.bytes[r.at++]!;
  const align = readUint(r);
  const loc = binary.positions ? readInt(r) : 0;
  const global: Global = { kind: 'global', name: symbol.name, type, space: GLOBAL_SPACES[code & 15]!, linkage: symbol.linkage, init: undefined, align, constant: (code & 16) !== 0, loc };
  reader.globals[n] = global;
  reader.numbers.set(global, n);
  if (symbol.defined) {
    const length = readUint(r);
    const bytes = r.bytes.subarray(r.at, r.at + length);
    r.at += length;
    const relocations: { offset: number; target: Global | Func; addend: number }[] = [];
    global.init = { bytes, relocations };
    let offset = 0;
    let target = 0;
    for (let k = readUint(r); k > 0; k--) {
      offset += readInt(r);
      target += readInt(r);
      relocations.push({ offset, target: target % 2 === 1 ? reader.resolveFunction((target - 1) / 2) : reader.resolveGlobal(target / 2), addend: readInt(r) });
    }
  }
  return global;
}

function typeFromCode(code: number): ValueType | undefined {
  return code === 255 ? undefined : VALUE_TYPES[code]!;
}

/** A function without its body; `materialize` reads that. */
export function readFunctionHead(reader: BinaryReader, n: number): Func {
  const known = reader.functions[n];
  if (known) return known;
  const { binary } = reader;
  let head = (binary.heads[n] ??= readHead(binary, n));
  if (head.image === undefined && reader.imageOf !== undefined && head.bodyAt >= 0) head = binary.heads[n] = { ...head, image: makeImage(binary, n, reader.imageOf) ?? 'none' };
  const fn = new StoredFunction(binary.functions[n]!, head, reader);
  reader.functions[n] = fn;
  reader.numbers.set(fn, n);
  if (isStored(head.image)) reader.images.set(fn, head.image);
  if (head.bodyAt >= 0) reader.bodies.set(fn, head.bodyAt);
  return fn;
}

function isStored(image: FunctionHead['image']): image is StoredImage {
  return image !== undefined && image !== 'none';
}

/** As `writeModule` would have stored it: of the body as it stands in the file, with the file's own numbers. */
function makeImage(binary: Binary, n: number, imageOf: NonNullable<Resolvers['imageOf']>): StoredImage | undefined {
  const reader = (binary.images ??= createReader(binary));
  const fn = readFunctionHead(reader, n);
  materialize(reader, fn);
  const image = imageOf(fn, binary.threads);
  fn.body = undefined;
  return (
    image && {
      size: image.size, indirect: image.indirect, code: image.code, callees: image.callees.map((callee) => reader.numbers.get(callee)!),
      addresses: image.addresses.map((x) => reader.numbers.get(x)! * 2 + (x.kind === 'function' ? 1 : 0)),
    }
  );
}

function readHead(binary: Binary, n: number): FunctionHead {
  const { strings } = binary;
  const symbol = binary.functions[n]!;
  const r: ByteReader = { bytes: binary.bytes, at: binary.base + symbol.offset };
  const pretty = binary.names ? readUint(r) : 0;
  const flags = r.bytes[r.at++]!;
  const partsAndFloats = r.bytes[r.at++]!;
  const parts = partsAndFloats & 3;
  const params: { type: ValueType; name: string }[] = [];
  for (let k = readUint(r); k > 0; k--) {
    const type = VALUE_TYPES[r.bytes[r.at++]!]!;
    params.push({ type, name: binary.names ? strings[readUint(r)]! : `parameter${params.length}` });
  }
  const result = typeFromCode(r.bytes[r.at++]!);
  const exportName = readUint(r);
  const imported = flags & 64 ? { module: strings[readUint(r)]!, name: strings[readUint(r)]! } : undefined;
  const kernelAt = flags & 128 ? r.at : -1;
  if (kernelAt >= 0) readKernel(binary, (n) => binary.types[n]!, r);
  const loc = binary.positions ? readInt(r) : 0;
  const image = parts === 3 ? readStoredImage(r) : undefined;
  return {
    pretty: pretty === 0 ? symbol.name : strings[pretty - 1]!, space: FUNCTION_SPACES[flags & 3]!, params, result, import: imported, exportName: exportName === 0 ? undefined : strings[exportName - 1],
    inline: flags & 4 ? 'always' : flags & 8 ? 'never' : undefined, noreturn: (flags & 16) !== 0, pure: (flags & 32) !== 0, floats: floatRules(partsAndFloats), kernelAt, loc, image, bodyAt: parts !== 0 ? r.at : -1,
  };
}

function readStoredImage(r: ByteReader): StoredImage {
  const size = readUint(r);
  const indirect = r.bytes[r.at++] === 1;
  const numbers = (): number[] => {
    const list: number[] = new Array(readUint(r));
    for (let k = 0; k < list.length; k++) list[k] = readUint(r);
    return list;
  };
  const callees = numbers();
  const addresses = numbers();
  const length = readUint(r);
  const code = r.bytes.subarray(r.at, r.at + length);
  r.at += length;
  return { size: size === 0 ? undefined : size - 1, indirect, callees, addresses, code };
}

/** A function of a file. Where there is an image, the body is read when somebody asks for it. */
class StoredFunction implements Func {
  readonly kind = 'function';
  readonly name: string;
  pretty: string;
  readonly side: Func['side'];
  space: Func['space'];
  readonly params: Func['params'];
  readonly result: Func['result'];
  linkage: Linkage;
  import: Func['import'];
  exportName: string | undefined;
  inline: Func['inline'];
  noreturn: boolean;
  pure: boolean;
  floats: FloatRules | undefined;
  kernel: KernelInfo | undefined;
  loc: number;
  optimized: boolean | undefined = undefined;
  image: FunctionImage | undefined = undefined;
  /** For those with an image. */
  readonly #reader: BinaryReader | undefined;
  #body: Region | undefined = undefined;

  constructor(symbol: BinarySymbol, head: FunctionHead, reader: BinaryReader) {
    this.name = symbol.name;
    this.pretty = head.pretty;
    this.side = symbol.side;
    this.space = head.space;
    this.params = head.params;
    this.result = head.result;
    this.linkage = symbol.linkage;
    this.import = head.import;
    this.exportName = head.exportName;
    this.inline = head.inline;
    this.noreturn = head.noreturn;
    this.pure = head.pure;
    this.floats = head.floats;
    this.kernel = head.kernelAt < 0 ? undefined : readKernel(reader.binary, reader.resolveType, { bytes: reader.binary.bytes, at: head.kernelAt });
    this.loc = head.loc;
    this.#reader = isStored(head.image) ? reader : undefined;
  }

  get body(): Region | undefined {
    if (this.#body === undefined && this.#reader !== undefined) materialize(this.#reader, this);
    return this.#body;
  }

  set body(region: Region | undefined) {
    this.#body = region;
  }
}

/** What the library keeps of the function beside its body, if anything: `fn.image` from now on. */
export function readImage(reader: BinaryReader, fn: Func): FunctionImage | undefined {
  const stored = reader.images.get(fn);
  if (stored === undefined) return fn.image;
  reader.images.delete(fn);
  const { size, indirect, code } = stored;
  const callees = stored.callees.map(reader.resolveFunction);
  const addresses = stored.addresses.map((target) => (target % 2 === 1 ? reader.resolveFunction((target - 1) / 2) : reader.resolveGlobal(target / 2)));
  fn.image = { size, indirect, callees, addresses, code };
  return fn.image;
}

function readKernel({ strings }: Binary, resolveType: (n: number) => MemoryType, r: ByteReader): KernelInfo {
  const params: KernelInfo['params'][number][] = [];
  for (let k = readUint(r); k > 0; k--) {
    const name = strings[readUint(r)]!;
    const offset = readUint(r);
    const type = resolveType(readUint(r));
    const pointee = readUint(r);
    const flags = r.bytes[r.at++]!;
    params.push({ name, offset, type, restrict: (flags & 1) !== 0, pointee: pointee === 0 ? undefined : resolveType(pointee - 1), constPointee: (flags & 2) !== 0 });
  }
  const paramBytes = readUint(r);
  const maxThreads = readUint(r);
  return { params, paramBytes, maxThreads: maxThreads === 0 ? undefined : maxThreads - 1, usesDynamicShared: r.bytes[r.at++] === 1 };
}

// ---- bodies

interface Decoder extends ByteReader {
  readonly strings: readonly string[];
  readonly resolveType: (n: number) => MemoryType;
  readonly positions: boolean;
  readonly names: boolean;
  readonly reader: BinaryReader;
  readonly values: Value[];
  readonly sites: InlineSite[];
  readonly targets: (BlockInst | LoopInst)[];
  loc: number;
}

/** Reads a function's body, if it has one and it is not there yet. */
export function materialize(reader: BinaryReader, fn: Func): void {
  const at = reader.bodies.get(fn);
  if (at === undefined) return;
  reader.bodies.delete(fn);
  const { binary } = reader;
  const d: Decoder = {
    bytes: binary.bytes, at, strings: binary.strings, resolveType: reader.resolveType, positions: binary.positions, names: binary.names, reader, values: [], sites: [], targets: [], loc: 0,
  };
  if (d.positions) {
    for (let n = readUint(d); n > 0; n--) {
      const loc = readInt(d);
      const name = d.strings[readUint(d)]!;
      const outer = readUint(d);
      d.sites.push({ loc, function: name, outer: outer === 0 ? undefined : d.sites[outer - 1] });
    }
  }
  const region: Region = { params: fn.params.map((p) => param(d, p.type)), insts: [] };
  readInsts(d, region);
  fn.body = region;
}

function readConstant(d: Decoder, form: number): Value {
  switch (form) {
    case CONSTANT_INT:
      return constant('i32', readInt(d));
    case CONSTANT_BOOL:
      return constant('i1', byte(d));
    case CONSTANT_LONG:
      return constant('i64', BigInt(readInt(d)));
    case CONSTANT_POINTER:
      return constant('ptr', readUint(d));
    case CONSTANT_FLOAT:
      return constant('f32', readFloat32(d));
    case CONSTANT_DOUBLE:
      return constant('f64', readFloat32(d));
    default: {
      if (form >= CONSTANT_UNDEF) return undef(VALUE_TYPES[form - CONSTANT_UNDEF]!);
      const type = VALUE_TYPES[form - CONSTANT_WIDE]!;
      if (type === 'f64') return constant(type, readFloat64(d));
      if (type === 'i64') return constant(type, readInt64(d));
      const low = BigInt.asUintN(64, readInt64(d));
      return constant(type, low | (readInt64(d) << 64n));
    }
  }
}

function optionalName(d: Decoder): string | undefined {
  if (!d.names) return undefined;
  const n = readUint(d);
  return n === 0 ? undefined : d.strings[n - 1];
}

function param(d: Decoder, type: ValueType): RegionParam {
  const p = makeParam(type, optionalName(d));
  d.values.push(p);
  return p;
}

function values(d: Decoder, count: number): Value[] {
  const list: Value[] = new Array(count);
  for (let i = 0; i < count; i++) {
    const code = readUint(d);
    list[i] = code & 1 ? readSpecial(d, (code >>> 1) & 3, code >>> 3) : d.values[d.values.length - (code >>> 1)]!;
  }
  return list;
}

function readSpecial(d: Decoder, what: number, rest: number): Value {
  if (what === OPERAND_CONSTANT) return readConstant(d, rest);
  return what === OPERAND_FUNCTION ? functionAddress(d.reader.resolveFunction(rest)) : globalAddress(d.reader.resolveGlobal(rest));
}

function counted(d: Decoder): Value[] {
  return values(d, readUint(d));
}

function byte(d: Decoder): number {
  return d.bytes[d.at++]!;
}

function readInsts(d: Decoder, region: Region): void {
  const { insts } = region;
  for (;;) {
    const inst = readInst(d);
    insts.push(inst);
    if (isTerminator(inst)) return;
  }
}

function nested(d: Decoder): Region {
  const region: Region = { params: [], insts: [] };
  readInsts(d, region);
  return region;
}

/** In the place of regions that are read next. */
const EMPTY: Region = { params: [], insts: [] };

/** Types of the results of the instruction being read; its values are made when it is complete. */
const NONE: readonly ValueType[] = [];
const BOOL: readonly ValueType[] = ['i1'];
const POINTER: readonly ValueType[] = ['ptr'];
const SINGLE: Readonly<Record<ValueType, readonly ValueType[]>> = {
  i1: BOOL, i32: ['i32'], i64: ['i64'], f32: ['f32'], f64: ['f64'], ptr: POINTER, v4i32: ['v4i32'], v4f32: ['v4f32'], v2i64: ['v2i64'], v2f64: ['v2f64'],
};

function single(d: Decoder): readonly ValueType[] {
  const type = typeFromCode(byte(d));
  return type === undefined ? NONE : SINGLE[type];
}

function resultTypes(d: Decoder): readonly ValueType[] {
  const count = readUint(d);
  if (count === 0) return NONE;
  const list: ValueType[] = new Array(count);
  for (let i = 0; i < count; i++) list[i] = VALUE_TYPES[byte(d)]!;
  return list;
}

type Fields<T> = T extends Inst ? Omit<T, 'number' | 'results' | 'loc' | 'inlinedAt'> : never;

/** Position and results of an instruction that has all else. */
function complete(d: Decoder, fields: Fields<Inst>, types: readonly ValueType[]): Inst {
  const inst = empty<Inst>(fields);
  position(d, inst);
  return defined(d, inst, types);
}

/** Without results and position. */
function empty<T extends Inst>(fields: Fields<T>): T {
  const given = fields as unknown as Inst;
  return shapeInst(given, given.operands, [], 0, undefined) as T;
}

function position(d: Decoder, inst: Inst): void {
  if (!d.positions) return;
  d.loc += readInt(d);
  inst.loc = d.loc;
  if (d.sites.length > 0) {
    const site = readUint(d);
    if (site !== 0) inst.inlinedAt = d.sites[site - 1]!;
  }
}

function defined(d: Decoder, inst: Inst, types: readonly ValueType[]): Inst {
  if (types.length === 0) return inst;
  // An array that grows from nothing takes room for sixteen.
  const results: InstResult[] = new Array(types.length);
  for (let index = 0; index < types.length; index++) {
    const r = makeResult(inst, index, types[index]!, optionalName(d));
    results[index] = r;
    d.values.push(r);
  }
  (inst as { results: InstResult[] }).results = results;
  return inst;
}

function compareInst(d: Decoder, op: CompareOp): Inst {
  const operands = values(d, 2);
  return complete(d, { kind: 'compare', op, operands }, SINGLE[maskTypeOf(operands[0]!.type)]);
}

function readInst(d: Decoder): Inst {
  const op = byte(d);
  if (op < OP_COMPARE) {
    const operands = values(d, 2);
    return complete(d, { kind: 'binary', op: BINARY_OPS[op]!, operands }, SINGLE[operands[0]!.type]);
  }
  if (op < OP_UNARY) return compareInst(d, COMPARE_OPS[op - OP_COMPARE]!);
  if (op < OP_CONVERT) {
    const operands = values(d, 1);
    return complete(d, { kind: 'unary', op: UNARY_OPS[op - OP_UNARY]!, operands }, SINGLE[operands[0]!.type]);
  }
  if (op < OPS.select) {
    const types = single(d);
    return complete(d, { kind: 'convert', op: CONVERT_OPS[op - OP_CONVERT]!, operands: values(d, 1) }, types);
  }
  switch (op) {
    case OPS.select: {
      const operands = values(d, 3);
      return complete(d, { kind: 'select', operands }, SINGLE[operands[1]!.type]);
    }
    case OPS.fma: {
      const operands = values(d, 3);
      return complete(d, { kind: 'fma', operands }, SINGLE[operands[0]!.type]);
    }
    case OPS.vector: {
      const vectorOp = VECTOR_OPS[byte(d)]!;
      const lanes: number[] = [];
      for (let n = byte(d); n > 0; n--) lanes.push(byte(d));
      const types = single(d);
      return complete(d, { kind: 'vector', op: vectorOp, lanes, operands: counted(d) }, types);
    }
    case OPS.index: {
      const element = d.resolveType(readUint(d));
      return complete(d, { kind: 'index', element, operands: values(d, 2) }, POINTER);
    }
    case OPS.field: {
      const struct = d.resolveType(readUint(d)) as StructType;
      const field = readUint(d);
      return complete(d, { kind: 'field', struct, field, operands: values(d, 1) }, POINTER);
    }
    case OPS.alloca: {
      const type = d.resolveType(readUint(d));
      return complete(d, { kind: 'alloca', type, name: d.names ? d.strings[readUint(d)]! : 'variable', operands: [] }, POINTER);
    }
    case OPS.load: {
      const code = byte(d);
      const memory = SCALAR_MEMORY_TYPES[code & 15]!;
      const align = code & NATURAL_ALIGN ? scalarSize(memory) : readUint(d);
      return complete(d, { kind: 'load', memory, signed: (code & 16) !== 0, volatile: (code & 32) !== 0, align, operands: values(d, 1) }, SINGLE[valueTypeOf(memory)]);
    }
    case OPS.store: {
      const code = byte(d);
      const memory = SCALAR_MEMORY_TYPES[code & 15]!;
      const align = code & NATURAL_ALIGN ? scalarSize(memory) : readUint(d);
      return complete(d, { kind: 'store', memory, volatile: (code & 32) !== 0, align, operands: values(d, 2) }, NONE);
    }
    case OPS.copy:
    case OPS.fill: {
      const overlap = byte(d) === 1;
      const t = readUint(d);
      const type = t === 0 ? undefined : d.resolveType(t - 1);
      const align = readUint(d);
      const operands = values(d, 3);
      return op === OPS.copy ? complete(d, { kind: 'copy', overlap, type, align, operands }, NONE) : complete(d, { kind: 'fill', type, align, operands }, NONE);
    }
    case OPS.atomic: {
      const atomic = ATOMIC_OPS[byte(d)]!;
      const code = byte(d);
      const memory = ATOMIC_MEMORY[code & 15]!;
      return complete(d, { kind: 'atomic', op: atomic, memory, scope: SCOPES[code >> 4]!, operands: counted(d) }, atomic === 'store' ? NONE : SINGLE[memory === 'i16' ? 'i32' : memory]);
    }
    case OPS.fence:
      return complete(d, { kind: 'fence', scope: SCOPES[byte(d)]!, operands: [] }, NONE);
    case OPS.barrier: {
      const barrier = BARRIERS[byte(d)]!;
      return complete(d, { kind: 'barrier', barrier, operands: counted(d) }, barrier === 'block' ? NONE : SINGLE.i32);
    }
    case OPS.warp: {
      const warp = WARP_OPS[byte(d)]!;
      const operands = counted(d);
      return complete(d, { kind: 'warp', op: warp, operands }, single(d));
    }
    case OPS.special: {
      const register = SPECIAL_REGISTERS[byte(d)]!;
      return complete(d, { kind: 'special', register, operands: [] }, register === 'dynamicShared' ? POINTER : SINGLE.i32);
    }
    case OPS.call: {
      const callee = d.reader.resolveFunction(readUint(d));
      const operands = counted(d);
      return complete(d, { kind: 'call', callee, operands }, single(d));
    }
    case OPS['call-indirect']: {
      const params = resultTypes(d);
      const result = typeFromCode(byte(d));
      const slot = readUint(d);
      const virtual = slot === 0 ? {} : { virtual: { slot: slot - 1, typeInfo: d.strings[readUint(d)]! } };
      return complete(d, { kind: 'call-indirect', params, result, operands: counted(d), ...virtual }, result === undefined ? NONE : SINGLE[result]);
    }
    case OPS.intrinsic: {
      const name = d.strings[readUint(d)]!;
      const operands = counted(d);
      return complete(d, { kind: 'intrinsic', name, operands }, single(d));
    }
    case OPS.yield:
      return complete(d, { kind: 'yield', operands: counted(d) }, NONE);
    case OPS.return:
      return complete(d, { kind: 'return', operands: counted(d) }, NONE);
    case OPS.throw:
      return complete(d, { kind: 'throw', operands: values(d, 1) }, NONE);
    case OPS.unreachable:
      return complete(d, { kind: 'unreachable', operands: [] }, NONE);
    case OPS.break:
    case OPS.continue: {
      const target = d.targets[d.targets.length - 1 - readUint(d)]!;
      const operands = counted(d);
      return op === OPS.break ? complete(d, { kind: 'break', target, operands }, NONE) : complete(d, { kind: 'continue', target: target as LoopInst, operands }, NONE);
    }
    default:
      return readStructured(d, op);
  }
}

function readStructured(d: Decoder, op: number): Inst {
  switch (op) {
    case OPS.if: {
      const operands = values(d, 1);
      const types = resultTypes(d);
      const inst = empty<IfInst>({ kind: 'if', operands, then: EMPTY, otherwise: EMPTY });
      position(d, inst);
      inst.then = nested(d);
      inst.otherwise = nested(d);
      return defined(d, inst, types);
    }
    case OPS.switch: {
      const operands = values(d, 1);
      const types = resultTypes(d);
      const wide = operands[0]!.type === 'i64';
      const labels: (number | bigint)[][] = [];
      for (let n = readUint(d); n > 0; n--) {
        const list: (number | bigint)[] = [];
        for (let k = readUint(d); k > 0; k--) list.push(wide ? readInt64(d) : readInt(d));
        labels.push(list);
      }
      const inst = empty<SwitchInst>({ kind: 'switch', operands, cases: [], otherwise: EMPTY });
      position(d, inst);
      inst.cases = labels.map((list) => ({ values: list, region: nested(d) }));
      inst.otherwise = nested(d);
      return defined(d, inst, types);
    }
    case OPS.block: {
      const types = resultTypes(d);
      const inst = empty<BlockInst>({ kind: 'block', operands: [], body: { params: [], insts: [] } });
      return enter(d, inst, types);
    }
    case OPS.loop: {
      const types = resultTypes(d);
      const unroll = readUint(d);
      const operands = counted(d);
      const params = operands.map(() => param(d, VALUE_TYPES[byte(d)]!));
      const inst = empty<LoopInst>({ kind: 'loop', operands, body: { params, insts: [] }, unroll: unroll === 0 ? undefined : unroll === 1 ? true : unroll - 2 });
      return enter(d, inst, types);
    }
    case OPS.try: {
      const types = resultTypes(d);
      const inst = empty<TryInst>({ kind: 'try', operands: [], body: EMPTY, handler: EMPTY });
      position(d, inst);
      inst.body = nested(d);
      const handler: Region = { params: [param(d, 'ptr')], insts: [] };
      inst.handler = handler;
      readInsts(d, handler);
      return defined(d, inst, types);
    }
    default:
      throw new Error(`binary IR: unknown operation ${op}`);
  }
}

/** The body of a block or loop, reading results of which it may be the target. */
function enter(d: Decoder, inst: BlockInst | LoopInst, types: readonly ValueType[]): Inst {
  position(d, inst);
  d.targets.push(inst);
  readInsts(d, inst.body);
  d.targets.pop();
  return defined(d, inst, types);
}
