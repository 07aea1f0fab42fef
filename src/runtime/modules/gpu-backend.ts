/**
 * A WebGPU device beneath the API. Work is recorded in the thread that calls and submitted in batches: when somebody waits, when much has been recorded, or when the caller's turn is over. In: an open device, its own or one that the
 * user has.
 */
import { createByteShader } from '../webgpu/byte-shader.js';
import type { DeviceFacts } from '../webgpu/commands.js';
import { largeBytes } from '../webgpu/commands.js';
import { createEvents } from '../webgpu/events.js';
import { deviceLost, internalError, timeout } from '../webgpu/messages.js';
import { createRecorder } from '../webgpu/recorder.js';
import { createTransfers } from '../webgpu/transfers.js';
import type { Backend, BackendHost, Mark, Storage } from './backend.js';
import { CudaError, errorCodes } from './errors.js';
import type { GpuSpace, GpuStorage } from './gpu-memory.js';
import { createGpuSpace, placeOf } from './gpu-memory.js';
import type { GpuModule, GpuModuleEnvironment } from './gpu-module.js';
import { loadGpuModule } from './gpu-module.js';

export interface GpuBackendOptions {
  readonly device: GPUDevice;
  readonly facts: DeviceFacts;
  /** The device is the user's: it outlives this. */
  readonly isBorrowed: boolean;
  /** Milliseconds that a wait may take. */
  readonly timeLimit: number;
}

export type GpuBackend = Required<Backend>;

/** Dispatches that are submitted without waiting for more. */
const batch = 256;
const launchTimeout = 702;

