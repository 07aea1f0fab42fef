/** What the library's functions for shaders (sysroot/lib/cuda/device_*.cpp) keep in variables that the runtime fills: the heap that kernels allocate from, what is to be known of the device, the clocks. */
import type { DeviceFacts } from './commands.js';
import type { KernelShader } from './program-kernels.js';

/** The variables' names. */
export const kernelHeapState = '__cw_device_heap';
export const deviceFactsState = '__cw_device_facts';
export const clockState = '__cw_device_clock_state';
/** The heap's size if nothing is said. */
export const firstKernelHeap = 8 * 1024 * 1024;

/** What programs are told of any device: its multiprocessors and the rate of its clock in kHz. */
export const multiprocessors = 32;
export const clockRate = 1_000_000;

/** Bytes of shared memory that a block of CUDA's can have. */
const largestShared = 232448;

/** The heap's state, for one of so many bytes. */
export function kernelHeapWords(start: number, bytes: number): readonly [number, number, number, number] {
  return [start, start + bytes, 1, Math.max(4, Math.ceil(Math.log2(bytes / 2 ** 22)))];
}

/** `maxSharedBytes`: 0 if it is not known. */
export function deviceFactsWords({ maxSharedBytes }: Pick<DeviceFacts, 'maxSharedBytes'>): readonly number[] {
  return [multiprocessors, clockRate, 1, 0, maxSharedBytes === 0 ? largestShared : Math.min(maxSharedBytes, largestShared)];
}

const halves = (nanoseconds: bigint): readonly [number, number] => [Number(BigInt.asIntN(32, nanoseconds)), Number(BigInt.asIntN(32, nanoseconds >> 32n))];

/** When the clock was 0, behind what `clockWords` is for. */
export function epochWords(): readonly [number, number] {
  return halves(BigInt(Math.round(performance.timeOrigin * 1000)) * 1000n);
}

/** Where the time of the launch is in the clock's state, and that of the epoch. */
export const clockStart = 8;
export const clockEpoch = 16;

/** The time now, for kernels that are launched. */
export function clockWords(): readonly [number, number] {
  return halves(BigInt(Math.round(performance.now() * 1e6)));
}

/** Do its shaders use the variable? */
export function uses({ distinct, aliased, arena, looped, coarse }: KernelShader, name: string): boolean {
  return [distinct, aliased, arena, looped?.distinct, looped?.aliased, looped?.arena, coarse?.distinct].some(
    (form) => form !== undefined && (form.bindings.some(({ source }) => source.kind === 'variable' && source.name === name) || (form.params?.fields.some((field) => field.kind === 'variable' && field.name === name) ?? false)),
  );
}
