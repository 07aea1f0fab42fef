/**
 * Kernel launches: pointers → buffers, the parameter block, the variant for pointers that share a buffer, bind group, dispatch.
 */
import { CudaError } from './commands.js';
import type { Allocation, DeviceMemory } from './device-memory.js';
import { badPointer, misaligned } from './messages.js';
import type { LaunchShape, Pipelines, Variant } from './pipelines.js';
import type { KernelShader, ParameterBlock, ProgramKernels, ShaderForm, StorageBinding } from './program-kernels.js';
import type { Recorder } from './recorder.js';
import { GPUUsage } from './recorder.js';
import { isWritten } from './shader-text.js';

export interface LaunchRequest {
  readonly kernel: number;
  readonly grid: readonly [number, number, number];
  readonly block: readonly [number, number, number];
  readonly dynamicShared: number;
  /** The packed parameter buffer. */
  readonly params: DataView;
}

export interface LaunchEnvironment {
  readonly device: GPUDevice;
  readonly kernels: ProgramKernels;
  readonly memory: DeviceMemory;
  readonly recorder: Recorder;
  readonly pipelines: Pipelines;
  /** Device addresses of variables by name; a managed one's is the program's own. */
  readonly variables: ReadonlyMap<string, number>;
  /** The buffer for what kernels print, and their faults. */
  readonly output: () => Allocation;
  /** Brings a mirror's contents to the device. */
  readonly bringUp: (allocation: Allocation) => void;
  readonly fail: (error: number, message: string) => void;
}

export interface Launcher {
  /** Records the launch; a promise while its pipeline is being made. */
  launch(request: LaunchRequest): Promise<void> | undefined;
  /** Stand-ins for null pointers that kernels may have written to since the last call: nothing but zeros may be in them. */
  takeNullTargets(): GPUBuffer[];
  nullTargetsUsed(): boolean;
}

const largestGrid = 65535;

/** Apart from those of other stand-ins. */
const lockTableId = -1_000_000;

/** Bytes that stand behind a null pointer. */
export const nullBytes = 512;

interface Bound {
  readonly allocation: Allocation;
  /** Of the pointer in the buffer; may be negative. */
  readonly offset: number;
}

