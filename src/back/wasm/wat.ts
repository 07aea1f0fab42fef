/**
 * The text form of an emitted module, for people: `moduleToWat(bytes)`. Reads the binary with the opcode table; functions carry their C++ names in comments, instructions are indented by block.
 * With a filter only functions whose name contains it are shown. `onLine` is told which line of the text (from 0) an instruction is, by its offset in the module.
 */
import { immediateOf, Op, wasmTypeName } from './opcodes.js';
import type { Immediate, OpName } from './opcodes.js';

interface Reader {
  readonly bytes: Uint8Array;
  readonly view: DataView;
  at: number;
}

interface Decoded {
  types: string[];
  imports: { name: string; type: number }[];
  functionTypes: number[];
  names: Map<number, string>;
  head: string[];
  tail: string[];
  bodies: { start: number; end: number }[];
  parameters: number[];
}

const opcodes = new Map<number, { readonly name: OpName; readonly immediate: Immediate }>();
for (const name of Object.keys(Op) as OpName[]) opcodes.set(Op[name], { name, immediate: immediateOf(name) });

const text = new TextDecoder();

function u32(r: Reader): number {
  let value = 0;
  for (let shift = 0; ; shift += 7) {
    const byte = r.bytes[r.at++];
    value |= (byte & 0x7f) << shift;
    if (byte < 0x80) return value >>> 0;
  }
}

function s64(r: Reader): bigint {
  let value = 0n;
  for (let shift = 0n; ; ) {
    const byte = r.bytes[r.at++];
    value |= BigInt(byte & 0x7f) << shift;
    shift += 7n;
    if (byte < 0x80) return (byte & 0x40) !== 0 ? value - (1n << shift) : value;
  }
}

function string(r: Reader): string {
  const length = u32(r);
  r.at += length;
  return text.decode(r.bytes.slice(r.at - length, r.at));
}

export function moduleToWat(bytes: Uint8Array, filter?: string, onLine?: (line: number, offset: number) => void): string {
  const r: Reader = { bytes, view: new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), at: 8 };
  const d: Decoded = { types: [], imports: [], functionTypes: [], names: new Map(), head: [], tail: [], bodies: [], parameters: [] };
  while (r.at < bytes.length) {
    const id = bytes[r.at++];
    const end = u32(r) + r.at;
    readSection(r, d, id, end);
    r.at = end;
  }
  const lines = ['(module'];
  if (filter === undefined) {
    d.types.forEach((type, i) => void lines.push(`  (type $t${i} (func${type}))`));
    for (const { name, type } of d.imports) lines.push(`  (import ${name} (func (type $t${type})))`);
    lines.push(...d.head);
  }
  d.bodies.forEach(({ start, end }, i) => {
    const index = d.imports.length + i;
    const name = d.names.get(index) ?? '';
    if (filter !== undefined && !name.includes(filter)) return;
    r.at = start;
    writeFunction(r, d, index, name, end, lines, onLine);
  });
  if (filter === undefined) lines.push(...d.tail);
  lines.push(')');
  return `${lines.join('\n')}\n`;
}

