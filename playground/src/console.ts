/** The console: two streams with ANSI colours in an element. Output comes in many small pieces: they are put in once a frame, and only the end of what is much stays. Moving home or clearing starts the screen anew, so that frames replace each other. */
import { AnsiUp } from 'ansi_up';

/** Characters kept; a browser takes long to lay out much more. */
const kept = 200_000;
/** Cursor to the first place, or the screen cleared. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: that is what such sequences begin with
const newScreen = /\x1b\[(?:1;1|;|1)?H|\x1b\[[23]?J/g;

type Stream = 'stdout' | 'stderr';

export interface Console {
  write(stream: Stream, text: string): void;
  clear(): void;
}

export function createConsole(log: HTMLElement): Console {
  const colours = { stdout: new AnsiUp(), stderr: new AnsiUp() };
  let pending: { readonly stream: Stream; text: string }[] = [];

  function show(): void {
    const atEnd = log.scrollTop + log.clientHeight >= log.scrollHeight - 8;
    for (const { stream, text } of pending) {
      const frames = text.split(newScreen);
      if (frames.length > 1) log.replaceChildren();
      const piece = document.createElement('span');
      piece.className = stream;
      // What AnsiUp gives has all text escaped; attributes are its own.
      piece.innerHTML = colours[stream].ansi_to_html(frames.at(-1)!.slice(-kept));
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
      const last = pending.at(-1);
      if (last?.stream === stream) last.text += text;
      else pending.push({ stream, text });
    },
    clear() {
      pending = [];
      log.replaceChildren();
    },
  };
}
