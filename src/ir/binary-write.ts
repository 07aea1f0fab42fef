/** Module → bytes, in the form that binary-format.ts describes. Deterministic: equal modules give equal bytes. */
import {
  CONSTANT_BOOL, CONSTANT_DOUBLE, CONSTANT_FLOAT, CONSTANT_INT, CONSTANT_LONG, CONSTANT_POINTER, CONSTANT_UNDEF, CONSTANT_WIDE, DEFINED, DEVICE_SIDE, FLAG_IMAGES, FLAG_NAMES, FLAG_POSITIONS, FLAG_THREADS, LINKAGE_SHIFT, MAGIC, NATURAL_ALIGN, OP_BINARY, OP_COMPARE, OP_CONVERT, OP_UNARY, OPERAND_CONSTANT, OPERAND_FUNCTION, OPERAND_GLOBAL, OPS, TYPE_ARRAY, TYPE_BYTES, TYPE_SCALAR, TYPE_STRUCT, VERSION, floatRulesCode,
} from './binary-format.js';
import type { ByteWriter } from './bytes.js';
import { createWriter, finished, writeByte, writeBytes, writeFloat32, writeFloat64, writeInt, writeInt64, writeUint } from './bytes.js';
import type { Func, FunctionImage, Global, InlineSite, Inst, MemoryType, Module, Region, ScalarMemoryType, Value, ValueType } from './ir.js';
import {
  ATOMIC_MEMORY, ATOMIC_OPS, BARRIERS, BINARY_OPS, codesOf, COMPARE_OPS, CONVERT_OPS, FUNCTION_SPACES, GLOBAL_SPACES, LINKAGES, SCALAR_MEMORY_TYPES, SCOPES, SPECIAL_REGISTERS, UNARY_OPS, VALUE_TYPES, VECTOR_OPS, WARP_OPS,
} from './operations.js';
import { scalarSize } from './print.js';
import { forEachInst } from './walk.js';

export interface WriteOptions {
  /** Keep source positions and inline chains. Default true. */
  readonly positions?: boolean;
  /** Keep what is only there to be read by people. Default true. */
  readonly names?: boolean;
  /** The code is for programs that several threads run. */
  readonly threads?: boolean;
  /** What to keep of a function beside its body. */
  readonly image?: (fn: Func) => FunctionImage | undefined;
}

const binaryCode = codesOf(BINARY_OPS);
const compareCode = codesOf(COMPARE_OPS);
const unaryCode = codesOf(UNARY_OPS);
const convertCode = codesOf(CONVERT_OPS);
const valueTypeCode = codesOf(VALUE_TYPES);
const vectorCode = codesOf(VECTOR_OPS);
const scalarCode = codesOf(SCALAR_MEMORY_TYPES);
const atomicCode = codesOf(ATOMIC_OPS);
const atomicMemoryCode = codesOf(ATOMIC_MEMORY);
const scopeCode = codesOf(SCOPES);
const barrierCode = codesOf(BARRIERS);
const warpCode = codesOf(WARP_OPS);
const registerCode = codesOf(SPECIAL_REGISTERS);
const linkageCode = codesOf(LINKAGES);
const globalSpaceCode = codesOf(GLOBAL_SPACES);
const functionSpaceCode = codesOf(FUNCTION_SPACES);

interface Tables {
  readonly strings: Map<string, number>;
  readonly types: Map<MemoryType, number>;
  /** The same, by content. */
  readonly typeKeys: Map<string, number>;
  readonly typeBytes: ByteWriter;
  readonly functions: Map<Func, number>;
  readonly globals: Map<Global, number>;
  readonly positions: boolean;
  readonly names: boolean;
  readonly image: WriteOptions['image'];
}

