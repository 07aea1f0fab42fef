/**
 * Addresses, loads, stores, block copies and fills.
 *
 * Constant address parts go into the instruction's offset, which WebAssembly adds without wrapping; the IR's address arithmetic wraps. The two agree where the
 * constant is below the null page's size (a valid address minus it can't be negative), and for field chains that start at a whole object.
 */
import { checkAccess, checkBounds, checkPointer, indexedObject, isVariable } from './checks.js';
import { memoryLayout } from './memory-layout.js';
import type { CopyInst, FillInst, IndexInst, Inst, LoadInst, StoreInst, Value } from '../../ir/ir.js';
import type { ScalarMemoryType } from '../../ir/ir.js';
import { writeByte, writeU32 } from './byte-writer.js';
import type { Emitter } from './emitter.js';
import { close, globalAddressConst, globalGet, i32Const, localGet, localSet, mark, op, open, releaseTemp, takeTemp } from './emitter.js';
import { Op, VOID, WasmType } from './opcodes.js';
import { narrowIndex } from './plan.js';

const foldLimit = memoryLayout.nullPage;

/** Pushes an address without its constant part, which is returned: it belongs into the offset of the access. */
export function emitAddress(e: Emitter, address: Value): number {
  let offset = 0;
  let exact = true;
  let v = address;
  for (;;) {
    if (v.kind !== 'result') break;
    const inst: Inst = v.inst;
    if (inst.kind === 'field') offset += inst.struct.fields[inst.field].offset;
    else if (inst.kind === 'index' && inst.operands[1].kind === 'const') {
      offset += Number(inst.operands[1].value) * inst.element.size;
      exact = false;
    } else break;
    v = inst.operands[0];
  }
  if (v.kind === 'global-address') {
    if (v.global.space !== 'shared') {
      globalAddressConst(e, v.global, offset);
      return 0;
    }
    offset += e.module.addressOfGlobal(v.global);
    // A function that is called from kernels: the block function has left the address of the block's memory.
    globalGet(e, e.module.specialGlobal('shared'));
    exact = false;
  } else if (v.kind === 'const') {
    i32Const(e, Number(v.value) + offset);
    return 0;
  } else if (v.kind === 'result' && v.inst.kind === 'alloca') {
    localGet(e, e.framePointer);
    offset += e.plan.allocas.get(v.inst) ?? 0;
  } else if (v.kind === 'result' && v.inst.kind === 'index' && e.plan.nodes.get(v)!.nested) {
    const inner = emitIndex(e, v.inst);
    if (inner !== 0) {
      offset += inner;
      exact = false;
    }
    if (offset !== 0 && offset >= foldLimit) exact = false;
  } else e.emitValue(e, v);
  if (offset < 0 || (offset >= foldLimit && !exact)) {
    i32Const(e, offset);
    op(e, Op['i32.add']);
    return 0;
  }
  return offset;
}

/** An address as a value. */
export function emitPointer(e: Emitter, address: Value): void {
  const offset = emitAddress(e, address);
  if (offset === 0) return;
  i32Const(e, offset);
  op(e, Op['i32.add']);
}

/** base + i * size; returns the constant part that is still to be added. */
function emitIndex(e: Emitter, inst: IndexInst): number {
  const offset = emitAddress(e, inst.operands[0]);
  const i = narrowIndex(inst.operands[1]);
  e.emitValue(e, i);
  if (i.type === 'i64') op(e, Op['i32.wrap_i64']);
  const size = inst.element.size;
  if (size !== 1) {
    const power = 31 - Math.clz32(size);
    if (size === 1 << power) {
      i32Const(e, power);
      op(e, Op['i32.shl']);
    } else {
      i32Const(e, size);
      op(e, Op['i32.mul']);
    }
  }
  op(e, Op['i32.add']);
  return offset;
}

/** An `index` by a value, as a value. */
export function emitIndexValue(e: Emitter, inst: IndexInst): void {
  const offset = emitIndex(e, inst);
  if (offset === 0) return;
  i32Const(e, offset);
  op(e, Op['i32.add']);
}

