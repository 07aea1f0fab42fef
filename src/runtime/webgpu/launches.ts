/**
 * Kernel launches: pointers → buffers, the parameter block, the variant for pointers that share a buffer, bind group, dispatch. What a launch with the same kernel, shape and buffers found out is kept
 * (`Prepared`): programs launch the same things over and over, and then only the parameters are written.
 */
import type { DeviceFacts } from './commands.js';
import { CudaError } from './commands.js';
import type { Allocation, DeviceMemory } from './device-memory.js';
import type { KernelTimes } from './kernel-times.js';
import { badPointer, gridRefusal, misaligned, noFrames, notCooperative, nullStore, refusal, timeout } from './messages.js';
import type { LaunchShape, Pipelines, Variant } from './pipelines.js';
import { anyTexture, blockBytes, gridBytes, GridKind } from './pipelines.js';
import type { GridRounds, KernelShader, ParameterBlock, ProgramKernels, ShaderForm } from './program-kernels.js';
import type { Recorder } from './recorder.js';
import { GPUUsage } from './recorder.js';
import type { Heaps } from './heaps.js';
import { heapBinding, isDistinct, isWritten, marksBinding, withoutSuffix } from './shader-text.js';
import type { Tuner } from '../tuner/tuner.js';
import { sizeBucket } from '../tuner/tuner.js';
import { isCoarse, Way } from './ways.js';

export type Dimensions = readonly [number, number, number];

export interface LaunchRequest {
  readonly kernel: number;
  readonly grid: Dimensions;
  readonly block: Dimensions;
  readonly dynamicShared: number;
  readonly way: Way;
  /** Its blocks may wait for each other. */
  readonly cooperative: boolean;
  /** The packed parameter buffer starts at byte `paramsAt` of `params`. */
  readonly params: DataView;
  readonly paramsAt: number;
}

export interface LaunchEnvironment {
  readonly device: GPUDevice;
  readonly facts: DeviceFacts;
  readonly kernels: ProgramKernels;
  readonly memory: DeviceMemory;
  readonly recorder: Recorder;
  readonly heaps: Heaps | undefined;
  readonly pipelines: Pipelines;
  /** What textures are, by the addresses of their descriptors. */
  readonly textures?: ReadonlyMap<number, number>;
  /** Device addresses of variables by name; a managed one's is the program's own. */
  readonly variables: ReadonlyMap<string, number>;
  /** The buffer for what kernels print, and their faults. */
  readonly output: () => Allocation;
  /** Brings a mirror's contents to the device. */
  readonly bringUp: (allocation: Allocation) => void;
  readonly fail: (error: number, message: string) => void;
  /** Bytes of a buffer, after all that was recorded; undefined if that failed, or takes too long. */
  readonly read: (buffer: GPUBuffer, offset: number, bytes: number) => Promise<Uint8Array | undefined>;
  /** A kernel may run this long, in milliseconds. */
  readonly timeLimit: number;
  /** Each dispatch is timed. */
  readonly times?: Pick<KernelTimes, 'next' | 'mustCollect' | 'collect' | 'together'> | undefined;
  /** Ways compete: those launches that it tries are timed, by a name of way and key. */
  readonly tuning?: { readonly tuner: Tuner; readonly times: Pick<KernelTimes, 'next'> } | undefined;
}

/** What makes launches alike for the tuner: kernel, block, and the number of blocks within a factor of two. */
export function tuningKey(kernel: number, grid: Dimensions, block: Dimensions): string {
  return `${kernel} ${block.join(' ')} ${sizeBucket(grid[0] * grid[1] * grid[2])}`;
}

/** Nothing but zeros may be in its first `witnessBytes`. */
export interface Witness {
  readonly buffer: GPUBuffer;
  /** What is told otherwise. `kernels`: who was launched. */
  complaint(contents: Uint8Array, kernels: readonly string[]): string;
}

