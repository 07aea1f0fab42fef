/**
 * Images: library functions emitted once, when the library is made. In: an optimised function. Out: its code entry without what depends on the program (indices, addresses), and where that has to be put in.
 * A program that links the function copies it instead of reading, planning and emitting its body; the bytes come out the same.
 *
 * Form: flags, length of the code, code, number of relocations, then each: distance from the previous one, kind, operands. Symbols are numbers in the image's lists of callees and addresses.
 */
import type { Func, FunctionImage, Global, ValueType } from '../../ir/ir.js';
import { VALUE_TYPES } from '../../ir/operations.js';
import { forEachInst } from '../../ir/walk.js';
import { createByteWriter, writeByte, writeBytes, writePiece, writeS32, writeU32, writtenBytes } from './byte-writer.js';
import type { ByteWriter } from './byte-writer.js';
import { createFunctionEmission, emitFunction } from './emit-function.js';
import { finishGlobalAddress, finishStackLow } from './emitter.js';
import type { HelperName, ModuleContext, Relocation } from './emitter.js';
import { factsOf } from './reach.js';

const kinds = ['function', 'function-address', 'global-address', 'signature', 'helper', 'stack-low'] as const satisfies readonly Relocation['kind'][];
const helpers: readonly HelperName[] = ['bitreverse32', 'bitreverse64', 'byteswap32', 'byteswap64', 'smulhi64', 'umulhi64', 'fault'];
/** Division by zero is compiled differently for kernels: only the form of host code is in the image. */
const SENSITIVE = 1;

function unavailable(): never {
  throw new Error('an image asked for something of its program');
}

/** Anything but relocations is asked for only by functions that `imageOf` leaves out. */
const alone: ModuleContext = {
  functionIndex: unavailable, signatureIndex: unavailable, addressOfGlobal: unavailable, addressOfFunction: unavailable, helperIndex: unavailable, libraryFunction: unavailable, hostFunction: unavailable,
  specialGlobal: unavailable, stackPointer: 0, stackLow: 0, ownOfThread: undefined, checkAccesses: false, exceptionTag: 0,
};

/** The same, in libraries for programs that several threads run: which globals they have is left to relocations. */
const amongThreads: ModuleContext = { ...alone, ownOfThread: { stackLow: 0, variables: 0, first: 0 } };

/** undefined for functions whose code depends on more of the program, or that are better known by their bodies. */
export function imageOf(fn: Func, threads = false): FunctionImage | undefined {
  if (fn.body === undefined || fn.kernel !== undefined || fn.space === 'kernel' || fn.inline === 'always') return undefined;
  let size = 0;
  let own = false;
  let plain = true;
  let divides = false;
  forEachInst(fn.body, (inst) => {
    size++;
    if (inst.kind === 'binary' && /^[su](?:div|rem)$/.test(inst.op)) divides = true;
    if (inst.kind === 'barrier' || inst.kind === 'warp' || (inst.kind === 'atomic' && !threads)) plain = false;
    if (inst.kind !== 'intrinsic') return;
    if (inst.name === 'alloca' || inst.name === 'frame-address') own = true;
    if (inst.name.startsWith('set-special-')) plain = false;
  });
  const addresses: (Func | Global)[] = [];
  const { facts, library, host } = factsOf(fn, (v) => {
    const target = v.kind === 'global-address' ? v.global : v.kind === 'function-address' ? v.function : undefined;
    if (target !== undefined && !addresses.includes(target)) addresses.push(target);
  });
  if (!plain || facts.throws || facts.specials.size > 0 || facts.sharedGlobals.size > 0 || library.size > 0 || host.size > 0) return undefined;
  const callees = [...facts.callees];
  const context = threads ? amongThreads : alone;
  const forHost = record(context, fn, true);
  const sensitive = divides && !same(forHost.bytes, record(context, fn, false).bytes);
  const w = createByteWriter(forHost.bytes.length + 64);
  writeByte(w, sensitive ? SENSITIVE : 0);
  writeU32(w, forHost.bytes.length);
  writeBytes(w, forHost.bytes);
  writeRelocations(w, forHost.relocations, callees, addresses);
  return { size: own ? undefined : size, indirect: facts.indirect, callees, addresses, code: writtenBytes(w) };
}

function same(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}

