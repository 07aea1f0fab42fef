/** What ends the translation of one kernel: caught in index.ts and reported at its place. */
import type { Loc } from '../../source/loc.js';

export class Unsupported extends Error {
  constructor(
    readonly what: string,
    readonly loc: Loc,
  ) {
    super(what);
  }
}