export interface Launcher {
  /** Records the launch; a promise while its pipeline is being made. */
  launch(request: LaunchRequest): Promise<void> | undefined;
  /** Buffers that show whether kernels have used pointers to no memory since the last call. */
  takeWitnesses(): Witness[];
  hasWitnesses(): boolean;
  /** Destroys the buffers that it has made: nothing that was recorded may use them any more. */
  destroy(): void;
}

const largestGrid = 65535;

/** Its place in cache keys: no other buffer has it. */
const lockTableId = -1_000_000;

/** The same of the frames' buffers; each that takes another's place has a number of its own, downwards. */
const framesId = -2_000_000;

/** Stands for addresses that no memory is at. */
const noMemory = -1;

/** Dispatches of a kernel that is cut at barriers across the grid, before it is looked whether blocks still wait: at first, and at most. */
const firstRounds = 8;
const mostRounds = 256;

/** Bytes that stand behind a pointer to no memory, or say through which of them a kernel has gone. */
export const witnessBytes = 512;

/** Launches of one kernel that are kept: enough for buffers that take turns. */
const keptLaunches = 4;

/** What launches of one kernel with the same shape and buffers have in common. */
interface Prepared {
  readonly allocations: readonly Allocation[];
  readonly block: Dimensions;
  readonly dynamicShared: number;
  readonly grid: GridKind;
  readonly isLoose: boolean;
  readonly variant: Variant;
  readonly pipeline: GPUComputePipeline;
  readonly group: GPUBindGroup;
  /** The batch of its last launch, and where the parameters of that are in the staging area. */
  batch: number;
  stagedAt: number;
  /** Some of the buffers need attention at each launch: mirrors, stand-ins for null pointers. */
  readonly isSpecial: boolean;
}

