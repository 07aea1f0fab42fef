/** Line maps: from a text to the offsets at which its lines start, and binary search in such tables. */

/** Offsets of the first character of each line; a line ends at `\n` (a `\r` before it belongs to the line end). */
export function computeLineStarts(text: string): Int32Array {
  let lines = 1;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines++;
  const starts = new Int32Array(lines);
  let line = 1;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts[line++] = at + 1;
  return starts;
}

/** Index of the last element ≤ `value` in an ascending table whose first element is ≤ `value`. */
export function findLast(ascending: ArrayLike<number>, value: number): number {
  let low = 0;
  let high = ascending.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (ascending[middle] <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}
