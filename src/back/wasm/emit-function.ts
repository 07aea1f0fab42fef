/**
 * IR function → bytes of a WebAssembly function body.
 *
 * Regions map directly: `if`, `block` and `loop` are WebAssembly's own; a `switch` is nested blocks around a br_table or a chain of comparisons. One result
 * travels as the construct's block result, several through locals. At the start and end of every structured instruction the operand stack is empty.
 * A function with allocas lowers `__stack_pointer` once on entry (checked against the stack's end) and restores it wherever it returns.
 */
import { isPure } from '../../ir/effects.js';
import type { CallIndirectInst, CallInst, Func, IfInst, Inst, IntrinsicInst, LoopInst, Region, SpecialRegister, SwitchInst, TryInst, Value } from '../../ir/ir.js';
import { emitBinary, emitCompare, emitCondition, emitConvert, emitFma, emitSelect, emitUnary } from './arithmetic.js';
import { emitAtomic } from './atomics.js';
import { emitSharedAtomic } from './shared-atomics.js';
import { concernsThreads } from './threads.js';
import { createByteWriter, writeByte, writeBytes, writeU32 } from './byte-writer.js';
import type { ByteWriter } from './byte-writer.js';
import type { Emitter, ModuleContext } from './emitter.js';
import { checkArguments } from './checks.js';
import {
  branch, callFault, callFunction, callPointer, callTarget, close, constantOf, faultCodes, functionAddressConst, globalGet, globalSet, i32Const, i64Const, localGet, localSet, localTee, mark, op, open, releaseTemp, stackLowConst, takeTemp,
} from './emitter.js';
import { emitCopy, emitFill, emitIndexValue, emitLoad, emitPointer, emitStore, memoryArgument } from './memory.js';
import { Op, VOID, WasmType } from './opcodes.js';
import { planFunction } from './plan.js';
import { wasmType } from './types.js';
import { emitVectorInst, isVectorInst } from './vectors.js';

export interface EmittedFunction {
  /** Offset of the first instruction in the code writer, and of the body's end. */
  readonly start: number;
  readonly end: number;
  /** Pairs: offset of an instruction in the code writer, loc. */
  readonly lines: readonly number[];
}

export interface FunctionEmission {
  readonly emitter: Emitter;
  readonly code: ByteWriter;
}

export function createFunctionEmission(module: ModuleContext, code: ByteWriter): FunctionEmission {
  const emitter: Emitter = {
    module, w: createByteWriter(16384), fn: undefined as never, plan: undefined as never, extraLocals: [], freeTemps: [], framePointer: -1, callerStack: -1, depth: 0,
    breakDepth: new Map(), continueDepth: new Map(), divisionTraps: false, lastSetAt: -1, lastSetEnd: -1, lastSetLocal: -1, lines: [], lastLoc: 0, relocations: undefined, emitValue,
  };
  return { emitter, code };
}

/** Appends the function's code entry (size, locals, instructions) to the code writer. */
export function emitFunction(emission: FunctionEmission, fn: Func, divisionTraps: boolean): EmittedFunction {
  const e = emission.emitter;
  e.w.length = 0;
  e.fn = fn;
  e.plan = planFunction(fn);
  e.extraLocals = [];
  e.freeTemps = [];
  e.framePointer = -1;
  e.callerStack = -1;
  e.depth = 0;
  e.breakDepth.clear();
  e.continueDepth.clear();
  e.divisionTraps = divisionTraps;
  e.lastSetEnd = -1;
  e.lines = [];
  e.lastLoc = 0;
  const body = fn.body!;
  emitPrologue(e);
  emitRegion(e, body);
  writeByte(e.w, Op.end);

  const code = emission.code;
  const locals = encodeLocals(e);
  const bodySize = locals.length + e.w.length;
  writeU32(code, bodySize);
  writeBytes(code, locals);
  const start = code.length;
  writeBytes(code, e.w.bytes.subarray(0, e.w.length));
  const lines = e.lines;
  for (let i = 0; i < lines.length; i += 2) lines[i] += start;
  return { start, end: code.length, lines };
}

const localsWriter = createByteWriter(64);

