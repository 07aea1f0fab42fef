/**
 * A growable byte buffer with the number forms of WebAssembly: LEB128 integers, little-endian floats, names.
 * `reserveSize`/`patchSize` write a section or body whose length is known only afterwards, without copying it twice.
 */
export interface ByteWriter {
  bytes: Uint8Array<ArrayBuffer>;
  view: DataView;
  length: number;
}

export function createByteWriter(capacity = 1024): ByteWriter {
  const bytes = new Uint8Array(capacity);
  return { bytes, view: new DataView(bytes.buffer), length: 0 };
}

function grow(w: ByteWriter, needed: number): void {
  let capacity = w.bytes.length * 2;
  while (capacity < needed) capacity *= 2;
  const bytes = new Uint8Array(capacity);
  bytes.set(w.bytes.subarray(0, w.length));
  w.bytes = bytes;
  w.view = new DataView(bytes.buffer);
}

export function writeByte(w: ByteWriter, byte: number): void {
  if (w.length === w.bytes.length) grow(w, w.length + 1);
  w.bytes[w.length++] = byte;
}

export function writeBytes(w: ByteWriter, source: Uint8Array): void {
  const end = w.length + source.length;
  if (end > w.bytes.length) grow(w, end);
  w.bytes.set(source, w.length);
  w.length = end;
}

/** Pieces below this length are copied byte by byte: a view of them would take longer to make. */
const SHORT = 64;

export function writePiece(w: ByteWriter, source: Uint8Array, from: number, to: number): void {
  if (to - from > SHORT) {
    writeBytes(w, source.subarray(from, to));
    return;
  }
  if (w.length + to - from > w.bytes.length) grow(w, w.length + to - from);
  const { bytes } = w;
  let at = w.length;
  for (let i = from; i < to; i++) bytes[at++] = source[i]!;
  w.length = at;
}

/** Unsigned LEB128 of an integer in [0, 2^32). */
export function writeU32(w: ByteWriter, value: number): void {
  if (w.length + 5 > w.bytes.length) grow(w, w.length + 5);
  let rest = value >>> 0;
  while (rest >= 0x80) {
    w.bytes[w.length++] = (rest & 0x7f) | 0x80;
    rest >>>= 7;
  }
  w.bytes[w.length++] = rest;
}

/** Signed LEB128 of an integer in [-2^31, 2^32): the low 32 bits count, as i32.const takes them. */
export function writeS32(w: ByteWriter, value: number): void {
  if (w.length + 5 > w.bytes.length) grow(w, w.length + 5);
  let rest = value | 0;
  for (;;) {
    const low = rest & 0x7f;
    rest >>= 7;
    if ((rest === 0 && (low & 0x40) === 0) || (rest === -1 && (low & 0x40) !== 0)) {
      w.bytes[w.length++] = low;
      return;
    }
    w.bytes[w.length++] = low | 0x80;
  }
}

export function writeS64(w: ByteWriter, value: bigint): void {
  if (value >= -0x80000000n && value <= 0x7fffffffn) {
    writeS32(w, Number(value));
    return;
  }
  let rest = BigInt.asIntN(64, value);
  for (;;) {
    const low = Number(rest & 0x7fn);
    rest >>= 7n;
    if ((rest === 0n && (low & 0x40) === 0) || (rest === -1n && (low & 0x40) !== 0)) {
      writeByte(w, low);
      return;
    }
    writeByte(w, low | 0x80);
  }
}

export function writeF32(w: ByteWriter, value: number): void {
  if (w.length + 4 > w.bytes.length) grow(w, w.length + 4);
  w.view.setFloat32(w.length, value, true);
  w.length += 4;
}

export function writeF64(w: ByteWriter, value: number): void {
  if (w.length + 8 > w.bytes.length) grow(w, w.length + 8);
  w.view.setFloat64(w.length, value, true);
  w.length += 8;
}

const utf8 = new TextEncoder();

/** Length-prefixed UTF-8. */
export function writeName(w: ByteWriter, name: string): void {
  let ascii = true;
  for (let i = 0; i < name.length && ascii; i++) ascii = name.charCodeAt(i) < 0x80;
  if (!ascii) {
    const encoded = utf8.encode(name);
    writeU32(w, encoded.length);
    writeBytes(w, encoded);
    return;
  }
  writeU32(w, name.length);
  if (w.length + name.length > w.bytes.length) grow(w, w.length + name.length);
  for (let i = 0; i < name.length; i++) w.bytes[w.length++] = name.charCodeAt(i);
}

/** Leaves room for a size; returns a mark for `patchSize`. */
export function reserveSize(w: ByteWriter): number {
  if (w.length + 5 > w.bytes.length) grow(w, w.length + 5);
  w.length += 5;
  return w.length;
}

/** Writes the number of bytes since `mark` before them and closes the gap that a short LEB128 leaves. Returns by how much the bytes moved down. */
export function patchSize(w: ByteWriter, mark: number): number {
  const size = w.length - mark;
  const at = mark - 5;
  let n = 0;
  let rest = size;
  while (rest >= 0x80) {
    w.bytes[at + n++] = (rest & 0x7f) | 0x80;
    rest >>>= 7;
  }
  w.bytes[at + n++] = rest;
  const moved = 5 - n;
  if (moved > 0) {
    w.bytes.copyWithin(at + n, mark, w.length);
    w.length -= moved;
  }
  return moved;
}

export function writtenBytes(w: ByteWriter): Uint8Array<ArrayBuffer> {
  return w.bytes.slice(0, w.length);
}
