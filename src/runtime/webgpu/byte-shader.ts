/**
 * Fills and copies of bytes that WebGPU's own commands cannot do: values other than 0, places that are no multiples of 4, copies within a buffer. One invocation makes one word of the
 * destination; words at the edges keep their other bytes.
 */
import type { Recorder } from './recorder.js';

const source = `struct Job { first: u32, bytes: u32, source: u32, value: u32, copies: u32, words_a_row: u32 }
@group(0) @binding(0) var<uniform> job: Job;
@group(0) @binding(1) var<storage, read_write> destination: array<u32>;
@group(0) @binding(2) var<storage, read> origin: array<u32>;

fn byte_at(at: u32) -> u32 {
  return (origin[at >> 2u] >> ((at & 3u) * 8u)) & 255u;
}

@compute @workgroup_size(256)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let word = (job.first >> 2u) + id.x + id.y * job.words_a_row;
  let begin = max(word * 4u, job.first);
  let end = min(word * 4u + 4u, job.first + job.bytes);
  if (begin >= end) { return; }
  if (job.copies != 0u && ((job.first | job.bytes | job.source) & 3u) == 0u) {
    destination[word] = origin[(job.source >> 2u) + word - (job.first >> 2u)];
    return;
  }
  var result = destination[word];
  for (var at = begin; at < end; at++) {
    let shift = (at & 3u) * 8u;
    var byte = job.value;
    if (job.copies != 0u) { byte = byte_at(job.source + at - job.first); }
    result = (result & ~(255u << shift)) | (byte << shift);
  }
  destination[word] = result;
}
`;

const jobBytes = 24;
const compute = 4; // GPUShaderStage.COMPUTE

export interface ByteShader {
  fill(recorder: Recorder, buffer: GPUBuffer, first: number, bytes: number, value: number): void;
  /** Ranges within one buffer may not overlap. */
  copy(recorder: Recorder, to: GPUBuffer, first: number, from: GPUBuffer, source: number, bytes: number): void;
}

export function createByteShader(device: GPUDevice, uniformAlignment: number): ByteShader {
  // Within one buffer, origin is the target itself.
  const within = source.replace(/@group\(0\) @binding\(2\).*\n/, '').replaceAll('origin[', 'destination[');
  /** By whether there is an origin besides the target. */
  const shaders = new Map<boolean, { readonly layout: GPUBindGroupLayout; readonly pipeline: GPUComputePipeline }>();
  /** By target and origin (the target itself where there is none): programs fill and copy the same places over and over. */
  const groups = new WeakMap<GPUBuffer, WeakMap<GPUBuffer, GPUBindGroup>>();

  function shaderFor(hasOrigin: boolean): { readonly layout: GPUBindGroupLayout; readonly pipeline: GPUComputePipeline } {
    let made = shaders.get(hasOrigin);
    if (made === undefined) {
      const types: readonly GPUBufferBindingType[] = ['uniform', 'storage', ...(hasOrigin ? ['read-only-storage' as const] : [])];
      const layout = device.createBindGroupLayout({ entries: types.map((type, binding) => ({ binding, visibility: compute, buffer: { type, hasDynamicOffset: type === 'uniform' } })) });
      const module = device.createShaderModule({ code: hasOrigin ? source : within });
      made = { layout, pipeline: device.createComputePipeline({ layout: device.createPipelineLayout({ bindGroupLayouts: [layout] }), compute: { module } }) };
      shaders.set(hasOrigin, made);
    }
    return made;
  }

  function groupFor(layout: GPUBindGroupLayout, staging: GPUBuffer, to: GPUBuffer, from: GPUBuffer | undefined): GPUBindGroup {
    let ofTarget = groups.get(to);
    if (ofTarget === undefined) groups.set(to, (ofTarget = new WeakMap()));
    let group = ofTarget.get(from ?? to);
    if (group === undefined) {
      const entries: GPUBindGroupEntry[] = [{ binding: 0, resource: { buffer: staging, size: jobBytes } }, { binding: 1, resource: { buffer: to } }];
      if (from !== undefined) entries.push({ binding: 2, resource: { buffer: from } });
      group = device.createBindGroup({ layout, entries });
      ofTarget.set(from ?? to, group);
    }
    return group;
  }

  function run(recorder: Recorder, to: GPUBuffer, from: GPUBuffer | undefined, job: readonly number[]): void {
    const { layout, pipeline } = shaderFor(from !== undefined);
    const staged = recorder.stage(jobBytes, uniformAlignment);
    const words = Math.ceil(((job[0] & 3) + job[1]) / 4);
    const workgroups = Math.ceil(words / 256);
    const rows = Math.ceil(workgroups / 32768);
    const across = Math.min(workgroups, 32768);
    [...job, across * 256].forEach((value, i) => recorder.stagedView.setUint32(staged + 4 * i, value, true));
    const pass = recorder.pass(pipeline);
    recorder.setGroup(groupFor(layout, recorder.staging, to, from), staged);
    pass.dispatchWorkgroups(across, rows);
    recorder.countDispatch();
  }

  return {
    fill: (recorder, buffer, first, bytes, value) => run(recorder, buffer, undefined, [first, bytes, 0, value, 0]),
    copy: (recorder, to, first, from, origin, bytes) => run(recorder, to, to === from ? undefined : from, [first, bytes, origin, 0, 1]),
  };
}
