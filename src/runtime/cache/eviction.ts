/** Which entries of a cache have to go: the least recently used ones, until the rest fits a byte budget. */

export interface KeptEntry {
  readonly key: string;
  readonly bytes: number;
  /** When it was last read or written, on any clock. */
  readonly usedAt: number;
}

/** The entries to remove. What is tidied leaves some room, so that the next entries do not ask for it again. */
export function entriesToEvict(entries: readonly KeptEntry[], budget: number): readonly KeptEntry[] {
  let total = entries.reduce((sum, { bytes }) => sum + bytes, 0);
  if (total <= budget) return [];
  const gone: KeptEntry[] = [];
  for (const entry of [...entries].sort((a, b) => a.usedAt - b.usedAt)) {
    if (total <= budget * 0.9) break;
    total -= entry.bytes;
    gone.push(entry);
  }
  return gone;
}
