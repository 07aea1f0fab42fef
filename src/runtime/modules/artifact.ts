/**
 * Artifacts: compiled kernels as plain data, and as one file. An artifact has a form for each device that it was compiled for, and the reflection of its kernels.
 *
 * The file: "cuwa", a version (u32, little-endian like all numbers), the length of a head, the head (JSON: the reflection, and where each part begins and how long it is, counted from the head's end), the parts.
 */
import type { Reflection } from './reflection.js';

export interface Artifact {
  readonly reflection: Reflection;
  /** For the CPU: a WebAssembly module. */
  readonly wasm?: Uint8Array<ArrayBuffer>;
  /** For WebGPU: JSON of all shaders and of what must be known of them (program-kernels.ts). */
  readonly wgsl?: string;
  /** For WebGPU: a WebAssembly module that holds what variables start as, and prints for kernels; where there is nothing of that, none. */
  readonly host?: Uint8Array<ArrayBuffer>;
}

/** What stands for an artifact: itself, its file's bytes. */
export type ArtifactSource = Artifact | Uint8Array | ArrayBuffer;

const magic = 0x61777563;
const version = 1;
const headAt = 12;

interface Head {
  readonly reflection: Reflection;
  readonly parts: Readonly<Partial<Record<'wasm' | 'wgsl' | 'host', readonly [number, number]>>>;
}

/** The same artifact gives the same bytes. */
export function encodeArtifact(artifact: Artifact): Uint8Array<ArrayBuffer> {
  const encoder = new TextEncoder();
  const { reflection, wasm, wgsl, host } = artifact;
  const contents = { wasm, wgsl: wgsl === undefined ? undefined : encoder.encode(wgsl), host };
  const parts: Record<string, readonly [number, number]> = {};
  let size = 0;
  for (const [name, part] of Object.entries(contents)) {
    if (part === undefined) continue;
    parts[name] = [size, part.length];
    size += part.length;
  }
  const head = encoder.encode(JSON.stringify({ reflection, parts } satisfies Head));
  const bytes = new Uint8Array(headAt + head.length + size);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, magic, true);
  view.setUint32(4, version, true);
  view.setUint32(8, head.length, true);
  bytes.set(head, headAt);
  for (const [name, part] of Object.entries(contents)) if (part !== undefined) bytes.set(part, headAt + head.length + parts[name]![0]);
  return bytes;
}

/** Throws an Error for what is no artifact, or one of another version. */
export function decodeArtifact(source: Uint8Array | ArrayBuffer): Artifact {
  const bytes = source instanceof ArrayBuffer ? new Uint8Array(source) : source;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < headAt || view.getUint32(0, true) !== magic) throw new Error('these bytes are no artifact of cuda-wasm');
  if (view.getUint32(4, true) !== version) throw new Error(`this artifact has version ${view.getUint32(4, true)}; this runtime reads version ${version}: compile it anew`);
  const start = headAt + view.getUint32(8, true);
  const decoder = new TextDecoder();
  const { reflection, parts } = JSON.parse(decoder.decode(bytes.subarray(headAt, start))) as Head;
  const part = (name: keyof Head['parts']): Uint8Array<ArrayBuffer> | undefined => {
    const place = parts[name];
    if (place === undefined) return undefined;
    const [at, length] = place;
    if (start + at + length > bytes.length) throw new Error('this artifact is cut off');
    return bytes.slice(start + at, start + at + length);
  };
  const [wasm, wgsl, host] = [part('wasm'), part('wgsl'), part('host')];
  return { reflection, ...(wasm && { wasm }), ...(wgsl && { wgsl: decoder.decode(wgsl) }), ...(host && { host }) };
}

export function toArtifact(source: ArtifactSource): Artifact {
  return source instanceof Uint8Array || source instanceof ArrayBuffer ? decodeArtifact(source) : source;
}