function record(context: ModuleContext, fn: Func, divisionTraps: boolean): { readonly bytes: Uint8Array; readonly relocations: readonly Relocation[] } {
  const code = createByteWriter(1024);
  const emission = createFunctionEmission(context, code);
  const relocations: Relocation[] = [];
  emission.emitter.relocations = relocations;
  const { start } = emitFunction(emission, fn, divisionTraps);
  // The entry begins with its size, which the program computes anew; then the locals, which `start` is behind.
  let at = 0;
  while (code.bytes[at]! >= 0x80) at++;
  at++;
  const shift = start - at;
  return { bytes: code.bytes.slice(at, code.length), relocations: relocations.map((r) => ({ ...r, at: r.at + shift })) };
}

function writeRelocations(w: ByteWriter, relocations: readonly Relocation[], callees: readonly Func[], addresses: readonly (Func | Global)[]): void {
  writeU32(w, relocations.length);
  let previous = 0;
  for (const r of relocations) {
    writeU32(w, r.at - previous);
    previous = r.at;
    writeByte(w, kinds.indexOf(r.kind));
    switch (r.kind) {
      case 'function':
        writeU32(w, callees.indexOf(r.target));
        break;
      case 'function-address':
        writeU32(w, addresses.indexOf(r.target));
        break;
      case 'global-address':
        writeU32(w, addresses.indexOf(r.target));
        writeS32(w, r.addend);
        break;
      case 'signature':
        writeByte(w, r.result === undefined ? 255 : VALUE_TYPES.indexOf(r.result));
        writeByte(w, r.params.length);
        for (const type of r.params) writeByte(w, VALUE_TYPES.indexOf(type));
        break;
      case 'helper':
        writeByte(w, helpers.indexOf(r.name));
        break;
      case 'stack-low':
        break;
      default:
        r satisfies never;
    }
  }
}

interface Cursor {
  readonly bytes: Uint8Array;
  at: number;
}

function readU32(c: Cursor): number {
  let value = 0;
  for (let shift = 0; ; shift += 7) {
    const byte = c.bytes[c.at++]!;
    value |= (byte & 0x7f) << shift;
    if (byte < 0x80) return value >>> 0;
  }
}

function readS32(c: Cursor): number {
  let value = 0;
  let shift = 0;
  for (;;) {
    const byte = c.bytes[c.at++]!;
    value |= (byte & 0x7f) << shift;
    shift += 7;
    if (byte < 0x80) return shift < 32 && (byte & 0x40) !== 0 ? value | (-1 << shift) : value;
  }
}

/** Is the image what `emitFunction` would write? */
export function imageFits(image: FunctionImage, divisionTraps: boolean, checkAccesses: boolean): boolean {
  return !checkAccesses && (divisionTraps || (image.code[0]! & SENSITIVE) === 0);
}

const scratch = createByteWriter(4096);

/** Appends the function's code entry to the code writer. Gives the offsets of its first byte behind the size, and of its end. */
export function emitImage(code: ByteWriter, module: ModuleContext, image: FunctionImage): { readonly start: number; readonly end: number } {
  const c: Cursor = { bytes: image.code, at: 1 };
  const length = readU32(c);
  const base = c.at;
  c.at += length;
  const w = scratch;
  w.length = 0;
  let from = base;
  let to = base;
  for (let n = readU32(c); n > 0; n--) {
    to += readU32(c);
    writePiece(w, image.code, from, to);
    from = to;
    const kind = kinds[c.bytes[c.at++]!]!;
    switch (kind) {
      case 'function':
        writeU32(w, module.functionIndex(image.callees[readU32(c)]!));
        break;
      case 'function-address':
        writeS32(w, module.addressOfFunction(image.addresses[readU32(c)] as Func));
        break;
      case 'global-address': {
        const target = image.addresses[readU32(c)] as Global;
        finishGlobalAddress(w, module, target, readS32(c));
        break;
      }
      case 'signature': {
        const result = c.bytes[c.at++]!;
        const params: ValueType[] = [];
        for (let k = c.bytes[c.at++]!; k > 0; k--) params.push(VALUE_TYPES[c.bytes[c.at++]!]!);
        writeU32(w, module.signatureIndex(params, result === 255 ? undefined : VALUE_TYPES[result]!));
        break;
      }
      case 'helper':
        writeU32(w, module.helperIndex(helpers[c.bytes[c.at++]!]!));
        break;
      case 'stack-low':
        finishStackLow(w, module);
        break;
      default:
        kind satisfies never;
    }
  }
  writePiece(w, image.code, from, base + length);
  writeU32(code, w.length);
  const start = code.length;
  writePiece(code, w.bytes, 0, w.length);
  return { start, end: code.length };
}