/** Runs of equal types: planned locals first, then the temporaries. */
function encodeLocals(e: Emitter): Uint8Array {
  const w = localsWriter;
  w.length = 0;
  const all = e.extraLocals.length === 0 ? e.plan.locals : [...e.plan.locals, ...e.extraLocals];
  let runs = 0;
  for (let i = 0; i < all.length; i++) if (i === 0 || all[i] !== all[i - 1]) runs++;
  writeU32(w, runs);
  for (let i = 0; i < all.length; ) {
    let n = 1;
    while (i + n < all.length && all[i + n] === all[i]) n++;
    writeU32(w, n);
    writeByte(w, all[i]);
    i += n;
  }
  return w.bytes.subarray(0, w.length);
}

function emitPrologue(e: Emitter): void {
  const size = e.plan.frameSize;
  if (size === 0 && !e.plan.hasTry) return;
  e.framePointer = takeTemp(e, WasmType.i32);
  if (size === 0) {
    globalGet(e, e.module.stackPointer);
    localSet(e, e.framePointer);
    return;
  }
  mark(e, e.fn.loc);
  globalGet(e, e.module.stackPointer);
  stackLowConst(e);
  op(e, Op['i32.sub']);
  i32Const(e, e.plan.frameAlign > 16 ? size + e.plan.frameAlign : size);
  op(e, Op['i32.lt_u']);
  open(e, Op.if, VOID);
  i32Const(e, 0);
  callFault(e, faultCodes.stackOverflow);
  close(e);
  globalGet(e, e.module.stackPointer);
  if (e.plan.frameAlign > 16) {
    e.callerStack = takeTemp(e, WasmType.i32);
    localTee(e, e.callerStack);
  }
  i32Const(e, size);
  op(e, Op['i32.sub']);
  if (e.plan.frameAlign > 16) {
    i32Const(e, -e.plan.frameAlign);
    op(e, Op['i32.and']);
  }
  localSet(e, e.framePointer);
  localGet(e, e.framePointer);
  globalSet(e, e.module.stackPointer);
}

function emitEpilogue(e: Emitter): void {
  if (e.plan.frameSize === 0) return;
  if (e.callerStack >= 0) {
    localGet(e, e.callerStack);
    globalSet(e, e.module.stackPointer);
    return;
  }
  localGet(e, e.framePointer);
  i32Const(e, e.plan.frameSize);
  op(e, Op['i32.add']);
  globalSet(e, e.module.stackPointer);
}

function emitValue(e: Emitter, value: Value): void {
  switch (value.kind) {
    case 'const':
      constantOf(e, value.type, value.value);
      return;
    case 'undef':
      constantOf(e, value.type, 0);
      return;
    case 'global-address':
      emitPointer(e, value);
      return;
    case 'function-address':
      functionAddressConst(e, value.function);
      return;
    case 'param':
      localGet(e, localOf(e, value));
      return;
    case 'result': {
      const inst = value.inst;
      if (inst.kind === 'alloca' || inst.kind === 'field' || (inst.kind === 'index' && inst.operands[1].kind === 'const')) {
        emitPointer(e, value);
        return;
      }
      const node = e.plan.nodes.get(value);
      if (node === undefined) throw new Error(`${inst.kind} in ${e.fn.name} is used but was not planned`);
      if (node.nested) emitComputation(e, inst);
      else if (node.uses === 1 && e.lastSetEnd === e.w.length && e.lastSetLocal === node.local) {
        // Just set, and used here only: it stays on the stack.
        e.w.length = e.lastSetAt;
        e.lastSetEnd = -1;
      } else localGet(e, node.local);
      return;
    }
    default:
      value satisfies never;
  }
}

function localOf(e: Emitter, value: Value): number {
  const node = e.plan.nodes.get(value);
  if (node === undefined) throw new Error(`a ${value.kind} in ${e.fn.name} has no local`);
  return node.local;
}

