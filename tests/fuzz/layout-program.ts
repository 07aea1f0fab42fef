/**
 * Random classes, and a program that prints how they lie in memory: size, alignment, offsets of fields, and which bits each bit-field has. Members, bases (virtual ones too), packed classes and fields, alignments that are asked for,
 * `#pragma pack`, unions, anonymous ones, classes that are no POD.
 */
import type { Random } from './random.js';
import { createRandom } from './random.js';

const INTEGERS: Readonly<Record<string, number>> = {
  char: 8, 'signed char': 8, 'unsigned char': 8, short: 16, 'unsigned short': 16, int: 32, unsigned: 32, long: 64, 'unsigned long long': 64, bool: 1, wchar_t: 32, Narrow: 8, Wide: 32,
};
const OTHERS = ['float', 'double', 'int *', 'long double', 'Quad', 'Pair', 'long long', '__int128', 'int Base::*'];
const HEAD = `#include <cstdio>
#include <cstring>
struct alignas(16) Quad { float x, y, z, w; };
struct alignas(8) Pair { int x, y; };
enum Narrow : unsigned char { narrow };
enum Wide { wide, other = 5 };
struct Base { int a; };
`;

interface Made {
  readonly name: string;
  readonly isUnion: boolean;
  /** Has functions that make it no member of a union. */
  readonly isBuilt: boolean;
}

export function layoutProgram(seed: number, count = 60): string {
  const r = createRandom(seed);
  const classes: Made[] = [{ name: 'Base', isUnion: false, isBuilt: false }];
  const declared: string[] = [];
  const printed: string[] = [];
  for (let i = 0; i < count; i++) {
    const made = makeClass(r, i, classes);
    declared.push(made.text);
    printed.push(made.print);
    classes.push(made);
  }
  return `${HEAD}${declared.join('\n')}\nint main() {\n${printed.join('\n')}\n}\n`;
}

function makeClass(r: Random, i: number, classes: readonly Made[]): Made & { readonly text: string; readonly print: string } {
  const name = `T${i}`;
  const isUnion = r.oneIn(9);
  const bases = isUnion || !r.oneIn(3) ? [] : [...new Set(Array.from({ length: r.between(1, 3) }, () => r.pick(classes)))].filter((base) => !base.isUnion);
  const fields: string[] = [];
  const bits: { readonly field: string; readonly type: string }[] = [];
  const members: string[] = [];
  let isBuilt = bases.some((base) => base.isBuilt);
  const attributes = (): string => (r.oneIn(12) ? ' __attribute__((packed))' : r.oneIn(12) ? ` __attribute__((aligned(${r.pick([2, 4, 8, 16])})))` : '');
  for (let k = r.below(8); k > 0; k--) {
    const field = `m${i}_${k}`;
    const kind = r.below(10);
    if (kind < 4) {
      const type = r.pick(Object.keys(INTEGERS));
      const width = r.between(1, INTEGERS[type]!);
      if (r.oneIn(6)) members.push(`${type} : ${r.oneIn(3) ? 0 : width};`);
      else if (r.oneIn(4)) {
        members.push(`${type} ${field}${attributes()};`);
        fields.push(field);
      } else {
        members.push(`${type} ${field} : ${width};`);
        bits.push({ field, type });
      }
      continue;
    }
    const inner = r.pick(classes);
    if (kind < 7) members.push(`${r.pick(OTHERS)} ${field}${attributes()};`);
    else if (kind < 8) members.push(`${r.pick(Object.keys(INTEGERS))} ${field}[${r.between(1, 5)}]${attributes()};`);
    else if (isUnion && inner.isBuilt) continue;
    else {
      members.push(`${r.oneIn(9) ? 'alignas(16) ' : ''}${inner.name} ${field}${attributes()};`);
      isBuilt ||= inner.isBuilt;
    }
    fields.push(field);
  }
  const insert = (text: string): void => void members.splice(r.below(members.length + 1), 0, text);
  if (!isUnion) {
    if (r.oneIn(7)) {
      insert(`union { ${r.pick(OTHERS)} u${i}; struct { char c${i}; ${r.pick(OTHERS)} d${i}; }; };`);
      fields.push(`u${i}`, `c${i}`, `d${i}`);
    }
    const built = [r.oneIn(5) ? `virtual void v${r.below(4)}() {}` : '', r.oneIn(5) ? `${name}() {}` : '', r.oneIn(9) ? `~${name}() {}` : ''].filter((text) => text !== '');
    for (const text of built) insert(text);
    isBuilt ||= built.length > 0;
  }
  const list = bases.map((base) => {
    const isVirtual = r.oneIn(5);
    isBuilt ||= isVirtual;
    return `${isVirtual ? 'virtual ' : ''}${base.name}`;
  });
  const kind = r.oneIn(6) ? '__attribute__((packed)) ' : r.oneIn(8) ? `alignas(${r.pick([16, 32])}) ` : '';
  const plain = `${isUnion ? 'union' : 'struct'} ${kind}${name}${list.length > 0 ? ` : ${list.join(', ')}` : ''} { ${members.join(' ')} };`;
  const text = r.oneIn(6) ? `#pragma pack(push, ${r.pick([1, 2, 4, 8, 16])})\n${plain}\n#pragma pack(pop)` : plain;
  const print = [
    `{ alignas(64) static unsigned char raw[sizeof(${name}) + 64]; ${name} *p = (${name} *)raw; (void)p;`,
    `printf("${name} %d %d", (int)sizeof(${name}), (int)alignof(${name}));`,
    ...fields.map((field) => `printf(" %d", (int)((unsigned char *)&p->${field} - raw));`),
    'puts("");',
    ...bits.map(({ field, type }) => `memset(raw, 0, sizeof raw); p->${field} = (${type})-1; printf(" ${field} "); for (unsigned q = 0; q < sizeof(${name}); q++) printf("%02x", raw[q]); puts("");`),
    '}',
  ].join('\n');
  return { name, isUnion, isBuilt, text, print };
}
