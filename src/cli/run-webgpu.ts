/** Runs a program with its kernels on WebGPU: the device is opened, and the program's worker starts, while this thread gets the program. Loaded only where there may be a GPU. */
import { writeSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import type { NodeRunOptions } from '../runtime/cpu/node-host.js';
import { stillRunning } from '../runtime/webgpu/messages.js';
import { findNodeAdapter } from '../runtime/webgpu/node-device.js';
import { startNodeWorker } from '../runtime/webgpu/node-run.js';
import { adapterName, isSoftware, openDevice } from '../runtime/webgpu/open-device.js';
import { programWorker } from './node-files.js';
import type { RunOptions } from './run-options.js';

/** What the option --device leaves of the adapters that there are: `auto` takes no software. */
export async function chooseAdapter(options: RunOptions): Promise<GPUAdapter | undefined> {
  const adapter = await findNodeAdapter({ unchecked: options.unchecked });
  return adapter !== undefined && (options.device === 'webgpu' || !isSoftware(adapter)) ? adapter : undefined;
}

/** The exit code. `obtain` gives the program's bytes, or none after errors that it has told; `report` is told the device's name before the program runs. */
export async function runOnWebGpu(adapter: GPUAdapter, obtain: () => Uint8Array<ArrayBuffer> | undefined, report: (device: string) => void, options: RunOptions, host: NodeRunOptions): Promise<number> {
  const worker = startNodeWorker(programWorker());
  const opening = openDevice(adapter);
  let isHung = false;
  try {
    const bytes = obtain();
    if (bytes === undefined) return 1;
    const open = await opening;
    report(`WebGPU: ${adapterName(adapter)}`);
    // Serving the device is one hot loop, unlike a compilation (see the launcher): it should be optimised soon.
    setFlagsFromString('--interrupt-budget=20000');
    const end = await worker.run(bytes, host, open, Number(options.timeLimit) * 1000);
    isHung = end.isHung;
    if (isHung) {
      // Every ordinary way out waits for the device.
      writeSync(2, stillRunning(end.exitCode));
      process.kill(process.pid, 'SIGKILL');
    }
    return end.exitCode;
  } finally {
    worker.close();
    if (!isHung) (await opening).device.destroy();
  }
}
