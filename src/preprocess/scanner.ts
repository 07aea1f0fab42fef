/**
 * The scanner: a file's text → columns of preprocessing tokens (translation phases 2 and 3), independent of macros and
 * conditionals, so that the result can be kept for as long as the text does not change.
 *
 * Offsets are those of the file (before splicing). Comments are white space. Literals that lack their end are `ppOther`
 * tokens: only where one survives preprocessing is it an error.
 */
import type { AtomTable } from './atoms.js';
import { atom } from './atoms.js';
import { findIncludeGuard } from './include-guard.js';
import type { PpKind, ScannedFile, ScanProblem } from './pp-token.js';
import {
  flagLineStart,
  flagSpace,
  ppCharacter,
  ppEof,
  ppHeaderName,
  ppName,
  ppNumber,
  ppOther,
  ppPunctuator,
  ppString,
} from './pp-token.js';
import { joinLines } from './splices.js';

// Classes of ASCII characters.
const classOther = 0;
const className = 1;
const classDigit = 2;
const classSpace = 3;
const classLine = 4;
const classPunctuator = 5;
const classes = new Uint8Array(128);
for (let c = 0; c < 128; c++) {
  if ((c >= 97 && c <= 122) || (c >= 65 && c <= 90) || c === 95 || c === 36) classes[c] = className;
  else if (c >= 48 && c <= 57) classes[c] = classDigit;
  else if (c === 32 || c === 9 || c === 11 || c === 12 || c === 13 || c === 0) classes[c] = classSpace;
  else if (c === 10) classes[c] = classLine;
  else if ('#(),.+-*/%^&|~!=<>?:;{}[]'.includes(String.fromCharCode(c))) classes[c] = classPunctuator;
}

const nameStart = /[\p{XID_Start}_]/u;
const nameContinue = /[\p{XID_Continue}]/u;

/** Number of UTF-16 units at `at` that a non-ASCII identifier character takes, 0 if there is none. */
function wideNameUnits(text: string, at: number, first: boolean): number {
  const point = text.codePointAt(at);
  if (point === undefined || point < 128) return 0;
  const pattern = first ? nameStart : nameContinue;
  if (!pattern.test(String.fromCodePoint(point))) return 0;
  return point > 0xffff ? 2 : 1;
}

function isHexDigit(c: number): boolean {
  return (c >= 48 && c <= 57) || (c >= 97 && c <= 102) || (c >= 65 && c <= 70);
}

/** Length of a `\uXXXX` or `\UXXXXXXXX` at `at`, 0 if there is none. */
function universalNameLength(text: string, at: number): number {
  const letter = text.charCodeAt(at + 1);
  const digits = letter === 117 ? 4 : letter === 85 ? 8 : 0;
  if (digits === 0) return 0;
  for (let i = 0; i < digits; i++) if (!isHexDigit(text.charCodeAt(at + 2 + i))) return 0;
  return digits + 2;
}

function isSpaceUnit(c: number): boolean {
  return c === 0xa0 || c === 0xfeff || c === 0x2028 || c === 0x2029 || c === 0x3000;
}

/** Offset past the name that continues at `at`. */
function endOfName(text: string, at: number): number {
  for (;;) {
    const c = text.charCodeAt(at);
    if (c < 128) {
      const k = classes[c];
      if (k === className || k === classDigit) at++;
      else if (c === 92) {
        const length = universalNameLength(text, at);
        if (length === 0) return at;
        at += length;
      } else return at;
    } else {
      const units = wideNameUnits(text, at, false);
      if (units === 0) return at;
      at += units;
    }
  }
}

/** Offset past the pp-number that continues at `at`. */
function endOfNumber(text: string, at: number): number {
  for (;;) {
    const c = text.charCodeAt(at);
    const next = text.charCodeAt(at + 1);
    if (c < 128) {
      const k = classes[c];
      if (k === className || k === classDigit) {
        at++;
        if ((c === 101 || c === 69 || c === 112 || c === 80) && (next === 43 || next === 45)) at++;
      } else if (c === 46) at++;
      else if (c === 39 && next < 128 && (classes[next] === className || classes[next] === classDigit))
        at += 2;
      else return at;
    } else {
      const units = wideNameUnits(text, at, false);
      if (units === 0) return at;
      at += units;
    }
  }
}

