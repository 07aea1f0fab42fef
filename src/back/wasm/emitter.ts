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
export const faultCodes = { none: 0, stackOverflow: 1, badAddress: 2, trap: 3, divideByZero: 4 } as const;

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
  readonly checkAccesses: boolean;
  readonly exceptionTag: number;
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
  emitValue(e: Emitter, value: Value): void;
}

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
    default:
      valueType satisfies never;
  }
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
  callFunction(e, e.module.helperIndex('fault'));
  writeByte(e.w, Op.unreachable);
}
