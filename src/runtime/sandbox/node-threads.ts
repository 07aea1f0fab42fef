/**
 * Node's worker threads as threads of a sandbox. For modules that run in browsers as well: nothing of Node is imported before it is asked for.
 */
import type { DawnModule } from '../webgpu/dawn.js';
import { findDawnAdapter, hasNvidiaDriver, mayHaveGpu } from '../webgpu/dawn.js';
import type { FindAdapter } from './device-thread.js';
import type { Port, Thread } from './messages.js';
import type { ThreadStarter } from './run-sandboxed.js';

export function isNode(): boolean {
  return typeof process !== 'undefined' && process.versions?.node !== undefined && !('window' in globalThis);
}

interface NodeProcess {
  getBuiltinModule(name: 'node:fs'): { readFileSync(path: URL): Uint8Array<ArrayBuffer> };
}

export function readNodeFile(url: URL): Uint8Array<ArrayBuffer> {
  return (process as unknown as NodeProcess).getBuiltinModule('node:fs').readFileSync(url);
}

/** What a device's thread is told of Dawn. */
interface DeviceData {
  /** A path or an address to import. */
  readonly dawn: string;
}

/** `programText` (which runs kernels as well) and `deviceText` are the workers' scripts; `resolve` finds the package `webgpu` from where the module lies, and throws where it is not installed. */
export async function nodeStarter(programText: string, deviceText: string, resolve: (name: string) => string): Promise<ThreadStarter> {
  const [{ Worker }, { existsSync }, { availableParallelism }] = await Promise.all([import('node:worker_threads'), import('node:fs'), import('node:os')]);
  const start = <Sent, Received>(text: string, data: DeviceData | undefined): Thread<Sent, Received> => {
    const worker = new Worker(new URL(`data:text/javascript,${encodeURIComponent(text)}`), { workerData: data });
    return {
      send: (message, transfer) => worker.postMessage(message, [...(transfer ?? [])] as never[]),
      listen: (handler) => void worker.on('message', handler),
      onDeath: (handler) => void worker.on('error', (cause) => handler(cause instanceof Error ? cause.message : String(cause))),
      close: () => void worker.terminate(),
    };
  };
  const dawn = findDawn(resolve);
  return {
    program: () => start(programText, undefined),
    kernels: () => start(programText, undefined),
    cores: availableParallelism(),
    device: () => start(deviceText, { dawn: dawn! }),
    noDevice: !mayHaveGpu(process.platform, process.env, existsSync) ? 'this machine shows no GPU' : dawn === undefined ? "the package 'webgpu' is not installed" : undefined,
  };
}

function findDawn(resolve: (name: string) => string): string | undefined {
  const { DAWN_NODE } = process.env;
  if (DAWN_NODE !== undefined && DAWN_NODE !== '') return DAWN_NODE;
  try {
    return resolve('webgpu');
  } catch {
    return undefined;
  }
}

/** The port of the worker that this is. */
export async function nodePort<Sent, Received>(): Promise<Port<Sent, Received>> {
  const { parentPort } = await import('node:worker_threads');
  return {
    send: (message, transfer) => parentPort!.postMessage(message, [...(transfer ?? [])] as never[]),
    listen: (handler) => void parentPort!.on('message', handler),
  };
}

/** The adapter for the device's thread that this is. */
export const findNodeAdapter: FindAdapter = async () => {
  const [{ workerData }, { Module }, { existsSync }] = await Promise.all([import('node:worker_threads'), import('node:module'), import('node:fs')]);
  const { dawn } = workerData as DeviceData;
  const module = dawn.startsWith('file:') ? await import(/* @vite-ignore */ dawn) : Module.createRequire(`${process.cwd()}/`)(dawn);
  return (await findDawnAdapter(module as DawnModule, false, hasNvidiaDriver(existsSync))) ?? "the package 'webgpu' found no device";
};
