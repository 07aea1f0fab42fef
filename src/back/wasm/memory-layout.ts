/** Fixed facts of linear memory: [0, nullPage) is never valid, as on Linux, so what is written near a null pointer changes nothing of the program's; then static data, the host stack, the heap. maxHostPages: device memory has the addresses from 2 GiB up, where kernels run on another device. */
export const memoryLayout = {
  nullPage: 65536,
  pageSize: 65536,
  maxPages: 65536,
  maxHostPages: 32768,
  defaultStack: 8 * 1024 * 1024,
} as const;
