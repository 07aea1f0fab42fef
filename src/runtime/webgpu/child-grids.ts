/**
 * Grids that kernels launch. In: launches. A kernel that launches leaves records of that in a queue in device memory (sysroot/lib/cuda/device_launches.cpp). After it the queue is read and carried out before anything else: a grid is
 * complete when the grids are that it launched, those of a tail behind the others. What a grid launches on one stream runs one after the other, each with all that it brings about; streams of their own (a block's default stream is
 * one) need not wait for each other, so grids on several are launched together, and the queue is read once for all of them.
 */
import type { DeviceFacts } from './commands.js';
import { CudaError } from './commands.js';
import type { Allocation, DeviceMemory } from './device-memory.js';
import { uses } from './library-state.js';
import type { Launcher, LaunchRequest } from './launches.js';
import { gridRefusal, refusal, spinRefusal } from './messages.js';
import { nextTurn } from './next-turn.js';
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
  /** For what is copied to and read. */
  createBuffer(bytes: number): GPUBuffer;
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

/** The queue's variable, and its layout: in a record, its words, kind, stream and block come first. */
const queueName = '__cw_child_queue';
const headWords = 2;
const Kind = { grid: 0, copy: 1, fill: 2, order: 3 } as const;
const gridWords = 12;
/** Handles of streams that are no streams of their own (driver_types.h): below this they are the block's. */
const Stream = { own: 5, tail: 3, fireAndForget: 4 } as const;
/** What is read at first: usually all there is. */
const usualWords = 1024;
/** Grids that may launch others, between two readings of the queue. */
const mostTogether = 64;
/** Dispatches that are submitted without waiting for more. */
const mostDispatches = 256;

/** A record's words, in a copy of the queue. */
type Operation = Uint32Array;

/** Operations of one stream, up to a grid that may launch others; who waits for them is told what that has launched. */
interface Part {
  readonly operations: readonly Operation[];
  readonly done: (launched: readonly Operation[]) => void;
}

/** The operations of each stream, in their order; of all together, where some wait for others. */
function streamsOf(operations: readonly Operation[]): readonly (readonly Operation[])[] {
  if (operations.some((words) => words[1] === Kind.order)) return [operations];
  const streams = new Map<string, Operation[]>();
  operations.forEach((words, i) => {
    const key = words[2] === Stream.fireAndForget ? `alone ${i}` : words[2] >= Stream.own ? `${words[2]}` : `block ${words[3]}`;
    const stream = streams.get(key);
    if (stream === undefined) streams.set(key, [words]);
    else stream.push(words);
  });
  return [...streams.values()];
}

