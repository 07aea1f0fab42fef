/**
 * The sizes that pools give out: each power of two in eight steps, so that a block is at most an eighth larger than what was asked for (from 512 bytes up; smaller requests get 512). In: bytes. Out: a class's number, and its size.
 */

const leastLog = 9;
/** The smallest size. */
export const leastBytes = 2 ** leastLog;
const stepsLog = 3;
const steps = 2 ** stepsLog;
/** Sizes end at 4 GiB, where device addresses do. */
export const mostBytes = 2 ** 32;
export const classCount = (32 - leastLog) * steps + 1;

/** The class of the smallest size that holds so many bytes; `bytes` is at most `mostBytes`. */
export function classOf(bytes: number): number {
  if (bytes <= leastBytes) return 0;
  const last = (bytes - 1) >>> 0;
  const log = 31 - Math.clz32(last);
  return ((log - leastLog) << stepsLog) + ((last >>> (log - stepsLog)) & (steps - 1)) + 1;
}

/** Bytes of a class's blocks. */
export function bytesOf(sizeClass: number): number {
  return (steps + (sizeClass & (steps - 1))) * 2 ** ((sizeClass >> stepsLog) + leastLog - stepsLog);
}