export function memoryArgument(e: Emitter, code: number, align: number, natural: number, offset: number): void {
  op(e, code);
  const bytes = Math.min(align, 1 << natural);
  writeU32(e.w, bytes <= 1 ? 0 : 31 - Math.clz32(bytes));
  writeU32(e.w, offset);
}

export function sizeOfScalar(memory: ScalarMemoryType): number {
  switch (memory) {
    case 'i1':
    case 'i8':
      return 1;
    case 'i16':
      return 2;
    case 'i32':
    case 'f32':
      return 4;
    case 'i64':
    case 'f64':
    case 'ptr':
      return 8;
    case 'v4i32':
    case 'v4f32':
    case 'v2i64':
    case 'v2f64':
      return 16;
    default:
      return memory satisfies never;
  }
}

export function emitAccessAddress(e: Emitter, inst: Inst, address: Value, bytes: number, write: boolean): number {
  const offset = emitAddress(e, address);
  mark(e, inst.loc);
  if (e.module.checkAccesses && !isVariable(address)) {
    const local = takeTemp(e, WasmType.i32);
    localSet(e, local);
    const object = indexedObject(address);
    if (object !== undefined) checkBounds(e, object, local, offset, bytes);
    else checkAccess(e, local, offset, bytes, write);
    localGet(e, local);
    releaseTemp(e, local);
  }
  return offset;
}

export function loadCode(memory: ScalarMemoryType, signed: boolean): number {
  switch (memory) {
    case 'i1':
      return Op['i32.load8_u'];
    case 'i8':
      return signed ? Op['i32.load8_s'] : Op['i32.load8_u'];
    case 'i16':
      return signed ? Op['i32.load16_s'] : Op['i32.load16_u'];
    case 'i32':
    case 'ptr':
      return Op['i32.load'];
    case 'i64':
      return Op['i64.load'];
    case 'f32':
      return Op['f32.load'];
    case 'f64':
      return Op['f64.load'];
    case 'v4i32':
    case 'v4f32':
    case 'v2i64':
    case 'v2f64':
      return Op['v128.load'];
    default:
      return memory satisfies never;
  }
}

/** Alignment exponent of the widest access that an opcode makes. */
function naturalOf(memory: ScalarMemoryType, load: boolean): number {
  return memory === 'ptr' && load ? 2 : 31 - Math.clz32(sizeOfScalar(memory));
}

export function emitLoad(e: Emitter, inst: LoadInst): void {
  const offset = emitAccessAddress(e, inst, inst.operands[0], sizeOfScalar(inst.memory), false);
  if (e.module.checkAccesses && inst.memory === 'ptr') {
    const local = takeTemp(e, WasmType.i32);
    localSet(e, local);
    checkPointer(e, local, offset, (at) => memoryArgument(e, Op['i32.load'], Math.min(inst.align, 4), 2, at));
    localGet(e, local);
    releaseTemp(e, local);
  }
  if (inst.volatile && e.module.ownOfThread !== undefined && emitVolatileLoad(e, inst, offset)) return;
  memoryArgument(e, loadCode(inst.memory, inst.signed), inst.align, naturalOf(inst.memory, true), offset);
}

/** Where other threads run, what they write is to be seen: an atomic load, for memory types that have one. */
function emitVolatileLoad(e: Emitter, inst: LoadInst, offset: number): boolean {
  switch (inst.memory) {
    case 'i32':
    case 'f32':
    case 'ptr':
      if (inst.align < 4) return false;
      memoryArgument(e, Op['i32.atomic.load'], 4, 2, offset);
      if (inst.memory === 'f32') op(e, Op['f32.reinterpret_i32']);
      return true;
    case 'i64':
    case 'f64':
      if (inst.align < 8) return false;
      memoryArgument(e, Op['i64.atomic.load'], 8, 3, offset);
      if (inst.memory === 'f64') op(e, Op['f64.reinterpret_i64']);
      return true;
    default:
      return false;
  }
}

