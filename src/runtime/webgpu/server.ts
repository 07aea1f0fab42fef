/**
 * The device's thread: takes the program's commands from the ring and carries them out with WebGPU. In: an open device, the ring, the program's kernels and its (shared) memory. Resolves when the
 * program has ended. Whatever goes wrong becomes a CUDA error for the program, never a hang: waiting has a time limit.
 */
import { poisonByte } from '../pool/pool.js';
import type { Profiler } from '../profile/profiler.js';
import type { Tuner } from '../tuner/tuner.js';
import { createByteShader } from './byte-shader.js';
import { withChildGrids } from './child-grids.js';
import type { DeviceFacts } from './commands.js';
import { Command, CudaError } from './commands.js';
import type { Allocation } from './device-memory.js';
import { createDeviceMemory } from './device-memory.js';
import { createEvents } from './events.js';
import type { LaunchRequest } from './launches.js';
import { createLauncher, witnessBytes } from './launches.js';
import { deviceLost, faultOfWords, internalError, timeout } from './messages.js';
import { createHeaps } from './heaps.js';
import { createKernelTimes } from './kernel-times.js';
import { createPipelines } from './pipelines.js';
import type { KernelShader, ProgramKernels } from './program-kernels.js';
import { mainForm, usesHeaps } from './ways.js';
import { createRecorder, GPUUsage } from './recorder.js';
import type { Ring } from './ring.js';
import { createConsumer, faultOf, setFault } from './ring.js';
import { createKernelOutput } from './output.js';
import { createTransfers } from './transfers.js';
import { nextTurn } from './next-turn.js';
import type { Way } from './ways.js';

export interface ServerEnvironment {
  readonly device: GPUDevice;
  readonly ring: Ring;
  readonly kernels: ProgramKernels;
  readonly memory: WebAssembly.Memory;
  readonly facts: DeviceFacts;
  /** A kernel may run this long, in milliseconds. */
  readonly timeLimit: number;
  /** Memory that was freed is filled with `poisonByte`. */
  readonly poison?: boolean;
  /** Told how long kernels and memory operations take. */
  readonly profiler?: Pick<Profiler, 'kernel' | 'memory'> | undefined;
  /** Loads a kernel whose shaders are missing. */
  readonly loadShader?: ((kernel: KernelShader) => KernelShader) | undefined;
  /** Ways that kernels can run compete. Not together with a profiler. */
  readonly tuner?: Tuner | undefined;
  writeError(text: string): void;
}

/**
 * Dispatches that are submitted without waiting for more: at first few, since the device should start early, then twice as many each time. (With two at first, a device that is done with them sooner than the next ones come waits in the midst of
 * what programs time.)
 */
const firstBatch = 16;
const largestBatch = 256;
/** How long the thread looks for commands before it submits what it has, and before it sleeps: milliseconds. */
const submitAfter = 0.02;
const sleepAfter = 0.2;

/** How much longer than a kernel may run the making of its pipeline may take. */
const pipelineTimes = 10;

