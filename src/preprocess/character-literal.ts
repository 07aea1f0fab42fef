/**
 * Escapes and character literals ([lex.ccon]): spelling → code units in the literal's encoding. Problems are told by
 * name; who calls reports them.
 */
export type LiteralEncoding = '' | 'L' | 'u8' | 'u' | 'U';

export type EscapeProblem =
  | 'escapeUnknown'
  | 'escapeOutOfRange'
  | 'hexWithoutDigits'
  | 'universalNameInvalid';

export interface EscapeReport {
  readonly problem: EscapeProblem;
  /** UTF-16 offset in the spelling. */
  readonly at: number;
  readonly length: number;
}

const simpleEscapes = new Map<number, number>([
  [39, 39],
  [34, 34],
  [63, 63],
  [92, 92],
  [97, 7],
  [98, 8],
  [102, 12],
  [110, 10],
  [114, 13],
  [116, 9],
  [118, 11],
  [101, 27],
  [69, 27],
]);

export function unitLimit(encoding: LiteralEncoding): number {
  if (encoding === '' || encoding === 'u8') return 0xff;
  return encoding === 'u' ? 0xffff : 0xffffffff;
}

/** Appends a code point in the encoding's units. */
export function pushCodePoint(units: number[], point: number, encoding: LiteralEncoding): void {
  if (encoding === 'L' || encoding === 'U') units.push(point);
  else if (encoding === 'u') {
    if (point < 0x10000) units.push(point);
    else units.push(0xd800 + ((point - 0x10000) >> 10), 0xdc00 + ((point - 0x10000) & 0x3ff));
  } else if (point < 0x80) units.push(point);
  else if (point < 0x800) units.push(0xc0 | (point >> 6), 0x80 | (point & 63));
  else if (point < 0x10000) units.push(0xe0 | (point >> 12), 0x80 | ((point >> 6) & 63), 0x80 | (point & 63));
  else {
    units.push(
      0xf0 | (point >> 18),
      0x80 | ((point >> 12) & 63),
      0x80 | ((point >> 6) & 63),
      0x80 | (point & 63),
    );
  }
}

function hexValue(c: number): number {
  if (c >= 48 && c <= 57) return c - 48;
  if (c >= 97 && c <= 102) return c - 87;
  if (c >= 65 && c <= 70) return c - 55;
  return -1;
}

/** Decodes text[from, to) (without quotes), appending to `units`. */
export function decodeEscaped(
  text: string,
  from: number,
  to: number,
  encoding: LiteralEncoding,
  units: number[],
  problems: EscapeReport[],
): void {
  for (let at = from; at < to; ) {
    const c = text.charCodeAt(at);
    if (c !== 92) {
      if (c < 128) {
        units.push(c);
        at++;
      } else {
        const point = text.codePointAt(at) ?? 0;
        // A lone surrogate comes from malformed input; it is replaced as a decoder would.
        pushCodePoint(units, point >= 0xd800 && point < 0xe000 ? 0xfffd : point, encoding);
        at += point > 0xffff ? 2 : 1;
      }
    } else at = decodeEscape(text, at, to, encoding, units, problems);
  }
}

/** Decodes the escape at the backslash `at`; returns the offset behind it. */
function decodeEscape(
  text: string,
  at: number,
  to: number,
  encoding: LiteralEncoding,
  units: number[],
  problems: EscapeReport[],
): number {
  const c = text.charCodeAt(at + 1);
  const simple = simpleEscapes.get(c);
  if (simple !== undefined) {
    units.push(simple);
    return at + 2;
  }
  const limit = unitLimit(encoding);
  let next = at + 1;
  let value = 0;
  if (c >= 48 && c <= 55) {
    for (; next < to && next < at + 4; next++) {
      const digit = text.charCodeAt(next) - 48;
      if (digit < 0 || digit > 7) break;
      value = value * 8 + digit;
    }
  } else if (c === 120) {
    for (next++; next < to; next++) {
      const digit = hexValue(text.charCodeAt(next));
      if (digit < 0) break;
      value = Math.min(value * 16 + digit, 2 ** 40);
    }
    if (next === at + 2) problems.push({ problem: 'hexWithoutDigits', at, length: 2 });
  } else if (c === 117 || c === 85) {
    const end = Math.min(to, at + (c === 117 ? 6 : 10));
    for (next++; next < end; next++) {
      const digit = hexValue(text.charCodeAt(next));
      if (digit < 0) break;
      value = value * 16 + digit;
    }
    const complete = next === at + (c === 117 ? 6 : 10);
    if (!complete || value > 0x10ffff || (value >= 0xd800 && value < 0xe000)) {
      problems.push({ problem: 'universalNameInvalid', at, length: next - at });
      value = 0xfffd;
    }
    pushCodePoint(units, value, encoding);
    return next;
  } else {
    problems.push({ problem: 'escapeUnknown', at, length: 2 });
    const point = text.codePointAt(at + 1) ?? 92;
    pushCodePoint(units, point, encoding);
    return at + 1 + (point > 0xffff ? 2 : 1);
  }
  if (value > limit) {
    problems.push({ problem: 'escapeOutOfRange', at, length: next - at });
    value = encoding === 'L' || encoding === 'U' ? value % 2 ** 32 : value & limit;
  }
  units.push(value);
  return next;
}

/** Splits a literal's spelling into prefix and offset of the opening quote. */
export function literalPrefixOf(
  text: string,
  quote: '"' | "'",
): { encoding: LiteralEncoding; raw: boolean; open: number } {
  const open = text.indexOf(quote);
  const raw = open > 0 && text[open - 1] === 'R';
  const prefix = text.slice(0, raw ? open - 1 : open);
  return { encoding: prefix as LiteralEncoding, raw, open };
}

export interface CharacterValue {
  readonly value: number;
  readonly unsigned: boolean;
  readonly encoding: LiteralEncoding;
  readonly multi: boolean;
  /** Number of code units between the quotes. */
  readonly count: number;
  readonly problems: readonly EscapeReport[];
}

/** The value of a character literal as gcc gives it. */
export function characterValue(text: string): CharacterValue {
  const { encoding, open } = literalPrefixOf(text, "'");
  const units: number[] = [];
  const problems: EscapeReport[] = [];
  decodeEscaped(text, open + 1, text.length - 1, encoding, units, problems);
  const count = units.length;
  const last = units[count - 1] ?? 0;
  if (encoding === '') {
    let value = 0;
    if (count === 1) value = (last << 24) >> 24;
    else for (const unit of units) value = (value << 8) | unit;
    return { value, unsigned: false, encoding, multi: count > 1, count, problems };
  }
  const value = encoding === 'L' ? last | 0 : last;
  return { value, unsigned: encoding !== 'L', encoding, multi: false, count, problems };
}
