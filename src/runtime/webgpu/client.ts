/**
 * The program's side of the device: the imports `cuda` (sysroot/lib/cuda/device_webgpu.cpp). Calls become commands in the ring; what cannot run on the device is told here, before the launch.
 */
import type { AddressSpace } from './address-space.js';
import { createAddressSpace } from './address-space.js';
import type { DeviceFacts, KernelVariable } from './commands.js';
import { Command, CudaError, deviceBase, largeBytes } from './commands.js';
import type { HeapRange } from './heap-ranges.js';
import { heapMargin, heapsEnd, nextHeap } from './heap-ranges.js';
import { clockEpoch, clockRate, clockStart, clockState, clockWords, deviceFactsState, deviceFactsWords, epochWords, firstKernelHeap, kernelHeapState, kernelHeapWords, multiprocessors, uses } from './library-state.js';
import { gridRefusal, refusal, spinRefusal } from './messages.js';
import type { ProgramKernels } from './program-kernels.js';
import type { Producer, Ring } from './ring.js';
import { createProducer, faultOf } from './ring.js';
import { usesHeaps, wayFor } from './ways.js';

/** Ends the program with an exit code; thrown through its frames. */
export class ProgramEnded extends Error {
  constructor(readonly code: number) {
    super(`the program ended with exit code ${code}`);
  }
}

export interface ClientEnvironment {
  readonly ring: Ring;
  readonly kernels: ProgramKernels;
  readonly facts: DeviceFacts;
  readonly memory: WebAssembly.Memory;
  writeError(text: string): void;
}

/** Fields of __cw_launch and __cw_kernel (sysroot/include/__cuda_wasm/abi.h). */
const Launch = { grid: 0, block: 12, params: 24, dynamicShared: 40, kernel: 48 } as const;
const Kernel = { entry: 16, paramBytes: 24 } as const;

/** Fields of __cw_dev_info. */
const Info = { name: 0, memory: 256, multiprocessors: 264, clock: 268, asynchronous: 272, integrated: 276, sharedLimit: 280 } as const;

/** With blocks of 1,024 threads, this many along an axis are less than 2³²; other axes cannot have so many. */
const smallGrid = 2 ** 22 - 1;

/** Host-to-device copies up to this many bytes travel in the ring. */
const inlineBytes = 64 * 1024;

/** Milliseconds for which the program's thread looks for an answer before it sleeps. A device that is a processor needs that thread's core, and takes longer anyway. */
const patience = 0.3;
const softwarePatience = 0.02;

