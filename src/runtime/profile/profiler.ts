/**
 * What a profiled program tells (src/passes/profile-calls.ts), and what a WebGPU device's thread does: collected into series of kernels, memory operations, API calls and ranges. In: the imports' calls. Out: `Profile`, and events for a trace where
 * one is written.
 *
 * Short calls are timed now and then only: each time a call is told, it says how many of its kind go by untold, so that all of it costs `share` of the time that these calls take. What is counted is exact; totals are estimated
 * from what was timed. With a trace every call is told.
 */
import type { Monitor, Series, Summary } from '../monitor/monitor.js';
import { createMonitor } from '../monitor/monitor.js';

export interface TraceEvent {
  readonly name: string;
  readonly category: 'kernel' | 'memory' | 'api' | 'range';
  /** Milliseconds on the clock of performance.timeOrigin + performance.now(). */
  readonly start: number;
  readonly duration: number;
  readonly bytes?: number;
}

export interface Profile {
  readonly kernels: readonly Summary[];
  readonly memory: readonly Summary[];
  readonly calls: readonly Summary[];
  readonly ranges: readonly Summary[];
  /** Milliseconds from the profiler's making on. */
  readonly wall: number;
}

export interface ProfilerOptions {
  /** Names of API calls by their numbers. */
  readonly calls: readonly string[];
  /** Kernels run in the program, which tells of them. */
  readonly inProgram: boolean;
  /** A kernel's readable name. */
  readonly kernelName: (mangled: string) => string;
  /** Told of everything, for a trace. */
  readonly onEvent?: ((event: TraceEvent) => void) | undefined;
  /** How many events are told of; after that calls are timed as without a trace. */
  readonly eventLimit?: number;
  /** Told now and then how far the program has come: seconds, kernels. */
  readonly onProgress?: ((seconds: number, kernels: number) => void) | undefined;
}

export interface Profiler {
  /** Imports of the program, which is given its memory. */
  imports(memory: () => WebAssembly.Memory): WebAssembly.ModuleImports;
  /** What a device's thread measured: milliseconds on the clock of events, bytes of memory operations. */
  kernel(name: string, start: number, duration: number): void;
  memory(name: string, start: number, duration: number, bytes: number): void;
  finish(): Profile;
}

/** Of the time of short calls, how much their timing may cost; nanoseconds that it costs to time one, as long as the engine has not optimised that. */
const share = 0.001;
const timingCost = 2000;
/** Calls of a kind that are all timed. */
const firstCalls = 64;
const mostUntimed = 100_000;
/** Series that keep quantiles: 128 KB of buckets and what else there is stay under 256 KB. */
const kernelSeries = 48;
const otherSeries = 16;

const launchCall = 'cudaLaunchKernel';
const copyNames = ['copy host to host', 'copy host to device', 'copy device to host', 'copy device to device'];
const fillName = 'fill';

/** A kind of call: its series, and how its sampling stands. */
interface Kind {
  readonly series: Series;
  readonly category: TraceEvent['category'];
  /** Address of the program's counter. */
  readonly counter: number;
  timed: number;
  /** Nanoseconds that the last timed call took. */
  last: number;
  /** Calls that go by untimed after it, and for which it stands. */
  given: number;
  /** All calls, those included that have not come yet. */
  count: number;
  /** Of kernels: calls that launched them stand for as many. */
  isLaunched: boolean;
}

