/**
 * Accesses by address: functions of the shader that find out which memory an address is in. In: byte addresses (words.ts) of the arena form (legalize/arena-pointers.ts). Out: calls of these functions, which
 * the shader has from then on.
 *
 * Device memory is a few heap buffers; how many there are is known when the kernel is launched. So a line of the text that says `heap_K` stands for one line a heap, one that says `heap_J` for one line each but the
 * last, and `heap_L` is the last (interface.ts). What an address is compared with besides are the windows of local and shared memory, where the kernel lets such addresses get about. An access to any other address
 * is told of as a fault: it reads zero and writes nothing. Without windows the last heap, most often the only one, is read on no condition, so that loads of several accesses can be under way together.
 */
import type { ScalarMemoryType } from '../../ir/ir.js';
import type { ARENA_NAMES } from './arena-names.js';
import { LINEAR_BLOCK, NO_STRING, reportFunction } from './faults.js';
import type { Shader, Storage } from './shader.js';
import { storageOf } from './shader.js';
import type { WgslScalar } from './types.js';
import { Unsupported } from './unsupported.js';

const ILLEGAL_ADDRESS = 700;

/** The first bad access of the thread: its address, and its line and 1. Told of when the thread has ended (kernel-shader.ts): an access is small that way, however often it is in the shader. */
const BAD_ACCESS = 'bad__access';

type Name = (typeof ARENA_NAMES)[number];

interface Place {
  /** Text of the word that `at` is in. */
  readonly word: string;
  readonly atomic: boolean;
  readonly isOwn: boolean;
}

/** One line a memory: `line` writes what happens if the address is there. */
function everywhere(s: Shader, line: (place: Place) => string): string[] {
  const arena = arenaOf(s);
  const lines = [`  if at - heap_K_start < heap_K_bytes { ${line({ word: 'heap_K[(at - heap_K_start) >> 2u]', atomic: arena.atomic, isOwn: false })} }`];
  for (const { root, base: at } of s.windows.values()) {
    const storage = storageOf(s, root, s.fn.loc);
    const base = `0x${at.toString(16)}u`;
    const bytes = storage.isArray ? 'dynamic_shared_count * 4u' : `${Math.ceil(storage.type.size / 4) * 4}u`;
    lines.push(`  if at - ${base} < ${bytes} { ${line({ word: `${storage.name}[(at - ${base}) >> 2u]`, atomic: storage.atomic, isOwn: storage.space === 'private' })} }`);
  }
  return lines;
}

function arenaOf(s: Shader): Storage {
  return storageOf(s, { kind: 'arena' }, s.fn.loc);
}

function badAccess(s: Shader): string {
  if (!s.helpers.has('bad_access')) {
    reportFunction(s);
    for (const input of ['block_idx', 'grid_dim', 'thread_index']) s.inputs.add(input);
    s.helpers.set('bad_access', `var<private> ${BAD_ACCESS}: vec2u;\n\nfn bad_access(at: u32, line: u32) {\n  if ${BAD_ACCESS}.y == 0u {\n    ${BAD_ACCESS} = vec2u(at, line + 1u);\n  }\n}`);
  }
  return '  bad_access(at, line);';
}

/** A statement that tells of the thread's bad access. `thread`: its index in the block, ~0 if that is not known. */
export function reportOfBadAccess(thread: string): string {
  return `if ${BAD_ACCESS}.y != 0u {\n    report_fault(${ILLEGAL_ADDRESS}u, ${LINEAR_BLOCK}, ${thread}, ${NO_STRING}, ${BAD_ACCESS}.y - 1u, ${NO_STRING}, ${BAD_ACCESS}.x);\n  }`;
}

function nextWord(word: string, by: number): string {
  return by === 0 ? word : word.replace(/\[(.*) >> 2u\]$/, `[($1 >> 2u) + ${by}u]`);
}