export function createClient(env: ClientEnvironment): WebAssembly.ModuleImports {
  const { ring, kernels, facts, memory } = env;
  const producer: Producer = createProducer(ring, facts.software ? softwarePatience : patience);
  const inHeaps = usesHeaps(kernels, facts);
  const space: AddressSpace = inHeaps ? createAddressSpace(deviceBase, deviceBase) : createAddressSpace(deviceBase, deviceBase + facts.memory);
  const heaps: HeapRange[] = [];
  /** Memory that kernels allocate from. */
  let kernelHeap = firstKernelHeap;
  let kernelHeapIsThere = false;
  let kernelHeapStart = 0;
  /** Where the state of clocks is, which launches of kernels that read them bring up to the time; undefined: none does. */
  let clock: number | undefined;
  /** Work was given out since the last wait. */
  let busy = false;
  let outputBytes = 0;
  /** Mirrors that exist: memory of the program that kernels may change. */
  let mirrors = kernels.variables.filter((variable) => variable.managed).length;

  let view = new DataView(memory.buffer);
  const current = (): DataView => {
    if (view.buffer !== memory.buffer) view = new DataView(memory.buffer);
    return view;
  };
  const isDevice = (address: number): boolean => address >>> 0 >= deviceBase;
  let begun = false;
  const send = (command: number, ...operands: readonly number[]): void => {
    if (!begun) begin();
    const at = producer.begin(command, operands.length + 1);
    for (let i = 0; i < operands.length; i++) ring.words[at + i] = operands[i];
    producer.end();
  };
  const ask = (command: number, ...operands: readonly number[]): number => {
    if (!begun) begin();
    const at = producer.begin(command, operands.length + 1);
    for (let i = 0; i < operands.length; i++) ring.words[at + i] = operands[i];
    producer.ask();
    return producer.answer(0);
  };
  const wait = (): number => {
    if (!busy) return faultOf(ring);
    ask(Command.wait);
    busy = false;
    outputBytes = producer.answer(1);
    return producer.answer(0);
  };

  /** Device addresses of variables by their host addresses. */
  const variables = new Map<number, number>();

  /** At the first call: only then does the program's memory hold what variables start as. */
  function begin(): void {
    begun = true;
    if (inHeaps) placeConstants();
    for (const variable of kernels.variables) {
      if (variable.managed) {
        send(Command.mirror, variable.address, variable.bytes);
        continue;
      }
      if (variables.has(variable.address)) continue;
      const address = takeRange(variable.bytes);
      if (address === 0) throw noRoom();
      variables.set(variable.address, address);
    }
    initialize();
  }

  /** Constant memory has a heap of its own: shaders may have it as uniforms, which are in no buffer that they write to. */
  function placeConstants(): void {
    const constants = kernels.variables.filter(({ constant }) => constant);
    if (constants.length === 0) return;
    const sizeOf = (bytes: number): number => Math.ceil(bytes / 512) * 512 + 512;
    const heap = addHeap(constants.reduce((sum, { bytes }) => sum + sizeOf(bytes), 0), true);
    if (heap === undefined) throw noRoom();
    let address = heap.start;
    for (const variable of constants) {
      variables.set(variable.address, address);
      address += sizeOf(variable.bytes);
    }
  }

  function noRoom(): RangeError {
    return new RangeError('the variables of kernels do not fit into device memory');
  }

  function addHeap(bytes: number, exactly: boolean): HeapRange | undefined {
    const heap = nextHeap(heaps, bytes, facts, exactly);
    if (heap === undefined || ask(Command.heap, heap.start, heap.bytes) === 0) return undefined;
    heaps.push(heap);
    return heap;
  }

  /** The state of the kernels' own heap (sysroot/lib/cuda/device_heap.cpp), before the first launch; without memory for it kernels get none. */
  function makeKernelHeap(): void {
    kernelHeapIsThere = true;
    const state = kernels.variables.find(({ name }) => name === kernelHeapState);
    if (state === undefined) return;
    const bytes = Math.ceil(kernelHeap / 512) * 512;
    const start = takeRange(bytes);
    if (start === 0) return;
    kernelHeapStart = start;
    // Kernels may be given pointers to it.
    send(Command.allocate, start, bytes);
    sendWords(variables.get(state.address)!, kernelHeapWords(start, bytes));
  }

  function sendWords(address: number, words: readonly number[]): void {
    const bytes = 4 * words.length;
    const at = producer.begin(Command.upload, 5 + words.length);
    ring.words.set([address, bytes, bytes, 1, ...words], at);
    producer.end();
  }

  /** A variable of the library's, if kernels use it. */
  function placeOf(name: string): number | undefined {
    const found = kernels.variables.find((variable) => variable.name === name);
    return found && variables.get(found.address);
  }

  /** Gives variables their initial contents, in which pointers to others become device addresses. */
  function initialize(): void {
    for (const variable of kernels.variables) {
      const address = variables.get(variable.address);
      if (address !== undefined) send(Command.variable, address, variable.bytes, variable.address);
    }
    for (const variable of kernels.variables) {
      const address = variables.get(variable.address);
      for (const { at, target } of variable.pointers) {
        // The end of one may be the start of another.
        const inside = (more: number) => (other: KernelVariable): boolean => target >= other.address && target < other.address + other.bytes + more && !other.managed;
        const to = kernels.variables.find(inside(0)) ?? kernels.variables.find(inside(1));
        if (address === undefined || to === undefined) continue;
        sendWords(address + at, [variables.get(to.address)! + target - to.address, 0]);
      }
    }
    const facts = placeOf(deviceFactsState);
    if (facts !== undefined) sendWords(facts, deviceFactsWords(env.facts));
    clock = placeOf(clockState);
    if (clock !== undefined) sendWords(clock + clockEpoch, epochWords());
  }

  /** Device addresses for so many bytes, in a heap that there is or a new one; 0: there is no room. */
  function takeRange(bytes: number): number {
    const found = space.take(bytes);
    if (found !== 0 || !inHeaps) return found;
    for (const exactly of [false, true]) {
      const heap = addHeap(bytes, exactly);
      if (heap === undefined) continue;
      space.add(heap.start, heap.bytes - heapMargin);
      return space.take(bytes);
    }
    return 0;
  }

  function copyRows(to: number, toPitch: number, from: number, fromPitch: number, width: number, height: number): void {
    const bytes = new Uint8Array(memory.buffer);
    if (height === 1 || (toPitch === width && fromPitch === width)) bytes.copyWithin(to, from, from + width * height);
    else for (let y = 0; y < height; y++) bytes.copyWithin(to + y * toPitch, from + y * fromPitch, from + y * fromPitch + width);
  }

  function upload(to: number, toPitch: number, from: number, fromPitch: number, width: number, height: number): void {
    if (mirrors > 0) wait();
    if (!begun) begin();
    const bytes = width * height;
    busy = true;
    if (bytes > inlineBytes) {
      ask(Command.uploadFrom, to, toPitch, from, fromPitch, width, height);
      return;
    }
    const at = producer.begin(Command.upload, 5 + Math.ceil(bytes / 4));
    ring.words[at] = to;
    ring.words[at + 1] = toPitch;
    ring.words[at + 2] = width;
    ring.words[at + 3] = height;
    const source = new Uint8Array(memory.buffer);
    let target = (at + 4) * 4;
    for (let y = 0; y < height; y++, target += width) ring.bytes.set(source.subarray(from + y * fromPitch, from + y * fromPitch + width), target);
    producer.end();
  }

  /** The shape that each kernel was last launched with: block x y z, bytes of dynamic shared memory; and the way that it takes. */
  const shapes = new Int32Array(kernels.kernels.length * 4);
  const ways = new Int32Array(kernels.kernels.length);

  const reading = kernels.kernels.map((kernel) => uses(kernel, clockState));

  /** Those whose threads wait for each other in loops. */
  const spinning = kernels.kernels.map(({ distinct, arena }) => facts.software && (distinct?.spins ?? arena?.spins) !== undefined);

  function checkGrid(index: number, launch: number, data: DataView): void {
    const three = (at: number): number[] => [0, 4, 8].map((i) => data.getUint32(launch + at + i, true));
    const [grid, block] = [three(Launch.grid), three(Launch.block)];
    const reason = gridRefusal(kernels.kernels[index], grid, block) ?? spinRefusal(kernels.kernels[index], grid, block, facts);
    if (reason === undefined) return;
    env.writeError(reason);
    throw new ProgramEnded(1);
  }

  /** Ends the program if the device cannot run the launch. */
  function checkShape(index: number, x: number, y: number, z: number, dynamicShared: number): void {
    const at = 4 * index;
    if (shapes[at] === x && shapes[at + 1] === y && shapes[at + 2] === z && shapes[at + 3] === dynamicShared) return;
    const reason = refusal(kernels.kernels[index], [x, y, z], dynamicShared, facts);
    if (reason !== undefined) {
      env.writeError(reason);
      throw new ProgramEnded(1);
    }
    shapes.set([x, y, z, dynamicShared], at);
    ways[index] = wayFor(kernels.kernels[index], [x, y, z], facts);
  }

  return {
    get_info(info: number): void {
      const data = current();
      const name = new TextEncoder().encode(facts.name).subarray(0, 255);
      new Uint8Array(memory.buffer).set(name, info + Info.name);
      data.setBigUint64(info + Info.memory, BigInt(inHeaps ? Math.min(facts.memory, heapsEnd - deviceBase) : facts.memory), true);
      data.setUint32(info + Info.multiprocessors, multiprocessors, true);
      data.setUint32(info + Info.clock, clockRate, true);
      data.setUint32(info + Info.asynchronous, 1, true);
      data.setUint32(info + Info.integrated, 0, true);
      data.setUint32(info + Info.sharedLimit, facts.maxSharedBytes, true);
    },
    allocate(bytes: number): number {
      if (bytes >>> 0 > facts.largestAllocation) return 0;
      // What variables need is placed first.
      if (!begun) begin();
      const address = takeRange(bytes >>> 0);
      if (address === 0) return 0;
      if (inHeaps || bytes >>> 0 < largeBytes) {
        send(Command.allocate, address, bytes);
        return address | 0;
      }
      if (ask(Command.allocateLarge, address, bytes) !== 0) return address | 0;
      space.give(address);
      return 0;
    },
    free(address: number): void {
      send(Command.free, address);
      space.give(address >>> 0);
    },
    mirror(address: number, bytes: number): void {
      mirrors++;
      send(Command.mirror, address, bytes);
    },
    unmirror(address: number): void {
      wait();
      mirrors--;
      send(Command.unmirror, address);
    },
    copy(to: number, toPitch: number, from: number, fromPitch: number, width: number, height: number): void {
      const fromDevice = isDevice(from);
      if (isDevice(to)) {
        if (fromDevice) {
          busy = true;
          send(Command.copy, to, toPitch, from, fromPitch, width, height);
          return;
        }
        upload(to, toPitch, from, fromPitch, width, height);
      } else if (fromDevice) {
        if (mirrors > 0) wait();
        // All that was before is done then.
        ask(Command.download, to, toPitch, from, fromPitch, width, height);
        busy = false;
        outputBytes = producer.answer(1);
      } else {
        wait();
        copyRows(to >>> 0, toPitch >>> 0, from >>> 0, fromPitch >>> 0, width >>> 0, height >>> 0);
      }
    },
    fill(to: number, pitch: number, value: number, width: number, height: number): void {
      if (isDevice(to)) {
        busy = true;
        send(Command.fill, to, pitch, value, width, height);
        return;
      }
      wait();
      const bytes = new Uint8Array(memory.buffer);
      for (let y = 0; y < height; y++) bytes.fill(value, (to >>> 0) + y * pitch, (to >>> 0) + y * pitch + width);
    },
    launch(launch: number, cooperative: number): number {
      const fault = faultOf(ring);
      if (fault !== 0) return fault;
      if (!begun) begin();
      if (!kernelHeapIsThere) makeKernelHeap();
      const data = current();
      const descriptor = data.getUint32(launch + Launch.kernel, true);
      const index = data.getUint32(descriptor + Kernel.entry, true);
      const dynamicShared = data.getUint32(launch + Launch.dynamicShared, true);
      checkShape(index, data.getUint32(launch + Launch.block, true), data.getUint32(launch + Launch.block + 4, true), data.getUint32(launch + Launch.block + 8, true), dynamicShared);
      const grid = data.getUint32(launch + Launch.grid, true);
      if (grid > smallGrid || spinning[index]) checkGrid(index, launch, data);
      if (reading[index] && clock !== undefined) sendWords(clock + clockStart, clockWords());
      const paramBytes = data.getUint32(descriptor + Kernel.paramBytes, true);
      const at = producer.begin(Command.launch, 12 + Math.ceil(paramBytes / 4));
      const { words } = ring;
      words[at] = index;
      for (let i = 0; i < 6; i++) words[at + 1 + i] = data.getUint32(launch + Launch.grid + 4 * i, true);
      words[at + 7] = dynamicShared;
      words[at + 8] = paramBytes;
      words[at + 9] = ways[index];
      words[at + 10] = cooperative;
      const params = data.getUint32(launch + Launch.params, true);
      // Packed parameters lie in a buffer of whole words.
      for (let i = 0; i < paramBytes; i += 4) words[at + 11 + (i >> 2)] = data.getInt32(params + i, true);
      producer.end();
      busy = true;
      return 0;
    },
    wait,
    query(): number {
      if (!busy) return faultOf(ring);
      const state = ask(Command.query);
      return state === CudaError.notReady ? state : wait();
    },
    output_bytes: (): number => outputBytes,
    read_output(to: number): void {
      ask(Command.readOutput, to);
      outputBytes = 0;
    },
    string_address: (index: number): number => kernels.strings[index] ?? 0,
    record(event: number): void {
      busy = true;
      send(Command.record, event);
    },
    event_query(event: number): number {
      if (!busy) return faultOf(ring);
      const state = ask(Command.eventQuery, event);
      return state === CudaError.notReady ? state : faultOf(ring);
    },
    // All streams are one queue: what was given out before the event is nearly all there is.
    event_wait: (): number => wait(),
    event_time(event: number): number {
      ask(Command.eventTime, event);
      return producer.answerFloat(0);
    },
    symbol(variable: number): number {
      if (!begun) begin();
      return (variables.get(variable) ?? variable) | 0;
    },
    heap_limit(bytes: number): void {
      kernelHeap = bytes >>> 0;
    },
    texture_kinds(descriptor: number, kinds: number): void {
      send(Command.textureKinds, descriptor, kinds);
    },
    reset(): void {
      ask(Command.reset);
      busy = false;
      outputBytes = 0;
      initialize();
      kernelHeap = firstKernelHeap;
      kernelHeapIsThere = false;
      if (kernelHeapStart !== 0) {
        send(Command.free, kernelHeapStart);
        space.give(kernelHeapStart);
      }
      kernelHeapStart = 0;
    },
  };
}
