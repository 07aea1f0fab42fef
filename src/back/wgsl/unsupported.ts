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

/** Memory that has no single type in WGSL: the kernel is translated again, with this object (its root's key) as words. */
export class NeedsWords extends Unsupported {
  constructor(
    readonly key: unknown,
    loc: Loc,
  ) {
    super('memory reinterpreted as another type', loc);
  }
}

/** A barrier that WGSL would reject where it stands. */
export class DivergentBarrier extends Unsupported {}
