/**
 * Prints preprocessed tokens as text (`-E`), line by line as in the source, so that reading the text again gives the
 * same tokens. Runs of more than eight empty lines and changes of file become line markers.
 */
import type { SourceManager } from '../source/source-manager.js';
import type { PpKind, PpToken } from './pp-token.js';
import { flagLineStart, flagSpace, ppName, ppNumber, ppPunctuator, ppString } from './pp-token.js';
import type { TokenSink } from './state.js';

export interface TextPrinter extends TokenSink {
  finish(): string;
}

/** Whether two neighbours would read as something else without a space. */
function wouldMerge(left: PpKind, leftText: string, right: PpKind, rightText: string): boolean {
  const wordy = (kind: PpKind): boolean => kind === ppName || kind === ppNumber;
  if (left === ppNumber && right === ppPunctuator)
    return rightText.startsWith('.') || /[ep]$/i.test(leftText);
  if (left === ppPunctuator) {
    if (right === ppPunctuator) return true;
    return leftText === '.' && right === ppNumber;
  }
  return (wordy(left) || left === ppString) && right !== ppPunctuator && (wordy(right) || wordy(left));
}

export function createTextPrinter(
  texts: readonly string[],
  sources: SourceManager,
  plain: boolean,
): TextPrinter {
  const output: string[] = [];
  let file = '';
  let line = 1;
  let lineEmpty = true;
  let lastKind: PpKind = ppPunctuator;
  let lastText = '';
  let lastEnd = 0;

  function newLine(): void {
    if (!lineEmpty) {
      output.push('\n');
      line++;
      lineEmpty = true;
    }
  }

  function moveTo(loc: number): void {
    newLine();
    const position = sources.expansion(sources.expansionLoc(loc));
    if (plain) return;
    if (position.file !== file || position.line < line || position.line > line + 8) {
      output.push(`# ${position.line} ${JSON.stringify(position.file)}\n`);
      file = position.file;
      line = position.line;
    }
    for (; line < position.line; line++) output.push('\n');
    if (position.column > 1) output.push(' '.repeat(Math.min(position.column - 1, 120)));
  }

  function token(kind: PpKind, atomId: number, loc: number, end: number, flags: number): void {
    const text = texts[atomId];
    if ((flags & flagLineStart) !== 0 || output.length === 0) moveTo(loc);
    else if (!lineEmpty) {
      const space = (flags & flagSpace) !== 0;
      if (space || (!sources.adjacent(lastEnd, loc) && wouldMerge(lastKind, lastText, kind, text)))
        output.push(' ');
    }
    output.push(text);
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) line++;
    lineEmpty = false;
    lastKind = kind;
    lastText = text;
    lastEnd = end;
  }

  return {
    token,
    pragma(words: readonly PpToken[], loc) {
      moveTo(loc);
      output.push('#pragma');
      lineEmpty = false;
      words.forEach((word, i) => {
        const space = i === 0 || (word.flags & flagSpace) !== 0;
        output.push(space ? ' ' : '', texts[word.atom]);
      });
      newLine();
    },
    finish() {
      newLine();
      return output.join('');
    },
  };
}
