/**
 * Kernels whose threads never wait for each other: the body inside three loops over the threads, several threads of a row at a time where that pays. Blocks side by side are one row where nothing tells.
 * A return leaves the thread's round.
 */
import { binary, breakTo, compare, constI32, globalAddress, store, yieldValues } from '../../ir/build.js';
import type { Builder } from '../../ir/build.js';
import type { Func, Inst, Value } from '../../ir/ir.js';
import { someInst } from '../../ir/walk.js';
import { tidy } from '../vectorize/tidy.js';
import { branchOn, buildBlockFunction, labelled, setThreadSpecials, threadCopier, threadLoops } from './block-function.js';
import type { BlockValues, KernelSetting } from './block-function.js';
import { copyInst } from './copy.js';
import { distinctAxes } from './distinct-threads.js';
import { prefersOtherAxis, swapAxes } from './lane-axis.js';
import { hasLongRows, longestRow } from './long-rows.js';
import { prepareVectors, vectorRows } from './vector-threads.js';

export interface PlainKernel {
  readonly entry: Func;
  /** Why it is not vectorized. */
  readonly scalar: string | undefined;
}

export function lowerPlain(kernel: Func, setting: KernelSetting): PlainKernel {
  const swapped = prefersOtherAxis(kernel.body!, setting);
  if (!swapped) return lowerAlongX(kernel, setting, false);
  swapAxes(kernel.body!);
  const lowered = lowerAlongX(kernel, setting, true);
  swapAxes(kernel.body!);
  return lowered;
}

/** `swapped`: x is what the program calls y, and y is what it calls x. */
function lowerAlongX(kernel: Func, setting: KernelSetting, swapped: boolean): PlainKernel {
  const insts = withoutReturn(kernel.body!.insts);
  const distinct = distinctAxes(kernel.body!);
  const vectors = distinct.x ? prepareVectors(insts, setting) : 'all threads of a row do the same';
  const longRows = !swapped && typeof vectors !== 'string' && setting.calleeSpecials.size === 0 && hasLongRows(kernel.body!);
  const entry = buildBlockFunction(
    kernel,
    setting,
    (b, block) => (longRows ? binary(b, 'udiv', constI32(longestRow), block.blockDim[0]) : undefined),
    (b, block, most, left) => {
      const count = most === undefined ? undefined : neighbours(b, block, most, left);
      // A fault in a long row: nobody knows the block.
      if (count !== undefined && setting.current.block !== undefined) branchOn(b, compare(b, 'ne', count, constI32(1)), (several) => {
        store(several, 'i32', globalAddress(setting.current.block!), constI32(-1), 4);
        yieldValues(several);
      });
      threadLoops(
        b,
        block,
        (t, thread) => {
          setThreadSpecials(t, setting, thread);
          labelled(t, (inner, label) => {
            const copier = threadCopier(block, thread, setting, (at) => breakTo(at, label));
            for (const inst of insts) copyInst(inner, inst, copier);
          });
        },
        distinct,
        typeof vectors === 'string' ? undefined : vectorRows(block, setting, { insts, prepared: vectors, longRows: longRows && isFlat(insts) }),
        count === undefined ? undefined : binary(b, 'mul', count, block.blockDim[0]),
      );
      return count;
    },
    swapped,
  );
  if (typeof vectors !== 'string') tidy(entry, setting.vectors?.compact === true);
  return { entry, scalar: typeof vectors === 'string' ? vectors : undefined };
}

/** How many blocks run as one: those that follow along x, and make no row that is too long. */
function neighbours(b: Builder, block: BlockValues, most: Value, left: Value): Value {
  const inRow = binary(b, 'sub', block.gridDim[0], block.blockIdx[0]);
  return binary(b, 'umax', binary(b, 'umin', binary(b, 'umin', most, left), inRow), constI32(1));
}

/** Is a row all of the grid? Rows of grids in more dimensions may be short. */
function isFlat(insts: readonly Inst[]): boolean {
  return !someInst({ params: [], insts: [...insts] }, (inst) => inst.kind === 'special' && (inst.register.endsWith('.y') || inst.register.endsWith('.z')));
}

function withoutReturn(insts: readonly Inst[]): readonly Inst[] {
  return insts.length > 0 && insts[insts.length - 1].kind === 'return' ? insts.slice(0, -1) : insts;
}
