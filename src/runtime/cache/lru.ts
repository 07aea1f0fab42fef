/** What is kept in memory, within a byte budget: the least recently used goes first. */
export interface LruCache<V> {
  get(key: string): V | undefined;
  /** Replaces what was there. What is larger than the budget is not kept. */
  set(key: string, value: V, bytes: number): void;
  delete(key: string): void;
  readonly bytes: number;
  readonly size: number;
}

export function createLruCache<V>(budget: number): LruCache<V> {
  /** The most recently used last: maps keep the order in which their keys came. */
  const entries = new Map<string, { readonly value: V; readonly bytes: number }>();
  let total = 0;
  const remove = (key: string): void => {
    const entry = entries.get(key);
    if (entry === undefined) return;
    entries.delete(key);
    total -= entry.bytes;
  };
  return {
    get(key) {
      const entry = entries.get(key);
      if (entry === undefined) return undefined;
      entries.delete(key);
      entries.set(key, entry);
      return entry.value;
    },
    set(key, value, bytes) {
      remove(key);
      if (bytes > budget) return;
      entries.set(key, { value, bytes });
      total += bytes;
      for (const oldest of entries.keys()) {
        if (total <= budget) break;
        remove(oldest);
      }
    },
    delete: remove,
    get bytes() {
      return total;
    },
    get size() {
      return entries.size;
    },
  };
}
