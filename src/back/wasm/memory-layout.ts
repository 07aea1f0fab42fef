/** Fixed facts of linear memory: [0, nullPage) is never valid; then static data, the host stack, the heap. maxHostPages: device memory has the addresses from 2 GiB up, where kernels run on another device. */
export const memoryLayout = {
  nullPage: 1024,
  pageSize: 65536,
  maxPages: 65536,
  maxHostPages: 32768,
  defaultStack: 8 * 1024 * 1024,
} as const;