/** The launcher's `launch` for kernels that may launch others; itself where none does. */
export function withChildGrids(env: ChildGridsEnvironment): Launcher['launch'] {
  const { kernels, facts, launcher, memory, recorder } = env;
  const { descriptors } = kernels;
  if (descriptors === undefined) return (request) => launcher.launch(request);
  const launching = kernels.kernels.map((kernel) => uses(kernel, queueName));
  const kernelOf = new Map(descriptors.map((descriptor, i) => [descriptor, i]));

  let waiting: Part[] = [];
  /** How far the queue is used behind each of the grids that were launched together. */
  let marks: GPUBuffer | undefined;

  function queuePlace(): { readonly buffer: GPUBuffer; readonly offset: number } {
    const address = env.variables.get(queueName)!;
    const place = memory.find(address)!;
    return { buffer: place.buffer, offset: address - place.address + place.offset + place.lead };
  }

  /** The records in the queue, which is empty then. */
  async function take(): Promise<readonly Operation[]> {
    const { buffer, offset } = queuePlace();
    const first = await env.read(buffer, offset, 4 * usualWords);
    if (first === undefined) return [];
    const used = new Uint32Array(first.buffer, first.byteOffset, 1)[0];
    if (used === 0) return [];
    recorder.encoder().clearBuffer(buffer, offset, 4);
    const all = headWords + used <= usualWords ? first : await env.read(buffer, offset, 4 * (headWords + used));
    if (all === undefined) return [];
    const words = new Uint32Array(all.buffer, all.byteOffset, headWords + used);
    const records: Operation[] = [];
    for (let at = headWords; at < words.length; at += words[at]) records.push(words.subarray(at, at + words[at]));
    return records;
  }

  function mark(i: number): void {
    const { buffer, offset } = queuePlace();
    marks ??= env.createBuffer(4 * mostTogether);
    recorder.encoder().copyBufferToBuffer(buffer, offset, marks, 4 * i, 4);
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
    const kernel = kernelOf.get(words[4]);
    if (kernel === undefined) {
      env.fail(CudaError.invalidDeviceFunction, `CUDA error 98: a kernel launched 0x${words[4].toString(16)}, which is no kernel\n`);
      return undefined;
    }
    const [grid, block] = [[words[5], words[6], words[7]] as const, [words[8], words[9], words[10]] as const];
    const shader = kernels.kernels[kernel];
    const reason = gridRefusal(shader, grid, block) ?? refusal(shader, block, words[11], facts) ?? spinRefusal(shader, grid, block, facts);
    if (reason !== undefined) {
      env.fail(CudaError.notSupported, reason);
      return undefined;
    }
    return { kernel, grid, block, dynamicShared: words[11], way: wayFor(shader, block, facts), cooperative: false, params: new DataView(words.buffer, words.byteOffset, words.byteLength), paramsAt: 4 * gridWords };
  }

  async function carryOut(words: Operation): Promise<void> {
    switch (words[1]) {
      case Kind.grid: {
        const request = requestOf(words);
        if (request === undefined) return;
        env.begins(request);
        await launcher.launch(request);
        await env.ended?.();
        if (recorder.dispatches >= mostDispatches) recorder.submit();
        return;
      }
      case Kind.fill: {
        const to = rowsAt(words[4], words[6], true);
        if (to !== undefined) env.fill(to, words[5], words[6]);
        return;
      }
      case Kind.copy: {
        const to = rowsAt(words[4], words[6], true);
        const from = rowsAt(words[5], words[6], false);
        if (to !== undefined && from !== undefined) env.copy(to, from, words[6]);
        return;
      }
      default:
    }
  }

  const mayLaunch = (words: Operation): boolean => words[1] === Kind.grid && launching[kernelOf.get(words[4]) ?? -1] === true;

  /** Carries out parts that wait, and tells who waits for them. */
  async function advance(): Promise<void> {
    const parts = waiting.splice(0, mostTogether);
    const launchers: Part[] = [];
    for (const part of parts) {
      for (const words of part.operations) if (!env.hasFailed()) await carryOut(words);
      if (!mayLaunch(part.operations[part.operations.length - 1])) part.done([]);
      else mark(launchers.push(part) - 1);
    }
    if (launchers.length === 0) return;
    const [ends, records] = await Promise.all([env.read(marks!, 0, 4 * launchers.length), take()]);
    const counts = ends === undefined || env.hasFailed() ? undefined : new Uint32Array(ends.buffer, ends.byteOffset, launchers.length);
    let next = 0;
    let at = 0;
    launchers.forEach(({ done }, i) => {
      const first = next;
      while (counts !== undefined && next < records.length && at < counts[i]) at += records[next++].length;
      done(records.slice(first, next));
    });
  }

  async function runStream(operations: readonly Operation[]): Promise<void> {
    for (let i = 0; i < operations.length && !env.hasFailed(); ) {
      let end = i + 1;
      while (end < operations.length && !mayLaunch(operations[end - 1])) end++;
      const part = operations.slice(i, end);
      await runChildren(await new Promise<readonly Operation[]>((done) => waiting.push({ operations: part, done })));
      i = end;
    }
  }

  /** What a grid has launched: the grid is complete then. */
  async function runChildren(launched: readonly Operation[]): Promise<void> {
    if (launched.length === 0) return;
    await Promise.all(streamsOf(launched.filter((words) => words[2] !== Stream.tail)).map(runStream));
    await runStream(launched.filter((words) => words[2] === Stream.tail));
  }

  async function follow(launched: Promise<void> | undefined): Promise<void> {
    await launched;
    await env.ended?.();
    waiting = [];
    let isComplete = false;
    const children = runChildren(await take()).finally(() => {
      isComplete = true;
    });
    for (;;) {
      // Who was told goes on meanwhile, until all wait again.
      await nextTurn();
      if (waiting.length > 0) await advance();
      else if (isComplete) break;
    }
    await children;
  }

  return (request) => (launching[request.kernel] ? follow(launcher.launch(request)) : launcher.launch(request));
}