export function writeModule(module: Module, options: WriteOptions = {}): Uint8Array {
  const t: Tables = {
    strings: new Map(), types: new Map(), typeKeys: new Map(), typeBytes: createWriter(), functions: new Map(), globals: new Map(), positions: options.positions ?? true, names: options.names ?? true, image: options.image,
  };
  for (const fn of module.functions.values()) t.functions.set(fn, t.functions.size);
  for (const g of module.globals.values()) t.globals.set(g, t.globals.size);
  const structs = [...module.structs.values()].map((s) => typeNumber(t, s));
  const names: string[] = [];
  const flags = createWriter();
  const lengths = createWriter();
  const records = createWriter(1 << 14);
  for (const g of module.globals.values()) {
    names.push(g.name);
    writeByte(flags, (g.init ? DEFINED : 0) | (linkageCode.get(g.linkage)! << LINKAGE_SHIFT));
    const start = records.at;
    writeGlobal(t, records, g);
    writeUint(lengths, records.at - start);
  }
  for (const fn of module.functions.values()) {
    names.push(fn.name);
    writeByte(flags, (fn.body || fn.import ? DEFINED : 0) | (fn.side === 'device' ? DEVICE_SIDE : 0) | (linkageCode.get(fn.linkage)! << LINKAGE_SHIFT));
    const start = records.at;
    writeFunction(t, records, fn);
    writeUint(lengths, records.at - start);
  }

  const w = createWriter(records.at + flags.at + lengths.at + 4096);
  for (let i = 0; i < 4; i++) writeByte(w, (MAGIC >>> (8 * i)) & 255);
  writeByte(w, VERSION);
  writeByte(w, (t.positions ? FLAG_POSITIONS : 0) | (t.names ? FLAG_NAMES : 0) | (t.image ? FLAG_IMAGES : 0) | (options.threads ? FLAG_THREADS : 0));
  writeStrings([...t.strings.keys()], w);
  writeUint(w, t.typeKeys.size);
  writeWritten(w, t.typeBytes);
  writeUint(w, structs.length);
  for (const n of structs) writeUint(w, n);
  writeUint(w, t.globals.size);
  writeUint(w, t.functions.size);
  writeStrings(names, w);
  writeWritten(w, flags);
  writeWritten(w, lengths);
  writeUint(w, module.constructors.length);
  for (const fn of module.constructors) {
    writeUint(w, t.functions.get(fn)!);
    const mentioned = fn.body === undefined ? [] : globalsIn(fn.body);
    writeUint(w, mentioned.length);
    for (const g of mentioned) writeUint(w, known(t.globals.get(g), g.name));
  }
  writeWritten(w, records);
  return finished(w);
}

function writeWritten(w: ByteWriter, part: ByteWriter): void {
  writeBytes(w, part.bytes.subarray(0, part.at));
}

function globalsIn(body: Region): Global[] {
  const globals = new Set<Global>();
  forEachInst(body, (inst) => {
    for (const v of inst.operands) if (v.kind === 'global-address') globals.add(v.global);
  });
  return [...globals];
}

function writeStrings(strings: readonly string[], w: ByteWriter): void {
  const encoder = new TextEncoder();
  const list = strings.map((s) => encoder.encode(s));
  const ascii = list.every((b) => b.every((c) => c < 128));
  writeUint(w, list.length);
  writeByte(w, ascii ? 1 : 0);
  for (const b of list) writeUint(w, b.length);
  for (const b of list) writeBytes(w, b);
}

function stringNumber(t: Tables, text: string): number {
  let n = t.strings.get(text);
  if (n === undefined) {
    n = t.strings.size;
    t.strings.set(text, n);
  }
  return n;
}

/** 0 for none. */
function optionalString(t: Tables, text: string | undefined): number {
  return text === undefined ? 0 : stringNumber(t, text) + 1;
}

