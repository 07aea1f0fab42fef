/** iostream formatting and extraction: flags, widths, fills, precisions, failure states, string streams. */
import type { Random } from '../random.js';
import type { Area } from './case.js';
import { double, long, quoted, times, word } from './case.js';
import { floatText, integerText } from './numbers.js';

const manipulators = ['std::dec', 'std::hex', 'std::oct', 'std::showbase', 'std::noshowbase', 'std::showpos', 'std::noshowpos', 'std::uppercase', 'std::nouppercase', 'std::boolalpha', 'std::noboolalpha', 'std::left', 'std::right', 'std::internal', 'std::fixed', 'std::scientific', 'std::hexfloat', 'std::defaultfloat', 'std::showpoint', 'std::noshowpoint'];

function write(random: Random): string {
  const parts = times(random.between(2, 9), () =>
    random.pick([
      () => random.pick(manipulators),
      () => random.pick(manipulators),
      () => `std::setw(${random.below(20)})`,
      () => `std::setfill('${random.pick(['*', '0', ' ', '_'])}')`,
      () => `std::setprecision(${random.pick([0, 1, 2, 3, 6, 9, 17, 25])})`,
      () => `std::setbase(${random.pick([8, 10, 16, 0])})`,
      () => `(${random.pick(['int', 'unsigned', 'long', 'unsigned long', 'short', 'unsigned short', 'long long'])})${long(random)}`,
      () => `(${random.pick(['int', 'unsigned', 'long', 'unsigned long', 'short', 'unsigned short', 'long long'])})${long(random)}`,
      () => double(random),
      () => double(random),
      () => `(float)${double(random)}`,
      () => random.pick(['true', 'false']),
      () => `'${word(random, 1)}'`,
      () => `(unsigned char)'${word(random, 1)}'`,
      () => `(signed char)'${word(random, 1)}'`,
      () => quoted(word(random)),
      () => `std::string(${quoted(word(random))})`,
      () => '(const void *)0x1234',
      () => 'std::setiosflags(std::ios::showbase | std::ios::uppercase)',
      () => 'std::resetiosflags(std::ios::basefield)',
      () => `std::quoted(${quoted('a"b\\c')})`,
      () => `std::complex<double>(${random.below(9)}, -1.5)`,
      () => `std::bitset<9>(${random.below(512)})`,
    ])(),
  );
  const more = random.pick(['', '', ` show("%d %d %d", (int)o.precision(), (int)o.width(), (int)o.fill());`, ' o.str("reset"); o << 1; show("%s", o.str().c_str());', ' o.put(\'x\').write("yz1", 2); o.seekp(1); o << "#"; show("%s %d", o.str().c_str(), (int)o.tellp());']);
  return `std::ostringstream o; o << ${parts.join(' << \'|\' << ')}; show("%s", o.str().c_str());${more}`;
}

function read(random: Random): string {
  const text: string[] = [];
  const steps = times(random.between(1, 6), (i) => {
    const state = ' show("%d%d%d", (int)in.eof(), (int)in.fail(), (int)in.bad());';
    const separator = random.pick([' ', ' ', '\n', '', ',', '  ']);
    switch (random.below(12)) {
      case 0:
      case 1: {
        const type = random.pick(['int', 'unsigned', 'long', 'unsigned long', 'short', 'unsigned short', 'long long']);
        text.push(integerText(random) + separator);
        const base = random.pick(['', '', ' >> std::hex', ' >> std::oct', ' >> std::dec', ' >> std::setbase(0)']);
        return `${type} v${i} = 77; in${base} >> v${i}; show("%lld", (long long)v${i});${state}`;
      }
      case 2:
      case 3: {
        const type = random.pick(['double', 'float', 'double']);
        text.push(floatText(random) + separator);
        return `${type} v${i} = 77; in >> v${i}; show("%a", (double)v${i});${state}`;
      }
      case 4:
        text.push(word(random) + separator);
        return `std::string v${i} = "none"; in >> ${random.oneIn(3) ? `std::setw(${random.between(1, 6)}) >> ` : ''}v${i}; show("<%s>", v${i}.c_str());${state}`;
      case 5:
        text.push(word(random, 2) + separator);
        return `char v${i} = '?'; in >> ${random.oneIn(3) ? 'std::noskipws >> ' : ''}v${i}; show("%d", v${i});${state}`;
      case 6:
        text.push(`${word(random)}${random.pick(['\n', ';', ' x\n'])}`);
        return `std::string v${i} = "none"; std::getline(in, v${i}${random.oneIn(2) ? ", ';'" : ''}); show("<%s>", v${i}.c_str());${state}`;
      case 7:
        text.push(random.pick(['true ', 'false ', '1 ', '0 ', '2 ', 'tru ']));
        return `bool v${i} = false; in >> ${random.pick(['', 'std::boolalpha >> '])}v${i}; show("%d", (int)v${i});${state}`;
      case 8:
        return `in.clear(); in.ignore(${random.between(1, 9)}${random.oneIn(2) ? ", ' '" : ''}); show("%d %d", (int)in.gcount(), in.peek());${state}`;
      case 9:
        text.push(word(random));
        return `char v${i}[9] = "zz"; in.${random.pick(['get(v$, 9)', 'getline(v$, 9)', 'read(v$, 5)', "get(v$, 9, 'b')"]).replace('$', String(i))}; v${i}[8] = 0; show("<%s> %d", v${i}, (int)in.gcount());${state}`;
      case 10:
        return `in.unget(); show("%d %d", in.get(), (int)in.tellg());${state} in.clear();`;
      default:
        text.push('  ');
        return `in >> std::ws; show("%d", in.peek());${state}`;
    }
  });
  return `std::istringstream in(${quoted(text.join(''))}); ${steps.join(' ')}`;
}

export const streams: Area = {
  preamble: '#include <math.h>\n#include <sstream>\n#include <iomanip>\n#include <string>\n#include <complex>\n#include <bitset>\n',
  statement: (random) => (random.oneIn(3) ? read(random) : write(random)),
};
