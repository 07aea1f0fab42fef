/**
 * Programs that use the C and C++ library in one area, one case a line, for comparison with g++'s libraries. In: an area, a seed, how many cases. Out: the source; each line that the program prints
 * begins with the number of its case.
 */
import { createRandom } from '../random.js';
import { algorithms } from './algorithms.js';
import type { Area } from './case.js';
import { containers } from './containers.js';
import { math } from './math.js';
import { numbers, scanning } from './numbers.js';
import { printf } from './printf.js';
import { randomNumbers } from './random-numbers.js';
import { streams } from './streams.js';
import { strings } from './strings.js';

export const areas: Readonly<Record<string, Area>> = { printf, numbers, scanning, algorithms, containers, random: randomNumbers, streams, strings, math };

const preamble = `#include <stdio.h>
#include <string.h>
#include <stdarg.h>
static int at;
static void show(const char *format, ...) {
  static char b[20000];
  va_list list;
  va_start(list, format);
  vsnprintf(b, sizeof b, format, list);
  va_end(list);
  printf("#%d ", at);
  for (const char *p = b; *p; p++) if (*p < 32) printf("\\\\x%02x", (unsigned char)*p); else putchar(*p);
  printf("\\n");
}
`;

export function libraryProgram(area: Area, seed: number, cases: number): string {
  const functions = Array.from({ length: cases }, (_, i) => `static void c${i}() { at = ${i}; ${area.statement(createRandom(seed * 1009 + i))} }`);
  return `${preamble}${area.preamble}${functions.join('\n')}\nint main() {\n${functions.map((_, i) => `c${i}();`).join(' ')}\nreturn 0;\n}\n`;
}

/** The source lines of the cases whose output differs, with both outputs. */
export function differingCases(source: string, expected: string, actual: string): { readonly source: string; readonly expected: string; readonly actual: string }[] {
  const group = (text: string): Map<string, string> => {
    const lines = new Map<string, string>();
    for (const line of text.split('\n')) {
      const id = /^#(\d+) /.exec(line)?.[1] ?? 'end';
      lines.set(id, `${lines.get(id) ?? ''}${line}\n`);
    }
    return lines;
  };
  const [want, got] = [group(expected), group(actual)];
  const found: { source: string; expected: string; actual: string }[] = [];
  for (const id of new Set([...want.keys(), ...got.keys()])) {
    if (want.get(id) === got.get(id)) continue;
    found.push({ source: new RegExp(`^static void c${id}\\(\\).*$`, 'm').exec(source)?.[0] ?? '', expected: want.get(id) ?? '', actual: got.get(id) ?? '' });
  }
  return found;
}
