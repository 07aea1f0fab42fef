/**
 * Immediates: words that a pass hands to a shader with the dispatch. In: a device. Out: how many bytes of them its shaders may have; parameters that fit need no buffer, no write to it, and no other bind group for each launch. Imports nothing of a host.
 */

/** What findDawnAdapter (dawn.ts) keeps. */
const host = globalThis as typeof globalThis & { readonly cudaWasmDawn?: readonly GPU[] };

/** 0: there are none, or it is not known whose device this is. */
export function immediateBytesOf(device: GPUDevice): number {
  const { wgslLanguageFeatures } = host.cudaWasmDawn?.at(-1) ?? host.navigator?.gpu ?? {};
  return wgslLanguageFeatures?.has('immediate_address_space') === true ? (device.limits.maxImmediateSize ?? 0) : 0;
}
