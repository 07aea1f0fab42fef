/**
 * What the programs of bench/gpu cannot be faster than: the bytes that a launch must move over the memory's bandwidth, or its floating-point operations over the units' rate, whichever takes longer. In: a program's
 * row of a result file (bench/gpu/run.mjs), whose `work` counts one of the two. Out: milliseconds; undefined where neither bounds it (integer arithmetic, caches, launches), or the device's rates are not known.
 */

/** Bytes and operations a second, from the makers' data sheets; a fused multiply-add is two operations. */
const peaks = { 'NVIDIA H200': { bytes: 4.8e12, operations: 66.9e12 } };

/** Bytes of a launch at the default size, where `work` counts operations or things; 0: what it moves stays in caches. */
const bytes = {
  black_scholes: 16777216 * 5 * 4,
  conv2d: 8192 * 8192 * 2 * 4,
  fft: 16384 * 1024 * 2 * 8,
  kmeans: 4194304 * 17 * 4,
  life: 2 * 8192 * 8192 * 2 * 4,
};

export function floorOf({ name, ours }, device) {
  const peak = peaks[device];
  const work = /^([\d.e+-]+) (GB|GFLOP)\/s$/.exec(ours.work ?? '');
  if (peak === undefined) return undefined;
  const amount = work === null ? 0 : Number(work[1]) * 1e9 * (ours.ms / 1e3);
  const moved = bytes[name] ?? (work?.[2] === 'GB' ? amount : 0);
  const seconds = Math.max(moved / peak.bytes, work?.[2] === 'GFLOP' ? amount / peak.operations : 0);
  return seconds === 0 ? undefined : seconds * 1e3;
}