export function createLauncher(env: LaunchEnvironment): Launcher {
  const { device, recorder, memory, pipelines } = env;
  const alignment = Math.max(device.limits.minUniformBufferOffsetAlignment, device.limits.minStorageBufferOffsetAlignment);
  /** What null pointers are bound to: one for each binding, since they may not share one. */
  const dummies: Allocation[] = [];
  const nullTargets = new Set<GPUBuffer>();
  let lockTable: Allocation | undefined;
  let gridGroup: GPUBindGroup | undefined;

  function dummy(i: number): Allocation {
    dummies[i] ??= {
      address: 0, bytes: nullBytes, id: -1 - i, mirror: undefined,
      buffer: device.createBuffer({ size: nullBytes, usage: GPUUsage.storage | GPUUsage.copySource | GPUUsage.copyDestination }),
    };
    return dummies[i];
  }

  /** Zeros that kernels leave as zeros: one buffer for all. */
  function locks(bytes: number): Allocation {
    lockTable ??= { address: 0, bytes, id: lockTableId, mirror: undefined, buffer: device.createBuffer({ size: bytes, usage: GPUUsage.storage }) };
    return lockTable;
  }

  function resolve(kernel: KernelShader, binding: StorageBinding, i: number, params: DataView): Bound | undefined {
    const { source } = binding;
    if (source.kind === 'locks') return { allocation: locks(source.bytes), offset: 0 };
    if (source.kind === 'output') return { allocation: env.output(), offset: 0 };
    const address = source.kind === 'variable' ? env.variables.get(source.name) ?? 0 : params.getUint32(source.offset, true);
    if (address === 0) return { allocation: dummy(i), offset: 0 };
    const allocation = memory.find(address);
    if (allocation === undefined) {
      env.fail(CudaError.illegalAddress, badPointer(kernel.pretty, binding.name, address));
      return undefined;
    }
    return { allocation, offset: address - allocation.address };
  }

  /** For each binding the first one with the same buffer, where one of them is written. */
  function partitionOf(form: ShaderForm, bound: readonly Bound[]): number[] {
    const same = bound.map(({ allocation }) => bound.findIndex((other) => other.allocation === allocation));
    return same.map((first, i) => (isWritten(form, same, first) ? first : i));
  }

  function writeParameters(kernel: KernelShader, block: ParameterBlock, form: ShaderForm, bound: readonly Bound[], to: DataView, params: DataView): boolean {
    for (const field of block.fields) {
      switch (field.kind) {
        case 'copy':
          for (let i = 0; i < field.bytes; i += 4) {
            if (field.bytes - i >= 4) to.setUint32(field.to + i, params.getUint32(field.from + i, true), true);
            else for (let j = i; j < field.bytes; j++) to.setUint8(field.to + j, params.getUint8(field.from + j));
          }
          break;
        case 'extend': {
          const value = field.bytes === 1 ? (field.signed ? params.getInt8(field.from) : params.getUint8(field.from)) : field.signed ? params.getInt16(field.from, true) : params.getUint16(field.from, true);
          to.setInt32(field.to, value, true);
          break;
        }
        case 'offset': {
          const { allocation, offset } = bound[field.binding];
          if (offset % field.unit !== 0) {
            env.fail(CudaError.misalignedAddress, misaligned(kernel.pretty, form.bindings[field.binding].name, allocation.address + offset, field.unit));
            return false;
          }
          to.setInt32(field.to, offset / field.unit, true);
          break;
        }
        case 'address':
          to.setUint32(field.to, params.getUint32(field.from, true), true);
          break;
        case 'constant':
          to.setUint32(field.to, field.value, true);
          break;
        default:
          field satisfies never;
      }
    }
    return true;
  }

  function bindGroup(variant: Variant, bound: readonly Bound[], params: { buffer: GPUBuffer; bytes: number } | undefined): GPUBindGroup {
    let key = '';
    for (let i = 0; i < bound.length; i++) if (variant.partition[i] === i) key += `${bound[i].allocation.id},`;
    let group = variant.groups.get(key);
    if (group === undefined) {
      const entries: GPUBindGroupEntry[] = [];
      if (params !== undefined) entries.push({ binding: 0, resource: { buffer: params.buffer, offset: 0, size: params.bytes } });
      variant.form.bindings.forEach((binding, i) => {
        if (variant.partition[i] !== i) return;
        const { allocation } = bound[i];
        entries.push({ binding: binding.binding, resource: { buffer: allocation.buffer, offset: 0, size: allocation.bytes } });
      });
      group = device.createBindGroup({ layout: variant.groupLayout, entries });
      variant.groups.set(key, group);
    }
    return group;
  }

  function dispatch(kernel: KernelShader, request: LaunchRequest, variant: Variant, pipeline: GPUComputePipeline, bound: readonly Bound[], flat: boolean): void {
    const { form } = variant;
    const { grid } = request;
    for (let i = 0; i < bound.length; i++) {
      const { mirror, address, buffer } = bound[i].allocation;
      if (address === 0 && form.bindings[i].source.kind !== 'output' && form.bindings[i].source.kind !== 'locks' && form.bindings[i].access === 'read_write') nullTargets.add(buffer);
      if (mirror === undefined) continue;
      if (!mirror.onDevice) env.bringUp(bound[i].allocation);
      if (form.bindings[i].access === 'read_write') mirror.written = true;
    }
    // Room for both at once: a submit between them would lose the first.
    const block = form.params;
    const blockBytes = block === undefined ? 0 : Math.ceil(block.bytes / 16) * 16;
    const gridAt = Math.ceil(blockBytes / alignment) * alignment;
    const staged = block === undefined && !flat ? undefined : recorder.stage(flat ? gridAt + 16 : blockBytes, alignment);
    const offsets: number[] = [];
    if (staged !== undefined) {
      const view = new DataView(staged.bytes.buffer, staged.bytes.byteOffset, staged.bytes.byteLength);
      if (block !== undefined) {
        if (!writeParameters(kernel, block, form, bound, view, request.params)) return;
        offsets.push(staged.offset);
      }
      if (flat) grid.forEach((size, i) => view.setUint32(gridAt + 4 * i, size, true));
    }
    const group = bindGroup(variant, bound, staged === undefined || block === undefined ? undefined : { buffer: staged.buffer, bytes: blockBytes });
    const pass = recorder.pass(pipeline);
    pass.setBindGroup(0, group, offsets);
    if (flat && staged !== undefined) {
      gridGroup ??= device.createBindGroup({ layout: pipelines.gridLayout, entries: [{ binding: 0, resource: { buffer: staged.buffer, offset: 0, size: 16 } }] });
      pass.setBindGroup(1, gridGroup, [staged.offset + gridAt]);
      const blocks = grid[0] * grid[1] * grid[2];
      const rows = Math.ceil(blocks / largestGrid);
      pass.dispatchWorkgroups(Math.ceil(blocks / rows), rows);
    } else pass.dispatchWorkgroups(grid[0], grid[1], grid[2]);
    recorder.countDispatch();
  }

  return {
    takeNullTargets() {
      const taken = [...nullTargets];
      nullTargets.clear();
      return taken;
    },
    nullTargetsUsed: () => nullTargets.size > 0,
    launch(request) {
      const kernel = env.kernels.kernels[request.kernel];
      const form = kernel.distinct!;
      const bound: Bound[] = [];
      for (let i = 0; i < form.bindings.length; i++) {
        const found = resolve(kernel, form.bindings[i], i, request.params);
        if (found === undefined) return undefined;
        bound.push(found);
      }
      const flat = request.grid.some((size) => size > largestGrid);
      const variant = pipelines.variant(request.kernel, partitionOf(form, bound), flat);
      if (variant === undefined) {
        env.fail(CudaError.notSupported, `error CW8306: kernel '${kernel.pretty}' is launched with pointers into one buffer, for which it has no shader; run it with --device cpu\n`);
        return undefined;
      }
      const shape: LaunchShape = { block: request.block, dynamicShared: request.dynamicShared, flat };
      const pipeline = pipelines.find(variant, shape);
      if (pipeline !== undefined) {
        dispatch(kernel, request, variant, pipeline, bound, flat);
        return undefined;
      }
      return pipelines.make(variant, shape).then((made) => dispatch(kernel, request, variant, made, bound, flat));
    },
  };
}
