/** Integer literals ([lex.icon]): spelling → value, suffix and base. */

export interface DecodedInteger {
  readonly value: bigint;
  readonly decimal: boolean;
  readonly unsigned: boolean;
  readonly long: 0 | 1 | 2;
  /** What follows the literal and is no standard suffix: a user-defined one. */
  readonly suffix: string;
}

function digitValue(c: number): number {
  if (c >= 48 && c <= 57) return c - 48;
  if (c >= 97 && c <= 102) return c - 87;
  if (c >= 65 && c <= 70) return c - 55;
  return 99;
}

const suffixes = new Map<string, { unsigned: boolean; long: 0 | 1 | 2 }>();
for (const unsigned of ['', 'u', 'U']) {
  for (const long of ['', 'l', 'L', 'll', 'LL', 'z', 'Z']) {
    const meaning = { unsigned: unsigned !== '', long: (/z/i.test(long) ? 1 : long.length) as 0 | 1 | 2 };
    suffixes.set(unsigned + long, meaning);
    suffixes.set(long + unsigned, meaning);
  }
}

/** Undefined if the spelling is no integer literal (a digit out of range, no digits, a misplaced separator). */
export function decodeInteger(text: string): DecodedInteger | undefined {
  let base = 10;
  let at = 0;
  if (text.charCodeAt(0) === 48 && text.length > 1) {
    const second = text.charCodeAt(1) | 32;
    if (second === 120) base = 16;
    else if (second === 98) base = 2;
    else base = 8;
    at = base === 8 ? 0 : 2;
  }
  const first = at;
  let small = 0;
  let digits = '';
  let separated = false;
  for (; at < text.length; at++) {
    const c = text.charCodeAt(at);
    if (c === 39) {
      if (separated || at === first) return undefined;
      separated = true;
      continue;
    }
    const digit = digitValue(c);
    if (digit >= base) {
      if (digit < 10) return undefined;
      break;
    }
    separated = false;
    digits += text[at];
    small = small * base + digit;
  }
  if (digits === '' || separated) return undefined;
  const value = small <= Number.MAX_SAFE_INTEGER ? BigInt(small) : exactValue(digits, base);
  const suffix = text.slice(at);
  const known = suffixes.get(suffix);
  if (known !== undefined) return { value, decimal: base === 10, ...known, suffix: '' };
  const c = suffix.charCodeAt(0);
  const name = c === 95 || (c >= 97 && c <= 122) || (c >= 65 && c <= 90) || c >= 128;
  if (!name || /[.+'-]/.test(suffix)) return undefined;
  return { value, decimal: base === 10, unsigned: false, long: 0, suffix };
}

function exactValue(digits: string, base: number): bigint {
  if (base === 10) return BigInt(digits);
  if (base === 16) return BigInt(`0x${digits}`);
  return BigInt(base === 8 ? `0o${digits}` : `0b${digits}`);
}
