/** Text to numbers: strtod, strtol and their kin, std::stoi …, to_chars, from_chars, to_string; sscanf. */
import type { Random } from '../random.js';
import type { Area } from './case.js';
import { finite, long, quoted, times, word } from './case.js';

const digits = (random: Random, n: number): string => times(n, () => String(random.below(10))).join('');

/** Text that mostly is a floating number. */
export function floatText(random: Random): string {
  const sign = random.pick(['', '', '-', '+']);
  const space = random.pick(['', '', ' ', '\t\n ']);
  const tail = random.pick(['', '', '', 'x', 'e', 'e+', '.', ' 1', 'f', '_']);
  switch (random.below(10)) {
    case 0:
      return space + sign + random.pick(['inf', 'INF', 'infinity', 'Infinity', 'infinit', 'nan', 'NAN', 'nan(12)', 'nan(', 'nan(x_1)', 'in', '.', 'e5', '-', '0x', '0x.', '0xp3', '']) + tail;
    case 1:
      return `${space}${sign}0x${random.pick(['', '0', '1'])}${times(random.between(0, 20), () => random.below(16).toString(16)).join('')}${random.oneIn(2) ? `.${times(random.between(0, 18), () => random.below(16).toString(16)).join('')}` : ''}${random.oneIn(2) ? `p${random.between(-1100, 1050)}` : ''}${tail}`;
    case 2:
      // The neighbourhood of a halfway point between doubles, or floats.
      return `${sign}${random.pick(['9007199254740993', '9007199254740992.9999999999999999999', '9007199254740993.0000000000000000000000001', '16777217', '16777217.0000000000000001', '16777216.99999999', '1.00000000000000011102230246251565404236316680908203125', '1.00000000000000011102230246251565404236316680908203124', '1.00000000000000011102230246251565404236316680908203126', '1.000000059604644775390625', '1.000000059604644775390624999', '2.4703282292062327208e-324', '2.4703282292062328e-324', '2.4703282292062327e-324', '7.0064923216240853546186479164495806564013097093825788587853e-46', '7.0064923216240854e-46', '3.4028235677973366e38', '3.4028235677973365e38', '1.797693134862315807e308', '1.797693134862315808e308', '2.2250738585072011e-308', '8.988465674311580536566680721305029496276e307'])}${tail}`;
    case 3:
      return `${sign}${digits(random, random.between(1, 40))}.${digits(random, random.between(0, 40))}e${random.between(-360, 330)}${tail}`;
    case 4:
      return `${space}${sign}0.${'0'.repeat(random.below(330))}${digits(random, random.between(1, 30))}${tail}`;
    case 5:
      return `${space}${sign}${digits(random, random.between(1, 330))}${tail}`;
    case 6:
      return `${digits(random, random.between(1, 3))}.${digits(random, 3)}e${random.pick(['', '+', '-'])}${digits(random, random.between(0, 12))}${tail}`;
    default:
      return `${space}${sign}${digits(random, random.between(0, 8))}${random.pick(['', '.'])}${digits(random, random.between(0, 8))}${random.oneIn(2) ? `e${random.between(-40, 40)}` : ''}${tail}`;
  }
}

export function integerText(random: Random): string {
  const space = random.pick(['', '', ' ', '\t ']);
  const sign = random.pick(['', '', '-', '+', '--']);
  const prefix = random.pick(['', '', '', '0', '0x', '0X', '00']);
  const body = random.pick([
    () => digits(random, random.between(0, 6)),
    () => digits(random, random.between(15, 22)),
    () => times(random.between(0, 18), () => random.below(16).toString(16)).join(''),
    () => random.pick(['2147483647', '2147483648', '4294967295', '4294967296', '9223372036854775807', '9223372036854775808', '18446744073709551615', '18446744073709551616', '7fffffffffffffff', 'ffffffffffffffff', 'zz', '777']),
    () => word(random, 5),
  ])();
  return `${space}${sign}${prefix}${body}${random.pick(['', '', 'x', ' 5', '.5', 'L'])}`;
}

function scan(random: Random): string {
  const declarations: string[] = [];
  const shows: string[] = [];
  const args: string[] = [];
  let format = '';
  let input = '';
  times(random.between(1, 4), (i) => {
    const width = random.oneIn(3) ? String(random.between(1, 6)) : '';
    const skipped = random.oneIn(6);
    const take = (type: string, init: string, show: string, spec: string): void => {
      format += `%${skipped ? '*' : ''}${width}${spec}`;
      if (skipped) return;
      declarations.push(`${type} v${i}${init};`);
      args.push(type.startsWith('char') && init.startsWith('[') ? `v${i}` : `&v${i}`);
      shows.push(show.replaceAll('$', `v${i}`));
    };
    switch (random.below(7)) {
      case 0:
      case 1: {
        const [type, spec] = random.pick([['int', 'd'], ['int', 'i'], ['unsigned', 'u'], ['unsigned', 'x'], ['unsigned', 'o'], ['long', 'ld'], ['long', 'li'], ['unsigned long', 'lx'], ['short', 'hd'], ['signed char', 'hhd'], ['unsigned char', 'hhu'], ['long long', 'lld'], ['size_t', 'zu']] as const);
        take(type, ' = 77', 'show(" %lld", (long long)$);', spec);
        input += integerText(random);
        break;
      }
      case 2:
        take('float', ' = 77', 'show(" %a", (double)$);', random.pick(['f', 'g', 'e', 'a']));
        input += floatText(random);
        break;
      case 3:
        take('double', ' = 77', 'show(" %a", $);', random.pick(['lf', 'lg', 'le']));
        input += floatText(random);
        break;
      case 4:
        take('char', '[400] = "none"', 'show(" <%s>", $);', random.pick(['s', '[a-z]', '[^,]', '[0-9.]', '[]x]', '[^]]', '[A-Z_-]']));
        input += word(random);
        break;
      case 5:
        take('char', '[8] = "zzzzzzz"', 'show(" <%.7s>", $);', 'c');
        input += word(random, 7);
        break;
      default:
        format += '%n';
        declarations.push(`int v${i} = -5;`);
        args.push(`&v${i}`);
        shows.push(`show(" n%d", v${i});`);
    }
    const between = random.pick(['', ' ', ',', ' , ', ':', '%%']);
    format += between;
    input += random.oneIn(6) ? random.pick([' ', ',', '']) : between === '%%' ? '%' : between;
  });
  return `${declarations.join(' ')} int r = sscanf(${[quoted(input), quoted(format), ...args].join(', ')}); show("%d", r); ${shows.join(' ')}`;
}

