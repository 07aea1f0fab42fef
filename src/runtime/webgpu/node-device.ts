/** The WebGPU device in Node: Dawn's addon, named by the variable DAWN_NODE or from the optional package `webgpu`. */
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import process from 'node:process';
import type { DawnModule } from './dawn.js';
import { findDawnAdapter, hasNvidiaDriver, mayHaveGpu as mayHave } from './dawn.js';

export interface NodeDeviceOptions {
  /** Without bounds checks: a wrong index may then read or write anything of the device's memory. */
  readonly unchecked?: boolean;
}

async function loadDawn(): Promise<DawnModule | undefined> {
  const path = process.env.DAWN_NODE;
  try {
    if (path !== undefined && path !== '') return createRequire(`${process.cwd()}/`)(path) as DawnModule;
    return (await import('webgpu')) as unknown as DawnModule;
  } catch {
    return undefined;
  }
}

export function mayHaveGpu(): boolean {
  return mayHave(process.platform, process.env, existsSync);
}

/** undefined: there is no WebGPU here. */
export async function findNodeAdapter(options: NodeDeviceOptions = {}): Promise<GPUAdapter | undefined> {
  const dawn = await loadDawn();
  return dawn && findDawnAdapter(dawn, options.unchecked, hasNvidiaDriver(existsSync));
}

/** For messages, where `findNodeAdapter` found none. */
export async function whyNoAdapter(): Promise<string> {
  if ((await loadDawn()) !== undefined) return 'no GPU was found';
  return process.env.DAWN_NODE ? `DAWN_NODE names '${process.env.DAWN_NODE}', which cannot be loaded` : "the package 'webgpu' is not installed (npm install webgpu)";
}
