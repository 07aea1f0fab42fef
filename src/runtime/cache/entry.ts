/**
 * What a cache keeps, as bytes: a description (JSON data) and content, behind a checksum that covers both and the key. What was cut off, changed, written by another version or moved to another key is not an entry.
 *
 *   magic "CWCE", version, length of the description, length of the content: 32 bits each, little-endian; checksum: 32 bytes; description in UTF-8; content
 */

/** SHA-256 of parts one after the other: 32 bytes. */
export type Digest = (parts: readonly Uint8Array[]) => Uint8Array;

export interface CacheEntry {
  readonly description: unknown;
  readonly content: Uint8Array<ArrayBuffer>;
}

const magic = 0x45435743;
const version = 1;
const checksumAt = 16;
const checksumBytes = 32;
const descriptionAt = checksumAt + checksumBytes;

const encoder = new TextEncoder();

/** A part of what a key stands for; undefined for what is missing, which is not the same as what is empty. */
export type KeyPart = string | Uint8Array | undefined;

/** The key of everything that a result depends on, in hexadecimal digits: other parts, or the same bytes parted otherwise, have another key. */
export function keyOf(digest: Digest, parts: readonly KeyPart[]): string {
  const pieces: Uint8Array[] = [];
  for (const part of parts) {
    const bytes = typeof part === 'string' ? encoder.encode(part) : part;
    pieces.push(encoder.encode(bytes === undefined ? 'x' : `${typeof part === 'string' ? 's' : 'b'}${bytes.length}:`));
    if (bytes !== undefined) pieces.push(bytes);
  }
  let key = '';
  for (const byte of digest(pieces)) key += (byte + 256).toString(16).slice(1);
  return key;
}

export function encodeEntry(digest: Digest, key: string, { description, content }: CacheEntry): Uint8Array<ArrayBuffer> {
  const text = encoder.encode(JSON.stringify(description));
  const bytes = new Uint8Array(descriptionAt + text.length + content.length);
  const view = new DataView(bytes.buffer);
  [magic, version, text.length, content.length].forEach((word, i) => view.setUint32(4 * i, word, true));
  bytes.set(text, descriptionAt);
  bytes.set(content, descriptionAt + text.length);
  bytes.set(checksum(digest, key, bytes), checksumAt);
  return bytes;
}

/** undefined for what is no entry of this key. */
export function decodeEntry(digest: Digest, key: string, bytes: Uint8Array<ArrayBuffer>): CacheEntry | undefined {
  if (bytes.length < descriptionAt) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const contentAt = descriptionAt + view.getUint32(8, true);
  if (view.getUint32(0, true) !== magic || view.getUint32(4, true) !== version || contentAt + view.getUint32(12, true) !== bytes.length) return undefined;
  const sum = checksum(digest, key, bytes);
  for (let i = 0; i < checksumBytes; i++) if (sum[i] !== bytes[checksumAt + i]) return undefined;
  return { description: JSON.parse(new TextDecoder().decode(bytes.subarray(descriptionAt, contentAt))), content: bytes.subarray(contentAt) };
}

function checksum(digest: Digest, key: string, bytes: Uint8Array): Uint8Array {
  return digest([encoder.encode(key), bytes.subarray(0, checksumAt), bytes.subarray(descriptionAt)]);
}