function typeNumber(t: Tables, type: MemoryType): number {
  const known = t.types.get(type);
  if (known !== undefined) return known;
  const w = createWriter(64);
  switch (type.kind) {
    case 'scalar':
      writeByte(w, TYPE_SCALAR);
      writeByte(w, scalarCode.get(type.scalar)! | (type.unsigned ? 16 : 0));
      break;
    case 'array':
      writeByte(w, TYPE_ARRAY);
      writeUint(w, typeNumber(t, type.element));
      writeUint(w, type.count);
      break;
    case 'struct':
      writeByte(w, TYPE_STRUCT);
      writeUint(w, stringNumber(t, type.name));
      writeUint(w, type.fields.length);
      for (const f of type.fields) {
        if (t.names) writeUint(w, stringNumber(t, f.name));
        writeUint(w, typeNumber(t, f.type));
        writeUint(w, f.offset);
      }
      break;
    case 'bytes':
      writeByte(w, TYPE_BYTES);
      break;
    default:
      (type satisfies never);
  }
  writeUint(w, type.size);
  writeUint(w, type.align);
  const bytes = w.bytes.subarray(0, w.at);
  const key = String.fromCharCode(...bytes);
  let n = t.typeKeys.get(key);
  if (n === undefined) {
    n = t.typeKeys.size;
    t.typeKeys.set(key, n);
    writeBytes(t.typeBytes, bytes);
  }
  t.types.set(type, n);
  return n;
}

function optionalType(t: Tables, type: MemoryType | undefined): number {
  return type ? typeNumber(t, type) + 1 : 0;
}

function writeGlobal(t: Tables, w: ByteWriter, g: Global): void {
  writeUint(w, typeNumber(t, g.type));
  writeByte(w, globalSpaceCode.get(g.space)! | (g.constant ? 16 : 0));
  writeUint(w, g.align);
  if (t.positions) writeInt(w, g.loc);
  if (!g.init) return;
  writeUint(w, g.init.bytes.length);
  writeBytes(w, g.init.bytes);
  writeUint(w, g.init.relocations.length);
  let offset = 0;
  let previous = 0;
  for (const r of g.init.relocations) {
    writeInt(w, r.offset - offset);
    offset = r.offset;
    const target = r.target.kind === 'function' ? t.functions.get(r.target) : t.globals.get(r.target);
    if (target === undefined) throw new Error(`global '${g.name}' refers to '${r.target.name}', which is not in the module`);
    const code = target * 2 + (r.target.kind === 'function' ? 1 : 0);
    writeInt(w, code - previous);
    previous = code;
    writeInt(w, r.addend);
  }
}

function resultCode(type: ValueType | undefined): number {
  return type === undefined ? 255 : valueTypeCode.get(type)!;
}

function writeFunction(t: Tables, w: ByteWriter, fn: Func): void {
  if (t.names) writeUint(w, optionalString(t, fn.pretty === fn.name ? undefined : fn.pretty));
  writeByte(w, functionSpaceCode.get(fn.space)! | (fn.inline === 'always' ? 4 : fn.inline === 'never' ? 8 : 0) | (fn.noreturn ? 16 : 0) | (fn.pure ? 32 : 0) | (fn.import ? 64 : 0) | (fn.kernel ? 128 : 0));
  const image = fn.body && t.image?.(fn);
  writeByte(w, (image ? 3 : fn.body ? 1 : 0) | floatRulesCode(fn.floats));
  writeUint(w, fn.params.length);
  for (const p of fn.params) {
    writeByte(w, valueTypeCode.get(p.type)!);
    if (t.names) writeUint(w, stringNumber(t, p.name));
  }
  writeByte(w, resultCode(fn.result));
  writeUint(w, optionalString(t, fn.exportName));
  if (fn.import) {
    writeUint(w, stringNumber(t, fn.import.module));
    writeUint(w, stringNumber(t, fn.import.name));
  }
  if (fn.kernel) {
    const k = fn.kernel;
    writeUint(w, k.params.length);
    for (const p of k.params) {
      writeUint(w, stringNumber(t, p.name));
      writeUint(w, p.offset);
      writeUint(w, typeNumber(t, p.type));
      writeUint(w, optionalType(t, p.pointee));
      writeByte(w, (p.restrict ? 1 : 0) | (p.constPointee ? 2 : 0));
    }
    writeUint(w, k.paramBytes);
    writeUint(w, k.maxThreads === undefined ? 0 : k.maxThreads + 1);
    writeByte(w, k.usesDynamicShared ? 1 : 0);
  }
  if (t.positions) writeInt(w, fn.loc);
  if (image) writeImage(t, w, image);
  if (fn.body) writeBody(t, w, fn.body);
}

