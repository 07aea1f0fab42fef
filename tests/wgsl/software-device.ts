/** A WebGPU device in software (SwiftShader, as Debian's chromium brings it), for tests of what shaders compute. */
import { existsSync } from 'node:fs';
import { create, globals } from 'webgpu';

const driver = process.env.VK_ICD_FILENAMES ?? '/usr/lib/chromium/vk_swiftshader_icd.json';

// Dawn's objects must stay referenced.
const keep = globalThis as typeof globalThis & { softwareDawn?: GPU };

/** Tests that need it are skipped where it is not installed. */
export function hasSoftwareDevice(): boolean {
  return existsSync(driver);
}

/** undefined where there is none. */
export async function openSoftwareDevice(): Promise<GPUDevice | undefined> {
  if (!hasSoftwareDevice()) return undefined;
  process.env.VK_ICD_FILENAMES = driver;
  Object.assign(globalThis, globals);
  keep.softwareDawn = create([]);
  const adapter = await keep.softwareDawn.requestAdapter();
  if (adapter === null) throw new Error(`Dawn has no adapter for ${driver}`);
  return adapter.requestDevice({ requiredFeatures: [...adapter.features].filter((f) => f === 'subgroups') as GPUFeatureName[] });
}

/** Runs `main` of a shader with a storage buffer for each input (bindings 0, 1 …) and one of as many words as asked for behind them, which comes back. */
export async function compute(device: GPUDevice, code: string, inputs: readonly Uint32Array<ArrayBuffer>[], outputWords: number, groups: number): Promise<Uint32Array> {
  const buffers = inputs.map((words) => {
    const buffer = device.createBuffer({ size: words.byteLength, usage: GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_DST });
    device.queue.writeBuffer(buffer, 0, words);
    return buffer;
  });
  const output = device.createBuffer({ size: outputWords * 4, usage: GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC });
  const back = device.createBuffer({ size: outputWords * 4, usage: GPUBufferUsage.COPY_DST | GPUBufferUsage.MAP_READ });
  const pipeline = device.createComputePipeline({ layout: 'auto', compute: { module: device.createShaderModule({ code }), entryPoint: 'main' } });
  const encoder = device.createCommandEncoder();
  const pass = encoder.beginComputePass();
  pass.setPipeline(pipeline);
  pass.setBindGroup(0, device.createBindGroup({ layout: pipeline.getBindGroupLayout(0), entries: [...buffers, output].map((buffer, binding) => ({ binding, resource: { buffer } })) }));
  pass.dispatchWorkgroups(groups);
  pass.end();
  encoder.copyBufferToBuffer(output, 0, back, 0, outputWords * 4);
  device.queue.submit([encoder.finish()]);
  await back.mapAsync(GPUMapMode.READ);
  const words = new Uint32Array(back.getMappedRange().slice(0));
  back.unmap();
  for (const buffer of [...buffers, output, back]) buffer.destroy();
  return words;
}