/** Writes a region's instructions. Afterwards the values that its `yield` carries are on the stack (one result) or in the owner's locals. */
function emitRegion(e: Emitter, region: Region, owner?: Inst): void {
  const insts = region.insts;
  for (let i = 0; i < insts.length; i++) {
    const inst = insts[i];
    switch (inst.kind) {
      case 'if':
        if (!emitBranchIf(e, inst)) emitIf(e, inst);
        finishStructured(e, inst);
        break;
      case 'switch':
        emitSwitch(e, inst);
        finishStructured(e, inst);
        break;
      case 'block':
        if (e.plan.broken.has(inst)) {
          open(e, Op.block, blockType(inst));
          e.breakDepth.set(inst, e.depth);
          emitRegion(e, inst.body, inst);
          close(e);
        } else emitRegion(e, inst.body, inst);
        finishStructured(e, inst);
        break;
      case 'loop':
        emitLoop(e, inst);
        finishStructured(e, inst);
        break;
      case 'try':
        emitTry(e, inst);
        finishStructured(e, inst);
        break;
      case 'yield':
        if (owner !== undefined) passResults(e, inst.operands, owner);
        return;
      case 'break':
        passResults(e, inst.operands, inst.target);
        branch(e, Op.br, e.breakDepth.get(inst.target)!);
        return;
      case 'continue':
        passParams(e, inst.operands, inst.target.body);
        branch(e, Op.br, e.continueDepth.get(inst.target)!);
        return;
      case 'return':
        if (inst.operands.length > 0) e.emitValue(e, inst.operands[0]);
        emitEpilogue(e);
        if (region !== e.fn.body) writeByte(e.w, Op.return);
        return;
      case 'throw':
        e.emitValue(e, inst.operands[0]);
        mark(e, inst.loc);
        writeByte(e.w, Op.throw);
        writeU32(e.w, e.module.exceptionTag);
        return;
      case 'unreachable':
        mark(e, inst.loc);
        writeByte(e.w, Op.unreachable);
        return;
      case 'alloca':
      case 'field':
        break;
      default:
        emitRoot(e, inst);
    }
  }
}

/** An instruction of a region's list: nothing if it is dead or computed by its consumer, else its computation, kept in its local. */
function emitRoot(e: Emitter, inst: Inst): void {
  const result = inst.results[0];
  if (result === undefined) {
    emitComputation(e, inst);
    return;
  }
  if (inst.kind === 'index' && inst.operands[1].kind === 'const') return;
  const node = e.plan.nodes.get(result);
  if (node === undefined) {
    if (isPure(inst) || (inst.kind === 'load' && !inst.volatile)) return;
    emitComputation(e, inst);
    writeByte(e.w, Op.drop);
    return;
  }
  if (node.nested) return;
  emitComputation(e, inst);
  localSet(e, node.local);
}

function emitComputation(e: Emitter, inst: Inst): void {
  if (isVectorInst(inst)) {
    emitVectorInst(e, inst);
    return;
  }
  switch (inst.kind) {
    case 'binary':
      emitBinary(e, inst);
      return;
    case 'compare':
      emitCompare(e, inst);
      return;
    case 'unary':
      emitUnary(e, inst);
      return;
    case 'convert':
      emitConvert(e, inst);
      return;
    case 'select':
      emitSelect(e, inst);
      return;
    case 'fma':
      emitFma(e, inst);
      return;
    case 'index':
      emitIndexValue(e, inst);
      return;
    case 'load':
      emitLoad(e, inst);
      return;
    case 'store':
      emitStore(e, inst);
      return;
    case 'copy':
      emitCopy(e, inst);
      return;
    case 'fill':
      emitFill(e, inst);
      return;
    case 'atomic':
      if (e.module.ownOfThread !== undefined && concernsThreads(inst)) emitSharedAtomic(e, inst);
      else emitAtomic(e, inst);
      return;
    case 'fence':
      if (e.module.ownOfThread !== undefined && inst.scope !== 'block' && inst.scope !== 'thread') {
        op(e, Op['atomic.fence']);
        writeByte(e.w, 0);
      }
      return;
    case 'call':
      emitCall(e, inst);
      return;
    case 'call-indirect':
      emitCallIndirect(e, inst);
      return;
    case 'intrinsic':
      emitIntrinsic(e, inst);
      return;
    case 'special':
      globalGet(e, e.module.specialGlobal(inst.register));
      return;
    case 'barrier':
    case 'warp':
      throw new Error(`${inst.kind} in ${e.fn.name}: kernels become block functions before emission`);
    default:
      throw new Error(`${inst.kind} is not a computation`);
  }
}

function blockType(inst: Inst): number {
  return inst.results.length === 1 ? wasmType(inst.results[0].type) : VOID;
}

/** Hands values to the results of a structured instruction: one stays on the stack, several go to locals. */
function passResults(e: Emitter, values: readonly Value[], owner: Inst): void {
  const results = owner.results;
  if (results.length <= 1) {
    for (const value of values) e.emitValue(e, value);
    return;
  }
  for (let i = 0; i < values.length; i++) if (e.plan.nodes.has(results[i])) e.emitValue(e, values[i]);
  for (let i = values.length - 1; i >= 0; i--) {
    const node = e.plan.nodes.get(results[i]);
    if (node !== undefined) localSet(e, node.local);
  }
}