export function createLauncher(env: LaunchEnvironment): Launcher {
  const { device, recorder, memory, pipelines } = env;
  const alignment = Math.max(device.limits.minUniformBufferOffsetAlignment, device.limits.minStorageBufferOffsetAlignment);
  const largestBinding = device.limits.maxStorageBufferBindingSize;
  /** What null pointers are bound to, and what others to no memory: one for each binding, since they may not share one. */
  const dummies: Allocation[] = [];
  const strayDummies: Allocation[] = [];
  const nullTargets = new Set<GPUBuffer>();
  /** Who goes through a stray pointer leaves a mark: by kernel, a word for each binding. */
  const marks = new Map<number, GPUBuffer>();
  /** Kernels that were launched with stray pointers, and these by binding. */
  const strayPointers = new Map<number, Map<number, { readonly name: string; readonly address: number }>>();
  let lockTable: Allocation | undefined;
  let frames: Allocation | undefined;
  let framesMade = 0;
  /** The mark of the last dispatch with rounds. */
  let mark = 0;
  /** Dispatches that the last launch of each kernel with rounds took. */
  const usualRounds = new Map<number, number>();
  const prepared: Prepared[][] = env.kernels.kernels.map(() => []);
  const gridOffset = [0];
  let gridGroup: GPUBindGroup | undefined;
  /** Of the launch in hand: the buffer of each binding, and where the pointer is in it (may be negative). */
  const allocations: Allocation[] = [];
  const offsets: number[] = [];
  /** The same for the roots of the arena form: the heap of each, -1 for none, and the word in it. */
  const roots: number[] = [];
  const rootWords: number[] = [];
  /** Bindings whose pointers are stray, and these. */
  const strays: number[] = [];
  const strayAddresses: number[] = [];

  function dummy(list: Allocation[], i: number, address: number, firstId: number): Allocation {
    list[i] ??= {
      address, bytes: witnessBytes, id: firstId - i, mirror: undefined, offset: 0, lead: 0,
      buffer: device.createBuffer({ size: witnessBytes, usage: GPUUsage.storage | GPUUsage.uniform | GPUUsage.copySource | GPUUsage.copyDestination }),
    };
    return list[i];
  }

  function marksOf(kernel: number): GPUBuffer {
    let buffer = marks.get(kernel);
    if (buffer === undefined) {
      buffer = device.createBuffer({ size: witnessBytes, usage: GPUUsage.storage | GPUUsage.copySource | GPUUsage.copyDestination });
      marks.set(kernel, buffer);
    }
    return buffer;
  }

  /** There is a binding for marks besides the form's own. */
  function canMark({ bindings, params }: ShaderForm): boolean {
    const buffers = bindings.filter(({ access }) => access !== 'uniform').length + (params?.space === 'storage' ? 1 : 0);
    return buffers < device.limits.maxStorageBuffersPerShaderStage && bindings.length * 4 <= witnessBytes;
  }

  /** Zeros that kernels leave as zeros: one buffer for all. */
  function locks(bytes: number): Allocation {
    lockTable ??= { address: 0, bytes, id: lockTableId, mirror: undefined, offset: 0, lead: 0, buffer: device.createBuffer({ size: bytes, usage: GPUUsage.storage }) };
    return lockTable;
  }

  /** What blocks and threads keep from one dispatch to the next. undefined: there is no buffer so large, which has been told. */
  function framesFor(kernel: KernelShader, rounds: GridRounds, request: LaunchRequest): Allocation | undefined {
    const blocks = request.grid[0] * request.grid[1] * request.grid[2];
    const threads = blocks * request.block[0] * request.block[1] * request.block[2];
    const perBlock = rounds.blockWords + (rounds.dynamic === undefined ? 0 : dynamicElements(rounds, request) * rounds.dynamic.words);
    const bytes = Math.ceil((blocks * perBlock + threads * rounds.threadWords) / 4) * 16;
    if (bytes > device.limits.maxStorageBufferBindingSize) {
      env.fail(CudaError.memoryAllocation, noFrames(kernel.pretty, bytes));
      return undefined;
    }
    if (frames === undefined || frames.bytes < bytes) {
      if (frames !== undefined) {
        pipelines.dropGroups(frames.id);
        recorder.discard(frames.buffer);
      }
      const size = Math.min(Math.max(2 ** Math.ceil(Math.log2(bytes)), 65536), device.limits.maxStorageBufferBindingSize);
      frames = { address: 0, bytes: size, id: framesId - framesMade++, mirror: undefined, offset: 0, lead: 0, buffer: device.createBuffer({ label: 'frames', size, usage: GPUUsage.storage | GPUUsage.copySource }) };
    }
    return frames;
  }

  /** False: a bad pointer, which has been told. */
  function resolve(kernel: KernelShader, form: ShaderForm, i: number, request: LaunchRequest): boolean {
    const binding = form.bindings[i];
    const { source } = binding;
    offsets[i] = 0;
    if (source.kind === 'locks') {
      allocations[i] = locks(source.bytes);
      return true;
    }
    if (source.kind === 'frames') {
      const found = framesFor(kernel, form.rounds!, request);
      if (found === undefined) return false;
      allocations[i] = found;
      return true;
    }
    if (source.kind === 'output') {
      allocations[i] = env.output();
      return true;
    }
    const address = source.kind === 'variable' ? env.variables.get(source.name) ?? 0 : request.params.getUint32(request.paramsAt + source.offset, true);
    if (address === 0) {
      allocations[i] = dummy(dummies, i, 0, -1);
      return true;
    }
    const found = memory.find(address);
    if (found === undefined && source.kind === 'param' && canMark(form)) {
      allocations[i] = dummy(strayDummies, i, noMemory, -1001);
      strays.push(i);
      strayAddresses.push(address);
      return true;
    }
    if (found === undefined) {
      env.fail(CudaError.illegalAddress, badPointer(kernel.pretty, withoutSuffix(binding.name), address));
      return false;
    }
    allocations[i] = found;
    offsets[i] = address - found.address + found.lead;
    return true;
  }

  /** Finds the heaps that the roots of the arena form point into. */
  function resolveRoots({ heaps }: ShaderForm, request: LaunchRequest): void {
    const count = heaps?.roots.length ?? 0;
    if (roots.length !== count) roots.length = rootWords.length = count;
    for (let i = 0; i < count; i++) {
      const source = heaps!.roots[i];
      const address = source.kind === 'variable' ? env.variables.get(source.name) ?? 0 : request.params.getUint32(request.paramsAt + source.offset, true);
      const list = env.heaps!.list;
      roots[i] = list.findIndex(({ start, bytes }) => address >= start && address - start < bytes);
      rootWords[i] = roots[i] < 0 ? 0 : (address - list[roots[i]].start) >>> 2;
    }
  }

  /** What the textures are that the kernel reads; 0 where it reads none. */
  function texturesOf({ textures }: ShaderForm, { kernel, params, paramsAt }: LaunchRequest): number {
    if (textures === undefined) return 0;
    let kinds = textures.length === 0 ? anyTexture : 0;
    for (const offset of textures) kinds |= env.textures?.get(params.getUint32(paramsAt + offset, true)) ?? anyTexture;
    return pipelines.texturesFor(kernel, kinds >>> 0);
  }

  /** Does a pointer lie between the elements of its buffer, where they may lie as well? (A misaligned one is left to the form that tells of it.) */
  function liesLoose({ bindings }: ShaderForm): boolean {
    let isFound = false;
    for (let i = 0; i < bindings.length; i++) {
      const { elementBytes, elementAlign } = bindings[i];
      if (offsets[i] % elementBytes === 0) continue;
      if (offsets[i] % elementAlign !== 0) return false;
      isFound = true;
    }
    return isFound;
  }

  /** Do bindings that are only read share a heap with one that is written to? WebGPU asks then that all may be written to. */
  function sharesHeap(form: ShaderForm): boolean {
    if (env.heaps === undefined) return false;
    return form.bindings.some((binding, i) => binding.access === 'read' && form.bindings.some((other, j) => other.access === 'read_write' && allocations[j].id === allocations[i].id));
  }

  /**
   * For each binding the first one with the same memory; all apart, if what is shared is only read. (In the aliased form every binding may be written to, so there all that share memory are one; and so where all bindings
   * may be written to.)
   */
  function partitionOf(form: ShaderForm, writable: boolean): number[] {
    const same = allocations.map((allocation) => allocations.indexOf(allocation));
    if (writable) return same;
    return same.some((first, i) => first !== i && isWritten(form, same, first)) ? same : same.map((_, i) => i);
  }

  /** False: a misaligned pointer, which has been told. */
  function writeParameters(kernel: KernelShader, block: ParameterBlock, form: ShaderForm, to: DataView, at: number, request: LaunchRequest, round: number): boolean {
    const { params, paramsAt } = request;
    for (const field of block.fields) {
      const target = at + field.to;
      switch (field.kind) {
        case 'copy': {
          const from = paramsAt + field.from;
          let i = 0;
          for (; i + 4 <= field.bytes; i += 4) to.setUint32(target + i, params.getUint32(from + i, true), true);
          for (; i < field.bytes; i++) to.setUint8(target + i, params.getUint8(from + i));
          break;
        }
        case 'extend': {
          const from = paramsAt + field.from;
          const value = field.bytes === 1 ? (field.signed ? params.getInt8(from) : params.getUint8(from)) : field.signed ? params.getInt16(from, true) : params.getUint16(from, true);
          to.setInt32(target, value, true);
          break;
        }
        case 'offset': {
          const offset = offsets[field.binding];
          if (offset % field.unit !== 0) {
            // Those that are aligned have another form (`liesLoose`): one is not.
            const i = form.bindings.findIndex(({ elementAlign, elementBytes }, j) => offsets[j] % elementBytes !== 0 && offsets[j] % elementAlign !== 0);
            env.fail(CudaError.misalignedAddress, misaligned(kernel.pretty, withoutSuffix(form.bindings[i].name), allocations[i].address + offsets[i], form.bindings[i].elementAlign));
            return false;
          }
          to.setInt32(target, offset / field.unit, true);
          break;
        }
        case 'address':
          to.setUint32(target, params.getUint32(paramsAt + field.from, true), true);
          break;
        case 'root':
          to.setUint32(target, rootWords[field.root], true);
          break;
        case 'variable':
          to.setUint32(target, env.variables.get(field.name) ?? 0, true);
          break;
        case 'constant':
          to.setUint32(target, field.value, true);
          break;
        case 'dispatch':
          to.setUint32(target, field.number === 'round' ? round : field.number === 'mark' ? mark : dynamicElements(form.rounds!, request), true);
          break;
        default:
          field satisfies never;
      }
    }
    return true;
  }

  function bindGroup(kernel: number, variant: Variant): GPUBindGroup {
    const block = variant.immediateBytes > 0 ? undefined : variant.form.params;
    let key = '';
    for (let i = 0; i < allocations.length; i++) if (variant.partition[i] === i) key += `${allocations[i].id}:${allocations[i].offset}:${allocations[i].bytes},`;
    let group = variant.groups.get(key);
    if (group === undefined) {
      const entries: GPUBindGroupEntry[] = [];
      if (block !== undefined) entries.push({ binding: 0, resource: { buffer: recorder.staging, offset: 0, size: blockBytes(block) } });
      variant.form.bindings.forEach((binding, i) => {
        if (variant.partition[i] !== i) return;
        const { buffer, offset, lead, bytes, room = 0 } = allocations[i];
        const size = Math.ceil((lead + bytes) / 16) * 16 + (binding.access === 'uniform' ? 0 : room);
        entries.push({ binding: binding.binding, resource: { buffer, offset, size: Math.min(size, buffer.size - offset, largestBinding) } });
      });
      variant.heaps.forEach(({ buffer }, i) => entries.push({ binding: heapBinding(variant.form, i), resource: { buffer } }));
      if (variant.strays.length > 0) entries.push({ binding: marksBinding(variant.form), resource: { buffer: marksOf(kernel) } });
      group = device.createBindGroup({ layout: variant.groupLayout, entries });
      variant.groups.set(key, group);
    }
    return group;
  }

  /** Mirrors are brought up; what may be written through null, and which pointers are stray, is remembered. */
  function attend(kernel: number, form: ShaderForm): void {
    if (strays.length > 0) {
      const pointers = strayPointers.get(kernel) ?? new Map<number, { readonly name: string; readonly address: number }>();
      strays.forEach((i, j) => pointers.set(i, { name: withoutSuffix(form.bindings[i].name), address: strayAddresses[j] }));
      strayPointers.set(kernel, pointers);
    }
    if (form.heaps !== undefined) {
      // Any of them may be reached.
      for (const allocation of memory.mirrors.values()) {
        const mirror = allocation.mirror!;
        if (!mirror.onDevice) env.bringUp(allocation);
        if (form.heaps.access === 'read_write') mirror.written = true;
      }
    }
    for (let i = 0; i < allocations.length; i++) {
      const { mirror, address, buffer } = allocations[i];
      const isWrittenTo = form.bindings[i].access === 'read_write';
      const { kind } = form.bindings[i].source;
      if (address === 0 && isWrittenTo && (kind === 'param' || kind === 'variable')) nullTargets.add(buffer);
      if (mirror === undefined) continue;
      if (!mirror.onDevice) env.bringUp(allocations[i]);
      if (isWrittenTo) mirror.written = true;
    }
  }

  /** The launch in hand is timed for the tuner, by this name. */
  let tried: string | undefined;

  /** The way of a launch that several could take, by the tuner. */
  function tunedWay(request: LaunchRequest, kernel: KernelShader, tuner: Tuner): Way {
    const usual = isCoarse(kernel, request.grid, request.block) ? Way.coarse : Way.native;
    if (kernel.coarse === undefined || request.grid[0] < kernel.coarse.blocks) return usual;
    const key = tuningKey(request.kernel, request.grid, request.block);
    const { variant, isTry } = tuner.choose(key, usual === Way.coarse ? [Way.coarse, Way.native] : [Way.native, Way.coarse]);
    if (isTry) tried = `${variant} ${key}`;
    return variant as Way;
  }

  /** `round`: which dispatch of its launch it is. False: nothing was recorded, and the program told why. */
  function dispatch(kernel: KernelShader, request: LaunchRequest, found: Prepared, round = 0): boolean {
    const { variant, pipeline, group, grid: gridKind, isSpecial } = found;
    const { form, immediateBytes } = variant;
    const { grid } = request;
    if (isSpecial) attend(request.kernel, form);
    const isFlat = gridKind !== GridKind.plain;
    const coarse = variant.way === Way.coarse ? kernel.coarse! : undefined;
    const takesGrid = isFlat || coarse !== undefined;
    const isStaged = immediateBytes === 0;
    const block = form.params;
    const bytes = block === undefined ? 0 : blockBytes(block);
    const gridAt = isStaged ? Math.ceil(bytes / alignment) * alignment : bytes;
    // Room for both at once: a submit between them would lose the first.
    let at = !isStaged || (block === undefined && !takesGrid) ? 0 : recorder.stage(takesGrid ? gridAt + gridBytes : bytes, alignment);
    const to = isStaged ? recorder.stagedView : recorder.immediates;
    if (block !== undefined && !writeParameters(kernel, block, form, to, at, request, round)) return false;
    if (takesGrid) for (let i = 0; i < 3; i++) to.setUint32(at + gridAt + 4 * i, grid[i], true);
    if (isStaged && block !== undefined && !takesGrid) {
      if (found.batch === recorder.submitted) at = recorder.sameStaged(at, found.stagedAt, block.bytes);
      found.batch = recorder.submitted;
      found.stagedAt = at;
    }
    const timestamps = tried === undefined ? env.times?.next(kernel.pretty) : env.tuning?.times.next(tried);
    tried = undefined;
    const pass = timestamps === undefined ? recorder.pass(pipeline) : recorder.timedPass(pipeline, timestamps);
    recorder.setGroup(group, isStaged && block !== undefined ? at : undefined);
    if (!isStaged) recorder.setImmediates(immediateBytes);
    else if (takesGrid) {
      gridGroup ??= device.createBindGroup({ layout: pipelines.gridLayout, entries: [{ binding: 0, resource: { buffer: recorder.staging, offset: 0, size: gridBytes } }] });
      gridOffset[0] = at + gridAt;
      pass.setBindGroup(1, gridGroup, gridOffset);
    }
    const columns = coarse === undefined ? grid[0] : Math.ceil(grid[0] / coarse.blocks);
    if (isFlat) {
      const blocks = columns * grid[1] * grid[2];
      const rows = Math.ceil(blocks / largestGrid);
      pass.dispatchWorkgroups(Math.ceil(blocks / rows), rows);
    } else pass.dispatchWorkgroups(columns, grid[1], grid[2]);
    recorder.countDispatch();
    return true;
  }

  /** A launch whose pipeline is there; a promise if its end is to be waited for. */
  function run(kernel: KernelShader, request: LaunchRequest, found: Prepared): Promise<void> | undefined {
    const { rounds } = found.variant.form;
    if (rounds === undefined) {
      dispatch(kernel, request, found);
      return undefined;
    }
    if (rounds.most === undefined || !request.cooperative || env.times !== undefined) return runRounds(kernel, request, found, rounds);
    for (let round = 0; round < rounds.most; round++) {
      mark = (mark + 1) >>> 0;
      if (!dispatch(kernel, request, found, round)) break;
    }
    return undefined;
  }

  /** Dispatches the kernel until none of its blocks waits at a barrier across the grid. */
  async function runRounds(kernel: KernelShader, request: LaunchRequest, found: Prepared, { most = Number.POSITIVE_INFINITY }: GridRounds): Promise<void> {
    // Whoever limits this launch does so before it limits what it waits for.
    await undefined;
    const { times } = env;
    const { buffer } = allocations[found.variant.form.bindings.findIndex(({ source }) => source.kind === 'frames')];
    const blocks = request.grid[0] * request.grid[1] * request.grid[2];
    const start = performance.now();
    if (times !== undefined) times.together = true;
    let many = request.cooperative ? Math.min(usualRounds.get(request.kernel) ?? firstRounds, mostRounds) : 1;
    for (let round = 0; round < most; many = Math.min(2 * many, mostRounds)) {
      for (let i = 0; i < many && round < most; i++, round++) {
        mark = (mark + 1) >>> 0;
        if (!dispatch(kernel, request, found, round)) return;
        if (times?.mustCollect === true) await times.collect();
      }
      if (round === most && request.cooperative) break;
      const words = await env.read(buffer, 0, 4 * blocks);
      if (words === undefined) return;
      const waiting = waitingSince(new Uint32Array(words.buffer, words.byteOffset, blocks), mark, round);
      if (waiting < round) {
        usualRounds.set(request.kernel, waiting + 1);
        break;
      }
      if (!request.cooperative) {
        env.fail(CudaError.launchFailure, notCooperative(kernel.pretty));
        break;
      }
      if (performance.now() - start > env.timeLimit) {
        env.fail(CudaError.launchTimeout, timeout([kernel.pretty], env.timeLimit / 1000));
        break;
      }
    }
    if (times !== undefined) times.together = false;
  }

  function findPrepared({ kernel, block, dynamicShared }: LaunchRequest, grid: GridKind, way: Way, isLoose: boolean, textures: number): Prepared | undefined {
    const list = prepared[kernel];
    for (let i = 0; i < list.length; i++) {
      const p = list[i];
      if (p.block[0] !== block[0] || p.block[1] !== block[1] || p.block[2] !== block[2] || p.dynamicShared !== dynamicShared || p.grid !== grid || p.variant.way !== way || p.isLoose !== isLoose) continue;
      if (p.variant.form.heaps !== undefined && p.variant.heapsVersion !== env.heaps?.version) continue;
      if (p.variant.textures !== textures) continue;
      let same = true;
      for (let j = 0; j < roots.length; j++) same &&= p.variant.roots[j] === roots[j];
      for (let j = 0; j < allocations.length; j++) same &&= p.allocations[j] === allocations[j];
      if (same) return p;
    }
    return undefined;
  }

  function prepare(request: LaunchRequest, variant: Variant, pipeline: GPUComputePipeline, grid: GridKind, isLoose: boolean): Prepared {
    const made: Prepared = {
      allocations: [...allocations], block: [...request.block], dynamicShared: request.dynamicShared, grid, isLoose, variant, pipeline, batch: -1, stagedAt: 0, group: bindGroup(request.kernel, variant),
      isSpecial: variant.form.heaps !== undefined || allocations.some(({ mirror, address }) => mirror !== undefined || address === 0 || address === noMemory),
    };
    const list = prepared[request.kernel];
    if (list.length === keptLaunches) list.shift();
    list.push(made);
    return made;
  }

  function launchAs(request: LaunchRequest, way: Way): Promise<void> | undefined {
    const kernel = env.kernels.kernels[request.kernel];
    const form = pipelines.mainForm(request.kernel, way);
    const count = form.bindings.length;
    if (allocations.length !== count) allocations.length = offsets.length = count;
    if (strays.length > 0) strays.length = strayAddresses.length = 0;
    for (let i = 0; i < count; i++) if (!resolve(kernel, form, i, request)) return undefined;
    resolveRoots(form, request);
    const grid = gridKindOf(request.grid, way === Way.coarse ? kernel.coarse!.blocks : 1);
    const isLoose = liesLoose(form);
    const textures = texturesOf(form, request);
    const known = findPrepared(request, grid, way, isLoose, textures);
    if (known !== undefined) return run(kernel, request, known);
    const writable = sharesHeap(form);
    const partition = partitionOf(form, writable);
    if (way === Way.coarse && (writable || isLoose || !isDistinct(partition))) {
      tried = undefined;
      return launchAs(request, Way.native);
    }
    const variant = pipelines.variant(request.kernel, { partition, flat: grid !== GridKind.plain, way, writable, isLoose, roots: [...roots], strays: [...strays], textures });
    if (variant === undefined) {
      env.fail(CudaError.notSupported, `error CW8306: kernel '${kernel.pretty}' is launched with ${isLoose ? 'pointers that are no multiples of their elements\' sizes' : 'pointers into one buffer'}, for which it has no shader; run it with --device cpu\n`);
      return undefined;
    }
    const shape: LaunchShape = { block: request.block, dynamicShared: request.dynamicShared, grid };
    const pipeline = pipelines.find(variant, shape);
    if (pipeline !== undefined) return run(kernel, request, prepare(request, variant, pipeline, grid, isLoose));
    // The program's side has asked that already (client.ts); what it sends is not relied on.
    const refused = refusal(kernel, request.block, request.dynamicShared, env.facts);
    if (refused !== undefined) {
      env.fail(CudaError.notSupported, refused);
      return undefined;
    }
    // The next launch waits for this one, so that the state in hand stays.
    return pipelines.make(variant, shape).then((made) => run(kernel, request, prepare(request, variant, made, grid, isLoose)));
  }

  return {
    takeWitnesses() {
      const taken: Witness[] = [...nullTargets].map((buffer) => ({ buffer, complaint: (_, kernels) => nullStore(kernels) }));
      for (const [kernel, pointers] of strayPointers) {
        taken.push({
          buffer: marksOf(kernel),
          complaint(contents) {
            const [, { name, address }] = [...pointers].find(([binding]) => contents[4 * binding] !== 0)!;
            return badPointer(env.kernels.kernels[kernel].pretty, name, address);
          },
        });
      }
      nullTargets.clear();
      strayPointers.clear();
      return taken;
    },
    hasWitnesses: () => nullTargets.size > 0 || strayPointers.size > 0,
    destroy() {
      for (const { buffer } of [...dummies, ...strayDummies]) buffer?.destroy();
      for (const buffer of marks.values()) buffer.destroy();
      lockTable?.buffer.destroy();
      frames?.buffer.destroy();
    },
    launch(request) {
      const kernel = env.kernels.kernels[request.kernel];
      const tooMany = gridRefusal(kernel, request.grid, request.block);
      if (tooMany !== undefined) {
        env.fail(CudaError.notSupported, tooMany);
        return undefined;
      }
      tried = undefined;
      if (request.way === Way.native && env.tuning !== undefined) return launchAs(request, tunedWay(request, kernel, env.tuning.tuner));
      return launchAs(request, request.way === Way.native && isCoarse(kernel, request.grid, request.block) ? Way.coarse : request.way);
    },
  };
}

function dynamicElements({ dynamic }: GridRounds, { dynamicShared }: LaunchRequest): number {
  return dynamic === undefined ? 0 : Math.ceil(dynamicShared / dynamic.bytes);
}

/** Of a launch's `rounds` dispatches, the last with a block that waited at its end, counted from 1; 0: none. `words`: the blocks' marks; `mark`: that of the last dispatch. */
export function waitingSince(words: Uint32Array, mark: number, rounds: number): number {
  let last = 0;
  for (const word of words) {
    const ago = (mark - word) >>> 0;
    if (ago < rounds) last = Math.max(last, rounds - ago);
  }
  return last;
}

/** `blocks`: in a workgroup. */
function gridKindOf([x, y, z]: Dimensions, blocks: number): GridKind {
  if (Math.ceil(x / blocks) <= largestGrid && y <= largestGrid && z <= largestGrid) return GridKind.plain;
  return y === 1 && z === 1 ? GridKind.row : GridKind.plane;
}
