/**
 * Operations that back ends know by name (`IntrinsicInst`). One row each: types and effects. A name that is not here is invalid.
 */
import type { ValueType } from './ir.js';

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

export const intrinsics: Readonly<Record<string, IntrinsicRow>> = {
  trap: { params: [], result: undefined, effect: 'exit', side: 'any' },
  /** Ends the launch with an error code (i32: cudaError). */
  'abort-kernel': { params: ['i32'], result: undefined, effect: 'exit', side: 'device' },
  /** Size of linear memory, in 64 KiB pages. */
  'memory-size': { params: [], result: 'i32', effect: 'read', side: 'any' },
  /** Pages to add → old size in pages, or -1. */
  'memory-grow': { params: ['i32'], result: 'i32', effect: 'write', side: 'any' },
  clock: { params: [], result: 'i64', effect: 'read', side: 'device' },
  /** Nanoseconds. */
  globaltimer: { params: [], result: 'i64', effect: 'read', side: 'device' },
  /** At least so many nanoseconds. */
  nanosleep: { params: ['i32'], result: undefined, effect: 'write', side: 'device' },
  smid: { params: [], result: 'i32', effect: 'pure', side: 'device' },
  /** Address of the current call's frame (__builtin_frame_address(0)). */
  'frame-address': { params: [], result: 'ptr', effect: 'read', side: 'any' },
  /** Bytes of the current call's frame, 16-aligned; freed when the call returns (a variable-size alloca). */
  alloca: { params: ['i32'], result: 'ptr', effect: 'write', side: 'any' },
  /** Ends the current thread of a kernel. */
  'exit-thread': { params: [], result: undefined, effect: 'exit', side: 'device' },
  /** The program says that control never comes here. */
  'unreachable-hint': { params: [], result: undefined, effect: 'exit', side: 'any' },
};

export function intrinsicEffect(name: string): IntrinsicEffect {
  return Object.hasOwn(intrinsics, name) ? intrinsics[name]!.effect : 'write';
}
