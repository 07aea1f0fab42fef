/**
 * Immediates: words that a pass hands to a shader with the dispatch. In: a device. Out: how many bytes of them its shaders may have; parameters that fit need no buffer, no write to it, and no other bind group for each launch.
 */
import { shaderLanguage } from './dawn.js';

/** What declarations of WebGPU older than immediates lack. */
declare global {
  interface GPUSupportedLimits {
    readonly maxImmediateSize: number;
  }
  interface GPUPipelineLayoutDescriptor {
    immediateSize?: number;
  }
  interface GPUComputePassEncoder {
    setImmediates(rangeOffset: number, data: AllowSharedBufferSource, dataOffset?: number, dataSize?: number): undefined;
  }
}

/** 0: there are none. */
export function immediateBytesOf(device: GPUDevice): number {
  return shaderLanguage().has('immediate_address_space') ? (device.limits.maxImmediateSize ?? 0) : 0;
}