export function createGpuBackend({ device, facts, isBorrowed, timeLimit }: GpuBackendOptions, host: BackendHost): GpuBackend {
  const recorder = createRecorder(device);
  const transfers = createTransfers(device, recorder, createByteShader(device, device.limits.minUniformBufferOffsetAlignment));
  const events = createEvents(device, recorder, transfers);
  const modules = new Set<GpuModule>();
  let ids = 0;
  let isGone = false;
  const spaceEnvironment = { device, facts, recorder, nextId: () => ++ids, onBufferGone: (id: number) => { for (const module of modules) module.dropGroups(id); } };
  const plain = createGpuSpace(spaceEnvironment, false);

  const failed = (message: string): void => host.fail(new CudaError(errorCodes.launchFailure, message.trim()));
  const onError = (event: Event): void => failed(internalError((event as GPUUncapturedErrorEvent).error.message));
  if (!isBorrowed) device.addEventListener('uncapturederror', onError);
  void device.lost.then((info) => {
    isGone = true;
    if (info.reason !== 'destroyed') failed(deviceLost(info.message));
  });

  let flushTimer: ReturnType<typeof setTimeout> | undefined;
  /** Nobody may be waiting for what was recorded: it is submitted when the caller's turn is over. */
  function soon(): void {
    if (recorder.dispatches >= batch) recorder.submit();
    flushTimer ??= setTimeout(() => {
      flushTimer = undefined;
      if (!isGone) recorder.submit();
    }, 0);
  }

  async function limited<T>(promise: Promise<T>): Promise<T | undefined> {
    if (isGone) return undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<undefined>((resolve) => {
      timer = setTimeout(() => {
        isGone = true;
        host.fail(new CudaError(launchTimeout, timeout([], timeLimit / 1000).trim()));
        resolve(undefined);
      }, timeLimit);
    });
    try {
      return await Promise.race([promise, late]);
    } catch (cause) {
      if (!isGone) failed(internalError(cause instanceof Error ? cause.message : String(cause)));
      return undefined;
    } finally {
      clearTimeout(timer);
    }
  }

  /** Puts a buffer into a space, with its contents. */
  function place(given: Storage, space: GpuSpace): void | Promise<void> {
    const storage = given as GpuStorage;
    if (storage.space === space) return undefined;
    if (storage.isFixed) throw new CudaError(errorCodes.notSupported, 'a variable, or a borrowed GPUBuffer, cannot be given to a kernel of a module whose memory is in heaps of its own: copy it to a buffer');
    const taken = space.take(Math.max(1, storage.bytes));
    if (typeof taken === 'number') {
      settle(storage, space, taken);
      return undefined;
    }
    return taken.then((address) => settle(storage, space, address));
  }

  function settle(storage: GpuStorage, space: GpuSpace, address: number): void {
    if (address === 0) throw new CudaError(errorCodes.memoryAllocation, `the device has no memory for ${storage.bytes} bytes`);
    // Two parameters may have asked for it at once.
    if (storage.space === space) {
      space.give(address);
      return;
    }
    const moved: GpuStorage = { bytes: storage.bytes, space, address, isFixed: false };
    if (storage.space !== undefined) {
      transfers.copy(placeOf(moved, 0, storage.bytes), placeOf(storage, 0, storage.bytes), storage.bytes, 1);
      leave(storage);
    }
    storage.space = space;
    storage.address = address;
    space.storages.add(storage);
  }

  function leave(storage: GpuStorage): void {
    storage.space?.storages.delete(storage);
    storage.space?.give(storage.address);
    storage.space = undefined;
  }

  /** Does work with a buffer's memory, which it gets if it has none. */
  function withMemory<T>(storages: readonly Storage[], work: () => T | Promise<T>): T | Promise<T> {
    const waits: Promise<void>[] = [];
    for (const storage of storages) {
      if ((storage as GpuStorage).space !== undefined) continue;
      const placing = place(storage, plain);
      if (placing !== undefined) waits.push(placing);
    }
    return waits.length === 0 ? work() : Promise.all(waits).then(work);
  }

  async function finish(): Promise<void> {
    recorder.submit();
    if (isGone) return;
    if (![...modules].some(({ hasOutput }) => hasOutput)) await limited(recorder.finished());
    for (const module of modules) await module.takeOutput();
  }

  const moduleEnvironment: GpuModuleEnvironment = {
    device, facts, recorder, transfers, host, plain, place, limited, timeLimit, nextId: () => ++ids, recorded: soon,
    makeHeaps: () => createGpuSpace(spaceEnvironment, true),
    read: (buffer, offset, bytes) => limited(transfers.read(buffer, offset, bytes)),
  };

  /** Numbers of events that nobody has any more are given out again. */
  const freeEvents: number[] = [];
  let eventCount = 0;
  const gone = new FinalizationRegistry<number>((event) => void freeEvents.push(event));

  return {
    kind: 'webgpu',
    name: facts.name,
    allocate: (bytes): GpuStorage => ({ bytes, space: undefined, address: 0, isFixed: false }),
    borrow(buffer, offset, bytes): GpuStorage {
      const address = plain.adopt(buffer, offset, bytes);
      if (address === 0) throw new CudaError(errorCodes.memoryAllocation, `there are no addresses for ${bytes} bytes`);
      return { bytes, space: plain, address, isFixed: true };
    },
    free(storage) {
      leave(storage as GpuStorage);
    },
    write(storage, at, data) {
      // It may take time until there is memory, and the data may change meanwhile.
      const kept = (storage as GpuStorage).space === undefined && storage.bytes >= largeBytes ? data.slice() : data;
      return withMemory([storage], () => {
        transfers.upload(placeOf(storage as GpuStorage, at, kept.length), kept, 0, kept.length, kept.length, 1);
        soon();
      });
    },
    read: (storage, at, into) =>
      withMemory([storage], async () => {
        if ([...modules].some(({ hasOutput }) => hasOutput)) await finish();
        if (into.length > 0) await limited(transfers.download(placeOf(storage as GpuStorage, at, into.length), async () => into, 0, into.length, into.length, 1));
      }),
    copy: (to, toAt, from, fromAt, bytes) =>
      withMemory([to, from], () => {
        transfers.copy(placeOf(to as GpuStorage, toAt, bytes), placeOf(from as GpuStorage, fromAt, bytes), bytes, 1);
        soon();
      }),
    fill: (storage, at, bytes, value) =>
      withMemory([storage], () => {
        transfers.fill(placeOf(storage as GpuStorage, at, bytes), value, bytes, 1);
        soon();
      }),
    async expose(storage) {
      return withMemory([storage], () => {
        recorder.submit();
        const { buffer, offset } = placeOf(storage as GpuStorage, 0, 0);
        return { buffer, offset, size: storage.bytes };
      });
    },
    async load(artifact) {
      const module = await loadGpuModule(artifact, moduleEnvironment);
      modules.add(module);
      return {
        ...module,
        dispose() {
          modules.delete(module);
          module.dispose();
          if (module.space === plain) return;
          // Buffers outlive the module that used them.
          const moves = [...module.space.storages].map((storage) => place(storage, plain));
          void Promise.all(moves).then(() => module.space.destroy());
        },
      };
    },
    record(): Mark {
      const event = freeEvents.pop() ?? eventCount++;
      events.record(event);
      const mark: Mark = { time: async () => (await limited(events.time(event))) ?? 0 };
      gone.register(mark, event);
      return mark;
    },
    finish,
    flush: () => recorder.submit(),
    reset() {
      if (isGone) throw new CudaError(errorCodes.noDevice, 'the WebGPU device is gone: open another');
    },
    dispose() {
      clearTimeout(flushTimer);
      if (!isGone) recorder.submit();
      isGone = true;
      device.removeEventListener('uncapturederror', onError);
      if (!isBorrowed) device.destroy();
    },
  };
}
