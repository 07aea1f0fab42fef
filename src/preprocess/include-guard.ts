/**
 * Finds an include guard: a file that is one `#ifndef X … #endif` (or `#if !defined X`, `#if !defined(X)`) without an
 * `#else` and with nothing outside. Such a file needs not be read again while X is defined.
 */
import { atom } from './atoms.js';
import type { ScannedFile } from './pp-token.js';
import { flagLineStart, ppEof, ppName } from './pp-token.js';

/** The atom of the guard macro, or -1. */
export function findIncludeGuard(file: ScannedFile): number {
  const { atoms, kinds, flags, directives, count } = file;
  if (directives.length < 2 || directives[0] !== 0) return -1;
  const guard = guardOfOpening(file);
  if (guard < 0) return -1;
  let depth = 0;
  for (let d = 0; d < directives.length; d++) {
    const name = atoms[directives[d] + 1];
    if (name === atom.if || name === atom.ifdef || name === atom.ifndef) depth++;
    else if (name === atom.endif) {
      if (--depth === 0 && d !== directives.length - 1) return -1;
    } else if (depth === 1 && isAlternative(name)) return -1;
  }
  if (depth !== 0) return -1;
  let last = directives[directives.length - 1] + 2;
  while (last < count && (flags[last] & flagLineStart) === 0) last++;
  return kinds[last] === ppEof && kinds[1] === ppName ? guard : -1;
}

function isAlternative(name: number): boolean {
  return name === atom.else || name === atom.elif || name === atom.elifdef || name === atom.elifndef;
}

function guardOfOpening(file: ScannedFile): number {
  const { atoms, kinds, flags } = file;
  const endsLine = (index: number): boolean => (flags[index] & flagLineStart) !== 0;
  if (file.count < 3 || endsLine(1) || endsLine(2)) return -1;
  if (atoms[1] === atom.ifndef) return kinds[2] === ppName && endsLine(3) ? atoms[2] : -1;
  if (atoms[1] !== atom.if || atoms[2] !== atom['!'] || atoms[3] !== atom.defined || endsLine(3)) return -1;
  if (kinds[4] === ppName && !endsLine(4) && endsLine(5)) return atoms[4];
  const parenthesized = atoms[4] === atom['('] && kinds[5] === ppName && atoms[6] === atom[')'];
  if (parenthesized && !endsLine(4) && !endsLine(5) && !endsLine(6) && endsLine(7)) return atoms[5];
  return -1;
}