function writeImage(t: Tables, w: ByteWriter, image: FunctionImage): void {
  writeUint(w, image.size === undefined ? 0 : image.size + 1);
  writeByte(w, image.indirect ? 1 : 0);
  writeUint(w, image.callees.length);
  for (const fn of image.callees) writeUint(w, known(t.functions.get(fn), fn.name));
  writeUint(w, image.addresses.length);
  for (const x of image.addresses) writeUint(w, x.kind === 'function' ? known(t.functions.get(x), x.name) * 2 + 1 : known(t.globals.get(x), x.name) * 2);
  writeUint(w, image.code.length);
  writeBytes(w, image.code);
}

// ---- bodies

interface Body {
  readonly t: Tables;
  readonly w: ByteWriter;
  readonly sites: Map<InlineSite, number>;
  readonly siteBytes: ByteWriter;
  readonly values: Map<Value, number>;
  readonly targets: Inst[];
  next: number;
  loc: number;
}

function writeBody(t: Tables, w: ByteWriter, body: Region): void {
  const b: Body = { t, w, sites: new Map(), siteBytes: createWriter(64), values: new Map(), targets: [], next: 0, loc: 0 };
  if (t.positions) {
    forEachInst(body, (inst) => {
      if (inst.inlinedAt) siteNumber(b, inst.inlinedAt);
    });
    writeUint(w, b.sites.size);
    writeWritten(w, b.siteBytes);
  }
  for (const p of body.params) {
    writeName(b, p.name);
    b.values.set(p, b.next++);
  }
  writeInsts(b, body);
}

function known(n: number | undefined, name: string): number {
  if (n === undefined) throw new Error(`'${name}' is referred to but not in the module`);
  return n;
}

/** One-based; outer sites have smaller numbers. */
function siteNumber(b: Body, site: InlineSite): number {
  const seen = b.sites.get(site);
  if (seen !== undefined) return seen;
  const outer = site.outer ? siteNumber(b, site.outer) : 0;
  const n = b.sites.size + 1;
  b.sites.set(site, n);
  writeInt(b.siteBytes, site.loc);
  writeUint(b.siteBytes, stringNumber(b.t, site.function));
  writeUint(b.siteBytes, outer);
  return n;
}

function writeName(b: Body, name: string | undefined): void {
  if (b.t.names) writeUint(b.w, optionalString(b.t, name));
}

function operand(b: Body, v: Value): void {
  const { t, w } = b;
  switch (v.kind) {
    case 'function-address':
      writeUint(w, special(OPERAND_FUNCTION, known(t.functions.get(v.function), v.function.name)));
      break;
    case 'global-address':
      writeUint(w, special(OPERAND_GLOBAL, known(t.globals.get(v.global), v.global.name)));
      break;
    case 'const':
      writeConstant(w, v.type, v.value);
      break;
    case 'undef':
      writeUint(w, special(OPERAND_CONSTANT, CONSTANT_UNDEF + valueTypeCode.get(v.type)!));
      break;
    default: {
      const defined = b.values.get(v);
      if (defined === undefined) throw new Error(`%${v.name ?? '?'} is used before it is defined`);
      writeUint(w, (b.next - defined) * 2);
    }
  }
}

function special(what: number, rest: number): number {
  return 1 + what * 2 + rest * 8;
}

const shortLimit = 2n ** 50n;

function writeConstant(w: ByteWriter, type: ValueType, value: number | bigint): void {
  const form = (n: number): void => writeUint(w, special(OPERAND_CONSTANT, n));
  switch (type) {
    case 'i1':
      form(CONSTANT_BOOL);
      writeByte(w, value ? 1 : 0);
      break;
    case 'i32':
      form(CONSTANT_INT);
      writeInt(w, value as number);
      break;
    case 'ptr':
      form(CONSTANT_POINTER);
      writeUint(w, value as number);
      break;
    case 'f32':
      form(CONSTANT_FLOAT);
      writeFloat32(w, value as number);
      break;
    case 'f64':
      if (Object.is(Math.fround(value as number), value)) {
        form(CONSTANT_DOUBLE);
        writeFloat32(w, value as number);
      } else {
        form(CONSTANT_WIDE + valueTypeCode.get(type)!);
        writeFloat64(w, value as number);
      }
      break;
    case 'i64':
      if ((value as bigint) < shortLimit && (value as bigint) > -shortLimit) {
        form(CONSTANT_LONG);
        writeInt(w, Number(value));
      } else {
        form(CONSTANT_WIDE + valueTypeCode.get(type)!);
        writeInt64(w, value as bigint);
      }
      break;
    default:
      form(CONSTANT_WIDE + valueTypeCode.get(type)!);
      writeInt64(w, BigInt.asIntN(64, value as bigint));
      writeInt64(w, BigInt.asIntN(64, (value as bigint) >> 64n));
  }
}

