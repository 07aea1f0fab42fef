/**
 * A module of kernels on WebGPU. In: the artifact's shaders, and its module for the host, which holds what variables start as and prints for kernels. Out: what launches them. It drives the parts that serve programs
 * (src/runtime/webgpu) in the thread that calls.
 */
import { CudaError as DeviceError } from '../webgpu/commands.js';
import type { DeviceFacts } from '../webgpu/commands.js';
import type { Allocation } from '../webgpu/device-memory.js';
import { withChildGrids } from '../webgpu/child-grids.js';
import { clockEpoch, clockStart, clockState, clockWords, deviceFactsState, deviceFactsWords, epochWords, firstKernelHeap, kernelHeapState, kernelHeapWords, uses } from '../webgpu/library-state.js';
import type { LaunchRequest } from '../webgpu/launches.js';
import { createLauncher, witnessBytes } from '../webgpu/launches.js';
import { faultOfWords, gridRefusal, refusal, spinRefusal } from '../webgpu/messages.js';
import { createKernelOutput } from '../webgpu/output.js';
import { anyTexture, createPipelines, GridKind } from '../webgpu/pipelines.js';
import type { ProgramKernels } from '../webgpu/program-kernels.js';
import type { Recorder } from '../webgpu/recorder.js';
import { GPUUsage } from '../webgpu/recorder.js';
import type { Transfers } from '../webgpu/transfers.js';
import { usesHeaps, wayFor } from '../webgpu/ways.js';
import type { Artifact } from './artifact.js';
import type { BackendHost, Dimensions, LoadedModule, Storage } from './backend.js';
import { CudaError, errorCodes } from './errors.js';
import type { GpuSpace, GpuStorage } from './gpu-memory.js';
import { placeOf } from './gpu-memory.js';
import { hostOf } from './gpu-host-module.js';
import type { HostModule } from './gpu-host-module.js';

export interface GpuModuleEnvironment {
  readonly device: GPUDevice;
  readonly facts: DeviceFacts;
  readonly recorder: Recorder;
  readonly transfers: Transfers;
  readonly host: BackendHost;
  readonly nextId: () => number;
  /** Shared by modules without heaps. */
  readonly plain: GpuSpace;
  makeHeaps(): GpuSpace;
  /** Puts a buffer into a space. */
  place(storage: Storage, space: GpuSpace): void | Promise<void>;
  read(buffer: GPUBuffer, offset: number, bytes: number): Promise<Uint8Array | undefined>;
  /** A kernel may run this long, in milliseconds. */
  readonly timeLimit: number;
  /** Gives up where a promise takes too long. */
  limited<T>(promise: Promise<T>): Promise<T | undefined>;
  /** Dispatches were recorded. */
  recorded(): void;
}

export interface GpuModule extends LoadedModule {
  readonly space: GpuSpace;
  /** Have kernels left anything that is to be looked at when work is done? */
  readonly hasOutput: boolean;
  /** After all work is done. */
  takeOutput(): Promise<void>;
  dropGroups(id: number): void;
}

