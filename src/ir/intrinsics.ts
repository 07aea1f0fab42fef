/**
 * Operations that back ends know by name (`IntrinsicInst`). One row each: types and effects. A name that is not here is invalid.
 */
import type { SpecialRegister, ValueType } from './ir.js';

/**
 * pure: may be merged, moved and dropped; read: depends on state, may be dropped, keeps its order among effects; write: an effect; exit: does not come back (what follows is dead).
 */
export type IntrinsicEffect = 'pure' | 'read' | 'write' | 'exit';

export interface IntrinsicRow {
  readonly params: readonly ValueType[];
  readonly result: ValueType | undefined;
  readonly effect: IntrinsicEffect;
  /** Where it may stand. */
  readonly side: 'host' | 'device' | 'any';
}

/** What `special` reads in functions that a kernel calls, and where the block's shared memory is. */
const REGISTERS: Readonly<Record<SpecialRegister | 'shared', ValueType>> = {
  'threadIdx.x': 'i32', 'threadIdx.y': 'i32', 'threadIdx.z': 'i32', 'blockIdx.x': 'i32', 'blockIdx.y': 'i32', 'blockIdx.z': 'i32', 'blockDim.x': 'i32', 'blockDim.y': 'i32', 'blockDim.z': 'i32',
  'gridDim.x': 'i32', 'gridDim.y': 'i32', 'gridDim.z': 'i32', laneid: 'i32', linearThread: 'i32', dynamicShared: 'ptr', shared: 'ptr',
};

/** Block functions set them. */
const setters = Object.fromEntries(Object.entries(REGISTERS).map(([register, type]): [string, IntrinsicRow] => [`set-special-${register}`, { params: [type], result: undefined, effect: 'write', side: 'device' }]));

export const intrinsics: Readonly<Record<string, IntrinsicRow>> = {
  trap: { params: [], result: undefined, effect: 'exit', side: 'any' },
  /** Ends the launch with an error code (i32: cudaError). */
  'abort-kernel': { params: ['i32'], result: undefined, effect: 'exit', side: 'device' },
  /** Size of linear memory, in 64 KiB pages. */
  'memory-size': { params: [], result: 'i32', effect: 'read', side: 'any' },
  /** Pages to add → old size in pages, or -1. */
  'memory-grow': { params: ['i32'], result: 'i32', effect: 'write', side: 'any' },
  /** Sleeps while the word at the address has the value: address, value, nanoseconds at most (negative: no limit) → 0 woken, 1 it had another value, 2 time is up. */
  'atomic-wait': { params: ['ptr', 'i32', 'i64'], result: 'i32', effect: 'write', side: 'any' },
  /** Wakes so many that sleep at the address → how many. */
  'atomic-notify': { params: ['ptr', 'i32'], result: 'i32', effect: 'write', side: 'any' },
  /** An effect, as time goes on: loops that do nothing else wait for it. */
  clock: { params: [], result: 'i64', effect: 'write', side: 'device' },
  /** Nanoseconds. */
  globaltimer: { params: [], result: 'i64', effect: 'write', side: 'any' },
  /** At least so many nanoseconds. */
  nanosleep: { params: ['i32'], result: undefined, effect: 'write', side: 'device' },
  /** In a loop: it waits for arrivals that each thread which comes to the loop has made before. */
  'await-arrivals': { params: [], result: undefined, effect: 'write', side: 'device' },
  smid: { params: [], result: 'i32', effect: 'pure', side: 'device' },
  /** Address of the current call's frame (__builtin_frame_address(0)). */
  'frame-address': { params: [], result: 'ptr', effect: 'read', side: 'any' },
  /** Bytes of the current call's frame, 16-aligned; freed when the call returns (a variable-size alloca). */
  alloca: { params: ['i32'], result: 'ptr', effect: 'write', side: 'any' },
  /** Ends the current thread of a kernel. */
  'exit-thread': { params: [], result: undefined, effect: 'exit', side: 'device' },
  /** The program says that control never comes here. */
  'unreachable-hint': { params: [], result: undefined, effect: 'exit', side: 'any' },
  ...setters,
};

export function intrinsicEffect(name: string): IntrinsicEffect {
  return Object.hasOwn(intrinsics, name) ? intrinsics[name]!.effect : 'write';
}
