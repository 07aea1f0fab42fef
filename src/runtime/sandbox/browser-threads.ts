/** Web Workers as threads: the main one's end, and the worker's own. */
import type { FindAdapter } from './device-thread.js';
import type { Port, Thread } from './messages.js';
import type { ThreadStarter } from './run-sandboxed.js';

/** The worker's script: a URL of a module, or a classic script's text for pages that carry everything in themselves (a page that is a file may not start modules from texts). */
export type WorkerScript = { readonly url: URL } | { readonly text: string };

export function startWebWorker<Sent, Received>(script: WorkerScript): Thread<Sent, Received> {
  const url = 'url' in script ? script.url : URL.createObjectURL(new Blob([script.text], { type: 'text/javascript' }));
  const worker = new Worker(url, { type: 'url' in script ? 'module' : 'classic' });
  return {
    send: (message, transfer) => worker.postMessage(message, [...(transfer ?? [])]),
    listen(handler) {
      worker.onmessage = (event: MessageEvent<Received>) => handler(event.data);
    },
    onDeath(handler) {
      worker.onerror = (event) => handler(event.message ?? `the worker's script ${String(url)} could not be loaded`);
      worker.onmessageerror = () => handler('a message between workers could not be read');
    },
    close() {
      worker.terminate();
      if (typeof url === 'string') URL.revokeObjectURL(url);
    },
  };
}

interface WorkerScope {
  postMessage(message: unknown, transfer: Transferable[]): void;
  onmessage: ((event: MessageEvent) => void) | null;
}

export function ownPort<Sent, Received>(): Port<Sent, Received> {
  const scope = globalThis as unknown as WorkerScope;
  return {
    send: (message, transfer) => scope.postMessage(message, [...(transfer ?? [])]),
    listen(handler) {
      scope.onmessage = (event) => handler(event.data as Received);
    },
  };
}

/** Why a page's workers cannot share memory; undefined if they can. */
export function noSharedMemory(): string | undefined {
  if (globalThis.crossOriginIsolated && typeof SharedArrayBuffer !== 'undefined') return undefined;
  return 'this page is not cross-origin isolated, and so its workers cannot share memory: serve it with the headers "Cross-Origin-Opener-Policy: same-origin" and "Cross-Origin-Embedder-Policy: require-corp"';
}

export function browserStarter(program: WorkerScript, device: WorkerScript, kernels: WorkerScript): ThreadStarter {
  const noDevice = noSharedMemory();
  return {
    program: () => startWebWorker(program),
    device: () => startWebWorker(device),
    ...(noDevice === undefined && { kernels: () => startWebWorker(kernels), cores: navigator.hardwareConcurrency }),
    noDevice,
  };
}

export const findBrowserAdapter: FindAdapter = async () => {
  if (navigator.gpu === undefined) return 'this browser has no WebGPU, or keeps it from pages that are not served by https or from localhost';
  return (await navigator.gpu.requestAdapter({ powerPreference: 'high-performance' })) ?? 'this browser found no device for WebGPU';
};