function readSection(r: Reader, d: Decoded, id: number, end: number): void {
  switch (id) {
    case 0: {
      if (string(r) === 'name') readNames(r, d, end);
      return;
    }
    case 1:
      for (let n = u32(r); n > 0; n--) {
        r.at++;
        const params = valueTypes(r);
        const results = valueTypes(r);
        d.types.push(`${params.length > 0 ? ` (param ${params.join(' ')})` : ''}${results.length > 0 ? ` (result ${results.join(' ')})` : ''}`);
        d.parameters.push(params.length);
      }
      return;
    case 2:
      for (let n = u32(r); n > 0; n--) {
        const name = `"${string(r)}" "${string(r)}"`;
        if (r.bytes[r.at++] === 2) d.head.push(`  (import ${name} (memory ${limits(r)}))`);
        else d.imports.push({ name, type: u32(r) });
      }
      return;
    case 3:
      for (let n = u32(r); n > 0; n--) d.functionTypes.push(u32(r));
      return;
    case 4:
      for (let n = u32(r); n > 0; n--) {
        r.at++;
        d.head.push(`  (table ${limits(r)} funcref)`);
      }
      return;
    case 5:
      for (let n = u32(r); n > 0; n--) d.head.push(`  (memory ${limits(r)})`);
      return;
    case 6: {
      const count = u32(r);
      for (let i = 0; i < count; i++) {
        const type = wasmTypeName(r.bytes[r.at++]);
        const mutable = r.bytes[r.at++] !== 0;
        r.at++;
        const value = s64(r);
        r.at++;
        d.head.push(`  (global $g${i} ${mutable ? `(mut ${type})` : type} (${type}.const ${value}))`);
      }
      return;
    }
    case 7:
      for (let n = u32(r); n > 0; n--) {
        const name = string(r);
        const kind = ['func', 'table', 'memory', 'global', 'tag'][r.bytes[r.at++]];
        d.tail.push(`  (export "${name}" (${kind} ${u32(r)}))`);
      }
      return;
    case 9:
      for (let n = u32(r); n > 0; n--) {
        u32(r);
        r.at++;
        const offset = s64(r);
        r.at++;
        const list: string[] = [];
        for (let count = u32(r); count > 0; count--) list.push(String(u32(r)));
        d.tail.push(`  (elem (i32.const ${offset}) func ${list.join(' ')})`);
      }
      return;
    case 10:
      for (let n = u32(r); n > 0; n--) {
        const bodyEnd = u32(r) + r.at;
        d.bodies.push({ start: r.at, end: bodyEnd });
        r.at = bodyEnd;
      }
      return;
    case 11:
      for (let n = u32(r); n > 0; n--) {
        const passive = r.bytes[r.at++] === 1;
        if (!passive) r.at++;
        const offset = passive ? '' : `(i32.const ${s64(r)}) `;
        if (!passive) r.at++;
        const length = u32(r);
        d.tail.push(`  (data ${offset}"${quoted(r.bytes.subarray(r.at, r.at + length))}")`);
        r.at += length;
      }
      return;
    case 13:
      for (let n = u32(r); n > 0; n--) {
        r.at++;
        d.head.push(`  (tag (type $t${u32(r)}))`);
      }
      return;
    default:
      return;
  }
}

function readNames(r: Reader, d: Decoded, end: number): void {
  while (r.at < end) {
    const id = r.bytes[r.at++];
    const size = u32(r);
    const next = r.at + size;
    if (id === 1) {
      for (let n = u32(r); n > 0; n--) {
        const index = u32(r);
        d.names.set(index, string(r));
      }
    }
    r.at = next;
  }
}

function valueTypes(r: Reader): string[] {
  const list: string[] = [];
  for (let n = u32(r); n > 0; n--) list.push(wasmTypeName(r.bytes[r.at++]));
  return list;
}

function limits(r: Reader): string {
  const flags = r.bytes[r.at++];
  const least = u32(r);
  return flags & 1 ? `${least} ${u32(r)}${flags & 2 ? ' shared' : ''}` : `${least}`;
}

function quoted(bytes: Uint8Array): string {
  let out = '';
  for (const byte of bytes) {
    out += byte >= 32 && byte < 127 && byte !== 34 && byte !== 92 ? String.fromCharCode(byte) : `\\${byte.toString(16).padStart(2, '0')}`;
  }
  return out;
}

function writeFunction(r: Reader, d: Decoded, index: number, name: string, end: number, lines: string[], onLine: ((line: number, offset: number) => void) | undefined): void {
  const type = d.functionTypes[index - d.imports.length];
  lines.push(`  (func (;${index};) (type $t${type})${d.types[type]}${name === '' ? '' : ` ;; ${name}`}`);
  const locals: string[] = [];
  for (let runs = u32(r); runs > 0; runs--) {
    const count = u32(r);
    const local = wasmTypeName(r.bytes[r.at++]);
    for (let i = 0; i < count; i++) locals.push(local);
  }
  if (locals.length > 0) lines.push(`    (local ${locals.join(' ')})`);
  let depth = 0;
  while (r.at < end - 1) {
    onLine?.(lines.length, r.at);
    const [line, change, before] = instruction(r, d);
    lines.push(`    ${'  '.repeat(Math.max(0, depth + before))}${line}`);
    depth += change;
  }
  lines.push('  )');
}