/** The single result of a structured instruction is on the stack now. */
function finishStructured(e: Emitter, inst: Inst): void {
  if (inst.results.length !== 1) return;
  const node = e.plan.nodes.get(inst.results[0]);
  if (node === undefined) writeByte(e.w, Op.drop);
  else localSet(e, node.local);
}

/** Region parameters get all their values before any changes. */
function passParams(e: Emitter, values: readonly Value[], region: Region): void {
  const params = region.params;
  let moved = 0;
  for (let i = 0; i < values.length; i++) {
    if (values[i] === params[i] || !e.plan.nodes.has(params[i])) continue;
    e.emitValue(e, values[i]);
    moved++;
  }
  if (moved === 0) return;
  for (let i = values.length - 1; i >= 0; i--) {
    const node = e.plan.nodes.get(params[i]);
    if (node !== undefined && values[i] !== params[i]) localSet(e, node.local);
  }
}

function emitLoop(e: Emitter, inst: LoopInst): void {
  passParams(e, inst.operands, inst.body);
  const broken = e.plan.broken.has(inst);
  const type = blockType(inst);
  if (broken) {
    open(e, Op.block, type);
    e.breakDepth.set(inst, e.depth);
  }
  open(e, Op.loop, type);
  e.continueDepth.set(inst, e.depth);
  emitRegion(e, inst.body, inst);
  close(e);
  if (broken) close(e);
}

function isEmptyYield(region: Region): boolean {
  return region.insts.length === 1 && region.insts[0].kind === 'yield';
}

/** Is the region nothing but a jump that br_if can make? Gives the depth to branch to. */
function plainJump(e: Emitter, region: Region): number | undefined {
  if (region.insts.length !== 1) return undefined;
  const inst = region.insts[0];
  if (inst.kind === 'break') return inst.operands.length === 0 || noneUsed(e, inst.target) ? e.breakDepth.get(inst.target) : undefined;
  if (inst.kind === 'continue') {
    const params = inst.target.body.params;
    for (let i = 0; i < params.length; i++) if (inst.operands[i] !== params[i] && e.plan.nodes.has(params[i])) return undefined;
    return e.continueDepth.get(inst.target);
  }
  return undefined;
}

function noneUsed(e: Emitter, target: Inst): boolean {
  if (target.results.length < 2) return false;
  return target.results.every((r) => !e.plan.nodes.has(r));
}

/** `if (c) break;` and the like, without results: a br_if. */
function emitBranchIf(e: Emitter, inst: IfInst): boolean {
  if (inst.results.length !== 0) return false;
  const then = plainJump(e, inst.then);
  const otherwise = then === undefined ? plainJump(e, inst.otherwise) : undefined;
  const target = then ?? otherwise;
  if (target === undefined) return false;
  const inverted = emitCondition(e, inst.operands[0]) !== (then === undefined);
  if (inverted) writeByte(e.w, Op['i32.eqz']);
  branch(e, Op.br_if, target);
  emitArm(e, then === undefined ? inst.then : inst.otherwise, inst);
  return true;
}

/** The other arm of a br_if: its code goes on in line. */
function emitArm(e: Emitter, region: Region, owner: Inst): void {
  emitRegion(e, region, owner);
}

function emitIf(e: Emitter, inst: IfInst): void {
  const type = blockType(inst);
  const empty = inst.results.length === 0;
  const inverted = emitCondition(e, inst.operands[0]);
  if (empty && isEmptyYield(inst.then)) {
    if (!inverted) writeByte(e.w, Op['i32.eqz']);
    open(e, Op.if, VOID);
    emitRegion(e, inst.otherwise, inst);
    close(e);
    return;
  }
  const swap = inverted && !(empty && isEmptyYield(inst.otherwise));
  if (inverted && !swap) writeByte(e.w, Op['i32.eqz']);
  const first = swap ? inst.otherwise : inst.then;
  const second = swap ? inst.then : inst.otherwise;
  open(e, Op.if, type);
  emitRegion(e, first, inst);
  if (!(empty && isEmptyYield(second))) {
    writeByte(e.w, Op.else);
    emitRegion(e, second, inst);
  }
  close(e);
}

