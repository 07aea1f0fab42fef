/**
 * The scanner under the IR text parser: white space, `;` comments to the end of the line, words, numbers, quoted strings and punctuation, straight from the text.
 */
export interface Scanner {
  readonly text: string;
  at: number;
}

/** A mistake in IR text, with its line. */
export function textError(s: Scanner, message: string): never {
  let line = 1;
  for (let i = 0; i < s.at; i++) if (s.text.charCodeAt(i) === 10) line++;
  throw new Error(`IR text, line ${line}: ${message}, before '${s.text.slice(s.at, s.at + 24).split('\n')[0]}'`);
}

export function skipSpace(s: Scanner): void {
  const { text } = s;
  for (;;) {
    const c = text.charCodeAt(s.at);
    if (c === 32 || c === 10 || c === 9 || c === 13) s.at++;
    else if (c === 59) {
      while (s.at < text.length && text.charCodeAt(s.at) !== 10) s.at++;
    } else return;
  }
}

export function atEnd(s: Scanner): boolean {
  skipSpace(s);
  return s.at >= s.text.length;
}

/** Takes punctuation if it comes next. */
export function accept(s: Scanner, punctuation: string): boolean {
  skipSpace(s);
  if (!s.text.startsWith(punctuation, s.at)) return false;
  s.at += punctuation.length;
  return true;
}

export function expect(s: Scanner, punctuation: string): void {
  if (!accept(s, punctuation)) textError(s, `expected '${punctuation}'`);
}

export function peekChar(s: Scanner): string {
  skipSpace(s);
  return s.text.charAt(s.at);
}

function isWordChar(c: number): boolean {
  return (c >= 97 && c <= 122) || (c >= 65 && c <= 90) || (c >= 48 && c <= 57) || c === 95 || c === 36 || c === 46;
}

/** A plain word or a quoted name. */
export function name(s: Scanner): string {
  skipSpace(s);
  if (s.text.charAt(s.at) === '"') return quoted(s);
  const start = s.at;
  while (isWordChar(s.text.charCodeAt(s.at))) s.at++;
  if (s.at === start) textError(s, 'expected a name');
  return s.text.slice(start, s.at);
}

/** A keyword: word characters and inner dashes (`call-indirect`). */
export function keyword(s: Scanner): string {
  skipSpace(s);
  const start = s.at;
  for (;;) {
    const c = s.text.charCodeAt(s.at);
    if (isWordChar(c) || (c === 45 && s.at > start && isWordChar(s.text.charCodeAt(s.at + 1)))) s.at++;
    else break;
  }
  if (s.at === start) textError(s, 'expected a word');
  return s.text.slice(start, s.at);
}

/** Takes a keyword if it comes next. */
export function acceptWord(s: Scanner, wanted: string): boolean {
  skipSpace(s);
  if (!s.text.startsWith(wanted, s.at)) return false;
  const c = s.text.charCodeAt(s.at + wanted.length);
  if (isWordChar(c) || (c === 45 && isWordChar(s.text.charCodeAt(s.at + wanted.length + 1)))) return false;
  s.at += wanted.length;
  return true;
}

/** A string in JSON's notation. */
export function quoted(s: Scanner): string {
  skipSpace(s);
  const start = s.at;
  if (s.text.charAt(start) !== '"') textError(s, 'expected a string');
  let i = start + 1;
  while (i < s.text.length && s.text.charCodeAt(i) !== 34) i += s.text.charCodeAt(i) === 92 ? 2 : 1;
  s.at = i + 1;
  return JSON.parse(s.text.slice(start, s.at)) as string;
}

/** The characters of a number, sign and type suffix included. */
export function numberText(s: Scanner): string {
  skipSpace(s);
  const start = s.at;
  if (s.text.charCodeAt(s.at) === 45) s.at++;
  for (;;) {
    const c = s.text.charCodeAt(s.at);
    if (isWordChar(c)) s.at++;
    else if ((c === 43 || c === 45) && s.text.charAt(s.at - 1) === 'e') s.at++;
    else break;
  }
  if (s.at === start) textError(s, 'expected a number');
  return s.text.slice(start, s.at);
}

export function integer(s: Scanner): number {
  const text = numberText(s);
  const value = Number(text);
  if (!Number.isInteger(value)) textError(s, `expected an integer, not '${text}'`);
  return value;
}
