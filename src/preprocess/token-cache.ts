/**
 * The scanned tokens of files, kept from one compilation to the next by path and content, with the atoms they use.
 * A cache may serve any number of compilations, one at a time.
 */
import type { AtomTable } from './atoms.js';
import { createAtomTable } from './atoms.js';
import type { ScannedFile } from './pp-token.js';
import { scanFile } from './scanner.js';

export interface TokenCache {
  readonly atoms: AtomTable;
  /** The tokens of a file with this text. */
  scan(path: string, text: string): ScannedFile;
}

export function createTokenCache(): TokenCache {
  const atoms = createAtomTable();
  const files = new Map<string, ScannedFile>();
  return {
    atoms,
    scan(path, text) {
      const known = files.get(path);
      if (known !== undefined && known.text === text) return known;
      const scanned = scanFile(text, atoms);
      files.set(path, scanned);
      return scanned;
    },
  };
}

/** Above this many atoms the process's cache is begun anew, so that a long-lived process does not grow for ever. */
const atomLimit = 1_000_000;
let shared = createTokenCache();

/** The process's cache, for compilations that bring none of their own. */
export function sharedTokenCache(): TokenCache {
  if (shared.atoms.texts.length > atomLimit) shared = createTokenCache();
  return shared;
}