function endsInYield(region: Region): boolean {
  return region.insts[region.insts.length - 1]?.kind === 'yield';
}

/** Blocks, innermost first: one per case, then the default; a case that yields branches to the end. */
function emitSwitch(e: Emitter, inst: SwitchInst): void {
  const type = blockType(inst);
  const cases = inst.cases;
  const scrutinee = inst.operands[0];
  const wide = scrutinee.type === 'i64';
  const temp = takeTemp(e, wide ? WasmType.i64 : WasmType.i32);
  e.emitValue(e, scrutinee);
  localSet(e, temp);
  open(e, Op.block, type);
  const end = e.depth;
  open(e, Op.block, VOID);
  const otherwise = e.depth;
  for (let i = 0; i < cases.length; i++) open(e, Op.block, VOID);
  // Case i is left at depth otherwise + cases.length - i: case 0 is the innermost.
  dispatch(e, inst, temp, wide, otherwise);
  releaseTemp(e, temp);
  for (const c of cases) {
    close(e);
    emitRegion(e, c.region, inst);
    if (endsInYield(c.region)) branch(e, Op.br, end);
  }
  close(e);
  emitRegion(e, inst.otherwise, inst);
  close(e);
}

function dispatch(e: Emitter, inst: SwitchInst, temp: number, wide: boolean, otherwise: number): void {
  const values: { value: bigint; depth: number }[] = [];
  inst.cases.forEach((c, i) => {
    for (const value of c.values) values.push({ value: BigInt(value), depth: otherwise + inst.cases.length - i });
  });
  values.sort((a, b) => (a.value < b.value ? -1 : a.value > b.value ? 1 : 0));
  dispatchRange(e, values, 0, values.length, temp, wide, otherwise);
  branch(e, Op.br, otherwise);
}

/** Branches if the value is among values[from, to); falls through otherwise. */
function dispatchRange(e: Emitter, values: readonly { value: bigint; depth: number }[], from: number, to: number, temp: number, wide: boolean, otherwise: number): void {
  const count = to - from;
  if (count === 0) return;
  const least = values[from].value;
  const span = values[to - 1].value - least + 1n;
  if (count >= 3 && span <= BigInt(count) * 4n + 8n) {
    const table = Number(span);
    localGet(e, temp);
    if (least !== 0n) {
      if (wide) i64Const(e, least);
      else i32Const(e, Number(least));
      op(e, wide ? Op['i64.sub'] : Op['i32.sub']);
    }
    if (wide) {
      const offset = takeTemp(e, WasmType.i64);
      localSet(e, offset);
      localGet(e, offset);
      i64Const(e, span);
      op(e, Op['i64.ge_u']);
      branch(e, Op.br_if, otherwise);
      localGet(e, offset);
      op(e, Op['i32.wrap_i64']);
      releaseTemp(e, offset);
    }
    writeByte(e.w, Op.br_table);
    writeU32(e.w, table);
    let next = from;
    for (let i = 0; i < table; i++) {
      const hit = values[next].value === least + BigInt(i);
      writeU32(e.w, e.depth - (hit ? values[next].depth : otherwise));
      if (hit) next++;
    }
    writeU32(e.w, e.depth - otherwise);
    return;
  }
  if (count > 6) {
    const middle = from + (count >> 1);
    localGet(e, temp);
    if (wide) i64Const(e, values[middle].value);
    else i32Const(e, Number(values[middle].value));
    op(e, wide ? Op['i64.lt_s'] : Op['i32.lt_s']);
    open(e, Op.if, VOID);
    dispatchRange(e, values, from, middle, temp, wide, otherwise);
    writeByte(e.w, Op.else);
    dispatchRange(e, values, middle, to, temp, wide, otherwise);
    close(e);
    return;
  }
  for (let i = from; i < to; i++) {
    localGet(e, temp);
    if (wide) i64Const(e, values[i].value);
    else i32Const(e, Number(values[i].value));
    op(e, wide ? Op['i64.eq'] : Op['i32.eq']);
    branch(e, Op.br_if, values[i].depth);
  }
}

