/**
 * State and small steps shared by all parts of function emission: where bytes go, what the module knows, temporaries, constants, source positions.
 * The parts (arithmetic, memory, atomics, control) call `e.emitValue` for their operands, so that none of them has to import another.
 */
import type { Func, Global, Inst, SpecialRegister, Value, ValueType } from '../../ir/ir.js';
import type { Loc } from '../../source/loc.js';
import { writeByte, writeF32, writeF64, writeS32, writeS64, writeU32 } from './byte-writer.js';
import type { ByteWriter } from './byte-writer.js';
import type { WasmTypeCode } from './opcodes.js';
import { Op } from './opcodes.js';
import type { Plan } from './plan.js';

/** Functions that the back end adds to a module when an instruction needs more than a few opcodes. */
export type HelperName = 'bitreverse32' | 'bitreverse64' | 'byteswap32' | 'byteswap64' | 'smulhi64' | 'umulhi64' | 'fault';

/** Why compiled code stopped itself; in the exported global `__cw_fault_code` when the trap reaches the runtime. */
export const faultCodes = { none: 0, stackOverflow: 1, badAddress: 2, trap: 3, divideByZero: 4, notAllocated: 5, outsideObject: 6, badPointer: 7 } as const;

/** What a function needs to know about its module. Addresses and indices are final when emission begins. */
export interface ModuleContext {
  functionIndex(fn: Func): number;
  signatureIndex(params: readonly ValueType[], result: ValueType | undefined): number;
  addressOfGlobal(global: Global): number;
  addressOfFunction(fn: Func): number;
  helperIndex(name: HelperName): number;
  /** Index of a function of our library, if it is linked. */
  libraryFunction(name: string): number | undefined;
  /** Index of a function that the host supplies (module `cuda_wasm`). */
  hostFunction(name: string): number;
  /** WebAssembly global that holds a special register for functions that are called from kernels. */
  specialGlobal(register: SpecialRegister | 'shared'): number;
  readonly stackPointer: number;
  readonly stackLow: number;
  /** What each thread has of its own, in programs with several. */
  readonly ownOfThread: ThreadGlobals | undefined;
  /** Set for each function: the program's own are tested, the library's not. */
  checkAccesses: boolean;
  readonly exceptionTag: number;
}

/** Indices of the WebAssembly globals that differ between threads, and where the first thread has its `thread_local` variables. */
export interface ThreadGlobals {
  readonly stackLow: number;
  readonly variables: number;
  readonly first: number;
}

export interface Emitter {
  readonly module: ModuleContext;
  readonly w: ByteWriter;
  fn: Func;
  plan: Plan;
  /** Locals taken beyond the plan's, and which of them are free. */
  extraLocals: WasmTypeCode[];
  freeTemps: number[];
  framePointer: number;
  /** Local with the caller's stack pointer, where the frame's alignment hides it. */
  callerStack: number;
  /** Open wasm constructs. */
  depth: number;
  readonly breakDepth: Map<Inst, number>;
  readonly continueDepth: Map<Inst, number>;
  /** May a division by zero trap? (host code) */
  divisionTraps: boolean;
  lastSetAt: number;
  lastSetEnd: number;
  lastSetLocal: number;
  /** Pairs: offset in `w`, loc. */
  lines: number[];
  lastLoc: Loc;
  /** Set while an image is made (image.ts): what depends on the program is left out of the bytes and noted here. */
  relocations: Relocation[] | undefined;
  emitValue(e: Emitter, value: Value): void;
}

/** A number to be put in at `at`. */
export type Relocation =
  | { readonly kind: 'function'; readonly at: number; readonly target: Func }
  | { readonly kind: 'function-address'; readonly at: number; readonly target: Func }
  | { readonly kind: 'global-address'; readonly at: number; readonly target: Global; readonly addend: number }
  | { readonly kind: 'signature'; readonly at: number; readonly params: readonly ValueType[]; readonly result: ValueType | undefined }
  | { readonly kind: 'helper'; readonly at: number; readonly name: HelperName }
  | { readonly kind: 'stack-low'; readonly at: number };

export function op(e: Emitter, code: number): void {
  if (code < 0x100) writeByte(e.w, code);
  else {
    writeByte(e.w, code >> 8);
    writeU32(e.w, code & 0xff);
  }
}

/** Ties the next opcode to its source position. Only what can trap or call needs it. */
export function mark(e: Emitter, loc: Loc): void {
  if (loc === e.lastLoc) return;
  e.lastLoc = loc;
  e.lines.push(e.w.length, loc);
}

export function i32Const(e: Emitter, value: number): void {
  writeByte(e.w, Op['i32.const']);
  writeS32(e.w, value);
}

export function i64Const(e: Emitter, value: bigint): void {
  writeByte(e.w, Op['i64.const']);
  writeS64(e.w, value);
}

export function constantOf(e: Emitter, valueType: ValueType, value: number | bigint): void {
  switch (valueType) {
    case 'i1':
    case 'i32':
    case 'ptr':
      i32Const(e, Number(value));
      return;
    case 'i64':
      i64Const(e, BigInt(value));
      return;
    case 'f32':
      writeByte(e.w, Op['f32.const']);
      writeF32(e.w, Number(value));
      return;
    case 'f64':
      writeByte(e.w, Op['f64.const']);
      writeF64(e.w, Number(value));
      return;
    case 'v4i32':
    case 'v4f32':
    case 'v2i64':
    case 'v2f64':
      vectorConst(e, BigInt(value));
      return;
    default:
      valueType satisfies never;
  }
}

