/** What the WebGPU device says to the user, with codes 8301–8399. */
import type { DeviceFacts } from './commands.js';
import { CudaError } from './commands.js';
import type { KernelShader, ProgramKernels } from './program-kernels.js';
import { formsOf, isTooLarge, mainForm, storageBuffers, wayFor } from './ways.js';

const help = 'run it with --device cpu';

/** Shaders count threads along an axis in 32 bits. undefined if the grid has no more. */
export function gridRefusal(kernel: KernelShader, grid: readonly number[], block: readonly number[]): string | undefined {
  if (grid.every((size, i) => size * block[i] < 2 ** 32)) return undefined;
  return `error CW8308: kernel '${kernel.pretty}' is launched with ${grid.map((size, i) => size * block[i]).join(' × ')} threads; this device counts less than 2^32 along each axis; ${help}\n`;
}

/** Why a kernel cannot be launched on this device; undefined if it can. */
export function refusal(kernel: KernelShader, block: readonly number[], dynamicShared: number, facts: DeviceFacts): string | undefined {
  const way = wayFor(kernel, block, facts);
  const forms = formsOf(kernel, way);
  const form = mainForm(forms, facts);
  if (form === undefined) return forms.refused ?? `error CW8300: kernel '${kernel.pretty}' has no shader; ${help}\n`;
  if (form.needsWarps && !facts.warps) return `error CW8307: kernel '${kernel.pretty}' uses warp operations, and this device (${facts.name}) has no subgroups of 32; ${help}\n`;
  if (isTooLarge(way, block, facts)) {
    return `error CW8301: kernel '${kernel.pretty}' is launched with blocks of ${block.join(' × ')} threads; this device (${facts.name}) runs ${facts.maxBlockThreads} at most; ${help}\n`;
  }
  const { sharedBytes, dynamicShared: element } = form;
  const shared = sharedBytes + (element === undefined ? dynamicShared : Math.ceil(dynamicShared / element.bytes) * element.declared);
  if (shared > facts.maxSharedBytes) {
    return `error CW8302: kernel '${kernel.pretty}' needs ${shared} bytes of shared memory; this device (${facts.name}) has ${facts.maxSharedBytes}; ${help}\n`;
  }
  const buffers = storageBuffers(form) + (form.heaps === undefined ? 0 : 1);
  if (buffers > facts.maxBindings) return `error CW8310: kernel '${kernel.pretty}' needs ${buffers} storage buffers; this device (${facts.name}) binds ${facts.maxBindings}; ${help}\n`;
  return undefined;
}

/** Why threads of a launch might wait for each other for ever on this device; undefined: they do not, or it runs them side by side. */
export function spinRefusal(kernel: KernelShader, grid: readonly number[], block: readonly number[], facts: DeviceFacts): string | undefined {
  const isAlone = [...grid, ...block].every((size) => size === 1);
  return facts.software && !isAlone ? mainForm(formsOf(kernel, wayFor(kernel, block, facts)), facts)?.spins : undefined;
}

/** Why the program cannot have all its kernels on this device, whatever they are launched with; undefined if it can. */
export function unsuitable({ kernels }: ProgramKernels, facts: DeviceFacts): string | undefined {
  for (const kernel of kernels) {
    const form = mainForm(kernel, facts);
    const canRun = (form !== undefined && (!form.needsWarps || facts.warps)) || (kernel.looped !== undefined && mainForm(kernel.looped, facts) !== undefined);
    if (!canRun || (form !== undefined && storageBuffers(form) > facts.maxBindings)) return refusal(kernel, [1, 1, 1], 0, facts) ?? `kernel '${kernel.pretty}'`;
  }
  return undefined;
}

/** Why no program can run on WebGPU here. */
export function deviceUnavailable(reason: string, advice = 'choose the device "cpu"'): string {
  return `error CW8320: kernels cannot run on the device that was asked for: ${reason}; ${advice}`;
}

/** `waiting`: what is to be said of those kernels whose threads wait for each other in loops. */
export function timeout(kernels: readonly string[], seconds: number, waiting: readonly string[] = []): string {
  return `error CW8303: the device did not finish within ${seconds} s (last launched: ${kernels.join(', ')})\n${waiting.join('')}`;
}

export function stillRunning(exitCode: number): string {
  return `error CW8309: a kernel still runs on the device, which cannot be stopped: this process is ended by force (the program ended with exit code ${exitCode})\n`;
}

export function deviceLost(message: string): string {
  return `error CW8304: the WebGPU device was lost: ${message}\n`;
}

export function internalError(message: string): string {
  return `error CW8305: WebGPU rejected what cuda-wasm asked of it; this is a bug of cuda-wasm, please report it:\n${message}\n`;
}

export function badPointer(kernel: string, name: string, address: number): string {
  return `CUDA error 700 in kernel ${kernel}: its pointer '${name}' (0x${address.toString(16)}) is not device memory\n`;
}

export function nullStore(kernels: readonly string[]): string {
  return `CUDA error 700: a kernel wrote through a null pointer (last launched: ${kernels.join(', ')})\n`;
}

export function misaligned(kernel: string, name: string, address: number, bytes: number): string {
  return `CUDA error 716 in kernel ${kernel}: its pointer '${name}' (0x${address.toString(16)}) is no multiple of ${bytes}\n`;
}

export function notCooperative(kernel: string): string {
  return `CUDA error 719 in kernel ${kernel}: a barrier across the grid in a launch that is not cooperative\n`;
}

export function noFrames(kernel: string, bytes: number): string {
  return `CUDA error 2: kernel ${kernel} keeps ${bytes} bytes across barriers of the grid, more than this device has in one buffer; ${help}\n`;
}

/** `line`: 0 if it is not known; nor need block and thread be. */
export function badAccess(kernel: string, line: number, block: readonly number[] | undefined, thread: readonly number[] | undefined): string {
  return `CUDA error 700 in kernel ${kernel}${line === 0 ? '' : `, line ${line}`}${block === undefined ? '' : `, block: [${block.join(',')}]`}${thread === undefined ? '' : `, thread: [${thread.join(',')}]`}: an access to an address where no memory is\n`;
}

/** What a fault's words say (src/back/wgsl/interface.ts): its number and message. `textOf` gives a string of the program by index; `last` is the launch that it is of. */
export function faultOfWords(words: Uint32Array, last: { readonly pretty: string; readonly grid: readonly number[]; readonly block: readonly number[] } | undefined, textOf: (index: number) => string | undefined): { readonly code: number; readonly message: string } {
  const three = (linear: number, [x, y]: readonly number[]): readonly number[] => [linear % x, Math.floor(linear / x) % y, Math.floor(linear / x / y)];
  const [code, linearBlock, linearThread, expression, line, file, name] = words.subarray(1);
  const [block, thread] = [three(linearBlock, last?.grid ?? [1, 1, 1]), three(linearThread, last?.block ?? [1, 1, 1])];
  const kernel = last?.pretty ?? '';
  if (code === CudaError.illegalAddress) return { code, message: badAccess(kernel, line, linearBlock === noString ? undefined : block, linearThread === noString ? undefined : thread) };
  const place = `block: [${block.join(',')}], thread: [${thread.join(',')}]`;
  const asserted = textOf(expression);
  if (asserted === undefined) return { code, message: `CUDA error ${code} in kernel ${kernel}${line === 0 ? '' : `, line ${line}`}, ${place}\n` };
  return { code, message: `${textOf(file) ?? ''}:${line}: ${textOf(name) ?? kernel}: ${place} Assertion \`${asserted}\` failed.\n` };
}

const noString = 0xffff_ffff;
