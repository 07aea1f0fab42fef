/** The thread in which a sandboxed program runs: waits for the start, runs the program to its end, sends what it writes as it comes. Host-independent. Of what not all programs need, a thread has what its script gives it. */
import type { HostThreadStart } from '../cpu/host-threads.js';
import type { HostThreads } from '../cpu/threads.js';
import { runModule } from '../cpu/run-program.js';
import { runClient } from '../webgpu/run-client.js';
import type { ChunkLoader } from './chunks.js';
import { createMemoryHost } from './memory-host.js';
import type { KernelsStart, Port, ProgramReply, ProgramStart } from './messages.js';
import { createOutputSender } from './output-sender.js';
import type { RecordProfile } from './profiling.js';

/** For programs that are profiled, and for those that were split. */
export interface ThreadExtras {
  readonly record?: RecordProfile;
  readonly chunks?: ChunkLoader;
  /** The script serves for further threads of a program as well. */
  readonly further?: (start: KernelsStart, chunks: ChunkLoader | undefined) => void;
}

export function runProgramThread(main: Port<ProgramReply, ProgramStart | KernelsStart>, extras: ThreadExtras = {}): void {
  main.listen((start) => {
    try {
      if ('timeOrigin' in start) extras.further!(start, extras.chunks);
      else run(start, main, extras);
    } catch (cause) {
      main.send({ kind: 'failed', message: cause instanceof Error ? cause.message : String(cause) });
    }
  });
}

function run(start: ProgramStart, { send }: Pick<Port<ProgramReply, never>, 'send'>, { record, chunks }: ThreadExtras): void {
  const output = createOutputSender((kind, bytes) => send({ kind, bytes }), () => performance.now());
  const host = createMemoryHost({
    args: start.args,
    env: start.env,
    files: start.files,
    stdin: start.stdin,
    writeStdout: (bytes) => output.write('stdout', bytes),
    writeStderr: (bytes) => output.write('stderr', bytes),
    beforeSleep: output.flush,
  });
  const { module, device, threads: count = 1, hostThreads } = start;
  const recorder = start.profiling && record?.(start.profiling, device === undefined);
  const profiler = recorder && { profiler: recorder.profiler.imports };
  const loadKernel = start.folder === undefined ? undefined : chunks?.kernels(module, start.folder);
  const { timeOrigin } = performance;
  const threads: HostThreads = {
    count,
    start: (request) => send({ kind: 'threads', start: request, timeOrigin }),
    ...(hostThreads && { startHost: (request: HostThreadStart) => send({ kind: 'host-thread', start: request, timeOrigin }) }),
  };
  try {
    const exitCode = device === undefined ? runModule(module, { ...host, threads, ...profiler, ...(loadKernel && { loadKernel }) }) : runClient({ module, ...device }, { ...host, threads, ...profiler }, (memory) => send({ kind: 'memory', memory }));
    output.flush();
    const files = host.readFiles();
    send({ kind: 'ended', exitCode, files, profile: recorder?.finish() }, Object.values(files).map((bytes) => bytes.buffer));
  } finally {
    output.flush();
  }
}
