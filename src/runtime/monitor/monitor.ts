/**
 * A performance monitor: named series of durations, with bytes and operations where they are known, and counters. In: samples, by timers or as numbers. Out: summaries. A sample allocates nothing, and memory does not grow with samples: each
 * series has fixed buckets (histogram.ts), and those that come after `seriesLimit` do without quantiles.
 *
 *   using timer = monitor.time('copy');
 *   timer.bytes = source.length;
 */
import { bucketCount, bucketOf, quantile } from './histogram.js';

export interface MonitorOptions {
  /** Milliseconds, as performance.now gives them. */
  readonly now?: () => number;
  /** Every so many calls of a series are timed; all are counted. */
  readonly sampleEvery?: number;
  /** Series that keep buckets (1.4 KB each). */
  readonly seriesLimit?: number;
}

export interface Summary {
  readonly name: string;
  /** Calls, and those of them that were timed. */
  readonly count: number;
  readonly timed: number;
  /** Nanoseconds. `total` is that of all calls, estimated where not all were timed. Quantiles are undefined beyond the limit of series. */
  readonly total: number;
  readonly mean: number;
  readonly min: number;
  readonly max: number;
  readonly p50: number | undefined;
  readonly p95: number | undefined;
  readonly p99: number | undefined;
  /** Of all calls. */
  readonly bytes: number;
  readonly operations: number;
  /** Over the time that the calls took. */
  readonly gigabytesPerSecond: number;
  readonly gigaflops: number;
}

/** A sample that is being taken; disposing of it ends it. What its call moves and computes may be said before. */
export interface Timer {
  bytes: number;
  operations: number;
  [Symbol.dispose](): void;
}

export interface Series {
  readonly name: string;
  /** A call that took so many nanoseconds; it stands for `calls` of which the others were not timed. */
  record(nanoseconds: number, bytes?: number, operations?: number, calls?: number): void;
  /** A call that was not timed and for which no other stands, or several. */
  skip(bytes?: number, operations?: number, calls?: number): void;
  /** Starts a sample. */
  time(): Timer;
  summary(): Summary;
}

export interface Monitor {
  /** The series with this name, made if there is none. To be kept by who records often. */
  series(name: string): Series;
  /** Starts a sample of a series. */
  time(name: string): Timer;
  /** Adds to a counter. */
  count(name: string, by?: number): void;
  readonly counters: ReadonlyMap<string, number>;
  /** Of all series that have samples, those with the largest totals first. */
  summaries(): Summary[];
  reset(): void;
}

/** Places of a series' figures. */
const countAt = 0;
const timedAt = 1;
const totalAt = 2;
const minAt = 3;
const maxAt = 4;
const bytesAt = 5;
const operationsAt = 6;
/** Calls for which the timed ones stand. */
const weightAt = 7;
const figureCount = 8;

export const defaultSeriesLimit = 128;

class ReusedTimer implements Timer {
  bytes = 0;
  operations = 0;
  series: TimedSeries | undefined;
  start = 0.5;

  constructor(private readonly now: () => number, private readonly spare: ReusedTimer[]) {}

  [Symbol.dispose](): void {
    const { series } = this;
    if (series === undefined) return;
    this.series = undefined;
    if (this.start < 0) series.skip(this.bytes, this.operations);
    else series.record((this.now() - this.start) * 1e6, this.bytes, this.operations);
    this.spare.push(this);
  }
}

interface TimedSeries extends Series {
  reset(): void;
}

export function createMonitor(options: MonitorOptions = {}): Monitor {
  const { now = () => performance.now(), sampleEvery = 1, seriesLimit = defaultSeriesLimit } = options;
  const all = new Map<string, TimedSeries>();
  const counters = new Map<string, number>();
  const spare: ReusedTimer[] = [];

  function createSeries(name: string): TimedSeries {
    const figures = new Float64Array(figureCount);
    const buckets = all.size < seriesLimit ? new Uint32Array(bucketCount) : undefined;
    /** Calls until the next that is timed. */
    let left = 0;
    const clear = (): void => {
      figures.fill(0);
      figures[minAt] = Number.POSITIVE_INFINITY;
      buckets?.fill(0);
    };
    clear();
    return {
      name,
      record(nanoseconds, bytes = 0, operations = 0, calls = 1) {
        figures[countAt]! += calls;
        figures[timedAt]!++;
        figures[weightAt]! += calls;
        figures[totalAt]! += nanoseconds * calls;
        if (nanoseconds < figures[minAt]!) figures[minAt] = nanoseconds;
        if (nanoseconds > figures[maxAt]!) figures[maxAt] = nanoseconds;
        figures[bytesAt]! += bytes * calls;
        figures[operationsAt]! += operations * calls;
        if (buckets !== undefined) buckets[bucketOf(nanoseconds)]! += calls;
      },
      skip(bytes = 0, operations = 0, calls = 1) {
        figures[countAt]! += calls;
        figures[bytesAt]! += bytes;
        figures[operationsAt]! += operations;
      },
      time() {
        const timer = spare.pop() ?? new ReusedTimer(now, spare);
        timer.bytes = timer.operations = 0;
        timer.series = this;
        if (left > 0) {
          left--;
          timer.start = -1;
        } else {
          left = sampleEvery - 1;
          timer.start = now();
        }
        return timer;
      },
      summary() {
        const [count, timed, sum, min, max, bytes, operations, weight] = figures as unknown as [number, number, number, number, number, number, number, number];
        const mean = timed === 0 ? 0 : sum / weight;
        const total = mean * count;
        const at = (share: number): number | undefined => (buckets === undefined || timed === 0 ? undefined : Math.min(Math.max(quantile(buckets, weight, share), min), max));
        return {
          name, count, timed, total, mean, min: timed === 0 ? 0 : min, max, p50: at(0.5), p95: at(0.95), p99: at(0.99), bytes, operations,
          gigabytesPerSecond: total === 0 ? 0 : bytes / total, gigaflops: total === 0 ? 0 : operations / total,
        };
      },
      reset: clear,
    };
  }

  const seriesOf = (name: string): TimedSeries => {
    let series = all.get(name);
    if (series === undefined) {
      series = createSeries(name);
      all.set(name, series);
    }
    return series;
  };

  return {
    counters,
    series: seriesOf,
    time: (name) => seriesOf(name).time(),
    count: (name, by = 1) => void counters.set(name, (counters.get(name) ?? 0) + by),
    summaries: () => [...all.values()].map((series) => series.summary()).filter(({ count }) => count > 0).sort((a, b) => b.total - a.total),
    reset() {
      for (const series of all.values()) series.reset();
      counters.clear();
    },
  };
}
