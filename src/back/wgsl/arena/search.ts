/**
 * Accesses by address: functions of the shader that find out which memory an address is in. In: addresses (words.ts) of the arena form (legalize/arena-pointers.ts): of a byte, and how many words on from there. Out:
 * calls of these functions, which the shader has from then on.
 *
 * Device memory is a few heap buffers; how many there are is known when the kernel is launched. So a line of the text that says `heap_K` stands for one line a heap, one that says `heap_J` for one line each but the
 * last, and `heap_L` is the last (interface.ts). What an address is compared with besides are the windows of local and shared memory, where the kernel lets such addresses get about. An access to any other address
 * is told of as a fault: it reads zero and writes nothing. The last heap, most often the only one, is read on no condition, and a bad address is noted without a branch, so that loads of several accesses can be under
 * way together: behind a heap's end there are zeros (heaps.ts). The byte's address and the words from there are apart since the first is the same all over a loop, most often.
 *
 * In which heap a pointer is that the kernel is given is known at the launch (roots.ts): accesses from there need no search.
 */
import type { ARENA_NAMES } from '../arena-names.js';
import { NO_STRING, reportFunction } from '../faults.js';
import type { Shader, Storage } from '../shader.js';
import { storageOf, unknownZero } from '../shader.js';

const ILLEGAL_ADDRESS = 700;

/** The line of the thread's last bad access, and 1. Told of when the thread has ended (kernel-shader.ts): an access is small that way, however often it is in the shader. */
const BAD_ACCESS = 'bad__access';

export type ArenaName = (typeof ARENA_NAMES)[number];

/** What functions that access so many words are called after. */
export const BY_COUNT = { 1: 'u32', 2: 'pair', 4: 'quad' } as const;

interface Place {
  /** Text of a word, so many on from the one that is accessed. */
  readonly word: (by: number) => string;
  readonly atomic: boolean;
}

const plus = (text: string, by: number): string => (by === 0 ? text : `${text} + ${by}u`);

const heapPlace = (heap: string, index: string, atomic: boolean): Place => ({ word: (by) => `${heap}[${plus(index, by)}]`, atomic });

/** Lines for what is in windows: `line` writes what happens if the address `at` is there. */
function inWindows(s: Shader, line: (place: Place) => string): string[] {
  return [...s.windows.values()].map(({ root, base: at }) => {
    const storage = storageOf(s, root, s.fn.loc);
    const base = `0x${at.toString(16)}u`;
    const bytes = storage.isArray ? 'dynamic_shared_count * 4u' : `${Math.ceil(storage.type.size / 4) * 4}u`;
    return `  if at - ${base} < ${bytes} { ${line({ word: (by) => `${storage.name}[${by === 0 ? `(at - ${base}) >> 2u` : `((at - ${base}) >> 2u) + ${by}u`}]`, atomic: storage.atomic })} }`;
  });
}

/** The same for all memory. */
function everywhere(s: Shader, line: (place: Place) => string): string[] {
  return [...inWindows(s, line), `  if at - heap_K_start < heap_K_bytes { ${line(heapPlace('heap_K', '(at - heap_K_start) >> 2u', arenaOf(s).atomic))} }`];
}

function arenaOf(s: Shader): Storage {
  return storageOf(s, { kind: 'arena' }, s.fn.loc);
}

function needBadAccess(s: Shader): void {
  if (s.helpers.has('bad_access')) return;
  reportFunction(s);
  for (const input of ['block_idx', 'grid_dim', 'thread_index']) s.inputs.add(input);
  s.helpers.set('bad_access', `var<private> ${BAD_ACCESS}: u32;`);
}

function badAccess(s: Shader): string {
  needBadAccess(s);
  return `  ${BAD_ACCESS} = line + 1u;`;
}

/** A statement that tells of the thread's bad access. `block`, `thread`: its block's index, and its own in the block; ~0 if that is not known. */
export function reportOfBadAccess(block: string, thread: string): string {
  return `if ${BAD_ACCESS} != 0u {\n    report_fault(${ILLEGAL_ADDRESS}u, ${block}, ${thread}, ${NO_STRING}, ${BAD_ACCESS} - 1u, ${NO_STRING}, ${NO_STRING});\n  }`;
}

