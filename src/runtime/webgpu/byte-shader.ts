/**
 * Fills and copies of bytes that WebGPU's own commands cannot do (values other than 0, places that are no multiples of 4, copies within a buffer), or for which the open pass would have to end. One invocation makes one word of
 * the destination; words at the edges keep their other bytes. A few bytes of the program's come as immediates, where the device has them.
 */
import { immediateBytesOf } from './immediates.js';
import type { Recorder } from './recorder.js';
import { GPUUsage } from './recorder.js';

const jobSource = `struct Job { first: u32, bytes: u32, source: u32, value: u32, copies: u32, words_a_row: u32 }
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

const jobBytes = 32;

/** The words of `data` lie as those of the destination: what is not among the bytes is in front of them and behind them. */
const givenSource = `struct Given { first: u32, bytes: u32, @align(16) a: vec4u, b: vec4u, c: vec4u }
var<immediate> given: Given;
@group(0) @binding(1) var<storage, read_write> destination: array<u32>;

@compute @workgroup_size(16)
fn main(@builtin(local_invocation_index) index: u32) {
  let word = (given.first >> 2u) + index;
  let begin = max(word * 4u, given.first);
  let end = min(word * 4u + 4u, given.first + given.bytes);
  if (begin >= end) { return; }
  let value = select(select(given.c, given.b, index < 8u), given.a, index < 4u)[index & 3u];
  if (end - begin == 4u) {
    destination[word] = value;
    return;
  }
  let mask = ((1u << ((end - begin) * 8u)) - 1u) << ((begin & 3u) * 8u);
  destination[word] = (destination[word] & ~mask) | (value & mask);
}
`;

/** Where data is among the immediates, and how much there is. */
const givenAt = 16;
const givenBytes = 48;
const compute = 4; // GPUShaderStage.COMPUTE

export interface ByteShader {
  fill(recorder: Recorder, buffer: GPUBuffer, first: number, bytes: number, value: number): void;
  /** Ranges within one buffer may not overlap. */
  copy(recorder: Recorder, to: GPUBuffer, first: number, from: GPUBuffer, source: number, bytes: number): void;
  /** Can it be done within the open pass now? */
  isReady(kind: Kind): boolean;
  /** Bytes `from` on of `source` → the buffer. False: there are too many, or the device has no immediates; nothing was recorded. */
  give(recorder: Recorder, to: GPUBuffer, first: number, source: Uint8Array, from: number, bytes: number): boolean;
}

/** What a job is made for. */
type Kind = 'fill' | 'copy' | 'give';

export function createByteShader(device: GPUDevice, uniformAlignment: number): ByteShader {
  const hasImmediates = immediateBytesOf(device) >= givenAt + givenBytes;
  const source = hasImmediates ? jobSource.replace('@group(0) @binding(0) var<uniform>', 'var<immediate>') : jobSource;
  // Within one buffer, origin is the target itself.
  const within = source.replace(/@group\(0\) @binding\(2\).*\n/, '').replaceAll('origin[', 'destination[');
  const codes: Readonly<Record<Kind, string>> = { fill: within, copy: source, give: givenSource };
  const pipelines = new Map<Kind, GPUComputePipeline>();
  /** Those that are being made. */
  const making = new Set<Kind>();
  /** By whether there is an origin besides the target. */
  const layouts = new Map<boolean, GPUBindGroupLayout>();
  /** By target and origin (the target itself where there is none): programs fill and copy the same places over and over. */
  const groups = new WeakMap<GPUBuffer, WeakMap<GPUBuffer, GPUBindGroup>>();

  function layoutFor(hasOrigin: boolean): GPUBindGroupLayout {
    let layout = layouts.get(hasOrigin);
    if (layout === undefined) {
      const types: readonly GPUBufferBindingType[] = ['uniform', 'storage', ...(hasOrigin ? ['read-only-storage' as const] : [])];
      const entries = types.map((type, binding) => ({ binding, visibility: compute, buffer: { type, hasDynamicOffset: type === 'uniform' } }));
      layout = device.createBindGroupLayout({ entries: hasImmediates ? entries.slice(1) : entries });
      layouts.set(hasOrigin, layout);
    }
    return layout;
  }

  function describe(kind: Kind): GPUComputePipelineDescriptor {
    const layout = device.createPipelineLayout({ bindGroupLayouts: [layoutFor(kind === 'copy')], immediateSize: !hasImmediates ? 0 : kind === 'give' ? givenAt + givenBytes : jobBytes });
    return { layout, compute: { module: device.createShaderModule({ code: codes[kind] }) } };
  }

  function pipelineFor(kind: Kind): GPUComputePipeline {
    let pipeline = pipelines.get(kind);
    if (pipeline === undefined) {
      pipeline = device.createComputePipeline(describe(kind));
      pipelines.set(kind, pipeline);
    }
    return pipeline;
  }

  /** Is its pipeline there? Otherwise it is made beside the program's work, which does without it meanwhile. */
  function isReady(kind: Kind): boolean {
    if (pipelines.has(kind)) return true;
    if (!making.has(kind)) {
      making.add(kind);
      // What fails here fails where it is needed as well.
      device.createComputePipelineAsync(describe(kind)).then((pipeline) => void pipelines.set(kind, pipeline), () => {});
    }
    return false;
  }

  function groupFor(layout: GPUBindGroupLayout, staging: GPUBuffer, to: GPUBuffer, from: GPUBuffer | undefined): GPUBindGroup {
    let ofTarget = groups.get(to);
    if (ofTarget === undefined) groups.set(to, (ofTarget = new WeakMap()));
    let group = ofTarget.get(from ?? to);
    if (group === undefined) {
      const entries: GPUBindGroupEntry[] = [{ binding: 1, resource: { buffer: to } }];
      if (!hasImmediates) entries.push({ binding: 0, resource: { buffer: staging, size: jobBytes } });
      if (from !== undefined) entries.push({ binding: 2, resource: { buffer: from } });
      group = device.createBindGroup({ layout, entries });
      ofTarget.set(from ?? to, group);
    }
    return group;
  }

  function run(recorder: Recorder, to: GPUBuffer, from: GPUBuffer | undefined, job: readonly number[]): void {
    const kind = from === undefined ? 'fill' : 'copy';
    const staged = hasImmediates ? 0 : recorder.stage(jobBytes, uniformAlignment);
    const given = hasImmediates ? recorder.immediates : recorder.stagedView;
    const words = Math.ceil(((job[0] & 3) + job[1]) / 4);
    const workgroups = Math.ceil(words / 256);
    const rows = Math.ceil(workgroups / 32768);
    const across = Math.min(workgroups, 32768);
    [...job, across * 256, 0, 0].forEach((value, i) => given.setUint32(staged + 4 * i, value, true));
    const pass = recorder.pass(pipelineFor(kind));
    recorder.setGroup(groupFor(layoutFor(kind === 'copy'), recorder.staging, to, from), hasImmediates ? undefined : staged);
    if (hasImmediates) recorder.setImmediates(jobBytes);
    pass.dispatchWorkgroups(across, rows);
    recorder.countDispatch();
  }

  return {
    isReady,
    fill: (recorder, buffer, first, bytes, value) => run(recorder, buffer, undefined, [first, bytes, 0, value, 0]),
    copy: (recorder, to, first, from, origin, bytes) => run(recorder, to, to === from ? undefined : from, [first, bytes, origin, 0, 1]),
    give(recorder, to, first, source, from, bytes) {
      const inWord = first & 3;
      if (!hasImmediates || inWord + bytes > givenBytes || (to.usage & GPUUsage.storage) === 0 || !isReady('give')) return false;
      const { immediates } = recorder;
      immediates.setUint32(0, first, true);
      immediates.setUint32(4, bytes, true);
      for (let i = 8; i < givenAt + givenBytes; i += 4) immediates.setUint32(i, 0, true);
      for (let i = 0; i < bytes; i++) immediates.setUint8(givenAt + inWord + i, source[from + i]);
      const pass = recorder.pass(pipelineFor('give'));
      recorder.setGroup(groupFor(layoutFor(false), recorder.staging, to, undefined), undefined);
      recorder.setImmediates(givenAt + givenBytes);
      pass.dispatchWorkgroups(1);
      recorder.countDispatch();
      return true;
    },
  };
}
