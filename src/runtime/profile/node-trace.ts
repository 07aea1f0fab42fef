/** Writes a trace that Perfetto and chrome://tracing read, as JSON, while the program runs: events are put together up to a fixed size and then written. Several threads may append to one file. */
import { appendFileSync, writeFileSync } from 'node:fs';
import type { TraceEvent } from './profiler.js';

export interface TraceWriter {
  event(event: TraceEvent): void;
  flush(): void;
}

const bufferedCharacters = 32 * 1024;
const lanes = { kernel: 1, memory: 2, api: 3, range: 4 } as const;

/** Begins the file. */
export function startTrace(path: string, program: string): void {
  const named = (tid: number, name: string): string => JSON.stringify({ name: 'thread_name', ph: 'M', pid: 1, tid, args: { name } });
  writeFileSync(path, `[\n${JSON.stringify({ name: 'process_name', ph: 'M', pid: 1, args: { name: program } })},\n${named(1, 'kernels')},\n${named(2, 'memory')},\n${named(3, 'CUDA API')},\n${named(4, 'NVTX')},\n`);
}

/** `origin`: what the trace calls 0, on the events' clock. */
export function createTraceWriter(path: string, origin: number): TraceWriter {
  let text = '';
  const flush = (): void => {
    if (text !== '') appendFileSync(path, text);
    text = '';
  };
  return {
    event({ name, category, start, duration, bytes }) {
      const args = bytes === undefined ? '' : `,"args":{"bytes":${bytes}}`;
      text += `{"name":${JSON.stringify(name)},"cat":"${category}","ph":"X","pid":1,"tid":${lanes[category]},"ts":${((start - origin) * 1000).toFixed(3)},"dur":${(duration * 1000).toFixed(3)}${args}},\n`;
      if (text.length >= bufferedCharacters) flush();
    },
    flush,
  };
}

/** Ends the file, after the last writer was flushed. */
export function endTrace(path: string, wallMilliseconds: number): void {
  appendFileSync(path, `${JSON.stringify({ name: 'the program', cat: 'run', ph: 'X', pid: 1, tid: 0, ts: 0, dur: wallMilliseconds * 1000 })}\n]\n`);
}
