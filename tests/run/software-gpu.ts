/** The environment in which Dawn finds SwiftShader, a Vulkan driver that runs on the processor: WebGPU for tests without a GPU. */
import { existsSync } from 'node:fs';

const icd = '/usr/lib/chromium/vk_swiftshader_icd.json';

/** Throws where SwiftShader is not installed. */
export function useSoftwareGpu(): void {
  if (!existsSync(icd)) throw new Error('SwiftShader is missing: run scripts/system-packages.mjs, or install chromium and libvulkan1');
  process.env.VK_ICD_FILENAMES = icd;
  process.env.XDG_RUNTIME_DIR ??= '/tmp';
}