function operands(b: Body, list: readonly Value[]): void {
  for (const v of list) operand(b, v);
}

function counted(b: Body, list: readonly Value[]): void {
  writeUint(b.w, list.length);
  operands(b, list);
}

function define(b: Body, inst: Inst): void {
  for (const r of inst.results) {
    b.values.set(r, b.next++);
    writeName(b, r.name);
  }
}

function resultTypes(b: Body, inst: Inst): void {
  writeUint(b.w, inst.results.length);
  for (const r of inst.results) writeByte(b.w, valueTypeCode.get(r.type)!);
}

/** Ends behind the terminator. */
function writeInsts(b: Body, region: Region): void {
  for (const inst of region.insts) writeInst(b, inst);
}

function position(b: Body, inst: Inst): void {
  if (!b.t.positions) return;
  writeInt(b.w, inst.loc - b.loc);
  b.loc = inst.loc;
  if (b.sites.size > 0) writeUint(b.w, inst.inlinedAt ? b.sites.get(inst.inlinedAt)! : 0);
}

function targetDepth(b: Body, target: Inst): number {
  const at = b.targets.lastIndexOf(target);
  if (at < 0) throw new Error('a break or continue whose target is not around it');
  return b.targets.length - 1 - at;
}

function writeInst(b: Body, inst: Inst): void {
  const { w } = b;
  const ops = inst.operands;
  switch (inst.kind) {
    case 'binary':
      writeByte(w, OP_BINARY + binaryCode.get(inst.op)!);
      operands(b, ops);
      break;
    case 'compare':
      writeByte(w, OP_COMPARE + compareCode.get(inst.op)!);
      operands(b, ops);
      break;
    case 'unary':
      writeByte(w, OP_UNARY + unaryCode.get(inst.op)!);
      operands(b, ops);
      break;
    case 'convert':
      writeByte(w, OP_CONVERT + convertCode.get(inst.op)!);
      writeByte(w, valueTypeCode.get(inst.results[0]!.type)!);
      operands(b, ops);
      break;
    default:
      writeByte(w, OPS[inst.kind]);
      writeOther(b, inst);
  }
  position(b, inst);
  // Results of structured instructions are numbered after what is inside; the regions are written last but for those.
  switch (inst.kind) {
    case 'if':
      writeInsts(b, inst.then);
      writeInsts(b, inst.otherwise);
      break;
    case 'switch':
      for (const c of inst.cases) writeInsts(b, c.region);
      writeInsts(b, inst.otherwise);
      break;
    case 'block':
    case 'loop':
      b.targets.push(inst);
      writeInsts(b, inst.body);
      b.targets.pop();
      break;
    case 'try':
      writeInsts(b, inst.body);
      for (const p of inst.handler.params) {
        b.values.set(p, b.next++);
        writeName(b, p.name);
      }
      writeInsts(b, inst.handler);
      break;
    default:
      break;
  }
  define(b, inst);
}

/** The alignment follows only where it is not the type's own. */
function writeAccess(w: ByteWriter, memory: ScalarMemoryType, align: number, flags: number): void {
  const natural = align === scalarSize(memory);
  writeByte(w, scalarCode.get(memory)! | flags | (natural ? NATURAL_ALIGN : 0));
  if (!natural) writeUint(w, align);
}