/** The word of a heap that is `index` on from that of a byte's address. */
function wordIn(s: Shader, heap: string): string {
  if (!s.helpers.has('word_in')) s.helpers.set('word_in', 'fn word_in(base: u32, start: u32) -> u32 {\n  return bitcast<u32>(bitcast<i32>(base - start) >> 2u);\n}');
  return `word_in(base, ${heap}_start) + index`;
}

/** As an expression of that many words. */
function loadFrom({ word, atomic }: Place, count: number): string {
  const words = Array.from({ length: count }, (_, i) => (atomic ? `atomicLoad(&${word(i)})` : word(i)));
  return count === 1 ? words[0]! : `vec${count}u(${words.join(', ')})`;
}

/** `value` as statements. */
function storeTo({ word, atomic }: Place, count: number): string {
  const part = (i: number): string => (count === 1 ? 'value' : `value.${'xyzw'[i]!}`);
  return Array.from({ length: count }, (_, i) => (atomic ? `atomicStore(&${word(i)}, ${part(i)});` : `${word(i)} = ${part(i)};`)).join(' ');
}

export const loadOf = (atomic: boolean, heap: string, index: string, count: number): string => loadFrom(heapPlace(heap, index, atomic), count);
export const storesOf = (atomic: boolean, heap: string, index: string, count: number): string => storeTo(heapPlace(heap, index, atomic), count);

const COMBINED: Readonly<Record<string, (old: string) => string>> = {
  atomic_add: (old) => `${old} + value`, atomic_sub: (old) => `${old} - value`, atomic_exchange: () => 'value', atomic_umin: (old) => `min(${old}, value)`, atomic_umax: (old) => `max(${old}, value)`,
  atomic_and: (old) => `${old} & value`, atomic_or: (old) => `${old} | value`, atomic_xor: (old) => `${old} ^ value`,
};
const ATOMICS: Readonly<Record<string, string>> = {
  atomic_add: 'atomicAdd', atomic_sub: 'atomicSub', atomic_exchange: 'atomicExchange', atomic_umin: 'atomicMin', atomic_umax: 'atomicMax', atomic_and: 'atomicAnd', atomic_or: 'atomicOr', atomic_xor: 'atomicXor',
};

