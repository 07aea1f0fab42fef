/** The operators `#` and `##` on spellings: texts of tokens → the one token that results. */
import type { AtomTable } from './atoms.js';
import type { PpKind, PpToken } from './pp-token.js';
import {
  flagSpace,
  ppCharacter,
  ppEof,
  ppHeaderName,
  ppName,
  ppNumber,
  ppOther,
  ppPlacemarker,
  ppString,
} from './pp-token.js';
import { scanFile } from './scanner.js';

function isNamePart(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    const letter = (c >= 97 && c <= 122) || (c >= 65 && c <= 90) || c === 95 || c === 36;
    if (!letter && !(c >= 48 && c <= 57)) return false;
  }
  return true;
}

/** The token that `left ## right` spells, or undefined if it is not one token. Both are real tokens. */
export function pasteTokens(
  left: PpToken,
  right: PpToken,
  atoms: AtomTable,
): { kind: PpKind; atom: number } | undefined {
  const leftText = atoms.texts[left.atom];
  const rightText = atoms.texts[right.atom];
  const text = leftText + rightText;
  if (
    (left.kind === ppName || left.kind === ppNumber) &&
    (right.kind === ppName || right.kind === ppNumber)
  ) {
    if (isNamePart(rightText)) return { kind: left.kind, atom: atoms.intern(text) };
  }
  const scanned = scanFile(text, atoms);
  if (scanned.count !== 1 || scanned.kinds[0] === ppOther || scanned.problems.length > 0) return undefined;
  return { kind: scanned.kinds[0] as PpKind, atom: scanned.atoms[0] };
}

/** The string literal that `#` makes of an argument's tokens ([cpp.stringize]). */
export function stringizeTokens(tokens: readonly PpToken[], texts: readonly string[]): string {
  let text = '"';
  let first = true;
  for (const token of tokens) {
    if (token.kind === ppPlacemarker || token.kind === ppEof) continue;
    if (!first && (token.flags & flagSpace) !== 0) text += ' ';
    first = false;
    const spelling = texts[token.atom];
    const literal = token.kind === ppString || token.kind === ppCharacter || token.kind === ppHeaderName;
    // A stray backslash stays as it is; an unterminated literal is escaped like a literal.
    text += literal || (token.kind === ppOther && spelling.length > 1) ? escapeLiteral(spelling) : spelling;
  }
  // A lone backslash at the end would escape the closing quote.
  let slashes = 0;
  while (text.charCodeAt(text.length - 1 - slashes) === 92) slashes++;
  return `${slashes % 2 === 1 ? text.slice(0, -1) : text}"`;
}

function escapeLiteral(spelling: string): string {
  let escaped = '';
  for (let i = 0; i < spelling.length; i++) {
    const c = spelling.charCodeAt(i);
    if (c === 10) escaped += '\\n';
    else if (c === 34 || c === 92) escaped += `\\${spelling[i]}`;
    else escaped += spelling[i];
  }
  return escaped;
}
