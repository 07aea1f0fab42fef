/** Programs in links: source, arguments and device, compressed (deflate) into the fragment, which no server is sent. */

export interface Shared {
  readonly source: string;
  readonly args: string;
  readonly device: string;
}

async function through(bytes: Uint8Array<ArrayBuffer>, stream: CompressionStream | DecompressionStream): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await new Response(new Blob([bytes]).stream().pipeThrough(stream)).arrayBuffer());
}

export async function toFragment(shared: Shared): Promise<string> {
  const bytes = await through(new TextEncoder().encode(JSON.stringify([shared.source, shared.args, shared.device])), new CompressionStream('deflate-raw'));
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return `#p=${btoa(text).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')}`;
}

/** undefined: the fragment holds no program, or a damaged one. */
export async function fromFragment(fragment: string): Promise<Shared | undefined> {
  if (!fragment.startsWith('#p=')) return undefined;
  try {
    const text = atob(fragment.slice(3).replaceAll('-', '+').replaceAll('_', '/'));
    const values: unknown = JSON.parse(new TextDecoder().decode(await through(Uint8Array.from(text, (c) => c.charCodeAt(0)), new DecompressionStream('deflate-raw'))));
    if (!Array.isArray(values) || values.length !== 3 || !values.every((value) => typeof value === 'string')) return undefined;
    const [source, args, device] = values as [string, string, string];
    return { source, args, device };
  } catch {
    return undefined;
  }
}