function statement(random: Random): string {
  switch (random.below(13)) {
    case 0:
    case 1:
      return `const char *s = ${quoted(floatText(random))}; char *e; errno = 0; double d = strtod(s, &e); show("%a %d %d", d, (int)(e - s), errno);`;
    case 2:
      return `const char *s = ${quoted(floatText(random))}; char *e; errno = 0; float d = strtof(s, &e); show("%a %d %d", d, (int)(e - s), errno);`;
    case 3:
    case 4: {
      const [name, type] = random.pick([['strtol', 'long'], ['strtoul', 'unsigned long'], ['strtoll', 'long long'], ['strtoull', 'unsigned long long']] as const);
      return `const char *s = ${quoted(integerText(random))}; char *e = (char *)s; errno = 0; ${type} d = ${name}(s, &e, ${random.pick([0, 0, 10, 10, 16, 8, 2, 36, 3, 7, 1, 37])}); show("%lld %d %d", (long long)d, (int)(e - s), errno);`;
    }
    case 5: {
      const name = random.pick(['stoi', 'stol', 'stoul', 'stoll', 'stoull']);
      return `size_t at = 99; try { long long v = (long long)std::${name}(${quoted(integerText(random))}, &at, ${random.pick([0, 10, 16, 8])}); show("%lld %zu", v, at); } catch (const std::exception &e) { show("%s %zu", e.what(), at); }`;
    }
    case 6: {
      const name = random.pick(['stod', 'stof']);
      return `size_t at = 99; try { double v = std::${name}(${quoted(floatText(random))}, &at); show("%a %zu", v, at); } catch (const std::exception &e) { show("%s %zu", e.what(), at); }`;
    }
    case 7: {
      const type = random.pick(['int', 'unsigned', 'long', 'unsigned long', 'short', 'unsigned char', 'signed char']);
      const base = random.pick([10, 10, 16, 2, 36, 7]);
      return `char b[80]; auto r = std::to_chars(b, b + ${random.pick([80, 80, 80, 5, 3])}, (${type})${long(random)}, ${base}); show("%d %.*s", (int)r.ec, r.ec == std::errc() ? (int)(r.ptr - b) : 0, b);`;
    }
    case 8: {
      const type = random.pick(['int', 'unsigned', 'long', 'unsigned long', 'short', 'unsigned char', 'signed char']);
      return `const char *s = ${quoted(integerText(random))}; ${type} v = 77; auto r = std::from_chars(s, s + strlen(s), v, ${random.pick([10, 16, 2, 36, 8])}); show("%lld %d %d", (long long)v, (int)r.ec, (int)(r.ptr - s));`;
    }
    case 9: {
      const value = finite(random);
      const format = random.pick(['', ', std::chars_format::general', ', std::chars_format::scientific', ', std::chars_format::fixed', ', std::chars_format::hex', `, std::chars_format::scientific, ${random.below(20)}`, `, std::chars_format::fixed, ${random.below(20)}`, `, std::chars_format::general, ${random.below(20)}`]);
      return `char b[900]; auto r = std::to_chars(b, b + sizeof b, ${random.pick(['', '(float)'])}${value}${format}); show("%.*s", (int)(r.ptr - b), b);`;
    }
    case 10:
      return `const char *s = ${quoted(floatText(random))}; ${random.pick(['double', 'float'])} v = 77; auto r = std::from_chars(s, s + strlen(s), v${random.pick(['', '', ', std::chars_format::fixed', ', std::chars_format::scientific', ', std::chars_format::hex'])}); show("%a %d %d", (double)v, (int)r.ec, (int)(r.ptr - s));`;
    case 11:
      return random.oneIn(2)
        ? `show("%s", std::to_string(${random.pick(['', '(float)', '(long double)'])}${finite(random)}).c_str());`
        : `show("%s", std::to_string((${random.pick(['int', 'unsigned', 'long', 'unsigned long'])})${long(random)}).c_str());`;
    default:
      return scan(random);
  }
}

export const numbers: Area = {
  preamble: '#include <math.h>\n#include <errno.h>\n#include <stdlib.h>\n#include <string>\n#include <charconv>\n#include <stdexcept>\n',
  statement,
};

export const scanning: Area = { preamble: numbers.preamble, statement: scan };
