/** Module → bytes, in the form that binary-format.ts describes. Deterministic: equal modules give equal bytes. */
import {
  DEFINED, DEVICE_SIDE, FLAG_POSITIONS, LINKAGE_SHIFT, MAGIC, OP_BINARY, OP_COMPARE, OP_CONVERT, OP_UNARY, OPS, POOL_UNDEF, TYPE_ARRAY, TYPE_BYTES, TYPE_SCALAR, TYPE_STRUCT, VERSION, floatRulesCode,
} from './binary-format.js';
import type { ByteWriter } from './bytes.js';
import { createWriter, finished, writeByte, writeBytes, writeFloat64, writeInt, writeInt64, writeUint } from './bytes.js';
import type { Func, FunctionImage, Global, InlineSite, Inst, MemoryType, Module, Region, Value, ValueType } from './ir.js';
import {
  ATOMIC_MEMORY, ATOMIC_OPS, BARRIERS, BINARY_OPS, codesOf, COMPARE_OPS, CONVERT_OPS, FUNCTION_SPACES, GLOBAL_SPACES, LINKAGES, SCALAR_MEMORY_TYPES, SCOPES, SPECIAL_REGISTERS, UNARY_OPS, VALUE_TYPES, VECTOR_OPS, WARP_OPS,
} from './operations.js';
import { forEachInst } from './walk.js';

export interface WriteOptions {
  /** Keep source positions and inline chains. Default true. */
  readonly positions?: boolean;
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
  readonly image: WriteOptions['image'];
}

export function writeModule(module: Module, options: WriteOptions = {}): Uint8Array {
  const t: Tables = {
    strings: new Map(), types: new Map(), typeKeys: new Map(), typeBytes: createWriter(), functions: new Map(), globals: new Map(), positions: options.positions ?? true, image: options.image,
  };
  for (const fn of module.functions.values()) t.functions.set(fn, t.functions.size);
  for (const g of module.globals.values()) t.globals.set(g, t.globals.size);
  const structs = [...module.structs.values()].map((s) => typeNumber(t, s));
  const directory = createWriter();
  const records = createWriter(1 << 14);
  writeUint(directory, t.globals.size);
  for (const g of module.globals.values()) {
    writeUint(directory, stringNumber(t, g.name));
    writeByte(directory, (g.init ? DEFINED : 0) | (linkageCode.get(g.linkage)! << LINKAGE_SHIFT));
    writeUint(directory, records.at);
    writeGlobal(t, records, g);
  }
  writeUint(directory, t.functions.size);
  for (const fn of module.functions.values()) {
    writeUint(directory, stringNumber(t, fn.name));
    writeByte(directory, (fn.body || fn.import ? DEFINED : 0) | (fn.side === 'device' ? DEVICE_SIDE : 0) | (linkageCode.get(fn.linkage)! << LINKAGE_SHIFT));
    writeUint(directory, records.at);
    writeFunction(t, records, fn);
  }
  writeUint(directory, module.constructors.length);
  for (const fn of module.constructors) writeUint(directory, t.functions.get(fn)!);

  const w = createWriter(records.at + directory.at + 4096);
  for (let i = 0; i < 4; i++) writeByte(w, (MAGIC >>> (8 * i)) & 255);
  writeByte(w, VERSION);
  writeByte(w, t.positions ? FLAG_POSITIONS : 0);
  writeStrings(t, w);
  writeUint(w, t.typeKeys.size);
  writeBytes(w, t.typeBytes.bytes.subarray(0, t.typeBytes.at));
  writeUint(w, structs.length);
  for (const n of structs) writeUint(w, n);
  writeBytes(w, directory.bytes.subarray(0, directory.at));
  writeBytes(w, records.bytes.subarray(0, records.at));
  return finished(w);
}

function writeStrings(t: Tables, w: ByteWriter): void {
  const encoder = new TextEncoder();
  const list = [...t.strings.keys()].map((s) => encoder.encode(s));
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
        writeUint(w, stringNumber(t, f.name));
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
  for (const r of g.init.relocations) {
    writeUint(w, r.offset);
    const target = r.target.kind === 'function' ? t.functions.get(r.target) : t.globals.get(r.target);
    if (target === undefined) throw new Error(`global '${g.name}' refers to '${r.target.name}', which is not in the module`);
    writeUint(w, target * 2 + (r.target.kind === 'function' ? 1 : 0));
    writeInt(w, r.addend);
  }
}

function resultCode(type: ValueType | undefined): number {
  return type === undefined ? 255 : valueTypeCode.get(type)!;
}