/** Legacy exception encoding. The frames that were thrown through did not restore the stack pointer: the handler does. */
function emitTry(e: Emitter, inst: TryInst): void {
  open(e, Op.try, blockType(inst));
  emitRegion(e, inst.body, inst);
  writeByte(e.w, Op.catch);
  writeU32(e.w, e.module.exceptionTag);
  const param = inst.handler.params[0];
  const node = param === undefined ? undefined : e.plan.nodes.get(param);
  if (node === undefined) writeByte(e.w, Op.drop);
  else localSet(e, node.local);
  localGet(e, e.framePointer);
  globalSet(e, e.module.stackPointer);
  emitRegion(e, inst.handler, inst);
  close(e);
}

function emitCall(e: Emitter, inst: CallInst): void {
  for (const operand of inst.operands) e.emitValue(e, operand);
  mark(e, inst.loc);
  if (e.module.checkAccesses) checkArguments(e, inst);
  callTarget(e, inst.callee);
}

function emitCallIndirect(e: Emitter, inst: CallIndirectInst): void {
  const pointer = inst.operands[0];
  const nested = pointer.kind === 'result' && e.plan.nodes.get(pointer)?.nested === true;
  let temp = -1;
  if (nested && inst.operands.length > 1) {
    temp = takeTemp(e, WasmType.i32);
    e.emitValue(e, pointer);
    localSet(e, temp);
  }
  for (let i = 1; i < inst.operands.length; i++) e.emitValue(e, inst.operands[i]);
  if (temp >= 0) {
    localGet(e, temp);
    releaseTemp(e, temp);
  } else e.emitValue(e, pointer);
  mark(e, inst.loc);
  callPointer(e, inst.params, inst.result);
}

/** Bytes (on the stack) → address of so much memory below the stack pointer, 16-aligned; the epilogue gives it back with the frame. */
function emitDynamicAlloca(e: Emitter): void {
  const bytes = takeTemp(e, WasmType.i32);
  i32Const(e, 15);
  op(e, Op['i32.add']);
  i32Const(e, -16);
  op(e, Op['i32.and']);
  localSet(e, bytes);
  globalGet(e, e.module.stackPointer);
  stackLowConst(e);
  op(e, Op['i32.sub']);
  localGet(e, bytes);
  op(e, Op['i32.lt_u']);
  open(e, Op.if, VOID);
  i32Const(e, 0);
  callFault(e, faultCodes.stackOverflow);
  close(e);
  globalGet(e, e.module.stackPointer);
  localGet(e, bytes);
  op(e, Op['i32.sub']);
  globalSet(e, e.module.stackPointer);
  globalGet(e, e.module.stackPointer);
  releaseTemp(e, bytes);
}

const setSpecial = 'set-special-';

function emitIntrinsic(e: Emitter, inst: IntrinsicInst): void {
  for (const operand of inst.operands) e.emitValue(e, operand);
  mark(e, inst.loc);
  switch (inst.name) {
    case 'trap':
      i32Const(e, 0);
      callFault(e, faultCodes.trap);
      return;
    case 'unreachable-hint':
      writeByte(e.w, Op.unreachable);
      return;
    case 'abort-kernel':
      callFunction(e, e.module.hostFunction('abort_kernel'));
      writeByte(e.w, Op.unreachable);
      return;
    case 'memory-size':
      writeByte(e.w, Op['memory.size']);
      writeByte(e.w, 0);
      return;
    case 'memory-grow':
      writeByte(e.w, Op['memory.grow']);
      writeByte(e.w, 0);
      return;
    case 'atomic-wait':
      memoryArgument(e, Op['memory.atomic.wait32'], 4, 2, 0);
      return;
    case 'atomic-notify':
      memoryArgument(e, Op['memory.atomic.notify'], 4, 2, 0);
      return;
    case 'clock':
    case 'globaltimer':
      callFunction(e, e.module.hostFunction('clock'));
      return;
    case 'nanosleep':
      writeByte(e.w, Op.drop);
      return;
    case 'await-arrivals':
      return;
    case 'smid':
      i32Const(e, 0);
      return;
    case 'alloca':
      emitDynamicAlloca(e);
      return;
    case 'frame-address':
      if (e.framePointer >= 0) localGet(e, e.framePointer);
      else globalGet(e, e.module.stackPointer);
      return;
    default:
      if (inst.name.startsWith(setSpecial)) {
        globalSet(e, e.module.specialGlobal(inst.name.slice(setSpecial.length) as SpecialRegister | 'shared'));
        return;
      }
      throw new Error(`intrinsic ${inst.name} has no WebAssembly form`);
  }
}

