/**
 * Grids that kernels launch. In: launches. A kernel that launches leaves records of that in a queue in device memory (sysroot/lib/cuda/device_launches.cpp). After it the queue is read and carried out before anything else: a grid is
 * complete when the grids are that it launched, those of a tail behind the others. Streams are one order, as everywhere: the order of the records, each with all that it brings about.
 */
import type { DeviceFacts } from './commands.js';
import { CudaError } from './commands.js';
import type { Allocation, DeviceMemory } from './device-memory.js';
import { uses } from './library-state.js';
import type { Launcher, LaunchRequest } from './launches.js';
import { gridRefusal, refusal, spinRefusal } from './messages.js';
import type { ProgramKernels } from './program-kernels.js';
import type { Recorder } from './recorder.js';
import type { Rows } from './transfers.js';
import { wayFor } from './ways.js';

export interface ChildGridsEnvironment {
  readonly kernels: ProgramKernels;
  readonly facts: DeviceFacts;
  readonly launcher: Pick<Launcher, 'launch'>;
  readonly memory: DeviceMemory;
  readonly recorder: Recorder;
  readonly variables: ReadonlyMap<string, number>;
  copy(to: Rows, from: Rows, bytes: number): void;
  fill(to: Rows, value: number, bytes: number): void;
  bringUp(allocation: Allocation): void;
  /** Bytes of a buffer, after all that was recorded; undefined if that failed, or takes too long. */
  read(buffer: GPUBuffer, offset: number, bytes: number): Promise<Uint8Array | undefined>;
  /** Told of each grid that a kernel has launched, before that. */
  begins(request: LaunchRequest): void;
  /** A promise is waited for behind each launch. */
  ended?(): Promise<unknown> | undefined;
  fail(error: number, message: string): void;
  /** The program's work on the device has ended. */
  hasFailed(): boolean;
}

/** The queue's variable, and its layout. */
const queueName = '__cw_child_queue';
const headWords = 2;
const Kind = { grid: 0, copy: 1, fill: 2 } as const;
const gridWords = 11;
/** What is read at first: usually all there is. */
const usualWords = 1024;

/** A record's words, in a copy of the queue. */
type Operation = Uint32Array;

/** The launcher's `launch` for kernels that may launch others; itself where none does. */
export function withChildGrids(env: ChildGridsEnvironment): Launcher['launch'] {
  const { kernels, facts, launcher, memory, recorder } = env;
  const { descriptors } = kernels;
  if (descriptors === undefined) return (request) => launcher.launch(request);
  const launching = kernels.kernels.map((kernel) => uses(kernel, queueName));
  const kernelOf = new Map(descriptors.map((descriptor, i) => [descriptor, i]));

  /** What the grids before this have launched, as it is carried out. */
  async function take(): Promise<Operation[]> {
    const address = env.variables.get(queueName)!;
    const place = memory.find(address)!;
    const { buffer } = place;
    const offset = address - place.address + place.offset + place.lead;
    const first = await env.read(buffer, offset, 4 * usualWords);
    if (first === undefined) return [];
    const used = new Uint32Array(first.buffer, first.byteOffset, 1)[0];
    if (used === 0) return [];
    recorder.encoder().clearBuffer(buffer, offset, 4);
    const all = headWords + used <= usualWords ? first : await env.read(buffer, offset, 4 * (headWords + used));
    if (all === undefined) return [];
    const words = new Uint32Array(all.buffer, all.byteOffset, headWords + used);
    const [usual, tail]: [Operation[], Operation[]] = [[], []];
    for (let at = headWords; at < words.length; at += words[at]) (words[at + 2] === 0 ? usual : tail).push(words.subarray(at, at + words[at]));
    return [...usual, ...tail];
  }

  function rowsAt(address: number, bytes: number, isWritten: boolean): Rows | undefined {
    const found = memory.find(address);
    if (found === undefined || address < found.address || address + bytes > found.address + found.bytes) {
      env.fail(CudaError.illegalAddress, `CUDA error 700: a kernel asked for a copy to or from 0x${address.toString(16)}, which is not device memory\n`);
      return undefined;
    }
    if (found.mirror !== undefined) {
      if (!found.mirror.onDevice) env.bringUp(found);
      if (isWritten) found.mirror.written = true;
    }
    return { buffer: found.buffer, offset: address - found.address + found.offset + found.lead, pitch: bytes };
  }

  function requestOf(words: Operation): LaunchRequest | undefined {
    const kernel = kernelOf.get(words[3]);
    if (kernel === undefined) {
      env.fail(CudaError.invalidDeviceFunction, `CUDA error 98: a kernel launched 0x${words[3].toString(16)}, which is no kernel\n`);
      return undefined;
    }
    const [grid, block] = [[words[4], words[5], words[6]] as const, [words[7], words[8], words[9]] as const];
    const shader = kernels.kernels[kernel];
    const reason = gridRefusal(shader, grid, block) ?? refusal(shader, block, words[10], facts) ?? spinRefusal(shader, grid, block, facts);
    if (reason !== undefined) {
      env.fail(CudaError.notSupported, reason);
      return undefined;
    }
    return { kernel, grid, block, dynamicShared: words[10], way: wayFor(shader, block, facts), cooperative: false, params: new DataView(words.buffer, words.byteOffset, words.byteLength), paramsAt: 4 * gridWords };
  }

  /** The operation's own operations, if it is a grid. */
  async function carryOut(words: Operation): Promise<Operation[]> {
    if (words[1] === Kind.grid) {
      const request = requestOf(words);
      if (request === undefined) return [];
      env.begins(request);
      await launcher.launch(request);
      await env.ended?.();
      return launching[request.kernel] ? take() : [];
    }
    const to = rowsAt(words[3], words[5], true);
    if (to === undefined) return [];
    if (words[1] === Kind.fill) {
      env.fill(to, words[4], words[5]);
      return [];
    }
    const from = rowsAt(words[4], words[5], false);
    if (from !== undefined) env.copy(to, from, words[5]);
    return [];
  }

  async function follow(launched: Promise<void> | undefined): Promise<void> {
    await launched;
    await env.ended?.();
    const waiting = await take();
    while (waiting.length > 0 && !env.hasFailed()) waiting.unshift(...(await carryOut(waiting.shift()!)));
  }

  return (request) => (launching[request.kernel] ? follow(launcher.launch(request)) : launcher.launch(request));
}