export function storeCode(memory: ScalarMemoryType): number {
  switch (memory) {
    case 'i1':
    case 'i8':
      return Op['i32.store8'];
    case 'i16':
      return Op['i32.store16'];
    case 'i32':
      return Op['i32.store'];
    case 'i64':
    case 'ptr':
      return Op['i64.store'];
    case 'f32':
      return Op['f32.store'];
    case 'f64':
      return Op['f64.store'];
    case 'v4i32':
    case 'v4f32':
    case 'v2i64':
    case 'v2f64':
      return Op['v128.store'];
    default:
      return memory satisfies never;
  }
}

export function emitStore(e: Emitter, inst: StoreInst): void {
  const offset = emitAccessAddress(e, inst, inst.operands[0], sizeOfScalar(inst.memory), true);
  const value = inst.operands[1];
  if (inst.memory === 'i8' || inst.memory === 'i16') e.emitValue(e, stripExtension(e, value, inst.memory));
  else e.emitValue(e, value);
  if (inst.memory === 'ptr') op(e, Op['i64.extend_i32_u']);
  mark(e, inst.loc);
  memoryArgument(e, storeCode(inst.memory), inst.align, naturalOf(inst.memory, false), offset);
}

/** A store keeps only the low bits: an extension from as many bits that is computed for it alone need not be. */
function stripExtension(e: Emitter, value: Value, memory: 'i8' | 'i16'): Value {
  if (value.kind !== 'result' || value.inst.kind !== 'convert' || !e.plan.nodes.get(value)!.nested) return value;
  const conversion = value.inst.op;
  const enough = memory === 'i8' ? conversion === 'sext8' || conversion === 'zext8' : false;
  if (enough || conversion === 'sext16' || conversion === 'zext16') return value.inst.operands[0];
  return value;
}

export function rawLoad(e: Emitter, memory: ScalarMemoryType, signed: boolean, offset: number): void {
  memoryArgument(e, loadCode(memory, signed), sizeOfScalar(memory), naturalOf(memory, true), offset);
}

export function rawStore(e: Emitter, memory: ScalarMemoryType, offset: number): void {
  memoryArgument(e, storeCode(memory), sizeOfScalar(memory), naturalOf(memory, false), offset);
}

const inlineLimit = 64;

function smallSize(bytes: Value): number {
  if (bytes.kind !== 'const') return -1;
  const n = Number(bytes.value);
  return n >= 0 && n <= inlineLimit ? n : -1;
}

/** Pieces of 8, 4, 2, 1 bytes. */
function forPieces(size: number, visit: (offset: number, bytes: 1 | 2 | 4 | 8) => void): void {
  let at = 0;
  for (const bytes of [8, 4, 2, 1] as const) {
    while (size - at >= bytes) {
      visit(at, bytes);
      at += bytes;
    }
  }
}

const pieceLoad = { 1: Op['i32.load8_u'], 2: Op['i32.load16_u'], 4: Op['i32.load'], 8: Op['i64.load'] } as const;
const pieceStore = { 1: Op['i32.store8'], 2: Op['i32.store16'], 4: Op['i32.store'], 8: Op['i64.store'] } as const;

/** With checks on: so many bytes from the address in a local. */
function checkRange(e: Emitter, inst: Inst, address: number, size: number, write: boolean): void {
  if (!e.module.checkAccesses) return;
  mark(e, inst.loc);
  checkAccess(e, address, 0, size, write);
}

function memoryCopy(e: Emitter): void {
  op(e, Op['memory.copy']);
  writeByte(e.w, 0);
  writeByte(e.w, 0);
}