/** Offset past the quoted literal whose opening quote is at `at`; negative (of the line's end) where it isn't closed. */
function endOfQuoted(text: string, at: number): number {
  const quote = text.charCodeAt(at);
  for (at++; ; at++) {
    const c = text.charCodeAt(at);
    if (c === quote) return at + 1;
    if (c === 92) at++;
    if (c === 10 || at >= text.length || text.charCodeAt(at) === 10) return -Math.min(at, text.length);
  }
}

function punctuatorAt(text: string, at: number): number {
  const c = text.charCodeAt(at);
  const d = text.charCodeAt(at + 1);
  switch (c) {
    case 35:
      return d === 35 ? atom['##'] : atom['#'];
    case 40:
      return atom['('];
    case 41:
      return atom[')'];
    case 44:
      return atom[','];
    case 46:
      if (d === 42) return atom['.*'];
      return d === 46 && text.charCodeAt(at + 2) === 46 ? atom['...'] : atom['.'];
    case 43:
      return d === 43 ? atom['++'] : d === 61 ? atom['+='] : atom['+'];
    case 45:
      if (d === 62) return text.charCodeAt(at + 2) === 42 ? atom['->*'] : atom['->'];
      return d === 45 ? atom['--'] : d === 61 ? atom['-='] : atom['-'];
    case 42:
      return d === 61 ? atom['*='] : atom['*'];
    case 47:
      return d === 61 ? atom['/='] : atom['/'];
    case 37:
      if (d === 61) return atom['%='];
      if (d === 62) return atom['%>'];
      if (d === 58) return text.startsWith('%:', at + 2) ? atom['%:%:'] : atom['%:'];
      return atom['%'];
    case 94:
      return d === 61 ? atom['^='] : atom['^'];
    case 38:
      return d === 38 ? atom['&&'] : d === 61 ? atom['&='] : atom['&'];
    case 124:
      return d === 124 ? atom['||'] : d === 61 ? atom['|='] : atom['|'];
    case 126:
      return atom['~'];
    case 33:
      return d === 61 ? atom['!='] : atom['!'];
    case 61:
      return d === 61 ? atom['=='] : atom['='];
    case 60: {
      const e = text.charCodeAt(at + 2);
      if (d === 60)
        return e === 61 ? atom['<<='] : e === 60 && text.charCodeAt(at + 3) !== 61 ? atom['<<<'] : atom['<<'];
      if (d === 61) return e === 62 ? atom['<=>'] : atom['<='];
      if (d === 37) return atom['<%'];
      if (d !== 58) return atom['<'];
      // `<::` is `<` `::` unless `:` or `>` follows (C++11).
      if (e !== 58) return atom['<:'];
      const f = text.charCodeAt(at + 3);
      return f === 58 || f === 62 ? atom['<:'] : atom['<'];
    }
    case 62:
      if (d === 62) return text.charCodeAt(at + 2) === 61 ? atom['>>='] : atom['>>'];
      return d === 61 ? atom['>='] : atom['>'];
    case 63:
      return atom['?'];
    case 58:
      return d === 58 ? atom['::'] : d === 62 ? atom[':>'] : atom[':'];
    case 59:
      return atom[';'];
    case 123:
      return atom['{'];
    case 125:
      return atom['}'];
    case 91:
      return atom['['];
    default:
      return atom[']'];
  }
}

/** 0: no literal prefix, 1: plain prefix, 2: raw prefix. */
function literalPrefix(text: string, start: number, end: number): 0 | 1 | 2 {
  const length = end - start;
  if (length > 3) return 0;
  const raw = text.charCodeAt(end - 1) === 82;
  const prefix = text.slice(start, raw ? end - 1 : end);
  if (prefix !== '' && prefix !== 'L' && prefix !== 'u' && prefix !== 'U' && prefix !== 'u8') return 0;
  return raw ? 2 : 1;
}

/** Replaces `\uXXXX` in a name by the character it names. */
function plainName(text: string): string {
  let plain = '';
  for (let at = 0; at < text.length; ) {
    const length = text.charCodeAt(at) === 92 ? universalNameLength(text, at) : 0;
    const point = length === 0 ? Number.NaN : Number.parseInt(text.slice(at + 2, at + length), 16);
    if (point <= 0x10ffff) {
      plain += String.fromCodePoint(point);
      at += length;
    } else plain += text[at++];
  }
  return plain;
}