function writeFunction(t: Tables, w: ByteWriter, fn: Func): void {
  writeUint(w, optionalString(t, fn.pretty === fn.name ? undefined : fn.pretty));
  writeByte(w, functionSpaceCode.get(fn.space)! | (fn.inline === 'always' ? 4 : fn.inline === 'never' ? 8 : 0) | (fn.noreturn ? 16 : 0) | (fn.pure ? 32 : 0) | (fn.import ? 64 : 0) | (fn.kernel ? 128 : 0));
  const image = fn.body && t.image?.(fn);
  writeByte(w, (image ? 3 : fn.body ? 1 : 0) | floatRulesCode(fn.floats));
  writeUint(w, fn.params.length);
  for (const p of fn.params) {
    writeByte(w, valueTypeCode.get(p.type)!);
    writeUint(w, stringNumber(t, p.name));
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
  readonly functions: Map<Func, number>;
  readonly globals: Map<Global, number>;
  /** Constants by type and value. */
  readonly pool: Map<string, number>;
  readonly poolBytes: ByteWriter;
  readonly sites: Map<InlineSite, number>;
  readonly siteBytes: ByteWriter;
  readonly values: Map<Value, number>;
  readonly targets: Inst[];
  next: number;
  loc: number;
}

function writeBody(t: Tables, w: ByteWriter, body: Region): void {
  const b: Body = {
    t, w, functions: new Map(), globals: new Map(), pool: new Map(), poolBytes: createWriter(64), sites: new Map(), siteBytes: createWriter(64), values: new Map(), targets: [], next: 0, loc: 0,
  };
  forEachInst(body, (inst) => {
    if (inst.kind === 'call') addTo(b.functions, inst.callee);
    if (t.positions && inst.inlinedAt) siteNumber(b, inst.inlinedAt);
    for (const v of inst.operands) collectConstant(b, v);
  });
  writeUint(w, b.functions.size);
  for (const fn of b.functions.keys()) writeUint(w, known(t.functions.get(fn), fn.name));
  writeUint(w, b.globals.size);
  for (const g of b.globals.keys()) writeUint(w, known(t.globals.get(g), g.name));
  writeUint(w, b.pool.size);
  writeBytes(w, b.poolBytes.bytes.subarray(0, b.poolBytes.at));
  if (t.positions) {
    writeUint(w, b.sites.size);
    writeBytes(w, b.siteBytes.bytes.subarray(0, b.siteBytes.at));
  }
  b.next = b.functions.size + b.globals.size + b.pool.size;
  for (const p of body.params) {
    writeUint(w, optionalString(t, p.name));
    b.values.set(p, b.next++);
  }
  writeInsts(b, body);
}

function known(n: number | undefined, name: string): number {
  if (n === undefined) throw new Error(`'${name}' is referred to but not in the module`);
  return n;
}

function addTo<T>(map: Map<T, number>, key: T): void {
  if (!map.has(key)) map.set(key, map.size);
}

function poolKey(v: Value): string {
  if (v.kind === 'undef') return `${v.type}?`;
  if (v.kind !== 'const') return '';
  return `${v.type}${Object.is(v.value, -0) ? '-0' : v.value}`;
}

function collectConstant(b: Body, v: Value): void {
  switch (v.kind) {
    case 'function-address':
      addTo(b.functions, v.function);
      break;
    case 'global-address':
      addTo(b.globals, v.global);
      break;
    case 'undef':
    case 'const': {
      const key = poolKey(v);
      if (b.pool.has(key)) break;
      b.pool.set(key, b.pool.size);
      const code = valueTypeCode.get(v.type)!;
      if (v.kind === 'undef') {
        writeByte(b.poolBytes, POOL_UNDEF + code);
        break;
      }
      writeByte(b.poolBytes, code);
      if (v.type === 'i64') writeInt64(b.poolBytes, v.value as bigint);
      else if (typeof v.value === 'bigint') {
        writeInt64(b.poolBytes, BigInt.asIntN(64, v.value));
        writeInt64(b.poolBytes, BigInt.asIntN(64, v.value >> 64n));
      } else if (v.type === 'f32' || v.type === 'f64') writeFloat64(b.poolBytes, v.value as number);
      else writeInt(b.poolBytes, v.value as number);
      break;
    }
    default:
      break;
  }
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

function operand(b: Body, v: Value): void {
  let n: number | undefined;
  switch (v.kind) {
    case 'function-address':
      n = b.functions.get(v.function);
      break;
    case 'global-address':
      n = b.functions.size + b.globals.get(v.global)!;
      break;
    case 'const':
    case 'undef':
      n = b.functions.size + b.globals.size + b.pool.get(poolKey(v))!;
      break;
    default: {
      const defined = b.values.get(v);
      if (defined === undefined) throw new Error(`%${v.name ?? '?'} is used before it is defined`);
      writeUint(b.w, (b.next - defined) * 2);
      return;
    }
  }
  if (n === undefined) throw new Error('a constant that is not in the pool');
  writeUint(b.w, n * 2 + 1);
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
    writeUint(b.w, optionalString(b.t, r.name));
  }
}

function resultTypes(b: Body, inst: Inst): void {
  writeUint(b.w, inst.results.length);
  for (const r of inst.results) writeByte(b.w, valueTypeCode.get(r.type)!);
}

function writeInsts(b: Body, region: Region): void {
  writeUint(b.w, region.insts.length);
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
        writeUint(w, optionalString(b.t, p.name));
      }
      writeInsts(b, inst.handler);
      break;
    default:
      break;
  }
  define(b, inst);
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
      writeUint(w, stringNumber(t, inst.name));
      break;
    case 'load':
      writeByte(w, scalarCode.get(inst.memory)! | (inst.signed ? 16 : 0) | (inst.volatile ? 32 : 0));
      writeUint(w, inst.align);
      operands(b, ops);
      break;
    case 'store':
      writeByte(w, scalarCode.get(inst.memory)! | (inst.volatile ? 32 : 0));
      writeUint(w, inst.align);
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
      writeUint(w, b.functions.get(inst.callee)!);
      counted(b, ops);
      writeByte(w, resultCode(inst.results[0]?.type));
      break;
    case 'call-indirect':
      writeUint(w, inst.params.length);
      for (const p of inst.params) writeByte(w, valueTypeCode.get(p)!);
      writeByte(w, resultCode(inst.result));
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
        writeUint(w, optionalString(t, p.name));
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
