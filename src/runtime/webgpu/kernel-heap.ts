/** The heap that kernels allocate from on WebGPU (sysroot/lib/cuda/device_heap.cpp): its state is a variable of the library's, which the runtime fills before the first launch. */

/** The variable's name. */
export const kernelHeapState = '__cw_device_heap';
/** Its size if nothing is said. */
export const firstKernelHeap = 8 * 1024 * 1024;

/** The state's words, for a heap of so many bytes. */
export function kernelHeapWords(start: number, bytes: number): readonly [number, number, number, number] {
  return [start, start + bytes, 1, Math.max(4, Math.ceil(Math.log2(bytes / 2 ** 22)))];
}