const load = ({ word, atomic }: Place, by = 0): string => (atomic ? `atomicLoad(&${nextWord(word, by)})` : nextWord(word, by));
const store = ({ word, atomic }: Place, value: string, by = 0): string => (atomic ? `atomicStore(&${nextWord(word, by)}, ${value});` : `${nextWord(word, by)} = ${value};`);

const COMBINED: Readonly<Record<string, (old: string) => string>> = {
  atomic_add: (old) => `${old} + value`, atomic_sub: (old) => `${old} - value`, atomic_exchange: () => 'value', atomic_umin: (old) => `min(${old}, value)`, atomic_umax: (old) => `max(${old}, value)`,
  atomic_and: (old) => `${old} & value`, atomic_or: (old) => `${old} | value`, atomic_xor: (old) => `${old} ^ value`,
};
const ATOMICS: Readonly<Record<string, string>> = {
  atomic_add: 'atomicAdd', atomic_sub: 'atomicSub', atomic_exchange: 'atomicExchange', atomic_umin: 'atomicMin', atomic_umax: 'atomicMax', atomic_and: 'atomicAnd', atomic_or: 'atomicOr', atomic_xor: 'atomicXor',
};

function linesOf(s: Shader, name: Name): readonly string[] {
  const words = (count: number, type: string): string[] => {
    const read = (place: Place): string => (count === 1 ? load(place) : `${type}(${Array.from({ length: count }, (_, i) => load(place, i)).join(', ')})`);
    const zero = type === 'u32' ? '0u' : `${type}()`;
    const head = `fn ${name}(at: u32, line: u32) -> ${type} {`;
    if (s.windows.size > 0) return [head, ...everywhere(s, (place) => `return ${read(place)};`), badAccess(s), `  return ${zero};`, '}'];
    const { atomic } = arenaOf(s);
    return [
      head, `  if at - heap_J_start < heap_J_bytes { return ${read({ word: 'heap_J[(at - heap_J_start) >> 2u]', atomic, isOwn: false })}; }`,
      '  let offset = at - heap_L_start;', '  if offset >= heap_L_bytes {', `  ${badAccess(s)}`, '  }',
      `  return select(${read({ word: 'heap_L[offset >> 2u]', atomic, isOwn: false })}, ${zero}, offset >= heap_L_bytes);`, '}',
    ];
  };
  const stores = (count: number, type: string): string[] => [
    `fn ${name}(at: u32, value: ${type}, line: u32) {`,
    ...everywhere(s, (place) => `${count === 1 ? store(place, 'value') : Array.from({ length: count }, (_, i) => store(place, `value.${'xyzw'[i]!}`, i)).join(' ')} return;`),
    badAccess(s), '}',
  ];
  const narrow = (type: 'u32' | 'i32', bits: number): string[] => {
    const word = `${arenaFunction(s, 'load_u32')}(at & ~3u, line)`;
    return [`fn ${name}(at: u32, line: u32) -> ${type} {`, `  return extractBits(${type === 'i32' ? `bitcast<i32>(${word})` : word}, (at & 3u) << 3u, ${bits}u);`, '}'];
  };
  const narrowStore = (bits: number): string[] => [
    `fn ${name}(at: u32, value: u32, line: u32) {`,
    `  var old = ${arenaFunction(s, 'load_u32')}(at & ~3u, line);`, '  loop {', `    let result = ${arenaFunction(s, 'compare_exchange')}(at & ~3u, old, insertBits(old, value, (at & 3u) << 3u, ${bits}u), line);`,
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
          ? `let result = atomicCompareExchangeWeak(&${word}, expected, desired); return vec2u(result.old_value, u32(result.exchanged));`
          : `let old = ${word}; if old == expected { ${word} = desired; } return vec2u(old, u32(old == expected));`)),
        badAccess(s), '  return vec2u(expected, 1u);', '}',
      ];
    case 'copy_bytes':
      // Backwards where the destination begins inside of the source.
      return [
        'fn copy_bytes(to: u32, origin: u32, bytes: u32, line: u32) {',
        '  let backwards = to - origin < bytes;',
        '  if ((to | origin | bytes) & 3u) == 0u {', '    for (var i = 0u; i < bytes; i += 4u) {', '      let by = select(i, bytes - 4u - i, backwards);',
        `      ${arenaFunction(s, 'store_u32')}(to + by, ${arenaFunction(s, 'load_u32')}(origin + by, line), line);`, '    }', '    return;', '  }',
        '  for (var i = 0u; i < bytes; i++) {', '    let by = select(i, bytes - 1u - i, backwards);',
        `    ${arenaFunction(s, 'store_8')}(to + by, ${arenaFunction(s, 'load_u8')}(origin + by, line), line);`, '  }', '}',
      ];
    case 'fill_bytes':
      return [
        'fn fill_bytes(to: u32, value: u32, bytes: u32, line: u32) {',
        '  if ((to | bytes) & 3u) == 0u {', '    for (var i = 0u; i < bytes; i += 4u) {', `      ${arenaFunction(s, 'store_u32')}(to + i, (value & 255u) * 0x01010101u, line);`, '    }', '    return;', '  }',
        '  for (var i = 0u; i < bytes; i++) {', `    ${arenaFunction(s, 'store_8')}(to + i, value & 255u, line);`, '  }', '}',
      ];
    case 'bad_access':
      throw new Error('bad_access has a text of its own');
    default: {
      const next = COMBINED[name]!;
      return [
        `fn ${name}(at: u32, value: u32, line: u32) -> u32 {`,
        ...everywhere(s, ({ word, atomic }) => (atomic ? `return ${ATOMICS[name]!}(&${word}, value);` : `let old = ${word}; ${word} = ${next('old')}; return old;`)),
        badAccess(s), '  return 0u;', '}',
      ];
    }
  }
}

