/** The thread that owns the WebGPU device of a sandboxed run: opens it, then serves the program's commands. Host-independent: the host finds the adapter. Of what not all programs need, a thread has what its script gives it. */
import { adapterName, isSoftware, openDevice } from '../webgpu/open-device.js';
import type { OpenDevice } from '../webgpu/open-device.js';
import { readProgramKernels } from '../webgpu/program-kernels.js';
import { openRing } from '../webgpu/ring.js';
import { serveProgram } from '../webgpu/server.js';
import type { DeviceReply, DeviceRequest, Port } from './messages.js';
import type { RecordedProfile } from './profiling.js';
import type { ThreadExtras } from './program-thread.js';

/** The adapter, or why there is none. */
export type FindAdapter = () => Promise<GPUAdapter | string>;

export function runDeviceThread(main: Port<DeviceReply, DeviceRequest>, findAdapter: FindAdapter, extras: ThreadExtras = {}): void {
  let open: OpenDevice | undefined;
  const failed = (cause: unknown): void => main.send({ kind: 'failed', message: cause instanceof Error ? cause.message : String(cause) });
  main.listen((request) => {
    switch (request.kind) {
      case 'open':
        void openFound(findAdapter, request.software).then((found) => {
          if (typeof found === 'string') {
            main.send({ kind: 'none', reason: found });
            return;
          }
          open = found;
          main.send({ kind: 'opened', facts: found.facts });
        }, failed);
        break;
      case 'serve':
        void serve(main, open!, request, extras).then((profile) => main.send({ kind: 'served', profile }), failed);
        break;
      default:
        request satisfies never;
    }
  });
}

async function openFound(findAdapter: FindAdapter, software: boolean): Promise<OpenDevice | string> {
  const adapter = await findAdapter();
  if (typeof adapter === 'string') return adapter;
  if (!software && isSoftware(adapter)) return `the only WebGPU device here, ${adapterName(adapter)}, runs on the processor`;
  return openDevice(adapter);
}

async function serve(main: Port<DeviceReply, DeviceRequest>, { device, facts }: OpenDevice, request: DeviceRequest & { readonly kind: 'serve' }, { record, chunks }: ThreadExtras): Promise<RecordedProfile | undefined> {
  const kernels = readProgramKernels(request.module)!;
  const recorder = request.profiling && record?.(request.profiling, false);
  let isHung = false;
  try {
    isHung = await serveProgram({
      device, facts, kernels, ring: openRing(request.ring), memory: request.memory, timeLimit: request.timeLimit, writeError: (text) => main.send({ kind: 'stderr', text }),
      ...(recorder && { profiler: recorder.profiler }),
      ...(chunks && request.folder !== undefined && { loadShader: (kernel) => chunks.shader(kernel, request.folder!) }),
    });
  } finally {
    if (!isHung) device.destroy();
  }
  return recorder?.finish();
}
