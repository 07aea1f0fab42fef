/** A profile in words: a table for each kind, as nsys stats has them, and what bounds the run. */
import type { Bottleneck } from '../monitor/bottleneck.js';
import { findBottleneck } from '../monitor/bottleneck.js';
import type { Summary } from '../monitor/monitor.js';
import type { Profile } from './profiler.js';

/** Nanoseconds in the unit that suits them. */
export function duration(nanoseconds: number): string {
  for (const [unit, size] of [['s', 1e9], ['ms', 1e6], ['µs', 1e3]] as const) if (nanoseconds >= size) return `${(nanoseconds / size).toPrecision(4)} ${unit}`;
  return `${nanoseconds.toFixed(0)} ns`;
}

export function size(bytes: number): string {
  for (const [unit, one] of [['GB', 1e9], ['MB', 1e6], ['KB', 1e3]] as const) if (bytes >= one) return `${(bytes / one).toPrecision(4)} ${unit}`;
  return `${bytes.toFixed(0)} B`;
}

const columns = ['time', 'total', 'calls', 'average', 'median', 'min', 'max'];

function table(title: string, rows: readonly Summary[], withBytes: boolean): string[] {
  if (rows.length === 0) return [];
  const all = rows.reduce((sum, { total }) => sum + total, 0);
  const cells = [[...columns, ...(withBytes ? ['bytes', 'rate'] : []), 'name']];
  for (const { name, total, count, mean, p50, min, max, bytes, gigabytesPerSecond } of rows) {
    cells.push([
      `${((100 * total) / Math.max(all, 1)).toFixed(1)}%`, duration(total), String(count), duration(mean), p50 === undefined ? '-' : duration(p50), duration(min), duration(max),
      ...(withBytes ? [size(bytes), `${gigabytesPerSecond.toFixed(2)} GB/s`] : []), name,
    ]);
  }
  const widths = cells[0]!.map((_, i) => Math.max(...cells.map((row) => row[i]!.length)));
  const lines = cells.map((row) => `  ${row.map((cell, i) => (i === row.length - 1 ? cell : cell.padStart(widths[i]!))).join('  ')}`);
  const sampled = rows.reduce((sum, { count, timed }) => sum + count - timed, 0);
  return [`${title}:`, ...lines, ...(sampled > 0 ? [`  (${sampled} of these calls were counted and not timed)`] : []), ''];
}

const sum = (rows: readonly Summary[], of: (row: Summary) => number): number => rows.reduce((total, row) => total + of(row), 0);

/** What bounds a profiled run. Kernels that run in the program are part of the calls that launch them. */
export function bottleneckOf({ kernels, memory, calls, wall }: Profile, inProgram: boolean): Bottleneck {
  const kernelTime = sum(kernels, ({ total }) => total);
  const launchCalls = calls.filter(({ name }) => /^cuda(Launch|GraphLaunch)/.test(name));
  return findBottleneck({
    wall: wall * 1e6, kernels: kernelTime, copies: sum(memory, ({ total }) => total), launches: sum(kernels, ({ count }) => count), copiedBytes: sum(memory, ({ bytes }) => bytes),
    launching: Math.max(0, sum(launchCalls, ({ total }) => total) - (inProgram ? kernelTime : 0)),
  });
}

const verdicts: Record<Bottleneck['bound'], string> = {
  compute: 'bound by computation', memory: 'bound by memory', kernels: 'bound by its kernels', launch: 'bound by launches', transfer: 'bound by copies', host: 'bound by host code',
};

/** What bounds the run, in words, and the numbers that this rests on. */
export function verdict(profile: Profile, inProgram: boolean): { readonly text: string; readonly reasons: readonly string[] } {
  const { bound, reasons } = bottleneckOf(profile, inProgram);
  return { text: `The run is ${verdicts[bound]}:`, reasons };
}

export function renderProfile(profile: Profile, { device, inProgram }: { readonly device: string; readonly inProgram: boolean }): string {
  const { text, reasons } = verdict(profile, inProgram);
  return [
    '', `Profile on ${device}`, '',
    ...table('Kernels', profile.kernels, false),
    ...table('Memory operations', profile.memory, true),
    ...table(`CUDA API calls${inProgram ? ' (with the work that they wait for)' : ''}`, profile.calls, false),
    ...table('NVTX ranges', profile.ranges, false),
    text, ...reasons.map((reason) => `  ${reason}`), '',
  ].join('\n');
}
