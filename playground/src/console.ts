/** The console with ANSI colours. Moving home or clearing starts the screen anew, so that frames replace each other. */
import { AnsiUp } from 'ansi_up';
import type { ConsoleView } from '../../src/runtime/sandbox/console-view.js';
import { createConsoleView } from '../../src/runtime/sandbox/console-view.js';

/** Cursor to the first place, or the screen cleared. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: that is what such sequences begin with
const newScreen = /\x1b\[(?:1;1|;|1)?H|\x1b\[[23]?J/g;

export function createConsole(log: HTMLElement): ConsoleView {
  const colours = { stdout: new AnsiUp(), stderr: new AnsiUp() };
  return createConsoleView(log, (piece, text, stream) => {
    const frames = text.split(newScreen);
    if (frames.length > 1) log.replaceChildren();
    // What AnsiUp gives has all text escaped; attributes are its own.
    piece.innerHTML = colours[stream].ansi_to_html(frames[frames.length - 1]);
  });
}
