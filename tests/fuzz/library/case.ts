/** What the areas of the library fuzzer share: values at the corners of their types, as C++ text. */
import type { Random } from '../random.js';

export interface Area {
  /** Headers and helper definitions. */
  readonly preamble: string;
  /** Statements that end in calls of `show`, which prints a line; the case has a scope of its own. */
  readonly statement: (random: Random) => string;
}

export function times<T>(n: number, make: (i: number) => T): T[] {
  return Array.from({ length: n }, (_, i) => make(i));
}

/** A finite double as C++ text, often a hard one: halfway cases, powers of two and ten, denormals, limits, many digits. */
export function finite(random: Random): string {
  const digits = (n: number): string => times(n, () => String(random.below(10))).join('');
  const sign = random.oneIn(3) ? '-' : '';
  switch (random.below(12)) {
    case 0:
      return sign + random.pick(['0.0', '1.0', '10.0', '0.1', '0.5', '1.5', '2.5', '0.25', '0.125', '9.5', '99.5', '999999.5', '9999999.0', '123456.0', '1234567.0', '0.0001', '0.00001', '0.000099999995']);
    case 1:
      return sign + random.pick(['1.7976931348623157e308', '2.2250738585072014e-308', '4.9406564584124654e-324', '5e-324', '1e-310', '2.2250738585072009e-308', '9007199254740993.0', '4503599627370497.5', '1e22', '1e23', '8.5e-322']);
    case 2:
      return `${sign}1e${random.between(-320, 308)}`;
    case 3:
      return `${sign}${digits(1)}.${digits(random.between(1, 20))}e${random.between(-318, 307)}`;
    case 4:
      return `${sign}0x1.${times(random.between(1, 13), () => random.below(16).toString(16)).join('')}p${random.between(-1074, 1023)}`;
    case 5:
      return `${sign}0x1p${random.between(-1074, 1023)}`;
    case 6:
      return `${sign}${random.below(1000)}.${digits(random.between(0, 3))}5`;
    case 7:
      return `${sign}${random.below(100)}.${random.pick(['5', '25', '75', '125', '375', '0625', '03125'])}`;
    case 8:
      return `${sign}${'9'.repeat(random.between(1, 17))}.${'9'.repeat(random.between(0, 10))}`;
    case 9:
      return `${sign}${random.between(1, 9)}${'0'.repeat(random.between(0, 20))}.0`;
    case 10:
      return `${sign}0.${'0'.repeat(random.between(0, 12))}${digits(random.between(1, 9))}1`;
    default:
      return `${sign}${random.below(100000)}.${digits(random.between(1, 6))}`;
  }
}

export function double(random: Random): string {
  return random.oneIn(12) ? random.pick(['INFINITY', '-INFINITY', '(double)NAN', '-(double)NAN']) : finite(random);
}

/** A 64-bit integer as C++ text: any bits, few bits, and limits. */
export function long(random: Random): string {
  switch (random.below(6)) {
    case 0:
      return random.pick(['0L', '1L', '-1L', '9L', '10L', '99L', '127L', '128L', '255L', '256L', '-128L', '32767L', '32768L', '65535L', '2147483647L', '2147483648L', '-2147483648L', '4294967295L', '4294967296L', '9223372036854775807L', '(-9223372036854775807L-1)']);
    case 1:
      return `${random.between(-100, 100)}L`;
    case 2:
      return `${random.between(-70000, 70000)}L`;
    case 3:
      return `(1L << ${random.below(62)})`;
    case 4:
      return `${random.oneIn(2) ? '-' : ''}${random.between(1, 9)}${'0'.repeat(random.below(18))}L`;
    default:
      return `(long)0x${times(random.between(1, 16), () => random.below(16).toString(16)).join('')}UL`;
  }
}

/** A C string literal. */
export function quoted(text: string): string {
  return `"${text.replaceAll(/[\\"]/g, '\\$&').replaceAll('\n', '\\n').replaceAll('\t', '\\t').replaceAll('?', '\\?')}"`;
}

export function word(random: Random, longest = 12): string {
  const letters = 'abcdefghijklmnopqrstuvwxyzABCXYZ0123456789_';
  return times(random.between(1, longest), () => letters[random.below(letters.length)]).join('');
}