export function createProfiler(options: ProfilerOptions): Profiler {
  const { onProgress, inProgram } = options;
  let eventsLeft = options.eventLimit ?? Number.POSITIVE_INFINITY;
  let onEvent = options.onEvent && ((event: TraceEvent): void => {
    options.onEvent!(event);
    if (--eventsLeft === 0) onEvent = undefined;
  });
  const started = performance.now();
  const now = (): number => performance.now();
  const kernels = createMonitor({ seriesLimit: kernelSeries });
  const [memoryOperations, calls, ranges] = [createMonitor({ seriesLimit: otherSeries }), createMonitor({ seriesLimit: kernelSeries }), createMonitor({ seriesLimit: otherSeries })];
  const kinds = new Map<number, Kind>();
  const open: { kind: Kind | undefined; start: number; bytes: number }[] = [];
  /** The kernel that the launch in hand has run. */
  let launchedKernel: Kind | undefined;
  let depth = 0;
  let seed = 1;
  let dispatched = 0;
  let progressAt = started + 1000;
  const pushed: { name: string; start: number }[] = [];
  const startedRanges = new Map<number, { name: string; start: number }>();
  let lastRange = 0;
  let memory: () => WebAssembly.Memory = () => {
    throw new Error('the program has no memory yet');
  };
  let view = new DataView(new ArrayBuffer(0));
  const current = (): DataView => {
    const { buffer } = memory();
    if (view.buffer !== buffer) view = new DataView(buffer);
    return view;
  };

  function textAt(address: number, wide: boolean): string {
    const data = current();
    let text = '';
    if (address === 0) return '';
    const step = wide ? 4 : 1;
    for (let at = address; ; at += step) {
      const code = wide ? data.getUint32(at, true) : data.getUint8(at);
      if (code === 0) break;
      text += String.fromCharCode(code);
    }
    return wide ? text : new TextDecoder().decode(Uint8Array.from(text, (c) => c.charCodeAt(0)));
  }

  function makeKind(id: number, counter: number, a: number, b: number): Kind {
    const make = (monitor: Monitor, category: TraceEvent['category'], name: string): Kind => ({ series: monitor.series(name), category, counter, timed: 0, last: 0, given: 0, count: 0, isLaunched: false });
    if (id === 0) return make(kernels, 'kernel', options.kernelName(textAt(Number(current().getBigUint64(a, true)), false)));
    if (id === 1) return make(memoryOperations, 'memory', copyNames[b & 3]!);
    if (id === 2) return make(memoryOperations, 'memory', fillName);
    return make(calls, 'api', options.calls[id - 3]!);
  }

  /** How many calls go by untimed now; some more or less, so that it never falls in step with the program. */
  function nextUntimed(kind: Kind): number {
    if (onEvent !== undefined || kind.timed < firstCalls) return 0;
    const interval = timingCost / (share * kind.last);
    if (interval < 1) return 0;
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return Math.min(mostUntimed, Math.floor(interval * (0.5 + seed / 2 ** 32)));
  }

  function record(monitor: Monitor, category: TraceEvent['category'], name: string, start: number, duration: number, bytes?: number): void {
    monitor.series(name).record(duration * 1e6, bytes);
    onEvent?.({ name, category, start, duration, ...(bytes === undefined ? {} : { bytes }) });
  }

  /** A call that launched a kernel stands for as many as that. */
  function launched(start: number, end: number): void {
    const kernel = launchedKernel;
    calls.series(launchCall).record((end - start) * 1e6, 0, 0, 1 + (kernel?.given ?? 0));
    if (kernel !== undefined) kernel.isLaunched = true;
    onEvent?.({ name: launchCall, category: 'api', start: performance.timeOrigin + start, duration: end - start });
  }

  function progress(at: number): void {
    if (onProgress === undefined || at < progressAt) return;
    progressAt = at + 1000;
    let launches = dispatched;
    for (const kind of kinds.values()) if (kind.category === 'kernel') launches += kind.count;
    onProgress((at - started) / 1000, launches);
  }

  return {
    imports(given) {
      memory = given;
      return {
        profile_enter(id: number, counter: number, a: number, b: number): number {
          const isLaunch = inProgram && options.calls[id - 3] === launchCall;
          let kind = isLaunch ? undefined : kinds.get(counter);
          if (isLaunch) launchedKernel = undefined;
          else if (kind === undefined) {
            kind = makeKind(id, counter, a >>> 0, b);
            kinds.set(counter, kind);
          }
          const token = depth++;
          const entry = (open[token] ??= { kind, start: 0, bytes: 0 });
          entry.kind = kind;
          // Of launches: whether they are inside of other calls.
          entry.bytes = id === 1 || id === 2 ? a >>> 0 : isLaunch ? b : 0;
          entry.start = now();
          return token;
        },
        profile_leave(token: number): void {
          const end = now();
          // What was left by an exception is forgotten.
          depth = token;
          const { kind, start, bytes } = open[token]!;
          const nanoseconds = (end - start) * 1e6;
          if (kind === undefined) {
            if (bytes === 0) launched(start, end);
            return;
          }
          if (kind.category === 'kernel') launchedKernel = kind;
          kind.timed++;
          kind.last = nanoseconds;
          kind.given = nextUntimed(kind);
          kind.count += 1 + kind.given;
          current().setUint32(kind.counter, kind.given, true);
          kind.series.record(nanoseconds, bytes, 0, 1 + kind.given);
          onEvent?.({ name: kind.series.name, category: kind.category, start: performance.timeOrigin + start, duration: end - start, ...(kind.category === 'memory' ? { bytes } : {}) });
          progress(end);
        },
        profile_push(text: number, how: number): number {
          const range = { name: textAt(text >>> 0, (how & 1) !== 0), start: now() };
          if ((how & 2) === 0) return pushed.push(range) - 1;
          startedRanges.set(++lastRange, range);
          return lastRange;
        },
        profile_pop(number: number): void {
          const range = number === 0 ? pushed.pop() : startedRanges.get(number);
          startedRanges.delete(number);
          if (range !== undefined) record(ranges, 'range', range.name, performance.timeOrigin + range.start, now() - range.start);
        },
      };
    },
    kernel(name, start, duration) {
      record(kernels, 'kernel', name.replace(/^void /, ''), start, duration);
      dispatched++;
      progress(now());
    },
    memory: (name, start, duration, bytes) => record(memoryOperations, 'memory', name, start, duration, bytes),
    finish() {
      for (const kind of kinds.values()) {
        // Of what was given last the program has not used all.
        if (kind.given === 0) continue;
        const left = current().getUint32(kind.counter, true);
        kind.series.skip(0, 0, -left);
        if (kind.isLaunched) calls.series(launchCall).skip(0, 0, -left);
      }
      kinds.clear();
      return { kernels: kernels.summaries(), memory: memoryOperations.summaries(), calls: calls.summaries(), ranges: ranges.summaries(), wall: now() - started };
    },
  };
}
