/** Dawn's validator, on a device that runs nothing: what it says of a shader, in the module and in a pipeline for blocks of 8 × 8 threads. */
// Dawn's objects must stay referenced.
const keep = globalThis as typeof globalThis & { dawn?: GPU };

export interface Validator {
  readonly complaints: (wgsl: string) => Promise<string[]>;
  readonly close: () => void;
}

/** Throws where the package webgpu is not installed. */
export async function openValidator(): Promise<Validator> {
  const { create } = await import('webgpu');
  keep.dawn = create(['backend=null']);
  const adapter = await keep.dawn.requestAdapter();
  const device = await adapter!.requestDevice({ requiredFeatures: ['subgroups', 'shader-f16'], requiredLimits: { maxStorageBuffersPerShaderStage: adapter!.limits.maxStorageBuffersPerShaderStage } });
  const complaints = async (wgsl: string): Promise<string[]> => {
    device.pushErrorScope('validation');
    const module = device.createShaderModule({ code: wgsl });
    const info = await module.getCompilationInfo();
    const found = info.messages.map((m) => `${m.lineNum}:${m.linePos}: ${m.message}`);
    // Devices with fewer bindings than the shader wants run the kernel's form by address, which is a shader of its own.
    if ((wgsl.match(/\bvar<storage\b/g) ?? []).length > device.limits.maxStorageBuffersPerShaderStage) {
      const error = await device.popErrorScope();
      return error === null ? found : [...found, error.message];
    }
    const constants: Record<string, number> = { block_dim_x: 8, block_dim_y: 8, block_dim_z: 1 };
    if (wgsl.includes('dynamic_shared_count')) constants.dynamic_shared_count = 64;
    for (const [name] of wgsl.matchAll(/\bheap_\d+_(?:start|bytes)(?=: u32)/g)) constants[name] = 0x80000000;
    device.createComputePipeline({ layout: 'auto', compute: { module, entryPoint: 'main', constants } });
    const error = await device.popErrorScope();
    return error === null ? found : [...found, error.message];
  };
  return { complaints, close: () => device.destroy() };
}