export function vectorConst(e: Emitter, value: bigint): void {
  op(e, Op['v128.const']);
  for (let i = 0n; i < 128n; i += 8n) writeByte(e.w, Number((value >> i) & 0xffn));
}

export function localGet(e: Emitter, local: number): void {
  if (e.lastSetEnd === e.w.length && e.lastSetLocal === local) {
    e.w.bytes[e.lastSetAt] = Op['local.tee'];
    e.lastSetEnd = -1;
    return;
  }
  writeByte(e.w, Op['local.get']);
  writeU32(e.w, local);
}

export function localSet(e: Emitter, local: number): void {
  e.lastSetAt = e.w.length;
  e.lastSetLocal = local;
  writeByte(e.w, Op['local.set']);
  writeU32(e.w, local);
  e.lastSetEnd = e.w.length;
}

export function localTee(e: Emitter, local: number): void {
  writeByte(e.w, Op['local.tee']);
  writeU32(e.w, local);
}

export function globalGet(e: Emitter, index: number): void {
  writeByte(e.w, Op['global.get']);
  writeU32(e.w, index);
}

export function globalSet(e: Emitter, index: number): void {
  writeByte(e.w, Op['global.set']);
  writeU32(e.w, index);
}

export function callFunction(e: Emitter, index: number): void {
  writeByte(e.w, Op.call);
  writeU32(e.w, index);
}

export function callTarget(e: Emitter, target: Func): void {
  writeByte(e.w, Op.call);
  if (e.relocations === undefined) writeU32(e.w, e.module.functionIndex(target));
  else e.relocations.push({ kind: 'function', at: e.w.length, target });
}

export function callHelper(e: Emitter, name: HelperName): void {
  writeByte(e.w, Op.call);
  if (e.relocations === undefined) writeU32(e.w, e.module.helperIndex(name));
  else e.relocations.push({ kind: 'helper', at: e.w.length, name });
}

export function callPointer(e: Emitter, params: readonly ValueType[], result: ValueType | undefined): void {
  writeByte(e.w, Op.call_indirect);
  if (e.relocations === undefined) writeU32(e.w, e.module.signatureIndex(params, result));
  else e.relocations.push({ kind: 'signature', at: e.w.length, params, result });
  writeByte(e.w, 0);
}

export function functionAddressConst(e: Emitter, target: Func): void {
  writeByte(e.w, Op['i32.const']);
  if (e.relocations === undefined) writeS32(e.w, e.module.addressOfFunction(target));
  else e.relocations.push({ kind: 'function-address', at: e.w.length, target });
}

export function globalAddressConst(e: Emitter, target: Global, addend: number): void {
  writeByte(e.w, Op['i32.const']);
  if (e.relocations === undefined) finishGlobalAddress(e.w, e.module, target, addend);
  else e.relocations.push({ kind: 'global-address', at: e.w.length, target, addend });
}

/** Behind the opcode of a constant: the address of a variable. Those of the thread are found from where it has them. */
export function finishGlobalAddress(w: ByteWriter, module: ModuleContext, target: Global, addend: number): void {
  const address = module.addressOfGlobal(target) + addend;
  if (module.ownOfThread === undefined || target.space !== 'thread') {
    writeS32(w, address);
    return;
  }
  w.bytes[w.length - 1] = Op['global.get'];
  writeU32(w, module.ownOfThread.variables);
  writeByte(w, Op['i32.const']);
  writeS32(w, address - module.ownOfThread.first);
  writeByte(w, Op['i32.add']);
}

export function stackLowConst(e: Emitter): void {
  writeByte(e.w, Op['i32.const']);
  if (e.relocations === undefined) finishStackLow(e.w, e.module);
  else e.relocations.push({ kind: 'stack-low', at: e.w.length });
}

/** Behind the opcode of a constant: the lowest address of the stack. */
export function finishStackLow(w: ByteWriter, module: ModuleContext): void {
  if (module.ownOfThread === undefined) {
    writeS32(w, module.stackLow);
    return;
  }
  w.bytes[w.length - 1] = Op['global.get'];
  writeU32(w, module.ownOfThread.stackLow);
}

/** A local for the duration of one instruction's expansion; give it back with `releaseTemp`. */
export function takeTemp(e: Emitter, type: WasmTypeCode): number {
  const first = e.plan.parameterCount + e.plan.locals.length;
  for (let i = 0; i < e.freeTemps.length; i++) {
    const temp = e.freeTemps[i];
    if (e.extraLocals[temp - first] === type) {
      e.freeTemps[i] = e.freeTemps[e.freeTemps.length - 1];
      e.freeTemps.pop();
      return temp;
    }
  }
  e.extraLocals.push(type);
  return first + e.extraLocals.length - 1;
}

export function releaseTemp(e: Emitter, temp: number): void {
  e.freeTemps.push(temp);
}

/** Opens a wasm construct (block, loop, if, try) with its block type. */
export function open(e: Emitter, code: number, blockType: number): void {
  writeByte(e.w, code);
  writeByte(e.w, blockType);
  e.depth++;
}

export function close(e: Emitter): void {
  writeByte(e.w, Op.end);
  e.depth--;
}

export function branch(e: Emitter, code: number, targetDepth: number): void {
  writeByte(e.w, code);
  writeU32(e.w, e.depth - targetDepth);
}

/** Ends the program or kernel with a fault code, an address already being on the operand stack. */
export function callFault(e: Emitter, code: number): void {
  i32Const(e, code);
  callHelper(e, 'fault');
  writeByte(e.w, Op.unreachable);
}
