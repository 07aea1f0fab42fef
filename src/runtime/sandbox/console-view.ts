/** A console in a page: text of two streams in an element. Output comes in many small pieces: they are put in once a frame, and only the end of what is much stays. Colours and moves of the screen are ansi.ts's. */
import { createAnsiWriter } from './ansi.js';

/** Characters kept; a browser takes long to lay out much more. */
const kept = 200_000;

export type Stream = 'stdout' | 'stderr';

export interface ConsoleView {
  write(stream: Stream, text: string): void;
  clear(): void;
}

/** Pieces are spans of the class `stdout` or `stderr`. */
export function createConsoleView(log: HTMLElement): ConsoleView {
  const createWriters = () => ({ stdout: createAnsiWriter(() => log.replaceChildren()), stderr: createAnsiWriter(() => log.replaceChildren()) });
  let writers = createWriters();
  let pending: { readonly stream: Stream; text: string }[] = [];

  function show(): void {
    const atEnd = log.scrollTop + log.clientHeight >= log.scrollHeight - 8;
    for (const { stream, text } of pending) {
      const piece = document.createElement('span');
      piece.className = stream;
      writers[stream](piece, text.slice(-kept));
      log.append(piece);
    }
    pending = [];
    let room = kept;
    for (let at = log.lastChild; at !== null; ) {
      const before = at.previousSibling;
      if (room <= 0) at.remove();
      room -= at.textContent!.length;
      at = before;
    }
    if (atEnd) log.scrollTop = log.scrollHeight;
  }

  return {
    write(stream, text) {
      if (text === '') return;
      if (pending.length === 0) requestAnimationFrame(show);
      const last = pending[pending.length - 1];
      if (last?.stream === stream) last.text += text;
      else pending.push({ stream, text });
    },
    clear() {
      pending = [];
      writers = createWriters();
      log.replaceChildren();
    },
  };
}
