/**
 * Copies between the program's memory and buffers, and among buffers; fills. Rows of `width` bytes at pitches. WebGPU's own copies where places and sizes are multiples of 4, else a shader.
 */
import type { ByteShader } from './byte-shader.js';
import type { Recorder } from './recorder.js';
import { GPUUsage, stagingBytes } from './recorder.js';

export interface Rows {
  readonly buffer: GPUBuffer;
  readonly offset: number;
  readonly pitch: number;
}

export interface Transfers {
  /** Rows of the program's memory (or any bytes) → a buffer. The source has been read when this returns. */
  upload(to: Rows, source: Uint8Array, from: number, fromPitch: number, width: number, height: number): void;
  /** A buffer → rows of the program's memory; resolves when they are there. `target` gives the memory's bytes at that time; undefined: nothing is wanted any more. */
  download(from: Rows, target: () => Promise<Uint8Array | undefined>, to: number, toPitch: number, width: number, height: number): Promise<void>;
  copy(to: Rows, from: Rows, width: number, height: number): void;
  fill(to: Rows, value: number, width: number, height: number): void;
  /** Reads bytes of a buffer (multiples of 4); resolves with a copy. Submits what was recorded; reads that are asked for in one turn share a batch. */
  read(buffer: GPUBuffer, offset: number, bytes: number): Promise<Uint8Array>;
}

/** Bytes that one round of a large transfer carries. */
const roundBytes = 64 * 1024 * 1024;

const smallestReader = 4096;

/** What at most is filled or copied within the open pass. */
const passBytes = 128 * 1024;

/** One range where rows touch each other. */
function joined(width: number, height: number, ...pitches: readonly number[]): { width: number; height: number } {
  return height > 1 && pitches.every((pitch) => pitch === width) ? { width: width * height, height: 1 } : { width, height };
}