/** Scans a whole text. Never fails: what cannot start a token becomes `ppOther`. */
export function scanFile(fileText: string, atomTable: AtomTable): ScannedFile {
  const joined = joinLines(fileText);
  const text = joined === undefined ? fileText : joined.text;
  const length = text.length;
  let capacity = (length >> 2) + 64;
  let kinds = new Uint8Array(capacity);
  let flags = new Uint8Array(capacity);
  let atoms = new Int32Array(capacity);
  let starts = new Int32Array(capacity);
  let ends = new Int32Array(capacity);
  const directives: number[] = [];
  const problems: { problem: ScanProblem; start: number }[] = [];
  let count = 0;

  function grow(): void {
    const enlarge = <T extends Uint8Array | Int32Array>(larger: T, old: T): T => {
      larger.set(old);
      return larger;
    };
    capacity *= 2;
    kinds = enlarge(new Uint8Array(capacity), kinds);
    flags = enlarge(new Uint8Array(capacity), flags);
    atoms = enlarge(new Int32Array(capacity), atoms);
    starts = enlarge(new Int32Array(capacity), starts);
    ends = enlarge(new Int32Array(capacity), ends);
  }

  // Offsets of the joined text are asked for in ascending order while scanning.
  let splice = 0;
  let shift = 0;
  function fileOffset(at: number): number {
    if (joined === undefined) return at;
    while (splice < joined.at.length && joined.at[splice] <= at) shift = joined.removed[splice++];
    return at + shift;
  }
  /** As fileOffset, for the end of a token: a splice directly behind the token is not part of it. */
  function fileEndOffset(at: number): number {
    if (joined === undefined) return at;
    while (splice < joined.at.length && joined.at[splice] < at) shift = joined.removed[splice++];
    return at + shift;
  }

  let pending = flagLineStart;
  let at = 0;
  function add(kind: PpKind, id: number, end: number): void {
    if (count + 1 >= capacity) grow();
    kinds[count] = kind;
    atoms[count] = id;
    flags[count] = pending;
    starts[count] = fileOffset(at);
    ends[count] = fileEndOffset(end);
    count++;
    pending = 0;
    at = end;
  }

  /** In a directive that takes a header name, or in `__has_include(`. */
  function headerNameExpected(): boolean {
    if (count < 2) return false;
    const previous = atoms[count - 1];
    const before = atoms[count - 2];
    if (previous === atom['(']) return before === atom.__has_include || before === atom.__has_include_next;
    if (previous !== atom.include && previous !== atom.include_next && previous !== atom.import) return false;
    return (before === atom['#'] || before === atom['%:']) && (flags[count - 2] & flagLineStart) !== 0;
  }

  /** A raw string whose `"` is at `quote`; its text is the file's own, splices included. */
  function rawString(quote: number): void {
    const offset = at;
    const fileStart = fileOffset(at);
    const fileQuote = fileOffset(quote);
    const open = fileText.indexOf('(', fileQuote);
    const delimiter = open < 0 || open - fileQuote > 17 ? undefined : fileText.slice(fileQuote + 1, open);
    const close =
      delimiter === undefined || /[\s\\)]/.test(delimiter)
        ? -1
        : fileText.indexOf(`)${delimiter}"`, open + 1);
    if (delimiter === undefined || close < 0) {
      problems.push({ problem: 'unterminatedRawString', start: fileStart });
      let end = text.indexOf('\n', quote);
      if (end < 0) end = length;
      add(ppOther, atomTable.intern(text.slice(offset, end)), end);
      return;
    }
    const fileEnd = close + delimiter.length + 2;
    if (count + 1 >= capacity) grow();
    kinds[count] = ppString;
    atoms[count] = atomTable.intern(text.slice(offset, quote) + fileText.slice(fileQuote, fileEnd));
    flags[count] = pending;
    starts[count] = fileStart;
    ends[count] = fileEnd;
    count++;
    pending = 0;
    if (joined === undefined) at = fileEnd;
    else {
      while (splice < joined.at.length && joined.at[splice] + joined.removed[splice] <= fileEnd) {
        shift = joined.removed[splice++];
      }
      at = fileEnd - shift;
    }
  }

  if (text.charCodeAt(0) === 0xfeff) at = 1;
  while (at < length) {
    const c = text.charCodeAt(at);
    const kind = c < 128 ? classes[c] : classOther;
    if (kind === classSpace) {
      if (c === 0 && problems.length < 100) problems.push({ problem: 'nulCharacter', start: fileOffset(at) });
      pending |= flagSpace;
      at++;
    } else if (kind === classLine) {
      pending |= flagSpace | flagLineStart;
      at++;
    } else if (kind === className) {
      const end = endOfName(text, at + 1);
      const next = text.charCodeAt(end);
      if (next === 34 || next === 39) {
        const prefix = literalPrefix(text, at, end);
        if (prefix === 2 && next === 34) {
          rawString(end);
          continue;
        }
        if (prefix === 1) {
          const close = endOfQuoted(text, end);
          const past = Math.abs(close);
          add(
            close < 0 ? ppOther : next === 34 ? ppString : ppCharacter,
            atomTable.intern(text.slice(at, past)),
            past,
          );
          continue;
        }
      }
      const name = text.slice(at, end);
      add(ppName, atomTable.intern(name.includes('\\') ? plainName(name) : name), end);
    } else if (kind === classDigit) {
      const end = endOfNumber(text, at + 1);
      add(ppNumber, atomTable.intern(text.slice(at, end)), end);
    } else if (kind === classPunctuator) {
      const next = text.charCodeAt(at + 1);
      if (c === 47 && next === 47) {
        const end = text.indexOf('\n', at);
        pending |= flagSpace;
        at = end < 0 ? length : end;
      } else if (c === 47 && next === 42) {
        let end = text.indexOf('*/', at + 2);
        if (end < 0) {
          problems.push({ problem: 'unterminatedComment', start: fileOffset(at) });
          end = length;
        }
        pending |= flagSpace;
        at = end + 2;
      } else if (c === 46 && next < 128 && classes[next] === classDigit) {
        const end = endOfNumber(text, at + 1);
        add(ppNumber, atomTable.intern(text.slice(at, end)), end);
      } else if (c === 60 && headerNameExpected()) {
        let end = at + 1;
        while (end < length && text.charCodeAt(end) !== 62 && text.charCodeAt(end) !== 10) end++;
        if (text.charCodeAt(end) === 62)
          add(ppHeaderName, atomTable.intern(text.slice(at, end + 1)), end + 1);
        else add(ppPunctuator, punctuatorAt(text, at), at + atomTable.texts[punctuatorAt(text, at)].length);
      } else {
        const id = punctuatorAt(text, at);
        if ((id === atom['#'] || id === atom['%:']) && (pending & flagLineStart) !== 0)
          directives.push(count);
        add(ppPunctuator, id, at + atomTable.texts[id].length);
      }
    } else if (c === 34 && headerNameExpected()) {
      // A header name has no escapes.
      let end = at + 1;
      while (end < length && text.charCodeAt(end) !== 34 && text.charCodeAt(end) !== 10) end++;
      if (text.charCodeAt(end) === 34) add(ppHeaderName, atomTable.intern(text.slice(at, end + 1)), end + 1);
      else add(ppOther, atomTable.intern(text.slice(at, end)), end);
    } else if (c === 34 || c === 39) {
      const close = endOfQuoted(text, at);
      const past = Math.abs(close);
      add(
        close < 0 ? ppOther : c === 34 ? ppString : ppCharacter,
        atomTable.intern(text.slice(at, past)),
        past,
      );
    } else if (isSpaceUnit(c)) {
      pending |= flagSpace;
      at++;
    } else {
      const units = c === 92 ? universalNameLength(text, at) : wideNameUnits(text, at, true);
      if (units > 0) {
        const end = endOfName(text, at + units);
        const name = text.slice(at, end);
        add(ppName, atomTable.intern(c === 92 || name.includes('\\') ? plainName(name) : name), end);
      } else {
        const past = at + ((text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1);
        add(ppOther, atomTable.intern(text.slice(at, past)), past);
      }
    }
  }
  at = length;
  pending |= flagLineStart;
  add(ppEof, 0, length);
  count--;

  const scanned = {
    text: fileText,
    count,
    kinds: kinds.slice(0, count + 1),
    flags: flags.slice(0, count + 1),
    atoms: atoms.slice(0, count + 1),
    starts: starts.slice(0, count + 1),
    ends: ends.slice(0, count + 1),
    directives: Int32Array.from(directives),
    guard: -1,
    definitions: new Map(),
    problems,
  };
  scanned.guard = findIncludeGuard(scanned);
  return scanned;
}