function linesOf(s: Shader, name: ArenaName): readonly string[] {
  const words = (count: number, type: string): string[] => {
    const { atomic } = arenaOf(s);
    const zero = atomic ? unknownZero(s) : '';
    needBadAccess(s);
    return [
      `fn ${name}(base: u32, index: u32, line: u32) -> ${type} {`,
      ...(s.windows.size === 0 ? [] : ['  let at = base + index * 4u;', ...inWindows(s, (place) => `return ${loadFrom(place, count)};`)]),
      `  if ${wordIn(s, 'heap_J')} < (heap_J_bytes >> 2u) { return ${loadOf(atomic, 'heap_J', wordIn(s, 'heap_J') + zero, count)}; }`,
      `  let word = ${wordIn(s, 'heap_L')}${zero};`,
      `  ${BAD_ACCESS} = select(${BAD_ACCESS}, line + 1u, word >= (heap_L_bytes >> 2u));`,
      `  return ${loadOf(atomic, 'heap_L', 'word', count)};`, '}',
    ];
  };
  const stores = (count: number, type: string): string[] => {
    return [
      `fn ${name}(base: u32, index: u32, value: ${type}, line: u32) {`,
      ...(s.windows.size === 0 ? [] : ['  let at = base + index * 4u;', ...inWindows(s, (place) => `${storeTo(place, count)} return;`)]),
      `  if ${wordIn(s, 'heap_K')} < (heap_K_bytes >> 2u) { ${storesOf(arenaOf(s).atomic, 'heap_K', wordIn(s, 'heap_K'), count)} return; }`,
      badAccess(s), '}',
    ];
  };
  const narrow = (type: 'u32' | 'i32', bits: number): string[] => {
    const word = `${arenaFunction(s, 'load_u32')}(at, 0u, line)`;
    return [`fn ${name}(at: u32, line: u32) -> ${type} {`, `  return extractBits(${type === 'i32' ? `bitcast<i32>(${word})` : word}, (at & 3u) << 3u, ${bits}u);`, '}'];
  };
  const narrowStore = (bits: number): string[] => [
    `fn ${name}(at: u32, value: u32, line: u32) {`,
    `  var old = ${arenaFunction(s, 'load_u32')}(at, 0u, line);`, '  loop {', `    let result = ${arenaFunction(s, 'compare_exchange')}(at & ~3u, old, insertBits(old, value, (at & 3u) << 3u, ${bits}u), line);`,
    '    if result.y != 0u {', '      break;', '    }', '    old = result.x;', '  }', '}',
  ];
  switch (name) {
    case 'load_u32':
      return words(1, 'u32');
    case 'load_pair':
      return words(2, 'vec2u');
    case 'load_quad':
      return words(4, 'vec4u');
    case 'store_u32':
      return stores(1, 'u32');
    case 'store_pair':
      return stores(2, 'vec2u');
    case 'store_quad':
      return stores(4, 'vec4u');
    case 'load_u8':
      return narrow('u32', 8);
    case 'load_i8':
      return narrow('i32', 8);
    case 'load_u16':
      return narrow('u32', 16);
    case 'load_i16':
      return narrow('i32', 16);
    case 'store_8':
      return narrowStore(8);
    case 'store_16':
      return narrowStore(16);
    case 'compare_exchange':
      // The old value, and whether it was exchanged: which WGSL's operation may fail to do for no reason. A bad address counts as done.
      return [
        'fn compare_exchange(at: u32, expected: u32, desired: u32, line: u32) -> vec2u {',
        ...everywhere(s, ({ word, atomic }) => (atomic
          ? `let result = atomicCompareExchangeWeak(&${word(0)}, expected, desired); return vec2u(result.old_value, u32(result.exchanged));`
          : `let old = ${word(0)}; if old == expected { ${word(0)} = desired; } return vec2u(old, u32(old == expected));`)),
        badAccess(s), '  return vec2u(expected, 1u);', '}',
      ];
    case 'copy_bytes':
      // Backwards where the destination begins inside of the source.
      return [
        'fn copy_bytes(to: u32, origin: u32, bytes: u32, line: u32) {',
        '  let backwards = to - origin < bytes;',
        '  if ((to | origin | bytes) & 3u) == 0u {', '    for (var i = 0u; i < bytes; i += 4u) {', '      let by = select(i, bytes - 4u - i, backwards);',
        `      ${arenaFunction(s, 'store_u32')}(to + by, 0u, ${arenaFunction(s, 'load_u32')}(origin + by, 0u, line), line);`, '    }', '    return;', '  }',
        '  for (var i = 0u; i < bytes; i++) {', '    let by = select(i, bytes - 1u - i, backwards);',
        `    ${arenaFunction(s, 'store_8')}(to + by, ${arenaFunction(s, 'load_u8')}(origin + by, line), line);`, '  }', '}',
      ];
    case 'fill_bytes':
      return [
        'fn fill_bytes(to: u32, value: u32, bytes: u32, line: u32) {',
        '  if ((to | bytes) & 3u) == 0u {', '    for (var i = 0u; i < bytes; i += 4u) {', `      ${arenaFunction(s, 'store_u32')}(to + i, 0u, (value & 255u) * 0x01010101u, line);`, '    }', '    return;', '  }',
        '  for (var i = 0u; i < bytes; i++) {', `    ${arenaFunction(s, 'store_8')}(to + i, value & 255u, line);`, '  }', '}',
      ];
    case 'bad_access':
    case 'word_in':
      throw new Error(`${name} has a text of its own`);
    default: {
      const next = COMBINED[name]!;
      return [
        `fn ${name}(at: u32, value: u32, line: u32) -> u32 {`,
        ...everywhere(s, ({ word, atomic }) => (atomic ? `return ${ATOMICS[name]!}(&${word(0)}, value);` : `let old = ${word(0)}; ${word(0)} = ${next('old')}; return old;`)),
        badAccess(s), '  return 0u;', '}',
      ];
    }
  }
}

/** The name of a function, which the shader has then. */
export function arenaFunction(s: Shader, name: ArenaName): string {
  const module = s.outer ?? s;
  if (!module.helpers.has(name)) module.helpers.set(name, linesOf(module, name).join('\n'));
  return name;
}

export function lineText(s: Shader, loc: number): string {
  return `${loc === 0 ? 0 : (s.lineOf(loc)?.line ?? 0)}u`;
}
