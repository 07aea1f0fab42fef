/**
 * What a run's time goes to, and what bounds it. In: where the time went, what kernels moved and computed as far as that is known, and what the device can do. Out: a verdict with the numbers that it rests on.
 */

/** Times in nanoseconds. */
export interface Workload {
  readonly wall: number;
  /** On the device: kernels; copies between host and device. */
  readonly kernels: number;
  readonly copies: number;
  /** The host's share of launches: calls that enqueue. */
  readonly launching: number;
  readonly launches: number;
  readonly copiedBytes: number;
  /** Of kernels, where somebody said so. */
  readonly kernelBytes?: number | undefined;
  readonly kernelOperations?: number | undefined;
}

/** What a device reaches at best: GB/s of its memory, GFLOP/s. */
export interface Peaks {
  readonly gigabytesPerSecond?: number | undefined;
  readonly gigaflops?: number | undefined;
}

export type Bound = 'compute' | 'memory' | 'kernels' | 'launch' | 'transfer' | 'host';

export interface Bottleneck {
  readonly bound: Bound;
  /** Of the wall clock. Host: what is left, waiting included. */
  readonly shares: { readonly kernels: number; readonly copies: number; readonly launching: number; readonly host: number };
  /** Of kernels; undefined where it is not known. */
  readonly gigabytesPerSecond: number | undefined;
  readonly gigaflops: number | undefined;
  /** Nanoseconds of the device a launch. */
  readonly meanKernel: number;
  /** One line a number. */
  readonly reasons: readonly string[];
}

/** Kernels shorter than this (nanoseconds) are mostly launch, whatever else they do. */
const shortKernel = 5000;

export function findBottleneck(load: Workload, peaks: Peaks = {}): Bottleneck {
  const { wall, kernels, copies, launching, launches } = load;
  const of = (part: number): number => (wall > 0 ? Math.min(1, part / wall) : 0);
  const shares = { kernels: of(kernels), copies: of(copies), launching: of(launching), host: Math.max(0, 1 - of(kernels) - of(copies) - of(launching)) };
  const meanKernel = launches === 0 ? 0 : kernels / launches;
  const rate = (amount: number | undefined): number | undefined => (amount === undefined || kernels === 0 ? undefined : amount / kernels);
  const [gigabytesPerSecond, gigaflops] = [rate(load.kernelBytes), rate(load.kernelOperations)];
  const percent = (share: number): string => `${(100 * share).toFixed(1)}%`;
  const reasons = [`kernels ${percent(shares.kernels)}, copies ${percent(shares.copies)}, launching ${percent(shares.launching)}, host ${percent(shares.host)} of ${(wall * 1e-6).toFixed(2)} ms`];
  if (launches > 0) reasons.push(`${launches} launches of ${(meanKernel * 1e-3).toFixed(2)} µs on average`);
  if (copies > 0) reasons.push(`copies at ${(load.copiedBytes / copies).toFixed(2)} GB/s`);
  const used = (value: number | undefined, peak: number | undefined): number | undefined => (value === undefined || peak === undefined ? undefined : value / peak);
  const [memoryUse, computeUse] = [used(gigabytesPerSecond, peaks.gigabytesPerSecond), used(gigaflops, peaks.gigaflops)];
  if (gigabytesPerSecond !== undefined) reasons.push(`kernels move ${gigabytesPerSecond.toFixed(2)} GB/s${memoryUse === undefined ? '' : `, ${percent(memoryUse)} of the peak`}`);
  if (gigaflops !== undefined) reasons.push(`kernels compute ${gigaflops.toFixed(2)} GFLOP/s${computeUse === undefined ? '' : `, ${percent(computeUse)} of the peak`}`);
  const largest = Math.max(shares.kernels, shares.copies, shares.launching, shares.host);
  const kernelBound = (): Bound => {
    if (memoryUse === undefined || computeUse === undefined) return 'kernels';
    return memoryUse >= computeUse ? 'memory' : 'compute';
  };
  const bound: Bound =
    launches > 0 && shares.kernels + shares.launching > 0.5 && meanKernel < shortKernel ? 'launch'
    : largest === shares.copies && copies > 0 ? 'transfer'
    : largest === shares.launching && launches > 0 ? 'launch'
    : largest === shares.kernels && launches > 0 ? kernelBound()
    : 'host';
  return { bound, shares, gigabytesPerSecond, gigaflops, meanKernel, reasons };
}
