/**
 * Tests of memory accesses (`--check`, and -O0). In: an address in a local. Out: code that ends the program or kernel with a fault code where the access is not allowed:
 * outside of the array that is indexed, in the null page, beyond memory, in heap memory that is not allocated (`__cw_check_access` of the library knows; see sysroot/lib/c/check.cpp),
 * and loads of pointers that are no addresses. Functions of the library are not tested: they are trusted, and the allocator must reach what nobody else may.
 */
import type { CallInst, Value } from '../../ir/ir.js';
import type { Emitter } from './emitter.js';
import { callFault, callFunction, callHelper, close, faultCodes, globalAddressConst, i32Const, localGet, localSet, op, open, releaseTemp, takeTemp } from './emitter.js';
import { writeByte } from './byte-writer.js';
import { memoryLayout } from './memory-layout.js';
import { Op, VOID, WasmType } from './opcodes.js';

function pushWithOffset(e: Emitter, local: number, offset: number): void {
  localGet(e, local);
  if (offset === 0) return;
  i32Const(e, offset);
  op(e, Op['i32.add']);
}

/** The access to `bytes` (a number, or the local that holds it) at the address in a local plus `offset`. */
export function checkAccess(e: Emitter, local: number, offset: number, bytes: number | { readonly local: number }, write: boolean): void {
  const library = e.module.libraryFunction('__cw_check_access');
  pushWithOffset(e, local, offset);
  if (library === undefined) {
    i32Const(e, memoryLayout.nullPage);
    op(e, Op['i32.lt_u']);
    open(e, Op.if, VOID);
    pushWithOffset(e, local, offset);
    callFault(e, faultCodes.badAddress);
    close(e);
    return;
  }
  if (typeof bytes === 'number') i32Const(e, bytes);
  else localGet(e, bytes.local);
  i32Const(e, write ? 1 : 0);
  callFunction(e, library);
  const code = takeTemp(e, WasmType.i32);
  localSet(e, code);
  localGet(e, code);
  open(e, Op.if, VOID);
  pushWithOffset(e, local, offset);
  localGet(e, code);
  callHelper(e, 'fault');
  writeByte(e.w, Op.unreachable);
  close(e);
  releaseTemp(e, code);
}

/** The object that an address expression starts from, if it is one of known size and there is an index on the way. */
export function indexedObject(address: Value): Value | undefined {
  let v = address;
  let indexed = false;
  while (v.kind === 'result' && (v.inst.kind === 'field' || v.inst.kind === 'index')) {
    if (v.inst.kind === 'index') indexed = true;
    v = v.inst.operands[0];
  }
  if (!indexed) return undefined;
  if (v.kind === 'global-address') return v.global.space !== 'shared' && v.global.init !== undefined && v.global.type.size > 0 ? v : undefined;
  return v.kind === 'result' && v.inst.kind === 'alloca' ? v : undefined;
}

/** Is the address that of (a part of) a variable, without an index? Nothing can be wrong with it. */
export function isVariable(address: Value): boolean {
  let v = address;
  while (v.kind === 'result' && v.inst.kind === 'field') v = v.inst.operands[0];
  return v.kind === 'global-address' || (v.kind === 'result' && v.inst.kind === 'alloca');
}

/** The address in a local, plus offset, must lie in the object, with room for so many bytes. */
export function checkBounds(e: Emitter, object: Value, local: number, offset: number, bytes: number): void {
  pushWithOffset(e, local, offset);
  let size: number;
  if (object.kind === 'global-address') {
    globalAddressConst(e, object.global, 0);
    size = object.global.type.size;
  } else if (object.kind === 'result' && object.inst.kind === 'alloca') {
    localGet(e, e.framePointer);
    i32Const(e, e.plan.allocas.get(object.inst) ?? 0);
    op(e, Op['i32.add']);
    size = object.inst.type.size;
  } else throw new Error('bounds of something that is no object');
  op(e, Op['i32.sub']);
  i32Const(e, Math.max(size - bytes, 0));
  op(e, Op['i32.gt_u']);
  open(e, Op.if, VOID);
  pushWithOffset(e, local, offset);
  callFault(e, faultCodes.outsideObject);
  close(e);
}

/** Upper half of the pointer stored at the address in a local: pointers are zero-extended 32-bit addresses. `load`: emits a load of four bytes at an offset. */
export function checkPointer(e: Emitter, local: number, offset: number, load: (offset: number) => void): void {
  localGet(e, local);
  load(offset + 4);
  open(e, Op.if, VOID);
  pushWithOffset(e, local, offset);
  callFault(e, faultCodes.badPointer);
  close(e);
}

/** Functions of the C library that touch as many bytes as an argument says: places of the pointers written and read, and of the size. */
const blockFunctions: ReadonlyMap<string, { readonly writes: readonly number[]; readonly reads: readonly number[]; readonly size: number }> = new Map([
  ['memcpy', { writes: [0], reads: [1], size: 2 }],
  ['memmove', { writes: [0], reads: [1], size: 2 }],
  ['memset', { writes: [0], reads: [], size: 2 }],
  ['memcmp', { writes: [], reads: [0, 1], size: 2 }],
]);

/** A call whose arguments are on the stack: tests what the callee will touch. They are there again afterwards. */
export function checkArguments(e: Emitter, inst: CallInst): void {
  const touched = blockFunctions.get(inst.callee.name);
  if (touched === undefined || inst.operands.length !== 3) return;
  const locals = inst.operands.map((operand) => takeTemp(e, operand.type === 'i64' ? WasmType.i64 : WasmType.i32));
  for (let i = locals.length - 1; i >= 0; i--) localSet(e, locals[i]!);
  const size = takeTemp(e, WasmType.i32);
  localGet(e, locals[touched.size]!);
  if (inst.operands[touched.size]!.type === 'i64') op(e, Op['i32.wrap_i64']);
  localSet(e, size);
  localGet(e, size);
  open(e, Op.if, VOID);
  for (const i of touched.reads) checkAccess(e, locals[i]!, 0, { local: size }, false);
  for (const i of touched.writes) checkAccess(e, locals[i]!, 0, { local: size }, true);
  close(e);
  for (const local of locals) localGet(e, local);
  releaseTemp(e, size);
  for (const local of locals) releaseTemp(e, local);
}