export function emitCopy(e: Emitter, inst: CopyInst): void {
  const [to, from, bytes] = inst.operands;
  const size = smallSize(bytes);
  if (size === 0) return;
  if (size < 0 && !e.module.checkAccesses) {
    emitPointer(e, to);
    emitPointer(e, from);
    e.emitValue(e, bytes);
    mark(e, inst.loc);
    memoryCopy(e);
    return;
  }
  const target = takeTemp(e, WasmType.i32);
  const source = takeTemp(e, WasmType.i32);
  emitPointer(e, to);
  localSet(e, target);
  emitPointer(e, from);
  localSet(e, source);
  const length = size < 0 ? takeTemp(e, WasmType.i32) : -1;
  if (length >= 0) {
    e.emitValue(e, bytes);
    localSet(e, length);
    checkLength(e, inst, source, length, false);
    checkLength(e, inst, target, length, true);
    localGet(e, target);
    localGet(e, source);
    localGet(e, length);
    mark(e, inst.loc);
    memoryCopy(e);
    releaseTemp(e, length);
  } else {
    checkRange(e, inst, source, size, false);
    checkRange(e, inst, target, size, true);
    mark(e, inst.loc);
    const align = Math.max(inst.align, 1);
    const pieces: { readonly offset: number; readonly bytes: 1 | 2 | 4 | 8 }[] = [];
    forPieces(size, (offset, bytes) => void pieces.push({ offset, bytes }));
    if (inst.overlap && pieces.length > 1) {
      localGet(e, target);
      localGet(e, source);
      i32Const(e, size);
      memoryCopy(e);
    } else {
      for (const { offset, bytes: piece } of pieces) {
        localGet(e, target);
        localGet(e, source);
        memoryArgument(e, pieceLoad[piece], align, 31 - Math.clz32(piece), offset);
        memoryArgument(e, pieceStore[piece], align, 31 - Math.clz32(piece), offset);
      }
    }
  }
  releaseTemp(e, source);
  releaseTemp(e, target);
}

function checkLength(e: Emitter, inst: Inst, address: number, length: number, write: boolean): void {
  mark(e, inst.loc);
  localGet(e, length);
  open(e, Op.if, VOID);
  checkAccess(e, address, 0, { local: length }, write);
  close(e);
}

export function emitFill(e: Emitter, inst: FillInst): void {
  const [to, byte, bytes] = inst.operands;
  const size = smallSize(bytes);
  if (size === 0) return;
  if (size > 0 && byte.kind === 'const') {
    const target = takeTemp(e, WasmType.i32);
    emitPointer(e, to);
    localSet(e, target);
    checkRange(e, inst, target, size, true);
    mark(e, inst.loc);
    const low = Number(byte.value) & 0xff;
    const align = Math.max(inst.align, 1);
    forPieces(size, (offset, piece) => {
      localGet(e, target);
      if (piece === 8) {
        op(e, Op['i64.const']);
        writeFilled(e, low);
      } else i32Const(e, piece === 1 ? low : piece === 2 ? low * 0x101 : (low * 0x1010101) | 0);
      memoryArgument(e, pieceStore[piece], align, 31 - Math.clz32(piece), offset);
    });
    releaseTemp(e, target);
    return;
  }
  emitPointer(e, to);
  if (e.module.checkAccesses) {
    const target = takeTemp(e, WasmType.i32);
    const value = takeTemp(e, WasmType.i32);
    const length = takeTemp(e, WasmType.i32);
    localSet(e, target);
    e.emitValue(e, byte);
    localSet(e, value);
    e.emitValue(e, bytes);
    localSet(e, length);
    checkLength(e, inst, target, length, true);
    localGet(e, target);
    localGet(e, value);
    localGet(e, length);
    releaseTemp(e, length);
    releaseTemp(e, value);
    releaseTemp(e, target);
  } else {
    e.emitValue(e, byte);
    e.emitValue(e, bytes);
  }
  mark(e, inst.loc);
  op(e, Op['memory.fill']);
  writeByte(e.w, 0);
}

/** LEB128 of eight equal bytes. */
function writeFilled(e: Emitter, low: number): void {
  let value = BigInt.asIntN(64, BigInt(low) * 0x0101010101010101n);
  for (;;) {
    const bits = Number(value & 0x7fn);
    value >>= 7n;
    const done = (value === 0n && (bits & 0x40) === 0) || (value === -1n && (bits & 0x40) !== 0);
    writeByte(e.w, done ? bits : bits | 0x80);
    if (done) return;
  }
}