/** The name of a function, which the shader has then. */
export function arenaFunction(s: Shader, name: Name): string {
  const module = s.outer ?? s;
  if (!module.helpers.has(name)) module.helpers.set(name, linesOf(module, name).join('\n'));
  return name;
}

export function lineText(s: Shader, loc: number): string {
  return `${loc === 0 ? 0 : (s.lineOf(loc)?.line ?? 0)}u`;
}

export function arenaLoad(s: Shader, address: string, scalar: ScalarMemoryType, signed: boolean, loc: number): { readonly text: string; readonly type: WgslScalar } {
  const call = (name: Name): string => `${arenaFunction(s, name)}(${address}, ${lineText(s, loc)})`;
  switch (scalar) {
    case 'i1':
      return { text: `(${call('load_u8')} != 0u)`, type: 'bool' };
    case 'i8':
      return { text: call(signed ? 'load_i8' : 'load_u8'), type: signed ? 'i32' : 'u32' };
    case 'i16':
      return { text: call(signed ? 'load_i16' : 'load_u16'), type: signed ? 'i32' : 'u32' };
    case 'i32':
      return { text: call('load_u32'), type: 'u32' };
    case 'f32':
      return { text: `bitcast<f32>(${call('load_u32')})`, type: 'f32' };
    case 'i64':
    case 'f64':
      return { text: call('load_pair'), type: 'vec2u' };
    default:
      throw new Unsupported(`an access to '${scalar}'`, loc);
  }
}

/** `value`: the bits, a u32 or, of 64-bit scalars, a vec2u. */
export function arenaStore(s: Shader, address: string, scalar: ScalarMemoryType, value: string, loc: number): string {
  const call = (name: Name): string => `${arenaFunction(s, name)}(${address}, ${value}, ${lineText(s, loc)});`;
  switch (scalar) {
    case 'i1':
    case 'i8':
      return call('store_8');
    case 'i16':
      return call('store_16');
    case 'i32':
    case 'f32':
      return call('store_u32');
    case 'i64':
    case 'f64':
      return call('store_pair');
    default:
      throw new Unsupported(`an access to '${scalar}'`, loc);
  }
}
