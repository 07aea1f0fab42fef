/**
 * An artifact as an entry of a store: its parts one after the other, each compressed if that makes it smaller. In: named bytes (IR, WGSL, WebAssembly, reflection, tuning results …) with a description. Out: an entry, and back.
 */
import type { CacheEntry } from './entry.js';

export interface Artifact {
  /** JSON data. */
  readonly description: unknown;
  readonly parts: Readonly<Record<string, Uint8Array<ArrayBuffer>>>;
}

interface PackedDescription {
  readonly description: unknown;
  readonly parts: readonly { readonly name: string; readonly stored: number; readonly bytes: number; readonly compressed: boolean }[];
}

/** Below it compression gains nothing worth the time. */
const leastCompressed = 256;

async function through(bytes: Uint8Array<ArrayBuffer>, stream: CompressionStream | DecompressionStream): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await new Response(new Blob([bytes]).stream().pipeThrough(stream)).arrayBuffer());
}

export async function packArtifact({ description, parts }: Artifact): Promise<CacheEntry> {
  const stored: Uint8Array[] = [];
  const list: PackedDescription['parts'][number][] = [];
  for (const [name, bytes] of Object.entries(parts)) {
    const smaller = bytes.length < leastCompressed ? bytes : await through(bytes, new CompressionStream('deflate-raw'));
    const compressed = smaller.length < bytes.length;
    const kept = compressed ? smaller : bytes;
    stored.push(kept);
    list.push({ name, stored: kept.length, bytes: bytes.length, compressed });
  }
  const content = new Uint8Array(stored.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const bytes of stored) {
    content.set(bytes, at);
    at += bytes.length;
  }
  return { description: { description, parts: list } satisfies PackedDescription, content };
}

/** Throws for what no `packArtifact` has made. */
export async function unpackArtifact(entry: CacheEntry): Promise<Artifact> {
  const { description, parts: list } = entry.description as PackedDescription;
  const parts: Record<string, Uint8Array<ArrayBuffer>> = {};
  let at = 0;
  for (const { name, stored, bytes, compressed } of list) {
    const kept = entry.content.slice(at, at + stored);
    at += stored;
    const whole = compressed ? await through(kept, new DecompressionStream('deflate-raw')) : kept;
    if (whole.length !== bytes) throw new Error(`part '${name}' of a cache entry has ${whole.length} bytes instead of ${bytes}`);
    parts[name] = whole;
  }
  return { description, parts };
}
