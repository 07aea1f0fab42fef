/** Opens WebGPU for the API, in Node (Dawn: the package `webgpu`, or what DAWN_NODE names) and in browsers. A part of its own: who stays on the CPU does not fetch it. */
import type { DawnModule } from '../webgpu/dawn.js';
import { findDawnAdapter, hasNvidiaDriver } from '../webgpu/dawn.js';
import { adapterName, factsOf, isSoftware, openDevice } from '../webgpu/open-device.js';
import type { BackendHost } from './backend.js';
import { CudaError, errorCodes } from './errors.js';
import type { GpuBackend } from './gpu-backend.js';
import { createGpuBackend } from './gpu-backend.js';
import { findNode } from './node-modules.js';

export interface GpuOptions {
  /** The user's own device. */
  readonly gpuDevice: GPUDevice | undefined;
  readonly timeLimit: number;
  /** A device that runs on the processor will do. */
  readonly software: boolean;
}

async function findAdapter(): Promise<GPUAdapter | string> {
  const node = findNode();
  if (node === undefined) {
    if (navigator.gpu === undefined) return 'this browser has no WebGPU, or keeps it from pages that are not served by https or from localhost';
    return (await navigator.gpu.requestAdapter({ powerPreference: 'high-performance' })) ?? 'this browser found no device for WebGPU';
  }
  const path = node.process.env['DAWN_NODE'];
  let dawn: DawnModule;
  try {
    const name = 'webgpu';
    dawn = path !== undefined && path !== '' ? (node.module('node:module').createRequire(`${node.process.cwd()}/`)(path) as DawnModule) : ((await import(/* @vite-ignore */ /* webpackIgnore: true */ name)) as unknown as DawnModule);
  } catch {
    return "the package 'webgpu' is not installed";
  }
  const { existsSync } = node.module('node:fs');
  return (await findDawnAdapter(dawn, false, hasNvidiaDriver(existsSync))) ?? "the package 'webgpu' found no device";
}

/** Why there is no such device, as text. */
export async function openGpu({ gpuDevice, timeLimit, software }: GpuOptions): Promise<((host: BackendHost) => GpuBackend) | string> {
  if (gpuDevice !== undefined) return (host) => createGpuBackend({ device: gpuDevice, facts: factsOf(gpuDevice, gpuDevice.adapterInfo), isBorrowed: true, timeLimit }, host);
  const adapter = await findAdapter();
  if (typeof adapter === 'string') return adapter;
  if (!software && isSoftware(adapter)) return `the only WebGPU device here, ${adapterName(adapter)}, runs on the processor`;
  const { device, facts } = await openDevice(adapter);
  return (host) => createGpuBackend({ device, facts, isBorrowed: false, timeLimit }, host);
}

export function noGpu(reason: string): CudaError {
  return new CudaError(errorCodes.noDevice, `there is no WebGPU device: ${reason}`);
}