/** Text, change of depth after it, shift of its own line. */
function instruction(r: Reader, d: Decoded): [string, number, number] {
  let code = r.bytes[r.at++];
  if (code === 0xfc || code === 0xfd || code === 0xfe) code = (code << 8) | u32(r);
  const row = opcodes.get(code);
  if (row === undefined) throw new Error(`opcode 0x${code.toString(16)} is not in the table`);
  const { name, immediate } = row;
  switch (name) {
    case 'end':
      return ['end', -1, -1];
    case 'else':
    case 'catch_all':
      return [name, 0, -1];
    case 'catch':
      return [`catch ${u32(r)}`, 0, -1];
    default:
      return [`${name}${operand(r, d, immediate, code)}`, immediate === 'block' ? 1 : 0, 0];
  }
}

function operand(r: Reader, d: Decoded, immediate: Immediate, code: number): string {
  switch (immediate) {
    case 'none':
      return '';
    case 'block': {
      const type = r.bytes[r.at++];
      return type === 0x40 ? '' : ` (result ${wasmTypeName(type)})`;
    }
    case 'labels': {
      const list: number[] = [];
      for (let n = u32(r); n >= 0; n--) list.push(u32(r));
      return ` ${list.join(' ')}`;
    }
    case 'function': {
      const index = u32(r);
      const name = d.names.get(index);
      return ` ${index}${name === undefined ? '' : ` (;${name};)`}`;
    }
    case 'indirect': {
      const type = u32(r);
      r.at++;
      return ` (type $t${type})`;
    }
    case 'label':
    case 'local':
    case 'global':
    case 'tag':
      return ` ${u32(r)}`;
    case 'memory': {
      const align = u32(r);
      const offset = u32(r);
      const natural = naturalAlign(code);
      return `${offset === 0 ? '' : ` offset=${offset}`}${align === natural ? '' : ` align=${1 << align}`}`;
    }
    case 'lane':
      return ` ${r.bytes[r.at++]}`;
    case 'memory-lane': {
      const align = u32(r);
      const offset = u32(r);
      return `${offset === 0 ? '' : ` offset=${offset}`} align=${1 << align} ${r.bytes[r.at++]}`;
    }
    case 'lanes':
      r.at += 16;
      return ` ${[...r.bytes.subarray(r.at - 16, r.at)].join(' ')}`;
    case 'v128':
      r.at += 16;
      return ` i32x4 ${[0, 1, 2, 3].map((i) => `0x${r.view.getUint32(r.at - 16 + 4 * i, true).toString(16)}`).join(' ')}`;
    case 'segment': {
      const segment = u32(r);
      r.at++;
      return ` ${segment}`;
    }
    case 'zero':
      r.at++;
      return '';
    case 'zero2':
      r.at += 2;
      return '';
    case 'i32':
    case 'i64':
      return ` ${s64(r)}`;
    case 'f32':
      r.at += 4;
      return ` ${floatText(r.view.getFloat32(r.at - 4, true))}`;
    case 'f64':
      r.at += 8;
      return ` ${floatText(r.view.getFloat64(r.at - 8, true))}`;
    default:
      return immediate satisfies never;
  }
}

function floatText(value: number): string {
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  return Object.is(value, -0) ? '-0' : String(value);
}

function naturalAlign(code: number): number {
  switch (code) {
    case Op['i32.load8_s']:
    case Op['i32.load8_u']:
    case Op['i64.load8_s']:
    case Op['i64.load8_u']:
    case Op['i32.store8']:
    case Op['i64.store8']:
      return 0;
    case Op['i32.load16_s']:
    case Op['i32.load16_u']:
    case Op['i64.load16_s']:
    case Op['i64.load16_u']:
    case Op['i32.store16']:
    case Op['i64.store16']:
      return 1;
    case Op['i64.load']:
    case Op['f64.load']:
    case Op['i64.store']:
    case Op['f64.store']:
    case Op['v128.load64_splat']:
      return 3;
    case Op['v128.load']:
    case Op['v128.store']:
      return 4;
    default:
      return 2;
  }
}
