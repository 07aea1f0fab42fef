/**
 * Atomic operations on memory that several threads of the machine use: WebAssembly's own where there is one, else a loop around compare-and-exchange. In: an atomic instruction; out: its code, which leaves the old value.
 */
import type { AtomicInst } from '../../ir/ir.js';
import { emitUpdate, equalCode } from './atomics.js';
import type { Emitter } from './emitter.js';
import { branch, close, localGet, localSet, localTee, mark, op, open, releaseTemp, takeTemp } from './emitter.js';
import { emitAccessAddress, memoryArgument, sizeOfScalar } from './memory.js';
import { Op, VOID, WasmType } from './opcodes.js';
import { wasmType } from './types.js';

type Width = 'i16' | 'i32' | 'i64';

const codes = {
  load: { i16: Op['i32.atomic.load16_u'], i32: Op['i32.atomic.load'], i64: Op['i64.atomic.load'] },
  store: { i16: Op['i32.atomic.store16'], i32: Op['i32.atomic.store'], i64: Op['i64.atomic.store'] },
  add: { i16: Op['i32.atomic.rmw16.add_u'], i32: Op['i32.atomic.rmw.add'], i64: Op['i64.atomic.rmw.add'] },
  sub: { i16: Op['i32.atomic.rmw16.sub_u'], i32: Op['i32.atomic.rmw.sub'], i64: Op['i64.atomic.rmw.sub'] },
  and: { i16: Op['i32.atomic.rmw16.and_u'], i32: Op['i32.atomic.rmw.and'], i64: Op['i64.atomic.rmw.and'] },
  or: { i16: Op['i32.atomic.rmw16.or_u'], i32: Op['i32.atomic.rmw.or'], i64: Op['i64.atomic.rmw.or'] },
  xor: { i16: Op['i32.atomic.rmw16.xor_u'], i32: Op['i32.atomic.rmw.xor'], i64: Op['i64.atomic.rmw.xor'] },
  exchange: { i16: Op['i32.atomic.rmw16.xchg_u'], i32: Op['i32.atomic.rmw.xchg'], i64: Op['i64.atomic.rmw.xchg'] },
  'compare-exchange': { i16: Op['i32.atomic.rmw16.cmpxchg_u'], i32: Op['i32.atomic.rmw.cmpxchg'], i64: Op['i64.atomic.rmw.cmpxchg'] },
} as const;

/** The instruction that does it; undefined: a loop does. Compare-and-exchange of floats compares values, not bits. */
function direct(atomic: AtomicInst['op'], width: Width, isFloat: boolean): number | undefined {
  if (isFloat && atomic !== 'load' && atomic !== 'store' && atomic !== 'exchange') return undefined;
  return Object.hasOwn(codes, atomic) ? codes[atomic as keyof typeof codes][width] : undefined;
}

export function emitSharedAtomic(e: Emitter, inst: AtomicInst): void {
  const memory = inst.memory;
  const width: Width = memory === 'f32' ? 'i32' : memory === 'f64' ? 'i64' : memory;
  const size = sizeOfScalar(memory);
  const isFloat = memory === 'f32' || memory === 'f64';
  const access = (code: number): void => memoryArgument(e, code, size, 31 - Math.clz32(size), offset);
  const toBits = (): void => {
    if (isFloat) op(e, memory === 'f32' ? Op['i32.reinterpret_f32'] : Op['i64.reinterpret_f64']);
  };
  const toValue = (): void => {
    if (isFloat) op(e, memory === 'f32' ? Op['f32.reinterpret_i32'] : Op['f64.reinterpret_i64']);
  };
  const offset = emitAccessAddress(e, inst, inst.operands[0]!, size, inst.op !== 'load');
  const code = direct(inst.op, width, isFloat);
  if (code !== undefined) {
    for (let i = 1; i < inst.operands.length; i++) {
      e.emitValue(e, inst.operands[i]!);
      toBits();
    }
    mark(e, inst.loc);
    access(code);
    if (inst.op !== 'store') toValue();
    return;
  }
  const type = memory === 'i16' ? 'i32' : memory;
  const bitsType = width === 'i64' ? WasmType.i64 : WasmType.i32;
  const address = takeTemp(e, WasmType.i32);
  const value = takeTemp(e, wasmType(type));
  const old = takeTemp(e, wasmType(type));
  const desired = inst.op === 'compare-exchange' ? takeTemp(e, wasmType(type)) : -1;
  const expected = takeTemp(e, bitsType);
  const seen = takeTemp(e, bitsType);
  localSet(e, address);
  e.emitValue(e, inst.operands[1]!);
  localSet(e, value);
  if (desired >= 0) {
    e.emitValue(e, inst.operands[2]!);
    localSet(e, desired);
  }
  mark(e, inst.loc);
  localGet(e, address);
  access(codes.load[width]);
  localSet(e, seen);
  open(e, Op.block, VOID);
  const end = e.depth;
  open(e, Op.loop, VOID);
  const again = e.depth;
  localGet(e, seen);
  localTee(e, expected);
  toValue();
  localSet(e, old);
  if (desired >= 0) {
    // Floats that compare equal may differ in their bits.
    localGet(e, old);
    localGet(e, value);
    op(e, equalCode(memory));
    op(e, Op['i32.eqz']);
    branch(e, Op.br_if, end);
  }
  localGet(e, address);
  localGet(e, expected);
  if (desired >= 0) localGet(e, desired);
  else emitUpdate(e, inst.op, type, old, value);
  toBits();
  access(codes['compare-exchange'][width]);
  localTee(e, seen);
  localGet(e, expected);
  op(e, width === 'i64' ? Op['i64.ne'] : Op['i32.ne']);
  branch(e, Op.br_if, again);
  close(e);
  close(e);
  localGet(e, old);
  for (const temp of desired >= 0 ? [desired, seen, expected, old, value, address] : [seen, expected, old, value, address]) releaseTemp(e, temp);
}
