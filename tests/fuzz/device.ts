/** Programs whose kernels run on WebGPU, which is SwiftShader where there is no GPU, on one device for all. Needs `npm run build`. In: modules with shaders. Out: what they print, or how they failed. */
import { setMaxListeners } from 'node:events';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { LoopedForms } from '../../src/back/wgsl/kernel-shader.js';
import { findNodeAdapter } from '../../src/runtime/webgpu/node-device.js';
import { loadProgram, startNodeWorker } from '../../src/runtime/webgpu/node-run.js';
import { loopedFor, openDevice } from '../../src/runtime/webgpu/open-device.js';
import { useSoftwareGpu } from '../run/software-gpu.js';

export interface FuzzDevice {
  /** The forms that kernels need there. */
  readonly looped: LoopedForms;
  /** What the program prints, its exit code last. After a hang the device is of no more use: `undefined`. */
  run(bytes: Uint8Array<ArrayBuffer>): Promise<string | undefined>;
}

/** How long a kernel may run, in milliseconds. */
const timeLimit = 60_000;

export async function openFuzzDevice(): Promise<FuzzDevice> {
  if (process.env.FUZZ_GPU === undefined) useSoftwareGpu();
  const adapter = await findNodeAdapter();
  if (adapter === undefined) throw new Error('there is no WebGPU here');
  const open = await openDevice(adapter);
  // Each program that is served listens for errors.
  setMaxListeners(0, open.device);
  const folder = mkdtempSync(join(tmpdir(), 'fuzz-device-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  const entry = resolve('dist/cli/program.js');
  let next = startNodeWorker(entry);
  return {
    looped: loopedFor(adapter),
    async run(bytes) {
      const worker = next;
      next = startNodeWorker(entry);
      const path = join(folder, 'output');
      const output = openSync(path, 'w');
      try {
        const end = await worker.run(await loadProgram(bytes), { args: ['program'], stdout: output, stderr: output }, open, { timeLimit });
        return end.isHung ? undefined : `${readFileSync(path, 'utf8')}exit ${end.exitCode}`;
      } finally {
        worker.close();
        // What the device has to complain of may come late.
        await open.device.queue.onSubmittedWorkDone();
        closeSync(output);
      }
    },
  };
}
