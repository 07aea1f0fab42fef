/**
 * Compute pipelines of kernels, made when a launch first needs them and kept: by kernel, partition of the bindings, kind of grid, block dimensions and size of dynamic shared memory. Shader modules and
 * layouts are shared among those that differ only in the last two. Kernels of the arena form have one for each set of heaps.
 */
import type { DeviceFacts } from './commands.js';
import type { KernelShader, ParameterBlock, ProgramKernels, ShaderForm } from './program-kernels.js';
import type { Heap, Heaps } from './heaps.js';
import type { Partition } from './shader-text.js';
import { immediateBytesOf } from './immediates.js';
import { mostImmediateBytes } from './recorder.js';
import { heapBinding, isDistinct, isWritten, marksBinding, shaderText } from './shader-text.js';
import { formsOf, mainForm, Way } from './ways.js';

export interface Variant {
  readonly way: Way;
  readonly form: ShaderForm;
  /** What the arena form has bound besides. */
  readonly heaps: readonly Heap[];
  readonly heapsVersion: number;
  readonly roots: readonly number[];
  readonly strays: readonly number[];
  /** What textures may be; 0 where the kernel reads none. */
  readonly textures: number;
  readonly partition: Partition;
  /** Its parameters, with the grid behind them where it takes that, are so many bytes of immediates. 0: parameters, if there are any, and the grid are in buffers. */
  readonly immediateBytes: number;
  readonly module: GPUShaderModule;
  readonly groupLayout: GPUBindGroupLayout;
  readonly pipelineLayout: GPUPipelineLayout;
  readonly pipelines: Map<string, GPUComputePipeline>;
  /** Those that are being made. */
  readonly making: Map<string, Promise<GPUComputePipeline>>;
  /** By the ids of the bound buffers. */
  readonly groups: Map<string, GPUBindGroup>;
}

export interface LaunchShape {
  readonly block: readonly number[];
  readonly dynamicShared: number;
  readonly grid: GridKind;
}

/** Of textures of which nothing is known. */
export const anyTexture = 0xffff_ffff;

/** So many shaders a kernel has for textures of certain kinds; further ones take the one for any. */
const mostKinds = 6;

/** As it is; dispatched as a plane, since it has too many blocks along an axis: those of one row, or others. */
export const GridKind = { plain: 0, row: 1, plane: 2 } as const;
export type GridKind = (typeof GridKind)[keyof typeof GridKind];

/** What tells the variants of a kernel apart. */
export interface VariantRequest {
  readonly partition: Partition;
  /** The grid is dispatched as a plane. */
  readonly flat: boolean;
  readonly way: Way;
  /** Bindings that are only read share a buffer with one that is written to. */
  readonly writable: boolean;
  /** Elements lie at multiples of their alignment only. */
  readonly isLoose: boolean;
  /** Of the arena form: the heap that each root is in, -1 for none. */
  readonly roots: readonly number[];
  /** Bindings of pointers to no memory. */
  readonly strays: readonly number[];
  /** What the textures that it reads are (`texturesFor`). */
  readonly textures: number;
}

export interface Pipelines {
  variant(index: number, request: VariantRequest): Variant | undefined;
  /** What a kernel is launched as, if nothing stands against it. */
  mainForm(index: number, way: Way): ShaderForm;
  /** The pipeline, if it is there already. */
  find(variant: Variant, shape: LaunchShape): GPUComputePipeline | undefined;
  make(variant: Variant, shape: LaunchShape): Promise<GPUComputePipeline>;
  /** The kinds of textures (sysroot/include/__cuda_wasm/texture.h) for which a kernel has a shader, or may have one, that takes these. */
  texturesFor(index: number, kinds: number): number;
  /** Bindings of group 1: the grid of flat launches. */
  readonly gridLayout: GPUBindGroupLayout;
  /** Forgets bind groups with a buffer that is gone. */
  dropGroups(id: number): void;
  /** Parses the shaders of all kernels ahead of their launches. `warps`: the device's subgroups are warps. */
  prepare(warps: boolean): void;
}

