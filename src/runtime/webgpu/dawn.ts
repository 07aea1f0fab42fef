/** Dawn, the WebGPU of Node (its addon is the package `webgpu`): how an adapter is asked for, and whether that is worth it. Imports nothing, so that modules for browsers can hold it too. */

export interface DawnModule {
  readonly create: (options: readonly string[]) => GPU;
}

/** Dawn crashes when what `create` returned is collected: all of it stays. */
const keep = globalThis as typeof globalThis & { cudaWasmDawn?: GPU[] };

/**
 * `unchecked`: without bounds checks. `expectsNvidia`: the machine has such a GPU; they divide integers as CUDA says without the tests (of zero divisors, of overflow) that Dawn puts around divisions, whose remainders
 * of negative numbers other GPUs need. undefined: it finds no device.
 */
export async function findDawnAdapter(dawn: DawnModule, unchecked = false, expectsNvidia = false): Promise<GPUAdapter | undefined> {
  const enabled = ['vulkan_enable_f16_on_nvidia', ...(unchecked ? ['disable_robustness', 'disable_workgroup_init'] : []), ...(expectsNvidia ? ['disable_polyfills_on_integer_div_and_mod'] : [])];
  const gpu = dawn.create([`enable-dawn-features=${enabled.join()}`, 'disable-dawn-features=timestamp_quantization']);
  keep.cudaWasmDawn = [...(keep.cudaWasmDawn ?? []), gpu];
  const adapter = (await gpu.requestAdapter({ powerPreference: 'high-performance' })) ?? undefined;
  return expectsNvidia && adapter?.info.vendor !== 'nvidia' ? findDawnAdapter(dawn, unchecked) : adapter;
}

/** What the language of shaders has beyond its first version, of the WebGPU that is in use: Dawn's, or the browser's. */
export function shaderLanguage(): ReadonlySet<string> {
  const browser = (globalThis as { navigator?: { gpu?: GPU } }).navigator?.gpu;
  return (keep.cudaWasmDawn?.at(-1) ?? browser)?.wgslLanguageFeatures ?? new Set();
}

/** Of Linux, where the driver shows itself as a file. */
export function hasNvidiaDriver(exists: (path: string) => boolean): boolean {
  return exists('/dev/nvidiactl');
}

/**
 * Might there be a GPU? Loading Dawn takes a tenth of a second and says on stderr what it misses: not where nothing can be found. Linux shows its devices as files; other systems have a GPU.
 */
export function mayHaveGpu(platform: string, env: Readonly<Record<string, string | undefined>>, exists: (path: string) => boolean): boolean {
  return platform !== 'linux' || env.VK_ICD_FILENAMES !== undefined || env.VK_DRIVER_FILES !== undefined || exists('/dev/dri') || exists('/dev/nvidiactl');
}
