/**
 * Fills and copies of bytes that WebGPU's own commands cannot do: values other than 0, places that are no multiples of 4, copies within a buffer. One invocation makes one word of the
 * destination; words at the edges keep their other bytes.
 */
import type { Recorder } from './recorder.js';

const source = `struct Job { first: u32, bytes: u32, source: u32, value: u32, copies: u32, words_a_row: u32 }
@group(0) @binding(0) var<uniform> job: Job;
@group(0) @binding(1) var<storage, read_write> destination: array<u32>;
@group(0) @binding(2) var<storage, READ> origin: array<u32>;

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

export interface ByteShader {
  fill(recorder: Recorder, buffer: GPUBuffer, first: number, bytes: number, value: number): void;
  /** Ranges within one buffer may not overlap. */
  copy(recorder: Recorder, to: GPUBuffer, first: number, from: GPUBuffer, source: number, bytes: number): void;
}

export function createByteShader(device: GPUDevice, uniformAlignment: number): ByteShader {
  // Within one buffer, origin is the target itself.
  const within = source.replace(/@group\(0\) @binding\(2\).*\n/, '').replaceAll('origin[', 'destination[');
  const pipelines = new Map<string, GPUComputePipeline>();
  const pipeline = (code: string): GPUComputePipeline => {
    let made = pipelines.get(code);
    if (made === undefined) {
      made = device.createComputePipeline({ layout: 'auto', compute: { module: device.createShaderModule({ code }) } });
      pipelines.set(code, made);
    }
    return made;
  };

  function run(recorder: Recorder, to: GPUBuffer, from: GPUBuffer | undefined, job: readonly number[]): void {
    const chosen = pipeline(from === undefined ? within : source.replace('READ', 'read'));
    const staged = recorder.stage(24, uniformAlignment);
    const words = Math.ceil(((job[0] & 3) + job[1]) / 4);
    const groups = Math.ceil(words / 256);
    const rows = Math.ceil(groups / 32768);
    const across = Math.min(groups, 32768);
    [...job, across * 256].forEach((value, i) => recorder.stagedView.setUint32(staged + 4 * i, value, true));
    const entries: GPUBindGroupEntry[] = [
      { binding: 0, resource: { buffer: recorder.staging, offset: staged, size: 24 } },
      { binding: 1, resource: { buffer: to } },
    ];
    if (from !== undefined) entries.push({ binding: 2, resource: { buffer: from } });
    const pass = recorder.pass(chosen);
    pass.setBindGroup(0, device.createBindGroup({ layout: chosen.getBindGroupLayout(0), entries }));
    pass.dispatchWorkgroups(across, rows);
    recorder.countDispatch();
  }

  return {
    fill: (recorder, buffer, first, bytes, value) => run(recorder, buffer, undefined, [first, bytes, 0, value, 0]),
    copy: (recorder, to, first, from, origin, bytes) => run(recorder, to, to === from ? undefined : from, [first, bytes, origin, 0, 1]),
  };
}
