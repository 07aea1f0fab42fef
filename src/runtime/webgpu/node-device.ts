/** The WebGPU device in Node: Dawn's addon, named by the variable DAWN_NODE or from the optional package `webgpu`. */
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import process from 'node:process';

export interface NodeDeviceOptions {
  /** Without bounds checks: a wrong index may then read or write anything of the device's memory. */
  readonly unchecked?: boolean;
}

interface DawnModule {
  readonly create: (options: readonly string[]) => GPU;
}

/** Dawn crashes when what `create` returned is collected. */
const keep = globalThis as typeof globalThis & { cudaWasmDawn?: GPU };

async function loadDawn(): Promise<DawnModule | undefined> {
  const path = process.env.DAWN_NODE;
  if (path !== undefined && path !== '') return createRequire(`${process.cwd()}/`)(path) as DawnModule;
  try {
    return (await import('webgpu')) as unknown as DawnModule;
  } catch {
    return undefined;
  }
}

/**
 * Might there be a GPU? Loading Dawn takes a tenth of a second and says on stderr what it misses: not where nothing can be found. Linux shows its devices as files; other systems have a GPU.
 */
export function mayHaveGpu(): boolean {
  if (process.platform !== 'linux') return true;
  const { VK_ICD_FILENAMES, VK_DRIVER_FILES } = process.env;
  return VK_ICD_FILENAMES !== undefined || VK_DRIVER_FILES !== undefined || existsSync('/dev/dri') || existsSync('/dev/nvidiactl');
}

/** undefined: there is no WebGPU here. */
export async function findNodeAdapter(options: NodeDeviceOptions = {}): Promise<GPUAdapter | undefined> {
  const dawn = await loadDawn();
  if (dawn === undefined) return undefined;
  const enabled = ['vulkan_enable_f16_on_nvidia', ...(options.unchecked ? ['disable_robustness'] : [])];
  keep.cudaWasmDawn = dawn.create([`enable-dawn-features=${enabled.join()}`, 'disable-dawn-features=timestamp_quantization']);
  return (await keep.cudaWasmDawn.requestAdapter({ powerPreference: 'high-performance' })) ?? undefined;
}
