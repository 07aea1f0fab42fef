/**
 * Atomic operations on memory that one thread of the machine uses: a load, the operation, a store. (For others: shared-atomics.ts.)
 */
import type { AtomicInst } from '../../ir/ir.js';
import { emitMinMaxOf } from './arithmetic.js';
import type { Emitter } from './emitter.js';
import { close, constantOf, localGet, localSet, mark, op, open, releaseTemp, takeTemp } from './emitter.js';
import { emitAccessAddress, rawLoad, rawStore, sizeOfScalar } from './memory.js';
import { Op, VOID, WasmType } from './opcodes.js';
import { wasmType } from './types.js';

export function emitAtomic(e: Emitter, inst: AtomicInst): void {
  const memory = inst.memory;
  const type = memory === 'i16' ? 'i32' : memory;
  const wasm = wasmType(type);
  const offset = emitAccessAddress(e, inst, inst.operands[0], sizeOfScalar(memory), inst.op !== 'load');
  if (inst.op === 'load') {
    rawLoad(e, memory, false, offset);
    return;
  }
  if (inst.op === 'store') {
    e.emitValue(e, inst.operands[1]);
    mark(e, inst.loc);
    rawStore(e, memory, offset);
    return;
  }
  const address = takeTemp(e, WasmType.i32);
  const value = takeTemp(e, wasm);
  const old = takeTemp(e, wasm);
  localSet(e, address);
  e.emitValue(e, inst.operands[1]);
  localSet(e, value);
  if (inst.op === 'compare-exchange') {
    const desired = takeTemp(e, wasm);
    e.emitValue(e, inst.operands[2]);
    localSet(e, desired);
    mark(e, inst.loc);
    localGet(e, address);
    rawLoad(e, memory, false, offset);
    localSet(e, old);
    localGet(e, old);
    localGet(e, value);
    op(e, equalCode(memory));
    open(e, Op.if, VOID);
    localGet(e, address);
    localGet(e, desired);
    rawStore(e, memory, offset);
    close(e);
    localGet(e, old);
    releaseTemp(e, desired);
  } else {
    mark(e, inst.loc);
    localGet(e, address);
    localGet(e, address);
    rawLoad(e, memory, false, offset);
    localSet(e, old);
    emitUpdate(e, inst.op, type, old, value);
    rawStore(e, memory, offset);
    localGet(e, old);
  }
  releaseTemp(e, old);
  releaseTemp(e, value);
  releaseTemp(e, address);
}

/** Pushes what is to be stored, of the old value and the operand in these locals. */
export function emitUpdate(e: Emitter, atomic: AtomicInst['op'], type: Exclude<AtomicInst['memory'], 'i16'>, old: number, value: number): void {
  const wide = type === 'i64';
  const plain = (narrow: number, wideCode: number): void => {
    localGet(e, old);
    localGet(e, value);
    op(e, wide ? wideCode : narrow);
  };
  switch (atomic) {
    case 'exchange':
      localGet(e, value);
      return;
    case 'add':
    case 'fadd':
      if (type === 'f32' || type === 'f64') {
        localGet(e, old);
        localGet(e, value);
        op(e, type === 'f32' ? Op['f32.add'] : Op['f64.add']);
        return;
      }
      plain(Op['i32.add'], Op['i64.add']);
      return;
    case 'sub':
      plain(Op['i32.sub'], Op['i64.sub']);
      return;
    case 'and':
      plain(Op['i32.and'], Op['i64.and']);
      return;
    case 'or':
      plain(Op['i32.or'], Op['i64.or']);
      return;
    case 'xor':
      plain(Op['i32.xor'], Op['i64.xor']);
      return;
    case 'smin':
    case 'smax':
    case 'umin':
    case 'umax':
      emitMinMaxOf(e, atomic, type, old, value);
      return;
    case 'inc':
      // old >= limit ? 0 : old + 1
      constantOf(e, type, 0);
      localGet(e, old);
      constantOf(e, type, 1);
      op(e, wide ? Op['i64.add'] : Op['i32.add']);
      plain(Op['i32.ge_u'], Op['i64.ge_u']);
      op(e, Op.select);
      return;
    case 'dec':
      // old == 0 || old > limit ? limit : old - 1; old - 1 wraps to the largest for 0, so both are old - 1 >= limit (unsigned)
      localGet(e, value);
      localGet(e, old);
      constantOf(e, type, 1);
      op(e, wide ? Op['i64.sub'] : Op['i32.sub']);
      localGet(e, old);
      constantOf(e, type, 1);
      op(e, wide ? Op['i64.sub'] : Op['i32.sub']);
      localGet(e, value);
      op(e, wide ? Op['i64.ge_u'] : Op['i32.ge_u']);
      op(e, Op.select);
      return;
    default:
      throw new Error(`atomic ${atomic} has no expansion`);
  }
}

export function equalCode(memory: AtomicInst['memory']): number {
  switch (memory) {
    case 'i16':
    case 'i32':
      return Op['i32.eq'];
    case 'i64':
      return Op['i64.eq'];
    case 'f32':
      return Op['f32.eq'];
    case 'f64':
      return Op['f64.eq'];
    default:
      return memory satisfies never;
  }
}