/** Resolves with whether the device hangs: it must not be waited for then. */
export async function serveProgram(env: ServerEnvironment): Promise<boolean> {
  const { device, ring, kernels } = env;
  const consumer = createConsumer(ring);
  const recorder = createRecorder(device);
  /** Of buffers, for cache keys; 0 is the output's. */
  let buffers = 0;
  const nextId = (): number => ++buffers;
  const heaps = usesHeaps(kernels, env.facts) ? createHeaps(device, recorder, nextId) : undefined;
  const pipelines = createPipelines(device, kernels, heaps, env.facts);
  const transfers = createTransfers(device, recorder, createByteShader(device, device.limits.minUniformBufferOffsetAlignment));
  const poison = (buffer: GPUBuffer, offset: number, size: number): void => {
    transfers.fill({ buffer, offset, pitch: size }, poisonByte, size, 1);
    recorder.submit();
  };
  const memory = createDeviceMemory({ device, heaps, nextId, onBufferGone: (id) => pipelines.dropGroups(id), clear: (buffer, offset, size) => recorder.encoder().clearBuffer(buffer, offset, size), poison: env.poison === true ? poison : undefined });
  const events = createEvents(device, recorder, transfers);
  const variables = new Map<string, number>();
  const textures = new Map<number, number>();
  const variableNames = new Map(kernels.variables.map((variable) => [variable.address, variable.name]));
  for (const variable of kernels.variables) if (variable.managed) variables.set(variable.name, variable.address);
  let lost = false;
  let isHung = false;
  let batch = firstBatch;
  let records: Uint8Array = new Uint8Array(0);
  /** Kernels launched since the last wait, and the last launch of them. */
  const lastNames = new Set<number>();
  let last: LaunchRequest | undefined;
  /** The last one of a kernel that may fail: what a fault is told of. */
  let speaking: LaunchRequest | undefined;
  const ringView = new DataView(ring.words.buffer);

  const endOfRows = (at: number, pitch: number, width: number, height: number): number => at + Math.max(height - 1, 0) * pitch + width;
  /** The program's memory, as far as `end` at least. It grows in the program's thread; engines tell this one a little later, or when it asks. */
  const bytes = (end: number): Uint8Array => {
    if (end > env.memory.buffer.byteLength) env.memory.grow(0);
    return new Uint8Array(env.memory.buffer);
  };
  const fail = (error: number, message: string): void => {
    if (faultOf(ring) !== 0) return;
    env.writeError(message);
    setFault(ring, error);
  };
  device.addEventListener('uncapturederror', (event) => fail(CudaError.launchFailure, internalError((event as GPUUncapturedErrorEvent).error.message)));
  void device.lost.then((info) => {
    lost = true;
    if (info.reason !== 'destroyed') fail(CudaError.launchFailure, deviceLost(info.message));
  });

  const times = env.profiler && createKernelTimes(device, recorder, transfers, env.profiler);
  const tuningTimes = env.tuner && device.features.has('timestamp-query') ? createKernelTimes(device, recorder, transfers, { kernel: tellTuner, memory: () => undefined }) : undefined;
  /** `name`: the way and the key of a launch that was tried (launches.ts). */
  function tellTuner(name: string, _: number, duration: number): void {
    const space = name.indexOf(' ');
    env.tuner?.record(name.slice(space + 1), Number(name.slice(0, space)), duration * 1e6);
  }
  /** Work on memory; waited for where it is timed. */
  const onMemory = (name: string, size: number, action: () => void): Promise<unknown> | undefined => {
    if (times !== undefined) return limited(times.memory(name, size, action));
    action();
    return undefined;
  };

  function bringUp(allocation: Allocation): void {
    const mirror = allocation.mirror!;
    mirror.onDevice = true;
    transfers.upload({ buffer: allocation.buffer, offset: allocation.offset + allocation.lead, pitch: mirror.hostBytes }, bytes(allocation.address + mirror.hostBytes), allocation.address, mirror.hostBytes, mirror.hostBytes, 1);
  }
  function begins(request: LaunchRequest): void {
    if (last?.kernel !== request.kernel) lastNames.add(request.kernel);
    last = request;
  }

  const output = createKernelOutput(device, recorder, 0, (buffer, offset, size) => limited(transfers.read(buffer, offset, size)));
  const launcher = createLauncher({
    device, facts: env.facts, kernels, memory, recorder, pipelines, textures, variables, heaps, times, tuning: env.tuner && tuningTimes && { tuner: env.tuner, times: tuningTimes },
    output() {
      speaking = last;
      return output.allocation();
    },
    bringUp,
    fail,
    read: (buffer, offset, size) => limited(transfers.read(buffer, offset, size)),
    timeLimit: env.timeLimit,
  });

  const launch = withChildGrids({
    kernels, facts: env.facts, launcher, memory, recorder, variables, fail,
    createBuffer: (size) => device.createBuffer({ size, usage: GPUUsage.copySource | GPUUsage.copyDestination }),
    copy: (to, from, size) => transfers.copy(to, from, size, 1),
    fill: (to, value, size) => transfers.fill(to, value, size, 1),
    bringUp,
    read: (buffer, offset, size) => limited(transfers.read(buffer, offset, size)),
    begins,
    ended: () => (times?.mustCollect === true ? times.collect() : tuningTimes?.mustCollect === true ? tuningTimes.collect() : undefined),
    hasFailed: () => lost || faultOf(ring) !== 0,
  });

  /** Promises that are waited for: when each must have come, by performance.now(), and what gives it up. */
  const waits = new Set<{ readonly deadline: number; readonly giveUp: () => void }>();
  const watchdog = setInterval(() => {
    memory.tidy(performance.now());
    const now = performance.now();
    if (![...waits].some(({ deadline }) => now >= deadline)) return;
    fail(CudaError.launchTimeout, timeout(namesOfLast(), env.timeLimit / 1000, waitingOfLast()));
    // The device is left alone: to destroy it would wait for what runs on it.
    lost = isHung = true;
    for (const { giveUp } of waits) giveUp();
  }, 250);

  /** Waits for a promise of the device, at most as long as a kernel may run (or `times` as long); undefined if it failed. */
  function limited<T>(promise: Promise<T>, times = 1): Promise<T | undefined> {
    return new Promise((resolve) => {
      const wait = { deadline: performance.now() + times * env.timeLimit, giveUp: () => end(undefined) };
      const end = (value: T | undefined): void => {
        waits.delete(wait);
        resolve(value);
      };
      waits.add(wait);
      promise.then(end, (cause: unknown) => {
        if (!lost) fail(CudaError.launchFailure, internalError(cause instanceof Error ? cause.message : String(cause)));
        end(undefined);
      });
    });
  }

  /** Reads faults and records of the kernels since the last wait. */
  async function takeOutput(): Promise<void> {
    const taken = await output.take();
    if (taken === undefined) return;
    if (taken.fault !== undefined) reportFault(taken.fault);
    records = taken.records;
  }

  function waitingOfLast(): string[] {
    return [...lastNames].flatMap((kernel) => mainForm(kernels.kernels[kernel], env.facts)?.spins ?? []);
  }

  function namesOfLast(): string[] {
    return [...new Set([...lastNames].map((kernel) => kernels.kernels[kernel].pretty))];
  }

  function reportFault(words: Uint32Array): void {
    const launch = speaking && { ...speaking, pretty: kernels.kernels[speaking.kernel].pretty };
    const { code, message } = faultOfWords(words, launch, (index) => (index < kernels.strings.length ? textAt(kernels.strings[index]) : undefined));
    fail(code, message);
  }

  function textAt(address: number): string {
    const all = bytes(address + 1);
    let end = address;
    while (all[end] !== 0) end++;
    return new TextDecoder().decode(all.slice(address, end));
  }

  async function bringHome(): Promise<void> {
    for (const allocation of memory.mirrors.values()) {
      const mirror = allocation.mirror!;
      if (mirror.written) await limited(transfers.download({ buffer: allocation.buffer, offset: allocation.offset + allocation.lead, pitch: mirror.hostBytes }, async () => bytes(allocation.address + mirror.hostBytes), allocation.address, mirror.hostBytes, mirror.hostBytes, 1));
      mirror.written = mirror.onDevice = false;
    }
  }

  /** Who has used pointers to no memory shows in what stands behind them. */
  async function checkWitnesses(): Promise<void> {
    for (const { buffer, complaint } of launcher.takeWitnesses()) {
      const data = await limited(transfers.read(buffer, 0, witnessBytes));
      if (data === undefined || data.every((byte) => byte === 0)) continue;
      recorder.encoder().clearBuffer(buffer);
      recorder.submit();
      fail(CudaError.illegalAddress, complaint(data, namesOfLast()));
    }
  }

  async function waitForAll(): Promise<void> {
    const waitsForOutput = output.isUsed;
    // Reads that are asked for at once share a batch with what was recorded before.
    const told = takeOutput();
    const waitsForTimes = events.hasFresh;
    if (waitsForTimes) await limited(events.collect());
    else recorder.submit();
    const isPending = waitsForTimes || waitsForOutput || recorder.completed < recorder.submitted;
    if (isPending && !waitsForTimes && !waitsForOutput) await limited(recorder.finished());
    await told;
    if (times !== undefined) await limited(times.collect());
    if (tuningTimes !== undefined) await limited(tuningTimes.collect());
    await finishWork();
  }

  /** After all work is done: what it left for the program. */
  async function finishWork(): Promise<void> {
    batch = firstBatch;
    if (launcher.hasWitnesses()) await checkWitnesses();
    if (memory.mirrors.size > 0) await bringHome();
    lastNames.clear();
    last = speaking = undefined;
  }

  async function download(o: number): Promise<void> {
    const words = ring.unsigned;
    const from = rowsAt(words[o + 2], words[o + 3], words[o + 4], words[o + 5]);
    if (from === undefined || launcher.hasWitnesses()) await waitForAll();
    if (from === undefined || faultOf(ring) !== 0) return;
    // What kernels have left is read with the same batch.
    const told = output.isUsed ? takeOutput() : undefined;
    if (times !== undefined) {
      await told;
      await limited(times.collect());
      await limited(recorder.finished());
    }
    const start = performance.now();
    const target = async (): Promise<Uint8Array | undefined> => {
      if (told !== undefined) await told;
      return faultOf(ring) === 0 ? bytes(endOfRows(words[o], words[o + 1], words[o + 4], words[o + 5])) : undefined;
    };
    await limited(transfers.download(from, target, words[o], words[o + 1], words[o + 4], words[o + 5]));
    if (told !== undefined) await told;
    if (tuningTimes !== undefined) await limited(tuningTimes.collect());
    env.profiler?.memory('copy device to host', performance.timeOrigin + start, performance.now() - start, words[o + 4] * words[o + 5]);
    await finishWork();
  }

  /** A place in a buffer for rows; a bad address is a fault, and so are rows that are not all inside: what WebGPU says of such copies would be told as a mistake of our own. */
  function rowsAt(address: number, pitch: number, width: number, height: number): { buffer: GPUBuffer; offset: number; pitch: number } | undefined {
    const found = memory.find(address);
    const end = address + (Math.max(height, 1) - 1) * pitch + width;
    if (found !== undefined && address >= found.address && end <= found.address + found.bytes) return { buffer: found.buffer, offset: address - found.address + found.offset + found.lead, pitch };
    fail(CudaError.illegalAddress, `CUDA error 700: a copy to or from 0x${address.toString(16)}, which is not device memory\n`);
    return undefined;
  }

  async function addHeap(start: number, size: number): Promise<boolean> {
    device.pushErrorScope('out-of-memory');
    heaps!.add(start, size);
    if ((await device.popErrorScope()) === null) return true;
    heaps!.drop();
    return false;
  }

  /** Carries out one command; a promise where it takes time. */
  function execute(at: number): Promise<unknown> | undefined {
    const { unsigned: words } = ring;
    const o = at + 1;
    switch (words[at]) {
      case Command.variable: {
        const made = memory.allocate(words[o], words[o + 1]);
        variables.set(variableNames.get(words[o + 2])!, words[o]);
        transfers.upload({ buffer: made.buffer, offset: made.offset + made.lead, pitch: words[o + 1] }, bytes(words[o + 2] + words[o + 1]), words[o + 2], words[o + 1], words[o + 1], 1);
        return undefined;
      }
      case Command.allocate:
        memory.allocate(words[o], words[o + 1]);
        return undefined;
      case Command.allocateLarge:
        return memory.allocateLarge(words[o], words[o + 1]).then((made) => consumer.answer(made === undefined ? 0 : 1));
      case Command.heap:
        return addHeap(words[o], words[o + 1]).then((done) => consumer.answer(done ? 1 : 0));
      case Command.free:
        // What was recorded may use the buffer, which may be given out again: the queue's order keeps that right. A destroyed one must not be in a batch.
        recorder.submit();
        memory.free(words[o]);
        return undefined;
      case Command.mirror:
        memory.allocate(words[o], words[o + 1], true);
        return undefined;
      case Command.unmirror:
        recorder.submit();
        memory.free(words[o]);
        return undefined;
      case Command.upload: {
        const to = rowsAt(words[o], words[o + 1], words[o + 2], words[o + 3]);
        if (to === undefined) return undefined;
        return onMemory('copy host to device', words[o + 2] * words[o + 3], () => transfers.upload(to, ring.bytes, (o + 4) * 4, words[o + 2], words[o + 2], words[o + 3]));
      }
      case Command.uploadFrom: {
        const to = rowsAt(words[o], words[o + 1], words[o + 4], words[o + 5]);
        const done = to && onMemory('copy host to device', words[o + 4] * words[o + 5], () => transfers.upload(to, bytes(endOfRows(words[o + 2], words[o + 3], words[o + 4], words[o + 5])), words[o + 2], words[o + 3], words[o + 4], words[o + 5]));
        if (done !== undefined) return done.then(() => consumer.answer(0));
        consumer.answer(0);
        return undefined;
      }
      case Command.download: {
        return download(o).then(() => consumer.answer(faultOf(ring), records.length));
      }
      case Command.copy: {
        const to = rowsAt(words[o], words[o + 1], words[o + 4], words[o + 5]);
        const from = rowsAt(words[o + 2], words[o + 3], words[o + 4], words[o + 5]);
        if (to === undefined || from === undefined) return undefined;
        return onMemory('copy device to device', words[o + 4] * words[o + 5], () => transfers.copy(to, from, words[o + 4], words[o + 5]));
      }
      case Command.fill: {
        const to = rowsAt(words[o], words[o + 1], words[o + 3], words[o + 4]);
        if (to === undefined) return undefined;
        return onMemory('fill', words[o + 3] * words[o + 4], () => transfers.fill(to, words[o + 2], words[o + 3], words[o + 4]));
      }
      case Command.launch: {
        if (faultOf(ring) !== 0) return undefined;
        const kernel = words[o];
        if (kernels.kernels[kernel].chunk !== undefined && !loadShader(kernel)) return undefined;
        const request = {
          kernel, grid: [words[o + 1], words[o + 2], words[o + 3]] as const, block: [words[o + 4], words[o + 5], words[o + 6]] as const, dynamicShared: words[o + 7], way: words[o + 9] as Way, cooperative: words[o + 10] !== 0,
          params: ringView, paramsAt: (o + 11) * 4,
        };
        begins(request);
        const making = launch(request);
        if (recorder.dispatches >= batch) {
          recorder.submit();
          batch = Math.min(2 * batch, largestBatch);
        }
        if (times !== undefined) return limited((making ?? Promise.resolve()).then(() => (times.mustCollect ? times.collect() : undefined)), pipelineTimes);
        if (tuningTimes?.mustCollect === true) return limited((making ?? Promise.resolve()).then(() => tuningTimes.collect()), pipelineTimes);
        return making === undefined ? undefined : limited(making, pipelineTimes);
      }
      case Command.wait:
        return waitForAll().then(() => consumer.answer(faultOf(ring), records.length));
      case Command.query:
        recorder.submit();
        return progress().then((done) => consumer.answer(done ? 0 : CudaError.notReady));
      case Command.readOutput: {
        bytes(words[o] + records.length).set(records, words[o]);
        records = new Uint8Array(0);
        consumer.answer(0);
        return undefined;
      }
      case Command.record:
        events.record(words[o]);
        return undefined;
      case Command.eventQuery: {
        const event = words[o];
        recorder.submit();
        return progress().then(() => consumer.answer(events.isDone(event) ? 0 : CudaError.notReady));
      }
      case Command.eventTime:
        return limited(events.time(words[o])).then((time) => consumer.answerFloat(time ?? 0));
      case Command.textureKinds:
        textures.set(words[o], words[o + 1]);
        return undefined;
      case Command.reset:
        return waitForAll().then(() => {
          events.reset();
          setFault(ring, 0);
          consumer.answer(0);
        });
      default:
        throw new Error(`unknown command ${words[at]}`);
    }
  }

  let watched = -1;
  /** Is all that was submitted done? Lets the device's callbacks run. */
  async function progress(): Promise<boolean> {
    if (watched !== recorder.submitted) {
      watched = recorder.submitted;
      void recorder.finished().catch(() => {});
    }
    await nextTurn();
    return recorder.completed >= recorder.submitted;
  }

  try {
    await serve();
    return isHung;
  } finally {
    clearInterval(watchdog);
  }

  async function serve(): Promise<void> {
    pipelines.prepare(env.facts.warps);
    let idleSince = performance.now();
    for (;;) {
      const at = consumer.next();
      if (at < 0) {
        const idle = performance.now() - idleSince;
        if (idle > submitAfter && !recorder.isEmpty) recorder.submit();
        if (idle > sleepAfter) {
          memory.prepare();
          await consumer.sleep();
          idleSince = performance.now();
        }
        continue;
      }
      if (ring.words[at] === Command.end) {
        consumer.done();
        return;
      }
      try {
        const work = lost ? answerOnly(at) : execute(at);
        if (work !== undefined) await work;
      } catch (cause) {
        // A call that WebGPU rejects at once. The program is told, and not left waiting.
        fail(CudaError.launchFailure, internalError(cause instanceof Error ? cause.message : String(cause)));
        answerOnly(at);
      }
      consumer.done();
      idleSince = performance.now();
    }
  }

  function loadShader(kernel: number): boolean {
    try {
      kernels.kernels[kernel] = env.loadShader!(kernels.kernels[kernel]);
      return true;
    } catch (cause) {
      fail(CudaError.launchFailure, `${(cause as Error).message}\n`);
      return false;
    }
  }

  /** After the device is gone: requests are answered, nothing is done. */
  function answerOnly(at: number): undefined {
    const requests: readonly number[] = [Command.allocateLarge, Command.heap, Command.uploadFrom, Command.download, Command.wait, Command.query, Command.readOutput, Command.eventQuery, Command.eventTime, Command.reset];
    if (requests.includes(ring.words[at])) consumer.answer(ring.words[at] === Command.wait ? faultOf(ring) : 0, 0);
    return undefined;
  }
}
