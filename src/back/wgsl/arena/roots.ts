/**
 * Accesses of the arena form from pointers that the kernel is given, and from variables of the program: which heap they are in is known when the kernel is launched, and where in it. In: the parameter that a pointer
 * is. Out: functions that access that heap, whose name in the text is `heap_R` and the root's number (interface.ts). At a launch with a pointer into no heap the override `root__N_known` is false, and they search as
 * all others do (search.ts), which tells of it. As in the bindings form, an index behind all memory is not told of: it reads zero and writes nothing.
 */
import { arenaFunction, BY_COUNT, loadOf, storesOf } from './search.js';
import type { Shader } from '../shader.js';
import { storageOf, unknownZero } from '../shader.js';

/** A pointer that the kernel is given. */
export interface ArenaRoot {
  readonly number: number;
  /** Index of the kernel's parameter that holds the address. */
  readonly param: number;
  /** Of the parameter block: the word of its heap that it points to. */
  readonly member: string;
}

function rootOf(s: Shader, param: number): ArenaRoot {
  const known = s.roots.get(param);
  if (known !== undefined) return known;
  const made = { number: s.roots.size, param, member: s.blockNames.unique(`${s.fn.kernel!.params[param]!.name}_word`) };
  s.roots.set(param, made);
  return made;
}

/** A function by what it does to which root. */
function rootFunction(s: Shader, param: number, name: string, lines: (own: string, root: ArenaRoot, address: string, atomic: boolean) => readonly string[]): string {
  const root = rootOf(s, param);
  const own = `${name}__root_${root.number}`;
  if (!s.helpers.has(own)) s.helpers.set(own, lines(own, root, `params.${s.paramFields[param]!}`, storageOf(s, { kind: 'arena' }, s.fn.loc).atomic).join('\n'));
  return own;
}

const TYPES = { 1: 'u32', 2: 'vec2u', 4: 'vec4u' } as const;

/** Takes the index of a word from there, and the line. */
export function rootedLoad(s: Shader, param: number, count: 1 | 2 | 4): string {
  const name = `load_${BY_COUNT[count]}` as const;
  return rootFunction(s, param, name, (own, { number, member }, address, atomic) => [
    `fn ${own}(index: u32, line: u32) -> ${TYPES[count]} {`, `  if !root__${number}_known {`, `    return ${arenaFunction(s, name)}(${address}, index, line);`, '  }',
    `  return ${loadOf(atomic, `heap_R${number}`, `params.${member} + index${atomic ? unknownZero(s) : ''}`, count)};`, '}',
  ]);
}

/** Takes the index of a word from there, the value and the line. */
export function rootedStore(s: Shader, param: number, count: 1 | 2 | 4): string {
  const name = `store_${BY_COUNT[count]}` as const;
  return rootFunction(s, param, name, (own, { number, member }, address, atomic) => [
    `fn ${own}(index: u32, value: ${TYPES[count]}, line: u32) {`, `  if !root__${number}_known {`, `    ${arenaFunction(s, name)}(${address}, index, value, line);`, '    return;', '  }',
    `  ${storesOf(atomic, `heap_R${number}`, `params.${member} + index`, count)}`, '}',
  ]);
}

/** Takes the number of a byte from there, and the line. */
export function rootedNarrowLoad(s: Shader, param: number, bits: 8 | 16, signed: boolean): string {
  const name = `load_${signed ? 'i' : 'u'}${bits}` as const;
  return rootFunction(s, param, name, (own, { number }, address, atomic) => {
    const word = loadOf(atomic, `heap_R${number}`, 'offset >> 2u', 1);
    return [
      `fn ${own}(byte: u32, line: u32) -> ${signed ? 'i32' : 'u32'} {`, `  if !root__${number}_known {`, `    return ${arenaFunction(s, name)}(${address} + byte, line);`, '  }',
      `  let offset = ${address} - heap_R${number}_start + byte;`, `  return extractBits(${signed ? `bitcast<i32>(${word})` : word}, (offset & 3u) << 3u, ${bits}u);`, '}',
    ];
  });
}
