/** Fixed facts of linear memory: [0, nullPage) is never valid; then static data, the host stack, the heap. */
export const memoryLayout = {
  nullPage: 1024,
  pageSize: 65536,
  maxPages: 65536,
  defaultStack: 8 * 1024 * 1024,
} as const;
