/**
 * Line splices (translation phase 2): removes each backslash that ends a line together with the line end, and keeps
 * where that was, so that offsets into the joined text map back to the file. As gcc does, white space between the
 * backslash and the line end is accepted.
 */
export interface JoinedText {
  readonly text: string;
  /** For each splice: the offset in the joined text before which it stood, ascending. */
  readonly at: readonly number[];
  /** For each splice: number of characters removed up to and including it. */
  readonly removed: readonly number[];
}

/** The text without its splices, or undefined where it has none (then offsets are the file's own). */
export function joinLines(text: string): JoinedText | undefined {
  let slash = text.indexOf('\\');
  if (slash < 0) return undefined;
  let kept = 0;
  let joined = '';
  let total = 0;
  const at: number[] = [];
  const removed: number[] = [];
  for (; slash >= 0; slash = text.indexOf('\\', slash + 1)) {
    let end = slash + 1;
    let unit = text.charCodeAt(end);
    while (unit === 32 || unit === 9 || unit === 11 || unit === 12 || unit === 13)
      unit = text.charCodeAt(++end);
    if (unit !== 10) continue;
    end++;
    joined += text.slice(kept, slash);
    total += end - slash;
    at.push(joined.length);
    removed.push(total);
    kept = end;
  }
  return at.length === 0 ? undefined : { text: joined + text.slice(kept), at, removed };
}
