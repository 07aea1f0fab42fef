/** A console in a page: text of two streams in an element. Output comes in many small pieces: they are put in once a frame, and only the end of what is much stays. */

/** Characters kept; a browser takes long to lay out much more. */
const kept = 200_000;

export interface ConsoleView {
  write(stream: 'stdout' | 'stderr', text: string): void;
  clear(): void;
}

/** Pieces are spans of the class `stdout` or `stderr`. */
export function createConsoleView(log: HTMLElement): ConsoleView {
  let pending: { readonly stream: 'stdout' | 'stderr'; text: string }[] = [];

  function show(): void {
    const atEnd = log.scrollTop + log.clientHeight >= log.scrollHeight - 8;
    let room = kept;
    const pieces: HTMLElement[] = [];
    for (const { stream, text } of pending.reverse()) {
      if (room <= 0) break;
      const piece = document.createElement('span');
      piece.className = stream;
      piece.textContent = text.slice(-room);
      room -= text.length;
      pieces.unshift(piece);
    }
    pending = [];
    for (let at = log.lastChild; at !== null; ) {
      const before = at.previousSibling;
      if (room <= 0) at.remove();
      room -= at.textContent!.length;
      at = before;
    }
    log.append(...pieces);
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
      log.replaceChildren();
    },
  };
}
