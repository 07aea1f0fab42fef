/** An adapter and its device with all that kernels can use: the same for Node and browsers. */
import type { DeviceFacts } from './commands.js';
import { deviceBase } from './commands.js';
import { shaderLanguage } from './dawn.js';

export interface OpenDevice {
  readonly device: GPUDevice;
  readonly facts: DeviceFacts;
  readonly halves: boolean;
}

const wantedFeatures = ['timestamp-query', 'subgroups', 'shader-f16'] as const;
const wantedLimits = [
  'maxBufferSize', 'maxStorageBufferBindingSize', 'maxComputeWorkgroupStorageSize', 'maxComputeInvocationsPerWorkgroup', 'maxComputeWorkgroupSizeX', 'maxComputeWorkgroupSizeY',
  'maxComputeWorkgroupSizeZ', 'maxStorageBuffersPerShaderStage', 'maxImmediateSize',
] as const;

/** Does the adapter run on a processor? */
export function isSoftware({ info }: { readonly info: GPUAdapterInfo }): boolean {
  return info.isFallbackAdapter === true || /swiftshader|llvmpipe|software|warp/i.test(`${info.architecture} ${info.device} ${info.description}`);
}

export function adapterName({ info }: { readonly info: GPUAdapterInfo }): string {
  return info.description !== '' ? info.description : info.device !== '' ? info.device : `${info.vendor} ${info.architecture}`.trim();
}

/** Are subgroups CUDA's warps? */
function hasWarps(features: ReadonlySet<string>, info: GPUAdapterInfo): boolean {
  return features.has('subgroups') && info.subgroupMinSize === 32 && info.subgroupMaxSize === 32;
}

/** Threads of each subgroup, where they are as many always, and a word has a bit for each; else 0. */
function fixedLanes(features: ReadonlySet<string>, { subgroupMinSize, subgroupMaxSize }: GPUAdapterInfo): number {
  return features.has('subgroups') && subgroupMinSize === subgroupMaxSize && subgroupMinSize >= 4 && subgroupMinSize <= 32 ? subgroupMinSize : 0;
}

/** Threads of a block in CUDA. */
const largestBlock = 1024;

/** Forms of shaders with several threads an invocation that kernels need on this device. */
export function loopedFor(adapter: GPUAdapter): { readonly warps: boolean; readonly blocks: boolean } {
  const { maxComputeInvocationsPerWorkgroup, maxComputeWorkgroupSizeX, maxComputeWorkgroupSizeY, maxComputeWorkgroupSizeZ } = adapter.limits;
  const fits = maxComputeInvocationsPerWorkgroup >= largestBlock && maxComputeWorkgroupSizeX >= largestBlock && maxComputeWorkgroupSizeY >= largestBlock && maxComputeWorkgroupSizeZ >= 64;
  return { warps: !hasWarps(adapter.features, adapter.info), blocks: !fits };
}

/** Rejects if the adapter gives no device. */
export async function openDevice(adapter: GPUAdapter): Promise<OpenDevice> {
  const requiredFeatures = wantedFeatures.filter((feature) => adapter.features.has(feature));
  const requiredLimits = Object.fromEntries(wantedLimits.filter((name) => adapter.limits[name] !== undefined).map((name) => [name, adapter.limits[name]]));
  const device = await adapter.requestDevice({ requiredFeatures: requiredFeatures as GPUFeatureName[], requiredLimits });
  return { device, halves: device.features.has('shader-f16'), facts: factsOf(device, adapter.info) };
}

/** What is to be known of a device, its own or the user's. */
export function factsOf({ features, limits }: GPUDevice, info: GPUAdapterInfo): DeviceFacts {
  const largest = Math.min(limits.maxBufferSize, limits.maxStorageBufferBindingSize);
  return {
    name: adapterName({ info }),
    warps: hasWarps(features, info),
    lanes: fixedLanes(features, info),
    scalarUniforms: shaderLanguage().has('uniform_buffer_standard_layout'),
    software: isSoftware({ info }),
    memory: 2 ** 32 - deviceBase - 512,
    largestAllocation: Math.min(largest, 2 ** 31 - 4096),
    maxBlockThreads: limits.maxComputeInvocationsPerWorkgroup,
    maxBlockDim: [limits.maxComputeWorkgroupSizeX, limits.maxComputeWorkgroupSizeY, limits.maxComputeWorkgroupSizeZ],
    maxSharedBytes: limits.maxComputeWorkgroupStorageSize,
    maxBindings: limits.maxStorageBuffersPerShaderStage,
  };
}
