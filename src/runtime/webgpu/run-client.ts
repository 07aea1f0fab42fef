/** The program's thread: instantiates the program with the device's imports and runs it. In: what the device's thread sent. Host-independent. */
import type { ProgramHost } from '../cpu/run-program.js';
import { runModule } from '../cpu/run-program.js';
import { createClient, ProgramEnded } from './client.js';
import type { DeviceFacts } from './commands.js';
import { Command } from './commands.js';
import { readProgramKernels } from './program-kernels.js';
import { createProducer, openRing } from './ring.js';

export interface ProgramMessage {
  readonly module: WebAssembly.Module;
  readonly ring: SharedArrayBuffer;
  readonly facts: DeviceFacts;
}

/** Runs the program to its end; its exit code. `ready` is given its memory before it starts. */
export function runClient(message: ProgramMessage, host: ProgramHost, ready: (memory: WebAssembly.Memory) => void): number {
  const kernels = readProgramKernels(message.module);
  if (kernels === undefined) throw new Error('the program has no kernels for WebGPU');
  const ring = openRing(message.ring);
  try {
    return runModule(message.module, host, (memory) => {
      ready(memory);
      return createClient({ ring, kernels, facts: message.facts, memory, writeError: host.writeError });
    });
  } catch (thrown) {
    if (thrown instanceof ProgramEnded) return thrown.code;
    throw thrown;
  } finally {
    const producer = createProducer(ring);
    producer.begin(Command.end, 1);
    producer.end();
  }
}
