/**
 * Counts of values in fixed buckets, eight to each power of two: a value's bucket are the exponent and the first three bits of its fraction, as IEEE 754 stores them. In: values from 1 up to 2^44 (nanoseconds: five hours), others count
 * as the nearest. Out: quantiles, exact to a sixteenth. Recording allocates nothing.
 */

const stepsLog = 3;
const octaves = 44;
export const bucketCount = octaves << stepsLog;
/** Exponent and fraction of 1, in units of a bucket. */
const first = 1023 << stepsLog;

const float = new Float64Array(1);
const words = new Uint32Array(float.buffer);
/** The half with the exponent. */
const high = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1 ? 1 : 0;

export function bucketOf(value: number): number {
  if (!(value > 1)) return 0;
  float[0] = value;
  return Math.min((words[high]! >>> (20 - stepsLog)) - first, bucketCount - 1);
}

/** The smallest value of a bucket. */
export function startOf(bucket: number): number {
  const steps = 1 << stepsLog;
  return ((steps + (bucket & (steps - 1))) / steps) * 2 ** (bucket >> stepsLog);
}

/** The value that so large a share of `total` counted values does not exceed; inside a bucket values count as evenly spread. */
export function quantile(buckets: Uint32Array, total: number, share: number): number {
  const wanted = share * total;
  let before = 0;
  for (let i = 0; i < bucketCount; i++) {
    const count = buckets[i]!;
    if (count > 0 && before + count >= wanted) return startOf(i) + (startOf(i + 1) - startOf(i)) * ((wanted - before) / count);
    before += count;
  }
  return 0;
}