function writeOther(b: Body, inst: Inst): void {
  const { w, t } = b;
  const ops = inst.operands;
  switch (inst.kind) {
    case 'select':
    case 'fma':
    case 'throw':
    case 'unreachable':
      operands(b, ops);
      break;
    case 'vector':
      writeByte(w, vectorCode.get(inst.op)!);
      writeByte(w, inst.lanes.length);
      for (const lane of inst.lanes) writeByte(w, lane);
      writeByte(w, valueTypeCode.get(inst.results[0]!.type)!);
      counted(b, ops);
      break;
    case 'index':
      writeUint(w, typeNumber(t, inst.element));
      operands(b, ops);
      break;
    case 'field':
      writeUint(w, typeNumber(t, inst.struct));
      writeUint(w, inst.field);
      operands(b, ops);
      break;
    case 'alloca':
      writeUint(w, typeNumber(t, inst.type));
      if (t.names) writeUint(w, stringNumber(t, inst.name));
      break;
    case 'load':
      writeAccess(w, inst.memory, inst.align, (inst.signed ? 16 : 0) | (inst.volatile ? 32 : 0));
      operands(b, ops);
      break;
    case 'store':
      writeAccess(w, inst.memory, inst.align, inst.volatile ? 32 : 0);
      operands(b, ops);
      break;
    case 'copy':
    case 'fill':
      writeByte(w, inst.kind === 'copy' && inst.overlap ? 1 : 0);
      writeUint(w, optionalType(t, inst.type));
      writeUint(w, inst.align);
      operands(b, ops);
      break;
    case 'atomic':
      writeByte(w, atomicCode.get(inst.op)!);
      writeByte(w, atomicMemoryCode.get(inst.memory)! | (scopeCode.get(inst.scope)! << 4));
      counted(b, ops);
      break;
    case 'fence':
      writeByte(w, scopeCode.get(inst.scope)!);
      break;
    case 'barrier':
      writeByte(w, barrierCode.get(inst.barrier)!);
      counted(b, ops);
      break;
    case 'warp':
      writeByte(w, warpCode.get(inst.op)!);
      counted(b, ops);
      writeByte(w, resultCode(inst.results[0]?.type));
      break;
    case 'special':
      writeByte(w, registerCode.get(inst.register)!);
      break;
    case 'call':
      writeUint(w, known(t.functions.get(inst.callee), inst.callee.name));
      counted(b, ops);
      writeByte(w, resultCode(inst.results[0]?.type));
      break;
    case 'call-indirect':
      writeUint(w, inst.params.length);
      for (const p of inst.params) writeByte(w, valueTypeCode.get(p)!);
      writeByte(w, resultCode(inst.result));
      writeUint(w, inst.virtual === undefined ? 0 : inst.virtual.slot + 1);
      if (inst.virtual !== undefined) writeUint(w, stringNumber(t, inst.virtual.typeInfo));
      counted(b, ops);
      break;
    case 'intrinsic':
      writeUint(w, stringNumber(t, inst.name));
      counted(b, ops);
      writeByte(w, resultCode(inst.results[0]?.type));
      break;
    case 'if':
      operands(b, ops);
      resultTypes(b, inst);
      break;
    case 'switch':
      operands(b, ops);
      resultTypes(b, inst);
      writeUint(w, inst.cases.length);
      for (const c of inst.cases) {
        writeUint(w, c.values.length);
        for (const v of c.values) {
          if (typeof v === 'bigint') writeInt64(w, v);
          else writeInt(w, v);
        }
      }
      break;
    case 'block':
    case 'try':
      resultTypes(b, inst);
      break;
    case 'loop':
      resultTypes(b, inst);
      writeUint(w, inst.unroll === undefined ? 0 : inst.unroll === true ? 1 : inst.unroll + 2);
      counted(b, ops);
      for (const p of inst.body.params) {
        b.values.set(p, b.next++);
        writeByte(w, valueTypeCode.get(p.type)!);
        writeName(b, p.name);
      }
      break;
    case 'yield':
    case 'return':
      counted(b, ops);
      break;
    case 'break':
    case 'continue':
      writeUint(w, targetDepth(b, inst.target));
      counted(b, ops);
      break;
    default:
      throw new Error(`no binary form for ${inst.kind}`);
  }
}
