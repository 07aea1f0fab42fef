/**
 * Static libraries: ar archives of object files, as `ar rcs` and `nvcc -lib` make them. Out of one come the members that a program needs: those that define what nothing else does, as linkers have it.
 */
import type { Module } from '../ir/ir.js';

const magic = '!<arch>\n';

interface Member {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export function isArchive(bytes: Uint8Array): boolean {
  return latin(bytes.subarray(0, magic.length)) === magic;
}

function latin(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes);
}

/** Throws Error for a damaged archive. Symbol tables are left out; long names as GNU and BSD write them. */
export function readArchive(bytes: Uint8Array): Member[] {
  const members: Member[] = [];
  let longNames = '';
  let at = magic.length;
  while (at < bytes.length) {
    const header = latin(bytes.subarray(at, at + 60));
    const size = Number(header.slice(48, 58));
    if (header.length < 60 || !header.endsWith('`\n') || !Number.isInteger(size)) throw new Error('the archive is damaged');
    let content = bytes.subarray(at + 60, at + 60 + size);
    if (content.length < size) throw new Error('the archive is cut off');
    at += 60 + size + (size % 2);
    let name = header.slice(0, 16).trimEnd();
    if (name === '//') {
      longNames = latin(content);
      continue;
    }
    if (name === '/' || name === '/SYM64/') continue;
    if (/^\/\d+$/.test(name)) {
      const start = Number(name.slice(1));
      name = longNames.slice(start, longNames.indexOf('\n', start));
    } else if (name.startsWith('#1/')) {
      const length = Number(name.slice(3));
      name = latin(content.subarray(0, length)).replace(/\0+$/, '');
      content = content.subarray(length);
    }
    if (name.startsWith('__.SYMDEF')) continue;
    members.push({ name: name.replace(/\/$/, ''), bytes: content });
  }
  return members;
}

/** In GNU's format; the same members give the same bytes. */
export function writeArchive(members: readonly Member[]): Uint8Array<ArrayBuffer> {
  const encoder = new TextEncoder();
  const parts: Uint8Array[] = [encoder.encode(magic)];
  const add = (name: string, content: Uint8Array): void => {
    const fields = name.padEnd(16) + '0'.padEnd(12) + '0'.padEnd(6) + '0'.padEnd(6) + '644'.padEnd(8) + String(content.length).padEnd(10);
    parts.push(encoder.encode(`${fields}\`\n`), content);
    if (content.length % 2 === 1) parts.push(encoder.encode('\n'));
  };
  const isLong = ({ name }: Member): boolean => name.length > 15;
  const long = members.filter(isLong).map(({ name }) => `${name}/\n`);
  if (long.length > 0) add('//', encoder.encode(long.join('')));
  let offset = 0;
  for (const member of members) {
    if (isLong(member)) {
      add(`/${offset}`, member.bytes);
      offset += member.name.length + 2;
    } else add(`${member.name}/`, member.bytes);
  }
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/** What a module defines for others, and what it uses without defining it. */
function symbolsOf(module: Module): { readonly defined: string[]; readonly wanted: string[] } {
  const defined: string[] = [];
  const wanted: string[] = [];
  for (const fn of module.functions.values()) {
    if (fn.body === undefined && fn.import === undefined) wanted.push(fn.name);
    else if (fn.linkage !== 'internal') defined.push(fn.name);
  }
  for (const global of module.globals.values()) {
    if (global.init === undefined) wanted.push(global.name);
    else if (global.linkage !== 'internal') defined.push(global.name);
  }
  return { defined, wanted };
}

/** The members of a library that modules need, and that those need in turn. */
export function neededMembers(modules: readonly Module[], members: readonly Module[]): Module[] {
  const defined = new Set<string>();
  const wanted = new Set<string>();
  const take = (module: Module): void => {
    const symbols = symbolsOf(module);
    for (const name of symbols.defined) defined.add(name);
    for (const name of symbols.wanted) wanted.add(name);
  };
  modules.forEach(take);
  const rest = new Map(members.map((member) => [member, symbolsOf(member).defined]));
  const chosen: Module[] = [];
  for (let again = true; again; ) {
    again = false;
    for (const [member, names] of rest) {
      if (!names.some((name) => wanted.has(name) && !defined.has(name))) continue;
      rest.delete(member);
      chosen.push(member);
      take(member);
      again = true;
    }
  }
  return chosen;
}