export async function loadGpuModule({ wgsl, host: hostBytes, reflection }: Artifact, env: GpuModuleEnvironment): Promise<GpuModule> {
  if (wgsl === undefined) throw new CudaError(errorCodes.notSupported, 'the artifact has no form for WebGPU: compile it for the target "webgpu"');
  const { device, facts, recorder, transfers } = env;
  const kernels = JSON.parse(wgsl) as ProgramKernels;
  const inHeaps = usesHeaps(kernels, facts);
  const space = inHeaps ? env.makeHeaps() : env.plain;
  const pipelines = createPipelines(device, kernels, space.heaps, facts);
  const numbers = reflection.kernels.map(({ mangled }) => kernels.kernels.findIndex(({ name }) => name === mangled));
  const variables = new Map<string, number>();
  const own: GpuStorage[] = [];
  const host = await hostOf(hostBytes, kernels, env.host);
  const fail = (error: number, message: string): void => env.host.fail(new CudaError(error, message.trim()));
  const output = createKernelOutput(device, recorder, env.nextId(), env.read);
  const launcher = createLauncher({ device, facts, kernels, memory: space.memory, recorder, pipelines, variables, heaps: space.heaps, output: speak, bringUp: () => {}, fail, read: env.read, timeLimit: env.timeLimit });
  const byIndex = await placeVariables();
  pipelines.prepare(facts.warps);
  /** The last launch, and the last one of a kernel that may fail: what a fault is told of. */
  let last: LaunchRequest | undefined;
  let speaking: LaunchRequest | undefined;
  const names = new Set<string>();
  let heapIsThere = false;

  /** A kernel that launches others has failed: they are not carried out. */
  let hasFailed = false;
  const reading = kernels.kernels.map((kernel) => uses(kernel, clockState));
  const launch = withChildGrids({
    kernels, facts, launcher, memory: space.memory, recorder, variables, begins, read: env.read,
    createBuffer: (size) => device.createBuffer({ size, usage: GPUUsage.copySource | GPUUsage.copyDestination }),
    copy: (to, from, bytes) => transfers.copy(to, from, bytes, 1),
    fill: (to, value, bytes) => transfers.fill(to, value, bytes, 1),
    bringUp: () => {},
    fail(error, message) {
      hasFailed = true;
      fail(error, message);
    },
    hasFailed: () => hasFailed,
  });

  function begins(request: LaunchRequest): void {
    last = request;
    names.add(kernels.kernels[request.kernel]!.pretty);
  }

  function speak(): Allocation {
    speaking = last;
    return output.allocation();
  }

  async function reserve(bytes: number, isConstant: boolean): Promise<number> {
    const address = await (isConstant && inHeaps ? space.takeConstants(bytes) : space.take(bytes));
    if (address === 0) throw new CudaError(errorCodes.memoryAllocation, `there is no memory for ${bytes} bytes of a module's variables`);
    return address;
  }

  function uploadWords(address: number, words: readonly number[]): void {
    const bytes = new Uint8Array(Uint32Array.from(words).buffer);
    transfers.upload(placeOf({ space, address, bytes: bytes.length, isFixed: true }, 0, bytes.length), bytes, 0, bytes.length, bytes.length, 1);
  }

  /** All variables that kernels use or the source has, with their initial contents; those of the reflection by index. */
  async function placeVariables(): Promise<readonly GpuStorage[]> {
    const wanted = new Map(kernels.variables.map(({ address, bytes, constant }) => [address, { bytes, constant }]));
    const reflected = reflection.variables.map(({ bytes, space: where }, i) => {
      const address = host.tableEntry(reflection.kernels.length + i);
      if (!wanted.has(address)) wanted.set(address, { bytes, constant: where === 'constant' });
      return address;
    });
    const places = new Map<number, GpuStorage>();
    // Constant memory has a heap of its own: shaders may have it as uniforms, which are in no buffer that they write to.
    const constants = [...wanted].filter(([, { constant }]) => constant && inHeaps);
    const sizeOf = (bytes: number): number => Math.ceil(bytes / 512) * 512 + 512;
    let next = constants.length === 0 ? 0 : await reserve(constants.reduce((sum, [, { bytes }]) => sum + sizeOf(bytes), 0), true);
    for (const [hostAddress, { bytes, constant }] of wanted) {
      const address = constant && inHeaps ? next : await reserve(bytes, false);
      if (constant && inHeaps) next += sizeOf(bytes);
      const storage: GpuStorage = { bytes, space, address, isFixed: true };
      places.set(hostAddress, storage);
      own.push(storage);
      transfers.upload(placeOf(storage, 0, bytes), host.bytes(), hostAddress, bytes, bytes, 1);
    }
    for (const { name, address, pointers } of kernels.variables) {
      const { address: at } = places.get(address)!;
      variables.set(name, at);
      for (const pointer of pointers) {
        // The end of one may be the start of another.
        const target = kernels.variables.find((other) => pointer.target >= other.address && pointer.target < other.address + other.bytes) ?? kernels.variables.find((other) => pointer.target === other.address + other.bytes);
        if (target !== undefined) uploadWords(at + pointer.at, [places.get(target.address)!.address + pointer.target - target.address, 0]);
      }
    }
    const place = variables.get(deviceFactsState);
    if (place !== undefined) uploadWords(place, deviceFactsWords(facts));
    const clock = variables.get(clockState);
    if (clock !== undefined) uploadWords(clock + clockEpoch, epochWords());
    return reflected.map((address) => places.get(address)!);
  }

  /** Memory that kernels allocate from, before the first launch. */
  async function makeKernelHeap(): Promise<void> {
    heapIsThere = true;
    const state = variables.get(kernelHeapState);
    if (state === undefined) return;
    uploadWords(state, kernelHeapWords(await reserve(firstKernelHeap, false), firstKernelHeap));
  }

  function check(number: number, grid: Dimensions, block: Dimensions, dynamicShared: number): void {
    const kernel = kernels.kernels[number]!;
    const reason = gridRefusal(kernel, grid, block) ?? refusal(kernel, block, dynamicShared, facts) ?? spinRefusal(kernel, grid, block, facts);
    if (reason !== undefined) throw new CudaError(errorCodes.notSupported, reason.trim());
  }

  function reportFault(words: Uint32Array): void {
    const launch = speaking && { ...speaking, pretty: kernels.kernels[speaking.kernel]!.pretty };
    const { code, message } = faultOfWords(words, launch, (index) => (index < kernels.strings.length ? host.textAt(kernels.strings[index]!) : undefined));
    fail(code, message);
  }

  return {
    space,
    variable: (index) => byIndex[index]!,
    get hasOutput() {
      return output.isUsed || launcher.hasWitnesses();
    },
    launch({ kernel, grid, block, dynamicShared, params, pointers }) {
      const number = numbers[kernel]!;
      check(number, grid, block, dynamicShared);
      const waits: Promise<void>[] = [];
      for (const { storage } of pointers) {
        const placing = env.place(storage, space);
        if (placing !== undefined) waits.push(placing);
      }
      if (!heapIsThere) waits.push(makeKernelHeap());
      const go = (): void | Promise<void> => {
        const view = new DataView(params.buffer);
        for (const { at, storage, offset } of pointers) view.setUint32(at, (storage as GpuStorage).address + offset, true);
        const request: LaunchRequest = { kernel: number, grid, block, dynamicShared, way: wayFor(kernels.kernels[number]!, block, facts), cooperative: false, params: view, paramsAt: 0 };
        begins(request);
        hasFailed = false;
        const clock = reading[number] ? variables.get(clockState) : undefined;
        if (clock !== undefined) uploadWords(clock + clockStart, clockWords());
        const making = launch(request);
        if (making === undefined) {
          env.recorded();
          return undefined;
        }
        return env.limited(making).then(env.recorded);
      };
      return waits.length === 0 ? go() : Promise.all(waits).then(go);
    },
    async prepare(kernel, block, dynamicShared) {
      const number = numbers[kernel]!;
      check(number, [1, 1, 1], block, dynamicShared);
      const way = wayFor(kernels.kernels[number]!, block, facts);
      const form = pipelines.mainForm(number, way);
      const variant = pipelines.variant(number, { partition: form.bindings.map((_, i) => i), flat: false, way, writable: false, isLoose: false, roots: form.heaps?.roots.map(() => 0) ?? [], strays: [], textures: form.textures === undefined ? 0 : anyTexture });
      const shape = { block, dynamicShared, grid: GridKind.plain };
      if (variant !== undefined && pipelines.find(variant, shape) === undefined) await pipelines.make(variant, shape);
    },
    async takeOutput() {
      const taken = await output.take();
      if (taken?.fault !== undefined) reportFault(taken.fault);
      if (taken !== undefined && taken.records.length > 0) host.print(taken.records);
      for (const { buffer, complaint } of launcher.takeWitnesses()) {
        const data = await env.read(buffer, 0, witnessBytes);
        if (data === undefined || data.every((byte) => byte === 0)) continue;
        recorder.encoder().clearBuffer(buffer);
        recorder.submit();
        fail(DeviceError.illegalAddress, complaint(data, [...names]));
      }
      names.clear();
      last = speaking = undefined;
    },
    dropGroups: (id) => pipelines.dropGroups(id),
    dispose() {
      recorder.submit();
      output.destroy();
      launcher.destroy();
      for (const { address } of inHeaps ? [] : own) space.give(address);
    },
  } satisfies GpuModule & { readonly host?: HostModule };
}
