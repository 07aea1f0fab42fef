/**
 * Sends what a program writes to the main thread: at once, as long as it comes in no more than `burst.pieces` within `burst.milliseconds`; what comes faster is collected until the time is over or there is
 * much of it, since each message costs the receiver far more than its bytes. The thread cannot be woken while the program computes, so the end of such a burst goes out with the next write or `flush`.
 */
export type Stream = 'stdout' | 'stderr';

const burst = { pieces: 500, milliseconds: 20, bytes: 1 << 16 } as const;

export interface OutputSender {
  write(stream: Stream, bytes: Uint8Array): void;
  flush(): void;
}

export function createOutputSender(send: (stream: Stream, bytes: Uint8Array) => void, now: () => number): OutputSender {
  let start = Number.NEGATIVE_INFINITY;
  let sent = 0;
  let collected: { readonly stream: Stream; readonly parts: Uint8Array[]; bytes: number } | undefined;

  function flush(): void {
    if (collected === undefined) return;
    const { stream, parts, bytes } = collected;
    collected = undefined;
    const joined = new Uint8Array(bytes);
    let at = 0;
    for (const part of parts) {
      joined.set(part, at);
      at += part.length;
    }
    send(stream, joined);
  }

  return {
    flush,
    write(stream, bytes) {
      const time = now();
      if (time - start > burst.milliseconds) {
        flush();
        start = time;
        sent = 0;
      }
      if (sent < burst.pieces) {
        sent++;
        send(stream, bytes);
        return;
      }
      if (collected?.stream !== stream) flush();
      collected ??= { stream, parts: [], bytes: 0 };
      collected.parts.push(bytes);
      collected.bytes += bytes.length;
      if (collected.bytes >= burst.bytes) flush();
    },
  };
}