const compute = 4; // GPUShaderStage.COMPUTE

/** Of the grid, wherever it is handed over. */
export const gridBytes = 16;

/** Of a parameter block where it lies. */
export function blockBytes({ bytes }: ParameterBlock): number {
  return Math.ceil(bytes / 16) * 16;
}

export function createPipelines(device: GPUDevice, { kernels, functions }: Pick<ProgramKernels, 'kernels' | 'functions'>, heaps: Heaps | undefined, { lanes, scalarUniforms }: Pick<DeviceFacts, 'lanes' | 'scalarUniforms'>): Pipelines {
  const limits = { maxBindings: device.limits.maxStorageBuffersPerShaderStage };
  const variants = new Map<string, Variant | undefined>();
  const mostImmediates = Math.min(mostImmediateBytes, immediateBytesOf(device));
  const gridLayout = device.createBindGroupLayout({ entries: [{ binding: 0, visibility: compute, buffer: { type: 'uniform', hasDynamicOffset: true } }] });

  const kindsOf = new Map<number, Set<number>>();

  function makeVariant(kernel: KernelShader, { partition, flat, way, writable, isLoose, roots, strays, textures }: VariantRequest): Variant | undefined {
    const forms = formsOf(kernel, way);
    const main = mainForm(forms, limits);
    const form = !isLoose && (main?.alike === true || (isDistinct(partition) && !(writable && main?.needsFixedReads === true))) ? main : forms.aliased;
    if (form === undefined) return undefined;
    const bound = form.heaps === undefined ? [] : (heaps?.list ?? []);
    const entries: GPUBindGroupLayoutEntry[] = [];
    const takesGrid = flat || way === Way.coarse;
    const wanted = (form.params === undefined ? 0 : blockBytes(form.params)) + (takesGrid ? gridBytes : 0);
    const immediateBytes = form.params?.space === 'storage' || wanted > mostImmediates ? 0 : wanted;
    if (form.params !== undefined && immediateBytes === 0) {
      entries.push({ binding: 0, visibility: compute, buffer: { type: form.params.space === 'uniform' ? 'uniform' : 'read-only-storage', hasDynamicOffset: true } });
    }
    form.bindings.forEach((binding, i) => {
      if (partition[i] !== i) return;
      entries.push({ binding: binding.binding, visibility: compute, buffer: { type: binding.access === 'uniform' ? 'uniform' : isWritten(form, partition, i, writable) ? 'storage' : 'read-only-storage' } });
    });
    bound.forEach((_, i) => entries.push({ binding: heapBinding(form, i), visibility: compute, buffer: { type: form.heaps!.access === 'read' ? 'read-only-storage' : 'storage' } }));
    if (strays.length > 0) entries.push({ binding: marksBinding(form), visibility: compute, buffer: { type: 'storage' } });
    const groupLayout = device.createBindGroupLayout({ entries });
    return {
      way, form, partition, groupLayout, roots, strays, textures, immediateBytes, heaps: bound, heapsVersion: heaps?.version ?? 0,
      module: device.createShaderModule({ label: kernel.pretty, code: shaderText(form, { partition, flat, isRepeated: way === Way.repeated, writable, heaps: bound.length, roots, strays, lanes, textures, scalarUniforms, immediates: immediateBytes > 0 }) }),
      pipelineLayout: device.createPipelineLayout({ bindGroupLayouts: takesGrid && immediateBytes === 0 ? [groupLayout, gridLayout] : [groupLayout], immediateSize: immediateBytes }),
      pipelines: new Map(),
      making: new Map(),
      groups: new Map(),
    };
  }

  const shapeKey = ({ block, dynamicShared, grid }: LaunchShape): string => `${block[0]},${block[1]},${block[2]},${dynamicShared},${grid}`;

  function variant(index: number, request: VariantRequest): Variant | undefined {
    const { partition, flat, way, writable, isLoose, roots, strays, textures } = request;
    const key = `${index}:${way}${flat ? 'flat' : ''}${writable ? 'writable' : ''}${isLoose ? 'loose' : ''}:${partition.join()}:${roots.join()}${strays.length === 0 ? '' : `:${strays.join()}`}${textures === 0 ? '' : `/${textures}`}`;
    const known = variants.get(key);
    const isOld = known !== undefined && known.form.heaps !== undefined && known.heapsVersion !== heaps?.version;
    if (isOld || !variants.has(key)) variants.set(key, makeVariant(kernels[index], request));
    return variants.get(key);
  }

  return {
    gridLayout,
    variant,
    mainForm: (index, way) => mainForm(formsOf(kernels[index], way), limits)!,
    texturesFor(index, kinds) {
      const known = kindsOf.get(index) ?? new Set();
      kindsOf.set(index, known);
      if (!known.has(kinds) && known.size >= mostKinds) return anyTexture;
      known.add(kinds);
      return kinds;
    },
    find: (found, shape) => found.pipelines.get(shapeKey(shape)),
    make(found, shape) {
      const key = shapeKey(shape);
      const known = found.making.get(key);
      if (known !== undefined) return known;
      const along = (axis: 'y' | 'z', size: number): number => (found.form.alikeAlong?.includes(axis) === true ? 1 : size);
      const [x, y, z] = [shape.block[0], along('y', shape.block[1]), along('z', shape.block[2])];
      const constants: Record<string, number> = { block_dim_x: x, block_dim_y: y, block_dim_z: z };
      if (found.way === Way.repeated) constants.block__invocations = Math.min(x * y * z, device.limits.maxComputeInvocationsPerWorkgroup, device.limits.maxComputeWorkgroupSizeX);
      if (shape.grid !== GridKind.plain) constants.grid__is_row = shape.grid === GridKind.row ? 1 : 0;
      found.heaps.forEach(({ start, bytes }, i) => {
        constants[`heap_${i}_start`] = start;
        constants[`heap_${i}_bytes`] = bytes;
      });
      found.form.heaps?.roots.forEach((_, i) => {
        constants[`root__${i}_known`] = found.roots[i] < 0 ? 0 : 1;
      });
      const { dynamicShared } = found.form;
      if (found.form.textures !== undefined) constants.texture__kinds = found.textures;
      for (const { name, override } of found.form.functions) constants[override] = functions[name];
      if (dynamicShared !== undefined) constants.dynamic_shared_count = Math.max(1, Math.ceil(shape.dynamicShared / dynamicShared.bytes));
      const making = device.createComputePipelineAsync({ layout: found.pipelineLayout, compute: { module: found.module, entryPoint: 'main', constants } }).then((pipeline) => {
        found.pipelines.set(key, pipeline);
        return pipeline;
      }).finally(() => found.making.delete(key));
      found.making.set(key, making);
      return making;
    },
    dropGroups(id) {
      for (const found of variants.values()) {
        if (found === undefined) continue;
        for (const key of found.groups.keys()) if (`,${key},`.includes(`,${id},`)) found.groups.delete(key);
      }
    },
    prepare(warps) {
      // With heaps it depends on the launch what a shader looks like.
      if (heaps !== undefined) return;
      kernels.forEach((kernel, i) => {
        if (kernel.chunk !== undefined) return;
        const way = kernel.distinct?.needsWarps === true && !warps ? Way.looped : Way.native;
        const form = mainForm(formsOf(kernel, way), limits);
        if (form !== undefined) variant(i, { partition: form.bindings.map((_, j) => j), flat: false, way, writable: false, isLoose: false, roots: [], strays: [], textures: 0 });
      });
    },
  };
}
