/**
 * Programs that several threads run: instances of one module over one shared memory, which the host makes (import `env.memory`; its first and largest size are in the section "cuda_wasm.threads").
 *
 * The first thread calls `_start`, which fills memory with the data before it goes on to the program's; modules without a program have `__cw_fill_memory` for that. Every other thread calls `__cw_enter_thread(stack's end, stack's begin, variables)` with memory of its own for
 * its stack and its `thread_local` variables (`__cw_thread_bytes`), then `__cw_work(number)`, which runs blocks of kernels (sysroot/lib/cuda/launch_threads.cpp).
 */
import { addressRoot } from '../../ir/effects.js';
import type { AtomicInst, Region, Value } from '../../ir/ir.js';
import { forEachInst } from '../../ir/walk.js';
import { createByteWriter, writeByte, writeBytes, writeS32, writeU32 } from './byte-writer.js';
import type { ByteWriter } from './byte-writer.js';
import { memoryLayout } from './memory-layout.js';
import { Op } from './opcodes.js';

export const threadsSection = 'cuda_wasm.threads';
export const enterThread = '__cw_enter_thread';
export const fillMemory = '__cw_fill_memory';
export const workEntry = '__cw_work';

interface Range {
  readonly start: number;
  readonly end: number;
}

/** The first values of a thread's variables: the last segment, which there is if there are such variables. */
export function ownSegment(own: Range): Range[] {
  return own.end > own.start ? [own] : [];
}

function initialize(w: ByteWriter, segment: number, { start, end }: Range): void {
  writeByte(w, Op['i32.const']);
  writeS32(w, 0);
  writeByte(w, Op['i32.const']);
  writeS32(w, end - start);
  writeByte(w, Op['memory.init'] >> 8);
  writeU32(w, Op['memory.init'] & 0xff);
  writeU32(w, segment);
  writeByte(w, 0);
}

function finish(code: ByteWriter, w: ByteWriter): void {
  writeByte(w, Op.end);
  writeU32(code, w.length);
  writeBytes(code, w.bytes.subarray(0, w.length));
}

/** The body of the exported `_start`, which goes on to the program's; or of `__cw_fill_memory`. */
export function writeStart(code: ByteWriter, segments: readonly Range[], start: number | undefined): void {
  const w = createByteWriter(256);
  writeByte(w, 0);
  segments.forEach((segment, i) => {
    writeByte(w, Op['i32.const']);
    writeS32(w, memoryLayout.nullPage + segment.start);
    initialize(w, i, segment);
  });
  if (start !== undefined) {
    writeByte(w, Op.call);
    writeU32(w, start);
  }
  finish(code, w);
}

/** The body of `__cw_enter_thread`; `segment` is that of `own`. */
export function writeEnterThread(code: ByteWriter, own: Range, segment: number): void {
  const w = createByteWriter(64);
  writeByte(w, 0);
  [0, 3, 4].forEach((global, parameter) => {
    writeByte(w, Op['local.get']);
    writeU32(w, parameter);
    writeByte(w, Op['global.set']);
    writeU32(w, global);
  });
  if (own.end > own.start) {
    writeByte(w, Op['local.get']);
    writeU32(w, 2);
    initialize(w, segment, own);
  }
  finish(code, w);
}

/** Is this a block's shared memory? */
function isShared(root: Value): boolean {
  return root.kind === 'global-address' ? root.global.space === 'shared' : root.kind === 'result' && root.inst.kind === 'special' && root.inst.register === 'dynamicShared';
}

/** May two of the machine's threads use the atomic's memory at a time? One of them runs a block to its end. */
export function concernsThreads(inst: AtomicInst): boolean {
  return inst.scope !== 'block' && inst.scope !== 'thread' && !isShared(addressRoot(inst.operands[0]!));
}

/** In a kernel whose shared and local variables are still known as such: atomics on them concern the block only. */
export function narrowScopes(body: Region): void {
  forEachInst(body, (inst) => {
    if (inst.kind !== 'atomic') return;
    const root = addressRoot(inst.operands[0]!);
    if (isShared(root) || (root.kind === 'result' && root.inst.kind === 'alloca')) inst.scope = 'block';
  });
}
