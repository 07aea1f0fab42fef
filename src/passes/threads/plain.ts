/**
 * Kernels whose threads never wait for each other: the body inside three loops over the threads. A return leaves the thread's round.
 */
import { breakTo } from '../../ir/build.js';
import type { Func } from '../../ir/ir.js';
import { buildBlockFunction, labelled, setThreadSpecials, threadCopier, threadLoops } from './block-function.js';
import type { KernelSetting } from './block-function.js';
import { copyInst } from './copy.js';
import { distinctAxes } from './distinct-threads.js';

export function lowerPlain(kernel: Func, setting: KernelSetting): Func {
  return buildBlockFunction(
    kernel,
    setting,
    () => undefined,
    (b, block) => {
      threadLoops(b, block, (t, thread) => {
        setThreadSpecials(t, setting, thread);
        labelled(t, (inner, label) => {
          const copier = threadCopier(block, thread, setting, (at) => breakTo(at, label));
          const insts = kernel.body!.insts;
          for (let i = 0; i < insts.length; i++) {
            const inst = insts[i];
            if (i === insts.length - 1 && inst.kind === 'return') break;
            copyInst(inner, inst, copier);
          }
        });
      }, distinctAxes(kernel.body!));
    },
  );
}
