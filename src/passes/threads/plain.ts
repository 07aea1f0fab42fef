/**
 * Kernels whose threads never wait for each other: the body inside three loops over the threads, several threads of a row at a time where that pays. A return leaves the thread's round.
 */
import { breakTo } from '../../ir/build.js';
import type { Func, Inst } from '../../ir/ir.js';
import { tidy } from '../vectorize/tidy.js';
import { buildBlockFunction, labelled, setThreadSpecials, threadCopier, threadLoops } from './block-function.js';
import type { KernelSetting } from './block-function.js';
import { copyInst } from './copy.js';
import { distinctAxes } from './distinct-threads.js';
import { prepareVectors, vectorRows } from './vector-threads.js';

export interface PlainKernel {
  readonly entry: Func;
  /** Why it is not vectorized. */
  readonly scalar: string | undefined;
}

export function lowerPlain(kernel: Func, setting: KernelSetting): PlainKernel {
  const insts = withoutReturn(kernel.body!.insts);
  const distinct = distinctAxes(kernel.body!);
  const vectors = distinct.x ? prepareVectors(insts, setting) : 'all threads of a row do the same';
  const entry = buildBlockFunction(
    kernel,
    setting,
    () => undefined,
    (b, block) => {
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
        typeof vectors === 'string' ? undefined : vectorRows(block, setting, { insts, prepared: vectors }),
      );
    },
  );
  if (typeof vectors !== 'string') tidy(entry);
  return { entry, scalar: typeof vectors === 'string' ? vectors : undefined };
}

function withoutReturn(insts: readonly Inst[]): readonly Inst[] {
  return insts.length > 0 && insts[insts.length - 1].kind === 'return' ? insts.slice(0, -1) : insts;
}
