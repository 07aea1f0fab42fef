/** What kernels leave in their output binding (src/back/wgsl/interface.ts): records of printf, and the first fault. One buffer, made when a kernel first needs it. */
import type { Allocation } from './device-memory.js';
import type { Recorder } from './recorder.js';
import { GPUUsage } from './recorder.js';

export interface KernelOutput {
  /** For a launch of a kernel that has such a binding. */
  allocation(): Allocation;
  /** Was it bound since it was last taken? */
  readonly isUsed: boolean;
  /** Destroys the buffer: nothing that was recorded may use it any more. */
  destroy(): void;
  /** What was left since it was last taken; undefined if it could not be read. `fault` are the words of the head, if there is one. */
  take(): Promise<{ readonly records: Uint8Array; readonly fault: Uint32Array | undefined } | undefined>;
}

/** Bytes of records, and of what stands before them. */
const recordBytes = 1 << 20;
const headBytes = 32;
/** What is read at first: usually all there is. */
const usualBytes = 16 * 1024;

/** `id`: of the buffer, for cache keys. `read` gives undefined where the device has failed. */
export function createKernelOutput(device: GPUDevice, recorder: Recorder, id: number, read: (buffer: GPUBuffer, offset: number, bytes: number) => Promise<Uint8Array | undefined>): KernelOutput {
  let allocation: Allocation | undefined;
  let isUsed = false;
  return {
    allocation() {
      // Not in the program's address space: found by nobody.
      allocation ??= {
        address: 0, bytes: headBytes + recordBytes, id, mirror: undefined, offset: 0, lead: 0,
        buffer: device.createBuffer({ size: headBytes + recordBytes, usage: GPUUsage.storage | GPUUsage.copySource | GPUUsage.copyDestination }),
      };
      isUsed = true;
      return allocation;
    },
    get isUsed() {
      return isUsed;
    },
    destroy: () => allocation?.buffer.destroy(),
    async take() {
      if (!isUsed || allocation === undefined) return undefined;
      isUsed = false;
      const { buffer } = allocation;
      const first = await read(buffer, 0, usualBytes);
      if (first === undefined) return undefined;
      const head = new Uint32Array(first.buffer, 0, headBytes / 4);
      const used = Math.min(head[0] * 4, recordBytes);
      const data = headBytes + used > usualBytes ? ((await read(buffer, 0, headBytes + used)) ?? first) : first;
      // Before the next launch, in its batch.
      if (head.some((word) => word !== 0)) recorder.encoder().clearBuffer(buffer, 0, headBytes);
      return { records: wholeRecords(data.subarray(headBytes, headBytes + used)), fault: head[1] === 0 ? undefined : head };
    },
  };
}

/** Records up to the first that did not fit. */
function wholeRecords(data: Uint8Array): Uint8Array {
  const words = new Uint32Array(data.buffer, data.byteOffset, data.byteLength >> 2);
  let at = 0;
  while (at < words.length && words[at] >= 2 && at + words[at] <= words.length) at += words[at];
  return data.subarray(0, at * 4);
}