export function createTransfers(device: GPUDevice, recorder: Recorder, shader: ByteShader): Transfers {
  const readers = new Map<number, GPUBuffer[]>();
  /** Whose contents were taken, and which are still mapped: that ends while the next one is waited for. */
  const taken: GPUBuffer[] = [];

  /** Bytes that lie in `from`, one after the other, → rows. */
  function scatter(to: Rows, from: GPUBuffer, offset: number, width: number, height: number): void {
    for (let y = 0; y < height; y++) copyRange(to.buffer, to.offset + y * to.pitch, from, offset + y * width, width);
  }

  /** Small things are done by a dispatch where a pass is open. */
  function isForPass(kind: 'fill' | 'copy', bytes: number, ...buffers: readonly GPUBuffer[]): boolean {
    return recorder.isInPass && bytes <= passBytes && buffers.every(({ usage }) => (usage & GPUUsage.storage) !== 0) && shader.isReady(kind);
  }

  function copyRange(to: GPUBuffer, toOffset: number, from: GPUBuffer, fromOffset: number, bytes: number): void {
    const isPlain = to !== from && ((toOffset | fromOffset | bytes) & 3) === 0;
    if (isPlain && !isForPass('copy', bytes, to, from)) recorder.encoder().copyBufferToBuffer(from, fromOffset, to, toOffset, bytes);
    else shader.copy(recorder, to, toOffset, from, fromOffset, bytes);
  }

  function gather(target: Uint8Array, source: Uint8Array, from: number, fromPitch: number, width: number, height: number): void {
    for (let y = 0; y < height; y++) target.set(source.subarray(from + y * fromPitch, from + y * fromPitch + width), y * width);
  }

  function uploadRound(to: Rows, source: Uint8Array, from: number, fromPitch: number, width: number, height: number): void {
    const bytes = width * height;
    if (height === 1 && recorder.isInPass && shader.give(recorder, to.buffer, to.offset, source, from, bytes)) return;
    if (bytes <= stagingBytes / 4) {
      const staged = recorder.stage(Math.ceil(bytes / 4) * 4, 4);
      gather(recorder.staged.subarray(staged), source, from, fromPitch, width, height);
      scatter(to, recorder.staging, staged, width, height);
      return;
    }
    const staging = device.createBuffer({ size: Math.ceil(bytes / 4) * 4, usage: GPUUsage.copySource | GPUUsage.mapWrite, mappedAtCreation: true });
    gather(new Uint8Array(staging.getMappedRange()), source, from, fromPitch, width, height);
    staging.unmap();
    let origin = staging;
    const plain = ((to.offset | to.pitch | width) & 3) === 0;
    if (!plain) {
      // The shader cannot read mappable memory.
      origin = device.createBuffer({ size: staging.size, usage: GPUUsage.copyDestination | GPUUsage.storage });
      recorder.encoder().copyBufferToBuffer(staging, 0, origin, 0, staging.size);
      recorder.discard(origin);
    }
    scatter(to, origin, 0, width, height);
    recorder.discard(staging);
    recorder.submit();
  }

  function giveBack(reader: GPUBuffer): void {
    reader.unmap();
    const list = readers.get(reader.size) ?? [];
    readers.set(reader.size, list);
    if (reader.size > 2 * roundBytes || list.length >= 4) reader.destroy();
    else list.push(reader);
  }

  async function read(buffer: GPUBuffer, offset: number, bytes: number): Promise<Uint8Array> {
    const size = Math.max(smallestReader, 2 ** Math.ceil(Math.log2(bytes)));
    const reader = readers.get(size)?.pop() ?? device.createBuffer({ size, usage: GPUUsage.mapRead | GPUUsage.copyDestination });
    recorder.encoder().copyBufferToBuffer(buffer, offset, reader, 0, bytes);
    const before = recorder.submitted;
    await undefined;
    if (recorder.submitted === before) recorder.submit();
    const mapped = reader.mapAsync(1, 0, bytes);
    recorder.prepare();
    for (const other of taken.splice(0)) giveBack(other);
    await mapped;
    recorder.reach(before + 1);
    const copy = new Uint8Array(reader.getMappedRange(0, bytes)).slice();
    // The program gets small ones first.
    if (size === smallestReader) taken.push(reader);
    else giveBack(reader);
    return copy;
  }

  return {
    read,
    upload(to, source, from, fromPitch, width, height) {
      const shape = joined(width, height, to.pitch, fromPitch);
      if (shape.height === 1) {
        for (let at = 0; at < shape.width; at += roundBytes) {
          const part = Math.min(roundBytes, shape.width - at);
          uploadRound({ buffer: to.buffer, offset: to.offset + at, pitch: part }, source, from + at, part, part, 1);
        }
        return;
      }
      const rows = Math.max(1, Math.floor(roundBytes / width));
      for (let y = 0; y < height; y += rows) {
        uploadRound({ ...to, offset: to.offset + y * to.pitch }, source, from + y * fromPitch, fromPitch, width, Math.min(rows, height - y));
      }
    },
    async download(from, target, to, toPitch, width, height) {
      // Whole rows with what lies between them, where that is not much more; each row for itself where it is.
      const shape = joined(width, height, from.pitch, toPitch);
      const dense = shape.height === 1 || from.pitch <= 4 * width + 64;
      const span = (shape.height - 1) * from.pitch + shape.width;
      const rowsAtOnce = dense ? Math.max(1, Math.floor(roundBytes / Math.max(1, from.pitch))) : 1;
      if (shape.height === 1) {
        for (let at = 0; at < span; at += roundBytes) {
          const part = Math.min(roundBytes, span - at);
          const start = (from.offset + at) & ~3;
          const end = Math.min(Math.ceil((from.offset + at + part) / 4) * 4, from.buffer.size);
          const data = await read(from.buffer, start, end - start);
          const into = await target();
          if (into === undefined) return;
          into.set(data.subarray(from.offset + at - start, from.offset + at - start + part), to + at);
        }
        return;
      }
      for (let y = 0; y < height; y += rowsAtOnce) {
        const count = Math.min(rowsAtOnce, height - y);
        const first = from.offset + y * from.pitch;
        const start = first & ~3;
        const end = Math.min(Math.ceil((first + (count - 1) * from.pitch + width) / 4) * 4, from.buffer.size);
        const data = await read(from.buffer, start, end - start);
        const bytes = await target();
        if (bytes === undefined) return;
        for (let row = 0; row < count; row++) {
          const at = first - start + row * from.pitch;
          bytes.set(data.subarray(at, at + width), to + (y + row) * toPitch);
        }
      }
    },
    copy(to, from, width, height) {
      const shape = joined(width, height, to.pitch, from.pitch);
      for (let y = 0; y < shape.height; y++) copyRange(to.buffer, to.offset + y * to.pitch, from.buffer, from.offset + y * from.pitch, shape.width);
    },
    fill(to, value, width, height) {
      const shape = joined(width, height, to.pitch);
      for (let y = 0; y < shape.height; y++) {
        const first = to.offset + y * to.pitch;
        if (value === 0 && ((first | shape.width) & 3) === 0 && !isForPass('fill', shape.width, to.buffer)) recorder.encoder().clearBuffer(to.buffer, first, shape.width);
        else shader.fill(recorder, to.buffer, first, shape.width, value);
      }
    },
  };
}
