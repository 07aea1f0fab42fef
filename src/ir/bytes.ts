/** Growing byte buffer and cursor: little-endian base-128 integers, IEEE floats. */
export interface ByteWriter {
  bytes: Uint8Array;
  at: number;
}

export function createWriter(capacity = 1024): ByteWriter {
  return { bytes: new Uint8Array(capacity), at: 0 };
}

function grow(w: ByteWriter, more: number): void {
  if (w.at + more <= w.bytes.length) return;
  const bytes = new Uint8Array(Math.max(w.bytes.length * 2, w.at + more));
  bytes.set(w.bytes.subarray(0, w.at));
  w.bytes = bytes;
}

export function writeByte(w: ByteWriter, v: number): void {
  if (w.at === w.bytes.length) grow(w, 1);
  w.bytes[w.at++] = v;
}

/** An unsigned integer below 2^53. */
export function writeUint(w: ByteWriter, v: number): void {
  let rest = v;
  while (rest >= 128) {
    writeByte(w, (rest % 128) | 128);
    rest = Math.floor(rest / 128);
  }
  writeByte(w, rest);
}

/** A signed integer of less than 2^52 magnitude: the sign in the lowest bit. */
export function writeInt(w: ByteWriter, v: number): void {
  writeUint(w, v < 0 ? -v * 2 - 1 : v * 2);
}

export function writeBytes(w: ByteWriter, bytes: Uint8Array): void {
  grow(w, bytes.length);
  w.bytes.set(bytes, w.at);
  w.at += bytes.length;
}

const scratch = new DataView(new ArrayBuffer(8));
const scratchBytes = new Uint8Array(scratch.buffer);

export function writeInt64(w: ByteWriter, v: bigint): void {
  scratch.setBigInt64(0, v, true);
  writeBytes(w, scratchBytes);
}

export function writeFloat64(w: ByteWriter, v: number): void {
  scratch.setFloat64(0, v, true);
  writeBytes(w, scratchBytes);
}

export function writeFloat32(w: ByteWriter, v: number): void {
  scratch.setFloat32(0, v, true);
  writeBytes(w, scratchBytes.subarray(0, 4));
}

export function finished(w: ByteWriter): Uint8Array {
  return w.bytes.slice(0, w.at);
}

export interface ByteReader {
  readonly bytes: Uint8Array;
  at: number;
}

export function readUint(r: ByteReader): number {
  const { bytes } = r;
  let b = bytes[r.at++]!;
  if (b < 128) return b;
  let v = b & 127;
  let scale = 128;
  for (;;) {
    b = bytes[r.at++]!;
    if (b === undefined) throw new Error('binary IR ends unexpectedly');
    v += (b & 127) * scale;
    if (b < 128) return v;
    scale *= 128;
  }
}

export function readInt(r: ByteReader): number {
  const v = readUint(r);
  return v % 2 === 0 ? v / 2 : -(v + 1) / 2;
}

export function readInt64(r: ByteReader): bigint {
  for (let i = 0; i < 8; i++) scratchBytes[i] = r.bytes[r.at++]!;
  return scratch.getBigInt64(0, true);
}

export function readFloat64(r: ByteReader): number {
  for (let i = 0; i < 8; i++) scratchBytes[i] = r.bytes[r.at++]!;
  return scratch.getFloat64(0, true);
}

export function readFloat32(r: ByteReader): number {
  for (let i = 0; i < 4; i++) scratchBytes[i] = r.bytes[r.at++]!;
  return scratch.getFloat32(0, true);
}
