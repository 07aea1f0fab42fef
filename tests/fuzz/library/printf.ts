/** printf: flags, widths, precisions and length modifiers in all combinations that are defined. */
import type { Random } from '../random.js';
import type { Area } from './case.js';
import { double, long, quoted, times, word } from './case.js';

function flags(random: Random, allowed: string): string {
  return [...allowed].filter(() => random.oneIn(3)).join('');
}

/** One conversion and its arguments. */
function conversion(random: Random): readonly [string, readonly string[]] {
  const extra: string[] = [];
  const number = (largest: number): string => {
    if (random.oneIn(6)) {
      extra.push(`(int)${random.between(-largest, largest)}`);
      return '*';
    }
    return String(random.below(largest + 1));
  };
  const width = random.oneIn(2) ? '' : number(random.pick([5, 12, 30])).replace(/^0$/, '');
  const precision = (largest: number): string => (random.oneIn(2) ? '' : `.${random.oneIn(8) ? '' : number(largest)}`);
  switch (random.below(8)) {
    case 0: {
      const letter = random.pick(['d', 'i']);
      const [length, cast] = random.pick([['', 'int'], ['hh', 'signed char'], ['h', 'short'], ['l', 'long'], ['ll', 'long long'], ['j', 'intmax_t'], ['z', 'ssize_t'], ['t', 'ptrdiff_t']] as const);
      const p = precision(25);
      return [`%${flags(random, '-+ 0\'')}${width}${p}${length}${letter}`, [...extra, `(${cast})${long(random)}`]];
    }
    case 1: {
      const letter = random.pick(['u', 'o', 'x', 'X']);
      const [length, cast] = random.pick([['', 'unsigned'], ['hh', 'unsigned char'], ['h', 'unsigned short'], ['l', 'unsigned long'], ['ll', 'unsigned long long'], ['j', 'uintmax_t'], ['z', 'size_t']] as const);
      const p = precision(25);
      return [`%${flags(random, letter === 'u' ? '-0' : '-0#')}${width}${p}${length}${letter}`, [...extra, `(${cast})${long(random)}`]];
    }
    case 2: {
      const p = precision(6);
      return [`%${flags(random, '-')}${width}${p}s`, [...extra, random.oneIn(10) ? '""' : quoted(word(random))]];
    }
    case 3:
      return random.oneIn(3) ? [`%${flags(random, '-')}${width}c`, [...extra, `'${random.pick(['a', ' ', '~'])}'`]] : ['%%', []];
    default: {
      const letter = random.pick(['e', 'E', 'f', 'F', 'g', 'G', 'g', 'e', 'a', 'A']);
      const p = precision(random.pick([3, 8, 20, 60]));
      // long double has another format here, which only %La shows.
      const wide = random.oneIn(12) && !/[aA]/.test(letter);
      return [`%${flags(random, '-+ 0#')}${width}${p}${wide ? 'L' : ''}${letter}`, [...extra, wide ? `(long double)(${double(random)})` : double(random)]];
    }
  }
}

function statement(random: Random): string {
  const parts = times(random.pick([1, 1, 1, 2, 3]), () => conversion(random));
  const format = parts.map(([text]) => text).join(random.pick(['', ' ', '|', ', ']));
  const args = parts.flatMap(([, list]) => list);
  // glibc's own extension: a number instead of '*' is what `%2$d` names; positions are not part of C++.
  if (random.oneIn(8)) {
    const size = random.between(0, 12);
    return `char b[16]; memset(b, '#', 16); int n = snprintf(b, ${size}, ${[quoted(format), ...args].join(', ')}); b[15] = 0; show("%d %.*s", n, n < 0 ? 0 : 15, b[0] ? b : "empty");`;
  }
  return `char b[4096]; int n = snprintf(b, sizeof b, ${[quoted(format), ...args].join(', ')}); show("%d %s", n, b);`;
}

export const printf: Area = {
  preamble: '#include <math.h>\n#include <stddef.h>\n#include <stdint.h>\n#include <sys/types.h>\n',
  statement,
};
